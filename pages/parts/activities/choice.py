"""Which of a plan's undertakings a reader has chosen to report on, as the address says it."""

from collections.abc import Sequence

from metrics.plan.activity_words import needing_report
from metrics.plan.undertakings import Undertaking
from metrics.words import shortened
from pages.parts.address import ACTIVITY
from pages.parts.fields import Field, Option
from pages.parts.plan_choice import entry_asked

NONE_CHOSEN = Option("", "Välj vad rapporten gäller …")
LONGEST = 90
FIRST = "Behöver rapport"
GROUPS = {
    "aktivitet": "Aktiviteter",
    "projekt": "Projekt",
    "investering": "Investeringar",
    "programpunkt": "Programpunkter",
}


def chosen_line(lines: Sequence[Undertaking]) -> Undertaking | None:
    """Return the undertaking that the address names; one that the plan lacks is said, and let go."""
    return entry_asked(lines, ACTIVITY, "Aktiviteten")


def activity_field(lines: Sequence[Undertaking], chosen: Undertaking | None) -> Field:
    """Return the field that chooses what to report on: what needs a report first, in the table's order."""
    first = needing_report(lines)
    options = [_option(each, FIRST) for each in first]
    options += [
        _option(each, GROUPS[kind])
        for kind in GROUPS
        for each in sorted(lines, key=lambda line: line.title.casefold())
        if each.kind == kind and each not in first
    ]
    return Field(ACTIVITY, "Rapportera läge", chosen.code if chosen else "", [NONE_CHOSEN, *options], span=8)


def _option(line: Undertaking, group: str) -> Option:
    return Option(line.code, shortened(line.title, LONGEST), group)
