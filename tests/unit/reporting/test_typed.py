"""What is typed in a line, and what it is read as."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting_lines import COUNT, MEAN, MONEY, SHARE, line, stored, subject

from metrics.reporting.lines import field_text
from metrics.reporting.typed import (
    NO_NUMBER_BEHIND,
    NO_PARTS,
    NOT_WHOLE,
    Typed,
    as_typed,
    is_as_stored,
    read,
    reading_words,
)
from metrics.vocabulary import Kind, ValueState


@pytest.mark.parametrize(
    ("of", "text", "value", "words"),
    [
        (COUNT, "12", 12, "12"),
        (COUNT, " 1 234 ", 1234, "1\u00a0234"),
        (COUNT, "0", 0, "0"),
        (MONEY, "−65 594 kr", -65594, "−65\u00a0594\u00a0kr"),
        (MONEY, "-65 594 kronor", -65594, "−65\u00a0594\u00a0kr"),
        (MONEY, "(1 200)", -1200, "−1\u00a0200\u00a0kr"),
        (subject(Kind.RATIO, "%", 1), "5,7 %", 5.7, "5,7\u00a0%"),
        (subject(Kind.RATIO, "%", 1), "5,7", 5.7, "5,7\u00a0%"),
        (subject(Kind.RATIO, "%", 1), "5,72", 5.72, "5,72\u00a0%"),
        (subject(Kind.STOCK, "dygn"), "160 dygn", 160, "160\u00a0dygn"),
    ],
)
def test_a_number_is_read_as_people_write_it_and_shown_as_it_was_read(of, text, value, words):
    asked = line(of, parts=False)
    reading = read(asked, Typed(text))
    assert (reading.value, reading.problem) == (value, "")
    assert reading_words(asked, reading) == words


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("abc", "är inget tal"),
        ("1.234", "två sätt"),
        ("5,7,8", "är inget tal"),
        ("12 34", "tre och tre"),
        ("12-", "minustecknet först"),
        ("<b>12</b>", "är inget tal"),
        ("12 kr", "utan enhet"),
        ("=1+1", "är inget tal"),
    ],
)
def test_what_is_no_number_says_why(text, problem):
    reading = read(line(), Typed(text))
    assert problem in reading.problem
    assert reading.state is None


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        (Typed("saknas"), ValueState.MISSING),
        (Typed("Saknas "), ValueState.MISSING),
        (Typed("ej tillämpligt"), ValueState.NOT_APPLICABLE),
        (Typed("EJ  TILLÄMPLIG"), ValueState.NOT_APPLICABLE),
        (Typed("sekretess"), ValueState.CONFIDENTIAL),
        (Typed("ej rapporterat"), ValueState.NOT_YET_REPORTED),
        (Typed(state="confidential"), ValueState.CONFIDENTIAL),
    ],
)
def test_a_state_can_be_typed_or_chosen(typed, state):
    assert (read(line(), typed).state, read(line(), typed).value) == (state, None)


@pytest.mark.parametrize("typed", [Typed(".."), Typed("-"), Typed("x"), Typed("?")])
def test_signs_that_mean_different_things_are_not_guessed(typed):
    assert read(line(), typed).problem


@pytest.mark.parametrize("state", ["final", "preliminary", "nonsense"])
def test_only_states_without_a_value_can_be_chosen(state):
    assert read(line(), Typed(state=state)).state is None


def test_a_number_beside_a_state_is_refused():
    assert "ta bort det ena" in read(line(), Typed("12", state="missing")).problem.casefold()
    assert read(line(SHARE), Typed("saknas", numerator="3")).problem


def test_an_empty_line_says_nothing():
    reading = read(line(), Typed())
    assert (reading.state, reading.problem) == (None, "")


@pytest.mark.parametrize(
    ("typed", "value", "problem"),
    [
        (Typed(numerator="28", denominator="29"), 28 / 29 * 100, ""),
        (Typed("96,6", "28", "29"), 28 / 29 * 100, ""),
        (Typed("96,6 %", "28", "29"), 28 / 29 * 100, ""),
        (Typed("90", "28", "29"), None, "28 av 29 är 96,6\u00a0%, inte 90,0\u00a0%. Rätta eller töm värdet."),
        (Typed(numerator="28"), None, "Nämnaren saknas."),
        (Typed(denominator="28"), None, "Täljaren saknas."),
        (Typed(numerator="0", denominator="0"), None, "Nämnaren är 0: välj «ej tillämpligt» i stället."),
        (
            Typed(numerator="a", denominator="2"),
            None,
            "Täljare: «a» är inget tal: skriv det utan enhet och andra ord.",
        ),
        (Typed(numerator="1", denominator="-2"), None, "Nämnaren kan inte vara under 0."),
    ],
)
def test_a_share_is_computed_from_its_parts(typed, value, problem):
    reading = read(line(SHARE), typed)
    assert (reading.value, reading.problem) == (value, problem)


def test_a_computed_share_is_shown_with_its_own_decimals():
    asked = line(SHARE)
    assert reading_words(asked, read(asked, Typed(numerator="28", denominator="29"))) == "96,6\u00a0%"


@pytest.mark.parametrize(
    ("asked", "typed", "doubts"),
    [
        (line(SHARE), Typed("96,6"), (NO_PARTS,)),
        (line(SHARE, parts=False), Typed("96,6"), ()),
        (line(MEAN), Typed("75"), (NO_NUMBER_BEHIND,)),
        (line(MEAN), Typed("75", n="40"), ()),
        (line(COUNT), Typed("5,5"), (NOT_WHOLE,)),
        (line(MONEY), Typed("5,5"), ()),
    ],
)
def test_what_is_odd_but_may_be_right_is_asked_about(asked, typed, doubts):
    assert read(asked, typed).doubts == doubts


@pytest.mark.parametrize(
    ("typed", "problem"), [(Typed(n="40"), "Skriv värdet"), (Typed("75", n="-1"), "under 0")]
)
def test_a_number_behind_needs_a_value_and_is_never_negative(typed, problem):
    assert problem in read(line(MEAN), typed).problem


@pytest.mark.parametrize(
    ("asked", "fields"),
    [
        (line(), Typed()),
        (line(COUNT, stored(1234)), Typed("1\u00a0234")),
        (line(COUNT, stored(5.5)), Typed("5,5")),
        (line(COUNT, stored(state=ValueState.CONFIDENTIAL)), Typed(state="confidential")),
        (line(SHARE, stored(28 / 29 * 100, parts=(28, 29))), Typed(numerator="28", denominator="29")),
        (line(SHARE, stored(96.6)), Typed("96,6")),
        (line(MEAN, stored(75.25, n=40)), Typed("75,25", n="40")),
        (line(COUNT, stored(3), hidden=True), Typed()),
    ],
    ids=["nothing", "a count", "half", "a secret", "parts", "no parts", "with n", "too few people"],
)
def test_fields_hold_what_is_stored_and_may_be_shown(asked, fields):
    assert as_typed(asked) == fields


FILLED = [
    line(COUNT, stored(1234)),
    line(COUNT, stored(state=ValueState.MISSING)),
    line(SHARE, stored(28 / 29 * 100, parts=(28, 29))),
    line(MEAN, stored(75.25, n=40)),
    line(MONEY, stored(-1200.5)),
]


@pytest.mark.parametrize("asked", FILLED)
def test_fields_that_nobody_has_changed_say_what_is_stored(asked):
    assert is_as_stored(asked, read(asked, as_typed(asked)))


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        (line(), Typed("5")),
        (line(COUNT, stored(5)), Typed("6")),
        (line(COUNT, stored(5)), Typed()),
        (line(COUNT, stored(5)), Typed("x")),
        (line(COUNT, stored(5)), Typed("saknas")),
        (line(SHARE, stored(50, parts=(1, 2))), Typed(numerator="2", denominator="4")),
        (line(MEAN, stored(75, n=40)), Typed("75", n="41")),
    ],
)
def test_fields_that_say_something_else_do_not(asked, typed):
    assert not is_as_stored(asked, read(asked, typed))


@given(st.integers(-(10**9), 10**9), st.integers(0, 4), st.integers(0, 4))
def test_what_a_field_shows_is_read_as_the_same_number(digits, written, decimals):
    value = digits / 10**written
    assert read(line(MONEY), Typed(field_text(value, decimals))).value == value


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text):
    reading = read(line(SHARE), Typed.of({"value": text, "numerator": text, "denominator": text}))
    assert reading.problem or reading.state or not text.strip()


@pytest.mark.parametrize("sent", [None, 3, "5", [], {"value": 5}, {"value": None}, {"other": "x"}])
def test_what_a_browser_would_not_send_is_an_empty_line(sent):
    assert Typed.of(sent) == Typed()


def test_a_text_that_nobody_typed_is_cut():
    assert len(Typed.of({"value": "1" * 10**6}).value) == 200
