"""What the product follows beside the plans: only what an office really has, and only while it goes on."""

from datetime import date

import pytest

from metrics.periods import Period
from metrics.year_wheel.own_rhythm import Followed, own_entries

TODAY = date(2026, 11, 28)


def months(first: str, last: str) -> tuple[Period, ...]:
    return Period.parse(first).until(Period.parse(last))


GOING_ON = months("2026-01", "2027-10")


def told(followed: Followed, year: int, today: date = TODAY) -> list[str]:
    return [f"{entry.due} {entry.title}" for entry in own_entries(followed, year, today)]


def test_the_months_figures_are_due_by_the_setting_and_on_a_working_day() -> None:
    followed = Followed(figures=GOING_ON, economy=(), decisions=False, days=10)
    assert told(followed, 2026)[:4] == [
        "2026-02-10 Siffror för januari 2026",
        "2026-03-10 Siffror för februari 2026",
        "2026-04-10 Siffror för mars 2026",
        "2026-05-11 Siffror för april 2026",  # the 10th is a Sunday
    ]
    assert told(followed, 2027)[0] == "2027-01-11 Siffror för december 2026"
    assert len(told(followed, 2026)) == 11  # December is due in January


@pytest.mark.parametrize(("days", "january"), [(0, "2026-01-02"), (40, "2026-01-09"), (366, "2026-01-02")])
def test_another_setting_moves_them_over_the_turn_of_the_year(days: int, january: str) -> None:
    known = months("2024-01", "2027-10")
    first = told(Followed(figures=known, economy=(), decisions=False, days=days), 2026)[0]
    assert first.startswith(january)


def test_economy_and_decisions_stand_beside_the_figures() -> None:
    followed = Followed(figures=GOING_ON, economy=GOING_ON, decisions=True, days=10)
    april = [each for each in told(followed, 2026) if each.startswith("2026-04")]
    assert april == [
        "2026-04-10 Siffror för mars 2026",
        "2026-04-10 Utfall för mars 2026",
        "2026-04-30 Ej verkställda beslut, kvartal 1 2026",
    ]


@pytest.mark.parametrize(
    ("today", "entries"),
    [(date(2018, 6, 30), 12), (date(2018, 12, 31), 12), (date(2019, 1, 1), 0), (TODAY, 0)],
)
def test_what_is_no_longer_followed_has_no_entries(today: date, entries: int) -> None:
    printed_once = Followed(figures=months("2017-01", "2018-12"), economy=(), decisions=True, days=10)
    found = [each for each in told(printed_once, 2018, today) if "Siffror" in each]
    assert len(found) == entries


def test_an_office_that_is_not_followed_has_none() -> None:
    assert told(Followed(figures=(), economy=(), decisions=True, days=10), 2026) == []
