"""Judgement: the figure and the bar that are held against each other, for each kind the plans use."""

import pytest
from drawn import table

from metrics.periods import Period
from metrics.targets import judge, share_of_year, year_to_date
from metrics.vocabulary import Basis, Kind, Status, TargetKind


def judged(series, period, target_kind, target_value=None, kind=Kind.RATIO, **other):
    facts = {"basis": None, "decimals": 0, "tolerance": 0.0} | other
    return judge(
        series,
        Period.parse(period),
        kind=kind,
        target_kind=TargetKind(target_kind),
        target_value=target_value,
        **facts,
    )


def months(year, *values):
    """A series from January on; None is a month that has no value."""
    return {f"{year}-{month:02d}": value for month, value in enumerate(values, 1) if value is not None}


ELEVEN_KINDS = table(
    """
    case                           | kind  | target             | value | dec | near | figure | status
    1 NKI 75                       | index | at_least           | 75    | 0   | 2    | 75     | on_target
    1 84 % ej aktuella             | ratio | at_least           | 84    | 0   | 0    | 83     | off_target
    1 tillgänglighet minst 8 av 10 | mean  | at_least           | 8     | 1   | 0.5  | 7.5    | near_target
    2 sjukfrånvaro 5,7 %           | ratio | at_most            | 5.7   | 1   | 0.5  | 6.2    | near_target
    2 sjukfrånvaro 5,7 %           | ratio | at_most            | 5.7   | 1   | 0.5  | 6.25   | off_target
    3 100 % trygga placeringar     | ratio | exactly            | 100   | 0   | 0    | 99     | off_target
    3 0 ej verkställda beslut      | stock | exactly            | 0     | 0   | 0    | 0      | on_target
    3 0 ej verkställda beslut      | stock | exactly            | 0     | 0   | 0    | 1      | off_target
    4 ska öka                      | ratio | increase           |       | 0   | 0    | 50     | off_target
    4 ska inte minska              | ratio | not_decrease       |       | 0   | 0    | 50     | on_target
    4 ska minska                   | ratio | decrease           |       | 0   | 0    | 49     | on_target
    5 över UBU-medel               | ratio | above_reference    | 70    | 0   | 0    | 70     | off_target
    5 minst stadens HME            | index | at_least_reference | 80    | 0   | 0    | 80     | on_target
    5 stadens HME är inte känt     | index | at_least_reference |       | 0   | 0    | 80     | no_value
    6 enheter under 5 %            | ratio | at_least           | 80    | 0   | 5    | 75     | near_target
    7 andel inom 14 dagar          | ratio | exactly            | 100   | 0   | 0    | 97     | off_target
    7 högst 4 månader i snitt      | mean  | at_most            | 4     | 1   | 0    | 4.04   | on_target
    8 plan 2017: 33 placerade      | stock | plan               | 33    | 0   | 0    | 41     | no_target
    9 vårddygn redovisas           | flow  | report_only        |       | 0   | 0    | 41     | no_target
    10 tas fram av nämnd           | ratio | at_most            |       | 1   | 0    | 6.1    | no_target
    11 60 / 61 / 62 %              | ratio | at_least           | 61    | 0   | 0    | 60.5   | on_target
    """
)


@pytest.mark.parametrize("case", ELEVEN_KINDS.to_dict("records"), ids=lambda case: case["case"])
def test_the_eleven_kinds_of_the_plans(case):
    judgement = judged(
        {"2019": case["figure"], "2018": 50},
        "2019",
        case["target"],
        case["value"],
        kind=Kind(case["kind"]),
        decimals=int(case["dec"]),
        tolerance=case["near"],
    )
    assert judgement.status == case["status"]


def test_all_eleven_kinds_are_tried():
    assert {int(case.split()[0]) for case in ELEVEN_KINDS["case"]} == set(range(1, 12))


@pytest.mark.parametrize(
    ("figure", "decimals", "target", "value", "status"),
    [
        (84.96, 1, "at_least", 85, Status.ON_TARGET),
        (84.94, 1, "at_least", 85, Status.OFF_TARGET),
        (5.749, 1, "at_most", 5.7, Status.ON_TARGET),
        (0.4, 0, "exactly", 0, Status.ON_TARGET),
        (99.6, 0, "exactly", 100, Status.ON_TARGET),
        (2.675, 2, "at_least", 2.68, Status.ON_TARGET),
    ],
)
def test_the_number_that_is_judged_is_the_rounded_one_that_is_read(figure, decimals, target, value, status):
    assert judged({"2019": figure}, "2019", target, value, decimals=decimals).status == status


def test_last_years_figure_is_also_the_rounded_one_that_was_read():
    judgement = judged({"2018-03": 49.6, "2019-03": 50.4}, "2019-03", "increase")
    assert judgement.bar == 50
    assert judgement.status == Status.OFF_TARGET


@pytest.mark.parametrize(
    ("period", "before"),
    [("2019-03", "2018-03"), ("2019-Q1", "2018-Q1"), ("2019-T3", "2018-T3"), ("2019", "2018")],
)
def test_own_previous_year_is_the_same_period_a_year_before(period, before):
    judgement = judged({period: 12, before: 10}, period, "increase")
    assert (judgement.figure, judgement.bar, judgement.status) == (12, 10, Status.ON_TARGET)


def test_without_last_years_figure_there_is_nothing_to_judge_by():
    judgement = judged({"2019-03": 12, "2018-02": 10}, "2019-03", "increase")
    assert (judgement.status, judgement.bar, judgement.gap) == (Status.NO_VALUE, None, None)


def test_a_target_for_the_period_judges_the_period_alone():
    judgement = judged(months(2019, 1, 2, 3), "2019-03", "at_most", 3, kind=Kind.FLOW, basis=Basis.PERIOD)
    assert (judgement.figure, judgement.summed, judgement.seasonal) == (3, False, None)
    assert judgement.status == Status.ON_TARGET


@pytest.mark.parametrize(
    ("period", "figure", "bar", "status"),
    [
        ("2019-01", 190, 2400 * 1 / 12, Status.OFF_TARGET),
        ("2019-02", 190 + 210, 2400 * 2 / 12, Status.ON_TARGET),
        ("2019-03", 190 + 210 + 199, 2400 * 3 / 12, Status.OFF_TARGET),
    ],
)
def test_a_count_for_the_year_is_judged_against_its_even_path(period, figure, bar, status):
    judgement = judged(months(2019, 190, 210, 199), period, "at_least", 2400, kind=Kind.FLOW)
    assert (judgement.figure, judgement.bar, judgement.status) == (figure, bar, status)
    assert (judgement.summed, judgement.seasonal) == (True, False)


def test_the_bar_on_the_path_is_rounded_as_the_figures_are():
    judgement = judged(months(2019, 8), "2019-01", "at_least", 100, kind=Kind.FLOW)
    assert judgement.bar == round(100 / 12)
    assert judgement.status == Status.ON_TARGET


SUMMER = [1] * 6 + [9] * 6
LATE_SUMMER = [2] * 6 + [8] * 6


def test_with_two_whole_years_the_path_follows_the_own_season():
    series = months(2017, *SUMMER) | months(2018, *LATE_SUMMER) | months(2019, *[1] * 6)
    judgement = judged(series, "2019-06", "at_least", 60, kind=Kind.FLOW)
    assert judgement.bar == pytest.approx(60 * (6 / 60 + 12 / 60) / 2)
    assert judgement.seasonal is True
    assert judgement.status == Status.OFF_TARGET


def test_one_whole_year_is_no_season():
    series = months(2018, *SUMMER) | months(2019, *[1] * 6)
    assert judged(series, "2019-06", "at_least", 60, kind=Kind.FLOW).bar == 60 * 6 / 12


def test_a_year_with_a_gap_is_no_part_of_the_season():
    series = months(2017, *SUMMER[:-1]) | months(2018, *SUMMER) | months(2019, *[1] * 6)
    assert share_of_year(series, Period.parse("2019-06")) == (6 / 12, False)


def test_a_season_is_made_of_the_last_three_years_at_most():
    series = {}
    for year in (2016, 2017, 2018):
        series |= months(year, *SUMMER)
    flat = months(2015, *[5] * 12)
    assert share_of_year(flat | series, Period.parse("2019-06")) == (pytest.approx(6 / 60), True)


def test_a_year_without_anything_has_no_season():
    series = months(2017, *[0] * 12) | months(2018, *[0] * 12)
    assert share_of_year(series, Period.parse("2019-06")) == (6 / 12, False)


@pytest.mark.parametrize("period", ["2019-12", "2019-Q4", "2019-T3", "2019-H2", "2019"])
def test_at_the_end_of_the_year_the_whole_target_holds(period):
    assert share_of_year({}, Period.parse(period)) == (1.0, None)


def test_in_december_the_years_sum_meets_the_whole_target():
    judgement = judged(months(2019, *[200] * 12), "2019-12", "at_least", 2400, kind=Kind.FLOW)
    assert (judgement.figure, judgement.bar, judgement.status) == (12 * 200, 2400, Status.ON_TARGET)
    assert judgement.seasonal is None


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_year_so_far_that_lacks_a_month_is_not_judged(missing):
    values = [200, 200, 200]
    values[missing - 1] = None
    judgement = judged(months(2019, *values), "2019-03", "at_least", 2400, kind=Kind.FLOW)
    assert (judgement.status, judgement.figure) == (Status.NO_VALUE, None)


def test_a_sum_never_reaches_back_over_the_turn_of_the_year():
    series = months(2018, *[100] * 12) | months(2019, 7)
    assert year_to_date(series, Period.parse("2019-01")) == 7


@pytest.mark.parametrize(
    ("values", "status"),
    [([0, 0, 0], Status.ON_TARGET), ([0, 1, 0], Status.OFF_TARGET), ([-0.0, 0, 0], Status.ON_TARGET)],
)
def test_a_duty_of_none_is_broken_for_the_rest_of_the_year_by_the_first(values, status):
    """0 vräkta barnfamiljer."""
    judgement = judged(months(2019, *values), "2019-03", "exactly", 0, kind=Kind.FLOW)
    assert (judgement.status, judgement.bar) == (status, 0)


def test_a_sum_that_is_to_decrease_is_held_against_the_same_months_last_year():
    series = months(2018, 10, 20, 30, 40) | months(2019, 10, 20, 29)
    judgement = judged(series, "2019-03", "decrease", kind=Kind.FLOW)
    assert (judgement.figure, judgement.bar) == (10 + 20 + 29, 10 + 20 + 30)
    assert (judgement.status, judgement.summed, judgement.seasonal) == (Status.ON_TARGET, True, None)


def test_last_years_sum_that_lacks_a_month_is_nothing_to_judge_by():
    series = months(2018, 10, None, 30) | months(2019, 10, 20, 29)
    assert judged(series, "2019-03", "decrease", kind=Kind.FLOW).status == Status.NO_VALUE


@pytest.mark.parametrize("target", ["plan", "report_only"])
def test_what_has_no_direction_is_not_put_on_a_path(target):
    judgement = judged(months(2019, 5), "2019-01", target, 60, kind=Kind.FLOW)
    assert (judgement.status, judgement.seasonal, judgement.gap) == (Status.NO_TARGET, None, None)


def test_money_is_judged_by_the_sum_of_the_year():
    judgement = judged(months(2019, 1000.4, 1000.4), "2019-02", "at_most", 12000, kind=Kind.MONEY)
    assert judgement.figure == pytest.approx(1000.4 + 1000.4)
    assert (judgement.bar, judgement.status) == (12000 * 2 / 12, Status.OFF_TARGET)


def test_tertials_are_summed_as_tertials():
    judgement = judged({"2019-T1": 30, "2019-T2": 40}, "2019-T2", "at_least", 100, kind=Kind.FLOW)
    assert (judgement.figure, judgement.bar) == (30 + 40, round(100 * 2 / 3))
    assert judgement.status == Status.ON_TARGET


@pytest.mark.parametrize("target", ["plan", "report_only"])
@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((10, 12, 14), Status.NO_TARGET),
        ((10, None, 14), Status.NO_TARGET),
        ((10, 12, None), Status.NO_VALUE),
    ],
)
def test_what_is_not_judged_lacks_a_value_only_where_the_period_itself_does(target, values, status):
    judgement = judged(months(2019, *values), "2019-03", target, 33, kind=Kind.FLOW)
    assert judgement.status == status
    assert judgement.figure == (36 if None not in values else None)
