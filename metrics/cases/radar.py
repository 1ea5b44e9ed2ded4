"""The radar of deadlines (Lagtidsradar): what must be closed in the weeks to come, and what it means.

Open cases are counted by the week in which they are due. A week that lies in two months is two
rows, so that each row belongs to one month's share. Beside the open stand those that are
already closed and would have been due then: they are in the same month's share, and together they tell how
low it becomes if nothing more is closed.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from metrics.cases.deadlines import days, last_moment
from metrics.cases.summary import KEYS, Above, summed_upwards
from metrics.numbers import NO_BREAK_SPACE
from metrics.periods import Period

FIRST_MONDAY = np.datetime64("1970-01-05", "D")
WEEK = np.timedelta64(7, "D")


def radar(cases: pd.DataFrame, as_of: date, counts_to: Above | None = None) -> pd.DataFrame:
    """Return how many cases are due in each part of a week after the day; extended cases are left out.

    `cases` are judged as of the same day. Columns: `kind`, `unit`, `due_from` (datetime: the part's first day
    that is still to come), `open_cases`, and `closed_cases` (already closed, in time). What is open past its
    deadline stands in a row of its own, with the day itself as `due_from`: all rows
    with a later one are still to come. `counts_to` is explained in `metrics.cases.summary`.
    """
    day = np.datetime64(as_of, "D")
    is_open = cases["closed"].isna()
    shown = ~cases["extended"] & (is_open | ~cases["passed"])
    chosen = cases[shown]
    due = days(chosen["deadline"])
    monday = due - (due - FIRST_MONDAY) % WEEK
    first = np.maximum(monday, due.astype("datetime64[M]").astype("datetime64[D]"))
    due_from = np.where(chosen["passed"], day, np.maximum(first, day + 1))
    counted = chosen[KEYS].assign(
        due_from=due_from.astype("datetime64[s]"),
        open_cases=is_open[shown],
        closed_cases=~is_open[shown],
    )
    return summed_upwards(counted, [*KEYS, "due_from"], counts_to)


@dataclass(frozen=True)
class MonthAhead:
    """A month's share as it becomes if none of the open cases is closed by its deadline.

    `in_time` of `due` is that share; `open_cases` of `due` can still be closed in time.
    """

    month: Period
    in_time: int
    due: int
    open_cases: int

    @property
    def share(self) -> float | None:
        """Per cent, None where nothing is due in the month."""
        return 100 * self.in_time / self.due if self.due else None

    @property
    def best_share(self) -> float | None:
        """Per cent if every open case is closed by its deadline, None where nothing is due in the month."""
        return 100 * (self.in_time + self.open_cases) / self.due if self.due else None


def share_if_none_closed(
    counts: pd.DataFrame, month: Period, as_of: date, *, in_time: int = 0, due: int = 0
) -> MonthAhead:
    """Return what the month's share becomes if no case that is open on the day is closed by its deadline.

    `counts` has `due_from` (datetime), `open_cases` and `closed_cases`, for one kind and unit; rows of
    other months, and rows from the day itself or before, are not counted. `in_time` of `due` are the cases
    of the month whose deadline has passed (the row of `due_by_month`). Raises ValueError for
    a period that is no month.
    """
    if month.month_count != 1:
        raise ValueError(f"deadlines are counted by month, not by {month.code}")
    first = max(pd.Timestamp(month.first), pd.Timestamp(last_moment(as_of)))
    coming = counts[(counts["due_from"] >= first) & (counts["due_from"] <= pd.Timestamp(month.last))]
    still_open, closed = int(coming["open_cases"].sum()), int(coming["closed_cases"].sum())
    return MonthAhead(month, in_time + closed, due + closed + still_open, still_open)


def week_label(day: date) -> str:
    """Return the ISO week of a day as a Swedish reader writes it: `v. 45`."""
    return f"v.{NO_BREAK_SPACE}{day.isocalendar().week}"
