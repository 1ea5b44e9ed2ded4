"""Which sign costs have in a file. In the store income is positive and cost negative, whatever is printed."""

import pandas as pd

from data.imports.facts import Asked, Choice, Question
from data.imports.step import Office, Step, first_cell
from metrics.vocabulary import AccountRole

COSTS = (AccountRole.COST.value, AccountRole.COST_SUM.value)
INCOMES = (AccountRole.INCOME.value, AccountRole.INCOME_SUM.value)
TURN, TURN_ALL, AS_IT_IS = "minus", "all", "as_is"


def signed(figures: pd.DataFrame, office: Office) -> Step:
    """Let costs be negative where the file prints them positive, which is asked, once for each table.

    A table where any cost is negative prints them so. Balances are left as they are.
    """
    if figures["account_id"].isna().all():
        return Step(figures)
    roles = figures["account_id"].map(office.known.accounts.set_index("id")["role"].to_dict()).fillna("")
    turned = pd.Series(data=False, index=figures.index)
    asked = turned.copy()
    questions = []
    for number, rows in figures[roles.isin(COSTS)].groupby("table", sort=False, observed=True):
        values = rows["value"].dropna()
        if not (values > 0).any() or (values < 0).any():
            continue
        table = office.tables[int(str(number))]
        subject = table.title or table.sheet or "tabellen"
        answer = office.answer(Asked.COST_SIGN, subject)
        here = figures["table"] == number
        income = figures[here & roles.isin(INCOMES)]["value"].dropna()
        if answer is None:
            questions.append(_about_signs(subject, rows, income))
            asked |= here & (roles != AccountRole.BALANCE.value)
        elif answer == TURN:
            turned |= here & roles.isin(COSTS)
            turned |= here & (roles == AccountRole.NET.value) & _net_as_cost(figures[here], roles[here])
        elif answer == TURN_ALL:
            turned |= here & (roles != AccountRole.BALANCE.value)
    value = figures["value"].where(~turned, 0.0 - figures["value"])
    state = figures["state"].where(~(asked & (roles != "")), "")
    return Step(figures.assign(value=value, state=state), (), tuple(questions))


def _net_as_cost(figures: pd.DataFrame, roles: "pd.Series[str]") -> bool:
    """Tell whether the net is printed as cost less income; so it is taken to be where parts don't show it."""
    place = [figures[name] for name in ("unit_id", "period", "kind", "made_in")]

    def of(wanted: tuple[str, ...]) -> "pd.Series[float]":
        return figures["value"].where(roles.isin(wanted)).groupby(place).sum(min_count=1)

    income = of((AccountRole.INCOME.value,)).fillna(of((AccountRole.INCOME_SUM.value,)))
    cost = of((AccountRole.COST.value,)).fillna(of((AccountRole.COST_SUM.value,)))
    net, expected = of((AccountRole.NET.value,)), income - cost
    known = net.notna() & expected.notna() & (expected != 0) & (net != 0)
    as_result = ((net > 0) == (expected > 0))[known]
    return not bool(len(as_result) and as_result.mean() > 1 / 2)


def _about_signs(subject: str, rows: pd.DataFrame, income: "pd.Series[float]") -> Question:
    turn = Choice(TURN, "Ja, läs kostnaderna som minus")
    turn_all = Choice(TURN_ALL, "Byt tecken på allt, intäkterna också")
    as_is = Choice(AS_IT_IS, "Nej, läs dem som de står")
    reversed_income = len(income) > 0 and (income <= 0).all() and (income < 0).any()
    text = "Kostnaderna står med plus i filen. I Lägesbild är kostnader minus. Ska de läsas som minus?"
    choices = (turn_all, turn, as_is) if reversed_income else (turn, as_is)
    return Question(Asked.COST_SIGN, subject, text, first_cell(rows), choices)
