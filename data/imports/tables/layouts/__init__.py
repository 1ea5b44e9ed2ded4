"""The ways to lay out a table that are known: each reads what fits it, and says how much that was."""
