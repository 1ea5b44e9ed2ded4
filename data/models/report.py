"""Reports that are kept, and what has been published: as it was, whatever is corrected later.

Also what is remembered of how small numbers were protected.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint

from data.models.base import (
    Base,
    LensText,
    PeriodText,
    ReportKindText,
    belongs_to,
    filled,
    key,
    one_of,
    period_code,
    recorded,
    within_lengths,
)
from data.models.event import LONGEST_ROLE, Role
from metrics.vocabulary import Lens, ReportKind


class KeptReportIn(Base):
    """A report as it is kept: its kind, its period, for whom it is, and all of it as JSON."""

    kind: ReportKindText
    period: PeriodText
    lens: LensText
    content: str
    role: Role


class KeptReport(KeptReportIn, table=True):
    """A word on the report of a unit, a kind, a period and a lens; the newest revision is the report."""

    __tablename__ = "kept_report"
    __table_args__ = (
        one_of("kind", ReportKind),
        one_of("lens", Lens),
        period_code(),
        *filled("content"),
        within_lengths("role", 1, LONGEST_ROLE),
        CheckConstraint("revision >= 1", name="revision"),
        UniqueConstraint("unit_id", "kind", "period", "lens", "revision"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    unit_id: int = belongs_to("unit")
    import_id: int = belongs_to("import")
    revision: int
    recorded_at: datetime = recorded()


class PublicationIn(Base):
    """What an audience has been given: for whom, up to which period, and every figure of it as JSON.

    `cells` maps indicator, unit and period codes to the figure that was shown, null for a hidden one.
    """

    lens: LensText
    period: PeriodText
    cells: str
    role: Role


class Publication(PublicationIn, table=True):
    """A publication of an organisation's figures: it can't be taken back, for it has been read."""

    __tablename__ = "publication"
    __table_args__ = (
        one_of("lens", Lens),
        period_code(),
        *filled("cells"),
        within_lengths("role", 1, LONGEST_ROLE),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    import_id: int = belongs_to("import")
    recorded_at: datetime = recorded()


class SuppressionPattern(Base, table=True):
    """Which cells of a table were found to be hidden: a memory of what takes time to find.

    `fingerprint` tells the table from all others, `pattern` has a 1 for each cell that is hidden and a 0 for
    each that is shown; it is empty where no pattern is safe.
    """

    __tablename__ = "suppression_pattern"
    __table_args__ = (
        *filled("fingerprint"),
        CheckConstraint("replace(replace(pattern, '0', ''), '1', '') = ''", name="pattern"),
        UniqueConstraint("organisation_id", "fingerprint"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    fingerprint: str
    pattern: str
