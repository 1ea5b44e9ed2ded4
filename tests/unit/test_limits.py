"""The lines of a process-behaviour chart, what its points mean, and when new limits are asked for."""

import math

import pandas as pd
import pytest
from drawn import drawn_office, figures

from metrics.indicator_view import indicator_view
from metrics.limits import BETTER, CHANGED, COLUMNS, WORSE, asks_for_new_limits, limit_frame, limit_traces
from metrics.periods import Period
from metrics.signals import Judged, Reason, Series, Signal, signal_of
from metrics.spc import Point, Rule, Variation
from metrics.theme import DARK, LIGHT
from metrics.vocabulary import Direction, Kind, Periodicity, SignalMethod

UP, DOWN, NEITHER = Direction.UP, Direction.DOWN, Direction.NONE
OUTSIDE, TREND, SHIFT, TWO = Rule.OUTSIDE, Rule.TREND, Rule.SHIFT, Rule.TWO_OF_THREE
JANUARY = Period.parse("2026-01")


def months(count, first="2026-01"):
    return [Period.parse(first).shifted(at) for at in range(count)]


def signal(*points):
    return Signal(Judged.LEVEL, Reason.USUAL, Variation.COMMON_CAUSE, points=points)


def point(*flags, segment=0, mean=10.0, reach=6.0):
    reached = (None, None) if reach is None else (mean - reach, mean + reach)
    return Point(segment, mean, *reached, flags)


def frame(points, values, direction=UP, divisor=1.0):
    seen = months(len(points))
    known = {period.code: value for period, value in zip(seen, values, strict=True) if value is not None}
    return limit_frame(signal(*points), seen, known, direction, divisor)


def meanings(points, values, direction=UP):
    return frame(points, values, direction)["meaning"].tolist()


# The frame


def test_each_period_seen_has_a_row_with_its_lines():
    drawn = frame([point(), point(segment=1, mean=20.0, reach=3.0)], [9, 21])
    assert list(drawn.columns) == COLUMNS
    assert drawn.to_numpy().tolist() == [
        ["2026-01", 10, 10 - 6, 10 + 6, 0, ""],
        ["2026-02", 20, 20 - 3, 20 + 3, 1, ""],
    ]


def test_lines_are_in_the_unit_that_is_drawn_and_meanings_are_not_changed_by_it():
    drawn = frame([point(mean=5000.0, reach=2000.0), point(OUTSIDE, mean=5000.0)], [5000, 9000], divisor=1000)
    assert drawn.loc[0, ["mean", "lower", "upper"]].tolist() == [5000 / 1000, 3000 / 1000, 7000 / 1000]
    assert drawn["meaning"].tolist() == ["", BETTER]


def test_where_a_line_is_not_known_there_is_none():
    drawn = frame([point(reach=None), Point(0, None, None, None, ())], [9, 9])
    assert drawn["mean"].tolist()[0] == 10
    assert drawn[["lower", "upper"]].isna().all(axis=None)
    assert math.isnan(drawn["mean"].tolist()[1])


def test_what_is_not_judged_by_lines_has_a_frame_without_rows():
    silent = Signal(Judged.CHANGE, Reason.CASELOAD, Variation.CONCERN)
    drawn = limit_frame(silent, months(20), {}, UP, 1.0)
    assert drawn.empty
    assert list(drawn.columns) == COLUMNS
    assert limit_traces(drawn, LIGHT) == []
    assert asks_for_new_limits(drawn, {}) is None


# What a point means


@pytest.mark.parametrize("rule", [OUTSIDE, SHIFT, TWO])
@pytest.mark.parametrize(
    ("value", "direction", "expected"),
    [
        (18, UP, BETTER),
        (18, DOWN, WORSE),
        (18, NEITHER, CHANGED),
        (2, UP, WORSE),
        (2, DOWN, BETTER),
        (2, NEITHER, CHANGED),
    ],
)
def test_a_point_beyond_chance_means_what_its_side_of_the_mean_means(rule, value, direction, expected):
    assert meanings([point(), point(rule), point()], [10, value, 10], direction) == ["", expected, ""]


@pytest.mark.parametrize(
    ("values", "direction", "expected"),
    [
        ([4, 5, 6, 7, 8, 9, 10], UP, BETTER),
        ([4, 5, 6, 7, 8, 9, 10], DOWN, WORSE),
        ([4, 5, 6, 7, 8, 9, 10], NEITHER, CHANGED),
        ([16, 15, 14, 13, 12, 11, 10], UP, WORSE),
        ([16, 15, 14, 13, 12, 11, 10], DOWN, BETTER),
    ],
)
def test_in_a_trend_every_point_means_what_its_way_means_on_whichever_side_it_lies(
    values, direction, expected
):
    assert meanings([point(TREND)] * 7, values, direction) == [expected] * 7


@pytest.mark.parametrize(
    ("before", "trend", "after", "expected"),
    [
        ([12], [4, 5, 6, 7, 8, 9, 10], [3], BETTER),
        ([2], [16, 15, 14, 13, 12, 11, 10], [18], WORSE),
        ([None], [4, 5, 6, 7, 8, 9, 10], [None], BETTER),
    ],
)
def test_the_first_and_the_last_point_of_a_trend_go_the_way_of_the_trend(before, trend, after, expected):
    found = meanings([point(), *[point(TREND)] * 7, point()], [*before, *trend, *after])
    assert found == ["", *[expected] * 7, ""]


def test_a_trend_that_ends_where_new_limits_begin_keeps_its_meaning():
    points = [point(TREND)] * 7 + [point(TREND, segment=1)] * 7
    rising, falling = [4, 5, 6, 7, 8, 9, 10], [7, 6, 5, 4, 3, 2, 1]
    assert meanings(points, rising + falling) == [BETTER] * 7 + [WORSE] * 7


def test_a_trend_is_that_of_what_the_season_leaves_and_not_of_the_values():
    rising = [-3, -2, -1, 0, 1, 2, 3]
    means = [60.0, 54.0, 48.0, 42.0, 36.0, 30.0, 24.0]
    values = [mean + more for mean, more in zip(means, rising, strict=True)]
    assert values == sorted(values, reverse=True)
    assert meanings([point(TREND, mean=mean) for mean in means], values) == [BETTER] * 7


@pytest.mark.parametrize("values", [[None, 10], [10, None]])
def test_a_point_that_is_not_there_or_within_chance_means_nothing(values):
    assert meanings([point(OUTSIDE) if value is None else point() for value in values], values) == ["", ""]


# The drawn lines


def traces(drawn, palette=LIGHT):
    return [
        (trace["name"], list(zip(trace["x"], trace["y"], strict=True)))
        for trace in limit_traces(drawn, palette)
    ]


def test_mean_and_limits_are_a_line_each_from_the_first_day_to_the_last():
    assert traces(frame([point()] * 3, [9, 10, 11])) == [
        ("Medelvärde", [("2026-01-01", 10), ("2026-03-31", 10)]),
        ("Gräns", [("2026-01-01", 10 - 6), ("2026-03-31", 10 - 6)]),
        ("Gräns", [("2026-01-01", 10 + 6), ("2026-03-31", 10 + 6)]),
    ]


def test_nothing_joins_the_old_lines_to_the_new():
    drawn = frame([point()] * 2 + [point(segment=1, mean=30.0)] * 2, [9, 11, 29, 31])
    found = traces(drawn)
    assert [(name, {x for x, _ in line}) for name, line in found] == [
        *[(name, {"2026-01-01", "2026-02-28"}) for name in ("Medelvärde", "Gräns", "Gräns")],
        *[(name, {"2026-03-01", "2026-04-30"}) for name in ("Medelvärde", "Gräns", "Gräns")],
    ]
    assert [line[0][1] for _, line in found] == [10, 10 - 6, 10 + 6, 30, 30 - 6, 30 + 6]


def test_equal_parts_are_still_two_lines():
    drawn = frame([point(), point(), point(segment=1), point(segment=1)], [9, 11, 9, 11])
    assert len(traces(drawn)) == 2 * 3


def test_lines_that_follow_the_season_have_a_place_at_each_period():
    drawn = frame([point(mean=mean) for mean in (10.0, 14.0, 8.0)], [10, 14, 8])
    middles = ["2026-01-16T12:00", "2026-02-15T00:00", "2026-03-16T12:00"]
    assert traces(drawn) == [
        ("Medelvärde", list(zip(middles, [10, 14, 8], strict=True))),
        ("Gräns", list(zip(middles, [10 - 6, 14 - 6, 8 - 6], strict=True))),
        ("Gräns", list(zip(middles, [10 + 6, 14 + 6, 8 + 6], strict=True))),
    ]


def test_a_median_is_drawn_without_limits():
    points = [Point(0, None, None, None, ())] * 2 + [point(segment=1, reach=None)] * 2
    assert traces(frame(points, [1, 2, 9, 11])) == [("Medelvärde", [("2026-03-01", 10), ("2026-04-30", 10)])]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_are_thin_and_muted_and_limits_dashed(palette):
    drawn = limit_traces(frame([point()] * 3, [9, 10, 11]), palette)
    assert {trace["line"]["color"] for trace in drawn} == {palette.muted}
    assert [trace["line"]["dash"] for trace in drawn] == ["solid", "2px,3px", "2px,3px"]
    assert {trace["hoverinfo"] for trace in drawn} == {"skip"}


# When new limits are asked for

QUIET = [12, 9, 11, 8, 10, 12, 9, 13, 8, 11, 9, 10, 12]


def asked(values, rebase_at=(), direction=UP):
    """What is asked of a series that is judged by its level, from January 2024."""
    seen = months(len(values), "2024-01")
    known = {period.code: value for period, value in zip(seen, values, strict=True) if value is not None}
    found = signal_of(Series(values, Kind.MONEY, direction, method=SignalMethod.XMR, rebase_at=rebase_at))
    answer = asks_for_new_limits(limit_frame(found, seen, known, direction, 1.0), known)
    return answer.code if answer else None


LOW, HIGH = [10, 9, 11, 8, 10, 11, 9, 10, 8, 11, 9, 10, 9, 11, 10, 9], [20, 21, 19, 20, 22, 19, 21, 20, 20]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (LOW + HIGH[:8], None),
        (LOW + HIGH[:9], "2025-05"),
        (LOW + HIGH[:9] + [20, 21], "2025-05"),
        (LOW + HIGH[:9] + [10], None),
        ([*LOW, 20, 21, 19, 20, None, 20, 22, 19, 21, 20], None),
        ([*LOW, *HIGH, None], None),
        (LOW, None),
        ([20 - value for value in LOW + HIGH], "2025-05"),
    ],
)
def test_nine_periods_on_one_side_to_the_last_one_ask_for_new_limits(values, expected):
    assert asked(values) == expected


@pytest.mark.parametrize("direction", [UP, DOWN, NEITHER])
def test_they_ask_whatever_the_shift_means(direction):
    assert asked(LOW + HIGH, direction=direction) == "2025-05"


def test_new_limits_that_have_been_decided_are_not_asked_for_again():
    assert asked(LOW + HIGH + LOW[:4]) is None
    assert asked([*LOW, 20, 21, 19, 20, 22, 19, 21, 20, 18, 21, 19, 20, 22], rebase_at=[16]) is None


def test_a_run_is_counted_from_new_limits_and_not_from_before_them():
    points = [point() for _ in range(5)] + [point(SHIFT, segment=1) for _ in range(8)]
    values = [14.0] * 13
    seen = months(13)
    known = {period.code: value for period, value in zip(seen, values, strict=True)}
    assert asks_for_new_limits(frame(points, values), known) is None
    points.append(point(SHIFT, segment=1))
    known[seen[-1].shifted(1).code] = 14.0
    assert asks_for_new_limits(frame(points, [*values, 14.0]), known) == seen[5]


def test_a_value_on_the_mean_ends_the_run():
    points = [point(SHIFT)] * 12
    values = [14.0] * 4 + [10.0] + [14.0] * 7
    known = dict(zip([each.code for each in months(12)], values, strict=True))
    assert asks_for_new_limits(frame(points, values), known) is None


def test_a_long_run_that_is_not_beyond_chance_asks_nothing():
    points, values = [point()] * 12, [14.0] * 12
    known = dict(zip([each.code for each in months(12)], values, strict=True))
    assert asks_for_new_limits(frame(points, values), known) is None


def test_an_empty_series_asks_nothing():
    assert asks_for_new_limits(pd.DataFrame(columns=COLUMNS), {}) is None


TERTIALS = [10, 9, 11, 8, 10, 12, 9, 11, 8, 10, 9, 12, 10, 9, 11, 20, 21, 19, 20, 22, 19, 21, 20, 22]
"""What each month of a tertial is worth, 2018 to 2025: a shift from 2023, nine tertials long."""


@pytest.mark.parametrize(("missing", "expected"), [([], "2023-01-01"), (["2024-02"], None)])
def test_a_sum_that_lacks_a_month_is_no_part_of_the_run(missing, expected):
    office = drawn_office(
        "id | kind | direction\n1 | money | up", rebases="indicator_id | unit_id | starts_on | reason"
    )
    months_of = [
        (f"{2018 + at // 3}-{at % 3 * 4 + month:02d}", value)
        for at, value in enumerate(TERTIALS)
        for month in (1, 2, 3, 4)
    ]
    drawn = "\n".join(f"{code} | {value}" for code, value in months_of if code not in missing)
    view = indicator_view(
        office,
        office.subjects[0],
        figures(f"period | value\n{drawn}"),
        1,
        Period.parse("2025-12"),
        Periodicity.TERTIAL,
    )
    assert len(view.limits) == len(TERTIALS)
    assert view.limits["meaning"].iloc[-1] == BETTER
    assert (str(view.new_limits_from) if view.new_limits_from else None) == expected
