"""Colours by meaning, for light and for dark, and the ground that every chart stands on.

Blue is better, orange is worse, purple has changed in neither direction and
grey is no news. Each is dark (or light) enough against its paper to be used for
text (WCAG 2.2, 1.4.3: at least 4.5), and the four stay apart for readers with
deuteranopia, protanopia and tritanopia. A colour never stands alone: a status
has a symbol and a word too, and the word is written beside the symbol.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from metrics.numbers import NO_BREAK_SPACE
from metrics.vocabulary import Status

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
FONT_SIZE = 12
"""Pixels; of every text in a chart."""
SEPARATORS = "," + NO_BREAK_SPACE
"""Plotly's decimal sign and thousands sign, for what Plotly itself writes."""


@dataclass(frozen=True)
class Palette:
    """Colours by meaning, each `#rrggbb`.

    `ink` and `muted` are for text, `line` for the measured series, `target` for
    lines to be held against it, `axis` for the base line and `grid` for what
    should hardly be seen.
    """

    paper: str
    ink: str
    muted: str
    line: str
    target: str
    axis: str
    grid: str
    better: str
    worse: str
    changed: str
    no_news: str


LIGHT = Palette(
    paper="#ffffff",
    ink="#1c2430",
    muted="#5b6472",
    line="#33475b",
    target="#5b6472",
    axis="#868e99",
    grid="#eceef1",
    better="#1b6ca8",
    worse="#b8480b",
    changed="#7e22ce",
    no_news="#6b7280",
)
DARK = Palette(
    paper="#12181f",
    ink="#eceff3",
    muted="#a9b1bc",
    line="#cbd5e1",
    target="#a9b1bc",
    axis="#6b7480",
    grid="#232a34",
    better="#8fcdf8",
    worse="#f0923a",
    changed="#c084fc",
    no_news="#8b929c",
)
PROJECTOR = Palette(
    paper="#ffffff",
    ink="#141a22",
    muted="#434b57",
    line="#1f2e3d",
    target="#434b57",
    axis="#6b7480",
    grid="#e3e6ea",
    better="#0b4f83",
    worse="#8f3204",
    changed="#6b1bb3",
    no_news="#555555",
)
"""For a projector in daylight, always on white: text at least 7:1 (WCAG 2.2, 1.4.6)."""

Tone = Literal["better", "worse", "ink", "no_news"]


@dataclass(frozen=True)
class Mark:
    """What shows a status beside its word: a symbol, and the palette's colour for it."""

    symbol: str
    tone: Tone

    def colour(self, palette: Palette) -> str:
        """Return the mark's colour as `#rrggbb`."""
        return str(getattr(palette, self.tone))


STATUS_MARKS = {
    Status.ON_TARGET: Mark("✓", "better"),
    Status.NEAR_TARGET: Mark("≈", "ink"),
    Status.OFF_TARGET: Mark("✕", "worse"),
    Status.NO_TARGET: Mark("–", "no_news"),
    Status.NO_VALUE: Mark("○", "no_news"),
}
"""Symbols in ordinary fonts that no system draws as a coloured emoji, apart in shape without colour."""


def css_variables(palette: Palette) -> str:
    """Return the palette as CSS declarations (`--better:#1b6ca8;…`), to be put in a rule.

    `--spark-line` and `--spark-target` colour the sparklines.
    """
    names = asdict(palette) | {"spark_line": palette.line, "spark_target": palette.target}
    return "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in names.items())


def layout(palette: Palette) -> dict[str, Any]:
    """Return the Plotly layout that every chart begins from: fonts, colours, calm axes, no zooming.

    Nothing is dragged or zoomed, so that a finger on a phone scrolls the page.
    """
    axis = {
        "automargin": False,
        "fixedrange": True,
        "showgrid": False,
        "tickangle": 0,
        "tickfont": {"color": palette.muted, "size": FONT_SIZE},
        "zeroline": False,
    }
    return {
        "paper_bgcolor": palette.paper,
        "plot_bgcolor": palette.paper,
        "font": {"family": FONT, "size": FONT_SIZE, "color": palette.ink},
        "separators": SEPARATORS,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 40,
        "hoverlabel": _hover_style(palette),
        "xaxis": axis | {"showline": True, "linecolor": palette.axis, "ticks": "outside", "ticklen": 4,
                         "tickcolor": palette.axis},
        "yaxis": axis | {"showgrid": True, "gridcolor": palette.grid, "gridwidth": 1},
    }  # fmt: skip


def _hover_style(palette: Palette) -> dict[str, Any]:
    """Return the look of the box that follows the pointer."""
    return {
        "bgcolor": palette.paper,
        "bordercolor": palette.axis,
        "align": "left",
        "font": {"family": FONT, "size": FONT_SIZE + 1, "color": palette.ink},
    }
