"""Möte: the management group's monthly hour, point by point, with its decisions and minutes."""

from metrics.meeting.hour import points
from metrics.meeting.words import lead
from pages.parts import fields, frame, reads_meeting
from pages.parts.address import chosen
from pages.parts.meeting import forms, sheets, steps
from pages.parts.meeting.choice import fields_of, on_its_day, sitting_asked
from pages.parts.meeting.reading import material_of

frame.require_store()
asked_for = chosen(frame.today())
meetings = reads_meeting.meetings(asked_for.office.code, asked_for.place.id)
sitting = sitting_asked(meetings, frame.today())
choice = on_its_day(asked_for, sitting)
material = material_of(choice, sitting)
hour = points(material)
frame.heading(f"Ledningsgruppens möte, {choice.place.name}", choice, of_period=True)
frame.lead(lead(sitting, choice.period, [point.told for point in hour if point.count]))
fields.show(fields_of(choice, meetings, sitting, frame.today()))
sheets.show("hour", sheets.hour_html(hour, sitting.meeting), frame.palette())
if choice.as_of is None:
    forms.start(choice, sitting)
steps.show(choice, material, hour)
frame.other_office(choice)
