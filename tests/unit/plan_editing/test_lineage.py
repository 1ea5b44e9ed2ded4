"""A plan beside the one it was made from: how much differs, and each indicator's way from plan to plan."""

from metrics.plan_editing.difference_lines import Names
from metrics.plan_editing.lineage import counted_words, lineage_lines, lost_words
from metrics.vocabulary import EditKind, PlanNoun

NAMES = Names({}, {}, {})
TARGET = {
    "kind": "at_most",
    "value": 5.7,
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "words": "högst 5,7 %",
}
LATER = {**TARGET, "valid_from": "2027-01-01", "valid_to": "2027-12-31"}


def test_how_much_differs_is_counted_by_noun() -> None:
    found = [(PlanNoun.INDICATOR, EditKind.CHANGED)] * 2 + [(PlanNoun.ACTIVITY, EditKind.REMOVED)]
    found += [(PlanNoun.FOLLOW_UP, EditKind.CHANGED), (PlanNoun.PLAN, EditKind.CHANGED)]
    assert counted_words(found) == "Ändrat: 2 indikatorer och 1 redovisning. Inte med: 1 aktivitet."
    assert counted_words([(PlanNoun.PLAN, EditKind.CHANGED)]) == (
        "Inget skiljer mer än planens egna uppgifter."
    )


def test_an_indicator_that_is_in_both_plans_goes_on_with_its_targets() -> None:
    measure = {"code": "hme", "name": "HME", "unit_of_measure": "%", "targets": [TARGET]}
    earlier = [measure, {"code": "gammal", "name": "Gammal"}]
    later = [{"code": "ny", "name": "Ny"}, {**measure, "targets": [LATER] * 5}]
    new, same, left = lineage_lines(earlier, later, NAMES)
    assert (new.name, new.told, new.before) == ("Ny", "nytt i den här planen", ())
    assert (same.told, len(same.before), len(same.after)) == ("samma mått, historiken går vidare", 1, 4)
    assert same.after[-1] == "… och 2 till"
    assert (left.name, left.told) == ("Gammal", "inte med i den här planen")


def test_an_indicator_that_goes_on_without_its_targets_is_told_of() -> None:
    had, never = {"code": "a", "name": "A", "targets": [TARGET]}, {"code": "b", "name": "B"}
    bare = {"code": "a", "name": "A"}
    lines = lineage_lines([had, never], [bare, never, {"code": "c", "name": "C"}], NAMES)
    assert [line.name for line in lines if line.lost_targets] == ["A"]
    assert lost_words(["A"]) == "1 indikator hade målnivå i den förra planen men har ingen i den här: «A»."
    assert lost_words([]) == ""
