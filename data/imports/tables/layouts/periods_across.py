"""Tables with a column per period: wide months, results, one row per year, and units by period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.imports.cells.legends import legend
from data.imports.cells.run_together import ran_together, split_into
from data.imports.facts import Finding, Layout, Table
from data.imports.headings import PeriodWords, column_role, kind_in, set_apart, unit_of_measure_in
from data.imports.headings.spelling import compared
from data.imports.tables.blocks import Block
from data.imports.tables.facts_frame import facts_frame, plain_texts, sums_frame, texts
from data.imports.tables.fingerprint import fingerprint
from data.imports.tables.label_columns import LabelColumns, label_columns
from data.imports.tables.label_rows import LabelRows, Row, label_rows
from data.imports.tables.layouts.context import Context
from data.imports.tables.layouts.printed_sums import printed_sums
from data.imports.tables.layouts.zero_placeholders import zero_placeholders
from data.imports.tables.name_lists import Noun
from data.imports.tables.timed_columns import (
    Timed,
    TimedColumns,
    measure_of,
    notice,
    timed_columns,
    told_planned,
)
from data.imports.tables.years import THE_TABLE
from metrics.vocabulary import AmountKind, FindingLevel

RESULT_WORDS = ("resultaträkning", "driftredovisning", "resultatrapport", "resultatbudget", "driftbudget")
MONEY = frozenset({"kr", "tkr", "mnkr"})
LEAST_ACCOUNTS = 0.3
MOST_LABELS = 2_000
"""With more different labels than these, only exact names are looked for."""
Mask = NDArray[np.bool_]
Pairs = list[tuple[int, int, Any]]
"""Which row and which column, by their order, and the cell."""


@dataclass(frozen=True, eq=False)
class Across:
    """A table with a column per period, read: what its columns and rows say."""

    block: Block
    context: Context
    columns: LabelColumns
    timed: TimedColumns
    labels: LabelRows

    @cached_property
    def rows(self) -> list[Row]:
        """The rows that aren't sums."""
        return [row for row in self.labels.rows if not row.is_sum]

    @cached_property
    def is_indicator(self) -> Mask:
        """Tell, for each row, whether its label is known to name an indicator, and no account."""
        lists = self.context.lists
        labels = {row.label for row in self.rows}
        near = len(labels) <= MOST_LABELS
        known = {label: _names_indicator(self, label, near=near) for label in labels}
        titled = not any(known.values()) and bool(lists.in_title(Noun.INDICATOR, self.block.title))
        return np.array([known[row.label] or (titled and not row.label) for row in self.rows], dtype=bool)

    @cached_property
    def layout(self) -> Layout:
        """The layout that this is."""
        forced = self.context.forced(self.block.grid.sheet.name or THE_TABLE)
        if forced in (Layout.RESULT, Layout.WIDE, Layout.YEAR_ROWS, Layout.UNIT_BY_PERIOD):
            return forced
        if self.columns.when is not None and self.columns.place is None:
            return Layout.YEAR_ROWS
        if self.columns.label is None:
            return Layout.UNIT_BY_PERIOD
        return Layout.RESULT if self._is_result() else Layout.WIDE

    def _is_result(self) -> bool:
        lists, labels = self.context.lists, [row.label for row in self.rows]
        accounts, indicators = (lists.share(noun, labels) for noun in (Noun.ACCOUNT, Noun.INDICATOR))
        if max(accounts, indicators) >= LEAST_ACCOUNTS and accounts != indicators:
            return accounts > indicators
        said = compared(" ".join([*self.block.title, *(heading.text for heading in self.block.plain)]))
        if any(word in said for word in RESULT_WORDS):
            return True
        kinds = {each.words.kind for each in self.timed.read} - {""}
        return self.measure in MONEY and bool(kinds)

    @cached_property
    def measure(self) -> str:
        """The unit of measure that the title or the corner names."""
        corner = [heading.text for heading in self.block.plain]
        found = [unit_of_measure_in(text) for text in (*corner, *reversed(self.block.title))]
        return next(filter(None, found), "")

    @cached_property
    def subject(self) -> str:
        """The indicator that the title, the corner or the sheet's name says, where no column does."""
        if self.columns.label is not None:
            return ""
        corner = [
            heading.text for heading in self.block.plain if heading.text and not column_role(heading.text)
        ]
        lists = self.context.lists
        titles = [*corner, *reversed(self.block.title), self.block.grid.sheet.name]
        within = lists.in_title(Noun.INDICATOR, titles)
        near = [text for text in titles if lists.is_near(Noun.INDICATOR, text)]
        of_file = lists.in_title(Noun.INDICATOR, [self.context.file_title])
        others = (text for text in corner if not set_apart(text))
        return within or next(iter(near), "") or of_file or next(others, "")

    @cached_property
    def place(self) -> str:
        """The unit that a line of the title, or the sheet's name, is."""
        if self.columns.place is not None:
            return ""
        lines = [*reversed(self.block.title), self.block.grid.sheet.name]
        texts = [part.strip() for line in lines for part in (line, line.partition(":")[2])]
        return next((text for text in texts if self.context.lists.has(Noun.UNIT, text)), "")


def _names_indicator(across: Across, label: str, *, near: bool) -> bool:
    lists = across.context.lists
    if not (lists.is_near if near else lists.has)(Noun.INDICATOR, label):
        return False
    return not lists.has(Noun.ACCOUNT, label)


def read_across(block: Block, context: Context) -> Table:
    """Return the table with its facts."""
    columns = label_columns(block, context.lists, context.answers)
    timed = timed_columns(block, columns, context)
    across = Across(block, context, columns, timed, label_rows(block, columns, context.lists))
    facts, told = _facts(across)
    sums = printed_sums(block, across.labels.rows, timed, _sum_columns(across))
    return Table(
        sheet=block.grid.sheet.name,
        layout=across.layout,
        fingerprint=fingerprint("across", _shape(block)),
        title="\n".join(block.title),
        facts=facts,
        findings=(*columns.findings, *timed.findings, *across.labels.findings, *told),
        questions=(*columns.questions, *timed.questions),
        printed_sums=sums_frame(sums),
        notes=block.notes,
        legend=legend([*block.title, *block.notes]),
    )


def _sum_columns(across: Across) -> list[Timed]:
    plain = {heading.column: heading for heading in across.block.plain}
    untimed = [Timed(plain[column], PeriodWords()) for column in across.columns.sums]
    return [*across.timed.sums, *untimed]


def _shape(block: Block) -> Iterator[tuple[str, str]]:
    yield from ((heading.text, "words") for heading in block.plain if heading.text)
    for heading in block.timed:
        yield heading.text, "figures"


def _facts(across: Across) -> tuple[pd.DataFrame, list[Finding]]:
    rows, read = across.rows, across.timed.read
    places = np.array([row.row for row in rows], dtype=np.intp)
    columns = np.array([each.at for each in read], dtype=np.intp)
    mask = across.block.grid.filled[np.ix_(places, columns)]
    split, findings = _run_together(across, mask)
    mask, told = _without_planned(across, mask)
    findings += told
    mask, told = zero_placeholders(across.block, rows, read, mask, ~across.is_indicator)
    findings += told
    at_row, at_column = np.nonzero(mask)
    cells = across.block.grid.cells[places[at_row], columns[at_column]]
    at_row = np.concatenate([at_row, np.array([pair[0] for pair in split], dtype=np.intp)])
    at_column = np.concatenate([at_column, np.array([pair[1] for pair in split], dtype=np.intp)])
    added = np.empty(len(split), dtype=object)
    added[:] = [pair[2] for pair in split]
    return _frame(across, at_row, at_column, np.concatenate([cells, added])), findings


def _frame(
    across: Across, at_row: NDArray[np.intp], at_column: NDArray[np.intp], cells: NDArray[Any]
) -> pd.DataFrame:
    rows, read, block = across.rows, across.timed.read, across.block
    of_labels = {label: unit_of_measure_in(label) for label in {row.label for row in rows}}
    facts = facts_frame(
        block.grid.sheet.name,
        len(at_row),
        row=np.array([row.row for row in rows], dtype=np.int64)[at_row],
        column=np.array([each.at for each in read], dtype=np.int64)[at_column],
        label=_by_row_or_column(
            [row.label for row in rows], [each.label for each in read], at_row, at_column, across.subject
        ),
        place=_by_row_or_column(
            [row.place for row in rows], [each.place for each in read], at_row, at_column, across.place
        ),
        period=_periods(across, at_row, at_column),
        figure=texts([each.figure for each in read], at_column),
        kind=_kinds(across, at_row, at_column),
        made_in=texts([each.words.made_in for each in read], at_column),
        printed_in=_by_row_or_column(
            [row.measure or of_labels[row.label] for row in rows],
            [measure_of(each) for each in read],
            at_row,
            at_column,
            across.measure,
        ),
        parent=texts([row.parent for row in rows], at_row),
        cell=cells,
    )
    return facts[facts["period"] != ""].sort_values(["row", "column"], kind="stable", ignore_index=True)


def _by_row_or_column(
    of_rows: Sequence[str],
    of_columns: Sequence[str],
    at_row: NDArray[np.intp],
    at_column: NDArray[np.intp],
    otherwise: str,
) -> Any:
    """Return the row's text, else the column's, else the table's."""
    if not any(of_columns):
        return texts([text or otherwise for text in of_rows], at_row)
    rows, columns = np.array(of_rows, dtype=object)[at_row], np.array(of_columns, dtype=object)[at_column]
    return plain_texts(np.where(rows != "", rows, np.where(columns != "", columns, otherwise)))


def _periods(across: Across, at_row: NDArray[np.intp], at_column: NDArray[np.intp]) -> Any:
    read = across.timed.read
    whens = [row.when for row in across.rows]
    different = list(dict.fromkeys(whens))
    codes = [each.period(when, across.timed.outside) for when in different for each in read]
    order = {when: at for at, when in enumerate(different)}
    which = np.array([order[when] for when in whens], dtype=np.intp)[at_row]
    return texts(codes, which * len(read) + at_column)


def _kinds(across: Across, at_row: NDArray[np.intp], at_column: NDArray[np.intp]) -> Any:
    said = {kind: kind_in(kind) for kind in {row.kind for row in across.rows}}
    of_rows = np.array([said[row.kind] for row in across.rows], dtype=object)[at_row]
    of_columns = np.array([each.words.kind for each in across.timed.read], dtype=object)[at_column]
    kinds = np.where(of_rows != "", of_rows, of_columns)
    measured = across.is_indicator[at_row] & (kinds == AmountKind.OUTCOME.value)
    return plain_texts(np.where(measured, "", kinds))


def _without_planned(across: Across, mask: Mask) -> tuple[Mask, list[Finding]]:
    """Leave out what is planned of indicators, and say so once for each column."""
    kept, findings = mask.copy(), []
    for at, column in enumerate(across.timed.read):
        if column.is_planned and (mask[:, at] & across.is_indicator).any():
            kept[across.is_indicator, at] = False
            findings.append(notice(across.block, column, "target-left-out", told_planned(column)))
    return kept, findings


def _run_together(across: Across, mask: Mask) -> tuple[Pairs, list[Finding]]:
    """Split cells where the numbers of a whole row ran together; what can't be split is told as an error."""
    block, read = across.block, across.timed.read
    every = [heading.column for heading in block.timed]
    pairs: Pairs = []
    findings = []
    for at in np.flatnonzero(mask.sum(axis=1) == 1):
        row, first = across.rows[int(at)].row, int(np.flatnonzero(mask[at])[0])
        cell = block.grid.cells[row, read[first].at]
        if not isinstance(cell, str) or not ran_together(cell.strip(), len(every)):
            continue
        mask[at, first] = False
        parts = split_into(cell.strip(), len(every)) if read[first].at == every[0] else None
        if parts:
            by_column = dict(zip(every, parts, strict=True))
            pairs += [(int(at), index, by_column[each.at]) for index, each in enumerate(read)]
        else:
            findings.append(_unsplit(block, row, read[first].at, cell.strip()))
    return pairs, findings


def _unsplit(block: Block, row: int, column: int, cell: str) -> Finding:
    return Finding(
        FindingLevel.ERROR,
        block.grid.where(row, column),
        "numbers-ran-together",
        f"«{cell}» är flera tal som har gått ihop och kan delas på mer än ett sätt. "
        "Skriv ett tal i varje kolumn.",
    )
