"""What threatens the year: targets that will hardly be met, figures off target now, and great risks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metrics.numbers import rounded
from metrics.outlook import OutlookWord
from metrics.risks.register import RiskLine, by_weight
from metrics.rows import Row
from metrics.spc import Variation
from metrics.talk import TALK_ORDER
from metrics.vocabulary import Direction, Status

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
    """Tell whether the latest figure, as it is shown, went the wrong way from that of the period before."""
    then, now = ([None, None, *row.spark])[-2:]
    if then is None or now is None:
        return False
    shown_then, shown_now = (rounded(value, row.subject.decimals) for value in (then, now))
    match row.subject.direction:
        case Direction.UP:
            return shown_now < shown_then
        case Direction.DOWN:
            return shown_now > shown_then
    return False


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


def greatest_risks(risks: Iterable[RiskLine]) -> tuple[RiskLine, ...]:
    """Return the risks that weigh most, as they are weighed now; none that is not weighed.

    A risk that stands in several plans is that of the plan which comes first.
    """
    weighed: dict[str, RiskLine] = {}
    for risk in risks:
        if risk.latest is not None:
            weighed.setdefault(risk.title, risk)
    return tuple(by_weight(tuple(weighed.values()))[:MOST_RISKS])
