"""Lists with a row per figure, or per unit and period: long tables, exports, and names across."""

from typing import Any

import numpy as np
import pandas as pd

from data.imports.cells.legends import legend
from data.imports.facts import Finding, Question, Table
from data.imports.headings import SUM_WORDS, begins_sum, kind_in, period_words, unit_of_measure_in
from data.imports.tables.blocks import MOST_NOTE_ROWS, lines
from data.imports.tables.column_contents import Down
from data.imports.tables.columns_down import columns_down, placed
from data.imports.tables.facts_frame import facts_frame, no_facts, texts
from data.imports.tables.fingerprint import fingerprint
from data.imports.tables.grid import Grid, Mask
from data.imports.tables.label_rows import sums_left_out
from data.imports.tables.layouts.context import Context
from data.imports.tables.layouts.list_codes import ByCode, by_code
from data.imports.tables.layouts.list_periods import code_of, periods_of
from data.imports.tables.layouts.list_states import with_states
from data.imports.tables.layouts.listed import Codes, Different, Listed
from data.imports.tables.list_rows import list_rows
from data.imports.tables.name_lists import Noun
from metrics.vocabulary import FindingLevel

LEAST_KNOWN = 0.3
MONEY = frozenset({"kr", "tkr", "mnkr"})
SUMS_BEGIN = frozenset(word[0] for word in SUM_WORDS)


def read_down(grid: Grid, context: Context) -> Table | None:
    """Return a sheet's list as a table with its facts; None where the sheet holds no list."""
    rows = list_rows(grid)
    if rows is None or rows.first >= grid.shape[0]:
        return None
    roles = columns_down(grid, rows.header, rows.first, context.lists, context.answers)
    listed = Listed(grid, rows, placed(grid, rows.header, rows.first, roles), context)
    if not _is_list(listed):
        return None
    facts, findings, questions = _facts(listed)
    notes = _notes(listed)
    return Table(
        sheet=grid.sheet.name,
        layout=listed.layout,
        fingerprint=fingerprint("list", _shape(listed)),
        title="\n".join(rows.title),
        facts=facts,
        findings=(*_left_out(listed), *findings),
        questions=(*listed.roles.questions, *questions),
        notes=notes,
        legend=legend([*rows.title, *notes]),
    )


def _notes(listed: Listed) -> tuple[str, ...]:
    """Return the lines below the last row with figures."""
    stands = np.flatnonzero(listed.stands)
    after = listed.rows.first + (int(stands[-1]) + 1 if len(stands) else 0)
    return lines(listed.grid, after, min(listed.grid.shape[0], after + MOST_NOTE_ROWS))


def _is_list(listed: Listed) -> bool:
    """Tell whether the columns make a list: figures, and a period or known names beside them."""
    roles = listed.roles
    if not roles.figures() and not roles.questions:
        return False
    if any(_says_time(column) for column in roles.columns if column.numbers > 0.5):
        return False
    if listed.has_time:
        return True
    if any(kind_in(column.heading) for column in roles.columns if column.at in roles.figures()):
        return False
    return _has_known_names(listed) or bool(listed.rows.header is not None and _says_roles(listed))


def _says_roles(listed: Listed) -> bool:
    """Tell whether headings say indicator or unit, and value."""
    said = [column for column in listed.roles.columns if column.role is not None]
    return len(said) > 1 and bool(listed.roles.figures())


def _has_known_names(listed: Listed) -> bool:
    """Tell whether any column holds names that are known, or amounts whose title says so."""
    lists, roles = listed.context.lists, listed.roles
    texts = {column.at: column.texts for column in roles.columns}
    held = [texts[at] for at in (roles.at("label"), roles.at("place")) if at is not None]
    if any(lists.share(noun, each) >= LEAST_KNOWN for each in held for noun in Noun):
        return True
    above = [*listed.rows.title, listed.grid.sheet.name]
    return bool(held) and any(unit_of_measure_in(text) in MONEY for text in above)


def _says_time(column: Down) -> bool:
    words = period_words(column.heading) if column.heading else None
    return bool(words and (words.month or words.part or words.year))


def _shape(listed: Listed) -> list[tuple[str, str]]:
    """Return the headings of the list; where it has none, what sort of cells each column holds."""
    header = listed.rows.header
    if header is None:
        return [("", _sort(column)) for column in listed.roles.columns]
    stands = np.flatnonzero(listed.grid.filled[header])
    return [(listed.grid.text(header, int(at)), "column") for at in stands]


def _sort(column: Down) -> str:
    if column.periods > 0.5:
        return f"{column.at} time"
    return f"{column.at} {'figures' if column.numbers > 0.5 else 'words'}"


def _left_out(listed: Listed) -> list[Finding]:
    header = listed.rows.first if listed.rows.header is None else listed.rows.header
    return [
        Finding(
            FindingLevel.NOTICE,
            listed.grid.where(header, column.at),
            "column-left-out",
            f"Kolumnen «{column.name}» lästes inte.",
        )
        for column in listed.roles.left_out
    ]


def _facts(listed: Listed) -> tuple[pd.DataFrame, list[Finding], list[Question]]:
    periods, findings, questions = periods_of(listed)
    label, place = listed.different("label"), listed.different("place")
    known = periods.codes >= 0
    for each in (label, place):
        if each is not None:
            sums = np.array([_is_sum(listed, text) for text in each.texts], dtype=bool)
            findings += _nameless(listed, each, known)
            known &= each.codes >= 0
            if sums.any():
                are_sums = known & sums[each.codes]
                findings += _told_sums(listed, each, np.flatnonzero(are_sums & listed.stands))
                known &= ~are_sums
    parts = []
    codes, asked = by_code(listed)
    for at in listed.roles.figures():
        parts.append(_of_column(listed, at, known, (periods, label, place, codes)))
    if not parts:
        return no_facts(), findings, [*questions, *asked]
    facts = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    if len(parts) > 1:
        facts = facts.sort_values(["row", "column"], kind="stable", ignore_index=True)
    return facts, findings, [*questions, *asked]


def _told_sums(listed: Listed, names: Different, rows: Codes) -> list[Finding]:
    if not len(rows):
        return []
    where = listed.grid.where(listed.rows.first + int(rows[0]), listed.roles.first_figure)
    return [sums_left_out(where, [names.texts[names.codes[row]] for row in rows])]


def _is_sum(listed: Listed, text: str) -> bool:
    may_be = text[:1].casefold() in SUMS_BEGIN
    return may_be and begins_sum(text) and not any(listed.context.lists.has(noun, text) for noun in Noun)


def _of_column(
    listed: Listed,
    at: int,
    known: Mask,
    columns: tuple[Different, Different | None, Different | None, ByCode | None],
) -> pd.DataFrame:
    """Return the facts of one column of figures, in the rows of the body whose period and names are known."""
    rows, cells, standing = with_states(listed, at, known)
    periods, label, place, codes = columns
    named_label, named_place = listed.roles.named.get(at, ("", ""))
    figure: Any = listed.roles.roles.get(at, "value")
    kind: Any = _kind(listed, at)
    if codes is not None and figure == "value":
        kept = codes.kept[rows]
        rows, cells, standing = rows[kept], cells[kept], standing[kept]
        figure, kind = codes.figure.take(rows), codes.kind.take(rows)
    made = listed.different("made_in")
    return facts_frame(
        listed.grid.sheet.name,
        len(rows),
        row=rows + listed.rows.first,
        column=standing,
        label=named_label or (_taken(label, rows) if label else _subject(listed)),
        place=named_place or (_taken(place, rows) if place else ""),
        period=texts(periods.texts, periods.codes[rows]),
        figure=figure,
        kind=kind
        if not isinstance(kind, Different)
        else kind.mapped([kind_in(text) for text in kind.texts]).take(rows),
        made_in="" if made is None else made.mapped([code_of(cell) for cell in made.cells]).take(rows),
        printed_in=_measure(listed, at, rows),
        cell=cells.reset_index(drop=True),
    )


def _taken(column: Different, rows: Codes) -> Any:
    codes = column.codes[rows]
    return texts([*column.texts, ""], np.where(codes < 0, len(column.texts), codes))


def _kind(listed: Listed, at: int) -> Any:
    """Return the kind of the amounts in a column: its own column of kinds, else by its heading."""
    column = listed.different("kind")
    if column is not None:
        return column
    heading = next(each.heading for each in listed.roles.columns if each.at == at)
    others = [
        each for each in listed.roles.columns if each.at in listed.roles.named and kind_in(each.heading)
    ]
    return kind_in(heading) if others else ""


def _subject(listed: Listed) -> str:
    """Return the indicator that the title, or the sheet's or file's name, says, where no column does."""
    lists, named = listed.context.lists, [*listed.rows.title, listed.grid.sheet.name]
    return lists.in_title(Noun.INDICATOR, named) or lists.in_title(
        Noun.INDICATOR, [listed.context.file_title]
    )


def _measure(listed: Listed, at: int, rows: Codes) -> Any:
    column = listed.different("measure")
    if column is not None:
        return column.mapped([unit_of_measure_in(text) or text for text in column.texts]).take(rows)
    heading = next(each.heading for each in listed.roles.columns if each.at == at)
    found = [unit_of_measure_in(text) for text in (heading, *reversed(listed.rows.title))]
    return next(filter(None, found), "")


def _nameless(listed: Listed, column: Different, known: Mask) -> list[Finding]:
    rows = np.flatnonzero((column.codes < 0) & known & listed.stands)
    if not len(rows):
        return []
    where = listed.grid.where(listed.rows.first + int(rows[0]), listed.roles.first_figure)
    lost = "Raden har" if len(rows) == 1 else f"{len(rows)} rader har"
    told = f"{lost} siffror men inget namn, och lästes inte. Fyll i namnet, eller ta bort raden."
    return [Finding(FindingLevel.ERROR, where, "row-without-name", told)]
