"""What stands in the store of the figures in a file: the earlier words that they are held against."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from sqlalchemy import Engine

from data import queries, queries_imports
from data.imports.checks.secrets import Secrets
from data.imports.figures.combined import PARTS
from metrics.vocabulary import ValueState

OLD = ["value", *PARTS, "state", "comment", "revision"]
SERIES = ["unit_id", "indicator_id", "account_id", "period", "kind", "made_in"]
MATCHED = ["unit_id", "period", "kind", "made_in"]
NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass(frozen=True)
class Standing:
    """The words in force of the units, indicators and accounts that a file is about.

    `figures` has the columns of `SERIES` and `OLD`; amounts have their kronor as `value`, and the state
    `final` or `preliminary`. `targets` is
    as in `queries.targets`.
    """

    figures: pd.DataFrame
    targets: pd.DataFrame

    def without(self, secrets: Secrets) -> "Standing":
        """Return the same without the series that are kept from readers."""
        kept = secrets.series_in(self.figures)
        return replace(self, figures=self.figures[~kept]) if kept.any() else self

    def usual(self) -> "pd.Series[float]":
        """Return how large each subject's figures are: the median, else that of its targets."""
        held = self.figures.assign(subject=subjects(self.figures), size=self.figures["value"].abs())
        sizes = held[held["size"] > 0].groupby("subject")["size"].median()
        aims = self.targets[self.targets["value"].abs() > 0]
        aimed = aims["value"].abs().groupby(aims["indicator_id"].astype("int64")).median()
        return sizes.combine_first(aimed).astype("float64")


def subjects(frame: pd.DataFrame) -> "pd.Series[int]":
    """Return a number for what each row is about: the indicator's, or minus the account's."""
    return frame["indicator_id"].where(frame["indicator_id"].notna(), -frame["account_id"]).astype("int64")


def standing(engine: Engine, organisation_id: int, facts: pd.DataFrame) -> Standing:
    """Return what stands there of what the facts are about.

    At their units, and at those right above and below: a sum is held against its parts whichever of them
    the file has.
    """
    units = _with_relatives(engine, organisation_id, facts["unit_id"].dropna().unique().tolist())
    indicators = [int(number) for number in facts["indicator_id"].dropna().unique()]
    accounts = [int(number) for number in facts["account_id"].dropna().unique()]
    measured = queries_imports.standing_figures(engine, units, indicators)
    booked = queries_imports.standing_amounts(engine, units, accounts).rename(columns={"amount": "value"})
    is_early = booked["preliminary"].astype("bool")
    states = np.where(is_early, ValueState.PRELIMINARY.value, ValueState.FINAL.value)
    both = [
        measured.assign(account_id=np.nan, kind="", made_in=""),
        booked.assign(indicator_id=np.nan, state=states, **dict.fromkeys(PARTS, np.nan)),
    ]
    filled = [frame[[*SERIES, *OLD]] for frame in both if len(frame)] or [both[0][[*SERIES, *OLD]]]
    whole = pd.concat(filled, ignore_index=True) if len(filled) > 1 else filled[0]
    kinds = {"unit_id": "Int64", "indicator_id": "Int64", "account_id": "Int64"}
    return Standing(whole.astype(kinds), queries.targets(engine, organisation_id))


def _with_relatives(engine: Engine, organisation_id: int, numbers: Sequence[int]) -> list[int]:
    """Return units with those right above them, those right below those, and those right below themselves."""
    tree = queries.units(engine, organisation_id)
    mine = tree["id"].isin(numbers)
    above = tree["id"].isin(tree.loc[mine, "parent_id"].dropna())
    below = tree["parent_id"].isin(tree.loc[mine | above, "id"])
    return [int(number) for number in tree.loc[mine | above | below, "id"]]


def compared(figures: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Add what stands there (`old_value`, `old_state`, `old_revision`, 0 = nothing) and `change`.

    `change` is `new`, `changed`, `same`, or `refused` for what has no state. What the file doesn't say
    (a comment, the parts of a value that is the same) stays as it stands.
    """
    if held.empty:
        change = np.where(figures["state"] == "", REFUSED, NEW)
        return figures.assign(old_value=np.nan, old_state="", old_revision=0, change=change)
    old = beside(figures, held)
    known = old["revision"].notna()
    whole = figures.assign(
        old_value=old["value"],
        old_state=old["state"].astype(object).where(known, ""),
        old_revision=old["revision"].fillna(0).astype("int64"),
    )
    alike = known & _equal(whole["value"], old["value"])
    same = alike & (whole["state"] == old["state"])
    if known.any():
        for part in PARTS:
            kept = alike & whole[part].isna()
            whole[part] = whole[part].where(~kept, old[part])
        for part in PARTS:
            same &= _equal(whole[part], old[part])
        silent = known & (whole["comment"] == "")
        whole["comment"] = whole["comment"].astype(object).where(~silent, old["comment"])
        same &= whole["comment"] == old["comment"]
    change = np.select(
        [(whole["state"] == "").to_numpy(), same.to_numpy(), known.to_numpy()], [REFUSED, SAME, CHANGED], NEW
    )
    return whole.assign(change=change)


def beside(figures: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Return what is held of each figure, in the figures' order and with their index."""
    wanted = figures[MATCHED].assign(subject=subjects(figures), place=np.arange(len(figures)))
    there = held[[*MATCHED, *OLD]].assign(subject=subjects(held))
    kinds = {"unit_id": "int64", "period": "str", "kind": "str", "made_in": "str"}
    both = wanted.astype(kinds).merge(there.astype(kinds), on=[*MATCHED, "subject"], how="left")
    return both.sort_values("place")[OLD].set_axis(figures.index, axis=0)


def _equal(one: "pd.Series[float]", other: "pd.Series[float]") -> "pd.Series[bool]":
    return (one == other) | (one.isna() & other.isna())
