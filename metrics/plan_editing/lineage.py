"""A plan beside the one it was made from: how much differs, and where each indicator comes from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metrics.numbers import number
from metrics.plan_editing.difference_lines import Names, whole_target_words
from metrics.plan_editing.nouns import noun_of
from metrics.vocabulary import EditKind, PlanNoun
from metrics.words import listed, many

COUNTED = tuple(noun for noun in PlanNoun if noun != PlanNoun.PLAN)
CHANGES = {EditKind.CHANGED: "ändrat", EditKind.ADDED: "nytt", EditKind.REMOVED: "inte med"}
GOES_ON = "samma mått, historiken går vidare"
IS_NEW = "nytt i den här planen"
IS_LEFT = "inte med i den här planen"
NO_TARGETS = "inga"
MOST_TARGETS = 3
Entry = Mapping[str, Any]


@dataclass(frozen=True)
class LineageLine:
    """An indicator in two plans; `goes_on` where it is in both. The targets are in words."""

    code: str
    name: str
    told: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def lost_targets(self) -> bool:
        """Tell whether it goes on in the later plan, but without the targets that it had."""
        return self.told == GOES_ON and self.after == (NO_TARGETS,) != self.before


def counted_words(found: Iterable[tuple[PlanNoun, EditKind]]) -> str:
    """Say how much differs, as `Ändrat: 26 indikatorer och 5 aktiviteter. Inte med: 1 aktivitet.` does."""
    counts = Counter(pair for pair in found if pair[0] in COUNTED)
    told = []
    for change, word in CHANGES.items():
        parts = [
            many(counts[noun, change], noun_of(noun).one, noun_of(noun).several)
            for noun in COUNTED
            if counts[noun, change]
        ]
        if parts:
            told.append(f"{word.capitalize()}: {listed(parts)}.")
    return " ".join(told) or "Inget skiljer mer än planens egna uppgifter."


def lineage_lines(earlier: Sequence[Entry], later: Sequence[Entry], names: Names) -> tuple[LineageLine, ...]:
    """Return the indicators of a plan and of the one it was made from, the later plan's first."""
    before = {entry["code"]: entry for entry in earlier}
    after = {entry["code"]: entry for entry in later}
    return tuple(
        LineageLine(
            code,
            (after.get(code) or before[code])["name"],
            GOES_ON if code in before and code in after else IS_NEW if code in after else IS_LEFT,
            _targets(before.get(code), names),
            _targets(after.get(code), names),
        )
        for code in dict.fromkeys([*after, *before])
    )


def lost_words(names: Sequence[str]) -> str:
    """Say which indicators had targets in the earlier plan and have none in the later; empty for none."""
    if not names:
        return ""
    count = many(len(names), "indikator", "indikatorer")
    quoted = [f"«{name}»" for name in names]
    return f"{count} hade målnivå i den förra planen men har ingen i den här: {listed(quoted)}."


def _targets(entry: Entry | None, names: Names) -> tuple[str, ...]:
    if entry is None:
        return ()
    unit = str(entry.get("unit_of_measure", ""))
    told = [whole_target_words(target, unit, names, with_words=False) for target in entry.get("targets", [])]
    left = len(told) - MOST_TARGETS
    return tuple(told[:MOST_TARGETS] + ([f"… och {number(left, 0)} till"] if left > 0 else [])) or (
        NO_TARGETS,
    )
