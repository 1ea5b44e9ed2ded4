"""What is said of a plan's undertakings, as a reader reads it."""

from datetime import date
from typing import Any

import pytest
from undertakings import activity, content, word

from metrics.plan.activity_words import (
    STANDING,
    STANDING_MARKS,
    lead_sentence,
    needing_report,
    shortened,
    span_words,
    state_note,
    timeline_sentence,
    undated_sentence,
)
from metrics.plan.undertakings import Standing, Undertaking, undertakings_of
from metrics.signal_words import ASSURANCE_MARKS, VARIATION_MARKS
from metrics.theme import STATUS_MARKS, Mark
from metrics.year_wheel.states import State
from metrics.year_wheel.words import MARKS

TODAY = date(2026, 11, 15)


def lines(*rows: dict[str, Any], told: list[dict[str, Any]] | None = None) -> tuple[Undertaking, ...]:
    return undertakings_of(content(TODAY, activities=rows, progress=told or []))


def test_the_lead_says_how_many_which_are_late_and_what_nobody_has_told() -> None:
    every = lines(
        activity(1, "Utbilda alla", ends="2026-09-30"),
        activity(2, "Ny e-tjänst", kind="investment", status="late", ends="2026-10-31"),
        activity(3, "Rekrytera", kind="project"),
        activity(4, "Förr", ends="2026-03-31"),
        told=[word("2026-08-01", activity_id=1)],
    )
    assert lead_sentence(every) == (
        "Planen har 4 åtaganden: 2 aktiviteter, 1 investering och 1 projekt. "
        "2 är försenade: «Utbilda alla» (slut 30 september 2026) och «Ny e-tjänst» (slut 31 oktober 2026). "
        "Ingen har rapporterat om «Ny e-tjänst», «Förr» och «Rekrytera»: "
        "1 har passerat sitt slutdatum, för 1 visas vad planen själv säger."
    )


LEADS: list[tuple[list[dict[str, Any]], date | None, str]] = [
    ([], None, "Planen har inga aktiviteter, projekt eller investeringar."),
    ([activity(1, "A")], None, "Planen har 1 aktivitet. Inget läge har rapporterats."),
    (
        [activity(1, "A", kind="project", status="ongoing"), activity(2, "B", kind="project")],
        date(2020, 12, 31),
        "Planen har 2 projekt. Planens tid är över; den gällde till och med den 31 december 2020. "
        "Inget läge har rapporterats här: för 1 visas vad planen själv säger.",
    ),
    (
        [activity(number, f"N{number}", status="late") for number in range(1, 6)],
        None,
        "Planen har 5 aktiviteter. 5 är försenade: «N1», «N2», «N3» och 2 till. "
        "Inget läge har rapporterats: för 5 visas vad planen själv säger.",
    ),
]


@pytest.mark.parametrize(("rows", "ended_on", "sentence"), LEADS)
def test_the_lead_of_a_plan(rows: list[dict[str, Any]], ended_on: date | None, sentence: str) -> None:
    assert lead_sentence(lines(*rows), ended_on) == sentence


NOTES = [
    ({"status": "ongoing", "ends": "2026-12-31"}, [], "enligt planen"),
    ({"status": "late"}, [], "enligt planen"),
    ({"status": "ongoing", "ends": "2026-06-30"}, [], "planen säger «pågår»"),
    ({"status": ""}, [], ""),
    ({"status": "ongoing"}, [word("2026-02-01", activity_id=1)], ""),
]


@pytest.mark.parametrize(("changes", "told", "note"), NOTES)
def test_a_state_that_only_the_plan_tells_is_said_to_be_so(
    changes: dict[str, Any], told: list[dict[str, Any]], note: str
) -> None:
    (line,) = lines(activity(1, "A", **changes), told=told)
    assert state_note(line) == note


SPANS = [
    ("2026-01-15", "2026-09-30", "2026-01-15 – 2026-09-30"),
    (None, "2026-09-30", "till 2026-09-30"),
    ("2026-01-15", None, "från 2026-01-15"),
    (None, None, ""),
]


@pytest.mark.parametrize(("starts", "ends", "words"), SPANS)
def test_when_something_is_done(starts: str | None, ends: str | None, words: str) -> None:
    (line,) = lines(activity(1, "A", starts=starts, ends=ends))
    assert span_words(line) == words


def test_many_without_a_report_are_counted_and_not_named() -> None:
    rows = [activity(number, f"N{number}") for number in range(1, 6)]
    said = lead_sentence(lines(*rows, told=[word("2026-08-01", activity_id=1)]))
    assert said.endswith("4 saknar rapport.")


def test_what_needs_a_report_stands_first() -> None:
    every = lines(
        activity(1, "Allt väl", status="ongoing"),
        activity(2, "Sen", ends="2026-03-31"),
        activity(3, "Tyst"),
        activity(4, "Förr", ends="2026-03-31"),
        told=[word("2026-08-01", activity_id=1), word("2026-02-01", activity_id=2)],
    )
    assert [line.title for line in needing_report(every)] == ["Sen", "Förr", "Tyst"]


AFTER = date(2027, 2, 1)


@pytest.mark.parametrize(
    ("told", "standing", "words"),
    [
        ([], Standing.UNFOLLOWED, "inget rapporterat här"),
        ([word("2026-08-01", activity_id=2)], Standing.OVERDUE, "slutdatum passerat, inget rapporterat"),
    ],
)
def test_of_an_ended_plan_that_nobody_follows_here_no_more_is_said_than_that(
    told: list[dict[str, Any]], standing: Standing, words: str
) -> None:
    rows = [activity(1, "A", ends="2026-03-31", status="ongoing"), activity(2, "B")]
    every = undertakings_of(content(AFTER, activities=rows, progress=told))
    line = next(each for each in every if each.id == 1)
    assert (line.standing, STANDING[line.standing]) == (standing, words)
    assert state_note(line) == "planen säger «pågår»"
    assert ("har passerat sitt slutdatum" in lead_sentence(every, date(2026, 12, 31))) == bool(told)


def test_what_the_timeline_leaves_out_is_said() -> None:
    dated, undated = activity(1, "A", ends="2026-12-31"), activity(2, "B")
    assert undated_sentence(lines(dated)) == ""
    assert undated_sentence(lines(dated, undated)) == (
        "1 aktivitet saknar datum i planen och står bara i tabellen."
    )
    assert undated_sentence(lines(undated, activity(3, "C", kind="project"))) == (
        "Planen ger inga start- eller slutdatum för 1 aktivitet och 1 projekt, "
        "så det finns ingen tidslinje att rita."
    )


def test_the_timeline_says_what_it_shows() -> None:
    every = lines(
        activity(1, "A", starts="2026-01-01", ends="2026-06-30", status="done"),
        activity(2, "B", ends="2026-12-31"),
        activity(3, "C"),
        activity(4, "D", starts="2026-02-01", ends="2026-06-30", status="late"),
        activity(5, "E", starts="2026-02-01", ends="2026-06-30", status="late"),
    )
    assert timeline_sentence(every, TODAY) == (
        "Tidslinje från 1 januari 2026 till 31 december 2026, läget den 15 november 2026: "
        "2 försenade; 1 inget rapporterat; 1 klar."
    )


CUTS = [
    ("Kort", 10, "Kort"),
    ("Precis tio", 10, "Precis tio"),
    ("Uppföljning av insatser", 16, "Uppföljning av…"),
    ("Verksamhetsuppföljningen", 12, "Verksamhets…"),
]


@pytest.mark.parametrize(("text", "longest", "shown"), CUTS)
def test_a_long_name_is_cut_between_words_where_it_can_be(text: str, longest: int, shown: str) -> None:
    assert shortened(text, longest) == shown
    assert len(shown) <= longest


@pytest.mark.parametrize("marks", [STANDING_MARKS, MARKS])
def test_no_symbol_has_another_meaning_on_the_same_tree(marks: dict[Any, Mark]) -> None:
    figures = {*STATUS_MARKS.values(), *VARIATION_MARKS.values(), *ASSURANCE_MARKS.values()}
    shared = {mark.symbol for mark in marks.values()} & {mark.symbol for mark in figures}
    assert shared == {"✓"}


def test_what_stands_alike_is_marked_alike() -> None:
    assert STANDING_MARKS[Standing.LATE] == MARKS[State.LATE]
    assert STANDING_MARKS[Standing.DONE] == MARKS[State.DELIVERED]
    assert STANDING_MARKS[Standing.UNKNOWN] == MARKS[State.UNREPORTED]
    apart = {*STANDING_MARKS.values()} & {*MARKS.values()}
    assert len(apart) == 3


def test_every_state_has_a_word_and_a_symbol_of_its_own() -> None:
    assert len(set(STANDING.values())) == len(STANDING)
    assert len({mark.symbol for mark in STANDING_MARKS.values()}) == len(STANDING) == len(STANDING_MARKS)
