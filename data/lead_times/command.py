"""`python -m data lead-times FILE`: a file of date pairs judged and told.

Nothing is stored: what the file says is printed, and forgotten. The database is opened only to ask for
the limits and units of an organisation that is named.
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from data.lead_times.case_file import read_case_file
from data.lead_times.office import OfficeError, counted_by
from data.lead_times.report import as_plain, lead_time_report
from data.lead_times.sheets import CaseFileError
from data.lead_times.text import told
from data.lead_times.time_limits import TimeLimitsError
from metrics.cases.faults import EARLIEST
from metrics.periods import Period, PeriodError, latest_within
from metrics.vocabulary import Periodicity

NAME = "lead-times"
LATEST = date(2199, 12, 31)
"""Holidays are known for longer, and a limit reaches beyond the day."""


def add_lead_times(commands: Any) -> None:
    """Add the command and its options to the parser of commands."""
    parser = commands.add_parser(NAME, help="räkna handläggningstider ur en fil med datumpar (sparas inte)")
    parser.add_argument(
        "file", type=Path, metavar="FIL", help="filen: .csv, .tsv, .txt, .xlsx, .xls eller .ods"
    )
    parser.add_argument(
        "--day", type=_day, metavar="ÅÅÅÅ-MM-DD", help="läget när dagen är slut (förval i dag)"
    )
    parser.add_argument(
        "--month", type=_month, metavar="ÅÅÅÅ-MM", help="månaden (förval den senast avslutade)"
    )
    parser.add_argument(
        "--organisation",
        metavar="KOD",
        help="räkna med den verksamhetens tidsgränser och enheter, ur databasen (förval programmets gränser)",
    )
    parser.add_argument("--json", action="store_true", help="skriv resultatet som JSON")


def lead_times(chosen: argparse.Namespace, today: date) -> int:
    """Read the file, judge it and print what it says. Return 0, or 1 where it can't be read."""
    as_of = chosen.day or today
    month = chosen.month or latest_within(as_of, Periodicity.MONTH)
    try:
        by = counted_by(chosen.organisation)
        file = by.in_codes(read_case_file(chosen.file, by.limits))
        counts_to = by.units.counts_to if by.units else None
        report = lead_time_report(file, by.limits.rules, as_of, month, counts_to, counts_to)
    except (CaseFileError, OfficeError, TimeLimitsError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if chosen.json:
        sys.stdout.write(f"{json.dumps(as_plain(report), ensure_ascii=False, allow_nan=False, indent=1)}\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in told(report))
    return 0


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» är inget datum. Skriv som 2026-10-31.") from None
    if not EARLIEST <= day <= LATEST:
        raise argparse.ArgumentTypeError(f"dagen ska ligga mellan {EARLIEST} och {LATEST}, inte {day}.")
    return day


def _month(text: str) -> Period:
    try:
        period = Period.parse(text)
    except PeriodError:
        period = None
    if period is None or period.periodicity != Periodicity.MONTH:
        raise argparse.ArgumentTypeError(f"«{text}» är ingen månad. Skriv som 2026-10.")
    return period
