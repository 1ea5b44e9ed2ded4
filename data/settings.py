"""Settings, read from the environment once, each with its default and a sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Every setting of Lägesbild. `docs/drift.md` lists the same, and a test holds them together."""

    database_url: str = field(
        default=f"sqlite:///{ROOT / 'lagesbild.db'}",
        metadata={
            "variable": "LAGESBILD_DATABASE_URL",
            "sentence": "Adressen till databasen som håller plan, mål och mätvärden.",
        },
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Return the settings, each from its variable where that is set and not empty."""
        given = os.environ if environment is None else environment
        values = {
            entry.name: given[entry.metadata["variable"]]
            for entry in fields(cls)
            if given.get(entry.metadata["variable"])
        }
        return cls(**values)
