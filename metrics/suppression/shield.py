"""The cheapest further cells to hide, so that a cell a reader comes too near to can be moved."""

from functools import cached_property

import highspy
import numpy as np

from metrics.suppression.attack import NEAR, Reader, model, solver
from metrics.suppression.cells import Flags, Numbers

HIDDEN_COST = 1e-3
"""What a move through a cell hidden anyway costs beside 1: short moves are preferred to long ones."""


class Shield:
    """Looks for moves of one quantity through cells that aren't hidden yet, at the least cost.

    A linear programme with each cell's move up and down as columns of their own. A cell's cost is
    spread over as much as it can be moved, at most what is asked for: then it counts in full when
    the whole move goes through it, and a cell with little room is not a bargain.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.size = len(reader.cells)
        self.room = np.concatenate([np.full(self.size, reader.far), reader.down])

    @cached_property
    def highs(self) -> highspy.Highs:
        """The problem, made when the first cell has to be protected."""
        highs = solver()
        matrix = np.hstack([self.reader.matrix, -self.reader.matrix])
        highs.passModel(model(matrix, np.zeros(2 * self.size), self.room))
        return highs

    def moves(self, column: int, way: int, far: float, price: Numbers) -> Numbers | None:
        """Return the cheapest moves that bring a cell `far` up (way 1) or down (−1); None: there are none.

        `price`: per cell of the reader, infinite for a cell that may not be hidden.
        """
        room = np.where(np.isfinite(np.tile(price, 2)), self.room, 0.0)
        own, opposite = (column, column + self.size) if way > 0 else (column + self.size, column)
        if room[own] < far - NEAR:
            return None
        least = np.zeros(2 * self.size)
        least[own] = room[own] = far
        room[opposite] = 0.0
        rate = np.where(room > NEAR, np.tile(price, 2), 0.0) / np.clip(room, NEAR, far)
        rate[[own, opposite]] = 0.0
        every = np.arange(2 * self.size, dtype=np.int32)
        self.highs.changeColsBounds(len(every), every, least, room)
        self.highs.changeColsCost(len(every), every, rate)
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = np.array(self.highs.getSolution().col_value)
        return np.asarray(found[: self.size] - found[self.size :])


def passed(reader: Reader, moves: Numbers) -> Flags:
    """Return the cells of the whole table that moves go through."""
    through = np.zeros(reader.linked.size, dtype=np.bool_)
    through[reader.cells[np.abs(moves) > NEAR]] = True
    return through
