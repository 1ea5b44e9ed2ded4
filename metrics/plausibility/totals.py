"""Parts against totals: units below against the one above, and "- varav" rows against their whole.

The parts of a unit's figure are those of the units right below it that report it. They are all its parts
where every unit below reports, or where their sum has been the figure before.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from metrics.plausibility.batch import COUNTS, Batch
from metrics.plausibility.doubt import ACCEPT, Doubt, Flags, Floats, Ints, Odd, counted
from metrics.plausibility.known import SHIFT
from metrics.rollup import ADDITIVE_OVER_UNITS
from metrics.vocabulary import FindingLevel

SLIGHT = 0.01
"""Part of the total that rounding is taken to explain."""
FEWEST_PARTS = 2
PROVEN, OFTEN, SELDOM = 3, 0.8, 0.5
"""Periods of the store that tell whether the parts make the whole, and the shares that say yes and no."""
DUST = 1e-9


class Sums(NamedTuple):
    """Figures of units with others below, by entry: what the parts make, and which sum of parts it is.

    `complete` where every series of a part has a value, `new` where the whole or a part is new in the file.
    `part` are the entries of all parts, and `of_sum` which sum each belongs to.
    """

    whole: Ints
    total: Floats
    complete: Flags
    new: Flags
    number: Ints
    part: Ints
    of_sum: Ints


def units_and_whole(batch: Batch, units: pd.DataFrame) -> list[Doubt]:
    """Return figures of a unit that the units right below it don't add up to.

    `units` has `id` and `parent_id`. A notice where the difference is at most one per cent, else a
    warning. Silent where nothing of it is new, or where the parts have seldom been the whole before.
    """
    above = _series_above(batch, units)
    if not (above >= 0).any():
        return []
    sums = _sums(batch, above)
    value = batch.known.value[sums.whole]
    largest = np.maximum(np.abs(value), np.abs(sums.total))
    apart = np.abs(value - sums.total)
    equal = apart <= DUST * largest
    odd = sums.complete & sums.new & ~equal & _made_of_parts(batch, units, above, sums, equal)
    doubts: list[Doubt] = []
    for level, chosen in (
        (FindingLevel.WARNING, odd & (apart > SLIGHT * largest)),
        (FindingLevel.NOTICE, odd & (apart <= SLIGHT * largest)),
    ):
        doubts += _told(batch, sums, np.flatnonzero(chosen), level)
    return doubts


def _series_above(batch: Batch, units: pd.DataFrame) -> Ints:
    """Return, for each series that adds up over units, that of the unit above; -1 where there is none."""
    known = batch.known
    parents = units.set_index("id")["parent_id"].dropna().astype("int64")
    series = pd.DataFrame(
        {"unit": known.unit, "subject": known.subject, "rank": known.rank, "extra": known.extra}
    )
    place = series.assign(place=np.arange(len(series)))[batch.is_of(ADDITIVE_OVER_UNITS)]
    above = place.assign(unit=place["unit"].map(parents)).dropna(subset="unit").astype({"unit": "int64"})
    key = ["unit", "subject", "rank", "extra"]
    matched = above.merge(place, on=key, suffixes=("", "_above"))
    found = np.full(known.count, -1, dtype=np.int64)
    found[matched["place"].to_numpy()] = matched["place_above"].to_numpy()
    return found


def _sums(batch: Batch, above: Ints) -> Sums:
    known = batch.known
    part = np.flatnonzero(above[known.series] >= 0)
    keys, of_sum = np.unique((above[known.series[part]] << SHIFT) | known.position[part], return_inverse=True)
    told = ~np.isnan(known.value[part])
    total = np.bincount(of_sum, np.where(told, known.value[part], 0.0))
    there = np.bincount(of_sum, told)
    new = np.bincount(of_sum, known.changed[part]) > 0
    expected = np.bincount(above[above >= 0], minlength=known.count)
    whole = np.flatnonzero((expected[known.series] > 0) & ~np.isnan(known.value))
    key = (known.series[whole] << SHIFT) | known.position[whole]
    number = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    found = keys[number] == key
    whole, number = whole[found], number[found]
    parts = expected[known.series[whole]]
    complete = (there[number] == parts) & (parts >= FEWEST_PARTS)
    return Sums(whole, total[number], complete, new[number] | known.changed[whole], number, part, of_sum)


def _made_of_parts(batch: Batch, units: pd.DataFrame, above: Ints, sums: Sums, equal: Flags) -> Flags:
    """Tell of which sums it is known, or likely, that the parts are all of the whole."""
    known = batch.known
    series = known.series[sums.whole]
    before = sums.complete & ~sums.new
    seen = np.bincount(series, before, minlength=known.count)
    right = np.bincount(series, before & equal, minlength=known.count)
    proven = (right >= PROVEN) & (right >= OFTEN * seen)
    refuted = (seen >= PROVEN) & (right < SELDOM * seen)
    below = units["parent_id"].dropna().astype("int64").value_counts()
    in_tree = pd.Series(known.unit).map(below).fillna(0).to_numpy()
    all_report = np.bincount(above[above >= 0], minlength=known.count) >= in_tree
    made: Flags = (proven | (all_report & ~refuted))[series]
    return made


def _told(batch: Batch, sums: Sums, odd: Ints, level: FindingLevel) -> list[Doubt]:
    """Tell of sums that don't add up, per unit and subject; every row of the file in them is held."""
    known = batch.known
    at = np.full(int(sums.of_sum.max(initial=-1)) + 1, -1, dtype=np.int64)
    at[sums.number[odd]] = odd
    part = at[sums.of_sum] >= 0
    entries = np.concatenate([sums.whole[odd], sums.part[part]])
    of = np.concatenate([odd, at[sums.of_sum[part]]])
    mine = known.row[entries] >= 0
    entries, of = entries[mine], of[mine]

    def word(places: Ints) -> str:
        wholes = np.unique(of[places])
        place = int(wholes[0])
        entry = int(sums.whole[place])
        subject = batch.subject(int(known.series[entry]))
        less = known.value[entry] - sums.total[place]
        said = (
            f"{subject.name}: {counted(wholes, batch.value(entry))} är inte summan av enheterna under, "
            f"{subject.written(float(sums.total[place]))}; det skiljer {subject.written(abs(float(less)))}."
        )
        if level == FindingLevel.NOTICE:
            return f"{said} Så mycket kan avrundning göra."
        return f"{said} Kontrollera vilken enhets värde som är fel. {ACCEPT}"

    rule = Odd(level, "parts-and-total", known.row[entries], known.series[sums.whole[of]])
    return rule.told(batch.index, word)


def parts_of_rows(batch: Batch, parent: Ints) -> list[Doubt]:
    """Return "- varav" rows larger than the row they are a part of.

    `parent` is, per row of the file, the place of that row; -1 where there is none.
    """
    known = batch.known
    entries = batch.judged
    entries = entries[batch.is_of(COUNTS)[known.series[entries]]]
    entries = entries[parent[known.row[entries]] >= 0]
    whole = batch.entry_of[parent[known.row[entries]]]
    with np.errstate(invalid="ignore"):
        odd = known.value[entries] > known.value[whole] * (1 + DUST)
    entries, whole = entries[odd], whole[odd]

    def word(places: Ints) -> str:
        entry = int(entries[places[0]])
        return (
            f"{batch.name(entry)}: {counted(places, batch.value(entry))} är en del av "
            f"{batch.name(int(whole[places[0]]))}, {batch.value(int(whole[places[0]]))}, men är större. "
            f"Kontrollera båda raderna. {ACCEPT}"
        )

    return batch.doubt(FindingLevel.WARNING, "parts-and-total", entries, word)
