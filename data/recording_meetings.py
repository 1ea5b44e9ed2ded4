"""Writing down meetings, and what is decided at them or between them.

Each act is one entry (see `entering`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, select, update

from data.entering import checked, entered, owned_by, strangers, taken_back, transaction
from data.gate import hold
from data.models import Decision, Indicator, Meeting, Unit
from data.models.base import Base, now, table_of
from data.models.meeting import DecisionIn, MeetingIn
from data.recording import RecordingError, inserted_id
from metrics.vocabulary import Direction

Given = Mapping[str, Any]
NOBODY_PRESENT = "present: skriv vilka roller som är med; utan dem är mötet bara planerat"


def record_meeting(
    engine: Engine, *, organisation_id: int, unit_id: int, given: Given, after: date | None = None
) -> int:
    """Write down that a unit's management meets on a day; return the meeting's number.

    `given` are `held_on`, `present` (roles), `note` and `role`. Raises RecordingError if anything in it can't
    be, if there is a meeting that day already, or if the day is not `after` the one that is named.
    """
    meeting = checked(MeetingIn, given)
    if after is not None and meeting.held_on <= after:
        raise RecordingError([f"held_on: ska vara efter {after}, dagen för det här mötet"])
    with transaction(engine) as connection:
        hold(connection, organisation_id, alone=True)  # so that of two alike one is seen by the other
        return _met(connection, organisation_id, unit_id, meeting)


def start_meeting(
    engine: Engine, *, organisation_id: int, unit_id: int, given: Given, planned_id: int | None = None
) -> int:
    """Write down that a meeting begins, in place of the one that was planned if any; return its number.

    `given` are as for `record_meeting`. Raises RecordingError if anything in it can't be, if nobody is
    present, if there is another meeting that day, or if the planned one is not the unit's, has been started
    or taken back meanwhile, or has decisions, which would be left out of the minutes; then it stands.
    """
    meeting = checked(MeetingIn, given)
    if not meeting.present:
        raise RecordingError([NOBODY_PRESENT])
    with transaction(engine) as connection:
        hold(connection, organisation_id, alone=True)  # so that of two who start it one sees the other
        if planned_id is not None:
            problems = list(strangers(connection, organisation_id, Meeting, "meeting_id", [planned_id]))
            if problems:
                raise RecordingError(problems)
            _replace(connection, unit_id, planned_id, meeting.role)
        return _met(connection, organisation_id, unit_id, meeting)


def _met(connection: Connection, organisation_id: int, unit_id: int, meeting: MeetingIn) -> int:
    """Write a checked meeting of a unit; raises RecordingError if there is one that day."""
    table = table_of(Meeting)
    problems = list(strangers(connection, organisation_id, Unit, "unit_id", [unit_id]))
    same_day = select(table.c.role).where(
        table.c.unit_id == unit_id, table.c.held_on == meeting.held_on, table.c.withdrawn_at.is_(None)
    )
    held = connection.execute(same_day).first()
    if held and not problems:  # of strangers nothing is told
        problems.append(f"held_on: mötet {meeting.held_on} är redan upplagt av rollen {held.role}")
    if problems:
        raise RecordingError(problems)
    import_id = entered(connection, organisation_id, meeting.role, "Möte")
    return add_meeting(connection, meeting, unit_id, owned_by(organisation_id, import_id))


def _replace(connection: Connection, unit_id: int, planned_id: int, role: str) -> None:
    """Let a unit's planned meeting give way to the one that is held; it stays in the store.

    One with decisions has been held, and gives way to none.
    """
    table, decision = table_of(Meeting), table_of(Decision)
    mine = (table.c.id == planned_id, table.c.unit_id == unit_id, table.c.withdrawn_at.is_(None))
    gone = update(table).where(*mine).values(withdrawn_at=now(), withdrawn_by=role)
    if connection.execute(gone).rowcount != 1:
        raise RecordingError(
            ["meeting_id: mötet har just startats eller tagits tillbaka av någon annan; läs in sidan igen"]
        )
    taken = (decision.c.meeting_id == planned_id, decision.c.withdrawn_at.is_(None))
    if connection.execute(select(decision.c.id).where(*taken)).first():
        raise RecordingError(["meeting_id: beslut är redan tagna på mötet; läs in sidan igen"])


def add_meeting(connection: Connection, meeting: MeetingIn, unit_id: int, owned: Given) -> int:
    """Write a checked meeting; `owned` is organisation and import, and when it was recorded if not now."""
    row = {"recorded_at": now(), **owned, **meeting.model_dump(), "unit_id": unit_id}
    return inserted_id(connection, table_of(Meeting), row)


def withdraw_meeting(engine: Engine, *, meeting_id: int, role: str) -> None:
    """Take a meeting back; its decisions stand.

    Raises RecordingError if the role is missing, or if no such meeting stands.
    """
    otherwise = f"meeting_id: mötet {meeting_id} finns inte eller är redan taget tillbaka"
    taken_back(engine, Meeting, meeting_id, role, note="Möte tas tillbaka", otherwise=otherwise)


def record_decision(
    engine: Engine,
    *,
    organisation_id: int,
    unit_id: int,
    given: Given,
    indicator_id: int | None = None,
    meeting_id: int | None = None,
) -> int:
    """Write down a decision of a unit, perhaps on an indicator and at a meeting; return its number.

    `given` are `text`, `responsible` (a work role), `starts_on`, `expected` (up or down on an indicator, else
    none), `follow_up_on` (None = not said) and `role`. Raises RecordingError if anything in it can't be, or
    if the same is decided already.
    """
    decision = checked(DecisionIn, given)
    place = {"unit_id": unit_id, "indicator_id": indicator_id, "meeting_id": meeting_id}
    with transaction(engine) as connection:
        hold(connection, organisation_id, alone=True)  # so that of two alike one is seen by the other
        problems = _unknown(connection, organisation_id, place)
        if (indicator_id is None) != (decision.expected == Direction.NONE):
            needed = "välj åt vilket håll siffran väntas gå" if indicator_id else "hör till en indikator"
            problems.append(f"expected: {needed}")
        if not problems:  # of strangers nothing is told
            problems += _decided_already(connection, decision, place)
            problems += _meeting_taken_back(connection, meeting_id)
        if problems:
            raise RecordingError(problems)
        import_id = entered(connection, organisation_id, decision.role, "Beslut")
        return add_decision(connection, decision, place, owned_by(organisation_id, import_id))


def add_decision(
    connection: Connection, decision: DecisionIn, place: Mapping[str, int | None], owned: Given
) -> int:
    """Write a checked decision; `place` is `unit_id`, `indicator_id` and `meeting_id`, `owned` the rest."""
    row = {"recorded_at": now(), **owned, **decision.model_dump(), **place}
    return inserted_id(connection, table_of(Decision), row)


def withdraw_decision(engine: Engine, *, decision_id: int, role: str) -> None:
    """Take a decision back; it stays. Raises RecordingError if the role is missing, or if none stands."""
    otherwise = f"decision_id: beslutet {decision_id} finns inte eller är redan taget tillbaka"
    taken_back(engine, Decision, decision_id, role, note="Beslut tas tillbaka", otherwise=otherwise)


def _unknown(connection: Connection, organisation_id: int, place: Mapping[str, int | None]) -> list[str]:
    """Return a problem for each of unit, indicator and meeting that is none of the organisation's."""
    nouns: dict[str, type[Base]] = {"unit_id": Unit, "indicator_id": Indicator, "meeting_id": Meeting}
    return [
        problem
        for column, model in nouns.items()
        if (number := place[column]) is not None
        for problem in strangers(connection, organisation_id, model, column, [number])
    ]


def _decided_already(
    connection: Connection, decision: DecisionIn, place: Mapping[str, int | None]
) -> list[str]:
    table = table_of(Decision)
    same = [table.c[name] == place[name] for name in ("unit_id", "indicator_id")]
    wanted = (table.c.text == decision.text, table.c.starts_on == decision.starts_on)
    held = select(table.c.role).where(*same, *wanted, table.c.withdrawn_at.is_(None))
    found = connection.execute(held).first()
    return [f"text: «{decision.text}» är redan beslutat, av rollen {found.role}"] if found else []


def _meeting_taken_back(connection: Connection, meeting_id: int | None) -> list[str]:
    """Return a problem if the meeting has been taken back, perhaps since its page was read."""
    table = table_of(Meeting)
    gone = select(table.c.withdrawn_by).where(table.c.id == meeting_id, table.c.withdrawn_at.is_not(None))
    by = None if meeting_id is None else connection.scalar(gone)
    return [f"meeting_id: mötet är taget tillbaka, av rollen {by}; läs in sidan igen"] if by else []
