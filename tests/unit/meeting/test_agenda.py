"""What has changed since the last meeting: signals and statuses held against those of then."""

from dataclasses import replace
from datetime import date

import pytest

from metrics.meeting.agenda import Turned, lasting, turns
from metrics.meeting.sitting import Comparison, Meeting, Sitting, comparison, period_seen
from metrics.meeting.tables import changed_table
from metrics.meeting.words import changed_sentence, compared_sentence
from metrics.periods import Period

ON, NEAR, OFF, NO_TARGET, NO_VALUE = "on_target", "near_target", "off_target", "no_target", "no_value"
CALM, BETTER, WORSE, OTHER, FEW = (
    *("common cause", "improvement", "concern", "change"),
    "too few points",
)
SEPTEMBER = Comparison(Period.parse("2026-09"), None)
OCTOBER_THEN = Comparison(Period.parse("2026-10"), date(2026, 11, 12))


@pytest.mark.parametrize(
    ("then", "now", "way"),
    [
        # (status, signal) then and now
        ((ON, CALM), (ON, CALM), None),
        ((ON, CALM), (OFF, CALM), Turned.WORSE),
        ((ON, CALM), (NEAR, CALM), Turned.WORSE),
        ((OFF, CALM), (NEAR, CALM), Turned.BETTER),
        ((OFF, CALM), (ON, CALM), Turned.BETTER),
        ((ON, CALM), (ON, WORSE), Turned.WORSE),
        ((ON, FEW), (ON, BETTER), Turned.BETTER),
        ((ON, CALM), (ON, OTHER), Turned.CHANGED),
        ((ON, BETTER), (ON, WORSE), Turned.WORSE),  # another signal is a new one
        ((ON, WORSE), (ON, WORSE), None),  # the same still stands
        ((ON, WORSE), (ON, CALM), None),  # a signal that is gone is no signal
        ((OFF, CALM), (ON, WORSE), Turned.WORSE),  # both ways: the worse is talked of
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
    assert changed_sentence([], now, OCTOBER_THEN) == (
        "Ingen av 3 indikatorer har ny signal eller nytt läge mot målet sedan förra mötet."
    )
    assert changed_sentence([], now, SEPTEMBER).startswith("Ingen av 3 indikatorer har ny signal")
    unknown = [row(1, NO_VALUE, FEW), row(2, NO_VALUE, FEW)]
    assert changed_sentence([], unknown, SEPTEMBER) == "Ingen av 2 indikatorer har mätvärde för perioden."
    assert changed_sentence([], [], SEPTEMBER) == "Det finns varken mätvärden eller mål för perioden."


def test_the_table_says_from_what_to_what_and_the_signal(row):
    (line,) = changed_table(turns([row(1, OFF, WORSE)], [row(1, NEAR)]), SEPTEMBER).lines
    assert line.cells == (
        "Mått 1",
        "▲ Ny signal: försämring. Nära målet → når inte målet",
        "6,2 %, okt 2026",
        "högst 5,7 %",
        "✕ Når inte målet",
    )
    assert (line.code, line.tone) == ("matt-1", "worse")


@pytest.mark.parametrize(
    ("against", "caption"),
    [(OCTOBER_THEN, "Ändrat sedan förra mötet"), (SEPTEMBER, "Ändrat sedan september 2026")],
)
def test_the_table_is_called_by_what_is_compared_with(row, against, caption):
    assert changed_table(turns([row(1, OFF)], [row(1)]), against).caption == caption


def test_a_row_says_what_its_figure_and_its_target_come_to(row):
    made = replace(
        row(1, "off_target"), note="preliminärt", target_text="0 för året", target_note="hittills i år 1"
    )
    (line,) = changed_table(turns([made], [row(1)]), SEPTEMBER).lines
    assert line.cells[2:4] == ("6,2 %, okt 2026, preliminärt", "0 för året; hittills i år 1")


def test_a_meeting_of_before_there_were_figures_is_compared_with_the_period_before_as_it_is_now():
    last = Meeting(1, date(2026, 9, 10), "Socialchef", "", "Controller")
    against = comparison(Period.parse("2026-10"), last, None)
    assert compared_sentence(Sitting(None, last, None, date(2026, 11, 28), is_earlier=False), against) == (
        "Förra mötet hölls den 10 september 2026, innan det fanns några siffror här. "
        "Jämförs med perioden före, september 2026, som den ser ut nu."
    )


@pytest.mark.parametrize(
    ("chosen", "last", "opened", "expected"),
    [
        ("2026-10", None, None, ("2026-09", None)),  # no meeting: the period before
        ("2026-10", "2026-11-05", "2026-09", ("2026-09", "2026-11-05")),  # October's figures came later
        ("2026-11", "2026-11-05", "2026-09", ("2026-09", "2026-11-05")),  # no turn in October is skipped
        ("2026-10", "2026-11-12", "2026-10", ("2026-10", "2026-11-12")),  # about the same, as it looked then
        ("2026-10", "2026-05-20", "2026-04", ("2026-04", "2026-05-20")),  # no meetings were held all summer
        ("2026-05", "2026-10-29", "2026-09", ("2026-04", None)),  # an earlier period is looked at
        ("2026-01", "2026-01-15", "2025-12", ("2025-12", "2026-01-15")),
        ("2026-T2", "2026-06-10", "2026-05", ("2026-T1", "2026-06-10")),
        ("2026", "2026-03-01", "2026-01", ("2025", "2026-03-01")),
        ("2026-10", "2026-09-10", None, ("2026-09", None)),  # nothing was known then
    ],
)
def test_a_period_is_compared_with_what_the_last_meeting_saw(chosen, last, opened, expected):
    meeting = Meeting(1, date.fromisoformat(last), "", "", "Controller") if last else None
    found = comparison(Period.parse(chosen), meeting, Period.parse(opened) if opened else None)
    assert (found.period.code, found.as_of.isoformat() if found.as_of else None) == expected


@pytest.mark.parametrize(
    ("opened", "day", "like", "expected"),
    [
        ("2026-09", "2026-11-05", "2026-12", "2026-09"),  # what the pages opened on, whatever is chosen now
        ("2026-10", "2026-11-28", "2026-08", "2026-10"),
        ("2026-09", "2026-11-05", "2026-T3", "2026-T2"),
        ("2026-12", "2027-01-14", "2026-T3", "2026-T3"),
        ("2026-07", "2026-08-20", "2026", "2025"),
        ("2026", "2026-08-20", "2026", "2026"),  # an office that is followed by year
        ("2026", "2026-08-20", "2026-10", "2026-07"),
        (None, "2026-10-31", "2026-10", "2026-09"),  # the day that it ends it has not ended
    ],
)
def test_an_earlier_meeting_is_about_the_period_that_it_saw(opened, day, like, expected):
    seen = period_seen(
        Period.parse(opened) if opened else None, date.fromisoformat(day), Period.parse(like).periodicity
    )
    assert seen.code == expected
