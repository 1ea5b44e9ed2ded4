"""The report that stands for a unit and a period: the one that was kept, and the lock that closes the period.

A locked period has the report that was kept when it was locked, or before: what is kept later changes
nothing of it.
"""

from dataclasses import dataclass, replace

from sqlalchemy import Engine

from data import queries_locks, queries_reports
from data.as_of import as_it_looked
from data.queries_reports import Kept
from metrics.change_words import day_words
from metrics.documents.model import Report
from metrics.lock_grid import above_of
from metrics.locking import Lock, lock_of
from metrics.office import Office
from metrics.periods import Period
from metrics.vocabulary import Lens, ReportKind


@dataclass(frozen=True)
class Standing:
    """What stands of a period's report: the one kept, and the lock that closes it; None = there is none."""

    kept: Kept | None
    lock: Lock | None

    @property
    def revision(self) -> int:
        """The revision that a writer sees, 0 where nothing is kept."""
        return self.kept.revision if self.kept else 0

    @property
    def report(self) -> Report | None:
        """The report as it was kept, with when, by which role and whether it is locked; None without one."""
        if self.kept is None:
            return None
        told = f"Rapporten sparades den {day_words(self.kept.kept_at.date())} av rollen {self.kept.role}"
        locked = f", och perioden låstes den {day_words(self.lock.locked_at.date())}" if self.lock else ""
        return replace(self.kept.report, as_of=f"{told}{locked}.")

    @property
    def as_of(self) -> str:
        """What is told of a document whose figures are those of the lock; empty where there is none."""
        if self.lock is None:
            return ""
        day = day_words(self.lock.locked_at.date())
        return f"Siffrorna är de som gällde när perioden låstes den {day}."


def standing_report(
    engine: Engine, office: Office, *, unit_id: int, kind: ReportKind, period: Period, lens: Lens
) -> Standing:
    """Return what stands of a unit's report of a kind, a period and a lens, as an engine sees the store."""
    locks = queries_locks.standing_locks(queries_locks.locks(engine, office.id))
    lock = lock_of(locks, unit_id, period, above_of(office)[unit_id])
    seen = as_it_looked(engine, lock.locked_at) if lock else engine
    return Standing(queries_reports.kept_report(seen, unit_id, kind, period.code, lens), lock)
