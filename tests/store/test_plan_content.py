"""A plan read back from the store is the plan file that brought it in, and so is what is exported of it."""

from pathlib import Path
from typing import Any

import pytest
from plan_edits import UNCONCERNED, ask, loaded, plan_numbered
from sqlalchemy import Engine

from data.catalogue import DEMO_PLAN, concepts, plan_paths
from data.plan_files.content import read_plan_content
from data.plan_files.differences import entry_of
from data.plan_files.entries import KRONOR_PER, PlanFile
from data.plan_files.export import export_plan, plan_toml
from data.plan_files.loading import load_plan
from data.plan_files.reading import read_plan
from metrics.vocabulary import PlanNoun

PLANS = [*plan_paths(), DEMO_PLAN]
LIKE_THE_FILE = "organisation plan activities follow_ups contradictions".split()


def file_of(path: Path) -> PlanFile:
    return read_plan(path, concepts()).content


def dumped(entries: list[Any], *leave: str) -> list[dict[str, Any]]:
    return [entry.model_dump(exclude={*leave}) for entry in entries]


def printed_amounts(content: PlanFile) -> set[tuple[Any, ...]]:
    """Every printed amount in kronor, with where it stands, however the tables are drawn."""
    return {
        (table.unit, table.source, row.account, *column, round(float(value) * KRONOR_PER[table.printed_in]))
        for table in content.result_tables
        for row in table.rows
        for column, value in zip(
            [tuple(column.model_dump().values()) for column in table.columns], row.values, strict=True
        )
        if value != ""
    }


def printed_figures(content: PlanFile) -> set[tuple[Any, ...]]:
    return {
        (each.indicator, each.unit, period, value)
        for each in content.series
        for period, value in each.values.items()
    }


@pytest.fixture(params=PLANS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture
def pair(path: Path, everything_to_read: Engine) -> tuple[PlanFile, PlanFile]:
    """A plan file, and the plan as it is read back."""
    file = file_of(path)
    return file, read_plan_content(everything_to_read, plan_numbered(everything_to_read, file.plan.code))


@pytest.mark.parametrize("name", LIKE_THE_FILE)
def test_what_a_plan_says_is_read_back_word_for_word(pair: tuple[PlanFile, PlanFile], name: str) -> None:
    file, read = pair
    assert getattr(read, name) == getattr(file, name)


def test_the_tree_is_read_back_with_each_place_told_once(pair: tuple[PlanFile, PlanFile]) -> None:
    file, read = pair
    own = {entry.code: entry.objective for entry in file.indicators}
    assert dumped(read.objectives, "indicators") == dumped(file.objectives, "indicators")
    for kept, written in zip(read.objectives, file.objectives, strict=True):
        assert kept.indicators == [code for code in written.indicators if own[code] != written.code]


def test_an_indicator_is_read_back_with_its_targets_and_ties(pair: tuple[PlanFile, PlanFile]) -> None:
    file, read = pair
    assert dumped(read.indicators, "targets") == dumped(file.indicators, "targets")
    for kept, written in zip(read.indicators, file.indicators, strict=True):
        meant = [
            {**target.model_dump(), "source": "" if target.source == written.source else target.source}
            for target in written.targets
        ]
        assert [target.model_dump() for target in kept.targets] == meant


def test_units_and_accounts_are_all_of_the_organisations(pair: tuple[PlanFile, PlanFile]) -> None:
    file, read = pair
    shared = file.organisation.code == "norrkoping"  # it has two plans
    for name in ("units", "accounts"):
        written, kept = dumped(getattr(file, name), "position"), dumped(getattr(read, name), "position")
        assert [entry for entry in written if entry not in kept] == []
        assert kept == written or shared
    assert len(read.units) == (18 if shared else len(file.units))


def test_what_is_printed_is_read_back_figure_by_figure(pair: tuple[PlanFile, PlanFile]) -> None:
    file, read = pair
    assert printed_figures(read) == printed_figures(file)
    assert printed_amounts(read) == printed_amounts(file)


def test_events_are_read_back(pair: tuple[PlanFile, PlanFile]) -> None:
    file, read = pair
    assert [(each.happened_on, each.text, set(each.indicators), set(each.units)) for each in read.events] == [
        (each.happened_on, each.text, set(each.indicators), set(each.units)) for each in file.events
    ]


def test_an_exported_plan_is_a_file_that_says_the_same(
    path: Path, everything_to_read: Engine, store: Engine, tmp_path: Path
) -> None:
    code = file_of(path).plan.code
    number = plan_numbered(everything_to_read, code)
    content = read_plan_content(everything_to_read, number)
    exported = tmp_path / "export.toml"
    exported.write_text(export_plan(everything_to_read, number), encoding="utf-8")
    again = read_plan(exported, concepts())
    assert again.content == content
    with store.begin() as connection:
        load_plan(connection, again)
    assert read_plan_content(store, plan_numbered(store, code)) == content


def test_an_export_has_no_empty_fields_and_says_what_it_is(everything_to_read: Engine) -> None:
    written = export_plan(everything_to_read, plan_numbered(everything_to_read, "exempelstad-2026"))
    heading = written[: written.index("[organisation]")]
    assert "# Verksamhetsplan 2026 för socialförvaltningen i Exempelstad" in heading
    assert "# Simulerade data" in heading
    assert "edition = 0\n" in written
    assert not [line for line in written.splitlines() if line.endswith(('= ""', "= []", "= {  }"))]


def test_a_text_with_quotes_lines_and_foreign_signs_is_exported_and_read_back(
    store: Engine, tmp_path: Path
) -> None:
    awkward = 'Säg "nej"\n[[units]] \\ # 100 % é😀'
    content = read_plan_content(store, loaded(store, tmp_path))
    activity = content.activities[0].model_copy(update={"description": awkward})
    plan = content.plan.model_copy(update={"title": "Plan\n[[objectives]]"})
    awkward_plan = content.model_copy(update={"activities": [activity], "plan": plan})
    path = tmp_path / "export.toml"
    path.write_text(plan_toml(awkward_plan), encoding="utf-8")
    assert read_plan(path, concepts()).content == awkward_plan


def test_an_entry_is_told_without_its_empty_fields(store: Engine, tmp_path: Path) -> None:
    content = read_plan_content(store, loaded(store, tmp_path))
    assert entry_of(content, PlanNoun.ACTIVITY, "utbilda") == {
        "code": "utbilda",
        "title": "Utbilda familjehem",
        "starts": "2019-02-01",
        "ends": "2019-06-30",
        "source": "Plan 2019, Mål",
        "objective": "trygga",
    }
    assert entry_of(content, PlanNoun.ACTIVITY, "finns-inte") is None
    assert "edition" not in (entry_of(content, PlanNoun.PLAN, "lilla-2019") or {})


def test_what_a_file_no_longer_has_is_not_read_back(store: Engine, tmp_path: Path) -> None:
    loaded(store, tmp_path)
    start = UNCONCERNED.index("[[activities]]")
    content = read_plan_content(
        store,
        loaded(store, tmp_path, UNCONCERNED[:start] + UNCONCERNED[UNCONCERNED.index("[[follow_ups]]") :]),
    )
    assert content.activities == []
    assert ask(store, "SELECT code FROM activity") == [("utbilda",)]


def test_a_plan_that_is_not_there_is_told_of(store: Engine) -> None:
    with pytest.raises(LookupError, match="Planen 77 finns inte"):
        read_plan_content(store, 77)
