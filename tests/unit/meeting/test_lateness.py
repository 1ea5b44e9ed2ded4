"""What is late at the meeting: every activity, account and figure that is, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.meeting.lateness import Late, LateKind, late_things, unknown_ends
from metrics.meeting.tables import late_table
from metrics.meeting.words import late_sentence
from metrics.office import Place
from metrics.periods import Period
from metrics.plan.activity_states import with_states
from metrics.reporting.standing import Awaited, UnitStanding
from metrics.vocabulary import ActivityStatus
from metrics.year_wheel.occasions import Origin
from metrics.year_wheel.states import OccasionLine, State

DAY = date(2026, 11, 28)
WORDS = ["activity_id", "objective_id", "decision_id", "revision", "told_on", "status", "note", "role"]


def activities(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Activities by title, end (empty = not said) and what the plan says, as the plan page has them."""
    frame = pd.DataFrame(rows, columns=["title", "ends", "status"]).assign(
        id=range(1, len(rows) + 1), responsible="Enhetschef", starts=pd.NaT
    )
    frame["ends"] = pd.to_datetime(frame["ends"].replace("", None))
    told = pd.DataFrame(columns=WORDS).astype({"told_on": "datetime64[ns]"})
    return with_states(frame, told, day=DAY, plan_has_ended=False)


def occasion(title: str, state: State, late_days: int = 0, plan: str = "p") -> OccasionLine:
    due = DAY - timedelta(days=late_days)
    return OccasionLine(
        1, "konto", title, "Socialnämnden", None, "", "", f"Plan {plan}", plan, date(2026, 12, 31), due,
        due.isoformat(), None, Origin.PRINTED, state, late_days, None,
    )  # fmt: skip


def unit(name: str, late: int) -> UnitStanding:
    awaited = tuple(Awaited(f"Mått {n}", Period.parse("2026-10"), "", is_late=True) for n in range(late))
    return UnitStanding(Place(1, name, name, None, 0), late + 3, 3, 0, late, (), (), awaited, None)


def test_activities_that_are_known_to_be_late_are_listed_the_latest_first():
    found = late_things(
        activities(
            ("Klar i tid", "2026-10-01", "done"),
            ("Drar ut", "2026-11-27", "ongoing"),
            ("Drar ut mest", "2026-09-30", "ongoing"),
            ("Slutar i dag", "2026-11-28", "ongoing"),
            ("Sagd försenad", "", "late"),
        ),
        (),
        (),
        DAY,
    )
    assert [(late.what, late.days) for late in found] == [
        ("Drar ut mest", 59),
        ("Drar ut", 1),
        ("Sagd försenad", None),
    ]


def test_what_has_ended_without_a_word_is_counted_and_not_called_late():
    frame = activities(("Tyst", "2026-10-01", ""), ("Drar ut", "2026-10-01", "ongoing"))
    assert [late.what for late in late_things(frame, (), (), DAY)] == ["Drar ut"]
    assert unknown_ends(frame) == 1


@pytest.mark.parametrize("state", [state for state in State if state != State.LATE])
def test_an_account_that_is_not_late_is_not_listed(state):
    assert late_things(None, [occasion("Bokslut", state, 3)], (), DAY) == ()


def test_an_accounts_plan_is_named_only_where_several_owe_some():
    one = late_things(None, [occasion("Bokslut", State.LATE, 3)], (), DAY)
    two = late_things(
        None, [occasion("Bokslut", State.LATE, 3), occasion("Delår", State.LATE, 9, "q")], (), DAY
    )
    assert [late.note for late in one] == [""]
    assert [(late.what, late.note) for late in two] == [("Delår", "Plan q"), ("Bokslut", "Plan p")]


def test_the_sentence_and_the_table_say_what_is_late():
    found = late_things(
        activities(("Drar ut", "2026-11-27", "ongoing")),
        [occasion("Bokslut", State.LATE, 12)],
        [unit("Norr", 2), unit("Söder", 0)],
        DAY,
    )
    assert late_sentence(found) == "1 aktivitet, 1 redovisning och 2 siffror är sena."
    assert [line.cells[:4] for line in late_table(found).lines] == [
        ("Drar ut", "Aktivitet, 1 dag sen", "Enhetschef", "2026-11-27"),
        ("Bokslut", "Redovisning, 12 dagar sen", "till Socialnämnden", "2026-11-16"),
        ("2 siffror", "Siffror, sena", "Norr", ""),
    ]
    assert late_sentence([Late(LateKind.ACTIVITY, "A", "", None, 1, "")]) == "1 aktivitet är sen."
    assert late_sentence(()) == "Inget är sent."


STATUSES = st.sampled_from(["", *(status.value for status in ActivityStatus)])
ENDS = st.one_of(st.just(""), st.dates(date(2026, 1, 1), date(2027, 1, 31)).map(date.isoformat))


@given(
    st.lists(st.tuples(ENDS, STATUSES), max_size=6),
    st.lists(st.tuples(st.sampled_from(list(State)), st.integers(0, 400)), max_size=6),
    st.lists(st.integers(0, 9), max_size=4),
)
def test_every_late_thing_is_listed_once_and_nothing_else(made, owed, figures):
    frame = activities(*((f"A{n}", ends, status) for n, (ends, status) in enumerate(made)))
    occasions = [occasion(f"K{n}", state, days) for n, (state, days) in enumerate(owed)]
    found = late_things(frame, occasions, [unit(f"E{n}", late) for n, late in enumerate(figures)], DAY)
    listed = {kind: [late for late in found if late.kind == kind] for kind in LateKind}
    assert sorted(late.what for late in listed[LateKind.ACTIVITY]) == sorted(
        frame.loc[frame["state"] == "late", "title"]
    )
    assert sorted(late.what for late in listed[LateKind.ACCOUNT]) == sorted(
        each.title for each in occasions if each.state == State.LATE
    )
    assert sum(late.count for late in listed[LateKind.FIGURES]) == sum(figures)
    assert len(late_table(found).lines) == len(found)


def test_a_late_figure_that_came_is_no_longer_listed():
    assert late_things(None, (), [unit("Norr", 0)], datetime(2026, 11, 28, tzinfo=UTC).date()) == ()
