"""Roll-up: one figure over several months or units, by the kind of the indicator."""

import math

import numpy as np
import pandas as pd
import pytest
from drawn import figures
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from metrics.rollup import over_time, over_units, scale_of, seen_by, topmost, whole_of_unit
from metrics.vocabulary import Kind, Periodicity

MONTH, QUARTER, TERTIAL, HALF_YEAR, YEAR = Periodicity
SUMMED = [Kind.FLOW, Kind.MONEY]
AVERAGED = [Kind.STOCK, Kind.YEAR_PLACES]
WEIGHTED = [Kind.MEAN, Kind.INDEX]


def figures_of_unit(figures, ancestors, kinds, scales, shown):
    """One unit's figures, each indicator by the periodicity that it is shown by."""
    whole = whole_of_unit(figures, ancestors, kinds, scales)
    if whole.empty:
        return whole.assign(last=whole["value"])
    return pd.concat(
        [
            seen_by(whole[whole["indicator_id"] == number], periodicity, kinds, scales)
            for number, periodicity in shown.items()
        ]
    )


def kinds(*kind):
    return dict(enumerate(kind, 1))


def scales(*scale):
    return dict(enumerate(scale or (100.0,) * 9, 1))


def by_time(drawn, kind, periodicity, scale=100.0):
    return over_time(figures(drawn), periodicity, {1: kind}, {1: scale})


def by_units(drawn, kind, scale=100.0):
    return over_units(figures(drawn), {1: kind}, {1: scale})


def of_unit(drawn, kind, periodicity, ancestors):
    return figures_of_unit(figures(drawn), ancestors, {1: kind}, {1: 100.0}, {1: periodicity})


def one(rolled):
    assert len(rolled) == 1
    return rolled.to_dict("records")[0]


def value(rolled):
    return one(rolled)["value"]


def values(rolled):
    """Period -> value, None where there is none."""
    return {
        row["period"]: None if math.isnan(row["value"]) else row["value"] for row in rolled.to_dict("records")
    }


def same(one, other):
    return one == pytest.approx(other, rel=1e-9, abs=1e-9, nan_ok=True)


FOUR_MONTHS = """
period  | value | numerator | denominator |  n
2019-01 |    10 |         1 |          10 | 10
2019-02 |    20 |         6 |          30 | 30
2019-03 |    50 |         5 |          10 | 20
2019-04 |    40 |        20 |          50 | 40
"""


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.FLOW, 10 + 20 + 50 + 40),
        (Kind.MONEY, 10 + 20 + 50 + 40),
        (Kind.STOCK, (10 + 20 + 50 + 40) / 4),
        (Kind.YEAR_PLACES, (10 + 20 + 50 + 40) / 4),
        (Kind.RATIO, 100 * (1 + 6 + 5 + 20) / (10 + 30 + 10 + 50)),
        (Kind.MEAN, (10 * 10 + 20 * 30 + 50 * 20 + 40 * 40) / (10 + 30 + 20 + 40)),
        (Kind.INDEX, (10 * 10 + 20 * 30 + 50 * 20 + 40 * 40) / (10 + 30 + 20 + 40)),
    ],
)
def test_each_kind_is_rolled_up_over_time_by_its_own_rule(kind, expected):
    tertial = one(by_time(FOUR_MONTHS, kind, TERTIAL))
    assert tertial["period"] == "2019-T1"
    assert same(tertial["value"], expected)
    assert (tertial["state"], tertial["parts"], tertial["expected"]) == ("final", 4, 4)


FOUR_UNITS = FOUR_MONTHS.replace("period ", "unit_id").replace("2019-0", "      ")


def four_units():
    return figures(FOUR_UNITS).assign(period="2019-01")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.FLOW, 10 + 20 + 50 + 40),
        (Kind.MONEY, 10 + 20 + 50 + 40),
        (Kind.STOCK, 10 + 20 + 50 + 40),
        (Kind.YEAR_PLACES, 10 + 20 + 50 + 40),
        (Kind.RATIO, 100 * (1 + 6 + 5 + 20) / (10 + 30 + 10 + 50)),
        (Kind.MEAN, (10 * 10 + 20 * 30 + 50 * 20 + 40 * 40) / (10 + 30 + 20 + 40)),
        (Kind.INDEX, (10 * 10 + 20 * 30 + 50 * 20 + 40 * 40) / (10 + 30 + 20 + 40)),
    ],
)
def test_each_kind_is_rolled_up_over_units_by_its_own_rule(kind, expected):
    together = one(over_units(four_units(), {1: kind}, {1: 100.0}))
    assert same(together["value"], expected)
    assert (together["units"], together["units_expected"], together["state"]) == (4, 4, "final")


def test_a_quotient_that_is_no_percentage_is_not_multiplied():
    assert same(value(by_time(FOUR_MONTHS, Kind.RATIO, TERTIAL, scale=1.0)), 32 / 100)


@pytest.mark.parametrize(("unit_of_measure", "scale"), [("%", 100), ("dagar", 1), ("index", 1), ("", 1)])
def test_only_per_cent_has_a_scale(unit_of_measure, scale):
    assert scale_of(unit_of_measure) == scale


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(kind, 10 + 40) for kind in SUMMED]
    + [(kind, (10 + 40) / 2) for kind in AVERAGED]
    + [(Kind.RATIO, 100 * (1 + 20) / (10 + 50))]
    + [(kind, (10 * 10 + 40 * 40) / (10 + 40)) for kind in WEIGHTED],
)
@pytest.mark.parametrize("state", ["missing", "confidential", "not_yet_reported", "not_applicable"])
def test_a_month_without_value_is_never_nought_and_the_figure_says_how_many_it_has(kind, expected, state):
    tertial = one(
        by_time(
            f"""
            period  | value | numerator | denominator |  n | state
            2019-01 |    10 |         1 |          10 | 10 | final
            2019-02 |       |           |             |    | {state}
            2019-03 |       |           |             |    | {state}
            2019-04 |    40 |        20 |          50 | 40 | final
            """,
            kind,
            TERTIAL,
        )
    )
    assert same(tertial["value"], expected)
    assert (tertial["parts"], tertial["expected"], tertial["state"]) == (2, 4, "final")


def test_a_year_of_seven_months_is_called_so():
    months = "\n".join(f"2019-{month:02d} | {month}" for month in range(1, 8))
    year = one(by_time(f"period | value\n{months}", Kind.FLOW, YEAR))
    assert (year["value"], year["parts"], year["expected"]) == (1 + 2 + 3 + 4 + 5 + 6 + 7, 7, 12)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("missing missing", "missing"),
        ("confidential confidential", "confidential"),
        ("missing confidential", "confidential"),
        ("not_yet_reported not_yet_reported", "not_yet_reported"),
        ("not_applicable not_applicable", "not_applicable"),
        ("not_applicable missing", "missing"),
        ("missing not_applicable", "missing"),
        ("not_applicable not_yet_reported", "not_yet_reported"),
    ],
)
def test_a_figure_made_of_nothing_has_no_value_but_a_state(states, expected):
    first, second = states.split()
    half_year = one(
        by_time(
            f"""
            period  | value | state
            2019-Q1 |       | {first}
            2019-Q2 |       | {second}
            """,
            Kind.FLOW,
            HALF_YEAR,
        )
    )
    assert math.isnan(half_year["value"])
    assert (half_year["state"], half_year["parts"]) == (expected, 0)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("final final", "final"),
        ("preliminary final", "preliminary"),
        ("final preliminary", "preliminary"),
        ("preliminary preliminary", "preliminary"),
    ],
)
@pytest.mark.parametrize("kind", Kind)
def test_what_is_made_of_something_preliminary_is_preliminary(kind, states, expected):
    first, second = states.split()
    cells = "numerator | denominator | n\n{0} | 10 | 1 | 10 | 10 | {1}\n{2} | 20 | 6 | 30 | 30 | {3}"
    over_months = by_time(
        "period | value | " + cells.replace("| n", "| n | state").format("2019-Q1", first, "2019-Q2", second),
        kind,
        HALF_YEAR,
    )
    over_both = over_units(
        figures(
            "unit_id | value | " + cells.replace("| n", "| n | state").format(1, first, 2, second)
        ).assign(period="2019"),
        {1: kind},
        {1: 100.0},
    )
    assert one(over_months)["state"] == expected
    assert one(over_both)["state"] == expected


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        (Kind.RATIO, "value\n2019-Q1 | 50\n2019-Q2 | 70"),
        (Kind.RATIO, "value | numerator | denominator\n2019-Q1 | 50 | 5 | 10\n2019-Q2 | 70 | |"),
        (Kind.RATIO, "value | numerator | denominator\n2019-Q1 | 50 | 5 | 10\n2019-Q2 | 70 | 7 |"),
        (Kind.MEAN, "value\n2019-Q1 | 50\n2019-Q2 | 70"),
        (Kind.MEAN, "value | n\n2019-Q1 | 50 | 3\n2019-Q2 | 70 |"),
        (Kind.INDEX, "value | n\n2019-Q1 | 50 |\n2019-Q2 | 70 |"),
    ],
)
def test_a_percentage_without_parts_and_a_mean_without_n_are_not_rolled_up(kind, cells):
    over_months = one(by_time(f"period | {cells}", kind, HALF_YEAR))
    units = cells.replace("2019-Q1", "1").replace("2019-Q2", "2")
    over_both = one(over_units(figures(f"unit_id | {units}").assign(period="2019"), {1: kind}, {1: 100.0}))
    for rolled in (over_months, over_both):
        assert math.isnan(rolled["value"])
        assert rolled["state"] == "missing"


def test_a_mean_of_percentages_never_appears():
    """Half of two cases and all of ninety-eight make 99 %, and not 75 %."""
    drawn = "period | value | numerator | denominator\n2019-H1 | 50 | 1 | 2\n2019-H2 | 100 | 98 | 98"
    assert value(by_time(drawn, Kind.RATIO, YEAR)) == 100 * (1 + 98) / (2 + 98)


def test_nothing_handled_within_no_cases_is_no_share():
    drawn = "period | value | numerator | denominator\n2019-H1 | 0 | 0 | 0\n2019-H2 | 0 | 0 | 0"
    assert math.isnan(value(by_time(drawn, Kind.RATIO, YEAR)))


def test_what_a_hidden_month_is_made_of_is_not_added_to_what_is_told():
    half_year = one(
        by_time(
            """
            period  | value | numerator | denominator | n | state
            2019-Q1 |    50 |         5 |          10 | 4 | final
            2019-Q2 |       |         1 |           3 | 2 | confidential
            """,
            Kind.RATIO,
            HALF_YEAR,
        )
    )
    assert (half_year["numerator"], half_year["denominator"], half_year["n"]) == (5, 10, 4)


def test_a_stock_tells_its_last_value_beside_the_mean():
    tertial = one(by_time(FOUR_MONTHS, Kind.STOCK, TERTIAL))
    assert (tertial["value"], tertial["last"]) == ((10 + 20 + 50 + 40) / 4, 40)


def test_tertials_are_not_halved_and_years_are_not_divided():
    drawn = "period | value\n2018 | 9\n2019-T1 | 1\n2019-T2 | 2\n2019-T3 | 3"
    assert by_time(drawn, Kind.FLOW, HALF_YEAR).empty
    assert by_time(drawn, Kind.FLOW, MONTH).empty
    assert values(by_time(drawn, Kind.FLOW, YEAR)) == {"2018": 9, "2019": 1 + 2 + 3}


def test_what_is_already_of_the_periodicity_stands_as_it_is():
    drawn = "period | value | state\n2019-01 | 7 | preliminary\n2019-02 | | confidential"
    months = by_time(drawn, Kind.RATIO, MONTH)
    assert values(months) == {"2019-01": 7, "2019-02": None}
    assert months["state"].tolist() == ["preliminary", "confidential"]
    assert months["parts"].tolist() == [1, 0]


def test_a_printed_year_stands_beside_months_of_another_year():
    """Timrå prints Bokslut 2015 and 2016 as annual figures, and 2017 month by month."""
    months = "\n".join(f"2017-{month:02d} | {30 + month}" for month in range(1, 13))
    drawn = f"period | value\n2015 | 28\n2016 | 31\n{months}"
    years = by_time(drawn, Kind.STOCK, YEAR)
    assert values(years) == {"2015": 28, "2016": 31, "2017": 30 + sum(range(1, 13)) / 12}
    assert years["parts"].tolist() == [1, 1, 12]
    assert years["expected"].tolist() == [1, 1, 12]
    assert list(values(by_time(drawn, Kind.STOCK, MONTH))) == [f"2017-{month:02d}" for month in range(1, 13)]


def test_a_printed_year_goes_before_one_put_together_from_its_months():
    assert values(by_time("period | value\n2017 | 33\n2017-01 | 1\n2017-02 | 2", Kind.FLOW, YEAR)) == {
        "2017": 33
    }


def test_a_printed_tertial_beside_its_months_does_not_count_twice_in_the_year():
    year = one(
        by_time(
            """
            period  | value
            2017-01 | 1
            2017-02 | 2
            2017-03 | 3
            2017-04 | 4
            2017-T1 | 10
            """,
            Kind.FLOW,
            YEAR,
        )
    )
    assert year["value"] == 1 + 2 + 3 + 4
    assert (year["parts"], year["expected"]) == (4, 12)


def test_months_and_tertials_of_two_indicators_are_counted_each_by_its_own():
    drawn = figures(
        """
        indicator_id | period  | value
        1            | 2017-01 | 1
        1            | 2017-02 | 2
        2            | 2017-T1 | 10
        2            | 2017-T2 | 20
        """
    )
    years = over_time(drawn, YEAR, kinds(Kind.FLOW, Kind.FLOW), scales())
    assert years[["indicator_id", "value", "parts", "expected"]].to_numpy().tolist() == [
        [1, 1 + 2, 2, 12],
        [2, 10 + 20, 2, 3],
    ]


def test_indicators_are_never_mixed():
    drawn = figures(
        """
        indicator_id | period  | value | numerator | denominator
        1            | 2017-01 |     1 |           |
        1            | 2017-02 |     2 |           |
        2            | 2017-01 |    50 |         1 |           2
        2            | 2017-02 |   100 |         3 |           3
        """
    )
    rolled = over_time(drawn, YEAR, kinds(Kind.FLOW, Kind.RATIO), scales(1.0, 100.0))
    assert dict(zip(rolled["indicator_id"], rolled["value"], strict=True)) == {1: 1 + 2, 2: 100 * 4 / 5}


@pytest.mark.parametrize("roll", [by_time, lambda drawn, kind, _: by_units(drawn, kind)])
def test_no_figures_roll_up_to_none_with_the_promised_columns(roll):
    rolled = roll("period | value", Kind.FLOW, YEAR)
    assert rolled.empty
    assert {"indicator_id", "period", "value", "state", "parts", "expected"} <= set(rolled.columns)


# Units


@pytest.mark.parametrize("kind", [*SUMMED, *AVERAGED])
@pytest.mark.parametrize(
    ("state", "expected"),
    [("missing", "missing"), ("not_yet_reported", "missing"), ("confidential", "confidential")],
)
def test_a_sum_that_lacks_a_unit_is_no_figure(kind, state, expected):
    together = one(
        by_units(
            f"""
            unit_id | period  | value | state
            1       | 2019-01 |     5 | final
            2       | 2019-01 |       | {state}
            3       | 2019-01 |     7 | final
            """,
            kind,
        )
    )
    assert math.isnan(together["value"])
    assert (together["state"], together["units"], together["units_expected"]) == (expected, 2, 3)


@pytest.mark.parametrize("kind", SUMMED)
def test_a_unit_without_row_in_a_month_it_should_have_reported_is_missed(kind):
    drawn = "unit_id | period | value\n1 | 2019-01 | 5\n2 | 2019-01 | 7\n1 | 2019-02 | 5"
    assert values(by_units(drawn, kind)) == {"2019-01": 5 + 7, "2019-02": None}


def test_a_share_of_the_units_that_have_reported_says_how_many_they_are():
    together = one(
        by_units(
            """
            unit_id | period  | value | numerator | denominator
            1       | 2019-01 |    50 |         1 |           2
            2       | 2019-01 |   100 |         3 |           3
            3       | 2019-01 |       |           |
            """,
            Kind.RATIO,
        )
    )
    assert same(together["value"], 100 * (1 + 3) / (2 + 3))
    assert (together["units"], together["units_expected"]) == (2, 3)


def test_a_unit_is_expected_from_the_month_it_starts_to_report():
    drawn = """
    unit_id | period  | value
    1       | 2019-01 |     5
    2       | 2019-02 |     7
    1       | 2019-02 |     6
    1       | 2019-03 |     6
    """
    rolled = by_units(drawn, Kind.FLOW).sort_values("period")
    assert values(rolled) == {"2019-01": 5, "2019-02": 6 + 7, "2019-03": None}
    assert rolled["units_expected"].tolist() == [1, 2, 2]


def test_a_unit_that_a_figure_does_not_apply_to_is_not_waited_for():
    drawn = """
    unit_id | period  | value | state
    1       | 2019-01 |     5 | final
    2       | 2019-01 |       | not_applicable
    1       | 2019-02 |     6 | final
    2       | 2019-02 |     7 | final
    1       | 2019-03 |     8 | final
    2       | 2019-03 |       | not_applicable
    """
    rolled = by_units(drawn, Kind.FLOW).sort_values("period")
    assert values(rolled) == {"2019-01": 5, "2019-02": 6 + 7, "2019-03": 8}
    assert rolled["units_expected"].tolist() == [1, 2, 1]


def test_a_figure_that_applies_to_none_of_the_units_is_not_applicable():
    together = one(
        by_units(
            """
            unit_id | period  | value | state
            1       | 2019-01 |       | not_applicable
            2       | 2019-01 |       | not_applicable
            """,
            Kind.FLOW,
        )
    )
    assert math.isnan(together["value"])
    assert together["state"] == "not_applicable"


@pytest.mark.parametrize("kind", Kind)
def test_what_one_unit_alone_reports_is_its_figure_as_it_stands(kind):
    drawn = """
    unit_id | indicator_id | period  | value | state
    1       | 1            | 2019-01 |  12.5 | preliminary
    2       | 2            | 2019-01 |     3 | final
    """
    rolled = over_units(figures(drawn), kinds(kind, Kind.FLOW), scales())
    alone = rolled[rolled["indicator_id"] == 1].to_dict("records")[0]
    assert (alone["value"], alone["state"]) == (12.5, "preliminary")


# A tree: 1 is the office, 2 and 3 its sections, 4 and 5 units of section 2
TREE = {1: [], 2: [1], 3: [1], 4: [2, 1], 5: [2, 1]}


def test_a_parent_that_reports_beside_its_children_is_counted_and_they_are_not():
    drawn = figures(
        """
        unit_id | period  | value
        2       | 2019-01 |   100
        4       | 2019-01 |    40
        5       | 2019-01 |    60
        3       | 2019-01 |     7
        4       | 2019-02 |    41
        """
    )
    kept = topmost(drawn, TREE)
    assert list(zip(kept["unit_id"], kept["period"], strict=True)) == [
        (2, "2019-01"),
        (3, "2019-01"),
        (4, "2019-02"),
    ]


def test_the_office_is_the_sum_of_what_reports_highest_up():
    drawn = """
    unit_id | period  | value
    2       | 2019-01 |   100
    4       | 2019-01 |    40
    5       | 2019-01 |    60
    3       | 2019-01 |     7
    """
    assert values(of_unit(drawn, Kind.FLOW, MONTH, TREE)) == {"2019-01": 100 + 7}


def test_children_need_not_report_once_their_parent_does():
    drawn = """
    unit_id | period  | value
    4       | 2019-01 |    40
    5       | 2019-01 |    60
    2       | 2019-02 |   110
    """
    assert values(of_unit(drawn, Kind.FLOW, MONTH, TREE)) == {"2019-01": 40 + 60, "2019-02": 110}


def test_printed_years_of_the_office_stand_beside_months_of_its_units():
    drawn = """
    unit_id | period  | value
    1       | 2015    |   480
    4       | 2017-01 |    40
    5       | 2017-01 |    60
    1       | 2018    |   500
    """
    assert values(of_unit(drawn, Kind.FLOW, MONTH, TREE)) == {"2017-01": 40 + 60}
    assert values(of_unit(drawn, Kind.FLOW, YEAR, TREE)) == {"2015": 480, "2017": 40 + 60, "2018": 500}


@pytest.mark.parametrize("periodicity", [MONTH, TERTIAL])
def test_figures_come_oldest_first_whichever_unit_began(periodicity):
    drawn = """
    unit_id | period  | value
    2       | 2019-03 |     3
    2       | 2019-04 |     4
    3       | 2018-12 |    12
    3       | 2019-01 |     1
    3       | 2019-03 |     3
    3       | 2019-04 |     4
    """
    periods = of_unit(drawn, Kind.FLOW, periodicity, TREE)["period"].tolist()
    assert periods == sorted(periods)


def test_the_last_value_of_a_stock_is_that_of_the_last_month_whichever_unit_began():
    drawn = """
    unit_id | period  | value
    2       | 2019-03 |    30
    2       | 2019-04 |    40
    3       | 2019-01 |     1
    3       | 2019-02 |     2
    3       | 2019-03 |     3
    3       | 2019-04 |     4
    """
    tertial = one(of_unit(drawn, Kind.STOCK, TERTIAL, TREE))
    assert tertial["last"] == 40 + 4
    assert same(tertial["value"], (1 + 2 + (30 + 3) + (40 + 4)) / 4)


def test_a_year_that_lacks_a_unit_in_one_month_says_so():
    drawn = """
    unit_id | period  | value | numerator | denominator
    2       | 2019-Q1 |    50 |         1 |           2
    3       | 2019-Q1 |   100 |         3 |           3
    2       | 2019-Q2 |    50 |         2 |           4
    3       | 2019-Q2 |       |           |
    """
    half_year = one(of_unit(drawn, Kind.RATIO, HALF_YEAR, TREE))
    assert same(half_year["value"], 100 * (1 + 3 + 2) / (2 + 3 + 4))
    assert (half_year["units"], half_year["units_expected"]) == (1, 2)


def test_an_indicator_that_has_only_years_has_no_months():
    drawn = "indicator_id | period | value\n1 | 2018 | 3\n2 | 2018-01 | 4"
    rolled = figures_of_unit(
        figures(drawn), {1: []}, kinds(Kind.FLOW, Kind.FLOW), scales(), {1: MONTH, 2: MONTH}
    )
    assert rolled[["indicator_id", "period", "value"]].to_numpy().tolist() == [[2, "2018-01", 4]]


def test_each_indicator_is_rolled_up_to_the_periodicity_it_is_shown_by():
    drawn = figures(
        """
        indicator_id | period  | value
        1            | 2019-01 |     1
        1            | 2019-02 |     2
        2            | 2019-01 |    10
        2            | 2019-02 |    20
        """
    )
    rolled = figures_of_unit(drawn, {1: []}, kinds(Kind.FLOW, Kind.FLOW), scales(), {1: YEAR, 2: MONTH})
    assert {(row["indicator_id"], row["period"]): row["value"] for row in rolled.to_dict("records")} == {
        (1, "2019"): 1 + 2,
        (2, "2019-01"): 10,
        (2, "2019-02"): 20,
    }


def test_an_office_without_figures_has_none():
    rolled = of_unit("period | value", Kind.FLOW, YEAR, TREE)
    assert rolled.empty
    assert {"indicator_id", "period", "value", "state", "last", "units"} <= set(rolled.columns)


# Properties: every kind at once, as indicators 1-7, for a year of months of units 3, 4 and 5

ALL = kinds(*Kind)
NUMBER = {kind: number for number, kind in ALL.items()}
UNITS = (3, 4, 5)
MONTHS = [f"2019-{month:02d}" for month in range(1, 13)]
sometimes = settings(max_examples=6, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@st.composite
def complete_figures(draw):
    """Figures of every kind whose values and parts agree."""
    size = 3 * len(UNITS) * len(MONTHS)
    drawn = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), dtype=np.uint8).astype(float)
    one, other, third = np.split(drawn, 3)
    keys = pd.MultiIndex.from_product([UNITS, MONTHS], names=["unit_id", "period"])
    parts = pd.DataFrame({"denominator": one + 1, "other": other - 99}, index=keys).reset_index()
    parts = parts.assign(numerator=third % parts["denominator"], n=parts["denominator"], state="final")
    share = 100 * parts["numerator"] / parts["denominator"]
    return pd.concat(
        [
            parts.assign(indicator_id=number, value=share if kind == Kind.RATIO else parts["other"])
            for number, kind in ALL.items()
        ],
        ignore_index=True,
    )


def timed(drawn, periodicity):
    return over_time(drawn, periodicity, ALL, scales())


def united(drawn):
    return over_units(drawn, ALL, scales())


def of_one_unit(drawn):
    return drawn[drawn["unit_id"] == 4].drop(columns="unit_id")


def by_key(rolled, *columns):
    """Indicator and period -> the columns, for comparison."""
    ordered = rolled.sort_values(["indicator_id", "period"])
    keys = list(zip(ordered["indicator_id"], ordered["period"], strict=True))
    return keys, ordered[list(columns)].to_numpy(float)


def alike(one, other, *columns):
    (keys, left), (other_keys, right) = by_key(one, *columns), by_key(other, *columns)
    assert keys == other_keys
    assert keys
    return left == pytest.approx(right, rel=1e-9, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("by", [QUARTER, TERTIAL, HALF_YEAR])
@sometimes
@given(drawn=complete_figures())
def test_months_to_parts_to_year_is_months_to_year(by, drawn):
    months = of_one_unit(drawn)
    step_by_step, at_once = timed(timed(months, by), YEAR), timed(months, YEAR)
    assert alike(step_by_step, at_once, "value", "numerator", "denominator", "n", "parts", "expected")


@sometimes
@given(drawn=complete_figures(), gone=st.sets(st.sampled_from(MONTHS), min_size=1, max_size=11))
def test_months_to_tertials_to_year_is_months_to_year_with_gaps_too(drawn, gone):
    months = of_one_unit(drawn)
    months = months[~months["period"].isin(gone)]
    step_by_step, at_once = timed(timed(months, TERTIAL), YEAR), timed(months, YEAR)
    assert alike(step_by_step, at_once, "value", "parts")
    assert set(at_once["parts"]) == {12 - len(gone)}


@sometimes
@given(drawn=complete_figures())
def test_units_to_sections_to_office_is_units_to_office(drawn):
    section = drawn["unit_id"].isin([4, 5])
    of_section = united(drawn[section]).drop(columns=["parts", "expected"]).assign(unit_id=2)
    step_by_step = united(pd.concat([of_section, drawn[~section]]))
    assert alike(step_by_step, united(drawn), "value", "numerator", "denominator", "n")


@sometimes
@given(drawn=complete_figures())
def test_time_and_units_may_be_rolled_up_in_either_order(drawn):
    time_first = pd.concat(
        [timed(mine, YEAR).assign(unit_id=unit) for unit, mine in drawn.groupby("unit_id")]
    )
    assert alike(united(time_first), timed(united(drawn), YEAR), "value", "numerator", "denominator", "n")


@sometimes
@given(drawn=complete_figures())
def test_what_is_not_summed_stays_between_the_lowest_and_the_highest_part(drawn):
    months = of_one_unit(drawn)
    years = timed(months, YEAR).set_index("indicator_id")["value"]
    for kind in (Kind.RATIO, *AVERAGED, *WEIGHTED):
        parts = months[months["indicator_id"] == NUMBER[kind]]["value"]
        assert parts.min() - 1e-9 <= years[NUMBER[kind]] <= parts.max() + 1e-9


@sometimes
@given(drawn=complete_figures())
def test_a_share_is_always_all_numerators_by_all_denominators(drawn):
    shares = drawn[drawn["indicator_id"] == NUMBER[Kind.RATIO]]
    expected = 100 * shares["numerator"].sum() / shares["denominator"].sum()
    assert same(value(timed(united(shares), YEAR)), expected)


@sometimes
@given(drawn=complete_figures())
def test_a_percentage_that_has_lost_its_parts_is_never_averaged(drawn):
    shares = drawn[drawn["indicator_id"] == NUMBER[Kind.RATIO]]
    bare = shares.assign(numerator=float("nan"), denominator=float("nan"))
    assert united(bare)["value"].isna().all()
    assert timed(of_one_unit(bare), YEAR)["value"].isna().all()


@sometimes
@given(drawn=complete_figures())
def test_the_months_of_a_year_are_that_years_own(drawn):
    flow = of_one_unit(drawn[drawn["indicator_id"] == NUMBER[Kind.FLOW]])
    later = flow.assign(period=flow["period"].str.replace("2019", "2020"), value=flow["value"] + 1)
    years = timed(pd.concat([flow, later]), YEAR)
    assert values(years) == {"2019": flow["value"].sum(), "2020": flow["value"].sum() + 12}


def test_a_figure_that_is_not_the_parents_does_not_hide_the_childrens():
    drawn = """
    unit_id | period  | value | state
    2       | 2019-01 |       | not_applicable
    4       | 2019-01 |    40 | final
    5       | 2019-01 |    60 | final
    """
    assert values(of_unit(drawn, Kind.FLOW, MONTH, TREE)) == {"2019-01": 40 + 60}


def test_a_share_that_lacks_the_parts_of_one_unit_is_missing_also_where_another_is_a_secret():
    rolled = by_units(
        """
        unit_id | period  | value | numerator | denominator | state
        1    | 2019-01 | 5.4   |           |             | final
        2    | 2019-01 | 6.0   | 6         | 100         | final
        3    | 2019-01 |       |           |             | confidential
        """,
        Kind.RATIO,
    )
    assert one(rolled)["state"] == "missing"


@pytest.mark.parametrize(("state", "expected"), [("confidential", "confidential"), ("missing", "missing")])
def test_what_a_parent_keeps_to_itself_is_not_put_together_from_its_children(state, expected):
    drawn = f"""
    unit_id | period  | value | state
    2       | 2019-01 |       | {state}
    4       | 2019-01 |    40 | final
    5       | 2019-01 |    60 | final
    """
    office = one(of_unit(drawn, Kind.FLOW, MONTH, TREE))
    assert math.isnan(office["value"])
    assert office["state"] == expected


def test_a_year_alone_gives_no_months():
    assert of_unit("period | value\n2019 | 3", Kind.FLOW, MONTH, TREE).empty
