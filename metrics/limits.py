"""The lines of a process-behaviour chart: mean and limits, and what each point beyond chance means."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from metrics import axes
from metrics.periods import Period
from metrics.signals import Signal
from metrics.spc import Point, Rule, Variation
from metrics.theme import Palette
from metrics.vocabulary import Direction

COLUMNS = ["period", "mean", "lower", "upper", "segment", "meaning"]
BETTER, WORSE, CHANGED = "better", "worse", "ink"
LAST_MEANING = {
    Variation.IMPROVEMENT: BETTER,
    Variation.CONCERN: WORSE,
    Variation.CHANGE: CHANGED,
}
"""The last point is drawn as it is told, also where its rules disagree."""
SYMBOLS = {BETTER: "diamond", WORSE: "triangle-up", CHANGED: "square", "": "circle"}
"""The shape of a point, by what it means; the same as in the table of marks."""
LONG_SHIFT = 9
"""So many periods on one side of the mean, to the last one, ask whether new limits should be decided."""


def limit_frame(
    signal: Signal, seen: Sequence[Period], values: Mapping[str, float], direction: Direction, divisor: float
) -> pd.DataFrame:
    """Return the lines of a signal, one row per period seen.

    `mean`, `lower` and `upper` (NaN: none) are in the drawn unit; `meaning` is better, worse or
    ink (changed) for a point beyond chance, else empty.
    """
    judged = [*zip(seen, signal.points, strict=False)]
    means = {period.code: point.mean for period, point in judged if point.mean is not None}
    away = {code: values[code] - mean for code, mean in means.items() if code in values}
    rows = [
        {
            "period": period.code,
            "mean": _drawn(point.mean, divisor),
            "lower": _drawn(point.lower, divisor),
            "upper": _drawn(point.upper, divisor),
            "segment": point.segment,
            "meaning": _meaning(
                point, [away.get(each.code) for each in _near(seen, signal.points, at)], direction
            ),
        }
        for at, (period, point) in enumerate(judged)
    ]
    if rows and signal.variation in LAST_MEANING:
        rows[-1]["meaning"] = LAST_MEANING[signal.variation]
    return pd.DataFrame(rows, columns=COLUMNS)


def _drawn(line: float | None, divisor: float) -> float:
    return math.nan if line is None else line / divisor


def _near(seen: Sequence[Period], points: Sequence[Point], at: int) -> tuple[Period, Period, Period]:
    """Return the periods beside one; the one after only where a trend goes on, else the one itself."""
    after = points[at + 1 : at + 2]
    goes_on = any(Rule.TREND in each.flags and each.segment == points[at].segment for each in after)
    return seen[max(at - 1, 0)], seen[at], seen[at + goes_on]


def _meaning(point: Point, near: Sequence[float | None], direction: Direction) -> str:
    """Say what a point beyond chance means, by its distance from the mean, or by its step in a trend."""
    before, away, after = near
    if not point.flags or away is None:
        return ""
    if point.flags[0] == Rule.TREND:
        away = (after if after is not None else away) - away or away - (
            before if before is not None else away
        )
    if direction == Direction.NONE:
        return CHANGED
    return BETTER if (away > 0) == (direction == Direction.UP) else WORSE


def limit_traces(limits: pd.DataFrame, palette: Palette) -> list[dict[str, Any]]:
    """Draw mean and limits, each segment by itself: nothing joins the old lines to the new."""
    traces = []
    for _, segment in limits.groupby("segment"):
        periods = [Period.parse(code) for code in segment["period"]]
        ends = [axes.day(periods[0].first), axes.day(periods[-1].last)]
        for name in ("mean", "lower", "upper"):
            drawn = segment[name].tolist()
            if any(math.isnan(value) for value in drawn):
                continue
            level = len({round(value, 9) for value in drawn}) == 1
            traces.append(
                {
                    "type": "scatter",
                    "name": "Medelvärde" if name == "mean" else "Gräns",
                    "mode": "lines",
                    "x": ends if level else [axes.middle(period) for period in periods],
                    "y": [drawn[0], drawn[0]] if level else drawn,
                    "hoverinfo": "skip",
                    "line": {
                        "color": palette.muted,
                        "width": 1,
                        "dash": "solid" if name == "mean" else "2px,3px",
                    },
                }
            )
    return traces


def asks_for_new_limits(limits: pd.DataFrame, values: Mapping[str, float]) -> Period | None:
    """Return the period from which a lasting shift has held to the end, which may ask for new limits."""
    run: list[str] = []
    side = (0, 0)
    for row in limits.to_dict("records"):
        away = values.get(row["period"], math.nan) - row["mean"]
        now = ((away > 0) - (away < 0), row["segment"])
        run = [*run, row["period"]] if now == side and now[0] else [row["period"]] if now[0] else []
        side = now
    flagged = not limits.empty and bool(limits["meaning"].iloc[-1])
    return Period.parse(run[0]) if flagged and len(run) >= LONG_SHIFT else None
