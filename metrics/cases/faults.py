"""Faults in cases: what can't be true, row by row and in Swedish, so that nothing disappears unsaid.

A case is told once for each fault it has. Almost every fault keeps the case out of the figures
(`counted` is false); only a case with an end after the day it is judged stays, as open.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from metrics.cases.deadlines import Flags, days, has_clock, last_moment, moments
from metrics.cases.time_rules import BEFORE_THE_FIRST, UNKNOWN_KIND, TimeRule, rule_of_each

CASE_COLUMNS = ["kind", "unit", "opened", "closed", "extended"]
TOLD_COLUMNS = ["row", "kind", "unit", "opened", "closed"]
FAULT_COLUMNS = ["row", "fault", "message", "counted"]
EARLIEST = date(1950, 1, 1)
"""What is older is a mistyped year, or a zero that a spreadsheet has made a date of."""
LONGEST_ECHO = 40


class Fault(StrEnum):
    """What is wrong with a case."""

    UNKNOWN_KIND = "unknown_kind"
    MISSING_UNIT = "missing_unit"
    UNKNOWN_UNIT = "unknown_unit"
    MISSING_START = "missing_start"
    TOO_EARLY = "too_early"
    FUTURE_START = "future_start"
    NO_RULE_YET = "no_rule_yet"
    END_BEFORE_START = "end_before_start"
    FUTURE_END = "future_end"


SENTENCES = {
    Fault.UNKNOWN_KIND: "slaget «{kind}» finns inte bland tidsgränserna. Ärendet räknas inte.",
    Fault.MISSING_UNIT: "enheten saknas. Ärendet räknas inte.",
    Fault.UNKNOWN_UNIT: "enheten «{unit}» finns inte. Ärendet räknas inte.",
    Fault.MISSING_START: "startdatum saknas. Ärendet räknas inte.",
    Fault.TOO_EARLY: "ett datum före 1950 är fel ({opened} till {closed}). Ärendet räknas inte.",
    Fault.FUTURE_START: "öppnat {opened}, efter {as_of}. Ärendet räknas inte.",
    Fault.NO_RULE_YET: "öppnat {opened}, innan någon tidsgräns för slaget gällde. Ärendet räknas inte.",
    Fault.END_BEFORE_START: "avslutat {closed}, före start {opened}. Ärendet räknas inte.",
    Fault.FUTURE_END: "avslutat {closed}, efter {as_of}. Ärendet räknas som öppet.",
}
STILL_COUNTED = (Fault.FUTURE_END,)


def row_numbers(cases: pd.DataFrame) -> pd.Series:
    """Return the number that each case is known by: its `row`, else its place from 1."""
    numbers = cases["row"] if "row" in cases else pd.Series(range(1, len(cases) + 1))
    return pd.Series(numbers.to_numpy(), index=cases.index, dtype=np.int64)


def fault_flags(
    cases: pd.DataFrame, rules: Sequence[TimeRule], as_of: date, units: Collection[str] | None = None
) -> dict[Fault, Flags]:
    """Tell for each fault which cases have it, in the order of the frame.

    `cases` has `kind` and `unit` (text), `opened` and `closed` (datetimes, NaT where missing) and
    `extended` (bool). `units` are the codes that exist; None takes every one.
    Raises ValueError where a column is missing or of another type.
    """
    _check(cases)
    opened, closed = moments(cases["opened"]), moments(cases["closed"])
    first, last = days(opened), days(closed)
    held_to = rule_of_each(cases["kind"], opened, rules)
    unit = cases["unit"]
    missing_unit = (unit.isna() | (unit == "")).to_numpy(dtype=np.bool_)
    known_unit = np.ones(len(cases), dtype=np.bool_) if units is None else unit.isin(list(units)).to_numpy()
    earliest, end = np.datetime64(EARLIEST, "D"), last_moment(as_of)
    # Where either end is a date alone the day decides: 00:00 on the first day is no earlier end.
    timed = has_clock(opened) & has_clock(closed)
    return {
        Fault.UNKNOWN_KIND: held_to == UNKNOWN_KIND,
        Fault.MISSING_UNIT: missing_unit,
        Fault.UNKNOWN_UNIT: ~known_unit & ~missing_unit,
        Fault.MISSING_START: np.isnat(opened),
        Fault.TOO_EARLY: (first < earliest) | (last < earliest),
        Fault.FUTURE_START: opened > end,
        Fault.NO_RULE_YET: (held_to == BEFORE_THE_FIRST) & (first >= earliest),
        Fault.END_BEFORE_START: np.where(timed, closed < opened, last < first),
        Fault.FUTURE_END: closed > end,
    }


def faults_in_swedish(cases: pd.DataFrame, flags: dict[Fault, Flags], as_of: date) -> pd.DataFrame:
    """Return a line for each fault: `row`, `fault`, `message` and `counted`, in the order of the rows."""
    numbered = cases.assign(row=row_numbers(cases))
    lines = [
        (case["row"], fault, _told(fault, case, as_of), fault in STILL_COUNTED)
        for fault, faulty in flags.items()
        if faulty.any()
        for case in numbered.loc[faulty, TOLD_COLUMNS].to_dict("records")
    ]
    told = pd.DataFrame(lines, columns=FAULT_COLUMNS).astype({"row": np.int64, "counted": np.bool_})
    return told.sort_values("row", kind="stable", ignore_index=True)


def left_out(flags: dict[Fault, Flags]) -> Flags:
    """Tell which cases have a fault that keeps them out of every figure."""
    grave = [each for fault, each in flags.items() if fault not in STILL_COUNTED]
    faulty: Flags = np.any(np.stack(grave), axis=0)
    return faulty


def _told(fault: Fault, case: Mapping[Any, Any], as_of: date) -> str:
    if fault == Fault.UNKNOWN_KIND and _is_empty(case["kind"]):
        return "slaget saknas. Ärendet räknas inte."
    return SENTENCES[fault].format(
        kind=_echo(case["kind"]),
        unit=_echo(case["unit"]),
        opened=_day(case["opened"]),
        closed=_day(case["closed"]),
        as_of=as_of,
    )


def _day(moment: Any) -> str:
    if pd.isna(moment):
        return "okänt"
    return f"{moment:%Y-%m-%d}" if moment == moment.normalize() else f"{moment:%Y-%m-%d %H:%M}"


def _is_empty(value: Any) -> bool:
    return bool(pd.isna(value)) or value == ""


def _echo(value: Any) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


def _check(cases: pd.DataFrame) -> None:
    missing = [name for name in CASE_COLUMNS if name not in cases]
    if missing:
        raise ValueError(
            f"cases must have the columns {CASE_COLUMNS}, but {missing} are not in {list(cases)}"
        )
    wrong = [name for name in ("opened", "closed") if not pd.api.types.is_datetime64_dtype(cases[name])]
    if wrong or not pd.api.types.is_bool_dtype(cases["extended"]):
        raise ValueError(f"opened and closed must be datetimes and extended bool, got\n{cases.dtypes}")
