"""The wheel: a year round, twelve months with what is due in each, and today as a hand. One inline SVG.

January begins at the top and the year goes with the clock. In each month stand, for each state, its symbol
and how many occasions have it; on the rim each day with something due has a dot, in the colour of what is
most urgent that day. The product's own entries are small ticks inside the months. Colours are the page's
variables, sizes are units of a square of 400 that fills the width it is given: the smallest text is still
read where the square is 340 pixels wide.
"""

import calendar
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from metrics.change_words import day_words
from metrics.periods import MONTH_NAMES
from metrics.theme import Tone
from metrics.year_wheel.states import State
from metrics.year_wheel.words import MARKS, STATE, counted, counts_words

SIZE, CENTRE = 400, 200.0
RIM, OUTER, INNER = 193.0, 182.0, 66.0
"""Radii: of the dots, and of the months' outer and inner edge."""
NAMES, COUNTS = 164.0, 118.0
"""Radii at which a month's name and its counts stand."""
TICK, HILT = 4.0, 22.0
LINE = 17.0
MONTHS = 12
COLOURS: dict[Tone, str] = {
    "better": "var(--better)",
    "worse": "var(--worse)",
    "ink": "var(--ink)",
    "no_news": "var(--no-news)",
}


@dataclass(frozen=True)
class Spot:
    """Something on the wheel: its day and how it stands."""

    day: date
    state: State


def wheel(spots: Sequence[Spot], own: Sequence[date], year: int, today: date, *, title: str) -> str:
    """Draw a year as an inline `<svg>`.

    Spots and own days of other years are left out. `title` names the picture for those who hear the page; a
    description of each month follows it. Text is escaped here.
    """
    mine = [spot for spot in spots if spot.day.year == year]
    names = (name.capitalize() for name in MONTH_NAMES)
    by_month = {name: [spot for spot in mine if spot.day.month == n] for n, name in enumerate(names, 1)}
    opening = (
        f'<svg class="wheel" role="img" viewBox="0 0 {SIZE} {SIZE}" aria-labelledby="wheel-title wheel-desc" '
        f'text-anchor="middle" font-size="14"><title id="wheel-title">{escape(title)}</title>'
        f'<desc id="wheel-desc">{escape(_described(by_month, year, today))}</desc>'
    )
    drawn = [
        opening,
        *(_month(number, spots, today, year) for number, spots in enumerate(by_month.values(), 1)),
        _ticks(day for day in own if day.year == year),
        *_dots(mine),
        _hand(today) if today.year == year else "",
        f'<text x="{CENTRE:g}" y="{CENTRE + 8:g}" font-size="24" font-weight="600" fill="var(--ink)">',
        f"{year}</text>",
    ]
    return "".join(drawn) + "</svg>"


def _described(by_month: dict[str, list[Spot]], year: int, today: date) -> str:
    """Say in words what the picture shows."""
    told = [f"{name}: {counts_words(counted(spots))}." for name, spots in by_month.items() if spots]
    hand = f" I dag är det {day_words(today)}." if today.year == year else ""
    return (" ".join(told) or "Inget ska lämnas under året.") + hand


def _angle(day: date) -> float:
    """Return where on the wheel a day is, in turns: each month has a twelfth, whatever its length."""
    length = calendar.monthrange(day.year, day.month)[1]
    return (day.month - 1 + (day.day - 0.5) / length) / MONTHS


def _at(turn: float, radius: float) -> tuple[float, float]:
    """Return the place at so many turns from the top, with the clock."""
    angle = 2 * math.pi * turn
    return CENTRE + radius * math.sin(angle), CENTRE - radius * math.cos(angle)


def _place(turn: float, radius: float) -> str:
    across, down = _at(turn, radius)
    return f"{across:.1f} {down:.1f}"


def _month(number: int, spots: Sequence[Spot], today: date, year: int) -> str:
    """Draw a month: its field, its name, and its counts one below the other."""
    first, last = (number - 1) / MONTHS, number / MONTHS
    is_now = (today.year, today.month) == (year, number)
    field = (
        f'<path d="M{_place(first, INNER)}L{_place(first, OUTER)}A{OUTER:g} {OUTER:g} 0 0 1 '
        f'{_place(last, OUTER)}L{_place(last, INNER)}A{INNER:g} {INNER:g} 0 0 0 {_place(first, INNER)}Z" '
        f'fill="{"var(--grid)" if is_now else "none"}" stroke="var(--axis)" stroke-width=".7"/>'
    )
    middle = (first + last) / 2
    across, down = _at(middle, NAMES)
    name = (
        f'<text x="{across:.1f}" y="{down + 4:.1f}" font-size="12" fill="var(--muted)">'
        f"{MONTH_NAMES[number - 1][:3]}</text>"
    )
    return field + name + "".join(_counts(counted(spots), *_at(middle, COUNTS)))


def _counts(counts: Mapping[State, int], across: float, down: float) -> Iterator[str]:
    top = down + 5 - LINE * (len(counts) - 1) / 2
    for row, (state, count) in enumerate(counts.items()):
        mark = MARKS[state]
        yield (
            f'<text x="{across:.1f}" y="{top + LINE * row:.1f}" font-weight="600" '
            f'fill="{COLOURS[mark.tone]}">{escape(mark.symbol)} {count}</text>'
        )


def _dots(spots: Iterable[Spot]) -> Iterator[str]:
    """Draw a dot for each day with something due, as the most urgent of it stands."""
    urgency = list(STATE)
    most: dict[date, State] = {}
    for spot in spots:
        held = most.get(spot.day, spot.state)
        most[spot.day] = min(held, spot.state, key=urgency.index)
    for day, state in most.items():
        across, down = _at(_angle(day), RIM)
        colour = COLOURS[MARKS[state].tone]
        filled = "none" if state in (State.COMING, State.UNREPORTED) else colour
        yield (
            f'<circle cx="{across:.1f}" cy="{down:.1f}" r="3.6" fill="{filled}" stroke="{colour}" '
            'stroke-width="1.4"/>'
        )


def _ticks(days: Iterable[date]) -> str:
    strokes = "".join(
        f"M{_place(_angle(day), INNER)}L{_place(_angle(day), INNER + TICK)}" for day in sorted(set(days))
    )
    return f'<path d="{strokes}" stroke="var(--axis)" stroke-width="2"/>' if strokes else ""


def _hand(today: date) -> str:
    """Draw today from the middle to the rim."""
    turn = _angle(today)
    across, down = _at(turn, INNER - HILT)
    return (
        f'<path class="hand" d="M{across:.1f} {down:.1f}L{_place(turn, RIM)}" stroke="var(--ink)" '
        f'stroke-width="1.6"/><circle cx="{across:.1f}" cy="{down:.1f}" r="2.6" fill="var(--ink)"/>'
    )
