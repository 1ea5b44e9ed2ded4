"""Status and free text: what the overview is narrowed to. The count per status is the choice itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.overview import Row
from metrics.talk import count_by_status
from metrics.theme import STATUS_MARKS
from metrics.vocabulary import Status
from metrics.words import STATUS
from pages.parts.address import asked, say_unknown
from pages.parts.fields import Field, Option

STATUS_NAME, TEXT_NAME = "status", "text"


@dataclass(frozen=True)
class Narrowing:
    """What is wanted of the rows: a status (None = any) and a text (empty = any)."""

    status: Status | None
    text: str


def narrowing() -> Narrowing:
    """Return what the address narrows the rows to; an unknown status is said and left aside."""
    wanted = asked(STATUS_NAME)
    status = next((each for each in Status if each.value == wanted), None)
    if wanted and status is None:
        say_unknown("läget", wanted, "alla lägen")
    return Narrowing(status, asked(TEXT_NAME) or "")


def narrowing_fields(rows: Sequence[Row], wanted: Narrowing) -> list[Field]:
    """Return the fields: every status that some row has, with its number, and a search box."""
    options = [Option("", f"Alla {len(rows)}")]
    for status, count in count_by_status(rows).items():
        if count or status is wanted.status:
            text = f"{STATUS_MARKS[status].symbol} {STATUS[status]} {count}"
            options.append(Option(status.value, text))
    chosen = wanted.status.value if wanted.status else ""
    return [
        Field(STATUS_NAME, "Läge mot mål", chosen, options, in_row=True, span=6),
        Field(TEXT_NAME, "Sök indikator", wanted.text, hint="Namn eller område", span=2),
    ]
