"""Earlier words on corrected figures: all of them, but for those on figures that are a secret."""

import pytest
from drawn import drawn_office, figures, table

from metrics.earlier_words import open_words

DESCRIBED = """
id | kind  | unit_of_measure | protected_by_id | protected_below
1  | ratio | %               | 2               | 10
2  | stock | antal           |                 |
"""
TREE = "id | parent_id\n1 |\n3 | 1\n4 | 1"
WORDS = """
unit_id | period  | revision | value | state | comment
3       | 2026-01 | 1        | 7     | final |
3       | 2026-01 | 2        | 8     | {}    | Rättad.
4       | 2026-01 | 1        | 5     | final |
4       | 2026-01 | 2        | 6     | final | Rättad.
"""


def told(words, drawn):
    """Unit, value, state and comment of each word that is shown."""
    office = drawn_office(DESCRIBED, units=TREE)
    shown = open_words(
        table(words, words=("period", "comment")),
        office.subject_of(1),
        figures(drawn),
        office.ancestors_below(1),
    )
    return [
        (row["unit_id"], None if row["value"] != row["value"] else row["value"], row["state"], row["comment"])
        for row in shown.to_dict("records")
    ]


def in_force(people, state="final"):
    value = 8 if state == "final" else ""
    return f"""
    indicator_id | unit_id | period  | value | numerator | denominator | state
    1            | 3       | 2026-01 | {value} | 8       | 100         | {state}
    1            | 4       | 2026-01 | 6     | 6         | 100         | final
    2            | 3       | 2026-01 | {people} |        |             | final
    2            | 4       | 2026-01 | 30    |           |             | final
    """


OF_UNIT_4 = [(4, 5, "final", None), (4, 6, "final", "Rättad.")]


def test_every_word_is_told_where_the_people_are_many_enough():
    assert told(WORDS.format("final"), in_force(10)) == [
        (3, 7, "final", None),
        (3, 8, "final", "Rättad."),
        *OF_UNIT_4,
    ]


def test_no_word_is_told_of_a_unit_with_too_few_people_nor_why_it_was_corrected():
    secret = (3, None, "confidential", "")
    assert told(WORDS.format("final"), in_force(9)) == [secret, secret, *OF_UNIT_4]


def test_what_was_told_before_it_became_a_secret_is_one_too_and_the_reason_stands():
    words = WORDS.format("confidential").replace("| 2        | 8 ", "| 2        |   ")
    assert told(words, in_force(10, "confidential")) == [
        (3, None, "confidential", ""),
        (3, None, "confidential", "Rättad."),
        *OF_UNIT_4,
    ]


def test_the_words_on_a_whole_that_would_give_a_secret_below_it_away_are_not_told():
    """The office has told 14 of 200 hours itself: less unit 4's 6 of 100 they are unit 3's."""
    of_office = "1       | 2026-01 | 1        | 7     | final | Delarna saknades."
    whole = "1            | 1       | 2026-01 | 7     | 14      | 200         | final"
    shown = told(f"{WORDS.format('final')}\n{of_office}", f"{in_force(9)}\n{whole}")
    assert shown[-1] == (1, None, "confidential", "")
    shown = told(f"{WORDS.format('final')}\n{of_office}", f"{in_force(10)}\n{whole}")
    assert shown[-1] == (1, 7, "final", "Delarna saknades.")


@pytest.mark.parametrize("state", ["missing", "not_applicable"])
def test_what_was_told_before_it_was_found_missing_is_no_secret(state):
    words = WORDS.format(state).replace("| 2        | 8 ", "| 2        |   ")
    assert told(words, in_force(10, state))[:2] == [(3, 7, "final", None), (3, None, state, "Rättad.")]


def test_nothing_corrected_is_nothing_to_tell():
    assert told("unit_id | period | revision | value | state | comment", in_force(9)) == []
