"""What a plan consists of, in words: each noun with its forms, by its table in the plan file."""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.vocabulary import EditKind, PlanNoun
from metrics.words import begun

CHANGED = {
    EditKind.ADDED: ("ny", "nytt", "nya"),
    EditKind.CHANGED: ("ändrad", "ändrat", "ändrade"),
    EditKind.REMOVED: ("borttagen", "borttaget", "borttagna"),
}
"""What was done, of a common noun, a neuter one, and several."""


@dataclass(frozen=True)
class Noun:
    """A noun with its forms, as within a sentence: one of it, several, and the one that is meant.

    Neuter nouns are those whose definite form ends in `t`.
    """

    one: str
    several: str
    the: str

    @property
    def name(self) -> str:
        """The noun by itself, as a heading has it."""
        return begun(self.one)

    @property
    def new(self) -> str:
        """A new one."""
        return f"ett nytt {self.one}" if self._is_neuter else f"en ny {self.one}"

    @property
    def _is_neuter(self) -> bool:
        return self.the.endswith("t")

    def changed(self, change: EditKind) -> str:
        """Say what was done to it in the noun's form: an `indikator` is `ändrad`, a `mål` `ändrat`."""
        common, neuter, several = CHANGED[change]
        if self.one == self.the:
            return several
        return neuter if self._is_neuter else common


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
