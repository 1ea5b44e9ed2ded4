"""What stands in the two panels of the year's accumulated money: the sums above, the deviation below."""

import math
from dataclasses import dataclass
from typing import Any

from metrics import axes
from metrics.chart_labels import LINE_HEIGHT, Label, margin_notes
from metrics.chart_look import translucent
from metrics.money.charts.look import (
    BUDGET,
    CONTROLLER,
    MONTHS_PER_YEAR,
    STATISTICAL,
    Amounts,
    diamond,
    gaps,
    known,
    month_name,
    point,
    short_month,
)

EARLY = 6
"""Before this month there is no room for a text to the left of the point."""
COVERED = 6
"""So many months a text to the left of its point covers on a telephone."""
CROWDED = 11
"""From this month a text centred on its bar would cover December's marks."""
ASIDE = 0.22
"""How far from the middle of December each of the two forecasts' deviations stands, in months."""
LIKELY = "troligen mellan {} och {} (80 %)"
Span = tuple[float, float, float]


@dataclass(frozen=True)
class Year:
    """Twelve accumulated months, NaN where there is none, and December's forecasts.

    Rounded where it is written: a deviation is made of the sums themselves. `controller` is NaN,
    and `statistical` (total, lower, upper) None, where there is none.
    """

    year: int
    budget: list[float]
    outcome: list[float]
    preliminary: list[bool]
    controller: float
    statistical: Span | None
    amounts: Amounts

    @property
    def last(self) -> int:
        """The latest known month, from 1; 0 where none is known."""
        return max((at + 1 for at, value in enumerate(self.outcome) if not math.isnan(value)), default=0)

    @property
    def ends(self) -> list[float]:
        """What is said of December, except the budget."""
        return known([self.controller, *(self.statistical or ())])

    @property
    def deviations(self) -> list[float]:
        """Outcome minus budget per month; NaN where either is missing."""
        pairs = zip(self.outcome, self.budget, strict=True)
        return [self.amounts.rounded(outcome - budget) for outcome, budget in pairs]

    @property
    def has_deviation(self) -> bool:
        """Whether there is any deviation to show."""
        december = bool(self.ends) and not math.isnan(self.budget[-1])
        return self.last > 0 and (december or bool(known(self.deviations)))

    def against_budget(self, value: float) -> float:
        """A whole year's deviation; NaN without a budget for the year."""
        return self.amounts.rounded(value - self.budget[-1])


@dataclass(frozen=True)
class Panel:
    """One of the panels: its y axis' name, what the axis holds, and its height in pixels."""

    axis: str
    levels: axes.Levels
    height: int

    def notes(self, labels: list[Label]) -> list[dict[str, Any]]:
        """Name the lines in the right margin."""
        return margin_notes(labels, self.levels, self.height, panel=self.axis)

    def pixels(self, value: float) -> float:
        """How far above the panel's foot a value lies."""
        return (value - self.levels.low) / (self.levels.high - self.levels.low) * self.height


def sum_traces(year: Year) -> list[dict[str, Any]]:
    """The upper panel: fan, budget, outcome, and December's forecasts."""
    palette = year.amounts.palette
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "connectgaps": False}
    months = list(range(1, MONTHS_PER_YEAR + 1))
    traces = _fan(year) if year.statistical and year.last else []
    if known(year.budget):
        budget = {"name": BUDGET, "x": months, "y": gaps(year.budget)}
        traces.append(line | budget | {"line": {"color": palette.target, "width": 1.1}})
    if year.last:
        traces.append(_outcome(year))
    return traces + _december(year)


def _fan(year: Year) -> list[dict[str, Any]]:
    """The fan from the last known month to December's interval, its middle dashed."""
    assert year.statistical
    total, lower, upper = year.statistical
    palette, begin, from_value = year.amounts.palette, year.last, year.outcome[year.last - 1]
    end = MONTHS_PER_YEAR
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    fan = {"name": "Intervall", "x": [begin, end, end, begin], "y": [from_value, upper, lower, from_value]}
    filled = {"fill": "toself", "fillcolor": translucent(palette.line, 0.22), "line": {"width": 0}}
    middle = {"name": "Statistisk prognos", "x": [begin, end], "y": [from_value, total]}
    dashed = {"line": {"color": palette.line, "width": 1.5, "dash": "4px,3px"}}
    return [line | fan | filled, line | middle | dashed]


def _outcome(year: Year) -> dict[str, Any]:
    """The accumulated outcome: a strong line, a point for the last month, hollow while preliminary."""
    palette, last = year.amounts.palette, year.last
    hollow = [year.preliminary[at] for at in range(MONTHS_PER_YEAR)]
    shown = [open_ or at == last - 1 for at, open_ in enumerate(hollow)]
    return {
        "type": "scatter",
        "name": "Utfall",
        "mode": "lines+markers",
        "x": list(range(1, MONTHS_PER_YEAR + 1)),
        "y": gaps(year.outcome),
        "hovertext": [_month_hover(year, at) for at in range(MONTHS_PER_YEAR)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "connectgaps": False,
        "line": {"color": palette.line, "width": 2.5},
        "marker": {
            "size": [8 if each else 4 for each in shown],
            "color": [palette.paper if open_ else palette.line for open_ in hollow],
            "line": {"color": palette.line, "width": [2 if open_ else 0 for open_ in hollow]},
            "opacity": 1,
        },
    }


def _month_hover(year: Year, at: int) -> str:
    """What the pointer shows at a month: outcome, budget and deviation."""
    outcome, budget, amounts = year.outcome[at], year.budget[at], year.amounts
    if math.isnan(outcome):
        return ""
    preliminary = ", preliminärt" if year.preliminary[at] else ""
    said = [f"Till och med {month_name(at + 1)} {year.year}: {amounts.worded(outcome)}{preliminary}"]
    if not math.isnan(budget):
        away = amounts.worded(year.deviations[at], sign=True)
        said += [f"Budget {amounts.worded(budget)}", f"Avvikelse {away}"]
    return "<br>".join(said)


def _december(year: Year, *, deviation: bool = False) -> list[dict[str, Any]]:
    """December's forecasts: the interval upright with its middle, and the controller's diamond."""
    palette, amounts = year.amounts.palette, year.amounts
    moved = year.against_budget if deviation else amounts.rounded
    beside = ASIDE if deviation else 0
    marks = []
    if year.statistical:
        total, lower, upper = (moved(value) for value in year.statistical)
        told = LIKELY.format(*(amounts.worded(each, sign=deviation) for each in (lower, upper)))
        said = f"Statistisk prognos för året: {amounts.worded(total, sign=deviation)},<br>{told}"
        upright = {"type": "scatter", "name": "Spann", "mode": "lines", "hoverinfo": "skip"}
        thick = {"line": {"color": palette.line, "width": 3 if deviation else 1.5}}
        marks.append(upright | {"x": [MONTHS_PER_YEAR + beside] * 2, "y": [lower, upper]} | thick)
        dot = {"symbol": "circle", "size": 8 if deviation else 6, "color": palette.line}
        edge = {"line": {"color": palette.paper, "width": 1}}
        marks.append(point("Mitt", (MONTHS_PER_YEAR + beside, total), said, dot | edge))
    if not math.isnan(year.controller):
        value = moved(year.controller)
        said = f"Controllerns prognos för året: {amounts.worded(value, sign=deviation)}"
        marks.append(point("Controllerns prognos", (MONTHS_PER_YEAR - beside, value), said, diamond(palette)))
    return marks


def deviation_traces(year: Year) -> list[dict[str, Any]]:
    """The lower panel: a bar from zero per known month, and December's forecasts."""
    bars = {
        "type": "bar",
        "name": "Avvikelse",
        "x": list(range(1, MONTHS_PER_YEAR + 1)),
        "y": gaps(year.deviations),
        "width": 0.7,
        "hovertext": [_month_hover(year, at) for at in range(MONTHS_PER_YEAR)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": [_colour(year, value) for value in year.deviations], "line": {"width": 0}},
    }
    december = [] if math.isnan(year.budget[-1]) else _december(year, deviation=True)
    return [trace | {"yaxis": "y2"} for trace in [bars, *december]]


def _colour(year: Year, value: float) -> str:
    return year.amounts.palette.no_news if math.isnan(value) else year.amounts.tone(value)


def sum_labels(year: Year) -> list[Label]:
    """Name the budget, the forecasts and a whole year's outcome where they end."""
    named = [(year.budget[-1], BUDGET, year.amounts.palette.muted)]
    if year.last == MONTHS_PER_YEAR:
        named.append((year.outcome[-1], f"<b>{_outcome_name(year)}</b>", year.amounts.palette.ink))
    named += _forecast_names(year)
    return [
        Label(value, (name, year.amounts.digits(value)), colour)
        for value, name, colour in named
        if not math.isnan(value)
    ]


def deviation_labels(year: Year) -> list[Label]:
    """Name the year's deviations in December."""
    if math.isnan(year.budget[-1]):
        return []
    named = _forecast_names(year)
    if year.last == MONTHS_PER_YEAR:
        named.append((year.outcome[-1], f"<b>{_outcome_name(year)}</b>", year.amounts.palette.ink))
    moved = [(year.against_budget(value), name, colour) for value, name, colour in named]
    return [
        Label(value, (name, year.amounts.signed(value)), colour)
        for value, name, colour in moved
        if not math.isnan(value)
    ]


def _forecast_names(year: Year) -> list[tuple[float, str, str]]:
    palette = year.amounts.palette
    named = [(year.controller, f"◆ {CONTROLLER}", palette.ink)]
    if year.statistical:
        named.append((year.amounts.rounded(year.statistical[0]), f"● {STATISTICAL}", palette.line))
    return named


def _outcome_name(year: Year) -> str:
    """`Utfall okt`, or `Utfall` for a whole year, with `prel.` while it is preliminary."""
    month = "" if year.last == MONTHS_PER_YEAR else " " + short_month(year.last)
    return f"Utfall{month}" + (" prel." if year.preliminary[year.last - 1] else "")


def outcome_note(year: Year, panel: Panel) -> list[dict[str, Any]]:
    """Name the latest point inside the panel, on the side where neither the line nor the fan goes.

    To the left it stands beyond the lines of the months it covers, where they have gone to and fro.
    """
    if year.last in (0, MONTHS_PER_YEAR):
        return []
    value = year.outcome[year.last - 1]
    before, down = year.last >= EARLY, value < 0
    below = down == before
    words = [_outcome_name(year), year.amounts.digits(value)]
    height, gap = (len(words) if before else 1) * LINE_HEIGHT + 2, 7
    covered = slice(year.last - COVERED, year.last) if before else slice(0)
    lines = [value, *known([*year.outcome[covered], *year.budget[covered]])]
    edge = min(lines) if below else max(lines)
    least, most = height - panel.pixels(edge), panel.height - panel.pixels(edge) - height
    shift = max(-gap, least) if below else min(gap, most)
    return [
        {
            "x": year.last, "y": edge, "showarrow": False, "align": "right" if before else "left",
            "xanchor": "right" if before else "left", "xshift": -gap if before else gap,
            "yanchor": "top" if below else "bottom", "yshift": shift,
            "text": f"<b>{('<br>' if before else ' ').join(words)}</b>",
        }
    ]  # fmt: skip


def deviation_note(year: Year) -> list[dict[str, Any]]:
    """The latest deviation, beyond its bar and the bars beside it."""
    months = [at + 1 for at, value in enumerate(year.deviations) if not math.isnan(value)]
    if not months or months[-1] == MONTHS_PER_YEAR:
        return []
    last = months[-1]
    value = year.deviations[last - 1]
    beside = known(year.deviations[max(last - 3, 0) : last])
    under = value < 0
    anchor = "left" if last == 1 else "right" if last >= CROWDED else "center"
    return [
        {
            "x": last + {"left": -0.35, "right": 0.35, "center": 0}[anchor], "xanchor": anchor,
            "y": min(0, *beside) if under else max(0, *beside), "yref": "y2", "showarrow": False,
            "yanchor": "top" if under else "bottom", "yshift": -1 if under else 1,
            "text": f"<b>{year.amounts.signed(value)}</b>", "font": {"color": _colour(year, value)},
        }
    ]  # fmt: skip
