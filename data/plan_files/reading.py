"""Reading plan files: the whole file checked, or every fault in it at once, each with its place."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from data.files.content_hash import hash_of
from data.plan_files.aliases import ambiguous_aliases
from data.plan_files.derivations import tied_codes, untrue_derivations, untrue_ties
from data.plan_files.entries import KRONOR_PER, IndicatorEntry, PlanFile, TargetEntry
from data.validation import problems_in_swedish

NOUNS = (
    ("unit", "units"),
    ("objective", "objectives"),
    ("indicator", "indicators"),
    ("account", "accounts"),
)
"""What other entries refer to by code, and the list that it stands in."""


@dataclass(frozen=True)
class ReadPlan:
    """A plan file that has been read: its content and the hash it is known by."""

    content: PlanFile
    content_hash: str
    path: Path


class PlanFileError(Exception):
    """A plan file that can't be loaded; `problems` holds every fault, in Swedish, with its place."""

    def __init__(self, path: Path, problems: list[str]) -> None:
        self.path = path
        self.problems = problems
        listed = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(
            f"{path.name} kan inte läsas in, {len(problems)} fel:\n{listed}\n"
            "Inget ur filen har lästs in. Rätta felen och kör kommandot igen."
        )


def read_plan(path: Path, concepts: Iterable[str]) -> ReadPlan:
    """Read and check one plan file; `concepts` are the concept codes that exist.

    Raises PlanFileError with every fault of the file, and nothing is half read.
    """
    try:
        raw = path.read_bytes()
        document = tomllib.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise PlanFileError(path, [f"filen kan inte öppnas ({_why_closed(error)})"]) from error
    except UnicodeDecodeError as error:
        raise PlanFileError(path, [f"filen är inte UTF-8 (byte {error.start})"]) from error
    except tomllib.TOMLDecodeError as error:
        raise PlanFileError(path, [f"filen är inte giltig TOML: {_where_in_toml(error)}"]) from error
    except (RecursionError, ValueError) as error:
        raise PlanFileError(path, ["filen har orimligt djupa tabeller eller långa tal"]) from error
    content, problems = checked_plan(document, concepts)
    if problems:
        raise PlanFileError(path, problems)
    return ReadPlan(content, hash_of(raw), path)


def _why_closed(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "den finns inte"
        case IsADirectoryError():
            return "det är en mapp"
        case PermissionError():
            return "du får inte läsa den"
        case _:
            return str(error.strerror)


def _where_in_toml(error: tomllib.TOMLDecodeError) -> str:
    """Say the line and column in Swedish; the fault itself is only told in English."""
    place = re.search(r"line (\d+), column (\d+)", str(error))
    return f"rad {place[1]}, tecken {place[2]}" if place else "den slutar mitt i något"


def _whole_entries(document: dict[str, Any], error: ValidationError) -> PlanFile:
    """Return the entries that have no fault of their own, so that their references can be checked too."""
    faulty = {detail["loc"][:2] for detail in error.errors()}
    lists: dict[str, Any] = {}
    for name, field in PlanFile.model_fields.items():
        (kind,) = get_args(field.annotation) or (None,)
        if kind is not None:
            whole = [
                entry for number, entry in enumerate(_entries(document, name)) if (name, number) not in faulty
            ]
            lists[name] = [
                entry if isinstance(entry, kind) else kind.model_validate(entry) for entry in whole
            ]
    return PlanFile.model_construct(None, **lists)


def _codes(document: dict[str, Any]) -> dict[str, set[Any]]:
    """Return every code that stands in the file, also those of entries with faults."""
    codes = {noun: [_code_of(entry) for entry in _entries(document, name)] for noun, name in NOUNS}
    return {noun: {code for code in found if isinstance(code, str)} for noun, found in codes.items()}


def _code_of(entry: Any) -> Any:
    return entry.get("code") if isinstance(entry, dict) else getattr(entry, "code", None)


def _entries(document: dict[str, Any], name: str) -> list[Any]:
    entries = document.get(name, [])
    return entries if isinstance(entries, list) else []


def checked_plan(document: dict[str, Any], concepts: Iterable[str]) -> tuple[PlanFile, list[str]]:
    """Return a document as a plan, and every fault in it, of shape and of references alike.

    With a fault of shape the plan is only what has none. Entries that are models already keep their shape.
    """
    shape: list[str] = []
    try:
        content = PlanFile.model_validate(document)
    except ValidationError as error:
        shape = problems_in_swedish(error, document)
        content = _whole_entries(document, error)
    return content, shape + list(_broken_references(content, _codes(document) | {"concept": set(concepts)}))


def broken_references(content: PlanFile, concepts: Iterable[str]) -> list[str]:
    """Return what in a plan refers to nothing or can't be, in Swedish; `concepts` are those that exist."""
    codes = {noun: {entry.code for entry in getattr(content, name)} for noun, name in NOUNS}
    return list(_broken_references(content, codes | {"concept": set(concepts)}))


def _broken_references(content: PlanFile, codes: dict[str, set[str]]) -> Iterator[str]:
    yield from _duplicates(content)
    for place, noun, code in _references(content):
        if code is not None and code not in codes[noun]:
            yield f"{place}: «{code}» finns inte bland filens koder av slaget {noun}"
    yield from _untrue_order(content)
    yield from untrue_derivations(content)
    yield from untrue_ties(content)
    yield from _crooked_tables(content)
    yield from ambiguous_aliases(content)


def _duplicates(content: PlanFile) -> Iterator[str]:
    for name in (
        "units",
        "objectives",
        "indicators",
        "activities",
        "follow_ups",
        "contradictions",
        "accounts",
    ):
        for code, times in Counter(entry.code for entry in getattr(content, name)).items():
            if times > 1:
                yield f"{name}: koden «{code}» står {times} gånger"
    seen = Counter(
        (series.indicator, series.unit, period) for series in content.series for period in series.values
    )
    for (indicator, unit, period), times in seen.items():
        if times > 1:
            yield f"series: {indicator} för {unit}, {period}, står {times} gånger"
    for (day, text), times in Counter((event.happened_on, event.text) for event in content.events).items():
        if times > 1:
            yield f"events: «{text}» den {day} står {times} gånger"
    for entry in content.indicators:
        yield from _twice_within(entry)


def _twice_within(indicator: IndicatorEntry) -> Iterator[str]:
    """Yield the days with two changes of an indicator's definition, and the targets that stand twice."""
    place = f"indicators «{indicator.code}»"
    for day, times in Counter(change.changed_on for change in indicator.definition_changes).items():
        if times > 1:
            yield f"{place}, definition_changes: {day} står {times} gånger; skriv ihop ändringarna till en"
    for target, times in Counter(target.model_dump_json() for target in indicator.targets).items():
        if times > 1:
            said = TargetEntry.model_validate_json(target)
            days = f"{said.valid_from} till {said.valid_to}"
            yield f"{place}, targets: «{said.words}», {days}, står {times} gånger"


def _references(content: PlanFile) -> Iterator[tuple[str, str, str | None]]:
    for unit in content.units:
        yield f"units «{unit.code}», parent", "unit", unit.parent
    for objective in content.objectives:
        yield f"objectives «{objective.code}», parent", "objective", objective.parent
        for code in objective.indicators:
            yield f"objectives «{objective.code}», indicators", "indicator", code
    for indicator in content.indicators:
        place = f"indicators «{indicator.code}»"
        yield f"{place}, objective", "objective", indicator.objective
        yield f"{place}, concept", "concept", indicator.concept
        yield from ((f"{place}, {field}", "indicator", code) for field, code in tied_codes(indicator))
        for target in indicator.targets:
            yield f"{place}, targets, unit", "unit", target.unit
    for name in ("activities", "follow_ups"):
        for entry in getattr(content, name):
            yield f"{name} «{entry.code}», objective", "objective", entry.objective
    for event in content.events:
        place = f"events «{event.text}»"
        yield from ((f"{place}, indicators", "indicator", code) for code in event.indicators)
        yield from ((f"{place}, units", "unit", code) for code in event.units)
    for series in content.series:
        yield f"series «{series.indicator}», indicator", "indicator", series.indicator
        yield f"series «{series.indicator}», unit", "unit", series.unit
    yield from _references_of_amounts(content)


def _references_of_amounts(content: PlanFile) -> Iterator[tuple[str, str, str | None]]:
    for account in content.accounts:
        yield f"accounts «{account.code}», volume", "indicator", account.volume
    for table in content.result_tables:
        yield f"result_tables «{table.unit}», unit", "unit", table.unit
        for row in table.rows:
            yield f"result_tables «{table.unit}», rows, account", "account", row.account


def _untrue_order(content: PlanFile) -> Iterator[str]:
    """Parents stand before their children, so that a tree can have no ring."""
    for name, entries in (("units", content.units), ("objectives", content.objectives)):
        later = {entry.code for entry in entries}
        for entry in entries:
            if entry.parent in later:
                yield f"{name} «{entry.code}»: föräldern «{entry.parent}» ska stå före sitt barn i filen"
            later.discard(entry.code)


def _crooked_tables(content: PlanFile) -> Iterator[str]:
    for table in content.result_tables:
        place = f"result_tables «{table.unit}»"
        if table.printed_in not in KRONOR_PER:
            yield f"{place}, printed_in: «{table.printed_in}» finns inte bland {', '.join(KRONOR_PER)}"
        for row in table.rows:
            if len(row.values) != len(table.columns):
                counts = f"{len(row.values)} värden för {len(table.columns)} kolumner"
                yield f"{place}, rad «{row.account}»: {counts}"
            for value in row.values:
                if isinstance(value, str) and value:
                    yield f'{place}, rad «{row.account}»: «{value}» är inget tal (en tom cell skrivs "")'
