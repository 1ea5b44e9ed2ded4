"""A plan's undertakings as lines: how each stands, and that nobody is called late who may not be."""

from datetime import date
from typing import Any

import pytest
from undertakings import activity, content, objective, word

from metrics.plan.undertakings import Standing, Undertaking, undertakings_of

TODAY = date(2026, 11, 15)
AFTER = date(2027, 3, 1)
PASSED, COMING, LAST = "2026-10-31", "2026-12-15", "2026-12-31"


def line(today: date = TODAY, words: tuple[dict[str, Any], ...] = (), **changes: Any) -> Undertaking:
    told = [{**each, "activity_id": 1} for each in words]
    (only,) = undertakings_of(content(today, activities=[activity(1, "En", **changes)], progress=told))
    return only


STANDINGS = [
    # what the plan says, its end, what is told last, the day, and how it stands
    ("", COMING, "", TODAY, Standing.UNKNOWN),
    ("", None, "", AFTER, Standing.UNKNOWN),
    ("", PASSED, "", TODAY, Standing.OVERDUE),
    ("not_started", COMING, "", TODAY, Standing.NOT_STARTED),
    ("ongoing", PASSED, "", TODAY, Standing.LATE),
    ("ongoing", PASSED, "", AFTER, Standing.UNFOLLOWED),
    ("ongoing", "2026-12-31", "", AFTER, Standing.UNFOLLOWED),
    ("ongoing", None, "", AFTER, Standing.ONGOING),
    # what ends with the plan is late when the plan is over, if somebody has told of it
    ("", LAST, "ongoing", date(2026, 12, 31), Standing.ONGOING),
    ("", LAST, "ongoing", date(2027, 1, 1), Standing.LATE),
    ("", LAST, "ongoing", AFTER, Standing.LATE),
    ("", LAST, "", date(2026, 12, 31), Standing.UNKNOWN),
    ("", LAST, "", date(2027, 1, 1), Standing.UNFOLLOWED),
    # before the plan has begun nothing is late
    ("ongoing", "2025-11-30", "", date(2025, 12, 31), Standing.ONGOING),
    # what ends after the plan is not judged when the plan is over
    ("", "2027-02-01", "ongoing", AFTER, Standing.ONGOING),
    ("", "2027-02-01", "", AFTER, Standing.UNKNOWN),
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


@pytest.mark.parametrize(
    ("printed", "told", "standing", "status"),
    [
        ("ongoing", "", Standing.LATE, "ongoing"),
        ("", "ongoing", Standing.LATE, "ongoing"),
        ("ongoing", "not_started", Standing.LATE, "not_started"),
        ("", "late", Standing.LATE, "late"),
        ("", "", Standing.OVERDUE, ""),
    ],
)
def test_what_was_said_is_kept_apart_from_how_it_stands(
    printed: str, told: str, standing: Standing, status: str
) -> None:
    words = (word("2026-09-01", status=told),) if told else ()
    found = line(TODAY, words, status=printed, ends=PASSED)
    assert (found.standing, found.status) == (standing, status)


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
    lines = undertakings_of(content(TODAY, activities=every))
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
    assert {each.id: each.revision for each in undertakings_of(found)} == {1: 0, 2: 1}


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
    lines = undertakings_of(content(TODAY, activities=every, objectives=goals))
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
    (point,) = undertakings_of(found)
    assert (point.standing, point.printed) == (standing, shown)
    assert (point.subject, point.kind, point.title) == ("objective_id", "programpunkt", "63: Familjestöd")
    assert point.responsible == "ansvarig nämnd SN"


def test_a_plan_without_undertakings_has_no_lines() -> None:
    assert undertakings_of(content(TODAY, objectives=[objective(1)])) == ()
