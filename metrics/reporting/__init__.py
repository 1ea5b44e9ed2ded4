"""Reporting: which figures are expected of whom and when, what has come, and how a typed one is read."""
