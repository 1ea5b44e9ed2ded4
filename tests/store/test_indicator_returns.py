"""An indicator that is taken out of a plan and comes back is what it was, with its protection."""

from pathlib import Path
from typing import Any

import pytest
from plan_edits import GIVEN, UNCONCERNED, make, plan_numbered, standing
from plan_texts import plan_at
from sqlalchemy import Engine

from data.catalogue import concepts
from data.plan_editing.new_year import copy_to_next_year
from data.plan_files.content import read_plan_content
from data.plan_files.loading import load_plan
from data.plan_files.reading import read_plan
from data.recording import RecordingError
from metrics.vocabulary import PlanNoun

COMMON = """
definition = "Vad som räknas."
decimals = 0
direction = "down"
periodicity = "month"
area = "staff"
source = "Plan 2019, Personal"
"""
TIED = (
    UNCONCERNED
    + "".join(
        f"""
[[indicators]]
code = "{code}"
name = "{name}"
unit_of_measure = "antal"
kind = "{kind}"
outside = true
{COMMON}"""
        for code, name, kind in (
            ("anstallda", "Anställda", "stock"),
            ("timmar", "Timmar", "flow"),
            ("tid", "Arbetstid", "flow"),
        )
    )
    + f"""
[[indicators]]
code = "kort"
name = "Korttid"
unit_of_measure = "%"
kind = "ratio"
objective = "personal"
concept = "sjukfranvaro-korttid"
case_kind = "kort"
accompanies = "sjuk"
aliases = ["Dag 1-14"]
protected = {{ by = "anstallda", below = 10 }}
{COMMON}
[[indicators]]
code = "andel"
name = "Andel"
unit_of_measure = "%"
kind = "ratio"
objective = "personal"
derived = {{ by = "ratio", first = ["timmar"], second = ["tid"] }}
{COMMON}"""
)
FORM = (
    *("code", "name", "definition", "unit_of_measure", "decimals", "kind", "direction", "periodicity"),
    *("area", "source", "objective"),
)
"""What the form asks for of an indicator, but the rare ones."""
INDICATOR = PlanNoun.INDICATOR


def loaded(engine: Engine, folder: Path) -> int:
    read = read_plan(plan_at(folder, TIED), concepts())
    with engine.begin() as connection:
        load_plan(connection, read)
    return plan_numbered(engine, read.content.plan.code)


def taken_away(engine: Engine, plan_id: int, code: str = "kort") -> dict[str, Any]:
    before = standing(engine, plan_id, INDICATOR, code) or {}
    make(engine, plan_id, INDICATOR, code, before, None)
    return before


def test_an_indicator_that_comes_back_is_protected_derived_and_shown_as_before(
    store: Engine, tmp_path: Path
) -> None:
    plan_id = loaded(store, tmp_path)
    content = read_plan_content(store, plan_id)
    gone = {code: taken_away(store, plan_id, code) for code in ("kort", "andel")}
    assert {each.code for each in read_plan_content(store, plan_id).indicators} == {"sjuk", "placerade"}
    for code, before in gone.items():
        bare = {name: before[name] for name in FORM if name in before}
        make(store, plan_id, INDICATOR, code, None, bare)
        assert standing(store, plan_id, INDICATOR, code) == before
    after = {each.code: each for each in read_plan_content(store, plan_id).indicators}
    assert after == {each.code: each for each in content.indicators}


def test_one_that_comes_from_another_plan_keeps_its_protection_in_both(store: Engine, tmp_path: Path) -> None:
    old = loaded(store, tmp_path)
    given = {**GIVEN, "code": "nasta", "title": "Nästa"}
    new = copy_to_next_year(store, plan_id=old, given=given, keep_activities=[])
    before = taken_away(store, new)
    make(store, new, INDICATOR, "kort", None, {name: before[name] for name in FORM if name in before})
    assert standing(store, new, INDICATOR, "kort") == before
    assert standing(store, old, INDICATOR, "kort") == before


def test_one_that_comes_back_can_not_be_made_of_something_else(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    before = taken_away(store, plan_id, "andel")
    other = {**before, "derived": {"by": "ratio", "first": ["sjuk"], "second": ["placerade"]}}
    with pytest.raises(RecordingError, match="skiljer sig i räkneregel"):
        make(store, plan_id, INDICATOR, "andel", None, other)
