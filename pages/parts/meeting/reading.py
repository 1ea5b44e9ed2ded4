"""What the hour is made of, read: as it stands, or as it looked on the day of an earlier meeting."""

from datetime import date

from metrics.change_words import changes_sentence
from metrics.meeting.hour import Seen
from metrics.meeting.lateness import Late, late_things, unknown_ends
from metrics.meeting.sitting import Sitting, compared_period
from metrics.meeting.threats import Risk
from metrics.money.scale import MNKR
from metrics.money.words import lead
from metrics.plan.content import PlanContent, plan_for
from metrics.receipts.decision_lines import DecisionLine
from pages.parts import (
    reads,
    reads_decisions,
    reads_history,
    reads_meeting,
    reads_money,
    reads_plan,
    reads_reporting,
    reads_year_wheel,
)
from pages.parts.address import Choice


def seen_of(choice: Choice, sitting: Sitting) -> Seen:
    """Return what a meeting has before it, and what it has decided.

    Of an earlier meeting all is as it looked that evening, but for its own decisions: they stand as they do
    now, written down that day or later.
    """
    own = _decisions(choice, sitting)
    with reads_meeting.as_it_looked(sitting.day if sitting.is_earlier else None):
        content = _plan(choice, sitting.day)
        since = compared_period(choice.period, sitting.last.held_on if sitting.last else None)
        return Seen(
            sitting,
            choice.period,
            since,
            rows=reads.overview(choice.office.code, choice.place.id, choice.period.code),
            before=reads.overview(choice.office.code, choice.place.id, since.code),
            corrected=_corrected(choice, sitting),
            money=_money(choice),
            risks=_risks(choice, content),
            late=_late(choice, content, sitting.day),
            unknown_ends=0 if content is None else unknown_ends(content.activities),
            decisions=[line for line in _decisions(choice, sitting) if not _is_of(line, sitting)],
            own=[line for line in own if _is_of(line, sitting)],
        )


def _decisions(choice: Choice, sitting: Sitting) -> tuple[DecisionLine, ...]:
    return reads_decisions.decisions(choice.office.code, choice.place.id, choice.period.code, sitting.day)


def _is_of(line: DecisionLine, sitting: Sitting) -> bool:
    return sitting.meeting is not None and line.meeting_id == sitting.meeting.id


def _plan(choice: Choice, day: date) -> PlanContent | None:
    """Return the plan of the period; None where the office has none."""
    plan = plan_for(reads_plan.plans(choice.office.code), None, choice.period.last)
    return None if plan is None else reads_plan.content(choice.office.code, plan.id, day)


def _corrected(choice: Choice, sitting: Sitting) -> str:
    """Say what has been corrected since the last meeting; empty where there was none."""
    if sitting.last is None:
        return ""
    since = sitting.last.held_on
    found = reads_history.changes((choice.office.code, choice.place.id, since, sitting.day))
    return changes_sentence(found.counted, since, sitting.day if sitting.is_earlier else None)


def _money(choice: Choice) -> str:
    view = reads_money.economy(choice.office.code, choice.place.id, choice.period.code, None)
    return "" if view is None else f"Ekonomin: {lead(view, MNKR)}"


def _risks(choice: Choice, content: PlanContent | None) -> tuple[Risk, ...]:
    return () if content is None else reads_meeting.risks(choice.office.code, content.document.id)


def _late(choice: Choice, content: PlanContent | None, day: date) -> tuple[Late, ...]:
    code = choice.office.code
    units = reads_reporting.status(code, choice.place.id, choice.period.code, day).units
    if content is None:
        return late_things(None, (), units, day)
    looked_at = content.document.day_looked_at(day)
    return late_things(content.activities, reads_year_wheel.every_occasion(code, day), units, looked_at)
