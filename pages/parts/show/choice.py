"""What a show holds, as the address says it: which indicators in which order, own words, question, slide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from metrics.documents.suggestion import (
    LONGEST_QUESTION,
    MOST,
    Suggested,
    question_for,
    showable,
    suggested,
)
from metrics.rows import Row
from metrics.subjects import Withheld
from pages.parts import reads
from pages.parts.address import Choice, chosen, lens_written, write
from pages.parts.reads_show import Show

SHOWN, QUESTION, SLIDE, DOING = "visa", "fraga", "bild", "gor"
APART = "."
NONE = "ingen"
"""In the address where every indicator has been taken away: an empty one means the suggestion."""
LONGEST_OWN = 140
"""Signs of an own text on what is being done: it travels in the address."""
LONGEST_NUMBER = 9
"""Signs of a slide's number that is read as one: a longer is beyond the last."""
BESIDE = 2
"""Slides that are no indicator: the first, and the question at the end."""


@dataclass(frozen=True)
class Asked:
    """Whose figures, what can be shown of them, and what is to be: codes in order, own words by code.

    `hidden` and `without_figure` are how many can't be shown, kept from the audience or not known.
    `own_question` is empty where the drafted one stands. `slide` counts from 1, None while the
    show is being chosen.
    """

    choice: Choice
    rows: tuple[Row, ...]
    hidden: int
    without_figure: int
    suggested: tuple[Suggested, ...]
    codes: tuple[str, ...]
    own: Mapping[str, str]
    own_question: str
    drafted_question: str
    slide: int | None

    @property
    def shown(self) -> list[Row]:
        """The rows to be shown, in order."""
        known = {row.subject.code: row for row in self.rows}
        return [known[code] for code in self.codes]

    @property
    def only_drafted(self) -> list[str]:
        """What the address says only so that a link does: the question and the indicators, as suggested."""
        as_suggested = self.codes == tuple(each.row.subject.code for each in self.suggested)
        return [*([] if self.own_question else [QUESTION]), *([SHOWN] if as_suggested else [])]

    @property
    def slides(self) -> int:
        """How many slides there are."""
        return len(self.codes) + BESIDE

    @property
    def show(self) -> Show:
        """What is to be shown."""
        return Show(
            self.choice.office.code,
            self.choice.place.id,
            self.choice.period.code,
            self.codes,
            tuple((code, self.own[code]) for code in self.codes if code in self.own),
            self.own_question or self.drafted_question,
            reads.lens(),
            self.choice.lens,
        )

    @property
    def address(self) -> dict[str, str]:
        """The show as an address that opens it at its first slide."""
        own = {doing(code): text for code, text in self.show.own}
        return {
            **self.choice.address,
            SHOWN: APART.join(self.codes),
            **own,
            QUESTION: self.show.question,
            SLIDE: "1",
        }


def asked(today: date) -> Asked:
    """Return what the address asks to be shown, as its audience may see it.

    The audience is at least the board, but the address, and with it the other pages, keep the lens that they
    had: the office that is named by it is read anew through the show's.
    """
    with reads.looking_through(lens_written()):
        choice = chosen(today)
    choice = replace(choice, office=reads.office_of(choice.office.code))
    every = reads.overview(choice.office.code, choice.place.id, choice.period.code)
    rows, hidden = showable(every), [row for row in every if isinstance(row.figure, Withheld)]
    found = suggested(rows, choice.period)
    codes = _codes([row.subject.code for row in rows], [each.row.subject.code for each in found])
    own = {code: st.query_params.get(doing(code), "").strip()[:LONGEST_OWN] for code in codes}
    question = st.query_params.get(QUESTION, "").strip()[:LONGEST_QUESTION]
    known = {row.subject.code: row for row in rows}
    drafted = question_for([known[code] for code in codes])
    return Asked(
        choice,
        tuple(rows),
        len(hidden),
        len(every) - len(rows) - len(hidden),
        tuple(found),
        codes,
        {code: text for code, text in own.items() if text},
        "" if question == drafted else question,
        drafted,
        _slide(len(codes) + BESIDE) if codes else None,
    )


def doing(code: str) -> str:
    """Return the name in the address of the own words on what is being done about an indicator."""
    return f"{DOING}{APART}{code}"


def choose(codes: Sequence[str]) -> None:
    """Write which indicators are to be shown."""
    write(SHOWN, APART.join(codes) or NONE)


def _codes(known: Sequence[str], suggestion: Sequence[str]) -> tuple[str, ...]:
    """Return what the address asks for and is known, at most eight; the suggestion where nothing is."""
    written = st.query_params.get(SHOWN, "")
    wanted = [code for code in dict.fromkeys(written.split(APART)) if code in known]
    return tuple(wanted[:MOST] if wanted or written == NONE else suggestion)


def _slide(slides: int) -> int | None:
    """Return the slide that the address asks for: the nearest there is, None where it asks for none."""
    written = st.query_params.get(SLIDE)
    if written is None:
        return None
    if not (written.isascii() and written.isdigit()):
        return 1
    return min(max(int(written), 1), slides) if len(written) <= LONGEST_NUMBER else slides
