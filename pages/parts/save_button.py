"""The button that saves a word over the one its reader saw.

A page that is run anew holds to the latest version of the store, so what the reader saw has to travel with
the press. It does so in the button's name; the fields keep theirs, so that what is typed stays when somebody
else came first.
"""

import streamlit as st


def pressed_over(label: str, key: str, revision: int) -> int | None:
    """Show a form's button; return the revision that the reader saw when it was pressed, None otherwise."""
    seen = (each for each in range(revision + 1) if st.session_state.get(_name(key, each)))
    pressed = next(seen, None)
    st.form_submit_button(label, key=_name(key, revision), icon=":material/save:")
    return pressed


def _name(key: str, revision: int) -> str:
    return f"{key}-save-{revision}"
