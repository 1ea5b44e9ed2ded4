"""The office: its tree, the periods that can be chosen, and the one a page opens on."""

from datetime import date

import pytest
from drawn import drawn_office, figures

from metrics.office import period_from
from metrics.periods import Period
from metrics.vocabulary import Kind

TREE = """
id | parent_id | code   | name
4  | 2         | norra  | Norra gruppen
1  |           | socialforvaltningen | Socialförvaltningen
2  | 1         | barn   | Barn och unga
3  | 1         | vuxna  | Vuxna
5  | 2         | sodra  | Södra gruppen
"""
ONE = "id\n1"


def office(**drawn):
    return drawn_office(**{"indicators": ONE, "units": TREE} | drawn)


def test_the_tree_stands_with_each_unit_before_those_below_it():
    assert [(place.id, place.depth) for place in office().places] == [(1, 0), (2, 1), (4, 2), (5, 2), (3, 1)]


def test_an_organisation_may_have_several_trees():
    places = office(units="id | parent_id\n1 |\n2 |\n3 | 2").places
    assert [(place.id, place.depth) for place in places] == [(1, 0), (2, 0), (3, 1)]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (1, {1: [], 2: [1], 4: [2, 1], 5: [2, 1], 3: [1]}),
        (2, {2: [], 4: [2], 5: [2]}),
        (3, {3: []}),
    ],
)
def test_a_units_figures_are_made_of_its_own_and_those_of_all_below_it(unit, expected):
    assert office().ancestors_below(unit) == expected


def test_children_are_those_directly_below():
    assert [place.id for place in office().children(1)] == [2, 3]
    assert office().children(4) == []


@pytest.mark.parametrize(("code", "unit"), [("sodra", 5), ("saknas", None), (None, None), ("", None)])
def test_a_unit_is_found_by_its_code(code, unit):
    place = office().place(code)
    assert (place and place.id) == unit


@pytest.mark.parametrize(("code", "indicator"), [("indikator-1", 1), ("saknas", None), (None, None)])
def test_an_indicator_is_found_by_its_code(code, indicator):
    subject = office().subject(code)
    assert (subject and subject.id) == indicator


def test_kinds_and_scales_are_by_indicator():
    measured = office(indicators="id | kind | unit_of_measure\n1 | ratio | %\n2 | mean | dagar")
    assert measured.kinds == {1: Kind.RATIO, 2: Kind.MEAN}
    assert measured.scales == {1: 100.0, 2: 1.0}


@pytest.mark.parametrize(
    ("known", "plan_years", "expected"),
    [
        ([], [], ""),
        ([], [2018, 2019], "2019 2018"),
        (["2019-01", "2018-12"], [], "2019-01 2018 2018-T3 2018-12"),
        (["2019-12"], [2020], "2020 2019 2019-T3 2019-12"),
        (["2019-T2"], [], "2019-T2"),
        (["2019-Q1"], [], "2019"),
        (["2019-H1"], [], "2019"),
        (["2017"], [2017], "2017"),
    ],
)
def test_what_has_figures_or_a_plan_can_be_chosen_but_no_part_of_a_tertial_or_year(
    known, plan_years, expected
):
    choices = office(known_periods=known, plan_years=plan_years).periods
    assert [period.code for period in choices] == expected.split()


MONTHS_OF_2026 = [f"2026-{month:02d}" for month in range(1, 12)]
MONTHS_OF_2025 = [f"2025-{month:02d}" for month in range(1, 13)]


@pytest.mark.parametrize(
    ("known", "plan_years", "today", "expected"),
    [
        (MONTHS_OF_2025 + MONTHS_OF_2026, [], "2026-11-08", "2026-10"),
        (MONTHS_OF_2025 + MONTHS_OF_2026, [], "2026-10-31", "2026-09"),
        (MONTHS_OF_2025 + MONTHS_OF_2026, [], "2026-11-01", "2026-10"),
        (MONTHS_OF_2025 + MONTHS_OF_2026, [], "2026-01-01", "2025-12"),
        (MONTHS_OF_2025 + MONTHS_OF_2026, [], "2030-06-01", "2026-11"),
        (MONTHS_OF_2026, [], "2026-11-08", "2026-10"),
        (["2016-08"], [2017, 2018, 2019], "2018-01-01", "2018"),
        (["2016-08"], [2017, 2018, 2019], "2026-01-01", "2019"),
        ([], [2030], "2026-01-01", "2030"),
    ],
)
def test_a_page_opens_on_the_last_month_that_has_ended_or_the_year_that_has_begun(
    known, plan_years, today, expected
):
    opened = office(known_periods=known, plan_years=plan_years).latest_closed(date.fromisoformat(today))
    assert opened is not None
    assert opened.code == expected


def test_an_office_without_periods_opens_on_none():
    assert office().latest_closed(date(2026, 11, 8)) is None


def test_the_last_day_that_is_known_is_that_of_the_latest_period():
    assert office(known_periods=["2018", "2019-02", "2018-T3"]).last_known_day == date(2019, 2, 28)
    assert office().last_known_day == date.min


def test_an_indicator_that_one_unit_alone_has_to_do_with_is_lent_to_those_above():
    measured = figures(
        """
        indicator_id | unit_id | period  | value
        1            | 4       | 2019-01 | 1
        1            | 4       | 2019-02 | 1
        2            | 4       | 2019-01 | 1
        2            | 5       | 2019-01 | 1
        3            | 1       | 2019-01 | 1
        4            | 4       | 2019-01 | 1
        """
    )
    targets = "indicator_id | unit_id\n4 | 5\n5 | 3\n6 |"
    assert office(targets=targets).sole_units(1, measured) == {1: 4, 5: 3}


DERIVED = """
id | kind  | derivation
1  | flow  |
2  | flow  |
3  | ratio | ratio
4  | ratio | rolling_mean
5  | ratio | ratio
"""
PARTS = """
indicator_id | part_id | role
3            | 1       | first
3            | 2       | second
4            | 3       | first
5            | 1       | first
5            | 1       | second
"""


@pytest.mark.parametrize(
    ("units", "targets", "expected"),
    [
        # unit 4 alone has the parts of 3, and of 4 that is made of it
        ((4, 4), "indicator_id", {1: 4, 2: 4, 3: 4, 4: 4, 5: 4}),
        # unit 5 has one of the parts: what is made of both is not unit 4's alone
        ((4, 5), "indicator_id", {1: 4, 2: 5, 5: 4}),
        # a target for another unit makes it that unit's too
        ((4, 4), "indicator_id | unit_id\n3 | 5", {1: 4, 2: 4, 4: 4, 5: 4}),
        # the root has reported a part itself
        ((1, 4), "indicator_id", {2: 4}),
    ],
)
def test_what_is_made_of_one_units_figures_is_that_units_to_lend(units, targets, expected):
    measured = figures(
        "indicator_id | unit_id | period | value\n"
        + "\n".join(f"{number} | {unit} | 2019-01 | 1" for number, unit in enumerate(units, start=1))
    )
    derived = office(indicators=DERIVED, parts=PARTS, targets=targets)
    assert derived.sole_units(1, measured) == expected


def test_a_part_that_counts_for_another_unit_does_not_count_below():
    measured = figures("indicator_id | unit_id | period | value\n1 | 4 | 2019-01 | 1\n2 | 3 | 2019-01 | 1")
    assert office(indicators=DERIVED, parts=PARTS).sole_units(2, measured) == {1: 4, 3: 4, 4: 4, 5: 4}


@pytest.mark.parametrize(("unit", "expected"), [(1, {1, 2, 3, 4, 5}), (2, {1, 2, 4, 5}), (3, {1, 3})])
def test_to_show_a_unit_those_below_it_are_read_and_the_root_that_tells_of_figures_from_outside(
    unit, expected
):
    assert set(office().units_needed(unit)) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, [None, None, None, None, None]),
        ({2: "children", 3: "adults"}, [None, "children", "children", "children", "adults"]),
        ({1: "adults", 5: "children"}, ["adults", "adults", "adults", "children", "adults"]),
    ],
)
def test_a_unit_works_for_those_that_the_one_above_works_for_unless_it_says_otherwise(told, expected):
    """In tree order: 1, 2 with 4 and 5, and 3."""
    units = "id | parent_id | clients\n" + "\n".join(
        f"{number} | {parent} | {told.get(number, '')}"
        for number, parent in ((1, ""), (2, 1), (3, 1), (4, 2), (5, 2))
    )
    assert [place.clients for place in office(units=units).places] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-01", "2019-01"),
        ("2019", "2019"),
        ("2019-13", None),
        ("2019-02", None),
        ("1066", None),
        ("", None),
        (None, None),
        ("<script>", None),
    ],
)
def test_only_a_period_that_can_be_chosen_is_taken_from_an_address(text, expected):
    choices = [Period.parse("2019-01"), Period.parse("2019")]
    chosen = period_from(text, choices)
    assert (chosen and chosen.code) == expected


def test_what_is_made_of_a_redefined_indicator_means_something_else_too():
    made = office(
        indicators="id | derivation\n1 |\n2 |\n3 | ratio\n4 |",
        parts="indicator_id | part_id | role\n3 | 1 | first\n3 | 2 | second",
        definition_changes="indicator_id | changed_on | text\n1 | 2026-01-01 | ändrad",
    )
    assert [made.redefined(number) for number in (1, 2, 3, 4)] == [
        [date(2026, 1, 1)],
        [],
        [date(2026, 1, 1)],
        [],
    ]
