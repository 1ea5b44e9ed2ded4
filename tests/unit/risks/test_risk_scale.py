"""The scale of risks: every product of two steps has a band, and the words say the same."""

from itertools import product

import pytest

from metrics.risks.scale import BANDS, CONSEQUENCE, LIKELIHOOD, band_of, scale_words, value_of

EDGES = [
    (1, "låg"),
    (3, "låg"),
    (4, "medel"),
    (6, "medel"),
    (8, "hög"),
    (9, "hög"),
    (12, "mycket hög"),
    (16, "mycket hög"),
]


@pytest.mark.parametrize(("value", "word"), EDGES)
def test_the_band_of_a_value(value: int, word: str) -> None:
    assert band_of(value).word == word


def test_every_weighing_lies_in_a_band_and_a_worse_one_never_in_a_lower() -> None:
    steps = sorted(product(LIKELIHOOD, CONSEQUENCE), key=lambda each: value_of(*each))
    orders = [band_of(value_of(*each)).order for each in steps]
    assert orders == sorted(orders)
    assert set(orders) == set(range(len(BANDS)))


@pytest.mark.parametrize("value", [0, 7, 10, 17])
def test_a_value_that_no_two_steps_make_has_no_band(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        band_of(value)


def test_the_scale_is_said_in_words() -> None:
    assert scale_words() == (
        "Riskvärdet är sannolikhet gånger konsekvens: 1–3 låg, 4–6 medel, 8–9 hög, 12–16 mycket hög. "
        "Sannolikhet: 1 osannolik, 2 mindre sannolik, 3 möjlig, 4 sannolik. "
        "Konsekvens: 1 försumbar, 2 lindrig, 3 kännbar, 4 allvarlig."
    )
