"""Small ledgers for tests: lines of budget, outcome and forecasts, and what a page makes of them.

Amounts are kronor, income positive and cost negative. Units 2 and 3 lie below unit 1.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from drawn import drawn_office
from hypothesis import strategies as st

from metrics.money.books import Books, Seen, books, seen
from metrics.money.memory import Memory, memory
from metrics.money.standing import Standing, standings
from metrics.money.view import EconomyView, Row, economy_view
from metrics.periods import Period
from metrics.vocabulary import AccountRole, AmountKind

PAY, RENT, FEES, TOTAL = 1, 2, 3, 4
ACCOUNTS = pd.DataFrame(
    {
        "id": [PAY, RENT, FEES, TOTAL],
        "code": ["lon", "hyra", "avgift", "netto"],
        "name": ["Löner", "Hyror", "Avgifter", "Nettokostnad"],
        "role": [AccountRole.COST, AccountRole.COST, AccountRole.INCOME, AccountRole.NET],
        "position": [2, 3, 1, 4],
    }
)
COLUMNS = ["unit_id", "account_id", "kind", "year", "period", "made_in", "amount", "preliminary"]
OFFICE_ID, CHILD_ID, ADULT_ID = 1, 2, 3
UNITS = """
    id | name       | parent_id
    1  | Kontoret   |
    2  | Barn       | 1
    3  | Vuxna      | 1
"""
OFFICE = drawn_office("id\n1", units=UNITS)
NOTHING_SAID: dict[str, Any] = dict.fromkeys(
    "budget budget_to_date outcome forecast before statistical lower upper".split()
)
FIGURES = ("budget", "budget_to_date", "outcome", "forecast", "before", "statistical")
"""What parts sum to their whole in."""
LedgerRow = tuple[int, int, str, str, str, float, bool]


def ledger(rows: Sequence[LedgerRow]) -> pd.DataFrame:
    """Rows of unit, account, kind, period, month made in, amount, preliminary."""
    whole = [
        (unit, account, kind, int(period[:4]), period, *rest) for unit, account, kind, period, *rest in rows
    ]
    return pd.DataFrame(whole, columns=COLUMNS)


def booked(
    unit: int, account: int, year: int, *months: float, first: int = 1, preliminary: bool = False
) -> list[LedgerRow]:
    """Outcome of months in a row, from the month `first`."""
    return [
        (unit, account, AmountKind.OUTCOME.value, f"{year}-{first + place:02d}", "", amount, preliminary)
        for place, amount in enumerate(months)
    ]


def budgeted(unit: int, account: int, year: int, *months: float) -> list[LedgerRow]:
    """A budget by month."""
    rows = booked(unit, account, year, *months)
    return [(*row[:2], AmountKind.BUDGET.value, *row[3:]) for row in rows]


def yearly(unit: int, account: int, year: int, amount: float) -> LedgerRow:
    """A budget that is known by the year alone."""
    return (unit, account, AmountKind.BUDGET.value, f"{year}", "", amount, False)


def forecast(unit: int, account: int, year: int, made_in: str, amount: float) -> LedgerRow:
    """The controller's word on a year."""
    return (unit, account, AmountKind.FORECAST.value, f"{year}", made_in, amount, False)


def held(rows: Sequence[LedgerRow]) -> Books:
    """The books of some rows, which have a month."""
    found = books(ledger(rows), ACCOUNTS)
    assert found is not None
    return found


def known(rows: Sequence[LedgerRow], year: int, until: int, units: Sequence[int] = (1, 2, 3)) -> Seen:
    """What is known of some units in a year, after so many months."""
    found = held(rows)
    return seen(found, found.of(units), year, until)


def grouped(of: Seen, by: str) -> list[Standing]:
    """The standings of what is known, one per unit or account, in order of their numbers."""
    groups, keys = pd.factorize(of.lines[by], sort=True)
    return standings(of, groups, keys.tolist())


def whole_of(rows: Sequence[LedgerRow], year: int, until: int) -> Standing:
    """The standing of everything in the rows."""
    of = known(rows, year, until)
    return standings(of, np.zeros(len(of.lines), dtype=np.int64), [0])[0]


def page_of(
    rows: Sequence[LedgerRow], period: str, unit: int = OFFICE_ID, account: int | None = None
) -> EconomyView | None:
    """What the page shows of a unit in a period, as `2026-08`."""
    return economy_view(OFFICE, held(rows), ACCOUNTS, unit, Period.parse(period), account)


STEADY = [
    *budgeted(CHILD_ID, PAY, 2026, *[-100] * 12),
    *budgeted(CHILD_ID, FEES, 2026, *[10] * 12),
    *budgeted(ADULT_ID, PAY, 2026, *[-50] * 12),
    *budgeted(ADULT_ID, RENT, 2026, *[-20] * 12),
    *booked(CHILD_ID, PAY, 2026, *[-110] * 8),
    *booked(CHILD_ID, FEES, 2026, *[12] * 8),
    *booked(ADULT_ID, PAY, 2026, *[-45] * 8),
    *booked(ADULT_ID, RENT, 2026, *[-20] * 8),
    forecast(CHILD_ID, PAY, 2026, "2026-08", -1_320),
    forecast(CHILD_ID, FEES, 2026, "2026-08", 144),
    forecast(ADULT_ID, PAY, 2026, "2026-08", -540),
    forecast(ADULT_ID, RENT, 2026, "2026-08", -240),
]
"""Two units, each line with a budget and the controller's word in August."""


def closed(unit: int, account: int, year: int, monthly: float) -> list[LedgerRow]:
    """A whole year of the same amount each month."""
    return booked(unit, account, year, *[monthly] * 12)


def remembered(
    rows: Sequence[LedgerRow], year: int = 2026, until: int = 6, units: Sequence[int] = (1, 2, 3)
) -> Memory:
    """What is remembered of the rows, seen from a month of a year."""
    found = held(rows)
    return memory(found, found.of(units), year, until)


def judged(found: Memory, source: str, month: int) -> dict[str, float]:
    """How forecasts from a month have erred."""
    record = found.records[source]
    return {str(name): value for name, value in record[record["month"] == month].iloc[0].items()}


def standing(**told: Any) -> Standing:
    """A standing of which only so much is told: of eight months of one line, if it isn't."""
    usual = {"key": 0, "months": 8, "lines": 1, "unsaid": 0, **NOTHING_SAID}
    return Standing(**{**usual, **told})


def row(name: str, **told: Any) -> Row:
    """A part of a whole, with a standing, that deviates as the standing does."""
    own = standing(**told)
    return Row(name.lower(), name, own, own.deviation, own.deviation_to_date)


def view(whole: Standing, *accounts: Row, **told: Any) -> EconomyView:
    """A page of 2026 until August, of which only so much is told."""
    usual = {
        "year": 2026,
        "until": 8,
        "units": (),
        "months": pd.DataFrame({"preliminary": [False] * 12}),
        "lagging": (),
        "unbudgeted": (),
        "evenly": False,
    }
    return EconomyView(whole=whole, accounts=accounts, **{**usual, **told})


def day(text: str) -> date:
    """A day written as `2026-10-01`."""
    return date.fromisoformat(text)


def pattern(base: float, swing: float, shift: int, count: int) -> list[float]:
    """Months on one side of zero: a level, and a swing around it that repeats every twelfth."""
    return [base + swing * (((7 * month + shift) % 12) - 6) / 6 for month in range(count)]


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[LedgerRow], int]:
    """Return a ledger of one to three units to some month of 2026, and that month.

    Costs are never above zero and income never below. Some lines have a budget and some have been
    spoken of. Every unit books something on one of its accounts each month; what it says nothing of
    on the others is nothing booked. The last months may be preliminary.
    """
    until, years = draw(st.integers(1, 12)), draw(st.integers(0, 2))
    uncertain = draw(st.integers(0, 2))
    rows: list[LedgerRow] = []
    for unit in range(1, draw(st.integers(1, 3)) + 1):
        accounts = sorted(draw(st.sets(st.sampled_from([PAY, RENT, FEES]), min_size=1)))
        steady = draw(st.sampled_from(accounts))
        for account in accounts:
            outcome = _line(draw, unit, account, until, years)
            gaps = draw(st.sets(st.integers(0, len(outcome) - 1))) if account != steady else set()
            sure = len(outcome) - uncertain
            rows += [(*each[:-1], place >= sure) for place, each in enumerate(outcome) if place not in gaps]
            rows += _said(draw, unit, account, until)
    return rows, until


def _sign(account: int) -> int:
    return 1 if account == FEES else -1


def _line(draw: st.DrawFn, unit: int, account: int, until: int, years: int) -> list[LedgerRow]:
    """The outcome of a line for some whole years and the months of 2026."""
    base = _sign(account) * draw(st.integers(1, 100_000))
    months = pattern(base, base * draw(st.sampled_from([0, 0.3, 1])), draw(st.integers(0, 11)), 36)
    before = [
        each for year in range(2026 - years, 2026) for each in booked(unit, account, year, *months[:12])
    ]
    return [*before, *booked(unit, account, 2026, *months[24 : 24 + until])]


def _said(draw: st.DrawFn, unit: int, account: int, until: int) -> list[LedgerRow]:
    """Perhaps a budget of a line, and perhaps the controller's word on it."""
    rows: list[LedgerRow] = []
    if draw(st.booleans()):
        rows += budgeted(unit, account, 2026, *[_sign(account) * draw(st.integers(0, 100_000))] * 12)
    for month in draw(st.sets(st.integers(1, until), max_size=2)):
        rows.append(
            forecast(unit, account, 2026, f"2026-{month:02d}", _sign(account) * draw(st.integers(1, 10**6)))
        )
    return rows
