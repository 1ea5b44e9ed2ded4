"""What stands around every page: the store, the reader's colours, and the mark of invented data."""

from datetime import date

import streamlit as st

from data.as_of import office_day
from metrics.change_words import day_words
from metrics.documents.words import AUDIENCE, LENS_CODE, small_words
from metrics.locking import Lock
from metrics.money.figures import Look
from metrics.money.scale import Scale
from metrics.theme import DARK, LIGHT, Palette
from metrics.vocabulary import Lens
from metrics.words import begun
from pages.parts import reads, reads_locks, reads_veil
from pages.parts.address import AS_OF, Choice, as_text, earlier_day, lens_asked, write
from pages.parts.address import LENS as LENS_NAME

SIMULATED = "Simulerade data"
ONLY_TODAY = "Ett tidigare läge visas bara internt. Här visas siffrorna som de är i dag."
KEPT_AS_TODAY = "Mål, planer och definitioner visas som de är i dag."
REAL_EXAMPLE = {"organisation": "timra", "period": "2017-12"}
INVENTED = {"organisation": "exempelstad"}


def today() -> date:
    """Return the reader's day, or the earlier one that is shown; everything below is told it."""
    return reads.day() or clock()


def clock() -> date:
    """Return the day that it is where the office is."""
    return office_day()


def require_store(*, outward: bool = False, least: Lens = Lens.INTERN) -> None:
    """Begin a page; stop it, with what to do, if there is no store of this version to read.

    Only an `outward` page is shown to an audience: what it shows has all gone under the veil. `least` is the
    least strict lens that a page is shown through, whatever the address asks for.
    """
    if not reads.is_ready():
        st.title("Lägesbild")
        st.error(
            "Databasen är inte skapad, eller hör till en annan version. "
            "Kör `python -m data init` och ladda sedan om sidan."
        )
        st.stop()
    asked = lens_asked().at_least(reads.least_lens())
    audience = asked.at_least(least)
    earlier = earlier_day(clock())
    reads.begin(None if audience.is_outward else earlier, audience)
    if audience.is_outward:
        _say_audience(asked, shown=outward)
        if earlier:
            st.warning(ONLY_TODAY)
    _say_earlier_day()


def _say_audience(audience: Lens, *, shown: bool) -> None:
    """Say, calmly, for whom the page is shown and what that hides; stop a page that is not for them.

    The office itself is told so where a page hides small numbers from everyone.
    """
    word = AUDIENCE[audience]
    if not shown:
        st.title("Visas bara internt", anchor=False)
        st.info(f"Du ser nu det som {word} får se, och den här sidan hör inte dit.")
        st.page_link(
            "pages/overview.py",
            label="Gå till översikten",
            icon=":material/arrow_back:",
            query_params={LENS_NAME: LENS_CODE[audience]},
        )
        _back_inside()
        st.stop()
    small = small_words(reads_veil.policy().threshold)
    if not small and not audience.is_outward:
        return
    with st.container(key="audience", border=True, horizontal=True, vertical_alignment="center", gap="small"):
        whom = f"**Det här får {word} se.**" if audience.is_outward else ""
        told = f"{small} De står som `..`." if small else ""
        st.markdown(f":material/visibility_off: {whom} {told}")
        if audience.is_outward:
            _back_inside()


def _back_inside() -> None:
    if reads.least_lens() == Lens.INTERN:
        st.button("Tillbaka till intern", key="back_inside", on_click=write, args=(LENS_NAME, ""))


def _say_earlier_day() -> None:
    """Say, calmly and on every page, that an earlier day is shown, with the way back."""
    earlier = reads.day()
    if earlier is None:
        return
    st.space("xxsmall")  # else the bar at the top of a phone covers the edge
    with st.container(key="as_of", border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/history: **Så här såg det ut den {day_words(earlier)}.** {KEPT_AS_TODAY}")
        st.button("Tillbaka till i dag", key="back_to_today", on_click=write, args=(AS_OF, ""))
        st.page_link("pages/history.py", label="Välj en annan dag")


def palette() -> Palette:
    """Return the colours of the theme the reader has on."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def heading(text: str, choice: Choice, *, of_period: bool = False) -> None:
    """Show the page's heading, and beside it whose figures they are and whether they are invented.

    With `of_period` a locked period is said to be so.
    """
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="left"):
        st.title(as_text(text), anchor=False, width="content")
        st.markdown(f":gray[{as_text(choice.office.name)}]", width="content")
        if choice.office.simulated:
            st.badge(SIMULATED, icon=":material/science:", color="violet")
        lock = _lock(choice) if of_period else None
        if lock is not None:
            told = f"{begun(lock.words)}."
            st.badge("Låst", icon=":material/lock:", color="gray", help=as_text(told))


def _lock(choice: Choice) -> Lock | None:
    return reads_locks.lock_of(choice.office.code, choice.place.id, choice.period.code)


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
