"""The sentence that answers the page's question, and what is said below the table."""

from dataclasses import replace

import pytest
from limits_office import RULES, rule, source

from metrics.case_limits.limits_view import LimitsView, limits_view
from metrics.case_limits.words import (
    deadline_words,
    figure_notes,
    furthest_words,
    held_words,
    history_words,
    lead,
    overdue_words,
    rule_words,
    standing_words,
)
from metrics.periods import Period
from metrics.vocabulary import DeadlineRule, LimitUnit

HEAD = "indicator_id | unit_id | period | value | numerator | denominator\n"
RECEPTION = 3


def view_of(drawn: str, unit: int = 1, period: str = "2026-10", **changes) -> LimitsView:
    return limits_view(source(HEAD + drawn, **changes), unit, Period.parse(period))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


FHB = "1 | 3 | 2026-10 | 90 | 9 | 10\n"
FHB_NEAR = "1 | 3 | 2026-10 | 98 | 49 | 50\n"
FHB_HELD = "1 | 3 | 2026-10 | 100 | 10 | 10\n"
SERV_HELD = "11 | 4 | 2026-Q3 | 100 | 3 | 3\n"
SERV_OFF = "11 | 4 | 2026-Q3 | 50 | 1 | 2\n"
SERV_FAR = "11 | 4 | 2026-Q3 | 50 | 3 | 6\n"
UTR_HELD = "22 | 3 | 2026-10 | 95 | 19 | 20\n"


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (FHB + SERV_HELD + UTR_HELD, "2 av 3 tidsgränser når målet i oktober 2026."),
        (FHB_HELD + SERV_HELD + UTR_HELD, "Alla 3 tidsgränser når målet i oktober 2026."),
        (FHB + SERV_OFF, "Ingen av 2 tidsgränser når målet i oktober 2026; 1 saknar mätvärde."),
        ("", "Inget mätvärde är rapporterat i oktober 2026 för planens 3 tidsgränser."),
    ],
)
def test_it_is_said_how_many_limits_reach_their_target(drawn, said):
    assert held_words(view_of(drawn)) == said


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (FHB_HELD, "Tidsgränsen för förhandsbedömning når målet i oktober 2026."),
        (FHB, "Tidsgränsen för förhandsbedömning når inte målet i oktober 2026."),
        (FHB_NEAR, "Tidsgränsen för förhandsbedömning når nästan målet i oktober 2026."),
    ],
)
def test_a_unit_with_a_single_limit_is_told_of_it(drawn, said):
    assert held_words(view_of(drawn, unit=RECEPTION)) == said


def test_a_year_and_a_tertial_are_said_as_they_are():
    assert held_words(view_of("1 | 3 | 2025-12 | 100 | 5 | 5", unit=RECEPTION, period="2025")).endswith(
        "under 2025."
    )
    assert held_words(view_of(FHB_HELD, unit=RECEPTION, period="2026-T3")).endswith("under tertial 3 2026.")


def test_the_limit_furthest_from_its_target_is_named_with_its_share():
    # 10 points below for the one, 50 for the other.
    assert plain(furthest_words(view_of(FHB + SERV_OFF).lines)) == (
        "Längst från målet: förhandsbedömning, 90,0 % (9 av 10) mot 100 %."
    ), "two cases are too few to be named before ten"
    assert plain(furthest_words(view_of(FHB + SERV_FAR).lines)) == (
        "Längst från målet: serveringstillstånd, 50 % (3 av 6) mot 100 %."
    )
    assert plain(furthest_words(view_of(SERV_OFF).lines)) == (
        "Når inte målet: serveringstillstånd, 50 % (1 av 2) mot 100 %."
    ), "few cases are named where there is no other"
    assert plain(furthest_words(view_of(FHB + SERV_HELD).lines)) == (
        "Når inte målet: förhandsbedömning, 90,0 % (9 av 10) mot 100 %."
    )
    assert furthest_words(view_of(FHB_HELD + SERV_HELD).lines) == ""


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("6 | 3 | 2026-10 | 0 | |\n", "Inget öppet ärende har passerat sin frist."),
        (
            "6 | 3 | 2026-10 | 1 | |\n4 | 3 | 2026-10 | 23 | |\n",
            "1 öppet ärende har passerat sin frist: förhandsbedömning, öppet 23 dagar.",
        ),
        (
            "6 | 3 | 2026-10 | 4 | |\n4 | 3 | 2026-10 | 23 | |\n",
            "4 öppna ärenden har passerat sin frist: förhandsbedömning, det äldsta 23 dagar.",
        ),
        ("6 | 3 | 2026-10 | 4 | |\n", "4 öppna ärenden har passerat sin frist: förhandsbedömning."),
        ("", ""),
    ],
)
def test_open_cases_past_their_deadline_are_counted_and_the_oldest_told(drawn, said):
    assert plain(overdue_words(view_of(FHB + drawn, unit=RECEPTION).lines)) == said


def test_where_a_kind_does_not_tell_its_late_cases_the_count_is_a_least_one():
    assert overdue_words(view_of(f"{FHB}{UTR_HELD}6 | 3 | 2026-10 | 4 | |", unit=RECEPTION).lines).startswith(
        "Minst 4 öppna ärenden"
    )
    assert overdue_words(view_of(f"{FHB}{UTR_HELD}6 | 3 | 2026-10 | 0 | |", unit=RECEPTION).lines) == ""


COUNTS = "unit_id | indicator_id | due_from | open_cases | closed_cases\n3 | 1 | 2026-11-02 | 1 | 3"


def test_the_lead_answers_what_is_held_and_what_is_about_to_be_late():
    late = "6 | 3 | 2026-10 | 1 | |\n4 | 3 | 2026-10 | 23 | |\n"
    view = view_of(FHB + late, unit=RECEPTION, counts=COUNTS, counted_on="2026-10-31")
    assert plain(lead(view, view.lines[0])) == (
        "Tidsgränsen för förhandsbedömning når inte målet i oktober 2026. "
        "Andelen i tid är 90,0 % (9 av 10) mot 100 %. "
        "1 öppet ärende har passerat sin frist: förhandsbedömning, öppet 23 dagar."
    ), "most of the month's cases of a short limit haven't been opened yet"


def test_of_a_limit_in_months_it_is_said_how_many_due_in_the_coming_month_are_open():
    counts = "unit_id | indicator_id | due_from | open_cases | closed_cases\n3 | 22 | 2026-11-02 | 1 | 3"
    view = view_of(UTR_HELD, unit=RECEPTION, counts=counts, counted_on="2026-10-31")
    line = view.line("utr")
    assert line is not None
    assert plain(lead(view, line)).endswith(f"{line.name}: 1 av 4 med frist i november är ännu öppna.")


def test_of_late_cases_of_several_kinds_the_oldest_is_told():
    late = "6 | 3 | 2026-10 | 2 | |\n4 | 3 | 2026-10 | 23 | |\n"
    (fhb,) = [line for line in view_of(FHB + late, unit=RECEPTION).lines if line.code == "fhb"]
    older = replace(fhb, code="utr", name="Utredning", oldest=replace(fhb.oldest, value=140.0))
    assert plain(overdue_words([fhb, older])) == (
        "4 öppna ärenden har passerat sin frist; det äldsta gäller utredning och är 140 dagar."
    )


def test_a_unit_without_cases_with_a_limit_is_told_so():
    assert lead(view_of("", unit=RECEPTION), None) == "Här finns inga ärenden med tidsgräns."


def test_one_rule_for_all_kinds_is_said_once_and_several_are_marked():
    lines = view_of(FHB + SERV_HELD).lines
    meant = (
        "På dagen: fristens sista dag gäller även när den är en helgdag. "
        "Nästa vardag: en frist som slutar på en lördag, söndag eller helgdag får hållas nästa vardag."
    )
    assert deadline_words(lines) == f"Måttet som gäller är på dagen. {meant}"
    rolled = rule(
        "serveringstillstand", "Serveringstillstånd", 2, LimitUnit.MONTHS, judged_by=DeadlineRule.ROLLED
    )
    mixed = view_of(FHB + SERV_HELD, rules=(*RULES, rolled)).lines
    assert deadline_words(mixed) == f"Måttet som gäller är märkt. {meant}"


def test_how_things_stand_is_told_for_its_month_where_the_period_is_longer():
    told = standing_words(view_of("1 | 3 | 2025-12 | 90 | 9 | 10\n5 | 3 | 2025-12 | 3 | |", period="2025"))
    assert told[0] == "Median, 90 %, äldsta och öppna ärenden är läget i slutet av december 2025."
    assert len(told) == 2
    assert len(standing_words(view_of(f"{FHB}5 | 3 | 2026-10 | 3 | |"))) == 1
    assert standing_words(view_of(FHB)) == []


def test_dashes_and_asterisks_are_told_once_for_each_reason():
    preliminary = "indicator_id | unit_id | period | value | numerator | denominator | state\n"
    drawn = f"{preliminary}1 | 3 | 2026-10 | 90 | 9 | 10 | preliminary\n5 | 3 | 2026-10 | 3 | | | final\n"
    view = limits_view(source(drawn), RECEPTION, Period.parse("2026-10"))
    assert figure_notes(view.lines) == [
        "* på dagen: preliminärt.",
        "– nästa vardag, median, 90 %, äldsta öppna, efter fristen och förlängda: ej rapporterat än.",
    ]


def test_kinds_are_named_where_a_reason_is_not_that_of_all():
    assert figure_notes(view_of(FHB + SERV_HELD + UTR_HELD).lines)[-1] == (
        "– nästa vardag, 90 %, äldsta öppna, öppna, efter fristen och förlängda "
        "(serveringstillstånd, utredning av barn); median (utredning av barn): lämnas inte för slaget."
    )


def test_earlier_figures_are_told_newest_first_with_their_year_where_it_is_another():
    quarters = {"2025-Q4": 5, "2026-Q1": 3, "2026-Q2": 6, "2026-Q3": 4}
    drawn = "\n".join(f"21 | 3 | {quarter} | {count} | |" for quarter, count in quarters.items())
    (row,) = view_of(drawn).related
    assert history_words(row) == "kv 3 2026, före: kv 2: 6 · kv 1: 3 · kv 4 2025: 5"


def test_without_earlier_figures_the_period_is_told_and_why_there_is_none():
    (row,) = view_of("21 | 3 | 2026-Q3 | 4 | |").related
    assert history_words(row) == "kv 3 2026"
    (row,) = view_of("21 | 3 | 2026-Q2 | 4 | |").related
    assert history_words(row) == "kv 3 2026, ej rapporterat än; senast 4 (kv 2 2026), före: kv 2: 4"


def test_a_kinds_rule_is_told_in_full():
    (line,) = view_of(FHB, unit=RECEPTION).lines
    assert plain(rule_words(line)) == (
        "14 dagar, frist på dagen. Nya lagen 20 kap. 2 §. Gäller ärenden öppnade från 2025-07-01."
    )
    (line,) = view_of(FHB, unit=RECEPTION, rules=()).lines
    assert rule_words(line) == ""
