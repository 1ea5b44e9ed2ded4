"""The stage of a slide show: its layouts, where content may stand, how large letters are, and the colours."""

from dataclasses import dataclass

from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout
from pptx.util import Emu, Length, Pt

from metrics.theme import Palette

WIDTH, HEIGHT = 960.0, 540.0
"""Points of a slide of our own, 16:9. Other slides are measured against it."""
NARROWEST = 720.0
TEXT, SENTENCE, LARGEST_SENTENCE = 18.0, 24.0, 28.0
"""Points of letters: of all text at least, and of a title at least and at most."""
SENTENCES = (LARGEST_SENTENCE, 26.0, SENTENCE)
GAP = 14.0


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    def below(self, top: float) -> "Box":
        """Return what is left of it below a height."""
        return Box(self.left, top, self.width, max(0.0, self.bottom - top))

    def reaching(self, top: float) -> "Box":
        """Return it with another top, and the same foot."""
        return Box(self.left, top, self.width, self.bottom - top)

    def lengths(self) -> tuple[Length, Length, Length, Length]:
        """Return left, top, width and height as files tell them."""
        left, top, width, height = (Pt(1) * side for side in (self.left, self.top, self.width, self.height))
        return Emu(round(left)), Emu(round(top)), Emu(round(width)), Emu(round(height))


def box_of(shape: BaseShape) -> Box | None:
    """Return where a shape stands, None where it doesn't say."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    if any(side is None for side in sides):
        return None
    return Box(*(side / Pt(1) for side in sides))


@dataclass(frozen=True)
class Stage:
    """A presentation without slides, and how to use it.

    `content` is where a slide's content may stand, `scale` how large a point of ours is there. `palette` has
    colours that are seen against its background, `ink` is that of texts where the template's own can't be
    trusted. `is_own` is the built-in template: its titles stand at the top of their place, so that content
    may begin right under a short one.
    """

    presentation: Presentation
    title_layout: SlideLayout
    plain_layout: SlideLayout
    content: Box
    scale: float
    palette: Palette
    ink: str = ""
    is_own: bool = False

    def size(self, points: float) -> float:
        """Return the size of letters that our own slide would have this large."""
        return round(points * self.scale, 1)


def scale_of(width: float, height: float) -> float:
    """Return how large a slide is, measured against our own."""
    return min(height / HEIGHT, width / NARROWEST)
