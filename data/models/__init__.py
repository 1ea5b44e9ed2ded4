"""The tables of the store, by subject."""

from data.models.base import Base
from data.models.event import Event, EventIndicator, EventUnit, Rebase
from data.models.indicator import DefinitionChange, Indicator, PlanIndicator, Target
from data.models.measurement import Measurement
from data.models.money import Account, Amount
from data.models.organisation import Import, Organisation, Unit
from data.models.plan import Activity, Contradiction, FollowUp, Objective, Plan

__all__ = [
    "Account",
    "Activity",
    "Amount",
    "Base",
    "Contradiction",
    "DefinitionChange",
    "Event",
    "EventIndicator",
    "EventUnit",
    "FollowUp",
    "Import",
    "Indicator",
    "Measurement",
    "Objective",
    "Organisation",
    "Plan",
    "PlanIndicator",
    "Rebase",
    "Target",
    "Unit",
]
