"""Where the year ends: the four lines, the year's course with its forecast, and what makes the deviation."""

import streamlit as st

from metrics.money.view import EconomyView
from metrics.money.words import at_odds, lead, moved_words, pace_words, remarks
from pages.parts import beside, frame, reads_money
from pages.parts.address import UNIT, Choice, as_text
from pages.parts.economy import extract, months, table
from pages.parts.economy.choice import (
    ACCOUNT,
    ALL_ACCOUNTS,
    BY_ACCOUNT,
    BY_UNIT,
    PART_NAMES,
    EconomyChoice,
    parts_field,
)
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
    left, right = beside.two("course", [5, 6])
    with left:
        ways_up = table.ways_up_html(_ways_up(choice, chosen))
        table.show("standing", ways_up + table.standing_html(view, scale), palette)
        st.caption(
            as_text(
                " ".join(
                    filter(None, [moved_words(view, scale), pace_words(view.whole, scale), *remarks(view)])
                )
            )
        )
    with right:
        _course(choice, chosen, view)
    _parts(choice, chosen, view)
    months.show(choice, chosen, view)
    extract.offer(choice, chosen, view)


def _ways_up(choice: Choice, chosen: EconomyChoice) -> list[tuple[str, dict[str, str]]]:
    """Return the whole result, where the page is on an account, and the unit above."""
    here = choice.address | chosen.address
    ways = []
    if chosen.account_id is not None:
        ways.append((ALL_ACCOUNTS, {name: value for name, value in here.items() if name != ACCOUNT}))
    above = next((each for each in choice.office.places if each.id == choice.place.parent_id), None)
    if above is not None:
        ways.append((above.name, here | {UNIT: above.code}))
    return ways


def _course(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    asked = (choice.office.code, choice.place.id, choice.period.code, chosen.account_id)
    figure = reads_money.course_figure(asked, frame.look(choice, chosen.scale))
    st.plotly_chart(figure, theme=None, config=PLOTLY, alt=lead(view, chosen.scale), key="course")


def _parts(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    """Show the deviation as steps, and the parts as a table; each part is a way down."""
    by_unit = bool(view.units) and (chosen.parts == BY_UNIT or chosen.account_id is not None)
    rows, noun = (view.units, PART_NAMES[BY_UNIT]) if by_unit else (view.accounts, PART_NAMES[BY_ACCOUNT])
    if len(rows) < 2:
        return
    scale = chosen.scale
    left, right = beside.two("parts", [4, 7])
    with left:
        asked = (choice.office.code, choice.place.id, choice.period.code, chosen.account_id)
        figure = reads_money.steps_figure(asked, frame.look(choice, scale), by_unit=by_unit)
        if figure is not None:
            st.plotly_chart(figure, theme=None, config=PLOTLY, alt=lead(view, scale), key="steps")
    with right:
        links = choice.address | chosen.address
        html = table.rows_html(rows, noun, links, UNIT if by_unit else ACCOUNT, view, scale)
        table.show("parts", html, frame.palette())
