"""Editions: a plan that has been changed on screen is not written over by a file from before."""

import re
from pathlib import Path

import pytest
from plan_edits import GIVEN, UNCONCERNED, ask, contents, edit, loaded, plan_numbered
from plan_texts import CONCEPTS
from sqlalchemy import Engine, text

from data import catalogue
from data.__main__ import main
from data.catalogue import load_exempelstad, load_plan_file, load_plans
from data.plan_files.content import read_plan_content
from data.plan_files.export import export_plan
from data.plan_files.loading import load_plan
from data.plan_files.reading import PlanFileError, read_plan
from data.store import open_store
from metrics.vocabulary import PlanNoun

ACTIVITY = PlanNoun.ACTIVITY


def load_again(engine: Engine, path: Path) -> None:
    with engine.begin() as connection:
        load_plan(connection, read_plan(path, CONCEPTS))


@pytest.mark.parametrize(("times", "told"), [(1, "en gång"), (3, "3 gånger")])
def test_a_file_from_before_the_changes_is_refused_and_says_what_to_do(
    store: Engine, tmp_path: Path, times: int, told: str
) -> None:
    plan_id = loaded(store, tmp_path)
    for number in range(times):
        edit(store, plan_id, ACTIVITY, "utbilda", cost=f"{number} tkr")
    before = contents(store)
    with pytest.raises(PlanFileError) as error:
        loaded(store, tmp_path, UNCONCERNED + "\n# Granskad")
    assert f"planen har ändrats {told} på skärmen sedan filen skrevs; exportera planen" in str(error.value)
    assert contents(store) == before


def test_an_exported_file_with_a_change_is_loaded_and_keeps_the_changes_on_screen(
    store: Engine, tmp_path: Path
) -> None:
    plan_id = loaded(store, tmp_path)
    edit(store, plan_id, ACTIVITY, "utbilda", cost="Egen tid")
    path = tmp_path / "export.toml"
    written = export_plan(store, plan_id)
    path.write_text(written.replace('title = "Trygga barn"', 'title = "Trygga unga"'), encoding="utf-8")
    load_again(store, path)
    after = read_plan_content(store, plan_id)
    assert (after.plan.edition, after.activities[0].cost) == (1, "Egen tid")
    assert [entry.title for entry in after.objectives] == ["Medborgare", "Trygga unga", "Personal"]
    assert ask(store, "SELECT noun, code, change, reason, role FROM plan_edit ORDER BY id") == [
        ("activity", "utbilda", "changed", GIVEN["reason"], GIVEN["role"]),
        ("objective", "trygga", "changed", "Inläst ur planfilen export.toml", "planfil"),
    ]


def test_a_file_that_says_a_later_edition_than_the_store_is_refused(store: Engine, tmp_path: Path) -> None:
    loaded(store, tmp_path)
    later = UNCONCERNED.replace("[plan]\n", "[plan]\nedition = 2\n")
    with pytest.raises(PlanFileError, match="filen säger edition = 2, men planen i databasen"):
        loaded(store, tmp_path, later)


def test_a_plan_that_is_new_in_the_store_has_its_files_edition(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path, UNCONCERNED.replace("[plan]\n", "[plan]\nedition = 2\n"))
    assert read_plan_content(store, plan_id).plan.edition == 2


def test_a_first_load_is_no_change_and_a_second_tells_only_what_differs(
    store: Engine, tmp_path: Path
) -> None:
    loaded(store, tmp_path)
    assert ask(store, "SELECT id FROM plan_edit") == []
    loaded(store, tmp_path, "# Granskad.\n" + UNCONCERNED)
    assert ask(store, "SELECT id FROM plan_edit") == []
    loaded(store, tmp_path, UNCONCERNED.replace("value = 5.7", "value = 5.2"))
    assert ask(store, "SELECT noun, code, change FROM plan_edit") == [("indicator", "sjuk", "changed")]


def test_a_changed_plan_does_not_look_new_at_the_next_start(plan_store: Engine) -> None:
    edit(plan_store, plan_numbered(plan_store, "timra-2018-2020"), PlanNoun.UNIT, "ifo", name="IFO")
    before = contents(plan_store)
    told: list[str] = []
    load_plans(plan_store, told.append)
    assert contents(plan_store) == before
    assert all(line.startswith("Redan inläst: ") for line in told)


def test_a_new_shipped_file_leaves_a_plan_that_was_changed_on_screen(
    plan_store: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(plan_store, plan_numbered(plan_store, "timra-2018-2020"), PlanNoun.UNIT, "ifo", name="IFO")
    for path in catalogue.plan_paths():
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8") + "\n# Ny.\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "PLANS", tmp_path)
    told: list[str] = []
    load_plans(plan_store, told.append)
    (left,) = [line for line in told if line.startswith("Lämnades: ")]
    assert "Timrå kommun 2018-2020 är ändrad på skärmen, så timra-2018-2020.toml lästes inte in" in left
    assert "python -m data export timra-2018-2020" in left
    assert [line.split(":")[0] for line in told] == ["Läste in"] * 4 + ["Lämnades"]
    assert ask(plan_store, "SELECT name FROM unit WHERE code = 'ifo'") == [("IFO",)]


def test_exempelstad_is_left_too_when_it_was_changed_on_screen(full_store_url: str) -> None:
    engine = open_store(full_store_url)
    edit(engine, plan_numbered(engine, "exempelstad-2026"), PlanNoun.UNIT, "oppenvarden", name="Öppenvård")
    with engine.begin() as connection:
        connection.execute(text("UPDATE import SET content_hash = 'äldre' WHERE source = 'exempelstad.toml'"))
    told: list[str] = []
    load_exempelstad(engine, told.append)
    assert "är ändrad på skärmen, så exempelstad.toml lästes inte in" in told[0]
    assert told[1:] == ["Redan inläst: Exempelstads simulerade siffror"]
    engine.dispose()


def test_figures_of_what_the_changed_exempelstad_does_not_have_are_left_too(
    store: Engine, tmp_path: Path
) -> None:
    """As where a later version simulates what an earlier one's plan didn't have."""
    written = catalogue.DEMO_PLAN.read_text(encoding="utf-8")
    first = written.index('[[indicators]]\ncode = "serviceuppdrag"')
    last = written.index("\n[[", first)
    older = re.sub('"serviceuppdrag",? ?', "", written[:first] + written[last + 1 :])
    path = tmp_path / "exempelstad.toml"
    path.write_text(older, encoding="utf-8")
    load_plan_file(store, path, str)
    edit(store, plan_numbered(store, "exempelstad-2026"), ACTIVITY, "a1", cost="1 tkr")
    before = contents(store)
    told: list[str] = []
    load_exempelstad(store, told.append)
    assert contents(store) == before
    assert "är ändrad på skärmen, så exempelstad.toml lästes inte in" in told[0]
    assert told[1:] == [
        "Lämnades: Exempelstads simulerade siffror. De behöver koder som planen saknar: serviceuppdrag."
    ]


def test_a_plan_is_printed_by_the_command_and_loaded_from_what_was_printed(
    full_store_url: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "timra-2018-2020", "--organisation", "timra"]) == 0
    printed = capfdbinary.readouterr()
    path = tmp_path / "timra.toml"
    path.write_bytes(printed.out)
    assert printed.err == b""
    engine = open_store(full_store_url)
    told: list[str] = []
    load_plan_file(engine, path, told.append)
    assert told == ["Läste in: Verksamhetsplan för Individ- och familjeomsorgen i Timrå kommun 2018-2020"]
    assert ask(engine, "SELECT id FROM plan_edit") == []
    engine.dispose()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["timra"],
            "Planen «timra» finns inte. Planer i databasen: exempelstad-2026, helsingborg-2017-2019,",
        ),
        (["timra-2018-2020", "--organisation", "bjurholm"], "finns inte hos «bjurholm»."),
    ],
)
def test_a_plan_that_is_not_there_is_told_of_in_swedish(
    full_store_url: str, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["export", *arguments]) == 1
    assert told in capsys.readouterr().err


def test_the_same_file_again_after_a_change_on_screen_is_refused_with_the_way_on(
    store: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "lilla.toml"
    plan_id = loaded(store, tmp_path)
    load_again(store, path)
    edit(store, plan_id, PlanNoun.ACTIVITY, "utbilda", cost="Egen tid")
    with pytest.raises(PlanFileError, match="planen har ändrats en gång på skärmen sedan filen skrevs"):
        load_again(store, path)
