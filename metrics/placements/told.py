"""Figures as the tables of placements write them: a number, or a mark, and a word on what lacks."""

from typing import NamedTuple

from metrics.figure_words import figure_note
from metrics.numbers import number, rounded
from metrics.periods import Period
from metrics.placements.amounts import Tally
from metrics.rows import NOTHING
from metrics.subjects import Figure, Subject
from metrics.vocabulary import ValueState

UNKNOWN, SECRET = "–", ".."
MOST_NAMED = 2


class Told(NamedTuple):
    """A cell's text, and the note below it."""

    text: str
    note: str = ""


def told_figure(subject: Subject | None, figure: Figure, period: Period) -> Told:
    """Write a figure, or why there is none; what isn't counted at all, or never told, is only a dash."""
    if subject is None or figure is NOTHING:
        return Told(UNKNOWN)
    note = figure_note(subject, figure, {}, period)
    return Told(_mark(figure) if figure.value is None else number(figure.value, subject.decimals), note)


def told_sum(tally: Tally) -> Told:
    """Write a sum over forms, or which of them it lacks."""
    named = ", ".join(form.label for form in tally.lacking)
    lacking = named if len(tally.lacking) <= MOST_NAMED else f"{len(tally.lacking)} former"
    note = f"{lacking} saknas" if lacking else "prel." if tally.preliminary else ""
    return Told(UNKNOWN if tally.value is None else number(tally.value, 0), note)


def told_bare(figure: Figure | None, most: int) -> str:
    """Write a figure as tables are printed; empty where there is to be none."""
    if figure is None:
        return ""
    return _mark(figure) if figure.value is None else bare(figure.value, most)


def bare(value: float, most: int) -> str:
    """Write a number with no more decimals than it has, at most `most`: as tables are printed."""
    shown = rounded(value, most)
    return number(shown, next(count for count in range(most + 1) if rounded(shown, count) == shown))


def _mark(figure: Figure) -> str:
    return SECRET if figure.state == ValueState.CONFIDENTIAL else UNKNOWN
