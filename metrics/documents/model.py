"""A document as values: what every file of a report, and the show at a meeting, is made of.

All texts are ready to be shown, unescaped and in Swedish. What may not be seen has been taken away before a
document is made: a hidden figure is `..` in its text and None as a number, in tables and charts alike.
"""

import math
from dataclasses import dataclass
from datetime import date

from metrics.numbers import rounded
from metrics.periods import Period
from metrics.theme import Tone
from metrics.vocabulary import Area, Lens, ReportKind, SectionKind

MORE_DECIMALS = 2
"""At most so many more than a figure's own tell its target."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, and the number or day behind it, for files that reckon.

    `number` is None where there is none; it is in `unit_of_measure` and shown with `decimals`. A percentage
    is told as it is read: 5.7 with the unit `%`.
    """

    text: str
    number: float | None = None
    decimals: int = 0
    unit_of_measure: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Table:
    """Rows under their headings, each as long as they. `is_number` tells which columns hold figures."""

    caption: str
    headings: tuple[str, ...]
    is_number: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Point:
    """A period of a chart: its value in the chart's unit, None where there is none.

    `hidden` tells that there is one which isn't shown, `..`: secret, or kept from the audience. `meaning` is
    `better`, `worse` or `changed` where the period is beyond chance, else empty.
    """

    period: Period
    value: float | None
    preliminary: bool = False
    meaning: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class TargetLine:
    """A target beside a chart's points: its value at each of them, None where none held."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Chart:
    """One indicator over time: evenly spaced points, oldest first, without holes, and its targets.

    `title` names the indicator, `alt` is the sentence that tells what the picture shows. Values are in
    `unit_of_measure` (`tkr` where the caller has divided); `remark` (Simulerade data) goes with the picture.
    """

    title: str
    alt: str
    unit_of_measure: str
    decimals: int
    points: tuple[Point, ...]
    targets: tuple[TargetLine, ...] = ()
    remark: str = ""

    @property
    def target_decimals(self) -> int:
        """How many decimals its targets are written with: its own, or as many more as tell them wholly.

        One that no few decimals tell, such as a twelfth of a year's sum, is written with one more.
        """
        told = [value for line in self.targets for value in line.values if value is not None]
        for decimals in range(self.decimals, self.decimals + MORE_DECIMALS + 1):
            if all(math.isclose(rounded(value, decimals), value) for value in told):
                return decimals
        return self.decimals + 1


@dataclass(frozen=True)
class Item:
    """One indicator of a document, in the period that its figure is of.

    `status` is symbol and word (`✓ når målet`), empty without a figure or a target, `tone` its colour.
    `target` is said in a few words, empty where there is none. `actions` are what is being done, `comments`
    what is said of the figure. `chart` is None where there is nothing to draw.
    """

    code: str
    name: str
    area: Area
    period: Period
    sentence: str
    value: Cell
    target: str
    status: str
    tone: Tone
    change: str
    note: str
    actions: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    chart: Chart | None = None
    definition: str = ""
    source: str = ""


@dataclass(frozen=True)
class Section:
    """A section of a document: its paragraphs, then its indicators, then its tables."""

    kind: SectionKind
    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Report:
    """A document of a unit and a period.

    `lead` is the sentence that answers its question. `remark` marks invented figures, empty for real ones,
    and stands on every page, slide, sheet and chart. `explanations` tell what signs and limits mean (what
    `..` is among them). `as_of` is told where the figures are those of a lock or an earlier day, empty for
    today's. `question` is to be talked about at the end of a show.
    """

    kind: ReportKind
    title: str
    organisation: str
    unit: str
    period: Period
    lens: Lens
    lead: str
    sections: tuple[Section, ...]
    remark: str = ""
    explanations: tuple[str, ...] = ()
    as_of: str = ""
    question: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """Every indicator of the document, in order."""
        return tuple(item for section in self.sections for item in section.items)
