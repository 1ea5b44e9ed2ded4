"""Which lock closes which period, for which units."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.locking import Lock, closing_locks, lies_within, lock_of
from metrics.periods import PER_YEAR, Period

ROOT, NORTH, SOUTH, TEAM = 1, 2, 3, 4
ABOVE = {ROOT: [], NORTH: [ROOT], SOUTH: [ROOT], TEAM: [NORTH, ROOT]}
NAMES = {ROOT: "Socialkontoret", NORTH: "Norr", SOUTH: "Söder", TEAM: "Team 1", None: ""}

# What a lock on the first closes of the second.
PERIODS = [
    ("2019-03", "2019-03", True),
    ("2019-03", "2019-04", False),
    ("2019-03", "2018-03", False),
    ("2019-03", "2019-Q1", False),
    ("2019-03", "2019", False),
    ("2019-Q1", "2019-03", True),
    ("2019-Q1", "2019-04", False),
    ("2019-Q1", "2019-T1", False),
    ("2019-T1", "2019-Q1", True),
    ("2019-T1", "2019-Q2", False),
    ("2019-T2", "2019-05", True),
    ("2019-T2", "2019-08", True),
    ("2019-T2", "2019-Q2", False),
    ("2019-T2", "2019-Q3", False),
    ("2019-H1", "2019-T1", True),
    ("2019-H1", "2019-T2", False),
    ("2019-H1", "2019-Q2", True),
    ("2019-H2", "2019-12", True),
    ("2019-H2", "2020-01", False),
    ("2019", "2019", True),
    ("2019", "2019-H2", True),
    ("2019", "2019-T3", True),
    ("2019", "2019-12", True),
    ("2019", "2020-01", False),
    ("2019-T3", "2019", False),
]
# Whether a lock on a unit (None: the whole organisation) closes a period of another.
UNITS = [
    (None, ROOT, True),
    (None, TEAM, True),
    (ROOT, ROOT, True),
    (ROOT, TEAM, True),
    (NORTH, NORTH, True),
    (NORTH, TEAM, True),
    (NORTH, SOUTH, False),
    (NORTH, ROOT, False),
    (TEAM, NORTH, False),
]
PERIOD_CODES = st.builds(
    lambda kind, year, index: Period(kind, year, index % PER_YEAR[kind] + 1),
    st.sampled_from(list(PER_YEAR)),
    st.integers(2018, 2020),
    st.integers(0, 11),
)


def lock_on(unit_id: int | None, period: str, number: int = 1) -> Lock:
    return Lock(
        id=number,
        unit_id=unit_id,
        unit=NAMES[unit_id],
        period=Period.parse(period),
        reason="Rapporterad till nämnden",
        role="Controller",
        locked_at=datetime(2019, 5, 6, 12, tzinfo=UTC),
    )


@pytest.mark.parametrize(("locked", "asked", "closed"), PERIODS)
def test_a_lock_closes_what_lies_wholly_within_its_period(locked: str, asked: str, *, closed: bool) -> None:
    found = lock_of([lock_on(None, locked)], NORTH, Period.parse(asked), ABOVE[NORTH])
    assert (found is not None) == closed


@pytest.mark.parametrize(("locked", "asked", "closed"), UNITS)
def test_a_lock_closes_its_unit_and_those_below(locked: int | None, asked: int, *, closed: bool) -> None:
    found = lock_of([lock_on(locked, "2019")], asked, Period.parse("2019-03"), ABOVE[asked])
    assert (found is not None) == closed


def test_of_several_locks_the_first_is_told() -> None:
    locks = [lock_on(SOUTH, "2019", 1), lock_on(NORTH, "2019-T1", 2), lock_on(None, "2019-03", 3)]
    figures = pd.DataFrame({"unit_id": [TEAM, SOUTH, ROOT, TEAM], "period": ["2019-03"] * 3 + ["2019-05"]})
    assert closing_locks(figures, locks, ABOVE).tolist() == [1, 0, 2, -1]
    found = lock_of(locks, TEAM, Period.parse("2019-03"), ABOVE[TEAM])
    assert found is not None
    assert found.id == 2


@pytest.mark.parametrize("locks", [[], [lock_on(None, "2018")]], ids=["none", "another year"])
def test_without_a_lock_every_period_is_open(locks: list[Lock]) -> None:
    figures = pd.DataFrame({"unit_id": [NORTH, SOUTH], "period": ["2019-03", "2019"]})
    assert closing_locks(figures, locks, ABOVE).tolist() == [-1, -1]
    assert closing_locks(figures.head(0), locks, ABOVE).tolist() == []


def test_who_locked_what_is_told_in_words() -> None:
    assert lock_on(NORTH, "2019-T1").words == (
        "tertial 1 2019 låstes för Norr 2019-05-06 av Controller (Rapporterad till nämnden)"
    )
    assert lock_on(None, "2019-03").words.startswith("mars 2019 låstes för hela verksamheten 2019-05-06")


@given(
    st.lists(st.tuples(st.sampled_from([None, *ABOVE]), PERIOD_CODES), max_size=6),
    st.lists(st.tuples(st.sampled_from(list(ABOVE)), PERIOD_CODES), max_size=12),
)
def test_many_figures_are_closed_as_each_by_itself(
    locked: list[tuple[int | None, Period]], asked: list[tuple[int, Period]]
) -> None:
    locks = [lock_on(unit, period.code, number) for number, (unit, period) in enumerate(locked)]
    figures = pd.DataFrame(
        {"unit_id": [unit for unit, _ in asked], "period": [period.code for _, period in asked]}
    )
    alone = [lock_of(locks, unit, period, ABOVE[unit]) for unit, period in asked]
    assert closing_locks(figures, locks, ABOVE).tolist() == [found.id if found else -1 for found in alone]


@given(PERIOD_CODES, PERIOD_CODES, PERIOD_CODES)
def test_what_lies_within_a_part_lies_within_the_whole(one: Period, two: Period, three: Period) -> None:
    assert lies_within(one, one)
    if lies_within(one, two) and lies_within(two, three):
        assert lies_within(one, three)
