"""Organisations, their units, and what brought each change into the store."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from data.models.base import (
    Base,
    ClientGroupText,
    Code,
    ImportKindText,
    belongs_to,
    filled,
    key,
    one_of,
    recorded,
)
from data.models.words import TitleText
from metrics.vocabulary import ClientGroup, ImportKind


class OrganisationIn(Base):
    """A municipality's social services office, or a part that plans for itself."""

    code: Code
    name: TitleText = Field(min_length=1)
    simulated: bool = False


class Organisation(OrganisationIn, table=True):
    """An organisation. `simulated` marks every figure of it as invented."""

    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("code"), *filled("name"))

    id: int | None = key()


class UnitIn(Base):
    """A place in the organisation's tree that figures are reported for.

    `clients` says whom it works for, with those below it; empty where it works for all, or as above.
    """

    code: Code
    name: TitleText = Field(min_length=1)
    kind: TitleText = ""
    clients: ClientGroupText | None = None
    position: int = 0


class Unit(UnitIn, table=True):
    """A unit. The root of an organisation's tree has no parent."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        one_of("clients", ClientGroup),
        *filled("name"),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation")
    parent_id: int | None = belongs_to("unit", optional=True, index=True)


class ImportIn(Base):
    """One act of bringing something in: who, what, when."""

    kind: ImportKindText
    source: str
    content_hash: str = ""
    recorded_by: str = ""
    note: str = ""


class Import(ImportIn, table=True):
    """An import. `undoes_id` is the import that this one took back; each is taken back once.

    How many there are is the version of the store that every cache is keyed by.
    """

    __tablename__ = "import"
    __table_args__ = (
        one_of("kind", ImportKind),
        Index("uq_import_undoes_id", "undoes_id", unique=True),
    )

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    recorded_at: datetime = recorded()
    undoes_id: int | None = belongs_to("import", optional=True)
