"""What is remembered of files that look alike: the answers to the questions that were asked about them.

What headings mean is the same wherever the headings are. What was said of a whole file (its unit, its
scale, its year) is so for files of the same headings that also have the same kind of name.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select

from data import queries_imports
from data.imports.facts import Asked, Table
from data.imports.headings.spelling import compared
from data.imports.tables.fingerprint import TIMES
from data.imports.tables.years import THE_TABLE
from data.models import ImportLayout
from data.models.base import now, table_of
from data.models.words import holds_personal, tidied

LONGEST_NAME = 120
PASTED = "Inklistrat"
"""What rows without a file are called."""
OF_A_FILE = (Asked.YEAR.value, Asked.SCALE.value, Asked.COST_SIGN.value)
OF_A_NAME = (Asked.UNIT.value, Asked.INDICATOR.value, Asked.ACCOUNT.value)
PARTS_OF_YEARS = re.compile(r"\b(?:t|q|k|kv|h|v)\s*\d+", re.IGNORECASE)
COPIED = frozenset("kopia kopior copy of".split())
Kept = dict[str, dict[str, str]]
"""Answers by the shape that they are kept for."""


@dataclass(frozen=True)
class Memory:
    """The layouts that an organisation's files have had, as in `queries_imports.remembered_layouts`."""

    layouts: pd.DataFrame

    def answers_for(
        self, fingerprints: Iterable[str], kind: str | None, content_hash: str, today: date
    ) -> dict[str, str]:
        """Return the answers given for these shapes and this kind of file name, the latest given last.

        A year is remembered for the file it was said of, and while it is the year: a new year's first file
        looks like the one before.
        """
        wanted = {shape for each in fingerprints for shape in (each, _of_files(each, kind)) if shape}
        mine = self.layouts[self.layouts["fingerprint"].isin(wanted)].iloc[::-1]
        answers: dict[str, str] = {}
        for row in mine.to_dict("records"):
            same_file = bool(content_hash) and row["content_hash"] == content_hash
            given = answers_in(str(row["answers"]))
            answers |= {key: said for key, said in given.items() if same_file or _holds(key, said, today)}
        return answers

    def named(self, name: str) -> dict[str, str] | None:
        """Return the answers of the layout with this name, or None if there is none; years are left out."""
        mine = self.layouts[self.layouts["name"].str.casefold() == name.strip().casefold()]
        answers: dict[str, str] = {}
        for written in mine["answers"].iloc[::-1]:
            answers |= answers_in(str(written))
        return {key: said for key, said in answers.items() if not is_year(key)} if len(mine) else None

    def news(self, kept: Kept) -> Kept:
        """Return those of the answers that say anything that isn't remembered."""
        held = dict(zip(self.layouts["fingerprint"], self.layouts["answers"], strict=True))
        return {
            shape: answers
            for shape, answers in kept.items()
            if answers and answers != answers_in(str(held.get(shape, "{}")))
        }


def memory_of(engine: Engine, organisation_id: int) -> Memory:
    """Return the layouts that an organisation's files have had."""
    return Memory(queries_imports.remembered_layouts(engine, organisation_id))


def answers_in(written: str) -> dict[str, str]:
    """Return the answers of a JSON object from question to answer. Raises ValueError for anything else."""
    try:
        given = json.loads(written)
    except RecursionError:
        given = None
    if not isinstance(given, dict) or not all(isinstance(said, str) for said in given.values()):
        raise ValueError("ska vara ett JSON-objekt från fråga till svar, båda som text")
    for text in (*given, *given.values()):
        text.encode()  # half a sign can't be written: a ValueError
    return given


def is_year(question: str) -> bool:
    """Tell whether a question is about the year."""
    return question.startswith(f"{Asked.YEAR.value}:")


def _holds(key: str, said: str, today: date) -> bool:
    return not is_year(key) or said == str(today.year)


def layout_name(source: str) -> str:
    """Return what a layout is called: the file's name without its ending."""
    return (Path(source).stem or source or PASTED)[:LONGEST_NAME]


def kind_of_name(file_name: str) -> str | None:
    """Return a file's name without what differs from month to month; None for rows without a file.

    Digits, months and other parts of a year, signs, and what a copy is called are left out:
    `Norr 2026-01.csv` and `norr_2026-02 (1).csv` are of one kind.
    """
    if not file_name.strip():
        return None
    stem = tidied(Path(file_name).stem or file_name).replace("_", " ")
    said = re.sub(r"\d+", " ", PARTS_OF_YEARS.sub(" ", stem))
    said = re.sub(r"\bkopia av\b", " ", said, flags=re.IGNORECASE)
    words = compared(said).split()
    return " ".join(word for word in words if word not in TIMES and word not in COPIED)[:LONGEST_NAME]


def _of_files(fingerprint: str, kind: str | None) -> str:
    """Return the shape that what was said of whole files is kept for; empty where there is no name."""
    return "" if kind is None else f"{fingerprint} {kind}"


def kept_answers(
    answers: Mapping[str, str], fingerprints: Iterable[str], tables: Iterable[Table], kind: str | None
) -> Kept:
    """Return the answers by the shape that each is to be kept for: the headings', or the file's too."""
    titles = {"", THE_TABLE} | {text for table in tables for text in (table.title, table.sheet)}
    sorted_so = [(key, said) for key, said in sorted(answers.items()) if not holds_personal(key)]
    of_file = {key: said for key, said in sorted_so if _is_of_file(key, titles)}
    of_headings = {key: said for key, said in sorted_so if key not in of_file}
    kept: Kept = {}
    for fingerprint in fingerprints:
        kept[fingerprint] = of_headings
        if kind is not None:
            kept[_of_files(fingerprint, kind)] = of_file
    return kept


def _is_of_file(question: str, titles: set[str]) -> bool:
    about, _, subject = question.partition(":")
    return about in OF_A_FILE or (about in OF_A_NAME and subject in titles)


def remember(
    connection: Connection, kept: Kept, *, organisation_id: int, import_id: int, name: str, role: str
) -> None:
    """Write down the answers of each shape, as the latest word on it."""
    table = table_of(ImportLayout)
    latest = select(table.c.fingerprint, func.max(table.c.revision)).where(
        table.c.organisation_id == organisation_id, table.c.fingerprint.in_(list(kept))
    )
    revisions = {row[0]: row[1] for row in connection.execute(latest.group_by(table.c.fingerprint))}
    rows = [
        {
            "organisation_id": organisation_id,
            "import_id": import_id,
            "fingerprint": shape,
            "revision": revisions.get(shape, 0) + 1,
            "name": name,
            "answers": json.dumps(answers, ensure_ascii=False),
            "role": role,
            "recorded_at": now(),
        }
        for shape, answers in kept.items()
    ]
    if rows:
        connection.execute(insert(table), rows)
