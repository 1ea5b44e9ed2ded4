"""Decisions as lines: whose they are, how far they have come, and when it is time to come back to them."""

from datetime import date

import pandas as pd
import pytest
from drawn import drawn_office, figures

from metrics.happenings import with_decisions
from metrics.periods import Period
from metrics.receipts.decision_lines import concerning, decision_lines
from metrics.receipts.receipt import Hindrance, Verdict
from metrics.vocabulary import Direction

TREE = "id | parent_id\n1 |\n2 | 1\n3 | 1\n4 | 2"
"""1 is the whole; 2 and 3 lie below it, and 4 below 2."""
INDICATORS = "id | name\n1 | Sjukfrånvaro\n2 | Orosanmälningar"
OCTOBER, TODAY = Period.parse("2026-10"), date(2026, 11, 28)
NO_FIGURES = figures("unit_id | indicator_id | period | value | state")


def decided(*rows):
    """Decisions as the query gives them; what a row leaves out is one of unit 1 on indicator 1."""
    usual = {
        "unit_id": 1,
        "indicator_id": 1,
        "meeting_id": None,
        "text": "Vi gör det",
        "responsible": "Enhetschef",
        "starts_on": "2026-03-01",
        "expected": "up",
        "follow_up_on": None,
        "role": "Verksamhetschef",
    }
    frame = pd.DataFrame([{**usual, "id": number, **row} for number, row in enumerate(rows, start=1)])
    days = {name: pd.to_datetime(frame[name]) for name in ("starts_on", "follow_up_on")}
    return frame.assign(**days).astype({"indicator_id": "Int64", "meeting_id": "Int64"})


def told(*rows):
    """Words of progress: decision, revision, status."""
    return pd.DataFrame(
        {
            "activity_id": pd.array([None] * len(rows), dtype="Int64"),
            "objective_id": pd.array([None] * len(rows), dtype="Int64"),
            "decision_id": pd.array([row[0] for row in rows], dtype="Int64"),
            "revision": [row[1] for row in rows],
            "told_on": pd.to_datetime(["2026-05-01"] * len(rows)),
            "status": [row[2] for row in rows],
            "note": ["Två av tre är klara."] * len(rows),
            "role": ["Enhetschef"] * len(rows),
        }
    )


def lines(*rows, progress=None, known=None, today=TODAY):
    office = drawn_office(INDICATORS, units=TREE)
    frames = {1: NO_FIGURES} if known is None else known
    progress = told() if progress is None else progress
    return decision_lines(office, decided(*rows), progress, frames, chosen=OCTOBER, today=today)


def test_the_newest_decision_comes_first():
    starts = [{"starts_on": "2026-01-01"}, {"starts_on": "2026-09-01"}, {"starts_on": "2026-03-01"}]
    assert [line.id for line in lines(*starts)] == [2, 3, 1]


def test_a_line_says_what_who_when_and_which_way():
    (line,) = lines({"unit_id": 4, "meeting_id": 7, "follow_up_on": "2026-12-01"}, known={4: NO_FIGURES})
    assert (line.text, line.responsible, line.unit_id) == ("Vi gör det", "Enhetschef", 4)
    assert (line.indicator_id, line.indicator, line.meeting_id) == (1, "Sjukfrånvaro", 7)
    assert (line.starts_on, line.follow_up_on) == (date(2026, 3, 1), date(2026, 12, 1))
    assert (line.expected, line.status, line.revision) == (Direction.UP, "", 0)


def test_a_decision_on_no_indicator_has_no_receipt():
    (line,) = lines({"indicator_id": None, "expected": "none"})
    assert (line.indicator_id, line.indicator, line.receipt, line.receipt_words) == (None, "", None, "")


def test_a_decision_on_an_indicator_that_is_gone_is_left_out():
    assert lines({"indicator_id": 99}) == ()


def test_without_figures_the_receipt_says_that_too_little_is_known():
    (line,) = lines({})
    assert line.receipt.hindrance == Hindrance.FEW_BEFORE
    assert line.receipt_words.startswith("Går inte att bedöma")


def test_the_receipt_is_that_of_the_unit_that_decided():
    steady = [12, 9, 11, 8, 10, 12, 9, 13, 8, 11, 9, 10, 12, 8]
    first = Period.parse("2025-01")
    drawn = [
        (4, first.shifted(at).code, value)
        for at, value in enumerate([*steady, 16, 17, 16, 18, 16, 17, 16, 18])
    ]
    rows = "\n".join(f"{unit} | 1 | {code} | {value} | final" for unit, code, value in drawn)
    known = {4: figures(f"unit_id | indicator_id | period | value | state\n{rows}"), 3: NO_FIGURES}
    here, there = lines({"unit_id": 4}, {"unit_id": 3}, known=known)[::-1]
    assert (here.receipt.verdict, here.receipt.known) == (Verdict.RIGHT_WAY, 8)
    assert there.receipt.verdict == Verdict.CANNOT


@pytest.mark.parametrize(
    ("follow_up_on", "status", "is_due"),
    [
        (None, "", False),
        ("2026-11-28", "", True),
        ("2026-11-29", "", False),
        ("2026-11-01", "ongoing", True),
        ("2026-11-01", "done", False),
        ("2026-11-01", "stopped", False),
    ],
)
def test_a_decision_is_due_from_its_day_on_until_something_says_that_it_is_over(follow_up_on, status, is_due):
    progress = told((1, 1, status)) if status else None
    (line,) = lines({"follow_up_on": follow_up_on}, progress=progress)
    assert line.is_due is is_due


def test_the_word_told_last_is_in_force():
    (line,) = lines({}, progress=told((1, 1, "not_started"), (1, 2, "ongoing")))
    assert (line.status, line.revision, line.told_on) == ("ongoing", 2, date(2026, 5, 1))
    assert (line.note, line.told_by) == ("Två av tre är klara.", "Enhetschef")


@pytest.mark.parametrize(
    ("unit", "decided_by", "concerns"),
    [(2, 2, True), (2, 1, True), (2, 4, True), (2, 3, False), (4, 1, True), (3, 4, False)],
)
def test_a_decision_concerns_those_above_and_below_the_unit_that_made_it(unit, decided_by, concerns):
    office = drawn_office(INDICATORS, units=TREE)
    every = lines({"unit_id": decided_by}, known={decided_by: NO_FIGURES})
    assert bool(concerning(every, office, unit, 1)) is concerns
    assert concerning(every, office, unit, 2) == ()


def test_a_decision_stands_among_the_marks_in_order_of_time():
    marks = pd.DataFrame(
        {
            "on": pd.to_datetime(["2026-01-05", "2026-06-01"]),
            "text": ["Flytt", "Ny chef"],
            "kind": ["event", "event"],
        }
    )
    both = with_decisions(marks, lines({}))
    assert both["text"].tolist() == ["Flytt", "Åtgärd: Vi gör det", "Ny chef"]
    assert both["kind"].tolist() == ["event", "decision", "event"]
    assert with_decisions(marks.head(0), lines({}))["text"].tolist() == ["Åtgärd: Vi gör det"]
    assert with_decisions(marks, ()) is marks
