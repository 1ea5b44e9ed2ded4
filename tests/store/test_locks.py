"""Locked periods: locking, opening, and what passes the gate of a lock."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from store_office import Office, count_of

from data.as_of import as_it_looked
from data.gate import locks_in_force
from data.locks import lock_period, open_lock
from data.models import Amount, Import, Measurement, PeriodLock
from data.models.base import table_of
from data.queries import data_version
from data.queries_locks import locks, reported_count, standing_locks
from data.recording import Recorded, RecordingError
from data.recording_money import record_forecast, record_months, record_outcome
from metrics.periods import Period

BOARD = {"reason": "Rapporterad till nämnden", "role": "Controller"}
MARCH = {"period": "2019-03", "value": 12.0}


def lock(office: Office, period: str, unit: str | None = None, **given: Any) -> int:
    unit_id = office.ids[unit] if unit else None
    facts = {"organisation_id": office.organisation, "unit_id": unit_id, "period": period, **BOARD, **given}
    return lock_period(office.engine, **facts)


def refused(office: Office, period: str, unit: str | None = None, **given: Any) -> str:
    """Return what was told of a lock that was refused, and see that nothing was written."""
    before = data_version(office.engine), count_of(office.engine, PeriodLock)
    with pytest.raises(RecordingError) as caught:
        lock(office, period, unit, **given)
    assert (data_version(office.engine), count_of(office.engine, PeriodLock)) == before
    (problem,) = caught.value.problems
    return problem


def lock_reasons(engine: Engine, model: Any = Measurement) -> list[str]:
    table = table_of(model)
    with engine.connect() as connection:
        return list(connection.scalars(select(table.c.lock_reason).order_by(table.c.id)))


@pytest.mark.parametrize("period", ["2019-03", "2019-Q1", "2019-T1", "2019-H1", "2019"])
@pytest.mark.parametrize(("unit", "name"), [(None, ""), ("norr", "Norr")])
def test_a_lock_is_read_back_as_it_was_made(office: Office, period: str, unit: str | None, name: str) -> None:
    number, version = lock(office, period, unit), data_version(office.engine)
    (row,) = locks(office.engine, office.organisation).to_dict("records")
    assert {key: row[key] for key in ("id", "unit", "period", "reason", "role", "withdrawn_by")} == {
        "id": number,
        "unit": name,
        "period": period,
        **BOARD,
        "withdrawn_by": "",
    }
    assert version == 2


def test_a_lock_tells_the_history_who_locked_what(office: Office) -> None:
    open_lock(office.engine, lock_id=lock(office, "2019-T1", "norr"), reason="Fel utfall", role="Socialchef")
    table = table_of(Import)
    with office.engine.connect() as connection:
        rows = connection.execute(select(table.c.recorded_by, table.c.note).order_by(table.c.id)).all()
    assert [tuple(row) for row in rows[1:]] == [
        ("Controller", "Låst: tertial 1 2019, Norr"),
        ("Socialchef", "Lås öppnat: tertial 1 2019, Norr"),
    ]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"reason": ""}, "reason: får inte vara tom"),
    ({"role": " "}, "role: får inte vara tom"),
    ({"reason": "Barnet 20120131-1234"}, "personnummer"),
    ({"period": "2019-13"}, "är ingen period"),
    ({"period": "2019-05", "today": date(2019, 5, 31)}, "maj 2019 är inte slut än"),
    ({"period": "2019", "today": date(2019, 12, 31)}, "2019 är inte slut än"),
    ({"period": "2999"}, "2999 är inte slut än"),
    ({"unit_id": 999}, "«999» finns inte i organisationen"),
    ({"organisation_id": 999}, "«999» finns inte"),
]


@pytest.mark.parametrize(("changes", "told"), WRONG, ids=[told for _, told in WRONG])
def test_a_wrong_lock_is_refused_in_swedish(office: Office, changes: Mapping[str, Any], told: str) -> None:
    assert told in refused(office, **{"period": "2019-03", **changes})


def test_a_period_may_be_locked_the_day_after_it_has_ended(office: Office) -> None:
    assert lock(office, "2019-05", today=date(2019, 6, 1))


def test_a_neighbours_unit_is_not_locked(office: Office, neighbour: Office) -> None:
    assert "finns inte i organisationen" in refused(office, "2019-03", unit_id=neighbour.ids["norr"])


@pytest.mark.parametrize("unit", [None, "norr"])
def test_a_period_is_locked_once_for_a_unit_and_the_lock_that_stands_is_told(
    office: Office, neighbour: Office, unit: str | None
) -> None:
    lock(office, "2019-03", unit)
    told = refused(office, "2019-03", unit)
    assert told.startswith("period: redan låst. mars 2019 låstes för ")
    assert "av Controller (Rapporterad till nämnden)" in told
    lock(office, "2019-03", "soder")
    lock(office, "2019-T1", unit)
    lock(neighbour, "2019-03", unit)


def test_a_period_that_was_opened_may_be_locked_again(office: Office) -> None:
    first = lock(office, "2019-03")
    open_lock(office.engine, lock_id=first, reason="Fel utfall", role="Socialchef")
    second = lock(office, "2019-03")
    told = locks(office.engine, office.organisation)
    assert told[["id", "withdrawn_by", "opened_because"]].to_numpy().tolist() == [
        [second, "", ""],
        [first, "Socialchef", "Fel utfall"],
    ]
    with office.engine.connect() as connection:
        assert [each.id for each in locks_in_force(connection, office.organisation)] == [second]


@pytest.mark.parametrize(
    ("reason", "role", "told"),
    [("", "Socialchef", "reason: får inte vara tom"), ("Fel", "", "role: får inte vara tom")],
)
def test_opening_needs_a_reason_and_a_role(office: Office, reason: str, role: str, told: str) -> None:
    number = lock(office, "2019-03")
    with pytest.raises(RecordingError) as caught:
        open_lock(office.engine, lock_id=number, reason=reason, role=role)
    assert caught.value.problems[0].startswith(told)
    with office.engine.connect() as connection:
        assert len(locks_in_force(connection, office.organisation)) == 1


def test_a_lock_is_opened_once(office: Office) -> None:
    number = lock(office, "2019-03")
    opening = {"reason": "Fel utfall", "role": "Socialchef"}
    open_lock(office.engine, lock_id=number, **opening)
    version = data_version(office.engine)
    for wrong in (number, 999):
        with pytest.raises(RecordingError, match="finns inte eller är redan öppnat"):
            open_lock(office.engine, lock_id=wrong, **opening)
    assert data_version(office.engine) == version


# A lock on a period and unit, and whether a figure of `norr` for March 2019 is stopped by it.
STOPS = [
    ("2019-03", None, True),
    ("2019-03", "norr", True),
    ("2019-03", "rot", True),
    ("2019-03", "soder", False),
    ("2019-Q1", "norr", True),
    ("2019-T1", None, True),
    ("2019-H1", None, True),
    ("2019", "rot", True),
    ("2019-04", None, False),
    ("2019-Q2", None, False),
    ("2018", None, False),
]


@pytest.mark.parametrize(("period", "unit", "stops"), STOPS)
@pytest.mark.parametrize("before", [None, 11.0], ids=["new", "changed"])
def test_a_figure_in_a_locked_period_needs_a_reason(
    office: Office, period: str, unit: str | None, *, stops: bool, before: float | None
) -> None:
    if before is not None:
        office.record(office.measurements({**MARCH, "value": before}))
    lock(office, period, unit)
    rows = count_of(office.engine, Measurement)
    delivery = office.measurements(MARCH)
    if not stops:
        office.record(delivery)
        assert lock_reasons(office.engine)[-1] == ""
        return
    with pytest.raises(RecordingError):
        office.record(delivery)
    assert count_of(office.engine, Measurement) == rows
    with office.engine.begin() as connection:
        recorded = office.deliver(connection, delivery, lock_reason="Felräknat i april")
    assert recorded == (Recorded(1, 0, 0) if before is None else Recorded(0, 1, 0))
    assert lock_reasons(office.engine)[-1] == "Felräknat i april"


def test_what_is_locked_is_told_with_unit_indicator_period_who_and_the_way_on(office: Office) -> None:
    lock(office, "2019-T1", "norr")
    rows = [MARCH, {**MARCH, "indicator_id": office.ids["nki"]}, {**MARCH, "period": "2019-05"}]
    with pytest.raises(RecordingError) as caught:
        office.record(office.measurements(*rows))
    (problem,) = caught.value.problems
    assert problem.startswith("Norr, Placerade barn, NKI, mars 2019: tertial 1 2019 låstes för Norr ")
    assert problem.endswith(
        " av Controller (Rapporterad till nämnden). "
        "Ange ett skäl för ändringen, eller öppna låset på sidan Lås."
    )


def test_only_the_figures_in_a_locked_period_are_marked(office: Office) -> None:
    lock(office, "2019-03")
    rows = office.measurements(MARCH, {**MARCH, "period": "2019-04"})
    with office.engine.begin() as connection:
        office.deliver(connection, rows, lock_reason=" Felräknat ")
    assert sorted(lock_reasons(office.engine)) == ["", "Felräknat"]


def test_an_equal_word_passes_a_lock_and_an_opened_lock_stops_nothing(office: Office) -> None:
    office.record(office.measurements(MARCH))
    number = lock(office, "2019-03")
    assert office.record(office.measurements(MARCH)) == Recorded(0, 0, 1)
    open_lock(office.engine, lock_id=number, reason="Fel utfall", role="Socialchef")
    assert office.record(office.measurements({**MARCH, "value": 13.0})) == Recorded(0, 1, 0)
    assert lock_reasons(office.engine) == ["", ""]


@pytest.mark.parametrize("reason", ["x" * 301, "Barnet 20120131-1234"], ids=["long", "personal"])
def test_a_reason_that_breaks_a_rule_is_refused(office: Office, reason: str) -> None:
    lock(office, "2019-03")
    with office.engine.connect() as connection, pytest.raises(RecordingError, match="lock_reason: "):
        office.deliver(connection, office.measurements(MARCH), lock_reason=reason)


def test_a_neighbours_lock_stops_nothing(office: Office, neighbour: Office) -> None:
    lock(neighbour, "2019-03")
    assert office.record(office.measurements(MARCH)) == Recorded(1, 0, 0)


# A lock, an amount, and whether it is stopped: a year's own amounts only by the whole year.
AMOUNTS: list[tuple[str, dict[str, Any], bool]] = [
    ("2019", {"kind": "budget", "period": "2019"}, True),
    ("2019", {"kind": "forecast", "period": "2019", "made_in": "2019-03"}, True),
    ("2019", {"kind": "outcome", "period": "2019-03"}, True),
    ("2019-03", {"kind": "outcome", "period": "2019-03"}, True),
    ("2019-T1", {"kind": "budget", "period": "2019-03"}, True),
    ("2019-T1", {"kind": "budget", "period": "2019"}, False),
    ("2019-H1", {"kind": "forecast", "period": "2019", "made_in": "2019-03"}, False),
    ("2019-04", {"kind": "outcome", "period": "2019-03"}, False),
]


@pytest.mark.parametrize(("period", "row", "stops"), AMOUNTS, ids=str)
def test_an_amount_in_a_locked_period_needs_a_reason(
    office: Office, period: str, row: Mapping[str, Any], *, stops: bool
) -> None:
    lock(office, period)
    frame = office.amounts({"amount": -5.0, **row})
    if stops:
        with pytest.raises(RecordingError, match=r"Norr, Personal, .* låstes för hela verksamheten"):
            office.record(frame)
    with office.engine.begin() as connection:
        office.deliver(connection, frame, lock_reason="Bokslutet ändrades")
    assert lock_reasons(office.engine, Amount) == ["Bokslutet ändrades" if stops else ""]


@pytest.mark.parametrize("act", ["forecast", "months", "outcome"])
def test_money_on_the_screen_meets_the_lock_and_passes_with_a_reason(office: Office, act: str) -> None:
    account = office.ids["personal"]
    year = {"account_id": account, "year": 2019}
    acts: dict[str, tuple[Any, dict[str, Any]]] = {
        "forecast": (record_forecast, {**year, "made_in": "2019-03", "amount": -5.0}),
        "months": (record_months, {**year, "kind": "outcome", "months": {"2019-03": -5.0}}),
        "outcome": (record_outcome, {"month": "2019-03", "amounts": {account: -5.0}}),
    }
    record, facts = acts[act]
    own = {"organisation_id": office.organisation, "unit_id": office.ids["norr"], "role": "Controller"}
    lock(office, "2019")
    with pytest.raises(RecordingError, match="2019 låstes för hela verksamheten"):
        record(office.engine, **own, **facts)
    reason = {"lock_reason": "Bokslutet ändrades"}
    assert record(office.engine, **own, **facts, **reason) == Recorded(1, 0, 0)
    assert lock_reasons(office.engine, Amount) == ["Bokslutet ändrades"]


def test_the_views_tell_why_a_locked_period_was_changed(office: Office) -> None:
    lock(office, "2019-03")
    figures = office.measurements(MARCH, {**MARCH, "period": "2019-04"})
    amounts = office.amounts({"kind": "outcome", "period": "2019-03", "amount": -5.0}, {"amount": -60.0})
    with office.engine.begin() as connection:
        for frame in (figures, amounts):
            office.deliver(connection, frame, lock_reason="Felräknat")
    with office.engine.connect() as connection:
        figures_told = connection.execute(text("SELECT period, lock_reason FROM v_measurement")).all()
        amounts_told = connection.execute(text("SELECT period, lock_reason FROM v_amount")).all()
    assert {row.period: row.lock_reason for row in figures_told} == {"2019-03": "Felräknat", "2019-04": None}
    assert {row.period: row.lock_reason for row in amounts_told} == {"2019-03": "Felräknat", "2019": None}


def test_what_had_been_reported_is_counted_as_of_the_lock_and_stays(office: Office) -> None:
    office.record(
        office.measurements(MARCH, {"period": "2019-Q1", "value": 3.0}, {"period": "2019-Q2", "value": 3.0})
    )
    office.record(office.measurements({**MARCH, "value": 13.0}))
    office.record(office.amounts({"kind": "outcome", "period": "2019-04", "amount": -5.0}, {"amount": -60.0}))
    lock(office, "2019-T1")
    with office.engine.begin() as connection:
        frame = office.measurements({"period": "2019-02", "value": 1.0}, {**MARCH, "value": 14.0})
        office.deliver(connection, frame, lock_reason="Felräknat")
    at = locks(office.engine, office.organisation)["recorded_at"].iloc[0].to_pydatetime()
    north = [office.ids["norr"]]
    counts = {
        code: reported_count(office.engine, north, Period.parse(code), at) for code in ("2019-T1", "2019")
    }
    # March and Q1 and the month's amount; the year also has Q2 and the year's own budget
    assert counts == {"2019-T1": 3, "2019": 5}
    assert reported_count(office.engine, [office.ids["soder"]], Period.parse("2019"), at) == 0


def test_an_earlier_day_knows_the_locks_of_that_day(office: Office) -> None:
    number = lock(office, "2019-03")
    locked = locks(office.engine, office.organisation)["recorded_at"].iloc[0].to_pydatetime()
    open_lock(office.engine, lock_id=number, reason="Fel utfall", role="Socialchef")

    def standing(moment: datetime | None) -> list[int]:
        engine = as_it_looked(office.engine, moment) if moment else office.engine
        return [each.id for each in standing_locks(locks(engine, office.organisation))]

    assert standing(None) == []
    assert standing(locked) == [number]
    assert standing(locked - timedelta(seconds=1)) == []
    told = locks(as_it_looked(office.engine, locked), office.organisation)
    assert told[["withdrawn_by", "opened_because"]].to_numpy().tolist() == [["", ""]]
