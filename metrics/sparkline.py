"""Sparklines: a series as a word-sized picture, in inline SVG.

One page holds 60-200 of them, so each is short, has no id and takes its colours
from the page (`--spark-line`, `--spark-target`, else the colour of the text).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape

EDGE = 3.0
"""Pixels kept free on every side, so that dots and lines are never cut."""
DOT, LONE_DOT = 2.2, 2.4
"""Pixels: the radius of the latest value's dot, and the width of a small one."""
SAME = 1e-9
"""A span smaller than this part of the values is floating-point dust and is drawn flat."""

Values = Sequence[float | None]
Point = tuple[float, float]


def sparkline(
    values: Values, *, target: float | Values | None, label: str, width: int = 120, height: int = 28
) -> str:
    """Draw a series as an inline `<svg>` element.

    `values` are in period order; None and NaN are missing and break the line. A
    value between two gaps is a small dot, the latest value a larger one.
    `target` is one level, or one per value (None where none applied), drawn as
    a thin dashed line that is always inside the picture. All in the same unit.
    `label` is the picture in words, for those who hear the page; it is escaped
    here. Without any value the picture is empty but keeps its place.

    Raises ValueError for infinities and for targets that are not as many as the values.
    """
    drawn = _known(values, "values")
    wanted = _known(_per_value(target, len(drawn)), "target")
    place = _Frame(drawn, wanted, width, height)
    runs = list(_runs(drawn))
    opening = (
        f'<svg role="img" aria-label="{escape(label)}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" fill="none" stroke="var(--spark-line,currentColor)" '
        'stroke-width="1.25" stroke-linejoin="round">'
    )
    parts = [opening]
    if runs:
        parts.append(_target_line(wanted, place))
        stretches = [[place.point(index, drawn[index]) for index in run] for run in runs]
        parts.extend(_line(points) for points in stretches if len(points) > 1)
        parts.append(_dots([points[0] for points in stretches if len(points) == 1], stretches[-1][-1]))
    return "".join(parts) + "</svg>"


class _Frame:
    """Where periods and values lie in the picture, in pixels."""

    def __init__(self, values: list[float], target: list[float], width: int, height: int) -> None:
        known = [value for value in (*values, *target) if not math.isnan(value)]
        low, self.high = (min(known), max(known)) if known else (0.0, 0.0)
        span = self.high - low
        self.span = 0.0 if span <= SAME * max(abs(self.high), abs(low)) else span
        self.right = width - EDGE
        self.inner = height - 2 * EDGE
        self.step = (width - 2 * EDGE) / max(len(values) - 1, 0.5)
        self.count = len(values)

    def across(self, index: float) -> float:
        """Horizontal place of a period; the last one lies at the right edge, also when it is alone."""
        return min(max(self.right - (self.count - 1 - index) * self.step, EDGE), self.right)

    def down(self, value: float) -> float:
        """Vertical place of a value; where all are the same, the middle."""
        if not self.span:
            return EDGE + self.inner / 2
        return EDGE + self.inner * (self.high - value) / self.span

    def point(self, index: int, value: float) -> Point:
        """Place of the value of one period."""
        return self.across(index), self.down(value)


def _known(values: Values, name: str) -> list[float]:
    """Return the values with NaN for what is missing."""
    known = [math.nan if value is None else float(value) for value in values]
    if any(map(math.isinf, known)):
        raise ValueError(f"{name} holds an infinite number, which can't be drawn: {list(values)}")
    return known


def _per_value(target: float | Values | None, count: int) -> Values:
    """Return one target per value."""
    if target is None or not isinstance(target, Iterable):
        return [target] * count
    if len(target) != count:
        raise ValueError(f"expected one target per value ({count}), got {len(target)}")
    return target


def _runs(values: list[float]) -> Iterator[list[int]]:
    """Yield the positions of each unbroken stretch of values."""
    run: list[int] = []
    for index, value in enumerate(values):
        if not math.isnan(value):
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _short(pixels: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{pixels:.1f}".removesuffix(".0")


def _line(points: list[Point]) -> str:
    """Draw an unbroken stretch."""
    places = " ".join(f"{_short(x)},{_short(y)}" for x, y in points)
    return f'<polyline points="{places}"/>'


def _dots(lone: list[Point], last: Point) -> str:
    """Draw the latest value, and those that stand alone between gaps (round ends of no line)."""
    strokes = "".join(f"M{_short(x)} {_short(y)}h0" for x, y in lone if (x, y) != last)
    small = f'<path d="{strokes}" stroke-width="{LONE_DOT}" stroke-linecap="round"/>' if strokes else ""
    across, down = map(_short, last)
    colour = 'fill="var(--spark-line,currentColor)" stroke="none"'
    return f'{small}<circle cx="{across}" cy="{down}" r="{DOT}" {colour}/>'


def _target_line(target: list[float], place: _Frame) -> str:
    """Draw the target level by level, each from half a period before its first value to half after."""
    steps, before = "", math.nan
    for index, level in enumerate(target):
        if math.isnan(level):
            before = level
            continue
        if math.isnan(before):
            steps += f"M{_short(place.across(index - 0.5))} {_short(place.down(level))}"
        elif level != before:
            steps += f"V{_short(place.down(level))}"
        ends = index + 1 == len(target) or target[index + 1] != level
        if ends:
            steps += f"H{_short(place.across(index + 0.5))}"
        before = level
    stroke = 'stroke="var(--spark-target,currentColor)" stroke-width=".8" stroke-dasharray="3 2"'
    return f'<path d="{steps}" {stroke}/>' if steps else ""
