"""Changes in words: the sentence that Historik opens with, and each change as a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.changes import Change, Tally, differing, news
from metrics.numbers import number, with_unit
from metrics.office import Office
from metrics.periods import MONTH_NAMES, Period
from metrics.subjects import Subject
from metrics.vocabulary import STATES_WITH_VALUE, AmountKind, ImportKind, ValueState
from metrics.words import STATE

NOTHING_STANDS = "inget värde"
AMOUNT_KIND = {
    AmountKind.OUTCOME: "utfall",
    AmountKind.BUDGET: "budget",
    AmountKind.FORECAST: "prognos",
    AmountKind.PLAN: "plan",
}
IMPORT_KIND = {
    ImportKind.PLAN: "Planfil",
    ImportKind.DEMO: "Simulerade data",
    ImportKind.FILE: "Fil",
    ImportKind.ENTRY: "Inmatning",
}
RETURNED = "ändrat däremellan och sedan ångrat"
PARTS = {"numerator": "täljare", "denominator": "nämnare", "n": "antal bakom"}


@dataclass(frozen=True)
class ChangeLine:
    """A change as a reader sees it. `code` is the indicator's, empty for an amount."""

    name: str
    code: str
    unit: str
    unit_code: str
    period: Period
    before: str
    after: str
    parts: str
    recorded_at: pd.Timestamp
    role: str
    why: str
    lock_reason: str
    brought_by: str


@dataclass(frozen=True)
class NewsLine:
    """How many new figures or amounts there are of something, and of when."""

    name: str
    number: int
    units: int
    periods: str


def day_words(day: date, *, year: bool = True) -> str:
    """Return a day in words: `31 oktober 2026`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]}{f' {day.year}' if year else ''}"


def changes_sentence(counted: Tally, since: date, until: date | None) -> str:
    """Say how much has changed since a day, up to another (None = now), and how much is new."""
    span = f"sedan {day_words(since)}"
    if until is not None:
        span = f"mellan {day_words(since, year=since.year != until.year)} och {day_words(until)}"
    changed = [_many(counted.figures, "värde", "värden"), _many(counted.amounts, "belopp", "belopp")]
    told = " och ".join(filter(None, changed))
    if not told:
        return f"Inga värden har ändrats {span}{_fresh(counted, 'men ')}."
    locked = _share(counted, counted.after_lock, "efter att perioden låstes")
    undone = _share(
        counted, counted.undone, "ångrat sedan dess" if counted.undone == 1 else "ångrade sedan dess"
    )
    return f"{told} har ändrats {span}{locked}{undone}{_fresh(counted, '')}."


def _share(counted: Tally, count: int, what: str) -> str:
    """Say of how many of the changes something is true, as an aside."""
    every = counted.figures + counted.amounts
    many = "" if every == 1 else "alla " if count == every else f"{number(count, 0)} av dem "
    return f", {many}{what}" if count else ""


def _many(count: int, one: str, several: str) -> str:
    return f"{number(count, 0)} {one if count == 1 else several}" if count else ""


def _fresh(counted: Tally, link: str) -> str:
    if not counted.new:
        return ""
    came = _many(counted.new, "nytt värde", "nya värden")
    return f"{', ' if link else '; '}{link}{came} har kommit in"


def figure_lines(figures: pd.DataFrame, office: Office) -> tuple[ChangeLine, ...]:
    """Return what has changed among figures, as `changes` tells it and without secrets."""
    subjects = {subject.id: subject for subject in office.subjects}
    return tuple(
        _line(row, office, subjects[row["indicator_id"]].name, subjects[row["indicator_id"]])
        for row in differing(figures).to_dict("records")
        if row["indicator_id"] in subjects
    )


def amount_lines(amounts: pd.DataFrame, office: Office, accounts: pd.DataFrame) -> tuple[ChangeLine, ...]:
    """Return what has changed among amounts; `accounts` are as `queries_money.accounts` gives them."""
    names = dict(zip(accounts["id"], accounts["name"], strict=True))
    return tuple(
        _line(row, office, f"{names[row['account_id']]}, {_kind(row)}", None)
        for row in differing(amounts).to_dict("records")
    )


def _kind(row: Mapping[Any, Any]) -> str:
    kind = AMOUNT_KIND[AmountKind(row["kind_of_amount"])]
    return f"{kind} gjord {Period.parse(row['made_in']).label}" if row["made_in"] else kind


def _line(row: Mapping[Any, Any], office: Office, name: str, subject: Subject | None) -> ChangeLine:
    place = next(place for place in office.places if place.id == row["unit_id"])
    worded = amount_words if subject is None else figure_words
    before, after = worded(row, "_before", subject), worded(row, "", subject)
    return ChangeLine(
        name=name,
        code=subject.code if subject else "",
        unit=place.name,
        unit_code=place.code,
        period=Period.parse(row["period"]),
        before=before,
        after=NOTHING_STANDS if row["change"] == Change.WITHDRAWN else after,
        parts=_aside(row, subject, alike=before == after),
        recorded_at=row["recorded_at"],
        role=row["recorded_by"] or row.get("role", ""),
        why=why_words(row),
        lock_reason=row["lock_reason"],
        brought_by=_brought_besides(row),
    )


def _aside(row: Mapping[Any, Any], subject: Subject | None, *, alike: bool) -> str:
    """Say what two words that are written alike don't tell."""
    if row.get("returned", False):
        return RETURNED
    return _parts(row) if subject and alike else ""


def why_words(row: Mapping[Any, Any]) -> str:
    """Say why something was changed: why it was let in all the same, else its comment, else the note.

    What an undone import leaves behind has the comment of an earlier day; why it was undone is in the note.
    """
    if pd.notna(row["undoes_id"]):
        return str(row["note"])
    return str(row["reason"] or row["comment"] or row["note"])


def _brought_besides(row: Mapping[Any, Any]) -> str:
    """Say what brought a word in, without what already stands as the why."""
    told = why_words(row)
    return brought_words({**row, "note": "" if row["note"] == told else row["note"]})


def brought_words(row: Mapping[Any, Any]) -> str:
    """Say what brought a word in: the kind of import, and its note or source; an entry's says its kind."""
    kind = IMPORT_KIND[ImportKind(row["kind"])]
    said = row["note"] or row["source"]
    if said and row["kind"] == ImportKind.ENTRY:
        return str(said)
    return kind if not said or said == kind else f"{kind}: {said}"


def figure_words(row: Mapping[Any, Any], when: str, subject: Subject | None) -> str:
    """Write the figure of a row, `when` being the ending of its columns; its state where it has no value."""
    assert subject is not None  # a figure is an indicator's
    state = ValueState(row[f"state{when}"])
    if state not in STATES_WITH_VALUE:
        return STATE[state]
    doubt = " (preliminärt)" if state == ValueState.PRELIMINARY else ""
    return f"{subject.told.written(row[f'value{when}'])}{doubt}"


def amount_words(row: Mapping[Any, Any], when: str, _subject: Subject | None = None) -> str:
    """Write the amount of a row in kronor."""
    doubt = " (preliminärt)" if row[f"preliminary{when}"] else ""
    return f"{with_unit(row[f'amount{when}'], 0, 'kronor')}{doubt}"


def _parts(row: Mapping[Any, Any]) -> str:
    """Say what has changed behind a value that is written the same as before."""
    told = []
    for part, word in PARTS.items():
        now, before = row[part], row[f"{part}_before"]
        if pd.notna(now) and pd.notna(before) and now != before:
            told.append(f"{word} {_short(before)} → {_short(now)}")
    return ", ".join(told) or (
        "" if row["state"] not in STATES_WITH_VALUE else "ändrat bortom de decimaler som visas"
    )


def _short(value: float) -> str:
    return number(value, 0 if float(value).is_integer() else 1)


def news_lines(figures: pd.DataFrame, amounts: pd.DataFrame, office: Office) -> tuple[NewsLine, ...]:
    """Return what is new: figures by indicator, then amounts by kind."""
    names = {subject.id: subject.name for subject in office.subjects}
    by_indicator = news(figures, "indicator_id")
    by_kind = news(amounts, "kind_of_amount")
    told = [_news(row, names[row["indicator_id"]]) for row in by_indicator.to_dict("records")]
    told += [
        _news(row, AMOUNT_KIND[AmountKind(row["kind_of_amount"])].capitalize())
        for row in by_kind.to_dict("records")
    ]
    return tuple(told)


def _news(row: Mapping[Any, Any], name: str) -> NewsLine:
    first, last = Period.parse(row["periods"][0]), Period.parse(row["periods"][-1])
    span = first.label if first == last else f"{first.label} – {last.label}"
    return NewsLine(name, int(row["number"]), int(row["units"]), span)


def undo_sentence(effects: Mapping[str, int]) -> str:
    """Say what undoing an import would do, as `queries_history.effects_of_undoing` counts it."""
    back, away, later, locked = (effects[name] for name in ("back", "away", "later", "locked"))
    if later and not back + away:
        return "Alla värden har ändrats efteråt, så det finns inget att ångra här. Ångra det senare först."
    told = []
    if back:
        told.append(f"{_many(back, 'värde går', 'värden går')} tillbaka till vad som gällde före inläsningen")
    if away:
        told.append(f"{_many(away, 'värde tas', 'värden tas')} bort, för där fanns inget tidigare")
    if later:
        told.append(f"{_many(later, 'värde har', 'värden har')} ändrats efteråt och står kvar")
    if not told:
        return "Inga värden påverkas."
    return f"{'; '.join(told)}.{_in_locked(locked)}"


def _in_locked(locked: int) -> str:
    if not locked:
        return ""
    told = _many(locked, "värde ligger", "värden ligger")
    return f" {told} i en låst period, och skälet sparas som skäl till att ändra där."
