"""Placeringar: how many are placed, how much care that is, what it costs, and how goals and plan hold."""

from pages.parts import fields, frame, reads_placements
from pages.parts.address import chosen
from pages.parts.filters import choice_fields
from pages.parts.placements import extract, forms, goals_and_plan
from pages.parts.placements.choice import group_asked, group_fields

frame.require_store()
choice = chosen(frame.today())
group = group_asked()
here = (choice.office.code, choice.place.id, choice.period.code)
view = reads_placements.placements((*here, group))
goals, plans = reads_placements.goals(*here), reads_placements.plans(*here)
frame.heading(forms.title(choice, view), choice)
lead = forms.sentence(choice, view, plans, any_goal=bool(goals))
frame.lead(lead)
fields.show([*choice_fields(choice), *group_fields(view.offered if view else (), group)])
if view is not None:
    forms.show(choice, view, group)
goals_and_plan.show(choice, goals, plans, plan_first=view is None, narrowed=bool(group))
extract.offer(choice, lead, view, goals, plans)
frame.other_office(choice)
