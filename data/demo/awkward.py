"""The awkward cases of Exempelstad: where they stand, and the states laid over ordinary figures.

CASES is the whole list. What is drawn into the levels (shifts, seasons, trends) or follows
from the plan file (targets, definitions) is only listed; what concerns single figures is laid
over them by `with_states`. Corrections stand in `corrections`.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from data.demo.corrections import CORRECTIONS
from data.demo.reporting import (
    ADDICTION,
    ASSISTANCE,
    FOSTER_CARE,
    INQUIRY,
    OUTPATIENT,
    QUALITY,
    RECEPTION,
    ROOT,
    VIOLENCE,
)
from metrics.vocabulary import ValueState


class Case(StrEnum):
    """What is awkward."""

    GAP = "gap"
    CORRECTION = "correction"
    LEVEL_SHIFT = "level_shift"
    SMALL_COUNTS = "small_counts"
    CHANGED_TARGET = "changed_target"
    DEFINITION_CHANGE = "definition_change"
    LATE_REPORT = "late_report"
    CONFIDENTIAL = "confidential"
    NOT_APPLICABLE = "not_applicable"
    PRELIMINARY = "preliminary"
    OUTLIER = "outlier"
    SEASONAL = "seasonal"
    IMPROVEMENT = "improvement"
    DETERIORATION = "deterioration"
    WITHOUT_PARTS = "without_parts"


@dataclass(frozen=True)
class Awkward:
    """One case: figures of an indicator at a unit, from one period to another, and why."""

    case: Case
    unit: str
    indicator: str
    first: str
    last: str
    why: str


ALWAYS = ("2021-01", "2026-10")
OUTLIER_FACTOR = 1.65
SICK_LEAVE = ("sjukfranvaro", "sjukfranvaro-dag-1-14", "sjukfranvaro-fran-dag-15")
WITH_AMOUNTS = (
    (
        "konsultkostnad",
        (RECEPTION, INQUIRY, FOSTER_CARE, OUTPATIENT, ASSISTANCE, ADDICTION, VIOLENCE, QUALITY),
    ),
    ("utbetalt-forsorjningsstod", (ASSISTANCE,)),
    ("kostnad-per-vardygn-hvb", (RECEPTION, INQUIRY, ADDICTION)),
)
CASES = (
    Awkward(
        Case.GAP,
        RECEPTION,
        "forhandsbedomning-14-dagar",
        "2023-03",
        "2023-04",
        "Uppgift saknas: byte av verksamhetssystem.",
    ),
    Awkward(
        Case.LATE_REPORT,
        OUTPATIENT,
        "serviceuppdrag",
        "2026-10",
        "2026-10",
        "Oktober 2026 är ännu inte rapporterad.",
    ),
    *(
        Awkward(
            Case.CONFIDENTIAL,
            VIOLENCE,
            indicator,
            "2021-01",
            "2021-12",
            "Redovisas inte: färre än tio anställda.",
        )
        for indicator in SICK_LEAVE
    ),
    Awkward(
        Case.NOT_APPLICABLE,
        OUTPATIENT,
        "forsta-kontakt-7-arbetsdagar",
        "2021-01",
        "2021-12",
        "Ej tillämpligt: enheten tog över uppgiften i januari 2022.",
    ),
    *(
        Awkward(
            Case.PRELIMINARY, unit, indicator, "2026-10", "2026-10", "Preliminärt: månaden är inte stängd."
        )
        for indicator, units in WITH_AMOUNTS
        for unit in units
    ),
    Awkward(
        Case.OUTLIER,
        RECEPTION,
        "orosanmalningar",
        "2022-11",
        "2022-11",
        "Skolorna lämnade in höstens uppsamlade anmälningar samma månad.",
    ),
    *(
        Awkward(Case.CORRECTION, each.unit, each.indicator, each.period, each.period, each.comment)
        for each in CORRECTIONS
    ),
    Awkward(
        Case.LEVEL_SHIFT,
        INQUIRY,
        "utredning-4-manader",
        "2024-09",
        "2026-10",
        "Ny arbetsmodell från september 2024.",
    ),
    Awkward(
        Case.LEVEL_SHIFT,
        INQUIRY,
        "varddygn-hvb",
        "2025-08",
        "2026-10",
        "Fler HVB-placeringar från augusti 2025.",
    ),
    Awkward(
        Case.SMALL_COUNTS, ASSISTANCE, "vrakta-barnfamiljer", *ALWAYS, "Noll eller någon enstaka per månad."
    ),
    Awkward(
        Case.SMALL_COUNTS,
        QUALITY,
        "serveringstillstand-2-manader",
        "2021-Q1",
        "2026-Q3",
        "Få ärenden per kvartal.",
    ),
    Awkward(Case.SMALL_COUNTS, VIOLENCE, "placerade-skyddat-boende", *ALWAYS, "Ett fåtal placerade."),
    Awkward(
        Case.CHANGED_TARGET,
        ROOT,
        "sjukfranvaro",
        *ALWAYS,
        "6,2 % till och med 2023, 5,9 % 2024 och 5,7 % från 2025.",
    ),
    Awkward(
        Case.DEFINITION_CHANGE,
        INQUIRY,
        "fullfoljd-insats",
        "2024-T1",
        "2026-T2",
        "Från 2024 räknas även planerade avslut i förtid.",
    ),
    Awkward(
        Case.SEASONAL, RECEPTION, "orosanmalningar", *ALWAYS, "Sommarlov: anmälningarna halveras i juli."
    ),
    Awkward(
        Case.SEASONAL,
        ASSISTANCE,
        "sjukfranvaro-dag-1-14",
        *ALWAYS,
        "Korttidsfrånvaron är högst i januari till mars.",
    ),
    Awkward(
        Case.IMPROVEMENT,
        RECEPTION,
        "forhandsbedomning-14-dagar",
        "2024-01",
        "2026-10",
        "Stadig förbättring sedan 2024.",
    ),
    Awkward(Case.IMPROVEMENT, ASSISTANCE, "e-ansokan", *ALWAYS, "Allt fler söker elektroniskt."),
    Awkward(
        Case.DETERIORATION,
        INQUIRY,
        "forsta-kontakt-7-arbetsdagar",
        "2025-01",
        "2026-10",
        "Stadig försämring sedan 2025.",
    ),
    Awkward(
        Case.DETERIORATION,
        FOSTER_CARE,
        "sjukfranvaro-fran-dag-15",
        "2025-01",
        "2026-10",
        "Långtidsfrånvaron ökar sedan 2025.",
    ),
    Awkward(
        Case.WITHOUT_PARTS,
        ASSISTANCE,
        "e-ansokan",
        "2021-01",
        "2022-12",
        "Andelen levererades utan täljare och nämnare.",
    ),
)
STATE_OF = {
    Case.GAP: ValueState.MISSING,
    Case.CONFIDENTIAL: ValueState.CONFIDENTIAL,
    Case.NOT_APPLICABLE: ValueState.NOT_APPLICABLE,
    Case.PRELIMINARY: ValueState.PRELIMINARY,
}
FIGURES = ["value", "numerator", "denominator", "n"]


def rows_of(case: Awkward, frame: pd.DataFrame) -> pd.Series:
    """Tell, row by row, which figures of a delivery the case concerns."""
    within = (frame["period"] >= case.first) & (frame["period"] <= case.last)
    return (frame["unit"] == case.unit) & (frame["indicator"] == case.indicator) & within


def with_states(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the delivery with states, the outlier and the late report laid over the ordinary figures."""
    changed = frame.copy()
    late = np.zeros(len(changed), dtype=bool)
    for case in CASES:
        if case.case not in STATE_OF and case.case not in (Case.LATE_REPORT, Case.OUTLIER):
            continue
        rows = rows_of(case, changed).to_numpy()
        changed.loc[rows, "comment"] = case.why
        if case.case == Case.LATE_REPORT:
            late |= rows
        elif case.case == Case.OUTLIER:
            changed.loc[rows, "value"] = (changed.loc[rows, "value"] * OUTLIER_FACTOR).round()
        else:
            _lay_state(changed, rows, STATE_OF[case.case])
    return changed[~late].reset_index(drop=True)


def _lay_state(frame: pd.DataFrame, rows: np.ndarray, state: ValueState) -> None:
    """Set the state of the rows, and take away figures that the state does not allow."""
    frame.loc[rows, "state"] = state.value
    if state == ValueState.PRELIMINARY:
        nothing = rows & frame["value"].isna().to_numpy()
        frame.loc[nothing, "state"] = ValueState.NOT_APPLICABLE.value
    else:
        frame.loc[rows, FIGURES] = np.nan
