"""What threatens the year, and in which order it is gone through."""

from datetime import UTC, date, datetime

import pytest

from metrics.meeting.tables import risks_table, threats_table
from metrics.meeting.threats import greatest_risks, threats
from metrics.meeting.words import threats_sentence
from metrics.periods import Period
from metrics.risks.register import RiskLine, Weighing

OCTOBER = Period.parse("2026-10")


@pytest.mark.parametrize(
    ("status", "word", "threatens", "of_year"),
    [
        ("off_target", None, True, False),
        ("off_target", "likely", True, False),  # off now, but the year will do
        ("on_target", "unlikely", True, True),  # on now, but the year will not
        ("near_target", "very_unlikely", True, True),
        ("near_target", "uncertain", False, False),
        ("on_target", None, False, False),
        ("no_value", None, False, False),
    ],
)
def test_a_target_is_threatened_by_an_unlikely_year_or_by_being_missed_now(
    row, status, word, threatens, of_year
):
    found = threats([row(1, status, word=word, percent=10)])
    assert [threat.of_year for threat in found] == ([of_year] if threatens else [])


@pytest.mark.parametrize(
    ("direction", "spark", "worse"),
    [
        ("down", (5.0, 6.0), True),
        ("down", (6.0, 5.0), False),
        ("up", (6.0, 5.0), True),
        ("up", (5.0, 5.0), False),
        ("none", (5.0, 6.0), False),
        ("down", (None, 6.0), False),
        ("down", (6.0,), False),
        ("down", (6.11, 6.14), False),  # both are shown as 6,1
        ("up", (6.15, 6.14), True),  # 6,2 and 6,1
        ("down", (), False),
    ],
)
def test_a_figure_went_the_wrong_way_by_its_own_direction(row, direction, spark, worse):
    (found,) = threats([row(1, "off_target", spark=spark, direction=direction)])
    assert found.worse == worse


def test_unlikely_years_come_first_and_what_becomes_worse_before_the_rest(row):
    made = [
        row(1, "off_target"),
        row(2, "off_target", spark=(5.0, 6.0)),
        row(3, "off_target", "concern"),
        row(4, "on_target", word="unlikely", percent=20),
        row(5, "off_target", word="unlikely", percent=20),
        row(6, "off_target", word="very_unlikely", percent=0),
    ]
    assert [threat.row.subject.id for threat in threats(made)] == [6, 5, 4, 3, 2, 1]


def test_the_sentence_tells_the_year_from_the_period(row):
    made = [row(1, "off_target", word="unlikely", percent=20), row(2, "off_target"), row(3)]
    assert threats_sentence(threats(made), made, OCTOBER) == (
        "1 mål för året nås sannolikt inte och 1 till nås inte i sin senaste period."
    )
    assert threats_sentence(threats(made[1:]), made, OCTOBER) == "1 mål nås inte i sin senaste period."
    assert threats_sentence((), made, OCTOBER).startswith("Inget mål missas, och")


def test_where_nothing_is_judged_nothing_is_called_safe(row):
    assert threats_sentence((), [row(1, "no_value"), row(2, "no_target")], OCTOBER) == (
        "Inget mål kan bedömas i oktober 2026: mätvärden eller mål saknas."
    )
    assert threats_sentence((), [], OCTOBER) == "Det finns varken mätvärden eller mål för perioden."


def test_the_table_says_what_threatens(row):
    made = [row(1, "off_target", word="unlikely", percent=20, spark=(5.0, 6.0)), row(2, "off_target")]
    told = [line.cells[1].replace("\u00a0", " ") for line in threats_table(threats(made)).lines]
    assert told == [
        "Årets mål nås sannolikt inte (omkring 20 %). Sämre än perioden före.",
        "Målet nås inte.",
    ]


def risk(title: str, *steps: tuple[int, int], number: int = 1) -> RiskLine:
    """A risk with its weighings, the latest first."""
    at = datetime(2026, 9, 1, tzinfo=UTC)
    told = tuple(Weighing(date(2026, 9, 1), *each, note="", role="Chef", recorded_at=at) for each in steps)
    return RiskLine(
        id=number, code="r", label="1", title=title, description="", responsible="Chef", follow_up="",
        source="", actions=(), owed=(), weighings=told,
    )  # fmt: skip


def test_the_risks_that_weigh_most_are_named_and_nothing_that_is_not_weighed():
    known = [risk("A", (1, 2), (4, 4)), risk("B", (4, 4)), risk("C", (2, 3)), risk("D", (3, 3)), risk("E")]
    assert [line.cells for line in risks_table(greatest_risks(known)).lines] == [
        ("B", "16 (sannolikhet 4, konsekvens 4)", "Chef"),
        ("D", "9 (sannolikhet 3, konsekvens 3)", "Chef"),
        ("C", "6 (sannolikhet 2, konsekvens 3)", "Chef"),
    ]


def test_a_risk_that_was_copied_to_a_new_plan_is_named_once_as_it_was_weighed_last():
    both = [risk("Bemanning", (2, 2), number=9), risk("Bemanning", (4, 4)), risk("Lokaler", (1, 2))]
    assert [(each.id, each.title) for each in greatest_risks(both)] == [(9, "Bemanning"), (1, "Lokaler")]
    unweighed = [risk("Bemanning", number=9), risk("Bemanning", (4, 4))]
    assert [each.id for each in greatest_risks(unweighed)] == [1]
