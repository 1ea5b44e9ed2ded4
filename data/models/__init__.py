"""The tables of the store, by subject."""

from data.models.base import Base
from data.models.delivery import Delivery, FigureComment, PeriodLock
from data.models.derivation import DerivationPart
from data.models.event import Event, EventIndicator, EventUnit, Rebase
from data.models.imported import ImportFinding, ImportLayout, NameAlias
from data.models.indicator import DefinitionChange, Indicator, PlanIndicator, Target
from data.models.lead_time import DeadlineCount, TimeRule
from data.models.measurement import Measurement
from data.models.meeting import Decision, Meeting
from data.models.money import Account, Amount, AmountNote
from data.models.organisation import Import, Organisation, Unit
from data.models.plan import Activity, Contradiction, FollowUp, Objective, Plan
from data.models.progress import FollowUpDelivery, PlanEdit, Progress, RiskAssessment
from data.models.report import KeptReport, Publication, SuppressionPattern
from data.models.scenario import Scenario, ScenarioChange

__all__ = [
    "Account",
    "Activity",
    "Amount",
    "AmountNote",
    "Base",
    "Contradiction",
    "DeadlineCount",
    "Decision",
    "DefinitionChange",
    "Delivery",
    "DerivationPart",
    "Event",
    "EventIndicator",
    "EventUnit",
    "FigureComment",
    "FollowUp",
    "FollowUpDelivery",
    "Import",
    "ImportFinding",
    "ImportLayout",
    "Indicator",
    "KeptReport",
    "Measurement",
    "Meeting",
    "NameAlias",
    "Objective",
    "Organisation",
    "PeriodLock",
    "Plan",
    "PlanEdit",
    "PlanIndicator",
    "Progress",
    "Publication",
    "Rebase",
    "RiskAssessment",
    "Scenario",
    "ScenarioChange",
    "SuppressionPattern",
    "Target",
    "TimeRule",
    "Unit",
]
