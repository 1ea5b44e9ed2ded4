"""What is said of the reporting: the sentences of Fyll i and Översikt. Days and counts in, Swedish out."""

from collections.abc import Collection
from datetime import date, datetime

from metrics.numbers import number
from metrics.periods import MONTH_NAMES, Period
from metrics.reporting.standing import Awaited, Counts, Share, UnitStanding
from metrics.words import PERIODICITY

MONTHS_NAMED = 1
"""With more months than this they are counted, not named."""
MOST_LISTED = 6


def day_words(day: date) -> str:
    """Say a day without its year: `den 10 november`."""
    return f"den {day.day} {MONTH_NAMES[day.month - 1]}"


def moment_words(moment: datetime, today: date) -> str:
    """Say when something was saved: `kl. 14.05` for today, else `den 3 november kl. 14.05`."""
    clock = f"kl. {moment:%H.%M}"
    if moment.date() == today:
        return clock
    year = "" if moment.year == today.year else f" {moment.year}"
    return f"{day_words(moment.date())}{year} {clock}"


def figures_word(count: int) -> str:
    """Say how many figures: `1 siffra`, `14 siffror`."""
    return f"{number(count, 0)} siffra" if count == 1 else f"{number(count, 0)} siffror"


def saved_words(saved: int, held: Collection[str], label: str) -> str:
    """Say that a draft is saved, and which figures of it are not: `10 siffror är sparade. 1 är inte …`."""
    if not held:
        return f"Utkastet för {label} är sparat."
    told = f"{figures_word(saved)} är {'sparad' if saved == 1 else 'sparade'}"
    return f"{told}. {len(held)} är inte {'sparad' if len(held) == 1 else 'sparade'}: {listed(held)}."


def listed(names: Collection[str]) -> str:
    """List names, the first ones where they are many: `A, B och 3 till`."""
    shown = list(names)[:MOST_LISTED]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" och {more} till" if more else "")


def entry_sentence(unit: UnitStanding | None, month: Period, limit: date, today: date) -> str:
    """Say how far a unit has come with a month, what is missing, and by which day it should be in."""
    if unit is None:
        return f"Inga siffror väntas härifrån för {month.label}."
    if unit.inside == unit.expected:
        whole = "Siffran är inne" if unit.expected == 1 else f"Alla {figures_word(unit.expected)} är inne"
        return f"{whole} för {month.label}{_ready_words(unit, today)}."
    counted = f"{unit.inside} av {figures_word(unit.expected)} är inne för {month.label}"
    still = [
        f"{unit.drafts} utkast" if unit.drafts else "",
        f"{unit.missing} saknas" if unit.missing else "",
    ]
    told = f"{', '.join(filter(None, [counted, *still]))}; {_by_then(limit, today)}"
    return f"{told}{_ready_words(unit, today)}."


def _by_then(limit: date, today: date) -> str:
    year = "" if limit.year == today.year else f" {limit.year}"
    told = f"{day_words(limit)}{year}"
    return f"senast {told}" if today <= limit else f"sent: allt skulle vara inne {told}"


def _ready_words(unit: UnitStanding, today: date) -> str:
    if not unit.ready:
        return ""
    latest = unit.ready[-1]
    return f". Klarmarkerat av {latest.role} {moment_words(latest.at, today)}"


def reporting_words(whole: Counts) -> str:
    """Say how far the reporting has come: `212 av 240 siffror inne, 3 utkast, 9 sena`."""
    if not whole.expected:
        return "inga siffror väntas"
    told = [f"{number(whole.inside, 0)} av {figures_word(whole.expected)} inne"]
    if whole.drafts:
        told.append(f"{number(whole.drafts, 0)} utkast")
    if whole.late:
        told.append(f"{number(whole.late, 0)} sen" if whole.late == 1 else f"{number(whole.late, 0)} sena")
    return ", ".join(told)


def share_words(share: Share) -> str:
    """Say how far a rhythm has come: `månad 11 av 12`."""
    return f"{PERIODICITY[share.rhythm]} {share.inside} av {share.expected}"


def ready_words(unit: UnitStanding, months: int, today: date) -> str:
    """Say who has marked the month as ready and when, or how many of the months are."""
    if not unit.ready:
        return ""
    if months > MONTHS_NAMED:
        return f"{len(unit.ready)} av {months} månader"
    latest = unit.ready[-1]
    return f"{latest.role}, {moment_words(latest.at, today)}"


def awaited_words(awaited: Awaited) -> str:
    """Say which figure is not in, and who is to deliver it: `Andel i tid, T2 2026 (Kvalitetschef)`."""
    owner = f" ({awaited.owner})" if awaited.owner else ""
    return f"{awaited.indicator}, {awaited.period.short_label}{owner}"
