"""A plan's undertakings as lines: how each stands, and that nobody is called late who may not be."""

from datetime import date
from typing import Any

import pytest
from undertakings import activity, content, objective, word

from metrics.plan.activity_lines import ActivityLine, Standing, activity_lines

TODAY = date(2026, 11, 15)
AFTER = date(2027, 3, 1)
PASSED, COMING = "2026-10-31", "2026-12-15"


def line(today: date = TODAY, words: tuple[dict[str, Any], ...] = (), **changes: Any) -> ActivityLine:
    told = [{**each, "activity_id": 1} for each in words]
    (only,) = activity_lines(content(today, activities=[activity(1, "En", **changes)], progress=told), today)
    return only


STANDINGS = [
    # what the plan says, its end, what is told last, the day, and how it stands
    ("", COMING, "", TODAY, Standing.UNKNOWN),
    ("", None, "", AFTER, Standing.UNKNOWN),
    ("", PASSED, "", TODAY, Standing.OVERDUE),
    ("not_started", COMING, "", TODAY, Standing.NOT_STARTED),
    ("ongoing", PASSED, "", TODAY, Standing.LATE),
    ("ongoing", PASSED, "", AFTER, Standing.OVERDUE),
    ("ongoing", "2026-12-31", "", AFTER, Standing.OVERDUE),
    ("ongoing", None, "", AFTER, Standing.ONGOING),
    ("late", COMING, "", TODAY, Standing.LATE),
    ("done", PASSED, "", AFTER, Standing.DONE),
    ("stopped", PASSED, "", AFTER, Standing.STOPPED),
    ("", PASSED, "ongoing", TODAY, Standing.LATE),
    ("", PASSED, "ongoing", AFTER, Standing.LATE),
    ("", COMING, "late", TODAY, Standing.LATE),
    ("late", PASSED, "done", TODAY, Standing.DONE),
    ("", PASSED, "stopped", AFTER, Standing.STOPPED),
]


@pytest.mark.parametrize(("printed", "ends", "told", "today", "standing"), STANDINGS)
def test_an_activity_is_late_only_where_somebody_has_said_how_far_it_has_come(
    printed: str, ends: str | None, told: str, today: date, standing: Standing
) -> None:
    words = (word("2026-09-01", status=told),) if told else ()
    assert line(today, words, status=printed, ends=ends).standing == standing


def test_the_end_is_a_day_within_the_activity() -> None:
    assert line(date(2026, 10, 31), ends=PASSED).standing == Standing.UNKNOWN
    assert line(date(2026, 11, 1), ends=PASSED).standing == Standing.OVERDUE


def test_what_asks_for_attention_comes_first_and_then_the_first_to_end() -> None:
    states = ["stopped", "done", "", "not_started", "ongoing", "ongoing", "late"]
    ends = [COMING, COMING, COMING, COMING, "2026-12-20", "2026-12-10", COMING]
    every = [
        activity(number, str(number), status=state, ends=end)
        for number, (state, end) in enumerate(zip(states, ends, strict=True), start=1)
    ]
    every.append(activity(8, "8", ends=PASSED))
    lines = activity_lines(content(TODAY, activities=every), TODAY)
    assert [each.id for each in lines] == [7, 8, 6, 5, 4, 3, 2, 1]


def test_every_word_is_kept_the_latest_first_and_counted() -> None:
    told = (word("2026-03-01", 1, note="Först"), word("2026-06-01", 2, note="Sedan", role="Controller"))
    shown = line(words=told)
    assert [each.note for each in shown.words] == ["Sedan", "Först"]
    assert shown.revision == 2
    assert shown.latest is not None
    assert (shown.latest.told_on, shown.latest.role) == (date(2026, 6, 1), "Controller")


def test_words_on_other_things_are_not_the_activitys() -> None:
    told = [word("2026-03-01", objective_id=1), word("2026-03-01", activity_id=2)]
    found = content(TODAY, activities=[activity(1, "En"), activity(2, "Två")], progress=told)
    assert {each.id: each.revision for each in activity_lines(found, TODAY)} == {1: 0, 2: 1}


def test_projects_and_investments_are_told_apart_by_word_and_stand_under_their_goal() -> None:
    every = [
        activity(1, "A", objective_id=5),
        activity(2, "B", kind="project", objective_id=6),
        activity(3, "C", kind="investment"),
    ]
    goals = [
        objective(5, kind="KF-mål", number="1.4", title="I tid"),
        objective(6, kind="avsnitt", title="Bilaga"),
    ]
    lines = activity_lines(content(TODAY, activities=every, objectives=goals), TODAY)
    assert [(each.kind, each.goal) for each in lines] == [
        ("aktivitet", "KF-mål 1.4: I tid"),
        ("projekt", "Bilaga"),
        ("investering", ""),
    ]


POINT = {"kind": "programpunkt", "number": "63", "title": "Familjestöd", "responsible_board": "SN"}
POINTS = [
    ("Pågår", None, Standing.ONGOING, "Pågår"),
    ("Ej påbörjad", None, Standing.NOT_STARTED, "Ej påbörjad"),
    ("Bereds i nämnden", None, Standing.UNKNOWN, "Bereds i nämnden"),
    ("", None, Standing.UNKNOWN, ""),
    ("Pågår", "done", Standing.DONE, ""),
]


@pytest.mark.parametrize(("printed", "told", "standing", "shown"), POINTS)
def test_a_programme_point_has_the_state_told_last_else_the_printed_one(
    printed: str, told: str | None, standing: Standing, shown: str
) -> None:
    words = [word("2026-05-01", objective_id=9, status=told)] if told else []
    found = content(TODAY, objectives=[objective(9, status=printed, **POINT)], progress=words)
    (point,) = activity_lines(found, TODAY)
    assert (point.standing, point.printed) == (standing, shown)
    assert (point.subject, point.kind, point.title) == ("objective_id", "programpunkt", "63: Familjestöd")
    assert point.responsible == "ansvarig nämnd SN"


def test_a_plan_without_undertakings_has_no_lines() -> None:
    assert activity_lines(content(TODAY, objectives=[objective(1)]), TODAY) == ()
