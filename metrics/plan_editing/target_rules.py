"""What an indicator's target that is new or changed on screen can't be, beside what stands.

Plan files are not held to it: they say what a document says, however it is thought out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from metrics.plan_editing.difference_lines import Names, whole_target_words
from metrics.targets import FLOORS, STRICT_FLOORS
from metrics.vocabulary import Direction, TargetKind, TargetLevel
from metrics.words import target_words

FIRST_KIND = {
    Direction.UP: TargetKind.AT_LEAST,
    Direction.DOWN: TargetKind.AT_MOST,
    Direction.NONE: TargetKind.PLAN,
}
"""What kind a new target has by itself."""
LIMITS = (TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.EXACTLY)
BIDS_HIGHER = (*FLOORS, *STRICT_FLOORS)
BIDS_LOWER = (TargetKind.AT_MOST, TargetKind.DECREASE)
WRONG = {
    Direction.DOWN: (BIDS_HIGHER, "lägre är bättre", "ett golv", "högst"),
    Direction.UP: (BIDS_LOWER, "högre är bättre", "ett tak", "minst"),
}
Entry = Mapping[str, Any]


def untrue_targets(before: Entry, after: Entry, names: Names) -> Iterator[str]:
    """Yield what is wrong with the targets of an indicator that are not in `before`, in Swedish."""
    stood, now = before.get("targets", []), list(after.get("targets", []))
    unit = str(after.get("unit_of_measure", ""))
    for place, target in enumerate(now):
        others = [each for at, each in enumerate(now) if at != place]
        if target in stood and now.count(target) <= stood.count(target):
            continue
        if target in others:
            if target not in now[:place]:
                yield f"targets: målnivån «{whole_target_words(target, unit, names)}» finns redan"
            continue
        yield from _turned(target, stood, str(after.get("direction", "")))
        if not any(_limit(target) == _limit(each) for each in stood):
            yield from _overlapping(target, others, unit)


def _turned(target: Entry, stood: list[Entry], direction: str) -> Iterator[str]:
    """Yield that a target bids the worse way, if no target of that kind stood there before."""
    kinds, better, told, instead = WRONG.get(Direction(direction), ((), "", "", ""))
    key = ("kind", "unit", "level")
    stood_so = any(all(each.get(name) == target.get(name) for name in key) for each in stood)
    if target["kind"] in kinds and not stood_so:
        yield (
            f"targets: målnivån sätter {told}, men indikatorns riktning säger att {better}. "
            f"Välj «{instead}», eller rätta riktningen om den är fel"
        )


def _overlapping(target: Entry, others: list[Entry], unit_of_measure: str) -> Iterator[str]:
    if target["kind"] not in LIMITS:
        return
    for other in others:
        if other["kind"] in LIMITS and _whose(other) == _whose(target) and _meet(target, other):
            told = target_words(TargetKind(other["kind"]), other.get("value"), unit_of_measure)
            since = "" if other["valid_from"] <= target["valid_from"] else f"från {other['valid_from']} "
            yield (
                f"targets: «{told or other['words']}» gäller {since}till {other['valid_to']}; "
                "låt den sluta före eller välj en annan dag"
            )


def _limit(target: Entry) -> tuple[Any, ...]:
    """Return what decides which others a target is in the way of."""
    return target["kind"] in LIMITS, *_whose(target), target["valid_from"], target["valid_to"]


def _whose(target: Entry) -> tuple[Any, Any]:
    return target.get("unit"), target.get("level", TargetLevel.OWN.value)


def _meet(one: Entry, other: Entry) -> bool:
    return bool(one["valid_from"] <= other["valid_to"] and other["valid_from"] <= one["valid_to"])
