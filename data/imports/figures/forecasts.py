"""The month in which a forecast was made, where its column doesn't say: from a title, a sheet or the file.

A forecast without a month is kept, but is no controller's forecast: those are followed month by month.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from data.imports.facts import Finding, Table
from data.imports.headings import period_words
from data.imports.step import Office, Step, finding
from metrics.periods import Period
from metrics.vocabulary import AmountKind, FindingLevel, Periodicity

RULE = "forecast-month"
UNKNOWN = (
    "Prognosen säger inte vilken månad den gjordes, och visas därför inte som controllerns prognos på "
    "Ekonomi. Skriv månaden i rubriken, som «Prognos 2026 okt»."
)


def with_forecast_months(facts: pd.DataFrame, office: Office, file_name: str) -> Step:
    """Add the month to forecasts of a year that have none, where one of that year stands outside; tell it."""
    silent = (facts["kind"] == AmountKind.FORECAST) & (facts["made_in"] == "") & facts["account_id"].notna()
    if not silent.any():
        return Step(facts)
    made = facts["made_in"].astype(object)
    findings: list[Finding] = []
    for number, rows in facts[silent].groupby("table", sort=False, observed=True):
        found = list(_months(office.tables[int(str(number))], file_name))
        months = rows["period"].map({code: _of_year(found, str(code)) for code in rows["period"].unique()})
        made.loc[rows.index] = months
        findings += _told(rows, months)
    return Step(facts.assign(made_in=made.astype("str")), tuple(findings))


def _months(table: Table, file_name: str) -> Iterator[Period]:
    """Give the months that stand outside a table, nearest first; a day's date is none."""
    name = file_name.rpartition(".")[0] or file_name
    for text in (*reversed(table.title.split("\n")), table.sheet, name.replace("_", " ")):
        words = period_words(text)
        if words is None or words.year is None or words.day:
            continue
        month = words.month or (words.span[1] if words.span else None)
        if month:
            yield Period(Periodicity.MONTH, words.year, month)


def _of_year(months: Sequence[Period], year: str) -> str:
    return next((month.code for month in months if year == str(month.year)), "")


def _told(rows: pd.DataFrame, months: "pd.Series[str]") -> Iterator[Finding]:
    for code, mine in rows.groupby(months, sort=False):
        label = Period.parse(str(code)).label if code else ""
        told = f"Prognosen lästes som gjord i {label}, som står utanför tabellen." if code else UNKNOWN
        yield finding(FindingLevel.NOTICE, mine, RULE, told)
