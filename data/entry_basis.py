"""What a form was filled from, and what anybody has saved since: the words on a unit's figures and month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select

from data.entering import SOMEONE_ELSE
from data.models import Delivery, Import, Measurement
from data.models.base import table_of
from data.recording import RecordingError
from metrics.vocabulary import DeliveryState


@dataclass(frozen=True)
class Basis:
    """What a form was filled from: the latest revision of each figure and of the delivery, 0 for none."""

    figures: Mapping[tuple[int, str], int] = field(default_factory=dict)
    delivery: int = 0


@dataclass(frozen=True)
class Newer:
    """A figure's word that is newer than the form; a value of None is a state alone."""

    indicator_id: int
    period: str
    revision: int
    value: float | None
    state: str
    taken_back: bool
    role: str
    recorded_at: datetime


class ChangedMeanwhileError(RecordingError):
    """Somebody else has saved since the form was filled; `newer` are the figures, `ready` the delivery."""

    def __init__(self, newer: Sequence[Newer], ready: str = "") -> None:
        self.newer, self.ready = list(newer), ready
        super().__init__([SOMEONE_ELSE])


def deliveries(connection: Connection, unit_id: int, month: str) -> dict[int, str]:
    """Return revision -> state of the words on a delivery."""
    table = table_of(Delivery)
    mine = select(table.c.revision, table.c.state).where(table.c.unit_id == unit_id, table.c.period == month)
    return {row.revision: row.state for row in connection.execute(mine)}


def state_of(connection: Connection, unit_id: int, month: str) -> str:
    """Return how far a unit has come with a month; empty where nobody has begun."""
    words = deliveries(connection, unit_id, month)
    return words[max(words)] if words else ""


def require_unchanged(connection: Connection, unit_id: int, month: str, basis: Basis) -> None:
    """Raise ChangedMeanwhileError if a figure has a newer word, or the month has become ready or open."""
    newer = _newer(connection, unit_id, basis)
    words = deliveries(connection, unit_id, month)
    was, now_is = words.get(basis.delivery), words.get(max(words, default=0))
    ready = now_is or "" if DeliveryState.DONE.value in (was, now_is) and was != now_is else ""
    if newer or ready:
        raise ChangedMeanwhileError(newer, ready)


def _newer(connection: Connection, unit_id: int, basis: Basis) -> list[Newer]:
    latest = latest_words(connection, unit_id, (code for _, code in basis.figures))
    names = [each.name for each in fields(Newer)]
    return [
        Newer(**{name: getattr(latest[key], name) for name in names})
        for key, revision in basis.figures.items()
        if key in latest and latest[key].revision > revision
    ]


def latest_words(connection: Connection, unit_id: int, periods: Iterable[str]) -> dict[tuple[int, str], Any]:
    """Return the latest word on each of a unit's figures of some periods, by indicator and period."""
    table, imports = table_of(Measurement), table_of(Import)
    names = "indicator_id period revision value state comment taken_back recorded_at".split()
    words = (
        select(*[table.c[name] for name in names], imports.c.recorded_by.label("role"))
        .join(imports, imports.c.id == table.c.import_id)
        .where(table.c.unit_id == unit_id, table.c.period.in_(sorted(set(periods))))
        .order_by(table.c.revision)
    )
    return {(row.indicator_id, row.period): row for row in connection.execute(words)}


def as_meanwhile(
    engine: Engine, error: RecordingError, unit_id: int, month: str, basis: Basis
) -> RecordingError:
    """Return what another writer has saved, where it was the store's own keys that stopped this one."""
    if error.problems != [SOMEONE_ELSE]:
        return error
    try:
        with engine.connect() as connection:
            require_unchanged(connection, unit_id, month, basis)
    except ChangedMeanwhileError as changed:
        return changed
    return error
