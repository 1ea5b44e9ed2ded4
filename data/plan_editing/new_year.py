"""The plan of the next year: made from this year's, with the same indicators and their history."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator
from sqlalchemy import Connection, Engine, select

from data.catalogue import concepts
from data.entering import checked, entered, transaction
from data.models import Plan
from data.models.base import LATEST_YEAR, Code, table_of
from data.models.progress import PlanEditIn
from data.models.words import LONGEST_TITLE, one_line
from data.plan_editing.editing import held_alone
from data.plan_files.content import plan_content
from data.plan_files.differences import Difference, plain
from data.plan_files.edits import write_edits
from data.plan_files.entries import (
    ActivityEntry,
    FollowUpEntry,
    IndicatorEntry,
    PlanEntry,
    PlanFile,
    TargetEntry,
)
from data.plan_files.loading import load_content
from data.plan_files.reading import checked_plan
from data.recording import RecordingError
from metrics.periods import Period
from metrics.plan_editing.words import years_moved
from metrics.vocabulary import EditKind, Periodicity, PlanNoun

DAY = timedelta(days=1)
CARRIED = " (överförd från "
LAST_OF_SENSE = date(LATEST_YEAR, 12, 31)
"""A plan from before the rule on days may say that it is valid longer; after the last day of all is none."""
UNDECIDED = {"decided_by": "", "decided_on": None, "reference": "", "edition": 0}
LEFT = ("contradictions", "events", "series", "result_tables")
"""What a plan has that the next one doesn't."""


class NextPlanIn(PlanEditIn):
    """What the plan of the next year is to be called, and why and in which role it is made."""

    code: Annotated[Code, AfterValidator(one_line(LONGEST_TITLE))]
    title: Annotated[str, AfterValidator(one_line(LONGEST_TITLE))]


def next_year(
    content: PlanFile,
    *,
    code: str,
    title: str,
    keep_activities: Sequence[str],
    keep_follow_ups: Sequence[str] | None = None,
) -> PlanFile:
    """Return the plan that follows directly after a plan and is valid as long.

    The tree, the indicators with their changes of definition and the owed accounts are carried over; due days
    move with the plan. A target that is valid on the old plan's last day is valid for the new one's days, and
    its source says where it comes from. One that is stated for those days already stays as it is, and what is
    carried over only fills the days beside it. Of the activities those named by code are kept, with their
    days; so are the owed accounts, all of them where none are named. What the old plan said of how far its
    activities and programme points have come is left. A year of the old plan in their titles moves with the
    plan. The new plan is not decided on yet, has nothing printed, no events and no contradictions, and its
    document is called as itself.
    """
    old = content.plan
    months, first, last = _days_after(old)
    fresh = {"code": code, "title": title, "document": title, "valid_from": first, "valid_to": last}
    update = {
        "plan": old.model_copy(update={**fresh, **UNDECIDED}),
        "objectives": [entry.model_copy(update={"status": ""}) for entry in content.objectives],
        "indicators": [
            entry.model_copy(update={"targets": list(_targets(entry, old.title, first, last))})
            for entry in content.indicators
        ],
        "activities": [
            entry.model_copy(update={"status": None, "title": _title_later(entry.title, old)})
            for entry in content.activities
            if entry.code in keep_activities
        ],
        "follow_ups": [
            _due_later(entry, months).model_copy(update={"title": _title_later(entry.title, old)})
            for entry in content.follow_ups
            if keep_follow_ups is None or entry.code in keep_follow_ups
        ],
    }
    return content.model_copy(update={**update, **{name: [] for name in LEFT}})


def without_targets(content: PlanFile) -> tuple[list[str], list[str]]:
    """Return the names of the indicators that would have no target in the next plan.

    First those that have one in this plan, then those that have none here either. What is outside the plan or
    shown beside another is not among them.
    """
    _, first, last = _days_after(content.plan)
    lost: list[str] = []
    never: list[str] = []
    for entry in content.indicators:
        kept = _targets(entry, "", first, last)
        if entry.outside or entry.accompanies or any(target.valid_from <= last for target in kept):
            continue
        (lost if entry.targets else never).append(entry.name)
    return lost, never


def _days_after(plan: PlanEntry) -> tuple[int, date, date]:
    """Return how many months a plan is valid, and the first and last day of as many directly after it."""
    start, end = plan.valid_from, min(plan.valid_to, LAST_OF_SENSE)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    return months, end + DAY, _later(end, months)


def copy_to_next_year(
    engine: Engine,
    *,
    plan_id: int,
    given: Mapping[str, Any],
    keep_activities: Sequence[str],
    keep_follow_ups: Sequence[str] | None = None,
) -> int:
    """Make the plan of the next year; return its number. `given` are `code`, `title`, `role` and `reason`.

    Raises RecordingError if anything given can't be, if the organisation has a plan with that code, or if
    this plan has been made into one of those days already.
    """
    told = checked(NextPlanIn, given)
    with transaction(engine) as connection:
        organisation_id = held_alone(connection, plan_id)
        content = plan_content(connection, plan_id)
        wanted = next_year(
            content,
            code=told.code,
            title=told.title,
            keep_activities=keep_activities,
            keep_follow_ups=keep_follow_ups,
        )
        problems = list(_refused(connection, organisation_id, plan_id, wanted.plan))
        problems += _unknown("keep_activities", content.activities, keep_activities)
        problems += _unknown("keep_follow_ups", content.follow_ups, keep_follow_ups or ())
        problems += checked_plan(wanted.model_dump(), concepts())[1]
        if problems:
            raise RecordingError(problems)
        import_id = entered(connection, organisation_id, told.role, f"Ny plan: {told.title}")
        owned = {"organisation_id": organisation_id, "import_id": import_id}
        made_of = {"import_id": import_id, "copied_from_id": plan_id}
        number, _ = load_content(connection, wanted, owned, made_of)
        why = {"reason": told.reason, "role": told.role}
        write_edits(connection, [_added(wanted)], {**owned, "plan_id": number, **why})
    return number


def _refused(connection: Connection, organisation_id: int, plan_id: int, wanted: PlanEntry) -> Iterator[str]:
    """Yield which plan there is already, by the new one's code or made of the same one for its days."""
    plan = table_of(Plan)
    mine = (plan.c.organisation_id == organisation_id, plan.c.code == wanted.code)
    title = connection.scalar(select(plan.c.title).where(*mine))
    if title is not None:
        yield f"code: koden «{wanted.code}» har redan planen «{title}»; välj en annan"
        return
    days = (plan.c.valid_from == wanted.valid_from, plan.c.valid_to == wanted.valid_to)
    made = connection.scalar(select(plan.c.title).where(plan.c.copied_from_id == plan_id, *days))
    if made is not None:
        yield f"planen för de dagarna är redan gjord av den här: «{made}». Ändra i den i stället"


def _unknown(
    name: str, there: Sequence[ActivityEntry] | Sequence[FollowUpEntry], kept: Sequence[str]
) -> Iterator[str]:
    known = {entry.code for entry in there}
    yield from (f"{name}: «{each}» finns inte i planen" for each in kept if each not in known)


def _added(wanted: PlanFile) -> Difference:
    plan = plain(wanted.plan)
    return Difference(
        PlanNoun.PLAN, wanted.plan.code, wanted.plan.title, EditKind.ADDED, None, plan, tuple(plan)
    )


def _targets(indicator: IndicatorEntry, title: str, first: date, last: date) -> Iterator[TargetEntry]:
    """Yield an indicator's targets for a plan of these days; `title` is that of the plan just before."""
    old_end = first - DAY
    for targets in _by_whom(indicator.targets):
        stated = [target for target in targets if target.valid_to >= first]
        ending = [target for target in targets if target.valid_from <= old_end <= target.valid_to]
        begins = min((target.valid_from for target in stated), default=last + DAY)
        yield from _carried(ending, indicator, title, (first, begins - DAY))
        yield from stated
        ends = max((target.valid_to for target in stated), default=last)
        latest = [target for target in stated if target.valid_to == ends]
        yield from _carried(latest, indicator, title, (ends + DAY, last))


def _by_whom(targets: Sequence[TargetEntry]) -> list[list[TargetEntry]]:
    """Return targets apart by unit and level, for those don't take each other's place."""
    apart: dict[tuple[str | None, str], list[TargetEntry]] = {}
    for target in targets:
        apart.setdefault((target.unit, target.level), []).append(target)
    return list(apart.values())


def _carried(
    targets: Sequence[TargetEntry], indicator: IndicatorEntry, title: str, days: tuple[date, date]
) -> Iterator[TargetEntry]:
    """Yield targets for other days, if there are any; their source says from which plan they come."""
    first, last = days
    if first > last:
        return
    for target in targets:
        origin = (target.source or indicator.source).partition(CARRIED)[0]
        source = f"{origin}{CARRIED}{title})"
        yield target.model_copy(update={"valid_from": first, "valid_to": last, "source": source})


def _title_later(title: str, old: PlanEntry) -> str:
    """Return a title with each of the old plan's years moved as far as the plan."""
    return years_moved(title, old.valid_from.year, old.valid_to.year)


def _due_later(entry: FollowUpEntry, months: int) -> FollowUpEntry:
    """Return an owed account due as many months later; one without a day stays."""
    if not entry.due:
        return entry
    by_month = len(entry.due) == len("2019-03")
    day = _later(date.fromisoformat(f"{entry.due}-01" if by_month else entry.due), months)
    return entry.model_copy(update={"due": day.isoformat()[: len(entry.due)]})


def _later(day: date, months: int) -> date:
    """Return the day some months later; the last of a month stays the last."""
    month = Period.containing(day, Periodicity.MONTH)
    later = month.shifted(months)
    return later.last if day == month.last else later.first.replace(day=min(day.day, later.last.day))
