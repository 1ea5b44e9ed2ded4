"""What the page says: the sentence that answers its question, and what is said of small units."""

import pytest
from staff_office import (
    HEADS,
    HME,
    HME_OF_ALL,
    LATE_TWO_YEARS,
    PAID,
    POSITIONS,
    answers,
    counts,
    hours,
    plain,
    seen,
    small_office,
    two_years,
    usual,
)

from metrics.periods import Period
from metrics.staff.spans import Span
from metrics.staff.words import (
    elsewhere,
    engagement_words,
    lead,
    left_out,
    secrecy,
    sign_words,
    span_name,
    span_reach,
)

TARGET = "indicator_id | kind | value\n1 | at_most | 5.7"
NOTHING = "indicator_id | part_id | role"


def said(lines, *, unit=1, period="2026-10", office=None):
    return plain(lead(seen(lines, unit=unit, period=period, office=office or small_office(TARGET))))


def test_the_sentence_says_the_three_measures_the_direction_the_target_and_what_lies_behind():
    """October 110 of 2 000, so far 1 450 of 27 000, twelve months 1 770 of 33 000, a year before 5,0."""
    lines = [
        *usual(),
        *counts(POSITIONS, 3, "2025-10", [47.0] * 12 + [46.5]),
        *counts(PAID, 3, "2025-01", [100_000] * 22),
    ]
    assert said(lines) == (
        "Sjukfrånvaron var 5,5 % i oktober 2026, 5,4 % hittills i år och 5,4 % de senaste tolv månaderna, "
        "0,4 procentenheter mer än ett år tidigare; målet är högst 5,7 %. Långtidsfrånvaron står för 4,0 av "
        "5,4 %; hela frånvaron ökar mest i Utredning (+1,0 procentenheter på ett år). "
        "Det fanns 46,5 årsarbetare (−0,5 mot i fjol) och "
        "konsulter har kostat 1 000 tkr hittills i år (±0 mot i fjol)."
    )


def test_at_the_end_of_the_year_the_year_is_told_once():
    assert said(two_years(3, 40), unit=3, period="2025-12") == (
        "Sjukfrånvaron var 4,0 % i december 2025 och 4,0 % hela året; målet är högst 5,7 %."
    )


@pytest.mark.parametrize(
    ("rising", "trend"),
    [
        (10, ", 1,0 procentenheter mer än ett år tidigare"),
        (-25, ", 2,5 procentenheter mindre än ett år tidigare"),
        (0, ", lika mycket som ett år tidigare"),
    ],
)
def test_the_direction_is_that_of_the_twelve_months(rising, trend):
    assert trend in said(two_years(3, 40, rising=rising), unit=3)


def test_where_no_unit_rises_that_is_said():
    assert "Ingen enhet ökar på ett år." in said([*two_years(3, 40), *two_years(4, 60, rising=-5)])


def test_of_a_single_unit_no_other_is_spoken_of():
    assert "ökar" not in said(usual(), unit=4)


def test_a_small_unit_is_told_without_its_month():
    assert said(usual(), unit=5) == (
        "Sjukfrånvaron i oktober 2026 visas inte: enheten har färre än 10 anställda. Den var 5,0 % (7 av 10 "
        "månader) hittills i år och 5,0 % (9 av 12 månader) de senaste tolv månaderna; målet är högst 5,7 %. "
        "Det fanns 9 anställda (−3 mot i fjol)."
    )


def test_small_units_alone_make_a_whole_that_is_not_shown():
    lines = [*hours(3, "2026-10", [(4, 100)]), *counts(HEADS, 3, "2026-10", [9])]
    assert "visas inte: enheterna har färre än 10 anställda" in said(lines)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("missing", "i oktober 2026 saknas"),
        ("not_yet_reported", "i oktober 2026 är inte rapporterad än"),
        ("not_applicable", "i oktober 2026 är inte tillämplig"),
    ],
)
def test_a_month_without_a_figure_is_said_to_be_so(state, words):
    lines = [*hours(3, "2025-11", [(40, 1000)] * 11), f"1 | 3 | 2026-10 | | | | | {state}"]
    assert said(lines, unit=3) == (
        f"Sjukfrånvaron {words}. Den var 4,0 % (9 av 10 månader) hittills i år och 4,0 % (11 av 12 månader) "
        "de senaste tolv månaderna; målet är högst 5,7 %."
    )


def test_a_secret_that_was_delivered_as_one_is_not_explained_by_few_employees():
    office = small_office(
        indicators="id | concept | kind | unit_of_measure | decimals\n1 | sjukfranvaro | ratio | % | 1",
        parts=NOTHING,
    )
    lines = ["1 | 3 | 2026-10 | | | | | confidential"]
    assert said(lines, unit=3, office=office) == (
        "Sjukfrånvaron i oktober 2026 visas inte, för att skydda enskilda; inget mål gäller."
    )


def test_percentages_delivered_alone_are_said_not_to_be_added():
    lines = [f"1 | 3 | 2026-{month:02d} | 5.{month} | | | | final" for month in range(1, 10)]
    assert said(lines, unit=3, period="2026-09") == (
        "Sjukfrånvaron var 5,9 % i september 2026; längre tid räknas inte samman: delarna saknas; "
        "målet är högst 5,7 %."
    )


@pytest.mark.parametrize(
    ("target", "aim"),
    [
        ("1 | at_most | 5.7", "; målet är högst 5,7 %."),
        ("1 | decrease | ", "; målet är att den ska minska."),
        ("1 | at_most | ", "; målet är inte fastställt."),
        ("1 | report_only | ", "; inget mål gäller."),
        ("2 | at_most | 5.7", "; inget mål gäller."),
    ],
)
def test_the_target_is_said_as_it_is(target, aim):
    office = small_office("indicator_id | kind | value\n" + target)
    assert said(hours(3, "2026-10", [(4, 100)]), unit=3, office=office).endswith(aim)


TERTIAL = """
id | concept      | kind  | unit_of_measure | decimals | periodicity
1  | sjukfranvaro | ratio | %               | 1        | tertial
"""


def test_a_tertial_that_has_not_come_is_awaited_where_there_is_a_target():
    office = small_office(TARGET, indicators=TERTIAL, parts=NOTHING)
    assert said([], period="2026", office=office) == (
        "Sjukfrånvaron för tertial 3 2026 är inte rapporterad än; målet är högst 5,7 %."
    )
    assert said([], period="2026", unit=3, office=office) == "Inget är rapporterat om personalen för 2026."


def test_an_office_that_does_not_follow_its_staff_says_so():
    office = small_office(indicators="id | kind\n1 | flow", parts=NOTHING)
    view = seen([], office=office)
    assert lead(view) == "Verksamhetens planer har inga mått på personalen."
    assert "planfilen" in elsewhere(view)
    assert view.is_empty


def test_an_office_without_figures_says_so():
    view = seen([])
    assert lead(view) == "Inget är rapporterat om personalen i oktober 2026."
    assert "annan period" in elsewhere(view)
    assert view.is_empty


def test_where_only_something_else_is_followed_that_is_told():
    office = small_office(
        indicators="id | name | area | kind | unit_of_measure\n1 | Utvecklingsplaner | staff | ratio | %",
        parts=NOTHING,
    )
    view = seen(["1 | 1 | 2026-10 | 80 | | | | final"], office=office)
    assert plain(lead(view)).startswith("Utvecklingsplaner: 80 % i oktober 2026")
    assert not view.is_empty


# Names


@pytest.mark.parametrize(
    ("period", "names", "reaches"),
    [
        (
            "2026-10",
            ["Oktober 2026", "Hittills i år", "Rullande 12 månader"],
            ["", "jan–okt 2026", "nov 2025–okt 2026"],
        ),
        (
            "2026-01",
            ["Januari 2026", "Hittills i år", "Rullande 12 månader"],
            ["", "jan 2026", "feb 2025–jan 2026"],
        ),
        (
            "2026-12",
            ["December 2026", "Hittills i år", "Rullande 12 månader"],
            ["", "jan–dec 2026", "jan–dec 2026"],
        ),
        (
            "2026-T2",
            ["Tertial 2 2026", "Hittills i år", "Rullande 12 månader"],
            ["", "T1–T2 2026", "T3 2025–T2 2026"],
        ),
    ],
)
def test_the_measures_are_named_with_the_time_they_cover(period, names, reaches):
    own = Period.parse(period)
    assert [span_name(span, own) for span in Span] == names
    assert [span_reach(span, own) for span in Span] == reaches


# Small units


def test_units_that_are_left_out_of_the_whole_are_named():
    assert left_out(seen(usual())) == "Utan Våld, som har färre än 10 anställda."
    assert left_out(seen(usual(), period="2026-07")) == ""
    assert left_out(seen(usual(), unit=5)) == ""


def test_units_that_are_late_are_counted():
    lines = [*two_years(3, 40), *two_years(4, 40)[:-1]]
    assert left_out(seen(lines)) == "1 av 2 enheter har rapporterat i oktober 2026."


RULE = (
    "Sjukfrånvaro visas inte för månader då en enhet har färre än 10 anställda. "
    "De månaderna räknas inte heller med i summorna, så att de inte kan räknas fram."
)


def test_how_small_units_are_protected_is_said_once():
    assert secrecy(seen(usual())) == RULE
    assert secrecy(seen(usual(), unit=5)) == RULE


def test_units_that_are_never_counted_can_not_be_protected_and_are_named():
    uncounted = [line for line in usual() if not line.startswith((f"{HEADS} | 3", f"{HEADS} | 4"))]
    assert secrecy(seen(uncounted)) == (
        f"{RULE} Antal anställda saknas för Mottagning och Utredning, som därför inte kan skyddas."
    )


BARE = "id | concept | kind | unit_of_measure | decimals\n1 | sjukfranvaro | ratio | % | 1"


@pytest.mark.parametrize(
    ("indicators", "why"),
    [
        (BARE, "antal anställda saknas"),
        (f"{BARE}\n4 | anstallda | stock | antal | 0", "planen anger ingen gräns för dem"),
    ],
)
def test_an_office_without_protection_says_why(indicators, why):
    office = small_office(indicators=indicators, parts=NOTHING)
    assert secrecy(seen(two_years(3, 40), office=office)) == f"Små enheter kan inte skyddas: {why}."
    assert secrecy(seen(hours(1, LATE_TWO_YEARS, [(40, 1000)] * 24), office=office)) == ""


def test_without_sick_leave_nothing_is_said_of_its_protection():
    assert secrecy(seen(counts(POSITIONS, 3, "2026-10", [40]))) == ""


# Engagement and costs

ENGAGED = [answers(HME, 3, 2025, 76, 20), answers(HME, 4, 2025, 79, 30)]
OF_ALL = answers(HME_OF_ALL, 1, 2025, 77, 900)


@pytest.mark.parametrize(
    ("lines", "unit", "words"),
    [
        (
            [*ENGAGED, OF_ALL],
            1,
            "1 av 2 enheter (50 %) ligger lika med eller över kommunens 77; målet är minst 75 %.",
        ),
        ([*ENGAGED, OF_ALL], 3, "Enheten ligger under kommunens 77."),
        ([*ENGAGED, OF_ALL], 4, "Enheten ligger lika med eller över kommunens 77."),
        (ENGAGED, 1, "Kommunens resultat är inte känt."),
    ],
)
def test_units_are_said_to_be_at_or_above_the_municipality(lines, unit, words):
    office = small_office("indicator_id | kind | value\n8 | at_least | 75")
    assert plain(engagement_words(seen(lines, unit=unit, office=office).engagement)) == words


def test_the_sign_of_costs_is_said():
    assert sign_words(seen(counts(PAID, 3, "2026-10", [100])), "tkr").endswith("utan minus: + är en ökning")
    assert sign_words(seen(counts(PAID, 3, "2026-10", [-100])), "tkr").endswith("med minus: − är en ökning")
