"""Bringing into the store what Exempelstad has told of its plan, and its meetings.

Everything is made once: what is taken back stays so, and what somebody has told on screen is neither written
over nor doubled. Of a subject that has words already, only the demo's own story is told further.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from data.models import (
    Activity,
    Decision,
    FollowUp,
    FollowUpDelivery,
    Meeting,
    Objective,
    Plan,
    Progress,
    RiskAssessment,
)
from data.models.base import Base, table_of
from data.models.meeting import DecisionIn, MeetingIn
from data.models.progress import FollowUpDeliveryIn, ProgressIn, RiskAssessmentIn
from data.recording_meetings import add_decision, add_meeting
from data.recording_progress import add_assessment, add_delivery, add_progress

Ids = Mapping[str, int]
Owned = Mapping[str, int]


def follow_plan(connection: Connection, owned: Owned, ids: Mapping[str, Ids]) -> None:
    """Tell the whole year of the invented plan.

    `owned` is organisation and import; `ids` the numbers of units and indicators by code. What the plan no
    longer has, since somebody has changed it on screen, is left out.
    """
    from data.demo.activity_words import ACTIVITIES
    from data.demo.following import OBJECTIVES, PLAN

    table = table_of(Plan)
    mine = table.c.organisation_id == owned["organisation_id"], table.c.code == PLAN
    plan_id = connection.scalar(select(table.c.id).where(*mine))
    if plan_id is None:
        return
    activities, objectives, follow_ups = (
        _in_plan(connection, model, plan_id) for model in (Activity, Objective, FollowUp)
    )
    for told, numbers, column in (
        (ACTIVITIES, activities, "activity_id"),
        (OBJECTIVES, objectives, "objective_id"),
    ):
        for story in told:
            if story.code in numbers:
                _tell(connection, owned, {column: numbers[story.code]}, story.role, story.words)
    _weigh(connection, owned, objectives)
    _give(connection, owned, follow_ups)
    _meet(connection, owned, ids["unit"])
    _decide(connection, owned, ids)


def _in_plan(connection: Connection, model: type[Base], plan_id: int) -> dict[str, int]:
    """Return code -> number of what stands in the plan."""
    table = table_of(model)
    rows = select(table.c.code, table.c.id).where(table.c.plan_id == plan_id, ~table.c.retired)
    return {row.code: row.id for row in connection.execute(rows)}


def _tell(
    connection: Connection, owned: Owned, subject: Ids, role: str, words: Sequence[Sequence[Any]]
) -> None:
    """Tell a story on a subject, from where it was left; nothing where others have told theirs."""
    from data.demo.following import recorded_on

    every = [
        ProgressIn(told_on=day, status=status.value, note=note, role=role) for day, status, note in words
    ]
    told = _told(connection, Progress, subject, every)
    for revision, word in enumerate(every[told:], start=told + 1):
        add_progress(connection, word, subject, revision, {**owned, "recorded_at": recorded_on(word.told_on)})


def _weigh(connection: Connection, owned: Owned, risks: Ids) -> None:
    from data.demo.following import ASSESSMENTS, recorded_on

    for risk in dict.fromkeys(each.risk for each in ASSESSMENTS if each.risk in risks):
        every = [
            RiskAssessmentIn(
                assessed_on=each.assessed_on,
                likelihood=each.likelihood,
                consequence=each.consequence,
                note=each.note,
                role=each.role,
            )
            for each in ASSESSMENTS
            if each.risk == risk
        ]
        told = _told(connection, RiskAssessment, {"objective_id": risks[risk]}, every)
        for revision, weighed in enumerate(every[told:], start=told + 1):
            moment = {**owned, "recorded_at": recorded_on(weighed.assessed_on)}
            add_assessment(connection, weighed, risks[risk], revision, moment)


def _told(connection: Connection, model: type[Base], subject: Ids, story: Sequence[Base]) -> int:
    """Return how many words of a story stand on its subject; all of them where anything else does."""
    table = table_of(model)
    ((column, number),) = subject.items()
    wanted = select(table).where(table.c[column] == number).order_by(table.c.revision)
    held = [row._mapping for row in connection.execute(wanted)]
    own = [word.model_dump() for word in story]
    same = all(
        all(row[name] == value for name, value in word.items()) for row, word in zip(held, own, strict=False)
    )
    return len(held) if same else len(story)


def _give(connection: Connection, owned: Owned, follow_ups: Ids) -> None:
    """Write what accounts were given; an occasion that is spoken of already is left."""
    from data.demo.following import DELIVERIES, recorded_on

    made = made_already(connection, FollowUpDelivery, owned, "follow_up_id", "due")
    for each in DELIVERIES:
        follow_up_id = follow_ups.get(each.follow_up)
        if follow_up_id is not None and (follow_up_id, each.due) not in made:
            given = FollowUpDeliveryIn(
                due=each.due, delivered_on=each.delivered_on, note=each.note, role=each.role
            )
            moment = {**owned, "recorded_at": recorded_on(each.delivered_on)}
            add_delivery(connection, given, follow_up_id, moment)


def _meet(connection: Connection, owned: Owned, units: Ids) -> None:
    from data.demo.following import recorded_on
    from data.demo.meetings import MEETINGS, SECRETARY
    from data.demo.reporting import ROOT

    made = made_already(connection, Meeting, owned, "unit_id", "held_on")
    for each in MEETINGS:
        if (units[ROOT], each.held_on) not in made:
            meeting = MeetingIn(held_on=each.held_on, present=each.present, note=each.note, role=SECRETARY)
            add_meeting(connection, meeting, units[ROOT], {**owned, "recorded_at": recorded_on(each.held_on)})


def _decide(connection: Connection, owned: Owned, ids: Mapping[str, Ids]) -> None:
    """Write the decisions, each at the meeting of its day if there is one, and what was told of them."""
    from data.demo.following import recorded_on
    from data.demo.meetings import DECISIONS, SECRETARY
    from data.demo.reporting import ROOT

    meetings = made_already(connection, Meeting, owned, "unit_id", "held_on")
    place = "unit_id", "indicator_id", "text", "starts_on"
    made = made_already(connection, Decision, owned, *place)
    for each in DECISIONS:
        unit_id = ids["unit"][each.unit]
        indicator_id = ids["indicator"][each.indicator] if each.indicator else None
        decision_id = made.get((unit_id, indicator_id, each.text, each.starts_on))
        if decision_id is None:
            decision = DecisionIn(
                text=each.text,
                responsible=each.responsible,
                starts_on=each.starts_on,
                expected=each.expected.value,
                follow_up_on=each.follow_up_on,
                role=SECRETARY,
            )
            where = {
                "unit_id": unit_id,
                "indicator_id": indicator_id,
                "meeting_id": meetings.get((ids["unit"][ROOT], each.decided_on)),
            }
            moment = {**owned, "recorded_at": recorded_on(each.decided_on)}
            decision_id = add_decision(connection, decision, where, moment)
        _tell(connection, owned, {"decision_id": decision_id}, each.responsible, each.told)


def made_already(
    connection: Connection, model: type[Base], owned: Owned, *columns: str
) -> dict[tuple[object, ...], int]:
    """Return the numbers of the organisation's rows by these columns, also of those that are taken back."""
    table = table_of(model)
    question = select(*[table.c[name] for name in columns], table.c.id).where(
        table.c.organisation_id == owned["organisation_id"]
    )
    return {tuple(row)[:-1]: row.id for row in connection.execute(question.order_by(table.c.id))}
