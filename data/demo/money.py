"""Every amount of Exempelstad: budgets and outcomes per month, forecasts of the year per month made.

`made_in` is the month whose books a forecast builds on. Amounts are whole kronor; income is
positive and cost negative.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from data.demo.budgets import month_budgets
from data.demo.forecasts import forecast_months, forecasts
from data.demo.ledger import Line, lines
from data.demo.reporting import ADDICTION, INQUIRY, QUALITY
from data.demo.timeline import MONTHS, REPORTED_MONTHS, Floats, recorded_after
from metrics.periods import Period
from metrics.vocabulary import AmountKind, BudgetProfile

FORECAST_DAY = 12
FORECASTER = "Controller"
# Unit, account, kind, period, month made in (empty but for forecasts), comment.
COMMENTS = (
    (
        QUALITY,
        "arbetsgivaravgifter",
        AmountKind.OUTCOME,
        "2025-12",
        "",
        "Pensionsskulden räknades om i bokslutet.",
    ),
    (
        INQUIRY,
        "placering-hvb",
        AmountKind.OUTCOME,
        "2025-09",
        "",
        "Kraftig ökning av nya placeringar under sensommaren.",
    ),
    (INQUIRY, "placering-hvb", AmountKind.OUTCOME, "2025-12", "", "Högsta månadskostnaden hittills."),
    (INQUIRY, "placering-hvb", AmountKind.FORECAST, "2025", "2025-08", "Ökningen bedöms vara tillfällig."),
    (
        INQUIRY,
        "placering-hvb",
        AmountKind.FORECAST,
        "2025",
        "2025-11",
        "Fler placeringar än väntat kvarstår över årsskiftet.",
    ),
    (
        INQUIRY,
        "inhyrda-konsulter",
        AmountKind.OUTCOME,
        "2025-10",
        "",
        "Konsulter täcker vakanser i utredningsgruppen.",
    ),
    (
        INQUIRY,
        "placering-hvb",
        AmountKind.FORECAST,
        "2026",
        "2026-10",
        "Placeringarna minskar, men långsammare än budget.",
    ),
    (
        ADDICTION,
        "placering-hvb",
        AmountKind.FORECAST,
        "2026",
        "2026-08",
        "Två placeringar beräknas avslutas under hösten.",
    ),
)


def amounts() -> pd.DataFrame:
    """Return every amount. The same call gives the same frame, always.

    Columns: unit, account, kind, year, period, made_in, amount, preliminary, comment, role,
    profile, recorded_at.
    """
    every = list(lines())
    budgets = [month_budgets(line) for line in every]
    frame = pd.concat(
        [_budgets(every, budgets), _outcomes(every), _forecasts(every, budgets)], ignore_index=True
    )
    return _commented(frame)


def _budgets(every: Sequence[Line], budgets: Sequence[Floats]) -> pd.DataFrame:
    recorded = [datetime(month.year - 1, 12, 15, 9, 0, tzinfo=UTC) for month in MONTHS]
    frame = _block(every, AmountKind.BUDGET, MONTHS, recorded, budgets)
    even = [np.ptp(line.profile) == 0 for line in every]
    spread = np.where(np.repeat(even, len(MONTHS)), BudgetProfile.STRAIGHT.value, BudgetProfile.TYPED.value)
    return frame.assign(profile=spread)


def _outcomes(every: Sequence[Line]) -> pd.DataFrame:
    """Return the booked months; the last is preliminary."""
    recorded = [recorded_after(month) for month in REPORTED_MONTHS]
    booked = [line.outcome[: len(REPORTED_MONTHS)] for line in every]
    frame = _block(every, AmountKind.OUTCOME, REPORTED_MONTHS, recorded, booked)
    frame["preliminary"] = frame["period"] == REPORTED_MONTHS[-1].code
    return frame


def _forecasts(every: Sequence[Line], budgets: Sequence[Floats]) -> pd.DataFrame:
    made = [Period.parse(f"{year}-{month:02d}") for year, month in forecast_months()]
    years = [Period.parse(f"{month.year}") for month in made]
    recorded = [recorded_after(month, FORECAST_DAY) for month in made]
    views = [forecasts(line, budget) for line, budget in zip(every, budgets, strict=True)]
    frame = _block(every, AmountKind.FORECAST, years, recorded, views)
    frame["made_in"] = [month.code for month in made] * len(every)
    frame["role"] = FORECASTER
    return frame


def _block(
    every: Sequence[Line],
    kind: AmountKind,
    periods: Sequence[Period],
    recorded: Sequence[datetime],
    values: Sequence[Floats],
) -> pd.DataFrame:
    """Return one row per line and period."""
    times = len(periods)
    return pd.DataFrame(
        {
            "unit": np.repeat([line.unit for line in every], times),
            "account": np.repeat([line.account for line in every], times),
            "kind": kind.value,
            "year": [period.year for period in periods] * len(every),
            "period": [period.code for period in periods] * len(every),
            "made_in": "",
            "amount": np.concatenate(values) + 0.0,
            "preliminary": False,
            "comment": "",
            "role": "",
            "profile": "",
            "recorded_at": pd.to_datetime(list(recorded) * len(every)),
        }
    )


def _commented(frame: pd.DataFrame) -> pd.DataFrame:
    for place, text in _comment_places(frame):
        frame.loc[place, "comment"] = text
    return frame


def _comment_places(frame: pd.DataFrame) -> Iterator[tuple[pd.Series, str]]:
    for unit, account, kind, period, made_in, text in COMMENTS:
        yield (
            (
                (frame["unit"] == unit)
                & (frame["account"] == account)
                & (frame["kind"] == kind.value)
                & (frame["period"] == period)
                & (frame["made_in"] == made_in)
            ),
            text,
        )
