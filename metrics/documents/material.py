"""What a report is made of: figures judged for a unit and a period, and what has been told beside them.

All of it is what the report's audience may see: it has been read through their veil.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.documents.model import Cell, Item
from metrics.money.printed import ResultTable
from metrics.money.view import EconomyView
from metrics.periods import Period
from metrics.plan.tree_nodes import Node
from metrics.plan.undertakings import Undertaking
from metrics.risks.register import RiskLine
from metrics.rows import Row
from metrics.vocabulary import Lens, Periodicity, ReportKind
from metrics.year_wheel.year_view import YearView

KIND_OF = {
    Periodicity.MONTH: ReportKind.MONTH,
    Periodicity.TERTIAL: ReportKind.TERTIAL,
    Periodicity.YEAR: ReportKind.YEAR,
}
"""The report of a period follows from what sort of period it is."""
KIND_CODES = {
    "manad": ReportKind.MONTH,
    "tertial": ReportKind.TERTIAL,
    "ar": ReportKind.YEAR,
    "utdrag": ReportKind.SELECTION,
}
"""The reports that can be asked for, as addresses and commands write them."""
PERIOD_OF = {kind: periodicity for periodicity, kind in KIND_OF.items()}


@dataclass(frozen=True)
class Followed:
    """An indicator of a report: its row, the same as an item, and the figure of the year before.

    `year_before` is of the same period a year earlier, as it is shown; empty where nothing is known of it.
    """

    row: Row
    item: Item
    year_before: Cell


@dataclass(frozen=True)
class Said:
    """A comment on a figure: which, of which unit and period, and by which role."""

    indicator: str
    unit: str
    period: Period
    analysis: str
    planned: str
    role: str


@dataclass(frozen=True)
class MoneySaid:
    """A comment on money: of which month (a code), unit and account (empty = the whole), by which role."""

    month: str
    unit: str
    account: str
    about: str
    text: str
    role: str


def money_said(
    told: pd.DataFrame, units: Mapping[int, str], accounts: Mapping[int, str]
) -> tuple[MoneySaid, ...]:
    """Return comments on money as documents tell them.

    `told` has a row per comment with `month`, `unit_id`, `account_id` (missing for the whole), `about`,
    `text` and `role`; the others are the names of the units and accounts by their numbers.
    """
    return tuple(
        MoneySaid(
            month=row["month"],
            unit=units[row["unit_id"]],
            account="" if pd.isna(row["account_id"]) else accounts[row["account_id"]],
            about=row["about"],
            text=row["text"],
            role=row["role"],
        )
        for row in told.to_dict("records")
    )


@dataclass(frozen=True)
class PlanFollowed:
    """A plan as it stands on a day: its undertakings, and its tree with judged indicators."""

    title: str
    day: date
    ended_on: date | None
    undertakings: tuple[Undertaking, ...]
    goals: Node | None = None


@dataclass(frozen=True)
class RisksFollowed:
    """A plan's risks as they stand on a day; `is_over` tells that the plan's time is."""

    title: str
    day: date
    is_over: bool
    lines: tuple[RiskLine, ...]


@dataclass(frozen=True)
class Material:
    """What a report of a unit and a period is made of.

    `remark` marks invented figures; `as_of` tells that the figures are those of a lock, both empty else.
    `threshold` is the least count that the audience is shown, 0 where the office looks at its own figures.
    `said` and `money_said` are empty for an audience. `plan` and `economy` are None where there is none;
    `printed` are the result tables of an office whose money is only known as its documents print it. `risks`
    and `year` (of reporting) are of an extract of their pages, None else.
    """

    organisation: str
    unit: str
    period: Period
    lens: Lens
    remark: str = ""
    as_of: str = ""
    threshold: int = 0
    followed: tuple[Followed, ...] = ()
    said: tuple[Said, ...] = ()
    plan: PlanFollowed | None = None
    economy: EconomyView | None = None
    printed: tuple[ResultTable, ...] = ()
    money_said: tuple[MoneySaid, ...] = ()
    risks: RisksFollowed | None = None
    year: YearView | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every indicator's row, in the order of the report."""
        return tuple(each.row for each in self.followed)

    @property
    def is_inside(self) -> bool:
        """Whether the office looks at its own figures."""
        return not self.lens.is_outward
