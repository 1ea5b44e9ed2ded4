"""What has changed since the last meeting: signals and statuses held against those of then."""

from datetime import date

import pytest

from metrics.meeting.agenda import Way, lasting, turns
from metrics.meeting.sitting import compared_period, period_on
from metrics.meeting.tables import changed_table
from metrics.meeting.words import changed_sentence
from metrics.periods import Period

ON, NEAR, OFF, NO_TARGET, NO_VALUE = "on_target", "near_target", "off_target", "no_target", "no_value"
CALM, BETTER, WORSE, OTHER, FEW = (
    *("common cause", "improvement", "concern", "change"),
    "too few points",
)
SEPTEMBER = Period.parse("2026-09")


@pytest.mark.parametrize(
    ("then", "now", "way"),
    [
        # (status, signal) then and now
        ((ON, CALM), (ON, CALM), None),
        ((ON, CALM), (OFF, CALM), Way.WORSE),
        ((ON, CALM), (NEAR, CALM), Way.WORSE),
        ((OFF, CALM), (NEAR, CALM), Way.BETTER),
        ((OFF, CALM), (ON, CALM), Way.BETTER),
        ((ON, CALM), (ON, WORSE), Way.WORSE),
        ((ON, FEW), (ON, BETTER), Way.BETTER),
        ((ON, CALM), (ON, OTHER), Way.CHANGED),
        ((ON, BETTER), (ON, WORSE), Way.WORSE),  # another signal is a new one
        ((ON, WORSE), (ON, WORSE), None),  # the same still stands
        ((ON, WORSE), (ON, CALM), None),  # a signal that is gone is no signal
        ((OFF, CALM), (ON, WORSE), Way.WORSE),  # both ways: the worse is talked of
        ((NO_TARGET, CALM), (OFF, CALM), None),  # a new target is no change of the figure
        ((ON, CALM), (NO_VALUE, FEW), None),  # a missing figure is late, not changed
        ((NO_VALUE, FEW), (OFF, CALM), None),
    ],
)
def test_an_indicator_has_changed_when_its_signal_is_new_or_its_status_another(row, then, now, way):
    found = turns([row(1, *now)], [row(1, *then)])
    assert [turn.way for turn in found] == ([way] if way else [])


def test_an_indicator_that_was_not_there_then_is_new_by_its_signal_alone(row):
    found = turns([row(1, OFF, CALM), row(2, OFF, WORSE)], [])
    assert [(turn.row.subject.id, turn.stood, turn.moved) for turn in found] == [(2, None, False)]


def test_what_has_become_worse_is_gone_through_first(row):
    now = [row(1, ON), row(2, ON, OTHER), row(3, OFF), row(4, NEAR)]
    then = [row(1, OFF), row(2, ON), row(3, ON), row(4, ON)]
    assert [turn.row.subject.id for turn in turns(now, then)] == [3, 4, 2, 1]


def test_signals_that_stood_already_are_counted_apart(row):
    now = [row(1, ON, WORSE), row(2, ON, WORSE), row(3, ON, CALM)]
    then = [row(1, ON, WORSE), row(2, ON, BETTER), row(3, ON, CALM)]
    assert lasting(now, then) == 1


def test_the_sentence_counts_and_says_which_way(row):
    now, then = [row(1, OFF), row(2, ON, BETTER), row(3, ON)], [row(1, ON), row(2, ON), row(3, ON)]
    assert changed_sentence(turns(now, then), now, SEPTEMBER) == (
        "2 av 3 indikatorer har ny signal eller nytt läge mot målet sedan september 2026: "
        "1 till det sämre och 1 till det bättre."
    )
    assert changed_sentence([], now, SEPTEMBER).startswith("Ingen av 3 indikatorer har ny signal")
    unknown = [row(1, NO_VALUE, FEW), row(2, NO_VALUE, FEW)]
    assert changed_sentence([], unknown, SEPTEMBER) == "Ingen av 2 indikatorer har mätvärde för perioden."
    assert changed_sentence([], [], SEPTEMBER) == "Det finns varken mätvärden eller mål för perioden."


def test_the_table_says_from_what_to_what_and_the_signal(row):
    (line,) = changed_table(turns([row(1, OFF, WORSE)], [row(1, NEAR)])).lines
    assert line.cells == (
        "Mått 1",
        "▲ Ny signal: försämring. Nära målet → når inte målet",
        "6,2 %, okt 2026",
        "högst 5,7 %",
        "✕ Når inte målet",
    )
    assert (line.code, line.tone) == ("matt-1", "worse")


@pytest.mark.parametrize(
    ("chosen", "last", "expected"),
    [
        ("2026-10", None, "2026-09"),  # no meeting: the period before
        ("2026-10", "2026-10-29", "2026-09"),
        ("2026-10", "2026-09-30", "2026-08"),  # September had not ended
        ("2026-10", "2026-10-01", "2026-09"),
        ("2026-10", "2026-05-20", "2026-04"),  # meetings were not held all summer
        ("2026-10", "2026-11-12", "2026-09"),  # that meeting was about October too
        ("2026-05", "2026-10-29", "2026-04"),  # an earlier period is looked at
        ("2026-01", "2026-01-15", "2025-12"),
        ("2026-T2", "2026-06-10", "2026-T1"),
        ("2026", "2026-03-01", "2025"),
    ],
)
def test_the_period_is_compared_with_the_latest_one_at_the_last_meeting(chosen, last, expected):
    held_on = date.fromisoformat(last) if last else None
    assert compared_period(Period.parse(chosen), held_on).code == expected


@pytest.mark.parametrize(
    ("chosen", "day", "expected"),
    [
        ("2026-10", "2026-11-28", "2026-10"),
        ("2026-10", "2026-10-29", "2026-09"),
        ("2026-10", "2026-10-31", "2026-09"),  # the day that it ends it has not ended
        ("2026-T2", "2026-08-20", "2026-T1"),
        ("2026", "2026-08-20", "2025"),
    ],
)
def test_an_earlier_meeting_is_about_a_period_that_had_ended(chosen, day, expected):
    assert period_on(Period.parse(chosen), date.fromisoformat(day)).code == expected
