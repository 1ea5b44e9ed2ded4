"""A file of cases says what delivered sums would, for its units and those above, and names its faults."""

from datetime import date

import pandas as pd
import pytest
from drawn import table
from limits_office import RULES, limits_office

from metrics.case_limits.file_view import (
    FileSums,
    fault_rows,
    fault_words,
    file_lead,
    file_units,
    file_view,
    unsure_words,
)
from metrics.cases.radar import radar, share_if_none_closed
from metrics.cases.summary import due_by_month, summary
from metrics.cases.time_rules import TimeRule
from metrics.lead_times import judged_cases
from metrics.periods import Period
from metrics.vocabulary import DeadlineRule, LimitUnit, Status

COUNTS_TO = {
    "kontoret": ["kontoret"],
    "barn": ["barn", "kontoret"],
    "mottagning": ["mottagning", "barn", "kontoret"],
    "vuxna": ["vuxna", "kontoret"],
}
CASES = """
kind              | unit       | opened     | closed     | extended
forhandsbedomning | mottagning | 2026-10-01 | 2026-10-10 |
forhandsbedomning | mottagning | 2026-10-03 | 2026-10-19 |
forhandsbedomning | mottagning | 2026-11-20 |            |
forhandsbedomning | vuxna      | 2026-10-10 |            |
utredning         | mottagning | 2026-08-10 |            |
utredning         | mottagning | 2026-03-01 |            | ja
"""
"""Due 15 October (held), Saturday 17 October (held if it rolls), 4 December, and 24 October (late, open)."""
AS_OF = date(2026, 11, 27)


def cases(text: str) -> pd.DataFrame:
    drawn = table(text, words=("kind", "unit", "opened", "closed", "extended"))
    days = {name: pd.to_datetime(drawn[name]) for name in ("opened", "closed")}
    return drawn.assign(**days, extended=drawn["extended"] == "ja")


def sums_of(
    text: str = CASES, month: str = "2026-10", rules: tuple[TimeRule, ...] = RULES, as_of: date = AS_OF
) -> FileSums:
    judged = judged_cases(cases(text), rules, as_of).cases
    summed = summary(judged, as_of, Period.parse(month), COUNTS_TO)
    coming = radar(judged, as_of, COUNTS_TO)
    ahead = {}
    due = due_by_month(judged, as_of, COUNTS_TO)
    for kind, unit in zip(summed["kind"], summed["unit"], strict=True):
        counts = coming[(coming["kind"] == kind) & (coming["unit"] == unit)]
        passed = due[(due["kind"] == kind) & (due["unit"] == unit) & (due["month"] == "2026-11")]
        ahead[kind, unit] = share_if_none_closed(
            counts,
            Period.parse("2026-11"),
            as_of,
            in_time=int(passed["in_time"].sum()),
            due=int(passed["due"].sum()),
        )
    whole_days = {str(kind): int(count) for kind, count in judged.groupby("kind")["whole_days"].sum().items()}
    return FileSums(rules, as_of, Period.parse(month), summed, coming, ahead, whole_days)


def texts(line) -> dict[str, str]:
    return {
        heading: f"{cell.text} {cell.small}".strip().replace("\u00a0", " ")
        for heading, cell in line.figures.items()
    }


OFFICE = limits_office()
ROOT, CHILDREN, RECEPTION, ADULTS = OFFICE.places


def test_every_figure_of_a_kind_is_counted_from_its_cases():
    line = file_view(sums_of(), OFFICE, ROOT).line("fhb")
    assert (line.name, line.status) == ("Förhandsbedömning", Status.OFF_TARGET)
    # Three came due in October: one held, one only if its Saturday rolls, one is still open, 48 days old.
    # Four were opened lately: closed after 9 and 16 days, open after 7 and 48. Half are closed by 16 days.
    assert texts(line) == {
        "på dagen": "33,3 % 1 av 3",
        "nästa vardag": "66,7 % 2 av 3",
        "median": "16 dagar",
        "90 %": "> 48 dagar",
        "äldsta öppna": "48 dagar",
        "öppna": "2",
        "efter fristen": "1",
        "förlängda": "0",
    }
    assert line.oldest_is_late


def test_units_have_their_own_cases_and_those_above_all_of_them():
    found = file_units(sums_of(), OFFICE, ROOT, "forhandsbedomning")
    assert [(place.code, texts(line)["på dagen"]) for place, line in found] == [
        ("barn", "50,0 % 1 av 2"),
        ("mottagning", "50,0 % 1 av 2"),
        ("vuxna", "0,0 % 0 av 1"),
    ]


def test_a_kind_without_a_deadline_in_the_month_has_no_share_and_extended_cases_stand_apart():
    line = file_view(sums_of(), OFFICE, RECEPTION).line("utr")
    assert (line.strict.text, line.strict.note) == ("–", "ingen frist under månaden")
    assert line.status == Status.NO_VALUE
    assert (texts(line)["öppna"], texts(line)["förlängda"], texts(line)["median"]) == (
        "1",
        "1",
        "> 109 dagar",
    )


def test_where_the_next_working_day_counts_that_share_is_judged():
    rolled = (
        TimeRule(
            "forhandsbedomning",
            "Förhandsbedömning",
            14,
            LimitUnit.DAYS,
            DeadlineRule.ROLLED,
            date(2000, 1, 1),
        ),
    )
    line = file_view(sums_of("\n".join(CASES.splitlines()[:5]), rules=rolled), OFFICE, RECEPTION).line("fhb")
    assert line.judged.text == "100,0\u00a0%"
    assert line.status == Status.ON_TARGET


def test_the_radar_is_that_of_the_place_and_the_kind():
    view = file_view(sums_of(), OFFICE, ROOT)
    fhb, utr = view.radars["fhb"], view.radars["utr"]
    assert (fhb.overdue, fhb.waiting, utr.overdue, utr.waiting) == (1, 1, 0, 1)
    assert file_view(sums_of(), OFFICE, RECEPTION).radars["fhb"].overdue == 0


def test_a_kind_that_the_office_has_no_indicator_of_is_shown_without_a_target():
    other = TimeRule(
        "lex-sarah",
        "Bygglov",
        10,
        LimitUnit.DAYS,
        DeadlineRule.STRICT,
        date(2000, 1, 1),
    )
    drawn = "kind | unit | opened | closed | extended\nlex-sarah | vuxna | 2026-10-01 | 2026-10-02 |"
    (line,) = file_view(sums_of(drawn, rules=(other,)), OFFICE, ADULTS).lines
    assert (line.key, line.code, line.row, line.status) == ("lex-sarah", "", None, Status.NO_TARGET)


def test_the_file_answers_as_delivered_sums_do():
    view = file_view(sums_of(), OFFICE, ROOT)
    assert file_lead(view, view.at_stake).replace("\u00a0", " ") == (
        "Tidsgränsen för förhandsbedömning når inte målet i oktober 2026; 1 saknar mätvärde. "
        "Når inte målet: förhandsbedömning, 33,3 % (1 av 3) mot 100 %. "
        "1 öppet ärende har passerat sin frist: förhandsbedömning, öppet 48 dagar."
    )


def test_a_month_without_any_deadline_is_called_so():
    view = file_view(sums_of(month="2026-09"), OFFICE, ROOT)
    assert file_lead(view, view.at_stake).startswith("Inget ärende i filen hade sin frist i september 2026.")


def test_hours_without_a_clock_and_deadlines_moved_past_the_day_are_told():
    assert unsure_words(sums_of(), ROOT) == []
    hours = (
        TimeRule(
            "allvarssamtal", "Allvarssamtal", 48, LimitUnit.HOURS, DeadlineRule.STRICT, date(2000, 1, 1)
        ),
    )
    drawn = "kind | unit | opened | closed | extended\nallvarssamtal | vuxna | 2026-10-01 | 2026-10-02 |"
    assert unsure_words(sums_of(drawn, rules=hours), ROOT) == [
        "1 ärende i filen saknar klockslag: timmar räknas då i hela dygn."
    ]
    # Due on Saturday 17 October; on the Sunday it may still be held by Monday.
    drawn = "kind | unit | opened | closed | extended\nforhandsbedomning | vuxna | 2026-10-03 | |"
    assert unsure_words(sums_of(drawn, as_of=date(2026, 10, 18)), ROOT) == [
        "Nästa vardag kan ännu öka: fristen är flyttad till efter dagen för 1 ärende."
    ]


FAULTS = pd.DataFrame(
    [
        (7, "end_before_start", "avslutat 2026-10-01, före start 2026-10-10. Ärendet räknas inte.", False),
        (8, "future_end", "avslutat 2027-01-01, efter 2026-11-27. Ärendet räknas som öppet.", True),
        (9, "unknown_unit", "enheten «Öst» finns inte. Ärendet räknas inte.", False),
        (9, "missing_start", "startdatum saknas. Ärendet räknas inte.", False),
    ],
    columns=["row", "fault", "message", "counted"],
)


@pytest.mark.parametrize(
    ("faults", "said"),
    [
        (FAULTS, "3 rader har fel, varav 2 inte räknas."),
        (FAULTS[:1], "1 rad har fel och räknas inte."),
        (FAULTS[1:2], "1 rad har fel, men räknas ändå."),
        (FAULTS[:0], "Inga fel i filens rader."),
    ],
)
def test_rows_with_faults_are_counted_once_each(faults, said):
    assert fault_words(faults) == said


def test_faults_are_listed_by_row():
    assert fault_rows(FAULTS[:1]) == [
        {"Rad": "7", "Fel": "Avslutat 2026-10-01, före start 2026-10-10. Ärendet räknas inte."}
    ]
