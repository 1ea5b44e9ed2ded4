"""The client group that placements are narrowed to, as the address says it."""

from collections.abc import Sequence

from metrics.placements.scope import GROUP_NAMES
from metrics.vocabulary import ClientGroup
from pages.parts.address import asked, say_unknown
from pages.parts.fields import Field, Option

GROUP = "group"
ALL = "Alla"


def group_asked() -> str:
    """Return the client group that the address asks for, empty for all; an unknown one is said."""
    wanted = asked(GROUP) or ""
    if wanted in ("", *ClientGroup):
        return wanted
    say_unknown("gruppen", wanted, ALL.lower())
    return ""


def group_fields(offered: Sequence[ClientGroup], wanted: str) -> list[Field]:
    """Return the field that chooses a group, where there is one to choose."""
    if not offered:
        return []
    options = [Option("", ALL), *(Option(group.value, GROUP_NAMES[group]) for group in offered)]
    return [Field(GROUP, "Grupp", wanted, options, span=2)]
