"""Settings, read from the environment once, each with its default and a sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MOST_DAYS = 366


class SettingError(ValueError):
    """A setting that can't be used; the text names the variable, its value and what to write."""


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

    reporting_days: int = field(
        default=10,
        metadata={
            "variable": "LAGESBILD_REPORTING_DAYS",
            "sentence": "Så många dagar efter periodens slut ska dess siffror vara inne; en helgdag flyttas "
            "till nästa arbetsdag.",
        },
    )

    plan_editors: str = field(
        default="",
        metadata={
            "variable": "LAGESBILD_PLAN_EDITORS",
            "sentence": "Användarnamnen på dem som får ändra planerna på skärmen, med kommatecken mellan; "
            "tomt betyder alla som når sidan.",
        },
    )

    user_header: str = field(
        default="X-Forwarded-User",
        metadata={
            "variable": "LAGESBILD_USER_HEADER",
            "sentence": "Huvudet i webbläsarens anrop där servern framför säger vem som är inloggad.",
        },
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Return the settings, each from its variable where that is set and not empty.

        Raises SettingError for a text where a number is to stand.
        """
        given = os.environ if environment is None else environment
        values: dict[str, Any] = {
            entry.name: _read(entry.metadata["variable"], given[entry.metadata["variable"]], entry.default)
            for entry in fields(cls)
            if given.get(entry.metadata["variable"])
        }
        return cls(**values)


def _read(variable: str, text: str, default: object) -> str | int:
    if not isinstance(default, int):
        return text
    if not text.strip().isdecimal() or int(text) > MOST_DAYS:
        raise SettingError(f"{variable} är «{text}» och ska vara ett heltal från 0 till {MOST_DAYS}.")
    return int(text)
