"""What is paid for consultants, in the named measures, now and a year before."""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.money.scale import TKR, Scale
from metrics.numbers import number, rounded
from metrics.periods import Period
from metrics.rows import NOTHING
from metrics.staff.spans import Series, Span, measured
from metrics.subjects import Figure, Subject
from metrics.vocabulary import ValueState

KRONOR = "kronor"
UNKNOWN = "–"


@dataclass(frozen=True)
class Cost:
    """A cost over some time, and over the same time a year before. Not known = None."""

    span: Span
    now: Figure
    then: Figure
    scale: Scale

    @property
    def is_preliminary(self) -> bool:
        """Whether the cost may still change."""
        return ValueState.PRELIMINARY in (self.now.state, self.then.state)

    @property
    def change(self) -> float | None:
        """How much more it costs now, of the two as they are written; in the scale's unit."""
        if self.now.value is None or self.then.value is None:
            return None
        shown = self.scale.drawn(self.now.value) - self.scale.drawn(self.then.value)
        return rounded(shown, self.scale.decimals)

    @property
    def now_text(self) -> str:
        """What it costs now, without its unit; `–` where that isn't known."""
        return self.scale.written(self.now.value) or UNKNOWN

    @property
    def then_text(self) -> str:
        """What it cost a year before, without its unit; `–` where that isn't known."""
        return self.scale.written(self.then.value) or UNKNOWN

    @property
    def change_text(self) -> str:
        """How much more it costs, without its unit; empty where that isn't known."""
        return "" if self.change is None else change_written(self.change, self.scale.decimals)


def change_written(change: float, decimals: int) -> str:
    """Write a change: `+50`, `±0`."""
    return "±0" if change == 0 else number(change, decimals, sign=True)


def scale_for(subject: Subject) -> Scale:
    """Return what amounts are written in: kronor in tkr, anything else as it is measured."""
    if subject.unit_of_measure == KRONOR:
        return TKR
    return Scale(subject.unit_of_measure, 1, subject.decimals)


def costs(subject: Subject, series: Series, period: Period) -> dict[Span, Cost]:
    """Return the cost of every measure for one of the indicator's own periods."""
    every = measured(subject, series, 1.0)
    before, scale = period.year_before, scale_for(subject)
    return {
        span: Cost(span, each.get(period.code, NOTHING), each.get(before.code, NOTHING), scale)
        for span, each in every.items()
    }


def written_as_negative(series: Mapping[str, Figure]) -> bool:
    """Tell whether costs stand with a minus in the source."""
    known = [figure.value for figure in series.values() if figure.value is not None]
    return bool(known) and min(known) < 0 and sum(known) < 0
