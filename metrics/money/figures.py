"""The economy's charts, made of what its pages show: amounts are divided to the page's unit here."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from metrics.money.bridge_items import Base, bridge_steps
from metrics.money.charts.cumulative import cumulative_chart
from metrics.money.charts.errors import errors_chart
from metrics.money.charts.memory import memory_chart
from metrics.money.charts.waterfall import waterfall_chart
from metrics.money.memory import Memory, drawn_course, drawn_errors
from metrics.money.scale import Scale
from metrics.money.view import EconomyView, drawn_months, drawn_span, steps
from metrics.theme import Palette


@dataclass(frozen=True)
class Look:
    """What a chart is drawn in: the unit of amounts, the reader's colours, and what goes with the picture."""

    scale: Scale
    palette: Palette
    remark: str

    @property
    def words(self) -> dict[str, Any]:
        """The look as every money chart takes it."""
        return {
            "unit_of_measure": self.scale.unit,
            "decimals": self.scale.decimals,
            "palette": self.palette,
            "remark": self.remark,
        }

    def drawn(self, amount: float | None) -> float | None:
        """Return an amount of kronor in the look's unit."""
        return None if amount is None else amount / self.scale.kronor


def course_figure(view: EconomyView, look: Look) -> go.Figure:
    """Draw the year's months against its budget, and where it ends."""
    return cumulative_chart(
        drawn_months(view, look.scale),
        controller=None if view.whole.closed else look.drawn(view.whole.forecast),
        statistical=drawn_span(view.whole, look.scale),
        **look.words,
    )


def steps_figure(view: EconomyView, look: Look, *, by_unit: bool) -> go.Figure | None:
    """Draw how the budget becomes the year's end, by account or unit; None where either isn't known."""
    whole, rows = view.whole, view.units if by_unit else view.accounts
    budget, year_end = look.drawn(whole.budget), look.drawn(whole.year_end)
    if budget is None or year_end is None:
        return None
    return waterfall_chart(
        steps(rows, look.scale, "enheter" if by_unit else "konton"),
        start=("Budget", budget),
        end=("Bokslut" if whole.closed else "Prognos", year_end),
        **look.words,
    )


def memory_figure(found: Memory, view: EconomyView, look: Look) -> go.Figure:
    """Draw how this year's forecasts have moved."""
    closing = look.drawn(view.whole.outcome) if view.whole.closed else None
    course = drawn_course(found, look.scale)
    return memory_chart(course, budget=look.drawn(found.budget), closing=closing, **look.words)


def errors_figure(found: Memory, look: Look) -> go.Figure:
    """Draw how the forecasts of the years that the record is made over have erred."""
    return errors_chart(drawn_errors(found, look.scale), **look.words)


def bridge_figure(whole: pd.Series, base: Base, look: Look) -> go.Figure:
    """Draw how what was budgeted (or last year's) becomes what the days have cost."""
    return waterfall_chart(
        bridge_steps(whole, look.scale),
        start=(base.name, whole["base_amount"] / look.scale.kronor),
        end=("Utfall", whole["amount"] / look.scale.kronor),
        **look.words,
    )
