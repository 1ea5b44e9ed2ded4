"""What a file changes of what is in force: told per series, and doubted where it is old and much."""

from datetime import date

import numpy as np

from metrics.numbers import number
from metrics.plausibility.batch import COUNTS, Batch
from metrics.plausibility.doubt import ACCEPT, Doubt, Flags, Floats, Ints
from metrics.plausibility.known import IN_YEAR
from metrics.vocabulary import FindingLevel

MONTHS = 12
MUCH = 0.1
ROOTS = 2.0
"""A count must also have changed by so many times its square root: 4 to 6 is not much."""


def changed_much_back(batch: Batch, last_day: date) -> list[Doubt]:
    """Return changes by more than a tenth of values whose period ended over a year before `last_day`.

    What was reported then stands in annual reports: such a change needs its reason.
    """
    known = batch.known
    entries = batch.judged
    entries = entries[~np.isnan(known.before[entries])]
    value, before = known.value[entries], known.before[entries]
    apart = np.abs(value - before)
    much = apart > MUCH * np.abs(before)
    much &= ~batch.is_of(COUNTS)[known.series[entries]] | (apart > ROOTS * np.sqrt(np.abs(before)))
    odd = entries[much & _is_old(batch, entries, last_day)]

    def word(places: Ints) -> str:
        return (
            f"{example(batch, odd[places])} Det är mer än ett år sedan och kan stå i en årsredovisning. "
            f"Kontrollera att filen gäller rätt period och enhet. {ACCEPT}"
        )

    return batch.doubt(FindingLevel.WARNING, "changed-much-back", odd, word, weight=_apart(batch, odd))


def contradictions(batch: Batch) -> list[Doubt]:
    """Return, per series, what differs from the store: a notice with how many, and an example.

    A value that the file takes away is told of too.
    """
    known = batch.known
    gone = np.isnan(known.value) & ~np.isnan(known.before)
    changed = known.changed & ~np.isnan(known.before)
    entries = np.flatnonzero((known.row >= 0) & (gone | changed))
    entries = entries[~np.isnan(known.value[entries]) | batch.open[known.row[entries]]]

    def word(places: Ints) -> str:
        return example(batch, entries[places])

    weight = _apart(batch, entries)
    level = FindingLevel.NOTICE
    return batch.doubt(level, "contradicts-store", entries, word, hold=False, weight=weight)


def _is_old(batch: Batch, entries: Ints, last_day: date) -> Flags:
    """Tell which periods ended more than twelve months before the month of a day."""
    known = batch.known
    months = MONTHS // IN_YEAR[known.rank[known.series[entries]]]
    ended: Ints = (known.position[entries] + 1) * months
    old: Flags = ended + MONTHS < last_day.year * MONTHS + last_day.month
    return old


def example(batch: Batch, entries: Ints) -> str:
    """Say how many values are changed, and from what to what the first of them is."""
    known = batch.known
    entry = int(entries[0])
    subject = batch.subject(int(known.series[entry]))
    old, value = float(known.before[entry]), float(known.value[entry])
    new = "utan värde" if np.isnan(value) else subject.written(value)
    said = f"{subject.written(old)} blir {new} {batch.when(entry)}"
    if len(entries) == 1:
        return f"{subject.name}: {said}."
    return f"{subject.name}: {number(len(entries), 0)} värden ändras, bland dem {said}."


def _apart(batch: Batch, entries: Ints) -> Floats:
    """Return how much each value is changed, infinite where it is taken away."""
    apart = np.abs(batch.known.value[entries] - batch.known.before[entries])
    return np.where(np.isnan(apart), np.inf, apart)
