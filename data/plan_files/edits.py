"""Writing down what is changed in a plan."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert

from data.models import PlanEdit
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


def _json(entry: Mapping[str, Any] | None) -> str:
    return "" if entry is None else json.dumps(entry, ensure_ascii=False)
