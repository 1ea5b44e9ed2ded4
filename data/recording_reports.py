"""Writing down reports as they are kept, and what audiences have been given.

Each act is one entry (see `entering`), but for what is only remembered.
"""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, Engine, func, insert, select

from data.entering import checked, entered, owned_by, strangers, transaction
from data.gate import hold, locks_in_force, units_above
from data.models import KeptReport, Publication, SuppressionPattern, Unit
from data.models.base import now, table_of
from data.models.report import KeptReportIn, PublicationIn
from data.queries_reports import REPORT
from data.recording import RecordingError, inserted_id
from metrics.documents.model import Report
from metrics.locking import lock_of
from metrics.periods import Period
from metrics.vocabulary import Lens

WHEN_LOCKED = "Den låsta periodens rapport ändras inte. Öppna låset på sidan Lås om den måste skrivas om."
SOMEONE_ELSE = "content: rapporten har just sparats av någon annan; läs in sidan igen och jämför"


def keep_report(
    engine: Engine, *, organisation_id: int, unit_id: int, report: Report, role: str, over: int
) -> int:
    """Keep a report as its unit's report of its kind, period and lens; return its revision.

    `over` is the revision that the writer saw, 0 for none. Raises RecordingError if somebody has kept a newer
    one meanwhile, if the period is locked, if the unit is none of the organisation's, or if the role is
    missing; then nothing is kept.
    """
    given = {
        "kind": report.kind,
        "period": report.period.code,
        "lens": report.lens,
        "content": REPORT.dump_json(report).decode(),
        "role": role,
    }
    kept = checked(KeptReportIn, given)
    with transaction(engine) as connection:
        hold(connection, organisation_id, alone=True)  # so that of two who keep it one sees the other
        problems = list(strangers(connection, organisation_id, Unit, "unit_id", [unit_id]))
        if not problems and _newest(connection, unit_id, kept) != over:
            problems.append(SOMEONE_ELSE)
        problems += _closed(connection, organisation_id, unit_id, kept)
        if problems:
            raise RecordingError(problems)
        import_id = entered(connection, organisation_id, kept.role, f"Rapport sparad: {report.title}"[:200])
        row = {**kept.model_dump(), **owned_by(organisation_id, import_id), "unit_id": unit_id}
        inserted_id(connection, table_of(KeptReport), {**row, "revision": over + 1, "recorded_at": now()})
    return over + 1


def _closed(connection: Connection, organisation_id: int, unit_id: int, kept: KeptReportIn) -> list[str]:
    """Say which lock closes the report's period, and the way on; nothing where it is open."""
    above = units_above(connection, organisation_id).get(unit_id, [])
    lock = lock_of(locks_in_force(connection, organisation_id), unit_id, Period.parse(kept.period), above)
    return [] if lock is None else [f"{lock.words}. {WHEN_LOCKED}"]


def _newest(connection: Connection, unit_id: int, kept: KeptReportIn) -> int:
    """Return the newest revision of a unit's report, 0 where none is kept."""
    table = table_of(KeptReport)
    same = [table.c[name] == getattr(kept, name) for name in ("kind", "period", "lens")]
    return connection.scalar(select(func.max(table.c.revision)).where(table.c.unit_id == unit_id, *same)) or 0


def record_publication(
    engine: Engine,
    *,
    organisation_id: int,
    lens: Lens,
    period: str,
    cells: Mapping[str, Mapping[str, Mapping[str, float | None]]],
    role: str,
) -> bool:
    """Write down what an audience has been given; return whether it was anything new.

    `cells` maps indicator, unit and period codes to the figure shown, None for a hidden one. What the latest
    publication to the same audience says already is not written again. Raises RecordingError if the role is
    missing.
    """
    written = json.dumps(cells, sort_keys=True, separators=(",", ":"))
    given = checked(PublicationIn, {"lens": lens, "period": period, "cells": written, "role": role})
    table = table_of(Publication)
    mine = (table.c.organisation_id == organisation_id, table.c.lens == given.lens)
    with transaction(engine) as connection:
        hold(connection, organisation_id, alone=True)
        latest = select(table.c.cells).where(*mine).order_by(table.c.id.desc()).limit(1)
        if connection.scalar(latest) == given.cells:
            return False
        import_id = entered(
            connection, organisation_id, given.role, f"Publicerat till {lens.value}: {period}"
        )
        row = {**given.model_dump(), **owned_by(organisation_id, import_id), "recorded_at": now()}
        inserted_id(connection, table, row)
    return True


def remember_patterns(engine: Engine, organisation_id: int, found: Mapping[bytes, tuple[bool, ...]]) -> None:
    """Remember patterns by the fingerprints of their tables; of two for one table the first stays.

    Raises RecordingError where that can't be done.
    """
    if not found:
        return
    table = table_of(SuppressionPattern)
    ours = select(table.c.fingerprint).where(table.c.organisation_id == organisation_id)
    with transaction(engine) as connection:
        hold(connection, organisation_id, alone=True)
        known = set(connection.scalars(ours))
        rows = [
            {
                "organisation_id": organisation_id,
                "fingerprint": name.hex(),
                "pattern": "".join("1" if hidden else "0" for hidden in pattern),
            }
            for name, pattern in found.items()
            if name.hex() not in known
        ]
        if rows:
            connection.execute(insert(table), rows)
