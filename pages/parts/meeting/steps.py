"""The points on the screen: each under its heading, with what can be written at it."""

from collections.abc import Sequence

import streamlit as st

from metrics.meeting.hour import Material
from metrics.meeting.minutes import minutes_of
from metrics.meeting.points import MINUTES, Point, Step
from pages.parts import frame, reads_meeting
from pages.parts.address import AS_OF, Choice, as_text
from pages.parts.history.choice import SINCE
from pages.parts.meeting import forms, sheets

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WAYS = {
    Step.THREATS: {"economy": "Ekonomi", "risks": "Risker"},
    Step.LATE: {"activities": "Aktiviteter", "year_wheel": "Årshjul", "entry": "Fyll i"},
}
"""The pages that a point is looked into on, by their titles."""


def show(choice: Choice, material: Material, points: Sequence[Point]) -> None:
    """Show the points, in order."""
    for point in points:
        _heading(point)
        sheets.show(
            point.step.name.lower(), sheets.point_html(point, choice.address, material.rows), frame.palette()
        )
        if point.step == Step.CHANGED:
            _corrections(choice, material)
        if point.step in WAYS:
            _ways(point.step, choice)
        if point.step == Step.END:
            _minutes(choice, material, points)
        if choice.as_of is None:
            _forms(point.step, choice, material)


def _heading(point: Point) -> None:
    time = f":gray[· {MINUTES[point.step]} min]"
    st.subheader(f"{as_text(point.heading)} {time}", anchor=sheets.anchor(point))


def _corrections(choice: Choice, material: Material) -> None:
    """Show the way to what has been corrected since the last meeting."""
    if material.sitting.last is None or not material.corrected:
        return
    query = {**choice.address, SINCE: material.sitting.last.held_on.isoformat()}
    if material.sitting.is_earlier:
        query[AS_OF] = material.sitting.day.isoformat()
    st.page_link(
        "pages/history.py", label="Se vad som har ändrats", icon=":material/history:", query_params=query
    )


def _ways(step: Step, choice: Choice) -> None:
    """Show the ways to the pages that tell more."""
    with st.container(horizontal=True, gap="small"):
        for page, title in WAYS[step].items():
            st.page_link(f"pages/{page}.py", label=title, query_params=choice.address, width="content")


def _minutes(choice: Choice, material: Material, points: Sequence[Point]) -> None:
    """Show the minutes, and offer them as a document."""
    minutes = minutes_of(
        material.sitting,
        points,
        material.period,
        organisation=choice.office.name,
        unit=choice.place.name,
        remark=frame.remark(choice),
    )
    noun = "protokollet" if material.sitting.meeting else "underlaget"
    st.download_button(
        f"Ladda ner {noun} (.docx)",
        reads_meeting.minutes_file(minutes, frame.today()),
        f"{minutes.file_name}.docx",
        DOCX,
        key="minutes",
        icon=":material/download:",
        on_click="ignore",
    )
    sheets.show("minutes", sheets.minutes_html(minutes), frame.palette())


def _forms(step: Step, choice: Choice, material: Material) -> None:
    """Show what can be written at a point: of an earlier meeting only its decisions and the next day.

    What is decided is written down when the meeting has begun: one that is planned gives way to it.
    """
    sitting = material.sitting
    if step == Step.EARLIER and not sitting.is_earlier:
        forms.told(choice, [*material.latest, *material.others])
    if step == Step.DECISIONS and sitting.meeting is not None:
        if sitting.meeting.was_held:
            forms.decide(choice, sitting.meeting)
            forms.take_back(material.own)
        else:
            st.caption("Beslut skrivs ner när mötet är startat.")
    if step == Step.END:
        forms.plan_next(choice, sitting)
        if sitting.meeting is not None:
            forms.cancel(sitting.meeting)
