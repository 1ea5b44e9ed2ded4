"""What an indicator that is not measured is made of."""

from sqlalchemy import UniqueConstraint

from data.models.base import Base, belongs_to, key, one_of
from metrics.vocabulary import PartRole


class DerivationPart(Base, table=True):
    """A part of a derived indicator; parts in the same role are added together."""

    __tablename__ = "derivation_part"
    __table_args__ = (UniqueConstraint("indicator_id", "part_id", "role"), one_of("role", PartRole))

    id: int | None = key()
    organisation_id: int = belongs_to("organisation", index=True)
    indicator_id: int = belongs_to("indicator")
    part_id: int = belongs_to("indicator")
    role: str
    position: int = 0
