"""Which of a table's columns beside the figures say indicator, unit, period, kind or unit of measure.

By what stands in them that is known, else by their headings, else by where they stand. What can't be told
is asked about.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from data.files.sheet import column_name
from data.imports.facts import SKIP, Asked, Choice, Finding, Question
from data.imports.headings import Apart, ColumnRole, Role, column_role, kind_in, set_apart, unit_of_measure_in
from data.imports.headings.heading_words import Heading, is_number, time_in
from data.imports.headings.spelling import compared
from data.imports.tables.blocks import Block
from data.imports.tables.grid import Mask
from data.imports.tables.name_lists import NameLists, Noun
from metrics.vocabulary import FindingLevel

BY_HEADING = 0.25
"""How much a heading adds to the share of known names."""
LEAST_KNOWN = 0.3
LEAST_TIMED = 0.6
"""The share of a column's texts that are periods, for it to be the column of periods."""
SHORT = 14
MOST_TEXTS = 2_000
CHOICES = (
    Choice("indicator", "Mått eller konto"),
    Choice("unit", "Enhet"),
    Choice(SKIP, "Lämna ute kolumnen"),
)


@dataclass(frozen=True)
class Column:
    """A column beside the figures: its heading, what its heading means, and the texts in it."""

    heading: Heading
    role: ColumnRole | None
    texts: tuple[str, ...]
    numbers: float

    @property
    def at(self) -> int:
        """Which column of the sheet it is."""
        return self.heading.column

    @property
    def name(self) -> str:
        """The column as a question calls it: its heading, else its letter."""
        return self.heading.text or column_name(self.at)

    def says(self, *roles: Role) -> bool:
        """Tell whether the heading says one of these."""
        return self.role is not None and self.role.role in roles


@dataclass(frozen=True)
class LabelColumns:
    """Where the labels of a table stand, by column of the sheet; None where no column says it."""

    label: int | None = None
    place: int | None = None
    measure: int | None = None
    when: int | None = None
    kind: int | None = None
    sums: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()


def label_columns(block: Block, lists: NameLists, answers: Mapping[str, str]) -> LabelColumns:
    """Return what the columns without periods say."""
    rows = np.asarray(block.filled([heading.column for heading in block.timed]).any(axis=1))
    columns = [_column(block, heading, rows) for heading in block.plain]
    found = LabelColumns()
    left: list[Column] = []
    for column in columns:
        role = _alone(column, lists)
        answer = answers.get(f"{Asked.COLUMN}:{column.name}")
        if answer in ("indicator", "unit"):
            found = _placed(found, "label" if answer == "indicator" else "place", column.at)
        elif answer == SKIP:
            continue
        elif role in ("measure", "when", "kind"):
            found = _placed(found, role, column.at)
        elif role == "sum":
            told = (*found.findings, _ignored(block, column, "är en summa och "))
            found = replace(found, sums=(*found.sums, column.at), findings=told)
        elif role == "ignored":
            found = replace(found, findings=(*found.findings, _ignored(block, column)))
        elif column.texts:
            left.append(column)
    return _named(block, found, left, lists)


def _placed(found: LabelColumns, role: str, at: int) -> LabelColumns:
    changed: dict[str, Any] = {role: at}
    return replace(found, **changed)


def _column(block: Block, heading: Heading, rows: Mask) -> Column:
    """Look at what stands in a column beside figures; a name alone on a row is no label of figures."""
    cells = [(cell, block.grid.said(cell)) for cell in block.body(heading.column)[rows][:MOST_TEXTS]]
    texts = [text for _, text in cells if text]
    numbers = sum(is_number(cell, text) for cell, text in cells if text)
    share = numbers / len(texts) if texts else 0.0
    return Column(heading, column_role(heading.text), tuple(dict.fromkeys(texts)), share)


def _alone(column: Column, lists: NameLists) -> str:
    """Return what a column is where it needn't be weighed against the others; else empty."""
    apart = set_apart(column.heading.text) if column.numbers > 0.5 else ""
    if apart:
        return "sum" if apart == Apart.SUM else "ignored"
    if _holds_periods(column):
        return "when"
    measured = _all(column, lambda text: len(text) <= SHORT and bool(unit_of_measure_in(text)))
    if column.says(Role.UNIT_OF_MEASURE) or (measured and not _holds_names(column, lists)):
        return "measure"
    if _all(column, lambda text: bool(kind_in(text))) and (column.says(Role.KIND) or len(column.texts) < 5):
        return "kind"
    if column.says(Role.COMMENT, Role.FLAG, Role.STATE, Role.TARGET, Role.MADE_IN):
        return "ignored"
    is_name = column.says(Role.INDICATOR, Role.UNIT, Role.ACCOUNT, Role.COLUMN_CODE)
    return "ignored" if column.numbers > 0.5 and not is_name else ""


def _holds_names(column: Column, lists: NameLists) -> bool:
    """Tell whether what looks like units of measure are names: Vårddygn under Mått."""
    known = max(lists.share(noun, column.texts) for noun in Noun)
    return known >= LEAST_KNOWN or column.says(Role.INDICATOR, Role.ACCOUNT)


def _all(column: Column, holds: Callable[[str], bool]) -> bool:
    return bool(column.texts) and all(holds(text) for text in column.texts)


def _holds_periods(column: Column) -> bool:
    """Tell whether most texts are periods or parts of one. Bare years may be figures: the heading tells."""
    timed = [words for words in map(time_in, column.texts) if words]
    if len(timed) < LEAST_TIMED * len(column.texts) or not column.texts:
        return False
    years_only = not any(words.month or words.part for words in timed)
    return not years_only or column.says(Role.YEAR, Role.PERIOD) or not column.heading.text


def _named(block: Block, found: LabelColumns, left: Sequence[Column], lists: NameLists) -> LabelColumns:
    """Find the columns of units and of indicators among those left."""
    rest = [column for column in left if column.at not in (found.label, found.place)]
    if found.place is None:
        found = replace(found, place=_best(rest, lists, (Noun.UNIT,), (Role.UNIT,)))
    rest = [column for column in rest if column.at != found.place]
    if found.label is None:
        label = _best(rest, lists, (Noun.INDICATOR, Noun.ACCOUNT), (Role.INDICATOR, Role.ACCOUNT, Role.VALUE))
        words = [column for column in rest if column.numbers <= 0.5 and not column.says(Role.COLUMN_CODE)]
        if label is None and words and not _named_above(block, found, lists):
            label = words[0].at
        found = replace(found, label=label)
    strangers = [column for column in rest if column.at != found.label and not _is_code_beside(column, found)]
    asked = [column for column in strangers if column.numbers <= 0.5 and len(column.texts) > 1]
    told = tuple(_ignored(block, column) for column in strangers if column not in asked)
    return replace(
        found,
        findings=(*found.findings, *told),
        questions=(*found.questions, *(_question(block, column) for column in asked)),
    )


def _named_above(block: Block, found: LabelColumns, lists: NameLists) -> bool:
    """Tell whether the title names the indicator, and the units have their column."""
    title = (*block.title, block.grid.sheet.name)
    return found.place is not None and bool(lists.in_title(Noun.INDICATOR, title))


def _best(
    columns: Sequence[Column],
    lists: NameLists,
    nouns: Sequence[Noun],
    roles: Sequence[Role],
) -> int | None:
    """Return the column that holds such names, by its texts and its heading; None where none does."""
    scored: list[tuple[float, int, int]] = []
    for column in columns:
        shares = {noun: lists.share(noun, column.texts) for noun in Noun}
        mine = max(shares[noun] for noun in nouns)
        other = max(share for noun, share in shares.items() if noun not in nouns)
        by_heading = BY_HEADING if column.says(*roles) else 0.0
        if (mine >= LEAST_KNOWN and mine + by_heading > other) or (by_heading and other < LEAST_KNOWN):
            scored.append((mine + by_heading, -len(scored), column.at))
    return max(scored)[2] if scored else None


def _is_code_beside(column: Column, found: LabelColumns) -> bool:
    """Tell whether a column only says in code what the one beside says in words, or the other way."""
    if column.role is None:
        return compared(column.heading.text) in ("kod", "code", "id", "nr", "nummer", "namn", "rad")
    is_unit = column.says(Role.UNIT) and found.place is not None
    return is_unit or (column.says(Role.INDICATOR, Role.ACCOUNT) and found.label is not None)


def _ignored(block: Block, column: Column, why: str = "") -> Finding:
    return Finding(
        FindingLevel.NOTICE,
        block.grid.where(block.header.bottom, column.at),
        "column-left-out",
        f"Kolumnen «{column.name}» {why}lästes inte.",
    )


def _question(block: Block, column: Column) -> Question:
    some = ", ".join(f"«{text}»" for text in column.texts[:3])
    return Question(
        Asked.COLUMN,
        column.name,
        f"Vad står i kolumnen «{column.name}»? Där står till exempel {some}.",
        block.grid.where(block.header.bottom, column.at),
        CHOICES,
    )
