"""What a store holds, written down in any layout and kind of file, comes back the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from import_exports import (
    SPELLINGS,
    Figure,
    Figures,
    Table,
    export,
    long,
    long_parts,
    months_by_unit,
    result,
    units_by_month,
    wide,
    written,
    year_above,
    year_rows,
)
from import_files import office as office_of
from quirk_office import PLAN, TODAY, Office
from sqlalchemy import Engine, text

from data.files.reading import read_sheets
from data.imports.committing import commit
from data.imports.reading import read_import

MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
TERTIALS = [f"{year}-T{number}" for year in (2023, 2024) for number in (1, 2, 3)]
YEARS = ["2022", "2023", "2024"]
UNITS = ("ifo", "norr", "soder")
COUNTS = ("placerade", "vardygn")
PER_CENT, PLACES = ("sjuk",), ("hvb",)
IN_ROWS = [spelling for spelling in SPELLINGS if not spelling.startswith("Utfall")]
RESULT_COLUMNS = {
    "Utfall 2023": ("2023", "outcome", ""),
    "Budget 2024": ("2024", "budget", ""),
    "Prognos 2024 aug": ("2024", "forecast", "2024-08"),
    "Plan 2025": ("2025", "plan", ""),
}

count = st.integers(0, 20_000).map(float)
share = st.integers(11, 999).map(lambda tenths: tenths / 10)
places = st.integers(0, 4_000).map(lambda tenths: tenths / 10)
without = st.sampled_from(["missing", "confidential", "not_applicable", "not_yet_reported"])


def value_of(code: str) -> st.SearchStrategy[float]:
    return count if code in COUNTS else places if code in PLACES else share


@st.composite
def figures(
    draw: st.DrawFn, codes: tuple[str, ...], periods: list[str], units: tuple[str, ...] = UNITS
) -> dict[tuple[str, str, str], Figure]:
    """Return figures of some measures at some units in some periods that follow each other."""
    mine = draw(st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True))
    where = draw(st.lists(st.sampled_from(units), min_size=1, max_size=3, unique=True))
    first = draw(st.integers(0, len(periods) - 2))
    when = periods[first : first + draw(st.integers(2, 8))]
    found = {}
    for key in ((code, unit, period) for code in mine for unit in where for period in when):
        sort = draw(st.sampled_from(["value"] * 8 + ["state", "preliminary", "nothing"]))
        if sort == "state":
            found[key] = Figure(None, draw(without))
        elif sort != "nothing":
            found[key] = Figure(draw(value_of(key[0])), "preliminary" if sort == "preliminary" else "final")
    assume(sum(figure.value is not None for figure in found.values()) * 2 > len(found))
    return found


@st.composite
def shares(draw: st.DrawFn) -> dict[tuple[str, str, str], Figure]:
    """Return shares with their numerators and denominators."""
    keys = draw(
        st.lists(
            st.tuples(st.just("lagtid"), st.sampled_from(UNITS), st.sampled_from(MONTHS)),
            min_size=2,
            max_size=8,
            unique=True,
        )
    )
    found = {}
    for key in keys:
        whole = draw(st.integers(1, 400))
        part = draw(st.integers(0, whole))
        found[key] = Figure(100 * part / whole, "final", (part, whole))
    return found


@st.composite
def amounts(draw: st.DrawFn) -> dict[tuple[str, str, str], Figure]:
    """Return results of one unit, in whole thousands: incomes, costs and the net of them."""
    unit = draw(st.sampled_from(UNITS))
    columns = draw(st.lists(st.sampled_from(list(RESULT_COLUMNS)), min_size=1, max_size=4, unique=True))
    found = {}
    for column in columns:
        income, cost = draw(st.integers(1, 90_000)), draw(st.integers(1, 900_000))
        for code, thousands in {"intakter": income, "kostnader": -cost, "netto": income - cost}.items():
            found[code, unit, column] = Figure(1000.0 * thousands)
    return found


files = st.tuples(
    st.sampled_from(["text", "text", "xlsx", "xls", "ods"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from([";", "\t", ","]),
    st.booleans(),
)
patient = settings(
    max_examples=12,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
    ],
)


SHARES = {"per_cent:Sjukfrånvaro", "per_cent:Utredningar inom lagtid", "per_cent:Nöjda klienter"}
"""Where every percentage is less than one, nothing in the file tells it from a share of one."""


def comes_back(office: Office, figures: Figures, table: Table, file: tuple[str, str, str, bool]) -> None:
    """Assert that a file says the figures, and that nothing is asked that it tells."""
    kind, encoding, delimiter, as_text = file
    content = written(table, kind, encoding, delimiter, numbers_as_text=as_text)
    said = office.read(content, "fil")
    if said.questions and set(said.questions) <= SHARES:
        said = office.read(content, "fil", dict.fromkeys(said.questions, "as_is"))
    assert said.questions == []
    assert not [line for line in said.findings if line.startswith("error")], said.messages
    got = {
        (each["indicator"], each["unit"], *_when(each)): (each["value"], each["state"])
        for each in said.plain["values"]
    }
    expected = {
        (code, unit, *RESULT_COLUMNS.get(period, (period, "", ""))): (figure.value, figure.state)
        for (code, unit, period), figure in figures.items()
    }
    assert set(got) == set(expected)
    for key, (value, state) in expected.items():
        assert got[key] == (value if value is None else pytest.approx(value), state), key


def _when(value: dict[str, str]) -> tuple[str, str, str]:
    return value["period"], value.get("kind", ""), value.get("made_in", "")


MANY = (*COUNTS, *PER_CENT, *PLACES)


@pytest.mark.parametrize("layout", [wide, year_above, long, export])
@patient
@given(data=st.data())
def test_months_of_many_measures_come_back(
    quirks: Office, layout: Callable[..., Table], data: st.DataObject
) -> None:
    held = data.draw(figures(MANY, MONTHS))
    spellings = IN_ROWS if layout is long else list(SPELLINGS)
    comes_back(quirks, held, layout(held, data.draw(st.sampled_from(spellings))), data.draw(files))


@pytest.mark.parametrize("layout", [units_by_month, months_by_unit])
@patient
@given(data=st.data())
def test_months_of_one_measure_come_back(
    quirks: Office, layout: Callable[..., Table], data: st.DataObject
) -> None:
    held = data.draw(figures((data.draw(st.sampled_from(MANY)),), MONTHS))
    spellings = IN_ROWS if layout is months_by_unit else list(SPELLINGS)
    comes_back(quirks, held, layout(held, data.draw(st.sampled_from(spellings))), data.draw(files))


@patient
@given(data=st.data())
def test_a_row_for_each_year_comes_back(quirks: Office, data: st.DataObject) -> None:
    held = data.draw(
        figures((data.draw(st.sampled_from(MANY)),), MONTHS, (data.draw(st.sampled_from(UNITS)),))
    )
    comes_back(quirks, held, year_rows(held, ""), data.draw(files))


@pytest.mark.parametrize("layout", [long_parts, export])
@patient
@given(held=shares(), spelling=st.sampled_from(IN_ROWS), file=files)
def test_shares_come_back_with_their_parts(
    quirks: Office,
    layout: Callable[..., Table],
    held: Figures,
    spelling: str,
    file: tuple[str, str, str, bool],
) -> None:
    comes_back(quirks, held, layout(held, spelling), file)


@pytest.mark.parametrize(("code", "periods"), [("nojda", TERTIALS), ("nki", YEARS)])
@pytest.mark.parametrize("layout", [wide, long])
@patient
@given(data=st.data())
def test_tertials_and_years_come_back(
    quirks: Office, layout: Callable[..., Table], code: str, periods: list[str], data: st.DataObject
) -> None:
    held = data.draw(figures((code,), periods))
    comes_back(quirks, held, layout(held, "2025-01"), data.draw(files))


def test_what_was_read_stands_in_the_store(store: Engine, tmp_path: Path) -> None:
    office = Office(store, office_of(store, tmp_path, PLAN))
    held = {
        ("placerade", "norr", "2024-01"): Figure(12.0),
        ("placerade", "norr", "2024-02"): Figure(None, "confidential"),
        ("sjuk", "soder", "2024-01"): Figure(5.3, "preliminary"),
        ("hvb", "ifo", "2024-02"): Figure(7.5),
    }
    sheets = read_sheets(written(wide(held, "jan 2025"), "xlsx", "", "", numbers_as_text=False), "fil.xlsx")
    draft = read_import(store, office.id, sheets, answers={}, today=TODAY)
    commit(store, draft, role="Controller", source="fil.xlsx", content_hash="h", accepted="Prövat")
    question = (
        "SELECT indicator.code, unit.code, period, value, state FROM measurement JOIN indicator "
        "ON indicator.id = indicator_id JOIN unit ON unit.id = unit_id"
    )
    with store.connect() as connection:
        stored = {tuple(row[:3]): Figure(*row[3:]) for row in connection.execute(text(question))}
    assert stored == held


@patient
@given(held=amounts(), file=files)
def test_results_come_back(quirks: Office, held: Figures, file: tuple[str, str, str, bool]) -> None:
    comes_back(quirks, held, result(held, ""), file)
