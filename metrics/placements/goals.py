"""The goals of placements: which indicators they are, the path of their targets, and whom a cohort is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.derivation.derived import cohort_of
from metrics.derivation.recipes import Recipe
from metrics.numbers import number
from metrics.office import Office
from metrics.periods import MONTH_NAMES, Period
from metrics.rows import Row
from metrics.subjects import Subject, targets_by_indicator
from metrics.targets import in_force
from metrics.vocabulary import Area, Derivation, Periodicity, TargetKind, TargetLevel
from metrics.words import target_words

NOT_BACK = "ej-ateraktualiserade"
CONCEPTS = (
    "vardtid-institution",
    "eget-familjehem-andel",
    "oppenvard-andel",
    "placering-mal-uppnatt",
    NOT_BACK,
    "kostnad-per-vardygn-hvb",
)
"""What every office is asked about its placements, in the order shown; other goals of the area follow."""
NO_PLAN = "-"
"""What a source prints where a row of its plan has no number."""
IN_WORDS = {6: "sex", 12: "tolv"}
PATH_YEARS = 3
PATH_KINDS = (TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.EXACTLY)


@dataclass(frozen=True)
class Goal:
    """An indicator's row, and how its target moves over the years; empty where it stands still."""

    row: Row
    path: str


def goal_subjects(office: Office, counted: Collection[int]) -> list[Subject]:
    """Return the indicators that have a goal of placements. `counted` are those of the forms.

    Planned volumes are no goals, and neither is a form's figure that is only to be reported.
    """
    asked = [subject for concept in CONCEPTS for subject in office.subjects if subject.concept == concept]
    held = set(office.targets.loc[_is_goal(office.targets, counted), "indicator_id"])
    others = [
        subject
        for subject in office.subjects
        if subject.area == Area.PLACEMENTS and subject.id in held and subject.concept not in CONCEPTS
    ]
    return [subject for subject in (*asked, *others) if subject.accompanies is None]


def _is_goal(targets: pd.DataFrame, counted: Collection[int]) -> "pd.Series[bool]":
    reported = targets["kind"] == TargetKind.REPORT_ONLY
    passed_by = reported & (targets["indicator_id"].isin(list(counted)) | (targets["words"] == NO_PLAN))
    return (targets["kind"] != TargetKind.PLAN) & ~passed_by


def goals_of(office: Office, unit_id: int, rows: Sequence[Row], counted: Collection[int]) -> list[Goal]:
    """Return what a unit's rows tell of: goals with a target in force, and those always asked for."""
    goals = office.targets[_is_goal(office.targets, counted)]
    below = office.ancestors_below(unit_id)
    mine = goals[goals["unit_id"].isna() | goals["unit_id"].isin(list(below))]
    days = pd.to_datetime(mine["indicator_id"].map({row.subject.id: row.period.last for row in rows}))
    held = set(mine.loc[(mine["valid_from"] <= days) & (mine["valid_to"] >= days), "indicator_id"])
    told = [
        row
        for row in rows
        if row.known and (row.subject.concept in CONCEPTS or (row.subject.id in held and row.target_text))
    ]
    levels = _levels(office, unit_id, told)
    return [Goal(row, path_words(levels.get(row.subject.id, {}), row.period.year)) for row in told]


def _levels(office: Office, unit_id: int, rows: Sequence[Row]) -> dict[int, dict[int, float]]:
    """Return each indicator's own target with a number, by the years around those of the rows."""
    mine = office.targets[office.targets["indicator_id"].isin([row.subject.id for row in rows])]
    years = {row.period.year + away for row in rows for away in range(1 - PATH_YEARS, PATH_YEARS)}
    levels: dict[int, dict[int, float]] = {}
    for year in sorted(years):
        for indicator, held in targets_by_indicator(in_force(mine, date(year, 12, 31), unit_id)).items():
            for target in held:
                if target.level == TargetLevel.OWN and target.kind in PATH_KINDS and target.value is not None:
                    levels.setdefault(indicator, {})[year] = target.value
    return levels


def path_words(levels: Mapping[int, float], year: int) -> str:
    """Say how a target moves over three years around `year`: `160 (2025), 155 (2026), 150 (2027)`.

    `levels`: year -> target, oldest first. Empty where it stands still.
    """
    around = _around(list(levels.items()), year)
    if len({value for _, value in around}) < 2:
        return ""
    return ", ".join(f"{_bare(value)} ({each})" for each, value in around)


def _around(levels: list[tuple[int, float]], year: int) -> list[tuple[int, float]]:
    """Return at most three years' levels, the year itself in the middle where there are any later."""
    after = [at for at, (each, _) in enumerate(levels) if each > year]
    end = after[0] + 1 if after else len(levels)
    start = max(end - PATH_YEARS, 0)
    return levels[start : start + PATH_YEARS]


def _bare(value: float) -> str:
    return target_words(TargetKind.EXACTLY, value, "")


def cohort_words(row: Row, chosen: Period) -> str:
    """Say who a figure of those not back speaks of, and who can't be counted yet; empty for other figures.

    `chosen` is the period whose last day the reader stands on. A figure that is delivered as it is, and not
    made of its cohort, says nothing of whom it is about.
    """
    recipe = row.subject.recipe
    if row.subject.concept != NOT_BACK or recipe is None or recipe.by != Derivation.COHORT_SHARE:
        return ""
    closed = months_words(cohort_of(recipe, row.period))
    whose = f"dem vars insats avslutades {closed}"
    figure = row.figure
    if figure.value is None:
        told = f"Talet för {row.period.label}, om {whose}, finns inte."
    else:
        known = figure.numerator is not None and figure.denominator is not None
        share = f"{number(figure.numerator, 0)} av {number(figure.denominator, 0)}" if known else ""
        counted = f": {share} var inte aktuella igen" if known else ""
        told = f"Talet för {row.period.label} gäller {whose}{counted}."
    return f"{told} {_not_yet(recipe, chosen)}"


def _not_yet(recipe: Recipe, chosen: Period) -> str:
    day = last_followed(recipe, chosen)
    months = recipe.span or 0
    waited = f"{IN_WORDS.get(months, f'{months}')} månader har inte gått"
    since = f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    return f"De som avslutat sin insats efter {since} kan inte räknas än: {waited}."


def last_followed(recipe: Recipe, chosen: Period) -> date:
    """Return the last day on which a case can have closed, to have been followed for all months by now."""
    month = Period.containing(chosen.last, Periodicity.MONTH)
    return month.shifted(-(recipe.span or 0)).last


def months_words(period: Period) -> str:
    """Name the months of a period: `maj–augusti 2025`, `januari–december 2024`, `oktober 2025`."""
    first, last = MONTH_NAMES[period.first.month - 1], MONTH_NAMES[period.last.month - 1]
    return f"{first} {period.year}" if first == last else f"{first}–{last} {period.year}"
