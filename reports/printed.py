"""What a report says alike in Word and as PDF: for whom it is, where its indicators stand, what is empty."""

from collections.abc import Iterator, Sequence

from metrics.documents.model import Item, Report
from metrics.documents.words import AUDIENCE, CHANGE, FIGURE, SHOWN_FOR, STANDING, TARGET
from metrics.vocabulary import Area, SectionKind

SHORT = 10
"""A report with more indicators than this has its contents on the first page."""
EMPTY, EMPTY_TABLE = "Här finns inget att redovisa.", "inget att redovisa."
"""Of a section, and of a table, after its name."""
OVERVIEW = ("Indikator", FIGURE, TARGET, STANDING, CHANGE)


def asides(report: Report) -> tuple[str, ...]:
    """Return for whom the report is, where it isn't for the office alone, and as of when."""
    lens = f"{SHOWN_FOR}: {AUDIENCE[report.lens]}" if report.lens.is_outward else ""
    return tuple(filter(None, (lens, report.as_of)))


def has_targets(report: Report) -> bool:
    """Tell whether the report has tables of its own of where the indicators stand."""
    return any(section.kind == SectionKind.TARGETS and section.tables for section in report.sections)


def by_area(items: Sequence[Item]) -> dict[Area, list[Item]]:
    """Return the indicators of each area, areas and indicators in the order in which they came."""
    found: dict[Area, list[Item]] = {}
    for item in items:
        found.setdefault(item.area, []).append(item)
    return found


def labelled(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what is told in short of an indicator, each under its heading; what is empty is left out."""
    told = ((FIGURE, item.value.text), (TARGET, item.target), (CHANGE, item.change))
    yield from ((label, text) for label, text in told if text)
