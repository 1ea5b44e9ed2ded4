"""Texts from files on one line, with spaces, dashes and unseen signs of one kind each."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

import pandas as pd

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""What a hyphen, a dash or a minus may be written as, beside the hyphen itself."""
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\s*[\r\n]+\s*(?=[a-zåäöé])")
NOT_KEPT = {0: " ", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
"""NUL, and the halves of signs that no file can hold."""
ONE_DASH = str.maketrans(dict.fromkeys(DASHES, "-"))
FOOTNOTE = re.compile(
    r"(?<=[^\s(])(?:\s*(?:\*+|†+|‡+|[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u207e]+\)?)|(?:(?<=[^\W\d_])|\s)[1-9]\))\s*$"
)
"""A mark that points to a note: `*`, a raised figure, `1)`."""
RAISED = ("No",)
"""Raised figures: they stand for a note below the table."""
NOT_IN_WORDS = re.compile(r"[\W_]+")


def shown(cell: Any) -> str:
    """Return a cell's text as its reader sees it, on one line; empty for an empty cell."""
    if cell is None or (not isinstance(cell, str) and is_missing(cell)):
        return ""
    text = unicodedata.normalize("NFC", str(cell))
    return " ".join(UNSEEN.sub("", BROKEN_WORD.sub("", text)).translate(NOT_KEPT).split())


def plain(cell: Any) -> str:
    """Return a cell's text on one line with every dash as a hyphen."""
    return shown(cell).translate(ONE_DASH)


def compared(cell: Any) -> str:
    """Return a text as words are compared: small letters, nothing but letters and digits, single spaces."""
    return NOT_IN_WORDS.sub(" ", plain(cell)).strip().casefold()


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return a name as it is compared: lower case, one space between words, no punctuation or note signs.

    å, ä and ö are letters of their own and are kept; so are words like antal and andel. `o` and `&` between
    words are och.
    """
    whole = unicodedata.normalize("NFC", text).casefold().replace("&", " o ")
    kept = "".join(" " if not sign.isalnum() else sign for sign in whole if _counts(sign))
    words = kept.split()
    return " ".join(
        "och" if word == "o" and 0 < place < len(words) - 1 else word for place, word in enumerate(words)
    )


def _counts(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category not in RAISED and category != "Cf"


def bare(text: str) -> str:
    """Return a name without its spaces too: HVB-placering, HVB placering and hvbplacering are one."""
    return folded(text).replace(" ", "")


def without_footnote(text: str) -> str:
    """Return a text without the mark that points to a note, where one stands last."""
    return text.removesuffix(footnote(text)).rstrip()


def footnote(text: str) -> str:
    """Return the mark that points to a note, where one stands last; `1)` within brackets is none."""
    found = FOOTNOTE.search(text)
    if not found or (found[0].strip().endswith(")") and text.count("(") >= text.count(")")):
        return ""
    return found[0]


def is_missing(cell: Any) -> bool:
    """Tell whether a cell is None, NaN or another sign of nothing."""
    found = pd.isna(cell) if pd.api.types.is_scalar(cell) else False
    return bool(found)
