"""The memory has no hindsight: what stood after a month, what was said in it, and what only came later."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import (
    CHILD_ID,
    PAY,
    RENT,
    LedgerRow,
    booked,
    closed,
    forecast,
    judged,
    ledgers,
    remembered,
    whole_of,
)

from metrics.forecast import year_end
from metrics.money.memory import CONTROLLER, STATISTICAL, held_words


def test_the_statistical_forecast_of_an_earlier_month_knows_only_what_was_booked_then():
    steady = [*closed(CHILD_ID, PAY, 2024, -100), *closed(CHILD_ID, PAY, 2025, -100)]
    calm = [*steady, *booked(CHILD_ID, PAY, 2026, *[-100] * 8)]
    shaken = [*steady, *booked(CHILD_ID, PAY, 2026, *[-100] * 4, *[-900] * 4)]
    one, other = (remembered(rows, until=8).course.set_index("month") for rows in (calm, shaken))
    columns = ["statistical", "lower", "upper"]
    assert one.loc[:4, columns].to_numpy() == pytest.approx(other.loc[:4, columns].to_numpy(), nan_ok=True)
    assert other["statistical"][8] < one["statistical"][8] - 1_000


SAID_IN = {3: -1_100, 6: -1_250}
"""The month made -> the forecast of 2025."""


def test_a_forecast_stands_until_the_next_is_made():
    rows = [*closed(CHILD_ID, PAY, 2025, -100), *booked(CHILD_ID, PAY, 2026, -100)]
    rows += [forecast(CHILD_ID, PAY, 2025, f"2025-{month:02d}", said) for month, said in SAID_IN.items()]
    found = remembered(rows, until=1)
    made = found.controller.set_index("month")
    assert made["amount"].to_dict() == {
        **dict.fromkeys((3, 4, 5), -1_100),
        **dict.fromkeys((6, 7, 8, 9, 10, 11), -1_250),
    }
    assert made.index[made["spoken"]].tolist() == [3, 6]
    assert [judged(found, CONTROLLER, month)["bias"] for month in (3, 4, 6)] == [-100, -100, +50]
    assert judged(found, CONTROLLER, 2)["years"] == 0


def test_a_forecast_of_the_autumn_before_stands_from_january_and_was_spoken_in_no_month():
    rows = [*closed(CHILD_ID, PAY, 2025, -100), *booked(CHILD_ID, PAY, 2026, *[-100] * 3)]
    found = remembered([*rows, forecast(CHILD_ID, PAY, 2026, "2025-11", -1_300)], until=3)
    assert found.controller["month"].tolist() == [1, 2, 3]
    assert not found.controller["spoken"].any()
    assert found.course["controller"].isna().all()


def unsaid_rent(rest: float) -> list[LedgerRow]:
    """Pay was spoken of in March 2025 and rent never was; rent went on by `rest` a month from April."""
    rows = [*closed(CHILD_ID, PAY, 2025, -100), *closed(CHILD_ID, RENT, 2024, -50)]
    rows += [*closed(CHILD_ID, PAY, 2024, -100), *booked(CHILD_ID, RENT, 2025, *[-60] * 3, *[rest] * 9)]
    return [*rows, *booked(CHILD_ID, PAY, 2026, -100), forecast(CHILD_ID, PAY, 2025, "2025-03", -1_150)]


@pytest.mark.parametrize("rest", [-60, -600, 0])
def test_a_line_never_spoken_of_is_remembered_at_the_statistical_forecast_of_that_month(rest):
    """Whatever came after, which nobody knew."""
    found = remembered(unsaid_rent(rest), until=1)
    made = found.controller[found.controller["year"] == 2025].set_index("month")["amount"]
    march = year_end([-50] * 12 + [-60] * 3, months_known=3, kind="money").total
    assert made[3] == pytest.approx(-1_150 + march)
    assert found.closings[2025] == -1_200 - 3 * 60 + 9 * rest
    assert judged(found, CONTROLLER, 3)["bias"] == pytest.approx(found.closings[2025] - made[3])


def test_the_memory_of_a_month_is_what_the_page_of_that_month_showed():
    """In the controller's words and the statistical forecast, line by line as they stood then."""
    rows = unsaid_rent(-75)
    then, now = whole_of(rows, 2025, 3), remembered(rows, until=1)
    for source, told in ((CONTROLLER, then.forecast), (STATISTICAL, then.statistical)):
        made = getattr(now, source)
        (stood,) = made.loc[(made["year"] == 2025) & (made["month"] == 3), "amount"]
        assert stood == pytest.approx(told)


@settings(max_examples=10)
@given(ledgers(), st.integers(1, 12))
def test_what_is_remembered_of_a_month_is_what_was_shown_then(case, month):
    rows, until = case
    found = remembered(rows, until=until)
    if month > min(until, 11):
        return
    then = whole_of(rows, 2026, month)
    for source, told in ((CONTROLLER, then.forecast), (STATISTICAL, then.statistical)):
        made = getattr(found, source)
        stood = made.loc[(made["year"] == 2026) & (made["month"] == month), "amount"].tolist()
        assert len(stood) == (told is not None)
        assert told is None or stood[0] == pytest.approx(told, rel=1e-6, abs=1e-6 * abs(told) + 1e-6)


SWINGS = [
    *booked(CHILD_ID, PAY, 2026, *[-100] * 6),
    *booked(CHILD_ID, PAY, 2023, *[-90, -110] * 6),
    *booked(CHILD_ID, PAY, 2024, *[-90, -110] * 6),
]


@pytest.mark.parametrize(
    ("months", "held"),
    [
        ([-90, -110] * 6, (3, 3)),
        # A year that left its course in July: nobody could see it coming in June.
        ([*[-90, -110] * 3, *[-900] * 6], (2, 3)),
    ],
)
def test_the_interval_of_a_month_held_the_closed_years_that_ended_within_it(months, held):
    found = remembered([*SWINGS, *booked(CHILD_ID, PAY, 2025, *months)])
    assert found.held[6] == held
    assert held_words(found) == (
        f"Intervallet i juni har hållit bokslutet {held[0]} av {held[1]} avslutade år; "
        "det ska hålla ungefär åtta av tio."
    )


def test_without_closed_years_no_interval_has_held():
    found = remembered(booked(CHILD_ID, PAY, 2026, *[-100] * 6))
    assert set(found.held.values()) <= {(0, 0)}
    assert held_words(found) == ""
