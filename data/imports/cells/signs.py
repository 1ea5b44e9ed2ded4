"""Signs and words that stand where a number should: what they mean, and which must be asked about.

A sign of official statistics that can only mean "no figure" has a meaning here. `-`, `–`, `.` and every
other sign mean different things in different sources, 0 among them: their meaning comes with the layout.
"""

import re
from collections.abc import Mapping

from data.imports.headings.spelling import compared, plain, shown
from metrics.state_words import WORDS
from metrics.vocabulary import ValueState

ZERO = "zero"
"""The meaning of a sign that stands for the number 0."""
SIGNS: dict[str, ValueState] = {
    "x": ValueState.CONFIDENTIAL,
    "..": ValueState.MISSING,
    "--": ValueState.MISSING,
}
PROMISED = re.compile(
    r"(?:redovisas|rapporteras|levereras|mäts|tas fram|fastställs|beslutas|sätts|kommer) "
    r"(?:senare|av|i|vid|under|på|efter|först|hösten|våren|årsvis|när|till|med)(?: \w+){0,6}"
)
"""A promise that the figure will come: `tas fram av nämnd`, `redovisas vid årsbokslutet`."""
LONGEST_SIGN = 10
ERRORS = re.compile(
    r"#(?:div/0!|n/a|name\?|null!|num!|ref!|value!|spill!|calc!|getting_data|division/0!|saknas!|namn\?"
    r"|skärning!|ogiltigt!|referens!|värdefel!|värde!|#+)|err:\d+",
    re.IGNORECASE,
)


def sign_key(text: str) -> str:
    """Return a sign or a word as the meanings of a layout keep it: on one line, in small letters."""
    return shown(text).casefold()


def meaning_of(text: str, meanings: Mapping[str, str]) -> str:
    """Return what a text without a number means, a `ValueState`, `zero` or `skip`; empty for not known.

    The layout's meanings come first, by the sign as it stands and then with any dash as a hyphen.
    """
    key = sign_key(text)
    for known in (key, plain(text).casefold()):
        if known in meanings:
            return str(meanings[known])
    if key in SIGNS:
        return SIGNS[key].value
    words = compared(text)
    if words in WORDS and not _is_sign(key):
        return WORDS[words].value
    return ValueState.NOT_YET_REPORTED.value if PROMISED.fullmatch(words) else ""


def asked_sign(text: str) -> str:
    """Return the sign whose meaning must be asked: one without letters and digits, or a letter alone."""
    key = sign_key(text)
    return key if _is_sign(key) else ""


def _is_sign(key: str) -> bool:
    if not key or len(key) > LONGEST_SIGN:
        return False
    return (len(key) == 1 and key.isalpha()) or not any(sign.isalnum() for sign in key)


def is_error(text: str) -> bool:
    """Tell whether a text is what a spreadsheet shows for a formula that failed."""
    return bool(ERRORS.fullmatch(shown(text)))
