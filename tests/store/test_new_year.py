"""The plan of the next year: the same tree and indicators, targets carried over, the old plan untouched."""

from pathlib import Path
from typing import Any

import pytest
from plan_edits import UNCONCERNED, ask, contents, edit, loaded, plan_numbered
from sqlalchemy import Engine

from data.catalogue import concepts, plan_paths
from data.plan_editing.new_year import copy_to_next_year, next_year, without_targets
from data.plan_files.content import read_plan_content
from data.plan_files.differences import differences
from data.plan_files.entries import PlanFile, TargetEntry
from data.plan_files.export import plan_toml
from data.plan_files.reading import broken_references, read_plan
from data.recording import RecordingError
from metrics.vocabulary import PlanNoun

GIVEN = {"code": "lilla-2020", "title": "Plan 2020", "role": "Verksamhetsutvecklare", "reason": "Nytt år"}


def of_next_year(content: PlanFile, *keep: str) -> PlanFile:
    return next_year(content, code="nasta", title="Nästa plan", keep_activities=keep)


def small(engine: Engine, folder: Path, written: str = UNCONCERNED) -> PlanFile:
    return read_plan_content(engine, loaded(engine, folder, written))


def with_span(first: str, last: str, due: str = "2020-03") -> str:
    changed = UNCONCERNED.replace(
        "valid_from = 2019-01-01\nvalid_to = 2019-12-31", f"valid_from = {first}\nvalid_to = {last}", 1
    )
    return changed.replace('due = "2020-03"', f'due = "{due}"')


# The old plan's days and a due day; the new plan's, and the due day there.
SPANS = [
    ("2019-01-01", "2019-12-31", "2020-03", "2020-01-01", "2020-12-31", "2021-03"),
    ("2018-01-01", "2020-12-31", "2019-06-30", "2021-01-01", "2023-12-31", "2022-06-30"),
    ("2019-03-01", "2020-02-29", "2020-02-29", "2020-03-01", "2021-02-28", "2021-02-28"),
    ("2019-07-01", "2020-06-30", "", "2020-07-01", "2021-06-30", ""),
    ("2019-01-01", "2019-06-30", "2019-08-31", "2019-07-01", "2019-12-31", "2020-02-29"),
]


@pytest.mark.parametrize(("first", "last", "due", "new_first", "new_last", "new_due"), SPANS)
def test_the_plan_is_valid_as_long_directly_after_and_accounts_are_due_as_much_later(
    store: Engine,
    tmp_path: Path,
    first: str,
    last: str,
    due: str,
    new_first: str,
    new_last: str,
    new_due: str,
) -> None:
    plan = of_next_year(small(store, tmp_path, with_span(first, last, due)))
    assert (plan.plan.valid_from.isoformat(), plan.plan.valid_to.isoformat()) == (new_first, new_last)
    assert plan.follow_ups[0].due == new_due


def target(value: float, first: str, last: str, **more: Any) -> dict[str, Any]:
    return {"kind": "at_most", "value": value, "valid_from": first, "valid_to": last, "words": "ord", **more}


# An indicator's targets in the plan of 2019, and (value, from, to) of those in the plan of 2020.
TARGETS: dict[str, tuple[list[dict[str, Any]], list[tuple[float, str, str]]]] = {
    "valid to the end: carried over": (
        [target(5, "2019-01-01", "2019-12-31")],
        [(5, "2020-01-01", "2020-12-31")],
    ),
    "over before the end: not carried over": ([target(5, "2019-01-01", "2019-06-30")], []),
    "a new one from the autumn: that one": (
        [target(5, "2019-01-01", "2019-08-31"), target(4, "2019-09-01", "2019-12-31")],
        [(4, "2020-01-01", "2020-12-31")],
    ),
    "a path: its own value for the new year, and those later": (
        [
            target(5, "2019-01-01", "2019-12-31"),
            target(4, "2020-01-01", "2020-12-31"),
            target(3, "2021-01-01", "2021-12-31"),
        ],
        [(4, "2020-01-01", "2020-12-31"), (3, "2021-01-01", "2021-12-31")],
    ),
    "valid into the new year: as it is, and then on": (
        [target(5, "2019-01-01", "2020-06-30")],
        [(5, "2019-01-01", "2020-06-30"), (5, "2020-07-01", "2020-12-31")],
    ),
    "stated from the spring: the old one until then": (
        [target(5, "2019-01-01", "2019-12-31"), target(4, "2020-03-01", "2020-12-31")],
        [(5, "2020-01-01", "2020-02-29"), (4, "2020-03-01", "2020-12-31")],
    ),
    "another for one unit: each for itself": (
        [
            target(5, "2019-01-01", "2019-12-31"),
            target(6, "2019-01-01", "2019-12-31", unit="norr"),
            target(4, "2020-01-01", "2020-12-31", unit="norr"),
        ],
        [(5, "2020-01-01", "2020-12-31"), (4, "2020-01-01", "2020-12-31")],
    ),
    "the council's beside the own: each for itself": (
        [
            target(5, "2019-01-01", "2019-12-31"),
            target(4, "2020-01-01", "2020-12-31", level="council"),
        ],
        [(5, "2020-01-01", "2020-12-31"), (4, "2020-01-01", "2020-12-31")],
    ),
}


@pytest.mark.parametrize("case", TARGETS)
def test_a_target_is_carried_over_once_for_the_days_that_nothing_is_stated_for(
    store: Engine, tmp_path: Path, case: str
) -> None:
    given, wanted = TARGETS[case]
    content = small(store, tmp_path)
    targets = [TargetEntry.model_validate(each) for each in given]
    content.indicators[0] = content.indicators[0].model_copy(update={"targets": targets})
    made = of_next_year(content).indicators[0].targets
    told = [(each.value, each.valid_from.isoformat(), each.valid_to.isoformat()) for each in made]
    assert told == wanted
    carried = [each for each in made if not any(each == stated for stated in targets)]
    assert all(each.source == "Plan 2019, Personal (överförd från Plan 2019)" for each in carried)


def test_a_target_carried_over_twice_names_only_the_latest_plan(store: Engine, tmp_path: Path) -> None:
    once = of_next_year(small(store, tmp_path))
    twice = next_year(once, code="sedan", title="Sedan", keep_activities=[])
    assert twice.indicators[0].targets[0].source == "Plan 2019, Personal (överförd från Nästa plan)"


def test_only_the_activities_asked_for_come_along_and_nothing_printed_does(
    store: Engine, tmp_path: Path
) -> None:
    content = small(store, tmp_path)
    assert of_next_year(content).activities == []
    plan = of_next_year(content, "utbilda")
    assert [each.code for each in plan.activities] == ["utbilda"]
    assert (plan.objectives, plan.units, plan.accounts) == (
        content.objectives,
        content.units,
        content.accounts,
    )
    assert {each.status for each in content.objectives} == {""}
    for name in ("series", "result_tables", "events", "contradictions"):
        assert getattr(plan, name) == []
    assert (plan.plan.decided_by, plan.plan.decided_on, plan.plan.reference) == ("", None, "")


@pytest.mark.parametrize("path", plan_paths(), ids=lambda path: path.stem)
def test_the_next_of_every_plan_is_a_whole_plan(path: Path, tmp_path: Path) -> None:
    content = read_plan(path, concepts()).content
    plan = of_next_year(content, *[entry.code for entry in content.activities])
    assert broken_references(plan, concepts()) == []
    written = tmp_path / "nasta.toml"
    written.write_text(plan_toml(plan), encoding="utf-8")
    assert read_plan(written, concepts()).content.objectives == plan.objectives
    assert plan.objectives == [entry.model_copy(update={"status": ""}) for entry in content.objectives]


def test_the_new_plan_shares_the_indicators_and_leaves_the_old_plan_as_it_was(
    store: Engine, tmp_path: Path
) -> None:
    plan_id = loaded(store, tmp_path)
    before, content = contents(store), read_plan_content(store, plan_id)
    new_id = copy_to_next_year(store, plan_id=plan_id, given=GIVEN, keep_activities=["utbilda"])
    after = contents(store)
    for table in ("indicator", "unit", "account", "measurement", "amount", "name_alias", "organisation"):
        assert after[table] == before[table], table
    for table in ("target", "objective", "activity", "follow_up", "plan_indicator", "plan"):
        assert after[table][: len(before[table])] == before[table], table
    assert read_plan_content(store, plan_id) == content
    assert ask(store, "SELECT text FROM definition_change") == [("Timanställda räknas.",)]
    assert ask(store, f"SELECT copied_from_id, edition FROM plan WHERE id = {new_id}") == [(plan_id, 0)]  # noqa: S608
    new = read_plan_content(store, new_id)
    assert new == next_year(content, code="lilla-2020", title="Plan 2020", keep_activities=["utbilda"])


def test_what_differs_from_the_old_plan_is_listed(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    new_id = copy_to_next_year(store, plan_id=plan_id, given=GIVEN, keep_activities=[])
    edit(store, new_id, PlanNoun.OBJECTIVE, "trygga", title="Trygga unga")
    found = differences(read_plan_content(store, plan_id), read_plan_content(store, new_id))
    assert [(each.noun.value, each.code, each.change.value, each.fields) for each in found] == [
        ("plan", "lilla-2020", "changed", ("code", "title", "document", "valid_from", "valid_to")),
        ("objective", "trygga", "changed", ("title",)),
        ("indicator", "sjuk", "changed", ("targets",)),
        ("activity", "utbilda", "removed", found[3].fields),
        ("follow_up", "arsvis", "changed", ("due",)),
    ]


def test_the_two_plans_are_changed_apart(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    new_id = copy_to_next_year(store, plan_id=plan_id, given=GIVEN, keep_activities=["utbilda"])
    old = read_plan_content(store, plan_id)
    edit(store, new_id, PlanNoun.ACTIVITY, "utbilda", cost="Egen tid")
    edit(store, new_id, PlanNoun.INDICATOR, "sjuk", targets=[])
    assert read_plan_content(store, plan_id) == old
    new = read_plan_content(store, new_id)
    edit(store, plan_id, PlanNoun.ACTIVITY, "utbilda", cost="2 tkr")
    assert read_plan_content(store, new_id) == new


def test_why_and_by_whom_the_plan_was_made_is_written_down(store: Engine, tmp_path: Path) -> None:
    new_id = copy_to_next_year(store, plan_id=loaded(store, tmp_path), given=GIVEN, keep_activities=[])
    assert ask(store, "SELECT plan_id, noun, code, change, before, reason, role FROM plan_edit") == [
        (new_id, "plan", "lilla-2020", "added", "", "Nytt år", "Verksamhetsutvecklare")
    ]


# What is given otherwise, which activities are kept, and some words of why it is refused.
REFUSED: dict[str, tuple[dict[str, str], list[str], str]] = {
    "a code that is taken": ({"code": "lilla-2019"}, [], "koden «lilla-2019» har redan planen «Plan 2019»"),
    "a code that can't be": ({"code": "Plan 2020"}, [], "code: ska vara små bokstäver"),
    "no title": ({"title": ""}, [], "title: får inte vara tom"),
    "a person in the title": (
        {"title": "Plan 19121212-1212"},
        [],
        "title: ser ut att hålla ett personnummer",
    ),
    "a person in the code": ({"code": "plan-19121212-1212"}, [], "code: ser ut att hålla ett personnummer"),
    "no role": ({"role": ""}, [], "role: får inte vara tom"),
    "no reason": ({"reason": ""}, [], "reason: får inte vara tom"),
    "an activity that isn't": ({}, ["bort"], "keep_activities: «bort» finns inte i planen"),
}


@pytest.mark.parametrize("refusal", REFUSED)
def test_what_can_not_be_is_refused_in_words_and_nothing_is_written(
    store: Engine, tmp_path: Path, refusal: str
) -> None:
    given, keep, why = REFUSED[refusal]
    plan_id = loaded(store, tmp_path)
    before = contents(store)
    with pytest.raises(RecordingError) as error:
        copy_to_next_year(store, plan_id=plan_id, given={**GIVEN, **given}, keep_activities=keep)
    assert why in str(error.value)
    assert contents(store) == before


LONG = "p" * 300
# What the old plan file says otherwise, and where and why the next plan can't be.
IMPOSSIBLE: dict[str, tuple[list[tuple[str, str]], str]] = {
    "days after the last of all": (
        [
            (
                "valid_from = 2019-01-01\nvalid_to = 2019-12-31",
                "valid_from = 2019-01-01\nvalid_to = 2199-12-31",
            )
        ],
        "plan, valid_from: ska vara ett datum mellan 1900 och 2199, inte «2200-01-01»",
    ),
    "a source that the carried target makes too long": (
        [('title = "Plan 2019"', f'title = "{LONG}"'), ('"Plan 2019, Personal"', f'"{LONG}"')],
        "indicators «sjuk», targets nr 1, source: får ha högst 500 tecken, men har 617",
    ),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_a_plan_that_could_not_be_read_again_is_never_made(store: Engine, tmp_path: Path, case: str) -> None:
    changes, why = IMPOSSIBLE[case]
    written = UNCONCERNED
    for old, new in changes:
        assert old in written
        written = written.replace(old, new, 1)
    plan_id = loaded(store, tmp_path, written)
    before = contents(store)
    with pytest.raises(RecordingError) as error:
        copy_to_next_year(store, plan_id=plan_id, given=GIVEN, keep_activities=[])
    assert why in str(error.value)
    assert contents(store) == before


def test_each_real_plan_can_be_followed_by_another(plan_store: Engine) -> None:
    for path in plan_paths():
        content = read_plan(path, concepts()).content
        plan_id = plan_numbered(plan_store, content.plan.code)
        before = read_plan_content(plan_store, plan_id)
        given = {**GIVEN, "code": f"{content.plan.code}-ny", "title": f"{content.plan.title}, ny"}
        new_id = copy_to_next_year(plan_store, plan_id=plan_id, given=given, keep_activities=[])
        assert read_plan_content(plan_store, plan_id) == before
        assert len(read_plan_content(plan_store, new_id).objectives) == len(before.objectives)


def test_indicators_that_are_left_without_targets_are_named_before_the_plan_is_made(
    store: Engine, tmp_path: Path
) -> None:
    content = small(store, tmp_path)
    assert without_targets(content) == ([], ["Placerade barn"])
    early = UNCONCERNED.replace("valid_to = 2019-12-31, words", "valid_to = 2019-06-30, words")
    assert without_targets(small(store, tmp_path, early)) == (["Sjukfrånvaro"], ["Placerade barn"])


def test_timras_targets_of_2018_are_not_carried_over(plan_store: Engine) -> None:
    lost, never = without_targets(read_plan_content(plan_store, plan_numbered(plan_store, "timra-2018-2020")))
    assert (len(lost), len(never)) == (14, 0)


def test_the_old_plans_years_in_titles_move_and_what_it_said_of_progress_is_left(
    store: Engine, tmp_path: Path
) -> None:
    content = small(store, tmp_path)
    report = {"title": "Rapport 2019, efter 2018 års mall"}
    told = {"title": "Utbildning 2019", "status": "ongoing"}
    point = {"kind": "programpunkt", "status": "Genomförd", "handling": "Blir en del av verksamheten."}
    content.follow_ups[0] = content.follow_ups[0].model_copy(update=report)
    content.activities[0] = content.activities[0].model_copy(update=told)
    content.objectives[1] = content.objectives[1].model_copy(update=point)
    plan = of_next_year(content, "utbilda")
    assert plan.follow_ups[0].title == "Rapport 2020, efter 2018 års mall"
    assert (plan.activities[0].title, plan.activities[0].status) == ("Utbildning 2020", None)
    assert (plan.objectives[1].status, plan.objectives[1].handling) == ("", "Blir en del av verksamheten.")


def test_the_owed_accounts_are_chosen(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    with pytest.raises(RecordingError, match="keep_follow_ups: «bort» finns inte i planen"):
        copy_to_next_year(store, plan_id=plan_id, given=GIVEN, keep_activities=[], keep_follow_ups=["bort"])
    new_id = copy_to_next_year(store, plan_id=plan_id, given=GIVEN, keep_activities=[], keep_follow_ups=[])
    assert read_plan_content(store, new_id).follow_ups == []


def test_a_second_copy_for_the_same_days_is_refused_by_the_firsts_name(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    copy_to_next_year(store, plan_id=plan_id, given=GIVEN, keep_activities=[])
    with pytest.raises(RecordingError, match="redan gjord av den här: «Plan 2020»"):
        copy_to_next_year(store, plan_id=plan_id, given={**GIVEN, "code": "annan"}, keep_activities=[])
