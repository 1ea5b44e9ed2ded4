"""A year's periods, locked or open, and the sentence about them."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from metrics.lock_grid import Closed, above_of, different, grid, lock_sentence, periods_of
from metrics.locking import Lock
from metrics.office import Chronicle, Office, Place
from metrics.periods import Period

ROOT, NORTH, TEAM = 1, 2, 3
PLACES = (
    Place(ROOT, "kontoret", "Socialkontoret", None, 0),
    Place(NORTH, "norr", "Norr", ROOT, 1),
    Place(TEAM, "team", "Team 1", NORTH, 2),
)
NOTHING = pd.DataFrame()
OFFICE = Office(
    id=1,
    code="exempel",
    name="Exempel",
    simulated=True,
    places=PLACES,
    subjects=(),
    targets=NOTHING,
    chronicle=Chronicle(NOTHING, NOTHING, NOTHING),
    periods=(),
    followed_by_month=True,
    last_known_day=date(2026, 11, 30),
)
TODAY = date(2026, 11, 27)


def locks_on(*periods: str, unit_id: int | None = None) -> list[Lock]:
    at = datetime(2026, 11, 5, 12, tzinfo=UTC)
    return [
        Lock(number, unit_id, "", Period.parse(period), "Rapporterad", "Controller", at)
        for number, period in enumerate(periods)
    ]


def standings(locks: list[Lock], unit_id: int = ROOT, today: date = TODAY) -> dict[str, Closed]:
    return {each.period.code: each.closed for each in grid(OFFICE, unit_id, locks, 2026, today)[0].cells}


# Locks for the whole organisation, and what is said of it on 27 November 2026.
SENTENCES = [
    ([], "Ingen månad 2026 är låst för Socialkontoret."),
    (["2025"], "Ingen månad 2026 är låst för Socialkontoret."),
    (
        ["2026-10"],
        "Oktober 2026 är låst för hela verksamheten; januari–september är öppna och november pågår.",
    ),
    (
        ["2026-T1", "2026-T2", "2026-09", "2026-10"],
        "Januari–oktober 2026 är låsta för hela verksamheten; november pågår.",
    ),
    (
        ["2026-02", "2026-03", "2026-05"],
        "Februari–mars och maj 2026 är låsta för hela verksamheten; "
        "januari, april och juni–oktober är öppna och november pågår.",
    ),
    (["2026"], "Januari–december 2026 är låsta för hela verksamheten."),
]


@pytest.mark.parametrize(("locked", "said"), SENTENCES, ids=[str(locked) for locked, _ in SENTENCES])
def test_what_is_locked_is_said_in_a_sentence(locked: list[str], said: str) -> None:
    (line, *_) = grid(OFFICE, ROOT, locks_on(*locked), 2026, TODAY)
    assert lock_sentence(line, 2026) == said


def test_a_unit_that_is_locked_by_itself_is_named() -> None:
    (line, *_) = grid(OFFICE, NORTH, locks_on("2026-H1", unit_id=NORTH), 2026, TODAY)
    assert (
        lock_sentence(line, 2026)
        == "Januari–juni 2026 är låsta för Norr; juli–oktober är öppna och november pågår."
    )


@pytest.mark.parametrize(
    ("today", "period", "stands"),
    [
        (date(2026, 11, 30), "2026-11", Closed.RUNNING),
        (date(2026, 12, 1), "2026-11", Closed.OPEN),
        (date(2026, 12, 1), "2026-12", Closed.RUNNING),
        (date(2026, 11, 1), "2026-12", Closed.COMING),
        (date(2026, 12, 31), "2026", Closed.RUNNING),
        (date(2027, 1, 1), "2026", Closed.OPEN),
        (date(2026, 9, 1), "2026-T3", Closed.RUNNING),
        (date(2026, 8, 31), "2026-T3", Closed.COMING),
    ],
)
def test_a_period_is_open_from_the_day_after_it_has_ended(today: date, period: str, stands: Closed) -> None:
    assert standings([], today=today)[period] == stands


def test_a_tertial_closes_its_months_but_months_do_not_close_the_tertial() -> None:
    by_tertial = standings(locks_on("2026-T1"))
    assert [by_tertial[code] for code in ("2026-T1", "2026-01", "2026-04", "2026-05", "2026-H1")] == [
        Closed.LOCKED, Closed.LOCKED, Closed.LOCKED, Closed.OPEN, Closed.OPEN,
    ]  # fmt: skip
    by_month = standings(locks_on("2026-01", "2026-02", "2026-03", "2026-04"))
    assert (by_month["2026-04"], by_month["2026-T1"]) == (Closed.LOCKED, Closed.OPEN)


def test_a_lock_shows_on_its_unit_and_those_below_and_not_above() -> None:
    lines = grid(OFFICE, ROOT, locks_on("2026-03", unit_id=NORTH), 2026, TODAY)
    march = {line.place.name: line.cells[2].closed for line in lines}
    assert march == {"Socialkontoret": Closed.OPEN, "Norr": Closed.LOCKED, "Team 1": Closed.LOCKED}
    assert [line.place.name for line in grid(OFFICE, NORTH, [], 2026, TODAY)] == ["Norr", "Team 1"]


@pytest.mark.parametrize(
    ("locks", "shown"),
    [
        ([], ["Socialkontoret"]),
        (locks_on("2026-03"), ["Socialkontoret"]),
        (locks_on("2026-03", unit_id=NORTH), ["Socialkontoret", "Norr"]),
        (locks_on("2026-03", unit_id=TEAM), ["Socialkontoret", "Team 1"]),
        ([*locks_on("2026-03"), *locks_on("2026-03", unit_id=TEAM)], ["Socialkontoret"]),
    ],
    ids=["open", "all", "north", "team", "all and team"],
)
def test_only_units_that_differ_from_the_one_above_need_a_line(locks: list[Lock], shown: list[str]) -> None:
    lines = different(grid(OFFICE, ROOT, locks, 2026, TODAY))
    assert [line.place.name for line in lines] == shown


def test_the_units_above_are_known_nearest_first() -> None:
    assert above_of(OFFICE) == {ROOT: [], NORTH: [ROOT], TEAM: [NORTH, ROOT]}


def test_a_locked_quarter_shows_in_the_grid() -> None:
    assert standings(locks_on("2026-Q3"))["2026-Q3"] == Closed.LOCKED


def test_a_year_has_its_months_quarters_tertials_half_years_and_itself() -> None:
    codes = [period.code for period in periods_of(2026)]
    assert codes[:2] == ["2026-01", "2026-02"]
    assert codes[12:16] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert codes[16:] == ["2026-T1", "2026-T2", "2026-T3", "2026-H1", "2026-H2", "2026"]
