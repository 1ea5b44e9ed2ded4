"""Comments on figures: what a unit says of its own, written on Fyll i and read on Indikator."""

from functools import partial

import pandas as pd
import streamlit as st

from data.recording_comments import record_comment
from metrics.periods import Period
from metrics.reporting.comments import telling
from metrics.reporting.form import Form
from metrics.reporting.lines import Line
from metrics.subjects import Subject
from metrics.words import told_apart
from pages.parts import forms, reads, reads_reporting, tables
from pages.parts.address import Choice
from pages.parts.figure_entry.form import role_of

LABELS = {"analysis": "Analys", "planned": "Planerad åtgärd", "role": "Din roll", "period": "Period"}
MOST_ROWS = 3
"""So many stand open on the page of an indicator; the rest is folded away."""
LONGEST = 1000


def show(choice: Choice, form: Form) -> None:
    """Offer to comment one of the form's figures: why it is so, and what is planned."""
    if choice.as_of:
        return
    box = st.expander("Kommentera en siffra", key=f"comment-{choice.place.code}-box", on_change="rerun")
    if not box.open:
        return
    with box:
        names = told_apart(
            {line.key: f"{line.subject.name}, {line.period.label}" for line in form.lines},
            {line.key: line.subject.code for line in form.lines},
        )
        key = st.selectbox(
            "Siffra",
            list(names),
            format_func=lambda each: names.get(each, each),
            key=f"comment-{choice.place.code}-{form.month.code}",
        )
        line = form.line(key or "")
        if line is not None:
            _form(choice, form, line)


def _form(choice: Choice, form: Form, line: Line) -> None:
    """Show the comment in force, in fields where it can be changed; what was said before stays stored.

    Figures without a comment share the fields, so that what is written stays when another one is chosen.
    """
    said = _in_force(choice, line)
    whose = f"{line.key}-{said['revision']}" if said else f"{form.month.code}-{_commented(form)}"
    key = f"comment-{choice.place.code}-{whose}"
    with st.form(key, border=False, width=forms.FORM_WIDTH):
        st.caption(f"Högst {LONGEST} tecken i varje fält. {forms.NOBODY_NAMED}")
        if said:
            at = f"{said['recorded_at']:%Y-%m-%d}"
            st.caption(f"Skrivet av {said['role']} {at}. Det som stod förut finns kvar i historiken.")
        analysis = st.text_area("Analys", said.get("analysis", ""), key=f"{key}-analysis")
        planned = st.text_area("Planerad åtgärd", said.get("planned", ""), key=f"{key}-planned")
        role = _role(key, role_of(choice, form))
        if st.form_submit_button("Spara kommentaren"):
            record = partial(
                record_comment,
                reads.store(),
                organisation_id=choice.office.id,
                unit_id=choice.place.id,
                indicator_id=line.subject.id,
                given={"period": line.period.code, "analysis": analysis, "planned": planned, "role": role},
                revision=int(said.get("revision", 0)),
            )
            forms.save(f"Kommentaren till {line.subject.name} är sparad.", record, LABELS)


def _commented(form: Form) -> int:
    """Return how many lines have a comment: when one more is saved, the fields for a new one are emptied."""
    return sum(line.commented for line in form.lines)


def _role(key: str, written: str) -> str:
    """Ask for the role, filled with the one that is written in the form above."""
    hint = "till exempel enhetschef"
    return st.text_input("Din roll", written, placeholder=hint, key=f"{key}-role-{written}", width=300)


def _in_force(choice: Choice, line: Line) -> dict[str, object]:
    every = reads_reporting.comments(choice.office.code, choice.place.id, line.subject.id)
    mine = every[(every["unit_id"] == choice.place.id) & (every["period"] == line.period.code)]
    return dict(mine.iloc[0]) if len(mine) else {}


def listed(choice: Choice, subject: Subject) -> None:
    """List what has been said of an indicator at the unit and those below it, newest period first."""
    every = telling(reads_reporting.comments(choice.office.code, choice.place.id, subject.id))
    names = {place.id: place.name for place in choice.office.places}
    tables.show("Kommentarer", _rows(every, names), most=MOST_ROWS)


def _rows(every: pd.DataFrame, names: dict[int, str]) -> list[dict[str, str]]:
    return [
        {
            "Period": Period.parse(row["period"]).label,
            "Enhet": names[row["unit_id"]],
            "Analys": row["analysis"],
            "Planerad åtgärd": row["planned"],
            "Roll": row["role"],
            "Skrivet": f"{row['recorded_at']:%Y-%m-%d}",
        }
        for row in every.to_dict("records")
    ]
