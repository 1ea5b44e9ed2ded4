"""What the imports that are measured are made of: an office, a long file, and a workbook of Exempelstad's.

Codes are as long as Exempelstad's. Every figure follows from a formula, so that two runs measure the same.
"""

import csv
import io
from datetime import date
from pathlib import Path

import xlsxwriter
from sqlalchemy import Engine, insert

from data import queries
from data.models import Indicator, Organisation, Unit
from data.models.base import table_of
from data.store import migrate, open_store
from metrics.periods import Period
from metrics.vocabulary import Periodicity

OFFICE, UNITS, INDICATORS = "massan", 100, 100
ROWS, ROWS_QUICK = 1_000_000, 200_000
HEADINGS = ["Mått", "Enhet", "Period", "Värde"]
LATEST = Period(Periodicity.MONTH, 2026, 10)
TODAY = date(2026, 11, 16)
BARE, KEYED = "tabell utan index", "tabell med unik nyckel"
SHELL_TABLES = {
    BARE: "CREATE TABLE rad (matt TEXT, enhet TEXT, period TEXT, varde TEXT)",
    KEYED: "CREATE TABLE rad (matt TEXT, enhet TEXT, period TEXT, varde TEXT, UNIQUE (enhet, matt, period))",
}
EXEMPELSTAD, UNIT = "exempelstad", "utredningsenheten-barn"
FIGURES_IN_BOOK, MONTHS_IN_BOOK = 40, 12


def make_office(folder: Path) -> Path:
    """Make a store with an office of many units and indicators, and no figures."""
    path = folder / "massan.db"
    engine = open_store(f"sqlite:///{path.as_posix()}")
    migrate(engine)
    units = [
        {"organisation_id": 1, "code": _unit(place), "name": f"Enhet {place}", "kind": "", "position": place}
        for place in range(UNITS)
    ]
    shared = {
        "organisation_id": 1, "area": "other", "definition": "Mätning", "unit_of_measure": "antal",
        "decimals": 0, "kind": "stock", "direction": "up", "periodicity": "month", "source_system": "",
        "owner": "", "tolerance": 0, "source": "Mätning",
    }  # fmt: skip
    indicators = [
        {**shared, "code": _indicator(place), "name": f"Mått {place}"} for place in range(INDICATORS)
    ]
    with engine.begin() as connection:
        organisation = {"id": 1, "code": OFFICE, "name": "Mätning", "simulated": True}
        connection.execute(insert(table_of(Organisation)), [organisation])
        connection.execute(insert(table_of(Unit)), units)
        connection.execute(insert(table_of(Indicator)), indicators)
    engine.dispose()
    return path


def long_file(folder: Path, rows: int) -> Path:
    """Write a file with a figure per row, month after month, as a system exports it."""
    path = folder / "lång.csv"
    months = -(-rows // (UNITS * INDICATORS))
    left = rows
    with path.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, delimiter=";", lineterminator="\n")
        written.writerow(HEADINGS)
        for back in reversed(range(months)):
            month = LATEST.shifted(-back)
            whole = [
                (_indicator(what), _unit(where), month.code, 100 + (where * 31 + what * 7 + back * 13) % 89)
                for where in range(UNITS)
                for what in range(INDICATORS)
            ]
            written.writerows(whole[:left])
            left -= len(whole)
    return path


def workbook(engine: Engine) -> bytes:
    """Return a workbook of what a unit of Exempelstad's has reported, two months of it corrected.

    An indicator per row and a month per column, in Swedish words under a title.
    """
    [office] = queries.organisations(engine).query("code == @EXEMPELSTAD")["id"]
    units = queries.units(engine, int(office)).set_index("code")
    known = queries.indicators(engine, int(office)).set_index("id")
    months = [LATEST.shifted(-back) for back in reversed(range(MONTHS_IN_BOOK))]
    unit_id = int(units.loc[UNIT, "id"])
    frame = queries.figures(
        engine, [unit_id], known.index.tolist(), first_year=months[0].year, last_day=LATEST.last
    )
    codes = [month.code for month in months]
    wide = frame[frame["period"].isin(codes)].pivot(index="indicator_id", columns="period", values="value")
    rows = wide.dropna()[codes].iloc[:FIGURES_IN_BOOK]
    assert len(rows) == FIGURES_IN_BOOK, f"expected {FIGURES_IN_BOOK} indicators, got {len(rows)}"
    cells = [
        [str(known.loc[number, "name"]), *map(float, values)]
        for number, values in zip(rows.index, rows.to_numpy(), strict=True)
    ]
    for cell in cells:
        cell[-1], cell[-2] = cell[-2], cell[-1]
    return _book(str(units.loc[UNIT, "name"]), [month.label for month in months], cells)


def _book(unit: str, months: list[str], cells: list[list[str | float]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Uppföljning")
        sheet.write(0, 0, "Uppföljning av verksamheten")
        sheet.write_row(2, 0, ["Enhet", "Mått", *months])
        for place, row in enumerate(cells):
            sheet.write_row(3 + place, 0, [unit, *row])
    return made.getvalue()


def _unit(place: int) -> str:
    return f"utredningsenheten-{place + 1}"


def _indicator(place: int) -> str:
    return f"placerade-konsulent-{place + 1}"
