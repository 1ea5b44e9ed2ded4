"""A month's outcome: a new one is recorded whole, one that stands is corrected account by account."""

from typing import Any

import pytest
from sqlalchemy import insert, select
from store_office import RIGHT, Office, count_of

from data import queries, queries_money
from data.models import Account, Amount, Import
from data.models.base import table_of
from data.recording import Recorded, RecordingError
from data.recording_money import record_outcome

MONTH = "2019-03"


def outcome(office: Office, booked: dict[str, float], **changes: Any) -> Recorded:
    """Record March of unit `norr`: account -> kronor."""
    known = {office.ids[account]: amount for account, amount in booked.items()}
    usual = {"unit_id": office.ids["norr"], "month": MONTH, "amounts": known, "role": "Controller"}
    return record_outcome(office.engine, organisation_id=office.organisation, **{**usual, **changes})


def told(office: Office, booked: dict[str, float], **changes: Any) -> list[str]:
    before = count_of(office.engine, Amount), count_of(office.engine, Import)
    with pytest.raises(RecordingError) as caught:
        outcome(office, booked, **changes)
    assert (count_of(office.engine, Amount), count_of(office.engine, Import)) == before
    return caught.value.problems


def book(office: Office, *rows: dict[str, Any]) -> None:
    """Put amounts in the store; what a row leaves out is an outcome of −10 on `personal` at `norr`."""
    said = []
    for row in rows:
        given = {"kind": "outcome", "amount": -10.0, "preliminary": False, "comment": "", **row}
        unit, account = given.pop("unit", "norr"), given.pop("account", "personal")
        place = {"unit_id": office.ids[unit], "account_id": office.ids[account]}
        said.append({**given, **place, "year": int(given["period"][:4])})
    if said:
        office.record(office.amounts(*said))


def march(office: Office) -> dict[str, tuple[float, bool, str]]:
    """Return what stands as booked in March at `norr`: amount, preliminary and comment by account."""
    names = {office.ids[name]: name for name in ("personal", "lokaler")}
    rows = queries_money.amounts(office.engine, [office.ids["norr"]])
    mine = rows[(rows["kind"] == "outcome") & (rows["period"] == MONTH)]
    return {
        names[row["account_id"]]: (row["amount"], row["preliminary"], row["comment"])
        for row in mine.to_dict("records")
    }


# What stands before, and whether March with `personal` alone then lacks `lokaler`.
STANDING: dict[str, tuple[list[dict[str, Any]], bool]] = {
    "nothing": ([], False),
    "both in the month before": ([{"period": "2019-02"}, {"period": "2019-02", "account": "lokaler"}], True),
    "twelve months before": ([{"period": "2018-03", "account": "lokaler"}], True),
    "over the turn of the year": ([{"period": "2018-12", "account": "lokaler"}], True),
    "thirteen months before": ([{"period": "2018-02", "account": "lokaler"}], False),
    "the month after": ([{"period": "2019-04", "account": "lokaler"}], False),
    "nothing booked on it": ([{"period": "2019-02", "account": "lokaler", "amount": 0.0}], False),
    "another unit": ([{"period": "2019-02", "account": "lokaler", "unit": "soder"}], False),
    "preliminary": ([{"period": "2019-02", "account": "lokaler", "preliminary": True}], True),
    "a budget of its months": ([{"period": "2019-05", "account": "lokaler", "kind": "budget"}], True),
    "a budget of the year": ([{"period": "2019", "account": "lokaler", "kind": "budget"}], True),
    "a budget of the year before": ([{"period": "2018", "account": "lokaler", "kind": "budget"}], False),
    "a budget, while only the other is booked": (
        [{"period": "2019-02"}, {"period": "2019", "account": "lokaler", "kind": "budget"}],
        False,
    ),
    "March itself": ([{"period": "2019-02", "account": "lokaler"}, {"period": MONTH}], False),
}


@pytest.mark.parametrize(("rows", "lacking"), STANDING.values(), ids=list(STANDING))
def test_a_new_month_has_every_account_that_the_unit_uses(
    office: Office, rows: list[dict[str, Any]], lacking: bool
) -> None:
    book(office, *rows)
    if lacking:
        assert told(office, {"personal": -11.0}) == ["amounts: Lokaler saknas; skriv 0 om inget är bokfört"]
        assert outcome(office, {"personal": -11.0, "lokaler": 0.0}) == Recorded(2, 0, 0)
        assert march(office)["lokaler"] == (0.0, False, "")
    else:
        outcome(office, {"personal": -11.0})
    assert march(office)["personal"][0] == -11.0


def test_every_account_that_is_lacking_is_told_of_in_the_plans_order(office: Office) -> None:
    book(office, {"period": "2019-02", "account": "lokaler"}, {"period": "2019-02"})
    extra = {"account_id": _account(office, "cost"), "kind": "outcome", "amount": 0.0}
    office.record(office.amounts({**extra, "period": "2018-01", "year": 2018}))
    lacking = told(office, {}, amounts={extra["account_id"]: -1.0})
    assert [problem.partition(" saknas")[0] for problem in lacking] == [
        "amounts: Personal",
        "amounts: Lokaler",
    ]


def test_a_month_that_stands_is_corrected_account_by_account_and_keeps_its_comment(office: Office) -> None:
    book(
        office,
        {"period": MONTH, "comment": "Lönerevision", "preliminary": True},
        {"period": MONTH, "account": "lokaler"},
    )
    assert outcome(office, {"personal": -12.0}) == Recorded(0, 1, 0)
    assert march(office) == {"personal": (-12.0, False, "Lönerevision"), "lokaler": (-10.0, False, "")}
    assert outcome(office, {"personal": -12.0, "lokaler": -10.0}) == Recorded(0, 0, 2)
    assert outcome(office, {"personal": -12.0}, preliminary=True) == Recorded(0, 1, 0)
    assert count_of(office.engine, Amount) == 2 + 2  # what was said first is kept


def test_a_month_raises_the_version_by_one_and_tells_who_entered_what(office: Office) -> None:
    before = queries.data_version(office.engine)
    outcome(office, {"personal": -11.0})
    assert queries.data_version(office.engine) == before + 1
    imports = table_of(Import)
    columns = select(imports.c.kind, imports.c.recorded_by, imports.c.note)
    with office.engine.connect() as connection:
        latest = connection.execute(columns.order_by(imports.c.id.desc())).first()
    assert tuple(latest or ()) == ("entry", "Controller", "Utfall 2019-03")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"month": "2019"}, "month: ska vara en månad som 2019-03, inte «2019»"),
    ({"month": "2019-Q1"}, "month: ska vara en månad som 2019-03, inte «2019-Q1»"),
    ({"month": "2019-13"}, "month: ska vara en månad som 2019-03, inte «2019-13»"),
    ({"amounts": {}}, "amounts: får inte vara tom"),
    ({"amounts": {999: -1.0}}, "account_id: «999» finns inte i organisationen"),
    ({"unit_id": 999}, "unit_id: «999» finns inte i organisationen"),
    ({"role": " "}, "role: får inte vara tom"),
]


@pytest.mark.parametrize(("changes", "problem"), WRONG, ids=str)
def test_a_wrong_month_is_refused_in_swedish_and_nothing_is_half_written(
    office: Office, changes: dict[str, Any], problem: str
) -> None:
    (found,) = told(office, {"personal": -11.0}, **changes)
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("amount", "problem"),
    [
        (float("nan"), "ska vara ett ändligt tal"),
        (float("inf"), "ska vara ett ändligt tal"),
        (-1.1e12, "är mer än 1 000 miljarder kronor"),
    ],
)
def test_an_amount_that_is_none_or_can_not_be_true_is_refused(
    office: Office, amount: float, problem: str
) -> None:
    (found,) = told(office, {"personal": -11.0, "lokaler": amount})
    assert problem in found


def test_another_organisations_unit_or_account_takes_no_outcome(office: Office, neighbour: Office) -> None:
    theirs = neighbour.ids["norr"], neighbour.ids["personal"]
    (unit,) = told(office, {"personal": -11.0}, unit_id=theirs[0])
    (account,) = told(office, {}, amounts={theirs[1]: -11.0})
    assert (unit, account) == (
        f"unit_id: «{theirs[0]}» finns inte i organisationen",
        f"account_id: «{theirs[1]}» finns inte i organisationen",
    )


@pytest.mark.parametrize("role", ["income_sum", "cost_sum", "net"])
def test_a_printed_sum_has_no_outcome_of_its_own(office: Office, role: str) -> None:
    (problem,) = told(office, {}, amounts={_account(office, role): -11.0})
    assert problem.startswith("account_id: «Summa» är en tryckt summa")


def _account(office: Office, role: str) -> int:
    row = {**RIGHT[Account], "code": role.replace("_", "-"), "name": "Summa", "role": role}
    with office.engine.begin() as connection:
        adding = insert(table_of(Account)).values(**row, organisation_id=office.organisation)
        key = connection.execute(adding).inserted_primary_key
    assert key is not None
    return int(key[0])
