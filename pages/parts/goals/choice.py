"""How much of the tree is shown, as the address says: an overview, all of it, or what needs attention."""

from pages.parts.address import asked
from pages.parts.fields import Field, Option

SHOWN = "tree"
OVERVIEW, OPEN, ATTENTION = "", "open", "attention"
OPTIONS = (
    Option(OVERVIEW, "Överblick"),
    Option(OPEN, "Allt utfällt"),
    Option(ATTENTION, "Behöver uppmärksamhet"),
)


def shown() -> str:
    """Return what the address asks for; the overview where it asks for nothing that is known."""
    wanted = asked(SHOWN) or OVERVIEW
    return wanted if wanted in {option.value for option in OPTIONS} else OVERVIEW


def shown_field(value: str) -> Field:
    """Return the field that shows how much is shown, and can change it."""
    return Field(SHOWN, "Visa", value, OPTIONS, span=2)
