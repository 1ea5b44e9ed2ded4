"""What Exempelstad tells of its plan: about what the plan has, in order, on working days, by work roles."""

import tomllib
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from data.demo import meetings
from data.demo.activity_words import ACTIVITIES
from data.demo.following import ASSESSMENTS, DELIVERIES, OBJECTIVES, PLAN, Word, recorded_on
from data.demo.meetings import DECISIONS, MEETINGS
from data.models.meeting import DecisionIn, MeetingIn
from data.models.progress import FollowUpDeliveryIn, ProgressIn, RiskAssessmentIn
from data.plan_files.reading import PlanFile, read_plan
from metrics.plan.activity_states import with_states
from metrics.vocabulary import ActivityStatus, Direction

HERE = Path(__file__).resolve().parents[2]
NOW = date(2026, 11, 20)
"""About the day on which the demo's year stands still."""
YEAR = (date(2026, 1, 1), NOW)
SATURDAY = 5


@cache
def plan() -> PlanFile:
    concepts = tomllib.loads((HERE / "data/plans/concepts.toml").read_text(encoding="utf-8"))
    return read_plan(HERE / "data/demo/exempelstad.toml", concepts).content


def codes(noun: str) -> set[str]:
    return {entry.code for entry in getattr(plan(), noun)}


def stories() -> Iterator[tuple[str, str, tuple[Word, ...]]]:
    """Yield of everything that is told of: its name, the role, and the words."""
    for story in (*ACTIVITIES, *OBJECTIVES):
        yield story.code, story.role, story.words
    for decision in DECISIONS:
        yield decision.code, decision.responsible, decision.told


def told_days() -> Iterator[date]:
    for _, _, words in stories():
        yield from (date.fromisoformat(day) for day, _, _ in words)
    yield from (each.assessed_on for each in ASSESSMENTS)
    yield from (each.delivered_on for each in DELIVERIES)
    yield from (each.held_on for each in MEETINGS)


def states_on(day: date) -> dict[str, str]:
    """Return each activity's state on a day, as the product tells it: what has been told by then."""
    table = pd.DataFrame([entry.model_dump() for entry in plan().activities])
    numbers = {code: number for number, code in enumerate(table["code"])}
    frame = table.assign(
        id=table["code"].map(numbers),
        starts=pd.to_datetime(table["starts"]),
        ends=pd.to_datetime(table["ends"]),
        status=table["status"].fillna(""),
    )
    words = [
        (numbers[story.code], revision, pd.Timestamp(told_on), status.value, note, story.role)
        for story in ACTIVITIES
        for revision, (told_on, status, note) in enumerate(story.words, start=1)
        if date.fromisoformat(told_on) <= day
    ]
    columns = ["activity_id", "revision", "told_on", "status", "note", "role"]
    progress = pd.DataFrame(words, columns=columns).astype({"activity_id": "Int64"})
    stood = with_states(frame, progress, day=day, plan_has_ended=False)
    return dict(zip(stood["code"], stood["state"], strict=True))


# It is about what the plan has


def test_every_code_is_the_plans() -> None:
    assert plan().plan.code == PLAN
    assert {story.code for story in ACTIVITIES} <= codes("activities")
    assert {story.code for story in OBJECTIVES} <= codes("objectives")
    assert {each.risk for each in ASSESSMENTS} <= codes("objectives")
    assert {each.follow_up for each in DELIVERIES} <= codes("follow_ups")
    assert {each.unit for each in DECISIONS} <= codes("units")
    assert {each.indicator for each in DECISIONS if each.indicator} <= codes("indicators")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("inriktningsmål", 3),
        ("nämndmål", 6),
        ("enhetsmål", 5),
        ("tjänstegaranti", 3),
        ("uppdrag", 1),
        ("arbetsgivaruppdrag", 1),
        ("risk", 5),
        ("avsnitt", 1),
        ("programpunkt", 3),
    ],
)
def test_the_plan_has_every_kind_of_node(kind: str, expected: int) -> None:
    assert sum(objective.kind == kind for objective in plan().objectives) == expected


def test_every_guarantee_has_its_indicator_and_every_risk_its_actions() -> None:
    for objective in plan().objectives:
        if objective.kind == "tjänstegaranti":
            assert len(objective.indicators) == 1, objective.code
    acted_on = {activity.objective for activity in plan().activities}
    assert {each.code for each in plan().objectives if each.kind == "risk"} <= acted_on


def test_a_programme_point_says_how_it_is_handled_by_which_boards_and_how_far_it_is() -> None:
    points = [each for each in plan().objectives if each.kind == "programpunkt"]
    for point in points:
        assert point.handling and point.status and point.responsible_board and point.concerned_boards
        assert {point.parent} == {"programmet"}


def test_activities_have_days_and_a_role_and_some_reach_into_the_year_after() -> None:
    for activity in plan().activities:
        assert activity.starts and activity.ends and activity.responsible, activity.code
    later = {each.code for each in plan().activities if each.ends and each.ends.year == 2027}
    assert later == {"a19", "a21", "a23", "a25"}


# It is told in order, on working days, by roles


def test_what_is_told_of_one_thing_is_told_in_order_once() -> None:
    names = [name for name, _, _ in stories()]
    assert len(names) == len(set(names))
    for name, _, words in stories():
        days = [day for day, _, _ in words]
        assert days == sorted(set(days)), name


def test_everything_is_told_on_a_working_day_of_the_year_in_office_hours() -> None:
    for day in told_days():
        assert YEAR[0] <= day <= YEAR[1], day
        assert day.weekday() < SATURDAY, day
        assert recorded_on(day).date() == day
        assert time(7) <= recorded_on(day).timetz().replace(tzinfo=None) <= time(16)


def test_an_activity_is_spoken_of_after_it_has_begun() -> None:
    starts = {activity.code: activity.starts for activity in plan().activities}
    for story in ACTIVITIES:
        began = starts[story.code]
        assert began is not None and date.fromisoformat(story.words[0][0]) >= began, story.code


def test_a_decision_begins_when_it_is_made_or_later_and_is_spoken_of_after_that() -> None:
    for decision in DECISIONS:
        assert decision.decided_on <= decision.starts_on < decision.follow_up_on, decision.code
        assert all(date.fromisoformat(day) >= decision.starts_on for day, _, _ in decision.told)


def test_decisions_are_made_at_a_meeting_but_for_those_of_the_year_before() -> None:
    held = {meeting.held_on for meeting in MEETINGS}
    between = [each.code for each in DECISIONS if each.decided_on not in held]
    assert between == ["service", "extern-oppenvard", "jobbspar", "placeringsrad"]
    assert between == [each.code for each in DECISIONS if each.decided_on.year == 2025]


def test_every_word_is_one_that_a_person_could_have_written() -> None:
    """The same rules hold for the demo as for the forms."""
    for _, role, words in stories():
        for day, status, note in words:
            told = ProgressIn(told_on=date.fromisoformat(day), status=status.value, note=note, role=role)
            assert told.note == note
    for weighed in ASSESSMENTS:
        told_as = {name: value for name, value in vars(weighed).items() if name != "risk"}
        assert RiskAssessmentIn.model_validate(told_as).note == weighed.note
    for given in DELIVERIES:
        told_as = {name: value for name, value in vars(given).items() if name != "follow_up"}
        assert FollowUpDeliveryIn.model_validate(told_as).due == given.due
    for held in MEETINGS:
        assert MeetingIn.model_validate({**vars(held), "role": meetings.SECRETARY}).present == held.present
    for decided in DECISIONS:
        fields = {name: getattr(decided, name) for name in ("text", "responsible", "starts_on", "expected")}
        decision = DecisionIn.model_validate({**fields, "role": meetings.SECRETARY})
        assert (decision.expected == Direction.NONE) == (decided.indicator is None)


def test_every_account_given_says_where_it_is_found_and_that_it_is_invented() -> None:
    occasions = [(each.follow_up, each.due) for each in DELIVERIES]
    assert len(occasions) == len(set(occasions))
    assert all(each.note.endswith(("(påhittat)", "(påhittade)")) for each in DELIVERIES)


# The year has its turns


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("a1", "done"),
        ("a3", "ongoing"),
        ("a4", "late"),  # told so
        ("a9", "late"),
        ("a12", "not_started"),  # as the plan prints, nothing is told
        ("a14", "stopped"),
        ("a20", ""),  # its end has passed, and nobody has told anything
        ("a23", "ongoing"),
        ("a24", "done"),
        ("a26", "done"),
        ("a27", "late"),  # told as under way, but its end has passed
    ],
)
def test_how_an_activity_stands_in_november(code: str, state: str) -> None:
    assert states_on(NOW)[code] == state


@pytest.mark.parametrize(
    ("code", "june"),
    [("a4", "ongoing"), ("a9", "ongoing"), ("a23", "not_started"), ("a26", "ongoing"), ("a27", "ongoing")],
)
def test_in_june_it_stood_otherwise(code: str, june: str) -> None:
    assert states_on(date(2026, 6, 30))[code] == june
    assert states_on(NOW)[code] != june


@pytest.mark.parametrize("code", ["a1", "a26"])
def test_two_are_done_before_their_time(code: str) -> None:
    ends = {activity.code: activity.ends for activity in plan().activities}[code]
    (story,) = (each for each in ACTIVITIES if each.code == code)
    day, status, _ = story.words[-1]
    assert status == ActivityStatus.DONE
    assert ends is not None and date.fromisoformat(day) < ends


def test_most_activities_are_told_of_two_to_four_times() -> None:
    times = [len(story.words) for story in ACTIVITIES]
    assert set(times) <= {2, 3, 4}
    assert codes("activities") - {story.code for story in ACTIVITIES} == {"a12", "a20"}


@pytest.mark.parametrize(
    ("risk", "weights"),
    [
        ("risk-1", [(4, 3), (3, 3)]),  # less likely
        ("risk-2", [(2, 4), (3, 4)]),  # likelier
        ("risk-3", [(3, 4), (2, 4)]),
        ("risk-4", [(2, 3), (2, 3)]),
        ("risk-5", []),  # came in August, not weighed yet
    ],
)
def test_risks_move_both_ways_between_april_and_september(risk: str, weights: list[tuple[int, int]]) -> None:
    mine = [each for each in ASSESSMENTS if each.risk == risk]
    assert [(each.likelihood, each.consequence) for each in mine] == weights
    assert [each.assessed_on.month for each in mine] == [5, 10][: len(mine)]


def test_meetings_are_monthly_but_for_july() -> None:
    assert [meeting.held_on.month for meeting in MEETINGS] == [1, 2, 3, 4, 5, 6, 8, 9, 10]


def test_the_year_has_all_five_states() -> None:
    assert {status for _, _, words in stories() for _, status, _ in words} == set(ActivityStatus)
