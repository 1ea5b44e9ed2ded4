"""Exempelstad's plan in the store: told over a year, seen as it looked, made once, never over others."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, text

from data import queries, queries_plan
from data.as_of import as_it_looked, end_of
from data.catalogue import load_exempelstad
from data.demo.activity_words import ACTIVITIES
from data.demo.following import ASSESSMENTS, DELIVERIES, OBJECTIVES
from data.demo.meetings import DECISIONS, MEETINGS
from data.recording_meetings import withdraw_decision, withdraw_meeting
from data.recording_progress import record_follow_up_delivery, record_progress, withdraw_follow_up_delivery
from data.store import open_store
from metrics.plan.content import plan_documents
from metrics.year_wheel.occasions import Origin, schedule
from metrics.year_wheel.states import OccasionLine, State, deliveries_by_occasion, lines

TABLES = ("progress", "risk_assessment", "follow_up_delivery", "meeting", "decision")
CODE = "exempelstad"
ON_SCREEN = {
    "told_on": date(2026, 11, 23),
    "status": "ongoing",
    "note": "Skrivet på skärmen.",
    "role": "Chef",
}


def ask(engine: Engine, question: str, **values: Any) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question), values)]


def counts(engine: Engine) -> list[int]:
    return [ask(engine, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]  # noqa: S608


def number(engine: Engine, table: str, code: str) -> int:
    """Return the number of something in Exempelstad's plan."""
    question = (
        f"SELECT each.id FROM {table} AS each JOIN plan ON plan.id = plan_id "  # noqa: S608
        "WHERE plan.code = 'exempelstad-2026' AND each.code = :code"
    )
    ((found,),) = ask(engine, question, code=code)
    return int(found)


def organisation(engine: Engine) -> int:
    ((found,),) = ask(engine, "SELECT id FROM organisation WHERE code = :code", code=CODE)
    return int(found)


def occasions(engine: Engine) -> dict[tuple[str, str], OccasionLine]:
    """Return how each account stands on a day in November, by its code and time."""
    mine = organisation(engine)
    plans = plan_documents(queries_plan.plan_documents(engine, mine))
    (plan,) = (each for each in plans if each.code == "exempelstad-2026")
    owed = schedule(plan, queries_plan.follow_ups(engine, plan.id), queries_plan.objectives(engine, plan.id))
    given = deliveries_by_occasion(queries_plan.follow_up_deliveries(engine, mine))
    return {(line.code, line.due_code): line for line in lines(owed, given, date(2026, 11, 20))}


def load_again(engine: Engine) -> None:
    """Load Exempelstad as a newer version of what makes it would."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE import SET content_hash = 'äldre' WHERE kind = 'demo'"))
    told: list[str] = []
    load_exempelstad(engine, told.append)
    assert told[-1] == "Läste in: Exempelstads simulerade siffror"


@pytest.fixture
def store(full_store_url: str) -> Iterator[Engine]:
    engine = open_store(full_store_url)
    yield engine
    engine.dispose()


def test_all_that_is_told_is_in_the_store(everything_to_read: Engine) -> None:
    words = sum(len(story.words) for story in (*ACTIVITIES, *OBJECTIVES))
    words += sum(len(decision.told) for decision in DECISIONS)
    expected = [words, len(ASSESSMENTS), len(DELIVERIES), len(MEETINGS), len(DECISIONS)]
    assert counts(everything_to_read) == expected


def test_it_is_all_exempelstads_and_told_of_its_plan(everything_to_read: Engine) -> None:
    mine = organisation(everything_to_read)
    for table in TABLES:
        assert ask(everything_to_read, f"SELECT DISTINCT organisation_id FROM {table}") == [(mine,)]  # noqa: S608


@pytest.mark.parametrize(
    ("day", "words", "weighed", "given", "held", "decided"),
    [
        ("2025-12-31", 0, 0, 0, 0, 4),  # the decisions between meetings in 2025
        ("2026-01-31", 1, 0, 0, 1, 5),
        ("2026-06-30", 48, 4, 14, 6, 8),
        ("2026-10-31", 79, 8, 25, 9, 11),
        ("2026-11-30", 90, 8, 27, 9, 11),
    ],
)
def test_as_of_a_day_only_what_was_told_by_then(
    everything_to_read: Engine, day: str, words: int, weighed: int, given: int, held: int, decided: int
) -> None:
    mine = organisation(everything_to_read)
    units = queries.units(everything_to_read, mine)["id"].tolist()
    looked = as_it_looked(everything_to_read, end_of(date.fromisoformat(day)))
    progress = queries_plan.progress(looked, mine)
    found = (
        len(progress),
        len(queries_plan.assessments(looked, mine, every=True)),
        len(queries_plan.follow_up_deliveries(looked, mine)),
        len(queries_plan.meetings(looked, mine, units)),
        len(queries_plan.decisions(looked, mine)),
    )
    assert found == (words, weighed, given, held, decided)
    assert (progress["told_on"].dt.strftime("%Y-%m-%d") <= day).all()


def test_revisions_count_up_as_they_were_recorded(everything_to_read: Engine) -> None:
    for subject in ("activity_id", "objective_id", "decision_id"):
        wrong = (
            f"SELECT count(*) FROM progress AS later JOIN progress AS earlier "  # noqa: S608
            f"ON earlier.{subject} = later.{subject} AND earlier.revision = later.revision - 1 "
            "WHERE later.recorded_at <= earlier.recorded_at"
        )
        assert ask(everything_to_read, wrong) == [(0,)]


def test_a_decision_stands_at_the_meeting_of_its_day(everything_to_read: Engine) -> None:
    question = "SELECT text, held_on FROM decision LEFT JOIN meeting ON meeting.id = meeting_id"
    held = {words: str(day) if day else None for words, day in ask(everything_to_read, question)}
    assert held == {
        each.text: None if each.decided_on.year == 2025 else str(each.decided_on) for each in DECISIONS
    }


@pytest.mark.parametrize(
    ("follow_up", "due_code", "state", "late_days"),
    [
        ("t1", "2026-05-28", State.DELIVERED, 0),
        ("t3", "2027-02-18", State.COMING, 0),
        ("prognos", "2026-07", State.DELIVERED, 0),
        ("ekonomi", "2026-06", State.DELIVERED, 0),
        ("ekonomi", "2026-07", State.DELIVERED_LATE, 27),  # 31 July to 27 August
        ("ekonomi", "2026-10", State.LATE, 21),  # since 30 October
        ("ekonomi", "2026-11", State.DUE, 0),
        ("verkstallighet", "2026-10", State.DELIVERED, 0),
        ("halvar", "2026-09-03", State.DELIVERED_LATE, 7),
        ("internkontroll-juni", "2026-06-11", State.DELIVERED, 0),
        ("internkontroll", "2026-12-10", State.DUE, 0),
        ("kvalitet", "2027-01-28", State.COMING, 0),
    ],
)
def test_how_the_accounts_stand_in_november(
    everything_to_read: Engine, follow_up: str, due_code: str, state: State, late_days: int
) -> None:
    found = occasions(everything_to_read)[follow_up, due_code]
    assert (found.state, found.late_days) == (state, late_days)


def test_every_account_given_is_one_that_the_plan_owes_and_only_one_is_late(
    everything_to_read: Engine,
) -> None:
    every = occasions(everything_to_read).values()
    assert not [line.code for line in every if line.origin == Origin.TOLD]
    late = [(line.code, line.due_code) for line in every if line.state == State.LATE]
    assert late == [("ekonomi", "2026-10")]
    assert sum(line.is_delivered for line in every) == len(DELIVERIES)


def test_loading_anew_makes_nothing_twice(store: Engine) -> None:
    before = counts(store)
    load_again(store)
    assert counts(store) == before


def test_what_is_taken_back_stays_so(store: Engine) -> None:
    ((decision,),) = ask(store, "SELECT max(id) FROM decision")
    ((meeting,),) = ask(store, "SELECT max(id) FROM meeting")
    ((given,),) = ask(store, "SELECT max(id) FROM follow_up_delivery")
    withdraw_decision(store, decision_id=decision, role="Förvaltningschef")
    withdraw_meeting(store, meeting_id=meeting, role="Förvaltningschef")
    withdraw_follow_up_delivery(store, delivery_id=given, role="Förvaltningschef")
    before = counts(store)
    load_again(store)
    assert counts(store) == before
    for table in ("decision", "meeting", "follow_up_delivery"):
        standing = f"SELECT count(*) FROM {table} WHERE withdrawn_at IS NOT NULL"  # noqa: S608
        assert ask(store, standing) == [(1,)]


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("a3", 4),  # after the demo's own words
        ("a20", 0),  # where the demo tells nothing
    ],
)
def test_what_others_tell_stands_last(store: Engine, code: str, seen: int) -> None:
    activity = number(store, "activity", code)
    subject = {"activity_id": activity}
    record_progress(
        store, organisation_id=organisation(store), subject=subject, given=ON_SCREEN, revision=seen
    )
    load_again(store)
    question = "SELECT revision, note FROM progress WHERE activity_id = :activity ORDER BY revision"
    told = ask(store, question, activity=activity)
    assert len(told) == seen + 1
    assert told[-1] == (seen + 1, "Skrivet på skärmen.")


@pytest.mark.parametrize(
    ("kept", "first", "expected"),
    [
        (0, "", 4),  # nothing told: the whole story
        (2, "", 4),  # the story's beginning: the rest of it
        (2, "Ändrat ord.", 2),  # other words: nothing more
    ],
)
def test_a_story_is_told_on_only_from_its_own_words(
    store: Engine, kept: int, first: str, expected: int
) -> None:
    activity = number(store, "activity", "a3")
    with store.begin() as connection:
        forget = "DELETE FROM progress WHERE activity_id = :activity AND revision > :kept"
        connection.execute(text(forget), {"activity": activity, "kept": kept})
        if first:
            change = "UPDATE progress SET note = :note WHERE activity_id = :activity AND revision = 1"
            connection.execute(text(change), {"note": first, "activity": activity})
    load_again(store)
    told = ask(store, "SELECT count(*) FROM progress WHERE activity_id = :activity", activity=activity)
    assert told == [(expected,)]


def test_an_account_that_others_have_given_is_not_given_again(store: Engine) -> None:
    follow_up = number(store, "follow_up", "t1")
    with store.begin() as connection:
        connection.execute(
            text("DELETE FROM follow_up_delivery WHERE follow_up_id = :given"), {"given": follow_up}
        )
    record_follow_up_delivery(
        store,
        organisation_id=organisation(store),
        follow_up_id=follow_up,
        given={"due": "2026-05-28", "delivered_on": date(2026, 6, 1), "note": "", "role": "Chef"},
    )
    load_again(store)
    given = ask(store, "SELECT role FROM follow_up_delivery WHERE follow_up_id = :given", given=follow_up)
    assert given == [("Chef",)]


def test_what_the_plan_no_longer_has_is_not_spoken_of(store: Engine) -> None:
    activity = number(store, "activity", "a28")
    with store.begin() as connection:
        connection.execute(text("DELETE FROM progress WHERE activity_id = :gone"), {"gone": activity})
        connection.execute(text("UPDATE activity SET retired = true WHERE id = :gone"), {"gone": activity})
    load_again(store)
    assert ask(store, "SELECT count(*) FROM progress WHERE activity_id = :gone", gone=activity) == [(0,)]


def test_most_decisions_are_on_a_figure_and_some_on_other_things() -> None:
    assert sum(each.indicator is not None for each in DECISIONS) == 8
    assert sum(each.indicator is None for each in DECISIONS) == 3
