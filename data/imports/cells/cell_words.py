"""What stands around the number in a cell: words before it, units after it, marks that point to notes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.imports.headings.column_words import KRONOR, MILLIONS, PER_CENT, THOUSANDS
from data.imports.headings.spelling import footnote
from metrics.numbers import SINGULAR
from metrics.vocabulary import ValueState

SCALES: dict[str, str] = {
    **dict.fromkeys(("tkr", "kkr", "tsek", "ksek", "tusen", "tusen kr", "tusen kronor"), THOUSANDS),
    **dict.fromkeys(("mnkr", "mkr", "msek", "mn kr", "milj kr", "milj. kr", "milj"), MILLIONS),
    **dict.fromkeys(("miljoner kr", "miljoner kronor", "miljoner"), MILLIONS),
    **dict.fromkeys(("kr", "kr.", "krona", "kronor", "sek", ":-", ",-"), KRONOR),
}
PER_CENTS = ("%", "procent", "proc", "pct")
UNIT_WORDS = """
    st st. stycken styck dygn vårddygn kalenderdag kalenderdagar tim mån år minut minuter barn
    ungdomar vuxna hushåll brukare ärende ärenden årsplacering årsplaceringar placering placeringar
    poäng index familj familjer individ individer beslut anmälan anmälningar utredning utredningar
    uppdrag årsarbetare enhet enheter svar svarande
""".split()
WORDS_BEFORE = """
    högst minst max min maximalt minimum ca cirka c:a ungefär omkring runt drygt knappt index antal totalt
    summa
""".split()
ROUNDS = 5
"""How many things may stand around a number: `ca 84 % (NKI)*` has four."""
BEFORE = re.compile(
    rf"(?P<word>(?i:{'|'.join(map(re.escape, WORDS_BEFORE))})\b\.?|[A-ZÅÄÖ]{{2,5}}\b|[~≈≤≥*])[:= ]*"
    r"(?P<rest>[-+(]? ?[0-9].*)"
)
ENDINGS = sorted({*SCALES, *PER_CENTS, *UNIT_WORDS, *SINGULAR, *SINGULAR.values()}, key=len, reverse=True)
AFTER = re.compile(rf"(?P<rest>.*[0-9)]) ?(?P<word>{'|'.join(map(re.escape, ENDINGS))})", re.IGNORECASE)
IN_BRACKETS = re.compile(r"(?P<rest>.*[^ (]) ?\((?P<word>[^\W\d_][^()0-9]*)\)")
EARLY = r"prel(?:iminär(?:t|a)?|\.)?"
EARLY_BEFORE = re.compile(rf"(?P<word>{EARLY}):? ?(?P<rest>[-+(]? ?[0-9].*)", re.IGNORECASE)
EARLY_AFTER = re.compile(rf"(?P<rest>.*[^ ]),? (?P<word>{EARLY})", re.IGNORECASE)


@dataclass(frozen=True)
class Bared:
    """A cell's text without what stood around the number, and what that was."""

    text: str
    unit_word: str = ""
    scale_word: str = ""
    was_per_cent: bool = False
    preliminary: bool = False
    left_out: tuple[str, ...] = ()


def bared(text: str, meanings: Mapping[str, str]) -> Bared:
    """Return a text, on one line, without known words, units and marks around its number.

    A mark that the layout's `meanings` give as preliminary makes the number so.
    """
    found = Bared(text)
    for _ in range(ROUNDS):
        before = found
        for strip in (_marked, _early, _bracketed, _with_unit, _led):
            found = strip(found, meanings)
        if found == before:
            break
    return found


def _without(found: Bared, rest: str, word: str) -> Bared:
    return replace(found, text=rest.strip(), left_out=(*found.left_out, word.strip()))


def _marked(found: Bared, meanings: Mapping[str, str]) -> Bared:
    """Take away a mark that stands last: `*`, a raised figure, `1)`, or a letter that the layout knows."""
    own = footnote(found.text)
    marks = [own] if own else []
    marks += [
        mark for mark in meanings if meanings[mark] == ValueState.PRELIMINARY and _ends(found.text, mark)
    ]
    if not marks:
        return found
    rest = found.text[: len(found.text) - len(marks[-1])]
    early = any(meanings.get(mark.strip().casefold()) == ValueState.PRELIMINARY for mark in marks)
    return replace(_without(found, rest, marks[-1]), preliminary=found.preliminary or early)


def _ends(text: str, mark: str) -> bool:
    return bool(mark) and text.casefold().endswith(mark) and text[: -len(mark)].rstrip()[-1:].isdigit()


def _early(found: Bared, _: Mapping[str, str]) -> Bared:
    early = EARLY_BEFORE.fullmatch(found.text) or EARLY_AFTER.fullmatch(found.text)
    return replace(found, text=early["rest"].strip(), preliminary=True) if early else found


def _bracketed(found: Bared, _: Mapping[str, str]) -> Bared:
    inside = IN_BRACKETS.fullmatch(found.text)
    if not inside:
        return found
    if re.fullmatch(EARLY, inside["word"], re.IGNORECASE):
        return replace(found, text=inside["rest"], preliminary=True)
    return _without(found, inside["rest"], inside["word"])


def _with_unit(found: Bared, _: Mapping[str, str]) -> Bared:
    after = AFTER.fullmatch(found.text)
    if not after or found.unit_word:
        return found
    word = after["word"].casefold()
    per_cent = word in PER_CENTS
    return replace(
        found,
        text=after["rest"],
        unit_word=PER_CENT if per_cent else SCALES.get(word, word.rstrip(".")),
        scale_word=SCALES.get(word, ""),
        was_per_cent=per_cent,
    )


def _led(found: Bared, _: Mapping[str, str]) -> Bared:
    before = BEFORE.fullmatch(found.text)
    return _without(found, before["rest"], before["word"]) if before else found
