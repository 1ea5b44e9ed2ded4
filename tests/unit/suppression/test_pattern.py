"""Which cells are hidden: hand-made tables with known answers, and random ones under attack."""

from itertools import combinations

import numpy as np
import pytest

from bench.attacker import Attacker, with_totals
from metrics.suppression.audit import unsafe
from metrics.suppression.cells import two_way
from metrics.suppression.pattern import safe_pattern

SHAPES = {
    "4 × 3, mean 8": (4, 3, 8, 5, 500),
    "4 × 3, mean 20": (4, 3, 20, 10, 500),
    "3 × 4, mean 12": (3, 4, 12, 5, 500),
    "2 × 6, mean 10": (2, 6, 10, 5, 500),
    "5 × 12, mean 8": (5, 12, 8, 5, 20),
    "5 × 12, mean 8, from 4": (5, 12, 8, 4, 20),
    "5 × 12, mean 20": (5, 12, 20, 5, 50),
    "8 × 12, mean 30": (8, 12, 30, 5, 20),
    "12 × 12, mean 60": (12, 12, 60, 5, 10),
}
"""Rows, columns, mean count, threshold, and how many tables are drawn."""


def drawn(rows, columns, mean, tables, dispersion=2.0):
    chance = np.random.default_rng(rows * 1000 + columns * 10 + mean)
    share = dispersion / (dispersion + mean)
    return [chance.negative_binomial(dispersion, share, (rows, columns)) for _ in range(tables)]


def hidden_in(table, threshold=5):
    """Return the hidden cells as (row, column), or None when the table must be aggregated."""
    counts = np.array(table)
    pattern = safe_pattern(two_way(counts.tolist(), threshold))
    if pattern is None:
        return None
    assert not pattern[counts.size :].any()
    return [(int(cell) // counts.shape[1], int(cell) % counts.shape[1]) for cell in np.flatnonzero(pattern)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param([[10, 20], [30, 40]], [], id="nothing small"),
        pytest.param([[0, 20], [30, 0]], [], id="zeros are shown"),
        pytest.param([[0, 0], [0, 0]], [], id="nothing at all"),
        pytest.param([[3, 20], [30, 40]], [(0, 0), (0, 1), (1, 0), (1, 1)], id="a rectangle hides a cell"),
        pytest.param(
            [[3, 20, 6], [30, 40, 8], [10, 10, 10]],
            [(0, 0), (0, 2), (2, 0), (2, 2)],
            id="the three that count least of those that have room for 5 more",
        ),
        pytest.param(
            [[3, 20, 5], [30, 40, 8], [10, 10, 10]],
            [(0, 0), (0, 1), (2, 0), (2, 1)],
            id="a 5 has only room for 4",
        ),
        pytest.param([[3, 0], [9, 9]], None, id="alone in its row beside a zero"),
        pytest.param([[3]], None, id="one cell is its own total"),
        pytest.param([[12]], [], id="one large cell"),
        pytest.param([[3, 9, 20]], None, id="one row: the column totals tell all"),
        pytest.param([[3], [9], [20]], None, id="one column: the row totals tell all"),
        pytest.param([[13, 9, 20]], [], id="one row without small counts"),
        pytest.param([[1, 2], [30, 40]], None, id="a row whose total is small"),
        pytest.param(
            [[2, 0, 3], [9, 9, 9], [9, 9, 9]], None, id="two small counts with too little between them"
        ),
    ],
)
def test_the_cells_of_a_table_that_are_hidden(table, expected):
    assert hidden_in(table) == expected


@pytest.mark.parametrize(
    ("threshold", "expected"),
    [
        (1, []),
        (2, []),
        (3, [(0, 0), (0, 1), (1, 0), (1, 1)]),
        (5, [(0, 0), (0, 1), (1, 0), (1, 1)]),
        (40, None),
    ],
)
def test_the_threshold_says_what_is_small(threshold, expected):
    assert hidden_in([[2, 20], [20, 9]], threshold) == expected


@pytest.mark.parametrize("kind", SHAPES)
def test_no_hidden_count_of_a_random_table_can_be_come_near_to(kind):
    rows, columns, mean, threshold, tables = SHAPES[kind]
    kept = 0
    for table in drawn(rows, columns, mean, tables):
        cells = two_way(table.tolist(), threshold)
        pattern = safe_pattern(cells)
        if pattern is None:
            continue
        kept += 1
        small = np.flatnonzero((table.ravel() > 0) & (table.ravel() < threshold))
        assert pattern[small].all() and not pattern[: table.size][table.ravel() == 0].any()
        for least in (0, 1) if rows == 2 else (1,):
            attacker = Attacker(*with_totals(table), np.flatnonzero(pattern), least)
            assert not list(attacker.near(threshold, small)), table.tolist()
    assert kept >= tables // 3


def test_a_table_is_aggregated_only_when_no_pattern_is_safe():
    lost = [table for table in drawn(3, 3, 6, 40) if hidden_in(table) is None]
    assert len(lost) >= 3
    for table in lost:
        cells = two_way(table.tolist(), 5)
        free = np.flatnonzero(cells.hidable & ~cells.must)
        for count in range(len(free) + 1):
            for chosen in combinations(free, count):
                assert unsafe(cells, cells.must | np.isin(np.arange(cells.size), chosen)).any()


def test_no_safe_pattern_of_a_small_table_hides_fewer_cells():
    compared = 0
    for table in drawn(4, 3, 8, 30):
        cells = two_way(table.tolist(), 5)
        pattern = safe_pattern(cells)
        free = np.flatnonzero(cells.hidable & ~cells.must)
        if pattern is None or len(free) > 8:
            continue
        compared += 1
        fewer = int(pattern.sum() - cells.must.sum()) - 1
        for chosen in combinations(free, max(fewer, 0)):
            assert fewer < 0 or unsafe(cells, cells.must | np.isin(np.arange(cells.size), chosen)).any()
    assert compared >= 8


def test_every_cell_hidden_for_others_is_needed():
    for table in [*drawn(5, 12, 20, 6), *drawn(8, 12, 12, 2)]:
        cells = two_way(table.tolist(), 5)
        pattern = safe_pattern(cells)
        if pattern is None:
            continue
        for cell in np.flatnonzero(pattern & ~cells.must):
            shown = pattern.copy()
            shown[cell] = False
            assert unsafe(cells, shown).any()


def test_the_same_table_always_gets_the_same_pattern():
    for table in drawn(5, 12, 8, 5):
        assert hidden_in(table) == hidden_in(table)


@pytest.mark.parametrize("size", [10**6, 10**9, 10**12])
def test_the_size_of_large_counts_makes_no_difference(size):
    table = np.array([[3, 20, 90], [30, 40, 80], [70, 60, 50]])
    large = np.where(table >= 20, table + size, table)
    assert hidden_in(large) is not None
    assert len(hidden_in(large)) == len(hidden_in(table)) == 4


def test_a_large_table_gets_an_answer_that_holds():
    table = drawn(40, 40, 10, 1)[0]
    cells = two_way(table.tolist(), 5)
    pattern = safe_pattern(cells)
    assert pattern is not None and not unsafe(cells, pattern).any()
