"""What the headings of columns, the codes in them and the labels of rows say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.headings import (
    begins_sum,
    column_role,
    figures_in,
    kind_in,
    unit_of_measure_in,
    varav_part,
)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Indikator", "indicator"),
        ("Mått", "indicator"),
        ("MÅTT", "indicator"),
        ("Mätetal", "indicator"),
        ("Nyckeltal", "indicator"),
        ("KPI", "indicator"),
        ("Measure", "indicator"),
        ("Indicator", "indicator"),
        ("Indikator/mått", "indicator"),
        ("Enhet", "unit"),
        ("Unit", "unit"),
        ("Avdelning", "unit"),
        ("Region", "unit"),
        ("Verksamhet", "unit"),
        ("Kommun", "unit"),
        ("Ansvar", "unit"),
        ("Period", "period"),
        ("Period:", "period"),
        ("Månad", "period"),
        ("Datum", "period"),
        ("År-månad", "period"),
        ("år_månad", "period"),
        ("Date", "period"),
        ("Month", "period"),
        ("År", "year"),
        ("Year", "year"),
        ("Värde", "value"),
        ("  Value  ", "value"),
        ("\ufeffVärde", "value"),
        ("Utfall", "value"),
        ("Resultat", "value"),
        ("Antal", "value"),
        ("Belopp (tkr)", "value"),
        ("Belopp, tkr", "value"),
        ("Täljare", "numerator"),
        ("Numerator", "numerator"),
        ("Nämnare", "denominator"),
        ("n", "n"),
        ("N", "n"),
        ("Antal svar", "n"),
        ("Antal svarande", "n"),
        ("Svarande", "n"),
        ("Status", "state"),
        ("state", "state"),
        ("Kommentar", "comment"),
        ("Anmärkning", "comment"),
        ("Anm.", "comment"),
        ("Not", "comment"),
        ("Konto", "account"),
        ("Typ", "kind"),
        ("Slag", "kind"),
        ("Beloppstyp", "kind"),
        ("Kolumn", "column_code"),
        ("Column", "column_code"),
        ("z", "flag"),
        ("Flagga", "flag"),
        ("Måttenhet", "unit_of_measure"),
        ("Enhet (mått)", "unit_of_measure"),
        ("Unit of measure", "unit_of_measure"),
        ("Mål", "target"),
        ("Prognosmånad", "made_in"),
        ("Värde*", "value"),
    ],
)
def test_a_columns_role_is_read_from_its_heading(heading, role):
    assert column_role(heading).role == role


@pytest.mark.parametrize(
    ("heading", "role", "is_code", "is_name"),
    [
        ("Måttkod", "indicator", True, False),
        ("Mått (kod)", "indicator", True, False),
        ("Mått (namn)", "indicator", False, True),
        ("Indikatornamn", "indicator", False, True),
        ("Enhetskod", "unit", True, False),
        ("Enhetsnamn", "unit", False, True),
        ("Enhets-id", "unit", True, False),
        ("unit_id", "unit", True, False),
        ("Kommunkod", "unit", True, False),
        ("Kontokod", "account", True, False),
        ("Kontonr", "account", True, False),
        ("Kontonamn", "account", False, True),
        ("Kolumnkod", "column_code", True, False),
        ("Enhet", "unit", False, False),
    ],
)
def test_a_heading_says_whether_codes_or_names_stand_below(heading, role, is_code, is_name):
    found = column_role(heading)
    assert (found.role, found.is_code, found.is_name) == (role, is_code, is_name)


@pytest.mark.parametrize(
    "heading",
    ["Antal brukare", "Utfall jan", "jan", "2019", "", "  ", "kod", "namn", None, 2019, "x" * 200, "Individ"],
)
def test_other_headings_have_no_role(heading):
    assert column_role(heading) is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Belopp (tkr)", "tkr"),
        ("Resultaträkning, tkr", "tkr"),
        ("Belopp i tkr", "tkr"),
        ("tkr", "tkr"),
        ("TKR", "tkr"),
        ("kkr", "tkr"),
        ("Belopp i tusen kronor", "tkr"),
        ("1000-tals kronor", "tkr"),
        ("Ekonomi 2017 tkr", "tkr"),
        ("Mkr", "mnkr"),
        ("mnkr", "mnkr"),
        ("Miljoner kronor", "mnkr"),
        ("Utfall i kronor", "kr"),
        ("Kostnad kr", "kr"),
        ("SEK", "kr"),
        ("Andel %", "%"),
        ("Andel (procent)", "%"),
        ("Andel i procent", "%"),
        ("Sjukfrånvaro (%)", "%"),
        ("Förändring, procentenheter", "procentenheter"),
        ("Antal (st)", "st"),
        ("Brukare, antal", "antal"),
        ("Tid, dygn", "dygn"),
        ("Antal brukare", ""),
        ("Starkare", ""),
        ("krav", ""),
        ("1000", ""),
        ("", ""),
        (None, ""),
        (2019, ""),
    ],
)
def test_the_unit_in_a_heading_is_seen(heading, expected):
    assert unit_of_measure_in(heading) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U", "outcome"),
        ("UTF", "outcome"),
        ("UTFALL", "outcome"),
        ("Bokslut", "outcome"),
        ("Redovisat", "outcome"),
        ("B", "budget"),
        ("BUD", "budget"),
        ("Årsbudget", "budget"),
        ("P", "forecast"),
        ("PROG", "forecast"),
        ("Helårsprognos", "forecast"),
        ("Plan", "plan"),
        ("Pl", "plan"),
        ("Verksamhetsplan", ""),
        ("Enhet B", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_kind_of_amount_is_read_from_words_and_codes(text, expected):
    assert kind_in(text) == expected


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["T", "N"], {"T": "numerator", "N": "denominator"}),
        (["TÄLJ", "NÄMN"], {"TÄLJ": "numerator", "NÄMN": "denominator"}),
        (["V", "N"], {"V": "value", "N": "n"}),
        (["T"], {}),
        (["UTF", "BUD"], {}),
        ([], {}),
    ],
)
def test_codes_for_numbers_are_read_together(codes, expected):
    assert figures_in(codes) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Summa", True),
        ("SUMMA nettokostnader", True),
        ("Totalt", True),
        ("Total:", True),
        ("S:a intäkter", True),
        ("Delsumma", True),
        ("Summan av kardemumman", False),
        ("Total sjukfrånvaro", False),
        ("Totalt antal barn", False),
        ("Totalt IFO", True),
        ("Totalförsvar", False),
        ("IFO totalt", False),
        ("Nettokostnader", False),
        ("", False),
        (None, False),
    ],
)
def test_a_sum_row_begins_with_its_word(label, expected):
    assert begins_sum(label) is expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("- varav uppväxtplacering", "uppväxtplacering"),
        ("-varav uppväxtplacering", "uppväxtplacering"),
        ("varav: kvinnor", "kvinnor"),
        ("Varav kvinnor", "kvinnor"),
        ("därav kvinnor", "kvinnor"),
        ("–varav kvinnor", "kvinnor"),
        ("    varav  kvinnor", "kvinnor"),
        ("\u00a0\u00a0– varav kvinnor (0-17)", "kvinnor (0-17)"),
        ("(varav män)", "män"),
        ("varav", ""),
        ("Antal familjehemsplacerade", None),
        ("Varaväxel", None),
        ("- kvinnor", None),
        ("", None),
        (None, None),
    ],
)
def test_a_part_of_the_row_above_is_known_by_its_word(label, expected):
    assert varav_part(label) == expected


@given(st.text())
def test_any_text_is_read_or_left_and_never_breaks(text):
    column_role(text)
    unit_of_measure_in(text)
    kind_in(text)
    figures_in([text])
    begins_sum(text)
    varav_part(text)
