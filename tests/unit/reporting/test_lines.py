"""The lines of a form: what is known of each figure, what was before, and what is kept from readers."""

import math
from datetime import date

import pandas as pd
import pytest
from reporting_lines import AT, COUNT, MEAN, SHARE, line, subject

from metrics.periods import Period
from metrics.plausibility import Doubt
from metrics.reporting.doubted import Known, doubted
from metrics.reporting.entry_months import entry_months, opening_month
from metrics.reporting.lines import lines
from metrics.reporting.typed import Typed
from metrics.vocabulary import FindingLevel

NAN = math.nan
FIGURES = "indicator_id period value numerator denominator n state".split()
WORDS = [*FIGURES, "revision", "comment", "taken_back", "role", "recorded_at"]
TODAY = date(2026, 11, 10)


def history(*rows):
    return pd.DataFrame(rows, columns=FIGURES)


def words(*rows):
    return pd.DataFrame([(*row, "", False, "Enhetschef", AT) for row in rows], columns=WORDS)


def made(known, *, of=COUNT, in_force=None, period="2026-10", commented=(), kept=()):
    wanted = pd.DataFrame([(of.id, period)], columns=["indicator_id", "period"])
    stored = words() if in_force is None else in_force
    (only,) = lines([of], wanted, stored, known, {of.id: "Ett mått."}, commented, kept=kept)
    return only


@pytest.mark.parametrize(
    ("period", "before", "told"),
    [
        ("2026-10", [("2026-09", 5), ("2025-10", 4)], ("5", "4")),
        ("2027-01", [("2026-12", 1234), ("2026-01", 4)], ("1\u00a0234", "4")),
        ("2026-T1", [("2025-T3", 7), ("2025-T1", 8)], ("7", "8")),
        ("2026", [("2025", 9)], ("9", "9")),
        ("2026-10", [], ("", "")),
    ],
)
def test_the_period_before_and_the_same_one_last_year_stand_beside(period, before, told):
    known = history(*((1, code, value, NAN, NAN, NAN, "final") for code, value in before))
    asked = made(known, period=period)
    assert (asked.previous, asked.last_year) == told
    assert asked.definition == "Ett mått."


def test_what_was_missing_or_secret_before_is_told_so():
    known = history(
        (1, "2026-09", NAN, NAN, NAN, NAN, "missing"), (1, "2025-10", NAN, NAN, NAN, NAN, "confidential")
    )
    assert (made(known).previous, made(known).last_year) == ("saknas", "..")


@pytest.mark.parametrize(
    ("of", "figure", "parts", "n"),
    [
        (SHARE, (50, 1, 2, NAN), True, False),
        (SHARE, (50, NAN, NAN, NAN), False, False),
        (MEAN, (75, NAN, NAN, 40), False, True),
        (MEAN, (75, NAN, NAN, NAN), False, False),
        (COUNT, (5, 1, 2, 3), False, False),
    ],
)
def test_parts_and_the_number_behind_are_asked_for_where_they_were_delivered_before(of, figure, parts, n):
    asked = made(history((of.id, "2026-09", *figure, "final")), of=of)
    assert (asked.with_parts, asked.with_n) == (parts, n)


def test_what_is_stored_is_known_with_who_said_it():
    asked = made(history(), in_force=words((1, "2026-10", 5.0, NAN, NAN, NAN, "final", 2)))
    assert asked.stored is not None
    assert (asked.revision, asked.stored.value, asked.stored.role, asked.hidden) == (
        2,
        5.0,
        "Enhetschef",
        False,
    )


def test_a_word_that_was_taken_back_is_a_revision_without_a_figure():
    stored = words((1, "2026-10", 5.0, NAN, NAN, NAN, "final", 2)).assign(taken_back=True)
    assert (made(history(), in_force=stored).stored, made(history(), in_force=stored).revision) == (None, 2)


@pytest.mark.parametrize(
    ("word", "kept", "hidden"),
    [
        ((5.0, "final"), "2026-10", True),
        ((5.0, "preliminary"), "2026-10", True),
        ((5.0, "final"), "2026-09", False),
        ((NAN, "missing"), "2026-10", False),
    ],
)
def test_a_figure_that_is_kept_from_readers_is_hidden_from_the_form(word, kept, hidden):
    value, state = word
    stored = words((1, "2026-10", value, NAN, NAN, NAN, state, 1))
    assert made(history(), in_force=stored, kept={(1, kept)}).hidden is hidden


def test_a_kept_figure_that_was_taken_back_is_no_figure():
    stored = words((1, "2026-10", 5.0, NAN, NAN, NAN, "final", 2)).assign(taken_back=True)
    asked = made(history(), in_force=stored, kept={(1, "2026-10")})
    assert (asked.stored, asked.hidden) == (None, False)


def test_earlier_figures_that_are_kept_from_readers_are_told_as_dots_and_their_parts_are_still_asked_for():
    known = history(
        (SHARE.id, "2026-09", 20, 12, 60, NAN, "final"), (SHARE.id, "2025-10", NAN, NAN, NAN, NAN, "missing")
    )
    asked = made(known, of=SHARE, kept={(SHARE.id, "2026-09"), (SHARE.id, "2025-10")})
    assert (asked.previous, asked.last_year, asked.with_parts) == ("..", "saknas", True)


def test_a_commented_figure_says_so():
    assert made(history(), commented=[(1, "2026-10")]).commented
    assert not made(history(), commented=[(1, "2026-09")]).commented


@pytest.mark.parametrize(
    ("today", "last_known", "asked", "newest", "count", "opens"),
    [
        (date(2026, 11, 27), date(2026, 10, 31), None, "2026-11", 36, "2026-10"),
        (date(2027, 1, 4), date(2026, 11, 30), None, "2027-01", 36, "2026-12"),
        (date(2026, 11, 27), date(2017, 12, 31), None, "2017-12", 36, "2017-12"),
        (date(2026, 11, 27), date.min, None, "2026-11", 36, "2026-10"),
        (date(2026, 11, 27), date(2026, 10, 31), "2019-03", "2026-11", 37, "2026-10"),
        (date(2026, 11, 27), date(2026, 10, 31), "2026-12", "2026-11", 36, "2026-10"),
        (date(2026, 11, 27), date(2026, 10, 31), "2026-T2", "2026-11", 36, "2026-10"),
        (date(2026, 11, 30), date(2026, 10, 31), "mars", "2026-11", 36, "2026-10"),
        (date(2026, 11, 30), date(2026, 10, 31), "1000-01", "2026-11", 36, "2026-10"),
        (date(2026, 11, 30), date(2026, 10, 31), "1900-01", "2026-11", 37, "2026-10"),
        (date(1900, 2, 3), date.min, None, "1900-02", 2, "1900-01"),
        (date(1900, 1, 1), date.min, None, "1900-01", 1, "1900-01"),
    ],
)
def test_a_form_can_be_filled_in_for_three_years_and_opens_on_the_newest_that_has_ended(
    today, last_known, asked, newest, count, opens
):
    months = entry_months(today, last_known, asked)
    assert (months[0].code, len(months)) == (newest, count)
    assert opening_month(months, today).code == opens
    assert ("2019-03" in {month.code for month in months}) == (asked == "2019-03")


INDICATORS = pd.DataFrame(
    [(1, "Placerade", "stock", "antal", 0, "month")],
    columns=["id", "name", "kind", "unit_of_measure", "decimals", "periodicity"],
).set_index("id")
UNITS = pd.DataFrame({"id": [10], "parent_id": pd.array([None], dtype="Int64")})
USUAL = pd.DataFrame(
    [
        (10, 1, f"{year}-{month:02d}", 50.0 + month % 3, "final")
        for year in (2024, 2025)
        for month in range(1, 13)
    ],
    columns=["unit_id", "indicator_id", "period", "value", "state"],
)


def told(text, *, today=TODAY, period="2026-10"):
    asked = line(subject(), period=Period.parse(period))
    found = doubted([asked], {asked.key: Typed(text)}, 10, Known(USUAL, INDICATORS, UNITS), today)
    return found.get(asked.key, [])


def test_a_slipped_decimal_is_doubted_without_the_name_that_its_line_has():
    (doubt,) = told("5")
    assert doubt.level == FindingLevel.WARNING
    assert not doubt.message.startswith("Placerade")


@pytest.mark.parametrize("text", ["51", "x", "", "saknas", "50,5 x"])
def test_what_is_usual_and_what_can_not_be_read_is_not_doubted(text):
    assert told(text) == []


def test_a_draft_of_a_month_that_has_not_ended_is_not_doubted_for_that():
    assert told("51", today=date(2026, 10, 20)) == []


def test_an_impossible_figure_is_an_error():
    assert [(doubt.level, type(doubt)) for doubt in told("-3")] == [(FindingLevel.ERROR, Doubt)]
