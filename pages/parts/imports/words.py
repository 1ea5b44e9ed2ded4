"""The words of the page that reads a file in: what it would change, and what is left to do."""

from collections.abc import Mapping

from data.imports.draft import Draft
from data.imports.figures.standing import CHANGED, NEW, REFUSED, SAME
from metrics.numbers import number

BEFORE = "Lämna en fil eller klistra in rader. Du ser vad som ändras innan något sparas."
NOTHING_READ = "Inga siffror kunde läsas ur filen. Inget är sparat."
ALL_KNOWN = "Allt i filen står redan i databasen. Det finns inget att läsa in."


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: `1 siffra`, `12 siffror`."""
    return f"{number(count, 0)} {one if count == 1 else many}"


def lead(draft: Draft | None) -> str:
    """Return the sentence that answers what the file would change, or what to do first."""
    if draft is None:
        return BEFORE
    counts = draft.counts()
    if draft.questions:
        asked = counted(len(draft.questions), "fråga", "frågor")
        return f"Besvara {asked}, så visas vad filen ändrar. Inget är sparat."
    if counts[SAME] and not (counts[NEW] or counts[CHANGED] or counts[REFUSED]):
        return ALL_KNOWN
    if not any(counts.values()):
        return NOTHING_READ
    return f"Filen har {_changes(counts)}{_held(held(draft))}. Inget är sparat än."


def held(draft: Draft) -> int:
    """Return how many figures a warning holds until somebody says why they are right."""
    return draft.held_count()


def _held(count: int) -> str:
    return f"; {counted(count, 'siffra', 'siffror')} hålls kvar av varningar" if count else ""


def _changes(counts: Mapping[str, int]) -> str:
    """Return what becomes of the figures: `8 siffror: 3 nya, 1 ändras, 4 finns redan`."""
    told = [
        (counts[NEW], "ny" if counts[NEW] == 1 else "nya"),
        (counts[CHANGED], "ändras"),
        (counts[SAME], "finns redan"),
        (counts[REFUSED], "stoppas"),
    ]
    every = counted(sum(count for count, _ in told), "siffra", "siffror")
    return f"{every}: {', '.join(f'{number(count, 0)} {word}' for count, word in told if count)}"
