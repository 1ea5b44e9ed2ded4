"""A result table as a document prints it: its columns and lines, its checked sums, and their words.

Amounts are kronor, income positive and cost negative, shown in tkr. What is printed is kept,
also where it can't be true. An empty cell is None and never 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metrics.numbers import NO_BREAK_SPACE, rounded, thousands
from metrics.periods import Period
from metrics.vocabulary import AccountRole, AmountKind
from metrics.words import listed

KIND_WORDS = {
    AmountKind.OUTCOME: "Redovisat",
    AmountKind.BUDGET: "Budget",
    AmountKind.FORECAST: "Prognos",
    AmountKind.PLAN: "Plan",
}
"""The headings of columns, in the order in which they stand within a year."""
ADDS_UP = "Delarna går ihop med de tryckta summorna."
SUMS = (AccountRole.INCOME_SUM, AccountRole.COST_SUM, AccountRole.NET)
TKR, DRAWN_DECIMALS = 1_000, 3
"""A krona is a thousandth of the tkr that tables are shown in."""


@dataclass(frozen=True)
class Column:
    """A column of a result table. `made_in` is a forecast's month, empty where none is given."""

    kind: AmountKind
    year: int
    made_in: str = ""

    @property
    def label(self) -> str:
        """The heading: `Redovisat 2016`, `Prognos 2017`."""
        return f"{KIND_WORDS[self.kind]} {self.year}"

    @property
    def made(self) -> str:
        """When a forecast was made; empty for what is no forecast."""
        if self.kind != AmountKind.FORECAST:
            return ""
        return f"gjord i {Period.parse(self.made_in).label}" if self.made_in else "månad anges inte"

    def meets(self, other: "Column") -> bool:
        """Whether two columns tell of the same; an unknown month may be any month."""
        same = (self.kind, self.year) == (other.kind, other.year)
        return same and (self.made_in == other.made_in or "" in (self.made_in, other.made_in))


@dataclass(frozen=True)
class Line:
    """A row. `amounts` are kronor per column, None where nothing is printed.

    `placeholders`, per column: a printed 0 that the note says is no amount.
    """

    name: str
    role: AccountRole
    amounts: tuple[float | None, ...]
    placeholders: tuple[bool, ...]

    @property
    def is_sum(self) -> bool:
        """Whether the row holds what other rows make."""
        return self.role in SUMS

    def amount(self, place: int) -> float | None:
        """Return the amount of a column that can be reckoned with; None for a placeholder."""
        return None if self.placeholders[place] else self.amounts[place]

    def texts(self) -> tuple[str, ...]:
        """Return the amounts in tkr, as exactly as they are known; empty where nothing is printed."""
        return tuple("" if amount is None else in_thousands(amount) for amount in self.amounts)


@dataclass(frozen=True)
class Check:
    """A printed sum set against its parts, in kronor.

    `parts` were summed; `left_out` have a placeholder in the column. `between_units`: the parts
    are other units' tables, and not rows of the same table.
    """

    column: Column
    line: Line
    parts: tuple[str, ...]
    left_out: tuple[str, ...]
    computed: float
    printed: float
    between_units: bool = False

    @property
    def difference(self) -> float:
        """`computed` - `printed`, to the krona."""
        return rounded(self.computed - self.printed, 0)

    @property
    def may_be_rounding(self) -> bool:
        """Whether every part and the sum, each rounded by half a tkr at most, can make the difference."""
        whole = not rounded(self.computed, 0) % TKR and not rounded(self.printed, 0) % TKR
        return whole and 0 < abs(self.difference) <= (len(self.parts) + 1) * TKR / 2

    @property
    def mark(self) -> str:
        """A few words for the cell."""
        part = "områdena" if self.between_units else "raderna"
        return f"{part} skiljer {in_thousands(abs(self.difference))}"

    @property
    def place(self) -> str:
        """The cell: its row and column."""
        return f"{self.line.name}, {self.column.label}"

    @property
    def sentence(self) -> str:
        """Say where, and what the named parts make against what is printed."""
        return f"{self.place}: {self.told(listed(self.parts))}"

    def told(self, parts: str = "delarna") -> str:
        """Say what the parts, called so, make against what is printed."""
        told = (
            f"{parts} ger {tkr(self.computed)}, dokumentet skriver {in_thousands(self.printed)}: "
            f"skillnad {tkr(abs(self.difference))}."
        )
        if self.may_be_rounding:
            told += " Så mycket kan avrundning till hela tkr göra."
        return told


@dataclass(frozen=True)
class ResultTable:
    """A table of a document. `notes` are its remarks on columns; `signs` what it says of signs."""

    unit_id: int
    unit: str
    source: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def differences(self) -> tuple[Check, ...]:
        """The checks whose parts make something else than what is printed."""
        return tuple(check for check in self.checks if check.difference)

    @property
    def left_out_text(self) -> str:
        """Say which parts are no part of the sums, and why; empty where all are."""
        names = dict.fromkeys(name for check in self.checks for name in check.left_out)
        if not names:
            return ""
        return f"Tryckt 0 som platshållare, och därför inte med bland delarna: {listed(list(names))}."

    @property
    def units_text(self) -> str:
        """Say the unit and the signs, and what the document does about them."""
        return " ".join(("Belopp i tkr, kostnader med minus.", *self.signs))

    @property
    def sentence(self) -> str:
        """Say whether the printed sums are what their parts make."""
        wrong = sorted(self.differences, key=lambda check: -abs(check.difference))
        if not self.checks:
            return "Tabellen har ingen summa som kan prövas mot sina delar."
        if not wrong:
            return ADDS_UP
        if len(self.checks) == 1:
            return wrong[0].told("Delarna")
        counted = f"{len(wrong)} av {len(self.checks)} prövade summor stämmer inte med sina delar."
        most = "Mest skiljer " if len(wrong) > 1 else ""
        return f"{counted} {most}{wrong[0].place}: {wrong[0].told()}"

    def marks(self, line: Line, column: Column) -> tuple[str, ...]:
        """Return the words of the differences of one cell."""
        here = (check for check in self.differences if (check.line, check.column) == (line, column))
        return tuple(check.mark for check in here)


def lead(organisation: str, tables: Sequence[ResultTable]) -> str:
    """Say what is printed, and what can't be known without months."""
    owner = organisation if organisation[-1:] in "sxz" else f"{organisation}s"
    if not tables:
        return f"Inget dokument för {organisation} skriver årsbelopp."
    years = sorted({column.year for table in tables for column in table.columns})
    of = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return (
        f"{owner} dokument skriver årsbelopp för {of}. Månader finns inte, så varken ackumulerat utfall "
        "eller prognos kan räknas."
    )


def told_of(table: ResultTable, tables: Sequence[ResultTable], sources: Iterable[str]) -> tuple[int, ...]:
    """Return the places, from 0, of the contradictions that are about this table.

    A source is the document and its headings with commas between, the widest first, or several
    with `;` between. What names every one of many tables is about no single one, and is left out.
    """
    return tuple(
        place
        for place, source in enumerate(sources)
        if _names(source, table) and (len(tables) == 1 or not all(_names(source, each) for each in tables))
    )


def in_thousands(amount: float) -> str:
    """Write kronor as tkr without its unit, with no more decimals than the amount needs."""
    needed = (places for places in range(DRAWN_DECIMALS) if not rounded(amount, 0) % 10 ** (3 - places))
    return thousands(amount, next(needed, DRAWN_DECIMALS))


def tkr(amount: float) -> str:
    """Write kronor as tkr with its unit, for a sentence."""
    return f"{in_thousands(amount)}{NO_BREAK_SPACE}tkr"


def _names(source: str, table: ResultTable) -> bool:
    """Whether all headings of a source, the document's title not alone, are headings of a table's."""
    of_table = table.source.split(", ")
    parts = [part.strip().split(", ") for part in source.split(";")]
    return any(len(headings) > 1 and set(headings) <= set(of_table) for headings in parts)
