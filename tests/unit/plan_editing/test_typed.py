"""What is typed becomes an entry of the plan file, or is refused with the field's name."""

import pytest

from data.plan_files.entries import ActivityEntry, IndicatorEntry
from metrics.plan_editing.fields import FIELDS
from metrics.plan_editing.typed import (
    TypedError,
    shown_value,
    typed_entry,
    with_definition_change,
    with_target,
    written,
)
from metrics.plan_editing.words import Edited

ACTIVITY = {"code": "rutin", "title": "Ny  rutin", "ends": "2026-06-30", "source": "Källa"}
INDICATOR = {
    "code": "dygn",
    "name": "Vårddygn",
    "area": "staff",
    "definition": "Dygn  i vård.",
    "unit_of_measure": "dygn",
    "decimals": 0,
    "kind": "stock",
    "direction": "down",
    "periodicity": "month",
    "tolerance": 0.25,
    "aliases": ["dygn i vård", "vårddygn, alla"],
    "source": "Källa",
    "targets": [{"kind": "at_most", "value": 5.0, "valid_from": "2026-01-01", "valid_to": "2026-12-31"}],
    "concept": "hme",
}
UNTOLD = {"changed_on": "", "changed_text": "", "same_meaning": False}


def shown(edited: Edited, entry: dict | None) -> dict:
    """Return what a form begins with."""
    return {field.name: shown_value(field, entry) for field in FIELDS[edited]}


@pytest.mark.parametrize(
    ("edited", "entry"),
    [(Edited.ACTIVITY, ACTIVITY), (Edited.INDICATOR, INDICATOR), (Edited.TARGET, INDICATOR["targets"][0])],
)
def test_a_form_that_nobody_touched_gives_the_entry_as_it_stood(edited: Edited, entry: dict) -> None:
    assert typed_entry(edited, entry, shown(edited, entry)) == entry


@pytest.mark.parametrize(
    ("name", "typed", "held"),
    [
        ("title", "  Ny\trutin\n för alla ", "Ny rutin för alla"),
        ("description", "Två\n\nstycken ", "Två\n\nstycken"),
        ("ends", " 2026-12-31 ", "2026-12-31"),
        ("starts", "2026-01-01", "2026-01-01"),
        ("objective", "snabbt", "snabbt"),
        ("kind", "project", "project"),
        ("status", "done", "done"),
    ],
)
def test_a_field_that_was_touched_is_all_that_changes(name: str, typed: str, held: str) -> None:
    assert typed_entry(Edited.ACTIVITY, ACTIVITY, shown(Edited.ACTIVITY, ACTIVITY) | {name: typed}) == {
        **ACTIVITY,
        name: held,
    }


@pytest.mark.parametrize(
    ("entry", "name", "typed"),
    [
        (ACTIVITY, "ends", " "),
        ({**ACTIVITY, "objective": "snabbt"}, "objective", ""),
        ({**ACTIVITY, "kind": "project"}, "kind", "activity"),
        ({**ACTIVITY, "status": "done"}, "status", ""),
        ({**ACTIVITY, "cost": "Egen tid"}, "cost", ""),
    ],
)
def test_what_is_emptied_is_not_said_any_more(entry: dict, name: str, typed: str) -> None:
    after = typed_entry(Edited.ACTIVITY, entry, shown(Edited.ACTIVITY, entry) | {name: typed})
    assert after == {key: value for key, value in entry.items() if key != name}


@pytest.mark.parametrize(
    ("name", "typed", "held"),
    [
        ("tolerance", "1 234,5", 1234.5),
        ("tolerance", "0", None),
        ("threshold", "−2", -2.0),
        ("time_limit", "14", 14),
        ("decimals", "0", 0),
        ("aliases", "dygn\n\n  alla dygn ", ["dygn", "alla dygn"]),
        ("aliases", "", None),
    ],
)
def test_numbers_are_read_by_the_swedish_parser_and_lists_by_line(
    name: str, typed: str, held: object
) -> None:
    after = typed_entry(Edited.INDICATOR, INDICATOR, shown(Edited.INDICATOR, INDICATOR) | {name: typed})
    assert after.get(name) == held


@pytest.mark.parametrize(
    ("name", "typed", "problem"),
    [
        ("tolerance", "0.125%", "tolerance: «0.125%» är inget tal: skriv det utan enhet och andra ord"),
        ("time_limit", "1,5", "time_limit: ska vara ett heltal, inte «1,5»"),
        ("name", " ", "name: får inte vara tom"),
        ("decimals", "", "decimals: får inte vara tom"),
    ],
)
def test_what_can_not_be_read_is_refused_with_its_field(name: str, typed: str, problem: str) -> None:
    with pytest.raises(TypedError) as refused:
        typed_entry(Edited.INDICATOR, INDICATOR, shown(Edited.INDICATOR, INDICATOR) | {name: typed})
    assert refused.value.problems == [problem]


@pytest.mark.parametrize(
    "typed", ["2026-13-01", "31/12 2026", "2026-1-1", "20261231", "i höst", "2026-02-29"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(TypedError, match=f"ends: ska vara ett datum som 2026-03-31, inte «{typed}»"):
        typed_entry(Edited.ACTIVITY, ACTIVITY, {"ends": typed})


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(TypedError) as refused:
        typed_entry(Edited.ACTIVITY, ACTIVITY, {"title": "", "starts": "x", "source": ""})
    assert [each.partition(":")[0] for each in refused.value.problems] == ["title", "starts", "source"]


def test_something_new_is_an_entry_of_the_plan_file() -> None:
    new = typed_entry(
        Edited.ACTIVITY,
        None,
        shown(Edited.ACTIVITY, None) | {"title": "Ny", "source": "Beslut"},
        code="ny",
    )
    assert new == {"code": "ny", "title": "Ny", "source": "Beslut"}
    assert ActivityEntry.model_validate(new).kind == "activity"


def test_a_new_indicator_says_what_its_form_began_with() -> None:
    typed = shown(Edited.INDICATOR, None) | {"name": "Nytt", "definition": "Ett mått", "source": "Beslut"}
    new = typed_entry(Edited.INDICATOR, None, typed | {"unit_of_measure": "antal"}, code="nytt")
    assert IndicatorEntry.model_validate(new).decimals == 0
    assert (new["kind"], new["direction"], new["periodicity"], new["area"]) == (
        "flow",
        "up",
        "month",
        "other",
    )


def test_a_new_definition_becomes_a_mark_in_the_order_of_days() -> None:
    before = {**INDICATOR, "definition_changes": [{"changed_on": "2026-06-01", "text": "Senare"}]}
    told = {"changed_on": "2026-03-01", "changed_text": " Räknas per barn ", "same_meaning": False}
    after = with_definition_change(before, {**before, "definition": "Annat"}, told)
    assert after["definition_changes"] == [
        {"changed_on": "2026-03-01", "text": "Räknas per barn"},
        {"changed_on": "2026-06-01", "text": "Senare"},
    ]


@pytest.mark.parametrize(
    ("changed", "same_meaning", "is_asked"),
    [
        ({"owner": "HR"}, False, False),
        ({"definition": "Annat"}, False, True),
        ({"definition": "Annat"}, True, False),
        ({"unit_of_measure": "barn"}, False, True),
        ({"kind": "flow"}, False, False),
        ({"direction": "up"}, True, True),
    ],
)
def test_another_meaning_asks_for_a_day_and_better_words_do_not(
    changed: dict, same_meaning: bool, is_asked: bool
) -> None:
    told = {**UNTOLD, "same_meaning": same_meaning}
    after = {**INDICATOR, **changed}
    if not is_asked:
        assert with_definition_change(INDICATOR, after, told) == after
        return
    with pytest.raises(TypedError) as refused:
        with_definition_change(INDICATOR, after, told)
    assert [each.partition(":")[0] for each in refused.value.problems] == ["changed_on", "changed_text"]


@pytest.mark.parametrize(
    ("at", "target", "left"),
    [(0, {"kind": "plan"}, ["plan"]), (None, {"kind": "plan"}, ["at_most", "plan"]), (0, None, None)],
)
def test_a_target_is_changed_added_and_taken_away_within_its_indicator(at, target, left) -> None:
    after = with_target(INDICATOR, at, target)
    assert ([each["kind"] for each in after["targets"]] if "targets" in after else None) == left
    assert {**after, "targets": None} == {**INDICATOR, "targets": None}


@pytest.mark.parametrize(
    ("value", "text"), [(5, "5"), (5.0, "5"), (5.7, "5,7"), (1234.25, "1\u00a0234,25"), (-3.0, "\u22123")]
)
def test_a_number_is_shown_as_a_person_would_write_it(value: float, text: str) -> None:
    assert written(value) == text
