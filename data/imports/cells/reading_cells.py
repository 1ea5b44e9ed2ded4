"""What the cells of a table mean: a column of them at a time.

Plain numbers in text are read together, a million in about a second; every other text once, however often
it stands. Which sign means what differs by source and comes in with the layout: see `signs` and `legends`.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd

from data.imports.cells.cell_faults import LARGEST, fault_of_value
from data.imports.cells.cell_text import NOTHING, Reading, read_text
from data.imports.cells.decimal_signs import as_texts, decimal_sign
from data.imports.cells.legends import legend
from data.imports.cells.signs import ZERO
from data.imports.headings.spelling import is_missing
from metrics.numbers import PER_CENT
from metrics.vocabulary import ValueState

__all__ = ["ZERO", "decimal_sign", "legend", "read_cells"]

COLUMNS = [field.name for field in fields(Reading)]
TEXTS = [name for name in COLUMNS if name not in ("value", "was_per_cent")]
NUMBERS = (int, float, np.float64, np.int64)
GROUP = "[ \u00a0\u2007\u2009\u202f]"
MINUS = "^[\u2212\u2013]"
SEEN_IN_FEW = f"{GROUP}|{MINUS}"
WHOLE = rf"[-\u2212\u2013]?(?:[0-9]{{1,9}}|[0-9]{{1,3}}(?:{GROUP}[0-9]{{3}}){{1,2}})"
SWEDISH = rf"{WHOLE}(?:,[0-9]{{1,6}}|\.(?:[0-9]{{1,2}}|[0-9]{{4,6}}))?"
"""Numbers with one reading and few enough digits; the rest are read one by one."""
ENGLISH = rf"{WHOLE}(?:\.[0-9]{{1,6}})?"
DECIMALS_KEPT = 10
"""A share of 0.07 that a spreadsheet shows as 7 % is 7, not 7.000000000000001."""

Flags = np.ndarray[Any, np.dtype[np.bool_]]
Values = np.ndarray[Any, np.dtype[np.float64]]
Objects = np.ndarray[Any, np.dtype[np.object_]]


def read_cells(
    cells: pd.Series,
    *,
    meanings: Mapping[str, str] | None = None,
    per_cent_unit: "pd.Series | bool | None" = None,
    shown_per_cent: "pd.Series | bool" = False,
    decimal: str | None = None,
) -> pd.DataFrame:
    """Return what each cell means, with the index of `cells`; never raises for what a cell holds.

    `meanings` go from a sign or word of the layout to a `ValueState`, `zero` or `skip`; a mark such as `*`
    may mean preliminary. `per_cent_unit` tells where the figure is a percentage: where it is known not to
    be, `84 %` is a problem. `shown_per_cent` tells where the file holds 0.84 and shows 84 %. `decimal` is
    what `decimal_sign` found.

    | column | holds |
    |---|---|
    | `value` | the number, unscaled; NaN where there is none |
    | `state` | a `ValueState`; empty for an empty cell, a sign to ask about and a problem |
    | `note` | in Swedish how the cell was read, empty for a plain number |
    | `problem` | in Swedish what is wrong and a way on, empty where nothing is |
    | `sign` | the sign, in small letters, that has no meaning yet |
    | `scale_word` | `kr`, `tkr` or `mnkr` where the cell says it |
    | `unit_word` | the unit that the cell says, `%` or a word |
    | `was_per_cent` | whether the cell says % |
    """
    known = {str(sign).casefold(): str(meaning) for sign, meaning in (meanings or {}).items()}
    objects = cells.to_numpy(dtype=object)
    value, plain = _plain_numbers(objects, decimal or "")
    frame = _frame(cells.index, value, plain, _others(objects, plain, known, decimal or ""))
    _multiply(frame, _flags(shown_per_cent, frame))
    if per_cent_unit is not None:
        _refuse(frame, frame["was_per_cent"].to_numpy() & ~_flags(per_cent_unit, frame))
    return frame


def _plain_numbers(objects: Objects, decimal: str) -> tuple[Values, Flags]:
    """Return the values of numbers and of plain numbers in text, and which cells those are."""
    value = np.full(len(objects), np.nan)
    numbers = np.fromiter((type(cell) in NUMBERS for cell in objects), bool, len(objects))
    value[numbers] = [_float(cell) for cell in objects[numbers]]
    value[np.abs(value) >= LARGEST] = np.nan
    texts = np.fromiter((isinstance(cell, str) for cell in objects), bool, len(objects))
    if texts.any():
        written = as_texts(pd.Series(objects[texts], dtype=object))
        fitting = written.str.fullmatch(ENGLISH if decimal == "." else SWEDISH).to_numpy(bool)
        value[np.flatnonzero(texts)[fitting]] = _numbers(written[fitting])
    return value + 0.0, ~np.isnan(value)


def _numbers(written: pd.Series) -> Values:
    spaced = written.str.contains(SEEN_IN_FEW).to_numpy(bool)
    if spaced.any():
        bare = written[spaced].str.replace(GROUP, "", regex=True).str.replace(MINUS, "-", regex=True)
        written = written.mask(spaced, bare)
    return np.asarray(written.str.replace(",", ".", regex=False).astype("float64"), dtype=np.float64)


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return float("inf")


def _others(objects: Objects, plain: Flags, meanings: Mapping[str, str], decimal: str) -> dict[int, Reading]:
    """Return what the other cells say, by their place; those that say nothing are left out."""
    by_text: dict[str, Reading] = {}
    said: dict[int, Reading] = {}
    for place in np.flatnonzero(~plain).tolist():
        cell = objects[place]
        if not isinstance(cell, str):
            if not is_missing(cell):
                said[place] = _of_value(cell)
            continue
        reading = by_text.get(cell)
        if reading is None:
            reading = by_text[cell] = read_text(cell, meanings, decimal)
        if reading is not NOTHING:
            said[place] = reading
    return said


def _of_value(cell: Any) -> Reading:
    problem = fault_of_value(cell)
    return Reading(problem=problem) if problem else Reading(float(cell) + 0.0, ValueState.FINAL.value)


def _frame(index: pd.Index, value: Values, plain: Flags, others: Mapping[int, Reading]) -> pd.DataFrame:
    places = list(others)
    value[places] = [reading.value for reading in others.values()]
    columns: dict[str, Any] = {"value": value}
    for name in TEXTS:
        column = np.full(len(index), "", dtype=object)
        if name == "state":
            column[plain] = ValueState.FINAL.value
        column[places] = [getattr(reading, name) for reading in others.values()]
        columns[name] = pd.array(column, dtype="str")
    per_cent = np.zeros(len(index), bool)
    per_cent[places] = [reading.was_per_cent for reading in others.values()]
    return pd.DataFrame({**columns, "was_per_cent": per_cent}, index=index)[COLUMNS]


def _flags(told: "pd.Series | bool", frame: pd.DataFrame) -> Flags:
    if isinstance(told, pd.Series):
        return told.to_numpy(bool)
    return np.full(len(frame), told)


def _multiply(frame: pd.DataFrame, shown: Flags) -> None:
    """Make the percentages that the file shows of the shares that it holds."""
    shown = shown & frame["value"].notna().to_numpy() & ~frame["was_per_cent"].to_numpy()
    if shown.any():
        frame.loc[shown, "value"] = (frame.loc[shown, "value"] * 100).round(DECIMALS_KEPT)
        frame.loc[shown, "was_per_cent"] = True
        frame.loc[shown, "unit_word"] = PER_CENT
        frame.loc[shown, "note"] = "Cellen visas som procent."


def _refuse(frame: pd.DataFrame, refused: Flags) -> None:
    if refused.any():
        frame.loc[refused, "value"] = np.nan
        frame.loc[refused, "state"] = ""
        frame.loc[refused, "note"] = ""
        frame.loc[refused, "problem"] = (
            "Cellen säger procent, men måttet räknas inte i procent: rätta talet, eller måttets enhet."
        )
