"""The sums between an office's figures: over units, over time, and between indicators.

| sum | where |
|---|---|
| a unit is the sum of those below it | every indicator, period by period |
| a period is the sum of its own parts | every indicator, unit by unit |
| a denominator is the numerator and what is left | shares in % |
| the second side is the first and what is left | shares in % and differences made of counted indicators |
| the cases behind figures shown beside each other are the same | where they are equally many |
| those new less those who ended are the change of those placed | forms of care |

What the last three add to an indicator binds it to others: they are settled together. Moves in and out are
hidden as one: the one would be told by the other and those placed before and after. They are hidden, zeros
too, where those placed at either end of their period are: those would be told by them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from metrics.derivation.recipes import Recipe
from metrics.numbers import PER_CENT
from metrics.office import Office
from metrics.periods import PeriodError
from metrics.placements.care_forms import FORMS
from metrics.rollup import ADDITIVE_OVER_UNITS
from metrics.subjects import Subject
from metrics.suppression.office_cells import SAME, Cells, Role, period_of
from metrics.veil import FigureKey
from metrics.vocabulary import Derivation, Kind, Periodicity

SHARES = (Derivation.RATIO, Derivation.COHORT_SHARE)
ROOM_FOR_MOVES = 2.0
"""How many times the threshold hidden moves are to be uncertain."""


def bound_together(office: Office) -> list[list[Subject]]:
    """Return the measured indicators in groups: those of a group are linked, those of others aren't."""
    measured = [subject for subject in office.subjects if subject.recipe is None and _is_counted(subject)]
    group = {subject.id: subject.id for subject in measured}
    for bound in _bonds(office):
        ours = [group[number] for number in bound if number in group]
        for number, known_as in group.items():
            group[number] = min(ours) if known_as in ours else known_as
    found: dict[int, list[Subject]] = {}
    for subject in measured:
        found.setdefault(group[subject.id], []).append(subject)
    return list(found.values())


def _is_counted(subject: Subject) -> bool:
    return subject.kind != Kind.MONEY


def _bonds(office: Office) -> Iterator[Sequence[int]]:
    for recipe, _ in _telling(office):
        yield recipe.parts
    yield from _beside(office).values()
    for _, new, ended in moves(office):
        yield new.id, ended.id


def link_all(office: Office, cells: Cells, subjects: Sequence[Subject]) -> None:
    """Add every sum between the cells of a group of indicators."""
    ours = {subject.id for subject in subjects}
    _link_units(office, cells)
    _link_time(cells, {subject.id: subject for subject in subjects})
    _link_shares(cells)
    for recipe, is_share in _telling(office):
        if ours.issuperset(recipe.parts):
            _link_sides(cells, recipe, is_share=is_share)
    for numbers in _beside(office).values():
        _link_cases(cells, [number for number in numbers if number in ours])
    for _, new, ended in moves(office):
        if new.id in ours:
            _tie_moves(cells, new, ended)


def _link_units(office: Office, cells: Cells) -> None:
    below: dict[int, list[int]] = defaultdict(list)
    for place in office.places:
        if place.parent_id is not None:
            below[place.parent_id].append(place.id)
    for (role, number, unit, code), total in list(cells.keys.items()):
        keys = ((role, number, child, code) for child in below.get(unit, ()))
        parts = [cells.keys[key] for key in keys if key in cells.keys]
        if parts:
            cells.link(total, parts)


def _link_time(cells: Cells, subjects: dict[int, Subject]) -> None:
    for (role, number, unit, code), total in list(cells.keys.items()):
        period, own = period_of(code), subjects[number].periodicity
        if period.periodicity == own:
            continue
        keys = ((role, number, unit, part.code) for part in period.parts(own))
        parts = [cells.keys[key] for key in keys if key in cells.keys]
        if parts:
            cells.link(total, parts)


def _link_shares(cells: Cells) -> None:
    for (role, number, unit, code), bottom in list(cells.keys.items()):
        left = cells.keys.get((Role.LEFT, number, unit, code))
        if role == Role.BOTTOM and left is not None:
            cells.sums.append((bottom, (cells.keys[Role.TOP, number, unit, code], left)))


def _telling(office: Office) -> Iterator[tuple[Recipe, bool]]:
    """Return the recipes of counted indicators whose result tells what is left, and if it is a share."""
    kinds = office.kinds
    moved = [{new.id, ended.id} for _, new, ended in moves(office)]
    for subject in office.subjects:
        recipe = subject.recipe
        if recipe is None or not recipe.second or set(recipe.parts) in moved:
            continue
        counted = all(
            kinds[part] in ADDITIVE_OVER_UNITS and office.subject_of(part).recipe is None
            for part in recipe.parts
        )
        is_share = recipe.by in SHARES and subject.unit_of_measure == PER_CENT
        if counted and (is_share or recipe.by == Derivation.DIFFERENCE):
            yield recipe, is_share


def _link_sides(cells: Cells, recipe: Recipe, *, is_share: bool) -> None:
    """Link the two sides of a recipe: what a part on both sides counts for is on neither."""
    both = set(recipe.first) & set(recipe.second)
    places = {(unit, code): None for (_, number, unit, code) in cells.keys if number in recipe.parts}
    for unit, code in places:
        sides = [
            [cells.keys.get((Role.VALUE, number, unit, code)) for number in side if number not in both]
            for side in (recipe.first, recipe.second)
        ]
        first, second = ([cell for cell in side if cell is not None] for side in sides)
        if None in (*sides[0], *sides[1]) or len({cells.times[cell] for cell in (*first, *second)}) != 1:
            continue
        counts = [sum(cells.values[cell] for cell in side) for side in (first, second)]
        if counts[1] >= counts[0]:
            _link_whole(cells, second, first)
        elif not is_share:
            _link_whole(cells, first, second)


def _link_whole(cells: Cells, wholes: Sequence[int], parts: Sequence[int]) -> None:
    """Link cells whose sum is that of others and a rest; without others the rest is what is shown."""
    if parts:
        cells.link(wholes[0] if len(wholes) == 1 else _together(cells, wholes), parts)


def _together(cells: Cells, parts: Sequence[int]) -> int:
    """Add a cell that is the sum of others."""
    ends = max(cells.ends[part] for part in parts)
    total = cells.add(sum(cells.values[part] for part in parts), cells.times[parts[0]], ends)
    cells.sums.append((total, tuple(parts)))
    return total


def _beside(office: Office) -> dict[int, list[int]]:
    """Return the indicators that tell of cases, by the one that they are shown beside."""
    found: dict[int, list[int]] = defaultdict(list)
    for subject in office.subjects:
        if subject.recipe is None and subject.kind in (Kind.RATIO, Kind.MEAN, Kind.INDEX):
            found[subject.accompanies or subject.id].append(subject.id)
    return {number: beside for number, beside in found.items() if len(beside) > 1}


def _link_cases(cells: Cells, numbers: Iterable[int]) -> None:
    """Link the cases behind figures shown beside each other, where they are as many: one tells the other."""
    behind: dict[tuple[int, str, float], list[int]] = defaultdict(list)
    told = set(numbers)
    for (role, number, unit, code), cell in cells.keys.items():
        if number in told and role in (Role.BOTTOM, Role.VALUE):
            behind[unit, code, round(cells.values[cell] / SAME)].append(cell)
    for first, *others in behind.values():
        cells.sums.extend((first, (other,)) for other in others)


def moves(office: Office) -> Iterator[tuple[Subject, Subject, Subject]]:
    """Return, of each form of care, the indicators of those placed, new and ended, where all are counted."""
    by_concept = {subject.concept: subject for subject in reversed(office.subjects) if subject.recipe is None}
    for form in FORMS:
        concepts = (form.placed_concept, form.new_concept, form.ended_concept)
        known = [by_concept[concept] for concept in concepts if concept in by_concept]
        if len(known) == len(concepts) and len({subject.periodicity for subject in known}) == 1:
            yield known[0], known[1], known[2]


def following(office: Office) -> Iterator[tuple[int, int]]:
    """Return indicators that are hidden where another is: days of care where the placed are, and their price.

    A month's days through the days of the month are nearly the number placed.
    """
    concepts = {subject.concept: subject.id for subject in office.subjects if subject.recipe is None}
    for form in FORMS:
        days, placed = concepts.get(form.days_concept), concepts.get(form.placed_concept)
        price = concepts.get(f"kostnad-per-vardygn-{form.code}")
        if days is not None and placed is not None:
            yield days, placed
        if price is not None and days is not None:
            yield price, days


def _tie_moves(cells: Cells, new: Subject, ended: Subject) -> None:
    """Tie moves in to moves out: what a reader knows of those placed leaves them less room than others."""
    for (role, number, unit, code), cell in cells.keys.items():
        other = cells.keys.get((role, ended.id, unit, code))
        if number == new.id and other is not None:
            cells.ties[cell], cells.ties[other] = other, cell
            cells.reach[cell] = cells.reach[other] = ROOM_FOR_MOVES * cells.threshold


def telling_moves(
    placed: Subject, moved: Sequence[Subject], hidden: Collection[FigureKey]
) -> Iterator[FigureKey]:
    """Return the moves, by all periods, that lead to or from a hidden figure of those placed."""
    for number, unit, code in hidden:
        period = period_of(code)
        if number != placed.id or period.periodicity != placed.periodicity:
            continue
        for by in Periodicity:
            for near in (period, period.shifted(1)):
                try:
                    whole = near.whole(by)
                except PeriodError:
                    continue
                at_its_end = near == period and whole.last == period.last
                at_its_start = near != period and whole.first == near.first
                if at_its_end or at_its_start:
                    yield from ((subject.id, unit, whole.code) for subject in moved)
