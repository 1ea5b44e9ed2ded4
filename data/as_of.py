"""The store as it looked at an earlier moment: an engine bound to it, and what a question then counts.

A question put to a bound engine is answered with what had been recorded by its moment: of each figure the
newest word by then, and of what can be taken back what had not been. Plans, targets, definitions, units and
names are not kept by day. Without a moment the conditions are those of what is in force now.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Engine, FromClause, and_, or_, select, true

from data.models.base import now

MOMENT, KEPT_AWAY = "lagesbild_as_of", "lagesbild_kept_away"
EARLIER_LOOK = "Du ser ett tidigare läge. Gå tillbaka till i dag för att skriva något."
OFFICE_TIME = ZoneInfo("Europe/Stockholm")

Kept = Mapping[tuple[int, int, str], str]
"""Unit, indicator and period of a figure that is kept from readers -> the state it is shown with."""


def as_it_looked(engine: Engine, moment: datetime, kept_away: Kept | None = None) -> Engine:
    """Return an engine that answers as the store looked at a moment, and shares the connections.

    `kept_away` are the figures that are a secret today: they were no more to be shown then.
    """
    return engine.execution_options(**{MOMENT: moment.astimezone(UTC), KEPT_AWAY: kept_away or {}})


def moment_of(engine: Engine) -> datetime | None:
    """Return the moment that an engine is bound to, None for now."""
    moment: datetime | None = engine.get_execution_options().get(MOMENT)
    return moment


def kept_away_of(engine: Engine) -> Kept:
    """Return the figures that a bound engine keeps from readers; none for one that isn't bound."""
    kept: Kept = engine.get_execution_options().get(KEPT_AWAY, {})
    return kept


def end_of(day: date) -> datetime:
    """Return the last moment of a day where the office is, in UTC: what was recorded that evening is in."""
    midnight = datetime.combine(day + timedelta(days=1), time(), OFFICE_TIME)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def office_time(moment: datetime) -> datetime:
    """Return a moment as the time where the office is; one without a zone, as SQLite gives it, is in UTC."""
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(OFFICE_TIME)


def day_of(moment: datetime) -> date:
    """Return the day that a moment is, where the office is; one without a zone is in UTC."""
    return office_time(moment).date()


def office_day() -> date:
    """Return the day that it is where the office is, whatever the server's own time."""
    return day_of(now())


def recorded(table: FromClause, moment: datetime | None) -> ColumnElement[bool]:
    """Return the condition that a row had been recorded by a moment; with None every row had."""
    return true() if moment is None else table.c.recorded_at <= moment


def standing(table: FromClause, moment: datetime | None) -> ColumnElement[bool]:
    """Return the condition that a row which can be taken back had been recorded and not yet taken back."""
    if moment is None:
        return table.c.withdrawn_at.is_(None)
    return recorded(table, moment) & or_(table.c.withdrawn_at.is_(None), table.c.withdrawn_at > moment)


def latest_word(table: FromClause, key: Sequence[str], moment: datetime | None) -> ColumnElement[bool]:
    """Return the condition that a row is the newest word on what `key` names, among those by a moment.

    Answered by the unique key of `key` and `revision` alone where there is no moment.
    """
    newer = getattr(table, "element", table).alias("newer")
    same = [newer.c[name] == table.c[name] for name in key]
    if moment is None:
        return ~select(newer.c.id).where(*same, newer.c.revision == table.c.revision + 1).exists()
    later = (newer.c.revision > table.c.revision, recorded(newer, moment))
    return and_(recorded(table, moment), ~select(newer.c.id).where(*same, *later).exists())


def in_force(table: FromClause, key: Sequence[str], moment: datetime | None) -> ColumnElement[bool]:
    """Return the condition that a row is the newest word by a moment, and that its import was not undone."""
    return latest_word(table, key, moment) & ~table.c.taken_back
