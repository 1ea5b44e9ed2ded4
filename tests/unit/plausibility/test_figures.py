"""A whole file: what is doubted is true of the figures, whatever order, scale and number they come in."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plausible import (
    ALONE,
    CALM,
    COUNTS,
    FLOW,
    LAST_DAY,
    NOTHING,
    SHARE,
    STORED,
    file_of,
    found,
    indicator,
    indicators,
    months,
    rules,
    series,
)

from data.demo.measurements import deliveries
from metrics.periods import Period
from metrics.plausibility import doubts
from metrics.vocabulary import FindingLevel

TIMRA = """
Antal brukare individstöd|57 48|49 44 45 47 47 47 47 47 48 48 45 45
Antal brukare Daglig sysselsättning SoL||24 23 23 22 22 21 21 22 24 25 24 25
Antal brukare kontaktpersoner psykiatri SoL||9 9 9 9 9 9 9 9 9 9 9 9
Antal familjehemsplacerade barn och unga|20 25|26 25 26 29 35 35 30 26 23 24 25 27
- varav uppväxtplacering|18 18|18 18 18 18 18 18 18 18 18 18 18 18
Antal vårdnadsöverflyttade med fortsatt||6 6 6 6 7 6 6 6 6 6 6 6
Antal HVB-placeringar barn och unga|5 5|7 7 7 8 10 9 7 5 8 6 9 8
Antal ensamkommande barn i egen regi|11 28|23 21 12 10 5 5 5 5 6 5 9 9
Antal ensamkommande barn i extern regi|107 63|74 74 82 80 84 83 78 79 71 66 54 51
Antal Klienter HVB missbruksvård (årsplaceringar)|5,3 8|6 9 3 4 3 2 2 3 5 8 9 6
Antal Klienter Skyddat boende Vård i nära relationer||1 1 1 1 0 0,5 0,5 1 1 6 6 6
Antal hushåll med försörjningsstöd||190 186 181 192 196 189 186 189 189 195 210 232
"""
"""The table MÅTT of Timrå's plan 2018-2020: 2015 and 2016, then the months of 2017."""
TIMRA_DAY = date(2018, 1, 15)
HELD = (FindingLevel.WARNING, FindingLevel.ERROR)
MOST_FALSE = 0.005


def timra():
    """Return the table's figures, with its varav row told as a part of the row above, and its indicators."""
    rows, named = [], []
    for number, line in enumerate(TIMRA.strip().splitlines(), start=1):
        name, years, values = line.split("|")
        kind = "year_places" if "årsplaceringar" in name else "stock"
        named.append(indicator(kind, name, decimals=1))
        for first, texts in (("2015", years.split()), ("2017-01", values.split())):
            rows.append(series(first, [float(text.replace(",", ".")) for text in texts], indicator_id=number))
    figures = file_of(*(row for row in rows if len(row)))
    parts, wholes = figures.index[figures["indicator_id"] == 5], figures.index[figures["indicator_id"] == 4]
    figures["parent_id"] = pd.array([pd.NA] * len(figures), dtype="Int64")
    figures.loc[parts, "parent_id"] = wholes.tolist()
    return figures, indicators(*named)


def held(told):
    return {row for doubt in told if doubt.level in HELD for row in doubt.rows}


@pytest.mark.parametrize("stored", [False, True], ids=["without a history", "with itself as history"])
def test_timras_table_is_not_doubted(stored):
    figures, named = timra()
    assert len(figures) == 158
    history = figures[STORED] if stored else NOTHING
    told = doubts(figures, history, named, ALONE, TIMRA_DAY)
    assert not held(told)
    assert not stored or told == []


def test_timras_table_delivered_month_by_month_is_not_doubted():
    figures, named = timra()
    for month in months("2017-01", 12):
        delivered, before = figures[figures["period"] == month], figures[figures["period"] < month]
        assert not held(doubts(delivered, before[STORED], named, ALONE, Period.parse(month).last))


@pytest.fixture(scope="module")
def simulated():
    """Exempelstad's figures as first delivered, with the day each period ends, and what they are about."""
    import tomllib
    from pathlib import Path

    plan = tomllib.loads((Path(__file__).parents[3] / "data/demo/exempelstad.toml").read_text("utf-8"))
    units = {unit["code"]: place for place, unit in enumerate(plan["units"], start=1)}
    subjects = {each["code"]: place for place, each in enumerate(plan["indicators"], start=1)}
    above = [units.get(unit.get("parent")) for unit in plan["units"]]
    frame = deliveries()[0].frame
    figures = frame.assign(
        unit_id=frame["unit"].map(units),
        indicator_id=frame["indicator"].map(subjects),
        ends=frame["period"].map({code: Period.parse(code).last for code in frame["period"].unique()}),
    )
    return (
        figures,
        pd.DataFrame(plan["indicators"], index=list(subjects.values())),
        pd.DataFrame({"id": list(units.values()), "parent_id": pd.array(above, dtype="Int64")}),
    )


def test_exempelstad_delivered_month_by_month_is_seldom_doubted(simulated):
    figures, named, units = simulated
    days = sorted(figures["ends"].unique())[-36:]
    count = doubted = 0
    for day in days:
        delivered, before = figures[figures["ends"] == day], figures[figures["ends"] < day]
        told = doubts(delivered, before[STORED], named, units, day)
        assert not [doubt for doubt in told if doubt.level == FindingLevel.ERROR]
        count, doubted = count + len(delivered), doubted + len(held(told))
    assert count > 7_000
    assert doubted / count < MOST_FALSE


def test_the_order_of_the_rows_changes_nothing(simulated):
    figures, named, units = simulated
    some = figures[figures["period"] >= "2025"].copy()
    some.iloc[::7, some.columns.get_loc("value")] *= 10
    before = figures[figures["period"] < "2025"][STORED]
    told = doubts(some, before, named, units, LAST_DAY)
    order = np.random.default_rng(1).permutation(len(some))
    assert told and doubts(some.iloc[order], before.iloc[::-1], named, units, LAST_DAY) == told


amounts = st.lists(st.integers(1_000, 9_999), min_size=14, max_size=30)


@settings(max_examples=60)
@given(amounts, st.sampled_from([0.001, 0.1, 10, 100, 1000, 1_000_000]))
def test_a_file_of_another_scale_alone_is_doubted_as_before(values, times):
    of = indicators(indicator("mean", "Kostnad", unit="kronor"))
    first = found(series("2024-01", values), indicators=of)
    scaled = [value * times for value in values]
    assert found(series("2024-01", scaled), indicators=of) == first


@settings(max_examples=60)
@given(amounts, st.sampled_from([0.001, 0.1, 10, 100, 1000, 1_000_000]))
def test_a_file_of_another_scale_than_its_history_is_doubted_for_its_size_only(values, times):
    of = indicators(indicator("mean", "Kostnad", unit="kronor"))
    before, after = values[:-4], [value * times for value in values[-4:]]
    first = Period.parse("2024-01").shifted(len(before)).code
    told = set(
        rules(series(first, after), series("2024-01", before), indicators=of, last_day=date(2030, 1, 1))
    )
    assert told <= {"times-thousand", "decimal-slip", "repeated"}
    if times in (1000, 1_000_000, 0.001):
        assert "times-thousand" in told


any_number = st.floats(allow_nan=False, allow_infinity=False)


@settings(max_examples=60)
@given(
    st.lists(st.one_of(st.none(), any_number), max_size=40),
    st.lists(st.one_of(st.none(), any_number), max_size=40),
    st.sampled_from(["flow", "stock", "year_places", "ratio", "mean", "index", "money"]),
)
def test_any_figures_can_be_judged(values, before, kind):
    of = indicators(indicator(kind, "Andel", unit="%"))
    for first in ("2023-01", "2021"):
        for doubt in doubts(series(first, values), series("2022-06", before), of, ALONE, LAST_DAY):
            assert doubt.rows and set(doubt.rows) <= set(range(len(values)))
            assert "nan" not in doubt.message and doubt.message.endswith(".")


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_with_no_history_and_few_values_everything_is_silent(count):
    wild = [1, 1_000, 57, 10_000_000][:count]
    assert found(series("2026-01", wild)) == []


def test_many_doubts_of_a_rule_are_told_of_together_after_the_first_two_hundred():
    of = indicators(*(indicator("stock", f"Mått {number}") for number in range(1, 251)))
    figures = file_of(*(series("2026-01", [-1 - number], indicator_id=number) for number in range(1, 251)))
    told = doubts(figures, NOTHING, of, ALONE, LAST_DAY)
    assert len(told) == 201
    assert told[200].rows == tuple(range(200, 250))
    assert told[200].message.replace("\u00a0", " ") == "Detsamma gäller 50 värden till, i 50 serier."
    assert {row for doubt in told for row in doubt.rows} == set(range(250))


def test_what_is_in_force_already_is_not_doubted_whatever_it_is():
    odd = series("2025-01", [*CALM, 57])
    assert held(doubts(odd, NOTHING, SHARE, ALONE, LAST_DAY)) == {14}
    assert not held(doubts(odd, odd[STORED], SHARE, ALONE, LAST_DAY))


def test_rows_without_a_known_unit_or_indicator_are_passed_by():
    figures = series("2026-03", [-5, -6])
    figures["unit_id"] = pd.array([1, pd.NA], dtype="Int64")
    assert found(figures) == [("error", "outside-possible", (0,))]
    assert found(figures.assign(indicator_id=9)) == []
    assert found(figures.iloc[:0]) == []


def test_rows_are_named_by_their_index_labels():
    figures = series("2026-03", [2_150]).set_index(pd.Index([812]))
    assert found(figures, series("2025-01", COUNTS), indicators=FLOW) == [("warning", "decimal-slip", (812,))]


def test_a_value_with_more_digits_than_can_be_reckoned_with_is_stopped():
    figures = series("2026-03", [1e300, 5e15, 999])
    assert found(figures, indicators=indicators(indicator("mean"))) == [("error", "outside-possible", (0, 1))]


def test_the_first_row_of_a_doubt_is_the_one_it_gives_as_an_example():
    history = series("2026-01", [100, 110, 105])
    told = doubts(series("2026-01", [101, 140, 104]), history, FLOW, ALONE, LAST_DAY)
    assert told[0].rows == (1, 0, 2)
    assert "110\u00a0dygn blir 140\u00a0dygn i februari 2026" in told[0].message


def test_a_state_without_value_hides_the_value_that_stands_there():
    figures = series("2026-03", [2_150]).assign(state="confidential")
    assert rules(figures, series("2025-01", COUNTS)) == []
