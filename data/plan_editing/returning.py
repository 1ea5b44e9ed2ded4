"""An indicator that comes into a plan and that the organisation has already: it must be the same one."""

from sqlalchemy import Connection, select

from data.models import DefinitionChange, Indicator
from data.models.base import table_of
from data.plan_files.entries import DefinitionChangeEntry, IndicatorEntry, PlanFile
from data.recording import RecordingError
from metrics.plan_editing.fields import DEFINING, labels_of
from metrics.plan_editing.words import Edited
from metrics.words import listed

TAKEN = (
    "code: koden «{code}» har redan indikatorn «{name}», som skiljer sig i {fields}. "
    "Dess siffror finns kvar; välj en annan kod för ett nytt mått"
)


def with_its_history(connection: Connection, organisation_id: int, wanted: PlanFile, code: str) -> PlanFile:
    """Return a plan where an indicator that is known before keeps its marked changes of definition.

    Raises RecordingError if the known one means something else: its figures would be taken for the new one's.
    """
    table, marks = table_of(Indicator), table_of(DefinitionChange)
    mine = (table.c.organisation_id == organisation_id, table.c.code == code)
    known = connection.execute(select(table).where(*mine)).mappings().one_or_none()
    if known is None:
        return wanted
    entry = next(each for each in wanted.indicators if each.code == code)
    differing = [name for name in DEFINING if name in known and getattr(entry, name) != known[name]]
    if differing:
        labels = labels_of(Edited.INDICATOR)
        fields = listed([labels[name].lower() for name in differing])
        raise RecordingError([TAKEN.format(code=code, name=known["name"], fields=fields)])
    told = {change.changed_on for change in entry.definition_changes}
    marked = select(marks.c.changed_on, marks.c.text).where(marks.c.indicator_id == known["id"])
    kept = [
        DefinitionChangeEntry(changed_on=row.changed_on, text=row.text)
        for row in connection.execute(marked.order_by(marks.c.id))
        if row.changed_on not in told
    ]
    whole = entry.model_copy(update={"definition_changes": [*kept, *entry.definition_changes]})
    return _with(wanted, whole)


def _with(content: PlanFile, entry: IndicatorEntry) -> PlanFile:
    indicators = [entry if each.code == entry.code else each for each in content.indicators]
    return content.model_copy(update={"indicators": indicators})
