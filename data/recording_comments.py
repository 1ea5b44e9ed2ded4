"""Saving what is said of a figure: why it is so, and what is planned. What was said before stays."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, insert, select

from data.entering import SOMEONE_ELSE, checked, entered, owned_by, strangers, transaction
from data.gate import hold
from data.models import FigureComment, Indicator, Unit
from data.models.base import now, table_of
from data.models.delivery import FigureCommentIn
from data.recording import RecordingError


def record_comment(
    engine: Engine,
    *,
    organisation_id: int,
    unit_id: int,
    indicator_id: int,
    given: Mapping[str, str],
    revision: int,
) -> int:
    """Save what is said of a figure, over the comment of that `revision` (0 for none); return the new one.

    `given` are `period`, `analysis`, `planned` and `role`.
    Raises RecordingError if nothing is said, if it is too long or holds a personal identity number,
    if the role is missing, or if somebody else has commented since.
    """
    comment = checked(FigureCommentIn, given)
    table = table_of(FigureComment)
    key = {"unit_id": unit_id, "indicator_id": indicator_id, "period": comment.period}
    with transaction(engine) as connection:
        hold(connection, organisation_id)
        problems = list(strangers(connection, organisation_id, Unit, "unit_id", [unit_id]))
        problems += strangers(connection, organisation_id, Indicator, "indicator_id", [indicator_id])
        if problems:
            raise RecordingError(problems)
        same = [table.c[name] == value for name, value in key.items()]
        held = connection.execute(select(table).where(*same).order_by(table.c.revision.desc())).first()
        if (held.revision if held else 0) != revision:
            raise RecordingError([_commented_meanwhile(held)])
        import_id = entered(connection, organisation_id, comment.role, "Kommentar till siffra")
        owned = {**owned_by(organisation_id, import_id), "recorded_at": now()}
        row = {**owned, **key, **comment.model_dump(), "revision": revision + 1}
        connection.execute(insert(table).values(**row))
    return revision + 1


def _commented_meanwhile(held: Any) -> str:
    if held is None:
        return SOMEONE_ELSE
    said = " ".join(filter(None, (held.analysis, held.planned)))
    return f"rollen {held.role} har just kommenterat samma siffra: «{said}»; läs in sidan igen och väg ihop"
