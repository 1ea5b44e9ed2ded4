"""The sheets of the hour: its overview, and each point's sentences and tables. All text is escaped here."""

from collections.abc import Mapping, Sequence
from html import escape

from metrics.indicator_view import spark_label
from metrics.meeting.minutes import Minutes
from metrics.meeting.points import MINUTES, TITLES, Line, Point, Table
from metrics.meeting.sitting import Meeting
from metrics.rows import Row
from metrics.sparkline import sparkline
from metrics.theme import Palette
from pages.parts import cells, sheet
from pages.parts.cells import Heading
from pages.parts.indicator_choice import INDICATOR
from pages.parts.sheet import link_to

MOST_LINES = 6
"""With more rows than this the rest stands folded away: the sentence has counted them."""
ANCHOR = "punkt"
SPARK = "24 perioder"
COLUMNS = {
    "Värde": "value",
    "Gäller från": "days",
    "Skulle vara klart": "day",
    "Kvitto": "receipt",
}
"""Columns that need little room or much, by their headings; the first two say what it is about."""
HOUR = """
ol { display: grid; grid-template-columns: repeat(6, 1fr); gap: 8px; list-style: none;
  margin: 0; padding: 0; }
ol a { display: block; height: 100%; box-sizing: border-box; padding: 8px 10px; text-decoration: none;
  border: 1px solid var(--axis); border-radius: 4px; font: 14px/1.3 var(--st-font); color: var(--ink); }
ol a:hover { background: var(--grid); }
ol b { display: block; font-size: 18px; margin-top: 3px; }
ol small { display: block; margin-top: 2px; }
p { font: 18px/1.4 var(--st-font); color: var(--ink); margin: 0 0 6px; max-width: 62em; }
p:first-child { font-weight: 600; }
h3, h4 { font: 600 18px/1.3 var(--st-font); color: var(--ink); margin: 18px 0 6px; }
dl { font: 16px/1.4 var(--st-font); color: var(--ink); margin: 0 0 8px; }
dt { font-weight: 600; float: left; clear: left; margin-right: .5em; } dd { margin: 0; }
table { table-layout: fixed; font-size: 16px; }
caption { padding: 12px 0 2px; }
thead th { font-size: 13px; } td small, th small { font-size: 13px; }
th, td { padding: 5px 14px 5px 0; overflow-wrap: break-word; }
tbody th, td span { font-weight: 600; }
.what { width: 23%; } .value { width: 148px; } .matter { width: 23%; } .receipt { width: 22%; }
.spark { width: 134px; } .day { width: 100px; } .days { width: 160px; }
.beside { font-size: 15px; margin: 8px 0 0; color: var(--muted); }
summary { cursor: pointer; padding: 8px 0; font: 16px/1.4 var(--st-font); color: var(--ink); }
.paper { border-left: 3px solid var(--grid); padding-left: 14px; }
@media (max-width: 760px) { ol { grid-template-columns: repeat(2, 1fr); } }
"""
CSS = HOUR + sheet.ROWS_AS_BLOCKS


def show(name: str, html: str, palette: Palette) -> None:
    """Show a sheet of the hour."""
    sheet.show(f"meeting_{name}", html, css=CSS, palette=palette)


def anchor(point: Point) -> str:
    """Return what a point is linked to by."""
    return f"{ANCHOR}-{point.step.value}"


def hour_html(points: Sequence[Point], meeting: Meeting | None) -> str:
    """Return the overview of the hour: each point with what there is in it, its time, and the way to it.

    Below it stands what is written down of the meeting.
    """
    told = "".join(
        f'<li><a href="#{anchor(point)}">{point.step.value}. {escape(TITLES[point.step])}'
        f"<b>{escape(point.told)}</b><small>{MINUTES[point.step]} min</small></a></li>"
        for point in points
    )
    facts = _beside(meeting) if meeting else ""
    return f'<nav aria-label="Mötets punkter"><ol>{told}</ol></nav>{facts}'


def _beside(meeting: Meeting) -> str:
    present = f"Närvarande: {meeting.present}." if meeting.present else ""
    told = " ".join(filter(None, (present, meeting.note)))
    return f'<p class="beside">{escape(told)}</p>' if told else ""


def point_html(point: Point, address: Mapping[str, str], rows: Sequence[Row]) -> str:
    """Return a point's sentences and its tables, indicators with pictures and the way to their pages."""
    pictures = {row.subject.code: row for row in rows}
    tables = (_table(table, address, pictures) for table in point.tables)
    return f"{_sentences(point)}{''.join(tables)}"


def minutes_html(minutes: Minutes) -> str:
    """Return the minutes as they are in the document, folded away."""
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in minutes.facts)
    told = "".join(
        f"<h4>{escape(point.heading)}</h4>{_sentences(point)}"
        f"{''.join(_whole(table, table.lines, {}, {}) for table in point.tables)}"
        for point in minutes.points
    )
    remark = f"<p>{escape(minutes.remark)}</p>" if minutes.remark else ""
    return (
        f'<details><summary>Förhandsgranska</summary><div class="paper"><h3>{escape(minutes.title)}</h3>'
        f"{remark}<dl>{facts}</dl>{told}</div></details>"
    )


def _sentences(point: Point) -> str:
    first, *rest = point.sentences
    return f"<p>{escape(first)}</p>" + (f"<p>{escape(' '.join(rest))}</p>" if rest else "")


def _table(table: Table, address: Mapping[str, str], pictures: Mapping[str, Row]) -> str:
    """Return a table, the rest of a long one folded away."""
    first, rest = table.lines[:MOST_LINES], table.lines[MOST_LINES:]
    shown = _whole(table, first, address, pictures)
    if not rest:
        return shown
    folded = _whole(table, rest, address, pictures, bare=True)
    return f"{shown}<details><summary>Visa {len(rest)} till</summary>{folded}</details>"


def _whole(
    table: Table,
    lines: Sequence[Line],
    address: Mapping[str, str],
    pictures: Mapping[str, Row],
    *,
    bare: bool = False,
) -> str:
    drawn = bool(pictures) and any(line.code for line in table.lines)
    name, matter, *others = table.headings
    heads = [Heading(name, kind="what"), Heading(matter, kind="matter")]
    heads += [Heading(text, kind=COLUMNS.get(text, "")) for text in others]
    heads += [Heading(SPARK, kind="spark")] if drawn else []
    body = "".join(_row(table, line, address, pictures if drawn else {}) for line in lines)
    caption = "" if bare else f"<caption>{escape(table.caption)} ({table.counted})</caption>"
    named = f' aria-label="{escape(table.caption)}, resten"' if bare else ""
    return f"<table{named}>{caption}{cells.headings(heads)}<tbody>{body}</tbody></table>"


def _row(table: Table, line: Line, address: Mapping[str, str], pictures: Mapping[str, Row]) -> str:
    name, *rest = line.cells
    to = link_to("indikator", {**address, INDICATOR: line.code}) if line.code and address else ""
    told = "".join(
        _cell(head, text, line.tone if place == 0 else "ink")
        for place, (head, text) in enumerate(zip(table.headings[1:], rest, strict=True))
    )
    row = pictures.get(line.code)
    picture = cells.held(_picture(row), kind="spark") if row else ""
    marked = f' data-code="{escape(line.code)}"' if to else ""
    return f"<tr{marked}>{cells.name(name, to=to)}{told}{picture}</tr>"


def _cell(head: str, text: str, tone: str) -> str:
    return cells.cell(text, head=head) if tone == "ink" else cells.held(cells.toned(text, tone), head=head)


def _picture(row: Row) -> str:
    return sparkline(row.spark, target=row.spark_target, label=spark_label(row.subject, row.spark))
