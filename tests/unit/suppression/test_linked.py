"""Cells linked in more ways than a table's: an office's tree and periods, shares, means, earlier patterns."""

from dataclasses import replace

import numpy as np
import pytest

from bench.attacker import Attacker
from bench.linked_office import office
from metrics.suppression.audit import unsafe
from metrics.suppression.cells import Linked, Quantity
from metrics.suppression.pattern import safe_pattern


def flags(size, *places):
    return np.isin(np.arange(size), places)


def counts(units, mean, seed=0):
    return np.random.default_rng(seed).negative_binomial(3, 3 / (3 + mean), (units, 12))


def near(cells, pattern, place=0, least=1, *, whole=True):
    quantity = cells.quantities[place]
    attacker = Attacker(quantity.values, cells.sums, np.flatnonzero(pattern), least, whole=whole)
    return list(attacker.near(quantity.reach, np.flatnonzero(quantity.primary)))


@pytest.mark.parametrize(
    ("units", "areas", "mean", "seed"), [(3, 1, 20, 1), (4, 2, 30, 2), (4, 2, 12, 3), (9, 3, 25, 4)]
)
def test_no_hidden_count_of_an_office_can_be_come_near_to(units, areas, mean, seed):
    cells = office(counts(units, mean, seed), areas)
    pattern = safe_pattern(cells)
    assert pattern is not None and cells.must.any()
    assert not near(cells, pattern)
    assert (cells.must <= pattern).all() and not pattern[cells.quantities[0].values == 0].any()


def test_a_month_alone_is_not_protected_by_the_other_units():
    """Hidden in two units, a month is still the quarter less its other months."""
    cells = office(np.full((2, 12), 20) - 17 * flags(24, 0).reshape(2, 12), 1)
    first, second = 2 * 22, 3 * 22
    assert unsafe(cells, flags(cells.size, first, second))[[first, second]].all()
    assert not near(cells, safe_pattern(cells))


def test_the_pattern_of_what_was_published_stays():
    cells = office(counts(4, 30, 2), 2)
    first = safe_pattern(cells)
    shown = ~first & (np.arange(cells.size) % 22 < 6)
    revised = cells.quantities[0].values.copy()
    month = int(np.flatnonzero(first & ~cells.must)[0])
    later = replace(
        cells,
        quantities=(replace(cells.quantities[0], values=revised),),
        hidden=first & flags(cells.size, month),
        hidable=cells.hidable & ~shown,
    )
    second = safe_pattern(later)
    assert second[month] and not (second & shown).any()
    assert not near(later, second)


def test_what_can_only_be_protected_by_published_cells_has_no_pattern():
    cells = office(counts(4, 30, 2), 2)
    assert safe_pattern(replace(cells, hidable=cells.must)) is None


def shares(numerators, denominators, threshold=5):
    """One row of months with its year: hidden where the numerator or the rest is small but not 0."""
    parts = np.array([numerators, np.subtract(denominators, numerators), denominators], dtype=float)
    values = np.hstack([parts, parts.sum(axis=1, keepdims=True)])
    size = values.shape[1]
    reach = np.full(size, float(threshold))
    return Linked(
        quantities=tuple(Quantity(row, reach, (row > 0) & (row < threshold)) for row in values),
        sums=((size - 1, tuple(range(size - 1))),),
        hidable=(values[2] > 0) & (np.arange(size) < size - 1),
        hidden=flags(size),
        cost=np.ones(size),
    )


def test_a_share_is_hidden_by_a_cell_that_protects_both_its_numerator_and_the_rest():
    cells = shares([3, 20, 6, 12], [30, 22, 40, 24])
    pattern = safe_pattern(cells)
    assert pattern[[0, 1]].all() and not pattern[-1]
    assert not any(near(cells, pattern, place) for place in range(3))


def test_a_share_of_nobody_can_hide_another_and_is_then_not_taken_for_one_at_least():
    cells = shares([0, 12, 9], [3, 40, 40])
    pattern = safe_pattern(cells)
    assert pattern.tolist() == [True, True, False, False] or pattern.tolist() == [True, False, True, False]
    assert not near(cells, pattern, 2)
    assert not near(cells, pattern, 0, least=0)


def test_a_quantity_that_is_nothing_in_the_whole_row_does_not_stop_the_others():
    cells = shares([0, 0, 0], [3, 40, 40])
    pattern = safe_pattern(cells)
    assert pattern is not None and pattern.sum() == 2
    assert not near(cells, pattern, 2)


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        pytest.param([12, 5, 20], [0, 1], id="between 1 and 16: wide enough for three months"),
        pytest.param([12, 4, 20], [0, 1, 2], id="between 1 and 15: not wide enough for three months"),
        pytest.param([15, 16, 20], [], id="5 a month or more"),
    ],
)
def test_means_of_several_months_need_as_much_room_as_their_months(cases, expected):
    values = np.array([*cases, sum(cases)], dtype=float)
    cells = Linked(
        quantities=(Quantity(values, np.full(4, 15.0), values < 15),),
        sums=((3, (0, 1, 2)),),
        hidable=flags(4, 0, 1, 2),
        hidden=flags(4),
        cost=np.ones(4),
    )
    assert np.flatnonzero(safe_pattern(cells)).tolist() == expected


def test_a_total_is_not_hidden_by_another_total_when_its_parts_are_published():
    values = np.array([3.0, 4, 30, 37, 40, 77])
    cells = Linked(
        quantities=(Quantity(values, np.full(6, 5.0), flags(6, 3)),),
        sums=((3, (0, 1, 2)), (5, (3, 4))),
        hidable=flags(6, 4),
        hidden=flags(6),
        cost=np.ones(6),
    )
    assert safe_pattern(cells) is None
    assert np.flatnonzero(safe_pattern(replace(cells, hidable=flags(6, 2, 4)))).tolist() == [2, 3, 4]


def test_sums_that_are_not_whole_are_protected_from_nothing_up():
    values = np.array([2.5, 8.25, 9.0, 19.75])
    cells = Linked(
        quantities=(Quantity(values, np.full(4, 5.0), values < 5),),
        sums=((3, (0, 1, 2)),),
        hidable=flags(4, 0, 1, 2),
        hidden=flags(4),
        cost=np.array([1.0, 2.0, 1.0, 1.0]),
    )
    pattern = safe_pattern(cells)
    assert pattern.tolist() == flags(4, 0, 2).tolist()
    assert not near(cells, pattern, least=0, whole=False)


def test_a_sum_with_figures_below_nothing_is_protected_by_any_other_cell():
    values = np.array([-30.0, 9.0, 2.0, -19.0])
    cells = Linked(
        quantities=(Quantity(values, np.full(4, 5.0), flags(4, 0)),),
        sums=((3, (0, 1, 2)),),
        hidable=flags(4, 0, 1, 2),
        hidden=flags(4),
        cost=np.array([1.0, 2.0, 1.0, 1.0]),
    )
    assert safe_pattern(cells).tolist() == flags(4, 0, 2).tolist()


def test_cells_without_sums_protect_themselves():
    cells = Linked(
        quantities=(Quantity(np.array([3.0, 9.0]), np.full(2, 5.0), flags(2, 0)),),
        sums=(),
        hidable=flags(2, 0, 1),
        hidden=flags(2),
        cost=np.ones(2),
    )
    assert safe_pattern(cells).tolist() == [True, False]


def test_the_cheapest_cells_are_hidden():
    values = np.array([3.0, 20.0, 20.0, 20.0, 63.0])
    for cheap in (1, 2, 3):
        cells = Linked(
            quantities=(Quantity(values, np.full(5, 5.0), values < 5),),
            sums=((4, (0, 1, 2, 3)),),
            hidable=flags(5, 0, 1, 2, 3),
            hidden=flags(5),
            cost=np.where(flags(5, cheap), 1.0, 3.0),
        )
        assert safe_pattern(cells).tolist() == flags(5, 0, cheap).tolist()
