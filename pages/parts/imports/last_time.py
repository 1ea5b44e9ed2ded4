"""The answers from the last time that a file was read with, folded away, and the way to answer anew."""

import streamlit as st

from data.imports.answers.remembered import remembered_words
from data.imports.draft import Draft
from pages.parts.address import as_text
from pages.parts.imports.brought import KEY, Brought

ANEW = "Svara på nytt"


def anew(draft: Draft, brought: Brought) -> bool:
    """Show the answers that were remembered, and tell whether the reader wants to give them anew."""
    said = remembered_words(draft.remembered, draft.office).values()
    with st.expander(f"Svar från förra gången ({len(said)})"):
        st.markdown("\n".join(f"- {as_text(line)}" for line in said))
        return st.toggle(ANEW, key=f"{KEY}-{brought.content_hash[:12]}-anew")
