"""Asking for one of some decisions."""

from collections.abc import Sequence

from metrics.receipts.decision_lines import DecisionLine
from pages.parts import forms


def number_of(lines: Sequence[DecisionLine], label: str, key: str) -> int:
    """Ask for a decision and return its number, also where somebody else has taken it back meanwhile."""
    asides = {line.id: f"{line.unit}, från {line.starts_on.isoformat()}" for line in lines}
    return forms.one_of(label, {line.id: line.text for line in lines}, key, asides)


def line_of(lines: Sequence[DecisionLine], label: str, key: str) -> DecisionLine:
    """Ask for a decision that something is then shown of: the first where the chosen one has gone."""
    number = number_of(lines, label, key)
    return next((line for line in lines if line.id == number), lines[0])
