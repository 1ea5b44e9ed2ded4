"""What the store would lose by a file: the parts of a share, an exact value, a value at all.

Each is a warning that names the figure. A value that the file says again, without its parts, keeps those
that stand there and loses nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from data.imports.cells.decimals import shown
from data.imports.facts import Finding
from data.imports.figures.standing import CHANGED, NEW, beside
from data.imports.step import Office, each_told
from metrics.periods import Period
from metrics.vocabulary import STATES_WITH_VALUE, FindingLevel, Kind, ValueState
from metrics.words import during

PARTS_LOST, EXACT_LOST = "parts-lost", "exact-lost"
MOSTLY = 0.5
WAY_ON = "Lämna det exakta värdet, eller godta det med ett skäl."
ABOUT = re.compile(
    r"(?:ca|cirka|c:a|ungefär|omkring|runt|drygt|knappt|högst|minst|max|min|maximalt|minimum)\b|[~≈≤≥]",
    re.IGNORECASE,
)
WITHOUT = {
    Kind.RATIO: "täljare och nämnare saknas",
    Kind.MEAN: "antalet bakom medelvärdet saknas",
    Kind.INDEX: "antalet svarande saknas",
}


def inexact_cells(findings: Sequence[Finding], facts: pd.DataFrame) -> pd.Index:
    """Return the facts whose cell says a number only about: `ca 270`, `högst 5`.

    Only cells that a note is told of (`cell`) can be.
    """
    noted = [row for each in findings if each.rule == "cell" for row in each.rows]
    cells = facts.loc[facts.index.intersection(noted), "cell"]
    about = [isinstance(cell, str) and bool(ABOUT.match(cell.strip())) for cell in cells]
    found: pd.Index = cells.index[about]
    return found


def losses(made: pd.DataFrame, held: pd.DataFrame, office: Office) -> Iterator[Finding]:
    """Yield a warning for what is lost of each unit and indicator.

    `made` is compared with the store (`standing.compared`); its `inexact` tells which figures are said only
    about. `held` is as in `Standing.figures`.
    """
    news = made[made["indicator_id"].notna() & made["change"].isin([NEW, CHANGED])]
    if news.empty or held.empty:
        return
    yield from _parts_lost(news, held, office)
    had = (news["change"] == CHANGED) & news["old_state"].isin(STATES_WITH_VALUE)
    about, hidden = news["inexact"], news["state"] == ValueState.CONFIDENTIAL
    for odd, what in ((about, _told_about), (hidden, _told_hidden)):
        yield from _each(news[had & odd], EXACT_LOST, office, what)


def _parts_lost(news: pd.DataFrame, held: pd.DataFrame, office: Office) -> list[Finding]:
    kinds = office.known.indicators.set_index("id")["kind"].to_dict()
    mine = news[news["indicator_id"].map(kinds).isin(list(WITHOUT)) & news["state"].isin(STATES_WITH_VALUE)]
    if mine.empty:
        return []
    mine, held = mine.assign(whole=_whole(mine, kinds)), held[held["indicator_id"].notna()]
    held = held[held["state"].isin(STATES_WITH_VALUE)]
    mine = mine[~mine["whole"]]
    if mine.empty or held.empty:
        return []
    held = held.assign(whole=_whole(held, kinds))
    pair = ["unit_id", "indicator_id"]
    usual = held.groupby(pair)["whole"].mean()
    often = (usual.reindex(pd.MultiIndex.from_frame(mine[pair])) > MOSTLY).to_numpy()
    old = beside(mine, held)
    stood = _whole(old.assign(indicator_id=mine["indicator_id"]), kinds)
    return _each(mine[stood | often], PARTS_LOST, office, _told_without)


def _whole(figures: pd.DataFrame, kinds: "dict[Any, Any]") -> "pd.Series[bool]":
    """Tell which figures have what they need to be rolled up: a ratio its two parts, the others their n."""
    is_ratio = figures["indicator_id"].map(kinds) == Kind.RATIO
    both = figures["numerator"].notna() & figures["denominator"].notna()
    return both.where(is_ratio, figures["n"].notna())


def _each(
    rows: pd.DataFrame, rule: str, office: Office, what: Callable[[pd.DataFrame, Office], str]
) -> list[Finding]:
    """Return a warning for each unit and indicator: which it is, and then `what`."""

    def told(rows: pd.DataFrame) -> str:
        first = rows.iloc[0]
        name = office.indicators.names[int(first["indicator_id"])]
        unit = office.units.names[int(first["unit_id"])]
        when = during(Period.parse(str(first["period"])))
        more = len(rows) - 1
        many = f" och {more} {'period' if more == 1 else 'perioder'} till" if more else ""
        return f"{name}, {unit}, {when}{many}: {what(rows, office)}"

    series = rows.assign(series=rows.groupby(["unit_id", "indicator_id"], sort=False).ngroup())
    return each_told(FindingLevel.WARNING, series, "series", rule, told)


def _told_without(rows: pd.DataFrame, office: Office) -> str:
    indicators = office.known.indicators.set_index("id")["kind"]
    without = WITHOUT[Kind(indicators[int(rows["indicator_id"].iloc[0])])]
    becomes = "ändras" if (rows["change"] == CHANGED).any() else "läggs till"
    units = office.known.units.set_index("id")["parent_id"]
    above = units[int(rows["unit_id"].iloc[0])]
    of = "flera perioder" if pd.isna(above) else office.units.names[int(above)]
    them = "dem" if "och" in without else "det"
    return (
        f"{without}. Enhetens värde {becomes}, men värdet för {of} kan inte räknas. "
        f"Lämna {them} också, eller godta det med ett skäl."
    )


def _told_about(rows: pd.DataFrame, _: Office) -> str:
    written = shown(float(rows["value"].iloc[0]))
    return f"{written} är ungefärligt i filen och ersätter {_old(rows)}. {WAY_ON}"


def _told_hidden(rows: pd.DataFrame, _: Office) -> str:
    return f"filen har sekretess, och det ersätter {_old(rows)}. {WAY_ON}"


def _old(rows: pd.DataFrame) -> str:
    """Return what stands there, without its number where that is kept from readers."""
    if rows["secret"].any():
        return "ett exakt värde"
    return f"{shown(float(rows['old_value'].iloc[0]))}, som är exakt"
