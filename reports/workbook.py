"""A report as an Excel workbook: a sheet for each area, with real numbers and days and native charts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from metrics.documents.model import Item, Report, Section, Table
from metrics.documents.words import SECTION
from metrics.vocabulary import Area, SectionKind
from metrics.words import AREA, many
from reports.office_properties import AUTHOR, as_property
from reports.sheet_items import shown_items, without_rows_of
from reports.workbook_area import FULL_TEXTS, write_area
from reports.workbook_look import Look
from reports.workbook_names import Names, area_name
from reports.workbook_overview import write_overview
from reports.workbook_paper import OVERVIEW, Paper
from reports.workbook_parts import completed
from reports.workbook_series import Series, series_of, write_series
from reports.workbook_tables import full_texts, one_table, sources_table, write_table
from reports.zipped import without_times

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""No text becomes anything but a text."""
NO_FIGURE = "Utan värde att visa"


@dataclass(frozen=True)
class AreaSheet:
    """An area with its indicators, its sheet's name, and its series, which lie on another one."""

    name: str
    items: list[Item]
    series: Series | None
    series_title: str


@dataclass(frozen=True)
class TableSheet:
    """A table with its sheet's name and what is told of it among the contents."""

    name: str
    table: Table
    told: str


def workbook_xlsx(report: Report, *, made_on: date) -> bytes:
    """Return the report as an .xlsx file; the same report and day give the same bytes.

    Its numbers are the report's, rounded as they are shown. What is hidden is `..` and never a number.
    """
    written, names = BytesIO(), Names()
    names.take(OVERVIEW)
    areas = list(_areas(report, names))
    tables, appendices = list(_tables(report, names)), list(_appendices(report, names))
    series = [(each, each.series) for each in areas if each.series]
    with Workbook(written, OPTIONS) as book:
        look = Look(book)
        _set_properties(book, report, made_on)
        overview = Paper(book.add_worksheet(OVERVIEW), look)
        write_overview(overview, _contents(areas, tables, appendices), report, made_on)
        for each in areas:
            paper = Paper(book.add_worksheet(each.name), look)
            write_area(book, paper, each.series, each.items, report, made_on)
        for sheet in tables:
            write_table(Paper(book.add_worksheet(sheet.name), look), sheet.table, report, made_on)
        for area, lines in series:
            paper = Paper(book.add_worksheet(lines.name), look)
            write_series(paper, lines, area.series_title, report, made_on)
        for sheet in appendices:
            write_table(Paper(book.add_worksheet(sheet.name), look), sheet.table, report, made_on)
    return without_times(written.getvalue(), completed)


def _areas(report: Report, names: Names) -> Iterator[AreaSheet]:
    """Go through the areas that have indicators, in the order of the meeting."""
    items = shown_items(report)
    for area in Area:
        if own := [item for item in items if item.area == area]:
            name = names.take(area_name(area))
            has_series = any(item.chart and item.chart.points for item in own)
            series = series_of(names.take(name, ", serier"), own) if has_series else None
            yield AreaSheet(name, own, series, f"{AREA[area]}: siffrorna bakom diagrammen")


def _tables(report: Report, names: Names) -> Iterator[TableSheet]:
    """Go through the report's tables: each is called as its section, where it is alone in it."""
    for section in report.sections:
        tables = _left(section, report)
        for table in tables:
            has_name = len(tables) == 1 and section.kind != SectionKind.TARGETS
            wanted = section.heading if has_name else table.caption
            yield TableSheet(names.take(wanted), table, table.caption)


def _left(section: Section, report: Report) -> list[Table]:
    """Return a section's tables, without what the sheets of the areas and of the sources tell.

    What is left of the targets are those of indicators without a figure: they stand together in one table.
    """
    if section.kind == SectionKind.SOURCES and report.items:
        return []
    if section.kind != SectionKind.TARGETS or not report.items:
        return list(section.tables)
    names = {item.name for item in report.items}
    about = [table for table in section.tables if any(row[0].text in names for row in table.rows)]
    first = {_first(table) for table in about}
    rest = [without_rows_of(table, names) for table in section.tables if _first(table) in first]
    others = [table for table in section.tables if _first(table) not in first]
    return [*one_table(NO_FIGURE, rest), *others]


def _first(table: Table) -> str:
    return table.headings[0] if table.headings else ""


def _appendices(report: Report, names: Names) -> Iterator[TableSheet]:
    """Go through what has no room in the indicators' rows."""
    items = shown_items(report)
    long = full_texts(items)
    if long.rows:
        yield TableSheet(names.take(FULL_TEXTS), long, "Långa kommentarer och åtgärder, i sin helhet")
    if items:
        told = "Vad varje indikator mäter och varifrån siffrorna kommer"
        yield TableSheet(names.take(SECTION[SectionKind.SOURCES]), sources_table(report), told)


def _contents(
    areas: list[AreaSheet], tables: list[TableSheet], appendices: list[TableSheet]
) -> list[tuple[str, str]]:
    """Return the names of the sheets after the first, in order, and what lies on each."""
    return [
        *((each.name, many(len(each.items), "indikator", "indikatorer")) for each in areas),
        *((each.name, each.told) for each in tables),
        *(
            (each.series.name, "Siffrorna bakom diagrammen, period för period")
            for each in areas
            if each.series
        ),
        *((each.name, each.told) for each in appendices),
    ]


def _set_properties(book: Workbook, report: Report, made_on: date) -> None:
    book.set_properties({
        "title": as_property(f"{report.title}, {report.unit}"),
        "subject": as_property(report.period.label),
        "author": AUTHOR,
        "company": as_property(report.organisation),
        "comments": as_property(report.remark),
        "created": datetime.combine(made_on, time()),
    })  # fmt: skip
