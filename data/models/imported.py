"""What is remembered of imported files: how a layout was read, what was found odd, and other names."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    Base,
    FindingLevelText,
    belongs_to,
    filled,
    key,
    one_of,
    recorded,
    within_lengths,
)
from data.models.event import LONGEST_REASON, LONGEST_ROLE
from metrics.vocabulary import FindingLevel


class ImportLayout(Base, table=True):
    """How files of one shape are read: the answers given, as JSON from a question's id to its answer.

    `fingerprint` is the shape: files with the same headings, whatever their months, have the same. The
    last row of a fingerprint is in force.
    """

    __tablename__ = "import_layout"
    __table_args__ = (
        UniqueConstraint("organisation_id", "fingerprint", "revision"),
        CheckConstraint("revision >= 1", name="revision"),
        within_lengths("role", 0, LONGEST_ROLE),
        *filled("fingerprint", "name", "answers"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    import_id: int = belongs_to("import")
    fingerprint: str
    revision: int = 1
    name: str
    answers: str
    role: str = ""
    recorded_at: datetime = recorded()


class ImportFinding(Base, table=True):
    """Something odd in an imported file that was let in; `reason` is why, empty where none was needed."""

    __tablename__ = "import_finding"
    __table_args__ = (
        one_of("level", FindingLevel),
        within_lengths("reason", 0, LONGEST_REASON),
        *filled("rule", "message"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    import_id: int = belongs_to("import", index=True)
    level: FindingLevelText
    place: str = ""
    rule: str
    message: str
    reason: str = ""


class NameAlias(Base, table=True):
    """Another name for an indicator, a unit or an account: exactly one of the three is meant."""

    __tablename__ = "name_alias"
    __table_args__ = (
        *filled("name"),
        CheckConstraint(
            "CASE WHEN indicator_id IS NULL THEN 0 ELSE 1 END + CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END "
            "+ CASE WHEN account_id IS NULL THEN 0 ELSE 1 END = 1",
            name="one_noun",
        ),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    name: str = Field(min_length=1)
    indicator_id: int | None = belongs_to("indicator", optional=True)
    unit_id: int | None = belongs_to("unit", optional=True)
    account_id: int | None = belongs_to("account", optional=True)
