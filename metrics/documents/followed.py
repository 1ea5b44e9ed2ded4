"""The indicators of a report, judged and drawn: what needs talk first within each area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from metrics.change_words import day_words
from metrics.documents.items import figure_cell, item_of
from metrics.documents.material import Followed
from metrics.documents.model import Cell
from metrics.figure_words import made_of
from metrics.indicator_view import drawn_view
from metrics.office import Office
from metrics.periods import Period
from metrics.plan.activity_states import FINISHED, latest_words
from metrics.rows import Row
from metrics.subjects import Figure
from metrics.talk import talk_order
from metrics.unit_series import series_of_unit
from metrics.vocabulary import Area

Beside = Mapping[int, Sequence[str]]
"""Texts by the indicator that they stand beside."""


@dataclass(frozen=True)
class Told:
    """What a report tells beside its figures.

    `descriptions` have the columns of the indicator model, with the indicators' numbers as index; `remark`
    goes with every picture.
    """

    descriptions: pd.DataFrame
    comments: Beside = field(default_factory=dict)
    actions: Beside = field(default_factory=dict)
    remark: str = ""


def followed_of(
    office: Office, rows: Sequence[Row], figures: pd.DataFrame, unit_id: int, chosen: Period, told: Told
) -> tuple[Followed, ...]:
    """Return a unit's rows as the report of the `chosen` period has them, area by area as at the meeting.

    `figures` are those of the unit and everything below it, of all time, of all that the rows need.
    """
    shown_by = {row.subject.id: row.period.periodicity for row in rows}
    series = series_of_unit(office, figures, unit_id, shown_by)
    sole = office.sole_units(unit_id, figures)
    described = told.descriptions.to_dict("index")
    found = []
    for row in _in_order(rows):
        number, known = row.subject.id, series.get(row.subject.id, {})
        item = item_of(
            row,
            drawn_view(office, row, known, unit_id, sole),
            chosen=chosen,
            actions=told.actions.get(number, ()),
            comments=told.comments.get(number, ()),
            description=described[number],
            remark=told.remark,
        )
        found.append(Followed(row, item, _year_before(row, known)))
    return tuple(found)


def _in_order(rows: Sequence[Row]) -> list[Row]:
    by_area = dict(talk_order(rows))
    return [row for area in Area for row in by_area.get(area, [])]


def _year_before(row: Row, series: Mapping[str, Figure]) -> Cell:
    """Return the figure of the same period a year earlier, with what makes it less than whole."""
    figure = series.get(row.period.year_before.code)
    if figure is None:
        return Cell("")
    return figure_cell(row.subject, figure, "" if figure.value is None else made_of(figure))


def actions_of(decisions: pd.DataFrame, progress: pd.DataFrame, unit_ids: Sequence[int]) -> Beside:
    """Return what some units have decided to do, by the indicator that it is to move; what is finished isn't.

    `decisions` and `progress` are as `queries_plan` gives them.
    """
    ended = latest_words(progress, "decision_id")["status"].isin(FINISHED)
    over = set(ended.index[ended])
    aimed = decisions[decisions["indicator_id"].notna() & decisions["unit_id"].isin(unit_ids)]
    found: dict[int, list[str]] = {}
    for row in aimed.to_dict("records"):
        if row["id"] not in over:
            found.setdefault(int(row["indicator_id"]), []).append(_action(row))
    return found


def _action(row: Mapping[Any, Any]) -> str:
    until = row["follow_up_on"]
    asides = (
        row["responsible"],
        f"från {day_words(row['starts_on'].date())}",
        "" if pd.isna(until) else f"följs upp {day_words(until.date())}",
    )
    return f"{row['text']} ({', '.join(filter(None, asides))})"
