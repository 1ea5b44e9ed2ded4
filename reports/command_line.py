"""The words of `python -m reports`: its options, and how each is read."""

import argparse
from datetime import date
from pathlib import Path

from metrics.documents.material import KIND_CODES
from metrics.documents.words import LENS_OF
from metrics.periods import Period, PeriodError
from metrics.vocabulary import Lens, ReportKind
from reports.files import FileKind

DESCRIPTION = (
    "Skriv en rapport som filer: periodens sparade rapport, annars ett utkast av siffrorna som de står. En "
    "låst periods rapport är den som låstes. Filernas namn skrivs på standard ut, allt annat på standard fel."
)
EXAMPLE = (
    "Exempel, den femtonde varje månad ur cron: 0 6 15 * * cd /opt/lagesbild && .venv/bin/python -m reports "
    "--organisation exempelstad --files pdf,xlsx --lens namnd --to /srv/rapporter"
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command."""
    made = argparse.ArgumentParser(prog="python -m reports", description=DESCRIPTION, epilog=EXAMPLE)
    _add_report(made)
    _add_files(made)
    return made


def _add_report(made: argparse.ArgumentParser) -> None:
    """Add the options that say which report is to be made."""
    made.add_argument("--organisation", required=True, metavar="KOD", help="verksamhetens kod")
    made.add_argument("--unit", default="", metavar="KOD", help="enhetens kod (förval hela verksamheten)")
    made.add_argument(
        "--period",
        type=_period,
        metavar="PERIOD",
        help="2026-10, 2026-T2 eller 2025 (förval den senast slutade)",
    )
    made.add_argument(
        "--kind",
        type=_kind,
        metavar="SLAG",
        help=f"{', '.join(KIND_CODES)} (förval efter perioden; utdrag med --indicators)",
    )
    made.add_argument(
        "--lens",
        type=_lens,
        default=Lens.INTERN,
        metavar="LINS",
        help=f"för vem: {', '.join(LENS_OF)} (förval intern; aldrig mildare än LAGESBILD_LENS)",
    )
    made.add_argument(
        "--indicators", type=_indicators, default=[], metavar="KOD,KOD", help="bara de här indikatorerna"
    )
    made.add_argument("--draft", action="store_true", help="gör ett nytt utkast fast en rapport är sparad")


def _add_files(made: argparse.ArgumentParser) -> None:
    """Add the options that say as which files it is to be had, and where."""
    made.add_argument(
        "--files",
        type=_files,
        default=[FileKind.PDF],
        metavar="SLAG,SLAG",
        help=f"{', '.join(FileKind)} (förval pdf)",
    )
    made.add_argument(
        "--to", type=Path, default=Path(), metavar="MAPP", help="mappen (förval den man står i)"
    )
    made.add_argument(
        "--template", type=Path, metavar="FIL", help="mall för bildspel (förval LAGESBILD_TEMPLATE)"
    )
    made.add_argument(
        "--day", type=_day, metavar="ÅÅÅÅ-MM-DD", help="dagen som filerna dateras (förval i dag)"
    )


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except PeriodError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _kind(text: str) -> ReportKind:
    if text not in KIND_CODES:
        raise argparse.ArgumentTypeError(f"«{text}» är ingen rapport. Skriv {', '.join(KIND_CODES)}.")
    return KIND_CODES[text]


def _lens(text: str) -> Lens:
    if text not in LENS_OF:
        raise argparse.ArgumentTypeError(f"«{text}» är ingen lins. Skriv {', '.join(LENS_OF)}.")
    return LENS_OF[text]


def _files(text: str) -> list[FileKind]:
    wanted = _codes(text)
    unknown = [each for each in wanted if each not in list(FileKind)]
    if unknown or not wanted:
        known = ", ".join(FileKind)
        raise argparse.ArgumentTypeError(f"«{', '.join(unknown)}» är inget slag av fil. Skriv {known}.")
    return [FileKind(each) for each in dict.fromkeys(wanted)]


def _indicators(text: str) -> list[str]:
    wanted = _codes(text)
    if not wanted:
        raise argparse.ArgumentTypeError(
            f"«{text}» är ingen indikator. Skriv koder med kommatecken mellan, eller utelämna --indicators."
        )
    return wanted


def _codes(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» är ingen dag. Skriv som 2026-10-31.") from None
