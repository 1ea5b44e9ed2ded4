"""Rimlighetsvakten: figures on their way in are held against what is possible and what is usual."""

from metrics.plausibility.amounts import doubts_of_amounts
from metrics.plausibility.doubt import Doubt
from metrics.plausibility.figures import doubts

__all__ = ["Doubt", "doubts", "doubts_of_amounts"]
