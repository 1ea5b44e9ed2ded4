"""The closed lists of words that every layer shares.

Members are strings and are stored as plain strings: what stands here is what
stands in the database, in the plan files and in the SQL views. The Swedish
words a reader sees lie in `metrics.words`.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of figure an indicator is; decides how it is rolled up."""

    FLOW = "flow"
    STOCK = "stock"
    YEAR_PLACES = "year_places"
    RATIO = "ratio"
    MEAN = "mean"
    INDEX = "index"
    MONEY = "money"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Periodicity(StrEnum):
    """How often a figure is made, finest first."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    YEAR = "year"


class SignalMethod(StrEnum):
    """How it is judged what has truly changed in a series."""

    AUTO = "auto"
    XMR = "xmr"
    RUN = "run"
    CHANGE = "change"
    NONE = "none"


class ValueState(StrEnum):
    """What is known of a measured value. Only the first two carry one."""

    FINAL = "final"
    PRELIMINARY = "preliminary"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    CONFIDENTIAL = "confidential"
    NOT_YET_REPORTED = "not_yet_reported"


STATES_WITH_VALUE = (ValueState.FINAL, ValueState.PRELIMINARY)


class TargetKind(StrEnum):
    """How a target is to be held against a value."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    INCREASE = "increase"
    NOT_DECREASE = "not_decrease"
    DECREASE = "decrease"
    ABOVE_REFERENCE = "above_reference"
    AT_LEAST_REFERENCE = "at_least_reference"
    PLAN = "plan"
    REPORT_ONLY = "report_only"


class TargetLevel(StrEnum):
    """Whose target it is: the organisation's own, or the council's (KF)."""

    OWN = "own"
    COUNCIL = "council"


class Basis(StrEnum):
    """What a target speaks of: each period by itself, or the whole year's sum."""

    PERIOD = "period"
    YEAR = "year"


class Status(StrEnum):
    """Where a value stands against its target."""

    ON_TARGET = "on_target"
    NEAR_TARGET = "near_target"
    OFF_TARGET = "off_target"
    NO_TARGET = "no_target"
    NO_VALUE = "no_value"


class Area(StrEnum):
    """The subjects a management group goes through, in the order of the meeting."""

    PLACEMENTS = "placements"
    LEAD_TIMES = "lead_times"
    SUPPORT = "support"
    ASSISTANCE = "assistance"
    QUALITY = "quality"
    ACCESS = "access"
    STAFF = "staff"
    ECONOMY = "economy"
    OTHER = "other"


class LimitUnit(StrEnum):
    """What a time limit per case is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKDAYS = "workdays"
    MONTHS = "months"


class DeadlineRule(StrEnum):
    """Which day a limit ends on, where the last day is no working day: that one, or the next working day."""

    STRICT = "strict"
    ROLLED = "rolled"


class ThresholdRule(StrEnum):
    """How one unit passes, where an indicator is a share of units."""

    BELOW = "below"
    AT_LEAST = "at_least"
    AT_LEAST_REFERENCE = "at_least_reference"


class Derivation(StrEnum):
    """How an indicator that is not measured is made of others."""

    RATIO = "ratio"
    DIFFERENCE = "difference"
    ROLLING_SUM = "rolling_sum"
    ROLLING_MEAN = "rolling_mean"
    ACCUMULATED = "accumulated"
    SHARE_OF_UNITS = "share_of_units"
    COHORT_SHARE = "cohort_share"


class PartRole(StrEnum):
    """Which side of its derivation a part stands on. Parts on the same side are added together."""

    FIRST = "first"
    SECOND = "second"


class ClientGroup(StrEnum):
    """Whom a unit works for."""

    CHILDREN = "children"
    ADULTS = "adults"


class ObjectiveKind(StrEnum):
    """What a municipality itself calls a node of its plan."""

    FOCUS_GOAL = "inriktningsmål"
    COUNCIL_GOAL = "KF-mål"
    MUNICIPAL_GOAL = "kommunmål"
    BOARD_GOAL = "nämndmål"
    UNIT_GOAL = "enhetsmål"
    IFO_GOAL = "IFO-mål"
    GOAL = "mål"
    PERSPECTIVE = "perspektiv"
    STRATEGY = "strategi"
    ASSIGNMENT = "uppdrag"
    EMPLOYER_ASSIGNMENT = "arbetsgivaruppdrag"
    SPECIAL_ASSIGNMENT = "särskilt uppdrag"
    DEVELOPMENT_AREA = "utvecklingsområde"
    IMPROVEMENT_AREA = "förbättringsområde"
    INVESTMENT = "satsning"
    GUARANTEE = "tjänstegaranti"
    RISK = "risk"
    PROGRAMME_POINT = "programpunkt"
    SECTION = "avsnitt"


class ActivityKind(StrEnum):
    """What sort of undertaking an activity is."""

    ACTIVITY = "activity"
    PROJECT = "project"
    INVESTMENT = "investment"


class ActivityStatus(StrEnum):
    """How far an activity has come. A plan that does not say leaves it empty."""

    NOT_STARTED = "not_started"
    ONGOING = "ongoing"
    DONE = "done"
    LATE = "late"
    STOPPED = "stopped"


class AmountKind(StrEnum):
    """What an amount of money is."""

    BUDGET = "budget"
    OUTCOME = "outcome"
    FORECAST = "forecast"
    PLAN = "plan"


class BudgetProfile(StrEnum):
    """How a year's budget was spread over its months."""

    STRAIGHT = "straight"
    LAST_YEAR = "last_year"
    TYPED = "typed"


class AccountRole(StrEnum):
    """What a line of a result table is; sums are printed, never added again."""

    INCOME = "income"
    COST = "cost"
    INCOME_SUM = "income_sum"
    COST_SUM = "cost_sum"
    NET = "net"
    BALANCE = "balance"


class ImportKind(StrEnum):
    """What brought a change into the store."""

    PLAN = "plan"
    DEMO = "demo"
    FILE = "file"
    ENTRY = "entry"


class FindingLevel(StrEnum):
    """How far something odd in what comes in goes: it stops, it asks for a reason, or it is only told."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class DeliveryState(StrEnum):
    """How far a unit has come with the figures of a period: being written, or marked as ready."""

    DRAFT = "draft"
    DONE = "done"


class PlanNoun(StrEnum):
    """What of a plan a change is about."""

    PLAN = "plan"
    UNIT = "unit"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"
    ACTIVITY = "activity"
    FOLLOW_UP = "follow_up"


class EditKind(StrEnum):
    """What was done to something in a plan."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Lens(StrEnum):
    """For whom figures are shown, the most trusted first: each may see what the next one may."""

    INTERN = "intern"
    BOARD = "board"
    PUBLIC = "public"

    @property
    def is_outward(self) -> bool:
        """Whether figures leave the office, so that small numbers must be kept away."""
        return self != Lens.INTERN

    def at_least(self, other: "Lens") -> "Lens":
        """Return the stricter of this lens and another."""
        return max(self, other, key=list(Lens).index)


class ReportKind(StrEnum):
    """What a document is: a period's report, some chosen indicators, or a show at a workplace meeting."""

    MONTH = "month"
    TERTIAL = "tertial"
    YEAR = "year"
    SELECTION = "selection"
    SHOW = "show"


class SectionKind(StrEnum):
    """The sections that a report can have, in its order; risks and the year wheel only stand in extracts."""

    SUMMARY = "summary"
    TARGETS = "targets"
    INDICATORS = "indicators"
    COMMENTS = "comments"
    ACTIVITIES = "activities"
    RISKS = "risks"
    YEAR_WHEEL = "year_wheel"
    ECONOMY = "economy"
    SOURCES = "sources"
