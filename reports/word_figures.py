"""The figures of a chart as a small table: periods side by side, or below one another if figures are long."""

from collections.abc import Sequence

from metrics.documents.model import Chart
from metrics.numbers import number
from metrics.words import PERIODICITY, begun
from reports.word_look import TEXT_WIDTH
from reports.word_table import SMALLEST, Grid
from reports.word_widths import centimetres

MOST_PERIODS = 13
"""A year, and the same period of the year before."""
NAME_WIDTH, MOST_WIDTH, BELOW_WIDTH, MARGINS = 2.0, 1.8, 3.0, 0.1
"""Centimetres: of columns side by side, and of those where periods stand below one another."""
PRELIMINARY = "*"
VALUE, SIGNAL = "Värde", "Mer än slump"
MEANING = {"better": "bättre", "worse": "sämre", "changed": "ändrat"}
HIDDEN, MISSING = "..", "saknas"
HIDDEN_NOTE = ".. visas inte, eller saknas"
PRELIMINARY_NOTE = "* preliminärt"


def figures(chart: Chart, missing: str) -> Grid | None:
    """Return the table of a chart's last periods, None where none of them has a value.

    `missing` is what stands where there is no value, or where it is hidden.
    """
    shown = chart.points[-MOST_PERIODS:]
    if all(point.value is None for point in shown):
        return None
    values = tuple(
        _told(point.value, chart.decimals, missing, PRELIMINARY if point.preliminary else "")
        for point in shown
    )
    lines = [(VALUE, *values)]
    for target in chart.targets:
        held = tuple(_told(value, chart.decimals, "", "") for value in target.values[-MOST_PERIODS:])
        lines.append((target.name, *held))
    if any(point.meaning for point in shown):
        lines.append((SIGNAL, *(MEANING.get(point.meaning, "") for point in shown)))
    periods = tuple(point.period.short_label for point in shown)
    heading = begun(PERIODICITY[shown[0].period.periodicity])
    return _laid_out(chart, (heading, *periods), lines)


def notes(chart: Chart, missing: str) -> str:
    """Say what the signs in the table mean, empty where there are none."""
    shown = chart.points[-MOST_PERIODS:]
    has_hidden = missing == HIDDEN and any(point.value is None for point in shown)
    has_preliminary = any(point.preliminary and point.value is not None for point in shown)
    told = [HIDDEN_NOTE if has_hidden else "", PRELIMINARY_NOTE if has_preliminary else ""]
    return " · ".join(filter(None, told))


def _told(value: float | None, decimals: int, missing: str, mark: str) -> str:
    return missing if value is None else number(value, decimals) + mark


def _laid_out(chart: Chart, periods: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> Grid:
    """Lay the lines out as rows where their figures are short, else as columns."""
    unit = f", {chart.unit_of_measure}" if chart.unit_of_measure else ""
    last = f", de {MOST_PERIODS} senaste" if len(chart.points) > MOST_PERIODS else ""
    caption, spoken = (
        f"Siffrorna i diagrammet{unit}{last}",
        f"{chart.title}: siffrorna i diagrammet{unit}{last}",
    )
    count = len(periods) - 1
    room = min(MOST_WIDTH, (TEXT_WIDTH - NAME_WIDTH) / count)
    widest = max(centimetres(text, SMALLEST.pt) for line in lines for text in line[1:])
    if widest <= room - MARGINS:
        is_beside, headings, rows = True, periods, tuple(lines)
        widths = (NAME_WIDTH, *[room] * count)
    else:
        is_beside = False
        headings, *rest = zip(periods, *lines, strict=True)
        rows = tuple(rest)
        widths = tuple([min(BELOW_WIDTH, TEXT_WIDTH / len(headings))] * len(headings))
    return Grid(
        caption,
        headings,
        rows,
        spoken,
        is_number=(False, *[True] * (len(headings) - 1)),
        widths=widths,
        margins=MARGINS,
        is_small=True,
        has_stacked_headings=is_beside,
        stays_together=True,
    )
