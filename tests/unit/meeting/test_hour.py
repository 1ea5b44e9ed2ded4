"""The hour put together: which meeting it is, its points, and the minutes that say the same."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from metrics.meeting.hour import Material, points
from metrics.meeting.lateness import Late, LateKind, Untold
from metrics.meeting.minutes import minutes_of
from metrics.meeting.points import MINUTES, Step
from metrics.meeting.sitting import Comparison, Meeting, meetings_of, sitting, usual_next
from metrics.meeting.words import lead
from metrics.periods import Period
from metrics.receipts.decision_lines import DecisionLine
from metrics.vocabulary import Direction

TODAY = date(2026, 11, 28)
OCTOBER, SEPTEMBER = Period.parse("2026-10"), Period.parse("2026-09")
AGAINST = Comparison(SEPTEMBER, None)


def meeting(number: int, day: str, present: str = "Socialchef, enhetschefer") -> Meeting:
    return Meeting(number, date.fromisoformat(day), present, "", "Controller")


SEPT, OCT, NOW, JAN = (
    meeting(1, "2026-09-24"),
    meeting(2, "2026-10-29"),
    meeting(3, "2026-11-28"),
    meeting(4, "2027-01-14", ""),
)


def decision(number: int, at: int | None, status: str = "", *, due: bool = False) -> DecisionLine:
    return DecisionLine(
        number, f"Beslut {number}", 1, "Kontoret", 7, "Sjukfrånvaro", "Enhetschef",
        date(2026, 10, 1), date(2026, 12, 1), Direction.DOWN, at, "Controller", status,
        is_due=due, receipt_words="För tidigt att säga.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("meetings", "asked", "expected"),
    [
        # (meeting, last, upcoming), whether it is an earlier one
        ((), None, (None, None, None, False)),
        ((OCT, SEPT), None, (None, 2, None, False)),  # the next is being prepared
        ((JAN, NOW, OCT), None, (3, 2, 4, False)),
        ((JAN, OCT), None, (None, 2, 4, False)),
        ((NOW, OCT, SEPT), "2026-10-29", (2, 1, 3, True)),
        ((NOW, OCT), "2026-11-28", (3, 2, None, False)),
        ((NOW, OCT), "2026-11-01", (3, 2, None, False)),  # no meeting that day: today's
        ((JAN, OCT), "2027-01-14", (4, 2, None, False)),  # a planned one
    ],
)
def test_the_meeting_is_the_one_asked_for_else_todays_else_the_next(meetings, asked, expected):
    found = sitting(meetings, TODAY, date.fromisoformat(asked) if asked else None)
    numbers = [each.id if each else None for each in (found.meeting, found.last, found.upcoming)]
    assert (*numbers, found.is_earlier) == expected


def test_an_earlier_meeting_is_looked_at_on_its_day_and_a_planned_one_today():
    assert sitting((NOW, OCT), TODAY, OCT.held_on).day == OCT.held_on
    assert sitting((JAN,), TODAY, JAN.held_on).day == TODAY


@pytest.mark.parametrize(
    ("meetings", "asked", "expected"),
    [
        ((), None, "2026-12-28"),  # the 26th is a holiday and a Saturday
        ((NOW,), None, "2026-12-28"),
        ((OCT,), "2026-10-29", "2026-11-26"),
        ((JAN,), "2027-01-14", "2027-02-11"),  # a planned one is not over before it is held
    ],
)
def test_the_next_meeting_is_usually_on_a_working_day_four_weeks_after_the_one_looked_at(
    meetings, asked, expected
):
    held = sitting(meetings, TODAY, date.fromisoformat(asked) if asked else None)
    assert usual_next(held).isoformat() == expected


def test_meetings_come_as_the_store_tells_them():
    told = {"id": 2, "held_on": pd.Timestamp(2026, 10, 29), "present": "", "note": "", "role": "Controller"}
    frame, planned = pd.DataFrame([told]), meeting(2, "2026-10-29", "")
    assert meetings_of(frame, {1}) == (planned,)
    assert meetings_of(frame, {1, 2}) == (replace(planned, has_decided=True),)


def test_a_meeting_that_was_planned_and_never_started_is_not_the_last():
    planned = meeting(5, "2026-11-12", "")
    assert sitting((planned, OCT), TODAY, None).last == OCT
    decided = replace(planned, has_decided=True)
    assert sitting((decided, OCT), TODAY, None).last == decided


def material(row, meetings=(NOW, OCT), *, decisions=(), own=(), **others) -> Material:
    told = {
        "corrected": "2 värden har ändrats sedan 29 oktober 2026.",
        "money": "Ekonomin: 2026 väntas sluta på budget.",
        "risks": (),
        "late": (),
        "untold": Untold(0, (), 1),
    }
    rows, before = [row(1, "off_target"), row(2)], [row(1), row(2)]
    return Material(
        sitting(meetings, TODAY, None), OCTOBER, AGAINST, rows, before, decisions=decisions, own=own,
        **{**told, **others},
    )  # fmt: skip


def test_the_hour_has_six_points_in_an_hour(row):
    assert [point.step for point in points(material(row))] == list(Step)
    assert sum(MINUTES.values()) == 60


def test_what_is_late_is_counted_in_one_word(row):
    late = [
        Late(LateKind.ACTIVITY, "A", "", None, 1, ""),
        Late(LateKind.FIGURES, "18", "", None, None, "", 18),
    ]
    made = [points(material(row, late=late[:count]))[2] for count in range(3)]
    assert [point.told for point in made] == ["inget sent", "1 försening", "19 förseningar"]
    assert [table.counted for point in made for table in point.tables] == ["1", "2 rader, 19 förseningar"]


def test_that_nothing_is_late_is_not_said_of_a_plan_that_is_over_and_that_nobody_reports_on(row):
    late = points(material(row, untold=Untold(0, ("Plan 2019",), 1)))[2]
    assert late.sentences == ("Planens tid är slut; vad som hände sedan vet Lägesbild inte.",)
    assert (late.told, late.count) == ("inget känt", 0)


def test_every_point_opens_with_a_sentence(row):
    for made in (material(row), material(row, ()), material(row, own=[decision(9, 3)])):
        assert all(point.sentences and point.sentences[0].endswith(".") for point in points(made))


def test_the_decisions_of_last_time_stand_apart_from_the_other_open_ones(row):
    decisions = [
        *(decision(1, 2, "done"), decision(2, 2, due=True), decision(3, None)),
        *(decision(4, 1, "done"), decision(5, 1, "ongoing"), decision(6, None, "stopped")),
    ]
    earlier = points(material(row, decisions=decisions))[3]
    listed = [[line.cells[0] for line in table.lines] for table in earlier.tables]
    assert listed == [["Beslut 1", "Beslut 2"], ["Beslut 3", "Beslut 5"]]
    assert [table.caption for table in earlier.tables] == ["Beslut från förra mötet", "Andra öppna beslut"]
    assert earlier.sentences == (
        "1 av 2 beslut från förra mötet är klart; 2 andra beslut är öppna; 1 ska följas upp nu.",
    )
    assert earlier.told == "3 öppna beslut"
    assert [line.cells[1] for line in earlier.tables[0].lines] == [
        "klar",
        "inget rapporterat. Ska följas upp nu.",
    ]


def test_a_note_that_ends_with_a_full_stop_has_one(row):
    told = replace(decision(2, 2, due=True), note="Två av tre är klara.")
    (table, *_) = points(material(row, decisions=[told]))[3].tables
    assert table.lines[0].cells[1] == "inget rapporterat: Två av tre är klara. Ska följas upp nu."


@pytest.mark.parametrize(
    ("meetings", "decisions", "expected"),
    [
        ((), (), "Inga tidigare beslut är öppna."),
        ((), (decision(3, None),), "1 beslut är öppet."),
        ((OCT,), (), "Inga beslut står kvar från förra mötet."),
        (
            (OCT,),
            (decision(1, 2, "done"), decision(2, 2, "done")),
            "2 av 2 beslut från förra mötet är klara.",
        ),
    ],
)
def test_how_it_has_gone_is_said(row, meetings, decisions, expected):
    assert points(material(row, meetings, decisions=decisions))[3].sentences == (expected,)


def test_a_decision_says_what_who_from_when_what_is_expected_and_the_follow_up(row):
    decided = points(material(row, own=[decision(9, 3)]))[4]
    assert decided.sentences == ("1 beslut är nedskrivet vid mötet.",)
    assert decided.tables[0].lines[0].cells == (
        *("Beslut 9", "Enhetschef", "2026-10-01, följs upp 2026-12-01", "Sjukfrånvaro väntas minska"),
    )


@pytest.mark.parametrize(
    ("meetings", "asked", "expected"),
    [
        ((), None, "Inget möte är startat i dag. Att ta upp om oktober 2026: 2 ändringar."),
        (
            (JAN,),
            None,
            "Inget möte är startat i dag. Nästa är den 14 januari 2027. "
            "Att ta upp om oktober 2026: 2 ändringar.",
        ),
        ((NOW,), None, "Mötet den 28 november 2026 om oktober 2026: 2 ändringar."),
        (
            (OCT,),
            OCT.held_on,
            "Mötet den 29 oktober 2026 om oktober 2026, som det såg ut då: 2 ändringar.",
        ),
    ],
)
def test_the_page_opens_with_which_meeting_it_is(meetings, asked, expected):
    assert lead(sitting(meetings, TODAY, asked), OCTOBER, ["2 ändringar"]) == expected
    assert lead(sitting(meetings, TODAY, asked), OCTOBER, []).endswith(": inget särskilt.")


def test_a_column_that_nobody_has_filled_is_left_out(row):
    others = [replace(decision(3, None), follow_up_on=None, receipt_words="")]
    (table,) = points(material(row, decisions=others))[3].tables
    assert table.headings == ("Beslut", "Läge", "Ansvarig roll", "Gäller från")
    assert all(len(line.cells) == len(table.headings) for line in table.lines)


def test_the_minutes_hold_the_points_of_the_page(row):
    made = material(row, (JAN, NOW, OCT), own=[decision(9, 3)])
    told = minutes_of(
        made.sitting,
        points(made),
        OCTOBER,
        organisation="Provkommun",
        unit="Kontoret",
        remark="Simulerade data",
    )
    assert told.points == points(made)
    assert told.title == "Protokoll från ledningsgruppens möte"
    assert told.file_name == "protokoll-2026-11-28"
    assert dict(told.facts) == {
        "Dag": "28 november 2026",
        "Enhet": "Kontoret, Provkommun",
        "Period": "oktober 2026",
        "Närvarande roller": "Socialchef, enhetschefer",
        "Nästa möte": "14 januari 2027",
    }


def test_before_the_meeting_there_is_a_basis_and_no_minutes(row):
    made = material(row, ())
    told = minutes_of(
        made.sitting, points(made), OCTOBER, organisation="Provkommun", unit="Kontoret", remark=""
    )
    assert (told.title, told.file_name) == ("Underlag till ledningsgruppens möte", "underlag-2026-11-28")
