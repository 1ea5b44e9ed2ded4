"""Everything that a file of cases says of a unit, as the page shows delivered sums, and its faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.case_limits.file_lines import file_lines
from metrics.case_limits.limits_view import LimitsView
from metrics.case_limits.lines import LimitLine
from metrics.case_limits.radar_view import radar_view
from metrics.case_limits.words import ahead_words, lead, overdue_words
from metrics.cases.radar import MonthAhead
from metrics.cases.time_rules import TimeRule
from metrics.numbers import number
from metrics.office import Office, Place
from metrics.periods import Period
from metrics.words import begun, during


@dataclass(frozen=True)
class FileSums:
    """What a file's cases come to, by kind and unit (codes): `cases.summary` and `cases.radar`."""

    rules: tuple[TimeRule, ...]
    as_of: date
    month: Period
    summary: pd.DataFrame
    radar: pd.DataFrame
    ahead: Mapping[tuple[str, str], MonthAhead]
    whole_days: Mapping[str, int]


def file_view(sums: FileSums, office: Office, place: Place) -> LimitsView:
    """Return what the file says of a place: a line for each kind that it has cases of."""
    lines = file_lines(sums.summary, sums.rules, office, place.code, sums.month, sums.as_of)
    radars = {}
    for line in lines:
        counts = sums.radar[(sums.radar["kind"] == line.kind) & (sums.radar["unit"] == place.code)]
        radars[line.key] = radar_view(counts, sums.as_of, sums.ahead[line.kind, place.code])
    return LimitsView(sums.month, tuple(lines), (), radars, sums.as_of, len(lines))


def file_units(sums: FileSums, office: Office, place: Place, kind: str) -> list[tuple[Place, LimitLine]]:
    """Return the line of one kind for each unit below that the file has cases of, in tree order."""
    of_kind = sums.summary[sums.summary["kind"] == kind]
    below = office.ancestors_below(place.id).keys() - {place.id}
    return [
        (each, line)
        for each in office.places
        if each.id in below
        for line in file_lines(of_kind, sums.rules, office, each.code, sums.month, sums.as_of)
    ]


def file_lead(view: LimitsView, line: LimitLine) -> str:
    """Answer what a file says, as of delivered sums; a month without any deadline is called so."""
    if any(each.judged.value is not None for each in view.lines):
        return lead(view, line)
    radar = view.radars.get(line.key)
    nothing = f"Inget ärende i filen hade sin frist {during(view.period)}."
    ahead = ahead_words(line, radar) if radar else ""
    return " ".join(filter(None, [nothing, overdue_words(view.lines), ahead]))


def unsure_words(sums: FileSums, place: Place) -> list[str]:
    """Say what makes the figures less than exact: hours counted as days, deadlines moved past the day."""
    told = []
    whole_days = sum(sums.whole_days.values())
    if whole_days:
        told.append(f"{_cases(whole_days)} i filen saknar klockslag: timmar räknas då i hela dygn.")
    rolling = int(sums.summary.loc[sums.summary["unit"] == place.code, "may_still_roll"].sum())
    if rolling:
        told.append(f"Nästa vardag kan ännu öka: fristen är flyttad till efter dagen för {_cases(rolling)}.")
    return told


def fault_words(faults: pd.DataFrame) -> str:
    """Say how many rows have something wrong, and how many of them aren't counted; empty where none has."""
    if faults.empty:
        return "Inga fel i filens rader."
    rows = faults["row"].nunique()
    left_out = faults.loc[~faults["counted"], "row"].nunique()
    told = f"{number(rows, 0)} {'rad' if rows == 1 else 'rader'} har fel"
    if left_out == rows:
        return f"{told} och räknas inte."
    return f"{told}, varav {number(left_out, 0)} inte räknas." if left_out else f"{told}, men räknas ändå."


def fault_rows(faults: pd.DataFrame) -> list[dict[str, str]]:
    """Return the faults as a table: the row's number in the file, and what is wrong."""
    return [{"Rad": number(row["row"], 0), "Fel": begun(row["message"])} for row in faults.to_dict("records")]


def _cases(count: int) -> str:
    return f"{number(count, 0)} {'ärende' if count == 1 else 'ärenden'}"
