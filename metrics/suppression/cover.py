"""The fewest cells that can do: what every safe pattern must cover, learnt from patterns that fail.

A pattern that fails at a cell proves something about all patterns. The dual of the reader's linear
programme says which published cells hold the failing cell in place and how much room each would
give it if hidden; any safe pattern must hide enough of them. Such conditions are collected and the
cheapest set of cells that meets all of them is found by branch and bound: no safe pattern is
cheaper, and if it is safe it is the cheapest. (Fischetti and Salazar-González 2000, "Models and
algorithms for optimizing cell suppression in tabular data with linear constraints", JASA 95.)
"""

from dataclasses import dataclass

import highspy
import numpy as np

from metrics.suppression.attack import NEAR, Reader, solver
from metrics.suppression.audit import Audit
from metrics.suppression.cells import Flags, Numbers

GAP = 0.25
"""Two patterns whose costs differ less than this many of the cheapest cell are equally good."""


@dataclass(frozen=True)
class Proposal:
    """A set of cells that meets all conditions known, and what any safe pattern costs at least."""

    hidden: Flags
    bound: float


class Cover:
    """The conditions known so far and the cheapest cells that meet them."""

    def __init__(self, audit: Audit, cost: Numbers, nodes: int) -> None:
        self.audit = audit
        self.must = audit.linked.must
        most, _ = audit.ceiling
        self.free = np.flatnonzero(most & ~self.must)
        self.cost = cost[self.free]
        self.gap = GAP * float(self.cost.min(initial=np.inf)) if len(self.free) else 0.0
        self.highs = self._problem(nodes)

    def _problem(self, nodes: int) -> highspy.Highs:
        count = len(self.free)
        built = highspy.HighsLp()
        built.num_col_, built.num_row_ = count, 0
        built.col_cost_ = self.cost
        built.col_lower_, built.col_upper_ = np.zeros(count), np.ones(count)
        built.integrality_ = [highspy.HighsVarType.kInteger] * count
        built.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        built.a_matrix_.start_ = np.zeros(count + 1, dtype=np.int32)
        highs = solver()
        for option, value in (
            ("presolve", "choose"),
            ("mip_max_nodes", nodes),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", self.gap),
        ):
            highs.setOptionValue(option, value)
        highs.passModel(built)
        return highs

    def proposal(self) -> Proposal | None:
        """Return the cheapest cells that meet the conditions; None when the search was cut short."""
        if not len(self.free):
            return Proposal(self.must.copy(), 0.0)
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        chosen = np.array(self.highs.getSolution().col_value) > 0.5
        hidden = self.must.copy()
        hidden[self.free[chosen]] = True
        return Proposal(hidden, float(self.highs.getInfo().mip_dual_bound))

    def learn(self, hidden: Flags, failed: Flags) -> None:
        """Add what each cell that fails in a pattern proves about all patterns."""
        for place, cell in np.argwhere(failed):
            reader = self.audit.readers[place]
            reader.hide(hidden)
            column = int(reader.column[cell])
            reach, primary = reader.quantity.reach[cell], reader.quantity.primary[cell]
            wanted = reach - reader.quantity.values[cell]
            reached, room = reader.proof(column, 1, float(reach))
            if primary and reached < wanted - NEAR:
                self._add(reader, int(cell), room, float(wanted))
            else:
                _, below = reader.proof(column, -1, float(reach))
                self._add(reader, int(cell), room + below, float(reach))

    def _add(self, reader: Reader, cell: int, room: Numbers, needed: float) -> None:
        """Add that the room of the hidden cells is at least what the cell needs, if it is hidden."""
        gives = np.zeros(len(self.must))
        gives[reader.cells] = room
        needed -= float(gives[self.must | (np.arange(len(gives)) == cell)].sum())
        if needed < NEAR:
            return
        shares = np.minimum(gives / needed, 1.0)
        always = bool(self.must[cell])
        if not always:
            shares[cell] = -1.0
        row = shares[self.free]
        through = np.flatnonzero(np.abs(row) > NEAR).astype(np.int32)
        least = 1.0 if always else 0.0
        self.highs.addRow(least - NEAR, highspy.kHighsInf, len(through), through, row[through])
