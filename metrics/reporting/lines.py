"""The lines of the form: what is expected of a unit for a month, with what is known of each figure."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from metrics.numbers import MINUS, NO_BREAK_SPACE, number, rounded, unit_word, with_unit
from metrics.periods import Period
from metrics.subjects import Subject
from metrics.vocabulary import STATES_WITH_VALUE, Kind, ValueState
from metrics.words import STATE

HIDDEN = ".."
MOST_DECIMALS = 6
"""More than these of a stored number aren't shown in a field."""


@dataclass(frozen=True)
class Stored:
    """The word in force on a figure: `revision` counts the words, also those taken back."""

    revision: int
    value: float | None
    numerator: float | None
    denominator: float | None
    n: float | None
    state: ValueState
    comment: str
    role: str
    at: datetime


@dataclass(frozen=True)
class Line:
    """One expected figure.

    `stored` is what is known of it, None for nothing; `revision` is the latest word's number, 0 for none.
    `with_parts` asks for numerator and denominator, `with_n` for the number behind a mean. `hidden` tells
    of so few people that what is stored is not shown.
    """

    subject: Subject
    period: Period
    definition: str = ""
    previous: str = ""
    last_year: str = ""
    with_parts: bool = False
    with_n: bool = False
    revision: int = 0
    stored: Stored | None = None
    hidden: bool = False
    commented: bool = False

    @property
    def key(self) -> str:
        """What the line is called in the form."""
        return f"{self.subject.id}|{self.period.code}"


def lines(
    subjects: Iterable[Subject],
    expected: pd.DataFrame,
    in_force: pd.DataFrame,
    history: pd.DataFrame,
    definitions: Mapping[int, str],
    commented: Iterable[tuple[int, str]] = (),
    *,
    kept: Collection[tuple[int, str]] = (),
) -> list[Line]:
    """Return the lines of one unit, in the order of the indicators.

    `expected` has `indicator_id` and `period`; `in_force` is the word in force on each figure of those
    periods, with `recorded_at` as local time; `history` are the unit's figures of these and earlier periods.
    `commented` are indicator and period, and `kept` those of the figures that are kept from readers: of them
    only the form of the question is used, whether they had parts.
    """
    known = _by_key(in_force)
    before = _by_key(history)
    has_parts = set(history.loc[history["denominator"].notna(), "indicator_id"])
    has_n = set(history.loc[history["n"].notna(), "indicator_id"])
    said = set(commented)
    made = []
    for subject in subjects:
        for code in sorted(expected.loc[expected["indicator_id"] == subject.id, "period"]):
            period, word = Period.parse(code), known.get((subject.id, code))
            previous, last_year = (
                _told(subject, before.get(key), hidden=key in kept)
                for key in ((subject.id, each.code) for each in (period.previous, period.year_before))
            )
            made.append(
                Line(
                    subject,
                    period,
                    definitions.get(subject.id, ""),
                    previous,
                    last_year,
                    with_parts=subject.kind == Kind.RATIO and subject.id in has_parts,
                    with_n=subject.kind in (Kind.MEAN, Kind.INDEX) and subject.id in has_n,
                    revision=int(word["revision"]) if word else 0,
                    stored=_stored(word) if word and not word["taken_back"] else None,
                    hidden=(subject.id, code) in kept and _has_value(word),
                    commented=(subject.id, code) in said,
                )
            )
    return made


def _by_key(frame: pd.DataFrame) -> dict[tuple[int, str], Mapping[Any, Any]]:
    return {(row["indicator_id"], row["period"]): row for row in frame.to_dict("records")}


def _has_value(word: Mapping[Any, Any] | None) -> bool:
    return word is not None and not word["taken_back"] and word["state"] in STATES_WITH_VALUE


def _stored(word: Mapping[Any, Any]) -> Stored:
    return Stored(
        revision=int(word["revision"]),
        value=_known(word["value"]),
        numerator=_known(word["numerator"]),
        denominator=_known(word["denominator"]),
        n=_known(word["n"]),
        state=ValueState(word["state"]),
        comment=word["comment"],
        role=word["role"],
        at=word["recorded_at"],
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _told(subject: Subject, figure: Mapping[Any, Any] | None, *, hidden: bool) -> str:
    """Say an earlier figure; nothing where there is none, and `..` for a secret."""
    if figure is None:
        return ""
    if figure["state"] == ValueState.CONFIDENTIAL or (hidden and figure["state"] in STATES_WITH_VALUE):
        return HIDDEN
    if figure["state"] not in STATES_WITH_VALUE:
        return STATE[ValueState(figure["state"])]
    return number(figure["value"], subject.decimals)


def value_words(subject: Subject, value: float | None, state: ValueState) -> str:
    """Say a figure as it was read: `5,7 %`, or the state that stands in its place."""
    if value is None or state not in STATES_WITH_VALUE:
        return STATE[state]
    return with_unit(value, subject.decimals, subject.unit_of_measure)


def typed_words(subject: Subject, value: float) -> str:
    """Say a number as it was typed, with all its decimals: what is read must not look like something else."""
    written = field_text(value, subject.decimals)
    word = unit_word(subject.unit_of_measure, value, len(written.partition(",")[2]))
    return written + NO_BREAK_SPACE + word if word else written


def field_text(value: float | None, decimals: int) -> str:
    """Write a stored number for a field: with its indicator's decimals, or more where it has more."""
    if value is None:
        return ""
    if rounded(value, decimals) == value:
        return number(value, decimals)
    text = f"{value:.{MOST_DECIMALS}f}".rstrip("0").rstrip(".")
    whole, _, part = text.partition(".")
    grouped = f"{int(whole.lstrip('-')):,}".replace(",", NO_BREAK_SPACE)
    return f"{MINUS if whole.startswith('-') else ''}{grouped}{',' if part else ''}{part}"
