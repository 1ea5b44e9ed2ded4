"""What ties a plan file's indicators to each other: what they are made of, protected by and shown beside."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from data.models import DerivationPart, Indicator
from data.models.base import table_of
from data.plan_files.entries import IndicatorEntry, PlanFile
from metrics.derivation.recipes import WINDOWED
from metrics.periods import shown_periodicity
from metrics.vocabulary import Derivation, Kind, PartRole, Periodicity

SUMMED = (Kind.FLOW, Kind.MONEY)


def tie_indicators(
    connection: Connection, content: PlanFile, owned: Mapping[str, int], indicators: Mapping[str, int]
) -> None:
    """Let the store's ties follow the file; `indicators` maps code to number."""
    table, parts = table_of(Indicator), table_of(DerivationPart)
    for entry in content.indicators:
        mine = table.c.id == indicators[entry.code]
        connection.execute(update(table).where(mine).values(**_ties(entry, indicators)))
    ours = [indicators[entry.code] for entry in content.indicators]
    connection.execute(delete(parts).where(parts.c.indicator_id.in_(ours)))
    rows = [{**owned, **row} for entry in content.indicators for row in _parts(entry, indicators)]
    if rows:
        connection.execute(insert(parts), rows)


def _ties(entry: IndicatorEntry, indicators: Mapping[str, int]) -> dict[str, Any]:
    derived, protected = entry.derived, entry.protected
    return {
        "derivation": derived.by if derived else None,
        "span": derived.span if derived else None,
        "protected_by_id": indicators[protected.by] if protected else None,
        "protected_below": protected.below if protected else None,
        "accompanies_id": indicators[entry.accompanies] if entry.accompanies else None,
    }


def _parts(entry: IndicatorEntry, indicators: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    if entry.derived is None:
        return
    for role, codes in ((PartRole.FIRST, entry.derived.first), (PartRole.SECOND, entry.derived.second)):
        for position, code in enumerate(codes):
            yield {
                "indicator_id": indicators[entry.code],
                "part_id": indicators[code],
                "role": role.value,
                "position": position,
            }


def tied_codes(entry: IndicatorEntry) -> Iterator[tuple[str, str]]:
    """Yield each code of an indicator that an entry refers to, with the field it stands in."""
    if entry.derived:
        yield from (("derived, first", code) for code in entry.derived.first)
        yield from (("derived, second", code) for code in entry.derived.second)
    if entry.protected:
        yield "protected, by", entry.protected.by
    if entry.accompanies:
        yield "accompanies", entry.accompanies


def untrue_ties(content: PlanFile) -> Iterator[str]:
    """Yield what can't be: protection by a count that is computed, and companions of companions."""
    entries = {entry.code: entry for entry in content.indicators}
    for entry in content.indicators:
        place = f"indicators «{entry.code}»"
        guard = entries.get(entry.protected.by) if entry.protected else None
        if guard is not None and (guard.derived or guard.kind != Kind.STOCK):
            yield f"{place}, protected, by: «{guard.code}» ska vara ett mätt antal (kind stock)"
        leader = entries.get(entry.accompanies) if entry.accompanies else None
        if leader is not None and (leader is entry or leader.accompanies):
            yield f"{place}, accompanies: «{leader.code}» visas själv bredvid ett annat mått"


def untrue_derivations(content: PlanFile) -> Iterator[str]:
    """Yield what can't be made: of itself, of what doesn't fit, or beside printed or protected values."""
    made_of = {entry.code: _parts_of(entry) for entry in content.indicators if entry.derived}
    for code in made_of:
        if code in _everything_below(code, made_of):
            yield f"indicators «{code}», derived: måttet räknas till sist av sig självt"
    every = {entry.code: entry for entry in content.indicators}
    for entry in content.indicators:
        parts = [every[code] for code in dict.fromkeys(_parts_of(entry)) if code in every]
        place = f"indicators «{entry.code}»"
        for told in (*_unfit_periods(entry, parts), *_unfit_parts(entry, parts)):
            yield f"{place}, {told}"
        if entry.derived and entry.protected:
            yield f"{place}, protected: skyddet hör till de mätta mått som måttet räknas av"
    for series in content.series:
        if series.indicator in made_of:
            yield f"series «{series.indicator}»: måttet räknas ut av andra (derived) och har inga egna värden"


def _parts_of(entry: IndicatorEntry) -> list[str]:
    return [*entry.derived.first, *entry.derived.second] if entry.derived else []


def _unfit_periods(entry: IndicatorEntry, parts: Sequence[IndicatorEntry]) -> Iterator[str]:
    """Yield each part whose periods don't make up the indicator's own."""
    own = Periodicity(entry.periodicity)
    windowed = entry.derived is not None and entry.derived.by in WINDOWED
    for part in parts:
        theirs = Periodicity(part.periodicity)
        if windowed and own != theirs:
            yield f"periodicity: {own}, men perioderna ska vara som för «{part.code}»: {theirs}"
        elif shown_periodicity(theirs, own) != own:
            yield f"periodicity: {own} kan inte räknas av «{part.code}», som har {theirs}"


def _unfit_parts(entry: IndicatorEntry, parts: Sequence[IndicatorEntry]) -> Iterator[str]:
    """Yield each part that can't be made into such a figure."""
    by = entry.derived.by if entry.derived else None
    for part in parts:
        if by == Derivation.ROLLING_SUM and part.kind not in SUMMED:
            yield f"derived: {by} räknas av {' eller '.join(SUMMED)}, men «{part.code}» är {part.kind}"
        if by == Derivation.SHARE_OF_UNITS and part.derived:
            yield f"derived: {by} räknas av mätta mått, men «{part.code}» räknas ut av andra"
        if part.derived and part.derived.by in WINDOWED:
            yield f"derived: «{part.code}» gäller redan flera perioder och kan inte vara del i ett annat mått"


def _everything_below(code: str, made_of: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(made_of.get(code, ()))
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += made_of.get(part, ())
    return found
