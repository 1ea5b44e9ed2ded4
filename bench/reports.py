"""Reports as files: slides, Word, PDF, Excel and CSV of Exempelstad, beside empty files of the same kind.

An empty file is written by the very library that writes ours (python-pptx, python-docx, Typst, XlsxWriter).
Peak memory is that of a process that reads the store, makes the report and writes one file.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pptx
import typst
import xlsxwriter

from bench import report
from bench.product import make_store
from bench.report import Bar, Timing
from data import offices
from data.kept_away import of_small_units
from data.report_material import Asked, material_of
from data.store import open_store
from metrics.documents.material import Material
from metrics.documents.model import Report
from metrics.documents.report import report_of
from metrics.numbers import number
from metrics.periods import Period
from metrics.vocabulary import ReportKind, SectionKind
from reports.files import FILE_WORDS, FileKind, report_file

DAY = date(2026, 11, 10)
PERIOD = Period.parse("2026-10")
SLIDES, INDICATORS = 20, 40
BESIDE_ITEMS = 2
"""The slides of a show that aren't an indicator's: the first and the last."""
REPETITIONS, QUICK = 5, 2
MOST_SECONDS = {FileKind.POWERPOINT: 3.0, FileKind.WORD: 10.0, FileKind.PDF: 10.0}
MOST_MEGABYTES = 500
PEAK = """
import sys
from bench.reports import most_memory, written
written(sys.argv[1], sys.argv[2])
print(most_memory())
"""
STATUS = Path("/proc/self/status")


def measure(folder: Path, *, quick: bool = False) -> list[Bar]:
    """Write each kind of file several times, and an empty one of the same kind in turn."""
    url = make_store(folder)
    whole = material(url)
    shown = {kind: _of_kind(whole, kind) for kind in FileKind}
    times = QUICK if quick else REPETITIONS
    report.heading(
        f"Rapporter: {SLIDES} bilder, och {INDICATORS} indikatorer i de andra ({times} ggr, växelvis)"
    )
    bars: list[Bar] = []
    for kind in FileKind:
        ours, empty = _timed(shown[kind], kind, times)
        report.show(ours)
        if empty:
            report.show(empty)
            report.ratio(f"{ours.name} mot en tom", ours.median / empty.median)
        if kind in MOST_SECONDS:
            most = MOST_SECONDS[kind]
            name = f"{FILE_WORDS[kind]}, andel av {number(most, 0)} s"
            bars.append(report.judge(Bar(name, ours.median / most, 1.0)))
    peak = max(_peak(url, kind) for kind in FileKind)
    report.fact("mest minne, från databas till fil", f"{number(peak, 0)} MB")
    bars.append(report.judge(Bar(f"minnet, andel av {MOST_MEGABYTES} MB", peak / MOST_MEGABYTES, 1.0)))
    return bars


def material(url: str) -> Material:
    """Return what the month's report of Exempelstad is made of."""
    engine = open_store(url)
    office = offices.office_of(engine, "exempelstad")
    asked = Asked(office.places[0].id, PERIOD, DAY)
    found = material_of(engine, office, asked, of_small_units(engine, office.id))
    engine.dispose()
    return found


def written(url: str, kind: str) -> bytes:
    """Make a report from the store and write it as a file."""
    return _file(_of_kind(material(url), FileKind(kind)), FileKind(kind))


def _of_kind(whole: Material, kind: FileKind) -> Report:
    """Return a report of so many indicators: of slides only those, so that they are as many as promised."""
    count = SLIDES - BESIDE_ITEMS if kind == FileKind.POWERPOINT else INDICATORS
    drawn = tuple(each for each in whole.followed if each.item.chart)[:count]
    assert len(drawn) == count, f"expected {count} indicators with a chart, got {len(drawn)}"
    chosen = replace(whole, followed=drawn)
    if kind == FileKind.POWERPOINT:
        # A selection has a slide of each, a month's report only of what stands out.
        return report_of(chosen, ReportKind.SELECTION, sections=[SectionKind.INDICATORS])
    return report_of(chosen, ReportKind.MONTH)


def _file(made: Report, kind: FileKind) -> bytes:
    return report_file(made, kind, stem="rapport", made_on=DAY).data


def _timed(made: Report, kind: FileKind, repetitions: int) -> tuple[Timing, Timing | None]:
    """Write ours and an empty one in turn, after one of each that loads what is loaded once."""
    blank = EMPTY.get(kind)
    _file(made, kind)
    ours, empty = [], []
    for _ in range(repetitions):
        ours.append(_seconds(lambda: _file(made, kind)))
        if blank:
            empty.append(_seconds(blank))
    name = FILE_WORDS[kind]
    return Timing(name, ours), Timing(f"  en tom {name}", empty) if empty else None


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _peak(url: str, kind: FileKind) -> float:
    """Return how much memory a process of its own takes from store to file, in MB."""
    told = subprocess.run(
        [sys.executable, "-c", PEAK, url, kind.value], capture_output=True, text=True, check=True
    )
    return float(told.stdout)


def most_memory() -> float:
    """Return the most memory that this process has held, in MB.

    Linux tells it of the program itself; what `resource` tells there begins with that of the process which
    started it.
    """
    if STATUS.exists():
        (line,) = [each for each in STATUS.read_text().splitlines() if each.startswith("VmHWM")]
        return int(line.split()[1]) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _empty_slides() -> None:
    pptx.Presentation().save(BytesIO())


def _empty_document() -> None:
    docx.Document().save(BytesIO())


def _empty_book() -> None:
    with xlsxwriter.Workbook(BytesIO()) as book:
        book.add_worksheet()


def _empty_pdf() -> None:
    typst.compile(b"Tom")


EMPTY: dict[FileKind, Callable[[], None]] = {
    FileKind.POWERPOINT: _empty_slides,
    FileKind.EXCEL: _empty_book,
    FileKind.WORD: _empty_document,
    FileKind.PDF: _empty_pdf,
}
