"""The fields of every page: organisation, unit and period."""

from metrics.office import Office
from pages.parts import frame, reads
from pages.parts.address import ORGANISATION, PERIOD, UNIT, Choice
from pages.parts.fields import Field, Option

INDENT = "\u2003"


def choice_fields(choice: Choice) -> list[Field]:
    """Return the fields that show a choice and can change it; periods that have not begun are not offered."""
    begun = (each for each in choice.office.periods if each.first <= frame.today() or each == choice.period)
    periods = [Option(each.code, each.label) for each in begun]
    return [
        organisation_field(choice),
        Field(UNIT, "Enhet", choice.place.code, _units(choice.office), span=2),
        Field(PERIOD, "Period", choice.period.code, periods, span=2),
    ]


def organisation_field(choice: Choice) -> Field:
    """Return the field that shows whose figures they are."""
    every = reads.organisations()
    organisations = [Option(*each) for each in zip(every["code"], every["name"], strict=True)]
    return Field(ORGANISATION, "Verksamhet", choice.office.code, organisations, span=2)


def _units(office: Office) -> list[Option]:
    return [Option(each.code, INDENT * each.depth + each.name) for each in office.places]
