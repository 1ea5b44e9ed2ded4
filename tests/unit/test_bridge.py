"""Placeringsbryggan: a cost deviation as volume, mix and price, to the krona."""

import math

import numpy as np
import pandas as pd
import pytest
from drawn import table
from hypothesis import given
from hypothesis import strategies as st

from metrics.bridge import MEASURED, PARTS, bridge, bridge_sentence, bridge_totals
from metrics.money.scale import MNKR, TKR

NBSP = "\u00a0"
AMOUNTS = st.integers(-30_000_000, 5_000_000)
VOLUMES = st.one_of(st.integers(0, 4_000).map(float), st.just(math.nan))
ITEMS = st.lists(st.tuples(VOLUMES, AMOUNTS, VOLUMES, AMOUNTS), min_size=1, max_size=12)


def parts_of(text: str) -> list[list[float]]:
    """Return volume, mix, price and unsplit of each drawn item."""
    return bridge(table(text))[PARTS].to_numpy().tolist()


def test_more_days_cost_what_a_day_costs_on_average_and_mix_what_the_form_costs_beyond():
    # A day costs 800 000 / 400 = 2 000 on average.
    found = parts_of("""
        base_volume | base_amount | volume | amount
        100         | -500000     | 110    | -550000
        300         | -300000     | 330    | -330000
    """)
    assert found == [[-10 * 2_000, -10 * 3_000, 0, 0], [-30 * 2_000, 30 * 1_000, 0, 0]]


def test_more_days_in_the_budgeted_mix_are_volume_alone_in_the_whole():
    bridged = bridge(
        table("""
        base_volume | base_amount | volume | amount
        100         | -500000     | 110    | -550000
        300         | -300000     | 330    | -330000
    """)
    )
    assert bridge_totals(bridged)[PARTS].iloc[0].tolist() == [-80_000, 0, 0, 0]


def test_the_same_number_of_days_in_dearer_forms_is_mix_in_the_whole():
    found = parts_of("""
        base_volume | base_amount | volume | amount
        100         | -500000     | 150    | -750000
        300         | -300000     | 250    | -250000
    """)
    # A day costs 2 000 on average.
    assert found == [[-50 * 2_000, -50 * 3_000, 0, 0], [50 * 2_000, -50 * 1_000, 0, 0]]


def test_dearer_days_are_price_for_the_days_there_are():
    assert parts_of("""
        base_volume | base_amount | volume | amount
        100         | -500000     | 120    | -660000
    """) == [[-20 * 5_000, 0, -120 * 500, 0]]


def test_all_three_at_once():
    # A day costs 2 000 on average; the first item has a hundred days more, of 5 000.
    assert parts_of("""
        base_volume | base_amount | volume | amount
        100         | -500000     | 200    | -1100000
        300         | -300000     | 300    | -270000
    """) == [
        [-100 * 2_000, -100 * 3_000, -1_100_000 + 200 * 5_000, 0],
        [0, 0, -270_000 + 300 * 1_000, 0],
    ]


@pytest.mark.parametrize(
    ("case", "item", "expected"),
    [
        ("a new form has no budgeted price", "0 | 0 | 50 | -200000", [-150_000, -50_000, 0, 0]),
        ("nothing was and nothing is", "0 | 0 | 0 | 0", [0, 0, 0, 0]),
        # A day costs (80 000 + 300 000) / 200 = 1 900 on average, and 800 in the form.
        ("an ended form gives all its budget back", "100 | -80000 | 0 | 0", [190_000, -110_000, 0, 0]),
        ("a late bill has no days", "100 | -80000 | 0 | -5000", [190_000, -110_000, 0, -5_000]),
        ("a bill with days neither then nor now", "0 | 0 | 0 | -5000", [0, 0, 0, -5_000]),
        ("a budget without days", "0 | -80000 | 90 | -95000", [0, 0, 0, -15_000]),
        ("budgeted days that aren't known", " | -80000 | 90 | -95000", [0, 0, 0, -15_000]),
        ("days that aren't known", "100 | -80000 |  | -95000", [0, 0, 0, -15_000]),
        # As many days as budgeted.
        ("days budgeted at no cost are all price", "100 | 0 | 100 | -7000", [0, 0, -7_000, 0]),
        ("income per day: lower is worse", "100 | 50000 | 100 | 45000", [0, 0, -5_000, 0]),
        ("a cost that became a credit", "100 | -50000 | 100 | 2000", [0, 0, 52_000, 0]),
    ],
)
def test_an_item_beside_one_that_holds_its_budget(case, item, expected):
    found = parts_of(f"base_volume | base_amount | volume | amount\n{item}\n100 | -300000 | 100 | -300000")
    assert found[0] == expected, case


@pytest.mark.parametrize("item", ["0 | -80000 | 90 | -95000", " | -80000 | 90 | -95000", "9 | -8 | | -9"])
def test_days_of_what_cannot_be_split_do_not_move_the_others(item):
    others = "100 | -500000 | 110 | -550000"
    head = "base_volume | base_amount | volume | amount\n"
    assert parts_of(f"{head}{others}\n{item}")[0] == parts_of(f"{head}{others}")[0]


def test_a_new_form_moves_nothing_of_the_others():
    # 50 days more, at 5 000 on average and 2 000 in the new form.
    assert parts_of("""
        base_volume | base_amount | volume | amount
        100         | -500000     | 100    | -500000
        0           | 0           | 50     | -100000
    """) == [[0, 0, 0, 0], [-250_000, 150_000, 0, 0]]


def test_a_form_with_fewer_days_has_a_surplus_of_volume_though_the_whole_has_more():
    found = parts_of("""
        base_volume | base_amount | volume | amount
        100         | -500000     | 300    | -1500000
        300         | -300000     | 290    | -290000
    """)
    assert found[1] == [10 * 2_000, -10 * 1_000, 0, 0]


def test_without_any_budgeted_days_nothing_is_split():
    assert parts_of("""
        base_volume | base_amount | volume | amount
        0           | 0           | 50     | -100000
        0           | -200000     | 50     | -150000
    """) == [[0, 0, 0, -100_000], [0, 0, 0, 50_000]]


def test_when_all_has_ended_the_volume_gives_the_budget_back():
    assert parts_of("base_volume | base_amount | volume | amount\n100 | -500000 | 0 | 0") == [
        [500_000, 0, 0, 0]
    ]


def test_a_missing_amount_is_missing_in_the_item_and_in_the_whole_and_moves_no_one_else():
    bridged = bridge(
        table("""
        unit_id | base_volume | base_amount | volume | amount
        1       | 100         | -500000     | 110    | -550000
        2       | 100         | -500000     | 300    |
        """)
    )
    assert bridged[PARTS].iloc[0].tolist() == [-50_000, 0, 0, 0]
    assert bridged[[*PARTS, "deviation"]].iloc[1].isna().all()
    assert math.isnan(bridge_totals(bridged)["deviation"].item())
    by_unit = bridge_totals(bridged, ["unit_id"])["deviation"].tolist()
    assert by_unit[0] == -50_000 and math.isnan(by_unit[1])


@pytest.mark.parametrize("item", ["-1 | -80 | 90 | -95", "1 | -80 | -1 | -95"])
def test_fewer_than_no_days_are_refused(item):
    with pytest.raises(ValueError, match="0 or more"):
        bridge(table(f"base_volume | base_amount | volume | amount\n{item}"))


def test_an_infinite_amount_is_refused():
    with pytest.raises(ValueError, match="infinite"):
        bridge(pd.DataFrame([[1.0, -math.inf, 1.0, -1.0]], columns=MEASURED))


def test_no_items_are_no_bridge():
    bridged = bridge(pd.DataFrame(columns=["unit_id", *MEASURED]))
    assert bridged.empty and {*PARTS, "deviation", "unit_id"} <= set(bridged)
    assert bridge_totals(bridged).iloc[0].isna().all()
    assert bridge_totals(bridged, ["unit_id"]).empty


@given(ITEMS)
def test_the_parts_sum_to_the_deviation_in_every_item_and_in_the_whole(items):
    frame = pd.DataFrame(items, columns=MEASURED)
    bridged = bridge(frame)
    assert (bridged["deviation"] == frame["amount"] - frame["base_amount"]).all()
    assert (bridged[PARTS].sum(axis=1) == bridged["deviation"]).all()
    assert bridged[PARTS].to_numpy().sum() == frame["amount"].sum() - frame["base_amount"].sum()
    assert (bridged[PARTS] % 1 == 0).all(axis=None)


@given(st.lists(st.tuples(*[st.integers(0, 900), st.integers(-(10**8), 10**7)] * 2), min_size=1, max_size=9))
def test_with_ore_the_whole_is_the_rounded_whole_and_no_item_is_a_krona_off(items):
    frame = pd.DataFrame(items, columns=MEASURED) / [1, 100, 1, 100]
    bridged = bridge(frame)
    gap = frame["amount"] - frame["base_amount"]
    assert (bridged[PARTS].sum(axis=1) == bridged["deviation"]).all()
    assert abs(bridged["deviation"].sum() - gap.sum()) <= 0.5 + 1e-5
    assert (abs(bridged["deviation"] - gap) < 1 + 1e-5).all()


@given(ITEMS, st.integers(0, 3))
def test_the_order_of_items_changes_no_part_by_more_than_its_rounding(items, seed):
    frame = pd.DataFrame(items, columns=MEASURED)
    turned = frame.iloc[np.roll(np.arange(len(frame)), seed)]
    pd.testing.assert_frame_equal(bridge(turned).sort_index(), bridge(frame), atol=1.01)


def test_sums_by_a_key_make_up_the_whole_and_keep_their_order():
    bridged = bridge(
        table("""
        unit_id | account_id | base_volume | base_amount | volume | amount
        2       | 10         | 100         | -500000     | 200    | -1100000
        1       | 10         | 50          | -250000     | 20     | -90000
        2       | 11         | 300         | -300000     | 300    | -270000
        """)
    )
    by_unit = bridge_totals(bridged, ["unit_id"])
    assert by_unit["unit_id"].tolist() == [2, 1]
    assert by_unit["deviation"].tolist() == [-600_000 + 30_000, 160_000]
    whole = bridge_totals(bridged)
    assert by_unit[PARTS].sum().tolist() == whole[PARTS].iloc[0].tolist()
    assert whole[["base_volume", "amount"]].iloc[0].tolist() == [450, -1_460_000]


def whole(volume: float, mix: float, price: float, unsplit: float = 0.0) -> pd.Series:
    parts = [volume, mix, price, unsplit]
    return pd.Series([*parts, sum(parts)], index=[*PARTS, "deviation"])


@pytest.mark.parametrize(
    ("row", "scale", "expected"),
    [
        (
            whole(-5_100_000, -400_000, 1_300_000),
            MNKR,
            "Placeringarna har kostat 4,2 mnkr mer än budget till och med oktober, mest på grund av volymen: "
            "volymen −5,1 mnkr, priset +1,3 mnkr, mixen −0,4 mnkr (+ = överskott).",
        ),
        (
            whole(-1_000, 20_000, -4_000, 3_000),
            TKR,
            "Placeringarna har kostat 18 tkr mindre än budget till och med oktober, mest på grund av "
            "mixen: mixen +20 tkr, priset −4 tkr, det som inte kan fördelas +3 tkr, "
            "volymen −1 tkr (+ = överskott).",
        ),
        (
            whole(5_000_000, -3_000_000, -4_000_000),
            MNKR,
            "Placeringarna har kostat 2,0 mnkr mer än budget till och med oktober, mest på grund av priset: "
            "volymen +5,0 mnkr, priset −4,0 mnkr, mixen −3,0 mnkr (+ = överskott).",
        ),
        (
            whole(-20_000, 0, -200_000),
            MNKR,
            "Placeringarna har kostat 0,2 mnkr mer än budget till och med oktober: priset −0,2 mnkr "
            "(+ = överskott).",
        ),
        (
            whole(-5_000_000, 0, 5_010_000),
            MNKR,
            "Placeringarna har kostat som budget till och med oktober: priset +5,0 mnkr, "
            "volymen −5,0 mnkr (+ = överskott).",
        ),
        (whole(400, 0, 0), TKR, "Placeringarna har kostat som budget till och med oktober."),
        (
            whole(0, 0, 0, -900_000),
            TKR,
            "Placeringarna har kostat 900 tkr mer än budget till och med oktober. Avvikelsen kan inte "
            "fördelas: dygn saknas i budget eller utfall.",
        ),
        (
            whole(math.nan, math.nan, math.nan),
            TKR,
            "Placeringarna kan inte jämföras med budget till och med oktober: belopp saknas.",
        ),
    ],
)
def test_the_bridge_in_a_sentence(row, scale, expected):
    said = bridge_sentence(row, scale.told, until="oktober")
    assert said.replace(NBSP, " ") == expected
