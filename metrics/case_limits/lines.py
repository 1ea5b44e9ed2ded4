"""A line for each time limit: is it held, how long do cases take, and what is open."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from metrics.case_limits.cells import NOT_DELIVERED, Cell, share_cell, standing_cell
from metrics.case_limits.measured import (
    EXTENDED,
    HIGH,
    MEDIAN,
    OLDEST,
    OPEN,
    OPEN_PAST,
    ROLLED,
    STANDING,
    MeasuredLimit,
)
from metrics.cases.deadlines import HOURS_A_DAY
from metrics.cases.time_rules import TimeRule
from metrics.periods import Period
from metrics.rows import Row
from metrics.vocabulary import DeadlineRule, LimitUnit, Status

LONGEST_MONTH = 31
IN_DAYS = {LimitUnit.HOURS: 1 / HOURS_A_DAY, LimitUnit.WORKDAYS: 7 / 5}
"""Days in what a limit is counted in: five working days make a week."""
NEVER_ROLLS = {
    LimitUnit.WORKDAYS: "fristen är alltid en arbetsdag",
    LimitUnit.HOURS: "en frist i timmar flyttas inte",
}


@dataclass(frozen=True)
class LimitLine:
    """What is said of one kind of case at a unit. Texts are unescaped.

    `code` is the share's indicator, empty where the office has none of the kind. `strict` and `rolled` are
    the share with either deadline; `rule` says which of them the office is measured by, None where no
    rule is known. `row` is the share as it is judged, None where the office has no indicator of the kind;
    `period` names the share's period where that isn't the chosen one. `oldest_is_late` tells whether the
    oldest open case is past its deadline.
    """

    code: str
    kind: str
    name: str
    rule: TimeRule | None
    row: Row | None
    period: str
    strict: Cell
    rolled: Cell
    median: Cell
    high: Cell
    oldest: Cell
    oldest_is_late: bool
    open_cases: Cell
    open_past: Cell
    extended: Cell

    @property
    def key(self) -> str:
        """What the line is found by: the indicator's code, or the kind where there is none."""
        return self.code or self.kind

    @property
    def limit_text(self) -> str:
        """The limit in words, empty where it isn't known."""
        return self.rule.limit_text if self.rule else ""

    @property
    def law(self) -> str:
        """The law or the guarantee as it is to be printed."""
        return self.rule.law if self.rule else ""

    @property
    def judged_by(self) -> DeadlineRule:
        """Which deadline the office is measured by."""
        return self.rule.judged_by if self.rule else DeadlineRule.STRICT

    @property
    def age_in_days(self) -> float:
        """About how long the oldest open case has been open, to compare kinds by; 0 where it isn't known."""
        if self.oldest.value is None or self.rule is None:
            return 0.0
        return self.oldest.value * IN_DAYS.get(self.rule.limit_unit, 1.0)

    @property
    def judged(self) -> Cell:
        """The share that the office is measured by."""
        return self.rolled if self.judged_by == DeadlineRule.ROLLED else self.strict

    @property
    def status(self) -> Status:
        """Where the share stands against its target."""
        if self.row is not None:
            return self.row.status
        return Status.NO_VALUE if self.judged.value is None else Status.NO_TARGET

    @property
    def figures(self) -> dict[str, Cell]:
        """Every figure by the heading of its column."""
        return {
            "på dagen": self.strict,
            "nästa vardag": self.rolled,
            "median": self.median,
            "90 %": self.high,
            "äldsta öppna": self.oldest,
            "öppna": self.open_cases,
            "efter fristen": self.open_past,
            "förlängda": self.extended,
        }

    @property
    def is_known(self) -> bool:
        """Whether any figure at all is known."""
        return any(cell.value is not None for cell in self.figures.values())


def line_of(
    limit: MeasuredLimit,
    rule: TimeRule | None,
    rows: Mapping[int, Row],
    chosen: Period,
) -> LimitLine:
    """Return the line of one kind, of a unit's judged rows.

    Those of the share, and of the share with rolled deadlines, are of the chosen period; the others are of
    the latest of their own periods within it, since how things stand isn't made of how they stood before. The
    delivered share is the one that the rule says.
    """
    row = rows[limit.share.id]
    strict, rolled = _shares(limit, rule, rows)
    told = {concept: rows.get(subject.id) for concept, subject in limit.beside.items()}
    cells = {concept: standing_cell(told.get(concept)) for concept in STANDING}
    return LimitLine(
        code=limit.share.code,
        kind=limit.share.case_kind,
        name=rule.name if rule else limit.share.name,
        rule=rule,
        row=row,
        period="" if row.period == chosen else row.period.short_label,
        strict=strict,
        rolled=rolled,
        median=cells[MEDIAN],
        high=cells[HIGH],
        oldest=cells[OLDEST],
        oldest_is_late=is_late(cells[OLDEST].value, cells[OPEN_PAST].value, rule),
        open_cases=cells[OPEN],
        open_past=cells[OPEN_PAST],
        extended=cells[EXTENDED],
    )


def _shares(limit: MeasuredLimit, rule: TimeRule | None, rows: Mapping[int, Row]) -> tuple[Cell, Cell]:
    """Return the share with strict and with rolled deadlines; the delivered one is that of the rule."""
    told = limit.share.told
    delivered = share_cell(rows[limit.share.id], told)
    if rule and rule.judged_by == DeadlineRule.ROLLED:
        return Cell(note=NOT_DELIVERED), delivered
    beside = limit.beside.get(ROLLED)
    absent = NEVER_ROLLS.get(rule.limit_unit, NOT_DELIVERED) if rule else NOT_DELIVERED
    return delivered, share_cell(rows[beside.id] if beside else None, told, absent)


def is_late(oldest: float | None, open_past: float | None, rule: TimeRule | None) -> bool:
    """Tell whether the oldest open case is past its deadline: it is if any is.

    Where those aren't counted, its age must be more than the limit can ever be; 31 days to a month.
    """
    if oldest is None or math.isnan(oldest):
        return False
    if open_past is not None:
        return open_past > 0
    if rule is None:
        return False
    return oldest > rule.limit * (LONGEST_MONTH if rule.limit_unit == LimitUnit.MONTHS else 1)
