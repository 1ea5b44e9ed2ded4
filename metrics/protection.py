"""Figures of units with so few people that they would tell of one of them: kept from all that follows.

A figure is taken away before anything is summed, so that it can't be found as the difference between a
whole and its other parts. Where a unit above has reported the whole itself, its word would give the
difference away: it is then passed by, and the whole is made of the parts that are shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

import numpy as np
import pandas as pd

from metrics.periods import Period
from metrics.rollup import FIGURE
from metrics.subjects import Subject
from metrics.vocabulary import STATES_WITH_VALUE, Kind, ValueState

NUMBERS = [name for name in FIGURE if name not in ("state", "parts", "expected")]
TAKEN_FROM = {Kind.RATIO: ["numerator", "denominator"], Kind.MEAN: ["n"], Kind.INDEX: ["n"]}
"""What a figure of a kind must carry for others to be taken from it: a bare percentage gives nothing away."""

Ancestors = Mapping[int, Sequence[int]]


def shielded(
    figures: pd.DataFrame,
    subjects: Iterable[Subject],
    ancestors: Ancestors | None = None,
    counts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the figures with those of too small units made secret.

    `figures` have `unit_id`, `indicator_id`, `period`, `state` and numbers, those that count the people among
    them. The fewest people that a unit had in any month of the period decide; where they were not counted
    then, the latest count before, and before the first count that one. A count that is itself secret is of
    too few. A unit that isn't counted has the people of those below it; where nobody has been counted,
    it is not protected.

    `ancestors` maps a unit to the units above it, nearest first. Of theirs, the figures that would give
    a secret away become not applicable. `counts` are the figures that count the people, of all time; without
    them those among `figures` are taken.
    """
    counts = figures if counts is None or counts.empty else counts
    for subject in subjects:
        if subject.protection is None:
            continue
        mine = (figures["indicator_id"] == subject.id).to_numpy()
        if not mine.any():
            continue
        people = _people(counts[counts["indicator_id"] == subject.protection.by], ancestors or {})
        small = mine & _is_small(figures, mine, people, subject.protection.below)
        figures = _without(figures, small, ValueState.CONFIDENTIAL)
        telling = _telling(figures, mine, TAKEN_FROM.get(subject.kind, ["value"]), ancestors or {})
        figures = _without(figures, telling, ValueState.NOT_APPLICABLE)
    return figures


def _without(figures: pd.DataFrame, chosen: np.ndarray, state: ValueState) -> pd.DataFrame:
    if not chosen.any():
        return figures
    hidden = figures.copy()
    hidden.loc[chosen, [name for name in NUMBERS if name in hidden]] = np.nan
    hidden.loc[chosen, "state"] = state.value
    return hidden


def _people(counts: pd.DataFrame, ancestors: Ancestors) -> dict[int, dict[str, float]]:
    """Return how many people each unit had: unit -> period -> number, 0 where that is a secret.

    A unit that isn't counted itself has the people of those below it.
    """
    secret = counts["state"] == ValueState.CONFIDENTIAL
    known = counts.assign(value=counts["value"].mask(secret, 0.0))
    known = known[known["value"].notna()]
    counted = set(known["unit_id"])
    people: dict[int, dict[str, float]] = {}
    for unit, period, value in zip(known["unit_id"], known["period"], known["value"], strict=True):
        above = takewhile(lambda each: each not in counted, ancestors.get(unit, ()))
        for each in (unit, *above):
            of_unit = people.setdefault(each, {})
            of_unit[period] = of_unit.get(period, 0.0) + value
    return people


def _is_small(
    figures: pd.DataFrame, mine: np.ndarray, people: Mapping[int, Mapping[str, float]], below: int
) -> np.ndarray:
    """Tell which of the figures that are `mine` have a value, and too few people behind it."""
    valued = mine & figures["state"].isin(STATES_WITH_VALUE).to_numpy()
    units = zip(figures.loc[valued, "unit_id"], figures.loc[valued, "period"], strict=True)
    small = np.zeros(len(figures), dtype=bool)
    small[valued] = [_fewest(people.get(unit), period) < below for unit, period in units]
    return small


def _fewest(counts: Mapping[str, float] | None, code: str) -> float:
    """Return the fewest people of a unit in a period, by its counts (period -> number)."""
    if not counts:
        return np.inf
    period = Period.parse(code)
    if code in counts and period.month_count == 1:
        return counts[code]
    ends = [(Period.parse(counted).last, number) for counted, number in counts.items()]
    within = [number for day, number in ends if period.first <= day <= period.last]
    nearest = max((day for day, _ in ends if day < period.first), default=min(day for day, _ in ends))
    return min(within or [number for day, number in ends if day == nearest])


def _telling(
    figures: pd.DataFrame, mine: np.ndarray, carried: Sequence[str], ancestors: Ancestors
) -> np.ndarray:
    """Tell which figures, of those that are `mine`, would give a secret one below them away.

    A whole gives the secret away if some of its other parts are shown: taken from it, they leave little more
    than the secret. A whole without other parts shown tells of others too, and covers the secret for all
    that lies above.
    """
    telling = np.zeros(len(figures), dtype=bool)
    secret = figures[mine & (figures["state"] == ValueState.CONFIDENTIAL).to_numpy()]
    if secret.empty or not ancestors:
        return telling
    shown = mine & figures[list(carried)].notna().all(axis=1).to_numpy()
    shown &= figures["state"].isin(STATES_WITH_VALUE).to_numpy()
    reporting: dict[int, list[tuple[Period, int]]] = {}
    told = zip(figures.loc[shown, "unit_id"], figures.loc[shown, "period"], strict=True)
    for place, (unit, code) in zip(np.flatnonzero(shown).tolist(), told, strict=True):
        reporting.setdefault(unit, []).append((Period.parse(code), place))
    for unit, code in zip(secret["unit_id"], secret["period"], strict=True):
        hidden = Period.parse(code)
        for above in ancestors.get(unit, ()):
            holding = [each for each in reporting.get(above, ()) if _holds(each[0], hidden)]
            others = [other for other in reporting if above in ancestors.get(other, ())]
            giving = [
                (period, place)
                for period, place in holding
                if any(_holds(period, each) for other in others for each, _ in reporting[other])
            ]
            telling[[place for _, place in giving]] = True
            if any(period == hidden for period, _ in holding) and not giving:
                break
    return telling


def _holds(whole: Period, part: Period) -> bool:
    return whole.first <= part.first and part.last <= whole.last
