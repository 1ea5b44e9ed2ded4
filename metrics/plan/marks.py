"""Symbols that mean the same of an undertaking and of what is owed: on a plan's tree they stand together.

None of theirs is one that a figure's status or signal has, but DONE: what is as it should be is marked so
everywhere.
"""

from metrics.theme import Mark

LATE = Mark("!", "worse")
DONE = Mark("✓", "better")
UNREPORTED = Mark("□", "no_news")
