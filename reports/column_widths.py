"""How wide the columns of a table are: figures and short texts on one line, long texts with what is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metrics.documents.words import STANDING
from metrics.numbers import MINUS
from reports.text_width import width_of

CENTIMETRE = 72 / 2.54
"""Points."""
LONGEST_WORD, SHORT, LONGEST = 4.0, 3.6, 9.0
"""Centimetres: a wider word may be divided, a text no wider stands on one line, a wider asks for no more."""
SLACK = 0.06
"""Centimetres, for what is only about right."""
NARROW, AIR = 0.6, 0.6
"""A table that needs less than this part of the room isn't stretched: its columns get so many centimetres."""


def centimetres(text: str, size: float) -> float:
    """Return about how wide a text on one line is; a real minus is as wide as a plus."""
    return width_of(text.replace(MINUS, "+"), size) / CENTIMETRE + SLACK


@dataclass(frozen=True)
class Column:
    """A column of a table: texts under a heading, the size of letters in points, margins in centimetres.

    A word wider than `longest_word` may be divided, but none of what `is_standing` tells where something
    stands: that is read at a glance, and stands on two lines at most.
    """

    heading: str
    texts: Sequence[str]
    is_number: bool
    size: float
    margins: float
    longest_word: float = LONGEST_WORD

    @property
    def is_standing(self) -> bool:
        """Whether the texts tell where something stands."""
        return self.heading == STANDING

    @property
    def whole(self) -> float:
        """Centimetres for every text on one line."""
        heading = width_of(self.heading, self.size, bold=True) / CENTIMETRE
        return min(LONGEST, max(heading, self._widest(self.texts)) + self.margins)

    @property
    def least(self) -> float:
        """Centimetres for no figure, and no ordinary word, to be divided."""
        heading = max(width_of(word, self.size, bold=True) for word in self.heading.split(" ")) / CENTIMETRE
        if self.is_number:
            told = self._widest(self.texts)
        else:
            told = self._widest(word for text in self.texts for word in text.split(" "))
        if self.is_standing:
            on_two = max((_on_two_lines(text, self.size) for text in self.texts), default=0)
            return min(self.whole, max(heading, told, min(LONGEST_WORD, on_two)) + self.margins)
        return min(self.whole, min(self.longest_word, max(heading, told)) + self.margins)

    def _widest(self, texts: Iterable[str]) -> float:
        return max((centimetres(text, self.size) for text in texts), default=0)


def _on_two_lines(text: str, size: float) -> float:
    """Return the least centimetres that a text needs to stand on two lines, divided between words."""
    words = text.split(" ")
    return min(
        max(centimetres(" ".join(words[:end]), size), centimetres(" ".join(words[end:]), size))
        for end in range(1, len(words) + 1)
    )


def columns_of(
    headings: Sequence[str],
    is_number: Sequence[bool],
    rows: Sequence[Sequence[str]],
    size: float,
    margins: float,
    longest_word: float = LONGEST_WORD,
) -> list[Column]:
    """Return the columns of a table whose rows are as long as its headings."""
    return [
        Column(heading, [row[place] for row in rows], numeric, size, margins, longest_word)
        for place, (heading, numeric) in enumerate(zip(headings, is_number, strict=True))
    ]


def is_crowded(columns: Sequence[Column], room: float) -> bool:
    """Tell whether there is too little room for every short text to stand on one line."""
    return sum(column.whole if column.whole <= SHORT else column.least for column in columns) > room


def fitted(columns: Sequence[Column], room: float) -> tuple[float, ...]:
    """Return the widths of columns that have a room together, all in centimetres."""
    whole, least = [column.whole for column in columns], [column.least for column in columns]
    if sum(least) >= room:
        return _capped(least, room)
    if sum(whole) <= room * NARROW:
        return tuple(width + min(AIR, room / len(whole) * (1 - NARROW)) for width in whole)
    if sum(whole) <= room:
        texts = [0.0 if column.is_number else column.whole for column in columns]
        return _filled(whole, texts if any(texts) else whole, room)
    return _shared(least, whole, room)


def _capped(least: Sequence[float], room: float) -> tuple[float, ...]:
    """Let the widest give way, all to the same width, so that figures and short words stay whole."""
    left = room
    for place, width in enumerate(sorted(least)):
        most = left / (len(least) - place)
        if width >= most:
            return tuple(min(each, most) for each in least)
        left -= width
    return tuple(least)


def _shared(least: Sequence[float], whole: Sequence[float], room: float) -> tuple[float, ...]:
    """Give columns of short texts what they need, as long as there is room, and the others what is left."""
    widths, spare = list(least), room - sum(least)
    needs = [wide - narrow for narrow, wide in zip(least, whole, strict=True)]
    for place in sorted(range(len(widths)), key=needs.__getitem__):
        if whole[place] <= SHORT and needs[place] <= spare:
            widths[place], spare = whole[place], spare - needs[place]
    return _filled(widths, [wide - width for width, wide in zip(widths, whole, strict=True)], room)


def _filled(widths: Sequence[float], shares: Sequence[float], room: float) -> tuple[float, ...]:
    """Share out what is left of the room."""
    spare = room - sum(widths)
    return tuple(width + spare * share / sum(shares) for width, share in zip(widths, shares, strict=True))
