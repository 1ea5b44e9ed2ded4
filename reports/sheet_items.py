"""The indicators of a report as rows of a table: each once, however many sections it stands in."""

from metrics.documents.model import Item, Report


def shown_items(report: Report) -> list[Item]:
    """Return the indicators, each once: one that stands in several sections is told where it has most."""
    shown: dict[tuple[str, str], Item] = {}
    for item in report.items:
        key = item.code, item.name
        if key not in shown or (shown[key].chart is None and item.chart is not None):
            shown[key] = item
    return list(shown.values())
