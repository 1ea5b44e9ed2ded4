"""Figures of units with too few people: kept away before anything is summed."""

import pandas as pd
import pytest
from drawn import drawn_office, figures
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.protection import shielded
from metrics.unit_series import series_of_unit
from metrics.vocabulary import Periodicity, ValueState

MONTH, _, TERTIAL, _, YEAR = Periodicity
SICK, HEADS = 1, 2
DESCRIBED = """
id | kind  | unit_of_measure | decimals | protected_by_id | protected_below
1  | ratio | %               | 1        | 2               | 10
2  | stock | antal           | 0        |                 |
"""
TREE = "id | parent_id\n1 |\n2 | 1\n3 | 2\n4 | 2\n5 | 2\n6 | 1"
"""The whole is 1; 2 lies within it and holds 3, 4 and 5; 6 lies beside 2."""


def office(described=DESCRIBED):
    return drawn_office(described, units=TREE)


def heads(lines: str) -> str:
    return "\n".join(f"2 | {line} | | " for line in lines.strip().splitlines())


def drawn(sick: str, people: str):
    """Draw sick leave (unit, period, numerator, denominator) and head counts (unit, period, number)."""
    rows = ["indicator_id | unit_id | period | value | numerator | denominator"]
    for line in sick.strip().splitlines():
        unit, period, top, bottom = (cell.strip() for cell in line.split("|"))
        rows.append(f"1 | {unit} | {period} | {100 * float(top) / float(bottom)} | {top} | {bottom}")
    return figures("\n".join([*rows, heads(people)]))


def hidden(shown) -> list[tuple[int, str]]:
    """Return the units and periods of the sick leave that is a secret."""
    secret = shown[(shown["indicator_id"] == SICK) & (shown["state"] == ValueState.CONFIDENTIAL)]
    return list(zip(secret["unit_id"], secret["period"], strict=True))


def shield(sick: str, people: str):
    return shielded(drawn(sick, people), office().subjects, office().ancestors_below(1))


TWO_MONTHS = "3 | 2026-07 | 8 | 100\n3 | 2026-08 | 9 | 100"


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ("3 | 2026-07 | 10\n3 | 2026-08 | 10", []),
        ("3 | 2026-07 | 10\n3 | 2026-08 | 9", ["2026-08"]),
        ("3 | 2026-07 | 9\n3 | 2026-08 | 10", ["2026-07"]),
        ("3 | 2026-07 | 0\n3 | 2026-08 | 0", ["2026-07", "2026-08"]),
        ("3 | 2026-06 | 9", ["2026-07", "2026-08"]),  # the latest count before
        ("3 | 2025-01 | 9\n3 | 2026-06 | 12", []),
        ("3 | 2026-07 | 12\n3 | 2026-09 | 9", []),
        ("3 | 2026-09 | 9", ["2026-07", "2026-08"]),  # before the first count: that one
        ("3 | 2025 | 9\n3 | 2025-12 | 12", ["2026-07", "2026-08"]),  # of two that end together, the fewest
        ("4 | 2026-07 | 9", []),  # another unit's
    ],
)
def test_a_month_is_secret_when_the_unit_had_too_few_people_in_it(counts, expected):
    assert hidden(shield(TWO_MONTHS, counts)) == [(3, period) for period in expected]


def test_a_unit_whose_people_have_never_been_counted_is_not_protected():
    never = figures("indicator_id | unit_id | period | value\n1 | 3 | 2026-07 | 8")
    assert hidden(shielded(never, office().subjects)) == []


def test_a_count_that_is_itself_a_secret_is_of_too_few():
    known = drawn(TWO_MONTHS, "3 | 2026-07 | 12\n3 | 2026-08 | 12")
    secret = (known["indicator_id"] == HEADS) & (known["period"] == "2026-08")
    known.loc[secret, ["value", "state"]] = [float("nan"), "confidential"]
    assert hidden(shielded(known, office().subjects)) == [(3, "2026-08")]


def test_a_count_that_is_late_leaves_the_one_before_in_force():
    known = drawn(TWO_MONTHS, "3 | 2026-07 | 9\n3 | 2026-08 | 12")
    late = (known["indicator_id"] == HEADS) & (known["period"] == "2026-08")
    known.loc[late, ["value", "state"]] = [float("nan"), "missing"]
    assert hidden(shielded(known, office().subjects)) == [(3, "2026-07"), (3, "2026-08")]


@pytest.mark.parametrize(
    ("period", "counts", "is_secret"),
    [
        ("2026-T2", "3 | 2026-05 | 12\n3 | 2026-06 | 9\n3 | 2026-07 | 12\n3 | 2026-08 | 12", True),
        ("2026-T2", "3 | 2026-05 | 12\n3 | 2026-08 | 12", False),
        ("2026-T2", "3 | 2026-04 | 9\n3 | 2026-09 | 9", True),
        ("2026-T2", "3 | 2026-04 | 12\n3 | 2026-09 | 9", False),
        ("2026", "3 | 2026-01 | 12\n3 | 2026-12 | 9", True),
    ],
)
def test_the_fewest_people_in_any_month_of_a_longer_period_decide(period, counts, is_secret):
    assert (hidden(shield(f"3 | {period} | 8 | 100", counts)) == [(3, period)]) == is_secret


def test_a_secret_has_no_numbers_and_what_is_not_protected_is_left_alone():
    shown = shield(TWO_MONTHS, "3 | 2026-07 | 9\n3 | 2026-08 | 9")
    secret = shown[shown["indicator_id"] == SICK]
    assert secret[["value", "numerator", "denominator", "n"]].isna().all(axis=None)
    assert shown.loc[shown["indicator_id"] == HEADS, "value"].tolist() == [9, 9]


def test_what_has_no_value_keeps_its_own_state():
    late = drawn(TWO_MONTHS, "3 | 2026-07 | 9\n3 | 2026-08 | 9")
    late.loc[late["period"] == "2026-08", ["value", "numerator", "denominator"]] = float("nan")
    late.loc[(late["period"] == "2026-08") & (late["indicator_id"] == SICK), "state"] = "missing"
    assert hidden(shielded(late, office().subjects)) == [(3, "2026-07")]


def test_the_given_figures_are_not_changed():
    given = drawn(TWO_MONTHS, "3 | 2026-07 | 9")
    before = given.copy()
    shielded(given, office().subjects, office().ancestors_below(1))
    pd.testing.assert_frame_equal(given, before)


def test_figures_put_together_from_several_readings_are_told_apart():
    """Frames that were joined have the same row numbers several times."""
    twice = pd.concat(
        [
            drawn("3 | 2026-07 | 8 | 100", "3 | 2026-07 | 9"),
            drawn("4 | 2026-07 | 8 | 100", "4 | 2026-07 | 12"),
        ]
    )
    assert hidden(shielded(twice, office().subjects, office().ancestors_below(1))) == [(3, "2026-07")]


# What lies above

SIBLINGS = """
3 | 2026-08 | 10 | 100
4 | 2026-08 |  6 | 300
5 | 2026-08 |  9 | 100
"""
FIVE_IS_SMALL = "3 | 2026-08 | 20\n4 | 2026-08 | 40\n5 | 2026-08 | 9"


def of_unit(known, unit, periodicity=MONTH, described=DESCRIBED):
    """The sick leave of a unit, made of what may be shown."""
    return series_of_unit(office(described), known, unit, {SICK: periodicity})[SICK]


def test_a_sum_is_made_of_the_units_that_are_shown():
    """Not (10 + 6 + 9) / 500 = 5,0 %, from which unit 5 could be taken out by its siblings."""
    for unit in (1, 2):
        figure = of_unit(drawn(SIBLINGS, FIVE_IS_SMALL), unit)["2026-08"]
        assert figure.value == pytest.approx(100 * (10 + 6) / (100 + 300))
        assert (figure.numerator, figure.denominator) == (16, 400)
        assert (figure.units, figure.units_expected) == (2, 3)


def test_a_whole_that_the_unit_above_has_reported_itself_is_passed_by():
    """Its 25 of 500 hours less the siblings' 16 of 400 would be unit 5's 9 of 100."""
    reported = SIBLINGS + "2 | 2026-08 | 25 | 500"
    figure = of_unit(drawn(reported, FIVE_IS_SMALL), 2)["2026-08"]
    assert (figure.numerator, figure.denominator) == (16, 400)
    assert (figure.units, figure.units_expected) == (2, 3)
    assert of_unit(drawn(reported, FIVE_IS_SMALL), 1)["2026-08"].numerator == 16


def test_so_is_every_whole_above_it():
    """1's 40 of 600, less 6's 15 of 100 and the siblings' 16 of 400, would be unit 5's."""
    reported = SIBLINGS + "2 | 2026-08 | 25 | 500\n6 | 2026-08 | 15 | 100\n1 | 2026-08 | 40 | 600"
    people = FIVE_IS_SMALL + "\n6 | 2026-08 | 15"
    figure = of_unit(drawn(reported, people), 1)["2026-08"]
    assert (figure.numerator, figure.denominator) == (16 + 15, 400 + 100)


def test_a_whole_stands_in_the_months_without_a_secret():
    reported = SIBLINGS + "2 | 2026-08 | 25 | 500" + SIBLINGS.replace("08", "07") + "2 | 2026-07 | 26 | 500"
    people = FIVE_IS_SMALL + "\n5 | 2026-07 | 12"
    made = of_unit(drawn(reported, people), 2)
    assert (made["2026-07"].numerator, made["2026-08"].numerator) == (26, 16)


def test_a_whole_of_which_no_other_part_is_shown_tells_of_others_too_and_stands():
    reported = "5 | 2026-08 | 9 | 100\n2 | 2026-08 | 25 | 500\n6 | 2026-08 | 15 | 100\n1 | 2026-08 | 40 | 600"
    people = "5 | 2026-08 | 9\n2 | 2026-08 | 60\n6 | 2026-08 | 15"
    made = drawn(reported, people)
    assert of_unit(made, 2)["2026-08"].numerator == 25
    assert of_unit(made, 1)["2026-08"].numerator == 40


HEADS_OF_BOTH = "3 | 2026-07 | 20\n3 | 2026-08 | 20\n4 | 2026-07 | 12\n4 | 2026-08 | 9"


def test_a_year_that_the_unit_above_has_reported_is_passed_by_when_it_would_leave_the_secret_month():
    """Units 3 and 4 report months, 4 one that is hidden: the year of 2 less the shown months would be it."""
    months = "3 | 2026-07 | 20 | 200\n3 | 2026-08 | 22 | 200\n4 | 2026-07 | 8 | 100\n4 | 2026-08 | 9 | 100"
    made = drawn(f"{months}\n2 | 2026 | 59 | 600", HEADS_OF_BOTH)
    year = series_of_unit(office(), made, 2, {SICK: YEAR})[SICK]["2026"]
    assert (year.value, year.numerator, year.state) == (None, None, ValueState.NOT_APPLICABLE)


def test_what_is_hidden_does_not_hang_on_which_counts_a_page_has_read():
    made = drawn(TWO_MONTHS, "6 | 2026-07 | 20")
    told = drawn("3 | 2026-08 | 9 | 100", "3 | 2026-08 | 9")
    counts = told[told["indicator_id"] == HEADS]
    assert hidden(shielded(made, office().subjects, {}, counts)) == [(3, "2026-07"), (3, "2026-08")]


@pytest.mark.parametrize(
    ("people", "is_secret"),
    [("5 | 2026-08 | 9", True), ("5 | 2026-08 | 9\n2 | 2026-08 | 12", False), ("5 | 2026-08 | 10", False)],
)
def test_a_whole_of_one_small_unit_alone_is_as_small(people, is_secret):
    """Unit 2 has reported for itself what only unit 5 below it is known to be."""
    made = drawn("5 | 2026-08 | 9 | 100\n2 | 2026-08 | 9 | 100", people)
    assert (of_unit(made, 2)["2026-08"].state == ValueState.CONFIDENTIAL) == is_secret


def test_two_small_units_are_many_enough_together_if_they_are():
    sick = "3 | 2026-08 | 9 | 100\n4 | 2026-08 | 7 | 80\n2 | 2026-08 | 16 | 180"
    assert of_unit(drawn(sick, "3 | 2026-08 | 6\n4 | 2026-08 | 4"), 2)["2026-08"].numerator == 16
    assert of_unit(drawn(sick, "3 | 2026-08 | 5\n4 | 2026-08 | 4"), 2)["2026-08"].numerator is None


def test_a_percentage_alone_gives_nothing_away():
    known = drawn(SIBLINGS + "2 | 2026-08 | 25 | 500", FIVE_IS_SMALL)
    known.loc[known["unit_id"] == 2, ["numerator", "denominator"]] = float("nan")
    figure = of_unit(known, 2)["2026-08"]
    assert (figure.value, figure.state) == (5.0, ValueState.FINAL)


@pytest.mark.parametrize("kind", ["flow", "stock", "mean", "index"])
def test_a_whole_is_passed_by_whatever_the_kind(kind):
    described = f"""
    id | kind   | unit_of_measure | decimals | protected_by_id | protected_below
    1  | {kind} | antal           | 0        | 2               | 10
    2  | stock  | antal           | 0        |                 |
    """
    lines = ["1 | 3 | 2026-08 | 10 | 20", "1 | 4 | 2026-08 | 6 | 40", "1 | 5 | 2026-08 | 9 | 9"]
    lines += ["1 | 2 | 2026-08 | 25 | 69", "2 | 3 | 2026-08 | 20 |", "2 | 5 | 2026-08 | 9 |"]
    known = figures("\n".join(["indicator_id | unit_id | period | value | n", *lines]))
    assert of_unit(known, 2, described=described)["2026-08"].value != 25


def test_a_year_is_made_of_the_months_that_are_shown():
    sick = "\n".join(f"5 | 2026-{month:02d} | {month} | 100" for month in range(1, 13))
    people = "\n".join(f"5 | 2026-{month:02d} | {13 if month < 8 else 9}" for month in range(1, 13))
    figure = of_unit(drawn(sick, people), 5, YEAR)["2026"]
    assert figure.value == pytest.approx(100 * sum(range(1, 8)) / 700)
    assert (figure.parts, figure.expected) == (7, 12)


counted = st.lists(st.integers(5, 14), min_size=3, max_size=3)
hours = st.lists(st.tuples(st.integers(0, 40), st.integers(100, 900)), min_size=3, max_size=3)


@settings(max_examples=25)
@given(counted=counted, hours=hours, reported=st.booleans(), beside=st.integers(0, 900))
def test_no_whole_less_its_shown_parts_is_what_is_hidden(counted, hours, reported, beside):
    """Whatever a reader can take from the wholes, the small units' hours are never what is left."""
    units = (3, 4, 5)
    lines = [f"{unit} | 2026-08 | {top} | {bottom}" for unit, (top, bottom) in zip(units, hours, strict=True)]
    if reported:
        total = (sum(top for top, _ in hours), sum(bottom for _, bottom in hours))
        lines += [f"2 | 2026-08 | {total[0]} | {total[1]}", f"1 | 2026-08 | {total[0]} | {total[1] + beside}"]
    people = "\n".join(f"{unit} | 2026-08 | {count}" for unit, count in zip(units, counted, strict=True))
    known = drawn("\n".join(lines), people)
    bottoms = {unit: of_unit(known, unit)["2026-08"].denominator for unit in (1, 2, *units)}
    small = [unit for unit, count in zip(units, counted, strict=True) if count < 10]
    assert [unit for unit in units if bottoms[unit] is None] == small
    if 0 < len(small) < len(units):
        assert bottoms[1] == bottoms[2] == sum(bottoms[unit] or 0 for unit in units)
