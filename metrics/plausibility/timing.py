"""Periods: finer than the indicator's own, not yet begun or ended, and months that are missing."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from metrics.numbers import number
from metrics.periods import PER_YEAR, Period
from metrics.plausibility.batch import Batch
from metrics.plausibility.doubt import ACCEPT, Doubt, Flags, Ints, Odd
from metrics.plausibility.known import IN_YEAR, RANKS
from metrics.vocabulary import FindingLevel, Kind, Periodicity
from metrics.words import PERIODICITY, during, listed

TOLD_PERIODS = 6


def other_periodicity(batch: Batch, own: Mapping[int, Periodicity]) -> list[Doubt]:
    """Return figures of periods that are finer than the indicator's own; coarser ones may stand."""
    known = batch.known
    mine = np.array([PER_YEAR[own[int(subject)]] for subject in known.subject], dtype=np.int64)
    finer = IN_YEAR[known.rank] > mine
    entries = np.flatnonzero((known.row >= 0) & finer[known.series])

    def word(places: Ints) -> str:
        entry = int(entries[places[0]])
        series = int(known.series[entry])
        made = PERIODICITY[own[int(known.subject[series])]]
        return (
            f"{batch.name(entry)}: måttet redovisas per {made}, men här är det {_period_words(len(places))} "
            f"{batch.when(entry)}{' och senare' if len(places) > 1 else ''}. Lämna in värdet per {made}."
        )

    return batch.doubt(FindingLevel.ERROR, "other-periodicity", entries, word)


def _period_words(count: int) -> str:
    return "ett värde" if count == 1 else f"{number(count, 0)} värden, från det"


def future_periods(
    batch: Batch, provisional: Flags, last_day: date, told: Flags | None = None
) -> list[Doubt]:
    """Return values of periods that have not begun (an error) or not ended (a warning, unless provisional).

    Told per period: what is too early is so for all that is measured. A survey may be done before its
    year or tertial is, so an index is no warning. `provisional` is per row of the
    file, and so is `told`: which rows tell of what has been; all where it is left out.
    """
    known = batch.known
    entries = np.flatnonzero((known.row >= 0) & ~np.isnan(known.value))
    entries = entries if told is None else entries[told[known.row[entries]]]
    code = known.position[entries] * len(RANKS) + known.rank[known.series[entries]]
    kinds, group = np.unique(code, return_inverse=True)
    periods = [_period(int(each)) for each in kinds]
    ahead = np.array([period.first > last_day for period in periods], dtype=bool)[group]
    going = np.array([period.last > last_day for period in periods], dtype=bool)[group]
    going &= ~ahead & ~provisional[known.row[entries]] & known.changed[entries]
    months = 12 // IN_YEAR[known.rank[known.series[entries]]]
    going &= ~batch.is_of((Kind.INDEX,))[known.series[entries]] | (months == 1)
    doubts: list[Doubt] = []
    for level, odd in ((FindingLevel.ERROR, ahead), (FindingLevel.WARNING, going)):
        rows, of = known.row[entries[odd]], group[odd]
        if level == FindingLevel.ERROR:
            batch.open[rows] = False

        def word(places: Ints, rows: Ints = rows, of: Ints = of, level: FindingLevel = level) -> str:
            example = batch.name(int(batch.entry_of[rows[places[0]]]))
            return _too_early(periods[int(of[places[0]])], len(places), example, level)

        doubts += Odd(level, "future-period", rows, of).told(batch.index, word, of="perioder")
    return doubts


def _period(code: int) -> Period:
    position, rank = divmod(code, len(RANKS))
    per_year = int(IN_YEAR[rank])
    return Period(RANKS[rank], position // per_year, position % per_year + 1)


def _of(period: Period, count: int) -> str:
    return during(period) if count == 1 else period.label


def _too_early(period: Period, count: int, example: str, level: FindingLevel) -> str:
    values = (
        f"{example} har ett värde"
        if count == 1
        else f"{number(count, 0)} värden, bland dem {example}, gäller"
    )
    if level == FindingLevel.ERROR:
        return (
            f"{values} {_of(period, count)}, som inte har börjat. Kontrollera perioden; är det en plan eller "
            "en prognos hör det inte hit."
        )
    return (
        f"{values} {_of(period, count)}, men perioden slutar först {period.last.isoformat()}. "
        f"Märk som preliminärt eller vänta till dess. {ACCEPT}"
    )


def missing_periods(batch: Batch, own: Mapping[int, Periodicity]) -> list[Doubt]:
    """Return the figures before which periods of the own periodicity are missing, inside what is known.

    A period that is said to be missing, in the file or the store, is not missing here. What `own` doesn't
    name is passed by.
    """
    known = batch.known
    rank = {subject: RANKS.index(periodicity) for subject, periodicity in own.items()}
    mine = np.array([rank.get(subject, -1) for subject in known.subject.tolist()], dtype=np.int64)
    regular = (known.rank == mine)[known.series]
    gap = np.zeros(len(known.series), dtype=np.int64)
    gap[1:] = np.where(np.diff(known.series) == 0, np.diff(known.position), 0)
    entries = np.flatnonzero(regular & (gap > 1) & (known.row >= 0))

    def word(places: Ints) -> str:
        entry = int(entries[places[0]])
        series = int(known.series[entry])
        missing = [
            known.period(series, int(known.position[each]) - back).label
            for each in entries[places]
            for back in range(min(int(gap[each]) - 1, TOLD_PERIODS), 0, -1)
        ]
        total = int(gap[entries[places]].sum()) - len(places)
        told = (
            listed(missing) if total <= TOLD_PERIODS else f"{number(total, 0)} perioder före {_last(entry)}"
        )
        return f"{batch.name(entry)}: {told} saknas, både i filen och sedan tidigare. Lämna in det som finns."

    def _last(entry: int) -> str:
        return known.period(int(known.series[entry]), int(known.position[entry])).label

    return batch.doubt(FindingLevel.NOTICE, "missing-months", entries, word, hold=False)
