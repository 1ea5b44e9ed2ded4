"""The shape of a table in a few signs: the same for next month's file, and for next year's.

It comes from the headings alone: neither the names that are known nor the answers given change it, so that
what was answered is found again.
"""

import hashlib
from collections.abc import Iterable

from data.imports.headings import period_words
from data.imports.headings.spelling import compared
from data.imports.headings.time_words import MONTHS

LENGTH = 16
TIMES = frozenset(MONTHS) | frozenset("kv kvartal tertial halvår helår år månad mån period".split())


def fingerprint(way: str, headings: Iterable[tuple[str, str]]) -> str:
    """Return the shape of a table from the way it is read and each column's heading and sort, in order.

    Digits and words for periods are left out, and columns that then are the same count once: a file
    with one more month has the same shape. Row labels, sheet and file names and titles don't count.
    """
    shaped = dict.fromkeys(f"{timeless(heading)}={sort}" for heading, sort in headings)
    text = "\n".join([way, *shaped])
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def timeless(heading: str) -> str:
    """Return a heading without its digits and words for periods."""
    words = period_words(heading)
    said = f"{words.kind} {words.rest} {words.apart}" if words else heading
    bare = "".join(" " if sign.isdigit() else sign for sign in compared(said))
    return " ".join(word for word in bare.split() if word not in TIMES)
