"""How a plan goes, told on the screen: what is refused and why, who came first, and that every word stays."""

import threading
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update
from store_office import Office, count_of

from data import queries_plan
from data.as_of import as_it_looked
from data.models import Activity, FollowUp, FollowUpDelivery, Import, Objective, Progress, RiskAssessment
from data.models.base import now, table_of
from data.models.delivery import LONGEST_COMMENT
from data.recording import RecordingError
from data.recording_progress import (
    record_assessment,
    record_follow_up_delivery,
    record_progress,
    withdraw_follow_up_delivery,
)

PATIENCE = 20.0
NUMBER = "19121212-1212"
TOLD: Mapping[str, Any] = {
    "told_on": date(2019, 3, 14),
    "status": "ongoing",
    "note": "Två av fem grupper är klara",
    "role": "Enhetschef",
}
WEIGHED: Mapping[str, Any] = {
    "assessed_on": date(2019, 4, 30),
    "likelihood": 3,
    "consequence": 4,
    "note": "Kön växer",
    "role": "Verksamhetschef",
}
GIVEN: Mapping[str, Any] = {
    "due": "2019-06",
    "delivered_on": date(2019, 6, 12),
    "note": "Protokoll § 44",
    "role": "Verksamhetsutvecklare",
}


@pytest.fixture
def risk(office: Office) -> int:
    """A risk in the office's plan."""
    own = {"organisation_id": office.organisation, "plan_id": office.ids["plan"], "position": 9}
    with office.engine.begin() as connection:
        row = {"code": "risk-1", "kind": "risk", "title": "Kön växer", "source": "Plan 2019", **own}
        key = connection.execute(insert(table_of(Objective)).values(**EMPTY, **row)).inserted_primary_key
    assert key is not None
    return int(key[0])


EMPTY = dict.fromkeys(
    "number description strategy expected_result ways_of_working follow_up handling status responsible "
    "responsible_board concerned_boards responsible_office concerned_offices".split(),
    "",
)


def tell(
    office: Office,
    revision: int = 0,
    subject: Mapping[str, int] | None = None,
    today: date | None = None,
    **changes: Any,
) -> int:
    return record_progress(
        office.engine,
        organisation_id=office.organisation,
        subject=subject or {"activity_id": office.ids["aktivitet"]},
        given={**TOLD, **changes},
        revision=revision,
        today=today,
    )


def weigh(office: Office, risk: int, revision: int = 0, today: date | None = None, **changes: Any) -> int:
    return record_assessment(
        office.engine,
        organisation_id=office.organisation,
        objective_id=risk,
        given={**WEIGHED, **changes},
        revision=revision,
        today=today,
    )


def deliver(
    office: Office, follow_up_id: int | None = None, today: date | None = None, **changes: Any
) -> int:
    return record_follow_up_delivery(
        office.engine,
        organisation_id=office.organisation,
        follow_up_id=office.ids["redovisning"] if follow_up_id is None else follow_up_id,
        given={**GIVEN, **changes},
        today=today,
    )


def refused(act: Callable[[], object], engine: Engine) -> list[str]:
    """Return what is said of an act that is refused, and see that nothing was written."""
    written = (Progress, RiskAssessment, FollowUpDelivery, Import)
    before = [count_of(engine, model) for model in written]
    with pytest.raises(RecordingError) as caught:
        act()
    assert [count_of(engine, model) for model in written] == before
    return caught.value.problems


def test_every_word_on_an_activity_stays_and_the_last_is_in_force(office: Office) -> None:
    assert tell(office) == 1
    assert tell(office, 1, status="late", note="Väntar på upphandling", told_on=date(2019, 5, 2)) == 2
    told = queries_plan.progress(office.engine, office.organisation)
    assert told[["revision", "status", "note", "role"]].to_numpy().tolist() == [
        [1, "ongoing", "Två av fem grupper är klara", "Enhetschef"],
        [2, "late", "Väntar på upphandling", "Enhetschef"],
    ]
    assert count_of(office.engine, Import) == len(("plan", "first", "second"))


def test_a_programme_point_is_told_of_as_an_objective(office: Office) -> None:
    tell(office, subject={"objective_id": office.ids["mal"]}, status="done")
    (word,) = queries_plan.progress(office.engine, office.organisation).to_dict("records")
    assert (word["objective_id"], word["status"]) == (office.ids["mal"], "done")


WRONG_PROGRESS = [
    ({"note": f"Gäller {NUMBER}"}, "note: ser ut att hålla ett personnummer"),
    ({"role": f"Chef {NUMBER}"}, "role: ser ut att hålla ett personnummer"),
    ({"role": "  "}, "role: får inte vara tom"),
    ({"note": "a" * (LONGEST_COMMENT + 1)}, f"note: får ha högst {LONGEST_COMMENT} tecken"),
    ({"status": "nästan klar"}, "status: «nästan klar» finns inte bland not_started"),
    ({"status": ""}, "status: «» finns inte bland not_started"),
    ({"told_on": None}, "told_on: ska vara ett datum som 2019-02-13"),
    ({"told_on": date(1066, 10, 14)}, "told_on: ska vara ett datum mellan "),
]


def test_no_day_that_has_not_been_is_told_of(office: Office, risk: int) -> None:
    day = date(2019, 5, 2)
    assert tell(office, told_on=day, today=day) == weigh(office, risk, assessed_on=day, today=day) == 1
    later = date(2019, 5, 3)
    assert refused(lambda: tell(office, 1, told_on=later, today=day), office.engine) == [
        "told_on: 3 maj 2019 har inte varit ännu; skriv dagen då läget gällde"
    ]
    assert refused(lambda: weigh(office, risk, 1, assessed_on=later, today=day), office.engine) == [
        "assessed_on: 3 maj 2019 har inte varit ännu; skriv dagen då risken bedömdes"
    ]


@pytest.mark.parametrize(("changes", "problem"), WRONG_PROGRESS)
def test_what_cannot_be_told_is_refused_in_swedish(
    office: Office, changes: dict[str, Any], problem: str
) -> None:
    (said,) = refused(lambda: tell(office, **changes), office.engine)
    assert said.startswith(problem)
    assert NUMBER not in said


def test_the_longest_note_is_taken(office: Office) -> None:
    assert tell(office, note="å" * LONGEST_COMMENT) == 1


def test_every_fault_is_said_at_once(office: Office) -> None:
    said = refused(lambda: tell(office, role="", status="klar"), office.engine)
    assert [each.partition(":")[0] for each in said] == ["status", "role"]


@pytest.mark.parametrize(
    ("column", "noun"), [("activity_id", "aktivitet"), ("objective_id", "mal"), ("decision_id", "mal")]
)
def test_another_organisations_subject_is_not_told_of(
    office: Office, neighbour: Office, column: str, noun: str
) -> None:
    theirs = neighbour.ids[noun]
    said = refused(lambda: tell(office, subject={column: theirs}), office.engine)
    assert said == [f"{column}: «{theirs}» finns inte i organisationen"]


@pytest.mark.parametrize(
    ("model", "column", "noun"),
    [(Activity, "activity_id", "aktivitet"), (Objective, "objective_id", "mal")],
)
def test_what_the_plan_no_longer_has_is_not_told_of(
    office: Office, model: type, column: str, noun: str
) -> None:
    table, number = table_of(model), office.ids[noun]
    with office.engine.begin() as connection:
        connection.execute(update(table).where(table.c.id == number).values(retired=True))
    said = refused(lambda: tell(office, subject={column: number}), office.engine)
    assert said == [f"{column}: «{number}» gäller inte längre"]


def test_a_word_over_one_that_its_writer_has_not_seen_is_refused_with_what_it_said(office: Office) -> None:
    tell(office, status="late", note="Väntar på upphandling", role="Projektledare")
    said = refused(lambda: tell(office, 0), office.engine)
    assert said == [
        "rollen Projektledare har just rapporterat «försenad: Väntar på upphandling»; väg ihop och spara igen"
    ]
    assert tell(office, 1) == 2


def test_the_word_of_a_later_revision_than_there_is_is_refused(office: Office) -> None:
    (said,) = refused(lambda: tell(office, 4), office.engine)
    assert "läs in sidan igen" in said


def test_nothing_is_told_while_an_earlier_day_is_shown(office: Office) -> None:
    earlier = as_it_looked(office.engine, now(), {})
    own = {"organisation_id": office.organisation, "subject": {"activity_id": office.ids["aktivitet"]}}
    (said,) = refused(lambda: record_progress(earlier, **own, given=TOLD, revision=0), office.engine)
    assert "tidigare" in said


def test_a_risk_is_weighed_anew_and_the_first_weighing_stays(office: Office, risk: int) -> None:
    weigh(office, risk)
    assert weigh(office, risk, 1, likelihood=2) == 2
    latest = queries_plan.assessments(office.engine, office.organisation)
    every = queries_plan.assessments(office.engine, office.organisation, every=True)
    assert latest[["likelihood", "consequence"]].to_numpy().tolist() == [[2, 4]]
    assert every[["revision", "likelihood"]].to_numpy().tolist() == [[1, 3], [2, 2]]


WRONG_WEIGHINGS = [
    ({"likelihood": 0}, "likelihood: ska vara minst 1"),
    ({"consequence": 5}, "consequence: ska vara högst 4"),
    ({"likelihood": 2.5}, "likelihood: ska vara ett heltal"),
    ({"consequence": None}, "consequence: ska vara ett heltal"),
    ({"note": NUMBER}, "note: ser ut att hålla ett personnummer"),
    ({"role": ""}, "role: får inte vara tom"),
    ({"assessed_on": None}, "assessed_on: ska vara ett datum"),
]


@pytest.mark.parametrize(("changes", "problem"), WRONG_WEIGHINGS)
def test_a_risk_cannot_be_weighed_otherwise_than_by_the_scale(
    office: Office, risk: int, changes: dict[str, Any], problem: str
) -> None:
    (said,) = refused(lambda: weigh(office, risk, **changes), office.engine)
    assert said.startswith(problem)


def test_a_goal_is_not_weighed(office: Office) -> None:
    goal = office.ids["mal"]
    said = refused(lambda: weigh(office, goal), office.engine)
    assert said == [f"objective_id: {goal} är ingen risk i planen"]


def test_another_organisations_risk_is_not_weighed(office: Office, neighbour: Office, risk: int) -> None:
    said = refused(lambda: weigh(neighbour, risk), office.engine)
    assert said == [f"objective_id: «{risk}» finns inte i organisationen"]


def test_a_weighing_over_one_that_its_writer_has_not_seen_is_refused(office: Office, risk: int) -> None:
    weigh(office, risk, role="Controller")
    said = refused(lambda: weigh(office, risk, 0, likelihood=1), office.engine)
    assert said == [
        "rollen Controller har just bedömt samma risk (sannolikhet 3, konsekvens 4); väg ihop och spara igen"
    ]


def test_an_account_is_given_once_for_each_occasion(office: Office) -> None:
    deliver(office)
    said = refused(lambda: deliver(office), office.engine)
    assert said == ["due: redan lämnad 2019-06-12 av rollen Verksamhetsutvecklare"]
    deliver(office, due="2019-12", delivered_on=date(2019, 12, 4))
    given = queries_plan.follow_up_deliveries(office.engine, office.organisation)
    assert given["due"].tolist() == ["2019-06", "2019-12"]


def test_an_account_that_is_taken_back_may_be_given_again(office: Office) -> None:
    withdraw_follow_up_delivery(office.engine, delivery_id=deliver(office), role="Controller")
    deliver(office, delivered_on=date(2019, 6, 30))
    given = queries_plan.follow_up_deliveries(office.engine, office.organisation)
    assert [each.date() for each in given["delivered_on"]] == [date(2019, 6, 30)]
    assert count_of(office.engine, FollowUpDelivery) == 2


WRONG_DELIVERIES = [
    ({"due": ""}, "due: får inte vara tom"),
    ({"due": "sommaren"}, "due: ska vara en månad som 2019-03 eller en dag"),
    ({"delivered_on": None}, "delivered_on: ska vara ett datum"),
    ({"note": NUMBER}, "note: ser ut att hålla ett personnummer"),
    ({"role": ""}, "role: får inte vara tom"),
]


@pytest.mark.parametrize(("changes", "problem"), WRONG_DELIVERIES)
def test_an_account_that_cannot_be_is_refused(office: Office, changes: dict[str, Any], problem: str) -> None:
    (said,) = refused(lambda: deliver(office, **changes), office.engine)
    assert said.startswith(problem)


def test_what_is_given_has_been_given_by_the_day(office: Office) -> None:
    early = refused(lambda: deliver(office, today=date(2019, 6, 11)), office.engine)
    assert early == ["delivered_on: 12 juni 2019 har inte varit ännu; skriv dagen då den lämnades"]
    deliver(office, today=date(2019, 6, 12))


def test_nothing_is_given_for_a_day_to_come_by_the_offices_own_clock(office: Office) -> None:
    (said,) = refused(lambda: deliver(office, delivered_on=date(2999, 1, 1)), office.engine)
    assert said.startswith("delivered_on: ")


def test_what_the_plan_no_longer_owes_is_not_given(office: Office) -> None:
    number = office.ids["redovisning"]
    table = table_of(FollowUp)
    with office.engine.begin() as connection:
        connection.execute(update(table).where(table.c.id == number).values(retired=True))
    said = refused(lambda: deliver(office), office.engine)
    assert said == [f"follow_up_id: «{number}» gäller inte längre"]


def test_another_organisations_account_is_not_given(office: Office, neighbour: Office) -> None:
    theirs = neighbour.ids["redovisning"]
    said = refused(lambda: deliver(office, theirs), office.engine)
    assert said == [f"follow_up_id: «{theirs}» finns inte i organisationen"]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Let several write at the same moment, each in a thread; return what the refused are told."""
    told: list[str] = []
    ready = threading.Barrier(len(acts), timeout=PATIENCE)

    def write(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
        except RecordingError as error:
            told.extend(error.problems)

    threads = [threading.Thread(target=write, args=(act,)) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    assert not any(each.is_alive() for each in threads)
    return told


def test_of_many_who_tell_of_an_activity_at_once_one_is_written_and_the_others_get_its_words(
    office: Office,
) -> None:
    notes = ["Första", "Andra", "Tredje", "Fjärde"]
    told = at_once(*(lambda note=note: tell(office, note=note, role=f"Roll {note}") for note in notes))
    (written,) = queries_plan.progress(office.engine, office.organisation).to_dict("records")
    assert len(told) == len(notes) - 1
    words = f"rollen {written['role']} har just rapporterat «pågår: {written['note']}»"
    assert all(each.startswith(words) for each in told)


def test_of_two_who_weigh_a_risk_at_once_one_is_written_and_the_other_gets_its_weights(
    office: Office, risk: int
) -> None:
    (told,) = at_once(
        lambda: weigh(office, risk, likelihood=1, role="Roll A"),
        lambda: weigh(office, risk, likelihood=4, role="Roll B"),
    )
    (written,) = queries_plan.assessments(office.engine, office.organisation, every=True).to_dict("records")
    assert f"rollen {written['role']} har just bedömt samma risk" in told
    assert f"sannolikhet {written['likelihood']}, konsekvens 4" in told


def test_of_two_who_give_an_account_at_once_one_is_written(office: Office) -> None:
    (told,) = at_once(lambda: deliver(office), lambda: deliver(office))
    assert told.startswith(("due: redan lämnad 2019-06-12", "någon annan har just sparat"))
    assert count_of(office.engine, FollowUpDelivery) == 1


def test_those_who_tell_of_different_things_at_once_are_all_written(office: Office) -> None:
    assert (
        at_once(lambda: tell(office), lambda: tell(office, subject={"objective_id": office.ids["mal"]})) == []
    )
    assert count_of(office.engine, Progress) == 2
