"""Counts of events and shares of cases: drawn from the tables, month by month or sparser."""

from collections.abc import Iterator

import numpy as np

from data.demo.figures import Figures, ratio
from data.demo.reporting import (
    ASSISTANCE,
    COUNTS,
    OUTPATIENT,
    PROFILES,
    SHARES,
    SUMMER_JOBS,
    UNEXECUTED_DECISIONS,
    Count,
    Share,
)
from data.demo.timeline import REPORTED_MONTHS, Floats, generator, path, periods_of, position
from metrics.vocabulary import Periodicity

WITHOUT_PARTS_BEFORE = "2023-01"


def event_figures() -> Iterator[Figures]:
    """Yield every count and share that stands on its own."""
    yield from (_count(count) for count in COUNTS)
    for share in SHARES:
        figures = _share(share)
        yield _without_early_parts(figures) if share.indicator == "e-ansokan" else figures
    yield from _unexecuted_decisions()
    yield _summer_jobs()


def _count(count: Count) -> Figures:
    level = path(count.level) * np.tile(PROFILES[count.profile], 6)
    drawn = generator(count.unit, count.indicator).poisson(level).astype(float)
    return Figures(count.unit, count.indicator, REPORTED_MONTHS, drawn[: len(REPORTED_MONTHS)])


def _share(share: Share) -> Figures:
    rng = generator(share.unit, share.indicator)
    periods = periods_of(share.periodicity)
    places = [position(period) for period in periods]
    swayed = path(share.share)[places] + rng.normal(0, share.spread, len(periods))
    cases = rng.poisson(share.cases * np.tile(PROFILES[share.profile], 6)[places])
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
