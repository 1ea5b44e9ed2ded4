"""Money printed in thousands or millions: what rounds to the same says nothing new of the exact amount."""

import pandas as pd

from data.imports.figures.standing import beside
from data.imports.step import Step, finding
from metrics.vocabulary import FindingLevel

RULE = "rounded"
DUST = 1e-6


def as_it_stands(made: pd.DataFrame, held: pd.DataFrame) -> Step:
    """Give money that is the store's, rounded as it is printed, the store's exact value; it is told once.

    `coarse` is the last digit printed, in the unit that the value has (1 000 of whole tkr), NaN where money
    is printed in the unit it is stored in. `held` is as in `Standing.figures`.
    """
    if "coarse" not in made or held.empty:
        return Step(made)
    rows = made[made["coarse"].notna() & made["value"].notna()]
    if rows.empty:
        return Step(made)
    old = beside(rows, held)["value"]
    apart = (old - rows["value"]).abs()
    same = (apart > DUST) & (apart <= rows["coarse"] / 2 + DUST)
    if not same.any():
        return Step(made)
    value = made["value"].copy()
    value.loc[same.index[same]] = old[same]
    return Step(made.assign(value=value), (finding(FindingLevel.NOTICE, rows[same], RULE, _told(same)),))


def _told(same: "pd.Series[bool]") -> str:
    count = int(same.sum())
    if count == 1:
        return "Ett belopp är avrundat i filen och annars detsamma som i databasen. Det exakta står kvar."
    return f"{count} belopp är avrundade i filen och annars desamma som i databasen. De exakta står kvar."
