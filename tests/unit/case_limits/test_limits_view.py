"""What is said of a unit's limits: shares rolled up by their parts, what stands on a day never averaged."""

import pytest
from limits_office import RULES, rule, source

from metrics.case_limits.limits_view import (
    LimitsView,
    indicators_needed,
    limits_view,
    says_little,
    unit_lines,
)
from metrics.case_limits.lines import is_late
from metrics.periods import Period
from metrics.vocabulary import DeadlineRule, LimitUnit, Status

OCTOBER = """
indicator_id | unit_id | period  | value | numerator | denominator
1            | 3       | 2026-10 | 90    | 9         | 10
1            | 4       | 2026-10 | 50    | 1         | 2
7            | 3       | 2026-10 | 100   | 10        | 10
7            | 4       | 2026-10 | 50    | 1         | 2
2            | 3       | 2026-10 | 8     |           |
2            | 4       | 2026-10 | 12    |           |
4            | 3       | 2026-10 | 13    |           |
5            | 3       | 2026-10 | 20    |           |
5            | 4       | 2026-10 | 3     |           |
6            | 3       | 2026-10 | 0     |           |
6            | 4       | 2026-10 | 2     |           |
8            | 3       | 2026-10 | 1     |           |
8            | 4       | 2026-10 | 0     |           |
11           | 4       | 2026-Q3 | 100   | 3         | 3
12           | 4       | 2026-Q3 | 45    |           |
21           | 3       | 2026-Q3 | 4     |           |
"""
OFFICE, CHILDREN, RECEPTION, ADULTS = 1, 2, 3, 4


def view_of(drawn: str = OCTOBER, unit: int = OFFICE, period: str = "2026-10", **changes) -> LimitsView:
    return limits_view(source(drawn, **changes), unit, Period.parse(period))


def line_of(code: str, **changes):
    return view_of(**changes).line(code)


def texts(line) -> dict[str, str]:
    return {
        heading: f"{cell.text} {cell.small}".strip().replace("\u00a0", " ")
        for heading, cell in line.figures.items()
    }


def test_a_line_holds_every_figure_of_its_kind():
    line = line_of("fhb", unit=RECEPTION)
    assert (line.name, line.limit_text, line.law) == (
        "Förhandsbedömning",
        "14\u00a0dagar",
        "Nya lagen 20 kap. 2 §",
    )
    assert line.status == Status.OFF_TARGET
    assert texts(line) == {
        "på dagen": "90,0 % 9 av 10",
        "nästa vardag": "100,0 % 10 av 10",
        "median": "8 dagar",
        "90 %": "–",
        "äldsta öppna": "13 dagar",
        "öppna": "20",
        "efter fristen": "0",
        "förlängda": "1",
    }


def test_shares_and_counts_of_several_units_are_made_of_their_parts():
    # 9 + 1 of 10 + 2 is 83.3 per cent; the mean of 90 and 50 would be 70.
    line = line_of("fhb")
    assert texts(line)["på dagen"] == "83,3 % 10 av 12"
    assert (texts(line)["öppna"], texts(line)["efter fristen"]) == ("23", "2")


def test_a_median_that_is_not_delivered_for_the_whole_is_not_made_of_the_units():
    line = line_of("fhb")
    assert line.median.value is None
    assert line.median.text == "–"
    assert line.median.note.startswith("räknas inte samman")


def test_a_median_delivered_for_the_whole_is_shown():
    delivered = f"{OCTOBER}2 | 1 | 2026-10 | 9 | | \n"
    assert texts(line_of("fhb", drawn=delivered))["median"] == "9 dagar"


def test_a_year_has_its_own_share_and_stands_as_its_last_month_stood():
    drawn = """
    indicator_id | unit_id | period  | value | numerator | denominator
    1            | 3       | 2025-11 | 50    | 1         | 2
    1            | 3       | 2025-12 | 100   | 18        | 18
    2            | 3       | 2025-11 | 20    |           |
    2            | 3       | 2025-12 | 8     |           |
    5            | 3       | 2025-11 | 100   |           |
    5            | 3       | 2025-12 | 10    |           |
    """
    line = line_of("fhb", drawn=drawn, unit=RECEPTION, period="2025")
    # 19 of 20; the mean of 50 and 100 would be 75, and that of 100 and 10 open cases 55.
    assert texts(line)["på dagen"] == "95,0 % 19 av 20"
    assert line.strict.note == "2 av 12 perioder"
    assert (texts(line)["median"], texts(line)["öppna"]) == ("8 dagar", "10")


def test_a_quarterly_kind_is_shown_for_its_latest_quarter_which_is_named():
    line = line_of("serv", unit=ADULTS)
    assert (texts(line)["på dagen"], texts(line)["median"]) == ("100 % 3 av 3", "45 dagar")
    assert line.period == "kv 3 2026"
    assert line_of("fhb").period == ""


def test_what_is_not_delivered_is_a_dash_with_its_reason_and_never_nought():
    line = line_of("serv", unit=ADULTS)
    assert (line.extended.text, line.extended.value) == ("–", None)
    assert line.extended.note == "lämnas inte för slaget"


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        (LimitUnit.WORKDAYS, "fristen är alltid en arbetsdag"),
        (LimitUnit.HOURS, "en frist i timmar flyttas inte"),
        (LimitUnit.MONTHS, "lämnas inte för slaget"),
    ],
)
def test_a_missing_share_with_the_next_working_day_says_why(unit, reason):
    rules = (rule("serveringstillstand", "Serveringstillstånd", 2, unit),)
    assert line_of("serv", unit=ADULTS, rules=rules).rolled.note == reason


def test_the_limit_and_the_law_are_those_of_the_periods_last_day():
    drawn = "indicator_id | period | value\n1 | 2025-06 | 90\n1 | 2025-07 | 90"
    assert line_of("fhb", drawn=drawn, period="2025-06").law == "Gamla lagen 11 kap. 1 a §"
    assert line_of("fhb", drawn=drawn, period="2025-07").law == "Nya lagen 20 kap. 2 §"


def test_a_limit_written_later_is_shown_from_its_day_on():
    later = rule("forhandsbedomning", "Förhandsbedömning", 10, LimitUnit.DAYS, law="Nytt", since="2026-10-15")
    assert line_of("fhb", rules=(*RULES, later)).limit_text == "10\u00a0dagar"
    drawn = "indicator_id | period | value\n1 | 2026-09 | 90"
    assert line_of("fhb", drawn=drawn, period="2026-09", rules=(*RULES, later)).limit_text == "14\u00a0dagar"


def test_where_the_next_working_day_counts_the_delivered_share_is_that_one():
    rolled = rule("forhandsbedomning", "Förhandsbedömning", 14, LimitUnit.DAYS, judged_by=DeadlineRule.ROLLED)
    line = line_of("fhb", unit=RECEPTION, rules=(rolled,))
    assert line.judged.text == "90,0\u00a0%"
    assert (texts(line)["nästa vardag"], texts(line)["på dagen"]) == ("90,0 % 9 av 10", "–")


def test_a_kind_without_any_rule_is_called_by_its_indicator():
    line = line_of("fhb", rules=())
    assert (line.name, line.limit_text, line.law) == ("Förhandsbedömningar", "", "")
    assert line.judged_by == DeadlineRule.STRICT


def test_kinds_that_a_unit_has_never_had_are_left_out_there():
    view = view_of(unit=RECEPTION)
    assert [line.code for line in view.lines] == ["fhb"]
    assert view.followed == 3


def test_a_kind_with_only_a_target_is_shown_for_the_whole_office():
    assert [(line.code, line.status) for line in view_of().lines] == [
        ("fhb", Status.OFF_TARGET),
        ("serv", Status.ON_TARGET),
        ("utr", Status.NO_VALUE),
    ]


def test_without_limits_there_is_a_table_only_if_there_is_a_figure():
    assert view_of(NOTHING).has_table
    assert not view_of(NOTHING, unit=RECEPTION).has_table
    told = "indicator_id | unit_id | period | value\n21 | 3 | 2026-Q3 | 4"
    assert view_of(told, unit=RECEPTION).has_table
    untold = "indicator_id | unit_id | period | value\n21 | 3 | 2026-Q3 |"
    assert not view_of(untold, unit=RECEPTION).has_table


def test_decisions_not_carried_out_are_told_below():
    (row,) = view_of().related
    assert (row.subject.code, row.value_text, row.period.code) == ("ejv", "4", "2026-Q3")


@pytest.mark.parametrize(
    ("oldest", "open_past", "limit", "unit", "late"),
    [
        (200.0, 0.0, 14, LimitUnit.DAYS, False),
        (15.0, 1.0, 14, LimitUnit.DAYS, True),
        (14.0, None, 14, LimitUnit.DAYS, False),
        (15.0, None, 14, LimitUnit.DAYS, True),
        (124.0, None, 4, LimitUnit.MONTHS, False),
        (125.0, None, 4, LimitUnit.MONTHS, True),
        (None, 1.0, 14, LimitUnit.DAYS, False),
    ],
)
def test_the_oldest_open_case_is_late_if_any_is_and_else_by_its_age(oldest, open_past, limit, unit, late):
    assert is_late(oldest, open_past, rule("utredning", "Utredning", limit, unit)) is late


def test_without_a_rule_and_without_a_count_nothing_is_called_late():
    assert is_late(900.0, None, None) is False


COUNTS = """
unit_id | indicator_id | due_from   | open_cases | closed_cases
3       | 1            | 2026-11-02 | 5          | 3
4       | 1            | 2026-11-02 | 2          | 0
4       | 1            | 2026-10-31 | 2          | 0
4       | 11           | 2026-11-02 | 9          | 0
"""


def test_coming_deadlines_of_the_units_below_are_added():
    view = view_of(counts=COUNTS, counted_on="2026-10-31")
    radar = view.radars["fhb"]
    assert (radar.overdue, radar.waiting) == (2, 7)
    assert (radar.ahead.in_time, radar.ahead.due) == (3, 10)
    assert view_of(unit=RECEPTION, counts=COUNTS, counted_on="2026-10-31").radars["fhb"].waiting == 5


def test_a_kind_without_coming_deadlines_has_no_radar_and_nothing_counted_none_at_all():
    assert "utr" not in view_of(counts=COUNTS, counted_on="2026-10-31").radars
    assert view_of().radars == {}
    assert view_of().counted_on is None


def test_most_is_at_stake_where_most_is_late():
    # fhb has 2 late cases; serv has 9 to come, but none late.
    assert view_of(counts=COUNTS, counted_on="2026-10-31").at_stake.code == "fhb"


def test_where_as_much_is_late_most_is_at_stake_where_most_is_to_come():
    none_late = OCTOBER.replace(
        "6            | 4       | 2026-10 | 2", "6            | 4       | 2026-10 | 0"
    )
    counts = COUNTS.replace("4       | 1            | 2026-10-31 | 2          | 0\n", "")
    assert view_of(none_late, counts=counts, counted_on="2026-10-31").at_stake.code == "serv"


def test_each_unit_with_any_figure_of_the_kind_has_a_line_in_tree_order():
    found = unit_lines(source(OCTOBER), OFFICE, Period.parse("2026-10"), "fhb")
    assert [(place.code, texts(line)["på dagen"]) for place, line in found] == [
        ("barn", "90,0 % 9 av 10"),
        ("mottagning", "90,0 % 9 av 10"),
        ("vuxna", "50,0 % 1 av 2"),
    ]
    assert [texts(line)["median"] for _, line in found] == ["8 dagar", "8 dagar", "12 dagar"]


def test_a_unit_at_the_bottom_has_none_below():
    assert unit_lines(source(OCTOBER), RECEPTION, Period.parse("2026-10"), "fhb") == []


def test_every_figure_of_the_page_is_asked_for():
    assert indicators_needed(source(OCTOBER).office) == [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 21, 22]


NOTHING = "indicator_id | unit_id | period | value"


@pytest.mark.parametrize(
    ("drawn", "unit", "little"),
    [(OCTOBER, OFFICE, False), (NOTHING, OFFICE, True), (NOTHING, RECEPTION, False)],
)
def test_little_is_said_where_no_limit_has_figures_but_not_where_limits_are_others(drawn, unit, little):
    assert says_little(view_of(drawn, unit=unit)) is little
