"""What a reader who knows every published cell and every sum can work out about the hidden ones.

The reader's tables are described by how far each hidden cell is from its true figure: a vector of
*moves*, 0 in every published cell, that keeps all sums. The true table is all zeros, whatever the
figures and however badly they add up. Such a vector is a *witness*: a second table that agrees with
everything published. It proves how far a cell can be moved, for all cells at once and in every
pattern that hides the same cells, so witnesses are kept and most cells never need a problem of
their own. Where a quantity is counted in whole numbers only whole witnesses are believed; a linear
programme alone can call a cell safe that no whole numbers reach.

The least a reader takes a hidden cell for: 1 where the quantity is counted in whole numbers, as
zeros are always shown; 0 where it isn't, and in a quantity that is 0 in any cell that may be
hidden (the numerator of a share that is hidden since its denominator is small), since there the
reader can't tell, but of the cells that never are 0 (the denominator itself). Nothing at all where
figures below 0 occur.
"""

from functools import cached_property

import highspy
import numpy as np

from metrics.suppression.cells import Flags, Linked, Numbers

NEAR = 1e-6
"""Figures closer than this are the same."""
FAR = 16.0
"""A move longer than this many times what the neediest cell must be moved proves nothing more."""
MOST_NODES = 500
"""How long whole numbers are sought where the linear programme gives fractions: then they aren't there."""
MOST_WITNESSES = 1024
"""When there are more, the older half is forgotten: what it proved can be sought again."""


class Silent(highspy.Highs):
    """HiGHS that says nothing: what calls it first would else print its name on standard output."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def enableCallbacks(self) -> None:  # noqa: N802
        """Silence the solver before the first call, which its own constructor makes."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def solver() -> highspy.Highs:
    """Return a silent HiGHS that gives the same answer every time."""
    highs = Silent()
    highs.setOptionValue("parallel", "off")
    highs.setOptionValue("presolve", "off")
    highs.setOptionValue("mip_max_nodes", MOST_NODES)
    return highs


def model(matrix: Numbers, lower: Numbers, upper: Numbers) -> highspy.HighsLp:
    """Return a model without costs: matrix × columns = 0 with the columns between their bounds."""
    columns, rows = np.nonzero(matrix.T)
    ends = np.cumsum(np.count_nonzero(matrix, axis=0))
    built = highspy.HighsLp()
    built.num_row_, built.num_col_ = matrix.shape
    built.col_cost_ = np.zeros(matrix.shape[1])
    built.col_lower_, built.col_upper_ = lower, upper
    built.row_lower_ = built.row_upper_ = np.zeros(matrix.shape[0])
    built.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    built.a_matrix_.start_ = np.concatenate([[0], ends])
    built.a_matrix_.index_ = rows
    built.a_matrix_.value_ = matrix.T[columns, rows]
    return built


def least(linked: Linked, place: int, hidable: Flags) -> Numbers:
    """Return the least that a reader takes each cell of quantity `place` for when it is hidden."""
    values = linked.quantities[place].values
    if (values < 0).any():
        return np.full(linked.size, -np.inf)
    if (np.abs(values - np.round(values)) > NEAR).any():
        return np.zeros(linked.size)
    if not (values[hidable] < NEAR).any():
        return np.ones(linked.size)
    return np.zeros(linked.size) if linked.counted is None else linked.counted.astype(np.float64)


class Reader:
    """One quantity as a reader sees it: which tables agree with what is published.

    `hidable`: the cells that can come to be hidden. Moves are arrays over all cells.
    """

    def __init__(self, linked: Linked, place: int, hidable: Flags, far: float = FAR) -> None:
        quantity = linked.quantities[place]
        self.linked, self.quantity = linked, quantity
        self.cells = np.flatnonzero(hidable)
        self.matrix = sums_of(linked, self.cells)
        floor = least(linked, place, hidable)[self.cells]
        self.whole = not (np.abs(quantity.values - np.round(quantity.values)) > NEAR).any()
        wanted = np.where(quantity.primary, quantity.reach - quantity.values, quantity.reach)
        self.far = far * float(np.ceil(np.max([quantity.reach, wanted], initial=1.0)))
        self.down = np.minimum(quantity.values[self.cells] - floor, self.far)
        self.witnesses = np.zeros((MOST_WITNESSES, len(self.cells)))
        self.kept = 0
        self.failures = np.zeros(len(self.cells))
        self.column = np.full(linked.size, -1)
        self.column[self.cells] = np.arange(len(self.cells))
        self.every = np.arange(len(self.cells), dtype=np.int32)
        self.open = np.zeros(len(self.cells), dtype=np.bool_)

    @cached_property
    def highs(self) -> highspy.Highs:
        """The problem, made when the first witness has to be sought: all cells published."""
        highs = solver()
        nothing = np.zeros(len(self.cells))
        highs.passModel(model(self.matrix, nothing, nothing))
        highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        return highs

    def hide(self, hidden: Flags) -> None:
        """Let the reader miss these cells and know all others."""
        wanted = hidden[self.cells]
        if (wanted != self.open).any():
            self.open = wanted
            self._bounds(self.every)

    def _bounds(self, columns: np.ndarray) -> None:
        lower = np.where(self.open[columns], -self.down[columns], 0.0)
        upper = np.where(self.open[columns], self.far, 0.0)
        self.highs.changeColsBounds(len(columns), columns, lower, upper)

    def known(self) -> tuple[Numbers, Numbers]:
        """Return the moves down (0 or less) and up of each cell that kept witnesses prove."""
        kept = self.witnesses[: self.kept]
        valid = kept[~kept[:, ~self.open].any(axis=1)]
        return valid.min(axis=0, initial=0.0), valid.max(axis=0, initial=0.0)

    def seek(self, column: int, way: int, enough: float) -> Numbers:
        """Return the moves that bring a cell furthest up (way 1) or down (−1), up to `enough`."""
        self._solve(column, way, enough)
        moves = np.array(self.highs.getSolution().col_value)
        if self.whole and (np.abs(moves - np.round(moves)) > NEAR).any():
            moves = self._whole()
        self._forget(column)
        return self.keep(moves)

    def proof(self, column: int, way: int, enough: float) -> tuple[float, Numbers]:
        """Return how far a cell can be brought, and why no further: the room each cell would give.

        In any pattern the cell gets at most the sum of the rooms of the cells that it hides.
        """
        self._solve(column, way, enough)
        found = self.highs.getSolution()
        rate, reached = np.array(found.col_dual), way * float(found.col_value[column])
        above, below = np.full(len(self.cells), self.far), self.down.copy()
        if way > 0:
            above[column] = enough
        else:
            below[column] = min(enough, below[column])
        self._forget(column)
        return reached, np.maximum(rate, 0) * above + np.maximum(-rate, 0) * below

    def _solve(self, column: int, way: int, enough: float) -> None:
        if way > 0:
            self.highs.changeColBounds(column, -self.down[column], enough)
        else:
            self.highs.changeColBounds(column, -min(enough, self.down[column]), self.far)
        self.highs.changeColCost(column, float(way))
        self.highs.run()

    def _forget(self, column: int) -> None:
        self.highs.changeColCost(column, 0.0)
        self._bounds(np.array([column], dtype=np.int32))

    def _whole(self) -> Numbers:
        """Solve again in whole numbers."""
        kinds = np.full(len(self.every), highspy.HighsVarType.kInteger)
        self.highs.changeColsIntegrality(len(self.every), self.every, kinds)
        self.highs.run()
        moves = np.array(self.highs.getSolution().col_value)
        kinds[:] = highspy.HighsVarType.kContinuous
        self.highs.changeColsIntegrality(len(self.every), self.every, kinds)
        return moves

    def keep(self, moves: Numbers) -> Numbers:
        """Keep moves as a witness, and their mirror image where that is a table too; else zeros."""
        if self.whole:
            moves = np.round(moves)
        if not self._agrees(moves):
            return np.zeros(len(self.cells))
        self._note(moves)
        if (moves <= self.down + NEAR).all():
            self._note(-moves)
        return moves

    def _note(self, moves: Numbers) -> None:
        if self.kept == MOST_WITNESSES:
            self.kept = MOST_WITNESSES // 2
            self.witnesses[: self.kept] = self.witnesses[self.kept :]
        self.witnesses[self.kept] = moves
        self.kept += 1

    def _agrees(self, moves: Numbers) -> bool:
        if len(moves) != len(self.cells) or (np.abs(self.matrix @ moves) > NEAR).any():
            return False
        return bool((moves >= -self.down - NEAR).all())


def sums_of(linked: Linked, cells: np.ndarray) -> Numbers:
    """Return a row per sum that holds any of the cells: 1 for a part, −1 for the total, a column per cell."""
    matrix = np.zeros((len(linked.sums), linked.size))
    for row, (total, parts) in enumerate(linked.sums):
        matrix[row, list(parts)] += 1
        matrix[row, total] -= 1
    own = matrix[:, cells]
    return own[own.any(axis=1)]


def bounds(linked: Linked, place: int, hidden: Flags) -> tuple[Numbers, Numbers]:
    """Return the least and the greatest figure a reader must allow for in every cell of a quantity.

    Published cells have their own figure as both; infinite where nothing bounds a hidden cell. The
    bounds are those of the linear programme: whole numbers may reach less far in linked tables.
    """
    values = linked.quantities[place].values
    lower, upper = values.copy(), values.copy()
    reader = Reader(linked, place, linked.must | linked.hidable | hidden, np.inf)
    reader.hide(hidden)
    for cell in np.flatnonzero(hidden):
        lower[cell] += _extreme(reader, int(reader.column[cell]), -1)
        upper[cell] += _extreme(reader, int(reader.column[cell]), 1)
    return lower, upper


def _extreme(reader: Reader, column: int, way: int) -> float:
    reader.highs.changeColCost(column, float(way))
    reader.highs.run()
    reached = float(reader.highs.getSolution().col_value[column])
    if reader.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        reached = way * np.inf
    reader.highs.changeColCost(column, 0.0)
    return reached
