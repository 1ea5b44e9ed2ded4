"""An office's counts as cells linked by sums: units in areas, and months in periods that overlap."""

import numpy as np
import numpy.typing as npt

from metrics.suppression.cells import Linked, Quantity

MONTHS = 12
SPANS = {
    **{12 + quarter: range(3 * quarter, 3 * quarter + 3) for quarter in range(4)},
    **{16 + tertial: range(4 * tertial, 4 * tertial + 4) for tertial in range(3)},
    19: range(12, 14),
    20: range(14, 16),
    21: range(12, 16),
}
"""Quarters of months, tertials of months, halves and the year of quarters."""
PERIODS = 22
OTHER_WAYS = ((21, (16, 17, 18)), (21, (19, 20)))
"""The year is also its tertials and its halves."""


def office(counts: npt.NDArray[np.int_], areas: int, threshold: int = 5) -> Linked:
    """Return a year of counts (units × months), added up to areas of equally many units and the office.

    A total is dearer than its parts. Counts from 1 to below the threshold are primary, totals too.
    """
    units = len(counts)
    rows = 1 + areas + units
    figures = np.zeros((rows, PERIODS))
    figures[1 + areas :, :MONTHS] = counts
    own = {1 + area: list(range(1 + areas + area, rows, areas)) for area in range(areas)}
    for area, parts in own.items():
        figures[area] = figures[parts].sum(axis=0)
    own[0] = list(range(1, 1 + areas))
    figures[0] = figures[own[0]].sum(axis=0)
    for span, months in SPANS.items():
        figures[:, span] = figures[:, list(months)].sum(axis=1)
    number = np.arange(rows * PERIODS).reshape(rows, PERIODS)
    across = [*((span, tuple(months)) for span, months in SPANS.items()), *OTHER_WAYS]
    sums = [(int(row[span]), tuple(row[list(parts)].tolist())) for row in number for span, parts in across]
    sums += [
        (int(number[total, period]), tuple(number[parts, period].tolist()))
        for total, parts in own.items()
        for period in range(PERIODS)
    ]
    cost = np.ones((rows, PERIODS))
    cost[:, MONTHS:] = 3
    cost[:, -1] = 10
    cost[: 1 + areas] *= 2
    values = figures.ravel()
    small = (values > 0) & (values < threshold)
    return Linked(
        quantities=(Quantity(values, np.full(values.size, float(threshold)), small),),
        sums=tuple(sums),
        hidable=values > 0,
        hidden=np.zeros(values.size, dtype=np.bool_),
        cost=cost.ravel(),
    )
