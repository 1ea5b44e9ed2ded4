"""The page as files: a plan's undertakings as they stand on the day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from metrics.documents.material import Material, PlanFollowed
from metrics.plan.undertakings import Undertaking
from pages.parts import export, frame
from pages.parts.address import Choice
from pages.parts.plan_choice import PlanChoice, in_its_year


def offer(
    choice: Choice, shown: PlanChoice, lines: Sequence[Undertaking], lead: str, ended_on: date | None
) -> None:
    """Offer a plan's undertakings as files, of the whole office and of the plan's year that the day is in."""
    today = frame.today()
    whole = in_its_year(choice, shown.plan, today)

    def made_of() -> Material:
        followed = PlanFollowed(shown.plan.title, today, ended_on, tuple(lines))
        return replace(export.material(whole, ()), plan=followed)

    export.extract(whole, export.Opening("Aktiviteter", lead), made_of, export.WITHOUT_INDICATORS)
