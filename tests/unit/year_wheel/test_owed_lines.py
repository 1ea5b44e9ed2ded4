"""What a plan owes, on a line: when, to whom, and the occasion that presses most."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.year_wheel.occasions import Schedule
from metrics.year_wheel.owed_lines import OwedLine, owed_lines
from metrics.year_wheel.states import Delivery, State, lines
from metrics.year_wheel.words import due_words, owed_words, pressing_words

Owing = Callable[..., Schedule]


def owed(schedule: Schedule, today: str, **delivered: str) -> OwedLine:
    """Return the one thing that is owed; `delivered` by due, as `d2026_05_28`."""
    given = {
        (1, due[1:].replace("_", "-")): Delivery(1, date.fromisoformat(day), "", "Controller")
        for due, day in delivered.items()
    }
    (only,) = owed_lines([schedule], lines(schedule, given, date.fromisoformat(today)))
    return only


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"periodicity": "tertial", "due": "2026-05-28"}, "tertialvis, 28 maj 2026, till Nämnden"),
        ({"due": "2026-04"}, "april 2026, till Nämnden"),
        ({"periodicity": "half_year", "recipient": ""}, "halvårsvis"),
        ({"recipient": ""}, ""),
    ],
)
def test_it_is_said_when_something_is_owed_and_to_whom(
    owing: Owing, said: dict[str, str], words: str
) -> None:
    assert owed_words(owed(owing(**said), "2026-01-01")) == words


TERTIAL = {"periodicity": "tertial"}
PRESSING = [
    # what the plan says, the day, what is given, how it stands, and in words
    ({"due": "2026-05-28"}, "2026-06-01", {}, State.LATE, "senast 28 maj 2026; 4 dagar efter"),
    ({"due": "2026-11-27"}, "2026-06-01", {}, State.COMING, "senast 27 november 2026"),
    ({"due": "2026-11"}, "2026-06-01", {}, State.COMING, "senast 30 november 2026 (planen: månaden)"),
    (TERTIAL, "2026-05-15", {}, State.DUE, "senast 29 maj 2026 (räknat)"),
    (TERTIAL, "2026-06-01", {}, State.LATE, "senast 29 maj 2026 (räknat); 3 dagar efter"),
    (TERTIAL, "2026-10-01", {}, State.LATE,
     "senast 29 maj 2026 (räknat); 125 dagar efter; 1 till är försenad"),
    (TERTIAL, "2026-06-01", {"d2026_05": "2026-05-29"}, State.COMING, "senast 30 september 2026 (räknat)"),
    ({"due": "2026-05-28"}, "2026-06-01", {"d2026_05_28": "2026-05-20"}, State.DELIVERED,
     "20 maj 2026, Controller"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "today", "given", "state", "words"), PRESSING)
def test_it_stands_as_its_most_pressing_occasion(
    owing: Owing, said: dict[str, str], today: str, given: dict[str, str], state: State, words: str
) -> None:
    found = owed(owing(**said), today, **given)
    assert found.pressing is not None
    assert (found.pressing.state, pressing_words(found)) == (state, words)


def test_what_has_no_time_does_not_press(owing: Owing) -> None:
    found = owed(owing(), "2026-06-01")
    assert (found.pressing, found.late, pressing_words(found)) == (None, (), "")


@pytest.mark.parametrize(("due", "words"), [("2024-06", "juni 2024"), ("2026-12-10", "10 december 2026")])
def test_a_month_or_a_day_is_said(due: str, words: str) -> None:
    assert due_words(due) == words
