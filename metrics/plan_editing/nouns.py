"""What a plan consists of, in words: each noun with its forms, by its table in the plan file."""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.vocabulary import PlanNoun
from metrics.words import begun


@dataclass(frozen=True)
class Noun:
    """A noun with its forms, as within a sentence: one of it, several, and the one that is meant."""

    one: str
    several: str
    the: str

    @property
    def name(self) -> str:
        """The noun by itself, as a heading has it."""
        return begun(self.one)

    @property
    def new(self) -> str:
        """A new one: neuter nouns are those whose definite form ends in `t`."""
        return f"ett nytt {self.one}" if self.the.endswith("t") else f"en ny {self.one}"


NOUNS: Mapping[str, Noun] = {
    "plan": Noun("planens uppgifter", "planens uppgifter", "planens uppgifter"),
    "units": Noun("enhet", "enheter", "enheten"),
    "objectives": Noun("mål", "mål", "målet"),
    "indicators": Noun("indikator", "indikatorer", "indikatorn"),
    "targets": Noun("målnivå", "målnivåer", "målnivån"),
    "definition_changes": Noun(
        "ändring av definitionen", "ändringar av definitionen", "ändringen av definitionen"
    ),
    "activities": Noun("aktivitet", "aktiviteter", "aktiviteten"),
    "follow_ups": Noun("redovisning", "redovisningar", "redovisningen"),
    "events": Noun("händelse", "händelser", "händelsen"),
    "accounts": Noun("konto", "konton", "kontot"),
}
TABLE_OF: Mapping[PlanNoun, str] = {
    PlanNoun.PLAN: "plan",
    PlanNoun.UNIT: "units",
    PlanNoun.OBJECTIVE: "objectives",
    PlanNoun.INDICATOR: "indicators",
    PlanNoun.ACTIVITY: "activities",
    PlanNoun.FOLLOW_UP: "follow_ups",
}
"""The table of a plan file that each noun stands in."""


def noun_of(noun: PlanNoun) -> Noun:
    """Return a noun of the plan with its forms."""
    return NOUNS[TABLE_OF[noun]]
