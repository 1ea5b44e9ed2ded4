"""What plans of one organisation share: a change of it in one plan is a change in the others too.

Units and indicators belong to the organisation, and the plans have their own targets and places for them.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, update

from data.models import Plan
from data.models.base import table_of
from data.plan_files.content import plan_content
from data.plan_files.differences import Difference, differences
from data.plan_files.edits import write_edits
from data.plan_files.entries import PlanFile
from data.queries_plan_file import rows_of
from metrics.vocabulary import EditKind, PlanNoun

SHARED = (PlanNoun.UNIT, PlanNoun.INDICATOR)
OWN = frozenset(("objective", "targets", "outside"))
"""What each plan says for itself of an indicator."""


def is_shared(found: Difference) -> bool:
    """Tell whether a difference is one in other plans too."""
    return found.noun in SHARED and not OWN.issuperset(found.fields)


def other_plans(connection: Connection, organisation_id: int, code: str) -> dict[int, PlanFile]:
    """Return the organisation's plans, number -> how they stand, but the one with the code."""
    rows = rows_of(connection, Plan, organisation_id=organisation_id)
    return {row["id"]: plan_content(connection, row["id"]) for row in rows if row["code"] != code}


def changed_with(
    connection: Connection,
    others: Mapping[int, PlanFile],
    told: Mapping[str, Any],
    *,
    on_screen: bool = False,
) -> None:
    """Write down what has been changed in other plans, and raise their edition where it was done on screen.

    `others` are as they stood before, and `told` as `write_edits` takes it. A file from before the change
    is then refused by those plans too. What has only been added to the organisation is no change of them.
    """
    table = table_of(Plan)
    for number, before in others.items():
        every = differences(before, plan_content(connection, number))
        found = [each for each in every if each.change == EditKind.CHANGED]
        write_edits(connection, found, {**told, "plan_id": number})
        if found and on_screen:
            raised = update(table).where(table.c.id == number)
            connection.execute(raised.values(edition=before.plan.edition + 1))
