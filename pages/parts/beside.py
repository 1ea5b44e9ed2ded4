"""Two parts side by side, that stand one below the other where a table would be cut off beside a chart."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

CSS = """<style>
@media (max-width: 1240px) { [class*="st-key-beside_"] [data-testid="stColumn"] { min-width: 100%; } }
</style>"""


def two(name: str, widths: Sequence[int]) -> list[DeltaGenerator]:
    """Return a left and a right part, as wide as `widths` tell; `name` is theirs alone on the page."""
    with st.container(key=f"beside_{name}"):
        st.html(CSS)
        return st.columns(widths, gap="large")
