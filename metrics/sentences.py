"""Sentences: what an indicator says of a period, in words anyone can read aloud."""

from dataclasses import dataclass

from metrics.numbers import rounded, with_unit
from metrics.periods import Period
from metrics.spc import Variation
from metrics.targets import AGAINST_LAST_YEAR, AGAINST_REFERENCE, Judgement
from metrics.vocabulary import Periodicity, Status, TargetKind, ValueState

LAST_MONTH = 12
ABSENCE = {
    ValueState.MISSING: "saknas",
    ValueState.NOT_APPLICABLE: "är inte tillämpligt",
    ValueState.CONFIDENTIAL: "visas inte, för att skydda enskilda",
    ValueState.NOT_YET_REPORTED: "är inte rapporterat än",
}
OUTCOME = {
    Status.ON_TARGET: "nås",
    Status.NEAR_TARGET: "nås nästan",
    Status.OFF_TARGET: "nås inte",
}
SPOKEN_KIND = {
    TargetKind.INCREASE: "att öka",
    TargetKind.NOT_DECREASE: "att inte minska",
    TargetKind.DECREASE: "att minska",
}


BEYOND_CHANCE = {
    Variation.IMPROVEMENT: "verklig förbättring",
    Variation.CONCERN: "verklig försämring",
    Variation.CHANGE: "verklig förändring",
}
"""What a change beyond chance is called, everywhere."""
SIGNAL_CLAUSE = {
    **{variation: f"det är en {words}" for variation, words in BEYOND_CHANCE.items()},
    Variation.COMMON_CAUSE: "värdet ligger inom normal variation",
}

CHANGE_CLAUSE = {
    Variation.IMPROVEMENT: f"är en {BEYOND_CHANCE[Variation.IMPROVEMENT]}",
    Variation.CONCERN: f"är en {BEYOND_CHANCE[Variation.CONCERN]}",
    Variation.CHANGE: "är mer än slump",
    Variation.COMMON_CAUSE: "är inte mer än slump",
}
CHANGE_SINCE = {False: "ändringen från förra perioden", True: "ändringen över flera perioder"}
"""By whether it is several together."""
SURPRISING = {
    True: (Variation.CONCERN,),
    False: (Variation.IMPROVEMENT, Variation.COMMON_CAUSE),
}
"""What is said with a `men` of a value that meets its target, and of one that does not."""


@dataclass(frozen=True)
class Told:
    """What a sentence needs to know of an indicator, beside the judgement."""

    name: str
    unit_of_measure: str
    decimals: int

    def written(self, value: float) -> str:
        """Write a value as this indicator's values are written."""
        return with_unit(value, self.decimals, self.unit_of_measure)


@dataclass(frozen=True)
class Verdict:
    """What the history says: is the value beside chance, and a clause on how the year will end.

    `of_change` tells that only the change from the period before could be judged, not the level, and
    `of_several` that it is a run of such changes together that says something.
    """

    signal: Variation = Variation.TOO_FEW_POINTS
    outlook: str = ""
    of_change: bool = False
    of_several: bool = False

    @property
    def clause(self) -> str:
        """What the signal says; empty where nothing could be judged."""
        if not self.of_change or self.signal not in CHANGE_CLAUSE:
            return SIGNAL_CLAUSE.get(self.signal, "")
        return f"{CHANGE_SINCE[self.of_several]} {CHANGE_CLAUSE[self.signal]}"


@dataclass(frozen=True)
class ToldTarget:
    """A target as it is told: its kind, in words, and what it is held against."""

    kind: TargetKind
    words: str
    note: str
    councils: bool = False

    @property
    def name(self) -> str:
        """What it is called in a sentence: `målet`, `planen`, `KF:s mål`."""
        is_plan = self.kind == TargetKind.PLAN
        if self.councils:
            return "KF:s plan" if is_plan else "KF:s mål"
        return "planen" if is_plan else "målet"


def indicator_sentence(
    told: Told,
    period: Period,
    value: float | None,
    state: ValueState,
    target: ToldTarget | None,
    judgement: Judgement,
    *,
    doubt: str = "",
    verdict: Verdict | None = None,
) -> str:
    """Return one sentence with value, period, target, status, signal and outlook.

    A value that is missing (None) is said to be so, with its state. `doubt` is what makes the
    value less than whole (`preliminärt`, `9 av 12 perioder`) and is said beside it. Without a
    target in force the sentence says that.
    """
    if value is None:
        aim = f"; {_aim(target)}" if target else ""
        return f"{told.name}: värdet för {period.label} {ABSENCE.get(state, 'saknas')}{aim}."
    beside = f" ({doubt})" if doubt else ""
    preposition = "i" if period.month_count == 1 else "för"
    said = f"{told.name}: {told.written(value)}{beside} {preposition} {period.label}"
    standing, is_good = _standing(target, judgement)
    told_signal, outlook = _told_verdict(verdict or Verdict(), is_good=is_good)
    return f"{said}; {standing}{told_signal}{outlook}."


def _told_verdict(verdict: Verdict, *, is_good: bool | None) -> tuple[str, str]:
    """Return what follows on the target: the signal, linked by what it is beside it, and the outlook."""
    outlook = f"; {verdict.outlook}" if verdict.outlook else ""
    if not verdict.clause:
        return "", outlook
    surprises = is_good is not None and verdict.signal in SURPRISING[is_good]
    return f"{', men' if surprises else ' och'} {verdict.clause}", outlook


def _standing(target: ToldTarget | None, judgement: Judgement) -> tuple[str, bool | None]:
    """Say how the value stands to its target, and whether that is good (None where it is neither)."""
    if target is None:
        return "inget mål gäller för perioden", None
    if judgement.status not in OUTCOME:
        return _aim(target), None
    said = f"{target.name} {_spoken(target)} {OUTCOME[judgement.status]}"
    if judgement.status == Status.NEAR_TARGET:
        return said, None
    return said, judgement.status == Status.ON_TARGET


def path_words(told: Told, judgement: Judgement, period: Period) -> str:
    """Say what a target on the whole year's sum comes to so far; empty for other targets.

    For instance `hittills i år 1 830 mot 2 000, jämnt fördelat`. At the end of the year the
    sum is told alone, unless it is the figure of the period itself.
    """
    if not judgement.summed or judgement.gap is None or judgement.figure is None or judgement.bar is None:
        return ""
    if judgement.seasonal is None:
        of_itself = period.periodicity == Periodicity.YEAR
        return "" if of_itself else f"hela året {told.written(judgement.figure)}"
    so_far = f"hittills i år {told.written(judgement.figure)}"
    if judgement.bar == 0:
        return so_far
    how = "efter egen säsong" if judgement.seasonal else "jämnt fördelat"
    return f"{so_far} mot {told.written(judgement.bar)}, {how}"


def comparison_words(told: Told, kind: TargetKind, judgement: Judgement, period: Period) -> str:
    """Say how a figure stands to last year's, to a reference or to a plan; empty for other kinds."""
    if kind in AGAINST_LAST_YEAR:
        return _against_last_year(told, judgement, period)
    if kind == TargetKind.PLAN and not judgement.summed:
        return _against_plan(told, judgement)
    if kind in AGAINST_REFERENCE and judgement.bar is None:
        return "jämförelsetalet är inte känt"
    return ""


def _against_last_year(told: Told, judgement: Judgement, period: Period) -> str:
    if judgement.bar is None:
        return "värde från i fjol saknas"
    last_year = f"i fjol {told.written(judgement.bar)}"
    if not judgement.summed or judgement.figure is None or period.periodicity == Periodicity.YEAR:
        return last_year
    if period.last.month == LAST_MONTH:
        return f"hela året {told.written(judgement.figure)}, {last_year}"
    return f"hittills i år {told.written(judgement.figure)}, samma tid {last_year}"


def _against_plan(told: Told, judgement: Judgement) -> str:
    if judgement.figure is None or judgement.bar is None:
        return ""
    difference = rounded(judgement.figure, told.decimals) - judgement.bar
    if difference == 0:
        return "enligt plan"
    return f"{told.written(abs(difference))} {'över' if difference > 0 else 'under'} plan"


def _aim(target: ToldTarget) -> str:
    if target.kind == TargetKind.REPORT_ONLY:
        return f"måttet {target.words}"
    if target.kind == TargetKind.PLAN:
        words = target.words.removeprefix("plan ")
        return f"{target.name} är {words}" if words != "utan siffra" else "planen har ingen siffra"
    return f"{target.name} är {_spoken(target)}"


def _spoken(target: ToldTarget) -> str:
    words = SPOKEN_KIND.get(target.kind, target.words)
    return f"{words} ({target.note})" if target.note else words
