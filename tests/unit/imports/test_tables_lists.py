"""Lists with a row per figure, and exports from systems."""

import pandas as pd
import pytest
from tables_read import asked, said, table, told

from data.imports.facts import Layout

ALL = ("label", "place", "period", "figure", "cell")
HEAD = ["Period", "Enhet", "Indikator", "Värde"]
ROW = ["2019-01", "Norr", "Sjukfrånvaro", "5,3"]
FACT = ("Sjukfrånvaro", "Norr", "2019-01", "value", "5,3")


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
@pytest.mark.parametrize("with_headings", [True, False])
def test_columns_stand_in_any_order_with_headings_or_without(order, with_headings):
    rows = [[row[at] for at in order] for row in (HEAD, ROW, ["2019-02", "Söder", "SJUK", "6"])]
    found = table(rows if with_headings else rows[1:])
    assert found.layout == Layout.LONG
    assert said(found, *ALL) == [FACT, ("SJUK", "Söder", "2019-02", "value", "6")]


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2019-01", "2019-01"),
        ("201901", "2019-01"),
        (201901, "2019-01"),
        ("jan 2019", "2019-01"),
        ("2019-01-31", "2019-01"),
        (pd.Timestamp(2019, 1, 31).to_pydatetime(), "2019-01"),
        ("2019-T1", "2019-T1"),
        ("2019 kv 1", "2019-Q1"),
    ],
)
def test_a_period_is_written_in_many_ways(written, period):
    assert said(table([HEAD, [written, *ROW[1:]]]), "period") == [(period,)]


def test_a_unit_that_only_says_why_it_has_no_figures_is_a_column_of_figures_too():
    rows = [["Sjukfrånvaro"], [], ["Månad", "Norr", "Söder"]]
    found = table([*rows, ["jan 2019", "ej tillämpligt", "5"], ["feb 2019", "", "6"]])
    assert ("Norr", "2019-01", "ej tillämpligt") in said(found, "place", "period", "cell")


@pytest.mark.parametrize("month", [1, "1", "jan", "Januari"])
def test_year_and_month_may_stand_in_two_columns(month):
    rows = [["År", "Månad", "Enhet", "Indikator", "Värde"], [2019, month, *ROW[1:]]]
    assert said(table(rows), *ALL) == [FACT]


def test_numerator_and_denominator_stand_as_two_facts_and_the_comment_as_one():
    rows = [["Månad", "Enhet", "Mått", "Täljare", "Nämnare", "Kommentar"], [*ROW[:3], 5, 50, "bra"]]
    assert said(table(rows), "figure", "cell") == [("numerator", 5), ("denominator", 50), ("comment", "bra")]


def test_a_mistyped_month_is_an_error_with_its_cell_and_the_rest_is_read():
    found = table([HEAD, ROW, ["Marc 2019", *ROW[1:]], ["Marc 2019", *ROW[1:]], ["", *ROW[1:]]])
    assert said(found, *ALL) == [FACT]
    assert told(found) == [("error", "A3", "no-period"), ("error", "A5", "no-period")]
    assert found.findings[0].message.startswith("«Marc 2019» är ingen period. 2 rader lästes inte.")


def test_other_columns_and_flags_are_left_out_with_a_notice():
    rows = [["z", *HEAD, "Uppdaterad"], ["p", *ROW, "x1"], ["", "2019-02", *ROW[1:], "x2"]]
    found = table(rows)
    assert said(found, *ALL)[0] == FACT
    assert told(found) == [("notice", "A1", "column-left-out"), ("notice", "F1", "column-left-out")]


def test_columns_of_numbers_that_nothing_tells_apart_are_asked_about():
    rows = [["Period", "Enhet", "Mått", "X1", "X2"], [*ROW[:3], 1, 2], ["2019-02", *ROW[1:3], 3, 4]]
    found = table(rows)
    assert asked(found) == ["column:X1", "column:X2"]
    answered = table(rows, {"column:X1": "numerator", "column:X2": "denominator"})
    assert said(answered, "figure", "cell")[:2] == [("numerator", 1), ("denominator", 2)]


def test_a_row_without_a_name_is_an_error():
    found = table([HEAD, ROW, ["2019-01", "Söder", "", 4], ["2019-02", "Söder", "SJUK", 4]])
    assert told(found) == [("error", "D3", "row-without-name")]
    assert len(found.facts) == 2


def test_amounts_in_a_list_have_their_kinds():
    rows = [["Månad", "Konto", "Utfall", "Budget"], ["2019-01", "Personal", 5, 6]]
    assert said(table(rows), "label", "kind", "cell") == [
        ("Personal", "outcome", 5),
        ("Personal", "budget", 6),
    ]
    rows = [["Månad", "Konto", "Typ", "Belopp"], ["2019-01", "Personal", "Budget", 6]]
    assert said(table(rows), "label", "kind", "cell") == [("Personal", "budget", 6)]


def test_an_export_says_by_code_which_number_each_row_is():
    rows = [
        ["2019-01-31", "U1", "SJUK", "T", "5"],
        ["2019-01-31", "U1", "SJUK", "N", "50"],
        ["2019-02-28", "U2", "ANM", "V", "7"],
    ]
    found = table(rows)
    assert found.layout == Layout.EXPORT
    assert said(found, *ALL) == [
        ("SJUK", "U1", "2019-01", "numerator", "5"),
        ("SJUK", "U1", "2019-01", "denominator", "50"),
        ("ANM", "U2", "2019-02", "value", "7"),
    ]


def test_a_code_that_says_nothing_is_asked_about():
    rows = [["2019-01-31", "U1", "SJUK", code, "5"] for code in ("UTFALL", "BUDGET", "X9")]
    found = table(rows)
    assert asked(found) == ["column:X9"]
    assert said(found, "kind", "cell") == [("outcome", "5"), ("budget", "5")]
    assert said(table(rows, {"column:X9": "n"}), "figure")[-1] == ("n",)


def test_text_columns_of_a_large_file_are_read_as_they_are_kept():
    rows = [
        HEAD,
        *[[f"2019-{month:02d}", "Norr", "Sjukfrånvaro", str(month)] for month in range(1, 13)] * 400,
    ]
    found = table([[*row, ""] for row in rows])
    assert len(found.facts) == 4800
    assert said(found, "row", "column", "period", "cell")[-1] == (4800, 3, "2019-12", "12")


@pytest.mark.parametrize(
    ("value", "state", "cells"),
    [
        ("5", "preliminär", [(3, "5 preliminär")]),
        ("5", "preliminary", [(3, "5 preliminär")]),
        (5, "final", [(3, 5)]),
        ("5", "", [(3, "5")]),
        ("5", "Inskickad", [(3, "5")]),
        ("", "confidential", [(4, "sekretess")]),
        ("", "ej rapporterad än", [(4, "ej rapporterad än")]),
        ("5", "sekretess", [(3, "5 sekretess")]),
        ("", "slutlig", []),
        ("", "", []),
    ],
)
def test_a_column_of_states_says_how_a_value_is_to_be_taken(value, state, cells):
    rows = [[*HEAD, "Status"], [*ROW[:3], value, state], ["2019-02", *ROW[1:3], 7, "slutlig"]]
    assert said(table(rows), "column", "cell") == [*cells, (3, 7)]
