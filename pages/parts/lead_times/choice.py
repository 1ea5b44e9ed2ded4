"""Which kind of case the details are of, and how late coming deadlines may have been counted."""

from datetime import date

from metrics.case_limits.limits_view import LimitsView
from metrics.case_limits.lines import LimitLine
from pages.parts.address import Choice, asked, say_unknown
from pages.parts.fields import Field, Option

LIMIT = "limit"


def last_count_day(choice: Choice, today: date) -> date:
    """Return the last day to show coming deadlines from: today, or the end of a period that isn't newest."""
    is_newest = choice.period.last >= choice.office.last_known_day
    return max(today, choice.period.last) if is_newest else choice.period.last


def line_of(view: LimitsView, choice: Choice) -> LimitLine | None:
    """Return the kind that the address asks for, else the one with most at stake; None without kinds."""
    code = asked(LIMIT)
    line = view.line(code) if code else None
    shown = line or view.at_stake
    if code and shown and choice.office.subject(code) is None:
        say_unknown("slaget", code, shown.name)
    return shown


def limit_fields(view: LimitsView, line: LimitLine | None) -> list[Field]:
    """Return the field that chooses a kind, where there are several."""
    if line is None or len(view.lines) < 2:
        return []
    options = [Option(each.code, each.name) for each in view.lines]
    return [Field(LIMIT, "Slag i radar och detaljer", line.code, options, span=2)]
