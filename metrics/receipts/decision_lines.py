"""The decisions that stand, each as a line: who is to do what, how far it has come, and its receipt."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from metrics.office import Office
from metrics.periods import Period, latest_within
from metrics.plan.activity_states import FINISHED, latest_words
from metrics.receipts.receipt import Receipt, receipt_of
from metrics.receipts.words import receipt_words
from metrics.subjects import Subject
from metrics.unit_series import Series, series_of_unit
from metrics.vocabulary import Direction


@dataclass(frozen=True)
class DecisionLine:
    """A decision as its readers see it. Empty texts and None are what is not said.

    `indicator_id` and `indicator` are those of the figure that it is to move. `status` is an ActivityStatus'
    value, empty before anybody has told; `revision` is that of the word told (0 before). `is_due` tells that
    the day to follow it up has come and nothing says done or stopped. `receipt` is None, and its words empty,
    for a decision on no indicator.
    """

    id: int
    text: str
    unit_id: int
    unit: str
    indicator_id: int | None
    indicator: str
    responsible: str
    starts_on: date
    follow_up_on: date | None
    expected: Direction
    meeting_id: int | None
    role: str
    status: str = ""
    told_on: date | None = None
    note: str = ""
    told_by: str = ""
    revision: int = 0
    is_due: bool = False
    receipt: Receipt | None = None
    receipt_words: str = ""


def decision_lines(
    office: Office,
    decisions: pd.DataFrame,
    progress: pd.DataFrame,
    figures: Mapping[int, pd.DataFrame],
    *,
    chosen: Period,
    today: date,
) -> tuple[DecisionLine, ...]:
    """Return the decisions of an office as lines, the newest first.

    `decisions` and `progress` are as `queries_plan` gives them. `figures`, by unit, are those of the unit and
    everything below it, of the indicators that it has decided on and what they are made of, of all time up
    to the end of the `chosen` period: the receipts speak of what was known then. A decision on an indicator
    that the office has no longer is left out.
    """
    told = latest_words(progress, "decision_id").to_dict("index")
    names = {subject.id for subject in office.subjects}
    newest_first = decisions.sort_values(["starts_on", "id"], ascending=False).to_dict("records")
    receipts = _receipts(office, newest_first, figures, chosen)
    return tuple(
        _line(office, row, told.get(row["id"], {}), receipts.get(row["id"]), today)
        for row in newest_first
        if pd.isna(row["indicator_id"]) or row["indicator_id"] in names
    )


def concerning(
    lines: Collection[DecisionLine], office: Office, unit_id: int, indicator_id: int
) -> tuple[DecisionLine, ...]:
    """Return the decisions on an indicator of a unit, or of one above or below it, as events concern it."""
    near = office.near(unit_id)
    return tuple(line for line in lines if line.indicator_id == indicator_id and line.unit_id in near)


def _receipts(
    office: Office, rows: list[dict[Any, Any]], figures: Mapping[int, pd.DataFrame], chosen: Period
) -> dict[int, Receipt]:
    """Return the receipt of each decision on an indicator that the office has."""
    subjects = {subject.id: subject for subject in office.subjects}
    receipts: dict[int, Receipt] = {}
    for unit_id, frame in figures.items():
        mine = [row for row in rows if row["unit_id"] == unit_id and row["indicator_id"] in subjects]
        wanted = {row["indicator_id"]: subjects[row["indicator_id"]].periodicity for row in mine}
        series = series_of_unit(office, frame, unit_id, wanted)
        sole = office.sole_units(unit_id, frame[frame["unit_id"].isin(list(office.ancestors_below(unit_id)))])
        for row in mine:
            subject = subjects[row["indicator_id"]]
            units = {unit_id, sole.get(subject.id)}
            receipts[row["id"]] = _receipt(office, row, subject, series.get(subject.id, {}), units, chosen)
    return receipts


def _receipt(
    office: Office,
    row: Mapping[Any, Any],
    subject: Subject,
    series: Series,
    units: Collection[int | None],
    chosen: Period,
) -> Receipt:
    return receipt_of(
        subject,
        series,
        starts_on=row["starts_on"].date(),
        expected=Direction(row["expected"]),
        latest=latest_within(chosen.last, subject.periodicity),
        redefined=office.redefined(subject.id),
        rebased=office.rebased(subject.id, units),
    )


def _line(
    office: Office, row: Mapping[Any, Any], told: Mapping[Any, Any], receipt: Receipt | None, today: date
) -> DecisionLine:
    place = next(place for place in office.places if place.id == row["unit_id"])
    subject = None if pd.isna(row["indicator_id"]) else office.subject_of(int(row["indicator_id"]))
    follow_up_on, starts_on = _day(row["follow_up_on"]), row["starts_on"].date()
    status = str(told.get("status", ""))
    return DecisionLine(
        id=int(row["id"]),
        text=row["text"],
        unit_id=place.id,
        unit=place.name,
        indicator_id=subject.id if subject else None,
        indicator=subject.name if subject else "",
        responsible=row["responsible"],
        starts_on=starts_on,
        follow_up_on=follow_up_on,
        expected=Direction(row["expected"]),
        meeting_id=None if pd.isna(row["meeting_id"]) else int(row["meeting_id"]),
        role=row["role"],
        status=status,
        told_on=_day(told.get("told_on")),
        note=str(told.get("note", "")),
        told_by=str(told.get("role", "")),
        revision=int(told.get("revision", 0)),
        is_due=follow_up_on is not None and follow_up_on <= today and status not in FINISHED,
        receipt=receipt,
        receipt_words=receipt_words(receipt, subject) if receipt and subject else "",
    )


def _day(moment: Any) -> date | None:
    return None if moment is None or pd.isna(moment) else moment.date()
