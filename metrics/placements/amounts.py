"""Figures that are to be added to others: what is known, what is nothing, and what is not known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from metrics.placements.care_forms import CareForm
from metrics.subjects import Figure
from metrics.vocabulary import ValueState

Series = Mapping[str, Figure]


def whole(figure: Figure | None) -> float | None:
    """Return a figure's value; None where it is not known for all of its time."""
    return None if figure is None or figure.parts < figure.expected else figure.value


def amount(series: Series, code: str) -> float | None:
    """Return what a period adds to a sum: nothing where it doesn't apply, None where it isn't known."""
    figure = series.get(code)
    if figure is not None and figure.state == ValueState.NOT_APPLICABLE:
        return 0.0
    return whole(figure)


@dataclass(frozen=True)
class Tally:
    """A sum over forms. None where one of them isn't known: those are `lacking`."""

    value: float | None
    lacking: tuple[CareForm, ...] = ()
    preliminary: bool = False


def tally(series: Iterable[tuple[CareForm, Series]], code: str) -> Tally:
    """Return the sum of a period over some forms; None without any form."""
    several = list(series)
    amounts = [(form, amount(mine, code)) for form, mine in several]
    lacking = tuple(form for form, value in amounts if value is None)
    open_ = any(
        code in mine and mine[code].state == ValueState.PRELIMINARY and mine[code].value is not None
        for _, mine in several
    )
    if lacking or not several:
        return Tally(None, lacking)
    return Tally(sum(value for _, value in amounts if value is not None), (), open_)
