"""A plan that an earlier version let in, with texts and days that would not come in today.

It is read, exported, corrected and changed all the same; only what is changed must keep to today's rules.
"""

from pathlib import Path
from typing import Any

import pytest
from plan_edits import GIVEN, UNCONCERNED, ask, contents, edit, loaded
from sqlalchemy import Engine, text

from data.plan_editing.new_year import copy_to_next_year, without_targets
from data.plan_editing.undoing import undo_edit
from data.plan_files.content import read_plan_content
from data.plan_files.export import export_plan
from data.recording import RecordingError
from metrics.vocabulary import PlanNoun

LONG = "Nämnd, " * 100 + "kontor"
NEXT = {"code": "lilla-2020", "title": "Plan 2020", "role": "Verksamhetsutvecklare", "reason": "Nytt år"}
# A table, its column and what an earlier version may have left there.
LEFT = [
    ("objective", "responsible", LONG),
    ("objective", "description", LONG * 10),
    ("activity", "ends", "9999-12-31"),
    ("follow_up", "recipient", LONG),
    ("follow_up", "due", "2999-12"),
    ("contradiction", "subject", LONG),
    ("indicator", "owner", LONG),
    ("target", "words", LONG),
    ("definition_change", "changed_on", "9999-12-31"),
    ("unit", "kind", LONG),
    ("account", "name", LONG),
    ("organisation", "name", LONG),
    ("plan", "document", LONG),
    ("plan", "valid_to", "9999-12-31"),
]


def with_left(engine: Engine, folder: Path, table: str, column: str, value: str) -> int:
    """Return the small plan, where the column holds what an earlier version let in."""
    plan_id = loaded(engine, folder)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET {column} = :value"), {"value": value})  # noqa: S608
    return plan_id


@pytest.fixture
def plan_id(store: Engine, tmp_path: Path) -> int:
    return with_left(store, tmp_path, "objective", "responsible", LONG)


@pytest.mark.parametrize(("table", "column", "value"), LEFT, ids=lambda each: str(each)[:20])
def test_it_is_read_exported_and_changed_elsewhere(
    store: Engine, tmp_path: Path, table: str, column: str, value: str
) -> None:
    plan_id = with_left(store, tmp_path, table, column, value)
    before = read_plan_content(store, plan_id)
    assert value in export_plan(store, plan_id)
    elsewhere = (PlanNoun.OBJECTIVE, "trygga") if table == "activity" else (PlanNoun.ACTIVITY, "utbilda")
    edit(store, plan_id, *elsewhere, title="Trygga unga")
    after = read_plan_content(store, plan_id)
    for name in ("plan", "units", "indicators", "follow_ups", "contradictions", "accounts"):
        kept = [after.plan.model_copy(update={"edition": 0})] if name == "plan" else getattr(after, name)
        assert kept == ([before.plan] if name == "plan" else getattr(before, name)), name


@pytest.mark.parametrize(("table", "column", "value"), LEFT, ids=lambda each: str(each)[:20])
def test_a_file_puts_it_right(store: Engine, tmp_path: Path, table: str, column: str, value: str) -> None:
    plan_id = with_left(store, tmp_path, table, column, value)
    loaded(store, tmp_path, UNCONCERNED + "\n# rättad")
    assert value not in export_plan(store, plan_id)


def test_another_plan_of_the_office_is_loaded(store: Engine, tmp_path: Path, plan_id: int) -> None:
    other = loaded(store, tmp_path, UNCONCERNED.replace('"lilla-2019"', '"lilla-annan"', 1))
    assert other != plan_id
    assert {each.responsible for each in read_plan_content(store, plan_id).objectives} == {LONG}


def test_a_change_elsewhere_is_taken_back(store: Engine, plan_id: int) -> None:
    edit(store, plan_id, PlanNoun.ACTIVITY, "utbilda", title="Utbilda alla")
    ((edit_id,),) = ask(store, "SELECT id FROM plan_edit")
    undo_edit(store, plan_id=plan_id, edit_id=edit_id, role=GIVEN["role"])
    assert read_plan_content(store, plan_id).activities[0].title == "Utbilda familjehem"


def told_of(engine: Engine, plan_id: int, code: str, /, **fields: Any) -> list[str]:
    with pytest.raises(RecordingError) as error:
        edit(engine, plan_id, PlanNoun.OBJECTIVE, code, **fields)
    return error.value.problems


def test_what_is_changed_itself_is_to_be_shorter_and_nothing_else_is_asked_for(
    store: Engine, plan_id: int
) -> None:
    before = contents(store)
    (told,) = told_of(store, plan_id, "trygga", title="Trygga unga")
    assert told.startswith("objectives «trygga», responsible: får ha högst 500 tecken, men har 706")
    (told,) = told_of(store, plan_id, "trygga", responsible="Nämnden", kind="dröm")
    assert told.startswith("objectives «trygga», kind: «dröm» finns inte bland")
    assert contents(store) == before
    edit(store, plan_id, PlanNoun.OBJECTIVE, "trygga", responsible="Nämnden")
    assert [each.responsible for each in read_plan_content(store, plan_id).objectives] == [
        LONG,
        "Nämnden",
        LONG,
    ]


def test_the_next_years_plan_says_what_is_too_long_and_where(store: Engine, plan_id: int) -> None:
    before = contents(store)
    with pytest.raises(RecordingError) as error:
        copy_to_next_year(store, plan_id=plan_id, given=NEXT, keep_activities=[])
    assert [each.partition(",")[0] for each in error.value.problems] == [
        f"objectives «{code}»" for code in ("medborgare", "trygga", "personal")
    ]
    assert "responsible: får ha högst 500 tecken, men har 706" in error.value.problems[0]
    assert contents(store) == before


def test_no_plan_follows_one_that_never_ends(store: Engine, tmp_path: Path) -> None:
    plan_id = with_left(store, tmp_path, "plan", "valid_to", "9999-12-31")
    assert without_targets(read_plan_content(store, plan_id)) == (["Sjukfrånvaro"], ["Placerade barn"])
    with pytest.raises(RecordingError, match="plan, valid_from: ska vara ett datum mellan 1900 och 2199"):
        copy_to_next_year(store, plan_id=plan_id, given=NEXT, keep_activities=[])
