"""The memory of forecasts: how they erred, and how this year's moved."""

import math

import pandas as pd
import pytest
from drawn import table
from hypothesis import given
from hypothesis import strategies as st

from metrics.money.record import STATISTICAL, latest_closed, memory_sentence, moved, record
from metrics.money.scale import MNKR, TKR

NBSP = "\u00a0"
CLOSINGS = {2022: -100.0, 2023: -110.0, 2024: -120.0}
MADE = """
    year | month | amount
    2022 | 3     | -96
    2023 | 3     | -104
    2024 | 3     | -117
    2022 | 10    | -101
    2024 | 10    | -120
    2023 | 6     | -111
    2025 | 3     | -90
    2025 | 10    | -90
"""


def row_of(found: pd.DataFrame, month: int) -> dict[str, float]:
    return found[found["month"] == month].iloc[0].to_dict()


def test_the_record_is_closing_less_forecast_by_month_made():
    row = row_of(record(table(MADE), CLOSINGS), 3)
    # -100 + 96 = -4, -110 + 104 = -6, -120 + 117 = -3: all closed worse than forecast.
    assert row["years"] == 3
    assert row["bias"] == pytest.approx((-4 - 6 - 3) / 3)
    assert row["bias_share"] == pytest.approx((-4 / 100 - 6 / 110 - 3 / 120) / 3)
    mean = -13 / 3
    assert row["spread"] == pytest.approx(
        math.sqrt(((-4 - mean) ** 2 + (-6 - mean) ** 2 + (-3 - mean) ** 2) / 2)
    )
    assert (row["low"], row["high"]) == (-6, -3)
    assert (row["low_share"], row["high_share"]) == pytest.approx((-6 / 110, -3 / 120))
    assert (row["low_year"], row["high_year"]) == (2023, 2024)


def test_a_year_that_is_not_closed_does_not_count():
    assert row_of(record(table(MADE), CLOSINGS), 10)["years"] == 2
    assert row_of(record(table(MADE), {**CLOSINGS, 2025: math.nan}), 10)["years"] == 2
    assert row_of(record(table(MADE), {**CLOSINGS, 2025: -90.0}), 10)["years"] == 3


def test_every_month_has_its_row_and_one_without_forecasts_is_missing_not_zero():
    found = record(table(MADE), CLOSINGS)
    assert found["month"].tolist() == list(range(1, 13))
    january = row_of(found, 1)
    assert january["years"] == 0 and math.isnan(january["bias"]) and math.isnan(january["spread"])


def test_one_year_has_no_spread():
    june = row_of(record(table(MADE), CLOSINGS), 6)
    assert (june["years"], june["bias"], june["low"], june["high"]) == (1, 1, 1, 1)
    assert math.isnan(june["spread"])


def test_a_missing_forecast_is_not_a_forecast_of_zero():
    made = table("year | month | amount\n2022 | 3 |\n2023 | 3 | -110")
    assert row_of(record(made, CLOSINGS), 3)["years"] == 1


def test_a_closing_of_zero_has_no_share():
    made = table("year | month | amount\n2022 | 3 | -4\n2023 | 3 | -110")
    row = row_of(record(made, {2022: 0.0, 2023: -110.0}), 3)
    assert (row["bias"], row["years"]) == (2, 2)
    assert math.isnan(row["bias_share"]) and math.isnan(row["low_share"])
    assert math.isnan(row["low_year"]) and math.isnan(row["high_year"])


def test_nothing_made_is_a_record_of_nothing():
    found = record(pd.DataFrame({"year": [], "month": [], "amount": []}), CLOSINGS)
    assert found["years"].tolist() == [0] * 12 and found["bias"].isna().all()


@pytest.mark.parametrize("line", ["2022 | 13 | -1", "2022 | 0 | -1"])
def test_there_is_no_thirteenth_month(line):
    with pytest.raises(ValueError, match="months are 1-12"):
        record(table(f"year | month | amount\n{line}"), CLOSINGS)


def test_two_forecasts_from_the_same_month_are_refused():
    with pytest.raises(ValueError, match="one forecast per year and month"):
        record(table("year | month | amount\n2022 | 3 | -1\n2022 | 3 | -2"), CLOSINGS)


@given(st.lists(st.integers(-(10**8), 10**8), min_size=2, max_size=6), st.integers(-(10**7), 10**7))
def test_brighter_forecasts_lower_the_bias_by_as_much_and_leave_the_spread(errors, brighter):
    years = range(2000, 2000 + len(errors))
    closings = dict.fromkeys(years, -1_000_000.0)
    made = pd.DataFrame({"year": years, "month": 3, "amount": [-1_000_000 - error for error in errors]})
    before = row_of(record(made, closings), 3)
    after = row_of(record(made.assign(amount=made["amount"] + brighter), closings), 3)
    assert after["bias"] == pytest.approx(before["bias"] - brighter, abs=1e-3)
    assert after["spread"] == pytest.approx(before["spread"], abs=1e-3)


def test_only_the_latest_closed_years_are_looked_back_on():
    closings = {2020: -1.0, **CLOSINGS, 2025: math.nan}
    assert latest_closed(closings, 2) == {2023: -110.0, 2024: -120.0}
    assert latest_closed(closings, 9) == {2020: -1.0, **CLOSINGS}


def with_errors(*percent: float) -> pd.DataFrame:
    """Return a record of March in which each year closed so many per cent from its forecast."""
    years = range(2020, 2020 + len(percent))
    made = pd.DataFrame({"year": years, "month": 3, "amount": [-100.0 - each for each in percent]})
    return record(made, dict.fromkeys(years, -100.0))


@pytest.mark.parametrize(
    ("percent", "years", "found"),
    [
        ((-4, -6, -3), 3, "de tre senaste åren legat i snitt 4 % för ljust, som mest 6 % för ljust (2021)"),
        ((-4, -4.4, -4), 3, "de tre senaste åren legat i snitt 4 % för ljust"),
        ((1, 9), 2, "de två senaste åren legat i snitt 5 % för mörkt, som mest 9 % för mörkt (2021)"),
        ((2, 3), 2, "de två senaste åren legat i snitt 3 % för mörkt"),
        # Below two per cent there is a decimal.
        ((-0.4, -0.4), 2, "de två senaste åren legat i snitt 0,4 % för ljust"),
        ((0.4, 0.6), 2, "de två senaste åren legat i snitt 0,5 % för mörkt, som mest 0,6 % för mörkt (2021)"),
        ((-1.94, -2.06), 2, "de två senaste åren legat i snitt 2 % för ljust"),
        (
            (-2, 0, 0, 0, 0),
            5,
            "de fem senaste åren legat i snitt 0,4 % för ljust, som mest 2 % för ljust (2020)",
        ),
        ((0, 0), 2, "de två senaste åren i snitt träffat rätt"),
        ((-0.04, 0.04), 2, "de två senaste åren i snitt träffat rätt"),
        (
            (-10, 10),
            2,
            "de två senaste åren i snitt träffat rätt; "
            "enskilda år från 10 % för ljust (2020) till 10 % för mörkt (2021)",
        ),
        (
            (4, -12, -4),
            3,
            "de tre senaste åren legat i snitt 4 % för ljust; "
            "enskilda år från 12 % för ljust (2021) till 4 % för mörkt (2020)",
        ),
        ((-4, -4), 3, "två av de tre senaste åren legat i snitt 4 % för ljust"),
        ((-4,) * 14, 14, "de 14 senaste åren legat i snitt 4 % för ljust"),
    ],
)
def test_the_memory_in_a_sentence(percent, years, found):
    said = memory_sentence(with_errors(*percent), 3, years).replace(NBSP, " ")
    assert said == f"Prognosen i mars har {found}."


def test_one_year_is_too_few_for_a_sentence():
    assert memory_sentence(with_errors(-4), 3, 3) == (
        "Färre än två avslutade år har en prognos från mars, så dess träffsäkerhet går inte att säga."
    )


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        ((1, 1), "Den statistiska prognosen i mars hade de två senaste åren legat i snitt 1 % för mörkt."),
        (
            (1,),
            "Färre än två avslutade år har en statistisk prognos från mars, "
            "så dess träffsäkerhet går inte att säga.",
        ),
    ],
)
def test_the_statistical_forecast_was_not_made_then(percent, expected):
    assert memory_sentence(with_errors(*percent), 3, 2, STATISTICAL).replace(NBSP, " ") == expected


def test_a_closing_of_zero_is_told_instead_of_a_percentage():
    made = table("year | month | amount\n2022 | 3 | -4\n2023 | 3 | -110")
    said = memory_sentence(record(made, {2022: 0.0, 2023: -110.0}), 3, 2)
    assert said == "Prognosen i mars kan inte bedömas i procent: ett av årens bokslut är 0."


@pytest.mark.parametrize(
    ("made", "scale", "expected"),
    [
        (
            "3 | -100e6\n6 | -101e6\n7 | -101.1e6\n8 | -104.6e6\n9 | -104.1e6",
            MNKR,
            "Prognosen har försämrats med 4,1 mnkr sedan mars, mest mellan juli och augusti.",
        ),
        (
            "9 | -98e6\n3 | -100e6\n6 | -100.5e6",
            MNKR,
            "Prognosen har förbättrats med 2,0 mnkr sedan mars, mest mellan juni och september.",
        ),
        ("3 | -5e3\n4 | -7e3", TKR, "Prognosen har försämrats med 2 tkr sedan mars."),
        ("3 | -5000\n4 | -5400", TKR, "Prognosen är densamma i april som i mars."),
        (
            "3 | -5e3\n4 | -9e3\n5 | -5e3",
            TKR,
            "Prognosen är densamma i maj som i mars, men har rört sig däremellan.",
        ),
        ("3 | -5e3\n4 | ", TKR, "Prognosen är gjord en gång, i mars, och har inte kunnat röra sig."),
        ("3 | ", TKR, "Prognosen är inte gjord än."),
    ],
)
def test_how_this_years_forecast_has_moved(made, scale, expected):
    drawn = table(f"month | amount\n{made}").astype(float)
    assert moved(drawn, scale.told).replace(NBSP, " ") == expected
