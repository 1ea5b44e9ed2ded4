"""Questions about time limits and coming deadlines: what an office has written down, and what is counted.

An engine bound to an earlier moment (`as_of`) is answered as of then.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Engine, FromClause, func, select, true

from data.as_of import moment_of, recorded
from data.frames import frame_of
from data.models import Activity, DeadlineCount, Import, Indicator, Objective, TimeRule
from data.models.base import table_of

LEAD_TIME = "ndläggningstid"
"""What every Swedish word for lead time has in it, whether it begins a sentence or not."""


def written_rules(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return the limits that an office has written down itself, first recorded first.

    `id`, `indicator_id`, `case_kind`, `name` (the indicator's), `applies_from` (datetime64), `time_limit`,
    `limit_unit`, `judged_by`, `law`, `role`, `recorded_at` (datetime64).
    """
    rule, indicator = table_of(TimeRule), table_of(Indicator)
    names = "id indicator_id applies_from time_limit limit_unit judged_by law role recorded_at".split()
    question = (
        select(*[rule.c[name] for name in names], indicator.c.case_kind, indicator.c.name)
        .join(indicator, indicator.c.id == rule.c.indicator_id)
        .where(rule.c.organisation_id == organisation_id, recorded(rule, moment_of(engine)))
        .order_by(rule.c.id)
    )
    return frame_of(engine, question, days=["applies_from", "recorded_at"])


def said_of_lead_times(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return what the goals and undertakings of an office's plans say of lead times, in their own words.

    `title`, `responsible` (empty where nobody is named) and `source`, in the order they came in.
    """
    told = []
    for table in (table_of(Objective), table_of(Activity)):
        question = (
            select(table.c.title, table.c.responsible, table.c.source)
            .where(table.c.organisation_id == organisation_id, table.c.title.ilike(f"%{LEAD_TIME}%"))
            .order_by(table.c.id)
        )
        told.append(frame_of(engine, question))
    return pd.concat(told, ignore_index=True)


def latest_count(engine: Engine, organisation_id: int, last_day: date) -> date | None:
    """Return the latest day, not after `last_day`, on which coming deadlines were counted; None if never."""
    table = table_of(DeadlineCount)
    question = select(func.max(table.c.counted_on)).where(
        table.c.organisation_id == organisation_id, table.c.counted_on <= last_day, _came_in(engine, table)
    )
    with engine.connect() as connection:
        day: date | None = connection.scalar(question)
    return day


def deadline_counts(engine: Engine, unit_ids: Sequence[int], counted_on: date) -> pd.DataFrame:
    """Return the coming deadlines of some units as counted on a day, the first due first.

    `unit_id`, `indicator_id`, `due_from` (datetime64), `open_cases`, `closed_cases`. Of several counts of the
    same day, unit and indicator the latest holds, whole.
    """
    table, newer = table_of(DeadlineCount), table_of(DeadlineCount).alias("newer")
    same = (
        newer.c.unit_id == table.c.unit_id,
        newer.c.indicator_id == table.c.indicator_id,
        newer.c.counted_on == table.c.counted_on,
        newer.c.import_id > table.c.import_id,
        _came_in(engine, newer),
    )
    names = "unit_id indicator_id due_from open_cases closed_cases".split()
    question = (
        select(*[table.c[name] for name in names])
        .where(
            table.c.unit_id.in_(unit_ids),
            table.c.counted_on == counted_on,
            _came_in(engine, table),
            ~select(newer.c.id).where(*same).exists(),
        )
        .order_by(table.c.due_from, table.c.unit_id, table.c.indicator_id)
    )
    return frame_of(engine, question, days=["due_from"])


def _came_in(engine: Engine, table: FromClause) -> ColumnElement[bool]:
    """Return the condition that a count's import had come in by the moment an engine is bound to."""
    moment = moment_of(engine)
    if moment is None:
        return true()
    imports = table_of(Import)
    return table.c.import_id.in_(select(imports.c.id).where(recorded(imports, moment)))
