"""What is late at the meeting: every activity, account and figure that is, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.meeting.lateness import (
    Late,
    LateKind,
    Untold,
    late_things,
    plans_followed,
    undertaken,
    untold,
)
from metrics.meeting.tables import late_table
from metrics.meeting.words import late_sentence, untold_sentence
from metrics.office import Place
from metrics.periods import Period
from metrics.plan.activity_states import with_states
from metrics.plan.content import PlanContent, PlanDocument
from metrics.reporting.standing import Awaited, UnitStanding
from metrics.vocabulary import ActivityStatus
from metrics.year_wheel.occasions import Origin
from metrics.year_wheel.states import OccasionLine, State

DAY = date(2026, 11, 28)
WORDS = ["activity_id", "objective_id", "decision_id", "revision", "told_on", "status", "note", "role"]


def activities(*rows: tuple[str, str, str], plan: str = "Plan p") -> pd.DataFrame:
    """Activities by title, end (empty = not said) and what the plan says, as the plan page has them."""
    frame = pd.DataFrame(rows, columns=["title", "ends", "status"]).assign(
        id=range(1, len(rows) + 1), responsible="Enhetschef", starts=pd.NaT, plan=plan
    )
    frame["ends"] = pd.to_datetime(frame["ends"].replace("", None))
    told = pd.DataFrame(columns=WORDS).astype({"told_on": "datetime64[ns]"})
    return with_states(frame, told, day=DAY, plan_has_ended=False)


def occasion(title: str, state: State, late_days: int = 0, plan: str = "p") -> OccasionLine:
    due = DAY - timedelta(days=late_days)
    return OccasionLine(
        1, "konto", title, "Socialnämnden", None, "", "", f"Plan {plan}", plan, due, due.isoformat(), None,
        Origin.PRINTED, state, late_days, None,
    )  # fmt: skip


def content(document: PlanDocument, frame: pd.DataFrame) -> PlanContent:
    """A plan with one objective and one account, and nothing told of them."""
    one, nothing = pd.DataFrame({"id": [1]}), pd.DataFrame(columns=[*WORDS, "follow_up_id"])
    return PlanContent(document, one, nothing, nothing, frame, one, nothing, nothing)


def unit(name: str, late: int, owner: str = "") -> UnitStanding:
    awaited = tuple(Awaited(f"Mått {n}", Period.parse("2026-10"), owner, is_late=True) for n in range(late))
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
    running = untold([content(plan("Plan 2026", 2026), frame)], DAY)
    assert untold_sentence(running) == (
        "1 aktivitet har passerat sitt slut utan att någon har berättat hur det gick."
    )
    assert untold_sentence(untold([], DAY)) == ""


OVER = "Planens tid är slut; vad som hände sedan vet Lägesbild inte."


def test_of_a_plan_that_is_over_and_that_nobody_reports_on_only_that_is_said():
    silent = content(
        plan("Plan 2019", 2019), activities(("Tyst", "2019-10-01", ""), ("Två", "2019-10-01", ""))
    )
    assert untold_sentence(untold([silent], DAY)) == OVER
    running = content(plan("Plan 2026", 2026), activities(("Tyst", "2026-10-01", "")))
    assert untold_sentence(untold([running, silent], DAY)) == (
        "1 aktivitet har passerat sitt slut utan att någon har berättat hur det gick. "
        "Tiden för «Plan 2019» är slut; vad som hände sedan vet Lägesbild inte."
    )


@pytest.mark.parametrize(
    ("noun", "told_of"),
    [("progress", "activity_id"), ("progress", "objective_id"), ("deliveries", "follow_up_id")],
)
def test_of_a_plan_that_is_over_and_that_somebody_has_reported_on_the_rest_is_asked_for(noun, told_of):
    frame = activities(("Tyst", "2019-10-01", ""))
    silent = content(plan("Plan 2019", 2019), frame)
    word = pd.DataFrame({told_of: [1]}).reindex(columns=[*WORDS, "follow_up_id"])
    assert untold([replace(silent, **{noun: word})], DAY) == Untold(1, (), 1)
    of_another = word.assign(**{told_of: 99})
    assert untold([replace(silent, **{noun: of_another})], DAY) == Untold(0, ("Plan 2019",), 1)


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


def plan(title: str, year: int) -> PlanDocument:
    return PlanDocument(
        year, str(year), title, "", date(year, 1, 1), date(year, 12, 31), "", None, "", 1, None
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-28", [2026, 2025]),
        ("2027-02-10", [2026]),  # what last year's plan left undone is still asked for
        ("2027-12-31", [2026]),
        ("2028-01-01", [2019]),  # none is followed: the one that is given
    ],
)
def test_plans_are_followed_until_a_year_after_their_end(day, expected):
    every = [plan("Plan 2026", 2026), plan("Plan 2025", 2025), plan("Plan 2019", 2019)]
    found = plans_followed(every, date.fromisoformat(day), otherwise=every[-1])
    assert [each.valid_from.year for each in found] == expected


@pytest.mark.parametrize(("day", "expected"), [("2024-12-31", [2023]), ("2025-01-01", [])])
def test_a_year_after_is_the_same_day_also_where_the_year_is_a_leap_year(day, expected):
    found = plans_followed([plan("Plan 2023", 2023)], date.fromisoformat(day), otherwise=None)
    assert [each.valid_from.year for each in found] == expected


def test_without_any_plan_none_is_followed():
    assert plans_followed([], DAY, otherwise=None) == ()


def test_an_activitys_plan_is_named_where_several_have_something_late():
    empty = pd.DataFrame()
    told = [
        PlanContent(plan(f"Plan {year}", year), *[empty] * 3, frame, *[empty] * 3)
        for year, frame in (
            (2026, activities(("I år", "2026-10-01", "ongoing"))),
            (2025, activities(("I fjol", "2026-01-01", "ongoing"), ("Klar", "2026-01-01", "done"))),
            (2024, activities()),
        )
    ]
    named = [(late.what, late.note) for late in late_things(undertaken(told), (), (), DAY)]
    assert named == [("I fjol", "Plan 2025"), ("I år", "Plan 2026")]
    alone = late_things(undertaken(told[1:]), (), (), DAY)
    assert [(late.what, late.note) for late in alone] == [("I fjol", "")]
    assert undertaken(told[2:]) is None


def test_the_sentence_and_the_table_say_what_is_late():
    found = late_things(
        activities(("Drar ut", "2026-11-27", "ongoing")),
        [occasion("Bokslut", State.LATE, 12)],
        [unit("Norr", 2, "Kvalitetschef"), unit("Söder", 0)],
        DAY,
    )
    assert late_sentence(found) == "1 aktivitet, 1 redovisning och 2 siffror är sena."
    assert [line.cells[:4] for line in late_table(found).lines] == [
        ("Drar ut", "Aktivitet, 1 dag sen", "Enhetschef", "2026-11-27"),
        ("Bokslut", "Redovisning, 12 dagar sen", "till Socialnämnden", "2026-11-16"),
        ("2 siffror", "Siffror, sena", "Norr (Kvalitetschef)", ""),
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
