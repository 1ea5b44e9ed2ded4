"""Which goals are shown, how their targets move, and whom a cohort's figure speaks of."""

from datetime import date

import pytest
from care_office import plain
from drawn import drawn_office, figures

from metrics.overview import judged_rows
from metrics.periods import Period
from metrics.placements.goals import (
    cohort_words,
    goal_subjects,
    goals_of,
    last_followed,
    months_words,
    path_words,
)

INDICATORS = """
id|code      |concept              |area       |kind  |unit_of_measure |periodicity |derivation   |span
1 |ej-ater   |ej-ateraktualiserade |quality    |ratio |%               |tertial     |cohort_share |12
2 |kvar      |                     |quality    |flow  |antal           |month       |             |
3 |avslutade |                     |quality    |flow  |antal           |month       |             |
4 |vardtid   |vardtid-institution  |placements |mean  |dygn            |tertial     |             |
5 |dygn      |varddygn-hvb         |placements |flow  |dygn            |month       |             |
6 |trygg     |trygg-placering      |placements |ratio |%               |tertial     |             |
7 |placerade |                     |placements |stock |antal           |month       |             |
8 |utan-plan |                     |placements |stock |antal           |month       |             |
9 |externt   |varddygn-externt     |placements |flow  |dygn            |half_year   |             |
10|personal  |sjukfranvaro         |staff      |ratio |%               |month       |             |
"""
PARTS = "indicator_id | part_id | role\n1 | 2 | first\n1 | 3 | second"
TARGETS = """
indicator_id | kind        | value | valid_from | valid_to   | words
1            | at_least    | 84    | 2021-01-01 | 2026-12-31 | 84 %
4            | at_most     | 160   | 2025-01-01 | 2025-12-31 | Högst 160 vårddygn
4            | at_most     | 155   | 2026-01-01 | 2026-12-31 | Högst 155 vårddygn
4            | at_most     | 150   | 2027-01-01 | 2027-12-31 | Högst 150 vårddygn
5            | decrease    |       | 2026-01-01 | 2026-12-31 | ska minska
5            | report_only |       | 2021-01-01 | 2025-12-31 | Redovisas
6            | exactly     | 100   | 2026-01-01 | 2026-12-31 | 100 %
7            | plan        | 33    | 2026-01-01 | 2026-12-31 | Plan: 33
8            | report_only |       | 2026-01-01 | 2026-12-31 | -
9            | report_only |       | 2026-01-01 | 2026-12-31 | Redovisas
10           | at_most     | 5     | 2026-01-01 | 2026-12-31 | 5 %
"""
COUNTED = {5}
CLOSED = "\n".join(
    f"{number} | 2025-{month:02d} | {value}" for number, value in ((2, 20), (3, 25)) for month in range(5, 9)
)
DRAWN = f"indicator_id | period | value\n{CLOSED}\n4 | 2026-T2 | 146\n5 | 2026-10 | 90"


def goals(period="2026-10", drawn=DRAWN):
    office = drawn_office(INDICATORS, targets=TARGETS, parts=PARTS)
    subjects = goal_subjects(office, COUNTED)
    rows = judged_rows(office, figures(drawn), 1, Period.parse(period), subjects)
    return goals_of(office, 1, list(rows.values()), COUNTED)


def codes(found):
    return [goal.row.subject.code for goal in found]


def test_what_is_always_asked_stands_first_then_the_area_s_other_goals():
    assert codes(goals()) == ["vardtid", "ej-ater", "dygn", "trygg", "externt"]


def test_a_form_s_figure_that_is_only_reported_is_no_goal():
    assert codes(goals("2025-10")) == ["vardtid", "ej-ater"]


def test_a_goal_carries_its_row_with_target_and_status():
    goal = goals()[0]
    row = goal.row
    assert (plain(row.value_text), plain(row.target_text), row.status) == (
        "146 dygn",
        "högst 155 dygn",
        "on_target",
    )
    assert goal.path == "160 (2025), 155 (2026), 150 (2027)"


@pytest.mark.parametrize(
    ("levels", "year", "said"),
    [
        ({2017: 160, 2018: 155, 2019: 150}, 2017, "160 (2017), 155 (2018), 150 (2019)"),
        ({2017: 160, 2018: 155, 2019: 150}, 2019, "160 (2017), 155 (2018), 150 (2019)"),
        ({2024: 165, 2025: 160, 2026: 155, 2027: 150}, 2026, "160 (2025), 155 (2026), 150 (2027)"),
        ({2025: 0.5, 2026: 0.75}, 2026, "0,5 (2025), 0,75 (2026)"),
        ({2024: 84, 2025: 84, 2026: 84}, 2026, ""),
        ({2026: 84}, 2026, ""),
        ({}, 2026, ""),
    ],
)
def test_a_target_that_moves_is_told_for_three_years(levels, year, said):
    assert path_words(levels, year) == said


def cohort(period="2026-10", drawn=DRAWN):
    row = next(goal.row for goal in goals(period, drawn) if goal.row.subject.code == "ej-ater")
    return plain(cohort_words(row, Period.parse(period)))


def test_a_cohort_says_whose_closing_months_it_is_about_and_who_can_not_be_counted_yet():
    assert cohort() == (
        "Talet för tertial 2 2026 gäller dem vars insats avslutades maj–augusti 2025: "
        "80 av 100 var inte aktuella igen. De som avslutat sin insats efter 31 oktober 2025 "
        "kan inte räknas än: tolv månader har inte gått."
    )


def test_a_cohort_that_is_not_known_says_whom_it_would_be_about():
    assert cohort(drawn="indicator_id | period | value\n4 | 2026-T2 | 146") == (
        "Talet för tertial 2 2026, om dem vars insats avslutades maj–augusti 2025, finns inte. "
        "De som avslutat sin insats efter 31 oktober 2025 kan inte räknas än: tolv månader har inte gått."
    )


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2026-10", date(2025, 10, 31)),
        ("2026-T2", date(2025, 8, 31)),
        ("2024-02", date(2023, 2, 28)),
        ("2025-02", date(2024, 2, 29)),
        ("2025", date(2024, 12, 31)),
    ],
)
def test_the_last_day_that_has_been_followed_lies_twelve_whole_months_back(period, day):
    row = goals()[1].row
    assert last_followed(row.subject.recipe, Period.parse(period)) == day


def test_a_figure_that_is_no_cohort_says_nothing_of_one():
    assert cohort_words(goals()[0].row, Period.parse("2026-10")) == ""


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2025-T2", "maj–augusti 2025"),
        ("2024", "januari–december 2024"),
        ("2025-10", "oktober 2025"),
        ("2025-H1", "januari–juni 2025"),
    ],
)
def test_a_period_is_said_by_its_months(period, said):
    assert months_words(Period.parse(period)) == said
