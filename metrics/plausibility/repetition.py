"""Last period repeated: a value copied to the last decimal, or a unit's whole row of them.

How odd a repeat is depends on how finely a value is written and how much it moves. With steps of d on the
whole and values written to r, two in a row are the same by chance about 0,32 r / d of the times, if
steps are normally distributed. Nearly constant counts repeat often, and are not doubted.
"""

import numpy as np
import pandas as pd

from metrics.numbers import number
from metrics.plausibility.batch import Batch
from metrics.plausibility.doubt import ACCEPT, Doubt, Flags, Floats, Ints, Odd, counted
from metrics.plausibility.known import ENOUGH, RANKS, SHIFT, Known, alike
from metrics.vocabulary import FindingLevel, Kind

NORMAL = 0.32
SELDOM, NOW_AND_THEN = 0.0005, 0.005
DIGITS = 100.0
"""Three digits: a value is at least so many units of its last decimal."""
DECIMALS = 6
DUST = 1e-7
LARGEST_WHOLE = 60
"""A percentage that fewer cases than this can make may well come again."""
FEWEST_SERIES, BY_CHANCE = 3, 0.001


def repeated(batch: Batch, told: Flags | None = None) -> list[Doubt]:
    """Return values that repeat the period before, where chance makes that seldom: warnings, else notices.

    `told` is which rows of the file are judged; all where it is left out.
    """
    entries = _repeats(batch, told)
    chance = _chance(batch, entries)
    doubts: list[Doubt] = []
    for level, most, least in (
        (FindingLevel.WARNING, SELDOM, 0.0),
        (FindingLevel.NOTICE, NOW_AND_THEN, SELDOM),
    ):
        odd = entries[(chance < most) & (chance >= least)]

        def word(places: Ints, odd: Ints = odd, level: FindingLevel = level) -> str:
            entry = int(odd[places[0]])
            said = f"{batch.name(entry)}: {counted(places, batch.value(entry))} är detsamma som perioden före"
            ask = f" {ACCEPT}" if level == FindingLevel.WARNING else ""
            return f"{said}, till sista siffran. Kontrollera att det inte är förra periodens värde.{ask}"

        doubts += batch.doubt(level, "repeated", odd, word, hold=level == FindingLevel.WARNING)
    return doubts


def repeated_together(batch: Batch, told: Flags | None = None) -> list[Doubt]:
    """Return a unit's figures where every series, three or more, repeats the period before.

    The chance of it is that of all the series together, each by how often it has repeated itself. `told` is
    which rows of the file are judged; all where it is left out.
    """
    known = batch.known
    entries = _chosen(batch, told)
    entries = entries[known.follows[entries] & ~np.isnan(known.value[entries - 1])]
    same = alike(known.value[entries], known.value[entries - 1])
    of, size = _groups(known, entries)
    whole = np.bincount(of, minlength=size) == np.bincount(of, same, minlength=size)
    chance = np.bincount(of, np.log(_share_repeated(batch, entries, same)), minlength=size)
    odd = whole & (np.bincount(of, minlength=size) >= FEWEST_SERIES) & (chance < np.log(BY_CHANCE))
    chosen = odd[of]
    return _together(batch, entries[chosen], of[chosen])


def _groups(known: Known, entries: Ints) -> tuple[Ints, int]:
    """Number the units and periods of some entries; return that and how many there are."""
    _, unit = np.unique(known.unit, return_inverse=True)
    place = unit[known.series[entries]] * len(RANKS) + known.rank[known.series[entries]]
    numbers, found = pd.factorize((place << SHIFT) | known.position[entries], sort=True)
    return numbers.astype(np.int64), len(found)


def _together(batch: Batch, entries: Ints, groups: Ints) -> list[Doubt]:
    rows = batch.known.row[entries]
    batch.open[rows] = False

    def word(places: Ints) -> str:
        entry = int(entries[places[0]])
        return (
            f"Alla {number(len(places), 0)} värden för enheten är {batch.when(entry)} desamma som perioden "
            f"före, bland dem {batch.name(entry)}. Kontrollera att det inte är förra periodens rad. {ACCEPT}"
        )

    odd = Odd(FindingLevel.WARNING, "repeated", rows, groups)
    return odd.told(batch.index, word, of="enheter och perioder")


def _chosen(batch: Batch, told: Flags | None) -> Ints:
    entries = batch.judged
    return entries if told is None else entries[told[batch.known.row[entries]]]


def _repeats(batch: Batch, told: Flags | None) -> Ints:
    """Return the judged entries that are the same as the period before, and written with three digits."""
    known = batch.known
    entries = _chosen(batch, told)
    entries = entries[known.follows[entries]]
    again = alike(known.value[entries], known.value[entries - 1]) & (known.value[entries] != 0)
    found: Ints = entries[again]
    return found


def _chance(batch: Batch, entries: Ints) -> Floats:
    """Return how often chance makes each of some repeats; 1 where it can't be known."""
    known = batch.known
    around = known.pool.around(known.series[entries], known.position[entries])
    steps = np.abs(np.diff(around, axis=1))
    count = (~np.isnan(steps)).sum(axis=1)
    again = (steps == 0).sum(axis=1) - (~known.from_store[known.series[entries]])
    mean = np.nansum(steps, axis=1) / np.maximum(count, 1)
    unit = _unit(np.c_[around, known.value[entries]])
    chance = np.ones(len(entries))
    able = (count >= ENOUGH) & (again <= 0) & (mean > 0) & (np.abs(known.value[entries]) >= DIGITS * unit)
    able &= ~(batch.is_of((Kind.RATIO,))[known.series[entries]] & _of_few(known.value[entries]))
    chance[able] = np.minimum(1.0, NORMAL * unit[able] / mean[able])
    return chance


def _unit(values: Floats) -> Floats:
    """Return the unit of the last decimal, or last digit other than 0, that each row is written with."""
    unit = np.full(len(values), 10.0**-DECIMALS)
    for power in range(-DECIMALS + 1, 4):
        scaled = values / 10.0**power
        with np.errstate(invalid="ignore"):
            whole = np.isnan(values) | (
                np.abs(scaled - np.round(scaled)) <= DUST * np.maximum(np.abs(scaled), 1)
            )
        unit[whole.all(axis=1)] = 10.0**power
    return unit


def _of_few(values: Floats) -> Flags:
    """Tell which percentages are simple fractions, such as 66,67: a few cases make them again and again."""
    share = values / 100.0
    few = np.zeros(len(values), dtype=bool)
    for whole in range(1, LARGEST_WHOLE + 1):
        few |= np.abs(share * whole - np.round(share * whole)) <= whole * 10.0**-DECIMALS
    return few


def _share_repeated(batch: Batch, entries: Ints, same: Flags) -> Floats:
    """Return for some entries how often their series has else repeated itself, never quite 0 or 1."""
    known, pool = batch.known, batch.known.pool
    follows = (np.diff(pool.series) == 0) & (np.diff(pool.position) == 1)
    of = pool.series[1:][follows]
    pairs = np.bincount(of, minlength=known.count)
    again = np.bincount(of, np.diff(pool.value)[follows] == 0, minlength=known.count)
    series = known.series[entries]
    itself = ~known.from_store[series]
    share: Floats = (again[series] - (itself & same) + 1) / (pairs[series] - itself + 2)
    return share
