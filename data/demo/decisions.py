"""The decisions on new limits that Exempelstad has made: one, where a new way of working raised the level.

The rise in `varddygn-hvb` from August 2025 is left without one, so that the question has a place to be put.
"""

from dataclasses import dataclass
from datetime import date

from data.demo.reporting import INQUIRY


@dataclass(frozen=True)
class NewLimits:
    """From which day an indicator's limits at a unit are counted anew, why, and who decided."""

    unit: str
    indicator: str
    starts_on: date
    reason: str
    role: str


NEW_LIMITS = (
    NewLimits(
        INQUIRY,
        "utredning-4-manader",
        date(2024, 9, 1),
        "En ny arbetsmodell har höjt nivån varaktigt.",
        "Enhetschef utredning",
    ),
)
