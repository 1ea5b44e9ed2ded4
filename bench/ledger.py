"""Offices with ten units, thirty accounts and six years of months: budget, outcome and forecasts.

The offices come in as any do, by plan files. Their amounts are written to the table as they are,
month by month and office after office, so that an office's own lie spread over the whole of it: it
is the reading that is measured here. Every amount is made up by a formula, so that two runs
measure the same thing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, select

from data.catalogue import concepts
from data.models import Account, Indicator, Unit
from data.models.base import Base, table_of
from data.models.organisation import ImportIn
from data.plan_files.loading import load_plan
from data.plan_files.reading import read_plan
from data.recording import record_measurements, start_import
from data.store import migrate, open_store
from metrics.periods import Period
from metrics.vocabulary import AmountKind, ImportKind, Periodicity

CODE = "kassastad"
ROOT, ROOT_NAME = "hela", "Hela verksamheten"
LEAVES = {f"enhet-{number}": f"Enhet {number}" for number in range(1, 11)}
ACCOUNTS, OF_INCOME = 30, 6
FIRST_YEAR, YEARS = 2021, 6
LATEST = Period(Periodicity.MONTH, 2026, 10)
"""The last month that is booked, and that a forecast is made in."""
FIRST_FORECAST, LAST_FORECAST = 3, 11
MONTHS_BOOKED = 12 * (YEARS - 1) + 10
YEARLY_RISE = 1.028
LINES, FORECASTS = len(LEAVES) * ACCOUNTS, 9 * (YEARS - 1) + 8
AMOUNTS = LINES * (12 * YEARS + MONTHS_BOOKED + FORECASTS)
SAID = ["unit_id", "account_id", "kind", "year", "period", "made_in", "amount", "comment"]
INSERT = """
INSERT INTO amount (organisation_id, import_id, unit_id, account_id, kind, year, period, made_in, amount,
    comment, source, role, profile, preliminary, revision, recorded_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', 0, 1, '2026-11-05 08:00:00.000000')
"""
COMMENTED = "Fler placeringar än i budgeten"


@dataclass(frozen=True)
class Numbered:
    """An office in the store: its number, an import's, and those of its units and accounts by their codes."""

    office: int
    import_id: int
    units: dict[str, int]
    accounts: dict[str, int]

    def own(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """Yield rows of `SAID` as this office's, in the order of `INSERT`."""
        for unit, account, *said in rows:
            yield self.office, self.import_id, self.units[unit], self.accounts[account], *said


def make_ledger(path: Path, *, organisations: int = 1) -> str:
    """Make a store at `path` with so many offices, the first with the code `CODE`; return its address."""
    address = f"sqlite:///{path.as_posix()}"
    engine = open_store(address)
    migrate(engine)
    delivered = amounts()
    offices = [_load_office(engine, path.parent, number) for number in range(1, organisations + 1)]
    with engine.begin() as connection:
        for _, frame in delivered.groupby("said_in"):
            # as plain tuples: a million rows as dictionaries would take minutes
            rows = list(frame[SAID].itertuples(index=False, name=None))
            for office in offices:
                connection.exec_driver_sql(INSERT, list(office.own(rows)))
    engine.dispose()
    return address


def amounts() -> pd.DataFrame:
    """Return an office's amounts: `SAID`, in kronor, with codes where the table has numbers.

    `said_in` is the month that an amount comes in: a budget in the January of its year.
    """
    lines = pd.MultiIndex.from_product([LEAVES, range(ACCOUNTS)], names=["unit_id", "account"])
    months = [Period.parse(f"{FIRST_YEAR}-01").shifted(step) for step in range(12 * YEARS)]
    every = pd.DataFrame({"period": [month.code for month in months], "step": range(len(months))})
    frame = lines.to_frame(index=False).merge(every, how="cross")
    frame["year"] = FIRST_YEAR + frame["step"] // 12
    frame["made_in"] = frame["comment"] = ""
    place = frame["unit_id"].map({unit: at for at, unit in enumerate(LEAVES)}) + frame["account"]
    sign = np.where(frame["account"] < OF_INCOME, 1, -1)
    level = sign * (40_000 + 9_000 * (place * 7 % 13)) * YEARLY_RISE ** (frame["year"] - FIRST_YEAR)
    frame["amount"] = (level * (1 + 0.06 * np.sin(frame["step"] % 12 + place))).round()
    budget = frame.assign(kind=AmountKind.BUDGET.value, said_in=frame["year"].astype(str) + "-01")
    outcome = frame.assign(
        kind=AmountKind.OUTCOME.value,
        said_in=frame["period"],
        amount=(level * (1.01 + 0.11 * np.sin(frame["step"] / 2 + place * 1.7))).round(),
    )
    frames = [budget, outcome[outcome["period"] <= LATEST.code], _forecasts(budget)]
    whole = pd.concat(frames, ignore_index=True)
    whole["account_id"] = whole["account"].map(_account)
    return whole[[*SAID, "said_in"]]


def _forecasts(budget: pd.DataFrame) -> pd.DataFrame:
    """Return what the controller has said every month from March to November: a little off the budget."""
    made = budget[budget["step"].mod(12).between(FIRST_FORECAST - 1, LAST_FORECAST - 1)]
    made = made[made["period"] <= LATEST.code]
    years = budget.groupby(["unit_id", "account", "year"], as_index=False)["amount"].sum()
    whole = made.drop(columns="amount").merge(years, on=["unit_id", "account", "year"])
    return whole.assign(
        kind=AmountKind.FORECAST.value,
        said_in=whole["period"],
        made_in=whole["period"],
        period=whole["year"].astype(str),
        amount=(whole["amount"] * (1.01 + 0.03 * np.sin(whole["step"] + whole["account"]))).round(),
        comment=np.where(whole["account"] == ACCOUNTS - 1, COMMENTED, ""),
    )


def _load_office(engine: Engine, folder: Path, number: int) -> Numbered:
    """Load an office's plan, and a figure of every month: the page offers the months that have one."""
    plan = folder / "kassastad.toml"
    plan.write_text("\n".join(_plan_lines(CODE if number == 1 else f"{CODE}-{number}")), encoding="utf-8")
    with engine.begin() as connection:
        office = load_plan(connection, read_plan(plan, concepts())).organisation_id
        import_id = start_import(connection, office, ImportIn(kind=ImportKind.DEMO, source="Mätning"))
        units, accounts, indicators = (
            _ids(connection, model, office) for model in (Unit, Account, Indicator)
        )
        figures = pd.DataFrame({"period": [LATEST.shifted(-back).code for back in range(MONTHS_BOOKED)]})
        figures = figures.assign(
            unit_id=units[ROOT], indicator_id=indicators["dygn"], value=100.0, state="final"
        )
        record_measurements(connection, organisation_id=office, import_id=import_id, frame=figures)
    return Numbered(office, import_id, units, accounts)


def _plan_lines(code: str) -> Iterator[str]:
    yield f'[organisation]\ncode = "{code}"\nname = "Kassastad"\nsimulated = true\n'
    yield f'[plan]\ncode = "{code}-2026"\ntitle = "Verksamhetsplan 2026 för Kassastad (påhittad)"'
    yield 'document = "Mätning"\nvalid_from = 2021-01-01\nvalid_to = 2026-12-31\n'
    yield f'[[units]]\ncode = "{ROOT}"\nname = "{ROOT_NAME}"\n'
    for leaf, name in LEAVES.items():
        yield f'[[units]]\ncode = "{leaf}"\nname = "{name}"\nparent = "{ROOT}"\n'
    yield '[[indicators]]\ncode = "dygn"\nname = "Vårddygn"\narea = "placements"\nkind = "flow"'
    yield 'direction = "none"\nunit_of_measure = "dygn"\ndecimals = 0\nperiodicity = "month"'
    yield 'definition = "Ett påhittat mått."\nsource = "Mätning"\n'
    for place in range(ACCOUNTS):
        role = "income" if place < OF_INCOME else "cost"
        yield f'[[accounts]]\ncode = "{_account(place)}"\nname = "Ett konto som har nummer {place}"'
        yield f'role = "{role}"\nposition = {place}\n'


def _account(place: int) -> str:
    return f"konto-{place}"


def _ids(connection: Connection, model: type[Base], office: int) -> dict[str, int]:
    """Return code -> number of what an office has."""
    table = table_of(model)
    rows = connection.execute(select(table.c.code, table.c.id).where(table.c.organisation_id == office))
    return {row.code: row.id for row in rows}
