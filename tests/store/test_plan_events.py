"""Events in plan files: followed as the file is edited, told twice without change, and checked."""

from pathlib import Path
from typing import Any

import pytest
from plan_texts import CONCEPTS, PLAN, plan_at
from sqlalchemy import Engine, text
from store_office import count_of

from data import queries
from data.models import Event, EventIndicator, EventUnit, Rebase
from data.plan_files.loading import LoadedPlan, load_plan
from data.plan_files.reading import PlanFileError, read_plan
from data.recording_events import record_event, withdraw_rebase

ON_ONE = """
[[events]]
happened_on = 2019-02-11
text = "Avtalet om jourhem gick ut"
indicators = ["placerade"]
units = ["norr"]
"""
ON_ALL = """
[[events]]
happened_on = 2019-03-06
text = "Byte av verksamhetssystem"
"""
BOTH = PLAN + ON_ONE + ON_ALL
Told = list[tuple[str, str, list[str], list[str]]]


def load(engine: Engine, folder: Path, written: str) -> LoadedPlan:
    read = read_plan(plan_at(folder, written), CONCEPTS)
    with engine.begin() as connection:
        return load_plan(connection, read)


def told(engine: Engine) -> Told:
    """Return day, text, and codes of what each event concerns."""
    indicators = queries.indicators(engine, 1).set_index("id")["code"]
    units = queries.units(engine, 1).set_index("id")["code"]
    return [
        (
            f"{row['happened_on']:%Y-%m-%d}",
            row["text"],
            [indicators[number] for number in row["indicator_ids"]],
            [units[number] for number in row["unit_ids"]],
        )
        for row in queries.events(engine, 1).to_dict("records")
    ]


@pytest.fixture
def store(empty_database: Engine) -> Engine:
    """A store whose first organisation has number 1."""
    from data.store import migrate

    migrate(empty_database)
    return empty_database


FIRST = ("2019-02-11", "Avtalet om jourhem gick ut", ["placerade"], ["norr"])
SECOND: tuple[str, str, list[str], list[str]] = ("2019-03-06", "Byte av verksamhetssystem", [], [])


def test_events_are_loaded_with_what_they_concern(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path, BOTH)
    assert told(store) == [FIRST, SECOND]


def test_the_same_file_twice_changes_nothing(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path, BOTH)
    before = queries.events(store, 1)["id"].tolist(), queries.data_version(store)
    assert load(store, tmp_path, BOTH).changed is False
    assert (queries.events(store, 1)["id"].tolist(), queries.data_version(store)) == before


def test_an_event_that_stands_as_before_in_an_edited_file_is_the_same_event(
    store: Engine, tmp_path: Path
) -> None:
    load(store, tmp_path, BOTH)
    before = queries.events(store, 1)
    assert load(store, tmp_path, f"# Granskad.\n{BOTH}").changed is True
    assert queries.events(store, 1).equals(before)


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (PLAN, []),
        (PLAN + ON_ALL, [SECOND]),
        (BOTH.replace("2019-03-06", "2019-01-07"), [("2019-01-07", *SECOND[1:]), FIRST]),
        (BOTH.replace('units = ["norr"]\n', ""), [(*FIRST[:3], []), SECOND]),
        (BOTH.replace("Byte av", "Nytt"), [FIRST, ("2019-03-06", "Nytt verksamhetssystem", [], [])]),
    ],
    ids=["both removed", "one removed", "another day", "all units", "another text"],
)
def test_an_edited_file_is_followed_and_leaves_no_loose_ends(
    store: Engine, tmp_path: Path, edited: str, expected: Told
) -> None:
    load(store, tmp_path, BOTH)
    load(store, tmp_path, edited)
    assert told(store) == expected
    links = sum(len(indicators) for _, _, indicators, _ in expected)
    assert count_of(store, EventIndicator) == links
    assert count_of(store, EventUnit) == sum(len(units) for *_, units in expected)


def test_what_somebody_has_written_down_is_not_the_files_to_remove(store: Engine, tmp_path: Path) -> None:
    load(store, tmp_path, BOTH)
    day = queries.events(store, 1)["happened_on"].iloc[0].date()
    record_event(store, organisation_id=1, happened_on=day, text="Ny enhetschef", role="Verksamhetschef")
    load(store, tmp_path, PLAN)
    assert [text for _, text, *_ in told(store)] == ["Ny enhetschef"]


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        (ON_ONE.replace('"placerade"', '"borta"'), "indicators: «borta» finns inte bland filens koder"),
        (ON_ONE.replace('"norr"', '"soder"'), "units: «soder» finns inte bland filens koder"),
        (ON_ONE.replace("2019-02-11", '"i mars"'), "events nr 1, happened_on: ska vara ett datum"),
        (ON_ONE.replace("text =", "txt ="), "events nr 1, text: fältet saknas"),
        (ON_ALL.replace("Byte av verksamhetssystem", " "), "events nr 1, text: får inte vara tom"),
        (ON_ALL.replace("verksamhetssystem", "x" * 200), "events nr 1, text: får ha högst 200 tecken"),
        (ON_ALL + ON_ALL, "events: «Byte av verksamhetssystem» den 2019-03-06 står 2 gånger"),
    ],
)
def test_a_faulty_event_is_told_of_and_nothing_is_loaded(
    store: Engine, tmp_path: Path, added: str, problem: str
) -> None:
    with pytest.raises(PlanFileError) as caught:
        load(store, tmp_path, PLAN + added)
    assert any(problem in each for each in caught.value.problems)
    assert queries.data_version(store) == count_of(store, Event) == 0


@pytest.mark.parametrize("method", ["auto", "xmr", "run", "change", "none"])
def test_an_indicator_may_say_how_its_changes_are_judged(store: Engine, tmp_path: Path, method: str) -> None:
    source = 'source = "Plan 2019, Personal"\ntargets'
    assert PLAN.count(source) == 1
    load(store, tmp_path, PLAN.replace(source, f'signal_method = "{method}"\n{source}'))
    known = queries.indicators(store, 1).set_index("code")["signal_method"]
    assert known["sjuk"] == method
    assert known["placerade"] == ""
    load(store, tmp_path, PLAN)
    assert queries.indicators(store, 1)["signal_method"].tolist() == ["", ""]


def test_exempelstad_tells_events_and_has_decided_new_limits_where_its_level_shifted(
    everything_to_read: Engine,
) -> None:
    organisations = queries.organisations(everything_to_read).set_index("code")["id"]
    number = int(organisations["exempelstad"])
    happened = queries.events(everything_to_read, number)
    assert [f"{day:%Y-%m}" for day in happened["happened_on"]] == ["2022-11", "2023-03", "2024-09", "2025-08"]
    (decided,) = queries.rebases(everything_to_read, number).to_dict("records")
    indicators = queries.indicators(everything_to_read, number).set_index("id")["code"]
    units = queries.units(everything_to_read, number).set_index("id")["code"]
    assert (indicators[decided["indicator_id"]], units[decided["unit_id"]]) == (
        "utredning-4-manader",
        "utredningsenheten-barn",
    )
    assert f"{decided['starts_on']:%Y-%m-%d}" == "2024-09-01"
    others = [each for each in organisations if each != number]
    assert all(queries.rebases(everything_to_read, each).empty for each in others)


def test_what_is_taken_back_in_exempelstad_stays_so_when_its_figures_are_made_anew(
    full_store_url: str,
) -> None:
    from data.catalogue import load_exempelstad
    from data.store import open_store

    engine = open_store(full_store_url)
    with engine.begin() as connection:
        number: Any = connection.scalar(text("SELECT id FROM rebase"))
        connection.execute(text("UPDATE import SET content_hash = 'older' WHERE kind = 'demo'"))
    withdraw_rebase(engine, rebase_id=number, role="Controller")
    load_exempelstad(engine, lambda _: None)
    assert count_of(engine, Rebase) == 1
    assert queries.rebases(engine, 1).empty
    engine.dispose()
