"""What has changed between two moments, what came in, and what undoing an import would do."""

from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import insert, update
from store_office import RIGHT, Office

from data import queries_history
from data.as_of import as_it_looked
from data.models import Import, ImportFinding, Measurement, PeriodLock
from data.models.base import table_of
from data.models.organisation import ImportIn
from data.recording import record_measurements, start_import
from metrics.vocabulary import ImportKind

FIRST, SECOND, THIRD, FOURTH = (datetime(2019, 5, day, 12, tzinfo=UTC) for day in (6, 7, 8, 9))


def said(office: Office, moment: datetime, value: float, period: str = "2019-03", **row: Any) -> None:
    words = {"period": period, "value": value, "recorded_at": pd.Timestamp(moment), **row}
    office.record(office.measurements(words))


def told(office: Office, since: datetime, until: datetime, **options: Any) -> list[tuple[Any, ...]]:
    """Return period, value before, value now, of what was touched between two moments."""
    engine = options.get("engine", office.engine)
    found = queries_history.changed_figures(engine, [office.ids["norr"]], since, until)
    columns = found[["period", "value_before", "value"]].sort_values("period")
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in columns.to_numpy()]


def test_a_figure_touched_between_two_moments_is_told_with_what_stood_before(office: Office) -> None:
    said(office, FIRST, 5.0)
    said(office, FIRST, 1.0, "2019-02")
    said(office, SECOND, 6.0)
    said(office, THIRD, 7.0)
    said(office, THIRD, 9.0, "2019-04")
    assert told(office, FIRST, THIRD) == [("2019-03", 5.0, 7.0), ("2019-04", None, 9.0)]
    assert told(office, FIRST, SECOND) == [("2019-03", 5.0, 6.0)]
    assert told(office, SECOND, FOURTH) == [("2019-03", 6.0, 7.0), ("2019-04", None, 9.0)]
    assert told(office, THIRD, FOURTH) == []


def test_the_first_word_after_the_first_moment_is_told_where_it_is_not_the_newest(office: Office) -> None:
    said(office, FIRST, 1.0, "2019-02")
    for moment, value in ((SECOND, 5.0), (THIRD, 6.0), (FOURTH, 7.0)):
        said(office, moment, value)
        said(office, moment, value, "2019-02")
    said(office, FOURTH, 9.0, "2019-04")
    units = [office.ids["norr"]]
    found = queries_history.changed_figures(office.engine, units, FIRST, FOURTH).sort_values("period")
    assert found["value_first"].fillna(0).tolist() == [5.0, 5.0, 0.0]
    assert found["state_first"].notna().tolist() == [True, True, False]
    found = queries_history.changed_figures(office.engine, units, SECOND, THIRD)
    assert found["value_first"].isna().all()


def test_why_a_file_was_let_in_is_told_and_a_form_has_its_reasons_as_comments(office: Office) -> None:
    numbers = [
        brought(office, kind, {"period": period, "value": 1.0})
        for kind, period in (
            (ImportKind.FILE, "2019-01"),
            (ImportKind.ENTRY, "2019-02"),
            (ImportKind.FILE, "2019-03"),
        )
    ]
    with office.engine.begin() as connection:
        for number, reason in zip(numbers, ("Ny grupp.", "Ny grupp.", ""), strict=True):
            owned = {"organisation_id": office.organisation, "import_id": number}
            words = {"level": "warning", "place": "B2", "rule": "stor", "message": "Stor.", "reason": reason}
            for _ in range(2):
                connection.execute(insert(table_of(ImportFinding)).values(**owned, **words))
    everything = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    found = queries_history.changed_figures(office.engine, [office.ids["norr"]], *everything)
    assert found.sort_values("period")["reason"].tolist() == ["Ny grupp.", "", ""]
    assert found["undoes_id"].isna().all()


def test_as_of_an_earlier_moment_later_changes_are_not_known(office: Office) -> None:
    said(office, FIRST, 5.0)
    said(office, SECOND, 6.0)
    said(office, THIRD, 7.0)
    bound = as_it_looked(office.engine, SECOND)
    assert told(office, FIRST, FOURTH, engine=bound) == [("2019-03", 5.0, 6.0)]


def test_a_change_carries_who_why_and_what_brought_it(office: Office) -> None:
    said(office, FIRST, 5.0)
    said(office, SECOND, 6.0, comment="Rättad.")
    with office.engine.begin() as connection:
        table = table_of(Measurement)
        connection.execute(update(table).where(table.c.revision == 2).values(lock_reason="Fel i källan"))
    row = queries_history.changed_figures(office.engine, [office.ids["norr"]], FIRST, FOURTH).iloc[0]
    assert row[["comment", "lock_reason", "recorded_by", "kind", "source", "revision"]].tolist() == [
        "Rättad.",
        "Fel i källan",
        "Enhetschef",
        "file",
        "leverans.csv",
        2,
    ]


def test_amounts_are_compared_in_the_same_way(office: Office) -> None:
    for moment, amount in ((FIRST, -1000.0), (SECOND, -1500.0)):
        frame = office.amounts({"amount": amount, "role": "Controller"})
        office.record(frame.assign(recorded_at=pd.Timestamp(moment)))
    found = queries_history.changed_amounts(office.engine, [office.ids["norr"]], FIRST, THIRD)
    columns = ["kind_of_amount", "period", "amount_before", "amount", "role"]
    assert found[columns].values.tolist() == [["budget", "2019", -1000.0, -1500.0, "Controller"]]


def test_columns_are_there_also_where_nothing_has_changed(office: Office) -> None:
    figures = queries_history.changed_figures(office.engine, [office.ids["norr"]], FIRST, SECOND)
    amounts = queries_history.changed_amounts(office.engine, [office.ids["norr"]], FIRST, SECOND)
    assert figures.empty and str(figures["value_before"].dtype) == "float64"
    assert amounts.empty and str(amounts["amount_before"].dtype) == "float64"


def brought(office: Office, kind: ImportKind, *rows: dict[str, Any]) -> int:
    """Record rows as an import of a kind and return its number."""
    with office.engine.begin() as connection:
        entry = ImportIn(kind=kind, source="fil.xlsx", recorded_by="Controller", note="Månaden")
        number = start_import(connection, office.organisation, entry)
        record_measurements(
            connection,
            organisation_id=office.organisation,
            import_id=number,
            frame=office.measurements(*rows),
        )
    return number


def test_imports_are_told_newest_first_with_how_much_each_brought(office: Office, neighbour: Office) -> None:
    first = brought(office, ImportKind.FILE, {"period": "2019-01", "value": 1.0})
    second = brought(
        office,
        ImportKind.ENTRY,
        {"period": "2019-01", "value": 2.0},
        {"period": "2019-02", "value": 3.0},
        {"period": "2019-03", "value": 4.0},
    )
    brought(neighbour, ImportKind.FILE, {"period": "2019-01", "value": 1.0})
    with office.engine.begin() as connection:
        entry = {**RIGHT[Import], "organisation_id": office.organisation, "undoes_id": first}
        key = connection.execute(insert(table_of(Import)).values(**entry)).inserted_primary_key
    assert key is not None
    told_of = queries_history.imports_of(office.engine, office.organisation).iloc[:3]
    columns = ["id", "kind", "new", "corrected", "withdrawn"]
    assert told_of[columns].values.tolist() == [
        [key[0], "file", 0, 0, 0],
        [second, "entry", 2, 1, 0],
        [first, "file", 1, 0, 0],
    ]
    assert told_of["undone_by"].fillna(0).tolist() == [0, 0, key[0]]
    assert told_of["undoes_id"].fillna(0).tolist() == [first, 0, 0]


def test_undoing_would_give_earlier_values_back_and_leave_what_was_said_since(office: Office) -> None:
    brought(office, ImportKind.FILE, {"period": "2019-01", "value": 1.0})
    number = brought(
        office,
        ImportKind.FILE,
        {"period": "2019-01", "value": 2.0},
        {"period": "2019-02", "value": 3.0},
        {"period": "2019-03", "value": 4.0},
    )
    brought(office, ImportKind.ENTRY, {"period": "2019-03", "value": 5.0})
    effects = queries_history.effects_of_undoing(office.engine, number)
    assert effects == {"back": 1, "away": 1, "later": 1, "locked": 0}


def test_the_latest_lock_is_the_last_that_stands(office: Office) -> None:
    assert queries_history.latest_lock(office.engine, office.organisation) is None
    opened = {"withdrawn_at": FOURTH, "withdrawn_by": "Chef", "opened_because": "Fel"}
    with office.engine.begin() as connection:
        for moment, period, later in ((FIRST, "2019-03", {}), (THIRD, "2019-04", opened)):
            lock = {"period": period, "reason": "Bokslut", "role": "Controller", "recorded_at": moment}
            places = {"organisation_id": office.organisation, "import_id": office.ids["import"]}
            connection.execute(insert(table_of(PeriodLock)).values(**lock, **places, **later))
    assert queries_history.latest_lock(office.engine, office.organisation) == FIRST
    bound = as_it_looked(office.engine, THIRD)
    assert queries_history.latest_lock(bound, office.organisation) == THIRD
