"""The figures of a chart as a small table: periods side by side, or below one another if figures are long."""

from metrics.documents.model import Chart
from reports.column_widths import centimetres
from reports.drawn_figures import drawn_figures
from reports.word_look import TEXT_WIDTH
from reports.word_table import SMALLEST, Grid

NAME_WIDTH, MOST_WIDTH, BELOW_WIDTH, MARGINS = 2.0, 1.8, 3.0, 0.1
"""Centimetres: of columns side by side, and of those where periods stand below one another."""


def figures(chart: Chart) -> Grid:
    """Return the table of a chart's last periods: rows where the figures are short, else columns."""
    told = drawn_figures(chart)
    periods, count = (told.sort, *told.periods), len(told.periods)
    room = min(MOST_WIDTH, (TEXT_WIDTH - NAME_WIDTH) / count)
    widest = max(centimetres(text, SMALLEST.pt) for line in told.lines for text in line[1:])
    is_beside = widest <= room - MARGINS
    if is_beside:
        headings, rows = periods, told.lines
        widths = (NAME_WIDTH, *[room] * count)
    else:
        headings, *below = zip(periods, *told.lines, strict=True)
        rows = tuple(below)
        widths = (min(BELOW_WIDTH, TEXT_WIDTH / len(headings)),) * len(headings)
    return Grid(
        told.caption,
        headings,
        rows,
        widths,
        f"{chart.title}: {told.caption[:1].lower()}{told.caption[1:]}",
        is_number=(False, *[True] * (len(headings) - 1)),
        margins=MARGINS,
        is_small=True,
        has_stacked_headings=is_beside,
        stays_together=True,
    )
