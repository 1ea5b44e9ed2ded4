"""How far a plan's activities have come: the word in force on each, and which are late."""

from datetime import date

import pandas as pd

from metrics.vocabulary import ActivityStatus

FINISHED = (ActivityStatus.DONE.value, ActivityStatus.STOPPED.value)
TOLD = ["told_on", "status", "note", "role", "revision"]


def latest_words(progress: pd.DataFrame, subject: str) -> pd.DataFrame:
    """Return the word in force on each of a kind of subject: `told_on`, `status`, `note`, `role`, `revision`.

    `progress` is as `queries_plan.progress` gives it; `subject` is `activity_id`, `objective_id` or
    `decision_id`, and becomes the index.
    """
    mine = progress[progress[subject].notna()].sort_values("revision")
    latest = mine.drop_duplicates(subject, keep="last")
    return latest.astype({subject: "int64"}).set_index(subject)[TOLD]


def with_states(
    activities: pd.DataFrame, progress: pd.DataFrame, *, day: date | None, plan_has_ended: bool
) -> pd.DataFrame:
    """Add to a plan's activities what is known of them on a day; None before the plan's time has begun.

    `state` is what stands: the latest reported, else what the plan prints, else empty (nothing is told).
    `told_on` (NaT), `note`, `role` and `revision` (0) are those of the latest report, empty without one.
    `is_overdue` tells that the end lies before the day and nothing says done or stopped. Such an activity is
    late where somebody has reported on it, or the plan still runs and says how far it has come; of others
    nobody knows, and they are not called late. What was told as late is late. `is_over` tells that the
    plan's time is.
    """
    told = latest_words(progress, "activity_id").rename(columns={"status": "reported"})
    both = activities.join(told, on="id")
    reported = both["reported"].notna()
    stated = both["reported"].where(reported, both["status"]).astype("str")
    unfinished = ~stated.isin(FINISHED)
    overdue = (
        unfinished & both["ends"].notna() & (both["ends"] < (pd.NaT if day is None else pd.Timestamp(day)))
    )
    known = reported | ((both["status"] != "") & (not plan_has_ended))
    return both.drop(columns="reported").assign(
        state=stated.mask(overdue & known, ActivityStatus.LATE.value),
        is_overdue=overdue,
        is_over=plan_has_ended,
        note=both["note"].fillna("").astype("str"),
        role=both["role"].fillna("").astype("str"),
        revision=both["revision"].fillna(0).astype("int64"),
    )
