"""The sentence that answers the page's question: only what is true and known."""

import pytest
from care_office import ADULTS_ID, CHILDREN_ID, HVB_PAID, SIS_PAID, plain, seen
from ledgers import booked

from metrics.periods import Period
from metrics.placements.plan_volumes import PlanTable
from metrics.placements.words import days_words, lead, price_alone, price_words, without_forms
from metrics.vocabulary import ClientGroup

OCTOBER = """
unit_id | period  | hvb | hvb placerade | sis | sis placerade
2       | 2025-10 | 80  | 3             | 31  | 1
3       | 2025-10 | 60  | 2             |     |
2       | 2026-10 | 100 | 4             | 31  | 1
3       | 2026-10 | 50  | 2             |     |
"""


def test_it_tells_people_days_and_what_moved_most():
    assert plain(lead(seen(OCTOBER, "2026-10"))) == (
        "Sista oktober 2026 var 7 placerade: 5 inom barn och unga och 2 inom vuxna. "
        "Vårddygnen var 181 i oktober, 6 % fler än i oktober i fjol; mest ökar HVB (+10 dygn)."
    )


def test_of_one_group_it_tells_which():
    assert plain(lead(seen(OCTOBER, "2026-10", clients=ClientGroup.CHILDREN))) == (
        "Sista oktober 2026 var 5 placerade inom barn och unga. "
        "Vårddygnen var 131 i oktober, 18 % fler än i oktober i fjol; mest ökar HVB (+20 dygn)."
    )


def test_of_a_single_unit_with_one_form_it_names_neither_group_nor_form():
    assert plain(lead(seen(OCTOBER, "2026-10", unit=ADULTS_ID))) == (
        "Sista oktober 2026 var 2 placerade. Vårddygnen var 50 i oktober, 17 % färre än i oktober i fjol."
    )


def test_a_unit_that_has_not_reported_is_named_and_nothing_is_summed_without_it():
    late = OCTOBER.replace("3       | 2026-10 | 50  | 2             |     |\n", "")
    assert plain(lead(seen(late, "2026-10"))) == (
        "Sista oktober 2026: antalet placerade kan inte räknas samman, för HVB saknas. "
        "Vårddygnen kan inte räknas samman, för HVB saknas. Vuxna har inte rapporterat oktober 2026."
    )


def test_where_no_one_is_placed_it_says_so():
    empty = "unit_id | period | hvb | hvb placerade\n2 | 2026-10 | 0 | 0"
    assert (
        plain(lead(seen(empty, "2026-10")))
        == "Sista oktober 2026 var ingen placerad. Vårddygnen var 0 i oktober."
    )


def test_outpatient_care_alone_is_no_placement():
    only = "unit_id | period | öppenvård | öppenvård i insats\n2 | 2026-10 | 93 | 3"
    assert plain(lead(seen(only, "2026-10", unit=CHILDREN_ID))) == (
        "Barn har inga placeringar, bara extern öppenvård 93 dygn i oktober 2026."
    )


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (100, 100, "Vårddygnen var 100 i oktober, lika många som i oktober i fjol."),
        (1000, 1003, "Vårddygnen var 1 003 i oktober, ungefär lika många som i oktober i fjol."),
        (100, 90, "Vårddygnen var 90 i oktober, 10 % färre än i oktober i fjol."),
        (0, 31, "Vårddygnen var 31 i oktober, mot inga alls i oktober i fjol."),
    ],
)
def test_days_are_told_beside_the_same_month_last_year(before, now, said):
    view = seen(f"unit_id | period | hvb\n2 | 2025-10 | {before}\n2 | 2026-10 | {now}", "2026-10")
    assert plain(days_words(view.whole, view.period)) == said


def test_a_month_whose_last_year_is_not_known_is_compared_with_nothing():
    view = seen("unit_id | period | hvb\n2 | 2026-10 | 31", "2026-10")
    assert days_words(view.whole, view.period) == "Vårddygnen var 31 i oktober."


def test_longer_periods_are_named_with_their_year():
    months = [f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 5)]
    rows = "\n".join(f"2 | {month} | {10 if month < '2026' else 11}" for month in months)
    view = seen(f"unit_id | period | hvb\n{rows}", "2026-T1")
    assert plain(days_words(view.whole, view.period)) == (
        "Vårddygnen var 44 under tertial 1 2026, 10 % fler än under tertial 1 2025."
    )


def paid(before, now, *, preliminary=False):
    """What January cost, by account, a year before and now."""
    return [
        row
        for year, amounts in ((2025, before), (2026, now))
        for account, amount in zip((HVB_PAID, SIS_PAID), amounts, strict=False)
        for row in booked(2, account, year, -amount, preliminary=preliminary and year == 2026)
    ]


ONE = "unit_id | period | hvb\n2 | 2025-01 | 10\n2 | 2026-01 | 10"


@pytest.mark.parametrize(
    ("before", "now", "preliminary", "said"),
    [
        (50_000, 52_000, False, "5 200 kr, 4 % mer än i januari i fjol."),
        (50_000, 45_000, False, "4 500 kr, 10 % mindre än i januari i fjol."),
        (50_000, 50_100, False, "5 010 kr, ungefär lika mycket som i januari i fjol."),
        (50_000, 55_000, True, "5 500 kr (preliminärt utfall), 10 % mer än i januari i fjol."),
    ],
)
def test_what_a_day_cost_is_told_beside_last_year(before, now, preliminary, said):
    view = seen(ONE, "2026-01", paid=paid([before], [now], preliminary=preliminary))
    assert plain(price_words(view.whole, view.period)) == f"Ett vårddygn kostade i snitt {said}"


def test_without_cost_nothing_is_said_of_it():
    view = seen(ONE, "2026-01")
    assert price_words(view.whole, view.period) == ""


MIX = """
unit_id | period  | hvb | sis
2       | 2025-01 | 100 | 100
2       | 2026-01 | 190 | 10
"""


def test_a_mean_that_falls_while_every_form_costs_more_says_what_the_forms_did():
    """Before 5 000 and 10 000 kr a day, now 5 500 and 11 000: 7 500 becomes 5 775, like for like +10 %."""
    view = seen(MIX, "2026-01", paid=paid([500_000, 1_000_000], [1_045_000, 110_000]))
    assert price_alone(view.whole) == pytest.approx(1.1)
    assert plain(price_words(view.whole, view.period)) == (
        "Ett vårddygn kostade i snitt 5 775 kr, 23 % mindre än i januari i fjol; "
        "med fördelningen på vårdformer som då hade det varit 8 250 kr, 10 % mer än då."
    )


def test_a_mean_that_moves_as_its_forms_do_needs_no_such_word():
    view = seen(MIX, "2026-01", paid=paid([500_000, 1_000_000], [760_000, 80_000]))
    assert price_alone(view.whole) == pytest.approx(0.8)
    assert plain(price_words(view.whole, view.period)) == (
        "Ett vårddygn kostade i snitt 4 200 kr, 44 % mindre än i januari i fjol."
    )


@pytest.mark.parametrize(
    ("any_goal", "said"),
    [
        (True, "Målen i planen står nedan."),
        (False, "Planen har inga mål om placeringar då."),
    ],
)
def test_an_office_that_does_not_count_by_form_says_what_there_is(any_goal, said):
    nothing = PlanTable(2019, 12, ())
    lead_words = without_forms("Kontoret", Period.parse("2019"), nothing, any_goal=any_goal)
    assert lead_words == f"Kontoret har inga siffror om placeringar per vårdform för 2019. {said}"
