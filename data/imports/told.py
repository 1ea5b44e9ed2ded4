"""An import in words and as plain values: what would change, what is odd, and what must be answered."""

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from data.imports.draft import Draft
from data.imports.facts import Finding, Question
from data.imports.figures.standing import CHANGED, NEW, REFUSED, SAME
from metrics.change_words import AMOUNT_KIND
from metrics.numbers import number
from metrics.periods import Period
from metrics.vocabulary import AmountKind, FindingLevel, ValueState
from metrics.words import STATE

MOST_ROWS = 40
MOST_DECIMALS = 4
WORDS = {FindingLevel.ERROR: "Fel", FindingLevel.WARNING: "Varning", FindingLevel.NOTICE: "Upplysning"}
LEVELS = (FindingLevel.ERROR, FindingLevel.WARNING, FindingLevel.NOTICE)
CHANGES = {NEW: "ny", CHANGED: "ändras", SAME: "samma", REFUSED: "stoppad"}


def as_plain(draft: Draft | None, stopped: Finding | None, *, committed: bool) -> dict[str, Any]:
    """Return an import as plain values, to be written as JSON; what isn't known is None."""
    findings = [*([stopped] if stopped else []), *(draft.findings if draft else ())]
    return {
        "values": _plain_values(draft) if draft else [],
        "findings": [
            {"level": each.level.value, "where": each.where, "rule": each.rule, "message": each.message}
            for each in findings
        ],
        "questions": [_plain_question(question) for question in draft.questions] if draft else [],
        "committed": committed,
    }


def _plain_values(draft: Draft) -> list[dict[str, Any]]:
    """Return what is understood and not stopped, by code; amounts in kronor, with their kind."""
    rows, office = draft.understood, draft.office
    indicators = rows["indicator_id"].map(office.indicators.codes).astype(object)
    accounts = rows["account_id"].map(office.accounts.codes).astype(object)
    columns = {
        "indicator": indicators.where(rows["indicator_id"].notna(), accounts),
        "unit": rows["unit_id"].map(office.units.codes).astype(object),
        "period": rows["period"].astype(object),
        "value": rows["value"].astype(object).where(rows["value"].notna(), None),
        "state": rows["state"].astype(object),
    }
    plain = pd.DataFrame(columns).to_dict("records")
    kinds, made = rows["kind"].astype("str").tolist(), rows["made_in"].astype("str").tolist()
    for value, kind, month in zip(plain, kinds, made, strict=True):
        if kind:
            value["kind"] = kind
        if month:
            value["made_in"] = month
    return [{str(name): each for name, each in value.items()} for value in plain]


def _plain_question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "about": question.about.value,
        "subject": question.subject,
        "text": question.text,
        "where": question.where,
        "choices": [{"answer": choice.answer, "text": choice.text} for choice in question.choices],
    }


def told(draft: Draft, *, committed: bool, number: int | None, dry_run: bool) -> Iterator[str]:
    """Yield the lines that tell a reader what a file changes."""
    yield from _told_counts(draft)
    yield from _told_rows(draft)
    for level in LEVELS:
        for finding in draft.of_level(level):
            place = f"{finding.where}: " if finding.where else ""
            yield f"{WORDS[level]}: {place}{finding.message}"
    for question in draft.questions:
        yield f"Fråga: {question.text}"
        for choice in question.choices:
            yield f"    --answer {_quoted(f'{question.id}={choice.answer}')}    {choice.text}"
    yield _ending(draft, committed=committed, number=number, dry_run=dry_run)


def _quoted(argument: str) -> str:
    return f"'{argument}'" if " " in argument else argument


def _told_counts(draft: Draft) -> Iterator[str]:
    counts = draft.counts()
    held = draft.held_count()
    words = (
        f"{counts[NEW]} {'ny' if counts[NEW] == 1 else 'nya'}, {counts[CHANGED]} ändras, {counts[SAME]} är "
        f"{'densamma' if counts[SAME] == 1 else 'desamma'}, {counts[REFUSED]} stoppas"
    )
    yield f"{words}{f', {held} hålls av en varning' if held else ''}."


def _told_rows(draft: Draft) -> Iterator[str]:
    rows = draft.preview[draft.preview["change"] != SAME]
    for row in rows.head(MOST_ROWS).to_dict("records"):
        old = f"{value_words(row, 'old_')}{early_word(row, 'old_')} → " if row["change"] == CHANGED else ""
        what = ", ".join(filter(None, (row["subject"], row["unit"], _period(row), _kind(row))))
        new = f"{value_words(row)}{early_word(row)}"
        yield f"  {row['cell']}  {CHANGES[str(row['change'])]}: {what}: {old}{new}"
    if len(rows) > MOST_ROWS:
        yield f"  … och {len(rows) - MOST_ROWS} till"


def _period(row: "dict[Any, Any]") -> str:
    return Period.parse(row["period"]).label if row["period"] else ""


def _kind(row: "dict[Any, Any]") -> str:
    made = f" gjord {Period.parse(row['made_in']).label}" if row["made_in"] else ""
    return f"{AMOUNT_KIND[AmountKind(row['kind'])]}{made}" if row["kind"] else ""


def value_words(row: "dict[Any, Any]", which: str = "") -> str:
    """Return a previewed value as a reader sees it, or the word for why there is none."""
    value, state = row[f"{which}value"], row[f"{which}state"]
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return STATE[ValueState(state)] if state else "ingen siffra"
    decimals = next((n for n in range(MOST_DECIMALS) if round(value, n) == value), MOST_DECIMALS)
    return number(float(value), max(int(row["decimals"]), decimals))


def early_word(row: "dict[Any, Any]", which: str = "") -> str:
    """Return what is said after a previewed value that is preliminary; empty for any other."""
    return " (preliminärt)" if row[f"{which}state"] == ValueState.PRELIMINARY.value else ""


def _ending(draft: Draft, *, committed: bool, number: int | None, dry_run: bool) -> str:
    if draft.questions:
        return "Ingenting har lästs in: svara på frågorna först."
    if dry_run:
        return "Ingenting har skrivits: det här var en förhandsgranskning."
    if number is not None:
        return (
            f"Inläst, som inläsning {number}." if committed else "Inga siffror lästes in. Svaren är sparade."
        )
    return "Allt i filen stod redan i databasen." if committed else "Ingenting har lästs in."
