"""What differs between a plan and the one it was made from, with targets as they are at the turn."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from metrics.plan_editing.between import between, carried_words
from metrics.plan_editing.difference_lines import Names
from metrics.vocabulary import EditKind, PlanNoun

TURN = date(2026, 12, 31), date(2027, 1, 1)
NAMES = Names({}, {}, {"norr": "Norr"})


def target(value: float, first: int, last: int, **more: str) -> dict[str, Any]:
    return {
        "kind": "at_most",
        "value": value,
        "valid_from": f"{first}-01-01",
        "valid_to": f"{last}-12-31",
        "words": "ord",
        **more,
    }


def indicator(*targets: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": "sjuk", "name": "Sjuk", "unit_of_measure": "%", "targets": list(targets), **more}


def _spaced(text: str) -> str:
    return text.replace("\xa0", " ")


def lines(before: dict[str, Any], after: dict[str, Any]) -> list[list[tuple[str, str]]]:
    found = SimpleNamespace(
        noun=PlanNoun.INDICATOR, title="Sjuk", change=EditKind.CHANGED, before=before, after=after
    )
    return [
        [(_spaced(line.before), _spaced(line.after)) for line in each.lines]
        for each in between([found], NAMES, TURN)
    ]


OLD = indicator(target(6, 2024, 2025), target(5, 2026, 2026), target(7, 2026, 2026, unit="norr"))


def test_a_target_that_only_is_carried_over_is_no_difference() -> None:
    new = indicator(target(5, 2027, 2027, source="överförd"), target(7, 2027, 2027, unit="norr"))
    assert lines(OLD, new) == []
    assert carried_words([OLD], [new], TURN) == "2 målnivåer överförda oförändrade."


def test_targets_are_compared_by_unit_and_level_and_past_ones_are_not_told() -> None:
    new = indicator(target(8, 2027, 2027, unit="norr"), target(5, 2027, 2027), target(4, 2028, 2028))
    assert lines(OLD, new) == [[("högst 7 %, Norr", "högst 8 %, Norr")]]
    assert carried_words([OLD], [new], TURN) == "1 målnivå överförd oförändrad."


def test_a_target_that_is_left_and_one_that_is_new_stand_beside_nothing() -> None:
    new = indicator(target(5, 2027, 2027), target(3, 2027, 2027, level="council"))
    assert lines(OLD, new) == [[("högst 7 %, Norr", "inget"), ("inget", "högst 3 %, KF:s mål")]]


def test_what_differs_beside_the_targets_is_told() -> None:
    assert lines(indicator(name="Frånvaro"), indicator()) == [[("Frånvaro", "Sjuk")]]
