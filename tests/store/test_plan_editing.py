"""A plan changed on screen: by the rules of plan files, over what its writer saw, its history kept."""

import json
import time
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan_edits import (
    GIVEN,
    UNCONCERNED,
    ask,
    changed_entry,
    contents,
    edit,
    loaded,
    make,
    plan_numbered,
    standing,
    without_order,
)
from sqlalchemy import Engine

from data.as_of import as_it_looked
from data.catalogue import DEMO_PLAN, concepts
from data.models.base import now
from data.plan_editing.editing import PlanChange, edit_plan, with_change
from data.plan_files.content import read_plan_content
from data.plan_files.differences import LISTS, entry_of
from data.plan_files.entries import PlanFile
from data.plan_files.order import family
from data.plan_files.reading import read_plan
from data.recording import RecordingError
from data.recording_progress import record_progress
from metrics.vocabulary import PlanNoun

PLAN, UNIT, OBJECTIVE, INDICATOR = PlanNoun.PLAN, PlanNoun.UNIT, PlanNoun.OBJECTIVE, PlanNoun.INDICATOR
ACTIVITY, FOLLOW_UP = PlanNoun.ACTIVITY, PlanNoun.FOLLOW_UP
TARGET = {"kind": "at_most", "valid_from": "2019-01-01", "valid_to": "2019-12-31", "words": "5 %"}
TARGET_THERE = {**TARGET, "value": 5.7, "words": "5,7 %"}
# What is changed, in which fields.
CHANGES: dict[str, tuple[PlanNoun, str, dict[str, Any]]] = {
    "the plan is decided": (PLAN, "lilla-2019", {"decided_by": "Nämnden", "decided_on": "2018-12-11"}),
    "a unit gets another name": (UNIT, "norr", {"name": "Norra enheten", "aliases": ["Nord"]}),
    "an objective gets another title": (OBJECTIVE, "trygga", {"title": "Trygga unga"}),
    "an objective is moved": (OBJECTIVE, "trygga", {"parent": "personal"}),
    "an objective is moved to the top": (OBJECTIVE, "trygga", {"parent": None}),
    "an objective shows an indicator too": (OBJECTIVE, "medborgare", {"indicators": ["sjuk"]}),
    "a target is changed": (INDICATOR, "sjuk", {"targets": [{**TARGET, "value": 5.0}]}),
    "targets are taken away": (INDICATOR, "sjuk", {"targets": []}),
    "an indicator is moved": (INDICATOR, "sjuk", {"objective": "medborgare"}),
    "an indicator gets a tolerance": (INDICATOR, "sjuk", {"tolerance": 0.3}),
    "an indicator means something else from a day": (
        INDICATOR,
        "placerade",
        {
            "definition": "Barn och unga som är placerade.",
            "definition_changes": [{"changed_on": "2019-07-01", "text": "Unga räknas med."}],
        },
    ),
    "an activity is put off": (ACTIVITY, "utbilda", {"ends": "2019-12-31"}),
    "an activity is let loose": (ACTIVITY, "utbilda", {"objective": None}),
    "an account is owed to another": (FOLLOW_UP, "arsvis", {"recipient": "Nämnden", "due": "2020-02-15"}),
}
# What is refused, and some words of why.
REFUSED: dict[str, tuple[PlanNoun, str, dict[str, Any], str]] = {
    "a day that isn't": (ACTIVITY, "utbilda", {"ends": "2019-02-30"}, "ends: ska vara ett datum"),
    "an end before the start": (ACTIVITY, "utbilda", {"ends": "2019-01-01"}, "börjar 2019-02-01 men slutar"),
    "an empty title": (ACTIVITY, "utbilda", {"title": ""}, "title: får inte vara tom"),
    "a field that isn't": (ACTIVITY, "utbilda", {"vem": "Anna"}, "vem: fältet finns inte"),
    "another code": (ACTIVITY, "utbilda", {"code": "utbildning"}, "koden «utbilda»"),
    "an objective that isn't": (ACTIVITY, "utbilda", {"objective": "bort"}, "«bort» finns inte bland"),
    "a ring": (OBJECTIVE, "medborgare", {"parent": "trygga"}, "under sig självt"),
    "a ring of one": (OBJECTIVE, "medborgare", {"parent": "medborgare"}, "under sig självt"),
    "a concept that isn't": (INDICATOR, "sjuk", {"concept": "lycka"}, "«lycka» finns inte"),
    "another definition without a day": (
        INDICATOR,
        "sjuk",
        {"definition": "Något annat."},
        "definition ändras, och då kan siffror före och efter inte jämföras",
    ),
    "another way to count what has figures": (
        INDICATOR,
        "placerade",
        {"kind": "flow", "definition_changes": [{"changed_on": "2019-07-01", "text": "Räknas om."}]},
        "«så räknas talet samman» ändras. Låt indikatorn vara som den är och välj en annan kod",
    ),
    "another periodicity of what has figures": (
        INDICATOR,
        "placerade",
        {"periodicity": "quarter"},
        "«Placerade barn» har siffror",
    ),
    "a derivation of what has figures": (
        INDICATOR,
        "placerade",
        {"derived": {"by": "rolling_mean", "first": ["sjuk"], "span": 3}},
        "«räkneregel» ändras",
    ),
    "a protection that is changed on screen": (
        INDICATOR,
        "sjuk",
        {"protected": {"by": "placerade", "below": 5}},
        "skyddet mot små antal ändras i planfilen",
    ),
    "a target that overlaps": (
        INDICATOR,
        "sjuk",
        {"targets": [TARGET_THERE, {**TARGET_THERE, "value": 4.0, "valid_from": "2019-06-01"}]},
        "gäller till 2019-12-31; låt den sluta före eller välj en annan dag",
    ),
    "the same target twice": (INDICATOR, "sjuk", {"targets": [TARGET_THERE] * 2}, "finns redan"),
    "a floor where lower is better": (
        INDICATOR,
        "sjuk",
        {"targets": [{**TARGET_THERE, "kind": "at_least"}]},
        "sätter ett golv, men indikatorns riktning säger att lägre är bättre. Välj «högst»",
    ),
    "another direction without a day": (INDICATOR, "placerade", {"direction": "up"}, "riktning ändras"),
    "an alias that another has": (UNIT, "norr", {"aliases": ["Kontoret"]}, "är också namn, kod eller alias"),
    "a plan that ends before it begins": (
        PLAN,
        "lilla-2019",
        {"valid_to": "2018-01-01"},
        "men till 2018-01-01",
    ),
    "a person": (ACTIVITY, "utbilda", {"responsible": "19121212-1212"}, "hålla ett personnummer"),
    "a person in a target": (
        INDICATOR,
        "sjuk",
        {"targets": [{**TARGET, "words": "som för 121212-1212"}]},
        "targets: ser ut att hålla ett personnummer",
    ),
    "nothing changed": (ACTIVITY, "utbilda", {"description": ""}, "inget är ändrat"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_in_the_plan_and_nothing_else_is_changed(
    store: Engine, tmp_path: Path, change: str
) -> None:
    plan_id = loaded(store, tmp_path)
    noun, code, fields = CHANGES[change]
    before = read_plan_content(store, plan_id)
    assert edit(store, plan_id, noun, code, **fields) == 1
    after = read_plan_content(store, plan_id)
    entry = entry_of(after, noun, code) or {}
    assert {name: entry.get(name) for name in fields} == {
        name: value or None for name, value in fields.items()
    }
    others = [each for each in PlanNoun if each != noun]
    for other in others:
        for each in [before.plan] if other == PLAN else getattr(before, LISTS[other]):
            assert entry_of(after, other, each.code) == entry_of(before, other, each.code)
    assert (after.series, after.result_tables) == (before.series, before.result_tables)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_and_its_reverse_leave_the_plan_as_it_was(
    store: Engine, tmp_path: Path, change: str
) -> None:
    plan_id = loaded(store, tmp_path)
    noun, code, fields = CHANGES[change]
    before = read_plan_content(store, plan_id)
    made = changed_entry(before, noun, code, **fields)
    edit_plan(store, plan_id=plan_id, change=made, given=GIVEN)
    back = PlanChange(noun, code, standing(store, plan_id, noun, code), made.before, same_meaning=True)
    edit_plan(store, plan_id=plan_id, change=back, given=GIVEN)
    after = read_plan_content(store, plan_id)
    assert without_order(after) == without_order(before)
    assert after.plan.edition == 2


@pytest.mark.parametrize("refusal", REFUSED)
def test_what_breaks_a_rule_is_refused_in_words_and_nothing_is_written(
    store: Engine, tmp_path: Path, refusal: str
) -> None:
    plan_id = loaded(store, tmp_path)
    noun, code, fields, why = REFUSED[refusal]
    before = contents(store)
    with pytest.raises(RecordingError, match="Inget har sparats") as error:
        edit(store, plan_id, noun, code, **fields)
    assert why in str(error.value)
    assert contents(store) == before


# What can't be taken away, and what is said to stand in its way.
STAYS = [
    (OBJECTIVE, "medborgare", "under målet ligger målet «Trygga barn»"),
    (
        OBJECTIVE,
        "trygga",
        "indikatorn «Placerade barn», aktiviteten «Utbilda familjehem» och redovisningen «Årlig redovisning»",
    ),
    (PLAN, "lilla-2019", "planen själv kan inte tas bort"),
    (UNIT, "norr", "en enhet kan inte tas bort"),
]


@pytest.mark.parametrize(("noun", "code", "why"), STAYS)
def test_what_others_stand_under_is_not_taken_away(
    store: Engine, tmp_path: Path, noun: PlanNoun, code: str, why: str
) -> None:
    plan_id = loaded(store, tmp_path)
    before = contents(store)
    with pytest.raises(RecordingError) as error:
        make(store, plan_id, noun, code, standing(store, plan_id, noun, code), None)
    assert why in str(error.value)
    assert contents(store) == before


def test_an_indicator_that_another_is_made_of_is_not_taken_away(store: Engine, tmp_path: Path) -> None:
    derived = 'accompanies = "placerade"\nperiodicity = "month"\nsource = "Plan 2019, Personal"'
    plain = 'periodicity = "month"\nsource = "Plan 2019, Personal"'
    plan_id = loaded(store, tmp_path, UNCONCERNED.replace(plain, derived))
    with pytest.raises(RecordingError, match="till indikatorn hänvisar indikatorn «Sjukfrånvaro»"):
        make(store, plan_id, INDICATOR, "placerade", standing(store, plan_id, INDICATOR, "placerade"), None)


def test_the_history_tells_what_was_changed_why_and_by_whom(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    edit(store, plan_id, ACTIVITY, "utbilda", ends="2019-12-31")
    ((noun, code, change, before, after, reason, role),) = ask(
        store, "SELECT noun, code, change, before, after, reason, role FROM plan_edit"
    )
    assert (noun, code, change) == ("activity", "utbilda", "changed")
    assert (json.loads(before)["ends"], json.loads(after)["ends"]) == ("2019-06-30", "2019-12-31")
    assert (reason, role) == (GIVEN["reason"], GIVEN["role"])
    assert ask(store, "SELECT kind, recorded_by, note FROM import ORDER BY id DESC LIMIT 1") == [
        ("entry", "Verksamhetsutvecklare", "Ändring i planen: Utbilda familjehem")
    ]


@pytest.mark.parametrize("missing", ["reason", "role"])
def test_a_change_needs_a_reason_and_a_role(store: Engine, tmp_path: Path, missing: str) -> None:
    plan_id = loaded(store, tmp_path)
    change = changed_entry(read_plan_content(store, plan_id), ACTIVITY, "utbilda", cost="Egen tid")
    with pytest.raises(RecordingError, match=f"{missing}: får inte vara tom"):
        edit_plan(store, plan_id=plan_id, change=change, given={**GIVEN, missing: ""})


def test_two_who_change_the_same_activity_one_wins_and_the_other_is_told(
    store: Engine, tmp_path: Path
) -> None:
    plan_id = loaded(store, tmp_path)
    seen = read_plan_content(store, plan_id)
    first = changed_entry(seen, ACTIVITY, "utbilda", responsible="Enhetschef")
    second = changed_entry(seen, ACTIVITY, "utbilda", ends="2019-12-31")
    edit_plan(store, plan_id=plan_id, change=first, given={**GIVEN, "role": "Enhetschef"})
    before = contents(store)
    with pytest.raises(RecordingError) as error:
        edit_plan(store, plan_id=plan_id, change=second, given=GIVEN)
    (told,) = error.value.problems
    assert told.startswith("Aktivitet «Utbilda familjehem» har ändrats av rollen Enhetschef den ")
    assert "Ansvarig roll: nu «Enhetschef»" in told
    assert contents(store) == before


def test_two_who_change_different_things_both_win(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    seen = read_plan_content(store, plan_id)
    for change in (
        changed_entry(seen, ACTIVITY, "utbilda", cost="Egen tid"),
        changed_entry(seen, FOLLOW_UP, "arsvis", recipient="Nämnden"),
    ):
        edit_plan(store, plan_id=plan_id, change=change, given=GIVEN)
    after = read_plan_content(store, plan_id)
    assert (after.activities[0].cost, after.follow_ups[0].recipient) == ("Egen tid", "Nämnden")


def test_writers_in_the_same_moment_never_write_over_each_other(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    seen = read_plan_content(store, plan_id)
    start, won = Barrier(4), []

    def write(number: int) -> None:
        change = changed_entry(seen, ACTIVITY, "utbilda", cost=f"{number} tkr")
        start.wait()
        try:
            won.append((number, edit_plan(store, plan_id=plan_id, change=change, given=GIVEN)))
        except RecordingError:
            return

    writers = [Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    ((number, edition),) = won
    assert edition == 1
    assert read_plan_content(store, plan_id).activities[0].cost == f"{number} tkr"
    assert len(ask(store, "SELECT id FROM plan_edit")) == 1


def test_one_that_was_taken_away_meanwhile_is_told_of(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    change = changed_entry(read_plan_content(store, plan_id), ACTIVITY, "utbilda", cost="Egen tid")
    make(store, plan_id, ACTIVITY, "utbilda", change.before, None)
    with pytest.raises(
        RecordingError, match="«Utbilda familjehem» är borttagen av rollen Verksamhetsutvecklare"
    ):
        edit_plan(store, plan_id=plan_id, change=change, given=GIVEN)
    make(store, plan_id, ACTIVITY, "utbilda", None, change.after)
    with pytest.raises(RecordingError, match="finns redan med koden «utbilda»"):
        make(store, plan_id, ACTIVITY, "utbilda", None, change.after)


def test_what_was_told_of_an_activity_stays_when_it_is_taken_away_and_comes_back(
    store: Engine, tmp_path: Path
) -> None:
    plan_id = loaded(store, tmp_path)
    ((number, organisation),) = ask(store, "SELECT id, organisation_id FROM activity")
    told = {"told_on": "2019-03-01", "status": "ongoing", "note": "Två kurser.", "role": "Enhetschef"}
    record_progress(
        store, organisation_id=organisation, subject={"activity_id": number}, given=told, revision=0
    )
    before = standing(store, plan_id, ACTIVITY, "utbilda")
    make(store, plan_id, ACTIVITY, "utbilda", before, None)
    assert read_plan_content(store, plan_id).activities == []
    make(store, plan_id, ACTIVITY, "utbilda", None, before)
    assert ask(store, "SELECT activity_id, note FROM progress") == [(number, "Två kurser.")]
    assert ask(store, "SELECT activity, reported_status FROM v_activity") == [
        ("Utbilda familjehem", "ongoing")
    ]


def test_an_indicator_that_leaves_the_plan_keeps_its_figures_and_marks(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    content = read_plan_content(store, plan_id)
    figures = ask(store, "SELECT * FROM measurement")
    for code in ("placerade", "sjuk"):
        make(store, plan_id, INDICATOR, code, entry_of(content, INDICATOR, code), None)
    assert read_plan_content(store, plan_id).indicators == []
    assert ask(store, "SELECT * FROM measurement") == figures
    assert ask(store, "SELECT text FROM definition_change") == [("Timanställda räknas.",)]
    bare = {**(entry_of(content, INDICATOR, "sjuk") or {}), "definition_changes": []}
    make(store, plan_id, INDICATOR, "sjuk", None, bare)
    assert ask(store, "SELECT text FROM definition_change") == [("Timanställda räknas.",)]
    placerade = entry_of(content, INDICATOR, "placerade")
    make(store, plan_id, INDICATOR, "placerade", None, placerade)
    assert without_order(read_plan_content(store, plan_id)) == without_order(content)


def test_the_code_of_an_indicator_is_not_given_to_another_measure(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    before = standing(store, plan_id, INDICATOR, "placerade") or {}
    make(store, plan_id, INDICATOR, "placerade", before, None)
    other = {**before, "name": "Andel", "kind": "ratio", "unit_of_measure": "%"}
    with pytest.raises(
        RecordingError, match="redan indikatorn «Placerade barn», som skiljer sig i måttenhet och"
    ):
        make(store, plan_id, INDICATOR, "placerade", None, other)


def test_a_definition_may_be_put_in_better_words_but_not_counted_otherwise(
    store: Engine, tmp_path: Path
) -> None:
    plan_id = loaded(store, tmp_path)
    content = read_plan_content(store, plan_id)
    worded = changed_entry(content, INDICATOR, "placerade", definition="Barn i placering.")
    counted = changed_entry(content, INDICATOR, "placerade", definition="Barn i placering.", direction="up")
    with pytest.raises(RecordingError, match="så märks det i diagrammet"):
        edit_plan(store, plan_id=plan_id, change=replace(counted, same_meaning=True), given=GIVEN)
    edit_plan(store, plan_id=plan_id, change=replace(worded, same_meaning=True), given=GIVEN)
    assert ask(store, "SELECT definition FROM indicator WHERE code = 'placerade'") == [("Barn i placering.",)]


def test_what_is_new_stands_last_under_its_parent(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    new = {"kind": "enhetsmål", "title": "Nytt", "source": "Beslut", "parent": "medborgare"}
    make(store, plan_id, OBJECTIVE, "nytt", None, new)
    make(store, plan_id, OBJECTIVE, "ytterst", None, {**new, "parent": None})
    make(store, plan_id, ACTIVITY, "a", None, {"title": "A", "source": "Beslut", "objective": "personal"})
    make(store, plan_id, ACTIVITY, "b", None, {"title": "B", "source": "Beslut", "objective": "trygga"})
    content = read_plan_content(store, plan_id)
    assert [entry.code for entry in content.objectives] == [
        "medborgare",
        "trygga",
        "nytt",
        "personal",
        "ytterst",
    ]
    assert [entry.code for entry in content.activities] == ["utbilda", "b", "a"]
    assert content.plan.edition == 4


def test_targets_that_stay_the_same_keep_their_numbers(store: Engine, tmp_path: Path) -> None:
    """Of two plans' targets for a day the later written holds: none is written anew for nothing."""
    plan_id = loaded(store, tmp_path)
    before = ask(store, "SELECT * FROM target ORDER BY id"), ask(store, "SELECT * FROM plan_indicator")
    edit(store, plan_id, ACTIVITY, "utbilda", cost="Egen tid")
    edit(store, plan_id, INDICATOR, "sjuk", owner="HR-chef")
    assert (
        ask(store, "SELECT * FROM target ORDER BY id"),
        ask(store, "SELECT * FROM plan_indicator"),
    ) == before


def test_nothing_is_changed_in_an_earlier_look(store: Engine, tmp_path: Path) -> None:
    plan_id = loaded(store, tmp_path)
    change = changed_entry(read_plan_content(store, plan_id), ACTIVITY, "utbilda", cost="Egen tid")
    with pytest.raises(RecordingError, match="tidigare läge"):
        edit_plan(as_it_looked(store, now()), plan_id=plan_id, change=change, given=GIVEN)


def test_a_plan_that_is_not_there_is_not_changed(store: Engine) -> None:
    change = PlanChange(ACTIVITY, "utbilda", None, {"title": "A", "source": "B"})
    with pytest.raises(RecordingError, match="planen 77 finns inte"):
        edit_plan(store, plan_id=77, change=change, given=GIVEN)


def test_a_change_in_the_largest_real_plan_takes_less_than_half_a_second(plan_store: Engine) -> None:
    plan_id = plan_numbered(plan_store, "stockholm-hagersten-liljeholmen-2019")
    taken = []
    for cost in ("Egen tid", "Två veckor", "En månad"):
        content = read_plan_content(plan_store, plan_id)
        change = changed_entry(content, ACTIVITY, content.activities[0].code, cost=cost)
        started = time.process_time()
        edit_plan(plan_store, plan_id=plan_id, change=change, given=GIVEN)
        taken.append(time.process_time() - started)
    assert min(taken) < 0.5  # measured: 0.03 s; what else the machine does now and then is not the edit's


EXEMPELSTAD: PlanFile = read_plan(DEMO_PLAN, concepts()).content
OBJECTIVES = [entry.code for entry in EXEMPELSTAD.objectives]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_moved_branch_keeps_its_order_and_parents_stand_before_children(data: st.DataObject) -> None:
    moved = data.draw(st.sampled_from(OBJECTIVES))
    below = family(EXEMPELSTAD.objectives, moved)
    parent = data.draw(st.sampled_from([None, *(code for code in OBJECTIVES if code not in below)]))
    change = changed_entry(EXEMPELSTAD, OBJECTIVE, moved, parent=parent)
    after = with_change(EXEMPELSTAD, change)
    seen: set[str | None] = {None}
    for entry in after.objectives:
        assert entry.parent in seen
        seen.add(entry.code)
    for branch in (below, set(OBJECTIVES) - below):
        assert [entry.code for entry in after.objectives if entry.code in branch] == [
            code for code in OBJECTIVES if code in branch
        ]
    stood = entry_of(after, OBJECTIVE, moved)
    back = with_change(after, PlanChange(OBJECTIVE, moved, stood, change.before))
    assert without_order(back) == without_order(EXEMPELSTAD)
