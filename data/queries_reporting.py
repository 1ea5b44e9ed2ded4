"""The questions about deliveries: what has come, what is marked as ready, and what has been said of figures.

Frames out. Of every noun the highest revision answers; an engine bound to an earlier moment (`as_of`) is
answered as of then.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import Engine, exists, select

from data.as_of import in_force, latest_word, moment_of
from data.frames import frame_of
from data.models import Delivery, FigureComment, Import, Indicator, Measurement, Unit
from data.models.base import table_of
from data.queries import FIGURE_KEY, FIGURE_TYPES


def known_figures(engine: Engine, organisation_id: int, *, first_day: date, last_day: date) -> pd.DataFrame:
    """Return what is known of an organisation's measured figures, without the numbers.

    `unit_id`, `indicator_id`, `period`, `state`: periods that lie between the two days.
    """
    table, unit, indicator = table_of(Measurement), table_of(Unit), table_of(Indicator)
    ours = select(unit.c.id).where(unit.c.organisation_id == organisation_id)
    measured = select(indicator.c.id).where(
        indicator.c.organisation_id == organisation_id, indicator.c.derivation.is_(None)
    )
    question = select(*[table.c[name] for name in ("unit_id", "indicator_id", "period", "state")]).where(
        table.c.unit_id.in_(ours),
        table.c.indicator_id.in_(measured),
        table.c.period_start >= first_day,
        table.c.period_end <= last_day,
        in_force(table, FIGURE_KEY, moment_of(engine)),
    )
    return frame_of(engine, question)


def units_with_history(engine: Engine, organisation_id: int, last_day: date) -> list[int]:
    """Return the units that have any figure at all by the end of a day; what was undone is none."""
    table, unit = table_of(Measurement), table_of(Unit)
    any_figure = exists().where(
        table.c.unit_id == unit.c.id,
        table.c.period_end <= last_day,
        in_force(table, FIGURE_KEY, moment_of(engine)),
    )
    question = select(unit.c.id).where(unit.c.organisation_id == organisation_id, any_figure)
    with engine.connect() as connection:
        return list(connection.scalars(question))


def deliveries(engine: Engine, organisation_id: int, periods: Sequence[str]) -> pd.DataFrame:
    """Return the word in force on each unit's delivery of some months.

    `unit_id`, `period`, `state`, `role`, `revision`, `recorded_at` (datetime64, UTC).
    """
    table = table_of(Delivery)
    names = "unit_id period state role revision recorded_at".split()
    question = select(*[table.c[name] for name in names]).where(
        table.c.organisation_id == organisation_id,
        table.c.period.in_(periods),
        latest_word(table, ("unit_id", "period"), moment_of(engine)),
    )
    return frame_of(engine, question.order_by(table.c.unit_id, table.c.period), days=["recorded_at"])


def figures_in_force(engine: Engine, unit_id: int, periods: Sequence[str]) -> pd.DataFrame:
    """Return the word in force on each of a unit's figures of some periods, and who said it.

    `indicator_id`, `period`, `revision`, `value`, `numerator`, `denominator`, `n`, `state`, `comment`,
    `taken_back`, `role`, `source`, `recorded_at` (datetime64, UTC).
    """
    table, imports = table_of(Measurement), table_of(Import)
    names = "indicator_id period revision value numerator denominator n state comment taken_back recorded_at"
    question = (
        select(
            *[table.c[name] for name in names.split()],
            imports.c.recorded_by.label("role"),
            imports.c.source,
        )
        .join(imports, imports.c.id == table.c.import_id)
        .where(
            table.c.unit_id == unit_id,
            table.c.period.in_(periods),
            latest_word(table, FIGURE_KEY, moment_of(engine)),
        )
    )
    frame = frame_of(engine, question, days=["recorded_at"]).astype(FIGURE_TYPES)
    return frame.astype({"taken_back": bool})


def comments(engine: Engine, unit_ids: Sequence[int], periods: Sequence[str] | None = None) -> pd.DataFrame:
    """Return the comment in force on each figure of some units, oldest period first.

    `unit_id`, `indicator_id`, `period`, `analysis`, `planned`, `role`, `revision`,
    `recorded_at` (datetime64, UTC). Without `periods` those of all.
    """
    table = table_of(FigureComment)
    names = "unit_id indicator_id period analysis planned role revision recorded_at".split()
    question = select(*[table.c[name] for name in names]).where(
        table.c.unit_id.in_(unit_ids), latest_word(table, FIGURE_KEY, moment_of(engine))
    )
    if periods is not None:
        question = question.where(table.c.period.in_(periods))
    return frame_of(engine, question.order_by(table.c.period, table.c.unit_id), days=["recorded_at"])
