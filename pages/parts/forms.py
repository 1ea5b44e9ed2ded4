"""What every form has in common: one of several, a day, a role, saving, and why something wasn't saved.

A form keeps what was written when it is refused, and says why beside it. What is saved twice is
refused by the store, so a form that still shows what was saved does no harm.
"""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import TypeVar

import streamlit as st

from data.as_of import EARLIER_LOOK
from data.recording import RecordingError
from metrics.words import told_apart
from pages.parts import reads
from pages.parts.address import as_text, day_from

FORM_WIDTH = 720
NOBODY_NAMED = "Skriv inget om enskilda personer. Ange din roll, inte ditt namn."
Key = TypeVar("Key", bound=Hashable)


def one_of(
    label: str,
    names: Mapping[Key, str],
    key: str,
    asides: Mapping[Key, str] | None = None,
    width: int = FORM_WIDTH,
) -> Key:
    """Ask for one of several by its name; names that are alike are told apart by their asides.

    Returns the one that the reader saw there, also where somebody else has taken it away since: the store
    then refuses it. The field itself would fall back on another.
    """
    told = told_apart(names, asides)
    seen: Key | None = st.session_state.get(key)
    now = st.selectbox(label, list(told), format_func=told.get, key=key, width=width)
    return now if seen is None else seen


def day(label: str, start: date, key: str, tip: str | None = None) -> date | None:
    """Ask for a day in writing; what is no day comes back as nothing, which recording refuses.

    A date box would keep the day before where one outside its range is written, and save that.
    """
    label = f"{label} (ÅÅÅÅ-MM-DD)"
    return day_from(st.text_input(label, start.isoformat(), help=tip, key=f"{key}-day", width=240))


def role(key: str, label: str = "Din roll") -> str:
    """Ask in which role something is written."""
    return st.text_input(
        label,
        placeholder="till exempel enhetschef",
        key=f"{key}-role",
        width=300,
    )


def field_told(problem: str, labels: Mapping[str, str]) -> str:
    """Say the name of the field as it stands on the screen."""
    field, colon, rule = problem.partition(": ")
    if not colon or " " in field:
        return problem
    told = rule.partition(" (där står «")[0]
    return f"{labels[field]}: {told}" if field in labels else told


def save(
    done: str,
    act: Callable[[], object],
    labels: Mapping[str, str],
    told: Callable[[str, Mapping[str, str]], str] = field_told,
) -> None:
    """Save, confirm and show the page anew; or say, beside the form, what has to be changed.

    `told` says a refusal with the names of the fields on the screen. Nothing is saved while an earlier day
    is shown.
    """
    if reads.day() is not None:
        st.error(f"Inget har sparats. {EARLIER_LOOK}")
        return
    try:
        act()
    except RecordingError as error:
        problems = "".join(f"\n- {as_text(told(each, labels))}" for each in error.problems)
        st.error(f"Inget har sparats.\n{problems}")
        return
    st.toast(as_text(done), icon=":material/check:")
    st.rerun()
