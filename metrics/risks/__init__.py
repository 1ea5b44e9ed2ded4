"""Risks of a plan: weighed by likelihood and consequence, and what is done about them."""
