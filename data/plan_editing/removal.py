"""What keeps an entry from being taken out of a plan: what stands under it or refers to it, by name."""

from collections.abc import Iterator
from typing import Any

from data.plan_files.derivations import tied_codes
from data.plan_files.differences import LISTS
from data.plan_files.entries import IndicatorEntry, PlanFile
from metrics.plan_editing.nouns import NOUNS
from metrics.vocabulary import PlanNoun
from metrics.words import listed

REFERRING = ("objectives", "indicators", "activities", "follow_ups", "events", "accounts")
MOST_NAMES = 5
STAYING = {
    PlanNoun.PLAN: "planen själv kan inte tas bort",
    PlanNoun.UNIT: "en enhet kan inte tas bort: dess siffror finns kvar, och andra planer kan behöva den",
}


def why_it_stays(content: PlanFile, noun: PlanNoun, code: str) -> Iterator[str]:
    """Yield what keeps an entry in the plan, in Swedish; nothing if it can go."""
    if noun in STAYING:
        yield STAYING[noun]
        return
    holding = [
        f"{NOUNS[name].the} «{_title(entry)}»"
        for name in REFERRING
        for entry in getattr(content, name)
        if code in _referred(entry, noun)
    ]
    if holding:
        title = next(_title(entry) for entry in getattr(content, LISTS[noun]) if entry.code == code)
        shown, more = holding[:MOST_NAMES], len(holding) - MOST_NAMES
        names = listed(shown) if more <= 0 else f"{', '.join(shown)} och {more} till"
        why = "under målet ligger" if noun == PlanNoun.OBJECTIVE else "till indikatorn hänvisar"
        yield f"«{title}» kan inte tas bort, för {why} {names}. Flytta eller ändra det först"


def _referred(entry: Any, noun: PlanNoun) -> list[Any]:
    """Return the codes of a noun that an entry refers to or stands under."""
    if noun == PlanNoun.OBJECTIVE:
        return [getattr(entry, "objective", None), getattr(entry, "parent", None)]
    if noun == PlanNoun.INDICATOR:
        tied = [code for _, code in tied_codes(entry)] if isinstance(entry, IndicatorEntry) else []
        return [*getattr(entry, "indicators", ()), getattr(entry, "volume", None), *tied]
    return []


def _title(entry: Any) -> str:
    for name in ("title", "name", "text"):
        if hasattr(entry, name):
            return str(getattr(entry, name))
    return str(entry.code)
