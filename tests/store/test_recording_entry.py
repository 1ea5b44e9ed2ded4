"""Saving a form of figures: draft, ready, correction, and two who write at once."""

import threading
import time
from datetime import date

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine, event, insert, select, text
from store_office import Office, count_of

from data.as_of import as_it_looked, end_of
from data.entry_basis import Basis, ChangedMeanwhileError
from data.gate import hold
from data.locks import lock_period
from data.models import Delivery, FigureComment, Import, ImportFinding, Measurement
from data.models.base import now, table_of
from data.queries_reporting import (
    comments,
    deliveries,
    figures_in_force,
    known_figures,
    units_with_history,
)
from data.recording import RecordingError
from data.recording_comments import record_comment
from data.recording_entry import record_entry
from metrics.periods import Period

MARCH = "2019-03"
PATIENCE = 10.0


def rows(office: Office, *words: dict) -> pd.DataFrame:
    """Return figures to write; what a row leaves out is a final value of `placerade` in March."""
    usual = {
        "indicator_id": office.ids["placerade"],
        "period": MARCH,
        "value": np.nan,
        "numerator": np.nan,
        "denominator": np.nan,
        "n": np.nan,
        "state": "final",
        "comment": "",
    }
    return pd.DataFrame([{**usual, **word} for word in words], columns=list(usual))


def save(office: Office, *words: dict, basis=None, done=False, role="Enhetschef", unit="norr", **given):
    accepted, today = given.pop("accepted", ()), given.pop("today", None)
    return record_entry(
        office.engine,
        organisation_id=office.organisation,
        unit_id=office.ids[unit],
        given={"month": MARCH, "role": role, **given},
        figures=rows(office, *words),
        basis=basis or Basis(),
        done=done,
        accepted=accepted,
        today=today,
    )


def of_march(office: Office, *, figure: int = 0, delivery: int = 0, indicator: str = "placerade") -> Basis:
    return Basis({(office.ids[indicator], MARCH): figure}, delivery)


def words_on(office: Office) -> list[tuple]:
    table = table_of(Measurement)
    columns = [table.c[name] for name in ("revision", "value", "state", "comment")]
    with office.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(table.c.id))]


def delivered(office: Office) -> list[tuple]:
    found = deliveries(office.engine, office.organisation, [MARCH])
    return [tuple(row) for row in found[["state", "role", "revision"]].itertuples(index=False)]


def test_a_draft_is_written_as_one_import_with_its_delivery(office: Office) -> None:
    imports = count_of(office.engine, Import)
    saved = save(
        office, {"value": 5.0, "state": "preliminary"}, {"indicator_id": office.ids["nki"], "value": 70}
    )
    assert (saved.new, saved.corrected) == (2, 0)
    assert count_of(office.engine, Import) == imports + 1
    assert delivered(office) == [("draft", "Enhetschef", 1)]
    assert words_on(office) == [(1, 5.0, "preliminary", ""), (1, 70.0, "final", "")]


def test_a_draft_of_a_draft_keeps_its_delivery_and_one_that_is_ready_has_the_next_word(
    office: Office,
) -> None:
    save(office, {"value": 5.0, "state": "preliminary"})
    save(office, {"value": 6.0, "state": "preliminary"}, basis=of_march(office, figure=1, delivery=1))
    assert delivered(office) == [("draft", "Enhetschef", 1)]
    save(office, {"value": 6.0}, basis=of_march(office, figure=2, delivery=1), done=True, role="Chef")
    assert delivered(office) == [("done", "Chef", 2)]
    assert [word[:3] for word in words_on(office)] == [
        (1, 5.0, "preliminary"),
        (2, 6.0, "preliminary"),
        (3, 6.0, "final"),
    ]


def test_a_month_that_is_ready_is_changed_only_with_a_why(office: Office) -> None:
    save(office, {"value": 5.0}, done=True)
    basis = of_march(office, figure=1, delivery=1)
    with pytest.raises(RecordingError, match="rättelse"):
        save(office, {"value": 6.0, "state": "preliminary"}, basis=basis)
    with pytest.raises(RecordingError, match="why: ange varför"):
        save(office, {"value": 6.0}, basis=basis, done=True)
    with pytest.raises(RecordingError, match="ingen siffra är ändrad"):
        save(office, basis=basis, done=True, why="Fel rapport")
    save(office, {"value": 6.0}, basis=basis, done=True, why="Fel rapport")
    assert words_on(office) == [(1, 5.0, "final", ""), (2, 6.0, "final", "Fel rapport")]
    table = table_of(Import)
    with office.engine.connect() as connection:
        notes = connection.scalars(select(table.c.note).where(table.c.kind == "entry").order_by(table.c.id))
        assert list(notes) == [
            "Fyll i: Norr, mars 2019, klarmarkerade",
            "Rättelse av Norr, mars 2019: Fel rapport",
        ]


def test_a_final_figure_of_an_open_month_is_corrected_only_with_a_why_and_stays_final(
    office: Office,
) -> None:
    office.record(office.measurements({"period": MARCH, "value": 90.0}))
    basis = of_march(office, figure=1)
    nki = {"indicator_id": office.ids["nki"], "value": 70.0, "state": "preliminary"}
    with pytest.raises(RecordingError, match="why: ange varför en klar siffra ändras"):
        save(office, {"value": 95.0}, nki, basis=basis)
    with pytest.raises(RecordingError, match="blir inte preliminär"):
        save(office, {"value": 95.0, "state": "preliminary"}, basis=basis, why="Fel rapport")
    save(office, {"value": 95.0}, nki, basis=basis, why="Fel rapport")
    assert words_on(office) == [
        (1, 90.0, "final", ""),
        (2, 95.0, "final", "Fel rapport"),
        (1, 70.0, "preliminary", ""),
    ]


@pytest.mark.parametrize(
    ("today", "ready"), [("2019-03-30", False), ("2019-03-31", False), ("2019-04-01", True)]
)
def test_a_month_is_ready_from_the_day_after_its_last(office: Office, today: str, ready: bool) -> None:
    save(office, {"value": 5.0, "state": "preliminary"}, today=date.fromisoformat(today))
    basis = of_march(office, figure=1, delivery=1)
    if not ready:
        with pytest.raises(RecordingError, match="Mars 2019 är inte slut"):
            save(office, {"value": 5.0}, basis=basis, done=True, today=date.fromisoformat(today))
        return
    save(office, {"value": 5.0}, basis=basis, done=True, today=date.fromisoformat(today))
    assert delivered(office) == [("done", "Enhetschef", 2)]


@pytest.mark.parametrize("comment", ["x" * 700, "Rad ett\nRad två", "Anna 19850203-1234"])
def test_a_comment_that_came_with_a_file_is_not_looked_at_again(office: Office, comment: str) -> None:
    word = {"value": 5.0, "state": "preliminary", "comment": comment}
    office.record(office.measurements({"period": MARCH, **word}))
    save(office, {"value": 5.0, "comment": comment}, basis=of_march(office, figure=1), done=True)
    assert words_on(office)[-1] == (2, 5.0, "final", comment)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"role": " "}, "role: får inte vara tom"),
        ({"month": "2019"}, "ska vara en månad"),
        ({"why": "Anna 19850203-1234"}, "personnummer"),
        ({"why": "x" * 301}, "högst 300 tecken"),
        (
            {"accepted": [{"place": "p", "rule": "r", "message": "m", "reason": " "}]},
            "reason: får inte vara tom",
        ),
    ],
)
def test_a_form_that_breaks_a_rule_leaves_nothing(office: Office, given: dict, problem: str) -> None:
    imports = count_of(office.engine, Import)
    with pytest.raises(RecordingError, match=problem):
        save(office, {"value": 5.0}, **given)
    assert (count_of(office.engine, Measurement), count_of(office.engine, Import)) == (0, imports)
    assert count_of(office.engine, Delivery) == 0


def test_a_figures_own_comment_names_no_one(office: Office) -> None:
    with pytest.raises(RecordingError, match=r"reason: .*personnummer"):
        save(office, {"value": 5.0, "comment": "850203-1234"})
    save(office, {"value": 5.0, "comment": "Ny enhet"}, why="Annat")
    assert words_on(office) == [(1, 5.0, "final", "Ny enhet")]


def test_another_organisations_unit_is_refused(office: Office, neighbour: Office) -> None:
    office.ids["granne"] = neighbour.ids["norr"]
    with pytest.raises(RecordingError, match="finns inte i organisationen"):
        save(office, {"value": 5.0}, unit="granne")
    with pytest.raises(RecordingError, match="finns inte i organisationen"):
        comment(office, "granne")


def test_a_doubt_is_kept_with_its_reason(office: Office) -> None:
    doubt = {"place": "Fyll i: Placerade", "rule": "magnitude", "message": "57?", "reason": "Ny enhet"}
    save(office, {"value": 57.0}, accepted=[doubt])
    table = table_of(ImportFinding)
    with office.engine.connect() as connection:
        row = connection.execute(select(table)).one()
    assert (row.level, row.rule, row.reason) == ("warning", "magnitude", "Ny enhet")


def test_a_newer_word_than_the_forms_stops_it_and_is_told(office: Office) -> None:
    save(office, {"value": 5.0, "state": "preliminary"})
    seen = of_march(office, figure=1, delivery=1)
    save(office, {"value": 6.0, "state": "preliminary"}, basis=seen, role="Controller")
    with pytest.raises(ChangedMeanwhileError) as stopped:
        save(office, {"value": 7.0, "state": "preliminary"}, basis=seen)
    (newer,) = stopped.value.newer
    assert (newer.value, newer.role, newer.revision) == (6.0, "Controller", 2)
    assert [word[1] for word in words_on(office)] == [5.0, 6.0]
    save(office, {"value": 7.0, "state": "preliminary"}, basis=of_march(office, figure=2, delivery=1))
    assert [word[1] for word in words_on(office)] == [5.0, 6.0, 7.0]


def test_a_figure_that_the_form_only_shows_stops_it_too(office: Office) -> None:
    save(office, {"value": 5.0, "state": "preliminary"})
    nki = {"indicator_id": office.ids["nki"], "value": 70.0}
    with pytest.raises(ChangedMeanwhileError):
        save(office, nki, basis=of_march(office))


def test_two_drafts_of_different_figures_do_not_stand_in_each_others_way(office: Office) -> None:
    save(office, {"value": 5.0, "state": "preliminary"})
    nki = {"indicator_id": office.ids["nki"], "value": 70.0, "state": "preliminary"}
    save(office, nki, basis=of_march(office, indicator="nki"))
    assert [word[1] for word in words_on(office)] == [5.0, 70.0]


def test_a_month_that_became_ready_meanwhile_stops_a_draft(office: Office) -> None:
    save(office, {"value": 5.0}, done=True)
    nki = {"indicator_id": office.ids["nki"], "value": 70.0}
    with pytest.raises(ChangedMeanwhileError) as stopped:
        save(office, nki, basis=of_march(office, indicator="nki"))
    assert (stopped.value.newer, stopped.value.ready) == ([], "done")


def wait_until_waiting(engine: Engine) -> None:
    """Wait until the other one waits for us; in SQLite nobody can see that, so a moment is given."""
    if engine.dialect.name == "sqlite":
        time.sleep(0.2)
        return
    until = time.monotonic() + PATIENCE
    with engine.connect() as connection:
        while not connection.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            assert time.monotonic() < until
            time.sleep(0.01)


def test_a_locked_month_is_changed_only_with_a_reason_that_stays(office: Office) -> None:
    facts = {"period": MARCH, "reason": "Rapporterad", "role": "Controller"}
    lock_period(office.engine, organisation_id=office.organisation, unit_id=None, **facts)
    with pytest.raises(RecordingError, match="låstes"):
        save(office, {"value": 5.0})
    assert count_of(office.engine, Measurement) == 0
    save(office, {"value": 5.0}, lock_reason="Efter granskning")
    table = table_of(Measurement)
    with office.engine.connect() as connection:
        assert connection.scalars(select(table.c.lock_reason)).all() == ["Efter granskning"]


@pytest.mark.parametrize("locked_unit", [None, "rot", "norr"])
@pytest.mark.parametrize("done", [False, True])
def test_a_locked_month_is_marked_only_with_a_reason_that_the_import_tells(
    office: Office, locked_unit: str | None, done: bool
) -> None:
    unit_id = office.ids[locked_unit] if locked_unit else None
    facts = {"period": MARCH, "reason": "Rapporterad", "role": "Controller"}
    lock_period(office.engine, organisation_id=office.organisation, unit_id=unit_id, **facts)
    with pytest.raises(RecordingError, match=r"Norr, mars 2019: .*låstes.*Ange ett skäl"):
        save(office, done=done)
    assert delivered(office) == []
    save(office, done=done, lock_reason="Efter granskning")
    assert len(delivered(office)) == 1
    table = table_of(Import)
    with office.engine.connect() as connection:
        notes = list(connection.scalars(select(table.c.note).order_by(table.c.id)))
    assert notes[-1].endswith(". Låst period: Efter granskning")


def test_one_reason_serves_a_month_that_is_both_ready_and_locked(office: Office) -> None:
    save(office, {"value": 5.0}, done=True)
    facts = {"period": MARCH, "reason": "Rapporterad", "role": "Controller"}
    lock_period(office.engine, organisation_id=office.organisation, unit_id=None, **facts)
    basis = of_march(office, figure=1, delivery=1)
    save(office, {"value": 6.0}, basis=basis, done=True, why="Fel rapport", lock_reason="Fel rapport")
    measured, imports = table_of(Measurement), table_of(Import)
    with office.engine.connect() as connection:
        reasons = connection.scalars(select(measured.c.lock_reason).order_by(measured.c.id)).all()
        notes = connection.scalars(select(imports.c.note).order_by(imports.c.id)).all()
    assert reasons[-1] == "Fel rapport"
    assert notes[-1] == "Rättelse av Norr, mars 2019: Fel rapport. Perioden är låst"


def test_nothing_is_saved_while_an_earlier_day_is_shown(office: Office) -> None:
    now_bound = office.engine
    office.engine = as_it_looked(now_bound, end_of(Period.parse(MARCH).last))
    for act in (lambda: save(office, {"value": 5.0}), lambda: comment(office)):
        with pytest.raises(RecordingError, match="tidigare läge"):
            act()
    assert count_of(now_bound, Measurement) == 0


def test_of_two_forms_at_once_one_is_saved_and_the_other_told(office: Office) -> None:
    faults: list[RecordingError] = []
    imports = count_of(office.engine, Import)

    def second() -> None:
        try:
            save(office, {"value": 3.0}, basis=of_march(office), role="Controller")
        except RecordingError as error:
            faults.append(error)

    other = threading.Thread(target=second)
    with office.engine.begin() as connection:
        hold(connection, office.organisation)
        office.deliver(connection, office.measurements({"period": MARCH, "value": 2.0}))
        other.start()
        wait_until_waiting(office.engine)
    other.join(PATIENCE)
    (fault,) = faults
    assert isinstance(fault, ChangedMeanwhileError)
    assert [(word.value, word.role) for word in fault.newer] == [(2.0, "Enhetschef")]
    assert [word[:2] for word in words_on(office)] == [(1, 2.0)]
    assert count_of(office.engine, Import) == imports + 1


def test_one_who_saves_between_anothers_check_and_save_overwrites_nothing(office: Office) -> None:
    """The first writer waits, having looked at what is newer, until the second is through or gives up."""
    told: dict[str, str] = {}
    looked, saved = threading.Event(), threading.Event()
    save(office, {"value": 1.0, "state": "preliminary"})
    basis = of_march(office, figure=1, delivery=1)

    def writes(role: str, value: float) -> None:
        try:
            save(office, {"value": value, "state": "preliminary"}, basis=basis, role=role)
            told[role] = "saved"
        except ChangedMeanwhileError as changed:
            told[role] = changed.newer[0].role
        saved.set()

    def wait(_connection, _cursor, statement, *_rest) -> None:
        if statement.startswith("INSERT INTO import") and threading.current_thread() is first:
            looked.set()
            saved.wait(0.5)

    event.listen(office.engine, "before_cursor_execute", wait)
    first = threading.Thread(target=writes, args=("Första", 2.0))
    second = threading.Thread(target=writes, args=("Andra", 3.0))
    first.start()
    assert looked.wait(PATIENCE)
    second.start()
    for each in (first, second):
        each.join(PATIENCE)
    assert told == {"Första": "saved", "Andra": "Första"}
    assert [word[1] for word in words_on(office)] == [1.0, 2.0]


def test_of_many_who_fill_in_the_same_form_at_once_one_is_saved(office: Office) -> None:
    save(office, {"value": 1.0, "state": "preliminary"})
    basis = of_march(office, figure=1, delivery=1)
    told: list[str] = []

    def writes(number: int) -> None:
        try:
            save(office, {"value": 10.0 + number, "state": "preliminary"}, basis=basis, role=f"Roll {number}")
            told.append("saved")
        except ChangedMeanwhileError:
            told.append("told")

    writers = [threading.Thread(target=writes, args=(number,)) for number in range(8)]
    for each in writers:
        each.start()
    for each in writers:
        each.join(PATIENCE)
    assert sorted(told) == ["saved", *["told"] * 7]
    assert [word[0] for word in words_on(office)] == [1, 2]


def comment(office: Office, unit: str = "norr", *, revision: int = 0, analysis: str = "Fler barn", **given):
    return record_comment(
        office.engine,
        organisation_id=office.organisation,
        unit_id=office.ids[unit],
        indicator_id=office.ids["placerade"],
        given={"period": MARCH, "analysis": analysis, "planned": "", "role": "Enhetschef", **given},
        revision=revision,
    )


def test_a_comment_is_written_anew_and_what_was_said_stays(office: Office) -> None:
    assert comment(office) == 1
    assert comment(office, revision=1, analysis="Färre barn", planned="Ny metod") == 2
    found = comments(office.engine, [office.ids["norr"]])
    assert found[["analysis", "planned", "revision"]].values.tolist() == [["Färre barn", "Ny metod", 2]]
    assert count_of(office.engine, FigureComment) == 2
    assert comments(office.engine, [office.ids["soder"]]).empty
    assert comments(office.engine, [office.ids["norr"]], ["2019-04"]).empty


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"analysis": ""}, "skriv en analys"),
        ({"analysis": "x" * 1001}, "högst 1000 tecken"),
        ({"planned": "Ring 850203-1234"}, "personnummer"),
        ({"role": ""}, "role: får inte vara tom"),
        ({"period": "mars"}, "är ingen period"),
    ],
)
def test_a_comment_that_breaks_a_rule_is_refused(office: Office, given: dict, problem: str) -> None:
    with pytest.raises(RecordingError, match=problem):
        comment(office, **given)
    assert count_of(office.engine, FigureComment) == 0


def test_a_comment_over_somebody_elses_is_refused_with_what_they_said(office: Office) -> None:
    comment(office)
    with pytest.raises(RecordingError, match="«Fler barn»"):
        comment(office, analysis="Något annat")


def test_figures_of_some_days_are_known_by_their_newest_word(office: Office) -> None:
    office.record(office.measurements({"period": MARCH, "value": 1.0}, {"period": "2019-04", "value": 2.0}))
    office.record(office.measurements({"period": MARCH, "state": "missing", "value": np.nan}))
    march = Period.parse(MARCH)
    found = known_figures(office.engine, office.organisation, first_day=march.first, last_day=march.last)
    assert found[["period", "state"]].values.tolist() == [[MARCH, "missing"]]
    assert units_with_history(office.engine, office.organisation, march.last) == [office.ids["norr"]]
    assert units_with_history(office.engine, office.organisation, march.previous.last) == []


def test_what_is_taken_back_is_not_known_but_keeps_its_revision(office: Office) -> None:
    office.record(office.measurements({"period": MARCH, "value": 1.0}))
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE measurement SET taken_back = TRUE"))
    march = Period.parse(MARCH)
    assert known_figures(office.engine, office.organisation, first_day=march.first, last_day=march.last).empty
    assert units_with_history(office.engine, office.organisation, march.last) == []
    (word,) = figures_in_force(office.engine, office.ids["norr"], [MARCH]).to_dict("records")
    assert (word["revision"], word["taken_back"], word["role"]) == (1, True, "Enhetschef")


def test_an_empty_store_answers_with_the_promised_columns(store: Engine) -> None:
    assert list(deliveries(store, 1, [MARCH])) == [
        "unit_id",
        "period",
        "state",
        "role",
        "revision",
        "recorded_at",
    ]
    assert str(figures_in_force(store, 1, [MARCH])["value"].dtype) == "float64"
    assert "UTC" in str(deliveries(store, 1, [MARCH])["recorded_at"].dtype)


def test_deliveries_and_comments_are_seen_as_they_were(office: Office) -> None:
    day = Period.parse("2019-05").last
    table = table_of(Delivery)
    row = {
        "organisation_id": office.organisation,
        "unit_id": office.ids["norr"],
        "import_id": office.ids["import"],
        "period": MARCH,
        "role": "Enhetschef",
    }
    with office.engine.begin() as connection:
        connection.execute(
            insert(table), [{**row, "state": "draft", "revision": 1, "recorded_at": end_of(day)}]
        )
        connection.execute(insert(table), [{**row, "state": "done", "revision": 2, "recorded_at": now()}])
    then = as_it_looked(office.engine, end_of(day))
    assert deliveries(then, office.organisation, [MARCH])["state"].tolist() == ["draft"]
    assert deliveries(office.engine, office.organisation, [MARCH])["state"].tolist() == ["done"]
