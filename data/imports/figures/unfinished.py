"""Figures of a period that has begun and not ended: they are preliminary, whatever the file says."""

from datetime import date

import pandas as pd

from data.imports.figures.standing import beside
from data.imports.step import Office, Step, each_told
from metrics.periods import Period
from metrics.vocabulary import AmountKind, FindingLevel, Kind, Periodicity, ValueState

RULE = "unfinished-period"


def as_preliminary(made: pd.DataFrame, held: pd.DataFrame, office: Office, today: date) -> Step:
    """Make the final values of periods that go on preliminary, with a notice for each period.

    What is measured, and what has been booked: a budget, a plan and a forecast are of what lies ahead. An
    index of more than a month may be done before its period ends, and a value that stands in the store as
    final is left so. `held` is as in `Standing.figures`.
    """
    going = [code for code in made["period"].unique() if _goes_on(str(code), today)]
    early = made["period"].isin(going) & (made["state"] == ValueState.FINAL) & made["value"].notna()
    early &= made["indicator_id"].notna() | (made["kind"] == AmountKind.OUTCOME)
    early &= ~_done_before_the_end(made, office)
    if early.any() and len(held):
        old = beside(made[early], held)
        stands = (old["state"] == ValueState.FINAL) & (old["value"] == made.loc[early, "value"])
        early.loc[stands.index[stands]] = False
    if not early.any():
        return Step(made)
    state = made["state"].astype("str").where(~early, ValueState.PRELIMINARY.value)
    told = each_told(FindingLevel.NOTICE, made[early], "period", RULE, _told)
    return Step(made.assign(state=state), tuple(told))


def _goes_on(code: str, today: date) -> bool:
    period = Period.parse(code)
    return period.first <= today <= period.last


def _done_before_the_end(made: pd.DataFrame, office: Office) -> "pd.Series[bool]":
    known = office.known.indicators
    surveys = known.loc[known["kind"] == Kind.INDEX, "id"]
    months = {
        code: Period.parse(str(code)).periodicity == Periodicity.MONTH for code in made["period"].unique()
    }
    return made["indicator_id"].isin(surveys) & ~made["period"].map(months).astype("bool")


def _told(rows: pd.DataFrame) -> str:
    label = Period.parse(str(rows["period"].iloc[0])).label
    what = "siffran läses som preliminär" if len(rows) == 1 else "siffrorna läses som preliminära"
    return f"{label[0].upper()}{label[1:]} är inte slut: {what}."
