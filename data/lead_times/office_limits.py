"""An office's time limits: those that come with the product, as its plan has them, as it has changed them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from data import queries, queries_lead_times
from data.lead_times.columns import word_of
from data.lead_times.time_limits import TimeLimits, read_time_limits
from data.models.base import EARLIEST_YEAR
from metrics.cases.time_rules import TimeRule
from metrics.vocabulary import DeadlineRule, LimitUnit

BEFORE_ALL = pd.Timestamp(EARLIEST_YEAR, 1, 1).date()


def office_limits(engine: Engine, organisation_id: int) -> TimeLimits:
    """Return the rules of the kinds of case that an office has indicators of, and the words for the kinds.

    The product's own rules give law and days. A limit in the plan goes before theirs, and what the office
    has written down on the screen goes before both, from its day on.
    """
    shipped = read_time_limits()
    indicators = queries.indicators(engine, organisation_id)
    about_cases = indicators[indicators["case_kind"].notna()].to_dict("records")
    rules: list[TimeRule] = []
    for row in about_cases:
        planned = _planned(row, shipped.rules)
        rules += [rule for rule in planned if rule not in rules]
    written = queries_lead_times.written_rules(engine, organisation_id)
    own = [_written(row, rules) for row in written.to_dict("records")]
    rules = [rule for rule in rules if not any(_replaces(mine, rule) for mine in own)] + own
    words = {word_of(row[name]): row["case_kind"] for row in about_cases for name in ("code", "name")}
    return TimeLimits(tuple(rules), {**shipped.codes, **words})


def limits_for_files(engine: Engine, organisation_id: int) -> TimeLimits:
    """Return the rules that a file of an office's cases is held to: the product's own if it follows none."""
    limits = office_limits(engine, organisation_id)
    return limits if limits.rules else read_time_limits()


def _planned(row: Mapping[Any, Any], shipped: tuple[TimeRule, ...]) -> list[TimeRule]:
    """Return the rules of an indicator's kind, with the plan's own limit where it has one."""
    known = [rule for rule in shipped if rule.kind == row["case_kind"]]
    if pd.isna(row["time_limit"]):
        return known
    limit, unit = int(row["time_limit"]), LimitUnit(row["limit_unit"])
    if not known:
        return [TimeRule(row["case_kind"], row["name"], limit, unit, DeadlineRule.STRICT, BEFORE_ALL)]
    return [replace(rule, limit=limit, limit_unit=unit) for rule in known]


def _replaces(mine: TimeRule, other: TimeRule) -> bool:
    """Tell whether the office's own rule holds from a day on which the other begins, or before it."""
    return mine.kind == other.kind and mine.applies_from <= other.applies_from


def _written(row: Mapping[Any, Any], rules: list[TimeRule]) -> TimeRule:
    """Return a limit that the office has written down; its kind is called what it was."""
    name = next((rule.name for rule in rules if rule.kind == row["case_kind"]), row["name"])
    return TimeRule(
        row["case_kind"],
        name,
        int(row["time_limit"]),
        LimitUnit(row["limit_unit"]),
        DeadlineRule(row["judged_by"]),
        row["applies_from"].date(),
        row["law"],
    )
