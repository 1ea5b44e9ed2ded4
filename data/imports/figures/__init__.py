"""Facts brought together into figures, in the unit that the store keeps them in."""
