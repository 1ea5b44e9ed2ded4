"""What the steps of an import hand to each other: facts, findings and questions.

A fact is one cell that says something: of which indicator (or account), at which unit, in which period.
Facts travel as one frame, a row each, to which every step adds columns:

| column | from | holds |
|---|---|---|
| `sheet`, `row`, `column` | tables | where it stands: the sheet's name, and row and column from 0 |
| `label` | tables | the indicator's or account's name as written; empty where the file doesn't say |
| `place` | tables | the unit's name as written; empty where the file doesn't say |
| `period` | tables | the period's code |
| `figure` | tables | which number it is: `value`, `numerator`, `denominator` or `n`; else `comment` |
| `kind` | tables | a kind of amount (`AmountKind`), empty for measurements |
| `made_in` | tables | the month a forecast was made in, else empty |
| `printed_in` | tables | the unit in headings and titles (`tkr`, `%`, `st`), else empty |
| `parent` | tables | the row that a "- varav" row is a part of, as written, else empty |
| `cell` | tables | what stands there (object) |
| `value`, `state` | cells | number and `ValueState`; NaN and empty where the cell is refused or asked about |
| `indicator_id`, `account_id`, `unit_id` | matching | Int64, NA where there is none, or it is not known yet |

One fact may take several cells: a numerator and a denominator stand as two rows here, and are brought
together after the matching.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from metrics.vocabulary import FindingLevel

FROM_TABLES = "sheet row column label place period figure kind made_in printed_in parent cell".split()


class Layout(StrEnum):
    """How a table is laid out. The words are what `--layout` and the memory of layouts use."""

    WIDE = "wide"
    LONG = "long"
    UNIT_BY_PERIOD = "unit_by_period"
    YEAR_ROWS = "year_rows"
    RESULT = "result"
    EXPORT = "export"


class Asked(StrEnum):
    """What a question is about; the first part of its id."""

    LAYOUT = "layout"
    COLUMN = "column"
    YEAR = "year"
    INDICATOR = "indicator"
    ACCOUNT = "account"
    UNIT = "unit"
    STRANGERS = "strangers"
    SIGN = "sign"
    COST_SIGN = "cost_sign"
    SCALE = "scale"
    PER_CENT = "per_cent"


SKIP = "skip"
"""The answer that leaves a name, a column or rows out."""


@dataclass(frozen=True)
class Choice:
    """One of the answers that a question suggests: what is kept, and what the reader sees."""

    answer: str
    text: str


@dataclass(frozen=True)
class Question:
    """What can't be known from the file, asked once for a layout.

    `id` is the kind and the subject, `unit:Region Nord`; it is the key of the answer. The first choice is
    the likeliest, and none is taken without being answered.
    """

    about: Asked
    subject: str
    text: str
    where: str
    choices: tuple[Choice, ...] = ()

    @property
    def id(self) -> str:
        """The key of the answer."""
        return f"{self.about.value}:{self.subject}"


@dataclass(frozen=True)
class Finding:
    """Something odd in the file: where, the rule's name, and in Swedish the value, the fault and a way on.

    `rows` are the index labels of the facts it is about. An error stops them, a warning holds them until
    it is accepted with a reason, a notice only tells how something was read.
    """

    level: FindingLevel
    where: str
    rule: str
    message: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table found in a sheet: its facts with the columns of `FROM_TABLES`, and what shape it has.

    `title` is the text above it, a line each. `notes` are the lines below it, and `legend` what they and
    the title say that signs stand for. `printed_sums` are the sums that stand in it and are no facts:
    `sheet row column label place period kind cell`, and `parts`, the (row, column) of each figure summed.
    `fingerprint` is the shape: the same for next month's file. `findings` and `questions` are what the
    recognition had to say.
    """

    sheet: str
    layout: Layout
    fingerprint: str
    title: str
    facts: pd.DataFrame
    findings: Sequence[Finding] = field(default_factory=tuple)
    questions: Sequence[Question] = field(default_factory=tuple)
    printed_sums: pd.DataFrame = field(default_factory=pd.DataFrame)
    notes: Sequence[str] = ()
    legend: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Names:
    """The names that an organisation knows, as the recognition needs them: to tell which column is which."""

    organisation: str
    indicators: frozenset[str]
    units: frozenset[str]
    accounts: frozenset[str]
