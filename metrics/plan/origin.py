"""Where things in a plan come from: the document, its heading, its own words, and who decided when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.change_words import day_words
from metrics.plan.content import PlanDocument
from metrics.plan.screen_edits import NO_TRACES, UNTOUCHED, Trace, Traces, target_key
from metrics.vocabulary import TargetKind, TargetLevel
from metrics.words import LEVEL, target_words

NOT_SAID = "anges inte i dokumentet"
BETWEEN_HEADINGS = re.compile(r", (?=[A-ZÅÄÖ0-9«])")
"""A heading begins with a capital or a number; other commas stand within one."""


@dataclass(frozen=True)
class TargetOrigin:
    """A target as the plan sets it: `said` in our words with its time, `words` the document's own.

    Targets of the same words, place and trace are one origin, with a line in `said` for each.
    """

    said: tuple[str, ...]
    words: str
    source: str
    trace: Trace = UNTOUCHED


def decided_words(document: PlanDocument) -> str:
    """Say who decided a plan and when."""
    day = day_words(document.decided_on) if document.decided_on else ""
    return ", ".join(filter(None, (document.decided_by, day))) or NOT_SAID


def heading_words(source: str) -> str:
    """Return the headings that lead to a place in a document: `Mål i uppdragsplan › Mål 3`.

    The source's first part names the document.
    """
    _, _, headings = source.partition(", ")
    return " › ".join(BETWEEN_HEADINGS.split(headings)) or source


def target_origins(
    targets: pd.DataFrame, day: date, codes: Mapping[int, str], traces: Traces = NO_TRACES
) -> Mapping[int, tuple[TargetOrigin, ...]]:
    """Return each indicator's targets with their origin: those in force on a day first, as the document has.

    `targets` are as `queries_plan.targets_of_plan` gives them; `codes` are the indicators' by their number.
    """
    found: dict[int, dict[tuple[str, str, Trace], list[str]]] = {}
    moment = pd.Timestamp(day)
    in_force = (targets["valid_from"] <= moment) & (targets["valid_to"] >= moment)
    ordered = targets.assign(waits=~in_force).sort_values("waits", kind="stable")
    for row in ordered.to_dict("records"):
        number = int(row["indicator_id"])
        trace = traces.of_target(codes.get(number, ""), target_key(row))
        said = found.setdefault(number, {}).setdefault((row["words"], row["source"], trace), [])
        line = _said(row)
        if line not in said:
            said.append(line)
    return {
        number: tuple(TargetOrigin(tuple(said), *place) for place, said in places.items())
        for number, places in found.items()
    }


def _said(row: Mapping[Any, Any]) -> str:
    """Say a target with its level, its unit and its time: `Mål 2017: minst 68 %`."""
    level = LEVEL[TargetLevel(row["level"])]
    unit = f" för {row['unit']}" if row["unit"] else ""
    said = target_words(TargetKind(row["kind"]), row["value"], row["unit_of_measure"])
    return f"{level}{unit} {span_words(row['valid_from'].date(), row['valid_to'].date())}: {said}"


def span_words(first: date, last: date) -> str:
    """Say a span of days in few words: whole years as years, else as days."""
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if not whole:
        return f"{first.isoformat()}–{last.isoformat()}"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
