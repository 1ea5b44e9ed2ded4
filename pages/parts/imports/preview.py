"""What the file would change: what stands there now and what it would become, a row per figure."""

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd

from data.imports.draft import Draft
from data.imports.figures.standing import CHANGED, NEW, REFUSED, SAME
from data.imports.told import MOST_DECIMALS, early_word, value_words
from metrics.change_words import AMOUNT_KIND
from metrics.numbers import NO_BREAK_SPACE, number
from metrics.periods import Period
from metrics.theme import Palette, Tone
from metrics.vocabulary import AmountKind
from pages.parts import cells, sheet
from pages.parts.cells import Heading

MOST_SHOWN = 20
MOST_LISTED = 500
HELD = "held"
MARKS: dict[str, tuple[str, str, Tone]] = {
    REFUSED: ("✕", "Stoppas", "worse"),
    HELD: ("⚠", "Hålls kvar", "worse"),
    CHANGED: ("↻", "Ändras", "ink"),
    NEW: ("＋", "Ny", "better"),
}
"""What becomes of a figure: symbol, word and colour, in the order that they are shown."""
UNSAID = ("antal", None)
"""What needs no word after the figure."""
HEADINGS = (
    Heading("Ändring"),
    Heading("Vad"),
    Heading("I dag", kind="number"),
    Heading("Blir", kind="number"),
    Heading("Cell", kind="wide"),
)
CSS = """
th, td { padding: 5px 16px 5px 0; } .wide { color: var(--muted); }
td:nth-child(3) { color: var(--muted); } td:nth-child(4) { font-weight: 600; }
.mark { white-space: nowrap; } .mark b { margin-right: .45em; }
tbody th small { display: block; }
details { margin-top: 10px; font: 14px/1.45 var(--st-font); } summary { cursor: pointer; padding: 4px 0; }
caption { padding-bottom: 4px; font-size: 20px; }
@media (max-width: 640px) { .wide { display: none; } th, td { padding-right: 8px; }
  .mark { font-size: 0; } .mark b { font-size: 14px; } .number { white-space: normal; } }
"""


def show(draft: Draft, palette: Palette) -> None:
    """Show the changes, what is stopped or held first; nothing where the store already says all of it."""
    changes = draft.preview[draft.preview["change"] != SAME]
    if len(changes):
        sheet.show("import_changes", changes_html(changes), css=CSS, palette=palette)


def changes_html(changes: pd.DataFrame) -> str:
    """Return changes, as `Draft.preview` gives them, as tables; every text is escaped."""
    fate = changes["change"].mask(changes["held"] & (changes["change"] != REFUSED), HELD)
    place = fate.map({name: at for at, name in enumerate(MARKS)})
    listed = changes.assign(fate=fate).iloc[place.argsort(kind="stable")].head(MOST_LISTED)
    rows = [_row(row) for row in listed.to_dict("records")]
    html = _table(rows[:MOST_SHOWN], "Det här ändras")
    if len(rows) <= MOST_SHOWN:
        return html
    more = f"{number(len(rows) - MOST_SHOWN, 0)} till"
    if len(changes) > len(rows):
        more += f", av {number(len(changes), 0)} i hela filen"
    return f"{html}<details><summary>{more}</summary>{_table(rows[MOST_SHOWN:], '')}</details>"


def _table(rows: list[str], caption: str) -> str:
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{told}{cells.headings(HEADINGS)}<tbody>{''.join(rows)}</tbody></table>"


def _row(row: Mapping[Any, Any]) -> str:
    is_new, is_refused = row["change"] == NEW, row["change"] == REFUSED
    return (
        f"<tr>{cells.held(cells.sign(*MARKS[row['fate']]))}"
        f"{cells.name(_subject(row), _place(row))}"
        f"{cells.figure('' if is_new or is_refused else _figure(row, 'old_'))}"
        f"{cells.figure('' if is_refused else _figure(row))}"
        f"{cells.cell(row['cell'], kind='wide')}</tr>"
    )


def _subject(row: Mapping[Any, Any]) -> str:
    kind = f", {AMOUNT_KIND[AmountKind(row['kind'])]}" if row["kind"] else ""
    made = f" gjord {Period.parse(row['made_in']).label}" if row["made_in"] else ""
    return f"{_or_unknown(row['subject'])}{kind}{made}"


def _place(row: Mapping[Any, Any]) -> str:
    period = Period.parse(row["period"]).label if row["period"] else "okänd period"
    return f"{_or_unknown(row['unit'])}, {period}"


def _figure(row: Mapping[Any, Any], which: str = "") -> str:
    """Write a figure as the file does, and the one that stands there with as many decimals."""
    value, measure = row[f"{which}value"], row["unit_of_measure"]
    if pd.isna(value):
        return value_words(dict(row), which)
    shown = number(float(value), _decimals(row))
    whole = shown if measure in UNSAID else f"{shown}{NO_BREAK_SPACE}{measure}"
    return f"{whole}{early_word(dict(row), which)}"


def _decimals(row: Mapping[Any, Any]) -> int:
    """Return the indicator's decimals, or more where the file has them or the two would look alike."""
    new, old = row["value"], row["old_value"]
    for decimals in range(int(row["decimals"]), MOST_DECIMALS):
        alike = not pd.isna(old) and new != old and round(new, decimals) == round(old, decimals)
        if round(new, decimals) == new and not alike:
            return decimals
    return MOST_DECIMALS


def _or_unknown(name: object) -> str:
    return name if isinstance(name, str) else "okänd"
