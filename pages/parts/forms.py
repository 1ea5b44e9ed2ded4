"""What every form has in common: a day and a role in writing, saving, and why something wasn't saved.

A form keeps what was written when it is refused, and says why beside it. What is saved twice is
refused by the store, so a form that still shows what was saved does no harm.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from data.as_of import EARLIER_LOOK
from data.recording import RecordingError
from pages.parts import reads
from pages.parts.address import as_text

FORM_WIDTH = 720
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""As the field says; `fromisoformat` takes weeks as well."""
NOBODY_NAMED = "Skriv inget om enskilda personer. Ange din roll, inte ditt namn."


def day(label: str, start: date, key: str, tip: str | None = None) -> date | None:
    """Ask for a day in writing; what is no day comes back as nothing, which recording refuses.

    A date box would keep the day before where one outside its range is written, and save that.
    """
    written = st.text_input(f"{label} (ÅÅÅÅ-MM-DD)", start.isoformat(), help=tip, key=f"{key}-day", width=240)
    try:
        return date.fromisoformat(written.strip()) if DAY.fullmatch(written.strip()) else None
    except ValueError:
        return None


def role(key: str, label: str = "Din roll") -> str:
    """Ask in which role something is written."""
    return st.text_input(
        label,
        placeholder="till exempel enhetschef",
        key=f"{key}-role",
        width=300,
    )


def save(done: str, act: Callable[[], object], labels: Mapping[str, str]) -> None:
    """Save, confirm and show the page anew; or say, beside the form, what has to be changed.

    Nothing is saved while an earlier day is shown.
    """
    if reads.day() is not None:
        st.error(f"Inget har sparats. {EARLIER_LOOK}")
        return
    try:
        act()
    except RecordingError as error:
        problems = "".join(f"\n- {as_text(_told(each, labels))}" for each in error.problems)
        st.error(f"Inget har sparats.\n{problems}")
        return
    st.toast(as_text(done), icon=":material/check:")
    st.rerun()


def _told(problem: str, labels: Mapping[str, str]) -> str:
    """Say the name of the field as it stands on the screen."""
    field, colon, rule = problem.partition(": ")
    if not colon or " " in field:
        return problem
    told = rule.partition(" (där står «")[0]
    return f"{labels[field]}: {told}" if field in labels else told
