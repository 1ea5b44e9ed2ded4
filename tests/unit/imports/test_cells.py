"""What the cells of a table mean."""

import math
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.cells.decimal_signs import has_two_readings
from data.imports.cells.reading_cells import decimal_sign, read_cells
from metrics.numbers import SINGULAR, number, with_unit
from metrics.vocabulary import ValueState

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"
STATES = {"", *(state.value for state in ValueState)}


def read(*cells, dtype=object, **given_as):
    return read_cells(pd.Series(list(cells), dtype=dtype), **given_as)


def one(cell, **given_as):
    return read(cell, **given_as).iloc[0]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("5,3", 5.3),
        ("0,5", 0.5),
        ("1 350", 1350),
        (f"1{NBSP}350", 1350),
        (f"1{NARROW}350", 1350),
        (f"1{THIN}350,5", 1350.5),
        ("1350", 1350),
        ("12345678", 12345678),
        ("−12", -12),
        ("-65 594", -65594),
        (f"−65{NBSP}594", -65594),
        ("–12", -12),
        ("- 12", -12),
        ("(1 200)", -1200),
        ("+3", 3),
        (" 42 ", 42),
        ("42\n", 42),
        ("\ufeff42", 42),
        ("'42", 42),
        ("0,84", 0.84),
        ("1234.5", 1234.5),
        ("0.125", 0.125),
        ("1,234", 1.234),
        ("400", 400),
        ("0", 0),
        ("-0", 0),
        (400, 400),
        (5.3, 5.3),
        (0, 0),
        (np.int64(7), 7),
        (np.float64(0.5), 0.5),
    ],
)
def test_a_plain_number_is_read_without_a_word(cell, expected):
    found = one(cell)
    assert found["value"] == expected
    assert math.copysign(1, found["value"]) == math.copysign(1, expected)
    assert found["state"] == "final"
    assert list(found[["note", "problem", "sign", "scale_word", "unit_word"]]) == [""] * 5
    assert not found["was_per_cent"]


@pytest.mark.parametrize(
    ("cell", "value", "unit", "note"),
    [
        ("84 %", 84, "%", "Enheten «%» står i cellen."),
        ("84%", 84, "%", "Enheten «%» står i cellen."),
        (f"84{NBSP}%", 84, "%", "Enheten «%» står i cellen."),
        ("5,7 procent", 5.7, "%", "Enheten «%» står i cellen."),
        ("350 st", 350, "st", "Enheten «st» står i cellen."),
        ("12 dygn", 12, "dygn", "Enheten «dygn» står i cellen."),
        ("14 dagar", 14, "dagar", "Enheten «dagar» står i cellen."),
        ("2 400 kr", 2400, "kr", "Enheten «kr» står i cellen."),
        ("2 400:-", 2400, "kr", "Enheten «kr» står i cellen."),
        ("12 tkr", 12, "tkr", "Enheten «tkr» står i cellen."),
        ("1,5 Mkr", 1.5, "mnkr", "Enheten «mnkr» står i cellen."),
        ("NKI 75", 75, "", "«NKI» lämnades utanför talet."),
        ("NKI: 75", 75, "", "«NKI» lämnades utanför talet."),
        ("75 (NKI)", 75, "", "«NKI» lämnades utanför talet."),
        ("Högst 160", 160, "", "«Högst» lämnades utanför talet."),
        ("Minst 80", 80, "", "«Minst» lämnades utanför talet."),
        ("≥ 80", 80, "", "«≥» lämnades utanför talet."),
        ("ca 40", 40, "", "«ca» lämnades utanför talet."),
        ("ca. 40", 40, "", "«ca.» lämnades utanför talet."),
        (
            "Högst 160 vårddygn",
            160,
            "vårddygn",
            "«Högst» lämnades utanför talet. Enheten «vårddygn» står i cellen.",
        ),
        ("5,3*", 5.3, "", "«*» lämnades utanför talet."),
        ("5,3 *", 5.3, "", "«*» lämnades utanför talet."),
        ("5,3**", 5.3, "", "«**» lämnades utanför talet."),
        ("*5,3", 5.3, "", "«*» lämnades utanför talet."),
        ("5,3¹", 5.3, "", "«¹» lämnades utanför talet."),
        ("5,3 ²⁾", 5.3, "", "«²⁾» lämnades utanför talet."),
        ("5,3 1)", 5.3, "", "«1)» lämnades utanför talet."),
        ("84 %*", 84, "%", "«*» lämnades utanför talet. Enheten «%» står i cellen."),
    ],
)
def test_what_stands_around_a_number_is_left_out_and_told(cell, value, unit, note):
    found = one(cell)
    assert (found["value"], found["state"], found["problem"]) == (value, "final", "")
    assert (found["unit_word"], found["note"]) == (unit, note)
    assert found["was_per_cent"] == (unit == "%")
    assert found["scale_word"] == (unit if unit in ("kr", "tkr", "mnkr") else "")


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("x", "confidential"),
        ("X", "confidential"),
        ("X*", "confidential"),
        ("Sekretess", "confidential"),
        ("<5", "confidential"),
        ("< 5", "confidential"),
        ("färre än 5", "confidential"),
        ("..", "missing"),
        ("--", "missing"),
        ("saknas", "missing"),
        ("Uppgift saknas", "missing"),
        ("(uppgift saknas)", "missing"),
        ("n/a", "missing"),
        ("NA", "missing"),
        ("Ej tillämpligt", "not_applicable"),
        ("ej tillämplig", "not_applicable"),
        ("ej aktuellt", "not_applicable"),
        ("ej rapporterat", "not_yet_reported"),
        ("Ej klart.", "not_yet_reported"),
        ("redovisas senare", "not_yet_reported"),
        ("Redovisas vid årsbokslutet", "not_yet_reported"),
        ("tas fram av nämnd", "not_yet_reported"),
        ("kommer senare", "not_yet_reported"),
    ],
)
def test_what_says_that_there_is_no_figure_is_a_state_and_never_0(cell, state):
    found = one(cell)
    assert math.isnan(found["value"])
    assert (found["state"], found["sign"], found["problem"]) == (state, "", "")
    assert cell in found["note"]


@pytest.mark.parametrize("cell", ["-", "–", "—", "−", ".", "...", "…", "?", "*", "/", "p", "e"])
def test_a_sign_that_means_different_things_is_asked_about(cell):
    found = one(cell)
    assert math.isnan(found["value"])
    assert (found["state"], found["sign"], found["note"], found["problem"]) == ("", cell, "", "")


@pytest.mark.parametrize(
    ("cell", "meanings", "value", "state"),
    [
        ("-", {"-": "zero"}, 0, "final"),
        (" - ", {"-": "zero"}, 0, "final"),
        ("–", {"-": "zero"}, 0, "final"),
        ("–", {"-": "zero", "–": "missing"}, math.nan, "missing"),
        ("-", {"-": "missing"}, math.nan, "missing"),
        ("-", {"-": "skip"}, math.nan, ""),
        (".", {".": "not_applicable"}, math.nan, "not_applicable"),
        ("..", {"..": "zero"}, 0, "final"),
        ("X", {"x": "missing"}, math.nan, "missing"),
        ("x", {"X": "missing"}, math.nan, "missing"),
        ("ej mätvecka", {"ej mätvecka": "not_applicable"}, math.nan, "not_applicable"),
        ("5,3*", {"*": "preliminary"}, 5.3, "preliminary"),
        ("5,3 p", {"p": "preliminary"}, 5.3, "preliminary"),
        ("5,3*", {}, 5.3, "final"),
        ("-12", {"-": "zero"}, -12, "final"),
    ],
)
def test_the_layout_says_what_a_sign_means(cell, meanings, value, state):
    found = one(cell, meanings=meanings)
    assert found["value"] == value or (math.isnan(value) and math.isnan(found["value"]))
    assert (found["state"], found["sign"], found["problem"]) == (state, "", "")


@pytest.mark.parametrize("cell", ["12 prel.", "12 (prel.)", "prel 12", "12 preliminärt"])
def test_a_number_that_is_called_preliminary_is(cell):
    assert tuple(one(cell)[["value", "state"]]) == (12, "preliminary")


@pytest.mark.parametrize(
    "cell", ["", "  ", NBSP, f"\t{NARROW}\n", "\u200b", "'", None, float("nan"), pd.NaT, pd.NA]
)
def test_an_empty_cell_says_nothing(cell):
    found = one(cell)
    assert math.isnan(found["value"])
    assert list(found[["state", "note", "problem", "sign"]]) == [""] * 4


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("abc", "«abc» är inget tal: skriv det utan enhet och andra ord."),
        ("12 äpplen", "«12 äpplen» är inget tal: skriv det utan enhet och andra ord."),
        ("12 34", "«12 34» är inget tal: siffrorna mellan mellanslagen ska vara tre och tre."),
        ("1200-", "«1200-» är inget tal: skriv minustecknet först."),
        (
            "1.234",
            "«1.234» kan läsas på två sätt: skriv 1,234 om punkten är ett decimaltecken "
            f"och 1{NBSP}234 om den skiljer tusental.",
        ),
        (
            "1.234 st",
            "«1.234» kan läsas på två sätt: skriv 1,234 om punkten är ett decimaltecken "
            f"och 1{NBSP}234 om den skiljer tusental.",
        ),
        (">5", "«>5» säger inte hur stort talet är: skriv själva talet, eller lämna cellen tom."),
        ("<100", "«<100» säger inte hur stort talet är: skriv själva talet, eller lämna cellen tom."),
        ("<1 %", "«<1 %» säger inte hur stort talet är: skriv själva talet, eller lämna cellen tom."),
        ("1–4", "«1–4» är två tal: skriv ett av dem, eller lämna cellen tom."),
        ("#DIV/0!", "«#DIV/0!» är ett fel i arbetsboken: rätta formeln, eller skriv talet."),
        ("#SAKNAS!", "«#SAKNAS!» är ett fel i arbetsboken: rätta formeln, eller skriv talet."),
        ("#####", "«#####» är ett fel i arbetsboken: rätta formeln, eller skriv talet."),
        (True, "Cellen är SANT, inget tal: skriv ett tal, eller lämna den tom."),
        (False, "Cellen är FALSKT, inget tal: skriv ett tal, eller lämna den tom."),
        (
            "5-mar",
            "«5-mar» är inget tal. Kalkylprogrammet kan ha gjort 5,3 till ett datum: "
            "skriv talet igen i en cell som är formaterad som tal.",
        ),
        (
            date(2026, 3, 5),
            "Cellens datum, 5 mars 2026, är inget tal. Kalkylprogrammet kan ha gjort 5,3 till ett datum: "
            "skriv talet igen i en cell som är formaterad som tal.",
        ),
        (
            datetime.fromisoformat("2026-03-05"),
            "Cellens datum, 5 mars 2026, är inget tal. Kalkylprogrammet kan ha gjort 5,3 till ett datum: "
            "skriv talet igen i en cell som är formaterad som tal.",
        ),
        (
            "2019-03-05",
            "«2019-03-05» är ett datum, inget tal: skriv talet igen i en cell som är formaterad som tal.",
        ),
        (
            time(5, 30),
            "Cellen är ett klockslag (05:30), inget tal: "
            "skriv talet igen i en cell som är formaterad som tal.",
        ),
        (
            timedelta(hours=2),
            "Cellen är en tid (2:00:00), inget tal: skriv talet igen i en cell som är formaterad som tal.",
        ),
        (float("inf"), "Talet är för stort för att kunna sparas: rätta det i filen."),
        (10**400, "Talet är för stort för att kunna sparas: rätta det i filen."),
        ("1234567890123456", "«1234567890123456» har fler siffror än 15."),
        (
            "ord " * 100,
            "«ord ord ord ord ord ord ord ord ord ord …» är en text: skriv ett tal, eller lämna cellen tom.",
        ),
    ],
    ids=lambda case: repr(case)[:20],
)
def test_what_is_no_number_is_refused_with_a_way_on(cell, problem):
    found = one(cell)
    assert found["problem"] == problem
    assert math.isnan(found["value"])
    assert list(found[["state", "note", "sign"]]) == [""] * 3


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["27,969", "1,234.5"], "."),
        (["27,969", "1,234,567"], "."),
        (["(1,234.5)", "12"], "."),
        (["1.234,5", "12"], ","),
        (["1.234.567", "12,5"], ","),
        (["12.5", "1.234"], "."),
        (["0.125", "1.234"], "."),
        (["27,969", "30,120"], None),
        (["1.234", "5.678"], None),
        (["12.5", "27,969"], None),
        (["1,234.5", "12,5"], None),
        (["1.234,5", "1,234.5"], None),
        (["1.234,5", "12.5"], None),
        (["12", "1 234"], None),
        (["kv. 2", "abc, def", "..", ""], None),
        ([12, 3.5, None], None),
        ([], None),
    ],
)
def test_a_column_may_prove_its_decimal_sign(cells, expected):
    assert decimal_sign(cells) == expected


@pytest.mark.parametrize(
    ("cell", "decimal", "expected"),
    [
        ("27,969", ".", 27969),
        ("27,969", None, 27.969),
        ("1,234.5", ".", 1234.5),
        ("-1,234,567.25", ".", -1234567.25),
        ("1.234", ".", 1.234),
        ("12.5", ".", 12.5),
        ("1.234", ",", 1234),
        ("1.234,5", ",", 1234.5),
        ("12,5", ",", 12.5),
        ("27,969 st", ".", 27969),
    ],
)
def test_a_proved_decimal_sign_tells_thousands_from_decimals(cell, decimal, expected):
    assert one(cell, decimal=decimal)["value"] == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["27,969", "28,100"], True),
        (["27,969", "-28,100", "5"], True),
        (["27,969", "28,1"], False),
        (["0,125", "27,969"], False),  # no thousands begin with 0
        (["5,3"] * 1_001 + ["27,969"], False),
        (["7"] * 1_001 + ["27,969"], True),
        (["5", "1 350"], False),
        ([27.969, None, ""], False),
        ([], False),
    ],
)
def test_a_comma_before_three_digits_has_two_readings_where_nothing_tells(
    cells: list[object], expected: bool
) -> None:
    assert has_two_readings(cells) is expected


def test_a_share_that_the_file_shows_as_per_cent_is_a_percentage():
    found = read(0.84, 0.07, 0.84, None, shown_per_cent=pd.Series([True, True, False, True]))
    assert list(found["value"][:3]) == [84, 7, 0.84]
    assert list(found["was_per_cent"]) == [True, True, False, False]


def test_a_percentage_is_refused_where_the_figure_is_known_to_be_none():
    found = read("84 %", "84", "84 %", per_cent_unit=pd.Series([False, False, True]))
    assert list(found["problem"] != "") == [True, False, False]
    assert list(found["state"]) == ["", "final", "final"]


def test_the_index_is_kept_and_cells_of_all_sorts_may_stand_in_one_column():
    cells = pd.Series(["5,3", 7, "-", None, "x", True], index=[10, 20, 30, 40, 50, 60], dtype=object)
    found = read_cells(cells, meanings={})
    assert list(found.index) == list(cells.index)
    assert list(found["state"]) == ["final", "final", "", "", "confidential", ""]


@pytest.mark.parametrize(
    "dtype", ["float64", "int64", "str", "string", "Int64", "bool", "datetime64[ns]", "category"]
)
def test_a_column_of_any_type_is_read(dtype):
    found = read_cells(pd.Series([0, 1]).astype(dtype))
    assert len(found) == 2
    assert ((found["value"].notna()) == (found["problem"] == "")).all()


def test_no_cells_give_no_rows():
    assert read().empty
    assert list(read().columns) == list(read("1").columns)


@given(
    st.one_of(st.floats(-1e9, 1e9), st.sampled_from([1.0, -1.0, 0.0])),
    st.integers(0, 4),
    st.sampled_from(["", "%", "kr", "tkr", "dygn", "barn", "hushåll", *SINGULAR]),
)
def test_every_number_that_we_write_reads_back(value, decimals, unit):
    expected = float(f"{value:.{decimals}f}")
    written = with_unit(expected, decimals, unit) if unit else number(expected, decimals)
    found = one(written)
    assert found["value"] == pytest.approx(expected, abs=0)
    assert found["state"] == "final"


PIECES = st.sampled_from(
    "1 12 1234 000 1,5 1.234 12.5 - – — ( ) % st kr tkr NKI högst ca * ¹ 1) .. . x X saknas < > ~ ' \" prel "
    "(NKI) #REF! mar 2019-03-05 \u00a0 \u202f \n \x00 \ud800 ٣ ½ ∞ e 1e5 nan inf 1_000".split(" ")
)


@given(
    st.lists(
        st.one_of(
            st.text(),
            st.lists(PIECES).map("".join),
            st.lists(PIECES).map(" ".join),
            st.floats(),
            st.integers(),
            st.booleans(),
            st.none(),
            st.dates(),
            st.datetimes(),
            st.times(),
            st.timedeltas(),
            st.complex_numbers(),
            st.binary(),
        ),
        max_size=20,
    ),
    st.dictionaries(st.text(max_size=3), st.sampled_from([*STATES, "zero", "skip", "okänt"])),
    st.sampled_from([None, ",", "."]),
)
def test_any_cell_has_a_value_a_state_a_sign_or_a_problem_and_never_breaks(cells, meanings, decimal):
    found = read_cells(pd.Series(cells, dtype=object), meanings=meanings, decimal=decimal)
    decimal_sign(cells)
    assert len(found) == len(cells)
    assert set(found["state"]) <= STATES
    valued = found["value"].notna()
    assert (valued == found["state"].isin(["final", "preliminary"])).all()
    assert np.isfinite(found["value"][valued]).all()
    for cell, (_, row) in zip(cells, found.iterrows(), strict=True):
        said = [bool(row["state"]), bool(row["sign"]), bool(row["problem"])]
        assert sum(said) <= 1
        if isinstance(cell, str) and not any(said) and not row["note"]:
            assert not any(sign.isalnum() for sign in cell)


@given(st.text())
def test_one_cell_reads_the_same_alone_and_among_others(text):
    alone, among = one(text), read("1", text, "x", text).iloc[3]
    pd.testing.assert_series_equal(alone, among, check_names=False)
