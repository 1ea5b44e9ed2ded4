"""Letting a read file into the store: all of it or nothing, in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection, Engine, insert

from data import queries_imports
from data.bulk import expect_many
from data.entering import transaction
from data.gate import hold
from data.imports.answers.memory import PASTED, layout_name, remember
from data.imports.checks.rules import PERSONAL
from data.imports.draft import Draft
from data.imports.facts import Finding
from data.imports.step import only
from data.models import Amount, ImportFinding, Measurement
from data.models.base import table_of
from data.models.event import Reason, Role
from data.models.organisation import ImportIn
from data.models.words import holds_personal, tidied
from data.recording import (
    AMOUNT_KEY,
    MEASUREMENT_KEY,
    Recorded,
    RecordingError,
    record_amounts,
    record_measurements,
    start_import,
)
from data.validation import problems_in_swedish
from metrics.reporting.words import figures_word
from metrics.vocabulary import FindingLevel, ImportKind, ValueState

LONGEST_SOURCE = 200
NOTHING = Recorded(0, 0, 0)
KEPT_AWAY = "Siffran är skyddad. Det som sades om den sparas inte."
CHANGED_MEANWHILE = (
    "någon annan har ändrat någon av siffrorna sedan filen lästes; läs filen igen och se vad som gäller nu"
)
Progress = Callable[[str, float], None]


class CommitIn(BaseModel):
    """Who lets a file in, and why what was odd is accepted or a locked period changed."""

    role: Role
    accepted: Reason | None = None
    lock_reason: Reason | None = None


@dataclass(frozen=True)
class Committed:
    """What was let in. `import_id` is None where the store already said all of it."""

    import_id: int | None
    measurements: Recorded = field(default=NOTHING)
    amounts: Recorded = field(default=NOTHING)


def commit(
    engine: Engine,
    draft: Draft,
    *,
    role: str,
    source: str,
    content_hash: str,
    accepted: str = "",
    lock_reason: str = "",
    progress: Progress | None = None,
) -> Committed:
    """Let in every figure that is new or changed and that nothing holds.

    `accepted` is the reason why what the warnings hold is let in, `lock_reason` why a locked period is
    changed. Raises RecordingError, and writes nothing, for an open question, a role or reason that breaks a
    rule, a file's name with an identity number, a locked period without a reason, or figures that another
    has changed since the file was read.
    """
    by = _by(role, accepted, lock_reason)
    source = tidied(source)[:LONGEST_SOURCE] or PASTED
    problems = list(_problems(draft, source))
    if problems:
        raise RecordingError(problems)
    figures = draft.letting_in(accepted)
    news = draft.news()
    if figures.empty and not news:
        return Committed(None)
    _tell(progress, "Skriver siffrorna", 0.0)
    with transaction(engine) as connection:
        expect_many(connection, len(figures))
        hold(connection, draft.organisation_id, alone=True)
        _refuse_overtaken(connection, draft, figures)
        note = _note(draft, len(figures), by.accepted or "")
        entry = ImportIn(
            kind=ImportKind.FILE, source=source, content_hash=content_hash, recorded_by=by.role, note=note
        )
        import_id = start_import(connection, draft.organisation_id, entry)
        owned = {"organisation_id": draft.organisation_id, "import_id": import_id}
        measured = _measured(connection, figures, owned, by.lock_reason or "")
        booked = _booked(connection, figures, owned, source, by)
        remember(connection, news, name=layout_name(source), role=by.role, **owned)
        _keep_findings(connection, draft, owned, by.accepted or "")
        _tell(progress, "Sparar", 1.0)
    return Committed(import_id, measured, booked)


def _note(draft: Draft, count: int, accepted: str) -> str:
    """Return what an import says of itself: how many figures, and why what was odd in them is accepted."""
    why = f"; godtaget: {accepted}" if accepted and draft.of_level(FindingLevel.WARNING) else ""
    return f"{figures_word(count)}{why}"


def _by(role: str, accepted: str, lock_reason: str) -> CommitIn:
    try:
        return CommitIn(role=role, accepted=accepted or None, lock_reason=lock_reason or None)
    except ValidationError as error:
        raise RecordingError(problems_in_swedish(error)) from error


def _problems(draft: Draft, source: str) -> Iterator[str]:
    if draft.questions:
        one = len(draft.questions) == 1
        asked = (
            "en fråga är inte besvarad; svara på den"
            if one
            else f"{len(draft.questions)} frågor är inte besvarade; svara på dem"
        )
        yield f"{asked} först"
    if holds_personal(source):
        yield "filens namn ser ut att hålla ett personnummer; byt namn på filen"


def _refuse_overtaken(connection: Connection, draft: Draft, figures: pd.DataFrame) -> None:
    """Refuse what another has changed since the file was read; nothing has, if no import came between.

    The organisation is held alone, so that nothing more comes until the figures stand.
    """
    if figures.empty or queries_imports.version_in(connection) == draft.version:
        return
    for model, key in ((Measurement, MEASUREMENT_KEY), (Amount, AMOUNT_KEY)):
        _, noun, *words = key
        rows = only(figures, figures[noun].notna())
        if rows.empty:
            continue
        held = queries_imports.revisions_in_force(connection, model, key, rows)
        kinds = {"unit_id": "int64", noun: "int64", **dict.fromkeys(words, "str")}
        wanted = rows[[*key, "old_revision"]].astype(kinds)
        both = wanted.merge(held.astype(kinds), on=key, how="left")
        if (both["revision"].fillna(0).astype("int64") != both["old_revision"]).any():
            raise RecordingError([CHANGED_MEANWHILE])


def _measured(
    connection: Connection, figures: pd.DataFrame, owned: dict[str, Any], lock_reason: str
) -> Recorded:
    rows = only(figures, figures["indicator_id"].notna())
    if rows.empty:
        return NOTHING
    names = "unit_id indicator_id period value numerator denominator n state comment".split()
    frame = rows[names].astype({"unit_id": "int64", "indicator_id": "int64"})
    return record_measurements(connection, frame=frame, **owned, lock_reason=lock_reason)


def _booked(
    connection: Connection, figures: pd.DataFrame, owned: dict[str, Any], source: str, by: CommitIn
) -> Recorded:
    rows = figures[figures["account_id"].notna()]
    if rows.empty:
        return NOTHING
    names = "unit_id account_id kind period made_in comment".split()
    frame = rows[names].astype({"unit_id": "int64", "account_id": "int64"})
    years = frame["period"].astype("str").str[:4].astype("int64")
    is_early = rows["state"] == ValueState.PRELIMINARY.value
    frame = frame.assign(amount=rows["value"], preliminary=is_early, year=years, source=source, role=by.role)
    return record_amounts(connection, frame=frame, **owned, lock_reason=by.lock_reason or "")


def _keep_findings(connection: Connection, draft: Draft, owned: dict[str, int], reason: str) -> None:
    """Write down what was odd in what was let in, each warning with the reason why it was accepted."""
    kept = [finding for finding in draft.findings if _is_kept(finding, reason)]
    secret = draft.facts["secret"] | (draft.facts["state"] == ValueState.CONFIDENTIAL.value)
    away = frozenset(draft.facts.index[secret])
    rows = [
        {
            **owned,
            "level": finding.level.value,
            "place": finding.where,
            "rule": finding.rule,
            "message": KEPT_AWAY if _tells_secret(finding, away) else finding.message,
            "reason": reason if finding.level == FindingLevel.WARNING else "",
        }
        for finding in kept
    ]
    if rows:
        connection.execute(insert(table_of(ImportFinding)), rows)


def _tells_secret(finding: Finding, away: frozenset[int]) -> bool:
    """Tell whether a finding has a number, and is about a figure that is kept from readers."""
    return not away.isdisjoint(finding.rows) and any(sign.isdigit() for sign in finding.message)


def _is_kept(finding: Finding, reason: str) -> bool:
    let_in = finding.level == FindingLevel.NOTICE or (finding.level == FindingLevel.WARNING and bool(reason))
    return let_in and finding.rule != PERSONAL and not holds_personal(f"{finding.where} {finding.message}")


def _tell(progress: Progress | None, what: str, share: float) -> None:
    if progress:
        progress(what, share)
