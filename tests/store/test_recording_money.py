"""Forecasts, months, notes and scenarios: recorded with a role, refused in Swedish, never half written."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert, select
from store_office import RIGHT, Office, count_of

from data import queries, queries_money
from data.models import Account, Amount, AmountNote, Base, Import, Scenario, ScenarioChange
from data.models.base import table_of
from data.recording import Recorded, RecordingError
from data.recording_money import (
    record_forecast,
    record_months,
    record_note,
    record_scenario,
    withdraw_note,
    withdraw_scenario,
)
from metrics.money.scenarios import Change

EVERY: tuple[type[Base], ...] = (Amount, AmountNote, Scenario, ScenarioChange, Import)
YEAR = [f"2019-{month:02d}" for month in range(1, 13)]
NAN = float("nan")


def forecast(office: Office, **changes: Any) -> Recorded:
    usual = {
        "unit_id": office.ids["norr"],
        "account_id": office.ids["personal"],
        "year": 2019,
        "made_in": "2019-03",
        "amount": -1000.0,
        "role": "Controller",
    }
    return record_forecast(office.engine, organisation_id=office.organisation, **{**usual, **changes})


def months(office: Office, **changes: Any) -> Recorded:
    usual = {
        "unit_id": office.ids["norr"],
        "account_id": office.ids["personal"],
        "kind": "outcome",
        "year": 2019,
        "months": {"2019-01": -10.0, "2019-02": -20.0},
        "role": "Controller",
    }
    return record_months(office.engine, organisation_id=office.organisation, **{**usual, **changes})


def note(office: Office, **changes: Any) -> int:
    usual = {
        "unit_id": office.ids["norr"],
        "account_id": office.ids["personal"],
        "period": "2019-03",
        "text": "Vikarier i mars",
        "role": "Enhetschef",
    }
    return record_note(office.engine, organisation_id=office.organisation, **{**usual, **changes})


def change(office: Office, **changes: Any) -> Change:
    usual = {
        "account_id": office.ids["personal"],
        "starts_on": date(2019, 10, 1),
        "places": -3,
        "price": 5400,
    }
    return Change(**{**usual, **changes})


def scenario(office: Office, **changes: Any) -> int:
    usual = {
        "unit_id": office.ids["norr"],
        "year": 2019,
        "name": "Tre HVB avslutas",
        "changes": [change(office)],
        "role": "Controller",
    }
    return record_scenario(office.engine, organisation_id=office.organisation, **{**usual, **changes})


ACTS = {"forecast": forecast, "months": months, "note": note, "scenario": scenario}


def amounts_of(office: Office) -> list[dict[str, Any]]:
    return queries_money.amounts(office.engine, [office.ids["norr"], office.ids["soder"]]).to_dict("records")


def notes_of(office: Office) -> list[dict[str, Any]]:
    return queries_money.notes(office.engine, [office.ids["norr"]]).to_dict("records")


def scenarios_of(office: Office) -> list[dict[str, Any]]:
    """The scenarios of 2019 but the one that the office begins with, which has no change."""
    return queries_money.scenarios(office.engine, office.ids["norr"], 2019).to_dict("records")


def counts(office: Office) -> dict[str, int]:
    return {model.__name__: count_of(office.engine, model) for model in EVERY}


def told(act: Callable[..., object], *arguments: Any, **changes: Any) -> list[str]:
    with pytest.raises(RecordingError) as caught:
        act(*arguments, **changes)
    return caught.value.problems


def printed_sum(office: Office, role: str) -> int:
    table = table_of(Account)
    row = {**RIGHT[Account], "code": role.replace("_", "-"), "name": "Summa", "role": role}
    with office.engine.begin() as connection:
        key = connection.execute(
            insert(table).values(**row, organisation_id=office.organisation)
        ).inserted_primary_key
    assert key is not None
    return int(key[0])


# What all acts share


@pytest.mark.parametrize(
    ("act", "what"),
    [("forecast", "Prognos"), ("months", "Utfall 2019"), ("note", "Kommentar"), ("scenario", "Scenario")],
)
def test_an_act_raises_the_version_by_one_and_tells_who_entered_what(
    office: Office, act: str, what: str
) -> None:
    before = queries.data_version(office.engine)
    ACTS[act](office, role="Controller")
    assert queries.data_version(office.engine) == before + 1
    imports = table_of(Import)
    columns = select(imports.c.kind, imports.c.recorded_by, imports.c.note)
    with office.engine.connect() as connection:
        latest = connection.execute(columns.order_by(imports.c.id.desc())).first()
    assert tuple(latest or ()) == ("entry", "Controller", what)


@pytest.mark.parametrize("act", ACTS)
def test_another_organisations_unit_and_a_missing_role_are_refused(
    office: Office, neighbour: Office, act: str
) -> None:
    before = counts(office)
    theirs = neighbour.ids["norr"]
    assert told(ACTS[act], office, unit_id=theirs) == [f"unit_id: «{theirs}» finns inte i organisationen"]
    (problem,) = told(ACTS[act], office, role=" ")
    assert problem.startswith("role: får inte vara tom")
    assert counts(office) == before


@pytest.mark.parametrize("act", ["forecast", "months", "note"])
def test_an_unknown_account_is_refused(office: Office, act: str) -> None:
    before = counts(office)
    assert told(ACTS[act], office, account_id=999) == ["account_id: «999» finns inte i organisationen"]
    assert counts(office) == before


@pytest.mark.parametrize("role", ["income_sum", "cost_sum", "net"])
def test_a_printed_sum_takes_no_amount_of_its_own(office: Office, role: str) -> None:
    number = printed_sum(office, role)
    before = counts(office)
    for act in (forecast, months):
        (problem,) = told(act, office, account_id=number)
        assert problem.startswith("account_id: «Summa» är en tryckt summa")
    (problem,) = told(scenario, office, changes=[change(office, account_id=number)])
    assert problem.startswith("account_id: «Summa» är en tryckt summa")
    assert counts(office) == before


def test_a_balance_line_and_an_income_take_amounts(office: Office) -> None:
    for role in ("balance", "income"):
        assert forecast(office, account_id=printed_sum(office, role), amount=5.0).new == 1


PERSONAL = "Dom för 850112-1234 i maj"


def test_what_looks_like_a_personal_identity_number_is_refused(office: Office) -> None:
    before = counts(office)
    attempts: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
        (forecast, {"comment": PERSONAL}, "comment: "),
        (note, {"text": PERSONAL}, "text: "),
        (scenario, {"name": PERSONAL}, "name: "),
        (scenario, {"changes": [change(office, text=PERSONAL)]}, "ändring 1, text: "),
    ]
    for act, changes, place in attempts:
        (problem,) = told(act, office, **changes)
        assert problem.startswith(f"{place}ser ut att hålla ett personnummer")
    assert counts(office) == before


# Forecasts


def test_a_forecast_is_read_back_as_it_was_made(office: Office) -> None:
    assert forecast(office, comment="Två tjänster \n vakanta") == Recorded(1, 0, 0)
    (row,) = amounts_of(office)
    assert row.pop("recorded_at") is not None
    assert row == {
        "unit_id": office.ids["norr"],
        "account_id": office.ids["personal"],
        "kind": "forecast",
        "year": 2019,
        "period": "2019",
        "made_in": "2019-03",
        "amount": -1000.0,
        "preliminary": False,
        "comment": "Två tjänster vakanta",
        "role": "Controller",
        "profile": "",
        "source": "",
    }


def test_a_forecast_said_again_for_its_month_is_a_new_revision_and_the_first_is_kept(office: Office) -> None:
    forecast(office)
    assert forecast(office, amount=-1100.0, role="Enhetschef") == Recorded(0, 1, 0)
    assert forecast(office, made_in="2019-04", amount=-1200.0) == Recorded(1, 0, 0)
    assert forecast(office, made_in="2019-04", amount=-1200.0) == Recorded(0, 0, 1)
    assert [(row["made_in"], row["amount"]) for row in amounts_of(office)] == [
        ("2019-03", -1100.0),
        ("2019-04", -1200.0),
    ]
    history = queries_money.forecast_history(office.engine, [office.ids["norr"]], 2019)
    assert history[["made_in", "revision", "amount", "role"]].to_numpy().tolist() == [
        ["2019-03", 1, -1000.0, "Controller"],
        ["2019-03", 2, -1100.0, "Enhetschef"],
        ["2019-04", 1, -1200.0, "Controller"],
    ]


@pytest.mark.parametrize(
    ("made_in", "taken"),
    [
        ("2018-08", False),  # before the autumn in which the year is planned
        ("2018-09", True),
        ("2018-12", True),  # the turn of the year
        ("2019-01", True),
        ("2019-12", True),
        ("2020-01", False),
    ],
)
def test_a_forecast_is_made_from_the_autumn_before_to_december(
    office: Office, made_in: str, taken: bool
) -> None:
    if taken:
        assert forecast(office, made_in=made_in).new == 1
    else:
        assert told(forecast, office, made_in=made_in) == [
            f"made_in: en prognos för 2019 görs från 2018-09 till 2019-12, inte {made_in}"
        ]
        assert counts(office)["Amount"] == 0


WRONG_FORECASTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"made_in": ""}, ["made_in: ska vara en månad som 2019-03"]),
    ({"made_in": "2019"}, ["made_in: ska vara en månad som 2019-03, inte «2019»"]),
    ({"made_in": "2019-13"}, ["made_in: ska vara en månad som 2019-03, inte «2019-13»"]),
    ({"amount": NAN}, ["amount: ska vara ett ändligt tal, inte nan"]),
    ({"amount": None}, ["amount: ska vara ett tal"]),
    ({"year": 1989}, ["year: ska vara minst 1990"]),
    ({"comment": "x" * 301}, ["comment: får ha högst 300 tecken, men har 301"]),
    ({"amount": NAN, "role": ""}, ["amount: ska vara ett ändligt tal", "role: får inte vara tom"]),
    ({"account_id": 999, "made_in": "2020-01"}, ["account_id: «999» finns inte", "made_in: en prognos"]),
]


@pytest.mark.parametrize(("changes", "expected"), WRONG_FORECASTS, ids=str)
def test_a_wrong_forecast_is_refused_in_swedish_and_nothing_is_half_written(
    office: Office, changes: dict[str, Any], expected: list[str]
) -> None:
    before = counts(office)
    problems = told(forecast, office, **changes)
    assert len(problems) == len(expected)
    for problem, start in zip(problems, expected, strict=True):
        assert problem.startswith(start)
    assert counts(office) == before


CLOSED = ["year: 2019 är avslutat, utfallet är klart och prognosen kan inte ändras"]
# What is booked at the unit (account -> rows), and whether the year of `personal` is then closed.
BOOKS: dict[str, tuple[list[dict[str, Any]], bool]] = {
    "nothing": ([], False),
    "the year's outcome": ([{"period": "2019"}], True),
    "a preliminary outcome of the year": ([{"period": "2019", "preliminary": True}], False),
    "another account's outcome of the year": ([{"period": "2019", "account": "lokaler"}], False),
    "another unit's outcome of the year": ([{"period": "2019", "unit": "soder"}], False),
    "the outcome of another year": ([{"period": "2018", "year": 2018}], False),
    "the year's budget": ([{"period": "2019", "kind": "budget"}], False),
    "eleven months": ([{"period": month} for month in YEAR[:11]], False),
    "twelve months": ([{"period": month} for month in YEAR], True),
    "twelve months of the unit's accounts together": (
        [{"period": month} for month in YEAR[:11]] + [{"period": YEAR[11], "account": "lokaler"}],
        True,
    ),
    "twelve months, the last preliminary": (
        [{"period": month, "preliminary": month == YEAR[11]} for month in YEAR],
        False,
    ),
    "twelve months, one account's last preliminary": (
        [{"period": month} for month in YEAR]
        + [{"period": YEAR[11], "account": "lokaler", "preliminary": True}],
        False,
    ),
}


def book(office: Office, rows: list[dict[str, Any]]) -> None:
    said = []
    for row in rows:
        given = {"kind": "outcome", "amount": -1.0, **row}
        unit, account = given.pop("unit", "norr"), given.pop("account", "personal")
        said.append({**given, "unit_id": office.ids[unit], "account_id": office.ids[account]})
    if said:
        office.record(office.amounts(*said).fillna({"preliminary": False, "year": 2019}))


@pytest.mark.parametrize(("rows", "closed"), BOOKS.values(), ids=list(BOOKS))
def test_a_closed_year_takes_neither_forecast_nor_budget(
    office: Office, rows: list[dict[str, Any]], closed: bool
) -> None:
    book(office, rows)
    before, budget = counts(office), {"kind": "budget", "months": dict.fromkeys(YEAR, -100.0)}
    if closed:
        assert told(forecast, office, made_in="2019-11") == CLOSED
        assert told(months, office, **budget) == [CLOSED[0].replace("prognosen", "budgeten")]
        assert counts(office) == before
    else:
        assert forecast(office, made_in="2019-11").new == 1
        assert months(office, **budget).new == 12


def test_a_closed_years_outcome_may_still_be_corrected(office: Office) -> None:
    book(office, [{"period": month} for month in YEAR])
    assert months(office, months={YEAR[0]: -2.0}) == Recorded(0, 1, 0)


def test_a_year_is_closed_when_its_preliminary_month_has_become_final(office: Office) -> None:
    book(office, [{"period": month, "preliminary": month == YEAR[11]} for month in YEAR])
    assert forecast(office).new == 1
    months(office, months={YEAR[11]: -1.0})
    assert told(forecast, office) == CLOSED


# Months


def test_months_are_recorded_and_only_what_is_new_is_written_again(office: Office) -> None:
    assert months(office) == Recorded(2, 0, 0)
    again = {"2019-01": -10.0, "2019-02": -25.0, "2019-03": -30.0}
    assert months(office, months=again) == Recorded(1, 1, 1)
    assert [(row["period"], row["amount"]) for row in amounts_of(office)] == list(again.items())
    assert counts(office)["Amount"] == 2 + 2


def test_a_preliminary_month_becomes_final_and_keeps_its_comment(office: Office) -> None:
    book(office, [{"period": "2019-01", "preliminary": True, "comment": "Lönerevision", "amount": -10.0}])
    assert months(office, months={"2019-01": -11.0}) == Recorded(0, 1, 0)
    (row,) = amounts_of(office)
    assert (row["amount"], row["preliminary"], row["comment"]) == (-11.0, False, "Lönerevision")


def test_a_budget_has_its_twelve_months_and_how_they_were_spread(office: Office) -> None:
    budget = dict.fromkeys(YEAR, -100.0)
    assert months(office, kind="budget", months=budget, profile="straight") == Recorded(12, 0, 0)
    assert {row["profile"] for row in amounts_of(office)} == {"straight"}
    assert months(office, kind="budget", months=budget, profile="typed") == Recorded(0, 12, 0)
    assert months(office, kind="budget", months={**budget, YEAR[0]: -90.0}, profile="typed") == Recorded(
        0, 1, 11
    )


def test_an_unknown_other_word_stands_beside_the_same_months(office: Office) -> None:
    months(office)
    months(office, kind="budget", months=dict.fromkeys(YEAR, -5.0))
    months(office, account_id=office.ids["lokaler"])
    months(office, unit_id=office.ids["soder"])
    assert counts(office)["Amount"] == 2 + 12 + 2 + 2


WRONG_MONTHS: list[tuple[dict[str, Any], list[str]]] = [
    ({"kind": "forecast"}, ["kind är forecast, men månader har bara budget, outcome"]),
    ({"kind": "utfall"}, ["kind: «utfall» finns inte bland"]),
    ({"months": {}}, ["months: får inte vara tom"]),
    ({"months": {"2019-13": 1.0}}, ["months: «2019-13» är ingen period"]),
    ({"months": {"2020-01": 1.0}}, ["months: «2020-01» är ingen månad i 2019"]),
    ({"months": {"2018-12": 1.0}}, ["months: «2018-12» är ingen månad i 2019"]),
    ({"months": {"2019": 1.0}}, ["months: «2019» är ingen månad i 2019"]),
    ({"months": {"2019-Q1": 1.0}}, ["months: «2019-Q1» är ingen månad i 2019"]),
    ({"months": {"2019-01": 1.0, " 2019-01": 2.0}}, ["months: 2019-01 står två gånger"]),
    ({"months": {" 2019-01": 2.0}}, ["months: « 2019-01» ska skrivas 2019-01"]),
    ({"months": {"2019-01": NAN}}, ["months, 2019-01: ska vara ett ändligt tal, inte nan"]),
    ({"months": {"2019-01": None}}, ["months, 2019-01: ska vara ett tal"]),
    ({"kind": "budget"}, ["months: en budget har 12 månader, här står 2"]),
    ({"profile": "straight"}, ["profile: bara en budget fördelas över året"]),
    ({"profile": "rak"}, ["profile: «rak» finns inte bland straight, last_year, typed"]),
    ({"year": 2101}, ["year: ska vara högst 2100"]),
]


@pytest.mark.parametrize(("changes", "expected"), WRONG_MONTHS, ids=str)
def test_wrong_months_are_refused_in_swedish_and_nothing_is_half_written(
    office: Office, changes: dict[str, Any], expected: list[str]
) -> None:
    before = counts(office)
    problems = told(months, office, **changes)
    assert len(problems) == len(expected)
    for problem, start in zip(problems, expected, strict=True):
        assert start in problem
    assert counts(office) == before


# Notes


def test_a_note_is_read_back_with_its_account_or_for_the_whole_result(office: Office) -> None:
    first = note(office, text=" Vikarier\n i mars ")
    whole = note(office, account_id=None, period="2019-02")
    rows = queries_money.notes(office.engine, [office.ids["norr"]])
    assert rows["id"].tolist() == [whole, first]  # by month
    assert rows["account_id"].isna().tolist() == [True, False]
    last = rows.iloc[1]
    assert (last["account_id"], last["period"], last["text"], last["role"]) == (
        office.ids["personal"],
        "2019-03",
        "Vikarier i mars",
        "Enhetschef",
    )


@pytest.mark.parametrize("account", ["personal", None])
def test_the_same_note_is_written_once_until_it_is_taken_back(office: Office, account: str | None) -> None:
    about = {"account_id": office.ids[account] if account else None}
    first = note(office, **about)
    assert told(note, office, **about) == ["text: «Vikarier i mars» för 2019-03 finns redan"]
    note(office, **about, period="2019-04")
    note(office, account_id=office.ids["lokaler"])
    withdraw_note(office.engine, note_id=first, role="Controller")
    note(office, **about)
    assert counts(office)["AmountNote"] == 4


@pytest.mark.parametrize("period", ["2019", "2019-Q1", "", "mars"])
def test_a_note_is_about_a_month(office: Office, period: str) -> None:
    (problem,) = told(note, office, period=period)
    assert problem.startswith("period: ska vara en månad som 2019-03")


def test_a_note_that_is_taken_back_is_gone_but_stays_with_who_and_when(office: Office) -> None:
    number = note(office)
    before = queries.data_version(office.engine)
    withdraw_note(office.engine, note_id=number, role="Controller")
    assert notes_of(office) == []
    assert queries.data_version(office.engine) == before + 1
    with office.engine.connect() as connection:
        (row,) = connection.execute(select(table_of(AmountNote))).all()
    assert (row.text, row.withdrawn_by, row.withdrawn_at is None) == ("Vikarier i mars", "Controller", False)


# Scenarios


def test_a_scenario_is_read_back_with_its_changes_in_order(office: Office) -> None:
    lump = change(
        office,
        account_id=office.ids["lokaler"],
        places=0,
        price=0,
        amount=250_000,
        starts_on=date(2019, 12, 31),
        text="Lokalen lämnas",
    )
    number = scenario(office, changes=[lump, change(office)])
    first, second = scenarios_of(office)
    for row in (first, second):
        assert (row["scenario_id"], row["name"], row["role"]) == (number, "Tre HVB avslutas", "Controller")
    assert (first["account_id"], first["amount"], first["places"], first["price"], first["text"]) == (
        office.ids["lokaler"],
        250_000.0,
        0.0,
        0.0,
        "Lokalen lämnas",
    )
    assert (second["places"], second["price"], second["starts_on"].date()) == (-3, 5400, date(2019, 10, 1))
    assert (first["position"], second["position"]) == (1, 2)


def test_a_name_is_its_own_within_unit_and_year_while_the_scenario_is_in_force(office: Office) -> None:
    first = scenario(office)
    before = counts(office)
    assert told(scenario, office) == ["name: «Tre HVB avslutas» finns redan för 2019"]
    assert told(scenario, office, name=" Tre HVB  avslutas") == [
        "name: «Tre HVB avslutas» finns redan för 2019"
    ]
    assert counts(office) == before
    scenario(office, unit_id=office.ids["soder"])
    scenario(office, year=2020, changes=[change(office, starts_on=date(2020, 1, 1))])
    withdraw_scenario(office.engine, scenario_id=first, role="Controller")
    second = scenario(office)
    assert [row["scenario_id"] for row in scenarios_of(office)] == [second]
    assert counts(office)["Scenario"] == 1 + 4  # the office begins with one


WRONG_CHANGES: list[tuple[Mapping[str, Any], str]] = [
    ({"starts_on": date(2018, 12, 31)}, "ändring 2, starts_on: 2018-12-31 ligger inte i 2019"),
    ({"starts_on": date(2020, 1, 1)}, "ändring 2, starts_on: 2020-01-01 ligger inte i 2019"),
    ({"price": 0.0}, "price ska vara större än 0 när platser öppnas eller avslutas"),
    ({"price": -1.0}, "price ska vara minst 0"),
    ({"amount": 5.0}, "ange antingen platser med pris eller ett belopp"),
    ({"places": 0.0}, "ange antingen platser med pris eller ett belopp"),
    ({"places": NAN}, "ändring 2, places: ska vara ett ändligt tal"),
    ({"account_id": 999}, "account_id: «999» finns inte i organisationen"),
]


@pytest.mark.parametrize(("wrong", "expected"), WRONG_CHANGES, ids=str)
def test_a_wrong_change_is_refused_with_its_number_and_nothing_is_saved(
    office: Office, wrong: Mapping[str, Any], expected: str
) -> None:
    before = counts(office)
    (problem,) = told(scenario, office, changes=[change(office), change(office, **wrong)])
    assert expected in problem
    assert counts(office) == before


def test_a_scenario_without_changes_is_not_saved(office: Office) -> None:
    assert told(scenario, office, changes=[]) == [
        "changes: scenariot ändrar ingenting; lägg till minst en ändring"
    ]


@pytest.mark.parametrize(
    ("which", "role", "expected"),
    [
        ("taken back", "Controller", "redan tage"),
        ("not there", "Controller", "999 finns inte"),
        ("in force", " ", "role: får inte vara tom"),
    ],
)
def test_only_what_is_in_force_is_taken_back_and_only_by_someone(
    office: Office, which: str, role: str, expected: str
) -> None:
    acts: list[tuple[Callable[..., Any], str, int]] = [
        (withdraw_note, "note_id", note(office)),
        (withdraw_scenario, "scenario_id", scenario(office)),
    ]
    for act, field, number in acts:
        if which == "taken back":
            act(office.engine, **{field: number}, role="Enhetschef")
        before = counts(office)
        (problem,) = told(act, office.engine, **{field: 999 if which == "not there" else number}, role=role)
        assert expected in problem
        assert counts(office) == before
