"""Saving a form of figures: one unit's month, as a draft or marked as ready.

It is one entry (see `entering`): a transaction with an import of its own. What the form was filled
from goes with the save, and if anything has a newer word by now, nothing is saved. One who saves holds the
organisation alone, so that no word comes between what is looked at and what is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import pandas as pd
from pydantic import AfterValidator
from sqlalchemy import Connection, Engine, insert, select
from sqlmodel import Field

from data.as_of import office_day
from data.entering import checked, entered, owned_by, strangers, transaction
from data.entry_basis import (
    Basis,
    ChangedMeanwhileError,
    as_meanwhile,
    deliveries,
    latest_words,
    require_unchanged,
    state_of,
)
from data.gate import hold, locked
from data.models import Delivery, ImportFinding, Unit
from data.models.base import Base, MonthCode, now, table_of
from data.models.event import LONGEST_REASON, Role
from data.models.words import one_line
from data.recording import Recorded, RecordingError, record_measurements
from metrics.locking import WAY_ON
from metrics.periods import Period
from metrics.vocabulary import DeliveryState, FindingLevel, ValueState

ReasonOrNone = Annotated[str, AfterValidator(one_line(LONGEST_REASON, or_empty=True))]
READY_ALREADY = "month: perioden är klarmarkerad; det som ändras nu sparas som en rättelse"
WHY = "why: ange varför en klarmarkerad period ändras"
WHY_FINAL = "why: ange varför en klar siffra ändras"
STAYS_FINAL = "state: en klar siffra blir inte preliminär igen; spara den som en rättelse"
NOT_ENDED = "{month} är inte slut: spara som utkast tills vidare."


class EntryIn(Base):
    """A form as a whole: its month, in which role, and why what is ready, final or locked is changed."""

    month: MonthCode
    role: Role
    why: ReasonOrNone = ""
    lock_reason: ReasonOrNone = ""


class ReasonIn(Base):
    """Why a figure is right, or what else is said of it."""

    reason: ReasonOrNone


class AcceptedIn(Base):
    """A doubt about a figure that is saved all the same: what was odd, where, and why it is right."""

    place: str = Field(min_length=1)
    rule: str = Field(min_length=1)
    message: str = Field(min_length=1)
    reason: Annotated[str, AfterValidator(one_line(LONGEST_REASON))]


def record_entry(  # noqa: PLR0913 - the facts of one form, each with its own name
    engine: Engine,
    *,
    organisation_id: int,
    unit_id: int,
    given: Mapping[str, str],
    figures: pd.DataFrame,
    basis: Basis,
    done: bool,
    accepted: Sequence[Mapping[str, Any]] = (),
    today: date | None = None,
) -> Recorded:
    """Save a unit's figures of a month, and that they are a draft or ready.

    `given` are the fields of `EntryIn`; its `why` goes with every correction that has no comment of its own:
    of a month that is ready, and of a figure that is final. `figures` have `indicator_id`, `period`, `value`,
    `numerator`, `denominator`, `n`, `state` and `comment`, those that are to be written. `accepted` are
    doubts with their reasons (`AcceptedIn`). `today` is the day (without: the office's own).

    Raises ChangedMeanwhileError if somebody else has saved since, and RecordingError if the role is missing,
    if a month is marked as ready before it has ended, if one that is ready would become a draft, if what is
    ready or final is changed without a why, or a locked month without a reason, or if a figure breaks
    a rule. Then nothing is saved.
    """
    entry = checked(EntryIn, given)
    findings = [checked(AcceptedIn, each) for each in accepted]
    _require_ended(entry.month, today or office_day(), done=done)
    try:
        with transaction(engine) as connection:
            hold(connection, organisation_id, alone=True)
            require_unchanged(connection, unit_id, entry.month, basis)
            return _saved(connection, _Place(organisation_id, unit_id), entry, figures, findings, done=done)
    except ChangedMeanwhileError:
        raise
    except RecordingError as error:
        raise as_meanwhile(engine, error, unit_id, entry.month, basis) from error


@dataclass(frozen=True)
class _Place:
    """Whose figures are saved."""

    organisation_id: int
    unit_id: int


def _saved(
    connection: Connection,
    place: _Place,
    entry: EntryIn,
    figures: pd.DataFrame,
    findings: Sequence[AcceptedIn],
    *,
    done: bool,
) -> Recorded:
    """Write the entry's import, figures, accepted doubts and delivery; nobody else writes meanwhile."""
    unit_id, month = place.unit_id, entry.month
    was_ready = state_of(connection, unit_id, month) == DeliveryState.DONE.value
    _require_way(was_ready=was_ready, done=done, why=entry.why, changed=len(figures) > 0)
    problems = list(strangers(connection, place.organisation_id, Unit, "unit_id", [unit_id]))
    if problems:
        raise RecordingError(problems)
    explained = _explained(connection, unit_id, figures, entry, was_ready=was_ready)
    closed = _lock_words(connection, place.organisation_id, unit_id, entry)
    note = _note(entry, _unit_name(connection, unit_id), done=done, was_ready=was_ready, closed=closed)
    import_id = entered(connection, place.organisation_id, entry.role, note)
    owned = owned_by(place.organisation_id, import_id)
    recorded = _figures(connection, owned, unit_id, explained, entry.lock_reason)
    if closed and not entry.lock_reason:
        raise RecordingError([f"{closed}. {WAY_ON}"])
    _findings(connection, owned, findings)
    state = (DeliveryState.DONE if done else DeliveryState.DRAFT).value
    _deliver(connection, owned, {"unit_id": unit_id, "period": month}, state, entry.role)
    return recorded


def _require_way(*, was_ready: bool, done: bool, why: str, changed: bool) -> None:
    if was_ready and not done:
        raise RecordingError([READY_ALREADY])
    if was_ready and not why:
        raise RecordingError([WHY])
    if was_ready and not changed:
        raise RecordingError(["figures: ingen siffra är ändrad"])


def _require_ended(month: str, today: date, *, done: bool) -> None:
    whole = Period.parse(month)
    if done and whole.last >= today:
        raise RecordingError([NOT_ENDED.format(month=whole.label.capitalize())])


def _note(entry: EntryIn, unit: str, *, done: bool, was_ready: bool, closed: str) -> str:
    label = f"{unit}, {Period.parse(entry.month).label}"
    same = was_ready and entry.lock_reason == entry.why
    told = ". Perioden är låst" if same else f". Låst period: {entry.lock_reason}"
    after = told if closed else ""
    if was_ready:
        return f"Rättelse av {label}: {entry.why}{after}"
    return f"Fyll i: {label}, {'klarmarkerade' if done else 'utkast'}{after}"


def _lock_words(connection: Connection, organisation_id: int, unit_id: int, entry: EntryIn) -> str:
    """Say what closes the month of the unit; empty where it is open."""
    month = pd.DataFrame({"unit_id": [unit_id], "period": [entry.month]})
    places, locks = locked(connection, organisation_id, month)
    if places[0] < 0:
        return ""
    return f"{_unit_name(connection, unit_id)}, {Period.parse(entry.month).label}: {locks[places[0]].words}"


def _unit_name(connection: Connection, unit_id: int) -> str:
    table = table_of(Unit)
    return str(connection.scalar(select(table.c.name).where(table.c.id == unit_id)))


def _explained(
    connection: Connection, unit_id: int, figures: pd.DataFrame, entry: EntryIn, *, was_ready: bool
) -> pd.DataFrame:
    """Give the corrections without a comment of their own the entry's why, and check what is said anew.

    A comment that stands already is left as it is: nobody has written it in the form.
    """
    stored = latest_words(connection, unit_id, figures["period"])
    comments: list[str] = []
    for row in figures.to_dict("records"):
        word = stored.get((row["indicator_id"], row["period"]))
        is_final = word is not None and not word.taken_back and word.state == ValueState.FINAL
        if is_final and row["state"] == ValueState.PRELIMINARY:
            raise RecordingError([STAYS_FINAL])
        if is_final and not entry.why:
            raise RecordingError([WHY_FINAL])
        said = row["comment"]
        if word is None or said != word.comment:
            said = checked(ReasonIn, {"reason": said}).reason
        comments.append(said or (entry.why if was_ready or is_final else ""))
    return figures.assign(comment=comments)


def _figures(
    connection: Connection, owned: Mapping[str, Any], unit_id: int, figures: pd.DataFrame, lock_reason: str
) -> Recorded:
    if figures.empty:
        return Recorded(0, 0, 0)
    frame = figures.assign(unit_id=unit_id)
    return record_measurements(connection, frame=frame, lock_reason=lock_reason, **owned)


def _findings(connection: Connection, owned: Mapping[str, int], findings: Sequence[AcceptedIn]) -> None:
    level = FindingLevel.WARNING.value
    rows = [{**owned, "level": level, **finding.model_dump()} for finding in findings]
    if rows:
        connection.execute(insert(table_of(ImportFinding)), rows)


def _deliver(
    connection: Connection, owned: Mapping[str, int], key: Mapping[str, Any], state: str, role: str
) -> None:
    """Write the next word on a delivery. A draft of a draft says nothing new, and is not written."""
    words = deliveries(connection, key["unit_id"], key["period"])
    newest = max(words, default=0)
    if state == DeliveryState.DRAFT.value and words.get(newest) == state:
        return
    row = {**owned, **key, "state": state, "role": role, "revision": newest + 1, "recorded_at": now()}
    connection.execute(insert(table_of(Delivery)).values(**row))
