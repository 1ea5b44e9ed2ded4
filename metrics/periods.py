"""Periods: month, quarter, tertial, half-year and year as values.

A period is written `2019-03`, `2019-Q1`, `2019-T1`, `2019-H1` or `2019`, has a
first and a last day, and knows its neighbours, its parts and its wholes.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from metrics.vocabulary import Periodicity

PER_YEAR = {
    Periodicity.MONTH: 12,
    Periodicity.QUARTER: 4,
    Periodicity.TERTIAL: 3,
    Periodicity.HALF_YEAR: 2,
    Periodicity.YEAR: 1,
}
LETTERS = {"Q": Periodicity.QUARTER, "T": Periodicity.TERTIAL, "H": Periodicity.HALF_YEAR}
MONTH_NAMES = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
HALF_YEAR_NAMES = ("första halvåret", "andra halvåret")
WRITTEN = re.compile(r"(?P<year>[12]\d{3})(-(?P<month>\d{2})|-(?P<letter>[QTH])(?P<index>\d))?", re.ASCII)


class PeriodError(ValueError):
    """A text that is no period, or a period that can't be used as asked."""


@dataclass(frozen=True)
class Period:
    """A month, quarter, tertial, half-year or year.

    `index` counts from 1 within the year; a year has index 1.
    """

    periodicity: Periodicity
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.index <= PER_YEAR[self.periodicity]:
            raise PeriodError(f"Det finns ingen period {self.index} av {self.periodicity} på ett år.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period as it is written in files and addresses.

        Raises PeriodError, in Swedish, for anything else.
        """
        match = WRITTEN.fullmatch(text.strip())
        if match:
            year = int(match["year"])
            try:
                if match["month"]:
                    return cls(Periodicity.MONTH, year, int(match["month"]))
                if match["letter"]:
                    return cls(LETTERS[match["letter"]], year, int(match["index"]))
                return cls(Periodicity.YEAR, year)
            except PeriodError:
                pass
        raise PeriodError(
            f"«{text}» är ingen period. Skriv månad som 2019-03, kvartal som 2019-Q1, "
            "tertial som 2019-T1, halvår som 2019-H1 eller år som 2019."
        )

    @classmethod
    def containing(cls, day: date, periodicity: Periodicity) -> Self:
        """Return the period of the given kind that `day` lies in."""
        months = 12 // PER_YEAR[periodicity]
        return cls(periodicity, day.year, (day.month - 1) // months + 1)

    @property
    def code(self) -> str:
        """The period as written in files, addresses and the store."""
        if self.periodicity == Periodicity.YEAR:
            return f"{self.year}"
        if self.periodicity == Periodicity.MONTH:
            return f"{self.year}-{self.index:02d}"
        letter = next(key for key, value in LETTERS.items() if value == self.periodicity)
        return f"{self.year}-{letter}{self.index}"

    @property
    def label(self) -> str:
        """The period as a Swedish reader says it, for instance `oktober 2026`."""
        match self.periodicity:
            case Periodicity.MONTH:
                return f"{MONTH_NAMES[self.index - 1]} {self.year}"
            case Periodicity.QUARTER:
                return f"kvartal {self.index} {self.year}"
            case Periodicity.TERTIAL:
                return f"tertial {self.index} {self.year}"
            case Periodicity.HALF_YEAR:
                return f"{HALF_YEAR_NAMES[self.index - 1]} {self.year}"
            case _:
                return f"{self.year}"

    @property
    def short_label(self) -> str:
        """The period for a narrow place, for instance `okt 2026` or `T2 2026`."""
        match self.periodicity:
            case Periodicity.MONTH:
                return f"{MONTH_NAMES[self.index - 1][:3]} {self.year}"
            case Periodicity.QUARTER:
                return f"kv {self.index} {self.year}"
            case Periodicity.TERTIAL | Periodicity.HALF_YEAR:
                return f"{self.code[-2:]} {self.year}"
            case _:
                return f"{self.year}"

    @property
    def month_count(self) -> int:
        """How many months the period covers."""
        return 12 // PER_YEAR[self.periodicity]

    @property
    def first(self) -> date:
        """First day."""
        return date(self.year, (self.index - 1) * self.month_count + 1, 1)

    @property
    def last(self) -> date:
        """Last day."""
        month = self.index * self.month_count
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def shifted(self, steps: int) -> "Period":
        """Return the period of the same kind that lies `steps` later (or earlier, if negative)."""
        per_year = PER_YEAR[self.periodicity]
        position = self.year * per_year + self.index - 1 + steps
        return Period(self.periodicity, position // per_year, position % per_year + 1)

    def until(self, last: "Period") -> tuple["Period", ...]:
        """Return the periods from this one until `last`, both among them; none where it lies before this one.

        Raises PeriodError where `last` is of another kind.
        """
        if last.periodicity != self.periodicity:
            raise PeriodError(f"{self.code} och {last.code} är inte perioder av samma slag.")
        steps = (last.year - self.year) * PER_YEAR[self.periodicity] + last.index - self.index
        return tuple(self.shifted(step) for step in range(steps + 1))

    @property
    def previous(self) -> "Period":
        """The period just before."""
        return self.shifted(-1)

    @property
    def year_before(self) -> "Period":
        """The same period one year earlier."""
        return Period(self.periodicity, self.year - 1, self.index)

    def whole(self, periodicity: Periodicity) -> "Period":
        """Return the coarser period this one lies in.

        Raises PeriodError where such periods are not made of these: no half-year is made of tertials.
        """
        whole = Period.containing(self.first, periodicity)
        if whole.month_count % self.month_count:
            raise PeriodError(f"{self.code} ryms inte i någon period av slaget {periodicity}.")
        return whole

    def parts(self, periodicity: Periodicity) -> tuple["Period", ...]:
        """Return the finer periods that make up this one, in order.

        Raises PeriodError where they do not fill it evenly.
        """
        if self.month_count % (12 // PER_YEAR[periodicity]):
            raise PeriodError(f"{self.code} kan inte delas i perioder av slaget {periodicity}.")
        return Period.containing(self.first, periodicity).until(Period.containing(self.last, periodicity))


def latest_within(last_day: date, periodicity: Periodicity) -> Period:
    """Return the latest period of the kind that has ended on or before `last_day`."""
    period = Period.containing(last_day, periodicity)
    return period if period.last <= last_day else period.previous


def is_coarser(one: Periodicity, other: Periodicity) -> bool:
    """Tell whether `one` covers more months than `other`."""
    return PER_YEAR[one] < PER_YEAR[other]


def shown_periodicity(own: Periodicity, chosen: Periodicity) -> Periodicity:
    """Return what an indicator is shown by: the chosen periodicity, or its own where that is coarser.

    What does not fill the chosen periods evenly (tertials in half-years) is shown by its own.
    """
    if not is_coarser(chosen, own):
        return own
    try:
        Period(own, 2000, 1).whole(chosen)
    except PeriodError:
        return own
    return chosen
