"""What a report says alike in several kinds of file: for whom, when it was made, where indicators stand."""

from collections.abc import Iterator, Sequence
from datetime import date

from metrics.documents.model import Cell, Item, Report, Table
from metrics.documents.words import AUDIENCE, CHANGE, FIGURE, SHOWN_FOR, STANDING, TARGET
from metrics.vocabulary import Area, ReportKind, SectionKind
from metrics.words import AREA

SHORT = 10
"""A report with more indicators than this has its contents on the first page."""
EMPTY, EMPTY_TABLE = "Här finns inget att redovisa.", "inget att redovisa."
"""Of a section, and of a table, after its name."""
SMALL_HIDDEN = "Små tal är dolda"
OVERVIEW = {"Indikator": False, FIGURE: True, TARGET: False, STANDING: False, CHANGE: True}
"""The columns that tell where indicators stand, and which of them hold figures."""


def shown_for(report: Report) -> str:
    """Say whom the report is for, of a show what that means; empty for one of the office's own.

    A show is for the staff, though it has no more than an audience may see.
    """
    if not report.lens.is_outward:
        return ""
    return SMALL_HIDDEN if report.kind == ReportKind.SHOW else f"{SHOWN_FOR}: {AUDIENCE[report.lens]}"


def asides(report: Report) -> tuple[str, ...]:
    """Return for whom the report is, where it isn't for the office alone, and as of when."""
    return tuple(filter(None, (shown_for(report), report.as_of)))


def made(made_on: date) -> str:
    """Say when a file was made."""
    return f"Skapat {made_on.isoformat()}"


def has_targets(report: Report) -> bool:
    """Tell whether the report has tables of its own of where the indicators stand."""
    return any(section.kind == SectionKind.TARGETS and section.tables for section in report.sections)


def by_area(items: Sequence[Item]) -> dict[Area, list[Item]]:
    """Return the indicators of each area, areas and indicators in the order in which they came."""
    found: dict[Area, list[Item]] = {}
    for item in items:
        found.setdefault(item.area, []).append(item)
    return found


def overview(area: Area, items: Sequence[Item]) -> Table:
    """Return where the indicators of an area stand."""
    rows = tuple(
        (Cell(item.name), item.value, Cell(item.target), Cell(item.status), Cell(item.change))
        for item in items
    )
    return Table(AREA[area], tuple(OVERVIEW), tuple(OVERVIEW.values()), rows)


def labelled(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what is told in short of an indicator, each under its heading; what is empty is left out."""
    told = ((FIGURE, item.value.text), (TARGET, item.target), (CHANGE, item.change))
    yield from ((label, text) for label, text in told if text)
