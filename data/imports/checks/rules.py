"""What the store doesn't take, found before anything is written: one error each, with a way on."""

from collections.abc import Callable, Iterator

import pandas as pd

from data.imports.facts import Finding
from data.imports.figures.combined import PER_CENT_UNITS
from data.imports.figures.scales import KRONOR_IN
from data.imports.step import Office, Step, each_told, lowered
from data.models.money import LONGEST_NOTE as LONGEST_COMMENT
from data.models.words import holds_personal, tidied
from data.recording import A_MONTH, MOST_KRONOR, NEITHER_MONTH_NOR_YEAR
from metrics.vocabulary import AmountKind, FindingLevel

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
PERSONAL = "personal"
PERSON_IN_FILE = "Raden ser ut att hålla ett personnummer och läses inte in. Ta bort den ur filen."


def broken_rules(figures: pd.DataFrame, office: Office) -> Iterator[Finding]:
    """Yield an error for each figure that can't be recorded."""
    yield from _derived(figures, office)
    yield from _amounts(figures[figures["account_id"].notna()])
    yield from _other_units(figures, office)
    personal = figures["comment"].astype("str")
    personal = personal[personal != ""].map(holds_personal)
    yield from _each(
        figures.loc[personal.index[personal.astype(bool)]],
        PERSONAL,
        lambda _: (
            "Kommentaren ser ut att hålla ett personnummer. Ta bort det ur filen; siffran läses inte in."
        ),
    )


def with_tidy_comments(figures: pd.DataFrame) -> Step:
    """Make each comment one line of at most 300 signs, without those nobody sees; what is cut is told."""
    written = figures["comment"].astype("str")
    if not (written != "").any():
        return Step(figures)
    line = written.map(tidied)
    long = line.str.len() > LONGEST_COMMENT
    cut = line.where(~long, line.str.slice(0, LONGEST_COMMENT - 1).str.rstrip() + "…")
    told = f"Kommentaren är längre än {LONGEST_COMMENT} tecken. Det som ryms läses in."
    findings = each_told(FindingLevel.NOTICE, figures[long].assign(own=1), "own", "comment", lambda _: told)
    return Step(figures.assign(comment=cut), tuple(findings))


def without_persons(facts: pd.DataFrame) -> Step:
    """Leave out the facts whose label or unit holds what may be an identity number; the number isn't told."""
    personal = pd.Series(data=False, index=facts.index)
    for name in ("label", "place", "parent"):
        different = [str(text) for text in facts[name].unique()]
        personal |= facts[name].isin([text for text in different if holds_personal(text)])
    if not personal.any():
        return Step(facts)
    left = facts[personal]
    errors = each_told(FindingLevel.ERROR, left, "row", PERSONAL, lambda _: PERSON_IN_FILE)
    return Step(facts[~personal], tuple(errors))


def _derived(figures: pd.DataFrame, office: Office) -> Iterator[Finding]:
    known = office.known.indicators
    derived = known.loc[known["derivation"].notna() & (known["derivation"] != ""), "id"]
    yield from _each(
        figures[figures["indicator_id"].isin(derived)],
        "derived",
        lambda rows: (
            f"«{office.indicators.names[int(rows['indicator_id'].iloc[0])]}» räknas ut av andra mått och "
            "läses inte in. Läs in måtten som det räknas av."
        ),
        by="indicator_id",
    )


def _amounts(amounts: pd.DataFrame) -> Iterator[Finding]:
    codes, is_forecast = amounts["period"].astype("str"), amounts["kind"].astype("str") == AmountKind.FORECAST
    other = codes.str.fullmatch(NEITHER_MONTH_NOR_YEAR) | (is_forecast & codes.str.fullmatch(A_MONTH))
    yield from _each(
        amounts[other],
        "period",
        lambda rows: (
            f"{_named(rows)}: belopp läses in per månad eller år, och prognoser per år. Dela upp perioden."
        ),
    )
    years = pd.to_numeric(codes.str[:4], errors="coerce")
    yield from _each(
        amounts[~years.between(EARLIEST_YEAR, LATEST_YEAR)],
        "period",
        lambda rows: f"{_named(rows)}: året ska ligga mellan {EARLIEST_YEAR} och {LATEST_YEAR}.",
    )
    yield from _each(
        amounts[amounts["value"].abs() > MOST_KRONOR],
        "size",
        lambda rows: f"{_named(rows)}: beloppet är mer än 1 000 miljarder kronor. Är det rätt skala?",
    )
    yield from _each(
        amounts[amounts["value"].isna() & (amounts["state"] != "")],
        "state",
        lambda rows: f"{_named(rows)}: ett belopp är ett tal. Celler utan tal läses inte in för konton.",
        by="table",
        level=FindingLevel.NOTICE,
    )


def _other_units(figures: pd.DataFrame, office: Office) -> Iterator[Finding]:
    """Yield figures printed in another unit than the indicator is measured in."""
    printed = lowered(figures["printed_in"])
    if not printed.any():
        return
    units = figures["indicator_id"].map(office.known.indicators.set_index("id")["unit_of_measure"].to_dict())
    own = units.astype(object).fillna("").astype("str").str.casefold()
    money = printed.isin(KRONOR_IN) & ~own.isin(KRONOR_IN)
    per_cent = printed.isin(PER_CENT_UNITS) & ~own.isin(PER_CENT_UNITS)
    wrong = figures["indicator_id"].notna() & (money | per_cent)
    yield from _each(
        figures[wrong],
        "unit_of_measure",
        lambda rows: (
            f"«{rows['label'].iloc[0]}» står i {rows['printed_in'].iloc[0]} i filen, men måttet mäts i "
            f"{units[rows.index[0]]}. Räkna om, eller välj ett annat mått."
        ),
        by="indicator_id",
    )


def _named(rows: pd.DataFrame) -> str:
    return f"«{rows['label'].iloc[0]}», {rows['period'].iloc[0]}"


def _each(
    figures: pd.DataFrame,
    rule: str,
    telling: Callable[[pd.DataFrame], str],
    by: str = "",
    level: FindingLevel = FindingLevel.ERROR,
) -> list[Finding]:
    if not by:
        figures, by = figures.assign(own=range(len(figures))), "own"
    return each_told(level, figures, by, rule, telling)
