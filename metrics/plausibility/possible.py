"""Values that can't be: shares beyond 0-100 %, negative counts, an index off its scale, parts that disagree.

What is a share is told by the indicator's name (`andel`, `inom`, `sjukfrånvaro`). A percentage that may be
something else (occupancy can be 104 %) is doubted where it never was above 100 % before, and stopped never.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from metrics.numbers import PER_CENT, number
from metrics.plausibility.batch import COUNTS, MOST_DECIMALS, Batch, Subject
from metrics.plausibility.doubt import ACCEPT, Doubt, Flags, Floats, Ints, counted
from metrics.vocabulary import FindingLevel, Kind

SHARE_WORDS = ("andel", "inom ", "sjukfrånvaro")
WHOLE = 100.0
SCALE_IN_UNIT = re.compile(r"\((?:(?P<low>\d+)\s*[-–]\s*|högst\s+)(?P<high>\d+)\)")
ENDLESS = 1e15
DUST = 1e-9
HALF = 0.51
"""Half a unit of the last decimal, and a little: what rounding may do."""


@dataclass(frozen=True)
class Parts:
    """What stands beside the values, per row of the file: NaN where nothing does."""

    numerator: Floats
    denominator: Floats
    n: Floats


def is_share(subject: Subject) -> bool:
    """Tell whether a percentage is the part of a whole, and so can't pass 100 %."""
    name = f"{subject.name.casefold()} "
    return (
        subject.kind == Kind.RATIO
        and subject.unit_of_measure == PER_CENT
        and any(word in name for word in SHARE_WORDS)
    )


def scale_of_index(subject: Subject) -> tuple[float, float] | None:
    """Return the least and greatest value of an index; None where its unit doesn't say."""
    written = SCALE_IN_UNIT.search(subject.unit_of_measure)
    if written:
        return float(written["low"] or 0), float(written["high"])
    return (0.0, WHOLE) if subject.unit_of_measure == "index" else None


def endless(batch: Batch, given: Floats) -> list[Doubt]:
    """Return values with more than fifteen digits, which nothing can be reckoned with, as errors.

    `given` are the values as they stand in the file, per row.
    """
    rows = np.flatnonzero(np.abs(given) >= ENDLESS)
    entries = np.sort(batch.entry_of[rows])

    def word(places: Ints) -> str:
        entry = int(entries[places[0]])
        return f"{batch.name(entry)}: värdet {batch.when(entry)} har fler än femton siffror. Rätta värdet."

    return batch.doubt(FindingLevel.ERROR, "outside-possible", entries, word)


def bounded(given: Floats) -> Floats:
    """Return values without those that `endless` stops."""
    return np.where(np.abs(given) >= ENDLESS, np.nan, given)


def impossible(batch: Batch, parts: Parts) -> list[Doubt]:
    """Return the values and parts that can't be, as errors."""
    value = batch.known.value[batch.entry_of]
    series = batch.series_of
    ratio = batch.is_of((Kind.RATIO,))[series]
    shares = _where(batch, is_share)[series]
    low, high = _scales(batch)
    there = ~np.isnan(value)
    faults: list[tuple[Flags, Callable[[int], str]]] = [
        (
            shares & ((value < -DUST) | (value > WHOLE + DUST)),
            lambda _: "en andel ligger mellan 0 och 100\u00a0%",
        ),
        (batch.is_of(COUNTS)[series] & (value < 0), lambda _: "ett antal kan inte vara mindre än noll"),
        ((value < low[series] - DUST) | (value > high[series] + DUST), lambda row: _off_scale(batch, row)),
        (
            shares & there & (parts.numerator > parts.denominator + DUST),
            lambda row: (
                f"täljaren {_plain(parts.numerator[row])} är större än nämnaren "
                f"{_plain(parts.denominator[row])}"
            ),
        ),
        (shares & (parts.numerator < 0), lambda _: "täljaren kan inte vara mindre än noll"),
        (parts.denominator < 0, lambda _: "nämnaren kan inte vara mindre än noll"),
        (ratio & there & (parts.denominator == 0), lambda _: "nämnaren är noll, och då finns ingen andel"),
        (parts.n < 0, lambda _: "antalet bakom värdet kan inte vara mindre än noll"),
    ]
    doubts: list[Doubt] = []
    for broken, why in faults:
        doubts += _stopped(batch, np.flatnonzero(broken & batch.open), why)
    return doubts


def _stopped(batch: Batch, rows: Ints, why: Callable[[int], str]) -> list[Doubt]:
    entries = np.sort(batch.entry_of[rows])

    def word(places: Ints) -> str:
        entry = int(entries[places[0]])
        what = "raden" if np.isnan(batch.known.value[entry]) else batch.value(entry)
        said = f"{batch.name(entry)}: {counted(places, what)} går inte: {why(int(batch.known.row[entry]))}."
        return f"{said} Rätta värdet."

    return batch.doubt(FindingLevel.ERROR, "outside-possible", entries, word)


def over_the_whole(batch: Batch) -> list[Doubt]:
    """Return percentages below 0 or above 100 of indicators that may be more than shares.

    Silent where the series has been there before.
    """
    known = batch.known
    loose = _where(batch, lambda each: each.kind == Kind.RATIO and each.unit_of_measure == PER_CENT)
    entries = batch.judged
    entries = entries[loose[known.series[entries]]]
    value = known.value[entries]
    stored = known.from_store[known.series[entries]]
    seen_over = stored & (known.usual.high[known.series[entries]] > WHOLE)
    seen_under = stored & (known.usual.low[known.series[entries]] < 0)
    odd = ((value > WHOLE + DUST) & ~seen_over) | ((value < -DUST) & ~seen_under)
    entries = entries[odd]

    def word(places: Ints) -> str:
        entry = int(entries[places[0]])
        beyond = "över 100\u00a0%" if known.value[entry] > 0 else "under 0\u00a0%"
        return (
            f"{batch.name(entry)}: {counted(places, batch.value(entry))} ligger {beyond}. "
            f"Kontrollera decimaltecknet och enheten. {ACCEPT}"
        )

    return batch.doubt(FindingLevel.WARNING, "over-the-whole", entries, word)


def value_and_parts(batch: Batch, parts: Parts) -> list[Doubt]:
    """Return percentages that aren't what their numerator and denominator make, rounding allowed for."""
    known = batch.known
    percentages = _where(batch, lambda each: each.kind == Kind.RATIO and each.unit_of_measure == PER_CENT)
    entries = batch.judged
    row = known.row[entries]
    with np.errstate(divide="ignore", invalid="ignore"):
        made = WHOLE * parts.numerator[row] / parts.denominator[row]
        apart = np.abs(known.value[entries] - made)
        odd = (
            percentages[known.series[entries]]
            & np.isfinite(made)
            & (apart > HALF * _last_digit(known.value[entries]))
        )
    entries, made = entries[odd], made[odd]

    def word(places: Ints) -> str:
        entry = int(entries[places[0]])
        row = int(known.row[entry])
        quotient = f"{_plain(parts.numerator[row])} av {_plain(parts.denominator[row])}"
        subject = batch.subject(int(known.series[entry]))
        return (
            f"{subject.name}: {counted(places, batch.value(entry))} stämmer inte med täljare och nämnare, "
            f"{quotient}, som ger {subject.about(float(made[places[0]]))}. Kontrollera alla tre. {ACCEPT}"
        )

    return batch.doubt(FindingLevel.WARNING, "value-and-parts", entries, word)


def _last_digit(values: Floats) -> Floats:
    """Return the unit of the last decimal that each value is written with, at most four decimals."""
    unit = np.full(len(values), 10.0**-MOST_DECIMALS)
    for decimals in range(MOST_DECIMALS - 1, -1, -1):
        with np.errstate(invalid="ignore"):
            written = np.abs(values - np.round(values, decimals)) <= DUST * np.maximum(np.abs(values), 1)
        unit[written] = 10.0**-decimals
    return unit


def _where(batch: Batch, holds: Callable[[Subject], bool]) -> Flags:
    numbers = [each for each, subject in batch.subjects.items() if holds(subject)]
    return np.isin(batch.known.subject, numbers)


def _scales(batch: Batch) -> tuple[Floats, Floats]:
    """Return per series the least and greatest value of its scale; infinite where it has none."""
    scales = {
        each: scale_of_index(subject)
        for each, subject in batch.subjects.items()
        if subject.kind in (Kind.INDEX, Kind.MEAN)
    }
    subjects, of = np.unique(batch.known.subject, return_inverse=True)
    found = [scales.get(int(each)) or (-np.inf, np.inf) for each in subjects]
    ends = np.array(found, dtype=np.float64).reshape(-1, 2)
    return ends[of, 0], ends[of, 1]


def _off_scale(batch: Batch, row: int) -> str:
    low, high = scale_of_index(batch.subject(int(batch.series_of[row]))) or (0.0, WHOLE)
    return f"skalan går från {number(low, 0)} till {number(high, 0)}"


def _plain(value: float) -> str:
    return number(float(value), 0 if float(value).is_integer() else 1)
