"""What stands around every page: the store, the reader's colours, and the mark of invented data."""

from datetime import date

import streamlit as st

from metrics.money.figures import Look
from metrics.money.scale import Scale
from metrics.theme import DARK, LIGHT, Palette
from pages.parts import reads
from pages.parts.address import Choice, as_text

SIMULATED = "Simulerade data"
REAL_EXAMPLE = {"organisation": "timra", "period": "2017-12"}
INVENTED = {"organisation": "exempelstad"}


def today() -> date:
    """Return the reader's day; everything below is told it and has no clock of its own."""
    return date.today()  # noqa: DTZ011 - the day where the office is, not in UTC


def require_store() -> None:
    """Begin a page; stop it, with what to do, if there is no store of this version to read."""
    if not reads.is_ready():
        st.title("Lägesbild")
        st.error(
            "Databasen är inte skapad, eller hör till en annan version. "
            "Kör `python -m data init` och ladda sedan om sidan."
        )
        st.stop()
    reads.begin()


def palette() -> Palette:
    """Return the colours of the theme the reader has on."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def heading(text: str, choice: Choice) -> None:
    """Show the page's heading, and beside it whose figures they are and whether they are invented."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="left"):
        st.title(as_text(text), anchor=False, width="content")
        st.markdown(f":gray[{as_text(choice.office.name)}]", width="content")
        if choice.office.simulated:
            st.badge(SIMULATED, icon=":material/science:", color="violet")


def remark(choice: Choice) -> str:
    """Return what goes with every picture of an invented office; empty for a real one."""
    return SIMULATED if choice.office.simulated else ""


def look(choice: Choice, scale: Scale) -> Look:
    """Return what the money's charts are drawn in."""
    return Look(scale, palette(), remark(choice))


def lead(sentence: str) -> None:
    """Show the sentence that answers the page's question."""
    with st.container(key="lead"):
        st.markdown(as_text(sentence))


def other_office(choice: Choice) -> None:
    """Offer the way between the invented office and one whose figures are real."""
    known = set(reads.organisations()["code"])
    if choice.office.simulated and REAL_EXAMPLE["organisation"] in known:
        label = "Visa en verklig plan: Timrå 2017"
        st.page_link(
            "pages/overview.py", label=label, icon=":material/arrow_forward:", query_params=REAL_EXAMPLE
        )
    elif not choice.office.simulated and INVENTED["organisation"] in known:
        label = "Visa Exempelstad (simulerade data)"
        st.page_link("pages/overview.py", label=label, icon=":material/arrow_forward:", query_params=INVENTED)
