"""Which cells of a table must be hidden together, so that none can be computed back from the rest."""
