"""Writing down what is changed in a plan, and which edition of it stands."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from data.models import Organisation, Plan, PlanEdit
from data.models.base import now, table_of
from data.plan_files.differences import Difference


def write_edits(connection: Connection, found: Sequence[Difference], told: Mapping[str, Any]) -> None:
    """Write one row for each thing that differs.

    `told` is the organisation, the plan and the import, and the `reason` and `role`.
    """
    rows = [
        {
            **told,
            "noun": each.noun.value,
            "code": each.code,
            "change": each.change.value,
            "before": _json(each.before),
            "after": _json(each.after),
            "recorded_at": now(),
        }
        for each in found
    ]
    if rows:
        connection.execute(insert(table_of(PlanEdit)), rows)


def standing_plan(connection: Connection, organisation: str, code: str) -> "Row[int, str, int] | None":
    """Return `id`, `title` and `edition` of an organisation's plan by their codes, None if there is none."""
    plan, office = table_of(Plan), table_of(Organisation)
    question = (
        select(plan.c.id, plan.c.title, plan.c.edition)
        .join(office, office.c.id == plan.c.organisation_id)
        .where(office.c.code == organisation, plan.c.code == code)
    )
    return connection.execute(question).one_or_none()


def other_edition(standing: int, written: int) -> str:
    """Say that a file was written of another edition of the plan than the one that stands, and what to do."""
    since = standing - written
    if since > 0:
        times = "en gång" if since == 1 else f"{since} gånger"
        told = f"planen har ändrats {times} på skärmen sedan filen skrevs"
    else:
        told = f"filen säger edition = {written}, men planen i databasen har ändrats {standing} gånger"
    return f"plan, edition: {told}; exportera planen och gör ändringen i den filen"


def _json(entry: Mapping[str, Any] | None) -> str:
    return "" if entry is None else json.dumps(entry, ensure_ascii=False)
