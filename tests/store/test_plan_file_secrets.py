"""A plan as a file never gives out a figure that is kept from readers, and loaded again it loses nothing."""

from pathlib import Path

import pandas as pd
import pytest
from plan_edits import UNCONCERNED, ask, loaded
from sqlalchemy import Engine

from data.as_of import as_it_looked
from data.catalogue import load_plan_file
from data.models.base import now
from data.models.organisation import ImportIn
from data.plan_files.content import read_plan_content
from data.plan_files.export import export_plan
from data.recording import record_measurements, start_import
from metrics.vocabulary import ImportKind

SHIELDED = UNCONCERNED.replace(
    'code = "placerade"\n', 'code = "placerade"\nprotected = { by = "anstallda", below = 5 }\n'
)
GUARD = """
[[indicators]]
code = "anstallda"
name = "Anställda"
area = "staff"
definition = "Antal anställda."
unit_of_measure = "antal"
decimals = 0
kind = "stock"
direction = "none"
periodicity = "month"
source = "Plan 2019, Personal"
"""
FIGURES = "SELECT period, value, state FROM v_measurement WHERE indicator = 'Placerade barn' ORDER BY period"


def says(engine: Engine, indicator: str, period: str, value: float | None, state: str = "final") -> int:
    """Let somebody who isn't a plan say a figure for the unit Norr."""
    ((number, organisation),) = ask(
        engine,
        f"SELECT id, organisation_id FROM indicator WHERE code = '{indicator}'",  # noqa: S608
    )
    ((unit,),) = ask(engine, "SELECT id FROM unit WHERE code = 'norr'")
    row = {"unit_id": unit, "indicator_id": number, "period": period, "value": value, "state": state}
    with engine.begin() as connection:
        entry = ImportIn(kind=ImportKind.ENTRY, source="", recorded_by="Controller")
        import_id = start_import(connection, organisation, entry)
        owned = {"organisation_id": organisation, "import_id": import_id}
        record_measurements(connection, frame=pd.DataFrame([row]).astype({"value": "float64"}), **owned)
    return import_id


def printed(engine: Engine, plan_id: int) -> dict[str, object]:
    (series,) = read_plan_content(engine, plan_id).series
    return series.values


def test_a_printed_figure_that_has_been_made_secret_is_written_as_a_secret(
    store: Engine, tmp_path: Path
) -> None:
    plan_id = loaded(store, tmp_path)
    says(store, "placerade", "2019-01", None, "confidential")
    assert printed(store, plan_id) == {"2018": 20, "2019-01": "confidential", "2019-02": "missing"}
    assert "26" not in export_plan(store, plan_id)
    assert "26" not in export_plan(as_it_looked(store, now()), plan_id)


def test_a_secret_that_has_been_opened_is_written_again(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    says(store, "placerade", "2019-01", None, "confidential")
    says(store, "placerade", "2019-01", 26.0)
    assert printed(store, plan_id)["2019-01"] == 26


@pytest.mark.parametrize(("people", "told"), [(4.0, False), (5.0, True)])
def test_printed_figures_of_too_small_a_unit_do_not_stand_in_the_file(
    store: Engine, tmp_path: Path, people: float, *, told: bool
) -> None:
    plan_id = loaded(store, tmp_path, SHIELDED + GUARD)
    says(store, "anstallda", "2018-12", people)
    content = read_plan_content(store, plan_id)
    values = content.series[0].values if content.series else {}
    assert values == ({"2018": 20, "2019-01": 26} if told else {}) | {"2019-02": "missing"}


@pytest.mark.parametrize("secret", ["made secret", "of a small unit"])
def test_what_is_kept_away_stands_as_it_did_when_the_exported_file_is_loaded(
    store: Engine, tmp_path: Path, secret: str
) -> None:
    plan_id = loaded(store, tmp_path, SHIELDED + GUARD)
    if secret == "made secret":
        says(store, "placerade", "2019-01", None, "confidential")
    else:
        says(store, "anstallda", "2018-12", 4.0)
    before = ask(store, FIGURES)
    path = tmp_path / "export.toml"
    path.write_text(export_plan(store, plan_id).replace("Plan 2019", "Ny", 1), encoding="utf-8")
    told: list[str] = []
    load_plan_file(store, path, told.append)
    assert ask(store, FIGURES) == before
    assert told[1:] == []
