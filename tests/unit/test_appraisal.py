"""What an indicator's history is taken to be: which periods, which target, and when the year is asked of."""

from datetime import date

import pytest

from metrics.appraisal import first_year, outlook_for, periods_seen, signal_for
from metrics.outlook import Silence
from metrics.periods import Period
from metrics.signals import Judged, Reason
from metrics.spc import Assurance, Variation
from metrics.subjects import Figure, Subject, TargetInForce
from metrics.vocabulary import (
    Area,
    Basis,
    Direction,
    Kind,
    Periodicity,
    SignalMethod,
    TargetKind,
    TargetLevel,
    ValueState,
)

UP, DOWN, NEITHER = Direction.UP, Direction.DOWN, Direction.NONE
QUIET = [12, 9, 11, 8, 10, 12, 9, 13, 8, 11, 9, 10, 12, 8, 11, 9, 12, 10, 8, 11, 10, 9]
"""Values about 10 that swing from month to month, January 2025 to October 2026; limits are about 3 to 17."""
OCTOBER = Period.parse("2026-10")


def subject(kind=Kind.MEAN, direction=UP, method=SignalMethod.AUTO):
    return Subject(1, "matt", "Mått", Area.STAFF, kind, direction, Periodicity.MONTH, "antal", 0, 0.0, method)


def target(kind=TargetKind.AT_LEAST, value=10.0, basis=None):
    return TargetInForce(TargetLevel.OWN, kind, value, basis, "källans ord")


def figure(value, **parts):
    return Figure(value, ValueState.MISSING if value is None else ValueState.FINAL, **parts)


def series(values, last="2026-10", **parts):
    """Values of the periods up to the last one, oldest first."""
    end = Period.parse(last)
    periods = [end.shifted(at - len(values) + 1) for at in range(len(values))]
    return {each.code: figure(value, **parts) for each, value in zip(periods, values, strict=True)}


def codes(periods):
    return [each.code for each in periods]


# Which periods a period is judged by


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2026-10", 2026 - 3),
        ("2026-Q3", 2026 - 24 // 4),
        ("2026-T2", 2026 - 24 // 3),
        ("2026-H1", 2026 - 24 // 2),
        ("2026", 2026 - 24),
    ],
)
def test_a_period_is_seen_against_24_of_its_like_and_at_least_three_whole_years(period, expected):
    assert first_year(Period.parse(period)) == expected


@pytest.mark.parametrize(
    ("period", "before", "first"),
    [
        ("2026-10", "2022-12", "2023-01"),
        ("2026-T2", "2017-T3", "2018-T1"),
        ("2026", "2001", "2002"),
    ],
)
def test_what_lies_before_the_window_is_not_seen_and_the_period_itself_stands_last(period, before, first):
    known = {code: figure(5.0) for code in (before, first, period)}
    seen = periods_seen(known, Period.parse(period))
    assert (seen[0].code, seen[-1].code) == (first, period)


def test_the_first_known_figure_begins_it_and_holes_after_that_are_periods_too():
    known = {"2026-03": figure(None), "2026-05": figure(5.0), "2026-08": figure(5.0)}
    seen = periods_seen(known, OCTOBER)
    assert codes(seen) == ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]


def test_a_later_period_is_not_seen():
    known = {"2026-10": figure(5.0), "2026-11": figure(5.0)}
    assert codes(periods_seen(known, OCTOBER)) == ["2026-10"]


@pytest.mark.parametrize("known", [{}, {"2026-09": figure(None), "2026-10": figure(None)}])
def test_without_any_known_figure_nothing_is_seen(known):
    assert periods_seen(known, OCTOBER) == []


@pytest.mark.parametrize(
    ("redefined", "first"),
    [
        ([], "2026-05"),
        ([date(2019, 1, 1)], "2026-05"),
        ([date(2026, 7, 1)], "2026-07"),
        ([date(2026, 7, 2)], "2026-08"),
        ([date(2026, 8, 1), date(2026, 6, 1)], "2026-08"),
        ([date(2026, 6, 1), date(2026, 11, 1)], "2026-06"),
        ([date(2026, 10, 1)], "2026-10"),
        ([date(2026, 10, 15)], "2026-10"),
    ],
)
def test_what_was_measured_before_the_latest_change_of_definition_is_not_seen(redefined, first):
    seen = periods_seen(series([5.0] * 6), OCTOBER, redefined)
    assert (seen[0].code, seen[-1].code) == (first, "2026-10")


# What is more than chance


def signal(values, target=None, rebased=(), what=None, **parts):
    known = series(values, **parts)
    seen = periods_seen(known, OCTOBER)
    return signal_for(what or subject(), known, seen, target, rebased)


def test_a_hole_is_a_missing_value_and_is_not_bridged():
    shift = [*QUIET[:14], 15, 15, 16, 15, 16, 15, 16]
    assert signal(shift).variation == Variation.IMPROVEMENT
    known = series([*shift[:18], None, *shift[18:]])
    gone = {code: each for code, each in known.items() if each.value is not None}
    for holed in (known, gone):
        seen = periods_seen(holed, OCTOBER)
        assert signal_for(subject(method=SignalMethod.XMR), holed, seen, None).variation == (
            Variation.COMMON_CAUSE
        )


@pytest.mark.parametrize(
    ("values", "variation", "reason"),
    [
        ([*QUIET, 10], Variation.COMMON_CAUSE, Reason.USUAL),
        ([*QUIET, 30], Variation.IMPROVEMENT, Reason.USUAL),
        ([*QUIET, None], Variation.TOO_FEW_POINTS, Reason.NO_VALUE),
        ([], Variation.TOO_FEW_POINTS, Reason.NO_VALUE),
        (QUIET[:12], Variation.TOO_FEW_POINTS, Reason.FEW_POINTS),
    ],
)
def test_the_last_period_is_the_one_that_is_judged(values, variation, reason):
    found = signal(values)
    assert (found.variation, found.reason) == (variation, reason)


@pytest.mark.parametrize(
    ("direction", "expected"),
    [(UP, Variation.IMPROVEMENT), (DOWN, Variation.CONCERN), (NEITHER, Variation.CHANGE)],
)
def test_the_direction_of_the_indicator_says_what_a_rise_means(direction, expected):
    assert signal([*QUIET, 30], what=subject(direction=direction)).variation == expected


def test_how_it_is_judged_can_be_decided_in_the_definition():
    assert signal(QUIET, what=subject(method=SignalMethod.NONE)).reason == Reason.TURNED_OFF
    assert signal(QUIET, what=subject(method=SignalMethod.CHANGE)).judged == Judged.CHANGE


LOW_THEN_HIGH = [*QUIET[:13], *(20 + value for value in QUIET[:13])]
"""Thirteen months about 10, then thirteen about 30, from September 2024 to October 2026."""


def starts(found):
    """The positions at which a new segment begins."""
    segments = [point.segment for point in found.points]
    return [at for at in range(1, len(segments)) if segments[at] != segments[at - 1]]


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (date(2025, 10, 1), 13),
        (date(2025, 9, 1), 12),
        (date(2025, 10, 31), 13),
        (date(2024, 10, 1), 1),
    ],
)
def test_new_limits_begin_with_the_period_that_the_day_lies_in(day, at):
    found = signal(LOW_THEN_HIGH, rebased=[day], what=subject(method=SignalMethod.XMR))
    assert starts(found) == [at]


@pytest.mark.parametrize("day", [date(2019, 1, 1), date(2024, 9, 1), date(2026, 11, 1), date(2030, 1, 1)])
def test_a_decision_from_before_or_after_the_periods_seen_divides_nothing(day):
    found = signal(LOW_THEN_HIGH, rebased=[day], what=subject(method=SignalMethod.XMR))
    assert starts(found) == []
    assert found == signal(LOW_THEN_HIGH, what=subject(method=SignalMethod.XMR))


def test_each_part_has_the_mean_of_its_own_months():
    found = signal(LOW_THEN_HIGH, rebased=[date(2025, 10, 1)], what=subject(method=SignalMethod.XMR))
    mean = sum(QUIET[:13]) / 13
    assert {round(point.mean, 9) for point in found.points} == {round(mean, 9), round(mean + 20, 9)}
    assert found.variation == Variation.COMMON_CAUSE


# Whether the target will be met, month after month


@pytest.mark.parametrize(
    ("kind", "direction", "value", "expected"),
    [
        (TargetKind.AT_LEAST, UP, 1, Assurance.MEETS),
        (TargetKind.AT_LEAST, UP, 10, Assurance.HIT_OR_MISS),
        (TargetKind.AT_LEAST, UP, 30, Assurance.FAILS),
        (TargetKind.AT_LEAST, UP, 0, Assurance.MEETS),
        (TargetKind.AT_MOST, DOWN, 30, Assurance.MEETS),
        (TargetKind.AT_MOST, DOWN, 1, Assurance.FAILS),
        (TargetKind.AT_LEAST, DOWN, 1, None),
        (TargetKind.AT_MOST, UP, 30, None),
        (TargetKind.AT_LEAST, NEITHER, 1, None),
        (TargetKind.AT_MOST, NEITHER, 30, None),
        (TargetKind.EXACTLY, UP, 1, None),
        (TargetKind.INCREASE, UP, None, None),
        (TargetKind.NOT_DECREASE, UP, 1, None),
        (TargetKind.DECREASE, DOWN, 30, None),
        (TargetKind.ABOVE_REFERENCE, UP, 1, None),
        (TargetKind.AT_LEAST_REFERENCE, UP, 1, None),
        (TargetKind.PLAN, UP, 1, None),
        (TargetKind.REPORT_ONLY, UP, None, None),
        (TargetKind.AT_LEAST, UP, None, None),
    ],
)
def test_a_floor_is_assured_where_up_is_better_and_a_ceiling_where_down_is(kind, direction, value, expected):
    found = signal(QUIET, target(kind, value), what=subject(direction=direction))
    assert found.assurance == expected


def test_without_target_nothing_is_assured():
    assert signal(QUIET).assurance is None


@pytest.mark.parametrize(
    ("kind", "basis", "expected"),
    [
        (Kind.FLOW, None, None),
        (Kind.FLOW, Basis.YEAR, None),
        (Kind.FLOW, Basis.PERIOD, Assurance.FAILS),
        (Kind.MONEY, None, None),
        (Kind.MEAN, None, Assurance.FAILS),
        (Kind.MEAN, Basis.YEAR, None),
    ],
)
def test_a_target_on_the_years_sum_is_not_held_against_single_months(kind, basis, expected):
    found = signal(QUIET, target(value=120, basis=basis), what=subject(kind))
    assert found.assurance == expected


# A sum that lacks some of its periods


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Kind.FLOW, Reason.PARTIAL_SUM), (Kind.MONEY, Reason.PARTIAL_SUM), (Kind.MEAN, Reason.PARTIAL_SUM)],
)
def test_a_period_under_way_is_never_judged(kind, expected):
    known = series([*QUIET, 30])
    known["2026-10"] = figure(30, parts=2, expected=3)
    found = signal_for(subject(kind), known, periods_seen(known, OCTOBER), None)
    assert found.reason == expected
    assert (found.variation == Variation.TOO_FEW_POINTS) == (expected == Reason.PARTIAL_SUM)


def test_an_earlier_sum_that_lacks_a_period_is_a_hole_among_the_others():
    known = series([*QUIET[:12], 0, *QUIET[12:]])
    partial = {**known, "2025-12": figure(0, parts=2, expected=3)}
    seen = periods_seen(known, OCTOBER)
    missing = {**known, "2025-12": figure(None)}
    flow = subject(Kind.FLOW)
    assert signal_for(flow, partial, seen, None) == signal_for(flow, missing, seen, None)
    assert signal_for(flow, partial, seen, None) != signal_for(flow, known, seen, None)


# When it is asked how the year will end


def year_end(kind=Kind.FLOW, wanted=None, last="2026-10", what=None, **parts):
    known = series(QUIET * 2, last, **parts)
    seen = periods_seen(known, Period.parse(last))
    return outlook_for(what or subject(kind), known, seen, wanted or target(value=120))


@pytest.mark.parametrize(
    ("last", "is_asked"),
    [
        ("2026-01", True),
        ("2026-11", True),
        ("2026-12", False),
        ("2026-Q3", False),
        ("2026-T2", False),
        ("2026-H1", False),
        ("2026", False),
    ],
)
def test_the_year_is_asked_of_by_the_month_and_before_it_has_ended(last, is_asked):
    assert (year_end(last=last) is not None) == is_asked


@pytest.mark.parametrize(
    ("kind", "is_asked"),
    [(each, each in (TargetKind.AT_LEAST, TargetKind.AT_MOST)) for each in TargetKind],
)
def test_the_year_is_asked_of_only_for_a_floor_or_a_ceiling(kind, is_asked):
    assert (year_end(wanted=target(kind, 120)) is not None) == is_asked


@pytest.mark.parametrize(
    ("kind", "basis", "is_asked"),
    [
        (Kind.FLOW, None, True),
        (Kind.FLOW, Basis.YEAR, True),
        (Kind.FLOW, Basis.PERIOD, False),
        (Kind.MONEY, None, True),
        (Kind.MONEY, Basis.PERIOD, False),
        (Kind.STOCK, None, True),
        (Kind.YEAR_PLACES, None, True),
        (Kind.RATIO, None, True),
        (Kind.MEAN, Basis.PERIOD, True),
        (Kind.INDEX, None, True),
    ],
)
def test_a_target_on_each_months_own_sum_says_nothing_of_the_year(kind, basis, is_asked):
    assert (year_end(kind, target(value=120, basis=basis)) is not None) == is_asked


def test_there_is_no_such_question_without_a_target_a_value_of_it_or_any_figure():
    known = series(QUIET)
    seen = periods_seen(known, OCTOBER)
    assert outlook_for(subject(Kind.FLOW), known, seen, None) is None
    assert outlook_for(subject(Kind.FLOW), known, seen, target(value=None)) is None
    assert outlook_for(subject(Kind.FLOW), {}, [], target()) is None


@pytest.mark.parametrize(("kind", "met"), [(TargetKind.AT_LEAST, 1.0), (TargetKind.AT_MOST, 0.0)])
def test_a_sum_that_has_passed_the_target_decides_it(kind, met):
    so_far = sum(QUIET[-10:])
    found = year_end(wanted=target(kind, so_far - 1))
    assert (found.certain, found.probability) == (True, met)


def test_money_can_be_paid_back_so_that_a_sum_that_has_passed_decides_nothing():
    found = year_end(Kind.MONEY, target(TargetKind.AT_MOST, sum(QUIET[-10:]) - 1))
    assert not found.certain
    assert 0 < found.probability < 1


@pytest.mark.parametrize("kind", [Kind.RATIO, Kind.MEAN])
def test_the_parts_behind_a_value_carry_the_question(kind):
    assert year_end(kind).silence == Silence.NO_PARTS
    known = year_end(kind, numerator=10.0, denominator=100.0, n=50.0)
    assert known.silence is None
    assert known.probability is not None


def test_the_target_for_a_percentage_is_held_against_a_percentage():
    share = Subject(
        1, "andel", "Andel", Area.STAFF, Kind.RATIO, UP, Periodicity.MONTH, "%", 0, 0.0, SignalMethod.AUTO
    )
    parts = {"numerator": 10.0, "denominator": 100.0}
    assert year_end(what=share, wanted=target(value=2), **parts).probability > 0.5
    assert year_end(what=share, wanted=target(value=50), **parts).probability < 0.5


# How the year ends, as it will be judged

YEARS = [100.0 / 12] * 36


def of_this_year(*values, **given):
    return series([*YEARS, *values], **given)


def asked(known, what, goal):
    return outlook_for(what, known, periods_seen(known, OCTOBER), goal)


def test_a_sum_that_is_at_the_ceiling_when_rounded_has_not_passed_it():
    known = of_this_year(*[16] * 9, 16.3)
    ceiling = target(TargetKind.AT_MOST, 160, Basis.YEAR)
    assert not asked(known, subject(Kind.FLOW, DOWN), ceiling).certain
    passed = of_this_year(*[16] * 9, 16.6)
    assert asked(passed, subject(Kind.FLOW, DOWN), ceiling).probability == 0


def test_what_few_cases_have_decided_is_told_and_nothing_else_of_them():
    few = [0, 0, 1] * 12
    ceiling = target(TargetKind.AT_MOST, 3, Basis.YEAR)
    passed = asked(series([*few, *[1] * 8, 0, 0]), subject(Kind.FLOW, DOWN), ceiling)
    assert (passed.certain, passed.probability) == (True, 0)
    open_yet = asked(series([*few, *[0] * 10]), subject(Kind.FLOW, DOWN), ceiling)
    assert open_yet.silence == Silence.FEW_CASES


def test_what_a_preliminary_month_decides_is_not_called_certain():
    known = of_this_year(*[16] * 9, 30)
    ceiling = target(TargetKind.AT_MOST, 165, Basis.YEAR)
    assert asked(known, subject(Kind.FLOW, DOWN), ceiling).certain
    known["2026-10"] = Figure(30, ValueState.PRELIMINARY)
    found = asked(known, subject(Kind.FLOW, DOWN), ceiling)
    assert (found.certain, found.percent) == (False, 0)
