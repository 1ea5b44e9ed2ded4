"""What a reader brings: a file, or rows pasted from a spreadsheet."""

from dataclasses import dataclass

import streamlit as st

from data.files.content_hash import hash_of
from data.files.reading import FILE_ENDINGS
from data.imports.answers.memory import PASTED
from pages.parts import forms

KEY = "import"
ENDINGS = [ending.removeprefix(".") for ending in FILE_ENDINGS]
HOW = (
    "En månad eller ett helt år, med månader som kolumner eller en rad per siffra. Rubriker, summarader och "
    "fotnoter får stå kvar. Bara summor: inga namn, personnummer eller ärendenummer."
)


@dataclass(frozen=True)
class Brought:
    """The content of a file and its name; pasted rows are text in UTF-8."""

    content: bytes
    name: str
    is_pasted: bool = False

    @property
    def content_hash(self) -> str:
        """What tells the same content from another."""
        return hash_of(self.content)


def brought() -> Brought | None:
    """Ask for a file or pasted rows; None until there is any."""
    by_file, by_paste = st.tabs(["Fil", "Klistra in från Excel"])
    with by_file:
        uploaded = st.file_uploader(
            f"Fil ({', '.join(FILE_ENDINGS)})",
            type=ENDINGS,
            key=f"{KEY}-file",
            width=forms.FORM_WIDTH,
        )
    with by_paste:
        pasted = st.text_area(
            "Rader ur ett kalkylark, med rubrikerna", key=f"{KEY}-pasted", height=160, width=forms.FORM_WIDTH
        )
    st.caption(HOW)
    if uploaded is not None:
        return Brought(uploaded.getvalue(), uploaded.name)
    return Brought(pasted.encode(), PASTED, is_pasted=True) if pasted.strip() else None
