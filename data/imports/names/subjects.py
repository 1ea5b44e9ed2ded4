"""Which indicator or account each row of a file is about.

A label names an indicator or an account; where it names both, an amount of money is meant if the table
says so (kronor, a result table, or a budget). What is planned or forecast of an indicator isn't a measured
value, and is left out.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.imports.facts import SKIP, Asked, Choice, Finding, Layout, Question
from data.imports.headings.spelling import folded
from data.imports.names.matching import Lexicon, Match, other_ways
from data.imports.step import Office, Step, finding, first_cell, lowered, only, quoted
from metrics.vocabulary import AmountKind, FindingLevel

MONEY_UNITS = frozenset({"kr", "kronor", "tkr", "kkr", "mkr", "mnkr", "sek", "ksek", "msek"})
MEASURED = ("", AmountKind.OUTCOME.value)
KIND_WORDS = {"plan": "plan", "budget": "budget", "forecast": "prognos", "outcome": "utfall"}
MOST_ASKED = 5
"""More unknown names than these are asked about all at once."""
LABELS = "mått"
EACH = "each"
"""The answer that wants a question for every name."""


Places = NDArray[np.intp]
"""For each fact the place of what it was found to be."""

ALIKE = 80
"""How alike an account's name must be, of 100, for a label in a table that isn't about money to mean one."""


@dataclass(frozen=True)
class Subject:
    """What a label was found to be; `place` is the unit that it also named."""

    indicator: int | None = None
    account: int | None = None
    place: int | None = None
    cut_off: bool = False
    left_out: bool = False
    question: Question | None = None
    unknown: bool = False


def with_subjects(facts: pd.DataFrame, office: Office) -> Step:
    """Add `indicator_id`, `account_id` and `named_unit` (the unit that the label named) to the facts.

    Facts that are left out, that are asked about, or that say what is planned of an indicator are gone.
    """
    groups = facts.groupby(["label", "parent", "table", "money"], sort=False, observed=True)
    numbers: Places = groups.ngroup().to_numpy().astype(np.intp)
    firsts = facts.loc[~pd.Series(numbers, index=facts.index).duplicated()]
    subjects = [_subject(office, row) for row in firsts.to_dict("records")]
    subjects, questions = _asked_at_once(office, subjects, firsts)
    found = _columns(facts, subjects, numbers)
    cut = np.array([subject.cut_off for subject in subjects], dtype=bool)
    findings = [*_told_cut_off(office, facts, subjects, numbers, cut)]
    kept = only(found, found["indicator_id"].notna() | found["account_id"].notna())
    left = facts[np.array([subject.left_out for subject in subjects], dtype=bool)[numbers]]
    if len(left):
        names = list(dict.fromkeys(left["label"]))
        told = f"{quoted(names)} lämnades ute, som du har svarat."
        findings.append(finding(FindingLevel.NOTICE, left, "left-out", told))
    planned = kept["indicator_id"].notna() & ~kept["kind"].isin(MEASURED)
    findings += _told_planned(kept[planned])
    kept, unnamed = _with_kinds(only(kept, ~planned))
    return Step(kept, (*findings, *unnamed), tuple(questions))


def _subject(office: Office, row: "dict[object, object]") -> Subject:
    """Return what a label is; `row` is the first fact that has it."""
    label, parent, money = str(row["label"]), str(row["parent"]), bool(row["money"])
    table = office.tables[int(str(row["table"]))]
    ways = other_ways(label, parent)
    if not label:
        label, *others = [text for text in (table.title, table.sheet) if text] or ["tabellen"]
        ways = tuple(others)
    answered = _answered(office, label)
    if answered is not None:
        return answered
    match, account = office.indicators.match(label, also=ways), office.accounts.match(label, also=ways)
    if account.id is not None and (money or match.id is None):
        return Subject(account=account.id, cut_off=account.cut_off)
    if match.id is not None:
        return Subject(indicator=match.id, cut_off=match.cut_off)
    return _compound(office, label) or _unsure(office, label, ways, money, row, (match, account))


def _answered(office: Office, label: str) -> Subject | None:
    for about, lexicon in ((Asked.INDICATOR, office.indicators), (Asked.ACCOUNT, office.accounts)):
        answer = office.answer(about, label)
        if answer == SKIP:
            return Subject(left_out=True)
        number = lexicon.found(answer) if answer else None
        if number is not None:
            is_indicator = about == Asked.INDICATOR
            return Subject(
                indicator=number if is_indicator else None, account=None if is_indicator else number
            )
    return None


def _compound(office: Office, label: str) -> Subject | None:
    """Return what a label means that names a unit and then an account or indicator: `IFO, Vuxna intäkter`."""
    words = label.split()
    for split in range(1, len(words)):
        place, rest = " ".join(words[:split]), " ".join(words[split:])
        account, indicator = office.accounts.found(rest), office.indicators.found(rest)
        if account is None and indicator is None:
            continue
        unit = _named_unit(office.units, place)
        if unit is not None:
            return Subject(indicator=None if account is not None else indicator, account=account, place=unit)
    return None


def _named_unit(units: Lexicon, text: str) -> int | None:
    """Return the unit that a text names, perhaps after the name of one above it and a comma."""
    for way in (text, text.partition(",")[2], text.rpartition(" - ")[2], text.removesuffix("s")):
        number = units.match(way).id if folded(way) else None
        if number is not None:
            return number
    return None


def _unsure(
    office: Office,
    label: str,
    ways: tuple[str, ...],
    money: bool,  # noqa: FBT001 - a fact of the row
    row: "dict[object, object]",
    matches: tuple[Match, Match],
) -> Subject:
    """Return the question about a label that nothing is known by."""
    several = [match.several for match in matches]
    of_indicators = [(number, 100.0) for number in several[0]] or office.indicators.closest(label, *ways)
    of_accounts = [(number, 100.0) for number in several[1]] or office.accounts.closest(label, *ways)
    best = [ranked[0][1] if ranked else -1.0 for ranked in (of_indicators, of_accounts)]
    is_account = bool(of_accounts) and (money or best[1] > max(best[0], ALIKE))
    lexicon, ranked = (office.accounts, of_accounts) if is_account else (office.indicators, of_indicators)
    about = Asked.ACCOUNT if is_account else Asked.INDICATOR
    noun = "konto" if is_account else "mått"
    text = f"Vilket {noun} är «{label}»? Namnet finns inte hos er."
    if not row["label"]:
        text = f"Vilket {noun} gäller siffrorna? Filen säger det inte."
    if several[int(is_account)]:
        text = f"Vilket {noun} är «{label}»? Flera heter så."
    choices = [Choice(lexicon.codes[number], lexicon.names[number]) for number, _ in ranked]
    where = first_cell(pd.DataFrame([row]))
    question = Question(about, label, text, where, (*choices, Choice(SKIP, "Lämna ute raden")))
    return Subject(question=question, unknown=not any(several))


def _asked_at_once(
    office: Office, subjects: list[Subject], firsts: pd.DataFrame
) -> tuple[list[Subject], list[Question]]:
    """Turn many questions about unknown names into one, and return the questions, each once."""
    unknown = [place for place, subject in enumerate(subjects) if subject.unknown]
    answer = office.answer(Asked.STRANGERS, LABELS)
    if len(unknown) > MOST_ASKED and answer != EACH:
        strangers = {subjects[place].question.subject for place in unknown if subjects[place].question}  # type: ignore[union-attr]
        changed = {place: Subject(left_out=answer == SKIP, unknown=True) for place in unknown}
        subjects = [changed.get(place, subject) for place, subject in enumerate(subjects)]
        if answer != SKIP:
            asked = about_strangers(LABELS, sorted(strangers), first_cell(firsts.iloc[unknown]))
            return subjects, [asked, *_each_once(subjects)]
    return subjects, _each_once(subjects)


def _each_once(subjects: list[Subject]) -> list[Question]:
    return list({subject.question.id: subject.question for subject in subjects if subject.question}.values())


def about_strangers(what: str, names: list[str], where: str) -> Question:
    """Return the question about many names at once that the organisation doesn't have."""
    text = f"I filen står {len(names)} namn på {what} som inte finns hos er ({quoted(names)}). Lämna ute dem?"
    choices = (Choice(SKIP, "Ja, lämna ute raderna"), Choice(EACH, "Nej, fråga om ett namn i taget"))
    return Question(Asked.STRANGERS, what, text, where, choices)


def _columns(facts: pd.DataFrame, subjects: list[Subject], numbers: Places) -> pd.DataFrame:
    columns = {
        "indicator_id": [subject.indicator for subject in subjects],
        "account_id": [subject.account for subject in subjects],
        "named_unit": [subject.place for subject in subjects],
    }
    return facts.assign(
        **{name: pd.array(values, dtype="Int64")[numbers] for name, values in columns.items()}
    )


def _told_cut_off(
    office: Office,
    facts: pd.DataFrame,
    subjects: list[Subject],
    numbers: Places,
    cut: "NDArray[np.bool_]",
) -> list[Finding]:
    findings = []
    for group in np.flatnonzero(cut):
        rows, subject = facts[numbers == group], subjects[group]
        is_indicator = subject.indicator is not None
        lexicon = office.indicators if is_indicator else office.accounts
        name = lexicon.names[int(str(subject.indicator if is_indicator else subject.account))]
        told = f"«{rows['label'].iloc[0]}» är avhugget och lästes som «{name}»."
        findings.append(finding(FindingLevel.NOTICE, rows, "cut-off", told))
    return findings


def _told_planned(facts: pd.DataFrame) -> list[Finding]:
    """Tell that what is planned of an indicator isn't read: targets stand in the plan."""
    findings = []
    for kind, rows in facts.groupby("kind", sort=False, observed=True):
        word = KIND_WORDS.get(str(kind), str(kind))
        told = f"Kolumner med {word} lästes inte för mått: mål och planer hör till verksamhetsplanen."
        findings.append(finding(FindingLevel.NOTICE, rows, "planned", told))
    return findings


def _with_kinds(facts: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Let amounts without a kind be outcomes, and say so; a measured value has no kind."""
    amounts = facts["account_id"].notna()
    if not amounts.any() and bool((facts["kind"] == "").all()):
        return facts, []
    unnamed = amounts & (facts["kind"] == "")
    findings = []
    if unnamed.any():
        told = "Filen säger inte om beloppen är budget, utfall eller prognos. De lästes som utfall."
        findings.append(finding(FindingLevel.NOTICE, facts[unnamed], "kind", told))
    kinds = facts["kind"].astype(object).where(~unnamed, AmountKind.OUTCOME.value).where(amounts, "")
    return facts.assign(kind=kinds.astype("str")), findings


def is_money(facts: pd.DataFrame, layouts: list[Layout]) -> "pd.Series[bool]":
    """Tell which facts stand in a table that speaks of money."""
    in_kronor = lowered(facts["printed_in"]).isin(MONEY_UNITS)
    results = [number for number, layout in enumerate(layouts) if layout == Layout.RESULT]
    return in_kronor | facts["table"].isin(results)
