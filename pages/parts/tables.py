"""Plain tables as HTML: what every chart has beside it. All text is escaped here."""

import re
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from metrics.change_words import NOTHING_STANDS, brought_words, figure_words
from metrics.indicator_view import spark_label
from metrics.office import Place
from metrics.periods import Period
from metrics.rows import Row
from metrics.sparkline import sparkline
from metrics.subjects import Subject
from metrics.theme import STATUS_MARKS
from pages.parts.times import time_written

MOST_ROWS = 12
NUMERIC = {"Värde", "Täljare", "Nämnare", "Antal bakom", "Sista värdet", "Mot förra", "Mot i fjol"}
NUMERIC |= {
    "Budget",
    "Utfall",
    "Avvikelse",
    "Ackumulerad avvikelse",
    "Prognos",
    "Statistisk",
    "80 % från",
    "80 % till",
}
NUMERIC |= {"Dygn, budget", "Dygn, i fjol", "Dygn", "Volym", "Mix", "Pris", "Ej fördelat"}
NUMERIC |= {"Effekt", "Årets slut", "I dag", "Blir"}
NUMERIC |= {"Antal år", "Fel i snitt", "Fel i procent", "Spridning", "Lägst", "Högst"}
CSS = """<style>
table.plain { width: 100%; border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
table.plain th { text-align: left; font-weight: 600; font-size: 12px; opacity: .8; }
table.plain th, table.plain td { padding: 4px 10px 4px 0; vertical-align: top; border: 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 14%, transparent); }
table.plain .number { text-align: right; white-space: nowrap; }
div.scroll { overflow-x: auto; }
</style>"""


class Picture(str):
    """A cell of HTML made by us (a picture, a link), and so not to be escaped."""

    __slots__ = ()


def show(title: str, rows: Sequence[Mapping[str, str]], *, most: int | None = None) -> None:
    """Show rows as a table under a heading; nothing where there are none.

    With `most`, the rest stands folded away below.
    """
    if not rows:
        return
    st.subheader(title, anchor=False)
    _write(table_html(rows[:most], title))
    if most is not None and len(rows) > most:
        with st.expander(f"Visa alla {len(rows)}"):
            _write(table_html(rows, title))


def plain(caption: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Show rows as a table without a heading of its own; nothing where there are none."""
    if rows:
        _write(table_html(rows, caption))


def _write(html: str) -> None:
    st.markdown(CSS + html, unsafe_allow_html=True)  # st.html takes pictures away


def table_html(rows: Sequence[Mapping[str, str]], caption: str) -> str:
    """Return rows as an HTML table; the first row's keys are the headings."""
    names = list(rows[0])
    headings = "".join(f'<th scope="col"{_class(name)}>{escape(name)}</th>' for name in names)
    lines = "".join(
        f"<tr>{''.join(f'<td{_class(name)}>{_content(row[name])}</td>' for name in names)}</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="plain">'
        f"<thead><tr>{headings}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _content(cell: str) -> str:
    return cell if isinstance(cell, Picture) else escape(re.sub(r"[ \t\r\n]+", " ", cell))


def _class(name: str) -> str:
    return ' class="number"' if name in NUMERIC else ""


def numbered(title: str, marks: pd.DataFrame) -> None:
    """Show the texts of a chart's numbered marks."""
    rows = [
        {"Nr": str(number), "Från": f"{mark['on']:%Y-%m-%d}", "Vad": mark["text"]}
        for number, mark in enumerate(marks.to_dict("records"), start=1)
    ]
    show(title, rows)


def unit_rows(by_unit: Sequence[tuple[Place, Row]]) -> list[dict[str, str]]:
    """Return the units below with their figures of the period."""
    return [
        {
            "Enhet": place.name,
            "Läge": f"{STATUS_MARKS[row.status].symbol} {row.status_word}",
            "Värde": row.value_text,
            "Mot förra": row.change_text,
            "Mot i fjol": row.change_year_text,
            "Anmärkning": row.note,
            "24 perioder": _picture(row),
        }
        for place, row in by_unit
    ]


def _picture(row: Row) -> Picture:
    label = spark_label(row.subject, row.spark)
    return Picture(sparkline(row.spark, target=row.spark_target, label=label))


def correction_rows(history: pd.DataFrame, subject: Subject) -> list[dict[str, str]]:
    """Return every word on corrected figures, the latest recorded first."""
    newest_first = history.sort_values("recorded_at", ascending=False, kind="stable")
    return [
        {
            "Enhet": word["unit"],
            "Period": Period.parse(word["period"]).label,
            "Version": str(word["revision"]),
            "Värde": NOTHING_STANDS if word["taken_back"] else figure_words(word, "", subject),
            "Registrerat": time_written(word["recorded_at"]),
            "Av": word["recorded_by"],
            "Varför": word["comment"],
            "Efter låset": word["lock_reason"],
            "Inläsning": f"nr {word['import_id']}, {brought_words(word)}",
        }
        for word in newest_first.to_dict("records")
    ]
