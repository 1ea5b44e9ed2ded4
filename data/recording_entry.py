"""Saving a form of figures: one unit's month, as a draft or marked as ready.

It is one entry (see `entering`): a transaction with an import of its own. What the form was filled
from goes with the save, and if anything has a newer word by now, nothing is saved. One who saves holds the
organisation alone, so that no word comes between what is looked at and what is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Annotated, Any

import pandas as pd
from pydantic import AfterValidator
from sqlalchemy import Connection, Engine, insert, select
from sqlmodel import Field

from data.as_of import office_day
from data.entering import SOMEONE_ELSE, checked, entered, strangers, transaction
from data.gate import hold, locked
from data.models import Delivery, Import, ImportFinding, Measurement, Unit
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
            _require_unchanged(connection, unit_id, entry.month, basis)
            was_ready = _state_of(connection, unit_id, entry.month) == DeliveryState.DONE.value
            _require_way(was_ready=was_ready, done=done, why=entry.why, changed=len(figures) > 0)
            problems = list(strangers(connection, organisation_id, Unit, "unit_id", [unit_id]))
            if problems:
                raise RecordingError(problems)
            explained = _explained(connection, unit_id, figures, entry, was_ready=was_ready)
            closed = _lock_words(connection, organisation_id, unit_id, entry)
            note = _note(entry, done=done, was_ready=was_ready, closed=closed)
            import_id = entered(connection, organisation_id, entry.role, note)
            owned = {"organisation_id": organisation_id, "import_id": import_id}
            recorded = _figures(connection, owned, unit_id, explained, entry.lock_reason)
            if closed and not entry.lock_reason:
                raise RecordingError([f"{closed}. {WAY_ON}"])
            _findings(connection, owned, findings)
            state = (DeliveryState.DONE if done else DeliveryState.DRAFT).value
            _deliver(connection, owned, {"unit_id": unit_id, "period": entry.month}, state, entry.role)
            return recorded
    except ChangedMeanwhileError:
        raise
    except RecordingError as error:
        raise _as_meanwhile(engine, error, unit_id, entry.month, basis) from error


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


def _note(entry: EntryIn, *, done: bool, was_ready: bool, closed: str) -> str:
    label = Period.parse(entry.month).label
    same = was_ready and entry.lock_reason == entry.why
    told = ". Perioden är låst" if same else f". Låst period: {entry.lock_reason}"
    after = told if closed else ""
    if was_ready:
        return f"Rättelse av {label}: {entry.why}{after}"
    return f"Siffror för {label}, {'klarmarkerade' if done else 'utkast'}{after}"


def _lock_words(connection: Connection, organisation_id: int, unit_id: int, entry: EntryIn) -> str:
    """Say what closes the month of the unit; empty where it is open."""
    month = pd.DataFrame({"unit_id": [unit_id], "period": [entry.month]})
    places, locks = locked(connection, organisation_id, month)
    if places[0] < 0:
        return ""
    table = table_of(Unit)
    name = connection.scalar(select(table.c.name).where(table.c.id == unit_id))
    return f"{name}, {Period.parse(entry.month).label}: {locks[places[0]].words}"


def _explained(
    connection: Connection, unit_id: int, figures: pd.DataFrame, entry: EntryIn, *, was_ready: bool
) -> pd.DataFrame:
    """Give the corrections without a comment of their own the entry's why, and check what is said anew.

    A comment that stands already is left as it is: nobody has written it in the form.
    """
    stored = _words(connection, unit_id, figures["period"])
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
    locked: dict[str, Any] = {"lock_reason": lock_reason} if lock_reason else {}
    return record_measurements(connection, frame=figures.assign(unit_id=unit_id), **owned, **locked)


def _findings(connection: Connection, owned: Mapping[str, int], findings: Sequence[AcceptedIn]) -> None:
    level = FindingLevel.WARNING.value
    rows = [{**owned, "level": level, **finding.model_dump()} for finding in findings]
    if rows:
        connection.execute(insert(table_of(ImportFinding)), rows)


def _deliver(
    connection: Connection, owned: Mapping[str, int], key: Mapping[str, Any], state: str, role: str
) -> None:
    """Write the next word on a delivery. A draft of a draft says nothing new, and is not written."""
    words = _deliveries(connection, key["unit_id"], key["period"])
    newest = max(words, default=0)
    if state == DeliveryState.DRAFT.value and words.get(newest) == state:
        return
    row = {**owned, **key, "state": state, "role": role, "revision": newest + 1, "recorded_at": now()}
    connection.execute(insert(table_of(Delivery)).values(**row))


def _deliveries(connection: Connection, unit_id: int, month: str) -> dict[int, str]:
    """Return revision -> state of the words on a delivery."""
    table = table_of(Delivery)
    mine = select(table.c.revision, table.c.state).where(table.c.unit_id == unit_id, table.c.period == month)
    return {row.revision: row.state for row in connection.execute(mine)}


def _state_of(connection: Connection, unit_id: int, month: str) -> str:
    words = _deliveries(connection, unit_id, month)
    return words[max(words)] if words else ""


def _require_unchanged(connection: Connection, unit_id: int, month: str, basis: Basis) -> None:
    """Raise ChangedMeanwhileError if a figure has a newer word, or the month has become ready or open."""
    newer = _newer(connection, unit_id, basis)
    words = _deliveries(connection, unit_id, month)
    was, now_is = words.get(basis.delivery), words.get(max(words, default=0))
    ready = now_is or "" if DeliveryState.DONE.value in (was, now_is) and was != now_is else ""
    if newer or ready:
        raise ChangedMeanwhileError(newer, ready)


def _newer(connection: Connection, unit_id: int, basis: Basis) -> list[Newer]:
    latest = _words(connection, unit_id, (code for _, code in basis.figures))
    names = [each.name for each in fields(Newer)]
    return [
        Newer(**{name: getattr(latest[key], name) for name in names})
        for key, revision in basis.figures.items()
        if key in latest and latest[key].revision > revision
    ]


def _words(connection: Connection, unit_id: int, periods: Iterable[str]) -> dict[tuple[int, str], Any]:
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


def _as_meanwhile(
    engine: Engine, error: RecordingError, unit_id: int, month: str, basis: Basis
) -> RecordingError:
    """Return what another writer has saved, where it was the store's own keys that stopped this one."""
    if error.problems != [SOMEONE_ELSE]:
        return error
    try:
        with engine.connect() as connection:
            _require_unchanged(connection, unit_id, month, basis)
    except ChangedMeanwhileError as changed:
        return changed
    return error
