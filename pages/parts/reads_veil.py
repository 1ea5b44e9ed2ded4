"""What an audience may not see, reckoned once per version of the store: keyed as `reads`, only to be read."""

import streamlit as st

from data import outward
from data.settings import Settings
from data.store import Store
from metrics.disclosure import Policy
from metrics.office import Office
from metrics.veil import FigureKey


def policy() -> Policy:
    """Return what is kept from an audience, by the settings."""
    return outward.policy_of(Settings.from_environment())


def hidden_places(version: int, whole: Office, engine: Store, now: Store) -> frozenset[FigureKey]:
    """Return the figures of an office that no audience may see, at a version that an engine shows.

    `now` is the store as it is.
    """
    return _hidden_places(version, whole.code, whole, engine, now)


@st.cache_resource(max_entries=12, show_spinner="Skyddar små tal …")
def _hidden_places(
    version: int, code: str, _whole: Office, _engine: Store, _now: Store
) -> frozenset[FigureKey]:
    return outward.hidden_places(_whole, _engine, policy(), now=_now)
