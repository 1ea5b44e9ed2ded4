"""What the product itself follows beside the plans: figures and economy by month, decisions not carried out.

They are entries of a calendar and nothing to tick off: what has come in is shown where it is filled in.

| entry | for | due |
|---|---|---|
| the month's figures | offices followed by month | as the setting says, or the next working day |
| the month's economy | offices with outcomes by month | the same day |
| decisions not carried out | offices that measure them by quarter, no plan names it | the month after |

All begin with the first month known and go on for a year after the last. An office whose last such month lies
in the past is no longer followed, and has no entries: months that a plan printed once are no rhythm.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from metrics.office import Office
from metrics.periods import Period
from metrics.reporting.expected import last_day
from metrics.vocabulary import Periodicity
from metrics.year_wheel.occasions import Owed, last_working_day

DECISIONS = "ej-verkstallda-beslut"
NAMED_AS = "verkställda beslut"
MONTHS_AHEAD = 12
BY_QUARTER = (Periodicity.MONTH, Periodicity.QUARTER)


@dataclass(frozen=True)
class OwnEntry:
    """An entry of the product's own rhythm: `where` is the page that it is done on."""

    code: str
    title: str
    where: str
    due: date
    about: Period


@dataclass(frozen=True)
class Followed:
    """What an office is followed by beside its plans: the months that figures and economy are expected for.

    `decisions` tells whether decisions not carried out are reported by quarter; `days` is the setting.
    """

    figures: tuple[Period, ...]
    economy: tuple[Period, ...]
    decisions: bool
    days: int


def followed(office: Office, outcome_codes: Iterable[str], owed: Iterable[Owed], days: int) -> Followed:
    """Return what an office is followed by; `outcome_codes` are the periods that money is booked for."""
    measured = any(
        subject.concept == DECISIONS and subject.periodicity in BY_QUARTER for subject in office.subjects
    )
    named = any(NAMED_AS in each.title.casefold() for each in owed)
    return Followed(
        figures=_ongoing(office.periods) if office.followed_by_month else (),
        economy=_ongoing(map(Period.parse, outcome_codes)),
        decisions=measured and not named,
        days=days,
    )


def _ongoing(known: Iterable[Period]) -> tuple[Period, ...]:
    """Return the months from the first known one to a year after the last."""
    every = (period for period in known if period.periodicity == Periodicity.MONTH)
    months = sorted(every, key=lambda month: month.first)
    return months[0].until(months[-1].shifted(MONTHS_AHEAD)) if months else ()


def own_entries(known: Followed, year: int, today: date) -> tuple[OwnEntry, ...]:
    """Return the entries that are due in a year, by day; none of what is no longer followed on a day."""
    figures, economy = _still(known.figures, today), _still(known.economy, today)
    entries = [
        *(
            OwnEntry("siffror", f"Siffror för {month.label}", "Fyll i", last_day(month, known.days), month)
            for month in _due_near(figures, year)
        ),
        *(
            OwnEntry("ekonomi", f"Utfall för {month.label}", "Ekonomi", last_day(month, known.days), month)
            for month in _due_near(economy, year)
        ),
        *(_decisions(figures, year) if known.decisions else ()),
    ]
    return tuple(sorted((each for each in entries if each.due.year == year), key=lambda each: each.due))


def _still(months: tuple[Period, ...], today: date) -> tuple[Period, ...]:
    return months if months and months[-1].last >= today else ()


def _due_near(months: Iterable[Period], year: int) -> list[Period]:
    """Return the months whose figures can be due in a year, whatever the setting (a year at most)."""
    return [month for month in months if month.year in (year - 2, year - 1, year)]


def _decisions(months: Collection[Period], year: int) -> Iterator[OwnEntry]:
    whole = Period(Periodicity.YEAR, year)
    for quarter in (Period(Periodicity.QUARTER, year - 1, 4), *whole.parts(Periodicity.QUARTER)):
        last = Period.containing(quarter.last, Periodicity.MONTH)
        if last in months:
            title = f"Ej verkställda beslut, {quarter.label}"
            yield OwnEntry("ej-verkstallda", title, "Fyll i", last_working_day(last.shifted(1)), quarter)
