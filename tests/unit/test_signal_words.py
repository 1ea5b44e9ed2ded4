"""Signal and outlook in words: what was found, how it was judged, and how the year looks."""

import re
from itertools import product

import pytest

from metrics.outlook import Outlook, OutlookWord, Silence
from metrics.signal_words import (
    ASSURANCE,
    ASSURANCE_MARKS,
    JUDGED,
    REASON,
    RULE,
    VARIATION,
    VARIATION_MARKS,
    outlook_note,
    outlook_words,
    signal_words,
)
from metrics.signals import Judged, Reason, Signal
from metrics.spc import Assurance, Rule, Variation
from metrics.theme import STATUS_MARKS


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        (
            Signal(Judged.LEVEL, Reason.USUAL, Variation.CONCERN, Rule.OUTSIDE),
            "Försämring: värdet ligger utanför gränserna. "
            "Varje värde hålls mot medelvärdet och dess gränser.",
        ),
        (
            Signal(Judged.LEVEL, Reason.USUAL, Variation.IMPROVEMENT, Rule.SHIFT),
            "Förbättring: 7 värden eller fler i rad ligger på samma sida om mittlinjen. "
            "Varje värde hålls mot medelvärdet och dess gränser.",
        ),
        (
            Signal(Judged.LEVEL, Reason.USUAL, Variation.COMMON_CAUSE),
            "Normal variation. Varje värde hålls mot medelvärdet och dess gränser.",
        ),
        (
            Signal(Judged.SEASONAL, Reason.SEASON, Variation.CHANGE, Rule.TREND),
            "Förändring: 7 värden eller fler i rad går åt samma håll. "
            "Värdena hålls mot medelvärde och gränser som följer årets mönster. "
            "Minst tre år är kända och visar ett tydligt årsmönster.",
        ),
        (
            Signal(Judged.CHANGE, Reason.CASELOAD, Variation.CONCERN, Rule.TWO_OF_THREE),
            "Försämring: två av tre värden i rad ligger nära samma gräns (räknat på ändringarna). "
            "Ändringen från period till period bedöms, inte nivån. "
            "Ett bestånd driver av sig självt: dess nivå skulle ge falskt larm var annan gång.",
        ),
        (
            Signal(Judged.RUN, Reason.SMALL_COUNTS, Variation.IMPROVEMENT, Rule.SHIFT),
            "Förbättring: ovanligt många värden i rad ligger på samma sida om medianen. "
            "Rader av värden på samma sida om medianen räknas, i stället för gränser. "
            "I medel är talen under fem (för en andel: på ena sidan): då gäller inte gränserna.",
        ),
        (
            Signal(Judged.NOTHING, Reason.FEW_CASES, Variation.TOO_FEW_POINTS),
            "Bedöms inte. Ingen bedömning av slump eller verklig förändring görs. "
            "För få tal: i medel färre än två fall per period (för en andel: på den ena sidan).",
        ),
        (
            Signal(Judged.NOTHING, Reason.FEW_POINTS, Variation.TOO_FEW_POINTS),
            "Bedöms inte. Ingen bedömning av slump eller verklig förändring görs. "
            "Det finns färre än 13 värden, eller ändringar, att bedöma mot.",
        ),
    ],
)
def test_it_is_said_what_was_found_how_it_was_judged_and_why_so(signal, expected):
    assert signal_words(signal) == expected


@pytest.mark.parametrize(
    ("judged", "reason", "variation", "rule"), list(product(Judged, Reason, Variation, [None, *Rule]))
)
def test_every_finding_is_said_in_whole_sentences(judged, reason, variation, rule):
    said = signal_words(Signal(judged, reason, variation, rule))
    assert 1 <= len(re.findall(r"\.(?= |$)", said)) <= 3
    assert said.endswith(".")
    assert not re.search(r"  |\.\.|None|_| \.|\b(level|run|change|usual)\b", said)
    assert all(sentence[0].isupper() for sentence in said.split(". "))


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (VARIATION, Variation),
        (VARIATION_MARKS, Variation),
        (ASSURANCE, Assurance),
        (ASSURANCE_MARKS, Assurance),
        (RULE, Rule),
        (JUDGED, Judged),
        (REASON, Reason),
    ],
)
def test_nothing_is_without_its_own_word_or_mark(words, kinds):
    assert set(words) == set(kinds)
    said = [getattr(words[kind], "symbol", words[kind]) for kind in kinds if kind != Reason.TURNED_OFF]
    assert len(set(said)) == len(said)


def test_a_colour_is_given_by_the_meaning():
    tones = {variation: mark.tone for variation, mark in VARIATION_MARKS.items()}
    assert tones == {
        Variation.IMPROVEMENT: STATUS_MARKS["on_target"].tone,
        Variation.CONCERN: STATUS_MARKS["off_target"].tone,
        Variation.CHANGE: "ink",
        Variation.COMMON_CAUSE: "no_news",
        Variation.TOO_FEW_POINTS: "no_news",
    }


def foreseen(probability, word, percent):
    return Outlook(probability, OutlookWord(word), percent)


@pytest.mark.parametrize(
    ("outlook", "clause", "note"),
    [
        (
            foreseen(0.93, "very_likely", 95),
            "årets mål nås mycket sannolikt",
            "Årets mål nås mycket sannolikt (omkring 95 %).",
        ),
        (foreseen(0.72, "likely", 70), "årets mål nås sannolikt", "Årets mål nås sannolikt (omkring 70 %)."),
        (
            foreseen(0.5, "uncertain", 50),
            "årets mål kan både nås och missas",
            "Årets mål kan både nås och missas (omkring 50 %).",
        ),
        (
            foreseen(0.2, "unlikely", 20),
            "årets mål nås sannolikt inte",
            "Årets mål nås sannolikt inte (omkring 20 %).",
        ),
        (
            foreseen(0.001, "very_unlikely", 0),
            "årets mål nås mycket sannolikt inte",
            "Årets mål nås mycket sannolikt inte (under 5 %).",
        ),
        (
            foreseen(0.999, "very_likely", 100),
            "årets mål nås mycket sannolikt",
            "Årets mål nås mycket sannolikt (över 95 %).",
        ),
        (
            Outlook(1.0, OutlookWord.VERY_LIKELY, 100, certain=True),
            "årets mål är redan nått",
            "Årets mål är redan nått.",
        ),
        (
            Outlook(0.0, OutlookWord.VERY_UNLIKELY, 0, certain=True),
            "årets mål kan inte längre nås",
            "Årets mål kan inte längre nås.",
        ),
        (
            Outlook(silence=Silence.SHORT_HISTORY),
            "",
            "Årets utfall mot målet kan inte bedömas: historiken är kortare än ett helt år före det här.",
        ),
        (
            Outlook(silence=Silence.GAPS),
            "",
            "Årets utfall mot målet kan inte bedömas: månader saknas i år eller i fjol, "
            "eller gällde en annan definition.",
        ),
        (
            Outlook(silence=Silence.NO_PARTS),
            "",
            "Årets utfall mot målet kan inte bedömas: delarna bakom värdet är inte kända.",
        ),
        (Outlook(silence=Silence.OTHER_KIND), "", ""),
        (Outlook(silence=Silence.NO_TARGET), "", ""),
        (Outlook(silence=Silence.YEAR_OVER), "", ""),
        (None, "", ""),
    ],
)
def test_how_the_year_looks_is_a_clause_in_the_sentence_and_a_note_with_its_percentage(outlook, clause, note):
    assert (outlook_words(outlook), plain(outlook_note(outlook))) == (clause, note)
