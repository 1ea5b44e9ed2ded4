"""The template for slides: the organisation's own, one given for this visit, or the built-in."""

import streamlit as st

from data.template_file import INSTEAD
from pages.parts import reads_report
from pages.parts.address import as_text

TYPES = ["pptx", "potx"]


def template() -> bytes | None:
    """Ask for a template of one's own; return the one to be used, None for the built-in."""
    own, wrong = reads_report.own_template()
    with st.expander("Mall för PowerPoint", icon=":material/slideshow:"):
        st.caption(
            "Organisationens mall används."
            if own
            else "Den inbyggda mallen används, om du inte väljer en egen."
        )
        if wrong:
            st.warning(as_text(f"{wrong} {INSTEAD}"))
        given = st.file_uploader("Välj en mall (.pptx eller .potx)", type=TYPES, key="template")
        if given is None:
            return own
        wrong = reads_report.template_fault(given.getvalue())
        if wrong:
            st.error(as_text(f"{wrong} {INSTEAD}"))
            return None
        st.caption(f":material/check: Mallen {as_text(given.name)} används.")
        return given.getvalue()
