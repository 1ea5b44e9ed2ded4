"""What figures mean: pure functions of their arguments."""
