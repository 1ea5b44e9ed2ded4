"""A plan as its pages need it: the document, its tree, and what stands in the tree."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd


@dataclass(frozen=True)
class PlanDocument:
    """Where a plan comes from; `edition` counts changes on screen. None or empty is what is not said."""

    id: int
    code: str
    title: str
    document: str
    valid_from: date
    valid_to: date
    decided_by: str
    decided_on: date | None
    reference: str
    edition: int
    copied_from_id: int | None

    def has_ended(self, today: date) -> bool:
        """Tell whether the plan's time is over."""
        return self.valid_to < today

    def day_looked_at(self, today: date) -> date | None:
        """Return the day that the plan is looked at: today, but the day after its last once it has ended.

        On that day all that the plan was to do within its time should have been done. Before its time has
        begun there is none: nothing can be late yet.
        """
        if today < self.valid_from:
            return None
        return min(today, self.valid_to + timedelta(days=1))


@dataclass(frozen=True)
class PlanContent:
    """A plan and what it holds, as `queries_plan` gives it, in the document's order.

    `activities` also have what has been told of them, as `activity_states.with_states` adds it; `progress` is
    every word on anything of the organisation's.
    """

    document: PlanDocument
    objectives: pd.DataFrame
    places: pd.DataFrame
    targets: pd.DataFrame
    activities: pd.DataFrame
    follow_ups: pd.DataFrame
    deliveries: pd.DataFrame
    progress: pd.DataFrame


def plan_documents(frame: pd.DataFrame) -> tuple[PlanDocument, ...]:
    """Return plans as values, in the order of the rows that `queries_plan.plan_documents` gives."""
    return tuple(
        PlanDocument(
            id=int(row["id"]),
            code=row["code"],
            title=row["title"],
            document=row["document"],
            valid_from=row["valid_from"].date(),
            valid_to=row["valid_to"].date(),
            decided_by=row["decided_by"],
            decided_on=None if pd.isna(row["decided_on"]) else row["decided_on"].date(),
            reference=row["reference"],
            edition=int(row["edition"]),
            copied_from_id=None if pd.isna(row["copied_from_id"]) else int(row["copied_from_id"]),
        )
        for row in frame.to_dict("records")
    )


def plan_for(plans: tuple[PlanDocument, ...], code: str | None, day: date) -> PlanDocument | None:
    """Return the plan with a code, else the newest valid on a day, else the newest; None without any."""
    named = (plan for plan in plans if plan.code == code)
    valid = (plan for plan in plans if plan.valid_from <= day <= plan.valid_to)
    return next(named, None) or next(valid, None) or next(iter(plans), None)
