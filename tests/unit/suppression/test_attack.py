"""What a reader can work out: bounds against every table there is, and what makes a cell unsafe."""

from itertools import product

import numpy as np
import pytest

from bench.attacker import Attacker, with_totals
from metrics.suppression.attack import bounds
from metrics.suppression.audit import unsafe
from metrics.suppression.cells import Linked, Quantity, two_way

ENDLESS = float("inf")


def flags(size, *places):
    return np.isin(np.arange(size), places)


def linked(values, sums, *, threshold=5.0, hidable=None, hidden=()):
    """Cells that may all be hidden unless they are 0; the small ones are primary."""
    figures = np.array(values, dtype=float)
    size = len(figures)
    return Linked(
        quantities=(
            Quantity(figures, np.full(size, float(threshold)), (figures > 0) & (figures < threshold)),
        ),
        sums=tuple(sums),
        hidable=figures > 0 if hidable is None else flags(size, *hidable),
        hidden=flags(size, *hidden),
        cost=np.ones(size),
    )


def every_table(shape, rows, columns, hidden, shown):
    """All tables of whole numbers from 1 in the hidden cells that have these totals."""
    cells = np.flatnonzero(hidden)
    most = [min(rows[cell // shape[1]], columns[cell % shape[1]]) for cell in cells]
    for filled in product(*(range(1, high + 1) for high in most)):
        table = shown.copy()
        table[cells] = filled
        square = table.reshape(shape)
        if (square.sum(axis=1) == rows).all() and (square.sum(axis=0) == columns).all():
            yield table


@pytest.mark.parametrize("seed", range(12))
def test_bounds_are_the_least_and_greatest_of_all_tables_there_are(seed):
    chance = np.random.default_rng(seed)
    table = chance.integers(1, 6, (2, 3) if seed % 2 else (3, 2))
    hidden = np.zeros(table.size, dtype=bool)
    hidden[chance.choice(table.size, 5 if seed % 3 else 4, replace=False)] = True
    found = [*every_table(table.shape, table.sum(axis=1), table.sum(axis=0), hidden, table.ravel())]
    cells = two_way(table.tolist(), 5)
    pattern = np.concatenate([hidden, np.zeros(cells.size - table.size, dtype=bool)])
    lower, upper = bounds(cells, 0, pattern)
    assert lower[: table.size].tolist() == np.min(found, axis=0).tolist()
    assert upper[: table.size].tolist() == np.max(found, axis=0).tolist()


@pytest.mark.parametrize("seed", range(4))
def test_bounds_are_those_of_another_attacker(seed):
    table = np.random.default_rng(seed).negative_binomial(2, 0.2, (4, 5))
    cells = two_way(table.tolist(), 5)
    hidden = cells.hidable & (np.arange(cells.size) % 3 > 0)
    lower, upper = bounds(cells, 0, hidden)
    attacker = Attacker(*with_totals(table), np.flatnonzero(hidden), least=1)
    assert {cell: (lower[cell], upper[cell]) for cell in attacker.unknown} == {
        cell: attacker.interval(cell) for cell in attacker.unknown
    }


@pytest.mark.parametrize(
    ("values", "sums", "hidden", "expected"),
    [
        pytest.param([3, 9, 12], [(2, (0, 1))], [0], {0: (3, 3)}, id="alone beside its total"),
        pytest.param([3, 9, 12], [(2, (0, 1))], [0, 1], {0: (1, 11), 1: (1, 11)}, id="two of a sum"),
        pytest.param(
            [3, 9, 12], [(2, (0, 1))], [0, 2], {0: (1, ENDLESS), 2: (10, ENDLESS)}, id="with the total"
        ),
        pytest.param(
            [3, 9, 14], [(2, (0, 1))], [0, 1], {0: (1, 11), 1: (1, 11)}, id="what doesn't add up is known"
        ),
        pytest.param(
            [3.5, 9, 12.5], [(2, (0, 1))], [0, 1], {0: (0, 12.5), 1: (0, 12.5)}, id="not whole: from 0"
        ),
        pytest.param(
            [-3, 9, 6], [(2, (0, 1))], [0, 1], {0: (-ENDLESS, ENDLESS)}, id="below 0: nothing bounds it"
        ),
        pytest.param([3, 0, 9, 12], [(3, (0, 1, 2))], [0, 1, 2], {0: (0, 12)}, id="a zero hidden: from 0"),
        pytest.param([3, 9, 12], [], [0], {0: (1, ENDLESS), 1: (9, 9)}, id="no sums"),
    ],
)
def test_what_a_reader_can_work_out(values, sums, hidden, expected):
    cells = linked(values, sums)
    lower, upper = bounds(cells, 0, flags(cells.size, *hidden))
    assert {cell: (lower[cell], upper[cell]) for cell in expected} == expected


ROW = [(3, (0, 1, 2))]


@pytest.mark.parametrize(
    ("values", "sums", "hidden", "failing"),
    [
        pytest.param([3, 9, 20, 32], ROW, [0], [0], id="computed from the total"),
        pytest.param([3, 9, 20, 32], ROW, [0, 1], [], id="between 1 and 11"),
        pytest.param([3, 2, 20, 25], ROW, [0, 1], [0, 1], id="between 1 and 4: never 5"),
        pytest.param([4, 2, 20, 26], ROW, [0, 1], [0, 1], id="between 1 and 5: only 4 wide"),
        pytest.param([4, 3, 20, 27], ROW, [0, 1], [], id="between 1 and 6: 5 wide and more than 5"),
        pytest.param([3, 9, 20, 32], ROW, [0, 1, 2], [], id="more hidden than needed"),
        pytest.param([3, 9, 20, 32], ROW, [0, 3], [], id="the total hidden"),
        pytest.param([8, 9, 20, 37], ROW, [1], [1], id="a large cell hidden alone is computed too"),
        pytest.param([8, 9, 20, 37], ROW, [], [], id="nothing hidden"),
    ],
)
def test_a_hidden_cell_is_unsafe_when_a_reader_comes_too_near(values, sums, hidden, failing):
    cells = linked(values, sums)
    assert np.flatnonzero(unsafe(cells, flags(cells.size, *hidden))).tolist() == failing


def test_a_cell_hidden_before_is_excused_only_where_no_pattern_can_make_it_safe():
    values = [9, 9, 20, 38]
    could = linked(values, ROW, hidden=[0])
    cannot = linked(values, ROW, hidden=[0], hidable=[])
    assert unsafe(could, flags(4, 0)).tolist() == [True, False, False, False]
    assert not unsafe(cannot, flags(4, 0)).any()


def test_a_cell_that_no_one_asked_to_hide_is_never_excused():
    cells = linked([9, 9, 20, 38], ROW, hidable=[])
    assert unsafe(cells, flags(4, 0)).tolist() == [True, False, False, False]


def test_only_whole_numbers_make_a_count_safe():
    """The first three cells move together, and two others twice as far: with halves 9.5 to 14.5, 5 wide."""
    values = [10, 20, 10, 30, 30, 20, 10, 30, 2, 18]
    sums = [(3, (0, 1)), (4, (1, 2)), (5, (0, 2)), (7, (5, 6)), (5, (8, 9))]
    cells = linked(values, sums, hidable=range(10))
    hidden = flags(10, 0, 1, 2, 5, 6, 8)
    lower, upper = bounds(cells, 0, hidden)
    assert (lower[0], upper[0]) == (9.5, 14.5)
    assert Attacker(values, sums, np.flatnonzero(hidden), least=1).interval(0) == (10, 14)
    assert np.flatnonzero(unsafe(cells, hidden)).tolist() == [0, 1, 2]
