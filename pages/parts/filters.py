"""The fields of every page: organisation, unit and period."""

from metrics.documents.words import LENS as LENS_WORD
from metrics.documents.words import LENS_CODE
from metrics.office import Office
from metrics.vocabulary import Lens
from pages.parts import frame, reads
from pages.parts.address import LENS, ORGANISATION, PERIOD, UNIT, Choice
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


def outward_fields(choice: Choice) -> list[Field]:
    """Return the fields of a page that may be shown to an audience: also for whom it is shown."""
    return [*choice_fields(choice), *lens_field(choice, span=2)]


def lens_field(choice: Choice, *, span: int) -> list[Field]:
    """Return the field that chooses for whom a page is shown; none where the server allows only one."""
    allowed = [lens for lens in Lens if lens.at_least(reads.least_lens()) == lens]
    options = [Option(LENS_CODE[lens], LENS_WORD[lens]) for lens in allowed]
    audience = Field(LENS, "Visas för", LENS_CODE[choice.lens], options, span=span)
    return [audience] if len(options) > 1 else []


def organisation_field(choice: Choice) -> Field:
    """Return the field that shows whose figures they are."""
    every = reads.organisations()
    organisations = [Option(*each) for each in zip(every["code"], every["name"], strict=True)]
    return Field(ORGANISATION, "Verksamhet", choice.office.code, organisations, span=2)


def _units(office: Office) -> list[Option]:
    return [Option(each.code, INDENT * each.depth + each.name) for each in office.places]
