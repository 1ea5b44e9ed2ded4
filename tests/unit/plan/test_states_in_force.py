"""Which word stands on an activity, and when it is late."""

from datetime import date

import pandas as pd
import pytest

from metrics.plan.activity_states import latest_words, with_states

JUNE = date(2026, 6, 15)
SUBJECTS = {"activity_id": "Int64", "objective_id": "Int64", "decision_id": "Int64"}


def told(*words: tuple[int, int, str]) -> pd.DataFrame:
    """Return progress as the store gives it, of (activity, revision, status)."""
    rows = [
        {
            "activity_id": activity,
            "objective_id": None,
            "decision_id": None,
            "revision": revision,
            "told_on": pd.Timestamp(2026, 5, revision),
            "status": status,
            "note": f"Besked {revision}",
            "role": "Enhetschef",
        }
        for activity, revision, status in words
    ]
    columns = [*SUBJECTS, "revision", "told_on", "status", "note", "role"]
    return pd.DataFrame(rows, columns=columns).astype(SUBJECTS)


def activity(status: str = "", ends: str | None = None) -> pd.DataFrame:
    return pd.DataFrame({"id": [1], "status": [status], "ends": pd.to_datetime([ends])})


@pytest.mark.parametrize(
    ("printed", "reports", "ends", "plan_has_ended", "state", "overdue"),
    [
        ("", [], None, False, "", False),
        ("ongoing", [], None, False, "ongoing", False),
        ("ongoing", ["done"], "2026-05-31", False, "done", False),
        ("ongoing", ["done", "ongoing"], None, False, "ongoing", False),
        ("late", [], "2026-12-31", False, "late", False),
        # its end has passed
        ("ongoing", [], "2026-06-14", False, "late", True),
        ("not_started", [], "2026-06-14", False, "late", True),
        ("", ["ongoing"], "2026-06-14", False, "late", True),
        ("", ["ongoing"], "2026-06-14", True, "late", True),
        ("", ["stopped"], "2026-06-14", False, "stopped", False),
        # on its last day it is not late yet
        ("ongoing", [], "2026-06-15", False, "ongoing", False),
        # nobody has told anything: that is not to be late
        ("", [], "2026-06-14", False, "", True),
        # what an old document printed says nothing of how it went
        ("ongoing", [], "2026-06-14", True, "ongoing", True),
    ],
)
def test_an_activity_is_late_only_where_somebody_knows(
    printed: str, reports: list[str], ends: str | None, plan_has_ended: bool, state: str, overdue: bool
) -> None:
    progress = told(*[(1, number, status) for number, status in enumerate(reports, start=1)])
    (row,) = with_states(activity(printed, ends), progress, day=JUNE, plan_has_ended=plan_has_ended).to_dict(
        "records"
    )
    assert (row["state"], row["is_overdue"], row["revision"]) == (state, overdue, len(reports))
    assert row["note"] == (f"Besked {len(reports)}" if reports else "")


def test_nothing_is_overdue_before_the_plans_time_has_begun() -> None:
    carried = activity("ongoing", "2026-06-14")
    (row,) = with_states(carried, told(), day=None, plan_has_ended=False).to_dict("records")
    assert (row["state"], row["is_overdue"]) == ("ongoing", False)


def test_the_highest_revision_stands_in_whatever_order_the_words_come() -> None:
    words = told((1, 2, "done"), (2, 1, "late"), (1, 1, "ongoing"))
    assert latest_words(words, "activity_id")["status"].to_dict() == {1: "done", 2: "late"}
    assert latest_words(words, "objective_id").empty


def test_activities_without_any_word_and_plans_without_activities_are_taken() -> None:
    empty = activity().iloc[:0]
    assert with_states(empty, told(), day=JUNE, plan_has_ended=False).empty
    row = with_states(activity(), told(), day=JUNE, plan_has_ended=False).iloc[0]
    assert (row["role"], row["note"], row["revision"], pd.isna(row["told_on"])) == ("", "", 0, True)
