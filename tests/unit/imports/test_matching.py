"""Names of a file held against those of an organisation."""

import pandas as pd
import pytest

from data.imports.headings.spelling import bare, folded
from data.imports.names.known_names import is_cut_off
from data.imports.names.matching import Lexicon, in_text, other_ways

NAMES = {
    1: ("sjukfranvaro", "Sjukfrånvaro"),
    2: ("placerade-barn", "Placerade barn"),
    3: ("placerade-barn-hvb", "Placerade barn på HVB"),
    4: ("brukare", "Antal brukare individstöd (sista dagen i månaden)"),
    5: ("hvb-unga", "Antal HVB-placeringar barn och unga (sista dagen i"),
    6: ("uppvaxt", "varav uppväxtplacering"),
    7: ("orosanmalningar", "Orosanmälningar"),
    8: ("andel-inom", "Andel utredningar inom fyra månader"),
    9: ("antal-inom", "Antal utredningar inom fyra månader"),
    10: ("norr", "Enhet Norr"),
    11: ("nord", "Enhet Norr"),
}


@pytest.fixture
def lexicon() -> Lexicon:
    nouns = pd.DataFrame(
        [(number, code, name) for number, (code, name) in NAMES.items()], columns=["id", "code", "name"]
    )
    aliases = pd.DataFrame({"name": ["Sjuktal"], "indicator_id": pd.array([1], dtype="Int64")})
    return Lexicon.of(nouns, aliases, "indicator_id")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Sjukfrånvaro", 1),
        ("SJUKFRÅNVARO ", 1),
        ("sjukfranvaro", 1),  # its code
        ("Sjuktal", 1),  # its other name
        ("Sjukfrånvaro (%)", 1),
        ("Sjukfrånvaro¹", 1),
        ("Placerade barn", 2),  # a whole name, though another begins with it
        ("Placerade\u00a0 barn på HVB", 3),
        ("Placerade barn på hvb.", 3),
        ("Orosanmälningar", 7),
        ("Orosanma\u0308lningar", 7),  # ä as two signs
        ("Antal utredningar inom fyra månader", 9),
        ("Andel utredningar inom fyra månader", 8),
        ("Orosanmalningar", 7),  # as its code
        ("Orosanmälan", None),
        ("Utredningar inom fyra månader", None),
        ("Sjukfranvaron", None),
        ("Enhet Norr", None),  # two have that name
    ],
)
def test_a_name_is_known_by_code_name_or_other_name_and_nothing_else(
    lexicon: Lexicon, written: str, meant: int | None
) -> None:
    assert lexicon.match(written).id == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Antal brukare individstöd (sista dagen i", 4),
        ("Antal brukare indivi", 4),
        ("Antal HVB-placeringar barn och unga (sista dagen i månaden)", 5),
        ("Andel utredningar inom f", 8),
        ("Andel utredningar inom", 8),  # a name doesn't end so
        ("Andel utredningar", None),  # may be a name of its own
        ("Antal", None),
        ("Placerade barn på", 3),
        ("Placerade b", None),  # the beginning of two names
        ("Sjukfrånvar", None),  # a word alone may be whole
        ("Sjukfrånvarodagar", None),  # and another word begins with a name
    ],
)
def test_a_name_that_is_cut_off_is_known_if_only_one_begins_so(
    lexicon: Lexicon, written: str, meant: int | None
) -> None:
    match = lexicon.match(written)
    assert match.id == meant
    assert match.cut_off == (meant is not None)


def test_two_with_the_same_name_are_both_suggested(lexicon: Lexicon) -> None:
    assert lexicon.match("enhet norr").several == (10, 11)


@pytest.mark.parametrize(
    ("written", "first"),
    [("Orosanmälan", 7), ("Sjukfrånvaron", 1), ("Utredningar inom fyra mån, andel", 8), ("Barn på HVB", 3)],
)
def test_the_closest_is_suggested_first(lexicon: Lexicon, written: str, first: int) -> None:
    closest = lexicon.closest(written)
    assert closest[0][0] == first
    assert len(closest) == 3


@pytest.mark.parametrize(
    ("label", "parent", "way"),
    [
        ("- varav uppväxtplacering", "", "varav uppväxtplacering"),
        ("– varav uppväxtplacering", "Familjehem", "uppväxtplacering"),
        ("varav flickor", "Placerade barn", "Placerade barn flickor"),
        ("- flickor", "Placerade barn", "Placerade barn flickor"),
        ("Vårddygn, antal", "", "Vårddygn"),
        ("Sjukfrånvaro (procent)", "", "Sjukfrånvaro"),
    ],
)
def test_a_label_is_tried_in_several_ways(label: str, parent: str, way: str) -> None:
    assert bare(way) in [bare(each) for each in other_ways(label, parent)]


@pytest.mark.parametrize(
    ("text", "same"),
    [("Barn o familj", "Barn och familj"), ("Barn & familj", "barn och familj"), ("HVB-vård", "HVB vård")],
)
def test_two_ways_of_writing_a_name_are_one(text: str, same: str) -> None:
    assert bare(text) == bare(same)


def test_swedish_letters_are_letters_of_their_own() -> None:
    assert folded("Vård") != folded("Vard")


@pytest.mark.parametrize(
    ("shorter", "longer", "expected"),
    [
        (
            "Antal vårdnadsöverflyttade med fortsatt",
            "Antal vårdnadsöverflyttade med fortsatt placering",
            False,
        ),
        ("Antal vårdnadsöverflyttade med forts", "Antal vårdnadsöverflyttade med fortsatt placering", True),
        ("Antal vårdnadsöverflyttade …", "Antal vårdnadsöverflyttade med fortsatt placering", True),
        ("Anta", "Antal vårdnadsöverflyttade", False),  # too little to go by
        ("", "Antal", False),
    ],
)
def test_what_ends_where_a_name_may_end_is_not_taken_for_cut_off(
    shorter: str, longer: str, expected: bool
) -> None:
    assert is_cut_off(shorter, longer) is expected


def test_names_are_found_in_a_title_as_whole_words(lexicon: Lexicon) -> None:
    assert in_text(lexicon, "Placerade barn på HVB, per månad") == {3}
    assert in_text(lexicon, "Orosanmälningarna 2019") == set()
