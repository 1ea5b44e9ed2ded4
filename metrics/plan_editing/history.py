"""A plan's changes as rows: what an entry was when somebody opened it, and what has been changed since."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from metrics.plan.screen_edits import entry_from
from metrics.vocabulary import PlanNoun

Entry = dict[str, Any]


def latest_edit(edits: pd.DataFrame) -> int:
    """Return the number of a plan's latest change, 0 without any; `edits` as `queries_plan.plan_edits`."""
    return 0 if edits.empty else int(edits["id"].max())


def edits_since(edits: pd.DataFrame, noun: PlanNoun, code: str, seen: int) -> pd.DataFrame:
    """Return the changes of one entry made after the change numbered `seen`, the first made first."""
    of_entry = (edits["noun"] == noun) & (edits["code"] == code) & (edits["id"] > seen)
    return edits[of_entry].sort_values("id")


def entry_then(
    edits: pd.DataFrame, noun: PlanNoun, code: str, seen: int, now: Mapping[str, Any] | None
) -> Entry | None:
    """Return an entry as it stood after the change numbered `seen`; `now` is how it stands (None = not)."""
    later = edits_since(edits, noun, code, seen)
    if later.empty:
        return None if now is None else dict(now)
    return entry_from(later["before"].iloc[0])


def can_be_undone(
    edits: pd.DataFrame, stands: Callable[[PlanNoun, str], Mapping[str, Any] | None]
) -> pd.DataFrame:
    """Return the changes that left an entry as it still stands (`stands` tells how), the latest first.

    Only the latest of each entry can. That a plan was made is no change to take back.
    """
    latest = edits.sort_values("id", ascending=False).drop_duplicates(["noun", "code"])
    kept = [
        entry_from(row["after"]) == stands(PlanNoun(row["noun"]), row["code"])
        and not (row["noun"] == PlanNoun.PLAN and row["before"] == "")
        for row in latest.to_dict("records")
    ]
    return latest[kept]
