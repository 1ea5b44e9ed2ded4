"""Colours of the forms of care: three kinds of home in three hues, a dark and a light of each.

They mean no better and no worse, so they keep away from the colours that do (`theme`). Neighbours in the
stack differ in lightness, which everyone sees, and each is named where it ends: no colour stands alone.
"""

from metrics.placements.care_forms import (
    BOUGHT_HOME,
    HVB,
    OUTPATIENT,
    OWN_HOME,
    SHELTER,
    SIS,
    SUPPORTED,
    CareForm,
)
from metrics.theme import DARK, Palette

ON_LIGHT = {
    OWN_HOME: "#2f4259",
    BOUGHT_HOME: "#8495a8",
    HVB: "#6a5417",
    SIS: "#a68a41",
    SUPPORTED: "#1d5a50",
    SHELTER: "#569788",
    OUTPATIENT: "#7d7f85",
}
ON_DARK = {
    OWN_HOME: "#cbd7e5",
    BOUGHT_HOME: "#71849b",
    HVB: "#e6d08c",
    SIS: "#94793a",
    SUPPORTED: "#a9dccf",
    SHELTER: "#47897b",
    OUTPATIENT: "#a2a5ab",
}


def colour_of(form: CareForm, palette: Palette) -> str:
    """Return a form's colour as `#rrggbb`."""
    return (ON_DARK if palette == DARK else ON_LIGHT)[form]
