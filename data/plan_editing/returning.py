"""An indicator that comes into a plan and that the organisation has already: it must be the same one."""

from collections.abc import Sequence

from sqlalchemy import Connection

from data.catalogue import concepts
from data.plan_files.content import known_indicator
from data.plan_files.entries import IndicatorEntry, PlanFile
from data.plan_files.reading import broken_references
from data.plan_files.sharing import OWN
from data.recording import RecordingError
from metrics.plan_editing.fields import DEFINING, labels_of
from metrics.plan_editing.words import Edited
from metrics.words import listed

TAKEN = (
    "code: koden «{code}» har redan indikatorn «{name}», som skiljer sig i {fields}. "
    "Dess siffror finns kvar; välj en annan kod för ett nytt mått"
)


def with_its_history(connection: Connection, plan_id: int, wanted: PlanFile, code: str) -> PlanFile:
    """Return a plan where an indicator that is known before is what it was: protected, derived and marked.

    Its protection, and what the new entry leaves empty, is as it was; what it is tied to comes along, outside
    the plan. Its place and targets are the plan's own. Raises RecordingError if the known one means something
    else: its figures would be taken for the new one's.
    """
    every = known_indicator(connection, plan_id, code)
    if not every:
        return wanted
    known, *tied = every
    entry = next(each for each in wanted.indicators if each.code == code)
    whole = entry.model_copy(update=_left_empty(entry, known))
    differing = [name for name in DEFINING if getattr(whole, name) != getattr(known, name)]
    if differing:
        labels = labels_of(Edited.INDICATOR)
        fields = listed([labels[name].lower() for name in differing])
        raise RecordingError([TAKEN.format(code=code, name=known.name, fields=fields)])
    told = {change.changed_on for change in entry.definition_changes}
    kept = [change for change in known.definition_changes if change.changed_on not in told]
    whole = whole.model_copy(update={"definition_changes": [*kept, *entry.definition_changes]})
    returned = _with(wanted, whole, tied)
    problems = broken_references(returned, concepts())
    if problems:
        raise RecordingError(problems)
    return returned


def _left_empty(entry: IndicatorEntry, known: IndicatorEntry) -> dict[str, object]:
    """Return what the known indicator has of the fields that the new entry says nothing in."""
    fields = {name: field for name, field in IndicatorEntry.model_fields.items() if name not in OWN}
    empty = [
        name
        for name, field in fields.items()
        if not field.is_required() and getattr(entry, name) == field.get_default(call_default_factory=True)
    ]
    return {name: getattr(known, name) for name in (*empty, "protected")}


def _with(content: PlanFile, entry: IndicatorEntry, tied: Sequence[IndicatorEntry]) -> PlanFile:
    there = {each.code for each in content.indicators}
    indicators = [entry if each.code == entry.code else each for each in content.indicators]
    indicators += [each for each in tied if each.code not in there]
    return content.model_copy(update={"indicators": indicators})
