"""What a heading says of time."""

from datetime import date, datetime, time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.headings import (
    Apart,
    period_column,
    period_words,
    serial_month,
    set_apart,
    with_year,
)
from metrics.periods import MONTH_NAMES, PER_YEAR, Period
from metrics.vocabulary import Periodicity

MONTHS = st.builds(
    lambda year, month: Period(Periodicity.MONTH, year, month), st.integers(1990, 2100), st.integers(1, 12)
)
PERIODS = st.sampled_from(list(Periodicity)).flatmap(
    lambda each: st.builds(Period, st.just(each), st.integers(1990, 2100), st.integers(1, PER_YEAR[each]))
)


def code(words):
    return words.period.code if words and words.period else ""


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("jan 2017", "2017-01"),
        ("Utfall januari 2017", "2017-01"),
        ("jan-17", "2017-01"),
        ("jan -17", "2017-01"),
        ("Jan 17", "2017-01"),
        ("jan/17", "2017-01"),
        ("jan. 17", "2017-01"),
        ("jan '17", "2017-01"),
        ("jan17", "2017-01"),
        ("jan2017", "2017-01"),
        ("jan-98", "1998-01"),
        ("mars 2019", "2019-03"),
        ("2019 mars", "2019-03"),
        ("2019, mars", "2019-03"),
        ("MARS 2019", "2019-03"),
        ("  mars \u00a0 2019 ", "2019-03"),
        ("mars\n2019", "2019-03"),
        ("Septem-\nber 2019", "2019-09"),
        ("sept. 2019", "2019-09"),
        ("2019-03", "2019-03"),
        ("2019/03", "2019-03"),
        ("2019/3", "2019-03"),
        ("03/2019", "2019-03"),
        ("3-2019", "2019-03"),
        ("2019.03", "2019-03"),
        ("2019_03", "2019-03"),
        ("2019\u201303", "2019-03"),
        ("201903", "2019-03"),
        ("201903.0", "2019-03"),
        (201903, "2019-03"),
        (201903.0, "2019-03"),
        (np.int64(201903), "2019-03"),
        (np.float64(201903), "2019-03"),
        ("2019M03", "2019-03"),
        ("2019-M03", "2019-03"),
        ("2019-03-31", "2019-03"),
        ("20190331", "2019-03"),
        (20190331, "2019-03"),
        ("2019-03-01 00:00:00", "2019-03"),
        ("2019-03-01T00:00:00.000", "2019-03"),
        ("31/3 2019", "2019-03"),
        ("31.3.2019", "2019-03"),
        ("31/3/2019", "2019-03"),
        ("3/31/2019", "2019-03"),
        ("31 mars 2019", "2019-03"),
        ("per den 31 mars 2019", "2019-03"),
        ("1 jan 2019", "2019-01"),
        (date(2019, 3, 1), "2019-03"),
        (datetime.fromisoformat("2019-03-31"), "2019-03"),
        (pd.Timestamp("2019-03-15"), "2019-03"),
        ("May 2019", "2019-05"),
        ("October 2019", "2019-10"),
        ("Oct-19", "2019-10"),
        ("månad 3 2019", "2019-03"),
        ("jan 2019*", "2019-01"),
        ("jan-19 1)", "2019-01"),
        ("jan 2019¹", "2019-01"),
    ],
)
def test_a_month_is_read_however_it_is_written(heading, expected):
    assert code(period_words(heading)) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("T1 2019", "2019-T1"),
        ("2019 T1", "2019-T1"),
        ("2019-T1", "2019-T1"),
        ("2019T1", "2019-T1"),
        ("t1-2019", "2019-T1"),
        ("T1 -19", "2019-T1"),
        ("tertial 1 2019", "2019-T1"),
        ("Tertial 2, 2024", "2024-T2"),
        ("2024 tertial 2", "2024-T2"),
        ("1:a tertialet 2019", "2019-T1"),
        ("tredje tertialet 2019", "2019-T3"),
        ("T1 2019 (jan-apr)", "2019-T1"),
        ("kv2 2019", "2019-Q2"),
        ("kv. 2 2019", "2019-Q2"),
        ("Q2 2019", "2019-Q2"),
        ("2019-Q2", "2019-Q2"),
        ("2019K2", "2019-Q2"),
        ("kvartal 2 2019", "2019-Q2"),
        ("3 kvartalet 2019", "2019-Q3"),
        ("fjärde kvartalet 2019", "2019-Q4"),
        ("halvår 1 2019", "2019-H1"),
        ("H1 2019", "2019-H1"),
        ("2019-H2", "2019-H2"),
        ("första halvåret 2019", "2019-H1"),
        ("2:a halvåret 2019", "2019-H2"),
        ("helår 2019", "2019"),
        ("Helåret 2019", "2019"),
        ("jan-dec 2019", "2019"),
        ("2019", "2019"),
        ("2019.0", "2019"),
        (2019, "2019"),
        (2019.0, "2019"),
        ("År 2019", "2019"),
    ],
)
def test_other_periods_are_read_however_they_are_written(heading, expected):
    assert code(period_words(heading)) == expected


@pytest.mark.parametrize(
    ("heading", "month", "kind"),
    [
        ("jan", 1, ""),
        ("Januari", 1, ""),
        ("jan.", 1, ""),
        ("JAN", 1, ""),
        ("mar", 3, ""),
        ("maj", 5, ""),
        ("sept", 9, ""),
        ("okt", 10, ""),
        ("Oct", 10, ""),
        ("dec*", 12, ""),
        ("Utfall jan", 1, "outcome"),
        ("Utfall\njan", 1, "outcome"),
        ("Budget feb", 2, "budget"),
        ("Prognos sep", 9, "forecast"),
        ("månad 3", 3, ""),
        ("mån 03", 3, ""),
        ("31 mars", 3, ""),
    ],
)
def test_a_month_without_a_year_waits_for_one(heading, month, kind):
    words = period_words(heading)
    assert (words.month, words.kind, words.period, words.year) == (month, kind, None, None)
    assert words.rest == ""


@pytest.mark.parametrize(
    ("heading", "part", "with_2019"),
    [
        ("T1", (Periodicity.TERTIAL, 1), "2019-T1"),
        ("tertial 1", (Periodicity.TERTIAL, 1), "2019-T1"),
        ("1:a tertialet", (Periodicity.TERTIAL, 1), "2019-T1"),
        ("kv 2", (Periodicity.QUARTER, 2), "2019-Q2"),
        ("kv. 2", (Periodicity.QUARTER, 2), "2019-Q2"),
        ("K2", (Periodicity.QUARTER, 2), "2019-Q2"),
        ("halvår 1", (Periodicity.HALF_YEAR, 1), "2019-H1"),
        ("första halvåret", (Periodicity.HALF_YEAR, 1), "2019-H1"),
        ("Helår", (Periodicity.YEAR, 1), "2019"),
        ("Årsmål", (Periodicity.YEAR, 1), "2019"),
    ],
)
def test_a_part_of_a_year_waits_for_its_year(heading, part, with_2019):
    words = period_words(heading)
    assert (words.part, words.period) == (part, None)
    assert code(with_year(words, 2019)) == with_2019


def test_a_year_elsewhere_completes_a_month_and_never_moves_one_that_is_complete():
    assert code(with_year(period_words("Utfall mar"), 2017)) == "2017-03"
    assert code(with_year(period_words("Bokslut 2015"), 2017)) == "2015"
    assert code(with_year(period_words("Avvikelse jan"), 2017)) == ""


@pytest.mark.parametrize(
    ("heading", "period", "kind", "made_in", "target"),
    [
        ("Bokslut 2015", "2015", "outcome", "", False),
        ("Bokslut -15", "2015", "outcome", "", False),
        ("Redovisat 2016", "2016", "outcome", "", False),
        ("Utfall 2016", "2016", "outcome", "", False),
        ("2016 Utfall", "2016", "outcome", "", False),
        ("Budget 2017", "2017", "budget", "", False),
        ("KFs nämndbudget 2017", "2017", "budget", "", False),
        ("Prognos 2017", "2017", "forecast", "", False),
        ("Prognos 2017 aug", "2017", "forecast", "2017-08", False),
        ("Prognos aug 2017", "2017", "forecast", "2017-08", False),
        ("Prognos 2017-08", "2017", "forecast", "2017-08", False),
        ("Helårsprognos 2024", "2024", "forecast", "", False),
        ("Helårsprognos aug 2024", "2024", "forecast", "2024-08", False),
        ("Prognos T2 2024", "2024", "forecast", "2024-08", False),
        ("Plan 2019", "2019", "plan", "", True),
        ("Mål 2017", "2017", "", "", True),
        ("Årsmål 2019", "2019", "", "", True),
        ("Målvärde 2019", "2019", "", "", True),
        ("2019", "2019", "", "", False),
    ],
)
def test_a_heading_says_its_kind_and_when_a_forecast_was_made(heading, period, kind, made_in, target):
    words = period_words(heading)
    assert (code(words), words.kind, words.made_in, words.target) == (period, kind, made_in, target)


def test_a_forecast_for_the_year_waits_for_its_year():
    words = with_year(period_words("Helårsprognos aug"), 2017)
    assert (code(words), words.made_in) == ("2017", "2017-08")


@pytest.mark.parametrize(
    ("heading", "apart", "span"),
    [
        ("jan-aug 2017", Apart.SPAN, (1, 8)),
        ("januari – mars 2017", Apart.SPAN, (1, 3)),
        ("jan t.o.m. aug 2017", Apart.ACCUMULATED, (1, 8)),
        ("201701-201703", Apart.SPAN, (1, 3)),
        ("Ack jan-mar 2019", Apart.ACCUMULATED, (1, 3)),
        ("Ackumulerat mars", Apart.ACCUMULATED, None),
        ("T.o.m. mars 2019", Apart.ACCUMULATED, None),
        ("Delår augusti 2019", Apart.ACCUMULATED, None),
        ("Rullande 12 mars 2019", Apart.ACCUMULATED, None),
        ("Avvikelse 2017", Apart.COMPARISON, None),
        ("Diff jan", Apart.COMPARISON, None),
        ("Förändring 2016-2017", Apart.COMPARISON, None),
        ("Utfall/budget 2017", Apart.COMPARISON, None),
        ("Summa 2017", Apart.SUM, None),
        ("Totalt jan", Apart.SUM, None),
        ("Medel 2017", Apart.MEAN, None),
        ("2018-2020", Apart.SPAN, None),
        ("2016/17", Apart.SPAN, None),
        ("VT 2019", Apart.SPAN, None),
        ("vecka 12 2019", Apart.SPAN, None),
        ("T1 T2 2019", Apart.SPAN, None),
    ],
)
def test_what_is_no_single_periods_figure_is_set_apart(heading, apart, span):
    words = period_words(heading)
    assert (words.apart, words.span, words.period) == (apart, span, None)
    assert set_apart(heading) == apart


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Avvikelse", Apart.COMPARISON),
        ("Diff %", Apart.COMPARISON),
        ("Förändring", Apart.COMPARISON),
        ("Summa", Apart.SUM),
        ("TOTALT", Apart.SUM),
        ("Ack.", Apart.ACCUMULATED),
        ("Snitt", Apart.MEAN),
        ("Total", Apart.SUM),
        ("Total jan", Apart.SUM),
        ("Totalt IFO", Apart.SUM),
        ("Total sjukfrånvaro", ""),
        ("Totalt antal barn 2019", ""),
        ("Utfall", ""),
        ("Enhet", ""),
        ("jan", ""),
        ("Helår", ""),
        ("Antal barn", ""),
        (None, ""),
        (2019, ""),
    ],
)
def test_a_column_is_set_apart_without_a_time_too(heading, expected):
    assert set_apart(heading) == expected


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Majlis",
            "Marsvin",
            "Augustin",
            "Janne",
            "Decimal",
            "Budget",
            "Avvikelse",
            "Mål",
            "Antal",
            "Enhet",
        ),
        *("2", "12", "1 234", "1989", "2101", "201913", "201900", "2019-13", "20190231", "T4", "H3", "kv 5"),
        *("2019,5", "1,2019", "N02019", "HVB2019", "2019.5", "4/1/2005", "T", "Q", "", "  ", "\u00a0", "*"),
        *(2, 12, 1989, 2101, 2019.5, 201913, -2019, 10**400, True, False, None, float("nan"), float("inf")),
        *(pd.NaT, pd.NA, time(3, 0), date(1900, 1, 1), [], "x" * 400 + " 2019"),
    ],
    ids=lambda heading: repr(heading)[:20],
)
def test_what_says_nothing_of_time_is_left(heading):
    assert period_words(heading) is None


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        ("Antal jan 2019", "Antal"),
        ("Antal (jan 2019)", "Antal"),
        ("Sjukfrånvaro, 2019", "Sjukfrånvaro"),
        ("Verksamhetsplan 2017", "Verksamhetsplan"),
        ("Utfall jan", ""),
        ("För perioden jan 2019", ""),
        ("Andel barn 2019", "Andel barn"),
    ],
)
def test_other_words_are_left_over(heading, rest):
    assert period_words(heading).rest == rest


def test_a_preliminary_column_says_so():
    assert period_words("Utfall dec 2019 (prel.)").preliminary
    assert not period_words("Utfall dec 2019").preliminary


def test_a_date_keeps_its_day():
    assert period_words(date(2019, 3, 31)).day == 31
    assert period_words("2019-03-31").day == 31
    assert period_words("31 mars 2019").day == 31
    assert period_words("mars 2019").day is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (42736, "2017-01"),
        (42767.0, "2017-02"),
        (np.int64(42795), "2017-03"),
        (42736.5, ""),
        (2017, ""),
        (1_000_000, ""),
        ("42736", ""),
        (True, ""),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_a_spreadsheets_number_of_a_day_is_read_only_when_asked_for(value, expected):
    assert code(serial_month(value)) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["2017-01", "2017-02", ""], ["2017-01", "2017-02", ""]),
        (["4/1/2005", "5/1/2005", "2008/04"], ["2005-04", "2005-05", "2008-04"]),
        (["13/1/2005", "1/2/2005"], ["2005-01", "2005-02"]),
        (["1/13/2005", "2/1/2005"], ["2005-01", "2005-02"]),
        (["1/1/2005", "1/2/2005", "1/3/2005"], ["2005-01", "2005-02", "2005-03"]),
        (["4/1/2005"], [""]),
        (["4/5/2005", "5/4/2005"], ["", ""]),
        ([42736, 42767.0, "42795"], ["2017-01", "2017-02", "2017-03"]),
        ([42736, 7], ["", ""]),
        ([1711, "1712", 1801], ["2017-11", "2017-12", "2018-01"]),
        ([2001, 2002], ["2001", "2002"]),
        ([1913, 2001], ["", "2001"]),
        ([200707, 200708], ["2007-07", "2007-08"]),
        ([], []),
    ],
)
def test_a_columns_cells_tell_of_each_other(cells, expected):
    assert [code(words) for words in period_column(cells)] == expected


@given(PERIODS)
def test_every_period_is_read_by_its_code_and_its_labels(period):
    for written in (
        period.code,
        period.label,
        period.short_label,
        period.label.upper(),
        f"Utfall {period.code}",
    ):
        words = period_words(written)
        assert (code(words), words.apart, words.rest) == (period.code, "", "")


@given(
    MONTHS,
    st.sampled_from(
        ["{name} {year}", "{year} {name}", "{short}-{year}", "{year}{month:02d}", "{year}/{month}"]
    ),
)
def test_every_month_is_read_in_every_form(period, form):
    name = MONTH_NAMES[period.index - 1]
    written = form.format(name=name, short=name[:3], year=period.year, month=period.index)
    assert code(period_words(written)) == period.code


PIECES = st.sampled_from(
    "jan mars 2019 2020-03 T1 kv. 2 Q4 H2 - – / . , ( ) ' 17 31 1:a tertialet halvåret t.o.m. Prognos aug "
    "Mål Budget Ack Summa prel * ¹ 1) 201913 13/14/2019 2019-02-30 99/99/2019 \u00a0 \n Antal % år 0 ٣ ² ½ "
    "\x00 \ud800".split(" ")
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_is_read_or_left_and_never_breaks(text):
    words = period_words(text)
    assert words is None or words.year or words.month or words.part or words.apart
    assert set_apart(text) in ("", *Apart)
    if words and words.apart:
        assert words.period is None
    if words and words.period is None and not words.apart:
        assert code(with_year(words, 2019))
    assert len(period_column([text, 4711, text])) == 3
