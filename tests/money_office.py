"""A small office with money in months, and its page: three years of round amounts.

| kronor a month | 2024, 2025 | 2026, January to August | budget 2026 | last forecast 2026 |
|---|---|---|---|---|
| barn, bidrag (income) | +100 000 | +100 000 | 1 200 000 | none |
| barn, personal | −1 000 000 | −1 000 000 | −12 000 000 | none |
| barn, hvb | −500 000 | −600 000 | −6 000 000 | −6 600 000 in March, −7 000 000 in August |
| vuxna, personal | −800 000 | −800 000 | −9 600 000 | none |

HVB has 100 days of care a month, so that a day costs 6 000 kronor in 2026. Days are told from
2023, a year without money, to September 2026. Forecasts of HVB in March and August of the closed
years said −5 000 000 of what became −6 000 000.
"""

import json
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st
from offices import indicator, plan_toml, series
from pages_read import opened, rows_of
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import queries, queries_money
from data.catalogue import load_plan_file
from data.models.organisation import ImportIn
from data.recording import record_measurements, start_import
from data.recording_money import record_forecast, record_months
from data.store import migrate, open_store

ACCOUNTS = """
[[accounts]]
code = "bidrag"
name = "Bidrag"
role = "income"
position = 1

[[accounts]]
code = "personal"
name = "Personal"
role = "cost"
position = 2

[[accounts]]
code = "hvb"
name = "HVB"
role = "cost"
position = 3
volume = "hvb-dygn"

[[accounts]]
code = "netto"
name = "Nettokostnad"
role = "net"
position = 4
"""
PER_MONTH = {
    ("barn", "bidrag"): 100_000.0,
    ("barn", "personal"): -1_000_000.0,
    ("barn", "hvb"): -500_000.0,
    ("vuxna", "personal"): -800_000.0,
}
HVB_2026 = -600_000.0
MONTHS_BOOKED = {2024: 12, 2025: 12, 2026: 8}
FORECASTS = {
    (2024, 3): -5_000_000.0,
    (2024, 8): -5_000_000.0,
    (2025, 3): -5_000_000.0,
    (2025, 8): -5_000_000.0,
    (2026, 3): -6_600_000.0,
    (2026, 8): -7_000_000.0,
}


def money_store(folder: Path) -> tuple[str, Engine]:
    """Return the address of a store of one's own with the office, and the store."""
    path = folder / "money.db"
    path.write_bytes(_template())
    url = f"sqlite:///{path}"
    return url, open_store(url)


@cache
def _template() -> bytes:
    with TemporaryDirectory() as made_in:
        path, plan = Path(made_in) / "store.db", Path(made_in) / "plan.toml"
        engine = open_store(f"sqlite:///{path}")
        migrate(engine)
        days = {f"{year}-{month:02d}": 100 for year in range(2023, 2027) for month in range(1, 13)}
        told = {month: count for month, count in days.items() if month <= "2026-09"}
        counted = indicator("hvb-dygn", "Vårddygn i HVB", kind="flow", unit="dygn")
        plan.write_text(plan_toml([counted, series("hvb-dygn", "barn", told), ACCOUNTS]), "utf-8")
        load_plan_file(engine, plan, str)
        _book(engine)
        engine.dispose()
        return path.read_bytes()


def _book(engine: Engine) -> None:
    """Record the forecasts and the budgets first: a closed year takes none."""
    by_whom = {"organisation_id": 1, "role": "Controller"}
    units, accounts = numbers(engine)
    for (year, month), amount in FORECASTS.items():
        place = {"unit_id": units["barn"], "account_id": accounts["hvb"]}
        made_in = f"{year}-{month:02d}"
        record_forecast(engine, year=year, made_in=made_in, amount=amount, **place, **by_whom)
    for kind in ("budget", "outcome"):
        for (unit, account), year in product(PER_MONTH, MONTHS_BOOKED):
            place = {"unit_id": units[unit], "account_id": accounts[account]}
            months = _months(kind, unit, account, year)
            record_months(engine, kind=kind, year=year, months=months, **place, **by_whom)


def _months(kind: str, unit: str, account: str, year: int) -> dict[str, float]:
    """Return the twelve months of a budget, or the booked ones of an outcome, in kronor."""
    codes = [f"{year}-{month:02d}" for month in range(1, 13)]
    planned = PER_MONTH[unit, account]
    if kind == "budget":
        return dict.fromkeys(codes, planned)
    spent = HVB_2026 if (account, year) == ("hvb", 2026) else planned
    return dict.fromkeys(codes[: MONTHS_BOOKED[year]], spent)


def numbers(engine: Engine) -> tuple[dict[str, int], dict[str, int]]:
    """Return the numbers of the units and of the accounts, by their codes."""
    units = queries.units(engine, 1).set_index("code")["id"]
    accounts = queries_money.accounts(engine, 1).set_index("code")["id"]
    return units.to_dict(), accounts.to_dict()


def correct_days(engine: Engine, value: float, period: str = "2026-08") -> None:
    """Correct the days of care of a month at the unit barn."""
    units, _ = numbers(engine)
    rows = [{"unit_id": units["barn"], "indicator_id": 1, "period": period, "value": value}]
    frame = pd.DataFrame(rows).assign(state="final", comment="fel underlag")
    with engine.begin() as connection:
        entry = ImportIn(kind="file", source="rattelse.csv", recorded_by="Controller")
        owned = {"organisation_id": 1, "import_id": start_import(connection, 1, entry)}
        record_measurements(connection, frame=frame, lock_reason="fel underlag", **owned)


def amounts(engine: Engine, kind: str, year: int, account: str = "hvb") -> dict[str, float]:
    """Return what stands of the unit barn, by month; a forecast by the month it was made in."""
    units, accounts = numbers(engine)
    said = queries_money.amounts(engine, [units["barn"]])
    mine = said[(said["account_id"] == accounts[account]) & (said["kind"] == kind) & (said["year"] == year)]
    return dict(zip(mine["made_in" if kind == "forecast" else "period"], mine["amount"], strict=True))


def everything(engine: Engine) -> pd.DataFrame:
    """Return every word in the store that a form could write."""
    units = list(numbers(engine)[0].values())
    frames = [queries_money.amounts(engine, units), queries_money.notes(engine, units)]
    return pd.concat(frames, ignore_index=True).astype(str)


def economy(unit: str = "barn", *boxes: str, period: str = "2026-08", **address: str) -> AppTest:
    """Open the page of a unit in thousands of kronor, with some of its boxes open."""
    asked = {"organisation": "provkommun", "unit": unit, "period": period, "amounts": "tkr", **address}
    return visited({name: value for name, value in asked.items() if value}, *boxes)


def visited(address: dict[str, str], *boxes: str) -> AppTest:
    """Open the page by an address, with some of its boxes open."""
    return opened("economy", *(f"{box}-box" for box in boxes), **address)


def sheet(app: AppTest, name: str) -> dict[str, list[str]]:
    """Return a sheet's rows by their headings: `standing` or `parts`; nothing where there is none."""
    caption = {"standing": "<caption>Årets läge", "parts": 'data-code="'}[name]
    sent = (json.loads(each.proto.json) for each in app.get("bidi_component"))
    htmls = [each["html"] for each in sent if "colours" in each and caption in each["html"]]
    return rows_of(htmls[0]) if htmls else {}


def forget() -> None:
    """Let the server have cached nothing."""
    st.cache_data.clear()
    st.cache_resource.clear()
