"""What the notes around a table say of its signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.cells.reading_cells import legend


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("X = sekretess", {"x": "confidential"}),
        ("x: Sekretess, färre än fem hushåll.", {"x": "confidential"}),
        ("X betyder att uppgiften är skyddad av sekretess", {"x": "confidential"}),
        ("X Uppgift saknas av sekretesskäl", {"x": "confidential"}),
        (".. uppgift saknas", {"..": "missing"}),
        (".. = Uppgift ej tillgänglig", {"..": "missing"}),
        ("-- = uppgift saknas", {"--": "missing"}),
        ('"-" betyder noll', {"-": "zero"}),
        ("- betyder att uppgift saknas", {"-": "missing"}),
        ("– = inget finns att redovisa", {"–": "zero"}),
        ("– Inget finns att redovisa (noll)", {"–": "zero"}),
        ("- uppgift saknas", {"-": "missing"}),
        (". = ej tillämpligt", {".": "not_applicable"}),
        (". Uppgift kan inte förekomma", {".": "not_applicable"}),
        ("* preliminär siffra", {"*": "preliminary"}),
        ("* Preliminära siffror", {"*": "preliminary"}),
        ("p = preliminärt värde", {"p": "preliminary"}),
        (": redovisas senare", {":": "not_yet_reported"}),
        ("Sekretess markeras med X.", {"x": "confidential"}),
        ("Uppgift saknas anges med ..", {"..": "missing"}),
        ("X = sekretess, .. = uppgift saknas", {"x": "confidential", "..": "missing"}),
        ("X = sekretess; - = noll", {"x": "confidential", "-": "zero"}),
        ("- varav uppväxtplacering", {}),
        ("- varav uppgift saknas", {}),
        ("- barn där uppgift om skola saknas", {}),
        ("1) Uppgiften har förts över från föregående månad.", {}),
        ("* Exklusive ensamkommande barn", {}),
        ("0 Mindre än 0,5", {}),
        ("- = mindre än noll komma fem", {}),
        ("I Timrå saknas uppgift för juli", {}),
        ("Antal hushåll, januari–augusti 2017", {}),
        ("Källa: Socialstyrelsen", {}),
        ("", {}),
        ("X" * 1000, {}),
    ],
)
def test_a_note_says_what_a_sign_means(line, expected):
    assert legend([line]) == expected


def test_notes_that_contradict_each_other_say_nothing():
    assert legend(["- = noll", "- = uppgift saknas", "X = sekretess"]) == {"x": "confidential"}


def test_only_texts_are_notes():
    assert legend([None, 12, float("nan"), "X = sekretess"]) == {"x": "confidential"}


@given(st.lists(st.text()))
def test_any_text_explains_a_sign_or_nothing_and_never_breaks(lines):
    assert all(sign and meaning for sign, meaning in legend(lines).items())
