"""What a day costs: outcome through days, of the same units and months, and never where a side lacks."""

from datetime import date

import pytest
from care_office import ADULTS_ID, CHILDREN_ID, HVB_PAID, SIS_PAID, care_books, care_office, seen
from drawn import table
from ledgers import booked

from metrics.periods import Period
from metrics.placements.costs import Cost, Ledger, costs_of, price_of
from metrics.placements.scope import whole_of
from metrics.subjects import Figure
from metrics.vocabulary import Periodicity, ValueState

FINAL = ValueState.FINAL
SPAN = (2025, date(2026, 12, 31))


def kept(drawn):
    """A form's days and costs, drawn as `period | days | cost`; an empty cell is not known."""
    rows = table(drawn).to_dict("records")
    days = {row["period"]: Figure(row["days"], FINAL) for row in rows if row["days"] == row["days"]}
    costs = {
        row["period"]: Cost(row["cost"], preliminary=False) for row in rows if row["cost"] == row["cost"]
    }
    return Ledger(days, Periodicity.MONTH, costs)


HVB = """
period  | days | cost
2026-01 | 100  | 500000
2026-02 | 50   | 300000
2026-03 |      | 400000
2026-04 | 60   |
2026-05 | 0    | 20000
2026-06 | 40   | 0
2026-07 | 0    | 0
"""


@pytest.mark.parametrize(
    ("period", "kronor", "note"),
    [
        ("2026-01", 5_000, ""),
        ("2026-02", 6_000, ""),
        ("2026-03", None, "dygn eller utfall saknas"),
        ("2026-04", None, "dygn eller utfall saknas"),
        ("2026-05", None, "inga dygn"),
        ("2026-06", None, "dygn eller utfall saknas"),  # nothing is booked for days that were: not free
        ("2026-07", None, "inga dygn"),
        ("2026-T1", 800_000 / 150, "2 av 4 perioder"),  # January and February alone
        ("2026-Q1", 800_000 / 150, "2 av 3 perioder"),
        ("2025-12", None, "dygn eller utfall saknas"),
    ],
)
def test_a_price_is_made_of_the_months_that_have_both_sides(period, kronor, note):
    price = price_of([kept(HVB)], Period.parse(period))
    assert (price.kronor, price.note) == (kronor, note)
    assert price.is_whole == (kronor is not None and note == "")


def test_several_forms_have_one_price_of_the_months_that_all_know():
    sis = kept("period | days | cost\n2026-01 | 10 | 100000\n2026-02 | 10 |")
    both = price_of([kept(HVB), sis], Period.parse("2026-01"))
    assert both.kronor == 600_000 / 110
    assert price_of([kept(HVB), sis], Period.parse("2026-02")).kronor is None


def test_a_form_without_days_and_without_any_account_is_in_no_ones_way():
    unpaid = Ledger({"2026-01": Figure(0.0, FINAL)}, Periodicity.MONTH, {})
    assert price_of([kept(HVB), unpaid], Period.parse("2026-01")).kronor == 5_000
    owing = Ledger({"2026-01": Figure(5.0, FINAL)}, Periodicity.MONTH, {})
    assert price_of([kept(HVB), owing], Period.parse("2026-01")).kronor is None


def test_a_price_may_change_while_either_side_is_preliminary():
    open_days = Ledger(
        {"2026-01": Figure(10.0, ValueState.PRELIMINARY)}, Periodicity.MONTH, {"2026-01": Cost(50.0, False)}
    )
    open_cost = Ledger({"2026-01": Figure(10.0, FINAL)}, Periodicity.MONTH, {"2026-01": Cost(50.0, True)})
    for ledger in (open_days, open_cost):
        assert price_of([ledger], Period.parse("2026-01")).note == "prel."
    assert price_of([kept(HVB)], Period.parse("2026-01")).note == ""


def test_days_counted_by_the_tertial_are_paid_by_its_four_months():
    costs = {f"2026-0{month}": Cost(1_000.0, preliminary=False) for month in range(1, 5)}
    ledger = Ledger({"2026-T1": Figure(8.0, FINAL)}, Periodicity.TERTIAL, costs)
    assert price_of([ledger], Period.parse("2026-T1")).kronor == 4_000 / 8


PAID = [
    *booked(CHILDREN_ID, HVB_PAID, 2026, -500, -600, -700),
    *booked(ADULTS_ID, HVB_PAID, 2026, -100, -200),
    *booked(ADULTS_ID, SIS_PAID, 2026, -40, -40),
]


def costs(units, accounts=(HVB_PAID,), office=None, unit=1, paid=PAID):
    whole = office or care_office()
    place = next(place for place in whole.places if place.id == unit)
    return costs_of(care_books(paid), list(accounts), whole_of(whole, place), units, SPAN)


def test_a_cost_is_positive_and_known_once_every_unit_has_booked_the_month():
    assert {code: cost.kronor for code, cost in costs([2, 3]).items()} == {"2026-01": 600, "2026-02": 800}
    assert costs([2], unit=CHILDREN_ID)["2026-03"] == Cost(700, preliminary=False)


def test_a_cost_that_may_change_says_so():
    paid = [*booked(2, HVB_PAID, 2026, -500), *booked(2, HVB_PAID, 2026, -600, first=2, preliminary=True)]
    assert [cost.preliminary for cost in costs([2], unit=2, paid=paid).values()] == [False, True]


@pytest.mark.parametrize(
    ("days_in", "why"),
    [
        ([2], "the adults' cost has no days"),
        ([2, 3, 4], "unit 4 has days that no one has paid"),
        ([], "no days"),
    ],
)
def test_days_and_costs_of_different_units_give_no_price(days_in, why):
    units = "id | name | parent_id | clients\n1 | K | |\n2 | B | 1 |\n3 | V | 1 |\n4 | Ö | 1 |"
    assert costs(days_in, office=care_office(units)) == {}, why


def test_what_is_booked_on_the_unit_above_pays_for_those_below():
    paid = booked(1, HVB_PAID, 2026, -900)
    assert costs([2, 3], paid=paid)["2026-01"].kronor == 900
    assert costs([2], unit=CHILDREN_ID, paid=paid) == {}  # seen from below, nothing is booked


def test_without_accounts_or_books_there_is_no_cost():
    assert costs([2, 3], accounts=()) == {}
    assert costs([2], paid=[]) == {}


def test_each_group_has_the_price_of_its_own_units():
    drawn = "unit_id | period | hvb\n2 | 2026-01 | 5\n3 | 2026-01 | 2\n2 | 2026-02 | 6\n3 | 2026-02 | 2"
    view = seen(drawn, "2026-01", paid=PAID)
    assert [group.price.kronor for group in view.groups] == [500 / 5, 100 / 2]
    assert view.whole.price.kronor == 600 / 7
    assert [place.name for place, _ in view.units] == ["Barn", "Vuxna"]
    assert [volumes.price.kronor for _, volumes in view.units] == [100, 50]
