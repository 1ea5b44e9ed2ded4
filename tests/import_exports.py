"""Figures written down as offices write them: every layout, spelling of a month and kind of file.

Figures are kept as {(indicator or account, unit, period): figure}; amounts have the kind in the period.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from import_workbooks import as_ods, as_text, as_xls, as_xlsx

from metrics.periods import MONTH_NAMES, Period

MONTHS_SHORT = [name[:3] for name in MONTH_NAMES]

NAMES = {
    "placerade": "Placerade barn",
    "vardygn": "Vårddygn",
    "hvb": "HVB-klienter (årsplatser)",
    "sjuk": "Sjukfrånvaro",
    "lagtid": "Utredningar inom lagtid",
    "nojda": "Nöjda klienter",
    "nki": "NKI",
    "intakter": "Intäkter",
    "kostnader": "Kostnader",
    "netto": "Nettokostnad",
    "ifo": "Individ- och familjeomsorg",
    "norr": "Enhet Norr",
    "soder": "Enhet Söder",
}
STATES = {
    "missing": "..",
    "confidential": "X",
    "not_applicable": "ej tillämplig",
    "not_yet_reported": "ej rapporterad än",
}
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Figure:
    """A value, or the state of there being none; a share may have its numerator and denominator."""

    value: float | None
    state: str = "final"
    parts: tuple[int, int] | None = None

    @property
    def cell(self) -> Any:
        """The figure as a cell."""
        if self.value is None:
            return STATES[self.state]
        if self.state == "preliminary":
            return f"{f'{self.value:.10g}'.replace('.', ',')} (prel.)"
        return int(self.value) if self.value == int(self.value) else self.value


Figures = Mapping[Key, Figure]
Table = list[list[Any]]


SPELLINGS: dict[str, Callable[[Period], Any]] = {
    "jan 2025": lambda period: f"{MONTHS_SHORT[period.index - 1]} {period.year}",
    "Januari 2025": lambda period: period.label.capitalize(),
    "2025-01": lambda period: period.code,
    "202501": lambda period: period.code.replace("-", ""),
    "Utfall jan 2025": lambda period: f"Utfall {MONTHS_SHORT[period.index - 1]} {period.year}",
    "jan-25": lambda period: f"{MONTHS_SHORT[period.index - 1]}-{period.year % 100}",
    "day": lambda period: period.first,
}
"""How a month is written."""


def said(code: str, spelling: str) -> Any:
    """Return a period as it is written; what is no month in one way only."""
    period = Period.parse(code)
    if code.count("-") == 1 and code[5:].isdecimal():
        return SPELLINGS[spelling](period)
    return {"T": f"T{period.index} {period.year}"}.get(code[5:6], code)


def wide(figures: Figures, spelling: str) -> Table:
    """Return a row per measure and unit, and a column per period."""
    periods = _sorted(period for _, _, period in figures)
    pairs = dict.fromkeys((code, unit) for code, unit, _ in figures)
    rows = [
        [NAMES[code], NAMES[unit], *(_cell(figures, (code, unit, period)) for period in periods)]
        for code, unit in pairs
    ]
    return [["Mått", "Enhet", *(said(period, spelling) for period in periods)], *rows]


def year_above(figures: Figures, spelling: str) -> Table:
    """Return the same with the year on a row of its own above the months."""
    periods = [Period.parse(code) for code in _sorted(period for _, _, period in figures)]
    years = [
        "" if at and periods[at - 1].year == period.year else period.year for at, period in enumerate(periods)
    ]
    months = [MONTHS_SHORT[period.index - 1] for period in periods]
    return [["", "", *years], ["Mått", "Enhet", *months], *wide(figures, "2025-01")[1:]]


def long(figures: Figures, spelling: str) -> Table:
    """Return a row per figure."""
    rows = [[NAMES[c], NAMES[u], said(p, spelling), figure.cell] for (c, u, p), figure in figures.items()]
    return [["Indikator", "Enhet", "Period", "Värde"], *rows]


def long_parts(figures: Figures, spelling: str) -> Table:
    """Return a row per share, with its numerator and denominator."""
    rows = [
        [NAMES[c], NAMES[u], said(p, spelling), *(figure.parts or ())]
        for (c, u, p), figure in figures.items()
    ]
    return [["Mått", "Enhet", "Period", "Täljare", "Nämnare"], *rows]


def export(figures: Figures, spelling: str) -> Table:
    """Return an export of a system: days and codes, shares as two rows."""
    rows: Table = []
    for (code, unit, period), figure in figures.items():
        day = Period.parse(period).last.isoformat()
        parts = (
            zip(("TÄLJARE", "NÄMNARE"), figure.parts, strict=True)
            if figure.parts
            else [("UTFALL", figure.cell)]
        )
        rows += [[day, unit, code, column, value] for column, value in parts]
    return [["Datum", "Enhetskod", "Måttkod", "Kolumnkod", "Värde"], *rows]


def units_by_month(figures: Figures, spelling: str) -> Table:
    """Return one measure, named above the table: units down and months across."""
    whole = wide(figures, spelling)
    return [[whole[1][0]], [], *(row[1:] for row in whole)]


def months_by_unit(figures: Figures, spelling: str) -> Table:
    """Return one measure, named above the table: months down and units across."""
    columns = units_by_month(figures, spelling)
    head = [["Månad", *(row[0] for row in columns[3:])]]
    months = [[month, *(row[at] for row in columns[3:])] for at, month in enumerate(columns[2]) if at]
    return [columns[0], [], *head, *months]


def year_rows(figures: Figures, spelling: str) -> Table:
    """Return one measure at one unit, both named above the table: a row per year."""
    (code, unit, _), *_ = figures
    years = sorted({period[:4] for _, _, period in figures})
    rows = [
        [int(year), *(_cell(figures, (code, unit, f"{year}-{month:02d}")) for month in range(1, 13))]
        for year in years
    ]
    return [[NAMES[code]], [NAMES[unit]], ["År", *MONTHS_SHORT], *rows]


def result(figures: Figures, spelling: str) -> Table:
    """Return the amounts of one unit in thousands: accounts down, years and kinds across."""
    (_, unit, _), *_ = figures
    columns = _sorted(period for _, _, period in figures)
    accounts = dict.fromkeys(code for code, _, _ in figures)
    rows = [
        [NAMES[code], *(_thousands(figures.get((code, unit, column))) for column in columns)]
        for code in accounts
    ]
    return [[NAMES[unit]], ["Resultaträkning, tkr", *columns], *rows]


def _thousands(figure: Figure | None) -> Any:
    return None if figure is None or figure.value is None else int(figure.value) // 1000


def _cell(figures: Figures, key: Key) -> Any:
    return figures[key].cell if key in figures else None


def _sorted(periods: Any) -> list[str]:
    return sorted(dict.fromkeys(periods))


def written(table: Table, kind: str, encoding: str, delimiter: str, *, numbers_as_text: bool) -> bytes:
    """Return a table as a file: `text`, `xlsx`, `xls` or `ods`."""
    if kind == "text":
        return as_text(table, delimiter=delimiter, encoding=encoding)
    rows = [[_as_text(cell) if numbers_as_text else cell for cell in row] for row in table]
    writers: Mapping[str, Callable[[Mapping[str, Sequence[Sequence[Any]]]], bytes]]
    writers = {"xlsx": as_xlsx, "xls": as_xls, "ods": as_ods}
    return writers[kind]({"Blad1": rows})


def _as_text(cell: Any) -> Any:
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",")
    return f"{cell:,}".replace(",", "\u00a0") if isinstance(cell, int) and cell > 9999 else cell
