"""The sentence that Årshjul opens with, and the words beside each occasion."""

from collections.abc import Callable
from datetime import date

import pytest

from metrics.year_wheel.occasions import Schedule
from metrics.year_wheel.states import Delivery, State
from metrics.year_wheel.words import counts_words, delivery_words, lead, short, state_words
from metrics.year_wheel.year_view import YearView, every_line, year_for, year_view, years

Owing = Callable[..., Schedule]
TODAY = date(2027, 1, 5)
GIVEN = Delivery(1, date(2026, 5, 27), "§ 45", "Controller")


def seen(
    schedule: Schedule, today: str, year: int = 2026, delivered: dict[str, Delivery] | None = None
) -> YearView:
    given = {(1, due): delivery for due, delivery in (delivered or {}).items()}
    day = date.fromisoformat(today)
    return year_view([schedule], every_line([schedule], given, day), (), year, day)


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        (
            "2026-06-01",
            "1 redovisning är försenad: «Rapport» till Nämnden, som skulle ha lämnats senast 29 maj "
            "(räknat). Näst på tur, senast 30 september (räknat): «Rapport» till Nämnden.",
        ),
        (
            "2026-10-01",
            "2 redovisningar är försenade, äldst är «Rapport» till Nämnden, "
            "som skulle ha lämnats senast 29 maj (räknat).",
        ),
        ("2026-01-10", "Näst på tur, senast 29 maj (räknat): «Rapport» till Nämnden."),
        ("2027-06-01", "2026: 2 redovisningar enligt planen, inget rapporterat här."),
    ],
)
def test_the_page_opens_with_what_is_late_and_what_is_next(owing: Owing, today: str, sentence: str) -> None:
    assert lead(seen(owing(periodicity="tertial"), today)) == sentence


def test_the_plans_own_day_is_not_called_reckoned(owing: Owing) -> None:
    assert lead(seen(owing(due="2026-05-28", recipient=""), "2026-05-01")) == (
        "Näst på tur, senast 28 maj: «Rapport»."
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["2026-05", "2026-09"], "2026: 2 redovisningar enligt planen, alla lämnade."),
        (["2026-05"], "1 redovisning är försenad: «Rapport» till Nämnden, som skulle ha lämnats senast "
         "30 september (räknat)."),
    ],
)  # fmt: skip
def test_a_year_that_is_over_is_summed_up(owing: Owing, given: list[str], sentence: str) -> None:
    schedule = owing(last="2027-12-31", periodicity="tertial")
    delivered = dict.fromkeys(given, GIVEN)
    assert lead(seen(schedule, "2027-01-05", 2026, delivered)) == sentence


@pytest.mark.parametrize(
    ("today", "ending"),
    [
        ("2027-01-05", "2 redovisningar från tidigare år är också försenade."),
        ("2028-01-05", "En redovisning från tidigare år är också försenad."),
    ],
)
def test_what_is_late_since_earlier_years_is_not_forgotten(owing: Owing, today: str, ending: str) -> None:
    schedule = owing(last="2028-12-31", periodicity="tertial")
    year = int(today[:4])
    every = {each.due_code: GIVEN for each in schedule.occasions if each.due.year == 2027}
    delivered = every if year == 2027 else {**every, "2026-05": GIVEN}
    assert ending in lead(seen(schedule, today, year, delivered))


@pytest.mark.parametrize(
    ("said", "year", "sentence"),
    [
        ({}, 2026, "Planen anger ingen tid 2026; 1 redovisning utan tid står längst ned."),
        ({"due": "2027-03"}, 2026, "Planen anger ingen redovisning 2026."),
    ],
)
def test_a_year_without_any_time_says_so(
    owing: Owing, said: dict[str, str], year: int, sentence: str
) -> None:
    assert lead(seen(owing(**said), "2026-06-01", year)) == sentence


@pytest.mark.parametrize(
    ("today", "given", "words"),
    [
        ("2026-06-01", None, "4 dagar efter"),
        ("2026-05-29", None, "1 dag efter"),
        ("2026-05-28", None, "i dag"),
        ("2026-05-27", None, "om 1 dag"),
        ("2026-01-01", None, ""),
        ("2026-06-01", GIVEN, "27 maj"),
        ("2026-06-01", Delivery(1, date(2026, 6, 1), "", "Chef"), "1 juni, 4 dagar efter"),
    ],
)
def test_the_state_is_told_with_its_days(
    owing: Owing, today: str, given: Delivery | None, words: str
) -> None:
    view = seen(owing(due="2026-05-28"), today, 2026, {"2026-05-28": given} if given else {})
    assert state_words(view.lines[0], view.today) == words


@pytest.mark.parametrize(("note", "words"), [("§ 45", "Controller: § 45"), ("", "Controller")])
def test_who_tells_of_a_given_account_and_where_it_is(owing: Owing, note: str, words: str) -> None:
    given = Delivery(1, date(2027, 1, 4), note, "Controller")
    (line,) = seen(owing(due="2026-12"), "2027-01-05", 2026, {"2026-12": given}).lines
    assert delivery_words(line) == words
    assert state_words(line, TODAY) == "4 januari 2027, 5 dagar efter"


def test_a_long_title_is_cut_at_a_word() -> None:
    told = short(
        "Årlig redovisning för hur man arbetar för att korta tiden mellan att någon upplever behov av stöd."
    )
    assert told == "Årlig redovisning för hur man arbetar för att korta tiden mellan att någon upplever…"
    assert short("Avskrivningar.") == "Avskrivningar"


def test_counts_bend_with_the_number() -> None:
    counts = {State.LATE: 2, State.DELIVERED: 1, State.COMING: 3}
    assert counts_words(counts) == "2 försenade, 1 lämnad i tid, 3 kommer"


def test_the_years_are_those_of_the_plan_and_of_what_it_owes(owing: Owing) -> None:
    schedule = owing(first="2017-01-01", last="2017-12-31", due="2019-03")
    every = every_line([schedule], {}, date(2026, 1, 1))
    assert years([schedule], every) == (2019, 2017)
    assert years([], ()) == ()


@pytest.mark.parametrize(
    ("asked", "year", "shown"),
    [("2017", 2026, 2017), (None, 2018, 2018), (None, 2026, 2018), ("2030", 2017, 2017), ("²", 2016, 2017)],
)
def test_the_year_asked_for_is_shown_else_the_nearest(asked: str | None, year: int, shown: int) -> None:
    assert year_for((2018, 2017), asked, year) == shown
