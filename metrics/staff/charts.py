"""The sick leave of some years: twelve months rolling as the strong line, the periods as a thin one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics import axes
from metrics.chart_labels import Label, margin_notes
from metrics.chart_look import heading, timeline
from metrics.numbers import number, rounded, with_unit
from metrics.periods import Period
from metrics.rows import NOTHING
from metrics.staff.sick_leave import PARTS_OF, Leave
from metrics.staff.spans import Span
from metrics.subjects import Figure
from metrics.target_steps import TargetStep, target_steps
from metrics.theme import Palette
from metrics.vocabulary import ValueState

YEARS = 4
"""How many years are seen, the one under way among them."""
FEWEST = 2
"""Fewer figures than this make no course; the table says them as well."""
HEIGHT, BOTTOM = 400, 40
"""Pixels: of the whole chart, and of its margin below the plot."""


@dataclass(frozen=True)
class _Course:
    """What is drawn: the periods without holes, the figures of either line, and the targets."""

    leave: Leave
    periods: list[Period]
    own: Mapping[str, Figure]
    rolling: Mapping[str, Figure]
    steps: list[TargetStep]
    levels: axes.Levels
    palette: Palette

    @property
    def reach(self) -> tuple[str, str]:
        """The time axis: from the first period to the end of the last one's year."""
        return axes.day(self.periods[0].first), f"{self.periods[-1].year + 1}-01-01"

    def value(self, figures: Mapping[str, Figure], period: Period) -> float | None:
        """A figure as it is shown and drawn."""
        figure = figures.get(period.code)
        if figure is None or figure.value is None:
            return None
        return rounded(figure.value, self.leave.subject.decimals)

    def worded(self, value: float) -> str:
        """A value with its unit."""
        return with_unit(value, self.leave.subject.decimals, self.leave.subject.unit_of_measure)


def sick_leave_chart(
    leave: Leave, targets: pd.DataFrame, *, palette: Palette, remark: str = ""
) -> go.Figure | None:
    """Draw a unit's sick leave up to the period that is looked at; None with fewer than two figures.

    The strong line is the rolling twelve months, the thin one the periods themselves, where the same
    period of each year is marked and named. Where there is no rolling figure the periods are the strong
    line. `targets` are as `charts.trend_chart` takes them. A hollow point is preliminary; what is not
    known breaks the line.
    """
    course = _course(leave, targets, palette)
    if course is None:
        return None
    labels = _labels(course)
    layout = timeline(course.periods, course.reach, course.levels, labels, palette)
    words = [leave.subject.unit_of_measure, _points_named(leave.period), remark]
    above, top = heading(words, layout["margin"]["l"], palette)
    layout |= {"height": HEIGHT, "margin": layout["margin"] | {"t": top, "b": BOTTOM}}
    notes = margin_notes(labels, course.levels, HEIGHT - top - BOTTOM)
    layout["annotations"] = [*notes, *_earlier(course), above]
    lines = [_own_line(course)]
    if course.rolling:
        lines.append(_rolling_line(course))
    return go.Figure(data=[*_target_lines(course), *lines], layout=layout)


def _course(leave: Leave, targets: pd.DataFrame, palette: Palette) -> _Course | None:
    last = leave.period
    own, rolling = leave.series[Span.PERIOD], leave.series.get(Span.TWELVE_MONTHS, {})
    known = [code for code, figure in own.items() if figure.value is not None]
    if len(known) < FEWEST:
        return None
    first = max(Period(last.periodicity, last.year - YEARS + 1), Period.parse(min(known)), key=_begins)
    periods = list(min(first.shifted(1 - first.index), last, key=_begins).until(last))
    shown = {period.code for period in periods}
    seen = [
        figure.value
        for series in (own, rolling)
        for code, figure in series.items()
        if code in shown and figure.value is not None
    ]
    steps = target_steps(targets, axes.day(periods[0].first), f"{last.year + 1}-01-01")
    subject = leave.subject
    levels = axes.levels([*seen, *(step.value for step in steps)], subject.unit_of_measure, subject.decimals)
    return _Course(leave, periods, own, rolling, steps, levels, palette) if seen else None


def _begins(period: Period) -> str:
    return axes.day(period.first)


def _trace(
    course: _Course, name: str, figures: Mapping[str, Figure], hovers: Sequence[str]
) -> dict[str, Any]:
    """Return a line through some figures, as yet without a look."""
    values = [course.value(figures, period) for period in course.periods]
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines+markers",
        "x": [axes.middle(period) for period in course.periods],
        "y": values,
        "hovertext": list(hovers),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "connectgaps": False,
    }


def _hover(course: _Course, figures: Mapping[str, Figure], period: Period, said: str) -> str:
    """What the pointer shows at a point: its time, its value, and what makes it less than whole."""
    figure, value = figures.get(period.code), course.value(figures, period)
    if figure is None or value is None:
        return ""
    parts = PARTS_OF.get(period.periodicity, "perioder")
    lacks = f" ({figure.parts} av {figure.expected} {parts})" if figure.parts < figure.expected else ""
    open_ = ", preliminärt" if figure.state == ValueState.PRELIMINARY else ""
    return f"{said} {period.label}: {course.worded(value)}{lacks}{open_}".strip()


def _own_line(course: _Course) -> dict[str, Any]:
    """The periods themselves: thin beside a rolling line, else strong; each year's same one marked."""
    palette, thin = course.palette, bool(course.rolling)
    hovers = [_hover(course, course.own, period, "") for period in course.periods]
    told = [course.own.get(period.code, NOTHING).state for period in course.periods]
    open_ = [state == ValueState.PRELIMINARY for state in told]
    marked = [_is_same(course, period) for period in course.periods]
    colour = palette.no_news if thin else palette.line
    return _trace(course, course.leave.subject.name, course.own, hovers) | {
        "line": {"color": colour, "width": 1 if thin else 2.5},
        "marker": {
            "size": [7 if either else 3 for either in map(any, zip(open_, marked, strict=True))],
            "color": [palette.paper if each else colour for each in open_],
            "line": {"color": colour, "width": [1.5 if each else 0 for each in open_]},
            "opacity": 1,
        },
    }


def _is_same(course: _Course, period: Period) -> bool:
    """Tell whether a period is that part of its year which is looked at."""
    return period.index == course.leave.period.index


def _earlier(course: _Course) -> list[dict[str, Any]]:
    """The values of the same period of earlier years, each above its point."""
    palette, decimals = course.palette, course.leave.subject.decimals
    same = [period for period in course.periods[:-1] if _is_same(course, period)]
    known = [(period, value) for period in same if (value := course.value(course.own, period)) is not None]
    return [
        {
            "x": axes.middle(period), "y": value, "yshift": 14, "text": number(value, decimals),
            "font": {"color": palette.muted}, "bgcolor": palette.paper, "borderpad": 0, "showarrow": False,
        }
        for period, value in known
    ]  # fmt: skip


def _rolling_line(course: _Course) -> dict[str, Any]:
    """Twelve months rolling: the strong line, with a point at its end."""
    palette = course.palette
    said = "Tolv månader till och med"
    hovers = [_hover(course, course.rolling, period, said) for period in course.periods]
    last = course.periods[-1]
    sizes = [8 if period == last else 0.1 for period in course.periods]
    return _trace(course, "Rullande 12 månader", course.rolling, hovers) | {
        "line": {"color": palette.line, "width": 3},
        "marker": {"size": sizes, "color": palette.line, "line": {"width": 0}, "opacity": 1},
    }


def _target_lines(course: _Course) -> list[dict[str, Any]]:
    """The targets, each from the day it held to the day it no longer did."""
    return [
        {
            "type": "scatter", "name": step.name, "mode": "lines", "x": [step.begins, step.ends],
            "y": [step.value, step.value], "hoverinfo": "skip", "cliponaxis": False,
            "line": {"color": course.palette.target, "width": 1.1, "dash": "5px,3px"},
        }
        for step in course.steps
    ]  # fmt: skip


def _labels(course: _Course) -> list[Label]:
    """Name the lines where they end."""
    palette, period = course.palette, course.periods[-1]
    labels = [
        Label(step.value, (f"{step.name} {course.worded(step.value)}",), palette.muted, step.words)
        for step in course.steps
        if step.ends == course.reach[1]
    ]
    rolling, own = course.value(course.rolling, period), course.value(course.own, period)
    if rolling is not None:
        names = (f"<b>{course.worded(rolling)}</b>", "rullande 12 mån")
        labels.append(Label(rolling, names, palette.ink))
    if own is not None:
        labels.append(Label(own, (f"{course.worded(own)} {period.short_label}",), palette.muted))
    return labels


def _points_named(period: Period) -> str:
    """Say what the marked points are; empty where every period is a year."""
    name, _, _ = period.label.rpartition(" ")
    return f"punkterna är {name} varje år" if name else ""
