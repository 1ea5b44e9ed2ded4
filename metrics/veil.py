"""What is kept from an audience: laid over every series of a unit before anything is made of it.

Signals, forecasts, sparklines, shares of units, texts and files are all made of what lies under the veil, and
so can tell no more than it shows. Which figures it hides is decided in `metrics.disclosure`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from metrics.numbers import PER_CENT, rounded
from metrics.rollup import ADDITIVE_OVER_UNITS
from metrics.subjects import Figure, Subject, Withheld
from metrics.vocabulary import Area, Kind, Lens, ValueState

FigureKey = tuple[int, int, str]
"""Indicator, unit and period code of a figure."""


@dataclass(frozen=True)
class Veil:
    """What an audience may not see of an office.

    `hidden` are the figures kept away, of what is measured; `areas` those whose indicators are not shown at
    all; `threshold` the count from which figures may be shown, for the words; counts are rounded to the
    nearest `rounding` (1 = shown as they are), and percentages then to whole ones.
    """

    lens: Lens
    threshold: int
    hidden: frozenset[FigureKey] = frozenset()
    areas: frozenset[Area] = frozenset()
    rounding: int = 1

    def over_measured(
        self, subject: Subject, unit_id: int, series: Mapping[str, Figure]
    ) -> dict[str, Figure]:
        """Return a measured series of a unit without what is kept away."""
        return {
            code: _withheld(figure)
            if (subject.id, unit_id, code) in self.hidden and figure.value is not None
            else _without_last(figure)
            for code, figure in series.items()
        }

    def keeps(self, subjects: Iterable[Subject]) -> bool:
        """Tell whether any of an indicator and what it is made of lies in a hidden area: it would be told."""
        return any(subject.area in self.areas for subject in subjects)

    def over_shown(self, subjects: Sequence[Subject], series: Mapping[str, Figure]) -> dict[str, Figure]:
        """Return a series as it is shown: rounded, nothing of a hidden area, and what is kept away marked so.

        `subjects` are the indicator and all that it is made of.
        """
        if self.keeps(subjects):
            return {code: _withheld(figure) for code, figure in series.items()}
        return {
            code: _withheld(figure)
            if figure.state == ValueState.CONFIDENTIAL
            else self._rounded(subjects[0], figure)
            for code, figure in series.items()
        }

    def _rounded(self, subject: Subject, figure: Figure) -> Figure:
        if self.rounding <= 1 or figure.value is None or subject.kind == Kind.MONEY:
            return figure
        if subject.kind in ADDITIVE_OVER_UNITS:
            return replace(figure, value=rounded(figure.value / self.rounding, 0) * self.rounding)
        value = rounded(figure.value, 0) if subject.unit_of_measure == PER_CENT else figure.value
        return replace(figure, value=value, numerator=None, denominator=None, n=None)


def _withheld(figure: Figure) -> Withheld:
    """Return what is left of a figure that is kept away: how much of it had been reported."""
    return Withheld(
        value=None,
        state=ValueState.CONFIDENTIAL,
        parts=figure.parts,
        expected=figure.expected,
        units=figure.units,
        units_expected=figure.units_expected,
    )


def _without_last(figure: Figure) -> Figure:
    """Return a figure without its last part's value, which is another figure's to show or not.

    A figure of one period is its own last part.
    """
    return figure if figure.parts == figure.expected == 1 else replace(figure, last=None)
