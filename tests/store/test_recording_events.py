"""Events and decisions on new limits: recorded with a role, read back, refused in Swedish, taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from store_office import Office, count_of

from data import queries
from data.models import Base, Event, EventIndicator, EventUnit, Import, Rebase
from data.models.base import table_of
from data.recording import RecordingError
from data.recording_events import (
    RecordedEvent,
    RecordedRebase,
    record_event,
    record_rebase,
    withdraw_rebase,
)

MARCH = date(2019, 3, 1)
EVERY: tuple[type[Base], ...] = (Event, EventIndicator, EventUnit, Rebase, Import)


def event(office: Office, **changes: Any) -> RecordedEvent:
    usual = {"happened_on": date(2019, 3, 14), "text": "Nytt avtal om HVB", "role": "Enhetschef"}
    return record_event(office.engine, organisation_id=office.organisation, **{**usual, **changes})


def rebase(office: Office, **changes: Any) -> RecordedRebase:
    usual = {
        "indicator_id": office.ids["placerade"],
        "unit_id": office.ids["norr"],
        "starts_on": MARCH,
        "reason": "Ny arbetsmodell",
        "role": "Verksamhetschef",
    }
    return record_rebase(office.engine, organisation_id=office.organisation, **{**usual, **changes})


def counts(office: Office) -> dict[str, int]:
    return {model.__name__: count_of(office.engine, model) for model in EVERY}


def told(act: Callable[..., object], *arguments: Any, **changes: Any) -> list[str]:
    with pytest.raises(RecordingError) as caught:
        act(*arguments, **changes)
    return caught.value.problems


def events_of(office: Office) -> list[dict[str, Any]]:
    frame = queries.events(office.engine, office.organisation)
    return [row for row in frame.to_dict("records") if row["id"] != office.ids["handelse"]]


def test_an_event_is_read_back_as_it_was_told(office: Office) -> None:
    indicators, units = [office.ids["placerade"], office.ids["nki"]], [office.ids["soder"]]
    stored = event(office, indicator_ids=indicators, unit_ids=units)
    (row,) = events_of(office)
    assert (row["id"], row["happened_on"].date()) == (stored.id, date(2019, 3, 14))
    assert (row["text"], row["role"]) == ("Nytt avtal om HVB", "Enhetschef")
    assert (row["indicator_ids"], row["unit_ids"]) == (sorted(indicators), units)
    assert (stored.indicator_ids, stored.unit_ids) == (tuple(sorted(indicators)), tuple(units))


def test_an_event_without_indicators_and_units_concerns_all(office: Office) -> None:
    event(office)
    (row,) = events_of(office)
    assert (row["indicator_ids"], row["unit_ids"]) == ([], [])


def test_events_come_in_the_order_in_which_they_happened(office: Office) -> None:
    for day in (date(2019, 12, 31), date(2019, 1, 1), date(2020, 1, 1)):
        event(office, happened_on=day)
    days = [row["happened_on"].date() for row in events_of(office)]
    assert days == [date(2019, 1, 1), date(2019, 12, 31), date(2020, 1, 1)]


def test_a_text_is_kept_as_one_line_without_blanks_around_it(office: Office) -> None:
    assert event(office, text="  Nytt avtal\n om  HVB ").text == "Nytt avtal om HVB"


@pytest.mark.parametrize("length", [1, 200])
def test_the_shortest_and_the_longest_text_are_taken(office: Office, length: int) -> None:
    assert event(office, text="å" * length).text == "å" * length


def test_a_decision_is_read_back_as_it_was_made(office: Office) -> None:
    stored = rebase(office)
    (row,) = queries.rebases(office.engine, office.organisation).to_dict("records")
    assert row.pop("starts_on").date() == stored.starts_on == MARCH
    assert row == {
        "id": stored.id,
        "indicator_id": office.ids["placerade"],
        "unit_id": office.ids["norr"],
        "reason": "Ny arbetsmodell",
        "role": "Verksamhetschef",
    }


def test_the_same_day_is_decided_for_each_unit_and_indicator_by_itself(office: Office) -> None:
    for indicator in ("placerade", "nki"):
        for unit in ("norr", "soder"):
            rebase(office, indicator_id=office.ids[indicator], unit_id=office.ids[unit])
    assert len(queries.rebases(office.engine, office.organisation)) == 2 * 2


@pytest.mark.parametrize(
    ("act", "note"), [(event, "Händelse"), (rebase, "Nya gränser")], ids=["event", "decision"]
)
def test_recording_raises_the_version_and_tells_who_entered_what(
    office: Office, act: Callable[..., Any], note: str
) -> None:
    before = queries.data_version(office.engine)
    act(office, role="Controller")
    assert queries.data_version(office.engine) == before + 1
    imports = table_of(Import)
    columns = select(imports.c.kind, imports.c.recorded_by, imports.c.note)
    with office.engine.connect() as connection:
        latest = connection.execute(columns.order_by(imports.c.id.desc())).first()
    assert tuple(latest or ()) == ("entry", "Controller", note)


# What is changed in a right event, and all that must be told.
WRONG_EVENTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"text": ""}, ["text: får inte vara tom"]),
    ({"text": " \n "}, ["text: får inte vara tom"]),
    ({"text": "x" * 201}, ["text: får ha högst 200 tecken, men har 201"]),
    ({"role": " "}, ["recorded_by: får inte vara tom"]),
    ({"role": "x" * 81}, ["recorded_by: får ha högst 80 tecken, men har 81"]),
    ({"happened_on": None}, ["happened_on: ska vara ett datum som 2019-02-13"]),
    ({"happened_on": date(1019, 3, 1)}, ["happened_on: ska vara ett datum mellan 1900 och 2199"]),
    ({"text": "", "role": ""}, ["text: får inte vara tom", "recorded_by: får inte vara tom"]),
    ({"indicator_ids": [999]}, ["indicator_ids: «999» finns inte i organisationen"]),
    (
        {"indicator_ids": [998], "unit_ids": [999]},
        ["indicator_ids: «998» finns inte", "unit_ids: «999» finns inte"],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), WRONG_EVENTS, ids=str)
def test_a_wrong_event_is_refused_in_swedish_and_nothing_is_half_written(
    office: Office, changes: dict[str, Any], expected: list[str]
) -> None:
    before = counts(office)
    problems = told(event, office, **changes)
    assert len(problems) == len(expected)
    for problem, start in zip(problems, expected, strict=True):
        assert problem.startswith(start)
    assert counts(office) == before


@pytest.mark.parametrize(
    "number",
    [
        "19850112-1234",
        "850112-1234",
        "8501121234",
        "198501121234",
        "850112+1234",
        "850172-1234",
        "850112 1234",
    ],
)
def test_what_looks_like_a_personal_identity_number_is_refused(office: Office, number: str) -> None:
    (of_event,) = told(event, office, text=f"Dom för {number} i maj")
    (of_rebase,) = told(rebase, office, reason=f"Se {number}.")
    assert of_event.startswith("text: ser ut att hålla ett personnummer")
    assert of_rebase.startswith("reason: ser ut att hålla ett personnummer")
    assert counts(office)["Rebase"] == 0


@pytest.mark.parametrize(
    "written", ["Dnr 2019/0123", "från 2019-03-01 till 2019-12-31", "1 200 000 kronor", "tel. 08-123 45 678"]
)
def test_ordinary_numbers_are_no_personal_identity_numbers(office: Office, written: str) -> None:
    assert event(office, text=written).text == written


def test_the_same_event_is_recorded_once_but_may_concern_another_unit(office: Office) -> None:
    event(office, unit_ids=[office.ids["norr"]])
    assert told(event, office, unit_ids=[office.ids["norr"]]) == [
        "text: «Nytt avtal om HVB» den 2019-03-14 finns redan"
    ]
    event(office, unit_ids=[office.ids["soder"]])
    assert len(events_of(office)) == 2


def test_a_neighbours_indicators_and_units_are_strangers(office: Office, neighbour: Office) -> None:
    theirs = {"indicator_ids": [neighbour.ids["nki"]], "unit_ids": [neighbour.ids["norr"]]}
    assert len(told(event, office, **theirs)) == 2
    theirs_too = {"indicator_id": neighbour.ids["nki"], "unit_id": neighbour.ids["norr"]}
    assert len(told(rebase, office, **theirs_too)) == 2


WRONG_REBASES: list[tuple[dict[str, Any], str]] = [
    ({"reason": ""}, "reason: får inte vara tom"),
    ({"reason": "x" * 301}, "reason: får ha högst 300 tecken, men har 301"),
    ({"role": ""}, "role: får inte vara tom"),
    ({"starts_on": None}, "starts_on: ska vara ett datum som 2019-02-13"),
    (
        {"starts_on": date(2019, 12, 31)},
        "starts_on: 2019-12-31 är inte första dagen i en period. "
        "Välj 2019-12-01 (december 2019) eller 2020-01-01 (januari 2020)",
    ),
    ({"indicator_id": 999}, "indicator_id: «999» finns inte i organisationen"),
    ({"unit_id": 999}, "unit_id: «999» finns inte i organisationen"),
]


@pytest.mark.parametrize(("changes", "expected"), WRONG_REBASES, ids=str)
def test_a_wrong_decision_is_refused_in_swedish_and_nothing_is_half_written(
    office: Office, changes: dict[str, Any], expected: str
) -> None:
    before = counts(office)
    (problem,) = told(rebase, office, **changes)
    assert problem.startswith(expected)
    assert counts(office) == before


@pytest.mark.parametrize(
    ("periodicity", "day", "right"),
    [
        ("quarter", date(2019, 4, 1), True),
        ("quarter", date(2019, 5, 1), False),
        ("tertial", date(2019, 5, 1), True),
        ("tertial", date(2019, 4, 1), False),
        ("year", date(2019, 1, 1), True),
        ("year", date(2019, 7, 1), False),
    ],
)
def test_new_limits_begin_with_a_period_of_the_indicators_own_kind(
    office: Office, periodicity: str, day: date, right: bool
) -> None:
    with office.engine.begin() as connection:
        connection.execute(text(f"UPDATE indicator SET periodicity = '{periodicity}'"))  # noqa: S608
    if right:
        assert rebase(office, starts_on=day).starts_on == day
    else:
        assert "är inte första dagen i en period" in told(rebase, office, starts_on=day)[0]


def test_a_day_is_decided_once(office: Office) -> None:
    rebase(office)
    before = counts(office)
    assert told(rebase, office, reason="En annan") == [
        "starts_on: nya gränser från 2019-03-01 är redan beslutade"
    ]
    assert counts(office) == before


def test_a_decision_that_is_taken_back_is_out_of_force_but_stays_with_who_and_when(office: Office) -> None:
    stored = rebase(office)
    before = queries.data_version(office.engine)
    assert withdraw_rebase(office.engine, rebase_id=stored.id, role="Controller") == stored
    assert queries.rebases(office.engine, office.organisation).empty
    assert queries.data_version(office.engine) == before + 1
    table = table_of(Rebase)
    with office.engine.connect() as connection:
        (row,) = connection.execute(select(table)).all()
    assert (row.reason, row.role, row.withdrawn_by) == ("Ny arbetsmodell", "Verksamhetschef", "Controller")
    assert row.withdrawn_at is not None


def test_a_day_may_be_decided_again_after_the_decision_was_taken_back(office: Office) -> None:
    first = rebase(office)
    withdraw_rebase(office.engine, rebase_id=first.id, role="Controller")
    second = rebase(office, reason="Nytt underlag")
    assert list(queries.rebases(office.engine, office.organisation)["id"]) == [second.id]
    assert count_of(office.engine, Rebase) == 2


@pytest.mark.parametrize(
    ("which", "role", "expected"),
    [
        ("taken back", "Controller", "är redan taget tillbaka"),
        ("not there", "Controller", "rebase_id: beslutet 999 finns inte"),
        ("in force", " ", "role: får inte vara tom"),
    ],
)
def test_only_a_decision_in_force_is_taken_back_and_only_by_someone(
    office: Office, which: str, role: str, expected: str
) -> None:
    stored = rebase(office)
    if which == "taken back":
        withdraw_rebase(office.engine, rebase_id=stored.id, role="Enhetschef")
    number = 999 if which == "not there" else stored.id
    before = counts(office)
    (problem,) = told(withdraw_rebase, office.engine, rebase_id=number, role=role)
    assert expected in problem
    assert counts(office) == before
