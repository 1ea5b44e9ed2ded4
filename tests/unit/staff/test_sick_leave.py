"""Sick leave in its named measures: the month, the year so far, and the last twelve months."""

import pytest
from staff_office import (
    INDICATORS,
    LATE_TWO_YEARS,
    LEAVE,
    LONG,
    PARTS,
    SHORT,
    TWELVE,
    drawn,
    hours,
    plain,
    seen,
    small_office,
    usual,
)

from metrics.periods import Period
from metrics.staff.indicators import protected_alike
from metrics.staff.sick_leave import NOT_ADDED, TOO_SHORT, Aims, leave_of
from metrics.staff.spans import Span, recipe_of, spans_of
from metrics.subjects import Figure
from metrics.unit_series import series_of_unit
from metrics.vocabulary import Derivation, Periodicity, Status, ValueState

PERIOD, SO_FAR, TWELVE_MONTHS = Span


def texts(leave):
    """Measure -> value and note."""
    return {span: (plain(each.value_text), each.note) for span, each in leave.measures.items()}


@pytest.mark.parametrize(
    ("periodicity", "span"), [("month", 12), ("quarter", 4), ("tertial", 3), ("half_year", 2)]
)
def test_twelve_months_are_so_many_of_the_indicators_own_periods(periodicity, span):
    (subject,) = small_office(
        indicators=f"id | kind | periodicity\n1 | ratio | {periodicity}",
        parts="indicator_id | part_id | role",
    ).subjects
    recipe = recipe_of(TWELVE_MONTHS, subject)
    assert (recipe.by, recipe.span) == (Derivation.ROLLING_MEAN, span)


def test_what_is_told_by_the_year_has_one_measure():
    (subject,) = small_office(
        indicators="id | kind | periodicity\n1 | ratio | year", parts="indicator_id | part_id | role"
    ).subjects
    assert spans_of(subject) == (PERIOD,)


def test_the_three_measures_are_made_of_summed_hours():
    """October: 70 of 1 000. January to October: 10 of them. Twelve months: 60 of 1 000 until last October."""
    lines = hours(4, LATE_TWO_YEARS, [(60, 1000)] * 12 + [(60, 2000)] * 2 + [(70, 1000)] * 10)
    (whole,) = seen(lines, unit=4).leave
    assert texts(whole) == {
        PERIOD: ("7,0 %", ""),
        SO_FAR: ("7,0 %", ""),
        TWELVE_MONTHS: (f"{100 * (2 * 60 + 10 * 70) / (2 * 2000 + 10 * 1000):.1f} %".replace(".", ","), ""),
    }


def test_the_parts_have_the_same_measures():
    leave = {each.subject.id: each for each in seen(usual(), unit=4).leave}
    assert list(leave) == [LEAVE, SHORT, LONG]
    assert [text for text, _ in texts(leave[SHORT]).values()] == ["2,00 %"] * 3
    assert [text for text, _ in texts(leave[LONG]).values()] == ["5,00 %"] * 3


@pytest.mark.parametrize("unit", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("period", ["2025-12", "2026-01", "2026-10"])
def test_the_measure_is_the_same_as_the_plans_own_indicator_of_it(unit, period):
    office = small_office()
    view = seen(usual(), unit=unit, period=period)
    declared = series_of_unit(office, drawn(usual()), unit, {TWELVE: Periodicity.MONTH})[TWELVE]
    assert view.whole.series[TWELVE_MONTHS] == {
        code: figure for code, figure in declared.items() if code <= period
    }


def test_no_plan_has_to_declare_the_measures():
    undeclared = "\n".join(line for line in INDICATORS.splitlines() if not line.startswith("12 "))
    parts = "\n".join(line for line in PARTS.splitlines() if not line.startswith("12 "))
    office = small_office(indicators=undeclared, parts=parts)
    assert texts(seen(usual(), office=office).whole) == texts(seen(usual()).whole)


def test_a_year_and_a_tertial_show_the_measures_of_their_last_month():
    for period, month in (("2025", "2025-12"), ("2026-T2", "2026-08")):
        assert seen(usual(), unit=4, period=period).whole == seen(usual(), unit=4, period=month).whole


TARGETS = """
indicator_id | unit_id | kind    | value | valid_from | valid_to
1            |         | at_most |   5.7 | 2020-01-01 | 2026-12-31
2            |         | at_most |   2.0 | 2020-01-01 | 2026-12-31
"""


@pytest.mark.parametrize(
    ("extra", "period_status", "twelve_status", "twelve_target"),
    [
        ("", Status.ON_TARGET, Status.ON_TARGET, "högst 5,7 %"),
        (
            "12 | | at_most | 5.2 | 2020-01-01 | 2026-12-31",
            Status.ON_TARGET,
            Status.NEAR_TARGET,
            "högst 5,2 %",
        ),
        ("12 | | at_most | 5.0 | 2020-01-01 | 2026-12-31", Status.ON_TARGET, Status.OFF_TARGET, "högst 5 %"),
        (
            "1 | 2 | at_most | 5.0 | 2020-01-01 | 2026-12-31",
            Status.OFF_TARGET,
            Status.OFF_TARGET,
            "högst 5 %",
        ),
        ("12 | | at_most | 5.0 | 2020-01-01 | 2025-12-31", Status.ON_TARGET, Status.ON_TARGET, "högst 5,7 %"),
    ],
)
def test_a_measure_is_judged_by_its_own_target_else_by_that_of_the_sick_leave(
    extra, period_status, twelve_status, twelve_target
):
    """Unit 2 lies at 5,5 % in October and over the twelve months; 0,3 is near."""
    view = seen(usual(), unit=2, office=small_office(TARGETS + extra))
    measures = view.whole.measures
    assert measures[PERIOD].status == period_status
    assert measures[TWELVE_MONTHS].status == twelve_status
    assert plain(measures[TWELVE_MONTHS].target_text) == twelve_target


def test_a_part_is_judged_by_its_own_target_in_every_measure():
    short = seen(usual(), unit=4, office=small_office(TARGETS)).leave[1]
    assert {each.target_text for each in short.measures.values()} == {"högst 2\u00a0%"}
    assert {each.status for each in short.measures.values()} == {Status.ON_TARGET}


def test_last_year_is_the_same_measure_a_year_before():
    """Unit 4: 7,0 % in October and over twelve months, where it was 6,0 %."""
    measures = seen(usual(), unit=4).whole.measures
    assert [(each.change, each.change_text) for each in measures.values()] == [(1.0, "+1,0")] * 3


def test_the_difference_is_that_of_the_figures_as_they_are_shown():
    """5,04 and 4,96 are both written 5,0."""
    lines = hours(3, LATE_TWO_YEARS, [(4.96, 100)] * 12 + [(5.04, 100)] * 12)
    measure = seen(lines, unit=3).whole.measures[PERIOD]
    assert (measure.change, measure.change_text) == (0, "±0")


def test_what_lacks_months_is_not_held_against_a_whole_year():
    """Unit 5 has been small since August: seven of ten months, and nine of twelve."""
    measures = seen(usual(), unit=5).whole.measures
    assert [each.change for each in measures.values()] == [None, None, None]
    assert texts(seen(usual(), unit=5).whole) == {
        PERIOD: ("..", "sekretess"),
        SO_FAR: ("5,0 %", "7 av 10 månader"),
        TWELVE_MONTHS: ("5,0 %", "9 av 12 månader"),
    }


def test_percentages_delivered_alone_are_not_added():
    lines = [f"1 | 3 | 2026-{month:02d} | 5.{month} | | | | final" for month in range(1, 10)]
    whole = seen(lines, unit=3, period="2026-09").whole
    assert texts(whole) == {
        PERIOD: ("5,9 %", ""),
        SO_FAR: ("–", NOT_ADDED),
        TWELVE_MONTHS: ("–", NOT_ADDED),
    }


def test_the_first_year_has_no_twelve_months_yet():
    whole = seen(hours(3, "2026-08", [(40, 1000)] * 3), unit=3).whole
    assert texts(whole) == {
        PERIOD: ("4,0 %", ""),
        SO_FAR: ("4,0 %", "3 av 10 månader"),
        TWELVE_MONTHS: ("–", TOO_SHORT),
    }


@pytest.mark.parametrize(
    ("state", "value", "note"),
    [
        ("missing", "–", "saknas"),
        ("not_yet_reported", "–", "ej rapporterat än"),
        ("not_applicable", "–", "ej tillämpligt"),
        ("confidential", "..", "sekretess"),
    ],
)
def test_a_month_without_a_figure_says_why_and_the_longer_measures_how_much_they_lack(state, value, note):
    lines = [*hours(3, "2025-11", [(40, 1000)] * 11), f"1 | 3 | 2026-10 | | | | | {state}"]
    assert texts(seen(lines, unit=3).whole) == {
        PERIOD: (value, note),
        SO_FAR: ("4,0 %", "9 av 10 månader"),
        TWELVE_MONTHS: ("4,0 %", "11 av 12 månader"),
    }


def test_a_month_that_no_word_has_come_on_is_awaited():
    whole = seen(hours(3, "2025-11", [(40, 1000)] * 11), unit=3).whole
    assert texts(whole) == dict.fromkeys(Span, ("–", "ej rapporterat än"))


def test_a_preliminary_month_makes_its_measures_preliminary():
    lines = [*hours(3, "2025-11", [(40, 1000)] * 11), "1 | 3 | 2026-10 | 4 | 40 | 1000 | | preliminary"]
    assert texts(seen(lines, unit=3).whole) == dict.fromkeys(Span, ("4,0 %", "preliminärt"))


def test_tertials_are_measured_by_three_of_them():
    subject = small_office(
        indicators="id | kind | periodicity | unit_of_measure | decimals\n1 | ratio | tertial | % | 1",
        parts="indicator_id | part_id | role",
    ).subjects[0]
    made = {
        code: Figure(float(top), ValueState.FINAL, numerator=float(top), denominator=100.0)
        for code, top in [("2025-T2", 4), ("2025-T3", 5), ("2026-T1", 8), ("2026-T2", 6)]
    }
    leave = leave_of(subject, made, 100.0, Period.parse("2026-T2"), {each: Aims() for each in Span})
    assert texts(leave) == {
        PERIOD: ("6,0 %", ""),
        SO_FAR: ("7,0 %", ""),
        TWELVE_MONTHS: (f"{(5 + 8 + 6) / 3:.1f} %".replace(".", ","), ""),
    }


def test_the_steadiest_measure_is_the_longest_that_is_known():
    assert seen(usual(), unit=4).whole.steadiest.span == TWELVE_MONTHS
    assert seen(usual(), unit=5).whole.steadiest.span == TWELVE_MONTHS
    assert seen(hours(3, "2026-10", [(4, 100)]), unit=3).whole.steadiest.span == SO_FAR
    assert seen(["1 | 3 | 2026-10 | | | | | missing"], unit=3).whole.steadiest is None


def protected(whole, short, long):
    """The three of an office with these limits; 0 is none."""
    lines = [
        f"{number} | ratio | {4 if below else ''} | {below or ''}"
        for number, below in enumerate((whole, short, long), 1)
    ]
    described = "id | kind | protected_by_id | protected_below\n" + "\n".join([*lines, "4 | stock | | "])
    return list(small_office(indicators=described, parts="indicator_id | part_id | role").subjects[:3])


@pytest.mark.parametrize(
    ("limits", "shown"),
    [
        ((10, 10, 10), [1, 2, 3]),
        ((0, 0, 0), [1, 2, 3]),
        ((10, 0, 0), [1]),  # the two parts would give the whole
        ((0, 10, 0), [1, 2]),  # the whole and the other part would give it
        ((0, 0, 10), [1, 3]),
        ((10, 10, 0), [1, 2, 3]),
        ((10, 5, 5), [1]),
        ((0, 10, 10), [1, 2, 3]),
    ],
)
def test_parts_that_would_give_a_protected_one_away_are_left_out(limits, shown):
    assert [subject.id for subject in protected_alike(protected(*limits))] == shown
