"""Rimlighetsvakten over a file: what is odd in its figures, each told with the cell that it stands in."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from data.files.sheet import cell_name
from data.imports.facts import Finding
from data.imports.figures.standing import REFUSED, Standing
from data.imports.headings.spelling import bare
from data.imports.step import Office, only
from metrics.plausibility import Doubt, doubts, doubts_of_amounts
from metrics.vocabulary import ValueState

BOOKED = "unit_id account_id kind period made_in value".split()
MEASURED = "unit_id indicator_id period value state numerator denominator n".split()


def implausible(made: pd.DataFrame, held: Standing, office: Office, today: date) -> list[Finding]:
    """Return what is odd in the figures that nothing stops yet; rows are their index labels."""
    whole = only(made, made["change"] != REFUSED)
    measured = only(whole, whole["indicator_id"].notna())
    found: list[Doubt] = []
    if len(measured):
        history = held.figures[held.figures["indicator_id"].notna()]
        indicators = office.known.indicators.set_index("id")
        parts = measured[MEASURED].assign(parent_id=_parents(measured))
        found += doubts(parts, history[MEASURED], indicators, office.known.units, today)
    booked = whole[whole["account_id"].notna()]
    if len(booked):
        accounts = office.known.accounts.set_index("id")
        earlier = _amounts(held.figures[held.figures["account_id"].notna()])
        amounts = _amounts(booked).assign(preliminary=booked["state"] == ValueState.PRELIMINARY.value)
        amounts["coarse"] = booked.get("coarse", np.nan)
        found += doubts_of_amounts(amounts, earlier, accounts, office.known.units, today)
    return [
        Finding(doubt.level, _where(made, doubt.rows), doubt.rule, doubt.message, doubt.rows)
        for doubt in found
    ]


def _where(made: pd.DataFrame, rows: Sequence[int]) -> str:
    """Return the cell of the first of some figures."""
    if not rows:
        return ""
    sheet, row, column = (made[name].loc[rows[0]] for name in ("sheet", "row", "column"))
    return cell_name(str(sheet), int(row), int(column))


def _amounts(figures: pd.DataFrame) -> pd.DataFrame:
    years = figures["period"].astype("str").str[:4].astype("int64")
    return figures[BOOKED].rename(columns={"value": "amount"}).assign(year=years)


def _parents(figures: pd.DataFrame) -> "pd.Series[float]":
    """Return the index label of the figure that each "- varav" figure is a part of, NaN where none is."""
    none = pd.Series(np.nan, index=figures.index)
    parents = figures["parent"].astype("str")
    is_part = parents != ""
    if not is_part.any():
        return none
    key = ["table", "unit_id", "period", "name"]
    wholes = figures.assign(name=figures["label"].astype("str").map(bare), label_of=figures.index)
    parts = figures[is_part].assign(name=parents[is_part].map(bare), part=figures.index[is_part])
    both = parts[[*key, "part"]].merge(wholes[[*key, "label_of"]].drop_duplicates(key), on=key)
    none.loc[both["part"]] = both["label_of"].astype("float64").to_numpy()
    return none
