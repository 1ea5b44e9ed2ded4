"""The units below: their sick leave, whether it is low, how many they employ, and the small ones."""

import pytest
from staff_office import (
    HEADS,
    HME,
    HME_OF_ALL,
    LOW,
    PAID,
    TURNOVER,
    answers,
    counts,
    drawn,
    hours,
    plain,
    seen,
    small_office,
    two_years,
    usual,
    without,
)

from metrics.staff.spans import Span
from metrics.staff.units import most_risen
from metrics.unit_series import series_of_unit
from metrics.vocabulary import Periodicity


def by_name(view):
    return {line.place.name: line for line in view.units}


def test_units_stand_in_the_trees_order_each_within_its_own():
    lines = seen(usual()).units
    assert [(line.place.name, line.depth, line.is_sum) for line in lines] == [
        ("Barn", 0, True),
        ("Mottagning", 1, False),
        ("Utredning", 1, False),
        ("Våld", 0, False),
    ]
    assert [(line.place.name, line.depth) for line in seen(usual(), unit=2).units] == [
        ("Mottagning", 0),
        ("Utredning", 0),
    ]


def test_a_single_unit_has_none_below_it():
    assert seen(usual(), unit=4).units == ()


def test_a_unit_that_has_never_told_of_its_sick_leave_is_not_listed():
    assert list(by_name(seen(two_years(3, 40)))) == ["Barn", "Mottagning"]


def test_employees_are_those_of_the_months_end():
    lines = by_name(seen(usual()))
    assert [lines[name].heads_text for name in lines] == ["50", "20", "30", "9"]
    assert by_name(seen(usual(), period="2026-07"))["Våld"].heads_text == "12"


@pytest.mark.parametrize(
    ("counted", "text"),
    [
        ([], "–"),
        (counts(HEADS, 3, "2026-09", [20]), "–"),
        ([f"{HEADS} | 3 | 2026-10 | | | | | confidential"], ".."),
    ],
)
def test_employees_that_are_not_told_are_not_nought(counted, text):
    lines = [*two_years(3, 40), *counted]
    assert by_name(seen(lines))["Mottagning"].heads_text == text


def test_the_unit_whose_sick_leave_has_risen_most_in_a_year_is_found_among_the_lowest():
    """4 has risen by 1,0; the sum that it lies in by 0,5; 3 not at all; 5 can't be compared."""
    lines = seen(usual()).units
    assert {line.place.name: line.rise for line in lines} == {
        "Barn": 0.5,
        "Mottagning": 0,
        "Utredning": 1,
        "Våld": None,
    }
    assert most_risen(lines).place.name == "Utredning"


def test_none_has_risen_most_where_none_has_risen():
    assert most_risen(seen([*two_years(3, 40), *two_years(4, 60, rising=-5)]).units) is None


@pytest.mark.parametrize(
    ("hours_of_4", "text", "passed"),
    [(49, "4,9 %", True), (49.4, "4,9 %", True), (49.5, "5,0 %", False), (50, "5,0 %", False)],
)
def test_a_unit_is_low_by_the_figure_that_is_shown_of_the_shares_own_period(hours_of_4, text, passed):
    lines = [*two_years(3, 40), *hours(4, "2026-05", [(hours_of_4, 1000)] * 4 + [(90, 1000)] * 2)]
    low = by_name(seen(lines))["Utredning"].low
    assert (low.period.code, plain(low.value_text), low.passed) == ("2026-T2", text, passed)


def test_the_units_that_are_low_are_those_of_the_share():
    """3 (4,0) of 3, 4 (7,0) and 5 (5,0)."""
    view = seen(usual())
    share = series_of_unit(small_office(), drawn(usual()), 1, {LOW: Periodicity.TERTIAL})[LOW]["2026-T2"]
    verdicts = [line.low.passed for line in view.units if line.low]
    assert (sum(verdicts), len(verdicts)) == (share.numerator, share.denominator) == (1, 3)
    assert view.row(view.known.low_leave).value_text == "33\u00a0%"


def test_a_sum_of_units_is_neither_low_nor_high():
    assert by_name(seen(usual()))["Barn"].low is None


def test_without_such_a_share_in_the_plan_no_unit_is_held_to_a_limit():
    office = small_office(
        indicators=without("enheter-med-lag-sjukfranvaro"),
        parts="indicator_id | part_id | role\n8 | 6 | first\n8 | 7 | second\n12 | 1 | first",
    )
    assert [line.low for line in seen(usual(), office=office).units] == [None] * 4


# Small units


def test_a_small_unit_shows_no_month_and_says_so():
    line = by_name(seen(usual()))["Våld"]
    assert line.protected == 10
    assert line.leave.measures[Span.PERIOD].value_text == ".."
    assert by_name(seen(usual(), period="2026-07"))["Våld"].protected is None


def test_a_figure_that_was_delivered_as_a_secret_is_not_said_to_be_of_few():
    office = small_office(
        indicators="id | concept | kind | unit_of_measure | decimals\n1 | sjukfranvaro | ratio | % | 1",
        parts="indicator_id | part_id | role",
    )
    lines = [*two_years(3, 40)[:-1], "1 | 3 | 2026-10 | | | | | confidential"]
    line = by_name(seen(lines, office=office))["Mottagning"]
    assert (line.leave.measures[Span.PERIOD].note, line.protected) == ("sekretess", None)


def test_the_picture_of_a_small_unit_stands_still_while_it_is_small():
    """Twelve months to July are 5,0; in August to October nothing is added, so nothing moves."""
    spark = by_name(seen(usual()))["Våld"].spark
    assert spark[-4:] == [5, 5, 5, 5]


def test_units_that_have_never_been_counted_are_told_of():
    uncounted = [line for line in usual() if not line.startswith((f"{HEADS} | 3", f"{HEADS} | 4"))]
    assert seen(usual()).uncounted == ()
    assert seen(uncounted).uncounted == ("Mottagning", "Utredning")


# Engagement

ENGAGED = [
    answers(HME, 3, 2024, 75, 20), answers(HME, 4, 2024, 80, 30), answers(HME_OF_ALL, 1, 2024, 77, 900),
    answers(HME, 3, 2025, 76.4, 20), answers(HME, 4, 2025, 79, 30), answers(HME_OF_ALL, 1, 2025, 76.6, 900),
]  # fmt: skip


def verdicts(view):
    return {
        unit.place.name: (unit.line.now_text, unit.passed, unit.answers_text)
        for unit in view.engagement.units
    }


def test_each_unit_is_held_against_the_municipalitys_result_of_the_same_year():
    """76,4 is shown as 76 and the municipality's 76,6 as 77."""
    assert verdicts(seen(ENGAGED)) == {"Mottagning": ("76", False, "20"), "Utredning": ("79", True, "30")}
    assert verdicts(seen(ENGAGED, period="2024-12")) == {
        "Mottagning": ("75", False, "20"),
        "Utredning": ("80", True, "30"),
    }


def test_the_units_at_or_above_are_those_of_the_share():
    view = seen(ENGAGED)
    assert (len(view.engagement.passing), len(view.engagement.known)) == (1, 2)
    assert view.row(view.known.hme_share).value_text == "50\u00a0%"


def test_the_whole_is_weighed_by_its_answers_beside_last_year_and_the_municipality():
    """2025: (76,4 · 20 + 79 · 30) / 50 = 77,96. 2024: (75 · 20 + 80 · 30) / 50 = 78."""
    found = seen(ENGAGED).engagement
    assert (found.whole.now_text, found.whole.then_text, found.whole.change_text) == ("78", "78", "±0")
    assert (found.of_all.now_text, found.of_all.then_text, found.of_all.change_text) == ("77", "77", "±0")


def test_a_single_unit_is_held_against_the_municipality_too():
    """Its result is told of the root alone."""
    assert verdicts(seen(ENGAGED, unit=4)) == {"Utredning": ("79", True, "30")}


def test_without_the_municipalitys_result_no_unit_passes_or_fails():
    lines = [line for line in ENGAGED if not line.startswith(f"{HME_OF_ALL} ")]
    found = seen(lines).engagement
    assert [unit.passed for unit in found.units] == [None, None]
    assert (found.of_all, found.known) == (None, [])


def test_a_unit_without_a_result_of_the_year_is_not_held_against_it():
    lines = [*ENGAGED, answers(HME, 5, 2024, 70, 9)]
    assert verdicts(seen(lines))["Våld"] == ("–", None, "–")


def test_engagement_that_has_never_been_told_is_not_shown():
    assert seen(usual()).engagement is None


# Turnover and consultants


def test_turnover_and_consultants_are_told_of_the_lowest_units():
    lines = [
        *hours(3, "2024", [(2, 20), (3, 20)], TURNOVER),
        *counts(PAID, 3, "2025-01", [100_400] * 12 + [200_500] * 10),
        *counts(PAID, 5, "2025-01", [0] * 22),
    ]
    told = {line.place.name: line for line in seen(lines).by_unit}
    assert list(told) == ["Mottagning", "Våld"]
    assert (plain(told["Mottagning"].turnover), told["Mottagning"].turnover_change) == ("15,0 %", "+5,0")
    cost = told["Mottagning"].cost
    assert (cost.now.value, cost.then.value) == (10 * 200_500, 10 * 100_400)
    assert cost.change == 2005 - 1004
    assert (told["Våld"].turnover, told["Våld"].cost.change) == ("–", 0)
