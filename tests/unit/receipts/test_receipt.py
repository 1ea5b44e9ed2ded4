"""Åtgärdskvittot on series made by hand: found, not found, wrong way, too early, and what can't be told."""

from datetime import date

import pytest

from metrics.periods import Period
from metrics.receipts.receipt import Hindrance, Verdict, receipt_of
from metrics.signals import Judged
from metrics.subjects import Figure, Subject
from metrics.vocabulary import Area, Direction, Kind, Periodicity, SignalMethod, ValueState

UP, DOWN = Direction.UP, Direction.DOWN
CALM = [12, 9, 11, 8, 10, 12, 9, 13, 8, 11, 9, 10, 12, 8, 11, 9, 12, 10]
"""Months from July 2024 to December 2025, about 10."""
FIRST, START = Period.parse("2024-07"), date(2026, 1, 1)
HIGHER, LOWER, ALIKE = [15, 16, 15, 17], [5, 4, 5, 3], [10, 9, 12, 11]


def subject(kind=Kind.MEAN, periodicity=Periodicity.MONTH, method=SignalMethod.AUTO):
    return Subject(1, "matt", "Mått", Area.STAFF, kind, UP, periodicity, "antal", 0, 0.0, method)


AWAITED = Figure(None, ValueState.NOT_YET_REPORTED)
PART_OF_UNITS = Figure(None, ValueState.MISSING, units=2, units_expected=3)
NO_UNIT = Figure(None, ValueState.MISSING, units=0, units_expected=3)
NO_ROW = "no row"


def series(*values, first=FIRST):
    """Months from the first on; None is a month that is told to be missing."""
    return {first.shifted(at).code: figure(value) for at, value in enumerate(values) if value != NO_ROW}


def figure(value):
    if isinstance(value, Figure):
        return value
    return Figure(value, ValueState.MISSING if value is None else ValueState.FINAL)


def receipt(after, *, before=CALM, of=None, starts_on=START, expected=UP, latest="", **days):
    told = series(*before, *after)
    return receipt_of(
        of or subject(),
        told,
        starts_on=starts_on,
        expected=expected,
        latest=Period.parse(latest or max(told)),
        **days,
    )


@pytest.mark.parametrize(
    ("after", "expected", "verdict"),
    [
        (HIGHER, UP, Verdict.RIGHT_WAY),
        (HIGHER, DOWN, Verdict.WRONG_WAY),
        (LOWER, DOWN, Verdict.RIGHT_WAY),
        (LOWER, UP, Verdict.WRONG_WAY),
        (ALIKE, UP, Verdict.NO_SIGNAL),
        (ALIKE, DOWN, Verdict.NO_SIGNAL),
    ],
)
def test_a_receipt_tells_whether_the_figure_has_moved_as_it_was_hoped(after, expected, verdict):
    told = receipt(after, expected=expected)
    assert (told.verdict, told.known, told.judged) == (verdict, 4, Judged.LEVEL)
    assert (told.first.code, told.last.code, told.is_final) == ("2026-01", "2026-04", False)


def test_the_line_is_the_mean_before_and_what_lies_beyond_it_is_counted():
    told = receipt([15, 16, 9, 17])
    assert told.line == pytest.approx(sum(CALM) / len(CALM))
    assert (told.beyond, told.known, told.known_before) == (3, 4, 18)


@pytest.mark.parametrize(
    ("after", "latest", "earliest"),
    [
        ([], "2025-12", "2026-03"),
        ([15], "", "2026-03"),
        ([15, 16], "", "2026-03"),
        ([15, None], "", "2026-04"),
        ([15, None, None], "", "2026-05"),
        ([None, None, None], "", "2026-06"),
        ([], "2026-01", "2026-03"),
        ([15, AWAITED], "", "2026-03"),
        ([15], "2026-02", "2026-03"),
        ([15, NO_ROW, 16], "", "2026-02"),
        ([AWAITED] * 9, "", "2026-03"),
        ([], "2026-09", "2026-03"),
        ([15, None, AWAITED, NO_ROW], "2026-04", "2026-04"),
        ([15, PART_OF_UNITS], "", "2026-03"),
        ([15, NO_UNIT], "", "2026-04"),
    ],
    ids=[
        "not begun",
        "one month",
        "two months",
        "a gap",
        "two gaps",
        "three gaps",
        "the first not in",
        "the second not in",
        "the second without a row",
        "one awaited between",
        "all awaited",
        "no rows",
        "a gap and two awaited",
        "a unit lacking",
        "every unit missing",
    ],
)
def test_too_early_says_the_first_period_by_which_it_can_be_told(after, latest, earliest):
    told = receipt(after, latest=latest)
    assert (told.verdict, told.earliest.code) == (Verdict.TOO_EARLY, earliest)


@pytest.mark.parametrize("known", [[15, 16], [15, AWAITED], [15, NO_ROW], [AWAITED, 16], []])
def test_what_can_be_told_at_the_earliest_is_told_then(known):
    assert receipt(known, latest="2026-02").earliest.code == "2026-03"
    assert receipt([15, 16], latest="2026-02").verdict == Verdict.TOO_EARLY
    assert receipt([15, 16, 17], latest="2026-03").verdict == Verdict.RIGHT_WAY


def test_small_counts_take_seven_months_and_the_receipt_says_so():
    few = [3, 2, 4, 3, 5, 2, 3, 4, 1, 3, 2, 4, 3, 2, 4, 3, 2, 4]
    early = receipt([7, 8], before=few, of=subject(Kind.FLOW))
    assert (early.verdict, early.earliest.code, early.judged) == (Verdict.TOO_EARLY, "2026-07", Judged.RUN)
    assert receipt([7, 8, 7, 6, 8, 7, 9], before=few, of=subject(Kind.FLOW)).verdict == Verdict.RIGHT_WAY


@pytest.mark.parametrize(
    ("after", "earliest"),
    [
        ([7, 8, AWAITED, 6], "2026-07"),
        ([7, 8, 7, NO_ROW, 8, 7, 9], "2026-04"),
        ([7, 8, None, 6], "2026-10"),
        ([7, None, AWAITED, 6, 8, 7, 9, 8, 7, None], "2026-03"),
    ],
    ids=["one awaited", "one awaited between", "a gap", "awaited after a gap"],
)
def test_a_month_that_is_awaited_may_be_one_of_seven_in_a_row_and_one_that_is_missing_breaks_it(
    after, earliest
):
    few = [3, 2, 4, 3, 5, 2, 3, 4, 1, 3, 2, 4, 3, 2, 4, 3, 2, 4]
    told = receipt(after, before=few, of=subject(Kind.FLOW))
    assert (told.verdict, told.earliest.code) == (Verdict.TOO_EARLY, earliest)


def test_a_decision_within_a_month_is_judged_from_the_next():
    told = receipt([0, *HIGHER], starts_on=date(2026, 1, 2))
    assert (told.first.code, told.verdict) == ("2026-02", Verdict.RIGHT_WAY)
    assert told.line == pytest.approx(sum(CALM) / len(CALM))


def test_the_last_known_period_is_the_last_with_a_value():
    told = receipt([*ALIKE, *ALIKE[:2], None, None])
    assert (told.last.code, told.last_known.code) == ("2026-08", "2026-06")


def test_two_years_are_looked_at_and_no_more():
    told = receipt([10, 12, 8, 11] * 6 + [30] * 12)
    assert (told.verdict, told.last.code, told.is_final) == (Verdict.NO_SIGNAL, "2027-12", True)


def test_what_is_told_is_told_up_to_the_latest_period_only():
    assert receipt([*ALIKE, 40, 40, 40], latest="2026-04").verdict == Verdict.NO_SIGNAL
    assert receipt([*ALIKE, 40, 40, 40]).verdict == Verdict.RIGHT_WAY


# What is told may change


def test_no_value_after_the_start_moves_the_line_but_a_correction_of_what_lay_before_does():
    told = receipt(HIGHER)
    assert receipt([*HIGHER, 90, 91, 92, 93]).line == told.line == pytest.approx(10.2, abs=0.05)
    corrected = [*CALM[:-3], 15, 15, 15]
    again = receipt(HIGHER, before=corrected)
    assert again.line == pytest.approx(11.0, abs=0.05)
    assert (told.verdict, again.verdict) == (Verdict.RIGHT_WAY, Verdict.NO_SIGNAL)


def test_a_signal_may_cease_when_more_values_are_in():
    assert receipt(HIGHER).verdict == Verdict.RIGHT_WAY
    assert receipt([*HIGHER, *LOWER]).verdict == Verdict.NO_SIGNAL


# New limits, and changed definitions


def test_the_baseline_begins_at_the_last_decision_on_new_limits_before_the_start():
    before = [50, 53, 48, 52, 49, 51, *CALM]
    days = {"rebased": [date(2025, 1, 1)], "starts_on": date(2026, 7, 1)}
    told = receipt(HIGHER, before=before, **days)
    assert (told.verdict, told.known_before) == (Verdict.RIGHT_WAY, len(CALM))
    assert receipt(HIGHER, before=before, starts_on=date(2026, 7, 1)).known_before == len(before)


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 3, 1)])
def test_new_limits_from_the_start_on_move_nothing(day):
    assert receipt(HIGHER, rebased=[day]) == receipt(HIGHER)


def test_new_limits_so_late_that_too_little_is_left_before_the_start_can_not_be_told_of():
    told = receipt(HIGHER, rebased=[date(2025, 7, 1)])
    assert (told.hindrance, told.known_before) == (Hindrance.FEW_BEFORE, 6)
    within = receipt([None, *HIGHER], starts_on=date(2026, 1, 20), rebased=[date(2026, 1, 10)])
    assert (within.hindrance, within.known_before) == (Hindrance.FEW_BEFORE, 0)


def test_the_baseline_begins_after_a_change_of_the_definition():
    before = [50, 53, 48, 52, 49, 51, *CALM]
    told = receipt(HIGHER, before=before, redefined=[date(2025, 1, 1)], starts_on=date(2026, 7, 1))
    assert (told.verdict, told.known_before) == (Verdict.RIGHT_WAY, len(CALM))


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 15)])
def test_nothing_is_told_across_a_later_change_of_the_definition(day):
    told = receipt(HIGHER, redefined=[day])
    assert (told.verdict, told.hindrance) == (Verdict.CANNOT, Hindrance.REDEFINED)


def test_what_was_seen_before_a_later_change_of_the_definition_stands():
    told = receipt([*HIGHER, 90, 91, 92], redefined=[date(2026, 5, 1)])
    assert (told.verdict, told.last.code, told.is_final) == (Verdict.RIGHT_WAY, "2026-04", True)


def test_a_change_of_the_definition_that_is_still_to_come_changes_nothing():
    assert receipt(HIGHER, redefined=[date(2026, 5, 1)], latest="2026-04") == receipt(HIGHER)


# What can't be told


def test_twelve_known_months_before_the_start_are_needed():
    eleven, twelve = [None] * 7 + CALM[:11], [None] * 6 + CALM[:12]
    assert receipt(HIGHER, before=eleven).hindrance == Hindrance.FEW_BEFORE
    assert receipt(HIGHER, before=twelve).verdict == Verdict.RIGHT_WAY


@pytest.mark.parametrize(
    ("before", "of", "hindrance"),
    [
        ([1, 0, 2, 0, 1, 1] * 3, subject(Kind.FLOW), Hindrance.FEW_CASES),
        ([5, 5, 5, 6, 5, 5] * 3, subject(Kind.STOCK), Hindrance.SAME_VALUES),
        (CALM, subject(method=SignalMethod.NONE), Hindrance.TURNED_OFF),
        ([None] * 18, subject(), Hindrance.FEW_BEFORE),
    ],
    ids=["rare", "constant caseload", "turned off", "nothing before"],
)
def test_a_figure_that_may_not_be_judged_gives_no_receipt_and_says_why(before, of, hindrance):
    told = receipt(HIGHER, before=before, of=of)
    assert (told.verdict, told.hindrance) == (Verdict.CANNOT, hindrance)


def test_a_figure_without_a_value_in_all_the_time_that_is_looked_at_is_said_to_be_so():
    told = receipt([None] * 24)
    assert (told.verdict, told.hindrance) == (Verdict.CANNOT, Hindrance.NO_VALUES)


def test_too_few_values_in_all_the_time_that_is_looked_at_can_not_be_told_of():
    told = receipt([15, 16, *[None] * 22])
    assert (told.verdict, told.hindrance) == (Verdict.CANNOT, Hindrance.FEW_AFTER)


@pytest.mark.parametrize("awaited", [AWAITED, NO_ROW, PART_OF_UNITS])
def test_what_is_awaited_can_still_be_told_of_when_all_the_time_has_passed(awaited):
    told = receipt([15, 16, *[None] * 21, awaited], latest="2027-12")
    assert (told.verdict, told.earliest.code) == (Verdict.TOO_EARLY, "2027-12")


def test_what_is_awaited_from_before_a_change_of_the_definition_can_still_be_told_of():
    told = receipt([15, 16, NO_ROW, 90, 91], redefined=[date(2026, 4, 1)])
    assert (told.verdict, told.earliest.code) == (Verdict.TOO_EARLY, "2026-03")
    missing = receipt([15, 16, None, 90, 91], redefined=[date(2026, 4, 1)])
    assert (missing.verdict, missing.hindrance) == (Verdict.CANNOT, Hindrance.REDEFINED)


def test_quarters_are_judged_as_quarters():
    first = Period.parse("2022-Q1")
    quarters = series(*CALM[:14], 16, 17, 15, first=first)
    told = receipt_of(
        subject(periodicity=Periodicity.QUARTER),
        quarters,
        starts_on=date(2025, 6, 15),
        expected=UP,
        latest=Period.parse("2026-Q1"),
    )
    assert (told.verdict, told.first.code, told.known_before) == (Verdict.RIGHT_WAY, "2025-Q3", 13)
