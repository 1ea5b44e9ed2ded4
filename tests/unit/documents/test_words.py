"""What documents and pages say alike of what an audience isn't shown."""

import pytest

from metrics.documents.words import small_words

REST = " visas inte, och inte det som annars skulle röja dem."


@pytest.mark.parametrize(
    ("threshold", "said"),
    [(1, ""), (2, f"Talet 1{REST}"), (3, f"Tal från 1 till 2{REST}"), (5, f"Tal från 1 till 4{REST}")],
)
def test_the_small_numbers_that_are_not_shown_are_named(threshold, said):
    assert small_words(threshold) == said
