"""The tables of a file, recognised with the answers given now and with those from files that look alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.files.sheet import Sheet
from data.imports.answers.given import Answers, usable
from data.imports.answers.memory import Memory, is_year, kind_of_name
from data.imports.facts import Asked, Table
from data.imports.step import Office
from data.imports.tables.recognised import recognise

OF_THE_LAYOUT = tuple(f"{about.value}:" for about in (Asked.LAYOUT, Asked.COLUMN, Asked.SIGN))
SIGN = f"{Asked.SIGN.value}:"


@dataclass(frozen=True)
class Brought:
    """What was brought to be read; `name` is empty for rows without a file."""

    sheets: Sequence[Sheet]
    name: str
    content_hash: str

    @property
    def kind(self) -> str | None:
        """The kind of name that the file has, None where it has none."""
        return kind_of_name(self.name)


@dataclass(frozen=True)
class Recalled:
    """The tables, and every answer that they are read with.

    `remembered` are those from the last time, for each table. `asked` are the questions that were open
    without them. `shapes` are the tables' fingerprints, before and after the answers.
    """

    tables: tuple[Table, ...]
    answers: Answers
    remembered: tuple[Mapping[str, str], ...]
    asked: frozenset[str]
    shapes: tuple[str, ...]

    def made_use_of(self) -> list[dict[str, str]]:
        """Return for each table the remembered answers that the reading made use of."""
        used = self.answers.used | self.asked | self._signs()
        return [{key: said for key, said in each.items() if key in used} for each in self.remembered]

    def _signs(self) -> set[str]:
        asked = {key.removeprefix(SIGN) for key in self.answers if key.startswith(SIGN)}
        if not asked:
            return set()
        cells = [table.facts["cell"] for table in self.tables if len(table.facts)]
        texts = {cell.strip().casefold() for each in cells for cell in each if isinstance(cell, str)}
        return {f"{SIGN}{sign}" for sign in asked if sign.casefold() in texts}


def recalled(
    brought: Brought, office: Office, memory: Memory | None, given: Mapping[str, str], today: date
) -> Recalled:
    """Return the tables of a file; without `memory` nothing is taken from the last time.

    A year from the last time is taken only where the file says none.
    """
    names, given = office.known.names(), usable(given, office)

    def recognised(answers: Mapping[str, str]) -> list[Table]:
        return recognise(brought.sheets, names, answers, brought.name)

    first = tables = recognised(given)
    held = {
        table.fingerprint: _held(brought, office, memory, table, today) for table in first if _is_one(table)
    }
    every = {key: said for each in held.values() for key, said in each.items() if key not in given}
    known = Answers({key: said for key, said in every.items() if not is_year(key)} | given)
    asked = _asked(tables)
    if any(key.startswith(OF_THE_LAYOUT) for key in every):
        tables = recognised(known)
        asked |= _asked(tables)
    years = {key: said for key, said in every.items() if is_year(key) and key in _asked(tables)}
    if years:
        known.update(years)
        tables = recognised(known)
    taken = {key: said for key, said in every.items() if key in known}
    shapes = dict.fromkeys(table.fingerprint for table in (*first, *tables) if _is_one(table))
    return Recalled(tuple(tables), known, _by_table(tables, held, taken), frozenset(asked), tuple(shapes))


def _by_table(
    tables: Sequence[Table], held: Mapping[str, Mapping[str, str]], taken: Mapping[str, str]
) -> tuple[dict[str, str], ...]:
    """Return the answers that were taken, by the table whose shape they were held for, else by the first."""
    mine = [set(held.get(table.fingerprint, {})) for table in tables]
    if mine:
        mine[0] |= taken.keys() - set().union(*mine)
    return tuple({key: said for key, said in taken.items() if key in each} for each in mine)


def _is_one(table: Table) -> bool:
    """Tell whether it is a table, and not a sheet that has none: those all look alike."""
    return bool(len(table.facts) or table.questions)


def _asked(tables: Sequence[Table]) -> set[str]:
    return {question.id for table in tables for question in table.questions}


def _held(
    brought: Brought, office: Office, memory: Memory | None, table: Table, today: date
) -> dict[str, str]:
    if memory is None:
        return {}
    said = memory.answers_for([table.fingerprint], brought.kind, brought.content_hash, today)
    return usable(said, office)
