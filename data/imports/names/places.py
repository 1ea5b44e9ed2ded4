"""At which unit each figure of a file belongs.

| the file says | the unit |
|---|---|
| a unit's code, name or other name | that one |
| the organisation's own name (`Timrå`, `Timrå kommun`) | the one at the top |
| nothing, and the title, the sheet or the label names a unit | that one; of several the lowest, if the |
| | others are above it |
| nothing, and there is only one unit | that one |
| nothing, and the figures in the store all stand at one unit | that one, and it is told |
| nothing, and there are no figures yet | the one that the indicator or the plan's title names, or where the |
| | table's other figures stand, else the top; it is told |
| nothing, and the figures stand at several units | asked about |
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.imports.facts import SKIP, Asked, Choice, Finding, Question
from data.imports.figures.standing import subjects
from data.imports.headings.spelling import bare, folded
from data.imports.names.matching import in_text
from data.imports.names.subjects import EACH, MOST_ASKED, about_strangers
from data.imports.step import Office, Step, finding, first_cell, only, quoted
from metrics.vocabulary import FindingLevel

UNITS = "enheter"
AFTER_THE_NAME = ("", "kommun", "s kommun", "stad", "s stad")
Numbers = NDArray[np.intp]


def with_units(facts: pd.DataFrame, office: Office, standing: pd.DataFrame) -> Step:
    """Add `unit_id` to facts that have `named_unit`; those that are left out or asked about are gone.

    `standing` is as in `queries_imports.places_of_figures`.
    """
    codes, places = pd.factorize(facts["place"].astype("str"))
    units, questions, findings = _units_of(office, facts, codes, [str(place) for place in places])
    found = pd.array(units, dtype="Int64")[codes] if len(places) else pd.array([], dtype="Int64")
    placed = facts.assign(unit_id=pd.Series(found, index=facts.index))
    placed["unit_id"] = placed["named_unit"].where(placed["named_unit"].notna(), placed["unit_id"])
    silent = pd.Series(facts["place"].astype("str") == "", index=facts.index) & placed["unit_id"].isna()
    if silent.any():
        step = _without_place(placed[silent], office, standing)
        placed.loc[silent, "unit_id"] = step.facts["unit_id"]
        findings += step.findings
        questions += step.questions
    return Step(only(placed, placed["unit_id"].notna()), tuple(findings), tuple(questions))


def _units_of(
    office: Office, facts: pd.DataFrame, codes: Numbers, places: list[str]
) -> tuple[list[int | None], list[Question], list[Finding]]:
    """Return the unit of each place, with the questions about those that are not known."""
    units: list[int | None] = []
    findings: list[Finding] = []
    unknown: list[int] = []
    skipped: list[int] = []
    for number, place in enumerate(places):
        answer = office.answer(Asked.UNIT, place) if place else None
        match = office.units.match(place) if place else None
        unit = office.units.found(answer) if answer else None
        unit = unit or (match.id if match else None) or _own_name(office, place)
        if answer == SKIP:
            unit = None
            skipped.append(number)
        elif unit is None and place:
            unknown.append(number)
        elif match and match.id is not None and match.cut_off and unit == match.id:
            told = f"«{place}» är avhugget och lästes som «{office.units.names[match.id]}»."
            findings.append(finding(FindingLevel.NOTICE, facts[codes == number], "cut-off", told))
        units.append(unit)
    questions, left = _about_unknown(office, facts, codes, places, unknown)
    skipped += left
    if skipped:
        told = f"{quoted([places[number] for number in skipped])} lämnades ute, som du har svarat."
        rows = facts[np.isin(codes, skipped)]
        findings.append(finding(FindingLevel.NOTICE, rows, "left-out", told))
    return units, questions, findings


def _own_name(office: Office, place: str) -> int | None:
    """Return the unit at the top where the place is the organisation itself."""
    own = {bare(office.known.name + more) for more in AFTER_THE_NAME}
    own |= {bare(office.known.name.removesuffix("kommun").strip()), bare(office.known.code)}
    roots = office.known.roots
    return roots[0] if place and len(roots) == 1 and bare(place) in own else None


def _about_unknown(
    office: Office, facts: pd.DataFrame, codes: Numbers, places: list[str], unknown: list[int]
) -> tuple[list[Question], list[int]]:
    """Return the questions about unknown places, and those that are left out all at once."""
    answer = office.answer(Asked.STRANGERS, UNITS)
    if len(unknown) > MOST_ASKED and answer != EACH:
        if answer == SKIP:
            return [], unknown
        first = facts[np.isin(codes, unknown)].head(1)
        return [about_strangers(UNITS, [places[number] for number in unknown], first_cell(first))], []
    return [_about_one(office, places[number], facts[codes == number]) for number in unknown], []


def _about_one(office: Office, place: str, facts: pd.DataFrame) -> Question:
    several = office.units.match(place).several
    numbers = several or tuple(number for number, _ in office.units.closest(place))
    choices = [Choice(office.units.codes[number], office.units.names[number]) for number in numbers]
    text = f"Vilken enhet är «{place}»? Namnet finns inte hos er."
    if several:
        text = f"Vilken enhet är «{place}»? Flera heter så."
    return Question(Asked.UNIT, place, text, first_cell(facts), (*choices, Choice(SKIP, "Lämna ute raderna")))


def _without_place(facts: pd.DataFrame, office: Office, standing: pd.DataFrame) -> Step:
    """Find the unit of facts whose file names none, table by table."""
    done: list[pd.DataFrame] = []
    findings: list[Finding] = []
    questions: list[Question] = []
    for number, rows in facts.groupby("table", sort=False, observed=True):
        table = office.tables[int(str(number))]
        named = _named_in_titles(office, (table.title, table.sheet))
        unit = _the_only(office) or (named[0] if len(named) == 1 else None)
        if unit is not None:
            done.append(rows.assign(unit_id=unit))
            continue
        step = _by_what_stands(rows, office, standing, table.title or table.sheet, named)
        done.append(step.facts)
        findings += step.findings
        questions += step.questions
    return Step(
        pd.concat(done).astype({"unit_id": "Int64"}).reindex(facts.index), tuple(findings), tuple(questions)
    )


def _the_only(office: Office) -> int | None:
    numbers = list(office.units.codes)
    return numbers[0] if len(numbers) == 1 else None


def _named_in_titles(office: Office, titles: tuple[str, ...]) -> list[int]:
    """Return the unit that a title names: all of it, or the lowest one named; several if there are.

    A unit is left out where one below it is named too. The lowest and longest names come first.
    """
    several: list[int] = []
    for title in filter(None, titles):
        whole = office.units.found(title)
        if whole is not None:
            return [whole]
        within = in_text(office.units, title)
        above = {number: _above(office, number) for number in within}
        lowest = [unit for unit in within if not any(unit in each for each in above.values())]
        lowest.sort(key=lambda unit: (-len(above[unit]), -len(office.units.names[unit]), unit))
        if len(lowest) == 1:
            return lowest
        several = several or lowest
    return several


def _above(office: Office, unit: int) -> list[int]:
    """Return the units above one, nearest first."""
    parents = office.known.units.set_index("id")["parent_id"].dropna().astype("int64").to_dict()
    found: list[int] = []
    while unit in parents and parents[unit] not in found:
        unit = int(parents[unit])
        found.append(unit)
    return found


def _by_what_stands(
    facts: pd.DataFrame, office: Office, standing: pd.DataFrame, title: str, named: list[int]
) -> Step:
    """Let what the store holds decide: each indicator where its figures stand, if they stand in one place.

    `named` are the units that the title names, if it names several: those are offered first.
    """
    answer = office.answer(Asked.UNIT, title)
    if answer == SKIP:
        left = finding(FindingLevel.NOTICE, facts, "left-out", "Tabellen lämnades ute, som du har svarat.")
        return Step(facts.assign(unit_id=np.nan), (left,))
    answered = office.units.found(answer) if answer else None
    if answered is not None:
        return Step(facts.assign(unit_id=answered))
    key = subjects(facts)
    held = standing.groupby(subjects(standing))["unit_id"].unique()
    places = {int(number): [int(unit) for unit in held.get(number, [])] for number in key.unique()}
    several = any(len(units) > 1 for units in places.values())
    nowhere = any(not units for units in places.values())
    if several or (nowhere and len(office.known.roots) != 1):
        return Step(facts.assign(unit_id=np.nan), (), (_about_table(office, facts, title, named),))
    together = {unit for units in places.values() for unit in units}
    otherwise = together.pop() if len(together) == 1 else _by_the_plans(office)
    decided = {
        number: units[0] if units else _named_in(office, number) or otherwise
        for number, units in places.items()
    }
    placed = facts.assign(unit_id=key.map(decided).astype("Int64"))
    return Step(placed, tuple(_told_where(office, placed)))


def _by_the_plans(office: Office) -> int:
    """Return the unit that the plans' titles name, if they name one; else the one at the top."""
    named = {number for title in office.known.plans for number in in_text(office.units, title)}
    return named.pop() if len(named) == 1 else office.known.roots[0]


def _named_in(office: Office, subject: int) -> int | None:
    """Return the unit whose name, or a part of it of several words, is within the indicator's name."""
    name = f" {folded(office.indicators.names.get(subject, ''))} "
    named = {
        number
        for text, number in office.units.written
        for part in map(folded, text.split(","))
        if " " in part and f" {part} " in name
    }
    return named.pop() if len(named) == 1 else None


def _told_where(office: Office, facts: pd.DataFrame) -> list[Finding]:
    told = []
    for number, rows in facts.groupby("unit_id", sort=False):
        name = office.units.names[int(str(number))]
        text = (
            f"Filen säger inte vilken enhet siffrorna gäller. De lästes som «{name}», där måtten hör hemma."
        )
        told.append(finding(FindingLevel.NOTICE, rows, "unit", text))
    return told


def _about_table(office: Office, facts: pd.DataFrame, title: str, named: list[int]) -> Question:
    text = "Vilken enhet gäller siffrorna? Filen säger det inte, och måtten har siffror på flera enheter."
    units = office.units
    if named:
        told = quoted([units.names[number] for number in named])
        text = f"Vilken enhet gäller siffrorna? Rubriken nämner {told}, och filen säger inte vilken."
    order = dict.fromkeys([*named, *units.names])
    choices = [Choice(units.codes[number], units.names[number]) for number in order]
    choices.append(Choice(SKIP, "Lämna ute tabellen"))
    return Question(Asked.UNIT, title, text, first_cell(facts), tuple(choices))
