"""Changing a plan on screen: the change goes the same way in as a plan file, by the same rules.

The plan is read back whole, one entry of it is changed, and the whole is checked and loaded as a file is.
Figures are never touched: what was printed of an indicator that is taken out of the plan stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection, Engine, select

from data.catalogue import concepts
from data.entering import checked, entered, transaction
from data.gate import hold
from data.models import Plan
from data.models.base import table_of
from data.models.progress import PlanEditIn
from data.models.standing import as_it_stands
from data.models.words import holds_personal
from data.plan_editing.counting import why_it_is_counted_so
from data.plan_editing.meanwhile import changed_meanwhile
from data.plan_editing.removal import why_it_stays
from data.plan_editing.returning import with_its_history
from data.plan_files.content import plan_content
from data.plan_files.differences import LISTS, differences, entry_of, plain
from data.plan_files.edits import write_edits
from data.plan_files.entries import (
    ActivityEntry,
    FollowUpEntry,
    IndicatorEntry,
    ObjectiveEntry,
    PlanEntry,
    PlanFile,
    UnitEntry,
)
from data.plan_files.loading import load_content
from data.plan_files.order import UNDER, family, last_under_its_parent
from data.plan_files.reading import broken_references, checked_plan
from data.plan_files.sharing import changed_with, is_shared, other_plans
from data.recording import RecordingError
from metrics.plan_editing.difference_lines import Names
from metrics.plan_editing.fields import DEFINING, WORDING, labels_of
from metrics.plan_editing.target_rules import untrue_targets
from metrics.plan_editing.words import Edited
from metrics.vocabulary import PlanNoun
from metrics.words import listed

SHAPES: Mapping[PlanNoun, type[BaseModel]] = {
    PlanNoun.PLAN: PlanEntry,
    PlanNoun.UNIT: UnitEntry,
    PlanNoun.OBJECTIVE: ObjectiveEntry,
    PlanNoun.INDICATOR: IndicatorEntry,
    PlanNoun.ACTIVITY: ActivityEntry,
    PlanNoun.FOLLOW_UP: FollowUpEntry,
}
UNMARKED = (
    "definition_changes: {fields} ändras, och då kan siffror före och efter inte jämföras. "
    "Säg från vilken dag det gäller och vad som ändras, så märks det i diagrammet"
)
NOTHING_CHANGED = "inget är ändrat: det som skulle sparas står redan så i planen"


@dataclass(frozen=True)
class PlanChange:
    """One change: `before` is the entry as its writer saw it, None = new; `after` as it will be, None = gone.

    Both are the plan file's own fields, as `entry_of` gives them. `code` never changes; an entry
    that has been taken away comes back by it, with what was told of it. With `same_meaning` the writer says
    that an indicator's definition is only put in better words.
    """

    noun: PlanNoun
    code: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    same_meaning: bool = False
    taken_back: bool = False


def edit_plan(engine: Engine, *, plan_id: int, change: PlanChange, given: Mapping[str, Any]) -> int:
    """Change one thing in a plan; return the plan's new edition. `given` are `reason` and `role`.

    Raises RecordingError, and then nothing is written, if the entry no longer is as its writer saw it, if
    the changed plan breaks any rule of a plan file, if an indicator gets another meaning without a day for
    it, or if nothing changes.
    """
    told = checked(PlanEditIn, {"reason": given.get("reason", ""), "role": given.get("role", "")})
    with transaction(engine) as connection:
        organisation_id = held_alone(connection, plan_id)
        content = plan_content(connection, plan_id)
        seen = _as_it_is_told(change.noun, change.before)
        if entry_of(content, change.noun, change.code) != seen:
            key = change.noun, change.code
            raise RecordingError([changed_meanwhile(connection, plan_id, content, key, seen)])
        wanted_entry = _as_it_is_told(change.noun, change.after)
        if change.noun == PlanNoun.INDICATOR and seen and wanted_entry:
            _refuse(why_it_is_counted_so(connection, organisation_id, content, change.code, wanted_entry))
        wanted = with_change(content, change)
        if change.noun == PlanNoun.INDICATOR and change.before is None:
            wanted = with_its_history(connection, plan_id, wanted, change.code)
        found = differences(content, wanted)
        shared = any(map(is_shared, found))
        others = other_plans(connection, organisation_id, content.plan.code) if shared else {}
        if not found:
            raise RecordingError([NOTHING_CHANGED])
        note = f"Ändring i planen: {found[0].title}"
        import_id = entered(connection, organisation_id, told.role, note)
        owned = {"organisation_id": organisation_id, "import_id": import_id}
        load_content(connection, _next_edition(wanted), owned, {})
        history = {**owned, **told.model_dump()}
        write_edits(connection, found, {**history, "plan_id": plan_id})
        changed_with(connection, others, history, on_screen=True)
    return content.plan.edition + 1


def held_alone(connection: Connection, plan_id: int) -> int:
    """Hold a plan's organisation alone, and return its number. Raises RecordingError if no such plan is."""
    plan = table_of(Plan)
    organisation_id = connection.scalar(select(plan.c.organisation_id).where(plan.c.id == plan_id))
    if organisation_id is None:
        raise RecordingError([f"plan_id: planen {plan_id} finns inte"])
    hold(connection, organisation_id, alone=True)
    return int(organisation_id)


def with_change(content: PlanFile, change: PlanChange) -> PlanFile:
    """Return a plan with one thing changed, whole and checked. Raises RecordingError with every fault."""
    _refuse(_impossible(content, change))
    wanted = _placed(_shaped(content, change), content, change)
    problems = broken_references(wanted, concepts())
    if not change.taken_back:
        problems += [*_unmarked(content, wanted, change), *_untrue_targets(content, wanted, change)]
    _refuse(problems)
    return wanted


def _refuse(found: Iterable[str]) -> None:
    """Raise RecordingError with all that is found, if anything is."""
    problems = list(found)
    if problems:
        raise RecordingError(problems)


def _impossible(content: PlanFile, change: PlanChange) -> Iterator[str]:
    """Yield what no entry can be made to say: another code, and a plan or a unit that goes away."""
    if change.after is None:
        yield from why_it_stays(content, change.noun, change.code)
    else:
        yield from _personal(change)
    if change.after is not None and change.after.get("code", change.code) != change.code:
        yield f"code: koden «{change.code}» är det som allt annat hänvisar till och ändras aldrig"
    if change.noun == PlanNoun.PLAN and (change.before is None or change.code != content.plan.code):
        yield f"code: planen «{content.plan.code}» är redan vald, och en ny plan läggs inte till här"
    if change.after is not None and _stands_under_itself(content, change):
        yield f"{UNDER[LISTS[change.noun]]}: kan inte ligga under sig självt eller det som ligger under"


def _personal(change: PlanChange) -> Iterator[str]:
    """Yield each changed field that may hold somebody's identity number, in any text within it."""
    before = change.before or {}
    for name, value in (change.after or {}).items():
        if value != before.get(name) and any(map(holds_personal, _texts(value))):
            yield f"{name}: ser ut att hålla ett personnummer; skriv inget om enskilda personer"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)


def _stands_under_itself(content: PlanFile, change: PlanChange) -> bool:
    parent = change.after.get("parent") if change.after else None
    tree = LISTS.get(change.noun)
    return bool(parent) and tree is not None and parent in family(getattr(content, tree), change.code)


def _shaped(content: PlanFile, change: PlanChange) -> PlanFile:
    """Return the plan with the entry in the place of the earlier one, or last where there was none.

    Only its own shape is asked for: what else stands may be from before a rule.
    """
    after = None if change.after is None else {**change.after, "code": change.code}
    document: dict[str, Any] = {name: getattr(content, name) for name in PlanFile.model_fields}
    if change.noun == PlanNoun.PLAN:
        document["plan"] = {**(after or {}), "edition": content.plan.edition}
    else:
        name = LISTS[change.noun]
        entries = [after if entry.code == change.code else entry for entry in document[name]]
        entries += [after] if change.before is None else []
        document[name] = [entry for entry in entries if entry is not None]
    if change.noun == PlanNoun.INDICATOR and after is None:
        document["series"] = [each for each in content.series if each.indicator != change.code]
    try:
        return PlanFile.model_validate(document)
    except ValidationError as error:
        _, problems = checked_plan(document, concepts())
        raise RecordingError(problems) from error


def _placed(wanted: PlanFile, content: PlanFile, change: PlanChange) -> PlanFile:
    """Let what is new, and what has got another parent, stand last under its parent."""
    name = LISTS.get(change.noun)
    if name is None or change.after is None:
        return wanted
    above = {entry.code: getattr(entry, UNDER[name]) for entry in getattr(content, name)}
    if change.code in above and above[change.code] == change.after.get(UNDER[name]):
        return wanted
    return last_under_its_parent(wanted, name, change.code)


def _unmarked(content: PlanFile, wanted: PlanFile, change: PlanChange) -> Iterator[str]:
    """Yield that an indicator gets another meaning without a day from which it has it."""
    if change.noun != PlanNoun.INDICATOR:
        return
    before, after = (entry_of(each, change.noun, change.code) for each in (content, wanted))
    if before is None or after is None:
        return
    changed = [name for name in DEFINING if before.get(name) != after.get(name)]
    if change.same_meaning:
        changed = [name for name in changed if name not in WORDING]
    marks = after.get("definition_changes", [])
    if changed and all(mark in before.get("definition_changes", []) for mark in marks):
        labels = labels_of(Edited.INDICATOR)
        yield UNMARKED.format(fields=listed([labels[name].lower() for name in changed]))


def _untrue_targets(content: PlanFile, wanted: PlanFile, change: PlanChange) -> Iterator[str]:
    """Yield what an indicator's new targets can't be beside its others."""
    if change.noun != PlanNoun.INDICATOR or change.before is None:
        return
    before, after = (entry_of(each, change.noun, change.code) for each in (content, wanted))
    if before is not None and after is not None:
        units = {unit.code: unit.name for unit in wanted.units}
        yield from untrue_targets(before, after, Names({}, {}, units))


def _next_edition(content: PlanFile) -> PlanFile:
    """Return the plan as it is loaded after a change on screen; what is printed of figures stands already."""
    plan = content.plan.model_copy(update={"edition": content.plan.edition + 1})
    return content.model_copy(update={"plan": plan, "series": [], "result_tables": []})


def _as_it_is_told(noun: PlanNoun, entry: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return an entry as `entry_of` tells it, so that empty fields and forms of numbers are no difference."""
    if entry is None:
        return None
    try:
        return plain(as_it_stands(SHAPES[noun], entry))
    except ValidationError:
        return dict(entry)
