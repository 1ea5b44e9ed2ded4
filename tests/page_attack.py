"""A reader who takes all that the pages show an audience, sets up equations, and works out what is hidden.

Nothing here is shared with what hides: the equations are made anew from the tree of units, the calendar,
the recipes and what is known of forms of care, and kept where the true figures agree with them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

import highspy
import numpy as np
import pandas as pd

from metrics.disclosure import Policy
from metrics.office import Office
from metrics.periods import Period, PeriodError
from metrics.subjects import Figure, Subject
from metrics.unit_series import series_of_unit
from metrics.vocabulary import Derivation, Kind, Lens, Periodicity

NEAR = 1e-6
ENDLESS = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
ADDED = (Kind.FLOW, Kind.STOCK, Kind.YEAR_PLACES)
WEIGHED = (Kind.MEAN, Kind.INDEX)
FORMS = ("hvb", "sis", "stodboende", "familjehem-eget", "familjehem-konsulent")

Name = tuple[str, int, int, str]
"""What is counted (`x`, `top`, `bottom`), and of which indicator, unit and period."""
Pages = dict[tuple[int, int, str], Figure]
"""All that the pages show: indicator, unit and period -> figure."""


def pages_of(office: Office, figures: pd.DataFrame, numbers: Collection[int] | None = None) -> Pages:
    """Return every figure that a page can show of an office, or of some of its indicators."""
    found: Pages = {}
    for place in office.places:
        for by in Periodicity:
            shown = {
                subject.id: by
                for subject in office.subjects
                if subject.shown_by(by) == by and (numbers is None or subject.id in numbers)
            }
            for number, series in series_of_unit(office, figures, place.id, shown).items():
                found |= {(number, place.id, code): figure for code, figure in series.items()}
    return found


def veiled(office: Office, hidden: Collection[tuple[int, int, str]], threshold: int) -> Office:
    """Return an office as a board sees it."""
    return replace(office, veil=Policy(threshold).veil(Lens.BOARD, frozenset(hidden)))


def counts(subject: Subject, figure: Figure) -> Iterator[tuple[str, float, int]]:
    """Return what a reader counts in a figure, and how many counts are added in it."""
    if figure.value is None or subject.kind == Kind.MONEY:
        return
    if subject.kind in ADDED:
        times = 1 if subject.kind == Kind.FLOW else figure.parts
        yield "x", figure.value * times, times
    elif subject.kind in WEIGHED and figure.n is not None:
        yield "x", figure.n, 1
    elif subject.kind == Kind.RATIO and figure.numerator is not None and figure.denominator is not None:
        yield "top", figure.numerator, 1
        yield "bottom", figure.denominator, 1


@dataclass
class Equations:
    """What a reader knows: variables with their true figures, what is shown of them, and how they add up."""

    true: dict[Name, float] = field(default_factory=dict)
    times: dict[Name, int] = field(default_factory=dict)
    shown: dict[Name, float] = field(default_factory=dict)
    zeros: set[Name] = field(default_factory=set)
    rows: list[dict[Name, float]] = field(default_factory=list)

    def agree(self, row: dict[Name, float]) -> None:
        """Keep an equation (sum of terms = 0) if the true figures agree with it."""
        if abs(sum(self.true[name] * factor for name, factor in row.items())) < NEAR:
            self.rows.append(row)

    def sums(self, total: Name, parts: list[Name]) -> None:
        """Keep that a figure is the sum of others."""
        if parts:
            self.agree({total: -1.0, **dict.fromkeys(parts, 1.0)})


def equations_of(office: Office, true: Pages, seen: Pages) -> Equations:
    """Set up all equations of an office's measured indicators."""
    known = Equations()
    measured = {subject.id: subject for subject in office.subjects if subject.recipe is None}
    for (number, unit, code), figure in true.items():
        if number not in measured:
            continue
        for what, value, times in counts(measured[number], figure):
            known.true[what, number, unit, code] = value
            known.times[what, number, unit, code] = times
        for what, value, _ in counts(
            measured[number], seen.get((number, unit, code), Figure(None, "missing"))
        ):
            known.shown[what, number, unit, code] = value
    for what, number, unit, code in list(known.true):
        below = [(what, number, place.id, code) for place in office.children(unit)]
        known.sums((what, number, unit, code), [name for name in below if name in known.true])
        _over_time(known, (what, number, unit, code), measured[number].periodicity)
    _derived(known, office, seen)
    _moves(known, office)
    return known


def _over_time(known: Equations, total: Name, own: Periodicity) -> None:
    what, number, unit, code = total
    for by in Periodicity:
        try:
            parts = [part.code for part in Period.parse(code).parts(by)]
        except PeriodError:
            continue
        if parts != [code]:
            names = [(what, number, unit, part) for part in parts]
            known.sums(total, [name for name in names if name in known.true])


def _derived(known: Equations, office: Office, seen: Pages) -> None:
    """What derived figures tell: sums over periods, and the two sides of shares."""
    for (number, unit, code), figure in seen.items():
        recipe = office.subject_of(number).recipe
        if recipe is None or figure.value is None:
            continue
        if recipe.by in (Derivation.ROLLING_SUM, Derivation.ACCUMULATED):
            length = recipe.span or Period.parse(code).index
            months = [Period.parse(code).shifted(-back).code for back in range(length)]
            names = [("x", recipe.first[0], unit, month) for month in months]
            if all(name in known.true for name in names):
                told = ("told", number, unit, code)
                known.true[told] = known.shown[told] = figure.value
                known.sums(told, names)


def _moves(known: Equations, office: Office) -> None:
    by_concept = {subject.concept: subject.id for subject in office.subjects}
    for form in FORMS:
        three = [by_concept.get(f"{word}-{form}") for word in ("placerade", "nya", "avslutade")]
        if None in three:
            continue
        for what, number, unit, code in list(known.true):
            if number in three[1:]:
                known.zeros.add((what, number, unit, code))
            if number != three[0] or len(code) != 7 or not code[5:].isdigit():
                continue
            before = ("x", number, unit, Period.parse(code).previous.code)
            new, ended = (("x", each, unit, code) for each in three[1:])
            if all(name in known.true for name in (before, new, ended)):
                known.agree({("x", number, unit, code): -1.0, before: 1.0, new: 1.0, ended: -1.0})


class Solver:
    """Least and greatest of sums of what a reader doesn't know."""

    def __init__(self, known: Equations, *, whole: bool) -> None:
        self.known = known
        self.column = {
            name: place for place, name in enumerate(n for n in known.true if n not in known.shown)
        }
        counts = (name for name in self.column if name[0] == "x" and name not in known.zeros)
        self.hides_zeros = any(known.true[name] == 0 for name in counts)
        highs = self.highs = highspy.Highs()
        highs.silent()
        highs.setOptionValue("parallel", "off")
        for name in self.column:
            highs.addVar(self._least(name), highspy.kHighsInf)
        for row in known.rows:
            unknown = {self.column[name]: factor for name, factor in row.items() if name in self.column}
            told = -sum(known.shown[name] * factor for name, factor in row.items() if name in known.shown)
            if unknown:
                places = np.array(list(unknown), dtype=np.int32)
                highs.addRow(told - NEAR, told + NEAR, len(places), places, np.array(list(unknown.values())))
        for (what, *place), column in self.column.items():
            if what == "top":
                pair = np.array([column, self.column["bottom", *place]], dtype=np.int32)
                highs.addRow(0.0, highspy.kHighsInf, 2, pair, np.array([-1.0, 1.0]))
        if whole:
            every = np.arange(len(self.column), dtype=np.int32)
            highs.changeColsIntegrality(len(every), every, np.full(len(every), highspy.HighsVarType.kInteger))

    def _least(self, name: Name) -> float:
        """A hidden count is no 0, for zeros are shown; a numerator, and a move, can be.

        Where a zero is hidden the reader can't be sure of any but the denominators: a share of nothing is
        no share, and says so.
        """
        if name[0] == "bottom":
            return 1.0
        fraction = abs(self.known.true[name] - round(self.known.true[name])) > NEAR
        unsure = fraction or self.hides_zeros or name in self.known.zeros
        return 0.0 if name[0] != "x" or unsure else 1.0

    def bounds(self, terms: dict[Name, float]) -> tuple[float, float]:
        """Return the least and the greatest that a sum of hidden figures can be."""
        columns = np.array([self.column[name] for name in terms], dtype=np.int32)
        self.highs.changeColsCost(len(columns), columns, np.array(list(terms.values())))
        ends = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            self.highs.changeObjectiveSense(sense)
            ran = self.highs.run()
            status = self.highs.getModelStatus()
            solved = status == highspy.HighsModelStatus.kOptimal
            assert ran == highspy.HighsStatus.kOk, (ran, status)
            assert solved or status in ENDLESS, f"the equations contradict each other: {status}"
            ends.append(self.highs.getInfo().objective_function_value if solved else np.inf)
        self.highs.changeColsCost(len(columns), columns, np.zeros(len(columns)))
        return ends[0], ends[1]


@dataclass
class Reader:
    """A reader of all the pages of an office behind a veil; `true` is what only the office sees."""

    office: Office
    figures: pd.DataFrame
    hidden: Collection[tuple[int, int, str]]
    threshold: int
    numbers: Collection[int] | None = None

    def __post_init__(self) -> None:
        self.true = pages_of(self.office, self.figures, self.numbers)
        outward = veiled(self.office, self.hidden, self.threshold)
        self.seen = pages_of(outward, self.figures, self.numbers)

    def exposed(
        self, numbers: Collection[int] | None = None, *, whole: bool = False
    ) -> list[tuple[Name, float, float, float]]:
        """Return the hidden counts that the reader comes too near to: figure, least and greatest.

        A small count must be able to be as large as the threshold, and no count be known more narrowly than
        it. `whole`: the reader reckons in whole numbers.
        """
        true = {place: each for place, each in self.true.items() if numbers is None or place[0] in numbers}
        seen = {place: each for place, each in self.seen.items() if place in true}
        known = equations_of(self.office, true, seen)
        solver = Solver(known, whole=whole)
        found = []
        for terms, value, times in _asked(known, solver):
            small = times == 1 and NEAR < value < self.threshold - NEAR  # a mean over periods is no count
            figure = true[next(iter(terms))[1:]]
            if not small and (len(terms) > 1 or figure.parts < figure.expected):
                continue  # a sum of what is shown may be hidden all the same
            least, most = solver.bounds(terms)
            if most - least < self.threshold - 1e-4 or (small and most < self.threshold - 1e-4):
                found.append((next(iter(terms)), value, least, most))
        return found

    def shown_though_small(self) -> list[tuple[int, int, str, str]]:
        """Return the small counts that the pages show outright, or as the difference of what they show."""
        found = []
        for (number, unit, code), figure in self.seen.items():
            subject = self.office.subject_of(number)
            if figure.value is None or subject.kind == Kind.MONEY:
                continue
            told = []
            if subject.recipe is None:
                told = [(what, value / times) for what, value, times in counts(subject, figure)]
            elif subject.recipe.is_windowed or subject.recipe.by == Derivation.SHARE_OF_UNITS:
                continue
            top, bottom = figure.numerator, figure.denominator
            if subject.unit_of_measure == "%" and top is not None and bottom is not None:
                told += [("left", bottom - top), ("top", top)]
            small = [what for what, value in told if NEAR < value < self.threshold - NEAR]
            found += [(number, unit, code, what) for what in small]
        return found


def _asked(known: Equations, solver: Solver) -> Iterator[tuple[dict[Name, float], float, int]]:
    """Return what a reader asks for: each hidden count and what is left of each share, with its figure.

    Last stands how many counts are added in it.
    """
    for name in solver.column:
        what, *place = name
        if what == "x":
            yield {name: 1.0}, known.true[name], known.times[name]
        if what == "bottom":
            yield {name: 1.0}, known.true[name], 1
        if what == "top":
            number, unit, code = place
            bottom = ("bottom", number, unit, code)
            for terms in ({name: 1.0}, {bottom: 1.0, name: -1.0}):
                value = sum(known.true[each] * factor for each, factor in terms.items())
                if value > NEAR:
                    yield terms, value, 1
