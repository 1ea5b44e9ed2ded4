"""What is told of locks, and of what is lacking before one is made."""

from datetime import date, datetime

import pandas as pd
import pytest

from metrics.lock_words import changed_within, lacking_words, lock_choices
from metrics.office import Place
from metrics.periods import Period
from metrics.reporting.standing import Delivered, Standing, UnitStanding
from metrics.vocabulary import Periodicity

TODAY = date(2026, 11, 1)
CHOICES = [
    (Periodicity.MONTH, [], ["2026-10", "2026-09", "2026-08"]),
    (Periodicity.MONTH, ["2026-10", "2026-08"], ["2026-09", "2026-07", "2026-06"]),
    (Periodicity.QUARTER, [], ["2026-Q3", "2026-Q2", "2026-Q1"]),
    (Periodicity.TERTIAL, ["2026-10"], ["2026-T2", "2026-T1"]),
    (Periodicity.HALF_YEAR, ["2026-H1"], []),
    (Periodicity.YEAR, [], []),
]


@pytest.mark.parametrize(("kind", "closed", "offered"), CHOICES)
def test_what_has_ended_and_is_not_locked_can_be_locked(
    kind: Periodicity, closed: list[str], offered: list[str]
) -> None:
    choices = lock_choices(2026, kind, TODAY, [Period.parse(code) for code in closed])
    assert [each.code for each in choices][:3] == offered


def test_a_year_can_be_locked_when_it_is_over() -> None:
    assert lock_choices(2025, Periodicity.YEAR, TODAY, []) == [Period(Periodicity.YEAR, 2025)]


def unit(name: str, *, expected: int, inside: int, drafts: int = 0, ready: int = 0) -> UnitStanding:
    month = Delivered(Period(Periodicity.MONTH, 2026, 10), "Enhetschef", datetime(2026, 11, 3, 9))  # noqa: DTZ001
    return UnitStanding(
        Place(1, name.lower(), name, None, 0), expected, inside, drafts, 0, (), (month,) * ready, (), None
    )


LACKING = [
    ([unit("Norr", expected=4, inside=4, ready=1)], ""),
    ([], ""),
    ([unit("Norr", expected=4, inside=4)], "Norr har inte klarmarkerat"),
    (
        [unit("Norr", expected=4, inside=1, drafts=2), unit("Barn och unga", expected=2, inside=2)],
        "1 av 6 väntade värden har inte kommit in, 2 är utkast, Norr och Barn och unga har inte klarmarkerat",
    ),
    (
        [unit(f"Team {number}", expected=1, inside=1) for number in range(1, 6)],
        "Team 1, Team 2, Team 3 och 2 till har inte klarmarkerat",
    ),
]


@pytest.mark.parametrize(("units", "words"), LACKING, ids=["all", "nobody", "unmarked", "drafts", "many"])
def test_what_is_lacking_before_a_lock_is_said(units: list[UnitStanding], words: str) -> None:
    assert lacking_words(Standing(tuple(units), 1)) == words


def test_only_what_differs_within_the_locked_period_is_a_change() -> None:
    changes = pd.DataFrame(
        {
            "period": ["2026-03", "2026-Q1", "2026-05", "2026", "2026-04", "2026-02"],
            "change": ["changed", "new", "changed", "changed", "same", "withdrawn"],
        }
    )
    found = changed_within(changes, Period.parse("2026-T1"))
    assert found["period"].tolist() == ["2026-03", "2026-Q1", "2026-02"]
