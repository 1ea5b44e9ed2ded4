"""Writing down how a plan goes: progress, risks weighed, and what it owes (redovisningar) given.

Each act is one entry (see `entering`). What was told before stays. A word is written over the `revision` that
its writer had seen (0 for none): where somebody else has told something since, nothing is written, and what
they told is said.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select

from data.as_of import office_day
from data.entering import SOMEONE_ELSE, checked, entered, owned_by, strangers, taken_back, transaction
from data.gate import hold
from data.models import Activity, Decision, FollowUp, FollowUpDelivery, Objective, Progress, RiskAssessment
from data.models.base import Base, now, table_of
from data.models.progress import SUBJECTS, FollowUpDeliveryIn, ProgressIn, RiskAssessmentIn
from data.recording import RecordingError, inserted_id
from metrics.change_words import day_words
from metrics.vocabulary import ObjectiveKind
from metrics.words import ACTIVITY_STATUS

NOUNS: Mapping[str, type[Base]] = {
    **dict(zip(SUBJECTS, (Activity, Objective, Decision), strict=True)),
    "follow_up_id": FollowUp,
}
Given = Mapping[str, Any]


def record_progress(
    engine: Engine,
    *,
    organisation_id: int,
    subject: Mapping[str, int],
    given: Given,
    revision: int,
    today: date | None = None,
) -> int:
    """Tell how far something has come, over the word of that `revision`; return the new one.

    `subject` is one of `activity_id`, `objective_id` and `decision_id`, with its number; `given` are
    `told_on`, `status`, `note` and `role`. Raises RecordingError if anything in it can't be, if it is told
    of a day after `today` (without: the office's own), if the subject isn't the organisation's or is there no
    longer, or if somebody else has told something since.
    """
    told = checked(ProgressIn, given)
    _has_been("told_on", told.told_on, today, "skriv dagen då läget gällde")
    ((column, number),) = subject.items()
    table = table_of(Progress)
    with transaction(engine) as connection:
        hold(connection, organisation_id)
        _known(connection, organisation_id, column, number)
        _held(connection, column, number)
        latest = _latest(connection, table, column, number)
        if (latest.revision if latest else 0) != revision:
            raise RecordingError([_told_meanwhile(latest)])
        import_id = entered(connection, organisation_id, told.role, "Läge i planen")
        add_progress(connection, told, subject, revision + 1, owned_by(organisation_id, import_id))
    return revision + 1


def add_progress(
    connection: Connection, told: ProgressIn, subject: Mapping[str, int], revision: int, owned: Given
) -> None:
    """Write checked progress; `owned` is organisation and import, and when it was recorded if not now."""
    row = {"recorded_at": now(), **owned, **told.model_dump(), **subject, "revision": revision}
    connection.execute(insert(table_of(Progress)).values(**row))


def record_assessment(
    engine: Engine,
    *,
    organisation_id: int,
    objective_id: int,
    given: Given,
    revision: int,
    today: date | None = None,
) -> int:
    """Weigh a risk, over the assessment of that `revision`; return the new one.

    `given` are `assessed_on`, `likelihood`, `consequence`, `note` and `role`. Raises RecordingError as
    `record_progress` does, and if the objective is no risk.
    """
    weighed = checked(RiskAssessmentIn, given)
    _has_been("assessed_on", weighed.assessed_on, today, "skriv dagen då risken bedömdes")
    table = table_of(RiskAssessment)
    with transaction(engine) as connection:
        hold(connection, organisation_id)
        _known(connection, organisation_id, "objective_id", objective_id)
        if _held(connection, "objective_id", objective_id).kind != ObjectiveKind.RISK:
            raise RecordingError([f"objective_id: {objective_id} är ingen risk i planen"])
        latest = _latest(connection, table, "objective_id", objective_id)
        if (latest.revision if latest else 0) != revision:
            raise RecordingError([_weighed_meanwhile(latest)])
        import_id = entered(connection, organisation_id, weighed.role, "Riskbedömning")
        add_assessment(connection, weighed, objective_id, revision + 1, owned_by(organisation_id, import_id))
    return revision + 1


def add_assessment(
    connection: Connection, weighed: RiskAssessmentIn, objective_id: int, revision: int, owned: Given
) -> None:
    """Write a checked assessment; `owned` is organisation and import, and when it was recorded if not now."""
    told = {**weighed.model_dump(), "objective_id": objective_id, "revision": revision}
    connection.execute(insert(table_of(RiskAssessment)).values(**{"recorded_at": now(), **owned, **told}))


def record_follow_up_delivery(
    engine: Engine, *, organisation_id: int, follow_up_id: int, given: Given, today: date | None = None
) -> int:
    """Write down that what the plan owes was given for an occasion; return the delivery's number.

    `given` are `due` (the occasion), `delivered_on`, `note` and `role`. Raises RecordingError if anything in
    it can't be, if it is given for a day after `today` (without: the office's own), if the plan has it no
    longer, or if it is given for that occasion already.
    """
    delivered = checked(FollowUpDeliveryIn, given)
    _has_been("delivered_on", delivered.delivered_on, today, "skriv dagen då den lämnades")
    table = table_of(FollowUpDelivery)
    with transaction(engine) as connection:
        hold(connection, organisation_id)
        _known(connection, organisation_id, "follow_up_id", follow_up_id)
        _held(connection, "follow_up_id", follow_up_id)
        given_already = select(table.c.delivered_on, table.c.role).where(
            table.c.follow_up_id == follow_up_id,
            table.c.due == delivered.due,
            table.c.withdrawn_at.is_(None),
        )
        held = connection.execute(given_already).first()
        if held:
            raise RecordingError([f"due: redan lämnad {held.delivered_on} av rollen {held.role}"])
        import_id = entered(connection, organisation_id, delivered.role, "Redovisning lämnad")
        return add_delivery(connection, delivered, follow_up_id, owned_by(organisation_id, import_id))


def add_delivery(
    connection: Connection, delivered: FollowUpDeliveryIn, follow_up_id: int, owned: Given
) -> int:
    """Write that what is owed was given; `owned` is organisation and import, and perhaps `recorded_at`."""
    row = {"recorded_at": now(), **owned, **delivered.model_dump(), "follow_up_id": follow_up_id}
    return inserted_id(connection, table_of(FollowUpDelivery), row)


def withdraw_follow_up_delivery(engine: Engine, *, delivery_id: int, role: str) -> None:
    """Take back that what is owed was given.

    Raises RecordingError if the role is missing, or if no such delivery stands.
    """
    otherwise = f"delivery_id: redovisningen {delivery_id} finns inte eller är redan tagen tillbaka"
    note = "Redovisning tas tillbaka"
    taken_back(engine, FollowUpDelivery, delivery_id, role, note=note, otherwise=otherwise)


def _has_been(field: str, day: date, today: date | None, instead: str) -> None:
    """Raise RecordingError for a day after `today` (None = the office's own)."""
    if day > (today or office_day()):
        raise RecordingError([f"{field}: {day_words(day)} har inte varit ännu; {instead}"])


def _known(connection: Connection, organisation_id: int, column: str, number: int) -> None:
    problems = list(strangers(connection, organisation_id, NOUNS[column], column, [number]))
    if problems:
        raise RecordingError(problems)


def _held(connection: Connection, column: str, number: int) -> Any:
    """Hold what is told of until the transaction ends, so that a word told meanwhile is seen; return it.

    Raises RecordingError for what the plan no longer has, and for a decision that is taken back.
    """
    table = table_of(NOUNS[column])
    mine = select(table).where(table.c.id == number).with_for_update(key_share=True)
    row = connection.execute(mine).one()
    if getattr(row, "retired", False) or getattr(row, "withdrawn_at", None) is not None:
        raise RecordingError([f"{column}: «{number}» gäller inte längre"])
    return row


def _latest(connection: Connection, table: Table, column: str, number: int) -> Any:
    mine = select(table).where(table.c[column] == number).order_by(table.c.revision.desc())
    return connection.execute(mine).first()


def _told_meanwhile(latest: Any) -> str:
    if latest is None:
        return SOMEONE_ELSE
    said = ": ".join(filter(None, (ACTIVITY_STATUS[latest.status], latest.note)))
    return f"rollen {latest.role} har just rapporterat «{said}»; väg ihop och spara igen"


def _weighed_meanwhile(latest: Any) -> str:
    if latest is None:
        return SOMEONE_ELSE
    weights = f"sannolikhet {latest.likelihood}, konsekvens {latest.consequence}"
    return f"rollen {latest.role} har just bedömt samma risk ({weights}); väg ihop och spara igen"
