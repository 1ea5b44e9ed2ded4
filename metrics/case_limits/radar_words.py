"""What the radar of deadlines says: what the coming month becomes, and as of which day it is known."""

from datetime import date

from metrics.case_limits.cells import counts_words
from metrics.case_limits.radar_view import RadarView
from metrics.numbers import PER_CENT, number, with_unit
from metrics.periods import MONTH_NAMES

DECIMALS = 1
OLD_AFTER_DAYS = 14
"""Days after which most of what was waiting for its deadline then no longer is."""
FROM_A_FILE = "Läs en fil med datumpar längre ned för läget i dag."
LATER_CASES = "Ärenden som öppnas senare är inte med."


def radar_words(radar: RadarView) -> str:
    """Say what the coming month's share becomes, at worst and at best."""
    ahead, month = radar.ahead, month_words(radar)
    if ahead.share is None or ahead.best_share is None:
        return f"Inget känt ärende har frist i {month}."
    worst, best = (with_unit(share, DECIMALS, PER_CENT) for share in (ahead.share, ahead.best_share))
    if not ahead.open_cases:
        settled = counts_words(ahead.in_time, ahead.due)
        return f"Alla ärenden med frist i {month} är avslutade: {worst} ({settled}). {LATER_CASES}"
    counted = counts_words(ahead.in_time, ahead.due)
    at_best = counts_words(ahead.in_time + ahead.open_cases, ahead.due)
    of_what = "" if radar.ahead_is_whole else f", av dem med frist efter {radar.counted_on}"
    return (
        f"Avslutas inget mer blir {month} {worst} ({counted}){of_what}; "
        f"avslutas alla i tid {best} ({at_best}). {LATER_CASES}"
    )


def age_words(radar: RadarView, today: date) -> str:
    """Say how old the counts are, where they are too old to plan the week by; else empty."""
    days = (today - radar.counted_on).days
    if days <= OLD_AFTER_DAYS:
        return ""
    return f"Räknat för {number(days, 0)} dagar sedan. {FROM_A_FILE}"


def nothing_counted(last_day: date) -> str:
    """Say that coming deadlines aren't known, and what to do."""
    return f"Inga kommande frister är räknade till och med {last_day}. {FROM_A_FILE}"


def month_words(radar: RadarView) -> str:
    """Name the month ahead; with its year where that is another than the day's."""
    month = radar.ahead.month
    return MONTH_NAMES[month.index - 1] if month.year == radar.counted_on.year else month.label
