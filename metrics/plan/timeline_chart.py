"""A plan's undertakings over time: a bar each from start to end, named and with its state in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from metrics import axes, theme
from metrics.change_words import day_words
from metrics.chart_labels import GAP, LINE_HEIGHT
from metrics.chart_look import NARROWEST, heading
from metrics.periods import Period
from metrics.plan.activity_words import STANDING, STANDING_MARKS, span_words
from metrics.plan.undertakings import Standing, Undertaking
from metrics.theme import Palette
from metrics.vocabulary import Periodicity
from metrics.words import shortened

BAR, AIR = 8, 8
"""Pixels that a bar is high, and between it and the name of the next row."""
RUNNING_LETTER = 6.4
"""Pixels: mean width of a character in running text, of which small letters and spaces are most."""
MOST_LINES = 2
"""Lines of a name; what is longer ends with `…` and is read whole in the table."""
FOOT, TICKS = 26, 44
"""Pixels below the plot for the day that is today, and above it for the months."""
FILLED = (Standing.LATE, Standing.ONGOING, Standing.DONE)
"""The others are hollow: nothing has begun, or nobody has told."""
WHAT = "Från start till slut"
SHORT_STATE = {**STANDING, Standing.OVERDUE: "slutdatum passerat"}
MS_PER_DAY = 86_400_000


@dataclass(frozen=True)
class _Row:
    """An undertaking's place: its name in lines, and the middle of its bar in pixels from above."""

    line: Undertaking
    name: tuple[str, ...]
    middle: float

    @property
    def is_bar(self) -> bool:
        return self.line.starts is not None and self.line.ends is not None


def timeline_chart(
    lines: Sequence[Undertaking], *, today: date, palette: Palette, remark: str = ""
) -> go.Figure | None:
    """Draw the undertakings that have dates, the first to start first; None where none has.

    One without a start (or an end) is a mark on the day that is known. Today is a thin line if it lies
    within the axis.
    """
    dated = sorted(
        (line for line in lines if line.is_dated),
        key=lambda line: (line.starts or line.ends or date.min, line.ends or date.max),
    )
    if not dated:
        return None
    rows = _rows(dated)
    height = rows[-1].middle + (BAR + AIR) / 2
    months = _months(dated)
    note, above = heading([remark, WHAT], GAP, palette, above=TICKS)
    layout = _layout(height, months, palette)
    layout["margin"] = {"t": above, "b": FOOT, "l": GAP, "r": GAP}
    layout["height"] = above + FOOT + height
    shapes, today_label = _today(today, months, palette)
    names = [_name(row, palette) for row in rows]
    layout |= {"shapes": shapes, "annotations": [note, *names, *today_label]}
    return go.Figure([*_bars(rows, palette), *_points(rows, palette)], layout)


def _rows(lines: Sequence[Undertaking]) -> list[_Row]:
    """Place the undertakings below each other, each as high as its name and its bar."""
    rows: list[_Row] = []
    top = 0.0
    for line in lines:
        name = _wrapped(line)
        middle = top + len(name) * LINE_HEIGHT + BAR / 2 + 3
        rows.append(_Row(line, name, middle))
        top = middle + BAR / 2 + AIR
    return rows


def _wrapped(line: Undertaking) -> tuple[str, ...]:
    """Return an undertaking's state and name on so many lines as fit on a telephone."""
    kind = "" if line.kind == "aktivitet" else f"{line.kind}: "
    room = int((NARROWEST - 3 * GAP) / RUNNING_LETTER)
    broken = wrap(f"{_state(line)}  {kind}{line.title}", room, break_on_hyphens=False)
    if len(broken) <= MOST_LINES:
        return tuple(broken)
    last = " ".join(broken[MOST_LINES - 1 :])
    return (*broken[: MOST_LINES - 1], shortened(last, room))


def _state(line: Undertaking) -> str:
    return f"{STANDING_MARKS[line.standing].symbol} {SHORT_STATE[line.standing]}"


def _months(lines: Sequence[Undertaking]) -> list[Period]:
    """Return the first and the last month of the axis."""
    days = [day for line in lines for day in (line.starts, line.ends) if day]
    return [Period.containing(day, Periodicity.MONTH) for day in (min(days), max(days))]


def _layout(height: float, months: Sequence[Period], palette: Palette) -> dict[str, Any]:
    first, last = months
    places, texts = axes.period_ticks(first, last, NARROWEST - 2 * GAP)
    layout = theme.layout(palette)
    layout["xaxis"] |= {
        "type": "date",
        "side": "top",
        "range": [axes.day(first.first), axes.day(last.last + timedelta(days=1))],
        "tickvals": places,
        "ticktext": texts,
    }
    layout["yaxis"] |= {"visible": False, "range": [height, 0]}
    return layout


def _bars(rows: Sequence[_Row], palette: Palette) -> list[go.Bar]:
    """Return the bars of those that both start and end; the last day is within the bar."""
    spans = [row for row in rows if row.is_bar]
    if not spans:
        return []
    colours = [_colour(row.line, palette) for row in spans]
    fills = [
        colour if row.line.standing in FILLED else palette.paper
        for row, colour in zip(spans, colours, strict=True)
    ]
    return [
        go.Bar(
            orientation="h",
            base=[axes.day(_ends_of(row)[0]) for row in spans],
            x=[_length(row) for row in spans],
            y=[row.middle for row in spans],
            width=BAR,
            marker={"color": fills, "line": {"color": colours, "width": 1}},
            hovertext=[_hover(row.line) for row in spans],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _ends_of(row: _Row) -> tuple[date, date]:
    assert row.line.starts is not None  # only those with both days are drawn as bars
    assert row.line.ends is not None
    return row.line.starts, row.line.ends


def _length(row: _Row) -> int:
    first, last = _ends_of(row)
    return ((last - first).days + 1) * MS_PER_DAY


def _points(rows: Sequence[_Row], palette: Palette) -> list[go.Scatter]:
    """Return the marks of those whose start or end alone is known."""
    known = [row for row in rows if not row.is_bar]
    if not known:
        return []
    colours = [_colour(row.line, palette) for row in known]
    return [
        go.Scatter(
            mode="markers",
            x=[axes.day(day) for row in known if (day := row.line.ends or row.line.starts)],
            y=[row.middle for row in known],
            marker={"symbol": "diamond-open", "size": BAR + 1, "color": colours, "line": {"width": 2}},
            cliponaxis=False,
            hovertext=[_hover(row.line) for row in known],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    ]


def _name(row: _Row, palette: Palette) -> dict[str, Any]:
    """Return what stands above a bar: the state by symbol and word in its colour, and what it is."""
    state = _state(row.line)
    first, *more = (escape(line, quote=False) for line in row.name)
    colour = STANDING_MARKS[row.line.standing].colour(palette)
    told = f'<span style="color:{colour}">{state}</span>{first.removeprefix(state)}'
    return {
        "xref": "paper", "x": 0, "xanchor": "left",
        "y": row.middle - BAR / 2, "yanchor": "bottom", "yshift": -1,
        "align": "left", "showarrow": False, "text": "<br>".join((told, *more)),
    }  # fmt: skip


def _today(
    today: date, months: Sequence[Period], palette: Palette
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the thin line of today and its text below the plot; nothing where today lies outside."""
    first, last = months[0].first, months[-1].last
    if not first <= today <= last:
        return [], []
    line = {
        "type": "line", "layer": "below", "x0": axes.day(today), "x1": axes.day(today),
        "yref": "paper", "y0": 0, "y1": 1, "line": {"color": palette.target, "width": 1},
    }  # fmt: skip
    is_late = today - first > last - today
    label = {
        "x": axes.day(today), "xanchor": "right" if is_late else "left",
        "yref": "paper", "y": 0, "yanchor": "top", "yshift": -LINE_HEIGHT / 4, "showarrow": False,
        "text": f"i dag, {day_words(today)}", "font": {"color": palette.target},
    }  # fmt: skip
    return [line], [label]


def _colour(row: Undertaking, palette: Palette) -> str:
    if row.standing == Standing.ONGOING:
        return palette.line
    return STANDING_MARKS[row.standing].colour(palette)


def _hover(row: Undertaking) -> str:
    parts = [
        f"<b>{escape(shortened(row.title, 120), quote=False)}</b>",
        f"{row.kind}, {STANDING[row.standing]}",
        span_words(row),
        f"ansvarig: {escape(row.responsible, quote=False)}" if row.responsible else "",
    ]
    return "<br>".join(filter(None, parts))
