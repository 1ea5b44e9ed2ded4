"""The section of a report that tells where the year's money ends, and why. Amounts are in tkr."""

from collections.abc import Iterator, Sequence

from metrics.documents.material import Material, MoneySaid
from metrics.documents.model import Cell, Section, Table
from metrics.documents.words import SECTION
from metrics.money.printed import DRAWN_DECIMALS, Line
from metrics.money.scale import SURPLUS, TKR
from metrics.money.view import EconomyView, Row
from metrics.money.words import at_odds, lead, moved_words, pace_words, remarks
from metrics.numbers import rounded
from metrics.periods import MONTH_NAMES, Period
from metrics.vocabulary import SectionKind

NO_MONEY = "Inga belopp är inlästa för året."
AS_PRINTED = "Beloppen är de som dokumentet trycker; inga månader är inlästa."
YEARS_AROUND = 1
"""Of a printed table the columns of the report's year and of those beside it are told."""
SIGN = f"Belopp i {TKR.unit}, {SURPLUS}"


def economy_section(material: Material) -> Section:
    """Return budget, outcome, forecast and deviation of a year, by account and by unit, and what is said."""
    view, heading = material.economy, SECTION[SectionKind.ECONOMY]
    if view is None:
        printed = tuple(_printed(material))
        return Section(SectionKind.ECONOMY, heading, (AS_PRINTED if printed else NO_MONEY,), (), printed)
    told = (lead(view, TKR), at_odds(view, TKR), moved_words(view, TKR), pace_words(view.whole, TKR))
    paragraphs = (*filter(None, told), " ".join(remarks(view)))
    tables = [
        _whole(view),
        *_parts(view, view.accounts, "konto"),
        *_parts(view, view.units, "enhet"),
        *_said(material.money_said),
    ]
    return Section(SectionKind.ECONOMY, heading, paragraphs, (), tuple(tables))


def _whole(view: EconomyView) -> Table:
    """Return the year's lines: what was budgeted, what has come out, and where it ends."""
    whole = view.whole
    until = f"till och med {MONTH_NAMES[whole.months - 1]}" if whole.months else "hittills"
    lines: list[tuple[str, float | None, bool]] = [
        (f"Budget {view.year}", whole.budget, False),
        (f"Budget {until}", whole.budget_to_date, False),
        (f"Utfall {until}", whole.outcome, False),
        ("Avvikelse hittills", whole.deviation_to_date, True),
    ]
    if not whole.closed:
        lines += [
            ("Prognos, controllerns", whole.forecast, False),
            ("Prognos, statistisk", whole.statistical, False),
        ]
    lines.append(("Avvikelse hela året", whole.deviation, True))
    rows = tuple((Cell(name), _amount(amount, sign=sign)) for name, amount, sign in lines)
    return Table(f"Året i sin helhet. {SIGN}", ("Rad", "Belopp"), (False, True), rows)


def _parts(view: EconomyView, rows: Sequence[Row], noun: str) -> list[Table]:
    """Return the parts that make up the whole, what deviates most first; none where there is only one."""
    if len(rows) < 2:
        return []
    ending = "Bokslut" if view.whole.closed else "Prognos"
    headings = (noun.capitalize(), "Budget", "Utfall", "Avvikelse hittills", ending, "Avvikelse hela året")
    return [
        Table(
            f"Per {noun}. {SIGN}",
            headings,
            (False, *(True,) * 5),
            tuple(
                (
                    Cell(row.name),
                    _amount(row.standing.budget),
                    _amount(row.standing.outcome),
                    _amount(row.deviation_to_date, sign=True),
                    _amount(row.standing.year_end),
                    _amount(row.deviation, sign=True),
                )
                for row in rows
            ),
        )
    ]


def _printed(material: Material) -> Iterator[Table]:
    """Yield the printed result tables that have a column of the report's year."""
    for table in material.printed:
        near = [
            place
            for place, column in enumerate(table.columns)
            if abs(column.year - material.period.year) <= YEARS_AROUND
        ]
        if not any(table.columns[place].year == material.period.year for place in near):
            continue
        rows = tuple((Cell(line.name), *(_as_printed(line, place) for place in near)) for line in table.lines)
        headings = ("Rad", *(table.columns[place].label for place in near))
        caption = f"{table.unit}, som dokumentet trycker det. Belopp i {TKR.unit}. Källa: {table.source}"
        yield Table(caption, headings, (False, *(True,) * len(near)), rows)


def _as_printed(line: Line, place: int) -> Cell:
    amount = line.amount(place)
    number = None if amount is None else rounded(amount / TKR.kronor, DRAWN_DECIMALS)
    return Cell(line.texts()[place], number, DRAWN_DECIMALS, TKR.unit)


def _amount(amount: float | None, *, sign: bool = False) -> Cell:
    number = None if amount is None else TKR.drawn(amount)
    return Cell(TKR.written(amount, sign=sign), number, TKR.decimals, TKR.unit)


def _said(said: Sequence[MoneySaid]) -> list[Table]:
    """Return what has been written about the money, why it deviates, the latest first."""
    headings = ("Månad", "Enhet", "Konto", "Gäller", "Kommentar", "Roll")
    rows = tuple(
        tuple(map(Cell, (_month(each), each.unit, each.account, each.about, each.text, each.role)))
        for each in said
    )
    return [Table("Kommentarer till ekonomin", headings, (False,) * 6, rows)] if rows else []


def _month(each: MoneySaid) -> str:
    return Period.parse(each.month).short_label
