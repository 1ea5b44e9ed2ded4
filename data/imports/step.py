"""What every step of an import takes and gives: the facts so far, and what there was to say of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from data.files.sheet import cell_name
from data.imports.facts import Asked, Finding, Question, Table
from data.imports.names.known_names import Known
from data.imports.names.matching import Lexicon
from metrics.vocabulary import FindingLevel

MOST_QUOTED = 5
MOST_TOLD = 100


@dataclass(frozen=True)
class Step:
    """The facts after a step, and what it found and has to ask."""

    facts: pd.DataFrame
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Office:
    """Whose file it is: what the organisation has, and the answers to questions asked before."""

    known: Known
    answers: Mapping[str, str]
    tables: tuple[Table, ...] = field(default_factory=tuple)

    @cached_property
    def indicators(self) -> Lexicon:
        """The indicators' names."""
        return Lexicon.of(self.known.indicators, self.known.aliases, "indicator_id")

    @cached_property
    def units(self) -> Lexicon:
        """The units' names."""
        return Lexicon.of(self.known.units, self.known.aliases, "unit_id")

    @cached_property
    def accounts(self) -> Lexicon:
        """The accounts' names."""
        return Lexicon.of(self.known.accounts, self.known.aliases, "account_id")

    def answer(self, about: Asked, subject: str) -> str | None:
        """Return the answer to a question, or None where it hasn't been answered."""
        return self.answers.get(f"{about.value}:{subject}")

    def with_tables(self, tables: tuple[Table, ...], answers: Mapping[str, str]) -> "Office":
        """Return the same with the tables of the file."""
        return replace(self, tables=tables, answers=answers)


def first_cell(facts: pd.DataFrame) -> str:
    """Return where the first of some facts stands: `Blad1!C7`; empty where there are none."""
    if facts.empty:
        return ""
    sheet, row, column = (facts[name].iloc[0] for name in ("sheet", "row", "column"))
    return cell_name(str(sheet), int(row), int(column))


def finding(level: FindingLevel, facts: pd.DataFrame, rule: str, message: str) -> Finding:
    """Return a finding about some facts; it stands where the first of them does."""
    return Finding(level, first_cell(facts), rule, message, tuple(facts.index.tolist()))


def each_told(
    level: FindingLevel,
    facts: pd.DataFrame,
    by: str,
    rule: str,
    telling: Callable[[pd.DataFrame], str],
) -> list[Finding]:
    """Return a finding for each group of facts; beyond the first hundred one tells of all the rest."""
    if facts.empty:
        return []
    groups = facts.groupby(by, sort=False, observed=True).ngroup()
    first = facts[groups < MOST_TOLD]
    findings = [
        finding(level, rows, rule, telling(rows)) for _, rows in first.groupby(by, sort=False, observed=True)
    ]
    rest = facts[groups >= MOST_TOLD]
    if len(rest):
        findings.append(
            finding(level, rest, rule, f"… och {groups.max() + 1 - MOST_TOLD} fel till av samma slag.")
        )
    return findings


def only(facts: pd.DataFrame, wanted: "pd.Series[bool]") -> pd.DataFrame:
    """Return the facts that are wanted; where all are, as they stand, without making them anew."""
    return facts if bool(wanted.all()) else facts[wanted]


def lowered(texts: "pd.Series[Any]") -> "pd.Series[str]":
    """Return texts in small letters, each different one worked out once."""
    codes, different = pd.factorize(texts)
    small = pd.array([str(text).casefold() for text in different], dtype="str")
    return pd.Series(small.take(codes) if len(different) else texts, index=texts.index)


def quoted(names: list[str]) -> str:
    """Return names for a sentence: the first few in quotation marks, and how many more there are."""
    shown = ", ".join(f"«{name}»" for name in names[:MOST_QUOTED])
    more = len(names) - MOST_QUOTED
    return f"{shown} och {more} till" if more > 0 else shown
