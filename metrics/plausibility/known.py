"""What is known of each series in a file: its own values and the store's, in period order.

A series is one subject (an indicator or an account) at one unit, by one periodicity. Everything is
kept in flat arrays, sorted by series and period: a file of a million rows is judged at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from metrics.periods import PER_YEAR, Period
from metrics.plausibility.doubt import Flags, Floats, Ints
from metrics.vocabulary import Periodicity

RANKS = tuple(Periodicity)
IN_YEAR = np.array([PER_YEAR[each] for each in RANKS])
SHIFT = 16
"""Bits for a period's position, which is its year times the periods of a year and more."""
ENOUGH = 5
"""Values of the store that a series needs to be judged by those alone."""
LATEST = 36
"""How far back the store's values are what is usual."""
WINDOW = 24
SAME = 1e-9


def alike(one: Floats, other: Floats) -> Flags:
    """Tell where two numbers are the same but for floating-point dust. NaN is like nothing."""
    same: Flags = np.abs(one - other) <= SAME * np.maximum(np.abs(one), np.abs(other))
    return same


@dataclass(frozen=True)
class Pool:
    """The values that tell what is usual for each series, none of them missing, in period order."""

    series: Ints
    position: Ints
    value: Floats
    starts: Ints

    def around(self, series: Ints, position: Ints) -> Floats:
        """Return what is known near some periods, a row for each, NaN where there is less.

        The 24 periods before it if there are so many, else those after too; never the period itself.
        """
        first, end = self.starts[series], self.starts[series + 1]
        here = np.searchsorted(
            (self.series << SHIFT) | self.position, (series << SHIFT) | position, side="right"
        )
        start = np.maximum(np.minimum(here - WINDOW - 1, end - WINDOW - 1), first)
        places = start[:, None] + np.arange(WINDOW + 1)
        beyond = places >= end[:, None]
        places = np.minimum(places, max(len(self.value) - 1, 0))
        found = (
            np.where(beyond, np.nan, self.value[places]) if len(self.value) else np.full(places.shape, np.nan)
        )
        itself = self.position[places] == position[:, None] if len(self.value) else beyond
        return np.where(itself, np.nan, found)


@dataclass(frozen=True)
class Usual:
    """Per series, of its pool: how many values, their mean, mean moving range, median and extremes.

    `distinct` is how many different values there are. NaN where there are none.
    """

    count: Ints
    mean: Floats
    spread: Floats
    middle: Floats
    low: Floats
    high: Floats
    distinct: Ints


@dataclass(frozen=True)
class Known:
    """Series and entries. An entry is a period that the file or the store says something of.

    `unit`, `subject`, `rank` (of the periodicity) and `extra` are per series. `series`, `position`, `value`
    (NaN where none), `row` (place in the file, -1 for the store's), `before` and `was_there` (what the store
    says of a period in the file) are per entry.
    """

    unit: Ints
    subject: Ints
    rank: Ints
    extra: Ints
    series: Ints
    position: Ints
    value: Floats
    row: Ints
    before: Floats
    was_there: Flags
    pool: Pool
    from_store: Flags

    @property
    def count(self) -> int:
        """How many series there are."""
        return len(self.unit)

    @cached_property
    def starts(self) -> Ints:
        """Where each series begins among the entries, and last where they end."""
        return _starts(self.series, self.count)

    @cached_property
    def follows(self) -> Flags:
        """Tell which entries are the period right after the entry before."""
        follows = np.zeros(len(self.series), dtype=bool)
        follows[1:] = (np.diff(self.series) == 0) & (np.diff(self.position) == 1)
        return follows

    @cached_property
    def year(self) -> Ints:
        """The year of each entry."""
        years: Ints = self.position // IN_YEAR[self.rank[self.series]]
        return years

    @cached_property
    def changed(self) -> Flags:
        """Tell which entries say a value that the store doesn't have already."""
        return (self.row >= 0) & ~np.isnan(self.value) & ~alike(self.value, self.before)

    @cached_property
    def usual(self) -> Usual:
        """What is usual for each series."""
        return _usual(self.pool, self.count)

    def period(self, series: int, position: int) -> Period:
        """Return the period that a position of a series means."""
        per_year = int(IN_YEAR[self.rank[series]])
        return Period(RANKS[self.rank[series]], position // per_year, position % per_year + 1)


def known(file: pd.DataFrame, store: pd.DataFrame, extra: str = "") -> Known:
    """Bring a file's rows and the store's together.

    Both have `unit_id`, `subject_id`, `period` (codes), `value` (NaN where none) and the column
    `extra`, if one is named: a number that tells series apart too.
    """
    both: dict[str, pd.Series] = {name: _column(file, store, name) for name in ("unit_id", "subject_id")}
    rank, position = _placed(_column(file, store, "period"))
    extras = _column(file, store, extra) if extra else np.zeros(len(rank), dtype=np.int64)
    parts: list[pd.Series | Ints] = [both["unit_id"], both["subject_id"], extras, rank]
    series, first = numbered(parts, len(rank))
    value = np.concatenate([_floats(file["value"]), _floats(store["value"])])
    row = np.concatenate([np.arange(len(file)), np.full(len(store), -1)])
    keys = [np.asarray(part)[first].astype(np.int64) for part in parts]
    return _sorted(keys, series, position, value, row)


def _column(file: pd.DataFrame, store: pd.DataFrame, name: str) -> pd.Series:
    if store.empty:
        return file[name]
    return pd.concat([file[name], store[name].astype(file[name].dtype)], ignore_index=True)


def _floats(column: pd.Series) -> Floats:
    found: Floats = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return found


def _placed(codes: pd.Series) -> tuple[Ints, Ints]:
    """Return each period's rank of periodicity, and its position among such periods."""
    numbers, written = pd.factorize(codes)
    periods = [Period.parse(str(code)) for code in written]
    ranks = np.array([RANKS.index(each.periodicity) for each in periods], dtype=np.int64)
    places = [each.year * PER_YEAR[each.periodicity] + each.index - 1 for each in periods]
    return ranks[numbers], np.array(places, dtype=np.int64)[numbers]


def numbered(parts: Sequence[pd.Series | Ints], length: int) -> tuple[Ints, Ints]:
    """Number what is different in some columns, in sorted order; return that and a place of each."""
    code = np.zeros(length, dtype=np.int64)
    for part in parts:
        numbers, found = pd.factorize(part, sort=True)
        code = code * max(len(found), 1) + numbers
    numbers, found = pd.factorize(code, sort=True)
    first = np.zeros(len(found), dtype=np.int64)
    first[numbers] = np.arange(length)
    return numbers.astype(np.int64), first


def _sorted(keys: Sequence[Ints], series: Ints, position: Ints, value: Floats, row: Ints) -> Known:
    key = (series << SHIFT) | position
    order = np.lexsort((row, key)) if (row < 0).any() else np.argsort(key, kind="stable")
    key, series, position, row = key[order], series[order], position[order], row[order]
    value = value[order]
    again = np.r_[key[:-1] == key[1:], np.zeros(min(len(key), 1), dtype=bool)]
    replaced = (row < 0) & again
    after_store = np.r_[np.zeros(min(len(key), 1), dtype=bool), replaced[:-1]]
    before = np.where(after_store, np.r_[np.nan, value[:-1]][: len(key)], np.nan)
    stored = (row < 0) & ~np.isnan(value)
    from_store = np.bincount(series[stored], minlength=len(keys[0])) >= ENOUGH
    pooled = np.where(from_store[series], stored, ~replaced & ~np.isnan(value))
    pool = _pool(series[pooled], position[pooled], value[pooled], from_store)
    there = ~replaced
    unit, subject, extra, rank = keys
    return Known(
        unit,
        subject,
        rank,
        extra,
        series[there],
        position[there],
        value[there],
        row[there],
        before[there],
        after_store[there],
        pool,
        from_store,
    )


def _starts(series: Ints, count: int) -> Ints:
    """Return where each series begins in a sorted array, and last where all end."""
    starts: Ints = np.searchsorted(series, np.arange(count + 1))
    return starts


def _pool(series: Ints, position: Ints, value: Floats, from_store: Flags) -> Pool:
    """Put a pool together, of the store's values only the latest."""
    starts = _starts(series, len(from_store))
    if from_store.any():
        left = starts[series + 1] - np.arange(len(series))
        recent = ~from_store[series] | (left <= LATEST)
        series, position, value = series[recent], position[recent], value[recent]
        starts = _starts(series, len(from_store))
    return Pool(series, position, value, starts)


def _usual(pool: Pool, count: int) -> Usual:
    size = np.diff(pool.starts)
    there = size > 0
    divided = np.maximum(size, 1)
    mean = np.bincount(pool.series, pool.value, minlength=count) / divided
    steps = np.abs(np.diff(pool.value))
    kept = (np.diff(pool.series) == 0) & (np.diff(pool.position) == 1)
    of = pool.series[1:][kept]
    ranges = np.bincount(of, minlength=count)
    spread = np.bincount(of, steps[kept], minlength=count) / np.maximum(ranges, 1)
    ordered = pool.value[np.lexsort((pool.value, pool.series))]
    first, last = pool.starts[:-1], np.maximum(pool.starts[1:] - 1, 0)
    lower, upper = first + (divided - 1) // 2, first + divided // 2
    new = np.r_[True, np.diff(ordered) > 0][: len(ordered)]
    new[first[there]] = True
    distinct = np.bincount(pool.series[new], minlength=count)

    def at(places: Ints) -> Floats:
        if not len(ordered):
            return np.full(count, np.nan)
        return np.where(there, ordered[np.minimum(places, len(ordered) - 1)], np.nan)

    middle = (at(lower) + at(upper)) / 2
    return Usual(
        size,
        np.where(there, mean, np.nan),
        np.where(ranges > 0, spread, np.nan),
        middle,
        at(first),
        at(last),
        distinct,
    )
