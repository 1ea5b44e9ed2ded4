"""The page as files: a plan's risks as they stand on the day."""

from collections.abc import Sequence
from dataclasses import replace

from metrics.documents.material import Material, RisksFollowed
from metrics.risks.register import RiskLine
from pages.parts import export, frame
from pages.parts.address import Choice
from pages.parts.plan_choice import PlanChoice, in_its_year


def offer(choice: Choice, shown: PlanChoice, lines: Sequence[RiskLine], lead: str) -> None:
    """Offer a plan's risks as files, of the whole office and of the plan's year that the day is in."""
    plan, today = shown.plan, frame.today()
    whole = in_its_year(choice, plan, today)

    def made_of() -> Material:
        followed = RisksFollowed(plan.title, today, plan.has_ended(today), tuple(lines))
        return replace(export.material(whole, ()), risks=followed)

    export.extract(whole, export.Opening("Risker", lead), made_of, export.WITHOUT_INDICATORS)
