"""One indicator over its whole time: the chart's series and lines, and their table twins."""

import pandas as pd
import pytest
from drawn import drawn_office, figures

from metrics.indicator_view import indicator_view, periodicities_of, spark_label
from metrics.overview import overview_rows
from metrics.periods import Period
from metrics.target_steps import target_steps
from metrics.vocabulary import Periodicity

MONTH, QUARTER, TERTIAL, HALF_YEAR, YEAR = Periodicity
RATIO = "id | kind | unit_of_measure | decimals\n1 | ratio | % | 1"
FLOW = "id | kind\n1 | flow"
MONEY = "id | kind | unit_of_measure\n1 | money | kronor"
TREE = "id | parent_id\n1 |\n2 | 1\n3 | 1\n4 | 3"


def view(indicators, drawn, period="2019-03", *, unit=1, by=None, units="id | parent_id\n1 |", **other):
    office = drawn_office(indicators, units=units, **other)
    return indicator_view(office, office.subjects[0], figures(drawn), unit, Period.parse(period), by)


def plain(text):
    return text.replace("\u00a0", " ")


def lines(seen):
    """Level and kind, value, from, to of the target lines."""
    return [
        (row["level"], row["kind"], row["value"], f"{row['valid_from']:%Y}", f"{row['valid_to']:%Y}")
        for row in seen.target_lines.to_dict("records")
    ]


SHARES = """
period  | value | numerator | denominator | state
2019-01 |    50 |         1 |           2 | final
2019-02 |       |           |             | missing
2019-03 | 66.67 |         2 |           3 | preliminary
"""


def test_the_series_is_whole_with_gaps_and_states():
    seen = view(RATIO, SHARES)
    assert seen.series["period"].tolist() == ["2019-01", "2019-02", "2019-03"]
    assert seen.series["value"].tolist()[::2] == [50, 66.67]
    assert seen.series["value"].isna().tolist() == [False, True, False]
    assert seen.series["state"].tolist() == ["final", "missing", "preliminary"]


def test_the_table_twin_says_what_the_chart_draws_newest_first():
    table = [{name: plain(text) for name, text in row.items()} for row in view(RATIO, SHARES).values]
    assert table == [
        {
            "Period": "mars 2019",
            "Värde": "66,7 %",
            "Täljare": "2",
            "Nämnare": "3",
            "Anmärkning": "preliminärt",
        },
        {"Period": "februari 2019", "Värde": "–", "Täljare": "–", "Nämnare": "–", "Anmärkning": "saknas"},
        {"Period": "januari 2019", "Värde": "50,0 %", "Täljare": "1", "Nämnare": "2", "Anmärkning": ""},
    ]


@pytest.mark.parametrize("by", [MONTH, QUARTER, TERTIAL, YEAR])
@pytest.mark.parametrize(
    "indicators", [RATIO, FLOW, "id | kind\n1 | stock", "id | kind | decimals\n1 | mean | 1"]
)
def test_chart_and_table_have_the_same_periods_and_values(indicators, by):
    drawn = "period | value | numerator | denominator | n\n" + "\n".join(
        f"2019-{month:02d} | {month * 1.5} | {month} | 20 | {month}" for month in range(1, 11)
    )
    seen = view(indicators, drawn, "2019-10", by=by)
    written = [Period.parse(code).label for code in reversed(seen.series["period"])]
    assert [row["Period"] for row in seen.values] == written
    shown = [float(plain(row["Värde"]).replace(" %", "").replace(",", ".")) for row in seen.values]
    assert shown == pytest.approx(seen.series["value"].tolist()[::-1], abs=0.51)
    assert len(seen.series) == {MONTH: 10, QUARTER: 4, TERTIAL: 3, YEAR: 1}[by]


def test_the_parts_of_a_hidden_figure_are_hidden_too():
    drawn = "period | value | numerator | denominator | state\n2019-03 | | 1 | 3 | confidential"
    row = view(RATIO, drawn).values[0]
    assert (row["Täljare"], row["Nämnare"], row["Anmärkning"]) == ("–", "–", "sekretess")


@pytest.mark.parametrize(
    ("indicators", "extra"),
    [
        (FLOW, set()),
        (RATIO, {"Täljare", "Nämnare"}),
        ("id | kind\n1 | mean", {"Antal bakom"}),
        ("id | kind\n1 | index", {"Antal bakom"}),
        ("id | kind\n1 | stock", {"Sista värdet"}),
        ("id | kind\n1 | year_places", {"Sista värdet"}),
    ],
)
def test_each_kind_tells_what_its_figures_are_made_of(indicators, extra):
    row = view(indicators, "period | value\n2019-03 | 5").values[0]
    assert set(row) == {"Period", "Värde", "Anmärkning"} | extra


def test_a_stock_over_a_year_tells_mean_and_last():
    seen = view("id | kind\n1 | stock", "period | value\n2019-01 | 10\n2019-02 | 20", "2019-02", by=YEAR)
    row = seen.values[0]
    assert (row["Värde"], row["Sista värdet"], row["Anmärkning"]) == ("15", "20", "2 av 12 perioder")


def test_a_sum_under_way_is_drawn_as_preliminary_and_spoken_of_as_far_as_it_has_come():
    seen = view(FLOW, "period | value\n2019-01 | 10\n2019-02 | 20", "2019-02", by=YEAR)
    assert seen.series["state"].tolist() == ["preliminary"]
    assert seen.row.sentence == "Nya insatser: 30 (2 av 12 perioder) för 2019; inget mål gäller för perioden."


@pytest.mark.parametrize(
    ("amounts", "drawn_in", "drawn"),
    [
        ((1_234_567, -50_000), "tkr", [1234.567, -50]),
        ((-2_000_000, 0), "tkr", [-2000, 0]),
        ((99_999, 1), "kronor", [99_999, 1]),
    ],
)
def test_large_amounts_are_drawn_in_tkr_with_their_targets(amounts, drawn_in, drawn):
    table = f"period | value\n2019-01 | {amounts[0]}\n2019-02 | {amounts[1]}"
    seen = view(MONEY, table, targets="kind | value | basis\nat_most | 5000 | period")
    assert seen.drawn_in == drawn_in
    assert seen.series["value"].tolist() == pytest.approx(drawn)
    assert seen.target_lines["value"].tolist() == [5 if drawn_in == "tkr" else 5000]


def test_the_table_of_amounts_is_in_kronor_to_the_last():
    seen = view(MONEY, "period | value\n2019-01 | 1234567")
    assert plain(seen.values[0]["Värde"]) == "1 234 567 kr"


def test_only_money_is_divided():
    assert view(FLOW, "period | value\n2019-01 | 1234567").drawn_in == "antal"


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("month", [MONTH, QUARTER, TERTIAL, HALF_YEAR, YEAR]),
        ("quarter", [QUARTER, HALF_YEAR, YEAR]),
        ("tertial", [TERTIAL, YEAR]),
        ("half_year", [HALF_YEAR, YEAR]),
        ("year", [YEAR]),
    ],
)
def test_an_indicator_can_be_seen_by_its_own_periods_and_those_they_fill(own, expected):
    indicators = f"id | kind | periodicity\n1 | flow | {own}"
    (subject,) = drawn_office(indicators=indicators).subjects
    assert list(periodicities_of(subject)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"), [(None, "2019-03"), (MONTH, "2019-03"), (YEAR, "2019"), (TERTIAL, "2019-T1")]
)
def test_it_is_seen_as_asked(asked, expected):
    assert view(FLOW, "period | value\n2019-03 | 3", by=asked).series["period"].tolist() == [expected]


def test_what_it_can_not_be_seen_by_is_not_heeded():
    indicators = "id | kind | periodicity\n1 | flow | tertial"
    seen = view(indicators, "period | value\n2019-T1 | 3", "2019-04", by=MONTH)
    assert seen.series["period"].tolist() == ["2019-T1"]


@pytest.mark.parametrize("periodicity", ["month", "quarter", "tertial", "half_year", "year"])
@pytest.mark.parametrize("chosen", ["2019-10", "2019-12", "2019-T2", "2019"])
def test_the_page_opens_on_the_row_that_was_clicked(periodicity, chosen):
    office = drawn_office(
        f"id | kind | periodicity | unit_of_measure\n1 | ratio | {periodicity} | %",
        targets="value | valid_from | valid_to\n60 | 2018-01-01 | 2018-12-31\n61 | 2019-01-01 | 2019-12-31",
    )
    codes = [
        part.code for year in (2018, 2019) for part in Period(YEAR, year).parts(Periodicity(periodicity))
    ]
    drawn = figures(
        "period | value | numerator | denominator\n"
        + "\n".join(f"{code} | 60.5 | 121 | 200" for code in codes)
    )
    period = Period.parse(chosen)
    drawn = drawn[[Period.parse(code).last <= period.last for code in drawn["period"]]]
    clicked = overview_rows(office, drawn, 1, period)[0]
    assert indicator_view(office, office.subjects[0], drawn, 1, period).row.sentence == clicked.sentence


PATH = """
level   | kind     | value | valid_from | valid_to   | words
own     | at_most  |   160 | 2018-01-01 | 2018-12-31 | först
own     | at_most  |   155 | 2019-01-01 | 2019-12-31 | sedan
own     | at_most  |   150 | 2020-01-01 | 2020-12-31 | sist
council | at_most  |       | 2018-01-01 | 2020-12-31 | tas fram av nämnd
"""


def test_target_lines_follow_the_path_into_the_future_and_both_levels():
    seen = view("id | kind\n1 | stock", "period | value\n2019-03 | 3", targets=PATH)
    assert lines(seen)[:3] == [
        ("own", "at_most", 160, "2018", "2018"),
        ("own", "at_most", 155, "2019", "2019"),
        ("own", "at_most", 150, "2020", "2020"),
    ]
    assert [row["Källans ord"] for row in seen.targets] == ["sist", "sedan", "först", "tas fram av nämnd"]
    assert [plain(row["Mål"]) for row in seen.targets] == [
        "högst 150",
        "högst 155",
        "högst 160",
        "inte fastställt",
    ]
    assert seen.targets[0]["Gäller"] == "2020-01-01 – 2020-12-31"
    assert seen.targets[3]["Nivå"] == "KF:s mål"


@pytest.mark.parametrize(
    ("indicators", "by", "value"),
    [
        (FLOW, MONTH, 2400 / 12),
        (FLOW, TERTIAL, 2400 * 4 / 12),
        (FLOW, YEAR, 2400),
        ("id | kind\n1 | stock", MONTH, 2400),
    ],
)
def test_a_target_for_the_year_is_drawn_as_what_it_asks_of_each_period(indicators, by, value):
    seen = view(indicators, "period | value\n2019-03 | 3", by=by, targets="value\n2400")
    assert seen.target_lines["value"].tolist() == [value]
    said = "Målet gäller hela årets summa" in seen.drawing_note
    assert said == (value != 2400)


def test_another_units_target_is_not_drawn():
    targets = "unit_id | value\n | 5\n2 | 6\n3 | 7"
    drawn = "unit_id | period | value\n2 | 2019-03 | 1\n3 | 2019-03 | 2"
    seen = view("id | kind\n1 | stock", drawn, units=TREE, targets=targets)
    assert seen.target_lines["value"].tolist() == [5]
    assert [plain(row["Mål"]) for row in seen.targets] == ["minst 5"]


def test_the_line_that_is_drawn_is_the_target_that_is_judged_by():
    """The unit's own target goes before a later one for all."""
    targets = """
    unit_id | value | valid_from | valid_to
    2       |     5 | 2018-01-01 | 2019-12-31
            |     9 | 2019-01-01 | 2019-12-31
    """
    drawn = "unit_id | period | value\n2 | 2019-03 | 7\n3 | 2019-03 | 8"
    seen = view("id | kind\n1 | stock", drawn, units=TREE, targets=targets, unit=2)
    drawn_lines = target_steps(seen.target_lines, "2018-01-01", "2020-01-01")
    in_march = [step.value for step in drawn_lines if step.begins <= "2019-03-31" < step.ends]
    assert seen.row.judgement.bar == 5
    assert in_march == [5]


def test_the_units_below_are_seen_beside_each_other_with_what_lies_below_them():
    drawn = "unit_id | period | value\n2 | 2019-03 | 4\n4 | 2019-03 | 5"
    seen = view(FLOW, drawn, units=TREE)
    assert [(place.id, row.value_text) for place, row in seen.by_unit] == [(2, "4"), (3, "5")]
    assert seen.row.value_text == str(4 + 5)


def test_a_unit_that_has_never_reported_is_not_listed():
    assert view(FLOW, "unit_id | period | value\n2 | 2019-03 | 4", units=TREE).by_unit[0][0].id == 2
    assert len(view(FLOW, "unit_id | period | value\n2 | 2019-03 | 4", units=TREE).by_unit) == 1


def test_a_change_of_definition_is_marked():
    changes = "indicator_id | changed_on | text\n1 | 2019-02-01 | Räknas per barn\n2 | 2019-03-01 | Annat"
    seen = view(FLOW, "period | value\n2019-03 | 3", definition_changes=changes)
    assert seen.marks.to_dict("records") == [
        {"on": pd.Timestamp("2019-02-01"), "text": "Räknas per barn", "kind": "definition_change"}
    ]


def test_an_indicator_without_figures_is_a_view_without_figures():
    seen = view(FLOW, "period | value", targets="value\n5")
    assert (seen.series.empty, seen.values, seen.by_unit) == (True, [], [])
    assert (
        seen.row.sentence
        == "Nya insatser: värdet för mars 2019 är inte rapporterat än; målet är minst 5 för året."
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([None, 3, None, 1, 7, 5], "Från 3 till 5, lägst 1, högst 7"),
        ([4], "Från 4 till 4, lägst 4, högst 4"),
        ([None, None], "Nya insatser: inga värden"),
        ([], "Nya insatser: inga värden"),
    ],
)
def test_a_sparkline_is_said_in_words(values, expected):
    assert spark_label(drawn_office(FLOW).subjects[0], values) == expected


def test_a_finer_view_than_the_chosen_period_speaks_of_its_last_part():
    """A year seen by month ends with December, and does not ask for a month called 2019."""
    drawn = "period | value\n" + "\n".join(f"2019-{month:02d} | {month}" for month in range(1, 13))
    seen = view(FLOW, drawn, period="2019", by=Periodicity.MONTH)
    assert plain(seen.row.sentence).startswith("Nya insatser: 12 i december 2019")


# What is made of others

DERIVED = """
id | name   | kind  | unit_of_measure | decimals | derivation | span | periodicity
9  | Måttet | {}
1  | Egna   | flow  | dygn            | 0        |            |      | month
2  | Köpta  | flow  | dygn            | 0        |            |      | month
"""
OF_BOTH = "indicator_id | part_id | role\n9 | 1 | first\n9 | 1 | second\n9 | 2 | second"
OF_FIRST = "indicator_id | part_id | role\n9 | 1 | first"
DAYS = """
unit_id | indicator_id | period  | value
2       | 1            | 2019-01 | 10
2       | 2            | 2019-01 | 40
4       | 1            | 2019-01 | 30
4       | 2            | 2019-01 | 20
2       | 1            | 2019-02 | 20
2       | 2            | 2019-02 | 20
4       | 1            | 2019-02 | 60
4       | 2            | 2019-02 | 0
"""
"""The office 1 has the units 2 and 3, and 3 has 4."""


def derived_view(recipe, period="2019-02", *, parts=OF_BOTH, **other):
    return view(DERIVED.format(recipe), DAYS, period, units=TREE, parts=parts, **other)


def test_a_derived_indicator_is_seen_over_its_time_with_its_sums_and_each_units_own():
    seen = derived_view("ratio | % | 1 | ratio | | month")
    assert seen.series["value"].tolist() == [40, 80]
    assert [(row["Täljare"], row["Nämnare"]) for row in seen.values] == [("80", "100"), ("40", "100")]
    assert [(place.id, plain(row.value_text)) for place, row in seen.by_unit] == [
        (2, "50,0 %"),
        (3, "100,0 %"),
    ]


def test_the_page_of_a_derived_indicator_tells_what_its_figure_is_made_of():
    seen = derived_view("ratio | % | 1 | ratio | | month", unit=3, period="2019-01")
    assert seen.trace is not None
    assert [(each.name, plain(each.value_text)) for each in seen.trace.sources] == [
        ("Egna", "30 dygn"),
        ("Egna", "30 dygn"),
        ("Köpta", "20 dygn"),
    ]
    assert view(FLOW, "period | value\n2019-03 | 3").trace is None


@pytest.mark.parametrize(
    ("by", "period", "value_text"),
    [
        (MONTH, "2019-02", "80,0 %"),
        (TERTIAL, "2019-T1", "60,0 %"),
        (YEAR, "2019", "60,0 %"),
    ],
)
def test_a_derived_share_under_way_is_told_as_far_as_it_has_come(by, period, value_text):
    """In January 40 of 100 days, in February 80 of 100."""
    row = derived_view("ratio | % | 1 | ratio | | month", by=by).row
    assert (row.period.code, plain(row.value_text)) == (period, value_text)
    assert row.note == {MONTH: "", TERTIAL: "2 av 4 perioder", YEAR: "2 av 12 perioder"}[by]


@pytest.mark.parametrize("recipe", ["rolling_sum | 2", "rolling_mean | 2", "accumulated |"])
def test_a_rolling_figure_can_be_seen_by_its_own_periods_alone(recipe):
    office = drawn_office(DERIVED.format(f"stock | dygn | 0 | {recipe} | month"), parts=OF_FIRST)
    assert periodicities_of(office.subject_of(9)) == (MONTH,)
    for by in (None, TERTIAL, YEAR):
        seen = derived_view(f"stock | dygn | 0 | {recipe} | month", by=by, parts=OF_FIRST)
        assert seen.row.period.code == "2019-02"
        assert set(seen.series["period"]) <= {"2019-01", "2019-02"}


def test_a_cohort_stands_in_table_and_chart_by_the_period_it_is_told_for_and_none_stands_in_the_future():
    drawn = """
    unit_id | indicator_id | period  | value
    2       | 1            | 2018-01 | 9
    2       | 2            | 2018-01 | 12
    2       | 2            | 2019-01 | 8
    2       | 1            | 2019-01 | 8
    """
    parts = "indicator_id | part_id | role\n9 | 1 | first\n9 | 2 | second"
    described = DERIVED.format("ratio | % | 0 | cohort_share | 12 | month")
    seen = view(described, drawn, "2019-01", units=TREE, parts=parts)
    assert seen.series[["period", "value"]].to_numpy().tolist() == [["2019-01", 75]]
    assert [(row["Period"], row["Anmärkning"]) for row in seen.values] == [
        ("januari 2019", "gäller jan 2018")
    ]
