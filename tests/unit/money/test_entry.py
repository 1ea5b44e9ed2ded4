"""Typed amounts: in the page's unit, signed or not, and budgets spread over their months."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.money.entry import PROFILES, SIGNED, SIGNS, UNSIGNED, Way, amount_from, budget_from, outcome_from
from metrics.money.profiles import ProfileError
from metrics.money.scale import MNKR, TKR
from metrics.vocabulary import AccountRole, BudgetProfile
from metrics.written import WrittenError

COST, INCOME = AccountRole.COST, AccountRole.INCOME
TYPED, STRAIGHT, LAST_YEAR = BudgetProfile.TYPED, BudgetProfile.STRAIGHT, BudgetProfile.LAST_YEAR
NONE_BEFORE = [math.nan] * 12
TWELVE = "\n".join(["100"] * 11 + ["250,5"])


@pytest.mark.parametrize(
    ("text", "scale", "signs", "role", "kronor"),
    [
        ("-12,5", TKR, SIGNED, COST, -12_500),
        ("−12,5", MNKR, SIGNED, COST, -12_500_000),
        ("12,5", TKR, SIGNED, INCOME, 12_500),
        ("(1 200)", TKR, SIGNED, COST, -1_200_000),
        ("12,5", TKR, UNSIGNED, COST, -12_500),
        ("12,5", TKR, UNSIGNED, INCOME, 12_500),
        ("1\u00a0234,5 tkr", TKR, UNSIGNED, COST, -1_234_500),
        ("7 mnkr", MNKR, UNSIGNED, INCOME, 7_000_000),
        ("0", TKR, UNSIGNED, COST, 0),
        ("0,00001", TKR, SIGNED, INCOME, 0.01),
        ("1,1", MNKR, SIGNED, INCOME, 1_100_000),
    ],
)
def test_an_amount_comes_back_in_kronor_with_cost_negative(text, scale, signs, role, kronor):
    found = amount_from(text, Way(scale, signs, role))
    assert found == kronor
    assert math.copysign(1, found) == (-1 if kronor < 0 else 1)


@pytest.mark.parametrize(
    ("text", "scale", "signs", "problem"),
    [
        ("-12", TKR, UNSIGNED, "Ett belopp har minus fast tecknen är valda som «utan tecken»."),
        ("(12)", TKR, UNSIGNED, "Ett belopp har minus fast tecknen är valda som «utan tecken»."),
        ("", TKR, SIGNED, "Det står inget tal."),
        ("1.234", TKR, SIGNED, "kan läsas på två sätt"),
        ("12 mnkr", TKR, SIGNED, "skriv det utan enhet"),
        ("tolv", MNKR, UNSIGNED, "är inget tal"),
        ("12", TKR, SIGNED, "Kontot är en kostnad men beloppet är plus. Skriv minus, eller välj «utan"),
        ("0,1", MNKR, SIGNED, "Kontot är en kostnad men beloppet är plus"),
    ],
)
def test_an_amount_that_can_not_be_read_is_refused(text, scale, signs, problem):
    with pytest.raises(WrittenError, match=problem):
        amount_from(text, Way(scale, signs, COST))


def test_an_income_with_minus_is_refused():
    problem = "Kontot är en intäkt men beloppet är minus. Ta bort minustecknet."
    with pytest.raises(WrittenError, match=problem):
        amount_from("-3", Way(TKR, SIGNED, INCOME))


@given(
    st.decimals(0, 10**6, places=2),
    st.sampled_from([TKR, MNKR]),
    st.sampled_from([("-", COST), ("", INCOME)]),
)
def test_either_convention_of_signs_gives_the_same_amount(size, scale, side):
    sign, role = side
    bare = str(size).replace(".", ",")
    kronor = round(float(size) * scale.kronor, 2)
    for written, signs in ((f"{sign}{bare}", SIGNED), (bare, UNSIGNED)):
        found = amount_from(written, Way(scale, signs, role))
        assert found == (-kronor if role == COST else kronor)


@given(st.decimals("0.01", 10**6, places=2), st.sampled_from([("", COST), ("-", INCOME)]))
def test_a_years_amount_on_the_other_side_of_its_account_is_always_refused(size, side):
    sign, role = side
    with pytest.raises(WrittenError, match="Kontot är en"):
        amount_from(f"{sign}{size}".replace(".", ","), Way(TKR, SIGNED, role))


ACCOUNTS = {
    "Löner": (11, Way(TKR, SIGNED, COST)),
    "Hyror; lokaler": (12, Way(TKR, SIGNED, COST)),
    "Avgifter": (13, Way(TKR, SIGNED, INCOME)),
}
BARE = {name: (number, Way(MNKR, UNSIGNED, way.role)) for name, (number, way) in ACCOUNTS.items()}


@pytest.mark.parametrize(
    ("text", "accounts", "expected"),
    [
        ("Löner;-10", ACCOUNTS, {11: -10_000}),
        ("Löner\t−1 200,5", ACCOUNTS, {11: -1_200_500}),
        ("Avgifter; 5 tkr\n\n  Löner ; -10\n", ACCOUNTS, {13: 5_000, 11: -10_000}),
        ("Hyror; lokaler;-7", ACCOUNTS, {12: -7_000}),
        ("Löner;1,5\nAvgifter;0,25", BARE, {11: -1_500_000, 13: 250_000}),
        # A month may be on the other side, as a credit is, and nothing is nothing and not left out.
        ("Löner;10\nAvgifter;-5", ACCOUNTS, {11: 10_000, 13: -5_000}),
        ("Löner;0", ACCOUNTS, {11: 0}),
        ("Löner;\nAvgifter; 3", ACCOUNTS, {13: 3_000}),
        ("", ACCOUNTS, {}),
        (" \n", ACCOUNTS, {}),
    ],
)
def test_a_months_accounts_are_read_a_line_each(text, accounts, expected):
    assert outcome_from(text, accounts) == expected


@pytest.mark.parametrize(
    ("text", "accounts", "problem"),
    [
        ("Löner;-10\nMat;-5", ACCOUNTS, "Rad 2: «Mat» är inget konto här. Skriv konto;belopp."),
        ("\nLöner -10", ACCOUNTS, "Rad 2: «Löner -10» är inget konto här. Skriv konto;belopp."),
        ("löner;-10", ACCOUNTS, "Rad 1: «löner» är inget konto här."),
        ("Löner;-10\nAvgifter;3\nLöner;-5", ACCOUNTS, "Rad 3: «Löner» står två gånger."),
        ("Löner;tio", ACCOUNTS, "Rad 1, Löner: «tio» är inget tal"),
        ("Avgifter;3\nLöner;-5", BARE, "Rad 2, Löner: Ett belopp har minus fast tecknen är valda som"),
    ],
)
def test_a_months_accounts_that_can_not_be_read_say_on_which_line(text, accounts, problem):
    with pytest.raises(WrittenError) as refused:
        outcome_from(text, accounts)
    assert str(refused.value).startswith(problem)


def spread(total, text, profile, last_year=NONE_BEFORE, way=None) -> dict[str, float]:
    return budget_from(total, text, profile.value, 2026, way or Way(TKR, UNSIGNED, COST), last_year=last_year)


def months(amounts) -> dict[str, float]:
    return {f"2026-{place:02d}": amount for place, amount in enumerate(amounts, start=1)}


@pytest.mark.parametrize(
    ("total", "text", "profile", "last_year", "expected"),
    [
        ("1 200", "", STRAIGHT, NONE_BEFORE, [-100_000] * 12),
        ("1 200", TWELVE, STRAIGHT, NONE_BEFORE, [-100_000] * 12),
        ("1 200", "", LAST_YEAR, [-1] * 6 + [-3] * 6, [-50_000] * 6 + [-150_000] * 6),
        ("1 200", "", LAST_YEAR, [-1] * 11 + [-1.0], [-100_000] * 12),
        ("", TWELVE, TYPED, NONE_BEFORE, [-100_000] * 11 + [-250_500]),
        ("1 350,5", TWELVE, TYPED, NONE_BEFORE, [-100_000] * 11 + [-250_500]),
    ],
)
def test_a_budget_is_spread_as_chosen(total, text, profile, last_year, expected):
    assert spread(total, text, profile, last_year) == months(expected)


@pytest.mark.parametrize(
    ("total", "text", "profile", "last_year", "error", "problem"),
    [
        ("", "", STRAIGHT, NONE_BEFORE, WrittenError, "Det står inget tal"),
        ("", "", LAST_YEAR, [-1.0] * 12, WrittenError, "Det står inget tal"),
        ("", "", TYPED, NONE_BEFORE, WrittenError, "Det står inga belopp"),
        ("1 200", "", LAST_YEAR, NONE_BEFORE, ProfileError, "Belopp saknas för januari, februari"),
        ("1 200", "", LAST_YEAR, [-1.0] * 11 + [math.nan], ProfileError, "Belopp saknas för december"),
        ("1 200", "", LAST_YEAR, [0.0] * 12, ProfileError, "har ingen form"),
        ("1 200", "", LAST_YEAR, [-3.0] * 6 + [2.0] * 6, ProfileError, "åt båda hållen"),
        ("1 200", TWELVE, TYPED, NONE_BEFORE, ProfileError, "150\u00a0500 kr återstår"),
        ("", "jan 10\nfeb 20", TYPED, NONE_BEFORE, ProfileError, "Belopp saknas för mars"),
        ("30", "jan 10\nfeb 20", TYPED, NONE_BEFORE, ProfileError, "Belopp saknas för mars"),
        ("-1 200", "", STRAIGHT, NONE_BEFORE, WrittenError, "utan tecken"),
        ("", "jan 10\nfeb -5", TYPED, NONE_BEFORE, WrittenError, "utan tecken"),
    ],
)
def test_a_budget_that_can_not_be_spread_says_why(total, text, profile, last_year, error, problem):
    with pytest.raises(error, match=problem):
        spread(total, text, profile, last_year)


def test_a_signed_budget_has_the_months_of_its_sign():
    found = spread("-1,2", "", STRAIGHT, way=Way(MNKR, SIGNED, COST))
    assert found == months([-100_000] * 12)


@pytest.mark.parametrize(
    ("total", "text", "profile", "role"),
    [
        ("1,2", "", STRAIGHT, COST),
        ("-1,2", "", LAST_YEAR, INCOME),
        ("", "\n".join(["1"] * 12), TYPED, COST),
        ("", "\n".join(["-1"] * 12), TYPED, INCOME),
        ("12", "\n".join(["1"] * 12), TYPED, COST),
    ],
)
def test_a_budget_on_the_other_side_of_its_account_is_refused(total, text, profile, role):
    with pytest.raises(WrittenError, match="Kontot är en"):
        spread(total, text, profile, [-1.0] * 12, Way(MNKR, SIGNED, role))


def test_a_single_month_of_a_budget_may_be_on_the_other_side():
    text = "\n".join(["-100"] * 11 + ["250"])
    assert spread("", text, TYPED, way=Way(TKR, SIGNED, COST)) == months([-100_000] * 11 + [250_000])


@given(
    st.decimals(-(10**4), 0, places=2),
    st.sampled_from([(STRAIGHT, NONE_BEFORE), (LAST_YEAR, [-1.0] * 5 + [-4.0] * 7)]),
)
def test_the_months_of_a_budget_sum_to_it(value, how):
    text = str(value).replace(".", ",")
    way = Way(TKR, SIGNED, COST)
    found = spread(text, "", how[0], how[1], way)
    assert round(math.fsum(found.values()), 2) == amount_from(text, way)


def test_every_choice_has_its_words():
    assert set(PROFILES) == {profile.value for profile in BudgetProfile}
    assert set(SIGNS) == {SIGNED, UNSIGNED}
