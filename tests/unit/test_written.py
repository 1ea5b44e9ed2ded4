"""Numbers as people type and paste them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.numbers import number
from metrics.written import WrittenError, months_from, number_from

NBSP, NARROW, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"
TWELVE = {f"2026-{month:02d}": float(month) for month in range(1, 13)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 234,5", 1234.5),
        (f"1{NBSP}234,5", 1234.5),
        (f"1{NARROW}234{NARROW}567", 1_234_567),
        (f"1{THIN}234", 1_234),
        ("1234,5", 1234.5),
        ("12,5", 12.5),
        ("3,75", 3.75),
        ("1,234", 1.234),
        (f"{MINUS}12", -12),
        ("-12", -12),
        ("–12", -12),
        ("\u201112", -12),
        ("- 12", -12),
        (f"{MINUS}{NBSP}1{NBSP}200", -1_200),
        ("(1 200)", -1_200),
        ("( 1 200,5 )", -1200.5),
        ("+3", 3),
        ("0", 0),
        ("007", 7),
        (f"  42{NBSP}\n", 42),
        ("\ufeff42", 42),
        ("1234.5", 1234.5),
        ("12.50", 12.5),
        ("0.125", 0.125),
        ("1234.567", 1234.567),
        ("1 234.5", 1234.5),
        ("999999999999999", 999_999_999_999_999),
    ],
)
def test_a_number_is_read_as_a_swede_writes_it(text, expected):
    assert number_from(text) == expected


def test_minus_zero_is_zero():
    assert math.copysign(1, number_from("−0,0")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Det står inget tal."),
        (f" {NBSP}", "Det står inget tal."),
        ("tolv", "«tolv» är inget tal: skriv det utan enhet och andra ord."),
        ("84 %", "«84 %» är inget tal: skriv det utan enhet och andra ord."),
        ("12 kr", "«12 kr» är inget tal: skriv det utan enhet och andra ord."),
        ("1200-", "«1200-» är inget tal: skriv minustecknet först."),
        ("–", "«–» är inget tal: skriv som 1 234,5 eller −12."),
        ("12 34", "«12 34» är inget tal: siffrorna mellan mellanslagen ska vara tre och tre."),
        ("1234 567", "«1234 567» är inget tal: siffrorna mellan mellanslagen ska vara tre och tre."),
        ("1  234", "«1  234» är inget tal: skriv som 1 234,5 eller −12."),
        (
            "1.234",
            "«1.234» kan läsas på två sätt: skriv 1,234 om punkten är ett decimaltecken "
            "och 1 234 om den skiljer tusental.",
        ),
        (
            "−12.345",
            "«−12.345» kan läsas på två sätt: skriv 12,345 om punkten är ett decimaltecken "
            "och 12 345 om den skiljer tusental.",
        ),
        ("1.234,5", "«1.234,5» är inget tal: skriv som 1 234,5 eller −12."),
        ("1,234.5", "«1,234.5» är inget tal: skriv som 1 234,5 eller −12."),
        ("12,", "«12,» är inget tal: skriv som 1 234,5 eller −12."),
        ("--3", "«--3» är inget tal: skriv som 1 234,5 eller −12."),
        ("(−3)", "«(−3)» är inget tal: skriv som 1 234,5 eller −12."),
        ("(3", "«(3» är inget tal: skriv som 1 234,5 eller −12."),
        ("1e5", "«1e5» är inget tal: skriv som 1 234,5 eller −12."),
        ("nan", "«nan» är inget tal: skriv det utan enhet och andra ord."),
        ("1\t2", "«1\t2» är inget tal: skriv som 1 234,5 eller −12."),
        ("٣", "«٣» är inget tal: skriv som 1 234,5 eller −12."),
        ("1234567890123456", "«1234567890123456» har fler siffror än 15."),
        ("x" * 50, f"«{'x' * 40}…» är inget tal: skriv det utan enhet och andra ord."),
    ],
)
def test_what_is_no_number_is_refused_by_name(text, expected):
    with pytest.raises(WrittenError) as refused:
        number_from(text)
    assert str(refused.value).replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("84 %", "%", 84),
        (f"5,7{NBSP}%", "%", 5.7),
        ("84%", "%", 84),
        ("84", "%", 84),
        ("−12 tkr", "tkr", -12),
        ("(12 tkr)", "kr", None),
        ("12 mnkr", "tkr", None),
        ("12 tkr", "kr", None),
        ("%", "%", None),
    ],
)
def test_only_the_unit_that_is_asked_for_may_stand_with_the_number(text, unit, expected):
    if expected is None:
        with pytest.raises(WrittenError):
            number_from(text, unit=unit)
    else:
        assert number_from(text, unit=unit) == expected


@given(st.integers(-(10**14), 10**14), st.integers(0, 3), st.booleans())
def test_what_we_write_we_read_back(digits, decimals, sign):
    value = digits / 10**decimals
    assert number_from(number(value, decimals, sign=sign)) == value


def read_or_refused(read, text):
    """Return what was read, or the words it was refused in."""
    try:
        return read(text)
    except WrittenError as refused:
        return str(refused)


@given(st.text(max_size=20) | st.text(alphabet="0123456789 \u00a0,.+-−–()%", max_size=20))
def test_any_text_is_a_finite_number_or_is_refused_in_our_words(text):
    found = read_or_refused(number_from, text)
    assert found.endswith(".") if isinstance(found, str) else math.isfinite(found)


@given(st.text(alphabet="0123456789 \t\n;:,.−-()janfebmr", max_size=40))
def test_any_paste_is_months_of_the_year_or_is_refused_in_our_words(text):
    found = read_or_refused(lambda pasted: months_from(pasted, 2026), text)
    assert found.endswith(".") if isinstance(found, str) else found and set(found) <= set(TWELVE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01 −1 200,5", {"2026-01": -1200.5}),
        ("jan −1 200\nfeb\t3\nMars;4\napr.: 5", dict(zip(list(TWELVE)[:4], [-1200, 3, 4, 5], strict=True))),
        ("2026-02;2\r\n2026-01;1\r\n", {"2026-01": 1, "2026-02": 2}),
        ("202601\t−12", {"2026-01": -12}),
        ("202601 1 200", {"2026-01": 1200}),
        ("januari 2026: 12", {"2026-01": 12}),
        ("jan 2026\t120", {"2026-01": 120}),
        ("jan 1200", {"2026-01": 1200}),
        ("jan;2026", {"2026-01": 2026}),
        ("2026-01 2026", {"2026-01": 2026}),
        ("sept 9\nokt (10)", {"2026-09": 9, "2026-10": -10}),
        ("okt\t10\nnov\t\ndec\t", {"2026-10": 10}),
        ("2026-10;10\n2026-11;\n2026-12;", {"2026-10": 10}),
        (f"jan{NBSP}2026{NBSP}1{NBSP}200", {"2026-01": 1200}),
        ("\n\n  mars 3  \n\n", {"2026-03": 3}),
        ("\n".join(str(month) for month in range(1, 13)), TWELVE),
        ("\t".join(str(month) for month in range(1, 13)) + "\n", TWELVE),
        (";".join(f"{month},0" for month in range(1, 13)), TWELVE),
        ("1\t2\t3\t4\t5\t6\n7\t8\t9\t10\t11\t12", TWELVE),
    ],
)
def test_months_are_read_as_they_are_pasted(text, expected):
    assert months_from(text, 2026) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Det står inga belopp."),
        (" \n\t\n", "Det står inga belopp."),
        ("jan 1\n\nfeb 2\njan 3", "Rad 4: januari står två gånger, först på rad 1."),
        ("jan\njan 3", "Rad 2: januari står två gånger, först på rad 1."),
        ("jan 1\njanu 2", "Rad 2: «janu» är ingen månad."),
        ("2026-13 5", "Rad 1: «2026-13» är ingen månad."),
        ("Månad\tBelopp\njan\t1", "Rad 1: «Månad» är ingen månad."),
        ("jan 1\n2025-02 5", "Rad 2: februari 2025 hör inte till 2026."),
        ("mars 2027\t5", "Rad 1: mars 2027 hör inte till 2026."),
        ("jan 1\nfeb tolv", "Rad 2: «tolv» är inget tal: skriv det utan enhet och andra ord."),
        ("jan 1\nfeb\t2\t3", "Rad 2: «feb 2 3» är inte en månad och ett belopp."),
        ("jan-26 5", "Rad 1: «jan-26 5» är inte en månad och ett belopp."),
        ("jan 1\n17", "Rad 2: «17» är inte en månad och ett belopp."),
        ("jan\nfeb", "Ingen av månaderna har något belopp."),
        ("jan 2026", "Rad 1: 2026 kan vara årtalet. Är det beloppet, skriv januari; 2 026."),
        ("1\n2\n3", "Det står 3 tal. Skriv tolv, januari först, eller månaden före varje belopp."),
        (
            "\n".join(str(month) for month in range(1, 14)),
            "Det står 13 tal. Skriv tolv, januari först, eller månaden före varje belopp.",
        ),
        ("1\t2\t3\t4\t5\t\t7\t8\t9\t10\t11\t12", "Rad 1: Det står inget tal."),
        ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\nx12", "Rad 1: «1» är inte en månad och ett belopp."),
    ],
)
def test_a_paste_that_is_not_the_years_months_is_refused_with_its_line(text, expected):
    with pytest.raises(WrittenError) as refused:
        months_from(text, 2026)
    assert str(refused.value).replace(NBSP, " ") == expected


def test_an_explained_way_out_is_read():
    assert months_from(f"januari; 2{NBSP}026", 2026) == {"2026-01": 2026}


@given(st.dictionaries(st.sampled_from(sorted(TWELVE)), st.integers(-(10**9), 10**9), min_size=1))
def test_months_that_we_write_we_read_back(amounts):
    text = "\n".join(f"{month} {number(amount, 0)}" for month, amount in amounts.items())
    assert months_from(text, 2026) == amounts
