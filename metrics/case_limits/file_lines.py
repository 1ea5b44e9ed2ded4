"""The same lines, of a file of cases instead of delivered sums: every figure, but only of one month."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics.case_limits.cells import Cell, counts_words
from metrics.case_limits.lines import NEVER_ROLLS, LimitLine, is_late
from metrics.cases.deadlines import MEASURE
from metrics.cases.time_rules import TimeRule, rule_on
from metrics.numbers import NO_BREAK_SPACE, PER_CENT, number, rounded, unit_word, with_unit
from metrics.office import Office
from metrics.periods import Period
from metrics.rows import Row, row_of
from metrics.subjects import Figure, Subject, targets_by_indicator
from metrics.targets import in_force
from metrics.vocabulary import ValueState

DECIMALS = 1
NOTHING_DUE = "ingen frist under månaden"
NONE_OPEN = "inget är öppet"
NONE_RECENT = "inget är öppnat nyligen"


def file_lines(
    summary: pd.DataFrame, rules: Sequence[TimeRule], office: Office, unit: str, month: Period, as_of: date
) -> list[LimitLine]:
    """Return a line for each kind that a unit (its code) has cases of, in the order of the rules.

    `summary` is as `cases.summary` gives it. A share is judged against the target that the
    office has for the kind at the unit, if it has one.
    """
    mine = {row["kind"]: row for row in summary[summary["unit"] == unit].to_dict("records")}
    kinds = list(dict.fromkeys(rule.kind for rule in rules if rule.kind in mine))
    return [_line(mine[kind], rule_on(rules, kind, as_of), office, unit, month) for kind in kinds]


def _line(
    row: Mapping[Any, Any], rule: TimeRule | None, office: Office, unit: str, month: Period
) -> LimitLine:
    assert rule is not None  # the cases of a kind without rule are left out as faults
    subject = next((each for each in office.subjects if each.case_kind == rule.kind), None)
    decimals = subject.decimals if subject else DECIMALS
    rolled = _share(row["in_time_rolled"], row["due"], decimals)
    oldest = _time(row["oldest_open"], math.nan, rule, NONE_OPEN)
    return LimitLine(
        code=subject.code if subject else "",
        kind=rule.kind,
        name=rule.name,
        rule=rule,
        row=_judged(row, subject, office, unit, month) if subject else None,
        period="",
        strict=_share(row["in_time_strict"], row["due"], decimals),
        rolled=Cell(note=NEVER_ROLLS[rule.limit_unit]) if rule.limit_unit in NEVER_ROLLS else rolled,
        median=_time(row["median"], row["longest"], rule, NONE_RECENT),
        high=_time(row["high"], row["longest"], rule, NONE_RECENT),
        oldest=oldest,
        oldest_is_late=is_late(oldest.value, row["open_past"], rule),
        open_cases=_count(row["open_cases"]),
        open_past=_count(row["open_past"]),
        extended=_count(row["extended_open"]),
    )


def _judged(row: Mapping[Any, Any], subject: Subject, office: Office, unit: str, month: Period) -> Row:
    """Return the month's share as the office's own figures are judged."""
    place = office.place(unit)
    targets = in_force(office.targets, month.last, place.id if place else 0)
    mine = targets_by_indicator(targets).get(subject.id, [])
    return row_of(subject, {month.code: _figure(row, subject)}, mine, month)


def _figure(row: Mapping[Any, Any], subject: Subject) -> Figure:
    if not row["due"]:
        return Figure(None, ValueState.NOT_APPLICABLE)
    value = row["share"] if subject.unit_of_measure == PER_CENT else row["in_time"] / row["due"]
    return Figure(value, ValueState.FINAL, numerator=float(row["in_time"]), denominator=float(row["due"]))


def _share(part: int, whole: int, decimals: int) -> Cell:
    if not whole:
        return Cell(note=NOTHING_DUE)
    share = 100 * part / whole
    return Cell(with_unit(share, decimals, PER_CENT), counts_words(part, whole), value=share)


def _time(value: float, more_than: float, rule: TimeRule, absent: str) -> Cell:
    """Write a time. One that isn't reached yet is more than the longest that was seen."""
    measure = MEASURE[rule.limit_unit]
    if not math.isnan(value):
        return Cell(number(value, 0), unit_word(measure, rounded(value, 0)), value=value)
    if math.isnan(more_than):
        return Cell(note=absent)
    return Cell(f">{NO_BREAK_SPACE}{number(more_than, 0)}", measure, value=more_than)


def _count(count: int) -> Cell:
    return Cell(number(count, 0), value=float(count))
