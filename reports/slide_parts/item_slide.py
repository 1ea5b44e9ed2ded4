"""A slide of one indicator: its sentence, a large chart, the figure against its target, and what is done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from metrics.documents.model import Chart, Item, Report
from metrics.documents.words import ACTIONS, COMMENTS, HIDDEN, NOTHING_DRAWN
from metrics.words import listed
from reports.chart_lines import drawn_chart
from reports.slide_parts.notes import add_notes, change_of, notes_of, target_of
from reports.slide_parts.pictures import add_chart
from reports.slide_parts.stage import GAP, TEXT, Box, Stage
from reports.slide_parts.texts import Text, add_foot, add_slide, add_texts, fitted, height_of
from reports.text_width import LINE

SIDE, LEAST_SIDE = 0.28, 216.0
"""The part of a slide that stands beside the chart, and its least points."""
FIGURES, LARGEST_FIGURES = (40.0, 32.0, 26.0, 20.0), (66.0, 54.0, 40.0, 28.0, 20.0)
"""Sizes of the figure itself: beside a chart, and without one."""
STATUS = 20.0
BETWEEN = 28.0
NOTE_LINES = 3
NAMED = 3
BROKEN = "Visas inte i diagrammet"
NOT_SHOWN, MORE = "Visas inte", "Mer i anteckningarna."


@dataclass(frozen=True)
class _Halves:
    """The two boxes of a slide, and the note's under them."""

    left: Box
    right: Box
    note: Box


def add_item(stage: Stage, report: Report, item: Item, foot: Sequence[str]) -> None:
    """Add an indicator's slide, and all that has no room on it in its notes."""
    slide, room = add_slide(stage, item.sentence)
    drawn = drawn_chart(item)
    said = _noted(item, drawn)
    note = Text(said, air=0).cut(room.width, NOTE_LINES, stage.scale) if said else None
    halves = _halves(room, note, stage, drawn=drawn is not None)
    if drawn is not None:
        add_chart(slide, halves.left, drawn, stage)
        figures = _figures(item, halves.right, stage, FIGURES)
        more = _done(item.actions, halves.right, height_of(figures, halves.right.width, stage.scale), stage)
        add_texts(slide, halves.right, [*figures, *more], stage, "Läge och åtgärder")
    else:
        add_texts(slide, halves.left, _figures(item, halves.left, stage, LARGEST_FIGURES), stage, "Läge")
        told = [Text(NOTHING_DRAWN, air=0)] if item.chart is not None else []
        used = height_of(told, halves.right.width, stage.scale)
        told += _done(item.actions, halves.right, used, stage)
        used = height_of(told, halves.right.width, stage.scale)
        told += _listed(COMMENTS, item.comments, halves.right, used, stage)
        if told:
            add_texts(slide, halves.right, told, stage, "Åtgärder och kommentarer")
    if note is not None:
        add_texts(slide, halves.note, [note], stage, "Anmärkning")
    add_foot(slide, stage, foot)
    add_notes(slide, notes_of(item, report))


def _noted(item: Item, drawn: Chart | None) -> str:
    """Return what is noted of an indicator, and of which periods its chart doesn't show the figure."""
    hidden = [point.period.label for point in drawn.points if point.hidden] if drawn else []
    named = listed(hidden) if len(hidden) <= NAMED else f"{len(hidden)} perioder"
    return ". ".join(filter(None, (item.note, f"{BROKEN}: {named}" if hidden else "")))


def _halves(room: Box, note: Text | None, stage: Stage, *, drawn: bool) -> _Halves:
    under = note.height(room.width, stage.scale) if note else 0.0
    high = room.height - (under + GAP * stage.scale if note else 0.0)
    between = BETWEEN * stage.scale
    side = max(SIDE * room.width, LEAST_SIDE * stage.scale) if drawn else room.width / 2
    left = Box(room.left, room.top, room.width - side - between, high)
    right = Box(left.right + between, room.top, side, high)
    return _Halves(left, right, Box(room.left, room.bottom - under, room.width, under))


def _figures(item: Item, box: Box, stage: Stage, sizes: Sequence[float]) -> list[Text]:
    """Return the figure, its status, its target and its change; only the first ones if room is short."""
    one_line = replace(box, height=max(sizes) * LINE * stage.scale + 1)
    told = []
    for size in sizes:
        figure = Text(item.value.text, size, bold=True, air=0)
        if figure.height(box.width, stage.scale) <= size * stage.scale * LINE + 1:
            break
    told.append(fitted(figure, one_line, (figure.size,), stage.scale))
    if item.value.text == HIDDEN:
        told.append(Text(NOT_SHOWN, STATUS, bold=True, colour=stage.palette.muted))
    if item.status:
        told.append(Text(item.status, STATUS, bold=True, colour=str(getattr(stage.palette, item.tone))))
    told += map(Text, [*target_of(item), *change_of(item)])
    told[1:] = [text.cut(box.width, NOTE_LINES, stage.scale) for text in told[1:]]
    while len(told) > 1 and height_of(told, box.width, stage.scale) > box.height:
        told.pop()
    return told


def _done(actions: Sequence[str], box: Box, used: float, stage: Stage) -> list[Text]:
    return _listed(ACTIONS, actions, box, used, stage)


def _listed(heading: str, lines: Sequence[str], box: Box, used: float, stage: Stage) -> list[Text]:
    """Return a heading and as many of its lines as go in under what is used; where some don't, it is said."""
    if not lines:
        return []
    head = Text(heading, bold=True, air=1.0 if used else 0.0)
    more = Text(MORE, colour=stage.palette.muted)
    told, room = [head], box.height - used - head.height(box.width, stage.scale)
    for place, line in enumerate(lines):
        text = Text(line)
        high = text.height(box.width, stage.scale)
        is_last = place == len(lines) - 1
        if high + (0 if is_last else more.height(box.width, stage.scale)) <= room:
            told.append(text)
            room -= high
            continue
        left = int((room - more.height(box.width, stage.scale)) / (TEXT * stage.scale * LINE) - 0.5)
        cut = [text.cut(box.width, left, stage.scale)] if place == 0 and left > 0 else []
        return [*told, *cut, more] if room > more.height(box.width, stage.scale) else told[1:]
    return told
