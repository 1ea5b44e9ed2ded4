"""One line per question beside the sick leave: positions, turnover, consultants, engagement and shares."""

import pytest
from staff_office import (
    HEADS,
    HME,
    HME_OF_ALL,
    PAID,
    POSITIONS,
    TURNOVER,
    answers,
    counts,
    hours,
    plain,
    seen,
    small_office,
    usual,
)

from metrics.staff.costs import costs, written_as_negative
from metrics.staff.spans import Span
from metrics.staff.standing import lines_of
from metrics.vocabulary import Status

YEARS = counts(PAID, 3, "2024-01", [50_000] * 12 + [100_000] * 12 + [150_400] * 10)
STAFFED = [
    *usual(),
    *counts(POSITIONS, 3, "2025-10", [18.5] * 12 + [19.2]),
    *hours(3, "2024", [(2, 20), (3, 20)], TURNOVER),
    *YEARS,
    answers(HME, 3, 2025, 76, 20), answers(HME, 4, 2025, 79, 30), answers(HME_OF_ALL, 1, 2025, 77, 900),
]  # fmt: skip
TARGETS = """
indicator_id | kind     | value
9            | at_most  | 12
10           | decrease |
6            | at_least | 78
5            | at_least | 50
11           | report_only |
"""


def told(view):
    return {
        line.name: (plain(line.value_text), line.note, plain(line.change_text), plain(line.target_text))
        for line in lines_of(view)
    }


def test_the_whole_office_is_told_in_seven_lines():
    assert told(seen(STAFFED, office=small_office(TARGETS))) == {
        "Årsarbetare": ("19,2", "okt 2026", "+0,7", ""),
        "Anställda": ("59", "okt 2026", "−3", ""),
        "Personalomsättning": ("15,0 %", "2025", "+5,0", "högst 12 %"),
        "Konsulter, tkr": ("1 504", "hittills i år", "+504", "ska minska"),
        "HME": ("78", "2025", "", "minst 78"),
        "Enheter under 5\u00a0%": ("33 %", "T2 2026, 1 av 3", "±0", "minst 50 %"),
        "HME minst kommunens": ("50 %", "2025, 1 av 2", "", ""),
    }


def test_each_line_is_judged_as_the_overview_judges_it():
    lines = lines_of(seen(STAFFED, office=small_office(TARGETS)))
    assert [line.status for line in lines] == [
        Status.NO_TARGET,
        Status.NO_TARGET,
        Status.OFF_TARGET,
        Status.OFF_TARGET,
        Status.ON_TARGET,
        Status.OFF_TARGET,
        Status.NO_TARGET,
    ]


def test_of_a_single_unit_no_share_of_units_is_told():
    assert list(told(seen(STAFFED, unit=3))) == [
        "Årsarbetare",
        "Anställda",
        "Personalomsättning",
        "Konsulter, tkr",
        "HME",
    ]


def test_at_the_end_of_the_year_consultants_are_told_of_all_of_it():
    lines = told(seen(STAFFED, period="2025-12"))
    assert lines["Konsulter, tkr"] == ("1 200", "hela året", "+600", "")


def test_a_preliminary_cost_is_called_so():
    lines = [*YEARS[:-1], f"{PAID} | 3 | 2026-10 | 150400 | | | | preliminary"]
    assert told(seen(lines))["Konsulter, tkr"][:2] == ("1 504", "hittills i år, prel.")


def test_units_of_a_share_that_are_not_known_are_told_of():
    """In tertial 3 unit 5 is small in every month that is known."""
    lines = [*usual(), *hours(3, "2026-11", [(40, 1000)] * 2), *counts(HEADS, 5, "2026-11", [9, 9])]
    lines += hours(5, "2026-11", [(50, 1000)] * 2)
    assert told(seen(lines, period="2026-12"))["Enheter under 5\u00a0%"][1] == "T3 2026, 1 av 2, 1 okända"


def test_what_nobody_follows_has_no_line():
    assert list(told(seen(usual()))) == ["Anställda", "Enheter under 5\u00a0%"]


# The cost in its measures


def of(lines, period="2026-10"):
    return seen(lines, period=period).costs


def test_a_cost_is_told_of_the_month_the_year_so_far_and_twelve_months():
    """Twelve months: ten of 150 400 and two of 100 000; a year before ten of 100 000 and two of 50 000."""
    found = of(YEARS)
    assert {
        span: (plain(cost.now_text), plain(cost.then_text), plain(cost.change_text))
        for span, cost in found.items()
    } == {
        Span.PERIOD: ("150", "100", "+50"),
        Span.SO_FAR: ("1 504", "1 000", "+504"),
        Span.TWELVE_MONTHS: ("1 704", "1 100", "+604"),
    }


def test_a_sum_that_lacks_a_month_is_not_told():
    lines = [line for line in YEARS if "2026-03" not in line]
    found = of(lines)
    assert [cost.now_text for cost in found.values()] == ["150", "–", "–"]
    assert found[Span.SO_FAR].change_text == ""


def test_a_cost_without_a_year_before_has_no_change():
    found = of(counts(PAID, 3, "2026-01", [150_400] * 10))
    assert (plain(found[Span.SO_FAR].now_text), found[Span.SO_FAR].then_text) == ("1 504", "–")
    assert [cost.change_text for cost in found.values()] == ["", "", ""]


@pytest.mark.parametrize(
    ("amounts", "negative"),
    [([100, 0], False), ([-100, 0], True), ([100, -20], False), ([0, 0], False), ([], False)],
)
def test_the_sign_of_the_source_is_seen(amounts, negative):
    assert seen(counts(PAID, 3, "2026-01", amounts)).costs_are_negative is negative


def test_no_cost_has_no_sign():
    assert written_as_negative({}) is False


def test_what_is_not_measured_in_kronor_is_written_as_it_is_measured():
    office = small_office(
        indicators="id | concept | kind | unit_of_measure | decimals\n10 | konsulter | money | mnkr | 1",
        parts="indicator_id | part_id | role",
    )
    view = seen([f"{PAID} | 1 | 2026-10 | 1.25 | | | | final"], office=office)
    found = costs(view.known.consultants, {}, view.month)
    assert found[Span.PERIOD].scale.unit == "mnkr"
    assert view.costs[Span.PERIOD].now_text == "1,3"
