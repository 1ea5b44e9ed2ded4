"""The page as files: a plan's undertakings as they stand on the day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from metrics.documents.material import Material, PlanFollowed
from metrics.periods import Period
from metrics.plan.undertakings import Undertaking
from metrics.vocabulary import Periodicity
from pages.parts import export, frame, reads_goals
from pages.parts.address import Choice
from pages.parts.plan_choice import PlanChoice


def offer(
    choice: Choice, shown: PlanChoice, lines: Sequence[Undertaking], lead: str, ended_on: date | None
) -> None:
    """Offer a plan's undertakings as files, of the whole office and of the plan's year that the day is in."""
    plan, today = shown.plan, frame.today()
    day = min(max(today, plan.valid_from), plan.valid_to)
    whole = replace(choice, place=choice.office.places[0], period=Period.containing(day, Periodicity.YEAR))

    def made_of() -> Material:
        asked = (whole.place.id, shown.period.code, plan.id, today)
        goals = reads_goals.plan_tree(choice.office.code, asked)
        followed = PlanFollowed(plan.title, today, ended_on, tuple(lines), goals)
        return replace(export.material(whole, ()), plan=followed)

    export.extract(whole, export.Opening("Aktiviteter", lead), made_of, export.WITHOUT_INDICATORS)
