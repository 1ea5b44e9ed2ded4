"""A light chart as an SVG picture, for what is printed or shown large, without scripts.

It follows the same rules as the charts on the pages: the line is broken at gaps, a preliminary value is
hollow, a point beyond chance has the shape and colour of its meaning, targets are thin dashed lines always
inside the axis, and each line is named where it ends.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from html import escape

from metrics.charts import MANY_POINTS
from metrics.documents.chart_frame import EDGE, GAP, TICK, Frame, frame_of, heading_of
from metrics.documents.chart_names import LINE_HEIGHT, Name, held_values, shown_values
from metrics.documents.model import Chart
from metrics.documents.words import HIDDEN, NOTHING_DRAWN
from metrics.theme import FONT, Palette

NO_TEXT = ("Cc", "Cs", "Cn")
"""Kinds of signs that no document can hold."""
DASHES = ("0.5 0.3", "0.9 0.3 0.15 0.3", "0.15 0.3")
"""The dashes of the first target, of the second and of the others, in the type's size."""
LINE, THIN, HAIR = 0.14, 0.09, 0.06
"""Widths of lines, in the type's size."""
HIDDEN_ROOM = 1.6
"""Of the sign of a hidden period, in the type's size."""
DOT, SHAPE = 0.2, 0.38
"""How far an ordinary point and one that means something reach from their middle, in the type's size."""


def chart_svg(
    chart: Chart, *, width: int, height: int, font_size: int, palette: Palette, font: str = FONT
) -> str:
    """Return a chart as an `<svg>` element of so many pixels, its texts escaped and in no smaller type.

    The picture is at least some 18 signs wide and eight lines high: a smaller one is drawn all the same, but
    its plot is then hardly seen. `font` is a CSS list of font families. Texts are measured as those of a wide
    font, so that they have room in any. Values are drawn rounded, as they are shown and judged; without any
    the picture says so. Raises ValueError for infinite values.
    """
    em = float(font_size)
    label = escape(_plain(chart.alt or chart.title))
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" font-family="{escape(_plain(font))}" '
        f'font-size="{font_size}"><title>{label}</title>'
    )
    heading = [
        _text(line, EDGE * em, LINE_HEIGHT * em * (row + 0.5), palette.muted)
        for row, line in enumerate(heading_of(chart, width, em))
    ]
    if all(value is None for value in shown_values(chart)):
        parts = [_text(NOTHING_DRAWN, width / 2, height / 2, palette.muted, "middle")]
    else:
        frame = frame_of(chart, width=width, height=height, font_size=font_size)
        parts = list(_drawn(chart, frame, palette))
    return "".join([opening, *heading, *parts, "</svg>"])


def _drawn(chart: Chart, frame: Frame, palette: Palette) -> Iterator[str]:
    """Draw all but the heading: what is to be seen most, last."""
    yield from _axes(frame, palette)
    for order, target in enumerate(chart.targets):
        yield _target(held_values(target, chart), DASHES[min(order, len(DASHES) - 1)], frame, palette)
    values = shown_values(chart)
    yield _series(values, frame, palette)
    yield from _points(chart, values, frame, palette)
    yield from _hidden(chart, frame, palette)
    yield from (_name(name, middle, frame, palette) for name, middle in frame.named())


def _axes(frame: Frame, palette: Palette) -> Iterator[str]:
    """Draw levels and periods, each with its text, and the base line; zero is seen when it is within."""
    em = frame.em
    for level, text in frame.rows:
        colour = palette.axis if level == 0 else palette.grid
        yield _stroke(_across(frame, frame.down(level)), colour, HAIR * em)
        yield _text(text, frame.left - 0.5 * em, frame.down(level), palette.muted, "end")
    foot = frame.bottom
    yield _stroke(_across(frame, foot), palette.axis, HAIR * em)
    for place, lines in frame.ticks:
        x = frame.across(place)
        yield _stroke(f"M{_short(x)} {_short(foot)}v{_short(0.3 * em)}", palette.axis, HAIR * em)
        for row, line in enumerate(lines):
            yield _text(line, x, foot + TICK * em + frame.line_height * (row + 0.5), palette.muted, "middle")


def _across(frame: Frame, y: float) -> str:
    return f"M{_short(frame.left)} {_short(y)}H{_short(frame.right)}"


def _target(values: Iterable[float | None], dash: str, frame: Frame, palette: Palette) -> str:
    """Draw a target level by level, each from half a period before its first point to half after its last."""
    steps, before = "", None
    for place, value in enumerate(values):
        if value is not None:
            y = _short(frame.down(value))
            begins = f"M{_short(frame.within(place - 0.5))} {y}"
            steps += begins if before is None else "" if value == before else f"V{y}"
            steps += f"H{_short(frame.within(place + 0.5))}"
        before = value
    lengths = " ".join(_short(float(part) * frame.em) for part in dash.split())
    return _stroke(steps, palette.target, THIN * frame.em, f' stroke-dasharray="{lengths}"') if steps else ""


def _series(values: list[float | None], frame: Frame, palette: Palette) -> str:
    """Draw the measured line, broken where a value is missing."""
    strokes = "".join(
        f"{'' if place and values[place - 1] is not None else 'M'}{_at(frame, place, value)} "
        for place, value in enumerate(values)
        if value is not None
    )
    return _stroke(strokes.strip(), palette.line, LINE * frame.em, ' stroke-linejoin="round"')


def _at(frame: Frame, place: int, value: float) -> str:
    return f"{_short(frame.across(place))} {_short(frame.down(value))}"


def _points(chart: Chart, values: list[float | None], frame: Frame, palette: Palette) -> Iterator[str]:
    """Draw the points: larger where last or preliminary, shaped where beyond chance."""
    last = max(place for place, value in enumerate(values) if value is not None)
    small = min(DOT * frame.em, 0.3 * frame.step)
    lone = {place for place, around in enumerate(_around(values)) if around == (None, None)}
    for place, (point, value) in enumerate(zip(chart.points, values, strict=True)):
        if value is None:
            continue
        apart = point.preliminary or place == last or (place in lone and len(values) <= MANY_POINTS)
        reach = 0.3 * frame.em if apart else max(small, 0.12 * frame.em if place in lone else 0)
        colour = _colour(point.meaning, palette)
        fill = palette.paper if point.preliminary else colour
        form = _form(point.meaning, frame.across(place), frame.down(value), reach, SHAPE * frame.em)
        yield f'{form} fill="{fill}" stroke="{colour}" stroke-width="{_short(THIN * frame.em)}"/>'


def _hidden(chart: Chart, frame: Frame, palette: Palette) -> Iterator[str]:
    """Write `..` at the foot of hidden periods, of those that stand close only where it has room."""
    free = 0.0
    for place, point in enumerate(chart.points):
        x = frame.across(place)
        if point.hidden and x >= free:
            yield _text(HIDDEN, x, frame.bottom - HIDDEN_ROOM / 2 * frame.em, palette.muted, "middle")
            free = x + HIDDEN_ROOM * frame.em


def _around(values: list[float | None]) -> Iterator[tuple[float | None, float | None]]:
    """Yield the value before and after each."""
    padded = [None, *values, None]
    yield from ((before, after) for before, after in zip(padded, padded[2:], strict=False))


def _colour(meaning: str, palette: Palette) -> str:
    """Return the colour of a meaning; that of the line where there is none."""
    return {"better": palette.better, "worse": palette.worse, "changed": palette.changed}.get(
        meaning, palette.line
    )


def _form(meaning: str, x: float, y: float, radius: float, reach: float) -> str:
    """Begin the shape of a point: a diamond is better, a triangle worse, a square changed, else a circle."""
    across, down, far = _short(x), _short(y), _short(reach)
    match meaning:
        case "better":
            return f'<path d="M{across} {_short(y - reach)}l{far} {far}l-{far} {far}l-{far} -{far}z"'
        case "worse":
            wide = _short(2 * reach)
            return f'<path d="M{across} {_short(y - reach)}l{far} {wide}h-{wide}z"'
        case "changed":
            side, half = _short(1.6 * reach), 0.8 * reach
            return f'<rect x="{_short(x - half)}" y="{_short(y - half)}" width="{side}" height="{side}"'
        case _:
            return f'<circle cx="{across}" cy="{down}" r="{_short(radius)}"'


def _name(name: Name, middle: float, frame: Frame, palette: Palette) -> str:
    """Write what a line is called, right of the plot; the value's first line is bold."""
    top = middle - frame.line_height * (len(name.lines) - 1) / 2
    colour = palette.ink if name.is_value else palette.muted
    return "".join(
        _text(line, frame.right + GAP * frame.em, top + row * frame.line_height, colour,
              bold=name.is_value and row == 0)
        for row, line in enumerate(name.lines)
    )  # fmt: skip


def _text(text: str, x: float, y: float, colour: str, anchor: str = "start", *, bold: bool = False) -> str:
    """Write a text whose middle lies at `y`."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{_short(x)}" y="{_short(y)}" dy="0.35em" text-anchor="{anchor}" fill="{colour}"{weight}>'
        f"{escape(_plain(text))}</text>"
    )


def _stroke(path: str, colour: str, width: float, more: str = "") -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{_short(width)}"{more}/>'


def _short(pixels: float) -> str:
    """Write a coordinate with at most two decimals."""
    return f"{round(pixels, 2) + 0.0:g}"


def _plain(text: str) -> str:
    """Return a text without signs that no document can hold."""
    return "".join(" " if unicodedata.category(sign) in NO_TEXT else sign for sign in text)
