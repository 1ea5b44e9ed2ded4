"""Counts of events and shares of cases: drawn from the tables, month by month or sparser."""

from collections.abc import Iterator

import numpy as np

from data.demo.figures import Figures, ratio
from data.demo.reporting import (
    ASSISTANCE,
    COHORTS,
    COUNTS,
    FOLLOWED_MONTHS,
    OUTPATIENT,
    PROFILES,
    SHARES,
    SUMMER_JOBS,
    UNEXECUTED_DECISIONS,
    Count,
    Share,
)
from data.demo.timeline import MONTHS, REPORTED_MONTHS, Floats, generator, path, periods_of, position
from metrics.periods import Period
from metrics.vocabulary import Periodicity

WITHOUT_PARTS_BEFORE = "2023-01"


def event_figures() -> Iterator[Figures]:
    """Yield every count and share that stands on its own."""
    yield from (_count(count) for count in COUNTS)
    for share in SHARES:
        figures = drawn_share(share)
        yield _without_early_parts(figures) if share.indicator == "e-ansokan" else figures
    yield from _unexecuted_decisions()
    yield from _cohorts()
    yield _summer_jobs()


def _count(count: Count) -> Figures:
    level = path(count.level) * np.tile(PROFILES[count.profile], 6)
    drawn = generator(count.unit, count.indicator).poisson(level).astype(float)
    return Figures(count.unit, count.indicator, REPORTED_MONTHS, drawn[: len(REPORTED_MONTHS)])


def drawn_share(share: Share) -> Figures:
    """Return the cases of a share and those that pass, for every reported period."""
    periods = periods_of(share.periodicity)
    return _drawn(share, periods, generator(share.unit, share.indicator))


def coming_share(share: Share, months: int) -> Figures:
    """Return the same for the periods that end within so many months after the last reported day."""
    last = periods_of(share.periodicity)[-1]
    coming = tuple(last.shifted(step) for step in range(1, months // last.month_count + 1))
    return _drawn(share, coming, generator(share.unit, f"{share.indicator}-framöver"))


def _drawn(share: Share, periods: tuple[Period, ...], rng: np.random.Generator) -> Figures:
    places = [min(position(period), len(MONTHS) - 1) for period in periods]
    seasons = np.array([PROFILES[share.profile][period.last.month - 1] for period in periods])
    swayed = path(share.share)[places] + rng.normal(0, share.spread, len(periods))
    cases = rng.poisson(share.cases * seasons)
    passed = rng.binomial(cases, np.clip(swayed, 0, 1))
    return ratio(share.unit, share.indicator, periods, passed.astype(float), cases.astype(float))


def _without_early_parts(figures: Figures) -> Figures:
    """Drop the parts that the former system did not give: its percentages came alone."""
    assert figures.numerator is not None and figures.denominator is not None
    early = np.array([period.code < WITHOUT_PARTS_BEFORE for period in figures.periods])
    return Figures(
        figures.unit,
        figures.indicator,
        figures.periods,
        np.where(early, np.round(figures.value, 1), figures.value),
        numerator=np.where(early, np.nan, figures.numerator),
        denominator=np.where(early, np.nan, figures.denominator),
    )


def _cohorts() -> Iterator[Figures]:
    """Yield those whose help ended in a month, and those of them who had not come back a year later.

    The latter are known of the months that lie a whole year back, and of no later ones.
    """
    followed = len(REPORTED_MONTHS) - FOLLOWED_MONTHS
    for unit, (level, share) in COHORTS.items():
        rng = generator(unit, "ej-ateraktualiserade")
        ended = rng.poisson(level, len(REPORTED_MONTHS))
        stayed = rng.binomial(ended[:followed], path(share)[:followed]).astype(float)
        yield Figures(unit, "avslutade-insatser", REPORTED_MONTHS, ended.astype(float))
        yield Figures(unit, "ej-ater-inom-12-manader", REPORTED_MONTHS[:followed], stayed)


def _unexecuted_decisions() -> Iterator[Figures]:
    """Yield decisions not carried out within three months, as they stand at each quarter's end."""
    quarters = periods_of(Periodicity.QUARTER)
    for unit, level in UNEXECUTED_DECISIONS.items():
        drawn: Floats = generator(unit, "ej-verkstallda-beslut").poisson(level, len(quarters)).astype(float)
        yield Figures(unit, "ej-verkstallda-beslut", quarters, drawn)


def _summer_jobs() -> Figures:
    tertials = periods_of(Periodicity.TERTIAL)
    level = np.array([SUMMER_JOBS[tertial.index - 1] for tertial in tertials])
    drawn = generator(OUTPATIENT, "feriejobb").poisson(level).astype(float)
    return Figures(OUTPATIENT, "feriejobb", tertials, drawn)


def households() -> Floats:
    """Return households with assistance per month, to December 2026: a slow fall with a mild winter top."""
    rng = generator(ASSISTANCE, "forsorjningsstod-hushall")
    level = path({"2021-01": 705, "2023-01": 640, "2024-06": 655, "2026-10": 548})
    drawn: Floats = np.round(level * np.tile(PROFILES["households"], 6) + rng.normal(0, 6, len(level)))
    return drawn


def household_figures() -> Figures:
    """Return the reported part of the households."""
    return Figures(
        ASSISTANCE, "forsorjningsstod-hushall", REPORTED_MONTHS, households()[: len(REPORTED_MONTHS)]
    )
