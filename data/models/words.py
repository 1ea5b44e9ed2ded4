"""Short texts that people write: one line, not too long, and never a personal identity number."""

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator

from data.lead_times.identity_numbers import is_personal, with_ordinary_signs
from data.models.standing import on_the_way_in

PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01])[-+ ]?\d{4}(?!\d)", re.ASCII
)
"""Year, month, day (or day + 60, a co-ordination number) and four more."""


def _shown(sign: str) -> str:
    """Return a sign, or a space for one that nobody sees: it can hide or turn the text around it."""
    return " " if unicodedata.category(sign) in ("Cc", "Cf") else sign


def tidied(text: str) -> str:
    """Return a text as one line, without signs that nobody sees."""
    return " ".join("".join(map(_shown, text)).split())


def holds_personal(text: str) -> bool:
    """Tell whether a text holds what may be somebody's identity number, however it is written."""
    line = " ".join(with_ordinary_signs(text).split())
    return PERSONAL_NUMBER.search(line) is not None or is_personal(line)


def shown_lines(value: str) -> str:
    """Return a text with its line breaks, without what nobody sees."""
    return "\n".join(map(tidied, value.splitlines())).strip()


def shown_text(longest: int) -> Callable[[str], str]:
    """Return a check that takes away what nobody sees, keeps line breaks, and refuses a long text."""

    def check(value: str) -> str:
        text = shown_lines(value)
        if value and not text:
            raise ValueError("får inte vara tom")
        if len(text) > longest:
            raise ValueError(f"får ha högst {longest} tecken, men har {len(text)}")
        return text

    return check


def text_of_plan(longest: int) -> AfterValidator:
    """Return the check of a plan's text; one that stands already may be longer, or nothing that is seen."""

    def read(value: str) -> str:
        return shown_lines(value) or value

    return on_the_way_in(shown_text(longest), read)


LONGEST_TITLE, LONGEST_PROSE = 500, 5000
TitleText = Annotated[str, text_of_plan(LONGEST_TITLE)]
"""A name, a heading, a place in a document."""
LongText = Annotated[str, text_of_plan(LONGEST_PROSE)]
"""What is told of something, in sentences."""


def one_line(longest: int, *, or_empty: bool = False) -> Callable[[str], str]:
    """Return a check that makes a text one line, and refuses an empty, a long and a personal one.

    With `or_empty` an empty text is taken: nothing need be said.
    """

    def check(value: str) -> str:
        line = tidied(value)
        if not line and not or_empty:
            raise ValueError("får inte vara tom")
        if len(line) > longest:
            raise ValueError(f"får ha högst {longest} tecken, men har {len(line)}")
        if holds_personal(line):
            raise ValueError("ser ut att hålla ett personnummer; skriv inget om enskilda personer")
        return line

    return check
