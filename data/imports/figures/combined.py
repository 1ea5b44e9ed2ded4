"""Facts brought together into figures: one row for each unit, indicator or account, period and kind.

A figure may take several cells: a value, a numerator, a denominator, the number behind it and a comment.
A value that isn't printed is made of its parts. The same figure twice in a file counts once; two
different ones stop each other.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.imports.facts import Finding
from data.imports.step import Step, each_told, finding
from metrics.vocabulary import STATES_WITH_VALUE, FindingLevel, ValueState

KEY = ["unit_id", "indicator_id", "account_id", "period", "kind", "made_in"]
PLACE = ["sheet", "row", "column", "table", "label", "place", "parent", "printed_in"]
PARTS = ["numerator", "denominator", "n"]
VALUE, COMMENT = "value", "comment"
WITH_VALUE = [state.value for state in STATES_WITH_VALUE]
PER_CENT_UNITS = frozenset({"%", "procent"})
MOST_NUMBERS = 2**62
ALONE = "bara en del av talet står i filen. Det behövs ett värde, eller både täljare och nämnare."
BY_ZERO = "nämnaren är 0, så det finns ingen andel. Skriv «ej tillämpligt» om det är så."
NEGATIVE = "nämnaren eller antalet är mindre än 0."
Numbers = NDArray[np.int64]


def numbered(frame: pd.DataFrame, columns: Sequence[str]) -> Numbers:
    """Return a number for each row, the same for rows that agree in all the columns; from 0, in order."""
    key, size = np.zeros(len(frame), dtype=np.int64), 1
    for name in columns:
        codes, different = pd.factorize(frame[name])
        count = len(different) + 1
        if len(different) == 1 and not (codes < 0).any():
            continue
        if size > MOST_NUMBERS // count:
            key, size = pd.factorize(key)[0].astype(np.int64), len(frame)
        key, size = key * count + codes + 1, size * count
    return pd.factorize(key)[0].astype(np.int64)


def figures(facts: pd.DataFrame, numbers: Numbers, per_cent: frozenset[int]) -> Step:
    """Return a row per figure: the key, where it stands, `value`, `state`, parts and `comment`.

    `facts` have `value` and `state` (empty where the cell is refused or asked about) and keep their index;
    `numbers` are those of `figure_numbers`, and become the index labels. `computed` tells that the
    value isn't printed. `per_cent` are the indicators measured in %. The first
    cell of a figure is the one it stands in. A figure without state says nothing.
    """
    only_values = bool((facts["figure"] == VALUE).all())
    if only_values and (numbers.max(initial=-1) + 1 == len(facts)):
        whole = facts[[*KEY, *PLACE, "value", "state"]].assign(**dict.fromkeys(PARTS, np.nan))
        whole = whole.assign(comment="", computed=False)
        return Step(whole.set_axis(pd.RangeIndex(len(whole)), axis=0))
    facts = facts.assign(figure_no=numbers)
    single, findings = _each_once(facts)
    stopped = [row for each in findings if each.level == FindingLevel.ERROR for row in each.rows]
    made = _side_by_side(single)
    made, more = _valued(made, facts, per_cent)
    made.loc[facts.loc[stopped, "figure_no"].unique(), "state"] = ""
    return Step(made, (*findings, *more))


def figure_numbers(facts: pd.DataFrame) -> Numbers:
    """Return for each fact which figure it is of, from 0 in the order of the file."""
    return numbered(facts, KEY)


def _each_once(facts: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Return each part of each figure once, and what to tell of those that stand several times."""
    parts = numbered(facts, ["figure_no", "figure"])
    if parts.max(initial=-1) + 1 == len(facts):
        return facts, []
    repeated = pd.Series(parts, index=facts.index).duplicated(keep=False)
    twice = facts[repeated].assign(part=parts[repeated.to_numpy()])
    remark, value = twice["cell"].map(str).astype("str"), twice["value"].map(str).astype("str")
    said = value.where(twice["figure"] != COMMENT, remark) + twice["state"].astype("str")
    twice = twice.assign(said=said)
    differ = twice.groupby("part")["said"].transform("nunique") > 1
    findings = []
    if (~differ).any():
        told = f"{int((~differ).sum())} celler säger samma sak som en annan cell i filen och räknas en gång."
        findings.append(finding(FindingLevel.NOTICE, twice[~differ], "same-twice", told))
    findings += each_told(FindingLevel.ERROR, twice[differ], "part", "duplicate", _told_differing)
    return facts[~pd.Series(parts, index=facts.index).duplicated()], findings


def _told_differing(rows: pd.DataFrame) -> str:
    values = ", ".join(rows["cell"].astype("str").unique()[:3])
    told = f"{_named(rows)}, står {len(rows)} gånger i filen med olika värden ({values})."
    return f"{told} Ta bort det som är fel."


def _side_by_side(facts: pd.DataFrame) -> pd.DataFrame:
    """Return a row per figure, with a column for each of its parts and `state_of_…` for their states."""
    firsts = facts.sort_values("figure_no", kind="stable").drop_duplicates("figure_no")
    made = firsts.set_index("figure_no")[[*KEY, *PLACE]].sort_index()
    for part in (VALUE, *PARTS):
        rows = facts[facts["figure"] == part].set_index("figure_no")
        made[part] = rows["value"].astype("float64").reindex(made.index)
        made[f"state_of_{part}"] = rows["state"].astype(object).reindex(made.index)
        if part == VALUE:
            for name in ("sheet", "row", "column"):
                made[name] = (
                    rows[name]
                    .astype(object)
                    .reindex(made.index)
                    .where(made.index.isin(rows.index), made[name])
                )
    remarks = facts[facts["figure"] == COMMENT].set_index("figure_no")["cell"].astype("str")
    made["comment"] = remarks.reindex(made.index).fillna("")
    made.index.name = None
    return made


def _valued(
    made: pd.DataFrame, facts: pd.DataFrame, per_cent: frozenset[int]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Add `state`, and the value where only its parts are there; tell what can't be made a value."""
    printed = made["state_of_value"].notna()
    both = made["state_of_numerator"].notna() & made["state_of_denominator"].notna()
    state = made["state_of_value"].where(printed, ValueState.FINAL.value)
    for part in (f"state_of_{name}" for name in PARTS):
        unknown = ~printed & made[part].notna() & ~made[part].isin(WITH_VALUE)
        state = state.where(~unknown, made[part])
    known = state.isin(WITH_VALUE)
    alone, by_zero = ~printed & ~both, ~printed & both & known & (made["denominator"] == 0)
    factor = np.where(made["indicator_id"].isin(list(per_cent)), 100.0, 1.0)
    share = made["numerator"] * factor / made["denominator"].where(made["denominator"] != 0)
    value = made["value"].where(printed, share).where(known)
    negative = (made["denominator"] < 0) | (made["n"] < 0)
    findings = [
        *_told(facts, alone, "parts", ALONE),
        *_told(facts, by_zero, "denominator", BY_ZERO),
        *_told(facts, negative, "negative", NEGATIVE),
    ]
    state = state.where(~alone & ~by_zero & ~negative, "")
    whole = made.assign(
        value=value.where(state.isin(WITH_VALUE)), state=state.astype("str"), computed=~printed
    )
    return whole.drop(columns=[name for name in made.columns if str(name).startswith("state_of_")]), findings


def _told(facts: pd.DataFrame, wrong: "pd.Series[bool]", rule: str, message: str) -> list[Finding]:
    """Return an error about each figure that is wrong."""
    bad = facts[facts["figure_no"].isin(wrong.index[wrong])]
    return each_told(FindingLevel.ERROR, bad, "figure_no", rule, lambda rows: f"{_named(rows)}: {message}")


def _named(rows: pd.DataFrame) -> str:
    return f"«{rows['label'].iloc[0]}», {rows['period'].iloc[0]}"
