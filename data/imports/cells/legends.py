"""What the notes around a table say of its signs: `X = sekretess`, `.. uppgift saknas`, `* preliminärt`."""

import re
from collections.abc import Iterable
from typing import Any

from data.imports.cells.signs import ZERO, sign_key
from data.imports.headings.row_words import varav_part
from data.imports.headings.spelling import plain, shown
from metrics.vocabulary import ValueState

LONGEST_LINE = 400
SIGN = r"(?:[^\w\s\"'«»”(),;=]{1,5}|[^\W\d_])"
OPENED, CLOSED = "[\"'«»”“(]?", "[\"'«»”“)]?"
SIGN_FIRST = re.compile(
    rf"{OPENED}(?P<sign>{SIGN}){CLOSED}(?P<between>\s*(?:=|:)\s*"
    r"|\s+(?:betyder|innebär|avser|står för|visar|anger|markerar|är)\s+(?:att )?|\s+[-\u2013\u2014]\s+|\s+)"
    r"(?P<text>[^\W_].{2,120})"
)
SIGN_LAST = re.compile(
    r"(?P<text>[^\W_].{2,80}?)\s+"
    r"(?:anges|markeras|betecknas|redovisas|visas|skrivs|är markerade?|har markerats)\s+(?:med|som|av)\s+"
    rf"(?:ett |en )?{OPENED}(?P<sign>{SIGN}){CLOSED}"
)
SEVERAL = re.compile(
    r"\s*[;|]\s*"
    r"|(?<=[^\W\d_])[,.]\s+(?=[\"'«(]?(?:[^\w\s\"'«(]{1,5}|[^\W\d_])[\"'»)]?\s*[=:])"
)
PHRASES = {
    ValueState.CONFIDENTIAL: """sekretess, röj, hemlig, skydd, dölj, dold, maskera, undertryck, färre än,
        för få, för litet antal, mindre än 5, mindre än fem, 1-4, 1–4, confidential""",
    ValueState.PRELIMINARY: "prelimin",
    ZERO: """inget finns att redovisa, inget att redovisa, noll, ingen förekomst, värdet är 0, lika med 0,
        värdet 0""",
    ValueState.NOT_APPLICABLE: """ej tillämplig, inte tillämplig, ej aktuell, inte aktuell, ej relevant,
        inte relevant, kan inte förekomma, logiskt omöjlig, not applicable""",
    ValueState.NOT_YET_REPORTED: """redovisas senare, rapporteras senare, kommer senare, ej klar, inte klar,
        ej rapporterad, ej rapporterat, inte rapporterad, inte rapporterat, ännu inte, ännu ej""",
    ValueState.MISSING: """saknas, ej tillgänglig, inte tillgänglig, ingen uppgift, bortfall, missing,
        not available, ej inlämna, inte inlämna, för osäker""",
}
MEANINGS = {
    str(meaning): tuple(" ".join(phrase.split()) for phrase in phrases.split(","))
    for meaning, phrases in PHRASES.items()
}
"""The first that fits counts: a figure that is missing for secrecy's sake is secret."""
NOT_ZERO = ("mindre än", "avrund", "inte noll", "ej noll")
FULL_STOP = re.compile(r"(?<=[^\W_])\.$")
BULLETS = "-*•·"
SHORT = 5
"""How many words may follow a sign that also begins the rows of lists, with nothing between."""


def legend(text_rows: Iterable[Any]) -> dict[str, str]:
    """Return what the signs mean by the texts around a table: to a `ValueState`, or to `zero`.

    The keys are the signs in small letters, as `read_cells` takes them. A text that explains no sign, and a
    sign that is explained in two ways, give nothing.
    """
    found: dict[str, set[str]] = {}
    for row in text_rows:
        text = shown(row) if isinstance(row, str) else ""
        for line in SEVERAL.split(text) if len(text) <= LONGEST_LINE else ():
            sign, meaning = _explained(FULL_STOP.sub("", line.strip()))
            if sign and meaning:
                found.setdefault(sign, set()).add(meaning)
    return {sign: next(iter(meanings)) for sign, meanings in found.items() if len(meanings) == 1}


def _explained(line: str) -> tuple[str, str]:
    last = SIGN_LAST.fullmatch(line)
    if last and not last["sign"].isdigit():
        return sign_key(last["sign"]), _meaning(last["text"])
    first = SIGN_FIRST.fullmatch(line)
    if not first or not _is_told(first):
        return "", ""
    return sign_key(first["sign"]), _meaning(first["text"])


def _is_told(first: re.Match[str]) -> bool:
    """Tell a legend from a row of a list, and from a sentence that begins with a short word."""
    if first["between"].strip():
        return True
    if varav_part(first["text"]) is not None:
        return False
    sign = plain(first["sign"])
    if sign.isalpha():
        return sign.casefold() == "x" and len(first["text"].split()) <= SHORT
    return sign not in BULLETS or len(first["text"].split()) <= SHORT


def _meaning(text: str) -> str:
    words = text.casefold()
    for meaning, phrases in MEANINGS.items():
        denied = meaning == ZERO and any(phrase in words for phrase in NOT_ZERO)
        if not denied and any(phrase in words for phrase in phrases):
            return meaning
    return ""
