"""Plans of one organisation share their indicators: a change in one is a change in the others too."""

from pathlib import Path
from typing import Any

import pytest
from plan_edits import GIVEN, UNCONCERNED, ask, contents, edit, plan_numbered, standing
from plan_texts import CONCEPTS
from sqlalchemy import Engine, delete

from data import catalogue
from data.catalogue import load_plan_file, load_plans
from data.models import PlanIndicator
from data.models.base import table_of
from data.plan_editing.editing import PlanChange, edit_plan
from data.plan_editing.new_year import copy_to_next_year
from data.plan_files.content import read_plan_content
from data.plan_files.export import export_plan
from data.plan_files.loading import load_plan
from data.plan_files.reading import PlanFileError, read_plan
from data.recording import RecordingError
from metrics.vocabulary import PlanNoun

NEXT = {"code": "lilla-2020", "title": "Plan 2020", "role": "Verksamhetsutvecklare", "reason": "Nytt år"}
ANOTHER_MEANING = {
    "definition": "Barn och unga som är placerade.",
    "definition_changes": [{"changed_on": "2020-07-01", "text": "Unga räknas med."}],
}
INDICATOR = PlanNoun.INDICATOR
EDITIONS = "SELECT code, edition FROM plan ORDER BY code"
EDITS = "SELECT plan.code, noun, plan_edit.code, change, role FROM plan_edit JOIN plan ON plan.id = plan_id"
TIED = UNCONCERNED.replace(
    'source = "Plan 2019, Personal"', 'source = "Plan 2019, Personal"\naccompanies = "placerade"'
)

PROTECTED = 'protected = { by = "anstallda", below = 5 }'
GUARD = """
[[indicators]]
code = "anstallda"
name = "anstallda"
area = "staff"
definition = "Antal anställda."
unit_of_measure = "antal"
decimals = 0
kind = "stock"
direction = "none"
periodicity = "month"
source = "Plan 2019, Personal"
"""


def load(engine: Engine, path: Path, written: str) -> None:
    path.write_text(written, encoding="utf-8")
    with engine.begin() as connection:
        load_plan(connection, read_plan(path, CONCEPTS))


def two_plans(engine: Engine, folder: Path, written: str = UNCONCERNED) -> tuple[int, int]:
    """Load a plan and make that of the next year."""
    load(engine, folder / "lilla.toml", written)
    old = plan_numbered(engine, "lilla-2019")
    return old, copy_to_next_year(engine, plan_id=old, given=NEXT, keep_activities=[])


def test_a_file_of_the_old_plan_does_not_undo_a_definition_changed_in_the_new(
    store: Engine, tmp_path: Path
) -> None:
    old, new = two_plans(store, tmp_path)
    stale = export_plan(store, old)
    edit(store, new, INDICATOR, "placerade", **ANOTHER_MEANING)
    with pytest.raises(PlanFileError, match="planen har ändrats en gång på skärmen sedan filen skrevs"):
        load(store, tmp_path / "export.toml", stale)
    kept = standing(store, new, INDICATOR, "placerade") or {}
    assert {name: kept[name] for name in ANOTHER_MEANING} == ANOTHER_MEANING


def test_a_shipped_file_of_the_old_plan_is_left_at_the_next_start(
    store: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, new = two_plans(store, tmp_path)
    edit(store, new, INDICATOR, "placerade", **ANOTHER_MEANING)
    (tmp_path / "lilla.toml").write_text(UNCONCERNED + "\n# Ny.\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "PLANS", tmp_path)
    told: list[str] = []
    load_plans(store, told.append)
    (line,) = told
    assert line.startswith("Lämnades: Plan 2019 är ändrad på skärmen, så lilla.toml lästes inte in.")


def test_a_shared_change_is_in_the_history_of_each_plan_and_raises_both(
    store: Engine, tmp_path: Path
) -> None:
    _, new = two_plans(store, tmp_path)
    edit(store, new, INDICATOR, "placerade", **ANOTHER_MEANING)
    assert ask(store, EDITIONS) == [("lilla-2019", 1), ("lilla-2020", 1)]
    assert sorted(ask(store, f"{EDITS} WHERE noun = 'indicator'")) == [
        (plan, "indicator", "placerade", "changed", GIVEN["role"]) for plan in ("lilla-2019", "lilla-2020")
    ]


OWN: dict[str, dict[str, Any]] = {"targets": {"targets": []}, "its place": {"objective": "medborgare"}}


@pytest.mark.parametrize("own", OWN)
def test_what_a_plan_says_for_itself_is_no_change_in_the_other(
    store: Engine, tmp_path: Path, own: str
) -> None:
    _, new = two_plans(store, tmp_path)
    edit(store, new, INDICATOR, "sjuk", **OWN[own])
    assert ask(store, EDITIONS) == [("lilla-2019", 0), ("lilla-2020", 1)]


def protect(engine: Engine, folder: Path, plan_id: int) -> None:
    """Let a plan's file protect an indicator that another plan has too."""
    written = export_plan(engine, plan_id)
    guarded = written.replace('code = "placerade"\n', f'code = "placerade"\n{PROTECTED}\n')
    load(engine, folder / "guarded.toml", guarded + GUARD)


@pytest.mark.parametrize(
    ("said", "is_refused"),
    [
        ("", True),
        ('protected = { by = "anstallda", below = 4 }', True),
        ('protected = { by = "vikarier", below = 5 }', True),
        (PROTECTED, False),
        ('protected = { by = "anstallda", below = 6 }', False),
    ],
)
def test_a_file_does_not_take_away_or_lessen_the_protection_that_another_plan_gave(
    store: Engine, tmp_path: Path, said: str, *, is_refused: bool
) -> None:
    old, new = two_plans(store, tmp_path)
    stale = export_plan(store, old)
    protect(store, tmp_path, new)
    written = stale.replace('code = "placerade"\n', f'code = "placerade"\n{said}\n') + GUARD
    written += GUARD.replace("anstallda", "vikarier")
    if not is_refused:
        load(store, tmp_path / "stale.toml", written)
        return
    before = contents(store)
    with pytest.raises(PlanFileError) as error:
        load(store, tmp_path / "stale.toml", written)
    assert (
        "«placerade», protected: filen tar bort eller minskar skyddet mot små antal för «Placerade barn», "
        f"som också står i planen «Plan 2020»; skriv {PROTECTED}, eller läs in filen med --without-protection"
    ) in str(error.value)
    assert contents(store) == before


def test_protection_goes_away_where_it_is_said(store: Engine, tmp_path: Path) -> None:
    old, new = two_plans(store, tmp_path)
    path = tmp_path / "stale.toml"
    path.write_text(export_plan(store, old), encoding="utf-8")
    protect(store, tmp_path, new)
    load_plan_file(store, path, str, unprotect=True)
    assert "protected" not in (standing(store, new, INDICATOR, "placerade") or {})


def test_a_shipped_file_leaves_the_protection_that_another_plan_gave(
    store: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, new = two_plans(store, tmp_path)
    protect(store, tmp_path, new)
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "lilla.toml").write_text(UNCONCERNED + "\n# Ny.\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "PLANS", shipped)
    told: list[str] = []
    load_plans(store, told.append)
    (line,) = told
    assert line.startswith(
        "Lämnades: lilla.toml lästes inte in: indicators «placerade», protected: filen tar"
    )
    assert "protected" in (standing(store, new, INDICATOR, "placerade") or {})


def test_a_unit_is_shared_too(store: Engine, tmp_path: Path) -> None:
    _, new = two_plans(store, tmp_path)
    edit(store, new, PlanNoun.UNIT, "norr", name="Norra")
    assert ask(store, EDITIONS) == [("lilla-2019", 1), ("lilla-2020", 1)]


def test_who_changed_a_shared_indicator_is_told_in_the_other_plan(store: Engine, tmp_path: Path) -> None:
    old, new = two_plans(store, tmp_path)
    before = standing(store, old, INDICATOR, "placerade") or {}
    edit(store, new, INDICATOR, "placerade", **ANOTHER_MEANING)
    change = PlanChange(INDICATOR, "placerade", before, {**before, "owner": "Controller"})
    with pytest.raises(RecordingError, match="har ändrats av rollen Verksamhetsutvecklare den"):
        edit_plan(store, plan_id=old, change=change, given=GIVEN)


def test_a_file_that_changes_a_shared_indicator_is_told_of_in_the_other_plan(
    store: Engine, tmp_path: Path
) -> None:
    old, _ = two_plans(store, tmp_path)
    written = export_plan(store, old).replace("Barn som är placerade.", "Barn i placering.")
    load(store, tmp_path / "export.toml", written)
    assert sorted(ask(store, f"{EDITS} WHERE noun = 'indicator'")) == [
        (plan, "indicator", "placerade", "changed", "planfil") for plan in ("lilla-2019", "lilla-2020")
    ]
    assert ask(store, EDITIONS) == [("lilla-2019", 0), ("lilla-2020", 0)]


@pytest.mark.parametrize("of_a_new_plan", [False, True])
def test_an_indicator_that_the_plan_only_needs_gets_no_place_in_it(
    store: Engine, tmp_path: Path, *, of_a_new_plan: bool
) -> None:
    load(store, tmp_path / "lilla.toml", UNCONCERNED)
    second = TIED.replace('code = "lilla-2019"', 'code = "lilla-annan"')
    load(store, tmp_path / "annan.toml", second)
    plan_id = plan_numbered(store, "lilla-annan")
    ((placerade,),) = ask(store, "SELECT id FROM indicator WHERE code = 'placerade'")
    table = table_of(PlanIndicator)
    with store.begin() as connection:  # as in a plan that is made of another's indicators
        here = (table.c.plan_id == plan_id, table.c.indicator_id == placerade)
        connection.execute(delete(table).where(*here))
    places = (
        "SELECT i.code FROM plan_indicator p JOIN indicator i ON i.id = p.indicator_id WHERE p.plan_id = "
    )
    assert ask(store, f"{places}{plan_id}") == [("sjuk",)]
    if of_a_new_plan:
        plan_id = copy_to_next_year(store, plan_id=plan_id, given=NEXT, keep_activities=[])
    else:
        edit(store, plan_id, PlanNoun.ACTIVITY, "utbilda", cost="Egen tid")
    assert ask(store, f"{places}{plan_id}") == [("sjuk",)]
    path = tmp_path / "export.toml"
    load(store, path, export_plan(store, plan_id))
    assert ask(store, f"{places}{plan_id}") == [("sjuk",)]
    edit(store, plan_id, INDICATOR, "placerade", objective="medborgare")
    assert (standing(store, plan_id, INDICATOR, "placerade") or {})["objective"] == "medborgare"
    assert len(ask(store, f"{places}{plan_id}")) == 2


def test_two_plans_from_files_of_the_same_name_own_their_printed_figures_each(
    store: Engine, tmp_path: Path
) -> None:
    first = UNCONCERNED
    second = UNCONCERNED.replace('code = "lilla-2019"', 'code = "lilla-2020"', 1).replace(
        '2018 = 20, 2019-01 = 26, 2019-02 = "missing"', "2020-01 = 31"
    )
    for name, written in (("a", first), ("b", second), ("b", second + "\n# Granskad.\n")):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        load(store, folder / "plan.toml", written)
    told = {
        code: read_plan_content(store, plan_numbered(store, code)).series[0].values
        for code in ("lilla-2019", "lilla-2020")
    }
    assert told == {
        "lilla-2019": {"2018": 20, "2019-01": 26, "2019-02": "missing"},
        "lilla-2020": {"2020-01": 31},
    }


def test_a_plan_of_a_store_from_before_knows_what_its_own_file_printed(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path / "lilla.toml", UNCONCERNED)
    load(
        store, tmp_path / "annan.toml", UNCONCERNED.replace("lilla-2019", "lilla-2020", 1).replace("26", "27")
    )
    with store.begin() as connection:
        connection.exec_driver_sql("UPDATE import SET note = ''")
    content = read_plan_content(store, plan_numbered(store, "lilla-2019"))
    assert content.series[0].values["2019-01"] == 26
