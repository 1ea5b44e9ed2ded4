"""The words of changing a plan: its nouns, the choices within it, a code of a title, and what was refused."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from metrics.cases.deadlines import LIMIT_WORD
from metrics.change_words import day_words
from metrics.numbers import number
from metrics.plan.content import PlanDocument
from metrics.plan.undertakings import KIND_WORDS
from metrics.plan_editing.nouns import NOUNS, Noun, noun_of
from metrics.vocabulary import (
    ActivityKind,
    Basis,
    LimitUnit,
    ObjectiveKind,
    PlanNoun,
    SignalMethod,
    TargetKind,
    TargetLevel,
    ThresholdRule,
)
from metrics.words import begun, listed, many

LONGEST_CODE = 60
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
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

    @property
    def word(self) -> Noun:
        """What it is called, with its forms."""
        return NOUNS["targets"] if self == Edited.TARGET else noun_of(self.noun)

    @property
    def add(self) -> str:
        """The words that offer to add one."""
        return f"Lägg till {self.word.new}"


NOUN_OF = {
    Edited.OBJECTIVE: PlanNoun.OBJECTIVE,
    Edited.INDICATOR: PlanNoun.INDICATOR,
    Edited.TARGET: PlanNoun.INDICATOR,
    Edited.ACTIVITY: PlanNoun.ACTIVITY,
    Edited.FOLLOW_UP: PlanNoun.FOLLOW_UP,
    Edited.PLAN: PlanNoun.PLAN,
}
OBJECTIVE_KIND = {kind: begun(kind.value) for kind in ObjectiveKind}
ACTIVITY_KIND = {ActivityKind(kind): begun(word) for kind, word in KIND_WORDS.items()}
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
    """Return a plan's title or code as that of the next one would be: its own years moved, or one added last.

    The next plan covers as many years: `2018-2020` becomes `2021-2023`.
    """
    moved = years_moved(text, document.valid_from.year, document.valid_to.year)
    if moved != text:
        return moved
    return f"{text}{'-' if re.fullmatch('[a-z0-9-]+', text) else ' '}{document.valid_to.year + 1}"


def years_moved(title: str, first: int, last: int) -> str:
    """Return a title where each year of a plan, from `first` to `last`, is one of the next plan's."""
    years = last - first + 1
    return YEAR.sub(
        lambda found: str(int(found[0]) + years) if first <= int(found[0]) <= last else found[0], title
    )


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


def edition_words(document: PlanDocument, latest: tuple[date, str] | None, *, earlier: bool = False) -> str:
    """Say how often a plan has been changed on screen, and when and by which role last.

    On an `earlier` day it is said that the plan is shown as it is today, for plans are not kept by day.
    """
    edition = document.edition
    times = "en gång" if edition == 1 else f"{number(edition, 0)} gånger"
    if edition and earlier:
        return f"Planen visas som den är i dag, ändrad {times} på skärmen."
    if edition:
        newest = "senast " if edition > 1 else ""
        last = f", {newest}{latest[0]} av {_role(latest[1])}" if latest else ""
        return f"Planen är ändrad {times} på skärmen{last}."
    if document.copied_from_id is not None:
        return "Planen är gjord av den förra planen och har inte ändrats sedan dess."
    return "Planen står som i dokumentet: inget är ändrat på skärmen."


def targets_left_words(lost: Sequence[str], never: int) -> str:
    """Say which indicators have targets in a plan and would have none in the next, and how many never had.

    Empty where every indicator gets a target.
    """
    told = []
    if lost:
        count = many(len(lost), "indikator", "indikatorer")
        told.append(f"{count} får ingen målnivå i den nya planen, för ingen gäller planens sista dag: ")
        told.append(f"{listed([f'«{name}»' for name in lost])}.")
    if never:
        told.append(f" {many(never, 'indikator', 'indikatorer')} saknar målnivå redan i den här planen.")
    return "".join(told).strip()


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
    return f"{NOUNS[word].name}{space}{named}: {told}" if word in NOUNS else problem
