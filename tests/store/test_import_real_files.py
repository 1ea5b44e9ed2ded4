"""Printed tables and a real file, imported as they stand."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from import_files import indicator, office, plan_of, unit
from printed_tables import ASSISTANCE_2017, TIMRA_MEASURES, TIMRA_RESULTS
from sqlalchemy import Engine, delete, text

from data.files.reading import pasted_sheet, read_sheets
from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.models import Amount, Measurement
from data.models.base import table_of
from data.recording import organisation_id_of

TODAY = date(2018, 2, 1)
REGIONS = ("Botkyrka", "Nynäshamn", "Tyresö", "Timrå", "Sorsele", "Övertorneå")
FACTS = ["indicator", "unit", "period", "value", "state"]
BY_HAND = {
    # indicator, unit, month: value and state as the file prints them
    ("fodda-har", "sorsele", "2017-01"): (None, "confidential"),
    ("fodda-har", "sorsele", "2017-06"): (None, "missing"),
    ("fodda-har", "overtornea", "2017-06"): (9, "final"),
    ("fodda-nagon", "timra", "2017-07"): (None, "confidential"),
    ("fodda-nagon", "timra", "2017-08"): (71, "final"),
    ("fodda-har", "tyreso", "2017-03"): (None, "missing"),
    ("fodda-nagon", "botkyrka", "2017-01"): (591, "final"),
}


def timra(engine: Engine) -> int:
    with engine.connect() as connection:
        return organisation_id_of(connection, "timra")


def read(engine: Engine, organisation: int, written: str, **answers: str) -> Draft:
    sheets = [pasted_sheet(written)]
    return read_import(engine, organisation, sheets, answers=answers, today=TODAY)


def series(engine: Engine, organisation: str) -> pd.DataFrame:
    question = text(
        "SELECT indicator.code AS indicator, unit.code AS unit, period, value, state FROM measurement "
        "JOIN indicator ON indicator.id = indicator_id JOIN unit ON unit.id = unit_id "
        "JOIN organisation ON organisation.id = measurement.organisation_id "
        "WHERE organisation.code = :code ORDER BY 1, 2, 3"
    )
    with engine.connect() as connection:
        return pd.DataFrame(connection.execute(question, {"code": organisation}).all(), columns=FACTS)


def emptied(engine: Engine) -> None:
    with engine.begin() as connection:
        for model in (Measurement, Amount):
            connection.execute(delete(table_of(model)))


def test_timras_measures_need_no_question_and_say_what_the_plan_says(plan_store: Engine) -> None:
    draft = read(plan_store, timra(plan_store), TIMRA_MEASURES)
    assert draft.questions == ()
    assert draft.is_whole()
    assert draft.counts() == {"new": 0, "changed": 0, "same": 158, "refused": 0}


def test_timras_measures_into_an_empty_store_are_the_plans_series(plan_store: Engine) -> None:
    loaded = series(plan_store, "timra")
    emptied(plan_store)
    draft = read(plan_store, timra(plan_store), TIMRA_MEASURES)
    assert draft.questions == ()
    assert draft.is_whole()
    commit(plan_store, draft, role="Controller", source="matt.txt", content_hash="a")
    pd.testing.assert_frame_equal(series(plan_store, "timra"), loaded)


@pytest.mark.parametrize("store_is", ["full", "empty"])
def test_timras_result_tables_need_no_question_and_say_what_the_plan_says(
    plan_store: Engine, store_is: str
) -> None:
    if store_is == "empty":
        with plan_store.begin() as connection:
            connection.execute(delete(table_of(Measurement)))
    draft = read(plan_store, timra(plan_store), TIMRA_RESULTS)
    assert draft.questions == ()
    assert draft.counts()["refused"] == 0
    assert draft.counts()["new"] == draft.counts()["changed"] == 0


@pytest.fixture
def regions(store: Engine, tmp_path: Path) -> int:
    codes = {name: name.lower().translate(str.maketrans("åäö", "aao")) for name in REGIONS}
    units = [unit("lanet", "Länet"), *(unit(code, name, "lanet") for name, code in codes.items())]
    born = indicator("fodda-har", "Inrikes födda")
    other = indicator(
        "fodda-nagon", "Hushåll med någon utrikesfödd", aliases='"En av sökande/sambo utrikesfödd"'
    )
    return office(store, tmp_path, plan_of(*units, born, other))


def test_the_municipalities_file_comes_in_with_its_hidden_and_missing_values(
    store: Engine, regions: int
) -> None:
    content, name = ASSISTANCE_2017.encode(), "ekonomiskt-bistand-2017.csv"

    def again(answers: dict[str, str], content_hash: str = "fil") -> Draft:
        return read_import(
            store, regions, read_sheets(content, name), answers=answers, today=TODAY,
            content_hash=content_hash, file_name=name,
        )  # fmt: skip

    asked = again({})
    assert [question.about.value for question in asked.questions] == ["strangers"]
    assert asked.questions[0].choices[0].answer == "skip"
    assert "Riket" in asked.questions[0].text
    draft = again({question.id: "skip" for question in asked.questions})
    assert draft.questions == ()
    assert draft.counts() == {"new": 2 * 6 * 8, "changed": 0, "same": 0, "refused": 0}
    commit(store, draft, role="Controller", source=name, content_hash="fil", accepted="Som källan skriver")
    stored = series(store, "lilla").astype(object).set_index(["indicator", "unit", "period"])
    for key, (value, state) in BY_HAND.items():
        row = stored.loc[key]
        assert (None if pd.isna(row["value"]) else row["value"], row["state"]) == (value, state)
    # the answers are remembered, and the file says nothing new
    once_more = again({})
    assert once_more.questions == ()
    assert once_more.counts() == {"new": 0, "changed": 0, "same": 2 * 6 * 8, "refused": 0}
