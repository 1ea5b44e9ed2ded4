"""Below the first screen: the goals of placements, and the year's planned volumes."""

from collections.abc import Sequence

from metrics.placements.goals import Goal
from metrics.placements.plan_volumes import PlanTable
from pages.parts import frame, sheet
from pages.parts.address import Choice
from pages.parts.placements import goals_table, plan_sheet
from pages.parts.placements.look import CSS

OF_ALL = "Mål och planer gäller alla grupper, också när bara en av dem är vald."


def show(
    choice: Choice, goals: Sequence[Goal], plans: PlanTable, *, plan_first: bool, narrowed: bool
) -> None:
    """Show both; a plan stands first where the page has no forms of care to begin with.

    With `narrowed` the page has been narrowed to a client group, and it is said that these are not.
    """
    parts = [
        goals_table.html(goals, choice.period, choice.address),
        plan_sheet.html(plans, choice.address),
    ]
    shown = reversed(parts) if plan_first and plans.rows else parts
    remark = f'<p class="remark">{OF_ALL}</p>' if narrowed and (goals or plans.rows) else ""
    html = f'<section class="later">{remark}{"".join(shown)}</section>'
    sheet.show("placement_goals", html, css=CSS, palette=frame.palette())
