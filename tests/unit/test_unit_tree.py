"""The tree of units, walked upwards."""

import pytest

from metrics.unit_tree import lines_above


@pytest.mark.parametrize(
    ("parents", "above"),
    [
        ({}, {}),
        ({1: None}, {1: []}),
        ({3: 2, 2: 1, 1: None}, {3: [2, 1], 2: [1], 1: []}),
        ({2: 1}, {2: [1]}),  # the one above is not among those asked about
        ({1: 2, 2: 1}, {1: [2, 1], 2: [1, 2]}),  # bites its own tail
    ],
)
def test_the_units_above_come_nearest_first(parents, above):
    assert lines_above(parents) == above
