"""Texts as a PDF can hold them: only signs that its fonts can draw, so that nothing is ever left blank."""

import re
import unicodedata

from reports.plain import clean

FONTS = ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")
"""The fonts that Typst brings with it, the first before the others: the same on every machine."""
SPACES = re.compile("[\u2028\u2029]")
UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""What is not seen: joiners, and what turns the direction of a text around. It is left out."""
NOT_DRAWN = re.compile(
    "[^ -~\u00a0-\u036f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u04ff\u05d0-\u05ea\u0621-\u063a"
    "\u0640-\u064a\u1e00-\u1eff\u2000-\u200a\u2010-\u2027\u202f-\u205f\u2070\u2074-\u208e\u20a0-\u20c0"
    "\u2100-\u2151\u2153-\u2184\u2190-\u23ff\u2460-\u262f\u2701-\u2704\u270c-\u2727\u2798-\u27af\u27b1-\u2b73]"
)
"""Signs that none of the fonts has, a picture sign (emoji) for instance."""
INSTEAD = "□"
NOT_PICTURED = re.compile("[\u0300-\u036f\u2041\u2043\u2053\u211f\u2121\u2123\u2125\u2607\u2608\u2727]")
"""Signs that only text has, and no picture: marks above letters, and a few rare ones."""
CROSSES, CROSS = re.compile("[✕✖]"), "×"
LONG_WORD = re.compile(r"\S{31,}")
PART = 15
BREAK = "\u200b"
"""Where a word may be divided, without being seen."""


def printable(text: str) -> str:
    """Return a text whose signs all can be drawn, `□` for those that can't; long words may be divided."""
    seen = UNSEEN.sub("", clean(SPACES.sub(" ", text)))
    drawn = NOT_DRAWN.sub(INSTEAD, unicodedata.normalize("NFC", seen))
    return LONG_WORD.sub(_divisible, drawn)


def pictured(text: str) -> str:
    """Return a text as it can stand in a picture: `×` for other crosses, `□` for what no picture has."""
    return NOT_PICTURED.sub(INSTEAD, CROSSES.sub(CROSS, printable(text).replace(BREAK, "")))


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, those that are empty left out."""
    return [printable(line.strip()) for line in text.splitlines() if line.strip()]


def _divisible(word: re.Match[str]) -> str:
    """Return a word that no line has room for, with places where it may be divided."""
    signs = word.group()
    return BREAK.join(signs[start : start + PART] for start in range(0, len(signs), PART))
