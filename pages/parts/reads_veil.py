"""What an audience may not see, reckoned once per version of the store: keyed as `reads`, only to be read."""

import streamlit as st

from data import outward
from data.settings import Settings
from data.store import Store
from metrics import disclosure
from metrics.disclosure import Policy
from metrics.office import Office
from metrics.suppression.steps import Patterns
from metrics.veil import Place


def policy() -> Policy:
    """Return what is kept from an audience, by the settings."""
    return disclosure.policy_of(Settings.from_environment())


def hidden_places(version: int, whole: Office, engine: Store) -> frozenset[Place]:
    """Return the figures of an office that no audience may see, at a version that an engine shows."""
    return _hidden_places(version, whole.code, whole, engine)


@st.cache_resource(max_entries=12, show_spinner="Skyddar små tal …")
def _hidden_places(version: int, code: str, _whole: Office, _engine: Store) -> frozenset[Place]:
    return outward.hidden_places(_whole, _engine, policy(), _patterns())


@st.cache_resource(max_entries=1, show_spinner=False)
def _patterns() -> Patterns:
    """Return the patterns found so far, by what they are found for: most of a month is as it was."""
    return {}
