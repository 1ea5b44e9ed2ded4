"""The figures of a chart as texts: the small table beside the picture, and what signs and shapes mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.documents.model import Chart, Point
from metrics.documents.words import (
    FIGURE,
    FIGURES_DRAWN,
    HIDDEN,
    MEANING,
    MISSING,
    PRELIMINARY,
    PRELIMINARY_SIGN,
    SIGNAL,
)
from metrics.numbers import number
from metrics.signal_words import VARIATION_MARKS
from metrics.spc import Variation
from metrics.words import PERIODICITY, begun

MOST_PERIODS = 13
"""A year, and the same period of the year before."""
HIDDEN_NOTE, PRELIMINARY_NOTE = f"{HIDDEN} visas inte", f"{PRELIMINARY_SIGN} {PRELIMINARY}"
HOLLOW_NOTE = f"○ {PRELIMINARY}"
"""What a hollow point of a picture means."""
SHAPE = {
    "better": VARIATION_MARKS[Variation.IMPROVEMENT].symbol,
    "worse": VARIATION_MARKS[Variation.CONCERN].symbol,
    "changed": VARIATION_MARKS[Variation.CHANGE].symbol,
}
"""How a point beyond chance is drawn, by its meaning: words would make the table several times as long."""


@dataclass(frozen=True)
class DrawnFigures:
    """A chart's last periods: each line has its name first, then a text for each of the `periods`.

    `sort` is what the periods are (Månad), `notes` what the signs mean.
    """

    caption: str
    sort: str
    periods: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def drawn_figures(chart: Chart) -> DrawnFigures:
    """Return the figures of a chart with at least one point: its values, its targets, and true changes."""
    shown = chart.points[-MOST_PERIODS:]
    lines = [(FIGURE, *(_value(point, chart.decimals) for point in shown))]
    for target in chart.targets:
        held = target.values[-MOST_PERIODS:]
        lines.append((target.name, *(_target(value, chart.target_decimals) for value in held)))
    if any(point.meaning for point in shown):
        lines.append((SIGNAL, *(SHAPE.get(point.meaning, "") for point in shown)))
    unit = f", {chart.unit_of_measure}" if chart.unit_of_measure else ""
    last = f", de {MOST_PERIODS} senaste" if len(chart.points) > MOST_PERIODS else ""
    return DrawnFigures(
        caption=f"{FIGURES_DRAWN}{unit}{last}",
        sort=begun(PERIODICITY[shown[0].period.periodicity]),
        periods=tuple(point.period.short_label for point in shown),
        lines=tuple(lines),
        notes=_notes(shown),
    )


def shape_notes(points: Sequence[Point]) -> tuple[str, ...]:
    """Say what the shapes of points mean, empty where all are ordinary."""
    meanings = {point.meaning for point in points if point.value is not None}
    return tuple(f"{SHAPE[meaning]} {words}" for meaning, words in MEANING.items() if meaning in meanings)


def picture_notes(chart: Chart) -> tuple[str, ...]:
    """Say what the signs and the shapes of a picture's points mean, empty where all are ordinary."""
    is_hollow = any(point.preliminary for point in chart.points if point.value is not None)
    has_hidden = any(point.hidden for point in chart.points)
    return (*shape_notes(chart.points), *[HOLLOW_NOTE] * is_hollow, *[HIDDEN_NOTE] * has_hidden)


def _value(point: Point, decimals: int) -> str:
    if point.hidden:
        return HIDDEN
    if point.value is None:
        return MISSING
    return number(point.value, decimals) + PRELIMINARY_SIGN * point.preliminary


def _target(value: float | None, decimals: int) -> str:
    return "" if value is None else number(value, decimals)


def _notes(shown: Sequence[Point]) -> tuple[str, ...]:
    has_hidden = any(point.hidden for point in shown)
    has_preliminary = any(point.preliminary and point.value is not None for point in shown)
    return (HIDDEN_NOTE,) * has_hidden + (PRELIMINARY_NOTE,) * has_preliminary + shape_notes(shown)
