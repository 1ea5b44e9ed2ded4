"""`python -m bench`: every measurement in one run, and whether the bars are met."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import (
    calibration,
    disclosure,
    economy,
    forecast,
    importing,
    lead_times,
    loading,
    mutated,
    pages,
    plausibility,
    receipts,
    report,
    reports,
    signals,
    soak,
    store,
    subjects,
)
from bench.product import ProductError, find_chromium
from bench.report import Bar
from metrics.numbers import number

SUBJECTS = (
    "signals",
    "receipts",
    "disclosure",
    "calibration",
    "forecast",
    "lead_times",
    "pages",
    "subjects",
    "reports",
    "economy",
    "store",
    "loading",
    "importing",
    "plausibility",
    "mutated",
    "soak",
)
IN_A_BROWSER = {"pages", "subjects", "economy"}
IN_MEMORY: dict[str, Callable[..., list[Bar]]] = {
    "signals": signals.measure,
    "receipts": receipts.measure,
    "disclosure": disclosure.measure,
    "lead_times": lead_times.measure,
}
IN_A_FOLDER: dict[str, Callable[..., list[Bar]]] = {
    "store": store.measure,
    "calibration": calibration.measure,
    "forecast": forecast.measure,
    "economy": economy.measure,
    "loading": loading.measure,
    "importing": importing.measure,
    "mutated": mutated.measure,
    "plausibility": plausibility.measure,
    "reports": reports.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; return 1 if a bar is missed, 2 if it can't be measured."""
    chosen = _parser().parse_args(arguments)
    subjects = chosen.only or SUBJECTS
    if IN_A_BROWSER.intersection(subjects) and find_chromium() is None:
        sys.stderr.write("Chromium saknas. Installera det (sudo apt install chromium) och kör igen.\n")
        return 2
    began = time.monotonic()
    report.heading(
        f"Lägesbild mätt mot golv och jämförelser. {_load()} Medianer; minst till mest i parentes."
    )
    bars: list[Bar] = []
    try:
        for subject in subjects:
            with tempfile.TemporaryDirectory(prefix="lagesbild-bench-") as temporary:
                bars += _measure(subject, Path(temporary), quick=chosen.quick)
    except ProductError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    missed = [bar.name for bar in bars if not bar.met]
    report.heading(f"{len(bars) - len(missed)} av {len(bars)} gränser klarade. {_load()}")
    for name in missed:
        report.fact("missad", name)
    report.fact("hela mätningen tog", f"{number(time.monotonic() - began, 0)} s")
    return 1 if missed else 0


def _measure(subject: str, folder: Path, *, quick: bool) -> list[Bar]:
    if subject in IN_MEMORY:
        return IN_MEMORY[subject](quick=quick)
    match subject:
        case "pages":
            return pages.measure(folder)
        case "subjects":
            return subjects.measure(folder)
        case "soak":
            soak.measure(folder, quick=quick)
            return []
        case _:
            return IN_A_FOLDER[subject](folder, quick=quick)


def _load() -> str:
    """Say how busy the machine is: a ratio taken on a busy machine is worth less."""
    busy = number(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else "okänd"
    return f"Datorns belastning {busy} på {os.cpu_count()} kärnor."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Mäter Lägesbilds hastighet.")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="mindre databaser och färre omritningar (gränserna gäller hela mätningen)",
    )
    parser.add_argument(
        "only", nargs="*", choices=(*SUBJECTS, []), metavar="ÄMNE", help=f"bara detta: {', '.join(SUBJECTS)}"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
