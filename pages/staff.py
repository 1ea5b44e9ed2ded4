"""Personal: is anyone here to do the work, and is it getting better or worse?"""

import streamlit as st

from metrics.staff.words import elsewhere, lead
from pages.parts import beside, fields, frame, reads_staff
from pages.parts.address import chosen
from pages.parts.filters import choice_fields
from pages.parts.staff import extract, look
from pages.parts.staff.engagement import engagement_html
from pages.parts.staff.staffing import staffing_html
from pages.parts.staff.standing import standing_html
from pages.parts.staff.units import units_html

PLOTLY = {"displayModeBar": False}

frame.require_store()
choice = chosen(frame.today())
asked = (choice.office.code, choice.place.id, choice.period.code)
view = reads_staff.staff(asked)
frame.heading(f"Personal, {choice.place.name}, {choice.period.label}", choice)
frame.lead(lead(view))
fields.show(choice_fields(choice))
if view.is_empty:
    st.info(elsewhere(view))
    frame.other_office(choice)
    st.stop()

palette = frame.palette()
figure = reads_staff.leave_figure(asked, palette, frame.remark(choice))
left, right = beside.two("leave", [7, 6])
with left:
    look.show("staff_standing", standing_html(view, choice.address), palette)
if figure is not None:
    with right:
        st.plotly_chart(figure, theme=None, config=PLOTLY, alt=lead(view), key="leave")
two = engagement_html(view, choice.address) + staffing_html(view, choice.address)
look.show("staff_units", f'{units_html(view, choice.address)}<div class="two">{two}</div>', palette)
extract.offer(choice, view)
frame.other_office(choice)
