"""Other names in plan files: kept in step with the file, and never two meanings for one."""

from pathlib import Path

import pytest
from import_files import indicator, office, plan_of, unit
from sqlalchemy import Engine

from data import queries_imports
from data.plan_files.reading import PlanFileError

ROOT, PLACED = unit("kontoret", "Kontoret"), indicator("placerade", "Placerade barn")


def names(engine: Engine, organisation: int) -> list[str]:
    return sorted(queries_imports.name_aliases(engine, organisation)["name"])


def test_aliases_follow_the_file(store: Engine, tmp_path: Path) -> None:
    first = plan_of(ROOT, unit("norr", "Norr", "kontoret", aliases='"Norra", "4711"'), PLACED)
    organisation = office(store, tmp_path, first)
    assert names(store, organisation) == ["4711", "Norra"]
    second = plan_of(ROOT, unit("norr", "Norr", "kontoret", aliases='"Norra"'), PLACED)
    assert names(store, office(store, tmp_path, second)) == ["Norra"]
    assert queries_imports.name_aliases(store, organisation)["unit_id"].notna().all()


@pytest.mark.parametrize(
    "parts",
    [
        (unit("norr", "Norr", "kontoret", aliases='"Söder"'), unit("soder", "Söder", "kontoret")),
        (unit("norr", "Norr", "kontoret", aliases='"soder"'), unit("soder", "Söder", "kontoret")),
        (unit("norr", "Norr", "kontoret", aliases='"A"'), unit("soder", "Söder", "kontoret", aliases='"a "')),
    ],
)
def test_an_alias_that_means_another_too_is_refused(
    store: Engine, tmp_path: Path, parts: tuple[str, ...]
) -> None:
    with pytest.raises(PlanFileError, match=r"aliases: .* är också namn"):
        office(store, tmp_path, plan_of(ROOT, *parts, PLACED))


def test_an_empty_alias_is_refused(store: Engine, tmp_path: Path) -> None:
    with pytest.raises(PlanFileError, match="aliases"):
        office(store, tmp_path, plan_of(unit("kontoret", "Kontoret", aliases='""'), PLACED))


def test_the_same_alias_may_name_a_unit_and_an_indicator(store: Engine, tmp_path: Path) -> None:
    placed = indicator("placerade", "Placerade barn", aliases='"Barn"')
    organisation = office(store, tmp_path, plan_of(unit("kontoret", "Kontoret", aliases='"Barn"'), placed))
    assert names(store, organisation) == ["Barn", "Barn"]
