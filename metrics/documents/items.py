"""Indicators as documents carry them: a judged row, with its chart, as an item of the model."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from metrics.axes import day
from metrics.documents.model import Cell, Chart, Item, Point, TargetLine
from metrics.indicator_view import IndicatorView
from metrics.numbers import rounded
from metrics.periods import Period
from metrics.row_words import value_words
from metrics.rows import Row
from metrics.sentences import BEYOND_CHANCE
from metrics.spc import Variation
from metrics.subjects import Figure, Subject
from metrics.target_steps import TargetStep, target_steps
from metrics.targets import JUDGED
from metrics.theme import STATUS_MARKS
from metrics.vocabulary import Periodicity, ValueState

MOST_POINTS = 24
"""Periods that a chart shows, but for years: of them, all are shown."""
MEANINGS = {"better": "better", "worse": "worse", "ink": "changed"}
"""What a point beyond chance means, by what the limits call it."""
SOURCES = ("source_system", "source")
"""Of an indicator's description: the system that its figures are kept in, and what says so."""


def chart_of(view: IndicatorView, remark: str) -> Chart | None:
    """Return an indicator's chart up to the period that its row speaks of; None without any value to draw.

    Values are rounded as they are shown, in the unit that the page draws them in; what is hidden, or lacks,
    is None. Of each target line the value is the one that held at the end of each period. `remark` goes with
    the picture.
    """
    subject = view.row.subject
    points = _points(view)
    if all(point.value is None for point in points):
        return None
    return Chart(
        title=subject.name,
        alt=view.row.sentence,
        unit_of_measure=view.drawn_in,
        decimals=subject.decimals,
        points=points,
        targets=_targets(view.target_lines, [point.period for point in points]),
        remark=remark,
    )


def item_of(
    row: Row,
    view: IndicatorView | None,
    *,
    chosen: Period | None = None,
    actions: Iterable[str] = (),
    comments: Iterable[str] = (),
    description: Mapping[Any, Any] | pd.Series | None = None,
    remark: str = "",
) -> Item:
    """Return a row as an item, with its chart where a view is given.

    Where the figure is of another period than the document's, which is `chosen`, its note says so.
    `description` has the columns of the indicator model, of which definition and source are told. A hidden
    figure is `..`, without a number, as its row says it.
    """
    return Item(
        code=row.subject.code,
        name=row.subject.name,
        area=row.subject.area,
        period=row.period,
        sentence=row.sentence,
        value=figure_cell(row.subject, row.figure),
        target=row.target_text,
        status=_status(row),
        tone=STATUS_MARKS[row.status].tone,
        change=change_said(row),
        note="; ".join(filter(None, (_other_period(row, chosen), row.note))),
        actions=tuple(actions),
        comments=tuple(comments),
        chart=chart_of(view, remark) if view else None,
        definition=_told(description, "definition"),
        source=". ".join(filter(None, (_told(description, name) for name in SOURCES))),
    )


def change_said(row: Row) -> str:
    """Say how far a figure is from that of the period before, with its unit; empty where it isn't known."""
    return " ".join(filter(None, (row.change_text, row.change_unit))) if row.change_text else ""


def beyond_chance(variation: Variation) -> str:
    """Say what a change beyond chance is (`verklig försämring`); empty where there is none."""
    return BEYOND_CHANCE.get(variation, "")


def _status(row: Row) -> str:
    """Say where a figure stands, or that it can't be judged by its target; empty where it has none."""
    is_told = row.status in JUDGED or row.is_undecided
    return f"{STATUS_MARKS[row.status].symbol} {row.status_word}" if is_told else ""


def _other_period(row: Row, chosen: Period | None) -> str:
    return "" if chosen in (None, row.period) else f"avser {row.period.label}"


def figure_cell(subject: Subject, figure: Figure, note: str = "") -> Cell:
    """Return a figure's text with a note beside it, and the number it was rounded to.

    There is no number where it is hidden or lacks.
    """
    text = value_words(subject, figure)
    return Cell(
        text=f"{text} ({note})" if note else text,
        number=None if figure.value is None else rounded(figure.value, subject.decimals),
        decimals=subject.decimals,
        unit_of_measure=subject.unit_of_measure,
    )


def _told(description: Mapping[Any, Any] | pd.Series | None, name: str) -> str:
    return "" if description is None else str(description.get(name) or "").rstrip(". ")


def _points(view: IndicatorView) -> tuple[Point, ...]:
    """Return the latest periods, without holes, from the first of them that has a value."""
    rows = view.series.to_dict("records")
    values = {
        row["period"]: rounded(row["value"], view.row.subject.decimals)
        for row in rows
        if not math.isnan(row["value"])
    }
    preliminary = {row["period"] for row in rows if row["state"] == ValueState.PRELIMINARY}
    secret = {row["period"] for row in rows if row["state"] == ValueState.CONFIDENTIAL}
    meanings = dict(zip(view.limits["period"], view.limits["meaning"], strict=True))
    points = [
        Point(
            period,
            values.get(period.code),
            preliminary=period.code in values and period.code in preliminary,
            meaning=MEANINGS.get(meanings.get(period.code, ""), "") if period.code in values else "",
            hidden=period.code in secret,
        )
        for period in _periods(values, view.row.period)
    ]
    first = next((place for place, point in enumerate(points) if point.value is not None), len(points))
    return tuple(points[first:])


def _periods(codes: Iterable[str], last: Period) -> tuple[Period, ...]:
    """Return the periods up to the last one, without holes, from the first of some codes that isn't later."""
    known = [period for period in map(Period.parse, codes) if period.first <= last.first]
    if not known:
        return ()
    every = min(known, key=lambda period: period.first).until(last)
    return every if last.periodicity == Periodicity.YEAR else every[-MOST_POINTS:]


def _targets(lines: pd.DataFrame, periods: list[Period]) -> tuple[TargetLine, ...]:
    """Return the targets that held at the end of any of the periods, each under its name."""
    steps = target_steps(lines, day(periods[0].first), f"{periods[-1].year + 1}-01-01")
    named: dict[str, list[TargetStep]] = {}
    for step in steps:
        named.setdefault(step.name, []).append(step)
    drawn = (
        TargetLine(name, tuple(_held(mine, day(period.last)) for period in periods))
        for name, mine in named.items()
    )
    return tuple(line for line in drawn if any(value is not None for value in line.values))


def _held(steps: list[TargetStep], moment: str) -> float | None:
    """Return the value that held on a day; of two of one name the one that began later."""
    held = [step for step in steps if step.begins <= moment < step.ends]
    return max(held, key=lambda step: step.begins).value if held else None
