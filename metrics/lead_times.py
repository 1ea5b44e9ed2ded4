"""Lead times: each case held to its limit, as things stood when a day was over.

The front room: `judged_cases` says of every case when it was due and where it stands. Figures
of the judged cases are made in `metrics.cases.summary`, and what is due in the weeks to
come in `metrics.cases.radar`.

| state | |
|---|---|
| closed in time | closed by its deadline |
| closed late | closed after it |
| open before deadline | open, and its deadline is still to come: undecided |
| open past deadline | open, and its deadline has passed: a failure already |

The deadline is the strict or the rolled one, as the case's rule is judged by. A deadline has passed when its
day is over. A decision to extend a case (beslut om förlängning) takes it out of the share, and of all
that is counted of the others; the extended are counted by themselves.
"""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from metrics.cases.deadlines import (
    MEASURE,
    Flags,
    Moments,
    clock_known,
    days,
    elapsed,
    last_moment,
    moments,
    rolled_deadlines,
    strict_deadlines,
)
from metrics.cases.faults import fault_flags, faults_in_swedish, left_out, row_numbers
from metrics.cases.time_rules import TimeRule, rule_of_each, rule_on
from metrics.vocabulary import DeadlineRule, LimitUnit


class CaseState(StrEnum):
    """Where a case stands against its deadline."""

    CLOSED_IN_TIME = "closed_in_time"
    CLOSED_LATE = "closed_late"
    OPEN_BEFORE = "open_before_deadline"
    OPEN_PAST = "open_past_deadline"


CASE_STATE = {
    CaseState.CLOSED_IN_TIME: "avslutat i tid",
    CaseState.CLOSED_LATE: "avslutat för sent",
    CaseState.OPEN_BEFORE: "öppet före fristen",
    CaseState.OPEN_PAST: "öppet efter fristen",
}


class Judged(NamedTuple):
    """What was found of the cases.

    `cases` has a row for each case without a fault that keeps it out, in the order given:

    | column | |
    |---|---|
    | row | the case's number |
    | kind, unit, extended | as given |
    | opened, closed | closed is NaT for what was open when the day was over |
    | strict_deadline, rolled_deadline | both deadlines |
    | deadline | the one that the case is judged by |
    | passed | whether that day is over |
    | in_time_strict, in_time_rolled, in_time | whether it was closed by each of the three; open is false |
    | state | a CaseState, as a category |
    | elapsed | time from the opening to the end, or to the day for what is open |
    | whole_days | whether hours were counted as 24 for each day, for want of a time of day |

    `elapsed` is counted in what the kind's rule on the day is counted in (`metrics.cases.deadlines.MEASURE`),
    so that all cases of a kind have one measure. `faults` has `row`, `fault`, `message` and `counted`.
    """

    cases: pd.DataFrame
    faults: pd.DataFrame


def judged_cases(
    cases: pd.DataFrame, rules: Sequence[TimeRule], as_of: date, *, units: Collection[str] | None = None
) -> Judged:
    """Hold each case to its rule, as things stood when the day `as_of` was over.

    `cases` has `kind` and `unit` (codes), `opened` and `closed` (datetimes; closed is NaT for open cases),
    `extended` (bool) and perhaps `row` (the number that a fault is told by, else its place from 1). What was
    closed after the day is open, and told as a fault; what was opened after it is a fault and left
    out. `units` are the codes that exist; None takes every one.

    Raises ValueError for a frame of another shape.
    """
    flags = fault_flags(cases, rules, as_of, units)
    told = faults_in_swedish(cases, flags, as_of)
    kept = ~left_out(flags)
    sound = cases.loc[kept, ["kind", "unit", "extended"]].reset_index(drop=True)
    opened, closed = moments(cases["opened"])[kept], moments(cases["closed"])[kept]
    closed = np.where(closed > last_moment(as_of), np.datetime64("NaT"), closed)
    rows = row_numbers(cases).to_numpy()[kept]
    sound = pd.DataFrame({"row": rows, **sound, "opened": opened, "closed": closed})
    return Judged(_held_to_deadlines(sound, rules, as_of), told)


def _held_to_deadlines(sound: pd.DataFrame, rules: Sequence[TimeRule], as_of: date) -> pd.DataFrame:
    opened, closed = moments(sound["opened"]), moments(sound["closed"])
    held_to = rule_of_each(sound["kind"], opened, rules)
    strict, rolled = _deadlines(opened, closed, held_to, rules)
    judged_strictly = np.array([rule.judged_by == DeadlineRule.STRICT for rule in rules], dtype=np.bool_)
    deadline = np.where(judged_strictly[held_to], strict, rolled)
    # A deadline in days is midnight of its day, and the whole of that day is in time.
    in_hours = np.array([rule.limit_unit == LimitUnit.HOURS for rule in rules], dtype=np.bool_)[held_to]
    timed = in_hours & clock_known(opened, closed)
    ended = np.where(timed, closed, days(closed).astype("datetime64[s]"))
    passed = deadline <= last_moment(as_of)
    in_time = ended <= deadline
    return sound.assign(
        strict_deadline=strict,
        rolled_deadline=rolled,
        deadline=deadline,
        passed=passed,
        in_time_strict=ended <= strict,
        in_time_rolled=ended <= rolled,
        in_time=in_time,
        state=_states(np.isnat(closed), passed, in_time),
        elapsed=_elapsed(sound, rules, as_of),
        whole_days=in_hours & ~timed,
    )


def _deadlines(
    opened: Moments, closed: Moments, held_to: NDArray[np.int64], rules: Sequence[TimeRule]
) -> tuple[Moments, Moments]:
    """Return the strict and the rolled deadline of each case, rule by rule."""
    strict = np.full(len(opened), np.datetime64("NaT"), dtype="datetime64[s]")
    rolled = strict.copy()
    for place, rule in enumerate(rules):
        mine = held_to == place
        if mine.any():
            strict[mine] = strict_deadlines(opened[mine], rule.limit, rule.limit_unit, closed[mine])
            rolled[mine] = rolled_deadlines(strict[mine], rule.limit_unit)
    return strict, rolled


def _states(is_open: Flags, passed: Flags, in_time: Flags) -> "pd.Categorical[str]":
    number = np.where(is_open, np.where(passed, 3, 2), np.where(in_time, 0, 1))
    return pd.Categorical.from_codes(number.astype(np.int64), pd.Index([str(state) for state in CaseState]))


def _elapsed(sound: pd.DataFrame, rules: Sequence[TimeRule], as_of: date) -> NDArray[np.float64]:
    opened, closed = moments(sound["opened"]), moments(sound["closed"])
    until = np.where(np.isnat(closed), last_moment(as_of), closed)
    passed = np.zeros(len(sound))
    for kind in {rule.kind for rule in rules}:
        mine = (sound["kind"] == kind).to_numpy(dtype=np.bool_)
        rule = rule_on(rules, kind, as_of)
        if rule is not None and mine.any():
            passed[mine] = elapsed(opened[mine], until[mine], rule.limit_unit)
    return passed


def measure_of(rules: Sequence[TimeRule], kind: str, as_of: date) -> str:
    """Return the Swedish word for what `elapsed` of a kind is counted in; empty for a kind without rule."""
    rule = rule_on(rules, kind, as_of)
    return MEASURE[rule.limit_unit] if rule else ""
