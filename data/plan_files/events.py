"""The events of a plan file: they follow the file, and those that stay the same stay untouched."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete

from data.models import Event, EventIndicator, EventUnit
from data.models.base import table_of
from data.plan_files.entries import EventEntry
from data.recording_events import EventKey, add_event, events_held


def follow_events(
    connection: Connection,
    entries: Sequence[EventEntry],
    told: Mapping[str, int],
    units: Mapping[str, int],
    indicators: Mapping[str, int],
) -> None:
    """Bring a plan's events in step with its file; `told` is organisation, plan and import."""
    held = events_held(connection, told["organisation_id"], told["plan_id"])
    wanted = {_key(entry, units, indicators): entry for entry in entries}
    gone = [number for key, number in held.items() if key not in wanted]
    for model in (EventIndicator, EventUnit):
        links = table_of(model)
        connection.execute(delete(links).where(links.c.event_id.in_(gone)))
    connection.execute(delete(table_of(Event)).where(table_of(Event).c.id.in_(gone)))
    for key, entry in wanted.items():
        if key not in held:
            add_event(connection, entry, told, key[2], key[3])


def _key(entry: EventEntry, units: Mapping[str, int], indicators: Mapping[str, int]) -> EventKey:
    """Return what an entry says and concerns, as the store holds it."""
    indicator_ids = sorted({indicators[code] for code in entry.indicators})
    unit_ids = sorted({units[code] for code in entry.units})
    return entry.happened_on, entry.text, tuple(indicator_ids), tuple(unit_ids)
