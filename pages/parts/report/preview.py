"""A report on the screen, as its files will have it: part by part. All text is escaped here."""

from collections.abc import Iterable
from html import escape

from metrics.documents.chart_svg import chart_svg
from metrics.documents.model import Cell, Item, Report, Section, Table
from metrics.documents.words import ACTIONS, AUDIENCE, CHANGE, COMMENTS, EXPLANATIONS, SHOWN_FOR, TARGET
from metrics.theme import Palette
from metrics.vocabulary import SectionKind
from metrics.words import AREA, many
from pages.parts import sheet

WIDTH, HEIGHT, TYPE = 640, 230, 12
CSS = """
.sheet { max-width: 980px; font: 15px/1.5 var(--st-font); color: var(--ink); }
.paper { border: 1px solid var(--axis); border-radius: var(--st-base-radius); padding: 20px 26px; }
.paper > header h2 { font-size: 24px; margin: 0; }
.paper > header p { margin: 2px 0; }
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
.tone-better { color: var(--better); } .tone-worse { color: var(--worse); }
.tone-no_news { color: var(--no-news); }
svg { max-width: 100%; height: auto; margin: 4px 0; }
.facts { color: var(--muted); }
@media (max-width: 640px) { .paper { padding: 14px; } }
"""


def show(report: Report, palette: Palette) -> None:
    """Show a report in the reader's colours."""
    sheet.show("report_preview", report_html(report, palette), css=CSS, palette=palette)


def report_html(report: Report, palette: Palette) -> str:
    """Return a report as HTML, its summary open."""
    shown_for = f"{SHOWN_FOR}: {AUDIENCE[report.lens]}" if report.lens.is_outward else ""
    facts = [f"{report.organisation}, {report.unit}", shown_for, report.as_of]
    head = "".join(f"<p>{escape(fact)}</p>" for fact in facts if fact)
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
    status = f'<span class="tone-{item.tone}">{escape(item.status)}</span>' if item.status else ""
    aim = f"{TARGET.casefold()} {item.target}" if item.status else item.target
    facts = [escape(item.value.text), status, escape(aim)]
    if item.change:
        facts.append(f"{CHANGE.casefold()} {escape(item.change)}")
    if item.note:
        facts.append(escape(item.note))
    chart = (
        chart_svg(item.chart, width=WIDTH, height=HEIGHT, font_size=TYPE, palette=palette)
        if item.chart
        else ""
    )
    told = _told(ACTIONS, item.actions) + _told(COMMENTS, item.comments)
    return (
        f'<h4>{escape(item.name)}</h4><p>{escape(item.sentence)}</p><p class="facts">'
        f"{' · '.join(filter(None, facts))}</p>{chart}{told}"
    )


def _told(heading: str, texts: tuple[str, ...]) -> str:
    """Return texts under what they are; nothing where there are none."""
    lines = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<p><b>{heading}</b></p><ul>{lines}</ul>" if lines else ""


def _table(table: Table) -> str:
    kinds = [' class="number"' if is_number else "" for is_number in table.is_number]
    heads = "".join(
        f'<th scope="col"{kind}>{escape(head)}</th>' for head, kind in zip(table.headings, kinds, strict=True)
    )
    rows = "".join(_row(row, kinds) for row in table.rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}"><table>'
        f"<caption>{escape(table.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
        "</table></div>"
    )


def _row(row: tuple[Cell, ...], kinds: list[str]) -> str:
    first, *rest = zip(row, kinds, strict=True)
    cells = "".join(f"<td{kind}>{escape(cell.text)}</td>" for cell, kind in rest)
    return f'<tr><th scope="row"{first[1]}>{escape(first[0].text)}</th>{cells}</tr>'
