"""What the lines of a document's chart are called where they end: the last value and the targets."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from metrics import axes
from metrics.chart_labels import apart, kept_within
from metrics.documents.model import Chart, TargetLine
from metrics.documents.words import PRELIMINARY
from metrics.numbers import MINUS, rounded, with_unit
from metrics.theme import FONT_SIZE
from metrics.words import listed, shortened

LINE_HEIGHT = 1.25
"""Of a line of text, in the type's size."""
AIR = 0.3
"""Between two names, in the type's size."""
LETTER, BOLD = axes.LETTER / FONT_SIZE, axes.BOLD
"""Width of an ordinary sign in the type's size, and how much wider a bold one is."""
WIDE_MINUS = 0.35
"""How much wider a real minus is than an ordinary sign, in the type's size."""
SHORTEST = 6
"""So many signs of a target's name are left at the least."""
End = tuple[float, int, str]
"""Where a target's line ends: its value, its place and its name."""


@dataclass(frozen=True)
class Telling:
    """How much is told: the unit, when the last value was, and the target's name on a line of its own."""

    unit: bool
    when: bool
    lines: bool


TELLINGS = (
    Telling(unit=True, when=True, lines=True),
    Telling(unit=True, when=False, lines=True),
    Telling(unit=False, when=True, lines=True),
    Telling(unit=False, when=False, lines=True),
    Telling(unit=False, when=False, lines=False),
)


@dataclass(frozen=True)
class Name:
    """What stands at the right end of a line, level with a value; the first line of a value's is bold."""

    value: float
    lines: tuple[str, ...]
    is_value: bool = False

    def height(self, em: float) -> float:
        """Height with a little air."""
        return (len(self.lines) * LINE_HEIGHT + AIR) * em

    def width(self, em: float) -> float:
        """Width in a wide font."""
        wider = [BOLD if self.is_value and row == 0 else 1.0 for row in range(len(self.lines))]
        return max(text_width(line, em) * more for line, more in zip(self.lines, wider, strict=True))


def text_width(text: str, em: float) -> float:
    """Return about how wide a text is in a wide font, in the unit of `em`, the type's size."""
    return (len(text) * LETTER + text.count(MINUS) * WIDE_MINUS) * em


def shown_values(chart: Chart) -> list[float | None]:
    """Return the values as they are drawn: rounded, None where there is none.

    Raises ValueError for infinite values.
    """
    return [_shown(point.value, chart.decimals) for point in chart.points]


def held_values(target: TargetLine, chart: Chart) -> list[float | None]:
    """Return a target's values as they are drawn and told, None where none held.

    Raises ValueError for infinite values.
    """
    decimals = chart.target_decimals
    return [_shown(value, decimals) for value in target.values]


def _shown(value: float | None, decimals: int) -> float | None:
    return None if value is None or math.isnan(value) else rounded(value, decimals)


def names_of(chart: Chart, *, width: float, height: float, em: float) -> list[Name]:
    """Return the names that have room in so many pixels, the lowest first: as much as can be told.

    Left out are, in this order, when the last value was, the unit, the line that a target's name has for
    itself, targets that hold no longer, and at last all targets. The value's digits always stand. The chart
    has at least one value.
    """
    signs, last = max(SHORTEST, int(width / (LETTER * em))), len(chart.points) - 1
    told: list[Name] = []
    ends = sorted(filter(None, (_end(target, chart) for target in chart.targets)), key=lambda end: end[:2])
    for shown in (ends, [end for end in ends if end[1] == last], []):
        for telling in TELLINGS:
            told = _names(chart, shown, signs, telling)
            high, wide = sum(name.height(em) for name in told), max(name.width(em) for name in told)
            if high <= height and wide <= width:
                return told
    return told


def places_of(names: Sequence[Name], wanted: Sequence[float], height: float, em: float) -> list[float]:
    """Return the names' middles in pixels from the foot of a room of this height, moved apart.

    `wanted` are the heights of their values, ascending as the names are.
    """
    heights = [math.ceil(name.height(em)) for name in names]
    return kept_within(apart(wanted, heights), heights, height)


def _names(chart: Chart, ends: Iterable[End], signs: int, telling: Telling) -> list[Name]:
    """Return the names of some targets' ends, in order, and of the last value, told at some length."""
    names = [
        _target_name(chart, value, place, [name for _, _, name in group], signs, telling)
        for (value, place), group in groupby(ends, key=lambda end: end[:2])
    ]
    return sorted([*names, *_value_name(chart, telling)], key=lambda name: name.value)


def _end(target: TargetLine, chart: Chart) -> End | None:
    """Return where a target's line ends, None where it has no value."""
    known = [(value, place) for place, value in enumerate(held_values(target, chart)) if value is not None]
    return (*known[-1], target.name) if known else None


def _target_name(
    chart: Chart, value: float, place: int, names: Sequence[str], signs: int, telling: Telling
) -> Name:
    """Name targets that end at one place, and say until when where that is before the last point."""
    digits = with_unit(value, chart.target_decimals, chart.unit_of_measure if telling.unit else "")
    name = shortened(listed(tuple(dict.fromkeys(names))), signs)
    ended = telling.when and place + 1 < len(chart.points)
    until = [f"till {chart.points[place].period.short_label}"] if ended else []
    return Name(value, (*((name, digits) if telling.lines else (f"{name} {digits}",)), *until))


def _value_name(chart: Chart, telling: Telling) -> Iterator[Name]:
    """Name the last value, where there is one, and say when it was."""
    known = [(value, place) for place, value in enumerate(shown_values(chart)) if value is not None]
    if known:
        value, place = known[-1]
        point = chart.points[place]
        told = with_unit(value, chart.decimals, chart.unit_of_measure if telling.unit else "")
        when = [point.period.short_label] if telling.when else []
        preliminary = [PRELIMINARY] if point.preliminary and telling.lines else []
        yield Name(value, (told, *when, *preliminary), is_value=True)
