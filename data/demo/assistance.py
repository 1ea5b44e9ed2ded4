"""Economic assistance: what the households cost, shared by the figures and the accounts."""

import numpy as np

from data.demo.events import households
from data.demo.figures import Figures
from data.demo.reporting import ASSISTANCE
from data.demo.timeline import REPORTED_MONTHS, Floats, generator, path

KRONOR_PER_HOUSEHOLD = {"2021-01": 8_350.0, "2023-01": 9_100.0, "2026-12": 9_900.0}


def paid_out() -> Floats:
    """Return the assistance paid per month, to December 2026, in whole kronor (a positive number)."""
    rng = generator(ASSISTANCE, "utbetalt-forsorjningsstod")
    per_household = path(KRONOR_PER_HOUSEHOLD)
    return np.round(households() * per_household * rng.normal(1, 0.012, len(per_household)))


def paid_figures() -> Figures:
    """Return the reported part of what was paid."""
    return Figures(
        ASSISTANCE, "utbetalt-forsorjningsstod", REPORTED_MONTHS, paid_out()[: len(REPORTED_MONTHS)]
    )
