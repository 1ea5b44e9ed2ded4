"""A document's result tables as they are printed, and what is doubtful in them, as HTML.

All text is escaped here. A difference is marked with a symbol and words, never by colour.
"""

import re
from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from metrics.money.printed import Column, Line, ResultTable, told_of
from metrics.words import listed

DIFFERS = "≠"
HEADING = "Motsägelser och tveksamheter i dokumentet"
CSS = """<style>
section.printed { margin: 0 0 32px; font-size: 14px; }
section.printed p, section.printed ul { margin: 4px 0; font-size: 14px; }
section.printed .quiet, ol.doubts small { font-size: 12px; opacity: .8; }
table.printed { font-size: 14px; border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 0; }
table.printed caption { text-align: left; font-size: 16px; font-weight: 600; padding: 0 0 2px; color: inherit;
  caption-side: top; }
table.printed th, table.printed td { padding: 4px 14px 4px 0; vertical-align: top; border: 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 14%, transparent); }
table.printed th { text-align: left; font-weight: 400; min-width: 130px; max-width: 340px; }
table.printed thead th { font-weight: 600; font-size: 12px; vertical-align: bottom; }
table.printed .number { text-align: right; white-space: nowrap; min-width: 76px; }
table.printed .sum > * { font-weight: 700; }
table.printed small { display: block; font-weight: 400; font-size: 12px; }
div.scroll { overflow-x: auto; }
div.scroll:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
ol.doubts li { margin-bottom: 10px; font-size: 14px; max-width: 75ch; }
ol.doubts small { display: block; }
</style>"""


def show(tables: Sequence[ResultTable], contradictions: pd.DataFrame) -> None:
    """Show the tables in their order, and the contradictions below, numbered as the tables name them.

    `contradictions`: `subject`, `text`, `source`.
    """
    sources = [str(source) for source in contradictions["source"]]
    sheets = "".join(table_html(table, told_of(table, tables, sources)) for table in tables)
    st.markdown(CSS + sheets, unsafe_allow_html=True)
    if len(contradictions):
        st.subheader(HEADING, anchor=False)
        st.markdown(contradictions_html(contradictions), unsafe_allow_html=True)


def table_html(table: ResultTable, doubts: Sequence[int] = ()) -> str:
    """Return a table with its signs, its checks, its notes and its source; `doubts` are places from 0."""
    headings = "".join(_heading(column) for column in table.columns)
    rows = "".join(_row(table, line) for line in table.lines)
    return (
        f'<section class="printed"><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{_text(table.unit)}"><table class="printed"><caption>{_text(table.unit)}</caption>'
        f'<thead><tr><th scope="col">Tkr</th>{headings}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"<p>{_text(table.sentence)}</p>{_differences(table)}"
        f'<p class="quiet">{_text(table.units_text)}</p>{_notes((table.left_out_text, *table.notes))}'
        f'<p class="quiet">{_told(doubts)}Källa: {_text(table.source)}</p></section>'
    )


def contradictions_html(contradictions: pd.DataFrame) -> str:
    """Return `subject`, `text` and `source` as a numbered list."""
    points = "".join(
        f"<li><strong>{_text(told['subject'])}</strong><br>{_text(told['text'])}"
        f"<small>Källa: {_text(told['source'])}</small></li>"
        for told in contradictions.to_dict("records")
    )
    return f'<ol class="doubts">{points}</ol>'


def _heading(column: Column) -> str:
    made = f"<small>{_text(column.made)}</small>" if column.made else ""
    return f'<th scope="col" class="number">{_text(column.label)}{made}</th>'


def _row(table: ResultTable, line: Line) -> str:
    cells = "".join(
        _cell(text, table.marks(line, column), placeholder=placeholder)
        for text, column, placeholder in zip(line.texts(), table.columns, line.placeholders, strict=True)
    )
    kind = ' class="sum"' if line.is_sum else ""
    return f'<tr{kind}><th scope="row">{_text(line.name)}</th>{cells}</tr>'


def _cell(text: str, marks: Sequence[str], *, placeholder: bool) -> str:
    notes = [f'<span aria-hidden="true">{DIFFERS}</span> {_text(mark)}' for mark in marks]
    if placeholder:
        notes.append("platshållare")
    return f'<td class="number">{_text(text)}{"".join(f"<small>{note}</small>" for note in notes)}</td>'


def _differences(table: ResultTable) -> str:
    """Every difference in words, folded away where there are more than the sentence tells."""
    told = [check.sentence for check in table.differences]
    if len(told) <= 1:
        return ""
    listing = "".join(f"<li>{_text(sentence)}</li>" for sentence in told)
    return f"<details><summary>Alla skillnader ({len(told)})</summary><ul>{listing}</ul></details>"


def _notes(notes: Sequence[str]) -> str:
    return "".join(f'<p class="quiet">{_text(note)}</p>' for note in notes if note)


def _told(doubts: Sequence[int]) -> str:
    numbers = listed([str(place + 1) for place in doubts])
    return f"Se punkt {numbers} nedan. " if doubts else ""


def _text(text: str) -> str:
    return escape(re.sub(r"[ \t\r\n]+", " ", text))
