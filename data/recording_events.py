"""Recording what has happened, and decisions that an indicator's limits are counted anew.

Each of the three acts is one entry (see `entering`): a transaction with an import of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from data.entering import checked, entered, owned_by, strangers, taken_back, transaction
from data.models import Event, EventIndicator, EventUnit, Indicator, Rebase, Unit
from data.models.base import Base, now, table_of
from data.models.event import EventIn, RebaseIn, ToldEventIn
from data.recording import RecordingError, inserted_id
from metrics.periods import Period
from metrics.vocabulary import Periodicity


@dataclass(frozen=True)
class RecordedEvent:
    """An event as it was stored. Without indicators and units it concerns all of them."""

    id: int
    happened_on: date
    text: str
    role: str
    indicator_ids: tuple[int, ...]
    unit_ids: tuple[int, ...]


@dataclass(frozen=True)
class RecordedRebase:
    """A decision on new limits as it was stored."""

    id: int
    indicator_id: int
    unit_id: int
    starts_on: date
    reason: str
    role: str


def record_event(
    engine: Engine,
    *,
    organisation_id: int,
    happened_on: date,
    text: str,
    role: str,
    indicator_ids: Sequence[int] = (),
    unit_ids: Sequence[int] = (),
) -> RecordedEvent:
    """Record an event of an organisation; without indicators and units it concerns all of them.

    Raises RecordingError if the text is empty, too long or holds a personal identity number, if the
    role is missing, if an indicator or unit is not the organisation's, or if the same stands there.
    """
    given = {"happened_on": happened_on, "text": text, "recorded_by": role}
    event = checked(ToldEventIn, given)
    links = sorted(set(indicator_ids)), sorted(set(unit_ids))
    with transaction(engine) as connection:
        import_id = entered(connection, organisation_id, event.recorded_by, "Händelse")
        problems = list(strangers(connection, organisation_id, Indicator, "indicator_ids", links[0]))
        problems += strangers(connection, organisation_id, Unit, "unit_ids", links[1])
        if (event.happened_on, event.text, *map(tuple, links)) in events_held(connection, organisation_id):
            problems.append(f"text: «{event.text}» den {event.happened_on} finns redan")
        if problems:
            raise RecordingError(problems)
        owned = owned_by(organisation_id, import_id)
        number = add_event(connection, event, owned, *links)
    return RecordedEvent(
        number, event.happened_on, event.text, event.recorded_by, tuple(links[0]), tuple(links[1])
    )


def record_rebase(
    engine: Engine,
    *,
    organisation_id: int,
    indicator_id: int,
    unit_id: int,
    starts_on: date,
    reason: str,
    role: str,
) -> RecordedRebase:
    """Record the decision that new limits apply to an indicator at a unit from a day.

    Raises RecordingError if that day does not begin a period of the indicator, if reason or role
    is missing or too long, or if there is a decision for that day already.
    """
    rebase = checked(RebaseIn, {"starts_on": starts_on, "reason": reason, "role": role})
    with transaction(engine) as connection:
        import_id = entered(connection, organisation_id, rebase.role, "Nya gränser")
        owned = owned_by(organisation_id, import_id)
        number = add_rebase(connection, rebase, owned, indicator_id, unit_id)
    return RecordedRebase(number, indicator_id, unit_id, rebase.starts_on, rebase.reason, rebase.role)


def withdraw_rebase(engine: Engine, *, rebase_id: int, role: str) -> RecordedRebase:
    """Take a decision on new limits back; it stays in the store, with who did so and when.

    Raises RecordingError if the role is missing, or if no such decision is in force.
    """
    otherwise = f"rebase_id: beslutet {rebase_id} finns inte eller är redan taget tillbaka"
    row = taken_back(engine, Rebase, rebase_id, role, note="Nya gränser tas tillbaka", otherwise=otherwise)
    return RecordedRebase(row.id, row.indicator_id, row.unit_id, row.starts_on, row.reason, row.role)


def add_event(
    connection: Connection,
    event: EventIn,
    owned: Mapping[str, int],
    indicator_ids: Sequence[int],
    unit_ids: Sequence[int],
) -> int:
    """Write a checked event with its links; `owned` is organisation, import and perhaps plan."""
    row = {"recorded_by": "", **event.model_dump(include=set(ToldEventIn.model_fields))}
    number = inserted_id(connection, table_of(Event), {**owned, **row, "recorded_at": now()})
    ties: list[tuple[type[Base], str, Sequence[int]]] = [
        (EventIndicator, "indicator_id", indicator_ids),
        (EventUnit, "unit_id", unit_ids),
    ]
    for model, column, numbers in ties:
        rows = [
            {"organisation_id": owned["organisation_id"], "event_id": number, column: each}
            for each in numbers
        ]
        if rows:
            connection.execute(insert(table_of(model)), rows)
    return number


EventKey = tuple[date, str, tuple[int, ...], tuple[int, ...]]


def events_held(
    connection: Connection, organisation_id: int, plan_id: int | None = None
) -> dict[EventKey, int]:
    """Return what each event says and concerns -> its number, of an organisation or of one plan only."""
    event = table_of(Event)
    mine = event.c.organisation_id == organisation_id
    question = select(event.c.id, event.c.happened_on, event.c.text).where(mine)
    if plan_id is not None:
        question = question.where(event.c.plan_id == plan_id)
    indicators = event_links(connection, EventIndicator, organisation_id)
    units = event_links(connection, EventUnit, organisation_id)
    return {
        (row.happened_on, row.text, tuple(indicators.get(row.id, ())), tuple(units.get(row.id, ()))): row.id
        for row in connection.execute(question)
    }


def event_links(
    connection: Connection, model: type[EventIndicator] | type[EventUnit], organisation_id: int
) -> dict[int, list[int]]:
    """Return event -> the indicators or units that it concerns, in order of number."""
    table = table_of(model)
    column = table.c.indicator_id if model is EventIndicator else table.c.unit_id
    question = select(table.c.event_id, column).where(table.c.organisation_id == organisation_id)
    links: dict[int, list[int]] = {}
    for event_id, number in connection.execute(question.order_by(column)):
        links.setdefault(event_id, []).append(number)
    return links


def add_rebase(
    connection: Connection, rebase: RebaseIn, owned: Mapping[str, int], indicator_id: int, unit_id: int
) -> int:
    """Write a checked decision, within the caller's transaction. Raises RecordingError."""
    organisation_id = owned["organisation_id"]
    problems = list(strangers(connection, organisation_id, Indicator, "indicator_id", [indicator_id]))
    problems += strangers(connection, organisation_id, Unit, "unit_id", [unit_id])
    if not problems:
        problems += _untimely(connection, indicator_id, unit_id, rebase.starts_on)
    if problems:
        raise RecordingError(problems)
    subject = {"indicator_id": indicator_id, "unit_id": unit_id, "recorded_at": now()}
    try:
        return inserted_id(connection, table_of(Rebase), {**rebase.model_dump(), **owned, **subject})
    except IntegrityError as error:  # someone else decided the same in the same moment
        raise RecordingError([_decided_already(rebase.starts_on)]) from error


def _untimely(connection: Connection, indicator_id: int, unit_id: int, starts_on: date) -> Iterator[str]:
    """A day within a period, or one that has been decided on already."""
    indicator, rebase = table_of(Indicator), table_of(Rebase)
    word = connection.scalars(select(indicator.c.periodicity).where(indicator.c.id == indicator_id)).one()
    period = Period.containing(starts_on, Periodicity(word))
    if period.first != starts_on:
        near = f"{period.first} ({period.label}) eller {period.shifted(1).first} ({period.shifted(1).label})"
        yield f"starts_on: {starts_on} är inte första dagen i en period. Välj {near}"
    decided = select(rebase.c.id).where(
        rebase.c.indicator_id == indicator_id,
        rebase.c.unit_id == unit_id,
        rebase.c.starts_on == starts_on,
        rebase.c.withdrawn_at.is_(None),
    )
    if connection.scalar(decided) is not None:
        yield _decided_already(starts_on)


def _decided_already(starts_on: date) -> str:
    return f"starts_on: nya gränser från {starts_on} är redan beslutade"
