"""What the charts of money have in common: written amounts, the year's months, and marks.

Amounts come divided to tkr or mnkr; income is positive and cost negative, a
deviation with `+` is a surplus. The unit stands once, in the heading.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from metrics.money import scale
from metrics.numbers import NO_BREAK_SPACE, number, rounded, with_unit
from metrics.periods import MONTH_NAMES
from metrics.theme import Palette

NAMED_MONTHS = (2, 4, 6, 8, 10, 12)
"""Every second month is named on the axis: both ends of the tertials, and December."""
YEAR_RANGE = (0.4, 12.6)
MONTHS_PER_YEAR = 12
CONTROLLER, STATISTICAL, BUDGET = "Controller", "Statistisk", "Budget"
SURPLUS = scale.SURPLUS.replace(" ", NO_BREAK_SPACE)


@dataclass(frozen=True)
class Amounts:
    """How a chart writes its amounts, its colours, and the remark that goes with the picture."""

    unit_of_measure: str
    decimals: int
    palette: Palette
    remark: str = ""

    def rounded(self, value: float) -> float:
        """A value as it is shown and drawn. NaN stays NaN."""
        return rounded(value, self.decimals)

    def digits(self, value: float) -> str:
        """A value without unit: `−402,3`."""
        return number(value, self.decimals)

    def signed(self, value: float) -> str:
        """A deviation without unit: `+3,0`, `−13,3`, `0,0`."""
        return number(value, self.decimals, sign=True)

    def worded(self, value: float, *, sign: bool = False) -> str:
        """A value with its unit: `−402,3 mnkr`."""
        return with_unit(value, self.decimals, self.unit_of_measure, sign=sign)

    def tone(self, deviation: float) -> str:
        """The colour of a deviation: a surplus is better, a deficit worse, none is no news."""
        shown = self.rounded(deviation)
        return self.palette.better if shown > 0 else self.palette.worse if shown < 0 else self.palette.no_news


def columns_of(frame: pd.DataFrame, name: str, columns: Iterable[str]) -> None:
    """Raise ValueError if a frame lacks any of the columns."""
    absent = set(columns) - set(frame.columns)
    if absent:
        raise ValueError(f"{name} lacks the columns {sorted(absent)}; it has {list(frame.columns)}")


def known(values: Iterable[float]) -> list[float]:
    """Return the values that aren't missing."""
    return [value for value in values if not math.isnan(value)]


def gaps(values: Iterable[float]) -> list[float | None]:
    """Return values as Plotly takes them, with None where a line is to break."""
    return [None if math.isnan(value) else value for value in values]


def month_name(month: int) -> str:
    """Return a month of the year, from 1, as it is said: `oktober`."""
    return MONTH_NAMES[month - 1]


def short_month(month: int) -> str:
    """Return a month of the year, from 1, as it is written on an axis: `okt`."""
    return MONTH_NAMES[month - 1][:3]


def year_axis() -> dict[str, Any]:
    """Return the x axis of January to December, 1 to 12."""
    return {
        "range": list(YEAR_RANGE),
        "tickvals": list(NAMED_MONTHS),
        "ticktext": [short_month(month) for month in NAMED_MONTHS],
    }


def level_line(name: str, span: tuple[float, float], value: float, palette: Palette) -> dict[str, Any]:
    """Return a thin line at one value, to be named in the margin."""
    return {
        "type": "scatter", "name": name, "mode": "lines", "x": list(span), "y": [value, value],
        "hoverinfo": "skip", "line": {"color": palette.target, "width": 1.1},
    }  # fmt: skip


def point(name: str, place: tuple[float, float], hover: str, marker: dict[str, Any]) -> dict[str, Any]:
    """Return one marked point with what the pointer shows at it."""
    return {
        "type": "scatter", "name": name, "mode": "markers", "x": [place[0]], "y": [place[1]],
        "hovertext": [hover], "hovertemplate": "%{hovertext}<extra></extra>", "cliponaxis": False,
        "marker": {"opacity": 1} | marker,
    }  # fmt: skip


def diamond(palette: Palette) -> dict[str, Any]:
    """Return the mark of the controller's forecast: the same in every chart."""
    return {
        "symbol": "diamond",
        "size": 9,
        "color": palette.ink,
        "line": {"color": palette.paper, "width": 1},
    }
