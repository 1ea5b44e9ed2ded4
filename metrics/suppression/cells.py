"""A table of cells linked by sums: what is published, what is small, and what may be hidden."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Sum = tuple[int, tuple[int, ...]]
"""The index of a total and the indices of its parts."""
TIE = 0.1
"""What all counts of a table together cost beside one cell."""


@dataclass(frozen=True)
class Quantity:
    """What is counted in every cell: one array position per cell, the same for all quantities.

    `values`: the true figures. Counts are whole numbers from 0; a sum behind a mean (mean × n) need
    not be whole; figures below 0 are possible, and then the reader can't take any of them for at
    least 0. `reach` (above 0): the threshold. A reader must not be able to bound a hidden cell in an
    interval narrower than this, and a hidden small cell must be able to be this large. `primary`:
    the cell must be hidden because this quantity is small in it.
    """

    values: Numbers
    reach: Numbers
    primary: Flags


@dataclass(frozen=True)
class Linked:
    """Cells linked by sums, with the quantities that are shown or hidden together in each cell.

    `sums`: values[total] = the sum of values[parts] + what the reader is taken to know, in every
    quantity. What doesn't add up in the data is such a known constant, so the true figures always
    agree with the sums. A total is a cell like the others and can be hidden as well.

    `hidable`: cells that may be hidden as protection for others (not zeros, which are always shown,
    and not cells already published with their figure). `hidden`: cells that must stay hidden, as
    they were when they were published. A cell that is primary or in `hidden` is hidden whatever
    `hidable` says. `cost` (0 or more): what is lost when the cell is hidden. `counted`: cells that a
    reader knows are at least 1 when they are hidden, whatever others are, as a denominator; None: none.
    """

    quantities: tuple[Quantity, ...]
    sums: tuple[Sum, ...]
    hidable: Flags
    hidden: Flags
    cost: Numbers
    counted: Flags | None = None

    @property
    def size(self) -> int:
        """How many cells there are."""
        return len(self.cost)

    @property
    def must(self) -> Flags:
        """The cells that are hidden in every pattern: the primary ones and those hidden before."""
        held = np.array(self.hidden, dtype=np.bool_)
        for quantity in self.quantities:
            held |= quantity.primary
        return held


def two_way(counts: Sequence[Sequence[int]], threshold: int) -> Linked:
    """Return a table of rows × columns whose row totals, column totals and grand total are published.

    The cells lie row by row, then the row totals, the column totals and the grand total. Counts from
    1 to below the threshold are primary. The totals may not be hidden. As few cells as possible are
    hidden, and of such patterns the one whose counts add up to least: a cell costs 1 and its share of
    the grand total times `TIE`, which never adds up to another cell.
    """
    inner = np.array(counts, dtype=np.float64)
    rows, columns = inner.shape
    totals = np.concatenate([inner.sum(axis=1), inner.sum(axis=0), [inner.sum()]])
    values = np.concatenate([inner.ravel(), totals])
    size = inner.size
    within = np.arange(len(values)) < size
    sums = [(size + row, tuple(range(row * columns, (row + 1) * columns))) for row in range(rows)]
    sums += [(size + rows + column, tuple(range(column, size, columns))) for column in range(columns)]
    sums.append((len(values) - 1, tuple(range(size, size + rows))))
    return Linked(
        quantities=(
            Quantity(
                values=values,
                reach=np.full(len(values), float(threshold)),
                primary=within & (values > 0) & (values < threshold),
            ),
        ),
        sums=tuple(sums),
        hidable=within & (values > 0),
        hidden=np.zeros(len(values), dtype=np.bool_),
        cost=1 + TIE * values / (1 + values[-1]),
    )
