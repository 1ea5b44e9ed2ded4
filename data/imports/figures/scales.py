"""What money is counted in: kronor, or thousands or millions of them.

A word in the file decides (`tkr`). Without one, the figures that stand in the store may show it: only if one
reading is near them and no other is. Otherwise it is asked, once for the table.
"""

import numpy as np
import pandas as pd

from data.imports.cells.decimals import decimals_of
from data.imports.facts import Asked, Choice, Finding, Question
from data.imports.step import Office, Step, finding, first_cell, lowered
from metrics.numbers import number
from metrics.vocabulary import FindingLevel

KRONOR_IN = {"kr": 1.0, "kronor": 1.0, "sek": 1.0, "tkr": 1e3, "kkr": 1e3, "mkr": 1e6, "mnkr": 1e6}
NAMES = {1.0: "kronor", 1e3: "tkr", 1e6: "mnkr"}
SCALES = {"kr": 1.0, "tkr": 1e3, "mnkr": 1e6}
NEAR = 5
ORE = 2
MOST_DECIMALS = 8
"""With so many, millions are exact to less than an öre."""


def in_kronor(figures: pd.DataFrame, office: Office, usual: "pd.Series[float]") -> Step:
    """Turn money into kronor, or into what its indicator is measured in.

    `figures` have `subject` (see `history.subjects`), `table` and `printed_in`; `usual` is the size of each
    subject's figures in the store, NaN where there are none. `coarse` is added: what the last digit printed
    is worth in the unit that is stored, NaN where money is printed in that unit.
    """
    base = base_of(figures, office)
    if base.isna().all():
        return Step(figures)
    printed = lowered(figures["printed_in"]).map(KRONOR_IN)
    findings: list[Finding] = []
    questions: list[Question] = []
    factor = pd.Series(1.0, index=figures.index).where(base.isna() | printed.isna(), printed / base)
    silent = base.notna() & printed.isna() & figures["value"].notna() & (figures["value"] != 0)
    for place, rows in figures[silent].groupby("table", sort=False, observed=True):
        table = office.tables[int(str(place))]
        subject = table.title or table.sheet or "tabellen"
        answer = SCALES.get(office.answer(Asked.SCALE, subject) or "")
        scale = answer or _shown(rows, base, usual)
        if scale is None:
            questions.append(_about_scale(subject, rows))
            factor[rows.index] = np.nan
            continue
        factor[rows.index] = scale / base[rows.index]
        if answer is None:
            told = f"Filen säger inte vad pengarna räknas i. De lästes som {NAMES[scale]}, som i databasen."
            findings.append(finding(FindingLevel.NOTICE, rows, "scale", told))
    changed = factor != 1
    value = figures["value"].where(~changed, (figures["value"] * factor).round(ORE))
    state = figures["state"].where(factor.notna(), "")
    scaled = figures.assign(value=value, state=state, coarse=_last_digits(figures, factor))
    return Step(scaled, tuple(findings), tuple(questions))


def _last_digits(figures: pd.DataFrame, factor: "pd.Series[float]") -> "pd.Series[float]":
    """Return what the last digit of scaled money is worth, by the most decimals in its table; else NaN."""
    up = figures[(factor > 1) & figures["value"].notna()]
    decimals = decimals_of(up["value"], MOST_DECIMALS).groupby(up["table"]).transform("max")
    return (factor * 10.0**-decimals).reindex(figures.index)


def base_of(figures: pd.DataFrame, office: Office) -> "pd.Series[float]":
    """Return how many kronor one is of what each figure is stored in; NaN where it isn't money."""
    units = office.known.indicators.set_index("id")["unit_of_measure"].str.casefold()
    money = units.map(KRONOR_IN).dropna().to_dict()
    of_indicators = figures["indicator_id"].map(money).astype("float64")
    return of_indicators.where(figures["account_id"].isna(), 1.0)


def _shown(rows: pd.DataFrame, base: "pd.Series[float]", usual: "pd.Series[float]") -> float | None:
    """Return the scale that the store's figures show, or None where they don't."""
    sizes = (rows["value"].abs() / base[rows.index]).groupby(rows["subject"]).median()
    known = usual.reindex(sizes.index)
    ratio = (sizes / known).where(known > 0).dropna()
    votes = {scale: ((ratio * scale).between(1 / NEAR, NEAR)).to_numpy() for scale in NAMES}
    if ratio.empty:
        return None
    fitting = [scale for scale, fits in votes.items() if fits.all()]
    others = [scale for scale, fits in votes.items() if fits.any()]
    return fitting[0] if len(fitting) == 1 and others == fitting else None


def _about_scale(subject: str, rows: pd.DataFrame) -> Question:
    first = number(float(rows["value"].iloc[0]), 0)
    text = f"Är beloppen i kronor eller tusental kronor? Filen säger det inte (det första är {first})."
    choices = tuple(Choice(answer, NAMES[scale]) for answer, scale in SCALES.items())
    return Question(Asked.SCALE, subject, text, first_cell(rows), choices)
