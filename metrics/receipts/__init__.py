"""What became of what was decided: the decisions as lines, and the receipt of each (åtgärdskvitto)."""
