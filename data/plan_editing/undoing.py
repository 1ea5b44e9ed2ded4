"""Taking back a change in a plan: the entry becomes what it was before it, as a change of its own."""

from sqlalchemy import Engine, select

from data.as_of import day_of
from data.models import PlanEdit
from data.models.base import table_of
from data.plan_editing.editing import PlanChange, edit_plan
from data.recording import RecordingError
from metrics.change_words import day_words
from metrics.plan.screen_edits import entry_from
from metrics.vocabulary import PlanNoun


def undo_edit(engine: Engine, *, plan_id: int, edit_id: int, role: str) -> int:
    """Let an entry be as it was before a change, if it still is as the change left it; return the edition.

    Raises RecordingError as `edit_plan` does, but a restored text needs no mark of its own.
    """
    table = table_of(PlanEdit)
    with engine.connect() as connection:
        mine = (table.c.id == edit_id, table.c.plan_id == plan_id)
        edit = connection.execute(select(table).where(*mine)).mappings().one_or_none()
    if edit is None:
        raise RecordingError([f"ändringen {edit_id} finns inte i planen"])
    stands, back = entry_from(edit["after"]), entry_from(edit["before"])
    change = PlanChange(PlanNoun(edit["noun"]), edit["code"], stands, back, taken_back=True)
    given = {"reason": f"Ångrar ändringen {day_words(day_of(edit['recorded_at']))}", "role": role}
    return edit_plan(engine, plan_id=plan_id, change=change, given=given)
