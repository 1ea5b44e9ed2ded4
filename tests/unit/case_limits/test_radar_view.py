"""The radar as it is drawn: weeks without holes, a week in two months in two parts, what is late first."""

from datetime import date

import pytest
from limits_office import drawn_counts

from metrics.case_limits.radar_view import RadarView, delivered_radar, month_ahead

OCTOBER_ENDS = date(2026, 10, 31)
HEAD = "due_from | open_cases | closed_cases\n"


def radar_of(rows: str, counted_on: date = OCTOBER_ENDS) -> RadarView:
    return delivered_radar(drawn_counts(HEAD + rows), counted_on)


def drawn(radar: RadarView) -> list[tuple[str, str, list[tuple[str, int]], int, list[str]]]:
    """Each week: label, days, open by month, closed, and the months that begin there."""
    return [
        (
            week.label.replace("\u00a0", " "),
            week.days.replace("\u00a0", " "),
            [(part.month.code, part.open_cases) for part in week.parts],
            week.closed_cases,
            [month.code for month in week.begins],
        )
        for week in radar.weeks
    ]


def test_weeks_follow_on_each_other_from_the_day_after_without_holes():
    assert drawn(radar_of("2026-11-09 | 4 | 1\n2026-11-23 | 2 | 0")) == [
        ("v. 44", "1 nov", [], 0, ["2026-11"]),
        ("v. 45", "2–8 nov", [], 0, []),
        ("v. 46", "9–15 nov", [("2026-11", 4)], 1, []),
        ("v. 47", "16–22 nov", [], 0, []),
        ("v. 48", "23–29 nov", [("2026-11", 2)], 0, []),
    ]


def test_a_week_in_two_months_is_one_row_with_a_part_for_each():
    weeks = drawn(radar_of("2026-11-30 | 3 | 1\n2026-12-01 | 5 | 2", date(2026, 11, 29)))
    assert weeks == [("v. 49", "30 nov–6 dec", [("2026-11", 3), ("2026-12", 5)], 3, ["2026-11", "2026-12"])]


def test_the_turn_of_the_year_is_a_turn_of_the_month():
    weeks = drawn(radar_of("2026-12-28 | 1 | 0\n2027-01-01 | 9 | 0\n2027-01-04 | 2 | 0", date(2026, 12, 26)))
    assert weeks == [
        ("v. 52", "27 dec", [], 0, ["2026-12"]),
        ("v. 53", "28 dec–3 jan", [("2026-12", 1), ("2027-01", 9)], 0, ["2027-01"]),
        ("v. 1", "4–10 jan", [("2027-01", 2)], 0, []),
    ]


def test_weeks_after_the_last_open_case_are_left_out():
    assert [week.label[-2:] for week in radar_of("2026-11-02 | 1 | 0\n2026-11-09 | 0 | 7").weeks] == [
        "44",
        "45",
    ]


def test_what_is_late_stands_by_itself_and_several_rows_of_a_day_are_added():
    radar = radar_of("2026-10-31 | 2 | 0\n2026-10-31 | 3 | 0\n2026-11-02 | 4 | 0\n2026-11-02 | 1 | 1")
    assert (radar.overdue, radar.waiting) == (5, 5)


def test_bars_are_measured_against_the_longest():
    radar = radar_of("2026-10-31 | 2 | 0\n2026-11-02 | 8 | 0\n2026-11-30 | 1 | 0\n2026-12-01 | 3 | 0")
    assert radar.overdue_width == 25
    assert [[part.width for part in week.parts] for week in radar.weeks] == [
        [],
        [100],
        [],
        [],
        [],
        [12.5, 37.5],
    ]


def test_without_open_cases_there_is_no_week():
    radar = radar_of("2026-11-02 | 0 | 4")
    assert (radar.weeks, radar.overdue, radar.overdue_width) == ((), 0, 0)


@pytest.mark.parametrize(
    ("counted_on", "month"),
    [(date(2026, 10, 31), "2026-11"), (date(2026, 10, 30), "2026-10"), (date(2026, 12, 31), "2027-01")],
)
def test_the_month_ahead_is_that_of_the_next_day(counted_on, month):
    assert month_ahead(counted_on).code == month


def test_a_count_from_the_months_last_day_knows_the_whole_next_month():
    radar = radar_of("2026-10-31 | 6 | 0\n2026-11-02 | 5 | 20\n2026-11-30 | 1 | 0\n2026-12-01 | 9 | 9")
    # 20 closed of 20 + 5 + 1 due in November; those late in October and due in December are not in it.
    assert (radar.ahead.in_time, radar.ahead.due, radar.ahead.open_cases) == (20, 26, 6)
    assert radar.ahead_is_whole


def test_a_count_within_a_month_knows_only_what_is_left_of_it():
    radar = radar_of("2026-11-23 | 5 | 5", date(2026, 11, 20))
    assert radar.ahead.month.code == "2026-11"
    assert not radar.ahead_is_whole
