"""Tables found in sheets: where they stand, how they are laid out, and what each cell is about."""
