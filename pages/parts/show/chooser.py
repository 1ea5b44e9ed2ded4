"""Where a show is made ready: its indicators, what is being done about each, the question, and its start."""

import streamlit as st

from metrics.documents.suggestion import FEWEST, LONGEST_QUESTION, MOST, suggestion_words
from metrics.words import many
from pages.parts import fields, frame, reads_show
from pages.parts.address import as_text, write
from pages.parts.filters import choice_fields
from pages.parts.show import picker, slide_file, start
from pages.parts.show.choice import LONGEST_OWN, QUESTION, SHOWN, Asked, doing

KEYS = "Högerpil, mellanslag eller fjärrkontrollen bläddrar framåt, vänsterpil bakåt. Esc leder tillbaka hit."
DRAFTED = {
    False: "Under varje bild står det som är beslutat. Skriv eget om du vill: det visas i stället och följer "
    "med i länken. Ett bindestreck visar ingenting.",
    True: "Skriv vad ni gör om det ska stå under en bild: det följer med i länken.",
}
UNDECIDED = {
    False: "Inget är beslutat. Skriv vad ni gör, eller lämna tomt.",
    True: "Skriv vad ni gör, eller lämna tomt.",
}
"""Both by whether the show is for an audience, which is told no decisions, nor that there are none."""
ORDER = "Bilderna kommer i den ordning som de kryssas."
NOTHING = "Det finns inget mätvärde att visa för perioden. Välj en annan period eller enhet."


def show(asked: Asked) -> None:
    """Show the page where a show is chosen."""
    frame.heading(f"APT, {asked.choice.place.name}", asked.choice, of_period=True)
    frame.lead(_lead(asked))
    fields.show(choice_fields(asked.choice))
    if not asked.rows:
        st.info(NOTHING)
    else:
        _ways(asked)
        left, right = st.columns([2, 3], gap="large")
        with left:
            _slides(asked)
        with right:
            _indicators(asked)
    frame.other_office(asked.choice)


def _lead(asked: Asked) -> str:
    if SHOWN not in st.query_params:
        return suggestion_words(asked.suggested)
    chosen = many(len(asked.codes), "indikator vald", "indikatorer valda")
    return f"{chosen}, {many(asked.slides, 'bild', 'bilder')}."


def _ways(asked: Asked) -> None:
    """Show how the show is started, sent and taken along; say what is missing before it can be."""
    least = min(FEWEST, len(asked.rows))
    is_ready = len(asked.codes) >= least
    start.show(asked, is_ready=is_ready)
    if not is_ready:
        st.info(f"Välj minst {many(least, 'indikator', 'indikatorer')} så kan visningen starta.")
        return
    st.caption(KEYS)
    slide_file.offer(asked)


def _indicators(asked: Asked) -> None:
    """Show the table to tick in, and the way back to what was suggested."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(f"Välj {FEWEST}–{MOST} indikatorer", anchor=False)
        if SHOWN in st.query_params:
            st.button("Ta förslaget igen", key="apt_suggestion", on_click=write, args=(SHOWN, ""))
    picker.show(asked)
    if told := _not_shown(asked):
        st.caption(told)


def _not_shown(asked: Asked) -> str:
    """Say how many indicators can't be shown, and why; nothing where all can."""
    told = [
        f"{many(asked.hidden, 'dold', 'dolda')} för att skydda enskilda" if asked.hidden else "",
        f"{asked.without_figure} utan mätvärde för perioden" if asked.without_figure else "",
    ]
    return f"Visas inte: {', '.join(filter(None, told))}." if any(told) else ""


def _slides(asked: Asked) -> None:
    """Show the slides in order, with the texts that can be one's own."""
    why = {each.row.subject.code: f" – {each.words.lower()}" for each in asked.suggested}
    outward = asked.choice.lens.is_outward
    st.subheader("Bilderna och vad vi gör", anchor=False)
    st.caption(f"{DRAFTED[outward]} {ORDER}")
    for place, row in enumerate(asked.shown, start=1):
        drafted = " ".join(reads_show.doing(asked.show, row.subject.id, frame.today()))
        _text(
            doing(row.subject.code),
            f"{place}. {row.subject.name}{why.get(row.subject.code, '')}",
            asked.own.get(row.subject.code, ""),
            drafted or UNDECIDED[outward],
            LONGEST_OWN,
        )
    _text(QUESTION, "Fråga att tala om sist", asked.own_question, asked.drafted_question, LONGEST_QUESTION)


def _text(name: str, label: str, own: str, drafted: str, longest: int) -> None:
    """Show a text of one's own, the drafted one where there is none; it is written to the address."""
    key = f"apt {name} {own}"
    st.text_area(
        as_text(label),
        own,
        key=key,
        placeholder=drafted,
        max_chars=longest,
        height=68,
        on_change=_write,
        args=(name, key),
    )


def _write(name: str, key: str) -> None:
    write(name, " ".join(str(st.session_state[key]).split()))
