"""Surveys: mean answers with the number of respondents behind them."""

from collections.abc import Iterator, Sequence

import numpy as np

from data.demo.figures import DECIMALS_KEPT, Figures
from data.demo.reporting import ROOT, SURVEYS, Survey
from data.demo.timeline import generator, path, periods_of, position

DECIMALS = 2
CUSTOMER_INDEX = "nki"


def all_surveys() -> Iterator[Figures]:
    """Yield every survey of the table, and NKI for the whole office."""
    by_unit = [survey_figures(survey) for survey in SURVEYS]
    yield from by_unit
    yield whole_office([figures for figures in by_unit if figures.indicator == CUSTOMER_INDEX])


def survey_figures(survey: Survey) -> Figures:
    """Return one survey at one unit."""
    rng = generator(survey.unit, survey.indicator)
    periods = periods_of(survey.periodicity)
    level = path(survey.level)[[position(period) for period in periods]]
    answers = np.maximum(rng.poisson(survey.respondents, len(periods)), 1).astype(float)
    value = np.round(level + rng.normal(0, survey.spread, len(periods)), DECIMALS)
    return Figures(survey.unit, survey.indicator, periods, value, n=answers)


def whole_office(by_unit: Sequence[Figures]) -> Figures:
    """Return the units' answers together, weighted by respondents: what the survey itself reports."""
    answers = np.array([figures.n for figures in by_unit])
    values = np.array([figures.value for figures in by_unit])
    together = np.round((answers * values).sum(axis=0) / answers.sum(axis=0), DECIMALS_KEPT)
    first = by_unit[0]
    return Figures(ROOT, first.indicator, first.periods, together, n=answers.sum(axis=0))
