"""Two pictures side by side: how much care there was, stacked by form, and what a day of each form cost.

Days and kronor never share a picture: each has its own axis, from zero.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import plotly.graph_objects as go

from metrics import axes, theme
from metrics.chart_labels import GAP, Label, margin_notes
from metrics.chart_look import (
    FOOT,
    NARROWEST,
    empty_chart,
    heading,
    side_margins,
    translucent,
    trimmed,
    value_axis,
)
from metrics.numbers import NO_BREAK_SPACE, number, rounded, with_unit
from metrics.periods import Period
from metrics.placements.amounts import whole
from metrics.placements.care_forms import CareForm
from metrics.placements.colours import colour_of
from metrics.placements.costs import Price
from metrics.placements.volumes import FormFigures, Volumes, periods_drawn
from metrics.theme import Palette
from metrics.vocabulary import ValueState
from metrics.words import PERIODICITY, STATE

HEIGHT = 290
"""Pixels, of either picture."""
BAR = 0.82
"""How much of its period a bar takes."""
FEWEST_TICKS = 3
"""So many labels always fit below the bars."""
AIR = 0.06
"""The part of the axis that is left free beyond the values."""
NO_DAYS = "Inga vårddygn att visa."
NO_PRICE = "Vad ett vårddygn kostade är inte känt."


def volume_chart(volumes: Volumes, period: Period, palette: Palette, remark: str = "") -> go.Figure:
    """Draw the days of care of the periods that end with `period`, one bar each, stacked by form.

    What is no placement lies on top and is hatched. A form that isn't known for a period is not there, and
    a ring above the bar says so: it would otherwise look lower than it was. `remark` goes with the picture.
    """
    periods = _begun(volumes.forms, periods_drawn(period))
    if not periods:
        return empty_chart(NO_DAYS, remark, palette)
    stacks = [_stack(form, periods, palette) for form in volumes.forms]
    heights = [sum(trace["y"][at] or 0.0 for trace in stacks) for at in range(len(periods))]
    rings = _rings(volumes.forms, periods, heights, palette)
    levels = trimmed(axes.levels([0.0, *heights], "dygn", 0), heights, AIR)
    labels = _names(volumes.forms, palette)
    layout = theme.layout(palette)
    words = [f"Vårddygn per {PERIODICITY[period.periodicity]}", *(["○ ej fullständigt"] if rings else [])]
    margin = side_margins(levels.texts, labels)
    above, top = heading([*words, remark], margin["l"], palette)
    room = max(NARROWEST - margin["l"] - margin["r"], FEWEST_TICKS * axes.TICK_WIDTH)
    places, texts = axes.period_ticks(periods[0], periods[-1], room)
    edges = [axes.day(periods[0].first), axes.day(periods[-1].last + timedelta(days=1))]
    layout["xaxis"] |= {"type": "date", "range": edges, "tickvals": places, "ticktext": texts}
    layout["yaxis"] |= value_axis(levels)
    layout |= {"barmode": "stack", "height": HEIGHT, "margin": margin | {"t": top, "b": FOOT + 8}}
    layout["annotations"] = [above, *margin_notes(labels, levels, HEIGHT - top - FOOT - 8, panel="y")]
    return go.Figure(data=[*stacks, *rings], layout=layout)


def _begun(forms: Sequence[FormFigures], periods: list[Period]) -> list[Period]:
    """Return the periods from the first that any form is known for."""
    known = [any(form.seen_days[at].value is not None for form in forms) for at in range(len(periods))]
    return periods[known.index(True) :] if True in known else []


def _seen(form: FormFigures, periods: Sequence[Period]) -> list[tuple[Period, Any]]:
    return list(zip(periods, form.seen_days[-len(periods) :], strict=True))


def _stack(form: FormFigures, periods: Sequence[Period], palette: Palette) -> dict[str, Any]:
    """One form's part of every bar."""
    seen = _seen(form, periods)
    colour = colour_of(form.form, palette)
    hatched = {"shape": "/", "size": 4, "solidity": 0.4, "fgcolor": colour, "bgcolor": palette.paper}
    return {
        "type": "bar",
        "name": form.form.name,
        "x": [axes.middle(period) for period in periods],
        "y": [whole(figure) for _, figure in seen],
        "width": [_milliseconds(period) * BAR for period in periods],
        "hovertext": [_hover(form, period, whole(figure), figure.state) for period, figure in seen],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": colour, "line": {"color": palette.paper, "width": 0.5}}
        | ({} if form.form.is_placement else {"pattern": hatched}),
    }  # fmt: skip


def _milliseconds(period: Period) -> float:
    """How long a period is, as Plotly measures time."""
    return (period.last - period.first + timedelta(days=1)) / timedelta(milliseconds=1)


def _hover(form: FormFigures, period: Period, days: float | None, state: ValueState) -> str:
    if days is None:
        return ""
    doubt = f", {STATE[state]}" if state == ValueState.PRELIMINARY else ""
    return f"{form.form.name}, {period.label}: {with_unit(days, 0, 'dygn')}{doubt}"


def _rings(
    forms: Sequence[FormFigures], periods: Sequence[Period], heights: Sequence[float], palette: Palette
) -> list[dict[str, Any]]:
    """Mark the bars that lack a form which had begun by then; empty where all are whole."""
    lacking: dict[int, list[str]] = {}
    for form in forms:
        figures = [figure for _, figure in _seen(form, periods)]
        first = next((at for at, each in enumerate(figures) if each.value is not None), len(periods))
        for at in range(first, len(periods)):
            if whole(figures[at]) is None and figures[at].state != ValueState.NOT_APPLICABLE:
                lacking.setdefault(at, []).append(form.form.name)
    if not lacking:
        return []
    marker = {"symbol": "circle-open", "size": 8, "color": palette.muted, "line": {"width": 1.5}}
    return [
        {
            "type": "scatter", "mode": "markers", "name": "Ej fullständigt", "cliponaxis": False,
            "x": [axes.middle(periods[at]) for at in lacking],
            "y": [heights[at] + max(heights) * 0.04 for at in lacking],
            "hovertext": [f"{periods[at].label} saknar {', '.join(names)}" for at, names in lacking.items()],
            "hovertemplate": "%{hovertext}<extra></extra>", "marker": marker,
        }
    ]  # fmt: skip


def _names(forms: Sequence[FormFigures], palette: Palette) -> list[Label]:
    """Name each form beside the last bar, with its days."""
    labels, foot = [], 0.0
    for form in forms:
        days = whole(form.days)
        square = f'<span style="color:{colour_of(form.form, palette)}">■</span>'
        value = "–" if days is None else number(days, 0)
        middle = foot + (days or 0.0) / 2
        labels.append(Label(middle, (f"{square}{NO_BREAK_SPACE}{form.form.label} {value}",), palette.ink))
        foot += days or 0.0
    return labels


def price_chart(volumes: Volumes, period: Period, palette: Palette, remark: str = "") -> go.Figure:
    """Draw what a day of each form cost: now, a year before, and how it has moved over the periods drawn.

    Forms stand in the order of the stack. One without a price has no point, and says why.
    """
    forms = volumes.forms
    told = [price for form in forms for price in (form.price, *form.seen_prices) if _is_drawn(price)]
    if not told:
        return empty_chart(NO_PRICE, remark, palette)
    seen = [price.kronor or 0.0 for price in told]
    levels = trimmed(axes.levels([0.0, *seen], "kronor", 0), seen, AIR)
    names = [form.form.label for form in forms]
    beside = [_beside(form) for form in forms]
    layout = theme.layout(palette)
    words = ["Kronor per vårddygn", "● nu", "○ i fjol", "streck: lägst till högst", remark]
    left, right = axes.width_of(names) + GAP, axes.width_of(beside) + GAP
    above, top = heading(words, left, palette)
    layout["xaxis"] |= {"range": [0, levels.high]} | _few_ticks(levels, NARROWEST - left - right)
    rows = {"range": [-0.6, len(forms) - 0.4], "tickvals": list(range(len(forms))), "ticktext": names}
    layout["yaxis"] |= rows | {"showgrid": False, "tickfont": {"color": palette.ink, "size": theme.FONT_SIZE}}
    layout |= {"height": HEIGHT, "margin": {"l": left, "r": right, "t": top, "b": FOOT}}
    layout["annotations"] = [above, *(_note(at, text, palette) for at, text in enumerate(beside))]
    spans = [_span(at, form, palette) for at, form in enumerate(forms)]
    return go.Figure(
        data=[
            *spans,
            _dots(forms, period.year_before, palette, hollow=True),
            _dots(forms, period, palette, hollow=False),
        ],
        layout=layout,
    )


def _is_drawn(price: Price) -> bool:
    return price.kronor is not None and price.is_whole


def _few_ticks(levels: axes.Levels, width: float) -> dict[str, Any]:
    """Return the ticks that fit in a width: every one, every second and so on."""
    room = axes.width_of(levels.texts) + GAP
    between = width * (levels.places[1] - levels.places[0]) / levels.high
    step = max(1, round(room / between))
    return {"tickvals": levels.places[::step], "ticktext": levels.texts[::step], "showgrid": True}


def _span(at: int, form: FormFigures, palette: Palette) -> dict[str, Any]:
    """A line from a form's lowest price to its highest."""
    seen = [price.kronor for price in form.seen_prices if price.kronor is not None and price.is_whole]
    return {
        "type": "scatter", "name": "Spann", "mode": "lines", "hoverinfo": "skip",
        "line": {"color": translucent(colour_of(form.form, palette), 0.35), "width": 6},
        "x": [min(seen), max(seen)] if seen else [], "y": [at, at] if seen else [],
    }  # fmt: skip


def _dots(forms: Sequence[FormFigures], when: Period, palette: Palette, *, hollow: bool) -> dict[str, Any]:
    """The prices of one time, a mark for each form: rings for a year before, dots for now."""
    prices = [(at, form.form, form.price_before if hollow else form.price) for at, form in enumerate(forms)]
    known = [(at, form, price) for at, form, price in prices if price.kronor is not None]
    colours = [colour_of(form, palette) for _, form, _ in known]
    return {
        "type": "scatter", "name": when.label, "mode": "markers", "cliponaxis": False,
        "x": [price.kronor for _, _, price in known], "y": [at for at, _, _ in known],
        "hovertext": [_price_told(form, price, when) for _, form, price in known],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": 9, "opacity": 1, "color": [palette.paper] * len(known) if hollow else colours,
            "line": {"color": colours, "width": 1.75},
        },
    }  # fmt: skip


def _price_told(form: CareForm, price: Price, when: Period) -> str:
    note = f" ({price.note})" if price.note else ""
    return f"{form.name}, {when.label}: {with_unit(price.kronor, 0, 'kronor')} per dygn{note}"


def _beside(form: FormFigures) -> str:
    """Write a form's price, and how much it has changed in a year."""
    if form.price.kronor is None:
        return form.price.note
    now, before = form.price, form.price_before
    written = number(now.kronor, 0)
    if not now.is_whole or before.kronor is None or not before.is_whole or before.kronor <= 0:
        return written
    share = rounded(100 * ((now.kronor or 0.0) - before.kronor) / before.kronor, 0)
    return f"{written} ({with_unit(share, 0, '%', sign=True) if share else '±0' + NO_BREAK_SPACE + '%'})"


def _note(at: int, text: str, palette: Palette) -> dict[str, Any]:
    return {
        "xref": "paper", "x": 1, "xanchor": "left", "xshift": GAP, "y": at, "yanchor": "middle",
        "text": text, "showarrow": False, "font": {"color": palette.ink},
    }  # fmt: skip
