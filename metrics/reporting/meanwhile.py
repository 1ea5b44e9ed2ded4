"""What somebody else has saved since a form was filled, in words."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Protocol

from metrics.reporting.form import Form, Sent
from metrics.reporting.lines import HIDDEN, Line, value_words
from metrics.reporting.typed import read, reading_words
from metrics.reporting.words import moment_words
from metrics.vocabulary import DeliveryState, ValueState


class Word(Protocol):
    """A figure's newer word, as the store tells of it; `recorded_at` as the clock of the office says it."""

    indicator_id: int
    period: str
    value: float | None
    state: str
    taken_back: bool
    role: str
    recorded_at: datetime


def meanwhile_words(
    newer: Iterable[Word],
    form: Form,
    sent: Sent,
    ready: str,
    today: date,
    kept: Collection[tuple[int, str]] = (),
) -> list[str]:
    """Say what somebody else has saved, line by line beside what was typed.

    `ready` is the delivery's new state, where it became ready or stopped being so. `kept` are indicator and
    period of the figures that are kept from readers.
    """
    told = []
    for word in newer:
        line = form.line(f"{word.indicator_id}|{word.period}")
        if line is not None:
            told.append(
                f"{line.subject.name}: {_mine(line, sent)}{_theirs(line, word, today, kept)}. Välj i raden."
            )
    if ready:
        state = "klarmarkerat" if ready == DeliveryState.DONE else "öppnat"
        told.append(f"Någon annan har {state} {form.month.label}. Se igenom siffrorna och spara igen.")
    return told


def _mine(line: Line, sent: Sent) -> str:
    reading = read(line, sent.typed[line.key]) if line.key in sent.typed else None
    if reading is None or reading.state is None:
        return ""
    return f"ditt värde är {reading_words(line, reading)}, "


def _theirs(line: Line, word: Word, today: date, kept: Collection[tuple[int, str]]) -> str:
    by = f"av {word.role or 'en inläsning'} {moment_words(word.recorded_at, today)}"
    if word.taken_back:
        return f"nu är siffran tagen tillbaka {by}"
    hidden = (line.hidden or (word.indicator_id, word.period) in kept) and word.value is not None
    saved = HIDDEN if hidden else value_words(line.subject, word.value, ValueState(word.state))
    return f"nu är {saved} sparat {by}"
