"""Status and free text: what the overview is narrowed to. The count per status is the choice itself."""

from collections.abc import Sequence

from metrics.rows import Row
from metrics.talk import Narrowing, Shown, changed, count_by_status
from metrics.theme import STATUS_MARKS
from metrics.vocabulary import Status
from metrics.words import NOT_SHOWN, STATUS
from pages.parts.address import asked, say_unknown
from pages.parts.fields import Field, Option

STATUS_NAME, TEXT_NAME, SHOWN_NAME = "status", "text", "shown"
SHOWN = {
    Shown.ALL: "Allt, efter läge mot mål",
    Shown.BY_SIGNAL: "Allt, efter verklig förändring",
    Shown.CHANGED: "Bara det som ändrats",
}
SEVERAL = "Utan bedömning"
"""Of what isn't judged, for one reason or another."""


def narrowing() -> Narrowing:
    """Return what the address narrows the rows to; an unknown status is said and left aside."""
    wanted = asked(STATUS_NAME)
    status = next((each for each in Status if each.value == wanted), None)
    if wanted and status is None:
        say_unknown("läget", wanted, "alla lägen")
    shown = asked(SHOWN_NAME) or ""
    if shown not in list(Shown):
        say_unknown("visningen", shown, SHOWN[Shown.ALL])
        shown = ""
    return Narrowing(status, asked(TEXT_NAME) or "", Shown(shown))


def narrowing_fields(rows: Sequence[Row], wanted: Narrowing) -> list[Field]:
    """Return the fields: every status that some row has, with its number, and a search box."""
    ways = [Option(each.value, text) for each, text in SHOWN.items()]
    ways[-1] = Option(Shown.CHANGED.value, f"{SHOWN[Shown.CHANGED]} ({len(changed(rows))})")
    options = [Option("", f"Alla {len(rows)}")]
    for status, count in count_by_status(rows).items():
        if count or status is wanted.status:
            text = f"{STATUS_MARKS[status].symbol} {_status_words(rows, status)} {count}"
            options.append(Option(status.value, text))
    chosen = wanted.status.value if wanted.status else ""
    return [
        Field(SHOWN_NAME, "Visa", wanted.shown.value, ways, span=2),
        Field(STATUS_NAME, "Läge mot mål", chosen, options, in_row=True, span=6),
        Field(TEXT_NAME, "Sök indikator", wanted.text, hint="Namn", span=1),
    ]


def _status_words(rows: Sequence[Row], status: Status) -> str:
    """Say a status as its rows say it: they may not be judged for one reason or another."""
    said = {row.status_word for row in rows if row.status is status} or {STATUS[status]}
    if said == {NOT_SHOWN, STATUS[status]}:
        return f"{NOT_SHOWN} eller saknas"
    return said.pop() if len(said) == 1 else SEVERAL
