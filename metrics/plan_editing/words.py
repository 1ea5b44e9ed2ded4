"""The words of changing a plan: its nouns, the choices within it, a code of a title, and what was refused."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from metrics.cases.deadlines import LIMIT_WORD
from metrics.change_words import day_words
from metrics.numbers import number
from metrics.plan.content import PlanDocument
from metrics.vocabulary import (
    ActivityKind,
    Basis,
    EditKind,
    LimitUnit,
    ObjectiveKind,
    PlanNoun,
    SignalMethod,
    TargetKind,
    TargetLevel,
    ThresholdRule,
)
from metrics.words import begun

LONGEST_CODE = 60
SWEDISH_LETTERS = str.maketrans({"å": "a", "ä": "a", "ö": "o", "æ": "a", "ø": "o", "ß": "s"})


class Edited(StrEnum):
    """What a reader can choose to change: a noun of the plan file, or a target within its indicator."""

    OBJECTIVE = "mal"
    INDICATOR = "indikator"
    TARGET = "malniva"
    ACTIVITY = "aktivitet"
    FOLLOW_UP = "redovisning"
    PLAN = "plan"

    @property
    def noun(self) -> PlanNoun:
        """The noun whose entry holds it."""
        return NOUN_OF[self]


NOUN_OF = {
    Edited.OBJECTIVE: PlanNoun.OBJECTIVE,
    Edited.INDICATOR: PlanNoun.INDICATOR,
    Edited.TARGET: PlanNoun.INDICATOR,
    Edited.ACTIVITY: PlanNoun.ACTIVITY,
    Edited.FOLLOW_UP: PlanNoun.FOLLOW_UP,
    Edited.PLAN: PlanNoun.PLAN,
}
EDITED = {
    Edited.OBJECTIVE: "Mål",
    Edited.INDICATOR: "Indikator",
    Edited.TARGET: "Målnivå",
    Edited.ACTIVITY: "Aktivitet",
    Edited.FOLLOW_UP: "Redovisning",
    Edited.PLAN: "Planens uppgifter",
}
THE = {
    Edited.OBJECTIVE: "målet",
    Edited.INDICATOR: "indikatorn",
    Edited.TARGET: "målnivån",
    Edited.ACTIVITY: "aktiviteten",
    Edited.FOLLOW_UP: "redovisningen",
    Edited.PLAN: "planens uppgifter",
}
ADD = {
    Edited.OBJECTIVE: "Lägg till ett nytt mål",
    Edited.INDICATOR: "Lägg till en ny indikator",
    Edited.TARGET: "Lägg till en ny målnivå",
    Edited.ACTIVITY: "Lägg till en ny aktivitet",
    Edited.FOLLOW_UP: "Lägg till en ny redovisning",
}
NOUN = {
    PlanNoun.PLAN: "Planens uppgifter",
    PlanNoun.UNIT: "Enhet",
    PlanNoun.OBJECTIVE: "Mål",
    PlanNoun.INDICATOR: "Indikator",
    PlanNoun.ACTIVITY: "Aktivitet",
    PlanNoun.FOLLOW_UP: "Redovisning",
}
PLACE = {
    "plan": "Planens uppgifter",
    "units": "Enhet",
    "objectives": "Mål",
    "indicators": "Indikator",
    "activities": "Aktivitet",
    "follow_ups": "Redovisning",
    "targets": "Målnivå",
    "definition_changes": "Ändring av definitionen",
}
"""What a plan file's tables are called on the screen, where a rule is about the whole of one."""
EDIT_KIND = {EditKind.ADDED: "ny", EditKind.CHANGED: "ändrad", EditKind.REMOVED: "borttagen"}
OBJECTIVE_KIND = {kind: begun(kind.value) for kind in ObjectiveKind}
ACTIVITY_KIND = {
    ActivityKind.ACTIVITY: "Aktivitet",
    ActivityKind.PROJECT: "Projekt",
    ActivityKind.INVESTMENT: "Satsning",
}
TARGET_KIND = {
    TargetKind.AT_LEAST: "Minst",
    TargetKind.AT_MOST: "Högst",
    TargetKind.EXACTLY: "Exakt",
    TargetKind.INCREASE: "Ska öka mot förra året",
    TargetKind.NOT_DECREASE: "Ska inte minska mot förra året",
    TargetKind.DECREASE: "Ska minska mot förra året",
    TargetKind.ABOVE_REFERENCE: "Över ett jämförelsetal",
    TargetKind.AT_LEAST_REFERENCE: "Minst ett jämförelsetal",
    TargetKind.PLAN: "Planerad volym, ingen riktning är bättre",
    TargetKind.REPORT_ONLY: "Redovisas utan mål",
}
TARGET_LEVEL = {TargetLevel.OWN: "Eget mål", TargetLevel.COUNCIL: "Kommunfullmäktiges mål"}
BASIS = {Basis.PERIOD: "Varje period för sig", Basis.YEAR: "Hela årets summa"}
LIMIT_UNIT = {unit: LIMIT_WORD[unit] for unit in LimitUnit}
THRESHOLD_RULE = {
    ThresholdRule.BELOW: "Under gränsen",
    ThresholdRule.AT_LEAST: "Minst gränsen",
    ThresholdRule.AT_LEAST_REFERENCE: "Minst jämförelsetalet",
}
SIGNAL_METHOD = {
    SignalMethod.AUTO: "Som slag och data avgör",
    SignalMethod.XMR: "Styrdiagram med gränser",
    SignalMethod.RUN: "Löpdiagram runt medianen",
    SignalMethod.CHANGE: "Bara ändring mot förra värdet",
    SignalMethod.NONE: "Ingen signal",
}


def code_from(title: str, taken: Iterable[str] = ()) -> str:
    """Return a code made of a title: small letters a-z, digits and hyphens; numbered where it is taken."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(SWEDISH_LETTERS))
    code = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    whole = _shortened(code)
    known = set(taken)
    numbered = (f"{whole}-{again}" for again in range(2, len(known) + 3))
    return next((each for each in (whole, *numbered) if each not in known), whole) if whole else ""


def _shortened(code: str) -> str:
    """Cut a long code between two words."""
    if len(code) <= LONGEST_CODE:
        return code
    return code[: LONGEST_CODE + 1].rpartition("-")[0] or code[:LONGEST_CODE]


def years_after(text: str, document: PlanDocument) -> str:
    """Return a plan's title or code as that of the next one would be: its years moved, or one added last.

    The next plan covers as many years: `2018-2020` becomes `2021-2023`.
    """
    years = document.valid_to.year - document.valid_from.year + 1
    moved = re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", lambda found: str(int(found[0]) + years), text)
    if moved != text:
        return moved
    return f"{text}{'-' if re.fullmatch('[a-z0-9-]+', text) else ' '}{document.valid_to.year + 1}"


def origin_words(document: PlanDocument) -> str:
    """Say which document a plan is, for which days it is valid and who decided it."""
    decided = f", beslutad av {document.decided_by}" if document.decided_by else ""
    if document.decided_on:
        decided += f"{'' if decided else ', beslutad'} {day_words(document.decided_on)}"
    if not decided and document.copied_from_id is not None:
        decided = ", inte beslutad än"
    reference = f" ({document.reference})" if document.reference else ""
    span = f"{day_words(document.valid_from)} – {day_words(document.valid_to)}"
    return f"{document.document}. Gäller {span}{decided}{reference}."


def edition_words(document: PlanDocument, latest: tuple[date, str] | None) -> str:
    """Say how often a plan has been changed on screen, and when and by which role last."""
    edition = document.edition
    if not edition:
        if document.copied_from_id is None:
            return "Planen står som i dokumentet: inget är ändrat på skärmen."
        return "Planen är gjord av den förra planen och har inte ändrats sedan dess."
    times = "en gång" if edition == 1 else f"{number(edition, 0)} gånger"
    last = "" if latest is None else f", {'' if edition == 1 else 'senast '}{latest[0]} av {_role(latest[1])}"
    return f"Planen är ändrad {times} på skärmen{last}."


def _role(role: str) -> str:
    """Write a role within a sentence: a capital that only begins a word becomes small."""
    return role[:1].lower() + role[1:] if role[1:2].islower() else role


def problem_words(problem: str, labels: Mapping[str, str]) -> str:
    """Return what a refusal says with its field's name as it stands on the screen.

    The place may be a field, a path to it (`targets.0.value`) or words of it (`targets nr 1, value`).
    """
    place, colon, rule = problem.partition(": ")
    steps = re.split(r", |\.", place)
    label = labels.get(re.split(r" (?:nr|«)", steps[-1])[0]) if colon else None
    if label is None:
        label = next((labels[step] for step in reversed(steps[:-1]) if step in labels), None)
    if not colon:
        return problem
    told = rule.partition(" (där står «")[0]
    if label is not None:
        return f"{label}: {told}"
    word, space, named = steps[-1].partition(" ")
    return f"{PLACE[word]}{space}{named}: {told}" if word in PLACE else problem
