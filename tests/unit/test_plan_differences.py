"""What differs between two readings of a plan."""

import tomllib

import pytest
from plan_texts import PLAN, changed, without

from data.plan_files.differences import differences
from data.plan_files.entries import PlanFile
from metrics.vocabulary import EditKind, PlanNoun

Told = list[tuple[PlanNoun, str, EditKind, tuple[str, ...]]]


def plan(written: str) -> PlanFile:
    return PlanFile.model_validate(tomllib.loads(written))


NEW_ACTIVITY = '\n[[activities]]\ncode = "ny"\ntitle = "Ny"\nsource = "Beslut"\n'
FIRST = '[[objectives]]\ncode = "medborgare"'
PERSONAL = '[[objectives]]\ncode = "personal"\nkind = "perspektiv"\ntitle = "Personal"\n'
REORDERED = without("objectives", "personal").replace(
    FIRST, f'{PERSONAL}source = "Plan 2019, Mål"\n\n{FIRST}'
)
# What the later file says, and what of it is told.
CASES: dict[str, tuple[str, Told]] = {
    "nothing": (PLAN, []),
    "only the order": (REORDERED, []),
    "only the edition": (changed(("[plan]\n", "[plan]\nedition = 3\n")), []),
    "an empty field": (changed(('title = "Trygga barn"\n', 'title = "Trygga barn"\ndescription = ""\n')), []),
    "a title": (
        changed(('title = "Trygga barn"', 'title = "Trygga unga"')),
        [(PlanNoun.OBJECTIVE, "trygga", EditKind.CHANGED, ("title",))],
    ),
    "the plan itself": (
        changed(('title = "Plan 2019"', 'title = "Plan 2019, reviderad"\ndecided_by = "Nämnden"')),
        [(PlanNoun.PLAN, "lilla-2019", EditKind.CHANGED, ("title", "decided_by"))],
    ),
    "a target": (
        changed(("value = 5.7", "value = 5.2")),
        [(PlanNoun.INDICATOR, "sjuk", EditKind.CHANGED, ("targets",))],
    ),
    "an activity that is new": (
        PLAN + NEW_ACTIVITY,
        [(PlanNoun.ACTIVITY, "ny", EditKind.ADDED, ("code", "title", "source"))],
    ),
    "an account that is gone": (
        without("follow_ups", "arsvis"),
        [
            (
                PlanNoun.FOLLOW_UP,
                "arsvis",
                EditKind.REMOVED,
                ("code", "title", "periodicity", "due", "source", "objective"),
            )
        ],
    ),
    "a unit and an activity": (
        changed(('name = "Norr"', 'name = "Norra"'), ("starts = 2019-02-01\n", "")),
        [
            (PlanNoun.UNIT, "norr", EditKind.CHANGED, ("name",)),
            (PlanNoun.ACTIVITY, "utbilda", EditKind.CHANGED, ("starts",)),
        ],
    ),
    "what is printed": (changed(("2019-01 = 26", "2019-01 = 27")), []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_differs_is_told_by_noun_and_field(case: str) -> None:
    written, told = CASES[case]
    found = differences(plan(PLAN), plan(written))
    assert [(each.noun, each.code, each.change, each.fields) for each in found] == told


@pytest.mark.parametrize("case", CASES)
def test_the_other_way_round_the_same_differs(case: str) -> None:
    turned = {EditKind.ADDED: EditKind.REMOVED, EditKind.REMOVED: EditKind.ADDED}
    there = differences(plan(PLAN), plan(CASES[case][0]))
    back = differences(plan(CASES[case][0]), plan(PLAN))
    assert sorted((each.noun, each.code, turned.get(each.change, each.change)) for each in back) == sorted(
        (each.noun, each.code, each.change) for each in there
    )
    assert {each.code: (each.before, each.after) for each in there} == {
        each.code: (each.after, each.before) for each in back
    }


def test_a_difference_says_what_stood_and_what_stands() -> None:
    (found,) = differences(plan(PLAN), plan(changed(('title = "Trygga barn"', 'title = "Trygga unga"'))))
    assert found.title == "Trygga unga"
    assert found.before and found.after
    assert (found.before["title"], found.after["title"]) == ("Trygga barn", "Trygga unga")
    assert "description" not in found.after


def test_the_plan_of_another_year_is_the_same_plan_changed() -> None:
    later = plan(changed(('code = "lilla-2019"', 'code = "lilla-2020"')))
    (found,) = differences(plan(PLAN), later)
    assert (found.noun, found.change, found.fields) == (PlanNoun.PLAN, EditKind.CHANGED, ("code",))
