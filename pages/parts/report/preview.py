"""A report on the screen, as its files will have it: part by part. All text is escaped here."""

from collections.abc import Iterable
from html import escape

from metrics.documents.chart_svg import chart_svg
from metrics.documents.model import Cell, Chart, Item, Report, Section, Table
from metrics.documents.words import ACTIONS, CHANGE, COMMENTS, EXPLANATIONS, TARGET
from metrics.theme import Palette
from metrics.vocabulary import SectionKind
from metrics.words import AREA, many
from pages.parts import cells, sheet
from pages.parts.cells import Heading
from pages.parts.chart_table import SHOW_TABLE, chart_table
from reports.printed import asides

WIDTH, HEIGHT, TYPE = 480, 210, 14
"""Pixels; of a chart, and of its type: still read where a phone shows it narrower."""
PAPER = """
.sheet { max-width: 980px; font: 15px/1.5 var(--st-font); color: var(--ink); }
.paper { border: 1px solid var(--axis); border-radius: var(--st-base-radius); padding: 20px 26px; }
.paper > header h2 { font-size: 24px; margin: 0; }
.paper > header p { margin: 4px 0; }
.mark { display: inline-block; border: 1px solid var(--axis); padding: 0 6px; font-size: 13px; }
details { border-top: 1px solid var(--grid); padding: 8px 0; }
summary { cursor: pointer; font-size: 17px; font-weight: 600; }
h3 { font-size: 16px; margin: 14px 0 2px; }
h4 { font-size: 15px; margin: 18px 0 2px; }
p { margin: 6px 0; }
ul { margin: 4px 0 4px 18px; padding: 0; }
table { margin: 10px 0 16px; }
caption { padding-bottom: 4px; }
th, td { padding: 3px 10px 3px 0; }
.scroll { overflow-x: auto; }
.scroll table { min-width: 620px; }
.scroll td:not(.number) { min-width: 104px; }
.scroll:focus-visible { outline: 2px solid var(--better); outline-offset: 2px; }
svg { max-width: 100%; height: auto; margin: 4px 0; }
.facts { color: var(--muted); }
.twin { border: 0; padding: 0; max-width: 480px; }
.twin summary { font-size: 14px; font-weight: 400; color: var(--muted); }
"""
ON_A_PHONE = """
@media (max-width: 760px) {
  .paper { padding: 14px; }
  .scroll table, .scroll td:not(.number) { min-width: 0; }
  tbody th { font-weight: 600; }
  tbody td.number { text-align: left; }
  td { overflow-wrap: anywhere; }
}
"""
CSS = PAPER + sheet.ROWS_AS_BLOCKS + ON_A_PHONE


def show(report: Report, palette: Palette) -> None:
    """Show a report in the reader's colours."""
    sheet.show("report_preview", report_html(report, palette), css=CSS, palette=palette)


def report_html(report: Report, palette: Palette) -> str:
    """Return a report as HTML, its summary open."""
    facts = (f"{report.organisation}, {report.unit}", *asides(report))
    head = "".join(f"<p>{escape(fact)}</p>" for fact in facts)
    mark = f'<p><span class="mark">{escape(report.remark)}</span></p>' if report.remark else ""
    sections = "".join(_section(section, palette) for section in report.sections)
    notes = "".join(f'<p class="facts">{escape(text)}</p>' for text in report.explanations)
    if notes:
        notes = f"<h3>{EXPLANATIONS}</h3>{notes}"
    return (
        f'<article class="paper" aria-label="{escape(report.title)}"><header><h2>{escape(report.title)}</h2>'
        f"{head}{mark}<p><b>{escape(report.lead)}</b></p></header>{sections}{notes}</article>"
    )


def _section(section: Section, palette: Palette) -> str:
    is_open = " open" if section.kind == SectionKind.SUMMARY else ""
    counted = many(len(section.items), "indikator", "indikatorer") if section.items else ""
    aside = f" <small>{escape(counted)}</small>" if counted else ""
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in section.paragraphs)
    items = "".join(_items(section.items, palette))
    tables = "".join(map(_table, section.tables))
    return (
        f"<details{is_open}><summary>{escape(section.heading)}{aside}</summary>{paragraphs}{items}{tables}"
        "</details>"
    )


def _items(items: Iterable[Item], palette: Palette) -> Iterable[str]:
    """Yield the indicators, under a heading for each area."""
    area = None
    for item in items:
        if item.area != area:
            area = item.area
            yield f"<h3>{escape(AREA[area])}</h3>"
        yield _item(item, palette)


def _item(item: Item, palette: Palette) -> str:
    status = cells.toned(item.status, item.tone) if item.status else ""
    aim = f"{TARGET.casefold()} {item.target}" if item.status else item.target
    facts = [escape(item.value.text), status, escape(aim)]
    if item.change:
        facts.append(f"{CHANGE.casefold()} {escape(item.change)}")
    if item.note:
        facts.append(escape(item.note))
    told = _told(ACTIONS, item.actions) + _told(COMMENTS, item.comments)
    return (
        f'<h4>{escape(item.name)}</h4><p>{escape(item.sentence)}</p><p class="facts">'
        f"{' · '.join(filter(None, facts))}</p>{_chart(item.chart, palette)}{told}"
    )


def _chart(chart: Chart | None, palette: Palette) -> str:
    """Return a chart and, folded, its table; nothing where there is nothing to draw."""
    if chart is None:
        return ""
    drawn = chart_svg(chart, width=WIDTH, height=HEIGHT, font_size=TYPE, palette=palette)
    twin = f'<details class="twin"><summary>{SHOW_TABLE}</summary>{chart_table(chart)}</details>'
    return f"{drawn}{twin}"


def _told(heading: str, texts: tuple[str, ...]) -> str:
    """Return texts under what they are; nothing where there are none."""
    lines = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<p><b>{heading}</b></p><ul>{lines}</ul>" if lines else ""


def _table(table: Table) -> str:
    columns = [
        Heading(text, kind="number" if is_number else "")
        for text, is_number in zip(table.headings, table.is_number, strict=True)
    ]
    rows = "".join(_row(row, columns) for row in table.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}"><table>'
        f"<caption>{escape(table.caption)}</caption>{cells.headings(columns)}<tbody>{rows}</tbody>"
        "</table></div>"
    )


def _row(row: tuple[Cell, ...], columns: list[Heading]) -> str:
    first, *rest = zip(row, columns, strict=True)
    figures = "".join(cells.cell(cell.text, kind=column.kind, head=column.text) for cell, column in rest)
    return f"<tr>{cells.name(first[0].text)}{figures}</tr>"
