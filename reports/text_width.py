"""How wide a text becomes, where nothing can measure it: letters of Arial, a little on the safe side."""

import math

NARROW, SLIM, WIDE, BROAD = (
    "ijl|'’.,:;!·()[]/ \u00a0ft",
    'rI"*−-–',
    "mwMWÅÄÖ@%OQGDHNUCABKPRSVXYE&",
    "mMW@%—✓✕○◆▲▼",
)
NARROW_EM, SLIM_EM, PLAIN_EM, WIDE_EM, BROAD_EM = 0.29, 0.38, 0.56, 0.72, 0.9
BOLD = 1.08
"""How much wider a bold letter is."""
LINE = 1.2
"""Height of a line, in sizes of its letters."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text on one line is, in the unit of `size` (points)."""
    return sum(map(_letter, text)) * size * (BOLD if bold else 1)


def _letter(sign: str) -> float:
    if sign in NARROW:
        return NARROW_EM
    if sign in SLIM:
        return SLIM_EM
    if sign in BROAD:
        return BROAD_EM
    return WIDE_EM if sign in WIDE else PLAIN_EM


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return over how many lines a text goes in a width; a word wider than it is divided."""
    space, lines, used = width_of(" ", size, bold=bold), 1, 0.0
    for word in text.split(" "):
        wide = width_of(word, size, bold=bold)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        elif used:
            wide += space
        used += wide
        if used > width:
            more = math.ceil(used / width) - 1
            lines, used = lines + more, used - more * width
    return lines


def within_lines(text: str, width: float, size: float, most: int, *, bold: bool = False) -> str:
    """Return a text cut after its last word that goes into `most` lines, with `…` where it was cut."""
    if line_count(text, width, size, bold=bold) <= most:
        return text
    end = _end_of(text, width, size, most, bold=bold)
    return f"{text[:end].rstrip(' ,;·')}…"


def divided(text: str, width: float, size: float, most: int) -> list[str]:
    """Return a text in parts of `most` lines at most, each but the last ending after a word."""
    parts = []
    while line_count(text, width, size) > most:
        end = _end_of(text, width, size, most)
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*parts, text] if text or not parts else parts


def _end_of(text: str, width: float, size: float, most: int, *, bold: bool = False) -> int:
    """Return how many signs of a text go into `most` lines with a `…` after them: one at least."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if line_count(text[:middle] + "…", width, size, bold=bold) <= most:
            low = middle
        else:
            high = middle - 1
    word_end = text.rfind(" ", 0, low + 1)
    return word_end if word_end > low / 2 else low
