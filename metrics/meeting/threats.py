"""What threatens the year: targets that will hardly be met, figures off target now, and great risks."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from metrics.outlook import OutlookWord
from metrics.risks.scale import value_of
from metrics.rows import Row
from metrics.spc import Variation
from metrics.talk import TALK_ORDER
from metrics.vocabulary import Direction, ObjectiveKind, Status

UNLIKELY = (OutlookWord.UNLIKELY, OutlookWord.VERY_UNLIKELY)
MOST_RISKS = 3
WHOLE = 100
"""Per cent: what an outlook that isn't told counts as, last."""


@dataclass(frozen=True)
class Threat:
    """An indicator whose target is threatened.

    `of_year` tells that the year's target is unlikely to be met; else the figure is off its target now.
    `concern` is a true change for the worse, `worse` that the last figure went the wrong way.
    """

    row: Row
    of_year: bool
    concern: bool
    worse: bool


@dataclass(frozen=True)
class Risk:
    """A risk of the plan as it is weighed, each from 1 to 4."""

    title: str
    likelihood: int
    consequence: int
    responsible: str

    @property
    def weight(self) -> int:
        """Likelihood times consequence."""
        return value_of(self.likelihood, self.consequence)


def threats(rows: Sequence[Row]) -> tuple[Threat, ...]:
    """Return what threatens the year: unlikely years first, then what is off target without being one.

    Within each what has truly become worse comes first, then what went the wrong way since the period before.
    """
    found = [_threat(row) for row in rows if _is_unlikely(row) or row.status == Status.OFF_TARGET]
    return tuple(sorted(found, key=_need))


def _is_unlikely(row: Row) -> bool:
    return row.outlook is not None and row.outlook.word in UNLIKELY


def _threat(row: Row) -> Threat:
    return Threat(
        row, _is_unlikely(row), concern=row.signal.variation == Variation.CONCERN, worse=_went_wrong(row)
    )


def _went_wrong(row: Row) -> bool:
    """Tell whether the latest figure went the wrong way from the one of the period before."""
    then, now = ([None, None, *row.spark])[-2:]
    if then is None or now is None or row.subject.direction == Direction.NONE:
        return False
    return now < then if row.subject.direction == Direction.UP else now > then


def _need(threat: Threat) -> tuple[float, ...]:
    outlook = threat.row.outlook
    percent = WHOLE if outlook is None or outlook.percent is None else outlook.percent
    return (
        not threat.of_year,
        not threat.concern,
        not threat.worse,
        TALK_ORDER.index(threat.row.status),
        percent,
    )


def greatest_risks(objectives: pd.DataFrame, assessments: pd.DataFrame) -> tuple[Risk, ...]:
    """Return the risks of a plan that weigh most, as they are weighed now; none that is not weighed.

    The frames are as `queries_plan.objectives` and `queries_plan.assessments` give them.
    """
    known = objectives[objectives["kind"] == ObjectiveKind.RISK.value]
    weighed = known.merge(assessments, left_on="id", right_on="objective_id")
    risks = [
        Risk(row["title"], int(row["likelihood"]), int(row["consequence"]), row["responsible"] or "")
        for row in weighed.to_dict("records")
    ]
    return tuple(sorted(risks, key=lambda risk: -risk.weight)[:MOST_RISKS])
