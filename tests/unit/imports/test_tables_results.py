"""Result tables: amounts of several kinds, sums, and what a copied document does to them."""

import pytest
from tables_read import asked, said, table, tables, told

from data.imports.cells.run_together import ran_together, split_into
from data.imports.facts import Layout

MONEY = ("label", "period", "kind", "made_in", "cell")
HEAD = ["Resultaträkning, tkr", "Redovisat 2016", "Budget 2017", "Prognos 2017 aug", "Plan 2019"]


def test_amounts_carry_their_kind_their_year_and_the_month_of_a_forecast():
    found = table([HEAD, ["Personal", "-68 851", "-71 432", "-69 133", "-70 000"]])
    assert found.layout == Layout.RESULT
    assert said(found, *MONEY) == [
        ("Personal", "2016", "outcome", "", "-68 851"),
        ("Personal", "2017", "budget", "", "-71 432"),
        ("Personal", "2017", "forecast", "2017-08", "-69 133"),
        ("Personal", "2019", "plan", "", "-70 000"),
    ]
    assert {unit for (unit,) in said(found, "printed_in")} == {"tkr"}


def test_several_result_tables_under_each_other_are_all_read():
    rows = [HEAD, ["Personal", 1, 2, 3, 4], [], ["Barn- och familjeenheten"], HEAD, ["Lokaler", 5, 6, 7, 8]]
    found = tables(rows)
    assert [said(each, "label", "place")[0] for each in found] == [
        ("Personal", ""),
        ("Lokaler", "Barn- och familjeenheten"),
    ]
    assert found[0].fingerprint == found[1].fingerprint


def test_a_sum_of_0_over_empty_parts_is_not_planned_yet():
    rows = [HEAD, ["Intäkter", 3, 1, 2, ""], ["Personal", -6, -7, -8, ""], ["Netto", -3, -6, -6, "0"]]
    found = table(rows)
    assert "2019" not in {period for (period,) in said(found, "period")}
    assert told(found) == [("notice", "E1", "zero-placeholder")]


def test_zeros_in_every_part_are_zeros():
    rows = [HEAD, ["Intäkter", 0, 1, 2, 3], ["Personal", 0, -7, -8, -9], ["Netto", 0, -6, -6, -6]]
    assert [cell for period, cell in said(table(rows), "period", "cell") if period == "2016"] == [0, 0, 0]


def test_kinds_over_months_are_the_months_kinds():
    rows = [
        ["", "Utfall", "", "Budget"],
        ["Konto", "jan 2019", "feb 2019", "jan 2019"],
        ["Personal", 1, 2, 3],
    ]
    assert said(table(rows), "period", "kind", "cell") == [
        ("2019-01", "outcome", 1),
        ("2019-02", "outcome", 2),
        ("2019-01", "budget", 3),
    ]


def test_a_result_with_bare_kinds_takes_its_year_from_the_title():
    rows = [
        ["Budgetår:", "2019"],
        ["Beloppen anges i TKr", "Budget"],
        ["<i>Intäkter</i>"],
        ["Personal", "44 987"],
    ]
    found = table(rows)
    assert said(found, "label", "period", "kind", "printed_in") == [("Personal", "2019", "budget", "tkr")]


def test_whether_a_monthly_report_speaks_of_the_month_or_the_year_is_asked():
    rows = [["Rapport mars 2019, tkr"], ["Konto", "Budget", "Utfall", "Prognos"], ["Personal", 1, 2, 3]]
    found = table(rows)
    assert asked(found) == ["year:tabellen"]
    assert [choice.answer for choice in found.questions[0].choices] == ["2019-03", "2019"]
    assert said(table(rows, {"year:tabellen": "2019-03"}), *MONEY) == [
        ("Personal", "2019-03", "budget", "", 1),
        ("Personal", "2019-03", "outcome", "", 2),
        ("Personal", "2019", "forecast", "2019-03", 3),
    ]


def test_a_column_of_kinds_says_the_kind_of_each_row():
    rows = [["Konto", "Typ", "2018", "2019"], ["Personal", "Utfall", 1, 2], ["Personal", "Budget", 3, 4]]
    assert [(kind, cell) for kind, cell in said(table(rows), "kind", "cell")] == [
        ("outcome", 1),
        ("outcome", 2),
        ("budget", 3),
        ("budget", 4),
    ]


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("-560 009-666 093-685 067", 3, ["-560 009", "-666 093", "-685 067"]),
        ("21 543 0 0", 3, ["21 543", "0", "0"]),
        ("110 811 196 015 172 322", 3, None),
        ("110 811 196 015 172 322", 6, ["110", "811", "196", "015", "172", "322"]),
        ("1 200 50", 2, ["1 200", "50"]),
        ("12 3,5 4", 3, ["12", "3,5", "4"]),
        ("5 6", 3, None),
    ],
)
def test_numbers_that_ran_together_are_split_only_where_one_way_fits(text, columns, expected):
    assert split_into(text, columns) == expected


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("-560 009-666 093", 2, True),
        ("427 863 470 078", 2, True),
        ("1 350", 2, False),
        ("1 234 567", 2, False),
        ("5-10", 2, False),
        ("2019-01-31", 3, False),
        ("-560 009-666 093", 1, False),
        ("84 %", 2, False),
    ],
)
def test_one_number_is_told_from_several(text, columns, expected):
    assert ran_together(text, columns) is expected


def test_numbers_that_can_be_split_in_several_ways_are_an_error():
    rows = [
        ["Ekonomi, tkr", "Bokslut 2015", "Prognos 2016", "Budget 2017"],
        ["Intäkter", "110 811 196 015 172 322"],
        ["Personal", "-560 009-666 093-685 067"],
        ["Netto", "208", "0", "0"],
    ]
    found = table(rows)
    assert told(found) == [("error", "B2", "numbers-ran-together")]
    assert said(found, "label", "period", "cell")[:3] == [
        ("Personal", "2015", "-560 009"),
        ("Personal", "2016", "-666 093"),
        ("Personal", "2017", "-685 067"),
    ]
