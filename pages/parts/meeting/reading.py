"""What the hour is made of, read: as it stands, or as it looked on the day of an earlier meeting."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

import pandas as pd

from metrics.change_words import changes_sentence
from metrics.meeting.hour import Material
from metrics.meeting.lateness import Late, late_things, plans_followed, undertaken, untold
from metrics.meeting.sitting import Comparison, Sitting, comparison
from metrics.meeting.threats import greatest_risks
from metrics.money.scale import MNKR
from metrics.money.words import lead
from metrics.plan.content import PlanContent, plan_for
from metrics.receipts.decision_lines import DecisionLine
from metrics.risks.register import RiskLine
from metrics.rows import Row
from pages.parts import (
    reads,
    reads_decisions,
    reads_history,
    reads_meeting,
    reads_money,
    reads_plan,
    reads_reporting,
    reads_risks,
    reads_year_wheel,
)
from pages.parts.address import Choice


def material_of(choice: Choice, sitting: Sitting) -> Material:
    """Return what a meeting has before it, and what it has decided.

    Of an earlier meeting all is as it looked that evening, but for its own decisions: they stand as they do
    now, written down that day or later.
    """
    own = _decisions(choice, sitting)
    with reads.looking_back(sitting.day if sitting.is_earlier else None):
        contents = _plans(choice, sitting.day)
        activities = undertaken(contents)
        against = _comparison(choice, sitting)
        return Material(
            sitting,
            choice.period,
            against,
            rows=reads.overview(choice.office.code, choice.place.id, choice.period.code),
            before=_before(choice, against),
            corrected=_corrected(choice, sitting),
            money=_money(choice),
            risks=_risks(choice, contents, sitting.day),
            late=_late(choice, activities, sitting.day),
            untold=untold(contents, sitting.day),
            decisions=[line for line in _decisions(choice, sitting) if not _is_of(line, sitting)],
            own=[line for line in own if _is_of(line, sitting)],
        )


def _comparison(choice: Choice, sitting: Sitting) -> Comparison:
    """Return what is compared with; a meeting of before the figures were read in here has seen nothing."""
    last = sitting.last
    opened = reads_meeting.opened_on(choice.office.code, last.held_on) if last else None
    against = comparison(choice.period, last, opened)
    if against.as_of is None or any(row.reported_before for row in _before(choice, against)):
        return against
    return comparison(choice.period, last, None)


def _before(choice: Choice, against: Comparison) -> Sequence[Row]:
    with reads.looking_back(against.as_of):
        return reads.overview(choice.office.code, choice.place.id, against.period.code)


def _decisions(choice: Choice, sitting: Sitting) -> tuple[DecisionLine, ...]:
    return reads_decisions.decisions(choice.office.code, choice.place.id, choice.period.code, sitting.day)


def _is_of(line: DecisionLine, sitting: Sitting) -> bool:
    return sitting.meeting is not None and line.meeting_id == sitting.meeting.id


def _plans(choice: Choice, day: date) -> list[PlanContent]:
    """Return the plans that are followed on a day, the newest first; else that of the period, if any."""
    code = choice.office.code
    every = reads_plan.plans(code)
    followed = plans_followed(every, day, otherwise=plan_for(every, None, choice.period.last))
    return [reads_plan.content(code, plan.id, day) for plan in followed]


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


def _risks(choice: Choice, contents: Iterable[PlanContent], day: date) -> tuple[RiskLine, ...]:
    plans = [content.document.id for content in contents]
    return greatest_risks(
        chain.from_iterable(reads_risks.risks((choice.office.code, plan, day)) for plan in plans)
    )


def _late(choice: Choice, activities: pd.DataFrame | None, day: date) -> tuple[Late, ...]:
    code = choice.office.code
    units = reads_reporting.status(code, choice.place.id, choice.period.code, day).units
    return late_things(activities, reads_year_wheel.every_occasion(code, day), units, day)
