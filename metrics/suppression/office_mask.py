"""Which figures of an office no audience may see."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import pandas as pd

from metrics.case_limits.measured import OLDEST, OPEN, measured_limits
from metrics.office import Office
from metrics.subjects import Subject
from metrics.suppression.earlier import Earlier, Publication, earlier
from metrics.suppression.links import bound_together, following, link_all, moves, telling_moves
from metrics.suppression.office_cells import Cells, Shown, cells_of, every_series, is_whole, period_of
from metrics.suppression.steps import Patterns, Steps
from metrics.veil import FigureKey
from metrics.vocabulary import Kind


def hidden_of(
    office: Office,
    figures: pd.DataFrame,
    threshold: int,
    published: Sequence[Publication],
    *,
    known: Patterns,
    rounding: int,
) -> frozenset[FigureKey]:
    """Return the figures to hide, of what is measured. As `metrics.disclosure.hidden_places`."""
    shown = every_series(office, figures)
    before = earlier(office, figures, shown, published, rounding)
    hidden = set(before.held)
    told_by = {new.id: (placed, (new, ended)) for placed, new, ended in moves(office)}
    follows = dict(following(office))
    groups = bound_together(office)
    for subjects in sorted(groups, key=lambda group: _turn(group, told_by, follows)):
        moved = [told_by[subject.id] for subject in subjects if subject.id in told_by]
        held = {place for each in moved for place in telling_moves(*each, hidden)}
        held |= {
            (subject.id, unit, code)
            for subject in subjects
            for number, unit, code in hidden
            if number == follows.get(subject.id)
        }
        refused = Earlier(before.told, before.held | held)
        hidden |= _of_group(office, shown, subjects, threshold, refused, known)
    hidden |= set(_without_value(shown)) | set(_beside_few(office, shown, threshold))
    hidden |= set(_oldest_of_few(office, shown, threshold, hidden))
    return frozenset(hidden | set(_not_whole(office, shown, hidden)))


def _turn(group: Sequence[Subject], told_by: Collection[int], follows: Mapping[int, int]) -> int:
    """Return when a group is settled: after all that its indicators follow."""
    numbers = {subject.id for subject in group}
    first = 2 if numbers & {number for number, other in follows.items() if other in follows} else 0
    return first or int(not numbers.isdisjoint(told_by) or not numbers.isdisjoint(follows))


def _of_group(
    office: Office,
    shown: Shown,
    subjects: Sequence[Subject],
    threshold: int,
    before: Earlier,
    known: Patterns,
) -> set[FigureKey]:
    """Return the figures to hide of indicators that are linked.

    A small figure that the audience has been given is hidden with the others, but protected no more.
    """
    cells = cells_of(office, shown, subjects, threshold)
    told = {cell for cell, place in enumerate(cells.places) if place in before.told}
    held = {cell for cell, place in enumerate(cells.places) if place in before.held} - told
    hidden = {cell for cell in told if cells.small[cell]}
    link_all(office, cells, subjects)
    hidden |= Steps(cells, known, told, held).settle()
    return set(_places(cells, hidden))


def _places(cells: Cells, hidden: Collection[int]) -> Iterator[FigureKey]:
    for cell in hidden:
        place = cells.places[cell]
        if place is not None:
            yield place


def _without_value(shown: Shown) -> Iterator[FigureKey]:
    """Return the figures that can't be made of all that is known, and so have been tried by nobody.

    Of fewer years some of them can: a unit that has stopped reporting is missed no more.
    """
    for (number, unit), series in shown.items():
        yield from ((number, unit, code) for code, figure in series.items() if figure.value is None)


def _beside_few(office: Office, shown: Shown, threshold: int) -> Iterator[FigureKey]:
    """Return the means told without their cases that are shown beside a share of few: theirs are as few."""
    for subject in office.subjects:
        if subject.kind not in (Kind.MEAN, Kind.INDEX) or subject.accompanies is None:
            continue
        for place in office.places:
            beside = shown.get((subject.accompanies, place.id), {})
            for code, figure in shown.get((subject.id, place.id), {}).items():
                cases = beside[code].denominator if code in beside else None
                if figure.value is not None and figure.n is None and cases and cases < threshold:
                    yield (subject.id, place.id, code)


def _oldest_of_few(
    office: Office, shown: Shown, threshold: int, hidden: Collection[FigureKey]
) -> Iterator[FigureKey]:
    """Return how long the oldest open case has waited, where few are open or how many isn't shown."""
    for limit in measured_limits(office.subjects):
        oldest, cases = limit.beside.get(OLDEST), limit.beside.get(OPEN)
        if oldest is None or cases is None:
            continue
        for place in office.places:
            counts = shown.get((cases.id, place.id), {})
            for code in shown.get((oldest.id, place.id), {}):
                known = counts[code].value if code in counts else None
                if (cases.id, place.id, code) in hidden or (known is not None and 0 < known < threshold):
                    yield (oldest.id, place.id, code)


def _not_whole(office: Office, shown: Shown, hidden: Collection[FigureKey]) -> Iterator[FigureKey]:
    """Return the figures of periods that aren't whole, and that are made of a hidden one.

    What is made of shown figures alone tells no more than they do.
    """
    subjects = {subject.id: subject for subject in office.subjects}
    for (number, unit), series in shown.items():
        subject = subjects[number]
        for code, figure in series.items():
            if figure.value is not None and not is_whole(subject, code, figure):
                parts = period_of(code).parts(subject.periodicity)
                if any((number, unit, part.code) in hidden for part in parts):
                    yield (number, unit, code)
