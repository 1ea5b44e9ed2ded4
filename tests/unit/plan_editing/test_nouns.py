"""The nouns of a plan, with what they make of the words beside them."""

import pytest

from metrics.plan_editing.nouns import noun_of
from metrics.vocabulary import EditKind, PlanNoun


@pytest.mark.parametrize(
    ("noun", "change", "told"),
    [
        (PlanNoun.OBJECTIVE, EditKind.ADDED, "Mål, nytt"),
        (PlanNoun.OBJECTIVE, EditKind.CHANGED, "Mål, ändrat"),
        (PlanNoun.OBJECTIVE, EditKind.REMOVED, "Mål, borttaget"),
        (PlanNoun.ACTIVITY, EditKind.ADDED, "Aktivitet, ny"),
        (PlanNoun.INDICATOR, EditKind.CHANGED, "Indikator, ändrad"),
        (PlanNoun.UNIT, EditKind.REMOVED, "Enhet, borttagen"),
        (PlanNoun.PLAN, EditKind.CHANGED, "Planens uppgifter, ändrade"),
    ],
)
def test_what_was_done_agrees_with_the_noun(noun: PlanNoun, change: EditKind, told: str) -> None:
    assert f"{noun_of(noun).name}, {noun_of(noun).changed(change)}" == told
