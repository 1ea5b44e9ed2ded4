"""Recording money: the same rules as for figures, and a forecast for each month it was made in."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Engine, text
from store_office import Office, count_of

from data.models import Amount
from data.recording import Recorded, RecordingError

INFINITY, NAN = float("inf"), float("nan")
BUDGET = {"amount": -365_000_000.0}


def current(engine: Engine) -> list[tuple[str, str, float, str | None]]:
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT kind, period, amount, made_in FROM v_amount ORDER BY kind, period, made_in")
        )
        return [(row.kind, row.period, row.amount, row.made_in) for row in rows]


def test_the_same_amounts_twice_change_nothing(office: Office) -> None:
    frame = office.amounts(
        BUDGET, {"amount": 0.0, "kind": "plan", "preliminary": True, "comment": "Platshållare."}
    )
    assert office.record(frame) == Recorded(new=2, corrected=0, unchanged=0)
    assert office.record(frame) == Recorded(new=0, corrected=0, unchanged=2)
    assert count_of(office.engine, Amount) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"amount": -1.0},
        {"preliminary": True},
        {"comment": "Omfördelat."},
        {"source": "Beslut 2019-02-13"},
        {"role": "Controller"},
        {"profile": "straight"},
    ],
    ids=str,
)
def test_a_different_word_on_an_amount_replaces_the_first_without_removing_it(
    office: Office, change: Mapping[str, Any]
) -> None:
    office.record(office.amounts(BUDGET))
    assert office.record(office.amounts({**BUDGET, **change})) == Recorded(new=0, corrected=1, unchanged=0)
    assert count_of(office.engine, Amount) == 2
    assert current(office.engine) == [("budget", "2019", {**BUDGET, **change}["amount"], None)]


def test_each_month_has_its_own_forecast(office: Office) -> None:
    forecast = {"kind": "forecast", "amount": -10.0}
    frame = office.amounts(
        {**forecast, "made_in": "2019-03"}, {**forecast, "made_in": "2019-04", "amount": -12.0}, forecast
    )
    assert office.record(frame) == Recorded(new=3, corrected=0, unchanged=0)
    assert {(amount, made_in) for _, _, amount, made_in in current(office.engine)} == {
        (-10.0, "2019-03"),
        (-12.0, "2019-04"),
        (-10.0, None),
    }


def test_a_corrected_forecast_leaves_those_of_other_months_alone(office: Office) -> None:
    forecast = {"kind": "forecast", "amount": -10.0, "made_in": "2019-03"}
    office.record(office.amounts(forecast, {**forecast, "made_in": "2019-04"}))
    office.record(office.amounts({**forecast, "amount": -11.0}))
    assert [(amount, made_in) for _, _, amount, made_in in current(office.engine)] == [
        (-11.0, "2019-03"),
        (-10.0, "2019-04"),
    ]


def test_months_and_the_year_stand_side_by_side(office: Office) -> None:
    frame = office.amounts(
        BUDGET, {"amount": -30.0, "period": "2019-01"}, {"amount": -31.0, "period": "2019-02"}
    )
    office.record(frame)
    assert [period for _, period, _, _ in current(office.engine)] == ["2019", "2019-01", "2019-02"]


WRONG_ROWS: list[tuple[dict[str, Any], str]] = [
    ({"amount": NAN}, "amount är «nan», ska vara ett tal"),
    ({"amount": INFINITY}, "amount är «inf», är inget ändligt tal"),
    ({"amount": "1 000"}, "amount är «1 000», är inget tal"),
    ({"amount": 1.0, "kind": "utfall"}, "kind är «utfall», är inget slag av belopp"),
    ({"amount": 1.0, "period": "2019-13"}, "period: «2019-13» är ingen period"),
    ({"amount": 1.0, "period": "2018-12"}, "rad 2, 2018-12: year är «2019», är inte periodens år"),
    ({"amount": 1.0, "made_in": "augusti"}, "made_in är «augusti», är ingen månad som 2019-03"),
    ({"amount": 1.0, "made_in": "2019-13"}, "made_in är «2019-13», är ingen månad som 2019-03"),
    ({"amount": 1.0, "profile": "rak"}, "profile är «rak», är ingen fördelning över året"),
    ({"amount": 1.0, "unit_id": 999}, "unit_id är «999», finns inte i organisationen"),
    ({"amount": 1.0, "account_id": 999}, "account_id är «999», finns inte i organisationen"),
    ({"amount": 1.0, "period": "2019-Q1"}, "period är «2019-Q1», ska vara en månad eller ett år"),
    ({"amount": 1.0, "period": "2019-T1"}, "period är «2019-T1», ska vara en månad eller ett år"),
    ({"amount": 1.0, "period": "2019-H1"}, "period är «2019-H1», ska vara en månad eller ett år"),
    (
        {"amount": 1.0, "kind": "forecast", "period": "2019-03", "made_in": "2019-03"},
        "period är «2019-03», ska vara en månad eller ett år, och för en prognos ett år",
    ),
    ({"amount": 1.01e12}, "är mer än 1 000 miljarder kronor"),
    ({"amount": -1.01e12}, "är mer än 1 000 miljarder kronor"),
    (
        {"amount": 1.0, "kind": "budget"},
        "rad 2, 2019: samma uppgift för samma enhet och period står redan ovanför",
    ),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG_ROWS, ids=lambda part: str(part)[:60])
def test_a_bad_amount_is_told_of_and_nothing_of_its_delivery_is_left(
    office: Office, wrong: dict[str, Any], told: str
) -> None:
    with pytest.raises(RecordingError) as caught:
        office.record(office.amounts(BUDGET, {"kind": "plan", **wrong}))
    assert told in str(caught.value)
    assert len(caught.value.problems) == 1
    assert count_of(office.engine, Amount) == 0


def test_the_largest_amount_that_is_taken_is_a_thousand_billions(office: Office) -> None:
    frame = office.amounts({"amount": 1e12}, {"amount": -1e12, "kind": "plan"})
    assert office.record(frame) == Recorded(new=2, corrected=0, unchanged=0)


def test_an_account_of_another_organisation_is_refused(office: Office, neighbour: Office) -> None:
    with pytest.raises(RecordingError, match="finns inte i organisationen"):
        office.record(office.amounts({**BUDGET, "account_id": neighbour.ids["personal"]}))
