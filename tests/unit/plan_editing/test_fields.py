"""Every field of a plan file's entries can be changed on screen, or is left out for a reason."""

import pytest
from pydantic import BaseModel

from data.plan_files.entries import (
    ActivityEntry,
    FollowUpEntry,
    IndicatorEntry,
    ObjectiveEntry,
    PlanEntry,
    PlanFile,
    TargetEntry,
)
from metrics import vocabulary
from metrics.plan.labels import ACTIVITY_LABELS, OBJECTIVE_LABELS
from metrics.plan.undertakings import KIND_WORDS
from metrics.plan_editing.difference_lines import UNIT_LABELS
from metrics.plan_editing.fields import DEFINING, FIELDS, LEFT_OUT, EditField, Widget, field_of, labels_of
from metrics.plan_editing.nouns import NOUNS, noun_of
from metrics.plan_editing.words import Edited
from metrics.vocabulary import PlanNoun
from metrics.words import begun

SHAPES: dict[Edited, type[BaseModel]] = {
    Edited.PLAN: PlanEntry,
    Edited.OBJECTIVE: ObjectiveEntry,
    Edited.INDICATOR: IndicatorEntry,
    Edited.TARGET: TargetEntry,
    Edited.ACTIVITY: ActivityEntry,
    Edited.FOLLOW_UP: FollowUpEntry,
}
NOBODY_WRITES = {"edition"}
CHOSEN_AMONG = {
    (Edited.OBJECTIVE, "kind"): vocabulary.ObjectiveKind,
    (Edited.ACTIVITY, "kind"): vocabulary.ActivityKind,
    (Edited.ACTIVITY, "status"): vocabulary.ActivityStatus,
    (Edited.FOLLOW_UP, "periodicity"): vocabulary.Periodicity,
    (Edited.INDICATOR, "kind"): vocabulary.Kind,
    (Edited.INDICATOR, "direction"): vocabulary.Direction,
    (Edited.INDICATOR, "periodicity"): vocabulary.Periodicity,
    (Edited.INDICATOR, "area"): vocabulary.Area,
    (Edited.INDICATOR, "limit_unit"): vocabulary.LimitUnit,
    (Edited.INDICATOR, "threshold_rule"): vocabulary.ThresholdRule,
    (Edited.INDICATOR, "signal_method"): vocabulary.SignalMethod,
    (Edited.TARGET, "kind"): vocabulary.TargetKind,
    (Edited.TARGET, "level"): vocabulary.TargetLevel,
    (Edited.TARGET, "basis"): vocabulary.Basis,
}
EVERY = [(edited, field) for edited in Edited for field in FIELDS[edited]]


@pytest.mark.parametrize("edited", Edited)
def test_every_field_of_an_entry_is_shown_or_left_out_with_a_reason(edited: Edited) -> None:
    shown = [field.name for field in FIELDS[edited]]
    held = set(SHAPES[edited].model_fields) - NOBODY_WRITES
    assert set(shown) | set(LEFT_OUT[edited]) == held
    assert set(shown) & set(LEFT_OUT[edited]) == set()
    assert len(shown) == len(set(shown))
    assert all(len(reason) > 20 for reason in LEFT_OUT[edited].values())


@pytest.mark.parametrize(("edited", "field"), EVERY, ids=lambda each: getattr(each, "name", each))
def test_a_field_means_the_same_unsaid_as_in_the_plan_file(edited: Edited, field: EditField) -> None:
    held = SHAPES[edited].model_fields[field.name]
    if held.is_required():
        assert field.required
    else:
        default = held.get_default(call_default_factory=True)
        assert field.empty == (tuple(default) if isinstance(default, list) else default)


@pytest.mark.parametrize(("edited", "field"), EVERY, ids=lambda each: getattr(each, "name", each))
def test_a_choice_has_all_the_words_of_its_vocabulary(edited: Edited, field: EditField) -> None:
    vocabulary_of = CHOSEN_AMONG.get((edited, field.name))
    assert (field.widget == Widget.CHOICE) == (vocabulary_of is not None)
    assert list(field.choices) == ([member.value for member in vocabulary_of] if vocabulary_of else [])
    assert all(field.choices.values())


@pytest.mark.parametrize("edited", Edited)
def test_no_two_fields_of_a_form_are_called_the_same(edited: Edited) -> None:
    labels = [field.label for field in FIELDS[edited]]
    assert len(labels) == len(set(labels))
    assert set(SHAPES[edited].model_fields) - NOBODY_WRITES <= set(labels_of(edited))


def test_the_units_fields_have_words_too() -> None:
    from data.plan_files.entries import UnitEntry

    assert set(UnitEntry.model_fields) == set(UNIT_LABELS)


def test_what_defines_an_indicator_has_a_name_on_the_screen() -> None:
    assert [name for name in DEFINING if name not in labels_of(Edited.INDICATOR)] == []


@pytest.mark.parametrize(
    ("edited", "name", "add"),
    [
        (Edited.OBJECTIVE, "Mål", "Lägg till ett nytt mål"),
        (Edited.INDICATOR, "Indikator", "Lägg till en ny indikator"),
        (Edited.TARGET, "Målnivå", "Lägg till en ny målnivå"),
        (Edited.ACTIVITY, "Aktivitet", "Lägg till en ny aktivitet"),
        (Edited.FOLLOW_UP, "Redovisning", "Lägg till en ny redovisning"),
    ],
)
def test_what_can_be_changed_has_its_words(edited: Edited, name: str, add: str) -> None:
    assert (edited.word.name, edited.add) == (name, add)


def test_every_noun_of_a_plan_has_its_table_and_its_words() -> None:
    assert {noun_of(noun).name for noun in PlanNoun} == {
        "Planens uppgifter",
        "Enhet",
        "Mål",
        "Indikator",
        "Aktivitet",
        "Redovisning",
    }
    assert set(NOUNS) <= {*PlanFile.model_fields, "targets", "definition_changes"}


def test_a_field_has_one_name_on_all_screens() -> None:
    for labels, edited in ((OBJECTIVE_LABELS, Edited.OBJECTIVE), (ACTIVITY_LABELS, Edited.ACTIVITY)):
        assert {name: labels_of(edited)[name] for name in labels} == labels
    kind = field_of(Edited.ACTIVITY, "kind")
    assert kind is not None
    assert list(kind.choices.values()) == [begun(word) for word in KIND_WORDS.values()]
