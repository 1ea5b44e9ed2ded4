"""Meetings and decisions, taken down on the screen: what is refused and why, who came first, what stays."""

import threading
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from store_office import Office, count_of

from data import queries, queries_plan
from data.as_of import as_it_looked
from data.models import Decision, Import, Meeting
from data.models.base import now, table_of
from data.recording import RecordingError
from data.recording_meetings import (
    record_decision,
    record_meeting,
    start_meeting,
    withdraw_decision,
    withdraw_meeting,
)
from data.store import open_store

PATIENCE = 20.0
NUMBER = "19121212-1212"
HELD: Mapping[str, Any] = {
    "held_on": date(2019, 5, 6),
    "present": "Verksamhetschef, enhetschefer",
    "note": "Månadens indikatorer",
    "role": "Verksamhetsutvecklare",
}
DECIDED: Mapping[str, Any] = {
    "text": "Två handläggare går över till utredning",
    "responsible": "Enhetschef utredning",
    "starts_on": date(2019, 5, 13),
    "expected": "down",
    "follow_up_on": date(2019, 9, 2),
    "role": "Verksamhetschef",
}


def meet(office: Office, unit: str = "norr", engine: Engine | None = None, **changes: Any) -> int:
    return record_meeting(
        engine or office.engine,
        organisation_id=office.organisation,
        unit_id=office.ids[unit],
        given={**HELD, **changes},
    )


def decide(office: Office, engine: Engine | None = None, **changes: Any) -> int:
    """Decide on an indicator of unit `norr`; places that are named are other than that."""
    usual = {"unit_id": office.ids["norr"], "indicator_id": office.ids["placerade"], "meeting_id": None}
    place = {name: changes.pop(name, number) for name, number in usual.items()}
    return record_decision(
        engine or office.engine,
        organisation_id=office.organisation,
        given={**DECIDED, **changes},
        **place,
    )


def refused(act: Callable[[], object], engine: Engine) -> list[str]:
    """Return what is said of an act that is refused, and see that nothing was written."""
    before = [count_of(engine, model) for model in (Meeting, Decision, Import)]
    with pytest.raises(RecordingError) as caught:
        act()
    assert [count_of(engine, model) for model in (Meeting, Decision, Import)] == before
    return caught.value.problems


def decisions(office: Office) -> list[dict[str, Any]]:
    return queries_plan.decisions(office.engine, office.organisation).to_dict("records")  # type: ignore[return-value]


def meetings(office: Office) -> list[dict[str, Any]]:
    units = [office.ids["norr"], office.ids["soder"]]
    return queries_plan.meetings(office.engine, office.organisation, units).to_dict("records")  # type: ignore[return-value]


# What is taken down is read back


def test_a_meeting_is_read_back_as_it_was_taken_down(office: Office) -> None:
    number = meet(office)
    (row,) = meetings(office)
    assert (row["id"], row["unit_id"], row["held_on"].date()) == (number, office.ids["norr"], HELD["held_on"])
    assert [row[name] for name in ("present", "note", "role")] == [
        HELD[name] for name in ("present", "note", "role")
    ]


def test_a_decision_is_read_back_as_it_was_taken_down(office: Office) -> None:
    meeting = meet(office)
    number = decide(office, meeting_id=meeting)
    (row,) = decisions(office)
    assert (row["id"], row["meeting_id"], row["indicator_id"]) == (number, meeting, office.ids["placerade"])
    assert (row["starts_on"].date(), row["follow_up_on"].date()) == (date(2019, 5, 13), date(2019, 9, 2))
    assert [row[name] for name in ("text", "responsible", "expected", "role")] == [
        DECIDED[name] for name in ("text", "responsible", "expected", "role")
    ]


def test_a_decision_may_be_on_no_indicator_at_no_meeting_and_without_a_day_to_follow_it_up(
    office: Office,
) -> None:
    decide(office, indicator_id=None, expected="none", follow_up_on=None)
    (row,) = decisions(office)
    assert queries_plan.decisions(office.engine, office.organisation)["indicator_id"].isna().all()
    assert str(row["follow_up_on"]) == "NaT"


@pytest.mark.parametrize(("act", "note"), [(meet, "Möte"), (decide, "Beslut")])
def test_each_act_raises_the_version_and_tells_who_did_it(
    office: Office, act: Callable[..., int], note: str
) -> None:
    before = queries.data_version(office.engine)
    act(office, role="Controller")
    assert queries.data_version(office.engine) == before + 1
    imports = table_of(Import)
    columns = select(imports.c.kind, imports.c.recorded_by, imports.c.note)
    with office.engine.connect() as connection:
        latest = connection.execute(columns.order_by(imports.c.id.desc())).first()
    assert tuple(latest or ()) == ("entry", "Controller", note)


def test_the_same_may_be_decided_for_another_unit_another_figure_and_from_another_day(office: Office) -> None:
    decide(office)
    decide(office, unit_id=office.ids["soder"])
    decide(office, indicator_id=office.ids["nki"])
    decide(office, starts_on=date(2019, 6, 1))
    assert len(decisions(office)) == len(("first", "unit", "indicator", "day"))


# What is refused


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"role": " "}, "role: får inte vara tom"),
        ({"role": f"Chef {NUMBER}"}, "role: ser ut att hålla ett personnummer"),
        ({"held_on": None}, "held_on: ska vara ett datum som 2019-02-13"),
        ({"held_on": date(1066, 10, 14)}, "held_on: ska vara ett datum mellan "),
        ({"present": "x" * 301}, "present: får ha högst 300 tecken, men har 301"),
        ({"note": f"Gäller {NUMBER}"}, "note: ser ut att hålla ett personnummer"),
    ],
)
def test_a_meeting_that_can_not_be_is_refused_in_swedish(
    office: Office, changes: dict[str, Any], problem: str
) -> None:
    (said,) = refused(lambda: meet(office, **changes), office.engine)
    assert said.startswith(problem)
    assert NUMBER not in said


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"text": " \n "}, "text: får inte vara tom"),
        ({"text": "x" * 301}, "text: får ha högst 300 tecken, men har 301"),
        ({"text": f"Hjälp {NUMBER}"}, "text: ser ut att hålla ett personnummer"),
        ({"responsible": ""}, "responsible: får inte vara tom"),
        ({"role": ""}, "role: får inte vara tom"),
        ({"starts_on": None}, "starts_on: ska vara ett datum som 2019-02-13"),
        ({"follow_up_on": "i höst"}, "follow_up_on: ska vara ett datum som 2019-02-13"),
        ({"expected": "sideways"}, "expected: «sideways» finns inte bland "),
        ({"expected": "none"}, "expected: välj åt vilket håll siffran väntas gå"),
        ({"indicator_id": None}, "expected: hör till en indikator"),
        ({"unit_id": 999}, "unit_id: «999» finns inte i organisationen"),
        ({"indicator_id": 999}, "indicator_id: «999» finns inte i organisationen"),
        ({"meeting_id": 999}, "meeting_id: «999» finns inte i organisationen"),
    ],
)
def test_a_decision_that_can_not_be_is_refused_in_swedish(
    office: Office, changes: dict[str, Any], problem: str
) -> None:
    (said,) = refused(lambda: decide(office, **changes), office.engine)
    assert said.startswith(problem)
    assert NUMBER not in said


def test_a_decision_is_not_followed_up_before_it_begins(office: Office) -> None:
    (said,) = refused(lambda: decide(office, follow_up_on=date(2019, 5, 12)), office.engine)
    assert "gäller från 2019-05-13 men följs upp 2019-05-12, som är före" in said


def test_every_fault_is_said_at_once(office: Office) -> None:
    said = refused(lambda: decide(office, text="", responsible="", role=""), office.engine)
    assert [each.partition(":")[0] for each in said] == ["text", "responsible", "role"]


def test_another_organisations_unit_figure_and_meeting_are_not_decided_on(
    office: Office, neighbour: Office
) -> None:
    theirs = {
        "unit_id": neighbour.ids["norr"],
        "indicator_id": neighbour.ids["placerade"],
        "meeting_id": meet(neighbour),
    }
    said = refused(lambda: decide(office, **theirs), office.engine)
    assert [each.partition(":")[0] for each in said] == list(theirs)
    said = refused(
        lambda: record_meeting(
            office.engine, organisation_id=office.organisation, unit_id=theirs["unit_id"], given=HELD
        ),
        office.engine,
    )
    assert said == [f"unit_id: «{theirs['unit_id']}» finns inte i organisationen"]


def test_a_unit_meets_once_a_day_and_another_may_meet_the_same_day(office: Office) -> None:
    meet(office, role="Controller")
    meet(office, "soder")
    said = refused(lambda: meet(office), office.engine)
    assert said == ["held_on: mötet 2019-05-06 är redan upplagt av rollen Controller"]


def test_what_is_decided_already_is_not_decided_once_more(office: Office) -> None:
    decide(office, role="Controller")
    (said,) = refused(lambda: decide(office), office.engine)
    assert said == f"text: «{DECIDED['text']}» är redan beslutat, av rollen Controller"


def test_nothing_is_decided_at_a_meeting_that_has_been_taken_back(office: Office) -> None:
    meeting = meet(office)
    withdraw_meeting(office.engine, meeting_id=meeting, role="Controller")
    said = refused(lambda: decide(office, meeting_id=meeting), office.engine)
    assert said == ["meeting_id: mötet är taget tillbaka, av rollen Controller; läs in sidan igen"]


@pytest.mark.parametrize("act", [meet, decide])
def test_nothing_is_taken_down_while_an_earlier_day_is_shown(office: Office, act: Callable[..., int]) -> None:
    earlier = as_it_looked(office.engine, now(), {})
    (said,) = refused(lambda: act(office, engine=earlier), office.engine)
    assert "tidigare" in said


# What is taken back


def test_a_decision_that_is_taken_back_is_no_longer_told_of_but_stays_with_who_took_it_back(
    office: Office,
) -> None:
    number = decide(office)
    moment = now()
    withdraw_decision(office.engine, decision_id=number, role="Controller")
    assert decisions(office) == []
    table = table_of(Decision)
    with office.engine.connect() as connection:
        assert connection.scalar(select(table.c.withdrawn_by).where(table.c.id == number)) == "Controller"
    earlier = queries_plan.decisions(as_it_looked(office.engine, moment, {}), office.organisation)
    assert earlier["id"].tolist() == [number]


def test_what_was_taken_back_can_be_decided_anew(office: Office) -> None:
    withdraw_decision(office.engine, decision_id=decide(office), role="Controller")
    assert decide(office)


def test_a_meeting_that_is_taken_back_leaves_its_decisions_and_its_day_free(office: Office) -> None:
    meeting = meet(office)
    decide(office, meeting_id=meeting)
    withdraw_meeting(office.engine, meeting_id=meeting, role="Controller")
    assert meetings(office) == []
    assert len(decisions(office)) == 1
    assert meet(office) != meeting


@pytest.mark.parametrize("withdraw", [withdraw_decision, withdraw_meeting])
def test_nothing_is_taken_back_twice_or_by_nobody(office: Office, withdraw: Callable[..., None]) -> None:
    number = decide(office) if withdraw is withdraw_decision else meet(office)
    column = "decision_id" if withdraw is withdraw_decision else "meeting_id"
    (said,) = refused(lambda: withdraw(office.engine, **{column: number}, role=" "), office.engine)
    assert said.startswith("role: får inte vara tom")
    withdraw(office.engine, **{column: number}, role="Controller")
    (said,) = refused(lambda: withdraw(office.engine, **{column: number}, role="Chef"), office.engine)
    assert said.endswith("finns inte eller är redan taget tillbaka")


# A planned meeting is started


def start(office: Office, planned_id: int | None, **changes: Any) -> int:
    return start_meeting(
        office.engine,
        organisation_id=office.organisation,
        unit_id=office.ids["norr"],
        given={**HELD, **changes},
        planned_id=planned_id,
    )


def test_the_meeting_that_is_held_takes_the_place_of_the_planned_one_in_one_entry(office: Office) -> None:
    planned = meet(office, present="", note="Budget")
    before = queries.data_version(office.engine)
    held = start(office, planned, note="Budget och bokslut", role="Controller")
    assert queries.data_version(office.engine) == before + 1
    assert [(row["id"], row["note"]) for row in meetings(office)] == [(held, "Budget och bokslut")]
    table = table_of(Meeting)
    with office.engine.connect() as connection:
        gone = connection.execute(
            select(table.c.note, table.c.withdrawn_by).where(table.c.id == planned)
        ).one()
    assert tuple(gone) == ("Budget", "Controller")


def test_a_meeting_that_nobody_planned_is_started_too(office: Office) -> None:
    assert [row["id"] for row in meetings(office)] == []
    assert start(office, None) == meetings(office)[0]["id"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"role": " "}, "role: får inte vara tom"),
        ({"held_on": date(2019, 6, 3)}, "held_on: mötet 2019-06-03 är redan upplagt"),
    ],
)
def test_a_planned_meeting_stands_when_it_can_not_be_started(
    office: Office, changes: dict[str, Any], problem: str
) -> None:
    planned = meet(office)
    meet(office, held_on=date(2019, 6, 3))
    (said,) = refused(lambda: start(office, planned, **changes), office.engine)
    assert said.startswith(problem)
    assert planned in [row["id"] for row in meetings(office)]


def test_a_meeting_that_somebody_else_has_started_is_not_started_again(office: Office) -> None:
    planned = meet(office)
    start(office, planned)
    (said,) = refused(lambda: start(office, planned), office.engine)
    assert "har just startats eller tagits tillbaka av någon annan" in said


def test_a_meeting_is_not_started_without_anybody_there(office: Office) -> None:
    planned = meet(office, present="")
    (said,) = refused(lambda: start(office, planned, present=" "), office.engine)
    assert said == "present: skriv vilka roller som är med; utan dem är mötet bara planerat"
    assert [row["id"] for row in meetings(office)] == [planned]


def test_a_meeting_with_decisions_stands_so_that_they_stay_in_its_minutes(office: Office) -> None:
    planned = meet(office, present="")
    number = decide(office, meeting_id=planned)
    (said,) = refused(lambda: start(office, planned), office.engine)
    assert said == "meeting_id: beslut är redan tagna på mötet; läs in sidan igen"
    assert [row["id"] for row in meetings(office)] == [planned]
    withdraw_decision(office.engine, decision_id=number, role="Controller")
    assert start(office, planned) != planned


def test_another_organisations_planned_meeting_is_not_started(office: Office, neighbour: Office) -> None:
    theirs = meet(neighbour)
    (said,) = refused(lambda: start(office, theirs), office.engine)
    assert said == f"meeting_id: «{theirs}» finns inte i organisationen"
    assert [row["id"] for row in meetings(neighbour)] == [theirs]


def test_another_units_planned_meeting_is_not_started(office: Office) -> None:
    theirs = meet(office, "soder")
    refused(lambda: start(office, theirs), office.engine)
    assert [row["id"] for row in meetings(office)] == [theirs]


@pytest.mark.parametrize(("held_on", "is_refused"), [("2019-05-06", True), ("2019-05-07", False)])
def test_the_next_meeting_comes_after_this_one(office: Office, held_on: str, is_refused: bool) -> None:
    def plan() -> int:
        given = {**HELD, "held_on": date.fromisoformat(held_on)}
        return record_meeting(
            office.engine,
            organisation_id=office.organisation,
            unit_id=office.ids["soder"],
            given=given,
            after=date(2019, 5, 6),
        )

    if is_refused:
        said = refused(plan, office.engine)
        assert said == ["held_on: ska vara efter 2019-05-06, dagen för det här mötet"]
    else:
        assert plan()


# Two at once


@pytest.mark.parametrize(
    ("act", "model", "refusal"),
    [(meet, Meeting, "är redan upplagt av rollen"), (decide, Decision, "är redan beslutat, av rollen")],
)
def test_of_two_who_take_down_the_same_at_once_one_is_told_of_the_other(
    office: Office, act: Callable[..., int], model: type, refusal: str
) -> None:
    """The first is stopped just before it ends its transaction, until the second has begun its own."""
    other = open_store(office.engine.url.render_as_string(hide_password=False))
    said: list[str] = []

    def second() -> None:
        try:
            act(office, engine=other, role="Andra rollen")
        except RecordingError as error:
            said.extend(error.problems)

    writer = threading.Thread(target=second)

    def meanwhile(_connection: object) -> None:
        if writer.ident is None:
            writer.start()
            writer.join(0.3)

    event.listen(office.engine, "commit", meanwhile)
    act(office, role="Första rollen")
    writer.join(PATIENCE)
    other.dispose()
    assert not writer.is_alive()
    (problem,) = said
    assert f"{refusal} Första rollen" in problem
    assert count_of(office.engine, model) == 1
