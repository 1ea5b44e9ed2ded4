"""Settings, read from the environment once, each with its default and a sentence."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from metrics.documents.words import LENS_OF
from metrics.vocabulary import Area, Lens

ROOT = Path(__file__).resolve().parent.parent
LONGEST_NUMBER = 9
"""Digits of a text that is read as a number."""


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
            "range": (0, 366),
            "sentence": "Så många dagar efter periodens slut ska dess siffror vara inne; en helgdag flyttas "
            "till nästa arbetsdag. Från 0 till 366.",
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

    lens: str = field(
        default="intern",
        metadata={
            "variable": "LAGESBILD_LENS",
            "sentence": "För vem servern visar siffror: `intern`, `namnd` eller `publik`. Den som läser kan "
            "välja en strängare lins på skärmen, aldrig en mildare.",
        },
    )

    threshold: int = field(
        default=5,
        metadata={
            "variable": "LAGESBILD_THRESHOLD",
            "range": (1, 1000),
            "sentence": "Minsta antal som visas för nämnd och publik; 1 till ett mindre döljs, med det som "
            "annars skulle röja dem. Från 1 till 1000.",
        },
    )

    rounding: int = field(
        default=1,
        metadata={
            "variable": "LAGESBILD_ROUNDING",
            "range": (1, 1000),
            "sentence": "Antal avrundas till närmaste multipel av talet för publik; 1 betyder ingen "
            "avrundning. Från 1 till 1000.",
        },
    )

    hidden_areas: str = field(
        default="",
        metadata={
            "variable": "LAGESBILD_HIDDEN_AREAS",
            "sentence": "Områden som inte visas för publik, med kommatecken mellan, till exempel "
            "`staff,economy`.",
        },
    )

    template: str = field(
        default="",
        metadata={
            "variable": "LAGESBILD_TEMPLATE",
            "sentence": "Sökvägen till organisationens mall för bildspel (.pptx eller .potx); tomt betyder "
            "den inbyggda.",
        },
    )

    @property
    def least_lens(self) -> Lens:
        """The least strict lens that anything is shown through."""
        return LENS_OF[self.lens]

    @property
    def areas_hidden(self) -> frozenset[Area]:
        """The areas that the public is not shown."""
        return frozenset(map(Area, _listed(self.hidden_areas)))

    def __post_init__(self) -> None:
        """Raise SettingError for a lens or an area that there is none of, and a number out of its range."""
        _one_of("LAGESBILD_LENS", self.lens, LENS_OF)
        for area in _listed(self.hidden_areas):
            _one_of("LAGESBILD_HIDDEN_AREAS", area, [each.value for each in Area])
        for entry in fields(self):
            if "range" in entry.metadata:
                least, most = entry.metadata["range"]
                if not least <= getattr(self, entry.name) <= most:
                    raise _out_of_range(entry, getattr(self, entry.name))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Return the settings, each from its variable where that is set and not empty.

        Raises SettingError for a text where a number is to stand.
        """
        given = os.environ if environment is None else environment
        values: dict[str, Any] = {
            entry.name: _read(entry, given[entry.metadata["variable"]])
            for entry in fields(cls)
            if given.get(entry.metadata["variable"])
        }
        return cls(**values)


def _listed(text: str) -> list[str]:
    return list(filter(None, (part.strip() for part in text.split(","))))


def _one_of(variable: str, text: str, known: Iterable[str]) -> None:
    if text not in known:
        raise SettingError(f"{variable} är «{text}» och ska vara något av {', '.join(known)}.")


def _read(entry: Field[Any], text: str) -> str | int:
    if "range" not in entry.metadata:
        return text
    if not text.strip().isdecimal() or len(text.strip()) > LONGEST_NUMBER:
        raise _out_of_range(entry, text)
    return int(text)


def _out_of_range(entry: Field[Any], given: object) -> SettingError:
    least, most = entry.metadata["range"]
    return SettingError(
        f"{entry.metadata['variable']} är «{given}» och ska vara ett heltal från {least} till {most}."
    )
