"""Which locked periods a read file would change."""

from sqlalchemy import Engine

from data.gate import locked
from data.imports.draft import Draft


def closing(engine: Engine, draft: Draft) -> list[str]:
    """Return in words the locks that close figures which a commit would write, the first made first."""
    figures = draft.to_come
    if figures.empty:
        return []
    with engine.connect() as connection:
        places, locks = locked(connection, draft.organisation_id, figures)
    met = sorted({int(place) for place in places if place >= 0})
    return [locks[place].words for place in met]
