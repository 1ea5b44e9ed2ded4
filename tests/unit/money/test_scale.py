"""Amounts as they are shown: kronor in thousands or millions. `~` is a no-break space."""

import math

import pytest

from metrics.money.scale import MNKR, SCALES, TKR


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("amount", "scale", "written", "signed"),
    [
        (-1_234_567, TKR, "−1~235", "−1~235"),
        (1_234_567, TKR, "1~235", "+1~235"),
        (-1_234_567, MNKR, "−1,2", "−1,2"),
        (1_250_000, MNKR, "1,3", "+1,3"),
        (-1_250_000, MNKR, "−1,3", "−1,3"),
        (-389_000_000, MNKR, "−389,0", "−389,0"),
        (1_234_567_890, MNKR, "1~234,6", "+1~234,6"),
        (499, TKR, "0", "0"),
        (-499, TKR, "0", "0"),
        (-500, TKR, "−1", "−1"),
        (-49_999, MNKR, "0,0", "0,0"),
        (0, MNKR, "0,0", "0,0"),
        (None, MNKR, "", ""),
        (math.nan, TKR, "", ""),
    ],
)
def test_an_amount_is_written_in_the_pages_unit_and_only_a_surplus_has_a_plus(amount, scale, written, signed):
    assert scale.written(amount) == spaced(written)
    assert scale.written(amount, sign=True) == spaced(signed)


@pytest.mark.parametrize(
    ("amount", "scale", "told"),
    [(-22_900_000, MNKR, "−22,9~mnkr"), (8_400, TKR, "8~tkr"), (0, TKR, "0~tkr")],
)
def test_a_sentence_tells_the_unit_too(amount, scale, told):
    assert scale.told(amount) == spaced(told)
    assert scale.told(5_000, sign=True)[0] == ("+" if scale is TKR else "0")


@pytest.mark.parametrize(
    ("amount", "scale", "drawn"),
    [(-49_999, MNKR, 0.0), (-50_000, MNKR, -0.1), (1_499, TKR, 1.0), (math.nan, TKR, math.nan)],
)
def test_an_amount_is_judged_as_it_is_written(amount, scale, drawn):
    assert scale.drawn(amount) == pytest.approx(drawn, nan_ok=True)


def test_millions_are_the_usual_unit():
    assert list(SCALES.values()) == [MNKR, TKR]
    assert SCALES == {"mnkr": MNKR, "tkr": TKR}


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(509_374_000, "509,4"), (-50_000, "\u22120,1"), (49_999, "0,0"), (2_000_000, "2,0")],
)
def test_kronor_are_shown_in_millions_rounded_away_from_zero(amount, expected):
    assert MNKR.written(amount) == expected


def test_a_surplus_of_millions_is_marked_with_plus():
    assert MNKR.written(2_000_000, sign=True) == "+2,0"
