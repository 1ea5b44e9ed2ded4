"""Spreadsheets, read by a process of their own: what a hostile file does, it does there and not here.

The process is `cell_reader`. It gets the file through a pipe, and nothing is written to a disk. When it
falls, runs for too long or takes too much memory, the file is refused. Macros are never run, links to other
files are never followed, and definitions that unfold in a file's XML are refused.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, Any

import numpy as np
import pandas as pd

from data.files.cell_reader import MOST_CELLS
from data.files.excel_marks import MOST_MARKS
from data.files.packages import LARGEST_PART, MOST_UNPACKED
from data.files.sheet import FileError, Sheet
from metrics.numbers import number

ROOT = Path(__file__).parents[2]
LONGEST_WAIT = 4.2
"""Seconds."""
LONGEST_LINE, LONGEST_ANSWER = 32_000_000, 150_000_000
"""Bytes."""
AT_ONCE = threading.BoundedSemaphore(2)
"""Each holds as much memory as it may; the others wait for their turn."""
KEPT_SETTINGS = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""All of the environment that the process sees: passwords and addresses are not for it."""
MOMENTS: dict[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}
SAVE_TABLE = "Spara tabellen som Excel (.xlsx) eller CSV och läs in den filen."
DAMAGED = (
    "Filen är skadad eller ofullständig och kan inte läsas som kalkylark. "
    "Öppna den i Excel eller LibreOffice, spara den på nytt och läs in den igen."
)
EXHAUSTED = (
    "Filen tog för lång tid eller för mycket minne att läsa. Ofta är en cell ifylld långt ner eller långt "
    "till höger. Kopiera tabellen till en ny arbetsbok, eller spara den som CSV."
)
REFUSED = {
    "damaged": DAMAGED,
    "exhausted": EXHAUSTED,
    "password": (
        "Filen är skyddad med lösenord. Ta bort lösenordet i programmet den gjordes i, spara den och läs in "
        "den igen."
    ),
    "too_large": (
        f"Filen blir för stor när den packas upp: mer än {number(LARGEST_PART / 1e6, 0)} MB i ett blad eller "
        f"{number(MOST_UNPACKED / 1e6, 0)} MB i allt. Dela den i flera, eller spara tabellen som CSV."
    ),
    "too_many_cells": (
        f"Bladen har tillsammans mer än {number(MOST_CELLS, 0)} celler, räknat till {{about}}. Ta bort det "
        "som står långt ner eller långt till höger om tabellen, eller spara den som CSV."
    ),
    "too_many_marks": (
        f"Bladet {{about}} har mer än {number(MOST_MARKS, 0)} celler med fel, procent eller sammanfogning. "
        "Spara tabellen som CSV."
    ),
    "definitions": (
        "Filen har egna XML-definitioner, som inte läses av säkerhetsskäl. Öppna den i Excel eller "
        "LibreOffice och spara den på nytt."
    ),
    "xlsb": "Filen är en binär Excel-fil (.xlsb). Spara den som .xlsx och läs in den filen.",
    "word": f"Filen är ett Word-dokument. {SAVE_TABLE}",
    "presentation": f"Filen är en presentation. {SAVE_TABLE}",
    "numbers": f"Filen är gjord i Numbers. {SAVE_TABLE}",
    "open_document": f"Filen är ett OpenDocument av annat slag än kalkylark. {SAVE_TABLE}",
    "mail": f"Filen är ett e-postmeddelande. {SAVE_TABLE}",
    "ole": f"Filen är inget kalkylark, utan en fil av ett annat program. {SAVE_TABLE}",
    "archive": "Filen är ett zip-arkiv. Packa upp det och läs in kalkylarket eller CSV-filen ur det.",
}


def workbook_sheets(content: bytes, name: str) -> list[Sheet]:
    """Return the sheets of an .xlsx, .xlsm, .xls or .ods, hidden ones too; sheets of charts are left out.

    Raises FileError for what can't be read, and what takes too long or too much memory.
    """
    with AT_ONCE, _reader(content, name) as answer:
        try:
            return _sheets(_lines(answer, name), name)
        except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
            # The process has told what nobody has asked for.
            raise FileError(name, [DAMAGED]) from error


def _sheets(lines: Iterator[Any], name: str) -> list[Sheet]:
    """Return the sheets that the process tells. Raises FileError where it refuses, or ends too early."""
    sheets: list[Sheet] = []
    cells, row = np.empty((0, 0), dtype=object), 0
    for told in lines:
        if isinstance(told, list):
            cells[row : row + len(told), : len(told[0])] = told
            row += len(told)
        elif "sheet" in told:
            row = 0
            cells = np.full((told["height"], told["width"]), "", dtype=object)
            sheets.append(_sheet(told, cells))
        elif "refused" in told:
            raise FileError(name, [_refusal(told)])
        elif "end" in told:
            return sheets
    raise FileError(name, [EXHAUSTED])


def _sheet(told: dict[str, Any], cells: np.ndarray[Any, Any]) -> Sheet:
    """Return the sheet, whose cells are filled as they come."""
    return Sheet(
        name=told["sheet"],
        cells=pd.DataFrame(cells, dtype=object, copy=False),
        faults={(row, column): fault for row, column, fault in told["faults"]},
        per_cent=frozenset(map(tuple, told["per_cent"])),
        merged=tuple(map(tuple, told["merged"])),
        hidden=told["hidden"],
    )


def _refusal(told: dict[str, Any]) -> str:
    return REFUSED.get(told["refused"], DAMAGED).format(about=f"«{told['about']}»")


def _lines(answer: IO[bytes], name: str) -> Iterator[Any]:
    """Yield what the process tells. Raises FileError for more than there is room for."""
    taken = 0
    while line := answer.readline(LONGEST_LINE):
        taken += len(line)
        if not line.endswith(b"\n") or taken > LONGEST_ANSWER:
            raise FileError(name, [EXHAUSTED])
        yield json.loads(line, object_hook=_untagged)


def _untagged(told: dict[str, Any]) -> Any:
    """Return the date or time that an object of one item stands for, other objects as they are."""
    if len(told) != 1:
        return told
    ((kind, written),) = told.items()
    return MOMENTS[kind](written) if kind in MOMENTS else told


@contextmanager
def _reader(content: bytes, name: str) -> Iterator[IO[bytes]]:
    """Start the process and hand it the file; when done, or when it has had its time, it is ended."""
    settings = {key: os.environ[key] for key in KEPT_SETTINGS if key in os.environ}
    command = [sys.executable, "-m", "data.files.cell_reader", str(len(content))]
    try:
        process = Popen(command, cwd=ROOT, env=settings, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)  # noqa: S603
    except OSError as error:
        told = "Filen kunde inte läsas just nu: datorn har fullt upp. Försök igen om en stund."
        raise FileError(name, [told]) from error
    assert process.stdin is not None and process.stdout is not None
    end = threading.Timer(LONGEST_WAIT, process.kill)
    feeding = threading.Thread(target=_feed, args=(process.stdin, content))
    try:
        end.start()
        feeding.start()
        yield process.stdout
    finally:
        end.cancel()
        process.kill()
        feeding.join()
        process.stdout.close()
        process.wait()


def _feed(pipe: IO[bytes], content: bytes) -> None:
    try:
        with pipe:
            pipe.write(content)
    except OSError:
        # It has ended before it had read the file; what it told is what counts.
        return
