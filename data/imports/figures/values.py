"""What the cells of a file say: numbers and states, the signs that must be asked about, and what is wrong."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from data.files.sheet import Fault, Sheet
from data.imports.cells.decimal_signs import has_two_readings
from data.imports.cells.reading_cells import decimal_sign, read_cells
from data.imports.cells.signs import ZERO
from data.imports.facts import SKIP, Asked, Choice, Finding, Question
from data.imports.figures.combined import COMMENT
from data.imports.step import Office, Step, each_told, first_cell, only
from metrics.state_words import WITHOUT_VALUE
from metrics.vocabulary import FindingLevel, ValueState
from metrics.words import STATE

NO_VALUE = "Cellen har inget värde ({}). Rätta formeln eller skriv talet, och spara filen."
MANY = 10_000
COMMA, DOT = ",", "."
CHOICES = (
    *(Choice(state.value, STATE[state]) for state in WITHOUT_VALUE),
    Choice(ZERO, "talet 0"),
    Choice(SKIP, "ingenting: lämna cellen utanför"),
)


def with_values(facts: pd.DataFrame, sheets: list[Sheet], office: Office) -> Step:
    """Add `value`, `state` and `was_per_cent` to the facts, and the cell's own unit to `printed_in`.

    Comments are left as they are. Cells without a number and without a meaning have no state.
    """
    counted = facts["figure"] != COMMENT
    cells = facts.loc[counted, "cell"]
    read = _read(facts[counted], office, _shown_per_cent(facts[counted], sheets)).reindex(cells.index)
    if any(sheet.faults for sheet in sheets):
        read = _with_faults(read, cells)
    columns: dict[str, Any] = {"value": np.nan, "state": "", "was_per_cent": False}
    whole = facts.assign(**columns)
    if counted.all():
        whole = facts.assign(**{name: read[name] for name in columns})
    else:
        whole.loc[counted, list(columns)] = read[list(columns)]
        whole = whole.astype({"value": "float64", "was_per_cent": "bool"})
        whole.loc[~counted, "state"] = ValueState.FINAL.value
    words = read["scale_word"]
    if (words != "").any():
        printed = whole["printed_in"].astype(object)
        printed.loc[words.index[words != ""]] = words[words != ""]
        whole["printed_in"] = printed.astype("str")
    mine = whole.loc[counted]
    kept = pd.Series(data=True, index=facts.index)
    silent = (read["state"] == "") & (read["sign"] == "") & (read["problem"] == "")
    kept[silent.index[silent]] = False
    return Step(only(whole, kept), tuple(_findings(mine, read)), tuple(_questions(mine, read)))


def _read(facts: pd.DataFrame, office: Office, shown_per_cent: "pd.Series[bool]") -> pd.DataFrame:
    """Read the cells of the facts, table by table: a table writes its numbers in one way."""
    tables = facts["table"].unique()
    if len(tables) < 2:
        return _of_table(facts["cell"], office, shown_per_cent)
    parts = [facts.loc[facts["table"] == number, "cell"] for number in tables]
    return pd.concat([_of_table(cells, office, shown_per_cent.loc[cells.index]) for cells in parts])


def _of_table(cells: "pd.Series[Any]", office: Office, shown_per_cent: "pd.Series[bool]") -> pd.DataFrame:
    """Read the cells of a table; where all are text, and many the same, each different text once."""
    meanings = _meanings(office)
    if len(cells) >= MANY and not shown_per_cent.any() and pd.api.types.infer_dtype(cells) == "string":
        codes, different = pd.factorize(cells.to_numpy(dtype=object))
        if len(different) <= len(cells) // 2:
            read = _of_cells(pd.Series(different, dtype=object), office, meanings, shown_per_cent=False)
            return read.take(codes).set_axis(cells.index, axis=0)
    return _of_cells(cells, office, meanings, shown_per_cent=shown_per_cent)


def _of_cells(
    cells: "pd.Series[Any]",
    office: Office,
    meanings: Mapping[str, str],
    *,
    shown_per_cent: "pd.Series[bool] | bool",
) -> pd.DataFrame:
    """Read cells by the decimal sign that they prove or that has been answered; else ask about it."""
    answer = office.answer(Asked.SIGN, COMMA)
    decimal = answer if answer in (COMMA, DOT) else decimal_sign(cells)
    read = read_cells(cells, meanings=meanings, shown_per_cent=shown_per_cent, decimal=decimal)
    if decimal or not has_two_readings(cells):
        return read
    asked = cells.map(lambda cell: isinstance(cell, str) and COMMA in cell) & read["value"].notna()
    return read.assign(
        value=read["value"].where(~asked),
        state=read["state"].where(~asked, ""),
        sign=read["sign"].where(~asked, COMMA),
    )


def _meanings(office: Office) -> Mapping[str, str]:
    """Return what signs mean: as the file's own notes say, or as has been answered, which goes before."""
    before = f"{Asked.SIGN.value}:"
    said = {sign: meaning for table in office.tables for sign, meaning in table.legend.items()}
    answered = office.answers.items()
    return said | {key.removeprefix(before): mean for key, mean in answered if key.startswith(before)}


def _shown_per_cent(facts: pd.DataFrame, sheets: list[Sheet]) -> "pd.Series[bool]":
    """Tell which cells a spreadsheet shows as per cent."""
    marked = [(sheet.name, *place) for sheet in sheets for place in sheet.per_cent]
    if not marked:
        return pd.Series(data=False, index=facts.index)
    where = pd.DataFrame(marked, columns=["sheet", "row", "column"]).assign(marked=True)
    keys = facts[["sheet", "row", "column"]].astype({"sheet": "str", "row": "int64", "column": "int64"})
    both = keys.merge(where.astype({"sheet": "str"}), on=list(keys), how="left")
    return pd.Series(both["marked"].notna().to_numpy(), index=facts.index)


def _with_faults(read: pd.DataFrame, cells: "pd.Series[Any]") -> pd.DataFrame:
    """Let cells that hold an error, or a formula without a value, say nothing but that."""
    faulty = cells.map(lambda cell: isinstance(cell, Fault)).astype("bool")
    told = cells[faulty].map(NO_VALUE.format)
    return read.assign(
        value=read["value"].mask(faulty),
        was_per_cent=read["was_per_cent"] & ~faulty,
        problem=read["problem"].where(~faulty, told),
        **{name: read[name].where(~faulty, "") for name in ("state", "sign", "note", "scale_word")},
    )


def _findings(facts: pd.DataFrame, read: pd.DataFrame) -> list[Finding]:
    wrong = read["problem"] != ""
    findings = []
    if wrong.any():
        problems = facts[wrong].assign(problem=read.loc[wrong, "problem"], at=range(int(wrong.sum())))
        faulty = problems["cell"].map(lambda cell: isinstance(cell, Fault)).astype("bool")
        for rule, rows in (("fault", problems[faulty]), ("cell", problems[~faulty])):
            findings += each_told(FindingLevel.ERROR, rows, "at", rule, _told_problem)
    noted = (read["note"] != "") & ~wrong
    if noted.any():
        notes = facts[noted].assign(note=read.loc[noted, "note"])
        findings += each_told(FindingLevel.NOTICE, notes, "note", "cell", _told_note)
    return findings


def _told_problem(rows: pd.DataFrame) -> str:
    return str(rows["problem"].iloc[0])


def _told_note(rows: pd.DataFrame) -> str:
    note = str(rows["note"].iloc[0])
    return note if len(rows) == 1 else f"{note.removesuffix('.')} ({len(rows)} celler)."


def _questions(facts: pd.DataFrame, read: pd.DataFrame) -> list[Question]:
    is_asked = read["sign"] != ""
    asked = facts[is_asked].assign(sign=read.loc[is_asked, "sign"])
    return [
        _about_comma(rows) if sign == COMMA else _about_sign(str(sign), rows)
        for sign, rows in asked.groupby("sign", sort=False)
    ]


def _about_sign(sign: str, rows: pd.DataFrame) -> Question:
    text = f"Vad betyder «{sign}» i filen?"
    if len(rows) > 1:
        text = f"{text} Det står i {len(rows)} celler."
    return Question(Asked.SIGN, sign, text, first_cell(rows), CHOICES)


def _about_comma(rows: pd.DataFrame) -> Question:
    number = str(rows["cell"].iloc[0]).strip()
    text = (
        f"Är kommat i «{number}» ett decimaltecken? Talet kan läsas på två sätt, och inget i tabellen avgör."
    )
    thousands = number.replace(COMMA, "\u00a0")
    choices = (Choice(COMMA, f"ja, talet är {number}"), Choice(DOT, f"nej, talet är {thousands}"))
    return Question(Asked.SIGN, COMMA, text, first_cell(rows), choices)
