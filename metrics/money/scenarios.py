"""Scenarios: what the year would end at if places were opened or ended, or a sum came or went.

A scenario is a number of changes laid beside the forecast, never mixed into it: year end with the
scenario = forecast + the sum of the changes' effects. Effects are in kronor and signed as in the
rest of the economy: ended places are a surplus (+), opened ones a cost (−).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from metrics.money.scale import MNKR, TKR
from metrics.numbers import NO_BREAK_SPACE, number, rounded, with_unit
from metrics.periods import MONTH_NAMES

COLUMNS = ["name", "effect", "year_end", "deviation"]
COUNTED = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that is done differently from a day on.

    Either `places` (+ opened, − ended; half a place is 0.5) at `price` kronor per place and day,
    a positive number, or `amount`: a lump for the year in kronor, + where it makes the year better.
    """

    account_id: int
    starts_on: date
    places: float = 0.0
    price: float = 0.0
    amount: float = 0.0
    text: str = ""


def days_left(starts_on: date, year: int) -> int:
    """Return the days of the year from `starts_on` on, that day too: 92 from 1 October.

    A start before the year leaves the whole of it, one after the year nothing.
    """
    first, last = max(starts_on, date(year, 1, 1)), date(year, 12, 31)
    return max((last - first).days + 1, 0)


def left_of(change: Change, last_known_day: date) -> Change:
    """Return what is left of a change after the last booked day: the rest is in the books already.

    Places count from the day after; a lump that has fallen due counts no more.
    """
    if change.starts_on > last_known_day:
        return change
    return replace(change, starts_on=last_known_day + timedelta(days=1), amount=0.0)


def effect(change: Change, year: int) -> float:
    """Return what the change does to the year's result, in kronor, + better.

    places × price × days left, with the opposite sign. Places that were opened before the year
    count all of it; a lump belongs to the year it starts in and to no other.
    """
    of_places = -change.places * change.price * days_left(change.starts_on, year)
    lump = change.amount if change.starts_on.year == year else 0.0
    return of_places + lump + 0.0


def year_end_with(forecast: float, changes: Sequence[Change], year: int) -> float:
    """Return the forecast with the changes' effects, in kronor; their order does not matter.

    A missing forecast (NaN) stays missing. No changes leave the forecast as it is.
    """
    return math.fsum([forecast, *(effect(change, year) for change in changes)])


def compare(
    forecast: float, budget: float, scenarios: Mapping[str, Sequence[Change]], year: int
) -> pd.DataFrame:
    """Set the scenarios side by side, in the order given.

    Returns `name`, and in kronor `effect` (+ better), `year_end` (forecast + effect) and
    `deviation` (year_end − budget, + is surplus). What is missing of forecast and budget (NaN) leaves
    the sums it is a part of missing.
    """
    rows = []
    for name, changes in scenarios.items():
        year_end = year_end_with(forecast, changes, year)
        rows.append((name, year_end_with(0.0, changes, year), year_end, year_end - budget))
    return pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[1:], float))


def problems(change: Change, year: int, last_known_day: date) -> list[str]:
    """Say what keeps the change from being counted on, in Swedish; empty where nothing does.

    `last_known_day` is the last day with a booked outcome.
    """
    if not all(map(math.isfinite, (change.places, change.price, change.amount))):
        return ["Antal platser, pris och belopp ska vara tal."]
    found = []
    if change.starts_on.year != year:
        found.append(f"Startdagen {change.starts_on.isoformat()} ligger inte i {year}.")
    elif change.starts_on <= last_known_day:
        booked = last_known_day.isoformat()
        found.append(
            f"Startdagen {change.starts_on.isoformat()} ska ligga efter {booked}: "
            "det som är bokfört kan inte göras ogjort."
        )
    if change.places and change.amount:
        found.append("Ange antingen platser och pris eller ett belopp, inte båda.")
    elif change.places and change.price <= 0:
        found.append(f"Priset per dygn ska vara mer än {with_unit(0, 0, 'kronor')}.")
    elif not change.places and not change.amount:
        found.append("Ange antal platser eller ett belopp: ändringen ändrar ingenting.")
    return found


def change_words(change: Change, name_of_account: str) -> str:
    """Say the change and its sum: `Tre platser i HVB avslutas 1 oktober: 92 dygn × … = +1,5 mnkr`.

    The sum is that of the year in which the change starts.
    """
    year = change.starts_on.year
    day = f"{change.starts_on.day}{NO_BREAK_SPACE}{MONTH_NAMES[change.starts_on.month - 1]}"
    result = _signed(effect(change, year))
    if not change.places:
        return f"{change.text or 'Engångsbelopp'} ({name_of_account}, {day}): {result}"
    done = "öppnas" if change.places > 0 else "avslutas"
    count = abs(change.places)
    factors = [
        with_unit(days_left(change.starts_on, year), 0, "dygn"),
        with_unit(change.price, _decimals(change.price), "kronor"),
        number(count, _decimals(count)),
    ]
    sum_ = f" ×{NO_BREAK_SPACE}".join(factors)
    return f"{_places(count)} i {name_of_account} {done} {day}: {sum_} = {result}"


def _places(count: float) -> str:
    if count == 1:
        return "En plats"
    if count == int(count):
        return f"{counted(int(count)).capitalize()} platser"
    return f"{number(count, _decimals(count))}{NO_BREAK_SPACE}platser"


def counted(count: int) -> str:
    """Write a count from two to twelve as a word, as a sentence does, and any other in digits."""
    return COUNTED[count - 2] if 2 <= count < len(COUNTED) + 2 else number(count, 0)


def _decimals(value: float) -> int:
    """Return the fewest decimals, two at most, that keep the value."""
    return next(places for places in (0, 1, 2) if places == 2 or rounded(value, places) == value)


def _signed(amount: float) -> str:
    """Write an amount with its sign in the largest unit that keeps a digit of it."""
    if abs(TKR.drawn(amount)) >= 1_000:
        return MNKR.told(amount, sign=True)
    if abs(rounded(amount, 0)) >= 1_000:
        return TKR.told(amount, sign=True)
    return with_unit(amount, 0, "kronor", sign=True)
