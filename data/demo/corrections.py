"""Corrections: figures first delivered wrong, and the later deliveries that put them right.

The ordinary figure is the true one. `as_first_told` gives the first delivery its errors, and
`corrected` the rows that replace them.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pandas as pd

from data.demo.figures import percent
from data.demo.reporting import ADDICTION, ASSISTANCE, INQUIRY, RECEPTION
from metrics.vocabulary import ValueState


@dataclass(frozen=True)
class Correction:
    """One figure put right.

    What was told first: `missing`, the true value times `factor`, or the true numerator plus
    `parts_off` cases (or hours).
    """

    on: datetime
    note: str
    recorded_by: str
    unit: str
    indicator: str
    period: str
    comment: str
    factor: float = 1.0
    parts_off: float = 0.0
    missing: bool = False


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 13, 15, tzinfo=UTC)


RECEIPTS = "Rättelse av sjukfrånvaro i mars 2026"
MOVED_HOURS = 96.0
CORRECTIONS = (
    Correction(
        _day(2024, 4, 16),
        "Rättelse av orosanmälningar i februari 2024",
        "Verksamhetsutvecklare",
        RECEPTION,
        "orosanmalningar",
        "2024-02",
        "Rättad: anmälningar från polisen var registrerade dubbelt.",
        factor=1.14,
    ),
    Correction(
        _day(2025, 8, 19),
        "Komplettering av överklagade beslut i juni 2025",
        "Verksamhetsutvecklare",
        ADDICTION,
        "overklagade-beslut",
        "2025-06",
        "Kompletterad: uppgiften saknades vid första rapporteringen.",
        missing=True,
    ),
    Correction(
        _day(2025, 10, 22),
        "Rättelse av utredningstider i september 2025",
        "Enhetschef",
        INQUIRY,
        "utredning-4-manader",
        "2025-09",
        "Rättad: avslut var registrerade på fel datum.",
        parts_off=-6,
    ),
    Correction(
        _day(2026, 5, 12),
        RECEIPTS,
        "HR-konsult",
        ASSISTANCE,
        "sjukfranvaro-dag-1-14",
        "2026-03",
        "Rättad: läkarintyg kom sent, timmar flyttade till dag 15 och senare.",
        parts_off=MOVED_HOURS,
    ),
    Correction(
        _day(2026, 5, 12),
        RECEIPTS,
        "HR-konsult",
        ASSISTANCE,
        "sjukfranvaro-fran-dag-15",
        "2026-03",
        "Rättad: läkarintyg kom sent, timmar flyttade från dag 1-14.",
        parts_off=-MOVED_HOURS,
    ),
    Correction(
        _day(2026, 8, 25),
        "Rättelse av serviceuppdrag i juni 2026",
        "Enhetschef",
        ADDICTION,
        "serviceuppdrag",
        "2026-06",
        "Rättad: två veckor saknades i den första rapporten.",
        factor=0.55,
    ),
)


def as_first_told(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the ordinary figures with the errors that were later corrected."""
    told = frame.copy()
    for correction in CORRECTIONS:
        rows = rows_of(correction, told)
        if correction.missing:
            told.loc[rows, "value"] = np.nan
            told.loc[rows, "state"] = ValueState.MISSING.value
            told.loc[rows, "comment"] = "Uppgift saknas."
        elif correction.parts_off:
            told.loc[rows, "numerator"] += correction.parts_off
            parts = told.loc[rows, ["numerator", "denominator"]].to_numpy(dtype=float)
            told.loc[rows, "value"] = percent(parts[:, 0], parts[:, 1])
        else:
            told.loc[rows, "value"] = (told.loc[rows, "value"] * correction.factor).round()
    return told


def corrected(frame: pd.DataFrame, on: datetime) -> pd.DataFrame:
    """Return the true rows of the figures that were put right on the day, as recorded then."""
    rows = []
    for correction in CORRECTIONS:
        if correction.on == on:
            row = frame[rows_of(correction, frame)].copy()
            row["comment"] = correction.comment
            row["recorded_at"] = pd.Timestamp(on)
            rows.append(row)
    return pd.concat(rows, ignore_index=True)


def rows_of(correction: Correction, frame: pd.DataFrame) -> pd.Series:
    """Tell, row by row, which figure the correction concerns."""
    return (
        (frame["unit"] == correction.unit)
        & (frame["indicator"] == correction.indicator)
        & (frame["period"] == correction.period)
    )
