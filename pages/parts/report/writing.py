"""The parts of a report and their texts, as somebody writes them: what is drafted stands there to begin with.

A field's name carries what stood in it at first. When figures change, a text that nobody has touched is
drafted anew; one that somebody has written in stays, whatever happens round it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from metrics.documents.model import Section
from metrics.documents.report import as_text as text_of
from metrics.documents.words import SECTION
from metrics.vocabulary import SectionKind
from metrics.words import listed
from pages.parts.address import as_text, draft

LONGEST_TEXT = 6_000
NO_TEXT = "Den här delen har ingen egen text. Skriv en här om den behövs."
OLDER = "Sparad text som skiljer sig från förslaget med dagens siffror"
COMPARE = "Jämför under Skriv om texten innan du sparar."
DRAFTED_AGAIN = "Töm rutan för att få tillbaka den föreslagna texten. Varje rad blir ett eget stycke."


@dataclass(frozen=True)
class Written:
    """The chosen parts, and what stands in the field of each (empty = as drafted)."""

    parts: tuple[SectionKind, ...]
    texts: Mapping[SectionKind, str]


def is_writing(form: str) -> bool:
    """Tell whether anybody has written in a form's fields on this visit, and not yet saved it."""
    return any(_is_touched(key) for key in _fields(form))


def show(
    form: str,
    drafted: Mapping[SectionKind, Section],
    begin_with: Mapping[SectionKind, str],
    parts: Sequence[SectionKind],
) -> Written:
    """Ask for the report's parts and their texts; return what stands there.

    `begin_with` are texts that stand there at first instead of the drafted; `parts` those chosen at first.
    """
    chosen = st.pills(
        "Delar",
        list(drafted),
        selection_mode="multi",
        default=list(parts),
        format_func=SECTION.get,
        key=f"{draft(form)}-parts",
    )
    wanted = tuple(kind for kind in drafted if kind in chosen)
    box = st.expander("Skriv om texten", key=f"{draft(form)}-box", icon=":material/edit:")
    texts = {}
    with box:
        st.caption(DRAFTED_AGAIN)
        for kind in wanted:
            suggested = text_of(drafted[kind])
            texts[kind] = _field(form, kind, begin_with.get(kind, suggested), suggested)
    older = [
        SECTION[kind] for kind in wanted if _is_older(begin_with, kind, texts[kind], text_of(drafted[kind]))
    ]
    if older:
        st.info(f"{OLDER}: {listed(older)}. {COMPARE}", icon=":material/difference:")
    return Written(wanted, texts)


def _is_older(begin_with: Mapping[SectionKind, str], kind: SectionKind, text: str, suggested: str) -> bool:
    """Tell whether a part still has the text that was kept, and another would be drafted now."""
    return bool(suggested) and kind in begin_with and text == begin_with[kind] != suggested


def left_over(form: str) -> None:
    """Show what somebody has written and can't save any more, so that it isn't lost; nothing otherwise."""
    mine = [key for key in _fields(form) if _is_touched(key)]
    if not mine:
        return
    st.warning("Det du har skrivit är inte sparat. Det står kvar här, så att du kan kopiera det.")
    for key in mine:
        kind = SectionKind(key.split("-")[-2])
        st.text_area(SECTION[kind], height="content", max_chars=LONGEST_TEXT, disabled=True, key=key)


def _field(form: str, kind: SectionKind, begins: str, suggested: str) -> str:
    """Ask for a part's text; what would be drafted now is told below where something else stands."""
    written = st.text_area(
        SECTION[kind],
        begins,
        height="content",
        max_chars=LONGEST_TEXT,
        placeholder=suggested or NO_TEXT,
        key=_name(form, kind, begins),
    )
    if suggested and written == begins != suggested:
        st.caption(as_text(f"Förslaget är nu: {suggested}"))
    return written


def _name(form: str, kind: SectionKind, begins: str) -> str:
    """Return the name of a part's field: the one that somebody has written in, else that of its text."""
    mine = [key for key in _fields(form, kind) if _is_touched(key)]
    return mine[0] if mine else f"{_prefix(form, kind)}{_mark(begins)}"


def _fields(form: str, kind: SectionKind | None = None) -> list[str]:
    begins = f"{draft(form)}-text-" if kind is None else _prefix(form, kind)
    return [str(key) for key in st.session_state if str(key).startswith(begins)]


def _prefix(form: str, kind: SectionKind) -> str:
    return f"{draft(form)}-text-{kind}-"


def _is_touched(key: str) -> bool:
    return _mark(str(st.session_state[key] or "")) != key.rpartition("-")[2]


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
