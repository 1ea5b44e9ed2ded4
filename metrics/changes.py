"""What differs between two states of figures or amounts: new, changed, withdrawn, or the same after all.

The frames that come in have one row per figure, with what stands now, what stood before (`…_before`) and
what was said first after that (`…_first`), as `data.queries_history` gives them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from metrics.vocabulary import STATES_WITH_VALUE, ValueState

MEASURED = ("value", "numerator", "denominator", "n", "state")
AMOUNTED = ("amount", "preliminary")
WRITTEN = ("comment", "lock_reason", "note", "reason")
"""What is written of a change, which may tell its numbers."""


class Change(StrEnum):
    """How a figure differs between two moments."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    SAME = "same"


def with_change(frame: pd.DataFrame, content: Sequence[str]) -> pd.DataFrame:
    """Return the rows with `change`, a `Change`, between the two moments; without `…_first`.

    What had not been said, or had been taken back, did not stand before. A word that says again what stood,
    or one that was taken back before anyone saw it, is the same.
    """
    stood, stands = _stood(frame, content), ~frame["taken_back"].astype(bool)
    kinds = [stands & ~stood, stands & stood & ~_equal(frame, content), ~stands & stood]
    names = [Change.NEW.value, Change.CHANGED.value, Change.WITHDRAWN.value]
    told = frame.assign(change=np.select(kinds, names, default=Change.SAME.value))
    return told.drop(columns=[f"{name}_first" for name in (*content, "taken_back")], errors="ignore")


def with_every_change(frame: pd.DataFrame, content: Sequence[str]) -> pd.DataFrame:
    """Return the rows with `change` and `returned`, counting also what has happened between the moments.

    What came in after the first moment and says something else by now is changed: its first word stands as
    what was before. A draft that is now final with the same numbers is new. What says the same again because
    an import was undone is changed, and has `returned`.
    """
    came = ~_stood(frame, content) & frame[f"{content[-1]}_first"].notna()
    words = (*content, "taken_back")
    first = {f"{name}_before": frame[f"{name}_before"].mask(came, frame[f"{name}_first"]) for name in words}
    told = frame.assign(**first)
    finished = came & _equal(told, content[:-1]) & _is_draft(told[f"{content[-1]}_before"])
    judged = with_change(told, content)
    stands, undone = ~judged["taken_back"].astype(bool), judged["undoes_id"].notna()
    same = judged["change"] == Change.SAME
    returned = same & stands & undone
    again = came & stands & ~undone & (same | finished)
    change = judged["change"].mask(returned, Change.CHANGED.value).mask(again, Change.NEW.value)
    return judged.assign(change=change, returned=returned)


def _is_draft(said: pd.Series) -> pd.Series:
    """Tell whether a figure's state, or whether an amount is preliminary, says that it is a draft."""
    return said.isin([ValueState.PRELIMINARY.value, True])


def _stood(frame: pd.DataFrame, content: Sequence[str]) -> pd.Series:
    """Tell whether something stood before."""
    return frame[f"{content[-1]}_before"].notna() & (frame["taken_back_before"] != True)  # noqa: E712 - by row


def _equal(frame: pd.DataFrame, content: Sequence[str]) -> pd.Series:
    """Tell whether what stands now says the same as what stood before."""
    equal = pd.Series(data=True, index=frame.index)
    for name in content:
        now, before = frame[name], frame[f"{name}_before"]
        equal &= (now == before) | (now.isna() & before.isna())
    return equal


def without_secrets(figures: pd.DataFrame, kept: Mapping[tuple[int, int, str], str]) -> pd.DataFrame:
    """Return changed figures without the numbers, before and after, of those that are kept from readers.

    `kept` is unit, indicator and period -> the state that is shown. What is written of such a change is
    taken away too. A figure that is a secret by now has been one all along.
    """
    secret = ValueState.CONFIDENTIAL.value
    keys = zip(figures["unit_id"], figures["indicator_id"], figures["period"], strict=True)
    shown = pd.Series([kept.get(key) for key in keys], index=figures.index, dtype=object)
    shown = shown.where(shown.notna() | (figures["state"] != secret), secret)
    hidden = shown.notna()
    if not hidden.any():
        return figures
    told = figures.copy()
    for when in ("", "_before"):
        valued = hidden & told[f"state{when}"].isin(STATES_WITH_VALUE)
        told.loc[hidden, [f"{name}{when}" for name in MEASURED[:4]]] = np.nan
        told.loc[valued, f"state{when}"] = shown[valued]
    told.loc[hidden, list(WRITTEN)] = ""
    return told


@dataclass(frozen=True)
class Tally:
    """How many figures and amounts have changed, how many of them after a lock, and how many are new.

    `undone` are those of the changed that are back to what they were, or are empty again.
    """

    figures: int
    amounts: int
    after_lock: int
    new: int
    undone: int = 0


def tally(figures: pd.DataFrame, amounts: pd.DataFrame) -> Tally:
    """Count changes; both frames are as `with_change` or `with_every_change` returns them."""
    told = [differing(frame) for frame in (figures, amounts)]
    locked = sum(int((frame["lock_reason"] != "").sum()) for frame in told)
    fresh = [frame[frame["change"] == Change.NEW] for frame in (figures, amounts)]
    undone = sum(int(_undone(frame).sum()) for frame in told)
    return Tally(len(told[0]), len(told[1]), locked, sum(map(len, fresh)), undone)


def _undone(frame: pd.DataFrame) -> pd.Series:
    gone = frame["change"] == Change.WITHDRAWN
    return gone | frame["returned"] if "returned" in frame else gone


def differing(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of what has changed or been withdrawn."""
    return frame[frame["change"].isin([Change.CHANGED.value, Change.WITHDRAWN.value])]


def news(frame: pd.DataFrame, noun: str) -> pd.DataFrame:
    """Return what is new by `noun` (a column): `number`, `units`, `periods` (list of codes).

    The noun with the most new figures stands first.
    """
    grouped = frame[frame["change"] == Change.NEW].groupby(noun, sort=False)
    counted = grouped.agg(
        number=("unit_id", "size"),
        units=("unit_id", "nunique"),
        periods=("period", lambda codes: sorted(set(codes))),
    )
    return counted.reset_index().sort_values("number", ascending=False, kind="stable", ignore_index=True)
