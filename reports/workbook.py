"""A report as an Excel workbook: a sheet for each area, with real numbers and days and native charts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from metrics.documents.model import Item, Report, Table
from metrics.vocabulary import Area, SectionKind
from metrics.words import AREA, many
from reports.plain import clean
from reports.sheet_items import shown_items
from reports.workbook_area import write_area
from reports.workbook_look import Look
from reports.workbook_names import Names, series_name
from reports.workbook_overview import write_overview
from reports.workbook_paper import OVERVIEW, Paper
from reports.workbook_parts import completed
from reports.workbook_series import Series, series_of, write_series
from reports.workbook_tables import comments_table, sources_table, write_table
from reports.zipped import without_times

AUTHOR = "Lägesbild"
LONGEST_PROPERTY = 255
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""No text becomes anything but a text."""


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
    return without_times(completed(written.getvalue()))


def _areas(report: Report, names: Names) -> Iterator[AreaSheet]:
    """Go through the areas that have indicators, in the order of the meeting."""
    items = shown_items(report)
    for area in Area:
        if own := [item for item in items if item.area == area]:
            name = names.take(AREA[area])
            has_series = any(item.chart and item.chart.points for item in own)
            series = series_of(names.take(series_name(area), ", serier"), own) if has_series else None
            yield AreaSheet(name, own, series, f"{AREA[area]}: siffrorna bakom diagrammen")


def _tables(report: Report, names: Names) -> Iterator[TableSheet]:
    """Go through the report's tables: each is called as its section, where it is alone in it."""
    for section in report.sections:
        for table in section.tables:
            wanted = section.heading if len(section.tables) == 1 else table.caption
            reserved = section.kind == SectionKind.SOURCES and wanted == section.heading
            name = names.take(table.caption if reserved else wanted)
            yield TableSheet(name, table, table.caption)


def _appendices(report: Report, names: Names) -> Iterator[TableSheet]:
    """Go through what the report's indicators say in full."""
    items = shown_items(report)
    comments = comments_table(items)
    if comments.rows:
        told = "Kommentarer till indikatorerna och vad som görs, i sin helhet"
        yield TableSheet(names.take("Kommentarer"), comments, told)
    if items:
        told = "Vad varje indikator mäter och varifrån siffrorna kommer"
        yield TableSheet(names.take("Källor och definitioner"), sources_table(items), told)


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
        "title": clean(f"{report.title}, {report.unit}")[:LONGEST_PROPERTY],
        "subject": clean(report.period.label)[:LONGEST_PROPERTY],
        "author": AUTHOR,
        "company": clean(report.organisation)[:LONGEST_PROPERTY],
        "comments": clean(report.remark)[:LONGEST_PROPERTY],
        "created": datetime.combine(made_on, time()),
    })  # fmt: skip
