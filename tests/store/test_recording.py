"""Recording figures: a new word on a figure is a new row, and a wrong delivery leaves nothing."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine, func, select, text
from store_office import Office, count_of

from data.models import Import, Measurement
from data.models.base import table_of
from data.queries import figures, history
from data.recording import Recorded, RecordingError

INFINITY, NAN = float("inf"), float("nan")
MARCH = {"period": "2019-03", "value": 12.0}


def current(engine: Engine) -> list[tuple[str, float | None, str]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT period, value, state FROM v_measurement ORDER BY period"))
        return [(row.period, row.value, row.state) for row in rows]


def words(engine: Engine) -> list[tuple[str, int, float | None]]:
    """Every word there is on every figure."""
    table = table_of(Measurement)
    question = select(table.c.period, table.c.revision, table.c.value)
    with engine.connect() as connection:
        rows = connection.execute(question.order_by(table.c.period, table.c.revision))
        return [(row.period, row.revision, row.value) for row in rows]


def test_a_new_figure_is_recorded_with_its_days_and_its_import(office: Office) -> None:
    frame = office.measurements(
        {"period": "2019-T1", "value": 12.5, "numerator": 25, "denominator": 200, "n": 3}
    )
    assert office.record(frame) == Recorded(new=1, corrected=0, unchanged=0)
    with office.engine.connect() as connection:
        row = connection.execute(select(table_of(Measurement))).one()
        latest = connection.scalar(select(func.max(table_of(Import).c.id)))
    assert (row.value, row.numerator, row.denominator, row.n) == (12.5, 25, 200, 3)
    assert (row.period_start.isoformat(), row.period_end.isoformat()) == ("2019-01-01", "2019-04-30")
    assert (row.revision, row.organisation_id, row.comment) == (1, office.organisation, "")
    assert row.import_id == latest
    assert row.recorded_at is not None


def test_the_same_delivery_twice_changes_nothing(office: Office) -> None:
    frame = office.measurements(
        MARCH,
        {"period": "2019-04", "value": NAN, "state": "missing"},
        {"period": "2019-05", "value": 0.0, "numerator": 0.0, "denominator": 7.0, "comment": "Stängt."},
    )
    office.record(frame)
    before = words(office.engine)
    assert office.record(frame) == Recorded(new=0, corrected=0, unchanged=3)
    assert words(office.engine) == before


@pytest.mark.parametrize(
    "change",
    [
        {"value": 13.0},
        {"value": NAN, "state": "missing"},
        {"state": "preliminary"},
        {"numerator": 6.0},
        {"denominator": 50.0},
        {"n": 12.0},
        {"comment": "Kontrollerad mot register."},
    ],
    ids=str,
)
def test_a_different_word_is_the_next_revision_and_the_first_stays(
    office: Office, change: Mapping[str, Any]
) -> None:
    office.record(office.measurements(MARCH))
    assert office.record(office.measurements({**MARCH, **change})) == Recorded(
        new=0, corrected=1, unchanged=0
    )
    assert [revision for _, revision, _ in words(office.engine)] == [1, 2]
    assert words(office.engine)[0] == ("2019-03", 1, 12.0)
    assert len(current(office.engine)) == 1


def test_only_the_latest_word_is_current_and_every_word_can_be_read(office: Office) -> None:
    for value in (12.0, 13.0, 12.0):
        office.record(office.measurements({"period": "2019-03", "value": value}))
    assert current(office.engine) == [("2019-03", 12.0, "final")]
    read = figures(
        office.engine,
        [office.ids["norr"]],
        [office.ids["placerade"]],
        first_year=2019,
        last_day=pd.Timestamp("2019-12-31").date(),
    )
    assert list(read["value"]) == [12.0]
    earlier = history(office.engine, office.ids["placerade"], [office.ids["norr"]])
    assert list(zip(earlier["revision"], earlier["value"], strict=True)) == [(1, 12.0), (2, 13.0), (3, 12.0)]
    assert set(earlier["recorded_by"]) == {"Enhetschef"}
    assert set(earlier["unit"]) == {"Norr"}


def test_news_corrections_and_old_words_may_come_together(office: Office) -> None:
    office.record(office.measurements(MARCH, {"period": "2019-04", "value": 5.0}))
    mixed = office.measurements(
        MARCH, {"period": "2019-04", "value": 6.0}, {"period": "2019-05", "value": 7.0}
    )
    assert office.record(mixed) == Recorded(new=1, corrected=1, unchanged=1)
    assert current(office.engine) == [
        ("2019-03", 12.0, "final"),
        ("2019-04", 6.0, "final"),
        ("2019-05", 7.0, "final"),
    ]


def test_an_empty_delivery_is_no_news(office: Office) -> None:
    frame = office.measurements(MARCH)
    assert office.record(frame.head(0)) == Recorded(new=0, corrected=0, unchanged=0)


def test_the_same_period_of_another_unit_or_indicator_is_another_figure(office: Office) -> None:
    frame = office.measurements(
        MARCH, {**MARCH, "unit_id": office.ids["soder"]}, {**MARCH, "indicator_id": office.ids["nki"]}
    )
    assert office.record(frame) == Recorded(new=3, corrected=0, unchanged=0)


def test_a_state_without_value_is_kept_as_it_is_and_is_not_nought(office: Office) -> None:
    office.record(office.measurements({"period": "2019-03", "value": NAN, "state": "confidential"}))
    assert current(office.engine) == [("2019-03", None, "confidential")]


def test_a_comment_that_some_rows_lack_is_empty_for_them(office: Office) -> None:
    office.record(office.measurements({**MARCH, "comment": "Ny metod."}, {"period": "2019-04", "value": 1.0}))
    with office.engine.connect() as connection:
        comments = connection.scalars(select(table_of(Measurement).c.comment)).all()
    assert sorted(comments) == ["", "Ny metod."]


# What is told of a wrong row: its place, the field, the rule and the value.
WRONG_ROWS: list[tuple[dict[str, Any], str]] = [
    ({"period": "2019-13", "value": 1.0}, "period: «2019-13» är ingen period"),
    ({"period": "2019-T4", "value": 1.0}, "period: «2019-T4» är ingen period"),
    ({"period": " 2019-04", "value": 1.0}, "period: « 2019-04» ska skrivas 2019-04"),
    ({"period": None, "value": 1.0}, "är ingen period"),
    ({"period": "2019-04", "value": INFINITY}, "rad 2, 2019-04: value är «inf», är inget ändligt tal"),
    ({"period": "2019-04", "value": -INFINITY}, "rad 2, 2019-04: value är «-inf», är inget ändligt tal"),
    ({"period": "2019-04", "value": NAN}, "rad 2, 2019-04: state är «final», men value saknas"),
    ({"period": "2019-04", "value": None}, "rad 2, 2019-04: state är «final», men value saknas"),
    ({"period": "2019-04", "value": "12,5"}, "rad 2, 2019-04: value är «12,5», är inget tal"),
    ({"period": "2019-04", "value": 1.0, "state": "missing"}, "state är «missing», men value finns"),
    ({"period": "2019-04", "value": 1.0, "state": "slutlig"}, "state är «slutlig», är inget tillstånd"),
    ({"period": "2019-04", "value": 1.0, "denominator": -1.0}, "denominator är «-1.0», ska vara minst 0"),
    ({"period": "2019-04", "value": 1.0, "numerator": INFINITY}, "numerator är «inf», är inget ändligt tal"),
    ({"period": "2019-04", "value": 1.0, "n": -5.0}, "n är «-5.0», ska vara minst 0"),
    ({"period": "2019-04", "value": 1.0, "unit_id": 999}, "unit_id är «999», finns inte i organisationen"),
    ({"period": "2019-04", "value": 1.0, "indicator_id": 0}, "indicator_id är «0», finns inte"),
    ({"period": "2019-03", "value": 13.0}, "rad 2, 2019-03: samma uppgift för samma enhet och period"),
]


@pytest.mark.parametrize(("wrong", "told"), WRONG_ROWS, ids=lambda part: str(part)[:60])
def test_a_bad_row_is_told_of_and_nothing_of_its_delivery_is_left(
    office: Office, wrong: dict[str, Any], told: str
) -> None:
    imports = count_of(office.engine, Import)
    with pytest.raises(RecordingError) as caught:
        office.record(office.measurements(MARCH, wrong))
    assert told in str(caught.value)
    assert str(caught.value).startswith("Inget har sparats. 1 fel:")
    assert count_of(office.engine, Measurement) == 0
    assert count_of(office.engine, Import) == imports


def test_every_bad_row_is_told_of_at_once(office: Office) -> None:
    frame = office.measurements(
        {"period": "2019-13", "value": 1.0},
        {"period": "2019-04", "value": INFINITY},
        {"period": "2019-05", "value": 1.0, "n": -1.0},
    )
    with pytest.raises(RecordingError) as caught:
        office.record(frame)
    assert len(caught.value.problems) == 3


def test_many_bad_rows_are_counted_and_twenty_are_shown(office: Office) -> None:
    frame = office.measurements(*({"period": str(year), "value": INFINITY} for year in range(1900, 1925)))
    with pytest.raises(RecordingError) as caught:
        office.record(frame)
    lines = str(caught.value).splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("Inget har sparats. 25 fel:", 1 + 20 + 1, "  … och 5 till")


def test_a_unit_of_another_organisation_is_refused(office: Office, neighbour: Office) -> None:
    stray = office.measurements({**MARCH, "unit_id": neighbour.ids["norr"]})
    with pytest.raises(RecordingError, match="finns inte i organisationen"):
        office.record(stray)
    assert count_of(office.engine, Measurement) == 0


def test_a_fault_later_in_the_same_transaction_undoes_the_delivery(office: Office) -> None:
    imports = count_of(office.engine, Import)
    wrong = office.measurements({"period": "2019-13", "value": 1.0})
    with pytest.raises(RecordingError), office.engine.begin() as connection:  # noqa: PT012 - one transaction
        assert office.deliver(connection, office.measurements(MARCH)).new == 1
        office.deliver(connection, wrong)
    assert count_of(office.engine, Measurement) == 0
    assert count_of(office.engine, Import) == imports


def test_a_large_delivery_is_recorded_whole(office: Office) -> None:
    periods = [f"{year}-{month:02d}" for year in range(1990, 2020) for month in range(1, 13)]
    rows = [
        {"period": period, "value": float(number), "unit_id": office.ids[unit]}
        for unit in ("norr", "soder")
        for number, period in enumerate(periods)
    ]
    assert office.record(office.measurements(*rows)).new == 2 * 30 * 12
    assert office.record(office.measurements(*rows)).unchanged == 2 * 30 * 12
    assert np.isclose(sum(value or 0 for _, value, _ in current(office.engine)), 2 * (359 * 360 / 2))


def test_an_equal_word_after_one_that_was_taken_back_is_new(office: Office) -> None:
    office.record(office.measurements(MARCH))
    table = table_of(Measurement)
    with office.engine.begin() as connection:
        first = dict(connection.execute(select(table)).mappings().one())
        first.pop("id")
        connection.execute(table.insert().values({**first, "revision": 2, "taken_back": True}))
    assert current(office.engine) == []
    assert office.record(office.measurements(MARCH)) == Recorded(new=1, corrected=0, unchanged=0)
    assert current(office.engine) == [("2019-03", 12.0, "final")]
    assert [revision for _, revision, _ in words(office.engine)] == [1, 2, 3]
