"""Saying what others have changed in a plan's entry since its writer saw it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from data.as_of import day_of
from data.plan_files.differences import entry_of, names_of
from data.plan_files.entries import PlanFile
from data.queries_plan_file import latest_edit_of
from metrics.change_words import day_words
from metrics.plan_editing.difference_lines import field_lines, title_of
from metrics.plan_editing.nouns import noun_of
from metrics.vocabulary import PlanNoun

Entry = Mapping[str, Any] | None
WAY_ON = "Tryck på «Läs in det som gäller nu» och för in din ändring i det"
OTHER_CODE = "Välj en annan kod, eller öppna den som finns"


def changed_meanwhile(
    connection: Connection, plan_id: int, content: PlanFile, key: tuple[PlanNoun, str], seen: Entry
) -> str:
    """Say who has changed an entry, when, and how it stands now.

    `key` is its noun and code, and `seen` the entry as its writer saw it, None = as none.
    """
    noun, code = key
    stands = entry_of(content, noun, code)
    who = _by_whom(connection, plan_id, noun, code)
    thing = f"{noun_of(noun).name} «{title_of(seen, stands)}»"
    if stands is None:
        told = f"{thing} är borttagen{who}"
    elif seen is None:
        return f"{thing} finns redan med koden «{code}»{who}. {OTHER_CODE}"
    else:
        lines = field_lines(noun, seen, stands, names_of(content))
        now = "; ".join(f"{line.label}: nu «{line.after}»" for line in lines)
        told = f"{thing} har ändrats{who} sedan du öppnade sidan. {now}"
    return f"{told}. {WAY_ON}"


def _by_whom(connection: Connection, plan_id: int, noun: PlanNoun, code: str) -> str:
    row = latest_edit_of(connection, plan_id, noun, code)
    if row is None:
        return ""
    return f" av rollen {row.role} den {day_words(day_of(row.recorded_at))}"
