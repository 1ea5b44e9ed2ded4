"""What an extract tells of a plan's risks and of a year of reporting, cell by cell."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from pages_read import plain
from undertakings import PLAN, activity, content, follow_up, objective

from metrics.documents.material import Material, RisksFollowed
from metrics.documents.model import Cell, Section
from metrics.documents.risks import risks_section
from metrics.documents.year_wheel import year_wheel_section
from metrics.periods import Period
from metrics.risks.register import RiskLine, Weighing, risk_lines
from metrics.vocabulary import Lens
from metrics.year_wheel.occasions import schedule
from metrics.year_wheel.owed_lines import owed_lines
from metrics.year_wheel.own_rhythm import OwnEntry
from metrics.year_wheel.states import deliveries_by_occasion, lines
from metrics.year_wheel.year_view import year_view

MAY = date(2026, 5, 15)
MATERIAL = Material("Provstad", "Kontoret", Period.parse("2026"), Lens.INTERN)
RISK = objective(11, kind="risk", number="1", title="Kön växer.", responsible="enhetschef")
GIVEN = {
    "id": 1,
    "follow_up_id": 1,
    "due": "2026-06-11",
    "delivered_on": pd.Timestamp("2026-06-15"),
    "note": "Protokoll § 5",
    "role": "Controller",
}
NEVER = "Planen säger inte när risken ska följas upp."
AFTER_APRIL = "Efter april."
DAY, MONTH = follow_up(1, "2026-06-11", 11), follow_up(2, "2026-12", 11)
UNTIMED = follow_up(3, "", 11, recipient="")


def weighing(day: int, likelihood: int, consequence: int) -> Weighing:
    on = datetime(2026, 4, day, tzinfo=UTC)
    return Weighing(on.date(), likelihood, consequence, "", "Controller", on)


def a_risk(today: date = MAY, follow_up_words: str = "", **frames: Any) -> RiskLine:
    """Return the plan's only risk, not weighed."""
    found = content(today, **{"objectives": [{**RISK, "follow_up": follow_up_words}], **frames})
    known = schedule(found.document, found.follow_ups, found.objectives)
    every = lines(known, deliveries_by_occasion(found.deliveries), today)
    (line,) = risk_lines(
        found, pd.DataFrame(columns=["objective_id", "revision"]), owed_lines([known], every)
    )
    return line


def told(*risks: RiskLine, is_over: bool = False) -> Section:
    return risks_section(replace(MATERIAL, risks=RisksFollowed("Provplan", MAY, is_over, risks)))


def cells(section: Section, *columns: str) -> list[list[Cell]]:
    """Return some columns of a section's only table, row by row."""
    (table,) = section.tables
    return [[row[table.headings.index(column)] for column in columns] for row in table.rows]


LEVEL = "Nivå, mot förra"


@pytest.mark.parametrize(
    ("weighings", "is_over", "figures", "level"),
    [
        ((), False, ["", "", ""], "inte bedömd"),
        ((), True, ["", "", ""], "dokumentet anger ingen bedömning"),
        ((weighing(1, 2, 4),), False, ["2", "4", "8"], "hög (första bedömningen)"),
        ((weighing(9, 3, 4), weighing(1, 2, 4)), False, ["3", "4", "12"], "mycket hög (↑ upp från 8)"),
    ],
)
def test_a_weighing_is_told_in_numbers_and_words(weighings, is_over, figures, level):
    section = told(replace(a_risk(), weighings=weighings), is_over=is_over)
    ((*numbers, words),) = cells(section, "Sannolikhet", "Konsekvens", "Riskvärde", LEVEL)
    assert [cell.text for cell in numbers] == figures
    assert [cell.number for cell in numbers] == [float(text) if text else None for text in figures]
    assert plain(words.text) == level


def test_the_greatest_risk_stands_first_and_the_unweighed_last():
    line = a_risk()
    known = [
        replace(line, label=label, weighings=told_of)
        for label, told_of in (("1", ()), ("2", (weighing(1, 1, 2),)), ("3", (weighing(1, 4, 4),)))
    ]
    assert [name.text[0] for (name,) in cells(told(*known), "Risk")] == ["3", "2", "1"]


def test_a_risk_has_its_actions_and_who_answers_for_it():
    every = [activity(1, "Kartlägg.", objective_id=11), activity(2, "Ring", objective_id=11, responsible="")]
    ((name, actions, responsible),) = cells(told(a_risk(activities=every)), "Risk", "Åtgärder", "Ansvarig")
    assert (name.text, responsible.text) == ("1: Kön växer.", "Enhetschef")
    assert actions.text == "□ inget rapporterat: Kartlägg (Enhetschef) · □ inget rapporterat: Ring"
    ((none,),) = cells(told(a_risk()), "Åtgärder")
    assert none.text == "Planen har inga åtgärder för risken."


@pytest.mark.parametrize(
    ("today", "owed", "words", "text", "day"),
    [
        (MAY, [], "", NEVER, None),
        (MAY, [], AFTER_APRIL, AFTER_APRIL, None),
        (MAY, [MONTH, DAY], AFTER_APRIL, "11 juni 2026", date(2026, 6, 11)),
        (MAY, [MONTH], AFTER_APRIL, "december 2026", None),
        (MAY, [UNTIMED], "", "Uppföljning 3 (ingen tid anges)", None),
        (
            date(2026, 6, 12),
            [DAY, MONTH],
            AFTER_APRIL,
            "! försenad: Uppföljning 1 (senast 11 juni 2026; 1 dag efter)",
            None,
        ),
    ],
    ids=["silent", "in words", "day", "month", "untimed", "late"],
)
def test_what_is_late_or_next_to_be_told_of_a_risk_is_said(today, owed, words, text, day):
    ((following,),) = cells(told(a_risk(today, words, follow_ups=owed)), "Nästa uppföljning")
    assert (following.text, following.day) == (text, day)


def a_year(today: date, owed: list[dict[str, Any]], given: list[dict[str, Any]], *own: OwnEntry) -> Section:
    """Return what an extract tells of 2026."""
    found = content(today, objectives=[RISK], follow_ups=owed, deliveries=given)
    known = schedule(found.document, found.follow_ups, found.objectives)
    every = lines(known, deliveries_by_occasion(found.deliveries), today)
    return year_wheel_section(replace(MATERIAL, year=year_view([known], every, own, 2026, today)))


def texts(section: Section) -> list[list[str]]:
    (table,) = section.tables
    return [[cell.text for cell in row] for row in table.rows]


def test_a_year_is_told_by_day_and_what_has_no_time_last():
    month = Period.parse("2026-11")
    own = (
        OwnEntry("siffror", "Siffror för november", "Fyll i", date(2026, 12, 30), month),
        OwnEntry("ekonomi", "Utfall för november", "Ekonomi", date(2026, 12, 30), month),
    )
    section = a_year(date(2026, 7, 1), [UNTIMED, MONTH, DAY], [GIVEN], *own)
    given = ["11 juni", "Uppföljning 1", "Socialnämnden", "◧ lämnad sent (15 juni, 4 dagar efter)"]
    assert texts(section) == [
        [*given, "Controller: Protokoll § 5", "Kön växer."],
        ["30 december", "Uppföljning 2", "Socialnämnden", "› kommer", "planen: månaden", "Kön växer."],
        ["30 december", "Siffror för november, Utfall för november", "", "", "", "Lägesbilds rytm"],
        ["ingen tid anges", "Uppföljning 3", "anges inte", "", "", "Kön växer."],
    ]
    assert [row[0].day for row in section.tables[0].rows] == [
        date(2026, 6, 11), date(2026, 12, 30), date(2026, 12, 30), None,
    ]  # fmt: skip


def test_a_year_says_which_plan_it_is_of_how_it_stands_and_what_its_words_mean():
    assert a_year(date(2026, 7, 1), [MONTH, DAY], [GIVEN]).paragraphs == (
        "Verksamhetsplan 2026. Läget den 1 juli 2026: 1 kommer, 1 lämnad sent.",
        "«Planen: månaden»: planen anger månaden; räknat till dess sista arbetsdag.",
    )
    assert a_year(MAY, [DAY], []).paragraphs == (
        "Verksamhetsplan 2026. Läget den 15 maj 2026: 1 inom 30 dagar.",
    )


def test_of_several_plans_each_row_says_which():
    found = content(MAY, objectives=[RISK], follow_ups=[DAY])
    known = schedule(found.document, found.follow_ups, found.objectives)
    other = replace(PLAN, id=2, code="program", title="Programmet")
    both = [known, schedule(other, found.follow_ups, found.objectives)]
    every = [line for each in both for line in lines(each, {}, MAY)]
    section = year_wheel_section(replace(MATERIAL, year=year_view(both, every, (), 2026, MAY)))
    assert [row[-1] for row in texts(section)] == [
        "Kön växer. (Verksamhetsplan 2026)",
        "Kön växer. (Programmet)",
    ]
    assert section.paragraphs[0].startswith("Verksamhetsplan 2026, Programmet. Läget")
