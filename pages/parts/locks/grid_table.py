"""The year's periods, locked or open, unit by unit: each by symbol and word. All text is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape

from metrics.lock_grid import Cell, Closed, Line, different
from metrics.periods import Period
from metrics.vocabulary import Periodicity
from metrics.words import begun

MARKS = {
    Closed.LOCKED: ("◆", "låst"),
    Closed.OPEN: ("○", "öppen"),
    Closed.RUNNING: ("…", "pågår"),
    Closed.COMING: ("", "–"),
}
ALIKE = "En enhet som inte visas står som enheten över den."
STEP = 14
"""Pixels: how much further in a unit stands than the one it lies within."""
MEANS = (
    "◆ låst: ändras bara med ett skäl. ○ öppen: slut, men inte låst. … pågår. K är kvartal, T tertial och H "
    "halvår. En längre period som är låst stänger sina månader; låsta månader stänger inte den längre "
    "periodens egna värden."
)


def grid_html(lines: Iterable[Line], year: int) -> str:
    """Return the grid of a year: the units that differ from the one above, and folded away all of them."""
    every = list(lines)
    shown = different(every)
    if len(shown) == len(every):
        return f"{_table(shown, year)}<p>{MEANS}</p>"
    return (
        f"{_table(shown, year)}<p>{MEANS} {ALIKE}</p>"
        f"<details><summary>Alla {len(every)} enheter</summary><div>{_table(every, year)}</div></details>"
    )


def _table(told: Sequence[Line], year: int) -> str:
    heads = "".join(
        f'<th scope="col" class="{_first(each.period)}">{_short(each.period)}</th>' for each in told[0].cells
    )
    least = told[0].place.depth
    rows = "".join(_row(line, least) for line in told)
    return (
        f'<table class="grid" aria-label="Låsta perioder {year}"><thead><tr><th scope="col">Enhet</th>{heads}'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(line: Line, least: int) -> str:
    indent = f' style="padding-left:{STEP * (line.place.depth - least)}px"'
    return f'<tr><th scope="row"{indent}>{escape(line.place.name)}</th>{"".join(map(_cell, line.cells))}</tr>'


def _cell(cell: Cell) -> str:
    symbol, word = MARKS[cell.closed]
    told = f' title="{escape(begun(cell.lock.words))}"' if cell.lock else ""
    kind = f"{cell.closed.value} {_first(cell.period)}".strip()
    shown = f'<b aria-hidden="true">{symbol}</b>' if symbol else ""
    return f'<td class="{kind}" data-head="{_short(cell.period)}"{told}>{shown}{word}</td>'


def _first(period: Period) -> str:
    """Mark where quarters, tertials, half-years and the year begin."""
    return "first" if period.index == 1 and period.periodicity != Periodicity.MONTH else ""


def _short(period: Period) -> str:
    if period.periodicity == Periodicity.YEAR:
        return "År"
    if period.periodicity == Periodicity.QUARTER:
        return f"K{period.index}"
    return period.short_label.split(" ")[0]
