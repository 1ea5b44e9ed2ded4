"""A report of lead times as calm Swedish tables for a terminal."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from data.lead_times.report import LeadTimeReport
from metrics.cases.radar import week_label
from metrics.cases.summary import WINDOW_DAYS
from metrics.lead_times import measure_of
from metrics.numbers import NO_BREAK_SPACE, PER_CENT, number, with_unit
from metrics.vocabulary import DeadlineRule

NOTHING = "–"
MARK = f"{NO_BREAK_SPACE}*"
MOST_FAULTS = 40
GAP = "  "
SHARE_DECIMALS = 1
LEGEND = (
    f"*{NO_BREAK_SPACE}Måttet som gäller. Ett ärende hör till månaden då fristen går ut, öppet eller ej.",
    "I rätt tid: en frist som slutar på en helgdag får hållas nästa arbetsdag.",
    f"Median och 90{NO_BREAK_SPACE}%: ärenden öppnade de senaste {WINDOW_DAYS} dagarna, också de öppna.",
    "Förlängda ärenden ingår inte i de andra kolumnerna.",
)


def told(report: LeadTimeReport) -> Iterator[str]:
    """Yield the lines of the whole report: the month, the faults, and the radar."""
    yield f"Handläggningstider, {report.month.label}. Läget när {report.as_of} är slut."
    for kind, rows in report.summary.groupby("kind", sort=False):
        yield ""
        yield from _kind(report, str(kind), rows)
    yield ""
    yield from LEGEND
    yield ""
    yield from _faults(report)
    yield ""
    yield from _radar(report)


def _kind(report: LeadTimeReport, kind: str, rows: pd.DataFrame) -> Iterator[str]:
    rule, measure = report.rule_of(kind), measure_of(report.rules, kind, report.as_of)
    strictly = rule.judged_by == DeadlineRule.STRICT
    yield f"{rule.name}: {rule.limit_text}. {rule.law}".rstrip()
    headings = [
        "Enhet",
        f"Inom {rule.limit_text}{MARK if strictly else ''}",
        f"I rätt tid{'' if strictly else MARK}",
        f"Median, {measure}",
        "90 % klara",
        "Äldsta öppna",
        "Öppna",
        "Försenade",
        "Förlängda",
        "Förlängda öppna",
    ]
    yield from _table(headings, [_row(row) for row in rows.to_dict("records")])
    rolling = report.may_still_roll.get(kind)
    if rolling:
        yield f"{GAP}I rätt tid kan ännu öka: fristen har flyttats till efter dagen i {_cases(rolling)}."
    if report.whole_days.get(kind):
        yield f"{GAP}Utan klockslag räknas hela dygn: {_cases(report.whole_days[kind])}."


def _row(row: dict[Any, Any]) -> list[str]:
    return [
        row["unit"],
        _share(row["in_time_strict"], row["due"]),
        _share(row["in_time_rolled"], row["due"]),
        _time(row["median"], row["longest"]),
        _time(row["high"], row["longest"]),
        _time(row["oldest_open"]),
        *(number(row[name], 0) for name in ("open_cases", "open_past", "extended", "extended_open")),
    ]


def _share(part: int, whole: int) -> str:
    if not whole:
        return NOTHING
    counts = NO_BREAK_SPACE.join([number(part, 0), "av", number(whole, 0)])
    return f"{with_unit(100 * part / whole, SHARE_DECIMALS, PER_CENT)} ({counts})"


def _time(value: float, more_than: float = math.nan) -> str:
    """Write a time; one that isn't known is more than the longest that was seen."""
    if not math.isnan(value):
        return number(value, 0)
    return NOTHING if math.isnan(more_than) else f">{NO_BREAK_SPACE}{number(more_than, 0)}"


def _faults(report: LeadTimeReport) -> Iterator[str]:
    faults = report.faults
    if faults.empty:
        yield "Inga fel i filens rader."
    else:
        yield f"Fel i filen, {_rows(faults['row'].nunique())}:"
        yield from (f"  rad {row}: {message}" for row, message in _first(faults))
        if len(faults) > MOST_FAULTS:
            yield f"  … och {number(len(faults) - MOST_FAULTS, 0)} till; --json visar alla."
    if report.ignored_columns:
        yield f"Kolumner som inte har lästs: {', '.join(report.ignored_columns)}."


def _rows(count: int) -> str:
    return f"{number(count, 0)}{NO_BREAK_SPACE}{'rad' if count == 1 else 'rader'}"


def _cases(count: int) -> str:
    return f"{number(count, 0)}{NO_BREAK_SPACE}{'ärende' if count == 1 else 'ärenden'}"


def _first(faults: pd.DataFrame) -> Iterator[tuple[int, str]]:
    first = faults.head(MOST_FAULTS)
    return zip(first["row"], first["message"], strict=True)


def _radar(report: LeadTimeReport) -> Iterator[str]:
    yield "Lagtidsradar: öppna ärenden efter den vecka då fristen går ut"
    if report.radar.empty:
        yield "  Inga ärenden väntar."
    for kind, rows in report.radar.groupby("kind", sort=False):
        yield ""
        yield report.rule_of(str(kind)).name
        headings = ["Enhet", "Vecka", "Från", "Öppna", "Redan avslutade"]
        yield from _table(headings, [_week(report, row) for row in rows.to_dict("records")], words=3)
        yield from _ahead(report, str(kind))


def _week(report: LeadTimeReport, row: dict[Any, Any]) -> list[str]:
    day = row["due_from"].date()
    counts = [number(row["open_cases"], 0), number(row["closed_cases"], 0)]
    if day <= report.as_of:
        return [row["unit"], "försenade", "", counts[0], ""]
    return [row["unit"], week_label(day), day.isoformat(), *counts]


def _ahead(report: LeadTimeReport, kind: str) -> Iterator[str]:
    for (of_kind, unit), ahead in report.ahead.items():
        if of_kind == kind and ahead.open_cases:
            yield (
                f"{unit}: om inget mer avslutas blir andelen i {ahead.month.label} "
                f"{_share(ahead.in_time, ahead.due)}, om allt hinns "
                f"{_share(ahead.in_time + ahead.open_cases, ahead.due)}."
            )


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> Iterator[str]:
    """Yield the lines of a table; the first `words` columns are text, the others stand to the right."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    for cells in (headings, *rows):
        aligned = [
            cell.ljust(width) if place < words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        yield GAP + GAP.join(aligned).rstrip()
