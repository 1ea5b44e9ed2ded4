"""Taking back a change in a plan: the entry becomes what it was, as a change of its own."""

from pathlib import Path

import pytest
from plan_edits import ask, edit, loaded, make, standing
from sqlalchemy import Engine

from data.plan_editing.undoing import undo_edit
from data.plan_files.content import read_plan_content
from data.queries_plan import plan_edits
from data.recording import RecordingError
from metrics.plan_editing.history import can_be_undone
from metrics.vocabulary import PlanNoun

ROLE = "Controller"
MARK = {"changed_on": "2019-07-01", "text": "Unga räknas med."}
INDICATOR, ACTIVITY = PlanNoun.INDICATOR, PlanNoun.ACTIVITY


def latest(engine: Engine, plan_id: int) -> int:
    return int(plan_edits(engine, plan_id)["id"].max())


def undoable(engine: Engine, plan_id: int) -> list[tuple[str, str]]:
    edits = can_be_undone(
        plan_edits(engine, plan_id), lambda noun, code: standing(engine, plan_id, noun, code)
    )
    return list(zip(edits["code"], edits["change"], strict=True))


def test_a_change_is_taken_back_and_says_so(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    before = standing(store, plan_id, ACTIVITY, "utbilda")
    edit(store, plan_id, ACTIVITY, "utbilda", cost="Egen tid")
    assert undo_edit(store, plan_id=plan_id, edit_id=latest(store, plan_id), role=ROLE) == 2
    assert standing(store, plan_id, ACTIVITY, "utbilda") == before
    ((reason, role),) = ask(store, "SELECT reason, role FROM plan_edit ORDER BY id DESC LIMIT 1")
    assert reason.startswith("Ångrar ändringen ")
    assert role == ROLE


def test_a_definition_is_restored_with_its_mark_taken_back(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    before = standing(store, plan_id, INDICATOR, "placerade")
    edit(store, plan_id, INDICATOR, "placerade", definition="Barn och unga.", definition_changes=[MARK])
    undo_edit(store, plan_id=plan_id, edit_id=latest(store, plan_id), role=ROLE)
    assert standing(store, plan_id, INDICATOR, "placerade") == before


def test_what_was_taken_away_comes_back(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    content = read_plan_content(store, plan_id)
    make(store, plan_id, INDICATOR, "sjuk", standing(store, plan_id, INDICATOR, "sjuk"), None)
    undo_edit(store, plan_id=plan_id, edit_id=latest(store, plan_id), role=ROLE)
    assert standing(store, plan_id, INDICATOR, "sjuk") == next(
        each.model_dump(mode="json", exclude_defaults=True)
        for each in content.indicators
        if each.code == "sjuk"
    )


def test_only_the_latest_change_of_an_entry_is_offered_and_taken_back(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    edit(store, plan_id, ACTIVITY, "utbilda", cost="Egen tid")
    first = latest(store, plan_id)
    edit(store, plan_id, ACTIVITY, "utbilda", cost="2 tkr")
    edit(store, plan_id, INDICATOR, "sjuk", tolerance=0.3)
    assert undoable(store, plan_id) == [("sjuk", "changed"), ("utbilda", "changed")]
    with pytest.raises(RecordingError, match="har ändrats"):
        undo_edit(store, plan_id=plan_id, edit_id=first, role=ROLE)


def test_a_change_of_another_plan_is_not_found(store: Engine, tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="finns inte i planen"):
        undo_edit(store, plan_id=loaded(store, tmp_path), edit_id=99, role=ROLE)
