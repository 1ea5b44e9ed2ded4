"""What a target that is new or changed on screen can't be beside the others of its indicator."""

from typing import Any

import pytest

from metrics.plan_editing.difference_lines import Names
from metrics.plan_editing.target_rules import FIRST_KIND, WRONG, untrue_targets

NAMES = Names({}, {}, {"norr": "Norr"})


def target(kind: str, value: float | None, first: str, last: str, **more: str) -> dict[str, Any]:
    return {"kind": kind, "value": value, "valid_from": first, "valid_to": last, "words": "ord", **more}


STANDS = target("at_most", 5.7, "2026-01-01", "2026-12-31")
OTHER_WAY = target("at_least", 4, "2025-01-01", "2025-12-31")
OVERLAP = "targets: «högst 5,7 %» gäller till 2026-12-31; låt den sluta före eller välj en annan dag"
# The targets before and after of an indicator where lower is better, and what is refused.
CASES: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]], list[str]]] = {
    "the next year's": ([STANDS], [STANDS, target("at_most", 5, "2027-01-01", "2027-12-31")], []),
    "one that overlaps": ([STANDS], [STANDS, target("exactly", 5, "2026-06-01", "2027-12-31")], [OVERLAP]),
    "a unit's own beside all units'": (
        [STANDS],
        [STANDS, target("at_most", 5, "2026-06-01", "2026-12-31", unit="norr")],
        [],
    ),
    "the council's beside the own": (
        [STANDS],
        [STANDS, target("at_most", 5, "2026-06-01", "2026-12-31", level="council")],
        [],
    ),
    "a direction beside a limit": (
        [STANDS],
        [STANDS, target("decrease", None, "2026-01-01", "2026-12-31")],
        [],
    ),
    "another value in the place of one": ([STANDS], [{**STANDS, "value": 5.0}], []),
    "two that overlapped before": ([STANDS, STANDS], [STANDS, {**STANDS, "value": 5.0}], []),
    "the same twice": ([STANDS], [STANDS, STANDS], ["finns redan"]),
    "a floor": ([STANDS], [STANDS, {**OTHER_WAY, "kind": "increase"}], ["sätter ett golv"]),
    "a floor that stood so before": ([OTHER_WAY], [{**OTHER_WAY, "value": 3.0}], []),
    "what stands is left alone": ([STANDS, OTHER_WAY], [STANDS, OTHER_WAY], []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_new_target_is_in_nobodys_way_and_bids_the_better_way(case: str) -> None:
    before, after, refused = CASES[case]
    indicator = {"direction": "down", "unit_of_measure": "%"}
    found = list(untrue_targets({**indicator, "targets": before}, {**indicator, "targets": after}, NAMES))
    assert len(found) == len(refused)
    assert all(words in each.replace("\xa0", " ") for words, each in zip(refused, found, strict=True))


def test_what_a_new_target_begins_with_is_never_the_worse_way() -> None:
    assert all(FIRST_KIND[direction] not in wrong[0] for direction, wrong in WRONG.items())
