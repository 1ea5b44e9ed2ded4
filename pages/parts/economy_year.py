"""Where the year ends: the four lines, the year's course with its forecast, and what makes the deviation."""

import streamlit as st

from metrics.cumulative_chart import cumulative_chart
from metrics.economy_view import EconomyView, drawn, drawn_months, drawn_span, steps
from metrics.economy_words import at_odds, lead, pace_words, remarks
from metrics.waterfall import waterfall_chart
from pages.parts import economy_months, economy_table, frame
from pages.parts.address import UNIT, Choice, as_text
from pages.parts.economy_choice import ACCOUNT, BY_UNIT, PART_NAMES, EconomyChoice, parts_field
from pages.parts.fields import Field

PLOTLY = {"displayModeBar": False}


def sentence(_choice: Choice, chosen: EconomyChoice, view: EconomyView) -> str:
    """Answer where the year ends."""
    return lead(view, chosen.scale)


def fields_beside(chosen: EconomyChoice, view: EconomyView) -> list[Field]:
    """Return the choice of parts, where there is one."""
    return [parts_field(chosen)] if view.units and chosen.account_id is None else []


def show(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    """Show where the year stands, its course, what the deviation is made of, and its months."""
    scale, palette = chosen.scale, frame.palette()
    odds = at_odds(view, scale)
    if odds:
        st.warning(as_text(odds), icon=":material/call_split:")
    left, right = st.columns([5, 6], gap="large")
    with left:
        economy_table.show("standing", economy_table.standing_html(view, scale), palette)
        st.caption(as_text(" ".join(filter(None, [pace_words(view.whole, scale), *remarks(view)]))))
    with right:
        _course(choice, chosen, view)
    _parts(choice, chosen, view)
    economy_months.show(choice, chosen, view)


def _course(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    scale = chosen.scale
    figure = cumulative_chart(
        drawn_months(view, scale),
        controller=None if view.whole.closed else drawn(view.whole.forecast, scale),
        statistical=drawn_span(view.whole, scale),
        unit_of_measure=scale.unit,
        decimals=scale.decimals,
        palette=frame.palette(),
        remark=frame.remark(choice),
    )
    st.plotly_chart(figure, theme=None, config=PLOTLY, alt=lead(view, scale), key="course")


def _parts(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    """Show the deviation as steps, and the parts as a table; each part is a way down."""
    by_unit = chosen.parts == BY_UNIT or chosen.account_id is not None
    rows = view.units if by_unit and view.units else view.accounts
    noun, parameter = (PART_NAMES[BY_UNIT], UNIT) if rows is view.units else ("konto", ACCOUNT)
    if len(rows) < 2:
        return
    scale, whole = chosen.scale, view.whole
    left, right = st.columns([4, 7], gap="large")
    with left:
        if whole.deviation is not None and whole.year_end is not None:
            figure = waterfall_chart(
                steps(rows, scale, "enheter" if rows is view.units else "konton"),
                start=("Budget", drawn(whole.budget, scale) or 0.0),
                end=("Bokslut" if whole.closed else "Prognos", drawn(whole.year_end, scale) or 0.0),
                unit_of_measure=scale.unit,
                decimals=scale.decimals,
                palette=frame.palette(),
                remark=frame.remark(choice),
            )
            st.plotly_chart(figure, theme=None, config=PLOTLY, alt=lead(view, scale), key="steps")
    with right:
        links = choice.address | chosen.address
        html = economy_table.rows_html(rows, noun, links, parameter, view, scale)
        economy_table.show("parts", html, frame.palette())
