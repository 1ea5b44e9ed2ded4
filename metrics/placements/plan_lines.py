"""The lines of planned volumes as they are written, and the words below them."""

from dataclasses import dataclass

from metrics.numbers import NO_BREAK_SPACE, number
from metrics.periods import MONTH_NAMES
from metrics.placements.goals import NO_PLAN
from metrics.placements.plan_volumes import PlanRow, PlanTable
from metrics.placements.told import UNKNOWN, Told, bare, told_bare
from metrics.subjects import Figure, Subject

PLAN_DECIMALS = 1
"""At most; a plan is written with no more decimals than it has."""
MEANS = "{so_far} är årets medel"
SUMS = "för dygn och annat som läggs ihop är det summan, mot så stor del av planen som dagarna är av året"
DASH = "Ett streck står som i planen: inget är planerat"
NEUTRAL = "En plan säger vad som väntas, inte vad som är bättre"
OTHER_THAN_GOAL = "Ett mål för året kan vara ett annat tal, och hålls mot den egna säsongen"


@dataclass(frozen=True)
class PlanLine:
    """One indicator's line. `latest` is the last month looked at, and one of `months` too."""

    subject: Subject
    earlier: tuple[str, ...]
    plan: Told
    months: tuple[str, ...]
    latest: str
    so_far: Told
    deviation: Told


def plan_lines(table: PlanTable) -> list[PlanLine]:
    """Return the lines of a table; `earlier` are of its `earlier_years`."""
    return [_line(row, table) for row in table.rows]


def _line(row: PlanRow, table: PlanTable) -> PlanLine:
    decimals = row.subject.decimals
    months = tuple(told_bare(figure, decimals) for figure in row.months)
    planned = row.planned.value
    value = row.so_far.value
    return PlanLine(
        row.subject,
        earlier=tuple(_earlier(table.earlier(row, year), decimals) for year in table.earlier_years),
        plan=Told(NO_PLAN if planned is None else bare(planned, PLAN_DECIMALS), row.planned.note),
        months=months,
        latest=months[table.until - 1],
        so_far=Told(UNKNOWN) if value is None else Told(number(value, row.decimals), row.note),
        deviation=_deviation(row),
    )


def _earlier(figure: Figure, decimals: int) -> str:
    """Write a year before, called what it is where some of its periods are not known."""
    lacks = figure.value is not None and figure.parts < figure.expected
    part = f" ({figure.parts} av {figure.expected})" if lacks else ""
    return f"{told_bare(figure, decimals)}{part}"


def _deviation(row: PlanRow) -> Told:
    """Write how far the year is from its plan, and for a sum what the plan has come to so far."""
    if row.deviation is None:
        return Told("" if row.planned.value is None else UNKNOWN)
    against = f"mot{NO_BREAK_SPACE}{number(row.planned_so_far, row.decimals)}" if row.is_summed else ""
    return Told(number(row.deviation, row.decimals, sign=True), against)


def so_far_name(table: PlanTable) -> str:
    """Name the column of the year so far."""
    return "Helår" if table.until == len(MONTH_NAMES) else "Hittills"


def plan_remark(table: PlanTable) -> str:
    """Say how a table is read, of what it holds."""
    sums = f"; {SUMS}" if any(row.is_summed for row in table.rows) else ""
    dash = [DASH] if any(row.planned.value is None for row in table.rows) else []
    other = [OTHER_THAN_GOAL] if sums else []
    return ". ".join([MEANS.format(so_far=so_far_name(table)) + sums, *dash, NEUTRAL, *other]) + "."
