"""The page as files: the forms of care, the goals, and what is planned."""

from collections.abc import Sequence
from dataclasses import replace

from metrics.periods import Period
from metrics.placements.goals import Goal
from metrics.placements.plan_volumes import PlanTable
from metrics.placements.view import PlacementsView
from metrics.vocabulary import Periodicity
from pages.parts import export
from pages.parts.address import Choice

NAME = "Placeringar"


def offer(
    choice: Choice, lead: str, view: PlacementsView | None, goals: Sequence[Goal], plans: PlanTable
) -> None:
    """Offer the page's indicators as files.

    People are counted on a period's last day, and plans month by month: both are told of its last month. A
    page narrowed to a client group gives the forms of the unit that is that group, or nothing without one.
    """
    last_month = Period.containing(choice.period.last, Periodicity.MONTH)
    wanted = (choice.period, [goal.row.subject.code for goal in goals])
    planned = (last_month, [row.subject.code for row in plans.rows])
    if view is None:
        export.indicators(choice, export.Opening(NAME, lead), wanted, planned)
        return
    home = view.whole.scope.home
    if home is None:
        return
    beside = (wanted, planned) if home == choice.place else ()
    opening = export.Opening(NAME, lead)
    export.indicators(replace(choice, place=home), opening, *_forms(view, last_month), *beside)


def _forms(view: PlacementsView, last_month: Period) -> tuple[export.Part, export.Part]:
    """Return what counts the forms: over the period, and on its last day."""
    every = [form.measured for form in view.whole.forms]
    counted = [measured.placed.code for measured in every if measured.placed]
    summed = [
        subject.code for measured in every for subject in measured.subjects if subject is not measured.placed
    ]
    return (view.period, summed), (last_month, counted)
