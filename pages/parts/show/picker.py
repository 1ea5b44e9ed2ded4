"""The table in which a show's indicators are ticked: by area, with what each says now and why it is there."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from metrics.documents.suggestion import MOST
from metrics.documents.words import FIGURE, STANDING
from metrics.rows import Row
from metrics.theme import STATUS_MARKS, css_variables
from metrics.vocabulary import Area
from metrics.words import AREA
from pages.parts import cells, frame
from pages.parts.cells import Heading
from pages.parts.sheet import LOOK, ROWS_AS_BLOCKS
from pages.parts.show.choice import Asked, choose

KEY = "apt_picker"
CSS = """
label.find { display: block; font: 14px/1.35 var(--st-font); color: var(--ink); margin-bottom: 8px; }
input[type=search] { display: block; width: 100%; height: 40px; margin-top: 4px; padding: 0 10px;
  box-sizing: border-box; font: 16px/1.35 var(--st-font); color: inherit;
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: var(--st-base-radius); }
input:focus-visible { outline: 2px solid var(--better); outline-offset: 2px; }
th, td { padding: 5px 12px 5px 0; }
tr.area th { font-weight: 600; font-size: 13px; color: var(--muted); padding-top: 14px; }
label.tick { display: flex; gap: 8px; align-items: flex-start; cursor: pointer; overflow-wrap: anywhere; }
label.tick input { width: 18px; height: 18px; margin: 0; flex: none; accent-color: var(--better); }
label.tick:has(:disabled) { cursor: default; color: var(--muted); }
label.tick small { display: block; }
.value { width: 120px; } .status { width: 130px; }
tr[hidden] { display: none !important; }
.scroll { max-height: 560px; overflow-y: auto; padding-right: 4px; }
thead th { position: sticky; top: 0; background: var(--st-background-color); }
@media (max-width: 760px) { td.number { text-align: left; } }
"""
SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  const sheet = parentElement.querySelector('.sheet');
  if (sheet.shown !== data.html) { sheet.innerHTML = data.html; sheet.shown = data.html; }
  sheet.style.cssText = data.colours;
  let codes = data.codes;
  const boxes = [...sheet.querySelectorAll('input[type=checkbox]')];
  const mark = () => {
    for (const box of boxes) {
      box.checked = codes.includes(box.value);
      box.disabled = !box.checked && codes.length >= data.most;
    }
  };
  mark();
  sheet.onchange = ({ target }) => {
    if (target.type !== 'checkbox') return;
    codes = codes.filter((code) => code !== target.value);
    if (target.checked) codes = [...codes, target.value];
    mark();
    setTriggerValue('picked', codes);
  };
  const find = sheet.querySelector('input[type=search]');
  const narrow = () => {
    const wanted = find.value.trim().toLocaleLowerCase('sv');
    for (const row of sheet.querySelectorAll('tr[data-text]')) {
      row.hidden = !row.dataset.text.includes(wanted);
    }
    for (const body of sheet.querySelectorAll('tbody')) {
      body.querySelector('.area').hidden = !body.querySelector('tr[data-text]:not([hidden])');
    }
  };
  find.oninput = narrow;
  narrow();
}
"""


def show(asked: Asked) -> None:
    """Show every indicator with a figure, those of the show ticked; a tick is written to the address."""
    render = st.components.v2.component(
        KEY, html='<div class="sheet"></div>', css=LOOK + ROWS_AS_BLOCKS + CSS, js=SCRIPT
    )
    render(
        data={
            "html": picker_html(asked.rows, {each.row.subject.code: each.words for each in asked.suggested}),
            "codes": list(asked.codes),
            "most": MOST,
            "colours": css_variables(frame.palette()),
        },
        key=KEY,
        on_picked_change=_pick,
    )


def _pick() -> None:
    choose([str(code) for code in st.session_state[KEY]["picked"]])


def picker_html(rows: Sequence[Row], why: dict[str, str]) -> str:
    """Return the table as HTML, every text escaped; `why`, by code, is told of what is suggested."""
    heads = [Heading("Visa"), Heading(FIGURE, kind="number value"), Heading(STANDING, kind="status")]
    by_area: dict[Area, str] = {}
    for row in rows:
        area = row.subject.area
        by_area[area] = by_area.get(area, "") + _row(row, why.get(row.subject.code, ""))
    bodies = "".join(
        f'<tbody><tr class="area"><th colspan="3" scope="rowgroup">{escape(AREA[area])}</th></tr>'
        f"{lines}</tbody>"
        for area, lines in by_area.items()
    )
    return (
        '<label class="find">Sök indikator'
        '<input type="search" placeholder="Del av namn eller område"></label>'
        '<div class="scroll" tabindex="0" role="region" aria-label="Indikatorer att välja bland"><table>'
        f"{cells.headings(heads)}{bodies}</table></div>"
    )


def _row(row: Row, why: str) -> str:
    subject, mark = row.subject, STATUS_MARKS[row.status]
    found = escape(f"{subject.name} {AREA[subject.area]}".lower())
    tick = (
        f'<label class="tick"><input type="checkbox" value="{escape(subject.code)}">'
        f"<span>{escape(subject.name)}{f'<small>{escape(why)}</small>' if why else ''}</span></label>"
    )
    status = cells.held(cells.toned(f"{mark.symbol} {row.status_word}", mark.tone), head=STANDING)
    value = cells.cell(row.value_text, head=FIGURE, kind="number")
    return f'<tr data-text="{found}"><th scope="row">{tick}</th>{value}{status}</tr>'
