"""What stands in a cell: a number, a state, a sign to ask about, or a fault."""
