"""The questions about reports: those that are kept, what audiences have been given, and how it was found."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Engine, select

from data.as_of import moment_of, office_time, recorded
from data.models import KeptReport, Publication, SuppressionPattern
from data.models.base import table_of
from metrics.documents.model import Report
from metrics.vocabulary import Lens, ReportKind

REPORT = TypeAdapter(Report)
Cells = Mapping[str, Mapping[str, Mapping[str, float | None]]]
"""Indicator code -> unit code -> period code -> the figure that was shown, None for a hidden one."""


@dataclass(frozen=True)
class Kept:
    """A report as it was kept: by which role, when (where the office is), and which revision it is."""

    report: Report
    revision: int
    role: str
    kept_at: datetime


def kept_report(engine: Engine, unit_id: int, kind: ReportKind, period: str, lens: Lens) -> Kept | None:
    """Return the newest report kept of a unit, a kind, a period and a lens; None where none is."""
    table = table_of(KeptReport)
    same = (table.c.kind == kind, table.c.period == period, table.c.lens == lens)
    question = (
        select(table)
        .where(table.c.unit_id == unit_id, *same, recorded(table, moment_of(engine)))
        .order_by(table.c.revision.desc())
        .limit(1)
    )
    with engine.connect() as connection:
        row = connection.execute(question).one_or_none()
    if row is None:
        return None
    report = REPORT.validate_json(row.content)
    return Kept(report, row.revision, row.role, office_time(row.recorded_at))


def published(engine: Engine, organisation_id: int) -> tuple[Cells, ...]:
    """Return what every audience has been given of an organisation, the earliest first, today's as well.

    Also of an engine that looks back: what has been read later can't be unread.
    """
    table = table_of(Publication)
    question = select(table.c.cells).where(table.c.organisation_id == organisation_id).order_by(table.c.id)
    with engine.connect() as connection:
        return tuple(json.loads(cells) for cells in connection.scalars(question))


def patterns(engine: Engine, organisation_id: int) -> dict[bytes, tuple[bool, ...]]:
    """Return the patterns remembered of an organisation's tables, by the fingerprints of the tables."""
    table = table_of(SuppressionPattern)
    question = select(table.c.fingerprint, table.c.pattern).where(table.c.organisation_id == organisation_id)
    with engine.connect() as connection:
        return {
            bytes.fromhex(name): tuple(each == "1" for each in pattern)
            for name, pattern in connection.execute(question)
        }
