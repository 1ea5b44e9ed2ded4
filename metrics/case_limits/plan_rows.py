"""What a plan says of lead times where no time limit per case is followed: targets and undertakings."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from metrics.case_limits.measured import related_subjects
from metrics.office import Office
from metrics.words import target_words

JOINED_DASH = "\u2060–\u2060"
"""A dash that no line is broken at."""


def plan_rows(office: Office, mentions: pd.DataFrame) -> list[dict[str, str]]:
    """Return what is promised, with when it holds and where it stands; columns that are all empty left out.

    `mentions` has `title`, `responsible` and `source` of what the plan otherwise says of lead times.
    """
    rows = [*_promised(office), *(_mentioned(row) for row in mentions.to_dict("records"))]
    filled = [name for name in (rows[0] if rows else ()) if any(row[name] for row in rows)]
    return [{name: row[name] for name in filled} for row in rows]


def _promised(office: Office) -> list[dict[str, str]]:
    rows = []
    for subject in related_subjects(office.subjects):
        targets = office.targets[office.targets["indicator_id"] == subject.id]
        rows += [
            {
                "Planen": subject.name,
                "Mål": target_words(row["kind"], row["value"], subject.unit_of_measure),
                "Gäller": _span(row["valid_from"], row["valid_to"]),
                "Ansvarig": "",
                "Källa": row["source"],
            }
            for row in targets.sort_values("valid_from").to_dict("records")
        ]
    return rows


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Write when a target holds: whole years as years."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year}{JOINED_DASH}{last.year}" if first.year < last.year else f"{first.year}"
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"


def _mentioned(row: Mapping[Any, Any]) -> dict[str, str]:
    return {
        "Planen": row["title"],
        "Mål": "",
        "Gäller": "",
        "Ansvarig": row["responsible"],
        "Källa": row["source"],
    }
