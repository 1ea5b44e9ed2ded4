"""Values of the wrong size: in kronor for tkr, with a slipped decimal, of the other sign, out of the usual.

What is usual are the values near the period: the store's where it has five or more of the series, else the
others of the file. A value is of the wrong size where it is far beyond everything near it, and where it
would be much as the median if it were moved by the factor. How far and how much are set by what
`bench/plausibility.py` measures on real series: few false warnings first, then many faults found.
"""

from typing import NamedTuple

import numpy as np

from metrics.numbers import PER_CENT, number
from metrics.plausibility.batch import COUNTS, Batch, of_series
from metrics.plausibility.doubt import ACCEPT, Doubt, Flags, Floats, Ints, counted
from metrics.plausibility.known import ENOUGH
from metrics.spc import LEAST_POINTS, LIMIT, SCREEN
from metrics.vocabulary import FindingLevel, Kind

THOUSANDS = (1e3, 1e-3, 1e6, 1e-6)
SLIPS = (10.0, 0.1, 100.0, 0.01)
THOUSAND_NEAR, SLIP_NEAR = 10.0, 2.5
"""How many times the median, or part of it, a value moved by its factor may be."""
A_YEAR, STRICT = 12, 1.4
"""With fewer values than a year has months a slip must fit better: a July may be a sixth of other months."""
THOUSAND_FAR, SLIP_FAR = 10.0, 2.0
"""How many times beyond everything near it a value of the wrong size is."""
SLIP_FAR_ALONE = 3.0
"""Without a history: what grows from little begins far below the rest."""
SUSPECT = 3.0
"""Times the value before, or the median, from which a closer look is taken."""
FEW_CASES, CERTAINLY_FAR = 20, 5.0
"""Counts below this on the whole are doubted only where they hardly move, or are so many times too large."""
STILL = 0.2
MOSTLY = 0.8
LEAST_OF_SIGN = 3
SLIGHT = 0.2
"""Part of the median that a value of the other sign must reach: small ones are corrections."""
FEW_DISTINCT = 4
SMALL = 5.0
WHOLE = 100.0
WHOLE_FILE, FEWEST_SERIES = 0.5, 5
CHUNK = 100_000


class Near(NamedTuple):
    """What is near each of some values, without sign: how many, median and extremes."""

    known: Ints
    middle: Floats
    low: Floats
    high: Floats


def wrong_size(batch: Batch, *, slips: bool = True) -> list[Doubt]:
    """Return the values about 1 000 times too large or small, and those with a slipped decimal.

    Without `slips` only the first.
    """
    entries = _suspects(batch)
    factors, middle = _factors(batch, entries)
    found: list[Doubt] = []
    of_rules = {"times-thousand": THOUSANDS, "decimal-slip": SLIPS if slips else ()}
    for rule, of_rule in of_rules.items():
        places = np.flatnonzero(np.isin(factors, of_rule))
        found += _told(batch, rule, entries[places], factors[places], middle[places])
    return found


def other_sign(batch: Batch) -> list[Doubt]:
    """Return values of the other sign than all that is known of the series, at least three values."""
    entries = batch.judged
    usual, value = batch.known.usual, batch.known.value[entries]
    low, high = of_series(batch, usual.low, entries), of_series(batch, usual.high, entries)
    suspect = ((value < 0) & (high > 0)) | ((value > 0) & (low < 0))
    entries, value = entries[suspect], value[suspect]
    around = batch.known.pool.around(batch.known.series[entries], batch.known.position[entries])
    signs = np.nan_to_num(np.sign(around))
    others = (signs != 0).sum(axis=1)
    against = np.abs(signs.sum(axis=1)) == others
    middle = _median(np.where(signs != 0, np.abs(around), np.nan))
    odd = (others >= LEAST_OF_SIGN) & against & (np.sign(signs.sum(axis=1)) == -np.sign(value))
    odd &= np.abs(value) >= SLIGHT * middle
    entries, others = entries[odd], others[odd]

    def word(places: Ints) -> str:
        entry = int(entries[places[0]])
        said = counted(places, batch.value(entry))
        usual_sign = "minus" if batch.known.value[entry] > 0 else "plus"
        return (
            f"{batch.name(entry)}: {said} har annat tecken än alla {int(others[places[0]])} jämförda "
            f"värden, som står med {usual_sign}. Kontrollera tecknet. {ACCEPT}"
        )

    return batch.doubt(FindingLevel.WARNING, "sign", entries, word)


def outside_own_limits(batch: Batch, told: Flags | None = None) -> list[Doubt]:
    """Return values beyond the XmR limits of their series, which also came with an unusual step.

    Both, because a level that has moved is told of when it moves and not every month after. Thirteen
    values are needed, four of them different, and five cases on the whole. `told` is which rows of the
    file are judged; all where it is left out.
    """
    entries = batch.judged
    entries = entries if told is None else entries[told[batch.known.row[entries]]]
    usual, value = batch.known.usual, batch.known.value[entries]
    mean, spread = of_series(batch, usual.mean, entries), of_series(batch, usual.spread, entries)
    step = _step_before(batch)[entries]
    with np.errstate(invalid="ignore"):
        odd = (np.abs(value - mean) > LIMIT * spread) & (np.isnan(step) | (step > SCREEN * spread))
    odd &= (usual.count >= LEAST_POINTS)[batch.known.series[entries]] & (spread > 0)
    odd &= (usual.distinct >= FEW_DISTINCT)[batch.known.series[entries]]
    odd &= ~batch.is_of(COUNTS)[batch.known.series[entries]] | (mean >= SMALL)
    entries, mean, reach = entries[odd], mean[odd], LIMIT * spread[odd]

    def word(places: Ints) -> str:
        most = places[0]
        entry, middle, width = int(entries[most]), float(mean[most]), float(reach[most])
        subject = batch.subject(int(batch.known.series[entry]))
        low, high = _possible(batch, entry, middle - width, middle + width)
        between = f"mellan {subject.about(low)} och {subject.about(high)}"
        zero = " Är det noll, eller saknas uppgiften?" if batch.known.value[entry] == 0 else ""
        return (
            f"{subject.name}: {counted(places, batch.value(entry))} ligger utanför det vanliga, som är "
            f"{between}.{zero} Skriv gärna en kommentar om vad som har hänt."
        )

    beyond = np.abs(batch.known.value[entries] - mean)
    level = FindingLevel.NOTICE
    return batch.doubt(level, "outside-own-limits", entries, word, hold=False, weight=beyond)


def _possible(batch: Batch, entry: int, low: float, high: float) -> tuple[float, float]:
    """Cut limits at what can be: no count or share under 0, and no share over 100 %."""
    series = int(batch.known.series[entry])
    subject, usual = batch.subject(series), batch.known.usual
    if subject.kind in (*COUNTS, Kind.RATIO) and usual.low[series] >= 0:
        low = max(low, 0.0)
    if subject.unit_of_measure == PER_CENT and usual.high[series] <= WHOLE:
        high = min(high, WHOLE)
    return low, high


def _step_before(batch: Batch) -> Floats:
    """Return how far each entry is from the one of the period before; NaN where that isn't known."""
    value = batch.known.value
    steps = np.full(len(value), np.nan)
    steps[1:] = np.abs(np.diff(value))
    return np.where(batch.known.follows, steps, np.nan)


def _suspects(batch: Batch) -> Ints:
    """Return the judged entries that are far from the median or from the value before or after."""
    entries, known = batch.judged, batch.known
    size = np.abs(known.value)
    middle = np.abs(of_series(batch, known.usual.middle, entries))
    mine = size[entries]
    suspect = _far(mine, middle)
    same = np.diff(known.series) == 0
    before = np.r_[np.nan, np.where(same, size[:-1], np.nan)][entries] if len(size) else mine
    after = np.r_[np.where(same, size[1:], np.nan), np.nan][entries] if len(size) else mine
    alone = ~known.from_store[known.series[entries]]
    suspect |= alone & (_far(mine, before) | _far(mine, after))
    return entries[suspect & (mine > 0) & (known.usual.count >= ENOUGH)[known.series[entries]]]


def _far(one: Floats, other: Floats) -> Flags:
    far: Flags = (other > 0) & ((one > SUSPECT * other) | (one * SUSPECT < other))
    return far


def _factors(batch: Batch, entries: Ints) -> tuple[Floats, Floats]:
    """Return the factor that each entry seems to be wrong by, 1 where none, and the median near it."""
    parts = np.array_split(entries, max(1, -(-len(entries) // CHUNK)))
    judged = [_judged(batch, part) for part in parts]
    return np.concatenate([each[0] for each in judged]), np.concatenate([each[1] for each in judged])


def _judged(batch: Batch, entries: Ints) -> tuple[Floats, Floats]:
    known = batch.known
    series = known.series[entries]
    near = _near(known.pool.around(series, known.position[entries]))
    value = np.abs(known.value[entries])
    still = near.high - near.low <= np.maximum(1.0, STILL * near.middle)
    many = ~batch.is_of(COUNTS)[series] | (near.middle >= FEW_CASES) | still
    factors = np.ones(len(entries))
    slip = np.where(near.known < A_YEAR, STRICT, SLIP_NEAR)
    slip_far = np.where(known.from_store[series], SLIP_FAR, SLIP_FAR_ALONE)
    for factor in (*THOUSANDS, *SLIPS):
        times, beyond = (THOUSAND_NEAR, THOUSAND_FAR) if factor in THOUSANDS else (slip, slip_far)
        moved = value / factor
        fits = (moved * times >= near.middle) & (moved <= times * near.middle)
        far = value > beyond * near.high if factor > 1 else value * beyond < near.low
        certain = (factor > 1) & (near.middle >= SMALL) & (value > CERTAINLY_FAR * near.high)
        factors[fits & far & (many | certain) & (near.known >= ENOUGH)] = factor
    return factors, near.middle


def _near(around: Floats) -> Near:
    """Sum up what is near; nothing is known where it hasn't one sign and is mostly other than zero."""
    known = (~np.isnan(around)).sum(axis=1)
    positive, negative = (around > 0).sum(axis=1), (around < 0).sum(axis=1)
    sized = positive + negative
    one_sign = (positive == 0) | (negative == 0)
    size = np.where(np.isnan(around) | (around == 0), np.nan, np.abs(around))
    low, high = np.nan_to_num(size, nan=np.inf).min(axis=1), np.nan_to_num(size).max(axis=1)
    return Near(np.where(one_sign & (sized >= MOSTLY * known), sized, 0), _median(size), low, high)


def _median(values: Floats) -> Floats:
    """Return the median of each row without its NaN; NaN where there is nothing else."""
    if not values.size:
        return np.full(len(values), np.nan)
    ordered = np.sort(values, axis=1)
    count = (~np.isnan(ordered)).sum(axis=1)
    rows = np.arange(len(values))
    middle: Floats = (ordered[rows, np.maximum(count - 1, 0) // 2] + ordered[rows, count // 2]) / 2
    return middle


def _told(batch: Batch, rule: str, entries: Ints, factors: Floats, middle: Floats) -> list[Doubt]:
    def word(places: Ints) -> str:
        return (
            f"{_said(batch, int(entries[places[0]]), factors[places[0]], middle[places[0]], places)} {ACCEPT}"
        )

    if not len(entries):
        return []
    whole = _of_whole_file(batch, entries, factors)
    if whole is None:
        return batch.doubt(FindingLevel.WARNING, rule, entries, word)
    rows = batch.known.row[entries]
    batch.open[rows] = False
    said = _said(batch, int(entries[0]), factors[0], middle[0], np.arange(1))
    message = (
        f"{whole} {said[0].upper()}{said[1:]} Gäller det hela filen, rätta skalan på ett ställe. {ACCEPT}"
    )
    return [Doubt(FindingLevel.WARNING, rule, tuple(batch.index[rows].tolist()), message)]


def _of_whole_file(batch: Batch, entries: Ints, factors: Floats) -> str | None:
    """Say how many series are wrong by the same factor, where most that can be judged are."""
    known, judged = batch.known, batch.judged
    able = known.usual.count[known.series[judged]] >= ENOUGH
    of_file = len(np.unique(known.series[np.r_[judged[able], entries]]))
    wrong = len(np.unique(known.series[entries]))
    if wrong < FEWEST_SERIES or wrong <= WHOLE_FILE * of_file or len(np.unique(factors)) > 1:
        return None
    return f"{number(wrong, 0)} av {number(of_file, 0)} serier i filen har samma fel."


def _said(batch: Batch, entry: int, factor: float, middle: float, places: Ints) -> str:
    subject = batch.subject(int(batch.known.series[entry]))
    value = float(batch.known.value[entry])
    usual = float(np.copysign(middle, value))
    level = "över" if factor > 1 else "under"
    said = (
        f"{subject.name}: {counted(places, batch.value(entry))} ligger långt {level} det vanliga, "
        f"omkring {subject.about(usual)}."
    )
    moved = subject.about(value / factor)
    if factor in THOUSANDS:
        return f"{said} Kontrollera skalan, till exempel kronor mot tusental kronor: {moved} hade passat."
    return f"{said} Kontrollera decimaltecknet: {moved} hade passat."
