"""Which known name a text is: one way of comparing, for columns and for rows alike."""

import pytest

from data.imports.facts import Names
from data.imports.tables.name_lists import NameLists, Noun

LISTS = NameLists.of(
    Names("Lilla kommun", frozenset({"Andel i tid"}), frozenset({"Barn och unga"}), frozenset())
)


@pytest.mark.parametrize(
    ("noun", "text", "expected"),
    [
        (Noun.UNIT, "Barn & unga", True),
        (Noun.UNIT, "Barn o unga", True),
        (Noun.UNIT, "BARN  OCH UNGA", True),
        (Noun.UNIT, "Barn unga", False),
        (Noun.INDICATOR, "Andel i tid²", True),
        (Noun.INDICATOR, "Andel i\u00adtid", False),
        (Noun.UNIT, "Andel i tid", False),
    ],
)
def test_a_name_is_known_however_it_is_written(noun, text, expected):
    assert LISTS.has(noun, text) is expected
