"""Plan files in the store: loading twice changes nothing, an edited file is followed, a broken one is not."""

from pathlib import Path
from typing import Any

import pytest
from plan_texts import CONCEPTS, PLAN, changed, plan_at, without
from sqlalchemy import Engine, select, text
from store_office import count_of

from data.catalogue import load_plan_file, load_plans
from data.models import Base, Import, Measurement, Objective, Plan, Target, Unit
from data.models.base import table_of
from data.plan_files.loading import LoadedPlan, load_plan
from data.plan_files.reading import PlanFileError, read_plan
from data.recording import RecordingError

Contents = dict[str, list[tuple[Any, ...]]]


def contents(engine: Engine) -> Contents:
    """Return every row of every table."""
    with engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))]
            for name, table in Base.metadata.tables.items()
        }


def ask(engine: Engine, question: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def load(engine: Engine, folder: Path, written: str = PLAN) -> LoadedPlan:
    read = read_plan(plan_at(folder, written), CONCEPTS)
    with engine.begin() as connection:
        return load_plan(connection, read)


def test_the_five_plans_twice_change_nothing(plan_store: Engine) -> None:
    before = contents(plan_store)
    told: list[str] = []
    load_plans(plan_store, told.append)
    assert contents(plan_store) == before
    assert len(told) == 5
    assert all(line.startswith("Redan inläst: ") for line in told)


def test_a_plan_is_loaded_with_everything_in_its_place(store: Engine, tmp_path: Path) -> None:
    loaded = load(store, tmp_path)
    assert (loaded.title, loaded.changed) == ("Plan 2019", True)
    assert ask(store, "SELECT title, parent FROM v_objective ORDER BY title") == [
        ("Medborgare", None),
        ("Personal", None),
        ("Trygga barn", "Medborgare"),
    ]
    assert ask(store, "SELECT indicator, level, kind, value, source FROM v_target ORDER BY level") == [
        ("Sjukfrånvaro", "council", "at_most", None, "Plan 2019, Personal: tas fram"),
        ("Sjukfrånvaro", "own", "at_most", 5.7, "Plan 2019, Personal: 5,7 %"),
    ]
    assert ask(store, "SELECT unit, period, value, state FROM v_measurement ORDER BY period") == [
        ("Norr", "2018", 20.0, "final"),
        ("Norr", "2019-01", 26.0, "final"),
        ("Norr", "2019-02", None, "missing"),
    ]
    assert ask(store, "SELECT unit, account, period, kind, amount FROM v_amount") == [
        ("Kontoret", "Netto", "2018", "outcome", -4 * 1000.0),
    ]
    assert ask(store, "SELECT objective, activity FROM v_activity") == [("Trygga barn", "Utbilda familjehem")]


def test_the_same_file_twice_changes_nothing(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    before = contents(store)
    assert load(store, tmp_path).changed is False
    assert contents(store) == before


def test_only_a_comment_changed_leaves_every_figure_and_every_number_of_goals_alone(
    store: Engine, tmp_path: Path
) -> None:
    load(store, tmp_path)
    before = contents(store)
    assert load(store, tmp_path, "# Granskad.\n" + PLAN).changed is True
    after = contents(store)
    for table in (
        "measurement",
        "amount",
        "objective",
        "activity",
        "indicator",
        "unit",
        "follow_up",
        "account",
    ):
        assert after[table] == before[table], table
    assert len(after["import"]) == len(before["import"]) + 1


# What is edited in the file, the question that shows it, and the answer before and after.
EDITS: dict[str, tuple[str, str, list[tuple[Any, ...]], list[tuple[Any, ...]]]] = {
    "a title is changed": (
        changed(('title = "Trygga barn"', 'title = "Trygga unga"')),
        "SELECT title FROM v_objective WHERE kind = 'nämndmål'",
        [("Trygga barn",)],
        [("Trygga unga",)],
    ),
    "the plan's title is changed": (
        changed(('title = "Plan 2019"', 'title = "Plan 2019, reviderad"')),
        "SELECT DISTINCT plan FROM v_objective",
        [("Plan 2019",)],
        [("Plan 2019, reviderad",)],
    ),
    "a target is removed": (
        changed(
            (
                '  { kind = "at_most", level = "council", valid_from = 2019-01-01, '
                'valid_to = 2019-12-31, words = "tas fram" },\n',
                "",
            )
        ),
        "SELECT level FROM v_target ORDER BY level",
        [("council",), ("own",)],
        [("own",)],
    ),
    "a target is changed": (
        changed(("value = 5.7", "value = 5.2")),
        "SELECT value FROM v_target WHERE level = 'own'",
        [(5.7,)],
        [(5.2,)],
    ),
    "an activity is moved": (
        changed(('objective = "trygga"\nstarts', 'objective = "personal"\nstarts')),
        "SELECT objective FROM v_activity",
        [("Trygga barn",)],
        [("Personal",)],
    ),
    "an activity is let loose from its objective": (
        changed(('objective = "trygga"\nstarts', "starts")),
        "SELECT objective FROM v_activity",
        [("Trygga barn",)],
        [(None,)],
    ),
    "an activity is removed": (
        without("activities", "utbilda"),
        "SELECT activity FROM v_activity",
        [("Utbilda familjehem",)],
        [],
    ),
    "an objective gets another parent": (
        changed(('parent = "medborgare"\n', "")),
        "SELECT parent FROM v_objective WHERE title = 'Trygga barn'",
        [("Medborgare",)],
        [(None,)],
    ),
    "an indicator is moved": (
        changed(('objective = "personal"', 'objective = "medborgare"')),
        "SELECT objective.code FROM plan_indicator JOIN objective ON objective.id = objective_id "
        "JOIN indicator ON indicator.id = indicator_id WHERE indicator.code = 'sjuk'",
        [("personal",)],
        [("medborgare",)],
    ),
    "a definition change is removed": (
        changed(('definition_changes = [{ changed_on = 2019-07-01, text = "Timanställda räknas." }]\n', "")),
        "SELECT text FROM definition_change",
        [("Timanställda räknas.",)],
        [],
    ),
    "a contradiction is about money": (
        changed(('subject = "Summan"\n', 'subject = "Summan"\narea = "economy"\n')),
        "SELECT area FROM contradiction",
        [("",)],
        [("economy",)],
    ),
    "an account is tied to what it pays for": (
        changed(('name = "Netto"\n', 'name = "Netto"\nvolume = "sjuk"\n')),
        "SELECT indicator.code FROM account LEFT JOIN indicator ON indicator.id = volume_indicator_id",
        [(None,)],
        [("sjuk",)],
    ),
    "a contradiction is removed": (
        without("contradictions", "summan"),
        "SELECT code FROM contradiction",
        [("summan",)],
        [],
    ),
    "a figure is changed": (
        changed(("2019-01 = 26", "2019-01 = 27")),
        "SELECT value FROM v_measurement WHERE period = '2019-01'",
        [(26.0,)],
        [(27.0,)],
    ),
    "an amount is changed": (
        changed(('values = [-4, ""]', 'values = [-5, ""]')),
        "SELECT amount FROM v_amount",
        [(-4000.0,)],
        [(-5000.0,)],
    ),
    "a unit is renamed": (
        changed(('name = "Norr"', 'name = "Norra"')),
        "SELECT DISTINCT unit FROM v_measurement",
        [("Norr",)],
        [("Norra",)],
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_file_is_followed(store: Engine, tmp_path: Path, edit: str) -> None:
    written, question, before, after = EDITS[edit]
    load(store, tmp_path)
    assert ask(store, question) == before
    load(store, tmp_path, written)
    assert ask(store, question) == after


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_that_is_taken_back_leaves_what_was_before(store: Engine, tmp_path: Path, edit: str) -> None:
    written, question, before, _ = EDITS[edit]
    for version in (PLAN, written, PLAN):
        load(store, tmp_path, version)
    assert ask(store, question) == before


def test_an_objective_is_removed_with_all_that_stands_under_it(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    bare = PLAN
    for table, code in (("objectives", "medborgare"), ("objectives", "trygga"), ("activities", "utbilda")):
        bare = without(table, code, bare)
    bare = without("follow_ups", "arsvis", bare).replace('objective = "trygga"\n', "")
    load(store, tmp_path, bare)
    assert ask(store, "SELECT title FROM v_objective") == [("Personal",)]
    for table in ("activity", "follow_up"):
        assert ask(store, f"SELECT retired FROM {table}") == [(True,)]  # noqa: S608 - a name from the line above
    assert ask(store, "SELECT DISTINCT indicator FROM v_indicator ORDER BY indicator") == [
        ("Placerade barn",),
        ("Sjukfrånvaro",),
    ]


def test_a_child_outlives_its_parent_when_it_is_moved(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    moved = without("objectives", "medborgare").replace('parent = "medborgare"\n', "")
    load(store, tmp_path, moved)
    assert ask(store, "SELECT title, parent FROM v_objective ORDER BY title") == [
        ("Personal", None),
        ("Trygga barn", None),
    ]


def test_what_was_measured_stays_when_the_file_no_longer_holds_it(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    start, end = PLAN.index("[[series]]"), PLAN.index("[[accounts]]")
    load(store, tmp_path, PLAN[:start] + PLAN[end:])
    assert count_of(store, Measurement) == 3


def test_an_earlier_printed_figure_can_still_be_read_after_an_edit(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    load(store, tmp_path, changed(("2019-01 = 26", "2019-01 = 27")))
    assert ask(
        store, "SELECT revision, value FROM measurement WHERE period = '2019-01' ORDER BY revision"
    ) == [
        (1, 26.0),
        (2, 27.0),
    ]


def test_two_plans_of_an_organisation_leave_each_other_alone(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path)
    second = changed(
        ('code = "lilla-2019"', 'code = "lilla-2020"'),
        ('title = "Plan 2019"', 'title = "Plan 2020"'),
        ("value = 5.7", "value = 5.0"),
    )
    path = tmp_path / "nasta.toml"
    path.write_text(second, encoding="utf-8")
    with store.begin() as connection:
        load_plan(connection, read_plan(path, CONCEPTS))
    assert ask(store, "SELECT plan, value FROM v_target WHERE level = 'own' ORDER BY plan") == [
        ("Plan 2019", 5.7),
        ("Plan 2020", 5.0),
    ]
    assert (count_of(store, Plan), count_of(store, Objective), count_of(store, Unit)) == (2, 6, 2)
    assert count_of(store, Measurement) == 3


def test_a_broken_file_loads_nothing_at_all(store: Engine, tmp_path: Path) -> None:
    broken = plan_at(tmp_path, changed(('unit = "norr"', 'unit = "soder"')))
    with pytest.raises(PlanFileError):
        load_plan_file(store, broken, str)
    assert all(rows == [] for rows in contents(store).values())


def test_a_broken_edit_leaves_the_earlier_plan_as_it_was(plan_store: Engine, tmp_path: Path) -> None:
    before = contents(plan_store)
    with pytest.raises(PlanFileError):
        load_plan_file(plan_store, plan_at(tmp_path, changed(("decimals = 1\n", ""))), str)
    assert contents(plan_store) == before


def test_a_fault_that_shows_itself_late_undoes_the_whole_plan(store: Engine, tmp_path: Path) -> None:
    """Two lines for the same account: the shape is right, but the amounts can't be recorded."""
    line = '{ account = "netto", values = [-4, ""] }'
    twice = changed((line, f"{line}, {line}"))
    with pytest.raises(RecordingError, match="samma uppgift för samma enhet och period"):
        load_plan_file(store, plan_at(tmp_path, twice), str)
    assert (count_of(store, Import), count_of(store, Objective), count_of(store, Target)) == (0, 0, 0)


def test_a_unit_may_have_several_result_tables_of_the_same_account(store: Engine, tmp_path: Path) -> None:
    later = PLAN[PLAN.index("[[result_tables]]") :].replace("year = 2018", "year = 2017")
    load(store, tmp_path, f"{PLAN}\n{later}")
    assert ask(store, "SELECT year, amount FROM v_amount ORDER BY year") == [(2017, -4000.0), (2018, -4000.0)]


def test_every_organisation_has_one_root(plans_to_read: Engine) -> None:
    table = table_of(Unit)
    with plans_to_read.connect() as connection:
        roots = connection.scalars(select(table.c.organisation_id).where(table.c.parent_id.is_(None))).all()
    assert sorted(roots) == sorted(set(roots))
    assert len(roots) == 4


def test_a_file_can_not_take_the_mark_of_invented_figures_off_an_office(
    store: Engine, tmp_path: Path
) -> None:
    invented = PLAN.replace("[organisation]", "[organisation]\nsimulated = true", 1)
    load(store, tmp_path, invented)
    with pytest.raises(PlanFileError, match="kan inte byta slag"):
        load(store, tmp_path, PLAN)
    with store.connect() as connection:
        assert connection.scalar(text("SELECT simulated FROM organisation")) in (True, 1)
