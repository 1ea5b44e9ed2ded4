"""How much room a slide has for its chart: what its texts leave, on screens of two shapes and on a phone."""

from dataclasses import dataclass
from textwrap import wrap

from metrics.documents.model import Item

TYPE = 24
"""Pixels; of the smallest type on a slide, and of all in its chart."""
SENTENCE_LINE, TARGET_LINE, ACTION_LINE, NOTE_LINE = 43, 36, 36, 32
"""Pixels; of a line of each, as the slide's style has them."""
NOTE_GAP = 8
"""Pixels; of the air below what the chart's signs mean."""
AROUND = 176
"""Pixels; of the bars above and below, and of the air between."""
LEAST, MOST = 200, 460
"""Pixels; of a chart's height."""


@dataclass(frozen=True)
class Screen:
    """A shape of screens: its name in the style, the size it is drawn for, and signs on a line of texts.

    The signs are those of a wide font, so that what has room here has room in any.
    """

    name: str
    width: int
    height: int
    sentence: int
    action: int
    note: int


SCREENS = (
    Screen("standard", 1024, 768, sentence=50, action=64, note=70),
    Screen("wide", 1280, 720, sentence=64, action=82, note=90),
)
"""The shapes that show a slide without scrolling; larger ones show it larger."""
PHONE = (440, 400)
"""Pixels; of the chart where a slide may scroll."""
EDGES = 48
"""Pixels; left and right of a slide together."""


def chart_size(screen: Screen, item: Item, note: str = "") -> tuple[int, int]:
    """Return the width and height of an indicator's chart, in pixels; `note` stands below it."""
    texts = (
        _lines(item.sentence, screen.sentence) * SENTENCE_LINE
        + TARGET_LINE
        + sum(_lines(text, screen.action) for text in item.actions) * ACTION_LINE
        + (_lines(note, screen.note) * NOTE_LINE + NOTE_GAP if note else 0)
    )
    height = min(max(screen.height - AROUND - texts, LEAST), MOST)
    return screen.width - EDGES, height


def _lines(text: str, signs: int) -> int:
    return len(wrap(text, signs))
