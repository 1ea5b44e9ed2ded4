"""Risker: the risks of a plan, how great each is, what is done about it, and when it is told of."""

from dataclasses import replace

from metrics.risks.words import lead_sentence
from pages.parts import fields, frame, reads_risks
from pages.parts.address import PLAN, chosen
from pages.parts.filters import organisation_field
from pages.parts.plan_choice import plan_field, plan_of
from pages.parts.risks import extract, form, look
from pages.parts.risks.article import articles_html
from pages.parts.risks.choice import chosen_risk, risk_field
from pages.parts.risks.matrix import matrix_html

frame.require_store()
choice = chosen(frame.today())
shown = plan_of(choice)
lines = reads_risks.risks((choice.office.code, shown.plan.id, frame.today()))
is_over = shown.plan.has_ended(frame.today())
may_report = choice.as_of is None
line = chosen_risk(lines) if may_report else None
frame.heading("Risker", choice)
lead = lead_sentence(lines, is_over=is_over)
frame.lead(lead)
weigh = [risk_field(lines, line)] if lines and may_report else []
fields.show([organisation_field(choice), replace(plan_field(shown), span=6), *weigh])
if line is not None:
    form.show(choice, line)
if lines:
    address = {**choice.address, PLAN: shown.plan.code}
    told = articles_html(lines, address, may_report=may_report, is_over=is_over)
    look.show("register", matrix_html(lines, is_over=is_over) + told, frame.palette())
    extract.offer(choice, shown, lines, lead)
frame.other_office(choice)
