"""Which pages are offered: to an audience only those that may be shown to it."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.parts import address, reads


def inside(path: str, title: str, url_path: str) -> StreamlitPage:
    """Return a page of the office's own, which an audience isn't offered; its address says why not."""
    outward = address.lens_written().at_least(reads.least_lens()).is_outward
    return st.Page(path, title=title, url_path=url_path, visibility="hidden" if outward else "visible")
