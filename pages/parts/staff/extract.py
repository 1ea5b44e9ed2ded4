"""The page as files: what the staff is followed by, of the month that the page tells of."""

from metrics.staff.view import StaffView
from metrics.staff.words import lead
from pages.parts import export
from pages.parts.address import Choice


def offer(choice: Choice, view: StaffView) -> None:
    """Offer the page's indicators as files: the sick leave in those measures that are indicators, and others.

    A measure that the page makes of its own has no definition or target of the plan's, and isn't there.
    """
    leave = [each.subject for each in view.leave]
    measures = [each for each in (view.known.so_far, view.known.twelve_months) if each] if leave else []
    others = [row.subject for row in view.rows.values() if row.known]
    codes = [subject.code for subject in (*leave, *measures, *others)]
    opening = export.Opening("Personal", lead(view))
    export.indicators(choice, opening, (view.month, codes))
