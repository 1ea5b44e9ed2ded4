"""Periods finer than the indicator's own, periods still to come, and periods left out."""

from datetime import date

import pytest
from plausible import FLOW, STOCK, file_of, found, indicator, indicators, rules, said, series


@pytest.mark.parametrize(
    ("own", "first", "expected"),
    [
        ("month", "2026-03", []),
        ("month", "2025", []),
        ("year", "2026-03", ["other-periodicity"]),
        ("tertial", "2026-03", ["other-periodicity"]),
        ("tertial", "2026-Q1", ["other-periodicity"]),
        ("tertial", "2026-T1", []),
        ("tertial", "2026-H1", []),
        ("quarter", "2026-T1", []),
        ("half_year", "2026-T1", ["other-periodicity"]),
    ],
)
def test_a_finer_period_than_the_indicators_own_is_stopped_and_a_coarser_may_stand(own, first, expected):
    of = indicators(indicator("stock", periodicity=own))
    assert rules(series(first, [12]), indicators=of) == expected


@pytest.mark.parametrize(
    ("last_day", "state", "expected"),
    [
        (date(2026, 3, 31), "final", []),
        (date(2026, 3, 30), "final", ["warning"]),
        (date(2026, 3, 1), "final", ["warning"]),
        (date(2026, 2, 28), "final", ["error"]),
        (date(2026, 3, 30), "preliminary", []),
        (date(2026, 2, 28), "preliminary", ["error"]),
    ],
)
def test_a_value_of_march_is_early_before_its_last_day_and_impossible_before_its_first(
    last_day, state, expected
):
    told = found(series("2026-03", [12], state=state), last_day=last_day)
    assert [level for level, rule, _ in told if rule == "future-period"] == expected


@pytest.mark.parametrize(
    ("kind", "period", "expected"),
    [("index", "2026", []), ("index", "2026-10", ["future-period"]), ("flow", "2026", ["future-period"])],
)
def test_a_survey_may_be_done_before_its_year_is(kind, period, expected):
    of = indicators(indicator(kind, "NKI", unit="index"))
    assert rules(series(period, [75]), indicators=of, last_day=date(2026, 10, 20)) == expected


def test_a_state_without_value_may_be_told_of_what_has_not_been():
    assert found(series("2026-12", [None], state="not_yet_reported"), last_day=date(2026, 3, 1)) == []


def test_what_is_early_is_told_of_once_for_a_period_and_not_of_what_the_store_has():
    figures = file_of(series("2026-03", [12]), series("2026-03", [7], indicator_id=2))
    of = indicators(indicator("flow", "Vårddygn"), indicator("stock", "Placerade"))
    told = found(figures, indicators=of, last_day=date(2026, 3, 15))
    assert told == [("warning", "future-period", (0, 1))]
    assert said("future-period", figures, indicators=of, last_day=date(2026, 3, 15)) == (
        "2 värden, bland dem Vårddygn, gäller mars 2026, men perioden slutar först 2026-03-31. "
        "Märk som preliminärt eller vänta till dess. Stämmer det, godta det med ett skäl."
    )
    assert found(figures, figures, indicators=of, last_day=date(2026, 3, 15)) == []


@pytest.mark.parametrize(
    ("stored", "delivered", "expected"),
    [
        (["2026-01", "2026-02"], ["2026-03"], ()),
        (["2026-01"], ["2026-03"], (0,)),
        ([], ["2026-03"], ()),
        ([], ["2026-01", "2026-03"], (1,)),
        (["2026-02"], ["2026-01", "2026-03"], ()),
        (["2026-04"], ["2026-01"], ()),
        (["2025"], ["2026-03"], ()),
    ],
)
def test_a_period_left_out_between_what_is_known_is_told_of(stored, delivered, expected):
    history = file_of(*(series(period, [8]) for period in stored)) if stored else series("2026-01", [])
    figures = file_of(*(series(period, [9]) for period in delivered))
    told = [rows for _, rule, rows in found(figures, history, indicators=STOCK) if rule == "missing-months"]
    assert told == ([expected] if expected else [])


def test_a_period_that_is_said_to_be_missing_is_not_left_out():
    assert found(series("2026-01", [8, None, 9]), indicators=FLOW) == []


def test_the_periods_left_out_are_named_until_they_are_many():
    figures = file_of(series("2026-01", [8]), series("2026-04", [9]))
    assert said("missing-months", figures) == (
        "Vårddygn: februari 2026 och mars 2026 saknas, både i filen och sedan tidigare. "
        "Lämna in det som finns."
    )
    figures = file_of(series("2024-01", [8]), series("2026-04", [9]))
    assert "26 perioder före april 2026 saknas" in said("missing-months", figures)
