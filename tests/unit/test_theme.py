"""Colours: readable on their paper, and apart also for the colour-blind."""

from dataclasses import asdict
from itertools import combinations

import numpy as np
import plotly.graph_objects as go
import pytest

from metrics.theme import DARK, LIGHT, PROJECTOR, STATUS_MARKS, css_variables, layout
from metrics.vocabulary import Status

PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK, PROJECTOR], ids=["light", "dark", "projector"])
TEXT_COLOURS = ["ink", "muted", "better", "worse", "changed", "no_news"]
SIGHT = {
    "ordinary": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Machado, Oliveira & Fernandes (2009), A Physiologically-based Model for Simulation of Color Vision
Deficiency, IEEE TVCG 15(6), severity 1.0; for linear RGB."""
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
"""From linear sRGB, white D65 (IEC 61966-2-1)."""
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour):
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """WCAG 2.2: (lighter + 0.05) / (darker + 0.05)."""
    darker, lighter = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour, sight):
    """CIE L*a*b* of a colour as someone with the given sight sees it."""
    share = TO_XYZ @ np.clip(SIGHT[sight] @ linear(colour), 0, 1) / WHITE
    f = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_measures_agree_with_their_definitions():
    assert contrast("#000000", "#ffffff") == pytest.approx(21, abs=1e-4)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert lab("#ffffff", "ordinary") == pytest.approx([100, 0, 0], abs=0.01)


@PALETTES
@pytest.mark.parametrize("name", TEXT_COLOURS)
def test_text_can_be_read_on_the_paper(palette, name):
    assert contrast(getattr(palette, name), palette.paper) >= 4.5


@pytest.mark.parametrize("name", TEXT_COLOURS)
def test_text_can_be_read_on_a_projector_in_daylight(name):
    assert contrast(getattr(PROJECTOR, name), PROJECTOR.paper) >= 7


@PALETTES
@pytest.mark.parametrize("name", ["line", "target", "axis"])
def test_lines_can_be_seen_on_the_paper(palette, name):
    assert contrast(getattr(palette, name), palette.paper) >= 3


@PALETTES
def test_the_grid_keeps_in_the_background(palette):
    assert contrast(palette.grid, palette.paper) < 1.5


@PALETTES
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize(("one", "other"), list(combinations(["better", "worse", "changed", "no_news"], 2)))
def test_meanings_stay_apart_whatever_colours_one_sees(palette, sight, one, other):
    """CIE76; 2.3 is just noticeable, 20 is plainly another colour."""
    difference = np.linalg.norm(lab(getattr(palette, one), sight) - lab(getattr(palette, other), sight))
    assert difference >= 20


def test_a_red_and_green_lamp_would_not_have_passed():
    assert np.linalg.norm(lab("#c00000", "protanopia") - lab("#3f5f00", "protanopia")) < 20


def test_every_status_has_a_symbol_of_its_own():
    assert set(STATUS_MARKS) == set(Status)
    assert len({mark.symbol for mark in STATUS_MARKS.values()}) == len(Status)


@PALETTES
def test_reaching_the_target_and_not_differ_in_colour_too(palette):
    on, off = (STATUS_MARKS[status].colour(palette) for status in (Status.ON_TARGET, Status.OFF_TARGET))
    assert (on, off) == (palette.better, palette.worse)


@PALETTES
def test_a_page_gets_every_colour_by_name(palette):
    written = dict(rule.split(":") for rule in css_variables(palette).strip(";").split(";"))
    named = {"--" + name.replace("_", "-"): colour for name, colour in asdict(palette).items()}
    assert written == named | {"--spark-line": palette.line, "--spark-target": palette.target}


@PALETTES
def test_plotly_accepts_the_layout_and_writes_swedish_numbers(palette):
    figure = go.Figure(layout=layout(palette))
    assert figure.layout.separators == ",\u00a0"
    assert figure.layout.dragmode is False
    assert figure.layout.xaxis.fixedrange
    assert figure.layout.yaxis.fixedrange
