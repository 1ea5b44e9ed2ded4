"""Which figures a month expects of which unit, and by which day."""

from datetime import date

import pandas as pd
import pytest

from metrics.periods import Period
from metrics.reporting.expected import due_in, earliest_looked_at, expected, is_followed, last_day
from metrics.vocabulary import Periodicity

MONTHLY, QUARTERLY, TERTIAL, HALF_YEARLY, YEARLY = 1, 2, 3, 4, 5
RHYTHMS = dict(zip((MONTHLY, QUARTERLY, TERTIAL, HALF_YEARLY, YEARLY), Periodicity, strict=True))
NORTH, SOUTH = 10, 20
NO_TARGETS = pd.DataFrame(columns=["indicator_id", "unit_id", "valid_from", "valid_to"])


def known(*figures, unit=NORTH):
    """Figures as indicator, period and perhaps state."""
    rows = [(unit, indicator, period, *(state or ["final"])) for indicator, period, *state in figures]
    return pd.DataFrame(rows, columns=["unit_id", "indicator_id", "period", "state"])


def target(indicator, unit, first="2026-01-01", last="2026-12-31"):
    days = {"valid_from": pd.Timestamp(first), "valid_to": pd.Timestamp(last)}
    return pd.DataFrame([{"indicator_id": indicator, "unit_id": unit, **days}]).astype({"unit_id": float})


def asked(month, figures, targets=NO_TARGETS, with_history=(NORTH,)):
    found = expected(figures, RHYTHMS, targets, [Period.parse(month)], with_history)
    return {
        (unit, indicator, period)
        for unit, indicator, period in found[["unit_id", "indicator_id", "period"]].itertuples(index=False)
    }


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2026-10", ["2026-10"]),
        ("2026-09", ["2026-09", "2026-Q3"]),
        ("2026-08", ["2026-08", "2026-T2"]),
        ("2026-06", ["2026-06", "2026-Q2", "2026-H1"]),
        ("2026-12", ["2026-12", "2026-Q4", "2026-T3", "2026-H2", "2026"]),
        ("2027-01", ["2027-01"]),
    ],
)
def test_due_in_a_month_is_what_ends_with_it(month, due):
    assert [period.code for period in due_in(Period.parse(month)).values()] == due


@pytest.mark.parametrize(
    ("indicator", "delivered", "month", "is_expected"),
    [
        (MONTHLY, "2026-09", "2026-10", True),
        (MONTHLY, "2024-10", "2026-10", True),
        (MONTHLY, "2024-09", "2026-10", False),
        (MONTHLY, "2026-11", "2026-10", False),
        (MONTHLY, "2026-12", "2027-01", True),
        (QUARTERLY, "2026-Q2", "2026-09", True),
        (QUARTERLY, "2026-Q2", "2026-10", False),
        (QUARTERLY, "2024-Q3", "2026-09", True),
        (QUARTERLY, "2024-Q2", "2026-09", False),
        (TERTIAL, "2025-T3", "2026-04", True),
        (TERTIAL, "2026-T1", "2026-08", True),
        (TERTIAL, "2026-T1", "2026-09", False),
        (TERTIAL, "2026-T3", "2027-04", True),
        (HALF_YEARLY, "2025-H2", "2026-06", True),
        (YEARLY, "2025", "2026-12", True),
        (YEARLY, "2023", "2026-12", True),
        (YEARLY, "2022", "2026-12", False),
        (YEARLY, "2025", "2026-11", False),
        (YEARLY, "2026", "2027-01", False),
        (MONTHLY, "2026-Q3", "2026-10", False),
    ],
)
def test_a_figure_is_expected_by_its_rhythm_and_by_what_was_delivered_before(
    indicator, delivered, month, is_expected
):
    found = asked(month, known((indicator, delivered)))
    assert bool(found) is is_expected
    assert {(unit, number) for unit, number, _ in found} <= {(NORTH, indicator)}


def test_what_came_for_the_month_itself_is_counted_in_it():
    assert asked("2026-10", known((MONTHLY, "2026-10"))) == {(NORTH, MONTHLY, "2026-10")}


@pytest.mark.parametrize("state", ["not_applicable", "not_yet_reported"])
def test_what_does_not_belong_to_a_unit_is_not_expected_of_it(state):
    assert asked("2026-10", known((MONTHLY, "2026-09", state))) == set()


@pytest.mark.parametrize("state", ["missing", "confidential", "preliminary"])
def test_what_was_missing_or_secret_last_month_is_expected_again(state):
    assert asked("2026-10", known((MONTHLY, "2026-09", state))) == {(NORTH, MONTHLY, "2026-10")}


def test_indicators_made_of_others_are_never_expected():
    derived = max(RHYTHMS) + 1
    assert asked("2026-10", known((derived, "2026-09")), target(derived, SOUTH)) == set()


@pytest.mark.parametrize(
    ("targets", "with_history", "found"),
    [
        (target(MONTHLY, SOUTH), (NORTH,), {(SOUTH, MONTHLY, "2026-10")}),
        (target(MONTHLY, SOUTH), (NORTH, SOUTH), set()),
        (target(MONTHLY, None), (NORTH,), set()),
        (target(MONTHLY, SOUTH, last="2026-09-30"), (NORTH,), set()),
        (target(MONTHLY, SOUTH, first="2026-11-01"), (NORTH,), set()),
        (target(YEARLY, SOUTH), (NORTH,), set()),
    ],
    ids=[
        "a new unit with a target of its own",
        "one that has delivered before",
        "a target for all",
        "a target that has ended",
        "a target that has not begun",
        "a yearly one in October",
    ],
)
def test_a_unit_without_history_is_expected_to_report_what_it_has_a_target_for(targets, with_history, found):
    assert asked("2026-10", known(), targets, with_history) == found


def test_a_year_asks_for_each_of_its_months_once():
    months = [Period(Periodicity.MONTH, 2026, month) for month in range(1, 13)]
    figures = known((MONTHLY, "2025-12"), (QUARTERLY, "2025-Q4"), (YEARLY, "2025"))
    found = expected(figures, RHYTHMS, NO_TARGETS, months, (NORTH,))
    assert found["indicator_id"].value_counts().to_dict() == {MONTHLY: 12, QUARTERLY: 4, YEARLY: 1}
    assert not found.duplicated(["unit_id", "indicator_id", "period"]).any()


def test_figures_are_looked_at_three_years_before_the_year_that_ends():
    assert earliest_looked_at([Period.parse("2026-12")]) == date(2023, 1, 1)
    assert earliest_looked_at([Period.parse("2027-01")]) == date(2024, 1, 1)


@pytest.mark.parametrize(
    ("period", "days", "last"),
    [
        ("2026-10", 10, date(2026, 11, 10)),
        ("2026-09", 10, date(2026, 10, 12)),
        ("2026-T2", 10, date(2026, 9, 10)),
        ("2026", 10, date(2027, 1, 11)),
        ("2026-12", 6, date(2027, 1, 7)),
        ("2026-11", 24, date(2026, 12, 28)),
        ("2026-10", 0, date(2026, 11, 2)),
    ],
    ids=[
        "a Tuesday",
        "a Saturday goes to Monday",
        "a tertial",
        "a year, whose day is a Sunday",
        "Epiphany is a holiday",
        "Christmas Eve and the days after",
        "no days, and a Saturday",
    ],
)
def test_the_last_day_is_a_working_day(period, days, last):
    assert last_day(Period.parse(period), days) == last


@pytest.mark.parametrize(
    ("last_known", "plan_ends", "today", "followed"),
    [
        ("2026-10-31", ["2026-12-31"], "2026-11-28", True),
        ("2017-12-31", ["2024-12-31"], "2025-12-31", True),  # a year after the plan's last day
        ("2017-12-31", ["2024-12-31"], "2026-01-01", False),
        ("2026-10-31", ["2019-12-31"], "2026-11-28", True),  # figures still come
        ("2019-12-31", [], "2026-11-28", False),
    ],
)
def test_an_office_is_followed_for_a_year_after_its_last_plan_or_figure(
    last_known, plan_ends, today, followed
):
    ends = [date.fromisoformat(day) for day in plan_ends]
    assert is_followed(date.fromisoformat(last_known), ends, date.fromisoformat(today)) == followed
