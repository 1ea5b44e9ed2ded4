"""Sums where single values belong: a stock summed over a year, and accumulated figures told as monthly.

Three signs: a coarser period of a stock or a share is the sum of its parts; a month is the sum of the year
so far; all months of a year grow from January as sums do.
"""

import numpy as np

from metrics.periods import PER_YEAR
from metrics.plausibility.batch import SUMMED_OVER_TIME, Batch, of_series
from metrics.plausibility.doubt import ACCEPT, Doubt, Flags, Floats, Ints, counted
from metrics.plausibility.known import ENOUGH, RANKS, SHIFT
from metrics.vocabulary import FindingLevel, Kind, Periodicity

NOT_SUMMED = (Kind.STOCK, Kind.YEAR_PLACES, Kind.RATIO, Kind.MEAN, Kind.INDEX)
COUNTED = (Kind.FLOW, Kind.MONEY, Kind.STOCK, Kind.YEAR_PLACES)
MONTH = RANKS.index(Periodicity.MONTH)
CLOSE = 0.005
ABOVE_PARTS = 1.5
FIRST_JUDGED = 4
"""The month of the year from which a sum so far stands out from a month."""
ABOVE_USUAL = 2.5
WIDE = 1.25
STEADY = 3.0
LEAST_MONTHS = 6
LINE = 0.35
"""How far, as a part, a sum so far may be from an even pace."""
LEAST_LAST = 30.0
"""The year's last value, without a history, from which growth from January is taken for a sum."""


def sums_of_parts(batch: Batch) -> list[Doubt]:
    """Return coarser figures of what isn't summed over time that are the sum of their parts."""
    known = batch.known
    averaged = batch.is_of(NOT_SUMMED)[known.series]
    entries = batch.judged
    coarse = entries[averaged[entries] & (known.rank[known.series[entries]] != MONTH)]
    found = [_sums_of(batch, coarse, fine) for fine in range(len(RANKS) - 1)]
    odd = np.unique(np.concatenate(found)) if found else coarse[:0]

    def word(places: Ints) -> str:
        entry = int(odd[places[0]])
        return (
            f"{batch.name(entry)}: {counted(places, batch.value(entry))} är summan av periodens delar. "
            f"Ett sådant mått summeras inte över tid; lämna in medelvärdet. {ACCEPT}"
        )

    return batch.doubt(FindingLevel.WARNING, "stock-as-flow", odd, word)


def _sums_of(batch: Batch, coarse: Ints, fine: int) -> Ints:
    """Return those of some coarse entries that are the sum of all their parts of a finer periodicity."""
    known = batch.known
    parts = np.flatnonzero((known.rank[known.series] == fine) & ~np.isnan(known.value))
    if not len(coarse) or not len(parts):
        return coarse[:0]
    found = []
    for rank in range(fine + 1, len(RANKS)):
        times, rest = divmod(PER_YEAR[RANKS[fine]], PER_YEAR[RANKS[rank]])
        mine = coarse[known.rank[known.series[coarse]] == rank]
        if rest or not len(mine):
            continue
        _, of = np.unique(np.c_[known.unit, known.subject], axis=0, return_inverse=True)
        key = of.reshape(-1)[known.series] << SHIFT
        whole, group = np.unique(key[parts] | (known.position[parts] // times), return_inverse=True)
        total, most = np.bincount(group, known.value[parts]), np.full(len(whole), -np.inf)
        np.maximum.at(most, group, known.value[parts])
        at = np.minimum(np.searchsorted(whole, key[mine] | known.position[mine]), len(whole) - 1)
        there = (whole[at] == key[mine] | known.position[mine]) & (np.bincount(group)[at] == times)
        value = known.value[mine]
        close = np.abs(value - total[at]) <= CLOSE * np.abs(value)
        found.append(mine[there & close & (value > ABOVE_PARTS * most[at])])
    return np.concatenate(found) if found else coarse[:0]


def accumulated(batch: Batch) -> list[Doubt]:
    """Return months that are the sum of the year so far: whole years of them, and single ones."""
    whole_years = _whole_years(batch)
    doubts = _told(batch, whole_years, "växer från januari som en summa hittills i år")
    single = _single_months(batch)
    return doubts + _told(batch, single, "är summan av årets månader hittills")


def _told(batch: Batch, entries: Ints, how: str) -> list[Doubt]:
    known = batch.known
    flows = batch.is_of(SUMMED_OVER_TIME)[known.series[entries]]
    doubts: list[Doubt] = []
    for rule, chosen in (("flow-as-accumulated", entries[flows]), ("stock-as-flow", entries[~flows])):

        def word(places: Ints, chosen: Ints = chosen) -> str:
            entry = int(chosen[places[0]])
            return (
                f"{batch.name(entry)}: {counted(places, batch.value(entry))} {how}. Lämna in varje månads "
                f"eget värde. {ACCEPT}"
            )

        latest = known.position[chosen].astype(np.float64)
        doubts += batch.doubt(FindingLevel.WARNING, rule, chosen, word, weight=latest)
    return doubts


def _months(batch: Batch) -> tuple[Ints, Ints]:
    """Return the entries of counted monthly series that begin in January with no gap, and their month from 1.

    A month stands in the list only if all months before it in the year do.
    """
    known = batch.known
    counted_ = batch.is_of(COUNTED) & (known.rank == MONTH)
    entries = np.flatnonzero(counted_[known.series] & ~np.isnan(known.value))
    month = known.position[entries] % 12 + 1
    place = np.arange(len(entries))
    begun = np.maximum.accumulate(np.where(month == 1, place, -1)) if len(entries) else place
    january = np.maximum(begun, 0)
    same = (known.series[entries[january]] == known.series[entries]) & (begun >= 0)
    unbroken = same & (place - january == month - 1)
    unbroken &= known.position[entries] - known.position[entries[january]] == month - 1
    return entries[unbroken], month[unbroken]


def _single_months(batch: Batch) -> Ints:
    """Return judged months from April on that are the year so far, with a usual month as the rest."""
    known = batch.known
    entries, month = _months(batch)
    if not len(entries):
        return entries
    size = np.abs(known.value[entries])
    before = _sums_before(size, month)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = before / (month - 1)
        suspect = (month >= FIRST_JUDGED) & (size > before) & (size > ABOVE_USUAL * mean) & (mean > 0)
    judged = np.zeros(len(known.series), dtype=bool)
    judged[batch.judged] = True
    chosen = suspect & judged[entries]
    entries, size, before = entries[chosen], size[chosen], before[chosen]
    around = np.abs(known.pool.around(known.series[entries], known.position[entries]))
    count = (~np.isnan(around)).sum(axis=1)
    low, high = np.nanmin(_padded(around), axis=1), np.nanmax(_padded(around), axis=1)
    rest = size - before
    odd = (count >= ENOUGH) & (rest * WIDE >= low) & (rest <= WIDE * high) & (high <= STEADY * low)
    found: Ints = entries[odd & (size > ABOVE_USUAL * high)]
    return found


def _padded(around: Floats) -> Floats:
    """Return windows in which those that are wholly empty hold a zero."""
    return np.where(np.isnan(around).all(axis=1, keepdims=True), 0.0, around)


def _sums_before(size: Floats, month: Ints) -> Floats:
    """Return the sum of the months before each in its year; `month` begins anew with 1 for each year."""
    running = np.cumsum(size)
    place = np.arange(len(size))
    first = np.maximum.accumulate(np.where(month == 1, place, 0))
    before: Floats = running - size - (running[first] - size[first])
    return before


def _whole_years(batch: Batch) -> Ints:
    """Return the judged months of years, all of the file, that grow evenly from January for six months."""
    known = batch.known
    entries, month = _months(batch)
    if not len(entries):
        return entries
    size = np.abs(known.value[entries])
    year = np.cumsum(month == 1) - 1
    length = np.bincount(year)
    ends = np.cumsum(length) - 1
    last, pace = size[ends], size[ends] / length
    falls = np.r_[False, np.diff(size) < 0] & (month > 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        apart = np.abs(size / (month * pace[year]) - 1) > LINE
    of_store = (known.row[entries] < 0) | ~known.changed[entries]
    broken = np.bincount(year, falls | (apart & (month > 1)) | of_store) > 0
    odd = (length >= LEAST_MONTHS) & ~broken & (last > 0)
    odd &= _as_before(batch, entries[ends], last, pace)
    judged = np.zeros(len(known.series), dtype=bool)
    judged[batch.judged] = True
    found: Ints = entries[odd[year] & judged[entries]]
    return found


def _as_before(batch: Batch, ends: Ints, last: Floats, pace: Floats) -> Flags:
    """Tell which years' pace is a usual month, while the last is far above; without a history, flows only."""
    known, usual = batch.known, batch.known.usual
    stored = known.from_store[known.series[ends]]
    middle, high = np.abs(of_series(batch, usual.middle, ends)), of_series(batch, usual.high, ends)
    low = of_series(batch, usual.low, ends)
    most = np.maximum(np.abs(high), np.abs(low))
    fits = (pace >= middle / 2) & (pace <= 2 * middle) & (last > ABOVE_USUAL * most)
    flows = batch.is_of(SUMMED_OVER_TIME)[known.series[ends]] & (last >= LEAST_LAST)
    found: Flags = np.where(stored, fits, flows)
    return found
