"""An attacker on tables with hidden cells, who shares nothing with the code that hides them.

Knows every published figure and every sum, and that counts are whole numbers of at least 0, or at
least 1 where zeros are always shown. Asks a mixed-integer programme for the least and the greatest
that each hidden count can be.
"""

from collections.abc import Iterable, Iterator, Sequence

import highspy
import numpy as np
import numpy.typing as npt

Sums = Sequence[tuple[int, Sequence[int]]]
Interval = tuple[float, float]
ENDLESS = 10.0**7
"""A count that can be this much is unbounded."""


class _Quiet(highspy.Highs):
    def enableCallbacks(self) -> None:  # noqa: N802
        self.silent()
        super().enableCallbacks()


class Attacker:
    """One table: its published cells are fixed, its hidden ones are unknowns of at least `least`."""

    def __init__(
        self,
        values: Sequence[float],
        sums: Sums,
        hidden: Iterable[int],
        least: float = 0,
        *,
        whole: bool = True,
    ) -> None:
        self.values = np.array(values, dtype=float)
        self.unknown = sorted(set(hidden))
        self.highs = _Quiet()
        place = {cell: at for at, cell in enumerate(self.unknown)}
        for _ in self.unknown:
            self.highs.addVar(least, ENDLESS)
        for at in range(len(self.unknown) if whole else 0):
            self.highs.changeColIntegrality(at, highspy.HighsVarType.kInteger)
        for total, parts in sums:
            cells = [(cell, 1.0) for cell in parts] + [(total, -1.0)]
            held = self.values[list(parts)].sum() - self.values[total]
            inside = [(place[cell], sign) for cell, sign in cells if cell in place]
            known = sum(sign * self.values[cell] for cell, sign in cells if cell not in place)
            if inside:
                columns, signs = zip(*inside, strict=True)
                right = held - known
                self.highs.addRow(right, right, len(columns), np.array(columns, np.int32), np.array(signs))

    def interval(self, cell: int) -> Interval:
        """Return the least and the greatest that a hidden cell can be, infinite where nothing bounds it."""
        column = self.unknown.index(cell)
        low = self._end(column, highspy.ObjSense.kMinimize)
        high = self._end(column, highspy.ObjSense.kMaximize)
        return low, high if high < ENDLESS / 2 else float("inf")

    def _end(self, column: int, sense: highspy.ObjSense) -> float:
        self.highs.changeColCost(column, 1.0)
        self.highs.changeObjectiveSense(sense)
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ValueError(f"attack without an answer: {self.highs.getModelStatus()}")
        found = float(self.highs.getSolution().col_value[column])
        self.highs.changeColCost(column, 0.0)
        return round(found, 6)

    def near(self, reach: Sequence[float] | float, small: Iterable[int]) -> Iterator[tuple[int, Interval]]:
        """Give the hidden cells come too near to, with the interval each must lie in.

        Too near: narrower than the cell's reach, or for a small cell one that doesn't get to it.
        """
        needed = np.broadcast_to(np.array(reach, dtype=float), self.values.shape)
        few = set(small)
        for cell in self.unknown:
            low, high = self.interval(cell)
            if high - low < needed[cell] - 1e-6 or (cell in few and high < needed[cell] - 1e-6):
                yield cell, (low, high)


def with_totals(table: npt.NDArray[np.int_]) -> tuple[list[float], list[tuple[int, list[int]]]]:
    """Return the cells of a table row by row with row totals, column totals and grand total, and the sums."""
    rows, columns = table.shape
    numbered = np.arange(rows * columns).reshape(rows, columns)
    values = [*table.ravel(), *table.sum(axis=1), *table.sum(axis=0), table.sum()]
    last = len(values) - 1
    sums = [(rows * columns + at, numbered[at].tolist()) for at in range(rows)]
    sums += [(rows * columns + rows + at, numbered[:, at].tolist()) for at in range(columns)]
    sums.append((last, list(range(rows * columns, rows * columns + rows))))
    sums.append((last, list(range(rows * columns + rows, last))))
    return [float(value) for value in values], sums
