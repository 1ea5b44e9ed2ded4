"""Money on its way in: signs, size, sums, budgets and accumulated results."""

from datetime import date
from itertools import accumulate

import pandas as pd
import pytest
from plausible import ALONE, FAMILY, months

from metrics.plausibility import doubts_of_amounts

ACCOUNTS = pd.DataFrame(
    {
        "name": ["Intäkter", "Personal", "Placeringar", "Summa kostnader", "Netto"],
        "role": ["income", "cost", "cost", "cost_sum", "net"],
    },
    index=[1, 2, 3, 4, 5],
)
STAFF = [-871_200, -902_450, -884_310, -915_875, -893_640, -921_330, -790_215, -868_990]
LATER = date(2027, 1, 31)


def amounts(account, periods, values, *, kind="outcome", made_in="", unit=1):
    return pd.DataFrame(
        {
            "unit_id": unit,
            "account_id": account,
            "kind": kind,
            "year": [int(period[:4]) for period in periods],
            "period": periods,
            "made_in": made_in,
            "amount": [float(value) for value in values],
        }
    )


NOTHING = amounts(1, [], [])
HISTORY = amounts(2, months("2025-01", 8), STAFF)


def every(file, history=NOTHING, units=ALONE, last_day=LATER):
    return doubts_of_amounts(file, history, ACCOUNTS, units, last_day)


def rules(*given, **others):
    return [doubt.rule for doubt in every(*given, **others) if doubt.level != "notice"]


def table(income, staff, care, cost_sum, net, *, kind="budget", period="2026"):
    """Lay out a result table's column; None is a row without an amount."""
    values = [(account, value) for account, value in enumerate([income, staff, care, cost_sum, net], start=1)]
    return pd.concat(
        [amounts(account, [period], [value], kind=kind) for account, value in values if value is not None],
        ignore_index=True,
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-880_000, []),
        (-880, ["times-thousand"]),
        (-8_800_000, ["decimal-slip"]),
        (-1_200_000, []),
    ],
)
def test_a_month_is_held_against_the_accounts_own_months(value, expected):
    assert rules(amounts(2, ["2025-09"], [value]), HISTORY) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([100, -200, -300], []),
        ([100, 200, 300], ["sign"]),
        ([-100, -200, -300], ["sign"]),
        ([100, 20, -300, -280], []),
    ],
)
def test_costs_without_minus_are_asked_about_where_most_of_them_are(values, expected):
    account = [1, 2, 3, 4][: len(values)]
    file = pd.concat(
        [amounts(*each) for each in zip(account, [["2026-01"]] * 4, [[v] for v in values], strict=False)],
        ignore_index=True,
    )
    assert rules(file) == expected


def test_a_cost_of_the_other_sign_than_its_history_is_asked_about():
    file = pd.concat(
        [amounts(2, ["2025-09"], [880_000]), amounts(3, months("2025-08", 2), [-10, -10])],
        ignore_index=True,
    )
    assert rules(file, HISTORY) == ["sign"]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (table(3_258_000, -40_000_000, -28_851_000, -68_851_000, -65_593_000), []),
        (table(3_258_000, -40_000_000, -28_851_000, -68_851_000, -65_594_000), [("notice", (4,))]),
        (table(3_258_000, -40_000_000, -28_850_000, -68_851_000, -65_593_000), [("notice", (3,))]),
        (table(3_258_000, -40_000_000, -28_851_000, -68_851_000, -60_000_000), [("warning", (4,))]),
        (table(3_258_000, -40_000_000, -20_000_000, -68_851_000, -65_593_000), [("warning", (3,))]),
        (table(3_258_000, None, None, -68_851_000, -60_000_000), [("warning", (2,))]),
        (table(None, None, None, -68_851_000, -60_000_000), []),
        (table(None, None, None, None, 0), []),
    ],
    ids=["right", "net rounded", "sum rounded", "net wrong", "sum wrong", "sums alone", "no income", "empty"],
)
def test_printed_sums_are_what_their_rows_make_or_what_rounding_leaves(column, expected):
    told = [(doubt.level.value, doubt.rows) for doubt in every(column) if doubt.rule == "parts-and-total"]
    assert told == expected


def test_the_parts_of_a_printed_sum_are_said_in_tkr():
    column = table(3_258_000, -40_000_000, -28_851_000, -68_851_000, -65_594_000)
    assert every(column)[0].message.replace("\u00a0", " ") == (
        "Netto: filen skriver −65 594 tkr, men raderna ger −65 593 tkr; det skiljer 1 tkr. "
        "Så mycket kan avrundning göra."
    )


def test_a_changed_budget_counts_accounts_and_not_values_of_one():
    budget = table(1_000, -700, -300, None, None)
    told = [each for each in every(table(1_200, -800, -350, None, None), budget) if each.level == "warning"]
    assert [each.rule for each in told] == ["budget-changed"]
    assert told[0].message.replace("\u00a0", " ") == (
        "Budgeten för 2026 ändras. 3 konton ändras, bland dem Intäkter (budget): 1 000 kr blir 1 200 kr "
        "för 2026. Skriv vilket beslut som ligger bakom."
    )


def test_sums_printed_in_tkr_over_exact_amounts_are_off_by_rounding_only():
    exact = table(3_257_905, -3_300_000, None, -3_300_000, -41_000)
    assert ("warning", (3,)) in [(each.level.value, each.rows) for each in every(exact)]
    tkr = exact.assign(coarse=[float("nan"), 1_000, 1_000, 1_000])
    assert [each.level.value for each in every(tkr) if each.rule == "parts-and-total"] == ["notice"]


def test_an_accumulated_outcome_is_asked_about():
    year = [*STAFF, -880_450, -905_120, -897_330, -912_870]
    history = amounts(2, months("2025-01", 12), year)
    assert rules(amounts(2, months("2026-01", 12), list(accumulate(year))), history) == [
        "flow-as-accumulated"
    ]
    ten = pd.concat([history, amounts(2, months("2026-01", 9), year[:9])], ignore_index=True)
    assert rules(amounts(2, ["2026-10"], [sum(year[:10])]), ten) == ["flow-as-accumulated"]


@pytest.mark.parametrize(
    ("kind", "period", "last_day", "expected"),
    [
        ("outcome", "2026-03", date(2026, 2, 28), ["future-period"]),
        ("outcome", "2026-03", date(2026, 3, 15), ["future-period"]),
        ("outcome", "2026-03", date(2026, 3, 31), []),
        ("budget", "2026-03", date(2025, 12, 1), []),
        ("plan", "2028", date(2025, 12, 1), []),
    ],
)
def test_only_an_outcome_can_be_too_early(kind, period, last_day, expected):
    assert rules(amounts(2, [period], [-5], kind=kind), last_day=last_day) == expected


def test_a_changed_budget_is_asked_about_once_for_a_unit_and_year():
    budget = amounts(2, months("2026-01", 12), [-870_000] * 12, kind="budget")
    file = amounts(2, months("2026-01", 12), [-870_000] * 6 + [-880_000] * 6, kind="budget")
    asked = [doubt for doubt in every(file, budget) if doubt.level != "notice"]
    assert [(doubt.rule, doubt.rows) for doubt in asked] == [("budget-changed", (6, 7, 8, 9, 10, 11))]
    assert asked[0].message.replace("\u00a0", " ") == (
        "Budgeten för 2026 ändras. Personal (budget): 6 värden ändras, bland dem −870 000 kr blir "
        "−880 000 kr i juli 2026. Skriv vilket beslut som ligger bakom."
    )


def test_a_budget_is_the_same_every_month_and_a_forecast_as_it_was():
    budget = amounts(2, months("2026-01", 12), [-870_000] * 12, kind="budget")
    made = [
        amounts(2, ["2026"], [value], kind="forecast", made_in=month)
        for month, value in zip(
            months("2026-01", 8), [-10_412_345 - 1_377 * n for n in range(8)], strict=True
        )
    ]
    again = amounts(2, ["2026"], [-10_412_345 - 1_377 * 7], kind="forecast", made_in="2026-09")
    assert rules(budget) == []
    assert rules(again, pd.concat(made, ignore_index=True)) == []


def test_a_forecast_in_tkr_is_seen_by_those_made_before():
    made = amounts(2, ["2026"] * 5, [-10_400_000] * 5, kind="forecast", made_in=months("2026-01", 5))
    file = amounts(2, ["2026"], [-10_400], kind="forecast", made_in="2026-06")
    assert rules(file, made) == ["times-thousand"]
    told = every(file, made)[0].message.replace("\u00a0", " ")
    assert told.startswith("Personal (prognos): −10 400 kr för 2026, gjord i juni 2026 ligger långt under")


def test_a_years_budget_in_tkr_is_seen_by_other_years_and_kinds():
    history = pd.concat(
        [
            amounts(2, ["2023", "2024", "2025"], [-9_800_000, -10_100_000, -10_350_000], kind="budget"),
            amounts(2, ["2023", "2024"], [-9_912_345, -10_234_567]),
        ],
        ignore_index=True,
    )
    assert rules(amounts(2, ["2026"], [-10_500], kind="budget"), history) == ["times-thousand"]
    assert rules(amounts(2, ["2026"], [-10_500_000], kind="budget"), history) == []


def test_a_units_account_is_the_sum_of_the_units_below():
    file = pd.concat(
        [
            amounts(2, ["2026"], [value], kind="budget", unit=unit)
            for unit, value in ((1, -900), (2, -500), (3, -300))
        ],
        ignore_index=True,
    )
    assert rules(file, units=FAMILY) == ["parts-and-total"]
    assert rules(file.assign(amount=[-800.0, -500.0, -300.0]), units=FAMILY) == []


def test_rows_without_a_known_account_are_passed_by():
    file = amounts(2, ["2025-09"], [-880]).assign(account_id=pd.array([pd.NA], dtype="Int64"))
    assert every(file, HISTORY) == []
