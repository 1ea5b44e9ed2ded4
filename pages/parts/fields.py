"""The fields that a page is chosen by: plain HTML in one component.

Streamlit's own boxes cost more than the table below them, both to load and to draw anew.
A field is named for the address parameter that it writes, and shows what the address says;
nothing else remembers a choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from pages.parts import address

KEY = "fields"
CSS = """
:host { display: block; }
.fields { display: grid; grid-template-columns: repeat(8, 1fr); gap: 14px 16px; align-items: start;
  font: 14px/1.35 var(--st-font); color: var(--st-text-color); }
.field { min-width: 0; margin: 0; padding: 0; border: 0; }
.field > label, legend { display: block; padding: 0; margin-bottom: 4px; font-size: 14px; }
select, input[type=search] { width: 100%; height: 40px; padding: 0 10px; box-sizing: border-box;
  font: 16px/1.35 var(--st-font); color: inherit; background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); }
option, optgroup { color: var(--st-text-color); background: var(--st-background-color); }
select:hover, input[type=search]:hover, .one span:hover { border-color: var(--st-primary-color); }
select:focus-visible, input:focus-visible, .one input:focus-visible + span {
  outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
.row { display: flex; flex-wrap: wrap; gap: 6px; }
.one input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.one span { display: inline-flex; align-items: center; height: 38px; padding: 0 9px; cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
  font-variant-numeric: tabular-nums; }
.one input:checked + span { border-color: var(--st-primary-color); color: var(--st-primary-color);
  box-shadow: inset 0 0 0 1px var(--st-primary-color); font-weight: 600; }
@media (max-width: 1000px) { .span-5, .span-5 ~ .field, .span-6 { grid-column: 1 / -1 !important; } }
@media (max-width: 640px) {
  .fields { gap: 10px; }
  .field { grid-column: span 4 !important; }
  .span-5, .span-6, .span-8, .span-5 ~ .field, .span-6 ~ .field, fieldset.span-4 {
    grid-column: 1 / -1 !important; }
  .one span { height: 34px; }
}
"""
SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  const fields = parentElement.querySelector('.fields');
  const focused = fields.getRootNode().activeElement;
  if (fields.shown !== data.html) {
    fields.innerHTML = data.html;
    fields.shown = data.html;
  }
  for (const field of fields.querySelectorAll('[name]')) {
    const value = data.values[field.name];
    if (field.type === 'radio') field.checked = field.value === value;
    else if (field !== focused || field.tagName === 'SELECT') field.value = value;
  }
  if (focused && focused !== fields.getRootNode().activeElement) {
    const same = [...fields.querySelectorAll('[name]')].filter((field) => field.name === focused.name);
    (same.find((field) => field.checked) || same[0])?.focus();
  }
  const say = ({ target }) => setTriggerValue('chosen', { name: target.name, value: target.value });
  fields.onchange = say;
  fields.oninput = (event) => { if (event.target.type === 'search' && !event.target.value) say(event); };
}
"""


@dataclass(frozen=True)
class Option:
    """One of the values to choose among, with its text and the heading that it stands under."""

    value: str
    text: str
    group: str = ""


@dataclass(frozen=True)
class Field:
    """A field: the address parameter it writes, its label, what it shows, and its share of eight columns.

    With `options` it is a list, or a row of all of them (`in_row`); without, a text to search for.
    """

    name: str
    label: str
    value: str
    options: Sequence[Option] = ()
    in_row: bool = False
    span: int = 3
    hint: str = ""


def show(fields: Sequence[Field]) -> None:
    """Show the page's fields. A choice is written to the address, and the page is run again."""
    render = st.components.v2.component(KEY, html='<div class="fields"></div>', css=CSS, js=SCRIPT)
    render(
        data={"html": fields_html(fields), "values": {field.name: field.value for field in fields}},
        key=KEY,
        on_chosen_change=_write,
    )


def _write() -> None:
    choice = st.session_state[KEY]["chosen"]
    address.write(str(choice["name"]), str(choice["value"]))


def fields_html(fields: Iterable[Field]) -> str:
    """Return the fields as HTML, every text escaped. What is chosen is set in the browser."""
    return "".join(_row(field) if field.in_row else _box(field) for field in fields)


def _box(field: Field) -> str:
    name = escape(field.name)
    label = f'<label for="{name}">{escape(field.label)}</label>'
    if field.options:
        box = f'<select id="{name}" name="{name}">{_options(field.options)}</select>'
    else:
        box = f'<input type="search" id="{name}" name="{name}" placeholder="{escape(field.hint)}">'
    return f"<div {_place(field)}>{label}{box}</div>"


def _options(options: Iterable[Option]) -> str:
    groups: dict[str, str] = {}
    for each in options:
        option = f'<option value="{escape(each.value)}">{escape(each.text)}</option>'
        groups[each.group] = groups.get(each.group, "") + option
    return "".join(
        f'<optgroup label="{escape(group)}">{listed}</optgroup>' if group else listed
        for group, listed in groups.items()
    )


def _row(field: Field) -> str:
    choices = "".join(
        f'<label class="one"><input type="radio" name="{escape(field.name)}" value="{escape(each.value)}">'
        f"<span>{escape(each.text)}</span></label>"
        for each in field.options
    )
    label = f"<legend>{escape(field.label)}</legend>"
    return f'<fieldset {_place(field)}>{label}<div class="row">{choices}</div></fieldset>'


def _place(field: Field) -> str:
    return f'class="field span-{field.span}" style="grid-column: span {field.span}"'
