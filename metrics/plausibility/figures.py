"""Rimlighetsvakten for figures: every rule over a file's figures, the strictest first.

What one rule has held up is not doubted again by a weaker one: a cell in the wrong unit is not told of as a
slipped decimal, a sum and an unusual value too.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from metrics.plausibility import accumulation, changes, possible, repetition, size, timing, totals
from metrics.plausibility.batch import Batch, Subject
from metrics.plausibility.doubt import Doubt, Floats, Ints
from metrics.plausibility.known import known
from metrics.plausibility.possible import Parts, bounded
from metrics.vocabulary import STATES_WITH_VALUE, Kind, Periodicity, ValueState

PARTS = ("numerator", "denominator", "n")


def doubts(
    figures: pd.DataFrame,
    history: pd.DataFrame,
    indicators: pd.DataFrame,
    units: pd.DataFrame,
    last_day: date,
) -> list[Doubt]:
    """Return everything odd in figures on their way in, rule by rule, in the order of their series.

    `figures`: `unit_id`, `indicator_id`, `period` (a code), `value` (NaN where none), `state`, `numerator`,
    `denominator`, `n` and `parent_id`, the index label of the row that it is a part of (NA where none). Rows
    without a known unit or indicator are passed by, and columns that are left out hold nothing.
    `history`: `unit_id`, `indicator_id`, `period`, `value`, `state` of what is in force. `indicators`, by
    number: `name`, `kind`, `unit_of_measure`, `decimals`, `periodicity`. `units`: `id`, `parent_id`.
    `last_day` is the day that periods are held against. Raises PeriodError for a period that is none.
    """
    file = _prepared(figures, indicators)
    if file.empty:
        return []
    subjects = subjects_of(indicators)
    batch = batch_of(file, _prepared(history, indicators), subjects)
    own = dict(zip(subjects, map(Periodicity, indicators["periodicity"]), strict=True))
    parts = Parts(*(_floats(file, name) for name in PARTS))
    provisional = (file["state"] != ValueState.FINAL).to_numpy(dtype=bool)
    return [
        *timing.other_periodicity(batch, own),
        *possible.endless(batch, _floats(file, "value_given")),
        *possible.impossible(batch, parts),
        *timing.future_periods(batch, provisional, last_day),
        *possible.value_and_parts(batch, parts),
        *accumulation.sums_of_parts(batch),
        *accumulation.accumulated(batch),
        *size.wrong_size(batch),
        *possible.over_the_whole(batch),
        *size.other_sign(batch),
        *totals.units_and_whole(batch, units),
        *totals.parts_of_rows(batch, _parents(file)),
        *repetition.repeated_together(batch),
        *repetition.repeated(batch),
        *changes.changed_much_back(batch, last_day),
        *size.outside_own_limits(batch),
        *timing.missing_periods(batch, own),
        *changes.contradictions(batch),
    ]


def batch_of(file: pd.DataFrame, store: pd.DataFrame, subjects: Mapping[int, Subject]) -> Batch:
    """Return a file's rows with what is known of their series, ready to be judged."""
    return Batch(file.index, known(file, store), subjects)


def subjects_of(indicators: pd.DataFrame) -> dict[int, Subject]:
    """Return what each indicator is, by number."""
    columns = (indicators[name] for name in ("name", "kind", "unit_of_measure", "decimals"))
    return {
        int(each): Subject(name, Kind(kind), unit, int(decimals))
        for each, name, kind, unit, decimals in zip(indicators.index, *columns, strict=True)
    }


def _prepared(figures: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that can be judged, with values only where the state says that there is one."""
    able = figures["unit_id"].notna() & figures["indicator_id"].isin(indicators.index)
    file = figures if able.all() else figures[able]
    state, given = file["state"].isin(STATES_WITH_VALUE), _floats(file, "value")
    return file.assign(
        unit_id=file["unit_id"].astype("int64"),
        subject_id=file["indicator_id"].astype("int64"),
        value=np.where(state, bounded(given), np.nan),
        value_given=np.where(state, given, np.nan),
    )


def _floats(frame: pd.DataFrame, name: str) -> Floats:
    """Return a column as floats; NaN where it holds nothing or isn't there."""
    if name not in frame:
        return np.full(len(frame), np.nan)
    found: Floats = frame[name].to_numpy(dtype=np.float64, na_value=np.nan)
    return found


def _parents(file: pd.DataFrame) -> Ints:
    """Return the place of the row that each row is a part of; -1 where there is none."""
    if "parent_id" not in file:
        return np.full(len(file), -1)
    return np.where(file["parent_id"].isna(), -1, file.index.get_indexer(pd.Index(file["parent_id"]))).astype(
        np.int64
    )
