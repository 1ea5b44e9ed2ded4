"""What is odd about the figures typed in a form, held against what is known of their series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from metrics.plausibility import Doubt, doubts
from metrics.reporting.lines import Line
from metrics.reporting.typed import Typed, read
from metrics.vocabulary import STATES_WITH_VALUE, ValueState
from metrics.words import begun

SAID_BESIDE = ("contradicts-store", "missing-months")
"""Rules whose news the form shows itself: what is changed, and what is missing."""
PROVISIONAL = ValueState.PRELIMINARY.value
"""How a figure of a period that hasn't ended is looked at: only a draft of it can be saved."""
COLUMNS = ["unit_id", "indicator_id", "period", "value", "numerator", "denominator", "n", "state"]


@dataclass(frozen=True)
class Known:
    """What typed figures are held against, as `plausibility.doubts` wants it: a unit's shown figures too."""

    history: pd.DataFrame
    indicators: pd.DataFrame
    units: pd.DataFrame


def doubted(
    lines: Sequence[Line],
    typed: Mapping[str, Typed],
    unit_id: int,
    known: Known,
    last_day: date,
) -> dict[str, list[Doubt]]:
    """Return the doubts about each typed line that can be read, by its key.

    `last_day` is the day that periods are held against.
    """
    keys: list[str] = []
    rows: list[tuple[object, ...]] = []
    for line in lines:
        reading = read(line, typed[line.key]) if line.key in typed else None
        if reading is None or reading.problem or reading.state is None:
            continue
        keys.append(line.key)
        numbers = (reading.value, reading.numerator, reading.denominator, reading.n)
        early = line.period.last >= last_day and reading.state in STATES_WITH_VALUE
        state = PROVISIONAL if early else reading.state.value
        rows.append((unit_id, line.subject.id, line.period.code, *numbers, state))
    if not rows:
        return {}
    figures = pd.DataFrame(rows, columns=COLUMNS)
    found: dict[str, list[Doubt]] = {}
    names = {line.key: line.subject.name for line in lines}
    for doubt in doubts(figures, known.history, known.indicators, known.units, last_day):
        if doubt.rule not in SAID_BESIDE:
            for row in doubt.rows:
                found.setdefault(keys[row], []).append(_without_name(doubt, names[keys[row]]))
    return found


def _without_name(doubt: Doubt, name: str) -> Doubt:
    """Return a doubt without the name that its line begins with already."""
    told = doubt.message.removeprefix(f"{name}: ")
    return replace(doubt, message=begun(told))
