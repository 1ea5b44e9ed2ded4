"""Sums that stand printed in a file, held against the figures that they are sums of."""

from typing import Any

import numpy as np
import pandas as pd

from data.imports.cells.decimals import decimals_of, shown
from data.imports.cells.reading_cells import read_cells
from data.imports.facts import Finding
from data.imports.headings.row_words import SUM_WORDS
from data.imports.headings.spelling import folded
from data.imports.step import Office, first_cell
from metrics.vocabulary import FindingLevel, Kind

OVER_UNITS = (Kind.FLOW, Kind.STOCK, Kind.YEAR_PLACES, Kind.MONEY)
OVER_TIME = (Kind.FLOW, Kind.MONEY)
FEWEST_PARTS = 2
LEAST_OF_UNIT = 3


def untrue_sums(facts: pd.DataFrame, office: Office) -> list[Finding]:
    """Return the printed sums that their parts don't make; rows are the facts they are sums of.

    `facts` have `value` as printed. Only what is counted alike is added: money, or one kind in one unit of
    measure. A sum over more than that is held against the rows that its label names (`Summa vårddygn`), as
    a notice, or passed by. Else what rounding (of money, or decimals) may explain is a notice, more a
    warning. Sums of what can't be added (shares, stocks over months), or with a part that has no value,
    are passed by.
    """
    sums = _sums(office)
    if sums.empty or facts.empty:
        return []
    there = facts[["table", "row", "column", "label", "value", "indicator_id", "account_id"]].assign(
        fact=facts.index, decimals=decimals_of(facts["value"])
    )
    parts = sums.explode("parts").dropna(subset=["parts"])
    places = pd.DataFrame(parts["parts"].tolist(), columns=["row", "column"], index=parts.index)
    parts = parts[["number", "table", "over_time", "said"]].assign(row=places["row"], column=places["column"])
    parts = _counted_alike(parts.merge(there, on=["table", "row", "column"], how="left"), office)
    parts = parts.assign(
        addable=_addable(parts, office), known=parts["value"].notna(), money=parts["account_id"].notna()
    )
    made = parts.groupby("number").agg(
        sum=("value", "sum"),
        parts=("value", "size"),
        whole=("known", "all"),
        addable=("addable", "all"),
        money=("money", "any"),
        decimals=("decimals", "max"),
        chosen=("chosen", "any"),
    )
    held = sums.drop(columns="parts").set_index("number").join(made, how="inner")
    held = held[held["whole"] & held["addable"] & (held["parts"] >= FEWEST_PARTS) & held["value"].notna()]
    apart = (held["value"] - held["sum"]).abs()
    decimals = np.maximum(held["decimals"], decimals_of(held["value"]))
    slight = ((held["parts"] + 1) / 2 * 10.0**-decimals).where(held["money"] | (decimals > 0), 0)
    odd = held[apart > 1e-9 * held["value"].abs().clip(lower=1)]
    told = odd.assign(slight=(apart <= slight).loc[odd.index]).reset_index().to_dict("records")
    return [_finding(row, parts[parts["number"] == row["number"]]) for row in told]


def _sums(office: Office) -> pd.DataFrame:
    """Return the printed sums of all tables, numbered, with their `value`, and whether they add up months."""
    found = [
        table.printed_sums.assign(table=number)
        for number, table in enumerate(office.tables)
        if len(table.printed_sums)
    ]
    if not found:
        return pd.DataFrame()
    sums = pd.concat(found, ignore_index=True)
    over_time = sums["parts"].map(lambda places: len({row for row, _ in places}) == 1)
    value = read_cells(sums["cell"])["value"]
    said = sums["label"].map(_without_sum_words)
    return sums.assign(number=range(len(sums)), value=value.to_numpy(), over_time=over_time, said=said)


def _without_sum_words(label: str) -> str:
    return " ".join(word for word in folded(label).split() if word not in SUM_WORDS)


def _counted_alike(parts: pd.DataFrame, office: Office) -> pd.DataFrame:
    """Return the parts of each sum that are counted alike; `chosen` tells that there were others.

    Of a sum over several sorts only those of the sort that its label names are kept, none where it names
    none or more than one.
    """
    known = office.known.indicators.set_index("id")
    units = parts["indicator_id"].map(known["unit_of_measure"].to_dict()).map(_text).map(folded)
    kinds = parts["indicator_id"].map(known["kind"].to_dict()).map(_text)
    sort = (units + " " + kinds).where(parts["account_id"].isna(), "kronor")
    mixed = sort.groupby(parts["number"]).transform("nunique") > 1
    if not mixed.any():
        return parts.assign(chosen=False)
    names = zip(parts["said"], parts["label"].map(_text), units, strict=True)
    named = pd.Series([_names(said, label, unit) for said, label, unit in names], index=parts.index)
    meant = sort[named & mixed].groupby(parts["number"]).agg(["nunique", "first"])
    one = parts["number"].map(meant.loc[meant["nunique"] == 1, "first"].to_dict())
    return parts.assign(chosen=mixed)[~mixed | (one == sort)]


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""


def _names(said: str, label: str, unit: str) -> bool:
    """Tell whether what stands beside a sum's word names a row: by its label, or by what it is counted in."""
    if not said:
        return False
    return said in folded(label) or (len(unit) >= LEAST_OF_UNIT and said.endswith(unit))


def _addable(parts: pd.DataFrame, office: Office) -> "pd.Series[bool]":
    kinds = parts["indicator_id"].map(office.known.indicators.set_index("id")["kind"].to_dict())
    by_kind = kinds.isin(OVER_TIME) | (~parts["over_time"] & kinds.isin(OVER_UNITS))
    return parts["account_id"].notna() | by_kind


def _finding(row: "dict[Any, Any]", parts: pd.DataFrame) -> Finding:
    mine, where = tuple(int(fact) for fact in parts["fact"]), first_cell(pd.DataFrame([row]))
    printed, made = float(row["value"]), float(row["sum"])
    told = f"«{row['label'] or 'summan'}» är tryckt {shown(printed)}, men delarna blir {shown(made)}."
    if row["chosen"]:
        return Finding(FindingLevel.NOTICE, where, "sum", f"{told} Det kan vara annat som är summerat.", mine)
    if row["slight"]:
        return Finding(FindingLevel.NOTICE, where, "sum", f"{told} Skillnaden kan vara avrundning.", mine)
    told += " Saknas en rad, eller är ett tal fel? Stämmer delarna, godta det med ett skäl."
    return Finding(FindingLevel.WARNING, where, "sum", told, mine)
