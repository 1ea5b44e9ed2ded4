"""The questions about locked periods: the locks, and how much had been reported when one was made.

An engine bound to an earlier moment (`as_of`) is answered as of then.
"""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine, func, select

from data.as_of import OFFICE_TIME, in_force, moment_of, recorded
from data.booked import PLACE
from data.frames import frame_of
from data.models import Amount, Measurement, PeriodLock, Unit
from data.models.base import table_of
from data.queries import FIGURE_KEY
from metrics.locking import Lock, lies_within
from metrics.periods import PER_YEAR, Period

WORDS = ("unit", "withdrawn_by", "opened_because")


def locks(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return every lock of an organisation, opened ones too, the latest first.

    `id`, `unit_id` (Int64, NA = the whole organisation), `unit` (empty for the whole), `period`, `reason`,
    `role`, `recorded_at`, `withdrawn_at` (UTC, NaT while in force), `withdrawn_by`, `opened_because`.
    """
    table, unit, moment = table_of(PeriodLock), table_of(Unit), moment_of(engine)
    names = "id unit_id period reason role recorded_at withdrawn_at withdrawn_by opened_because".split()
    question = (
        select(*[table.c[name] for name in names], unit.c.name.label("unit"))
        .join(unit, unit.c.id == table.c.unit_id, isouter=True)
        .where(table.c.organisation_id == organisation_id, recorded(table, moment))
        .order_by(table.c.recorded_at.desc(), table.c.id.desc())
    )
    frame = frame_of(engine, question, days=["recorded_at", "withdrawn_at"])
    if moment is not None:
        later = frame["withdrawn_at"] > moment
        frame.loc[later, ["withdrawn_at", "withdrawn_by", "opened_because"]] = None
    told = {name: frame[name].fillna("").astype("str") for name in WORDS}
    return frame.astype({"unit_id": "Int64"}).assign(**told)


def standing_locks(known: pd.DataFrame) -> tuple[Lock, ...]:
    """Return those of `locks` that are in force, the first made first, with the time where the office is."""
    return tuple(
        Lock(
            id=int(row["id"]),
            unit_id=None if pd.isna(row["unit_id"]) else int(row["unit_id"]),
            unit=row["unit"],
            period=Period.parse(row["period"]),
            reason=row["reason"],
            role=row["role"],
            locked_at=row["recorded_at"].tz_convert(OFFICE_TIME),
        )
        for row in known[known["withdrawn_at"].isna()].iloc[::-1].to_dict("records")
    )


def reported_count(engine: Engine, unit_ids: Sequence[int], period: Period, until: datetime) -> int:
    """Return how many figures and amounts of some units stood within a period at a time."""
    figure, amount = table_of(Measurement), table_of(Amount)
    codes = _codes_within(period)
    number = 0
    with engine.connect() as connection:
        for table, key in ((figure, FIGURE_KEY), (amount, PLACE)):
            question = select(func.count()).where(
                table.c.unit_id.in_(unit_ids), table.c.period.in_(codes), in_force(table, key, until)
            )
            number += connection.scalar(question) or 0
    return number


def _codes_within(period: Period) -> list[str]:
    """Return the codes of all periods that lie within one, itself included."""
    every = (Period(kind, period.year, place + 1) for kind, most in PER_YEAR.items() for place in range(most))
    return [each.code for each in every if lies_within(each, period)]
