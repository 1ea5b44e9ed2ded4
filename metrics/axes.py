"""Axes with Swedish texts: which periods and which levels get a tick, and where things lie in time.

Times are ISO texts without zone, as Plotly takes them. A period's value lies in
the middle of its days, so that a target that begins on the first day of a month
begins before that month's point.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from metrics.numbers import number
from metrics.periods import PER_YEAR, Period
from metrics.theme import FONT_SIZE

LETTER = 0.63 * FONT_SIZE
"""Width of an ordinary character, in pixels: that of wide fonts (DejaVu Sans), so that all fits."""
BOLD = 1.15
"""How much wider a bold character is."""
TICK_WIDTH = 36
"""Pixels that a label on the time axis needs (`2026`, `kv 1`), with air."""
Y_STEPS = 4
"""About as many intervals as a y axis should have."""
TAG = re.compile("<[^>]*>")
SHARE_UNITS = ("%", "index")
"""Units whose zero says little: 0 % sick leave and NKI 0 are no natural ground."""


def middle(period: Period) -> str:
    """Return the middle of a period."""
    half = (period.last + timedelta(days=1) - period.first) / 2
    return (datetime.combine(period.first, time()) + half).isoformat(timespec="minutes")


def width_of(lines: Iterable[str]) -> int:
    """Return about how wide the widest of some lines is, in pixels; tags take no place, but `<b>` widens."""
    widths = (len(TAG.sub("", line)) * (BOLD if "<b>" in line else 1) for line in lines)
    return math.ceil(max(widths, default=0) * LETTER)


def period_ticks(first: Period, last: Period, width: float) -> tuple[list[str], list[str]]:
    """Return the places and texts of the ticks from one period to another of the same kind.

    `width` is that of the plot in pixels on the narrowest screen; no more labels
    are made than fit there side by side.

    The texts have two lines, the year only where it is new (`jan<br>2025`,
    `maj`, `sep`). When no more than one label a year fits, only years are
    written, the latest one among them.
    """
    periods = first.until(last)
    per_year = PER_YEAR[first.periodicity]
    step = _period_step(len(periods), per_year, max(int(width // TICK_WIDTH), 2))
    until = last.shifted(1 - last.index)
    shown = [each for each in periods if _steps_between(each, until) % step == 0] or [first]
    texts, year = [], None
    for each in shown:
        name, _, _ = each.short_label.rpartition(" ")
        new_year = "" if each.year == year else f"{each.year}"
        texts.append(f"{each.year}" if step >= per_year else f"{name}<br>{new_year}")
        year = each.year
    return [middle(each) for each in shown], texts


def _steps_between(one: Period, other: Period) -> int:
    """Return how many periods lie from one to another of the same kind."""
    return (other.year - one.year) * PER_YEAR[one.periodicity] + other.index - one.index


def _period_step(count: int, per_year: int, most: int) -> int:
    """Return how many periods there are from one label to the next, for at most `most` labels."""
    within = [step for step in (1, 2, 3, 4, 6) if per_year % step == 0 and step < per_year]
    for step in (*within, *(per_year * years for years in (1, 2, 5, 10, 20, 50, 100))):
        if math.ceil(count / step) <= most:
            return step
    return per_year * 1000


@dataclass(frozen=True)
class Levels:
    """A y axis: its range, and the places and texts of its ticks."""

    low: float
    high: float
    places: list[float]
    texts: list[str]


def levels(values: list[float], unit_of_measure: str, decimals: int) -> Levels:
    """Return the y axis for what is to be seen in it, targets included.

    It begins at zero for counts, money, days and other amounts, unless all lie
    far from it: a line, unlike a bar, may have a cut axis. Amounts are cut when
    the smallest is over 70 % of the largest, percentages and indexes already
    over 35 %. Both ends are ticks, so that the range can be read, and no tick
    has more decimals than the values are shown with. With no values it is 0-1
    without ticks.
    """
    if not values:
        return Levels(0, 1, [], [])
    low, high = _range(min(values), max(values), unit_of_measure)
    step = max(_round_step((high - low) / Y_STEPS), 10.0**-decimals)
    if decimals == 0:
        step = math.ceil(step)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    shown = next(count for count in range(20) if math.isclose(step, round(step, count), rel_tol=1e-9))
    places = [float(f"{index * step:.12g}") for index in range(first, last + 1)]
    return Levels(places[0], places[-1], places, [number(place, shown) for place in places])


def _range(low: float, high: float, unit_of_measure: str) -> tuple[float, float]:
    """Return the lowest and highest value the axis must hold, zero among them where it belongs."""
    cut_from = 0.35 if unit_of_measure in SHARE_UNITS else 0.7
    if low >= 0 and low <= cut_from * high:
        low = 0
    if high <= 0 and high >= cut_from * low:
        high = 0
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        return (0, high or 1) if low >= 0 else (low, 0)
    return low, high


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5, 5, 10 … times a power of ten that is at least `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= least * (1 - 1e-9))


def day(moment: date | datetime) -> str:
    """Return the start of a day."""
    return f"{moment:%Y-%m-%d}"
