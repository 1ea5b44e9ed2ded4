"""Time limits per case as a page tells them: what is held, what is open, and what is about to be late."""
