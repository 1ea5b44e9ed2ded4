"""Reading files of date pairs: one case per row, with its kind, unit, opening and end.

A row whose cells can't be read is told as a fault and left out. A file that holds a personal
identity number anywhere is not read at all, and the number is never repeated. The whole file is
in memory for as long as it is counted; nothing is stored.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

import numpy as np
import pandas as pd

from data.lead_times.columns import HEADINGS, REQUIRED, moment, recognised, words, yes_or_no
from data.lead_times.identity_numbers import Place, cell_text, is_personal, personal_places
from data.lead_times.sheets import CaseFileError, Rows, is_delimited, sheets_of
from data.lead_times.time_limits import TimeLimits
from metrics.cases.faults import FAULT_COLUMNS

MOST_TOLD, LONGEST_ECHO = 10, 40
NAMELESS = "filen"
"""What a file is called whose own name holds an identity number."""


UNREADABLE = object()


class CellFault(StrEnum):
    """What is wrong with a row before it is a case."""

    NO_DATE = "no_date"
    NO_ANSWER = "no_answer"
    TOO_MANY_CELLS = "too_many_cells"


DAY_SENTENCE = (
    "{{}} är inget {0} som går att läsa. Skriv 2026-03-01 eller 2026-03-01 14:30. Ärendet räknas inte."
)
UNREADABLE_CELLS = {
    "opened": (CellFault.NO_DATE, DAY_SENTENCE.format("startdatum")),
    "closed": (CellFault.NO_DATE, DAY_SENTENCE.format("slutdatum")),
    "extended": (
        CellFault.NO_ANSWER,
        "{} om förlängning är varken ja eller nej: skriv ja, nej eller ingenting. Ärendet räknas inte.",
    ),
}
TOO_MANY_CELLS = "raden har fler celler än rubrikerna. Ärendet räknas inte."


@dataclass(frozen=True)
class CaseFile:
    """A file that has been read.

    `cases` has `row` (as a spreadsheet numbers it, the headings' row included), `kind` (a code where the word
    is known, else the word), `unit`, `opened` and `closed` (datetimes, NaT where empty) and
    `extended` (bool). `faults` has `row`, `fault`, `message` and `counted` (false) for rows that
    aren't among the cases. `ignored_columns` names the columns that nothing was read from.
    """

    cases: pd.DataFrame
    faults: pd.DataFrame
    ignored_columns: tuple[str, ...]


def read_case_file(path: Path, limits: TimeLimits) -> CaseFile:
    """Read a file from the disk. Raises CaseFileError as `case_file_of`, and where it can't be opened."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise CaseFileError(_safe(path.name), ["filen finns inte"]) from error
    except IsADirectoryError as error:
        raise CaseFileError(_safe(path.name), ["det är en mapp"]) from error
    except OSError as error:
        raise CaseFileError(
            _safe(path.name), ["filen kan inte öppnas; den kan vara låst av ett annat program"]
        ) from error
    return case_file_of(content, path.name, limits)


def case_file_of(content: bytes, name: str, limits: TimeLimits) -> CaseFile:
    """Read a file's content; `name` tells by its ending what sort of file it is.

    Only the first sheet of a spreadsheet is read. Empty rows are passed over; rows keep their numbers.
    Raises CaseFileError for an unknown ending, a file that can't be read, an identity number in
    any cell of any sheet, a heading that is missing or stands twice, and for a file without cases.
    """
    name = _safe(name)
    sheets = sheets_of(content, name)
    places = personal_places(sheets)
    if places:
        raise CaseFileError(name, [_told_personal(places)])
    filled = [(number, cells) for number, cells in enumerate(sheets[0], 1) if any(map(_has_content, cells))]
    if not filled:
        raise CaseFileError(name, ["filen har inga rader"])
    (_, headings), *rows = filled
    columns = _columns(headings, name)
    if not rows:
        raise CaseFileError(name, ["filen har rubriker men inga ärenden"])
    width = len(headings) if is_delimited(name) else None
    cases, faults = _read(rows, columns, limits, width)
    return CaseFile(cases, faults, tuple(_ignored(headings, [cells[:width] for _, cells in rows], columns)))


def _columns(headings: list[Any], name: str) -> dict[str, int]:
    """Return the place of each column. Raises CaseFileError where one is missing or stands twice."""
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        column = recognised(heading)
        if column:
            found.setdefault(column, []).append(place)
    problems = [
        f"kolumnen {HEADINGS[column][1]} saknas (rubriken kan vara {', '.join(HEADINGS[column])})"
        for column in REQUIRED
        if column not in found
    ]
    problems += [
        f"flera kolumner betyder samma sak: {' och '.join(words(headings[place]) for place in places)}"
        for places in found.values()
        if len(places) > 1
    ]
    if problems:
        told = [words(heading) for heading in headings if _has_content(heading)][:MOST_TOLD]
        raise CaseFileError(name, [*problems, f"filens första rad är {', '.join(map(_echo, told))}"])
    return {column: places[0] for column, places in found.items()}


def _read(
    rows: list[tuple[int, list[Any]]], columns: dict[str, int], limits: TimeLimits, width: int | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the cases, and the faults of the rows that are none.

    A row with content beyond the cell `width` has slipped: what stands under its headings can't be trusted.
    """
    readers: dict[str, Callable[[Any], Any]] = {
        "kind": lambda cell: limits.code_of(words(cell)),
        "unit": words,
        "opened": moment,
        "closed": moment,
        "extended": yes_or_no,
    }
    cells = {column: _cells(rows, columns.get(column)) for column in readers}
    read = {column: _each(cells[column], reader) for column, reader in readers.items()}
    numbers = np.array([number for number, _ in rows], dtype=np.int64)
    slipped = [width is not None and any(map(_has_content, row[width:])) for _, row in rows]
    faults = _faults(numbers, slipped, cells, read)
    kept = ~np.isin(numbers, faults["row"])
    moments = {column: _moments(read[column]) for column in ("opened", "closed")}
    extended = np.array([answer is True for answer in read["extended"]], dtype=np.bool_)
    texts = {column: pd.Series(read[column], dtype="str") for column in ("kind", "unit")}
    return pd.DataFrame({"row": numbers, **texts, **moments, "extended": extended})[kept], faults


def _faults(
    numbers: np.ndarray[Any, np.dtype[np.int64]],
    slipped: list[bool],
    cells: dict[str, list[Any]],
    read: dict[str, list[Any]],
) -> pd.DataFrame:
    lines = []
    for place, number in enumerate(numbers):
        if slipped[place]:
            lines.append((number, CellFault.TOO_MANY_CELLS, TOO_MANY_CELLS, False))
            continue
        for column, (fault, sentence) in UNREADABLE_CELLS.items():
            if read[column][place] is UNREADABLE:
                told = sentence.format(_echo(words(cells[column][place])))
                lines.append((number, fault, told, False))
    return pd.DataFrame(lines, columns=FAULT_COLUMNS).astype({"row": np.int64, "counted": np.bool_})


def _cells(rows: list[tuple[int, list[Any]]], place: int | None) -> list[Any]:
    """Return a column, empty where the file hasn't it or the row ends before it."""
    return ["" if place is None or place >= len(row) else row[place] for _, row in rows]


def _each(cells: list[Any], reader: Callable[[Any], Any]) -> list[Any]:
    """Read each cell, once for all that are alike: cells of a column repeat themselves."""
    read = {}
    for cell in set(cells):
        try:
            read[cell] = reader(cell)
        except ValueError:
            read[cell] = UNREADABLE
    return [read[cell] for cell in cells]


def _moments(read: list[Any]) -> np.ndarray[Any, np.dtype[np.datetime64]]:
    return np.array([one if isinstance(one, datetime) else None for one in read], dtype="datetime64[s]")


def _ignored(headings: list[Any], rows: Rows, columns: dict[str, int]) -> Iterator[str]:
    """Name the columns that nothing was read from; one without heading is told if anything stands in it."""
    for place in range(max(map(len, [headings, *rows]))):
        heading = words(headings[place]) if place < len(headings) else ""
        if place in columns.values():
            continue
        if heading:
            yield heading[:LONGEST_ECHO]
        elif any(_has_content(row[place]) for row in rows if place < len(row)):
            yield f"kolumn {place + 1}, utan rubrik"


def _told_personal(places: list[Place]) -> str:
    shown = "; ".join(map(str, places[:MOST_TOLD]))
    more = f" och {len(places) - MOST_TOLD} till" if len(places) > MOST_TOLD else ""
    return (
        f"filen ser ut att innehålla personnummer eller samordningsnummer: {shown}{more}. "
        "Ta bort dem ur filen och läs in den igen; inget nummer visas eller sparas här."
    )


def _has_content(cell: Any) -> bool:
    return bool(cell_text(cell).strip())


def _echo(text: str) -> str:
    return f"«{text}»" if len(text) <= LONGEST_ECHO else f"«{text[:LONGEST_ECHO]}…»"


def _safe(name: str) -> str:
    """Return the name; of one that holds an identity number only the ending, which tells what the file is."""
    ending = PurePath(name).suffix
    return f"{NAMELESS}{'' if is_personal(ending) else ending}" if is_personal(name) else name
