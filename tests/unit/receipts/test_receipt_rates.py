"""How often åtgärdskvittot is wrong, and how often it finds what is there; seeded, and with honest margins.

The full measurement is `python -m bench receipts`.
"""

import math

import numpy as np
import pytest

from metrics.receipts.frozen import found_after
from metrics.signals import Judged, Series, way_of
from metrics.vocabulary import Direction, Kind

DRAWN = 120
BEFORE, WITHIN = 24, 12
MARGIN = 2.6
"""Standard errors of a share that are allowed above or below its bar: crossed by chance 1 time in 200."""


def most(share):
    """Return the most of all drawn that a true share at its bar would give."""
    return DRAWN * share + MARGIN * math.sqrt(DRAWN * share * (1 - share))


def least(share):
    return DRAWN * share - MARGIN * math.sqrt(DRAWN * share * (1 - share))


def normal(generator, effect, lean=0.0):
    rows = generator.normal(0, 1, (DRAWN, BEFORE + WITHIN))
    for month in range(1, rows.shape[1]):
        rows[:, month] = lean * rows[:, month - 1] + math.sqrt(1 - lean**2) * rows[:, month]
    rows[:, BEFORE:] += effect
    return (100 + 10 * rows).round(1), Kind.MEAN


def leaning(generator, effect):
    return normal(generator, effect, 0.3)


def counts(generator, effect):
    means = np.full(BEFORE + WITHIN, 20.0)
    means[BEFORE:] += effect * math.sqrt(20)
    return generator.poisson(means, (DRAWN, BEFORE + WITHIN)), Kind.FLOW


def small_counts(generator, effect):
    means = np.full(BEFORE + WITHIN, 3.0)
    means[BEFORE:] = max(3 + effect * math.sqrt(3), 0.0)
    return generator.poisson(means, (DRAWN, BEFORE + WITHIN)), Kind.FLOW


def caseload(generator, effect, drift=0.0):
    steps = generator.normal(drift, 5, (DRAWN, BEFORE + WITHIN))
    steps[:, BEFORE:] += 5 * effect / 2
    return (500 + steps.cumsum(axis=1)).round(), Kind.STOCK


def falling(generator, effect):
    return caseload(generator, effect, -5.0)


PROCESSES = {
    "normal": normal,
    "leaning": leaning,
    "counts": counts,
    "small": small_counts,
    "stock": caseload,
    "falling": falling,
}


def drawn(process, effect):
    """Return what lies before each day, how it may be judged, and what comes after."""
    rows, kind = PROCESSES[process](np.random.default_rng([20261128, effect + 10]), effect)
    for row in rows.astype(float).tolist():
        before = Series(row[:BEFORE], kind, Direction.UP, decimals=1)
        way = way_of(before)
        if way.judged != Judged.NOTHING:
            yield before, way, row[BEFORE:]


@pytest.mark.parametrize("process", PROCESSES)
def test_without_any_effect_a_signal_is_told_within_a_year_in_at_most_one_case_of_twenty(process):
    told = sum(
        any(found_after(before, after[:look], way=way).side for look in range(3, WITHIN + 1))
        for before, way, after in drawn(process, 0)
    )
    assert told <= most(0.05)


@pytest.mark.parametrize(("process", "found"), [("normal", 0.95), ("counts", 0.95), ("small", 0.8)])
@pytest.mark.parametrize("effect", [-3, 3])
def test_a_step_of_three_deviations_is_nearly_always_found_within_a_year_and_never_the_wrong_way(
    process, found, effect
):
    sides = [found_after(before, after, way=way).side for before, way, after in drawn(process, effect)]
    way = math.copysign(1, effect)
    assert sides.count(way) >= least(found)
    assert sides.count(-way) == 0


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("effect", [-1, 1])
def test_a_small_effect_is_hardly_ever_told_as_one_the_wrong_way(process, effect):
    way = math.copysign(1, effect)
    sides = [found_after(before, after, way=how).side for before, how, after in drawn(process, effect)]
    assert sides.count(-way) <= most(0.01)


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("effect", [-1, 1, 2])
def test_most_months_lie_on_the_side_that_is_told(process, effect):
    found = [found_after(before, after, way=way) for before, way, after in drawn(process, effect)]
    told = [each for each in found if each.side]
    assert told and all(2 * each.beyond > each.known for each in told)
