"""The scale that risks are weighed by: likelihood × consequence, each 1 to 4, and the bands of the value.

The steps are those that Swedish municipalities commonly use in their internal control; where one
band ends and the next begins is each municipality's own choice, so the bands are said in words wherever
they are shown.
"""

from dataclasses import dataclass

LIKELIHOOD = {1: "osannolik", 2: "mindre sannolik", 3: "möjlig", 4: "sannolik"}
CONSEQUENCE = {1: "försumbar", 2: "lindrig", 3: "kännbar", 4: "allvarlig"}


@dataclass(frozen=True)
class Band:
    """A band of risk values: its word, and its least and greatest value."""

    word: str
    least: int
    most: int

    @property
    def order(self) -> int:
        """Its place among the bands, the lowest 0."""
        return BANDS.index(self)


BANDS = (Band("låg", 1, 3), Band("medel", 4, 6), Band("hög", 8, 9), Band("mycket hög", 12, 16))
"""No product of two steps lies between them."""


def value_of(likelihood: int, consequence: int) -> int:
    """Return the value of a risk."""
    return likelihood * consequence


def band_of(value: int) -> Band:
    """Return the band of a value; raises ValueError for one that no two steps make."""
    for band in BANDS:
        if band.least <= value <= band.most:
            return band
    raise ValueError(f"no product of two steps from 1 to 4 is {value}")


def scale_words() -> str:
    """Say the steps and the bands in a sentence or two."""
    bands = ", ".join(f"{band.least}–{band.most} {band.word}" for band in BANDS)
    return (
        f"Riskvärdet är sannolikhet gånger konsekvens: {bands}. "
        f"Sannolikhet: {_steps(LIKELIHOOD)}. Konsekvens: {_steps(CONSEQUENCE)}."
    )


def _steps(words: dict[int, str]) -> str:
    return ", ".join(f"{step} {word}" for step, word in words.items())
