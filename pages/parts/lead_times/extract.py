"""The page as files: the shares in time, and how cases stand as the period ends."""

from metrics.case_limits.limits_view import LimitsView
from metrics.case_limits.measured import measured_limits
from metrics.periods import Period
from metrics.vocabulary import Periodicity
from pages.parts import export
from pages.parts.address import Choice


def offer(choice: Choice, lead: str, view: LimitsView) -> None:
    """Offer the page's indicators as files; how cases stand is told of the period's last month."""
    told = {line.code for line in view.lines}
    limits = [limit for limit in measured_limits(choice.office.subjects) if limit.share.code in told]
    shares = [subject.code for limit in limits for subject in limit.shares]
    related = [row.subject.code for row in view.related]
    standing = [subject.code for limit in limits for subject in limit.standing]
    last_month = Period.containing(choice.period.last, Periodicity.MONTH)
    opening = export.Opening("Handläggningstider", lead)
    export.indicators(choice, opening, (choice.period, [*shares, *related]), (last_month, standing))
