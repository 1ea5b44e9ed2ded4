"""What the labels of a table's rows say: indicator, unit, part of the row above, sum, or a group's name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from data.imports.facts import Finding
from data.imports.headings import PeriodWords, begins_sum, unit_of_measure_in, varav_part
from data.imports.headings.heading_words import time_in
from data.imports.tables.blocks import Block
from data.imports.tables.grid import Mask
from data.imports.tables.label_columns import LabelColumns
from data.imports.tables.name_lists import NameLists, Noun
from metrics.vocabulary import FindingLevel

DASHES = "-–−—•· "
MOST_TOLD = 5


@dataclass(frozen=True)
class Row:
    """A row with figures: where it stands and what its labels say, as written."""

    row: int
    label: str
    place: str = ""
    parent: str = ""
    measure: str = ""
    when: PeriodWords | None = None
    kind: str = ""
    is_sum: bool = False
    section: int = 0


@dataclass(frozen=True)
class LabelRows:
    """The rows of a table with figures, and what was odd about its labels."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()


@dataclass
class _Walk:
    """What is remembered while the rows are walked from the top."""

    label: str = ""
    place: str = ""
    parent: str = ""
    section: int = 0
    nameless: list[int] = field(default_factory=list)
    timeless: list[int] = field(default_factory=list)
    read: dict[str, tuple[str | None, str, bool]] = field(default_factory=dict)
    sums: dict[str, bool] = field(default_factory=dict)


def label_rows(block: Block, columns: LabelColumns, lists: NameLists) -> LabelRows:
    """Read the labels of the rows with figures."""
    at = [*(heading.column for heading in block.timed), *columns.sums]
    figures: Mask = np.asarray(block.filled(at).any(axis=1))
    groups = _groups(block, columns, lists, figures)
    walk = _Walk()
    rows = []
    for offset in np.flatnonzero(figures | np.isin(np.arange(len(figures)), list(groups))):
        if int(offset) in groups:
            walk.parent = ""
            walk.section += 1
            _enter(walk, columns, groups[int(offset)])
            continue
        row = _row(block, columns, lists, block.first + int(offset), walk)
        if row:
            rows.append(row)
    told = (
        *_nameless(block, walk.nameless),
        *_timeless(block, columns, walk.timeless),
        *_sums(block, [row for row in rows if row.is_sum]),
    )
    return LabelRows(tuple(rows), told)


def _groups(
    block: Block,
    columns: LabelColumns,
    lists: NameLists,
    figures: Mask,
) -> dict[int, str]:
    """Return the rows with only a label, and the name that they give the rows below: empty for a section.

    They name units where any of them is a unit, or indicators where the rows below are units. A row
    that stands right under another such row, or that comes several times, is a section within it.
    """
    if columns.label is None and columns.place is None:
        return {}
    places = [heading.column for heading in block.plain]
    plain = block.filled(places)
    alone = np.flatnonzero(~figures & (plain.sum(axis=1) == 1))
    found = {
        int(row): block.grid.text(block.first + int(row), places[int(np.argmax(plain[row]))]) for row in alone
    }
    wanted = Noun.UNIT if columns.label is not None else Noun.INDICATOR
    known = {row for row, text in found.items() if lists.is_near(wanted, text)}
    if not known or (columns.label is not None and columns.place is not None):
        return dict.fromkeys(found, "")
    texts = list(found.values())
    sections = {text for text in texts if texts.count(text) > 1}
    rows_with_figures = np.flatnonzero(figures)
    for row, following in zip(list(found), list(found)[1:], strict=False):
        between = rows_with_figures[(rows_with_figures > row) & (rows_with_figures < following)]
        if row in known and not len(between) and following not in known:
            sections.add(found[following])
    return {row: text if row in known or text not in sections else "" for row, text in found.items()}


def _enter(walk: _Walk, columns: LabelColumns, name: str) -> None:
    if not name:
        return
    if columns.label is None:
        walk.label = name
    else:
        walk.place = name


def _row(block: Block, columns: LabelColumns, lists: NameLists, row: int, walk: _Walk) -> Row | None:
    label, place = _text(block, row, columns.label), _text(block, row, columns.place)
    if columns.label is not None and columns.place is not None:
        label, place = label or (place and walk.label), place or (label and walk.place)
        walk.label, walk.place = label, place
    elif columns.label is None:
        label = walk.label
    else:
        place = walk.place
    if (columns.label is not None and not label) or (
        columns.label is None and columns.place is not None and not place
    ):
        walk.nameless.append(row)
        return None
    if label not in walk.read:
        walk.read[label] = _said(label, lists)
    part, shown, is_sum = walk.read[label]
    if part is None:
        walk.parent = shown
    if place not in walk.sums:
        walk.sums[place] = _is_sum(place, (Noun.UNIT,), lists)
    is_sum = is_sum or walk.sums[place]
    when = time_in(block.grid.cells[row, columns.when]) if columns.when is not None else None
    if columns.when is not None and when is None:
        walk.timeless.append(row)
        return None
    found = Row(
        row,
        shown,
        place,
        walk.parent if part is not None else "",
        _measure(_text(block, row, columns.measure)),
        when,
        _text(block, row, columns.kind),
        is_sum,
        walk.section,
    )
    if is_sum:
        walk.section += 1
    return found


def _said(label: str, lists: NameLists) -> tuple[str | None, str, bool]:
    """Return a part's own label (None for no part), the label shown, and whether it is a sum."""
    shown = label.lstrip(DASHES) or label
    return varav_part(label), shown, _is_sum(shown, (Noun.INDICATOR, Noun.ACCOUNT), lists)


def _text(block: Block, row: int, column: int | None) -> str:
    return block.grid.text(row, column) if column is not None else ""


def _measure(text: str) -> str:
    return unit_of_measure_in(text) or text if text else ""


def _is_sum(text: str, nouns: Sequence[Noun], lists: NameLists) -> bool:
    return begins_sum(text) and not any(lists.has(noun, text) for noun in nouns)


def _nameless(block: Block, rows: Sequence[int]) -> Iterator[Finding]:
    for row in rows[:MOST_TOLD]:
        told = "Raden har siffror men inget namn, och lästes inte. Skriv namnet först på raden."
        yield Finding(
            FindingLevel.ERROR, block.grid.where(row, block.timed[0].column), "row-without-name", told
        )


def _timeless(block: Block, columns: LabelColumns, rows: Sequence[int]) -> Iterator[Finding]:
    for row in rows[:MOST_TOLD]:
        at = columns.when or 0
        yield no_period(block.grid.where(row, at), block.grid.text(row, at))


def _sums(block: Block, rows: Sequence[Row]) -> Iterator[Finding]:
    """Tell which rows were taken for sums, so that no figure is left out without a word."""
    if rows:
        first = block.grid.where(rows[0].row, block.timed[0].column)
        yield sums_left_out(first, [row.label if begins_sum(row.label) else row.place for row in rows])


def sums_left_out(where: str, names: Sequence[str]) -> Finding:
    """Return the notice of rows that are sums of others, by their names."""
    different = list(dict.fromkeys(names))
    said = ", ".join(f"«{name}»" for name in different[:MOST_TOLD])
    more = f" och {len(different) - MOST_TOLD} till" if len(different) > MOST_TOLD else ""
    what = "Raden" if len(names) == 1 else f"{len(names)} rader,"
    told = (
        f"{what} {said}{more} {'är en summa' if len(names) == 1 else 'är summor'} av andra och lästes inte."
    )
    return Finding(FindingLevel.NOTICE, where, "sum-row-left-out", told)


def no_period(where: str, text: str, rows: int = 1) -> Finding:
    """Return the error of rows whose period can't be read."""
    written = f"«{text}» är ingen period." if text else "Perioden saknas."
    lost = "Raden lästes inte." if rows == 1 else f"{rows} rader lästes inte."
    told = f"{written} {lost} Skriv månad som 2019-03, tertial som 2019-T1 eller år som 2019."
    return Finding(FindingLevel.ERROR, where, "no-period", told)
