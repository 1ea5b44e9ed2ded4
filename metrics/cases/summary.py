"""Lead times summed up: the share in time, the usual time, and what is open, by kind and unit.

A case belongs to the month in which its deadline falls, and is in the share from the day when the
deadline has passed. So every case is counted once, whether it is closed or not: a share of closed cases alone
is too high, since the late ones are still open. The median is a Kaplan-Meier estimate over
recent cases, closed and open, for the same reason (`metrics.cases.survival`).

Units may form a tree. `counts_to` says to which units a case counts: a mapping from its
unit to a list of that unit itself and those above. The share of a unit higher up is then made of all
its cases, and so is its median; neither is made of other shares or medians. A unit that
the mapping doesn't hold counts to itself.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.cases.deadlines import Flags, Floats, days, last_moment, moments
from metrics.cases.survival import longest, median, quantile, survival_table
from metrics.periods import Period

Above = Mapping[str, Sequence[str]]

WINDOW_DAYS = 180
"""How far back the cases behind the median were opened. Longer than the longest limit, so that the
estimate reaches past it (four months are at most 123 days); no longer, so that it tells of the present."""
HIGH_SHARE = 0.9
KEYS = ["kind", "unit"]
DUE_COLUMNS = ["due", "in_time", "in_time_strict", "in_time_rolled", "may_still_roll", "extended"]
SHARES = {"share": "in_time", "share_strict": "in_time_strict", "share_rolled": "in_time_rolled"}
COUNTS = [*DUE_COLUMNS, "recent", "open_cases", "open_past", "extended_open"]


class Standing(NamedTuple):
    """Where the cases of a kind and unit stand on a day. Times are in the measure of the kind.

    `recent` is how many were opened within the window; `median` and `high` the times by which half
    and nine tenths of those are closed, NaN where fewer ever were; `longest` the longest time seen
    among them, which such a NaN is more than. `open_cases` are all that are open, `open_past` those
    past their deadline, and `oldest_open` the time of the oldest, NaN where none is open. Extended
    cases are in the last three alone.
    """

    recent: int
    median: float
    high: float
    longest: float
    open_cases: int
    open_past: int
    oldest_open: float
    extended_open: int
    extended_median: float
    extended_oldest: float


def summary(
    cases: pd.DataFrame,
    as_of: date,
    month: Period,
    counts_to: Above | None = None,
    *,
    window_days: int = WINDOW_DAYS,
) -> pd.DataFrame:
    """Return a row for each kind and unit: the month's share, and where things stand on the day.

    `cases` are judged as of the same day. Columns: `kind`, `unit`, `month` (code), the counts of
    `due_by_month`, `share`, `share_strict`, `share_rolled` (per cent, NaN where nothing was due),
    and those of `Standing`. A kind and unit that has any case at all is there, with 0 for what it lacks.
    Raises ValueError for a period that is no month.
    """
    if month.month_count != 1:
        raise ValueError(f"a summary is of a month, not of {month.code}")
    due = due_by_month(cases, as_of, counts_to)
    due = due[due["month"] == month.code].drop(columns="month")
    stands = standing(cases, as_of, counts_to, window_days=window_days)
    both = stands.merge(due, on=KEYS, how="left")
    both[COUNTS] = both[COUNTS].fillna(0).astype(np.int64)
    both.insert(len(KEYS), "month", month.code)
    bottom = both["due"].where(both["due"] > 0)
    return both.assign(**{share: 100 * both[part] / bottom for share, part in SHARES.items()})


def due_by_month(cases: pd.DataFrame, as_of: date, counts_to: Above | None = None) -> pd.DataFrame:
    """Return how many cases came due each month and how many of them were closed in time.

    Columns: `kind`, `unit`, `month` (code) and counts of cases whose deadline has passed:

    | column | |
    |---|---|
    | due | the denominator: all that aren't extended |
    | in_time | closed by the deadline that they are judged by |
    | in_time_strict, in_time_rolled | closed by the strict and by the rolled one |
    | may_still_roll | open, judged by the strict one, while the rolled one is still to come |
    | extended | extended cases whose first deadline fell in the month; in none of the others |

    Months without any are left out. While `may_still_roll` isn't 0, `in_time_rolled` is a least number.
    """
    passed = cases[cases["passed"]]
    plain = ~passed["extended"]
    rolls = passed["closed"].isna() & (passed["rolled_deadline"] > pd.Timestamp(last_moment(as_of)))
    flags = pd.DataFrame(
        {
            "due": plain,
            **{name: passed[name] & plain for name in ("in_time", "in_time_strict", "in_time_rolled")},
            "may_still_roll": rolls & plain,
            "extended": passed["extended"],
        }
    )
    month = moments(passed["deadline"]).astype("datetime64[M]").astype("datetime64[s]")
    counted = summed_upwards(passed[KEYS].assign(month=month, **flags), [*KEYS, "month"], counts_to)
    return counted.assign(month=counted["month"].dt.strftime("%Y-%m"))


def standing(
    cases: pd.DataFrame, as_of: date, counts_to: Above | None = None, *, window_days: int = WINDOW_DAYS
) -> pd.DataFrame:
    """Return where each kind and unit stands on the day: `kind`, `unit` and the fields of Standing."""
    ages = _Ages(
        cases["elapsed"].to_numpy(),
        cases["closed"].isna().to_numpy(),
        cases["passed"].to_numpy(),
        days(cases["opened"]) > np.datetime64(as_of, "D") - window_days,
        cases["extended"].to_numpy(dtype=np.bool_),
    )
    rows = [(kind, unit, *_stands(ages.at(places))) for kind, unit, places in _places(cases, counts_to)]
    frame = pd.DataFrame(rows, columns=[*KEYS, *Standing._fields])
    return frame.sort_values(KEYS, ignore_index=True)


def summed_upwards(flags: pd.DataFrame, keys: list[str], counts_to: Above | None) -> pd.DataFrame:
    """Add up the columns that aren't keys, for each unit and those above it."""
    summed = flags.groupby(keys, sort=True, observed=True).sum().astype(np.int64).reset_index()
    if not counts_to:
        return summed
    above = summed["unit"].map(lambda unit: list(counts_to.get(unit, [unit])))
    return summed.assign(unit=above).explode("unit").groupby(keys, sort=True).sum().reset_index()


class _Ages(NamedTuple):
    """What is known of the age of each case."""

    elapsed: Floats
    is_open: Flags
    passed: Flags
    recent: Flags
    extended: Flags

    def at(self, places: NDArray[np.intp]) -> "_Ages":
        elapsed, *flags = self
        return _Ages(elapsed[places], *(each[places] for each in flags))


def _places(cases: pd.DataFrame, counts_to: Above | None) -> Iterator[tuple[str, str, NDArray[np.intp]]]:
    """Yield each kind and unit with the places in the frame of the cases that count to it."""
    gathered = defaultdict(list)
    for key, places in cases.groupby(KEYS, sort=False).indices.items():
        kind, unit = cast("tuple[str, str]", key)
        for above in (counts_to or {}).get(unit, [unit]):
            gathered[kind, above].append(places)
    for (kind, unit), parts in gathered.items():
        yield kind, unit, np.concatenate(parts)


def _stands(ages: _Ages) -> Standing:
    plain = ages.at(np.flatnonzero(~ages.extended))
    extended = ages.at(np.flatnonzero(ages.extended))
    table, of_extended = _table(plain), _table(extended)
    return Standing(
        recent=int(plain.recent.sum()),
        median=median(table),
        high=quantile(table, HIGH_SHARE),
        longest=longest(table),
        open_cases=int(plain.is_open.sum()),
        open_past=int((plain.is_open & plain.passed).sum()),
        oldest_open=_oldest(plain),
        extended_open=int(extended.is_open.sum()),
        extended_median=median(of_extended),
        extended_oldest=_oldest(extended),
    )


def _table(ages: _Ages) -> pd.DataFrame:
    return survival_table(ages.elapsed[ages.recent], ~ages.is_open[ages.recent])


def _oldest(ages: _Ages) -> float:
    return float(ages.elapsed[ages.is_open].max()) if ages.is_open.any() else math.nan
