"""What an Office file says of itself: what it is, whose, by what it was made, and when."""

from datetime import date, datetime, time
from typing import Any

from reports.plain import clean

AUTHOR, LANGUAGE = "Lägesbild", "sv-SE"
LONGEST_PROPERTY = 255
"""Signs that a property may have."""


def as_property(text: str) -> str:
    """Return a text as a property can hold it."""
    return clean(text)[:LONGEST_PROPERTY]


def set_properties(properties: Any, title: str, subject: str, remark: str, made_on: date) -> None:
    """Set the properties of a Word document or of slides: both libraries call them the same."""
    properties.title, properties.subject = as_property(title), as_property(subject)
    properties.author = properties.last_modified_by = AUTHOR
    properties.comments = as_property(remark)
    properties.keywords = properties.category = ""
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime.combine(made_on, time())
    properties.revision = 1
