"""The floor: a page with a button and a line of text, which says how many times it has been run."""

import streamlit as st

st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.button("Igen")
st.markdown(f"Körning {st.session_state['runs']}")
