"""Other names that a plan file gives its indicators, units and accounts: what files may call them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, delete, insert, or_

from data.imports.headings.spelling import folded
from data.models import NameAlias
from data.models.base import table_of
from data.plan_files.entries import PlanFile

NOUNS = {"indicators": "indicator_id", "units": "unit_id", "accounts": "account_id"}


def ambiguous_aliases(content: PlanFile) -> Iterator[str]:
    """Yield the aliases that also are a name, code or alias of another of the same noun."""
    for noun in NOUNS:
        meant: dict[str, set[str]] = defaultdict(set)
        entries = getattr(content, noun)
        for entry in entries:
            for text in (entry.code, entry.name, *entry.aliases):
                meant[folded(text)].add(entry.code)
        for entry in entries:
            for alias in entry.aliases:
                others = meant[folded(alias)] - {entry.code}
                if others:
                    also = f"är också namn, kod eller alias för {', '.join(sorted(others))}"
                    yield f"{noun} «{entry.code}», aliases: «{alias}» {also}"


def follow_aliases(
    connection: Connection, content: PlanFile, owned: Mapping[str, int], **ids: Mapping[str, int]
) -> None:
    """Let the aliases in the store be those of the file, for what stands in it.

    `ids` are code -> id of `indicators`, `units` and `accounts`. Aliases of what another plan holds stay.
    """
    table = table_of(NameAlias)
    rows, mine = [], []
    for noun, column in NOUNS.items():
        entries = getattr(content, noun)
        mine.append(table.c[column].in_([ids[noun][entry.code] for entry in entries]))
        for entry in entries:
            meant = {**dict.fromkeys(NOUNS.values()), column: ids[noun][entry.code]}
            rows += [{**owned, **meant, "name": alias} for alias in dict.fromkeys(entry.aliases)]
    connection.execute(delete(table).where(or_(*mine)))
    if rows:
        connection.execute(insert(table), rows)
