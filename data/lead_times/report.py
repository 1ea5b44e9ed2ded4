"""What a file of cases says: each case judged, the month summed up, and the weeks to come."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from data.lead_times.case_file import CaseFile
from metrics.cases.radar import MonthAhead, radar, share_if_none_closed, week_label
from metrics.cases.summary import Above, due_by_month, summary
from metrics.cases.time_rules import TimeRule, rule_on
from metrics.lead_times import judged_cases, measure_of
from metrics.periods import Period
from metrics.vocabulary import Periodicity


@dataclass(frozen=True)
class LeadTimeReport:
    """A month's figures, and where things stand when the day `as_of` is over.

    `summary` and `radar` are as in `metrics.cases.summary` and `metrics.cases.radar`; `ahead` is the
    month of the next day, for each kind and unit. `faults` are those of the file's cells and of its
    cases, in the order of the rows. `whole_days` tells for each kind how many cases have their
    hours counted as whole days, and `may_still_roll` how many open ones have a rolled deadline still to come.
    """

    as_of: date
    month: Period
    rules: tuple[TimeRule, ...]
    summary: pd.DataFrame
    radar: pd.DataFrame
    ahead: dict[tuple[str, str], MonthAhead]
    faults: pd.DataFrame
    ignored_columns: tuple[str, ...]
    whole_days: dict[str, int]
    may_still_roll: dict[str, int]

    def rule_of(self, kind: str) -> TimeRule:
        """Return the rule that the kind is told with: the one of the day."""
        rule = rule_on(self.rules, kind, self.as_of)
        assert rule is not None
        return rule


def lead_time_report(
    file: CaseFile,
    rules: tuple[TimeRule, ...],
    as_of: date,
    month: Period,
    counts_to: Above | None = None,
    units: Collection[str] | None = None,
) -> LeadTimeReport:
    """Judge a file's cases and sum them up.

    `counts_to` says to which units a unit's cases count and `units` which codes exist; without them every
    unit of the file stands for itself. Raises ValueError for a period that is no month.
    """
    judged = judged_cases(file.cases, rules, as_of, units=units)
    summed = summary(judged.cases, as_of, month, counts_to)
    coming = radar(judged.cases, as_of, counts_to)
    faults = pd.concat([file.faults, judged.faults]) if len(file.faults) else judged.faults
    whole_days = judged.cases.groupby("kind")["whole_days"].sum()
    due = due_by_month(judged.cases, as_of)
    rolling = due[due["month"] == month.code].groupby("kind")["may_still_roll"].sum()
    return LeadTimeReport(
        as_of,
        month,
        rules,
        summed,
        coming,
        _ahead(judged.cases, summed, coming, as_of, counts_to),
        faults.sort_values("row", kind="stable", ignore_index=True),
        file.ignored_columns,
        {str(kind): int(count) for kind, count in whole_days.items()},
        {str(kind): int(count) for kind, count in rolling.items()},
    )


def _ahead(
    cases: pd.DataFrame, summed: pd.DataFrame, coming: pd.DataFrame, as_of: date, counts_to: Above | None
) -> dict[tuple[str, str], MonthAhead]:
    """Return the month of the next day for each kind and unit."""
    month = Period.containing(as_of + timedelta(days=1), Periodicity.MONTH)
    due = due_by_month(cases, as_of, counts_to)
    due = due[due["month"] == month.code].set_index(["kind", "unit"])
    ahead = {}
    for kind, unit in zip(summed["kind"], summed["unit"], strict=True):
        counts = coming[(coming["kind"] == kind) & (coming["unit"] == unit)]
        so_far = due.loc[(kind, unit)] if (kind, unit) in due.index else {"in_time": 0, "due": 0}
        ahead[kind, unit] = share_if_none_closed(
            counts, month, as_of, in_time=int(so_far["in_time"]), due=int(so_far["due"])
        )
    return ahead


def as_plain(report: LeadTimeReport) -> dict[str, Any]:
    """Return a report as plain values, to be written as JSON; what isn't known is None."""
    return {
        "as_of": report.as_of.isoformat(),
        "month": report.month.code,
        "summary": [_summary_row(report, row) for row in report.summary.to_dict("records")],
        "radar": [_radar_row(report, row) for row in report.radar.to_dict("records")],
        "faults": [_plain(row) for row in report.faults.to_dict("records")],
        "ignored_columns": list(report.ignored_columns),
    }


def _summary_row(report: LeadTimeReport, row: dict[Any, Any]) -> dict[str, Any]:
    rule, ahead = report.rule_of(row["kind"]), report.ahead[row["kind"], row["unit"]]
    return {
        **_plain(row),
        "judged_by": rule.judged_by.value,
        "measure": measure_of(report.rules, rule.kind, report.as_of),
        "whole_days": report.whole_days[rule.kind],
        "ahead_month": ahead.month.code,
        "ahead_in_time": ahead.in_time,
        "ahead_due": ahead.due,
        "ahead_open": ahead.open_cases,
        "ahead_share": ahead.share,
        "ahead_best_share": ahead.best_share,
    }


def _radar_row(report: LeadTimeReport, row: dict[Any, Any]) -> dict[str, Any]:
    day = row["due_from"].date()
    return {**_plain(row), "week": week_label(day), "overdue": day <= report.as_of}


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    return {str(name): _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, float):
        return None if math.isnan(value) else value
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    return value.item() if hasattr(value, "item") else value
