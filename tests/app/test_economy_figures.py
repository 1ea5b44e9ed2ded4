"""The figures of Ekonomi are those of the store: counted here from plain rows, in Exempelstad's year."""

import pandas as pd
import pytest
from money_office import sheet, visited
from pages_read import lead, table
from sqlalchemy import Engine, text

from metrics.numbers import thousands

ROOT, LEAF = "socialforvaltningen", "utredningsenheten-barn"
EXEMPELSTAD = {"organisation": "exempelstad", "amounts": "tkr", "period": "2026-10"}
MONTHS_OF_2026 = [f"2026-{month:02d}" for month in range(1, 13)]


def of_exempelstad(**address: str) -> dict[str, str]:
    """Return an address of Exempelstad; what is empty is left out."""
    return {name: value for name, value in {**EXEMPELSTAD, **address}.items() if value}


def in_force(engine: Engine) -> pd.DataFrame:
    """Return Exempelstad's latest words on 2026, read with plain SQL: unit, account, kind, period, amount."""
    with engine.connect() as connection:
        rows = pd.read_sql_query(
            text(
                "SELECT u.code AS unit, a.name AS account, m.kind, m.period, m.made_in, m.revision, m.amount "
                "FROM amount m JOIN unit u ON u.id = m.unit_id JOIN account a ON a.id = m.account_id "
                "JOIN organisation o ON o.id = m.organisation_id "
                "WHERE o.code = 'exempelstad' AND m.year = 2026 AND a.role IN ('income', 'cost')"
            ),
            connection,
        )
    key = ["unit", "account", "kind", "period", "made_in"]
    return rows.sort_values("revision").drop_duplicates(key, keep="last")


def expected(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return, per key, what the year to October is: the columns of the screen, in kronor."""
    line = [*by, "unit", "account"]
    known = rows[rows["period"].isin(MONTHS_OF_2026[:10])]
    made = rows[(rows["kind"] == "forecast") & (rows["made_in"] <= "2026-10")].sort_values("made_in")
    lines = pd.DataFrame(
        {
            "budget": rows[rows["kind"] == "budget"].groupby(line)["amount"].sum(),
            "budget_to_date": known[known["kind"] == "budget"].groupby(line)["amount"].sum(),
            "outcome": known[known["kind"] == "outcome"].groupby(line)["amount"].sum(),
            "forecast": made.groupby(line)["amount"].last(),
            "before": made[made["made_in"] < "2026-10"].groupby(line)["amount"].last(),
        }
    )
    assert lines.notna().all(axis=None), "a line without a word would stand at its statistical forecast"
    whole = lines.groupby(level=by).sum()
    return whole.assign(
        to_date=whole["outcome"] - whole["budget_to_date"],
        change=whole["forecast"] - whole["before"],
        deviation=whole["forecast"] - whole["budget"],
    )


def tkr(amount: float, *, sign: bool = False) -> str:
    return thousands(amount, sign=sign).replace("\u00a0", " ").replace("\u2212", "-")


@pytest.mark.parametrize("unit", [ROOT, LEAF])
def test_the_year_on_the_screen_is_that_of_the_store(full_store: Engine, unit: str) -> None:
    rows = in_force(full_store).assign(whole="whole")
    mine = rows if unit == ROOT else rows[rows["unit"] == unit]
    told = expected(mine, ["whole"]).loc["whole"]
    app = visited(of_exempelstad(unit=unit))
    shown = sheet(app, "standing")
    assert shown["Till och med oktober"] == [
        tkr(told["budget_to_date"]),
        tkr(told["outcome"]),
        tkr(told["to_date"], sign=True),
    ]
    moved = f"{tkr(told['change'], sign=True)} sedan september"
    assert shown["Helår, controllerns prognos"] == [
        tkr(told["budget"]),
        f"{tkr(told['forecast'])} | {moved}",
        tkr(told["deviation"], sign=True),
    ]
    assert f"{tkr(abs(told['deviation']))} tkr sämre än budget" in lead(app)


def test_every_account_and_every_unit_on_the_screen_is_that_of_the_store(full_store: Engine) -> None:
    rows = in_force(full_store)
    for by, parts, keys in (
        ("account", "", rows["account"]),
        ("unit_name", "unit", rows["unit"].map(unit_names(full_store))),
    ):
        told = expected(rows.assign(key=keys), ["key"])
        shown = sheet(visited(of_exempelstad(unit=ROOT, parts=parts)), "parts")
        assert len(shown) == len(told), by
        for name, row in told.iterrows():
            budget, to_date, forecast, change, _, deviation = shown[str(name)]
            assert (budget, to_date) == (tkr(row["budget"]), tkr(row["to_date"], sign=True)), name
            assert (forecast, change) == (tkr(row["forecast"]), tkr(row["change"], sign=True)), name
            assert deviation == tkr(row["deviation"], sign=True), name


def unit_names(engine: Engine) -> dict[str, str]:
    """Return Exempelstad's units by code."""
    asked = text(
        "SELECT u.code, u.name FROM unit u JOIN organisation o ON o.id = u.organisation_id "
        "WHERE o.code = 'exempelstad'"
    )
    with engine.connect() as connection:
        return {row.code: row.name for row in connection.execute(asked)}


def test_the_months_on_the_screen_sum_to_the_year(full_store: Engine) -> None:
    rows = in_force(full_store)
    mine = rows[rows["unit"] == LEAF]
    shown = table(visited(of_exempelstad(unit=LEAF)), "Månad för månad")
    by_month = mine.pivot_table(index="period", columns="kind", values="amount", aggfunc="sum")
    assert shown["mars 2026"][0] == tkr(by_month.loc["2026-03", "budget"])
    assert shown["mars 2026"][1] == tkr(by_month.loc["2026-03", "outcome"])
    assert shown["november 2026"][1:] == ["", "", ""]
    to_date = by_month.loc[MONTHS_OF_2026[:10]]
    assert shown["oktober 2026"][3] == tkr((to_date["outcome"] - to_date["budget"]).sum(), sign=True)
    year = by_month.loc[MONTHS_OF_2026, "budget"].sum()
    spent = to_date["outcome"].sum()
    assert shown["Summa"] == [tkr(year), tkr(spent), shown["oktober 2026"][3], ""]
