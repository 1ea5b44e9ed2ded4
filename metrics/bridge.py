"""Placeringsbryggan: how much of a cost deviation is volume, mix and price.

With V and A the volume (vårddygn) and amount of an item (a form of care at a unit), 0 the budget,
p = A / V its price and m = ΣA0 / ΣV0 what a day costs on average in the whole budget (the usual
flexible-budget split, see Horngren, Datar & Rajan, Cost Accounting, chapters 7 and 14, laid on
items so that a part's figures are the same wherever it is seen from):

    volume  (V − V0) · m           more days than budgeted, at what a day costs on average
    mix     (V − V0) · (p0 − m)    that those days are dearer or cheaper than the average
    price   A − V · p0             what its days cost beyond the budgeted price
    unsplit                        what has no days to be split by

Over all items volume is (ΣV − ΣV0) · m and mix what the changed composition costs. Volume and mix
of an item together are its days beyond the budgeted, at its own budgeted price.

Amounts are signed as everywhere: cost negative, deviation = amount − budget, + is surplus. More days
than budgeted therefore give a negative volume effect. Credits and income need no rule of their own.

| item | what is done |
|---|---|
| new form: V0 = 0, A0 = 0, V > 0 | no budgeted price: its own stands for it; no price effect |
| days budgeted at no cost: V0 > 0, A0 = 0 | the budgeted price is 0, all beyond volume and mix is price |
| ended form: V = 0, A = 0 | volume and mix take back all of A0; no price |
| money now without days: V = 0, A ≠ 0 | as ended, and A is unsplit (late bills, credits) |
| budget without days: V0 = 0, A0 ≠ 0 | all unsplit, and its days are not in the totals |
| a volume that is not known (NaN) | all unsplit, and its days are not in the totals |
| no budgeted days at all: ΣV0 = 0 | all unsplit: a day has no average cost |
| an amount that is not known (NaN) | all parts NaN, and its days are not in the totals |

The average is that of the rows given: bridge the whole once, and sum the rows of a part.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.money.scale import SURPLUS

Numbers = npt.NDArray[np.float64]
MEASURED = ["base_volume", "base_amount", "volume", "amount"]
PARTS = ["volume_effect", "mix_effect", "price_effect", "unsplit"]
PART_WORDS = {
    "volume_effect": "volymen",
    "mix_effect": "mixen",
    "price_effect": "priset",
    "unsplit": "det som inte kan fördelas",
}


def bridge(items: pd.DataFrame) -> pd.DataFrame:
    """Split each item's deviation into volume, mix and price; see the top for rules and signs.

    `items` has one row per unit and form of care: `base_volume` and `volume` in vårddygn (0 or more,
    NaN = not known), `base_amount` and `amount` in kronor (cost negative, NaN = missing). All other
    columns are keys and are kept.

    Adds `volume_effect`, `mix_effect`, `price_effect`, `unsplit` and `deviation`, in whole kronor. A
    row's parts sum to its deviation to the krona, and the rows' deviations to the whole's, rounded:
    amounts with öre may therefore leave a row's deviation up to a krona from its own.

    Raises ValueError for negative or infinite volumes and infinite amounts.
    """
    values = items[MEASURED].astype(float)
    if np.isinf(values.to_numpy()).any() or (values[["base_volume", "volume"]] < 0).any(axis=None):
        raise ValueError("volumes must be 0 or more, or NaN, and nothing may be infinite")
    exact = _parts(*(values[name].to_numpy() for name in MEASURED))
    gap = (values["amount"] - values["base_amount"]).to_numpy()
    known = ~np.isnan(gap)
    deviation, parts = np.full(len(items), np.nan), np.full(exact.shape, np.nan)
    deviation[known] = _whole(gap[None, known], np.rint([gap[known].sum()]))[0]
    parts[known] = _whole(exact[known], deviation[known])
    return items.assign(**dict(zip(PARTS, parts.T, strict=True)), deviation=deviation)


def _parts(base_volume: Numbers, base_amount: Numbers, volume: Numbers, amount: Numbers) -> Numbers:
    """Return a row per item and a column per part, not yet rounded."""
    gap = amount - base_amount
    planned = (base_volume > 0) | (base_amount == 0)
    split = planned & ~np.isnan(base_volume) & ~np.isnan(volume) & ~np.isnan(gap)
    total = base_volume[split].sum()
    parts = np.zeros((len(gap), len(PARTS)))
    if total <= 0:
        parts[:, 3] = gap
        return parts
    average = base_amount[split].sum() / total
    budgeted, delivered = base_volume > 0, volume > 0
    price = np.divide(amount, volume, out=np.zeros_like(gap), where=delivered)
    np.divide(base_amount, base_volume, out=price, where=budgeted)
    parts[:, 0] = (volume - base_volume) * average
    parts[:, 1] = (volume - base_volume) * (price - average)
    beyond = amount - volume * price
    parts[:, 2] = np.where(delivered, beyond, 0)
    parts[:, 3] = np.where(delivered, 0, beyond)
    unsplit = np.zeros_like(parts)
    unsplit[:, 3] = gap
    return np.where(split[:, None], parts, unsplit)


def _whole(exact: Numbers, totals: Numbers) -> Numbers:
    """Round each row to whole kronor that sum to its total: the largest remainders are rounded up."""
    down = np.floor(exact)
    rank = np.argsort(np.argsort(down - exact, axis=1, kind="stable"), axis=1)
    lacking = totals - down.sum(axis=1)
    return np.asarray(down + (rank < lacking[:, None]) + 0.0)


def bridge_totals(bridged: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Sum a bridge by key columns, in order of appearance; with none, to one row.

    Returns the keys, the volumes and amounts, the parts and `deviation`. A sum with something
    missing in it is missing (NaN), and so is the sum of no items.
    """
    summed = [*MEASURED, *PARTS, "deviation"]
    if not by:
        return bridged[summed].astype(float).sum(skipna=False, min_count=1).to_frame().T
    return bridged.groupby(list(by), sort=False, dropna=False)[summed].sum(skipna=False).reset_index()


def bridge_sentence(
    whole: pd.Series,
    money: Callable[[float], str],
    *,
    until: str,
    noun: str = "Placeringarna",
    base: str = "budget",
) -> str:
    """Say the deviation, the part that explains most of it, and every part, the largest first.

    `whole` is a row of `bridge_totals`; `money` writes an amount with its unit, a minus but no
    plus; `until` is the last month with an outcome (`oktober`); `noun` is a plural, `base` what
    is compared with. What is written
    as zero is told as nothing. Example: `Placeringarna har kostat 4,2 mnkr mer än budget till och
    med oktober, mest på grund av volymen: volymen −5,1 mnkr, priset +1,3 mnkr, mixen −0,4 mnkr
    (+ = överskott).`
    """
    deviation = float(whole["deviation"])
    if np.isnan(deviation):
        return f"{noun} kan inte jämföras med {base} till och med {until}: belopp saknas."
    said = [name for name in PARTS if money(abs(whole[name])) != money(0)]
    said.sort(key=lambda name: -abs(whole[name]))
    listed = ", ".join(f"{PART_WORDS[name]} {_signed(whole[name], money)}" for name in said)
    if money(abs(deviation)) == money(0):
        even = f"{noun} har kostat som {base} till och med {until}"
        return f"{even}: {listed} ({SURPLUS})." if listed else f"{even}."
    more = "mer" if deviation < 0 else "mindre"
    told = f"{noun} har kostat {money(abs(deviation))} {more} än {base} till och med {until}"
    if said == ["unsplit"]:
        return f"{told}. Avvikelsen kan inte fördelas: dygn saknas i budget eller utfall."
    drivers = [name for name in said if whole[name] * deviation > 0]
    most = f", mest på grund av {PART_WORDS[drivers[0]]}" if drivers and len(said) > 1 else ""
    return f"{told}{most}: {listed} ({SURPLUS})."


def _signed(amount: float, money: Callable[[float], str]) -> str:
    return f"+{money(amount)}" if amount > 0 else money(amount)
