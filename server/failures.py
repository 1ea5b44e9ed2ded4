"""What a reader sees when a page fails: Swedish, a way on, and a number to find the error by in the log."""

import logging
import secrets

import streamlit as st

_LOG = logging.getLogger("lagesbild")

# Streamlit puts the key in the element's class (ASCII only), which is how the browser tests find the box.
CONTAINER_KEY = "unexpected-failure"


def show_failure(error: Exception) -> bool:
    """Log the error's number and show it. Returns True: Streamlit's English text isn't needed.

    Streamlit has written the traceback to the log just before.
    """
    number = secrets.token_hex(3)
    _LOG.error("Fel %s på en sida (spårningen står ovanför): %r", number, error)
    with st.container(key=CONTAINER_KEY):
        st.error(
            "Sidan kunde inte visas. Ladda om den, eller börja om från startsidan. "
            f"Händer det igen: lämna felnumret **{number}** till den som sköter Lägesbild."
        )
    return True
