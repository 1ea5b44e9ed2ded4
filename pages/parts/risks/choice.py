"""Which of a plan's risks a reader has chosen to weigh, as the address says it."""

from collections.abc import Sequence

from metrics.risks.register import RiskLine
from metrics.words import shortened
from pages.parts.address import RISK
from pages.parts.fields import Field, Option
from pages.parts.plan_choice import entry_asked

NONE_CHOSEN = Option("", "Välj risk …")
LONGEST = 90


def chosen_risk(lines: Sequence[RiskLine]) -> RiskLine | None:
    """Return the risk that the address names; one that the plan lacks is said, and let go."""
    return entry_asked(lines, RISK, "Risken")


def risk_field(lines: Sequence[RiskLine], chosen: RiskLine | None) -> Field:
    """Return the field that chooses which risk to weigh."""
    options = [Option(each.code, f"{each.label}: {shortened(each.title, LONGEST)}") for each in lines]
    return Field(RISK, "Bedöm en risk", chosen.code if chosen else "", [NONE_CHOSEN, *options], span=8)
