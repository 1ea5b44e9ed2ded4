"""The risks of a plan: what belongs to each, how they are ordered, and what is said of them."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from undertakings import activity, content, follow_up, objective

from metrics.risks.register import RiskLine, by_weight, owed_of, risk_lines
from metrics.risks.words import change_words, lead_sentence, weighing_words
from metrics.year_wheel.occasions import schedule
from metrics.year_wheel.owed_lines import owed_lines
from metrics.year_wheel.states import deliveries_by_occasion, lines

TODAY = date(2026, 5, 15)
CHAPTER = objective(1, kind="avsnitt", title="Internkontroll")
COLUMNS = "objective_id revision assessed_on likelihood consequence note role recorded_at".split()
BOARD = [follow_up(1, "2026-06", 1), follow_up(2, "2026-12", 1)]


def risk(in_store: int, **changes: Any) -> dict[str, Any]:
    usual = {"kind": "risk", "title": f"Fara {in_store}", "parent_id": 1, "number": str(in_store)}
    return objective(in_store, **{**usual, **changes})


def weighed(number: int, revision: int, likelihood: int, consequence: int) -> list[Any]:
    on = f"2026-0{revision}-10"
    told = [pd.Timestamp(on), likelihood, consequence, "", "Controller", pd.Timestamp(on, tz="UTC")]
    return [number, revision, *told]


def register(
    *weighings: list[Any], risks: int = 2, today: date = TODAY, **frames: Any
) -> tuple[RiskLine, ...]:
    objectives = [CHAPTER, *(risk(number) for number in range(11, 11 + risks))]
    found = content(today, **{"objectives": objectives, "follow_ups": BOARD, **frames})
    known = schedule(found.document, found.follow_ups, found.objectives)
    occasions = lines(known, deliveries_by_occasion(found.deliveries), today)
    told = pd.DataFrame(list(weighings), columns=COLUMNS)
    return risk_lines(found, told, owed_lines([known], occasions))


def test_a_plan_without_risks_says_so() -> None:
    found = register(risks=0)
    assert found == ()
    assert lead_sentence(found).startswith("Planen har inga risker.")


LEADS = [
    (
        [],
        2,
        "Planen har 2 risker, ingen av dem är bedömd ännu. Nästa uppföljning till Socialnämnden: juni 2026.",
    ),
    (
        [weighed(11, 1, 3, 4)],
        1,
        "Planen har 1 risk, bedömd. Störst är risk 11, «Fara 11», med riskvärde 12 (mycket hög). "
        "Nästa uppföljning till Socialnämnden: juni 2026.",
    ),
    (
        [weighed(11, 1, 2, 2), weighed(12, 1, 4, 1), weighed(13, 1, 1, 3)],
        4,
        "Planen har 4 risker, 3 är bedömda. Störst är risk 11 och risk 12, med riskvärde 4 (medel). "
        "Nästa uppföljning till Socialnämnden: juni 2026.",
    ),
]


@pytest.mark.parametrize(("weighings", "risks", "sentence"), LEADS)
def test_the_lead_of_a_plans_risks(weighings: list[list[Any]], risks: int, sentence: str) -> None:
    assert lead_sentence(register(*weighings, risks=risks)) == sentence


GIVEN = {
    "id": 1,
    "follow_up_id": 1,
    "due": "2026-06",
    "delivered_on": pd.Timestamp("2026-06-12"),
    "note": "",
    "role": "Controller",
}
MONTHLY = [follow_up(1, "", 1, periodicity="month")]
OWED = [
    (date(2026, 6, 30), [], "Nästa uppföljning till Socialnämnden: juni 2026."),
    (
        date(2026, 7, 1),
        [],
        "Uppföljningen i juni 2026 är försenad. Nästa uppföljning till Socialnämnden: december 2026.",
    ),
    (date(2026, 7, 1), [GIVEN], "Nästa uppföljning till Socialnämnden: december 2026."),
    (
        date(2027, 1, 1),
        [],
        "Uppföljningarna i juni 2026 och i december 2026 är inte noterade här som lämnade.",
    ),
    (
        date(2027, 1, 1),
        [GIVEN, {**GIVEN, "follow_up_id": 2, "due": "2026-12"}],
        "Alla uppföljningar med datum är lämnade.",
    ),
    (
        date(2027, 1, 1),
        [GIVEN],
        "Uppföljningen i december 2026 är försenad.",
    ),
]


@pytest.mark.parametrize(("today", "given", "ending"), OWED)
def test_what_is_late_and_next_to_be_told_of_the_risks_is_said(
    today: date, given: list[Any], ending: str
) -> None:
    found = register(today=today, deliveries=given)
    assert lead_sentence(found) == f"Planen har 2 risker, ingen av dem är bedömd ännu. {ending}"


def test_of_a_plan_whose_time_is_over_only_the_document_is_told() -> None:
    found = register(follow_ups=[])
    assert lead_sentence(found, is_over=True) == "Planen har 2 risker; dokumentet anger ingen bedömning."
    assert "dokumentet anger" not in lead_sentence(register(weighed(11, 1, 3, 4)), is_over=True)


def test_of_what_is_late_often_the_first_are_named() -> None:
    assert "Uppföljningarna i februari 2026, i mars 2026, i april 2026 och 2 till är försenade." in (
        lead_sentence(register(today=date(2026, 7, 1), follow_ups=MONTHLY))
    )


def test_a_thing_is_owed_once_although_several_risks_share_it() -> None:
    found = register()
    assert [len(line.owed) for line in found] == [2, 2]
    assert [each.follow_up_id for each in owed_of(found)] == [1, 2]


def test_what_is_owed_of_a_chapter_that_holds_other_things_is_not_owed_of_the_risks() -> None:
    beside = activity(1, "Arbetsmiljö", objective_id=1)
    assert [line.owed for line in register(activities=[beside])] == [(), ()]
    goal = objective(2, parent_id=1)
    mixed = [CHAPTER, risk(11), goal]
    (line,) = register(objectives=mixed, follow_ups=[*BOARD, follow_up(3, "2026-09-10", 11)])
    assert [each.follow_up_id for each in line.owed] == [3]


def test_a_risks_actions_are_its_own_activities() -> None:
    every = [activity(1, "Kartlägg", objective_id=11), activity(2, "Annat", objective_id=1)]
    first, second = register(activities=every)
    assert [each.title for each in first.actions] == ["Kartlägg"]
    assert second.actions == ()


def test_the_greatest_comes_first_and_what_is_not_weighed_is_left_out() -> None:
    found = register(weighed(11, 1, 1, 2), weighed(12, 1, 4, 4), weighed(14, 1, 1, 2), risks=4)
    assert [line.label for line in by_weight(found)] == ["12", "11", "14"]


MOVES = [
    ([(3, 4)], ""),
    ([(3, 4), (3, 4)], "→\u00a0oförändrad, 12"),
    ([(3, 4), (2, 3)], "↓\u00a0ned från 12"),
    ([(2, 3), (3, 4)], "↑\u00a0upp från 6"),
    ([(4, 4), (3, 2), (2, 3)], "→\u00a0oförändrad, 6"),
]


@pytest.mark.parametrize(("steps", "words"), MOVES)
def test_how_a_risk_has_moved_is_said_against_the_weighing_before(
    steps: list[tuple[int, int]], words: str
) -> None:
    told = [weighed(11, number, *each) for number, each in enumerate(steps, start=1)]
    (line,) = register(*reversed(told), risks=1)
    assert change_words(line) == words
    assert line.revision == len(steps)


def test_a_weighing_is_said_with_its_words() -> None:
    (line,) = register(weighed(11, 1, 2, 4), risks=1)
    assert line.latest is not None
    assert (
        weighing_words(line.latest) == "sannolikhet 2 (mindre sannolik) × konsekvens 4 (allvarlig) = 8, hög"
    )


def test_a_risk_without_a_number_is_called_by_its_place() -> None:
    found = register(objectives=[CHAPTER, risk(11, number=""), risk(12, number="R7")])
    assert [line.label for line in found] == ["1", "R7"]
