"""Undoing imports, in any order and by several at once: what is left is what the others say."""

import threading
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError
from store_office import RIGHT, Office, office_in

from data import queries_history
from data.imports.undoing import Undone, undo_import
from data.locks import lock_period
from data.models import Delivery, Import, Measurement
from data.models.base import now, table_of
from data.models.organisation import ImportIn
from data.recording import RecordingError, record_amounts, record_measurements, start_import
from metrics.vocabulary import ImportKind

MONTHS = ("2019-01", "2019-02", "2019-03")
PATIENCE = 30.0


def brings(office: Office, figures: dict[str, float]) -> int:
    """Bring figures of months in as an import, and return its number."""
    with office.engine.begin() as connection:
        entry = ImportIn(kind=ImportKind.FILE, source="fil.csv", recorded_by="Controller")
        number = start_import(connection, office.organisation, entry)
        frame = office.measurements(*({"period": code, "value": value} for code, value in figures.items()))
        record_measurements(connection, organisation_id=office.organisation, import_id=number, frame=frame)
    return number


def undo(office: Office, number: int) -> Undone:
    return undo_import(office.engine, number, role="Controller", reason="Fel fil")


def stands(office: Office) -> dict[str, float]:
    """Return month -> the value that stands there."""
    with office.engine.connect() as connection:
        found = connection.execute(text("SELECT period, value FROM v_measurement ORDER BY period"))
        return {row.period: row.value for row in found}


@pytest.mark.parametrize("before", [{}, {"2019-01": 90.0}], ids=["empty before", "90 before"])
@pytest.mark.parametrize("order", [("second", "first"), ("first", "second", "first")])
def test_when_both_imports_are_undone_what_stood_before_them_stands(
    office: Office, before: dict[str, float], order: tuple[str, ...]
) -> None:
    if before:
        brings(office, before)
    numbers = {
        "first": brings(office, {"2019-01": 100.0}),
        "second": brings(office, {"2019-01": 105.0}),
    }
    for place, which in enumerate(order):
        if place == 0 and which == "first":
            with pytest.raises(RecordingError, match="har ändrats efteråt"):
                undo(office, numbers[which])
        else:
            undo(office, numbers[which])
    assert stands(office) == before


def test_what_is_undone_does_not_come_back_when_a_later_import_is_undone(office: Office) -> None:
    first = brings(office, {"2019-01": 100.0, "2019-02": 110.0})
    second = brings(office, {"2019-01": 105.0})
    undone = undo(office, first)
    assert (undone.restored, undone.emptied, undone.left) == (0, 1, 1)
    assert stands(office) == {"2019-01": 105.0}
    undone = undo(office, second)
    assert (undone.restored, undone.emptied, undone.left) == (0, 1, 0)
    assert stands(office) == {}


def test_an_import_whose_figures_are_all_changed_since_is_left_and_can_be_undone_later(
    office: Office,
) -> None:
    first = brings(office, {"2019-01": 100.0})
    second = brings(office, {"2019-01": 105.0})
    with pytest.raises(RecordingError, match=f"inläsning {second}"):
        undo(office, first)
    assert stands(office) == {"2019-01": 105.0}
    undo(office, second)
    undo(office, first)
    assert stands(office) == {}


DEEDS = st.lists(
    st.one_of(
        st.dictionaries(st.sampled_from(MONTHS), st.sampled_from((1.0, 2.0, 3.0)), min_size=1),
        st.integers(0, 8),
    ),
    max_size=14,
)


def spoken(words: list[tuple[int, str, float]], undone: set[int]) -> dict[str, float]:
    """Return month -> what the latest import says that isn't undone."""
    return {month: value for number, month, value in words if number not in undone}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(deeds=DEEDS)
def test_what_stands_is_what_the_imports_say_that_are_not_undone(place: Any, deeds: list[Any]) -> None:
    engine = place.without_rows()
    office = office_in(engine, "exempel")
    numbers: list[int] = []
    undone: set[int] = set()
    words: list[tuple[int, str, float]] = []
    for deed in deeds:
        if isinstance(deed, dict):
            number = brings(office, deed)
            known = spoken(words, undone)
            words += [(number, month, value) for month, value in deed.items() if known.get(month) != value]
            numbers.append(number)
        elif deed < len(numbers):
            number = numbers[deed]
            effects = queries_history.effects_of_undoing(engine, number)
            try:
                done = undo(office, number)
            except RecordingError:
                assert number in undone or effects["back"] + effects["away"] == 0
            else:
                undone.add(number)
                assert (done.restored, done.emptied, done.left) == (
                    effects["back"],
                    effects["away"],
                    effects["later"],
                )
        assert stands(office) == spoken(words, undone)
    place.take_back(engine)


def test_amounts_are_undone_in_any_order_too(office: Office) -> None:
    def booked(kronor: float) -> int:
        with office.engine.begin() as connection:
            entry = ImportIn(kind=ImportKind.FILE, source="fil.csv", recorded_by="Controller")
            number = start_import(connection, office.organisation, entry)
            frame = office.amounts({"amount": kronor})
            record_amounts(connection, organisation_id=office.organisation, import_id=number, frame=frame)
        return number

    first, second = booked(-100.0), booked(-105.0)
    undo(office, second)
    undo(office, first)
    with office.engine.connect() as connection:
        assert connection.execute(text("SELECT amount FROM v_amount")).all() == []


def delivered(office: Office, month: str, state: str) -> None:
    owned = {"organisation_id": office.organisation, "import_id": office.ids["import"]}
    row = {**RIGHT[Delivery], **owned, "unit_id": office.ids["norr"], "period": month, "state": state}
    with office.engine.begin() as connection:
        connection.execute(insert(table_of(Delivery)).values(**row))


def deliveries(office: Office) -> list[tuple[str, int, str, str]]:
    table = table_of(Delivery)
    columns = [table.c[name] for name in ("period", "revision", "state", "role")]
    with office.engine.connect() as connection:
        found = connection.execute(select(*columns).order_by(table.c.period, table.c.revision))
        return [(row.period, row.revision, row.state, row.role) for row in found]


@pytest.mark.parametrize("period", ["2019-03", "2019-Q1"])
def test_a_ready_month_is_a_draft_again_when_its_figures_are_undone(office: Office, period: str) -> None:
    number = brings(office, {period: 3.0})
    delivered(office, "2019-03", "done")
    delivered(office, "2019-02", "done")
    undo(office, number)
    assert deliveries(office) == [
        ("2019-02", 1, "done", "Enhetschef"),
        ("2019-03", 1, "done", "Enhetschef"),
        ("2019-03", 2, "draft", "Controller"),
    ]


def test_a_ready_month_stays_ready_when_its_figures_are_left_as_corrected(office: Office) -> None:
    number = brings(office, {"2019-03": 3.0, "2019-01": 1.0})
    brings(office, {"2019-03": 4.0})
    delivered(office, "2019-03", "done")
    undo(office, number)
    assert [row[2] for row in deliveries(office)] == ["done"]


def test_a_month_that_is_a_draft_is_no_draft_twice(office: Office) -> None:
    number = brings(office, {"2019-03": 3.0})
    delivered(office, "2019-03", "draft")
    undo(office, number)
    assert len(deliveries(office)) == 1


def test_it_is_told_how_many_locked_figures_an_undo_would_change(office: Office) -> None:
    number = brings(office, {"2019-01": 1.0, "2019-02": 2.0, "2019-03": 3.0})
    facts = {"period": "2019-02", "reason": "Rapporterad", "role": "Controller"}
    lock_period(office.engine, organisation_id=office.organisation, unit_id=None, **facts)
    effects = queries_history.effects_of_undoing(office.engine, number)
    assert effects == {"back": 0, "away": 3, "later": 0, "locked": 1}


def test_of_many_who_undo_the_same_import_at_once_one_does(office: Office) -> None:
    number = brings(office, {"2019-01": 100.0})
    told: list[str] = []
    start = threading.Barrier(4)

    def undoing() -> None:
        start.wait(PATIENCE)
        try:
            undo(office, number)
            told.append("ångrad")
        except RecordingError as error:
            told.extend(error.problems)

    threads = [threading.Thread(target=undoing) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(PATIENCE)
    assert told.count("ångrad") == 1
    assert sum("är redan ångrad" in words for words in told) == 3
    table = table_of(Measurement)
    with office.engine.connect() as connection:
        assert connection.scalars(select(table.c.revision).order_by(table.c.id)).all() == [1, 2]


def test_the_store_holds_one_undo_of_an_import(office: Office) -> None:
    row = {**RIGHT[Import], "organisation_id": office.organisation, "undoes_id": office.ids["import"]}
    with office.engine.begin() as connection:
        connection.execute(
            insert(table_of(Import)).values(
                **row,
            )
        )
    with pytest.raises(IntegrityError), office.engine.begin() as connection:
        connection.execute(insert(table_of(Import)).values(**{**row, "recorded_at": now()}))
