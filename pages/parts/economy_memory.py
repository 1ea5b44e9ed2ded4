"""Prognosminne: how this year's forecast has moved, and how good the forecasts of earlier years were."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from metrics.economy_memory import CONTROLLER, STATISTICAL, Memory, drawn_course, drawn_errors
from metrics.economy_view import EconomyView, drawn
from metrics.errors_chart import errors_chart
from metrics.forecast_memory import STATISTICAL as STATISTICAL_NOUN
from metrics.forecast_memory import memory_sentence, moved
from metrics.memory_chart import memory_chart
from metrics.money import SURPLUS, Scale
from metrics.numbers import with_unit
from metrics.periods import MONTH_NAMES
from pages.parts import frame, reads_money, tables
from pages.parts.address import Choice
from pages.parts.economy_choice import EconomyChoice
from pages.parts.fields import Field

PLOTLY = {"displayModeBar": False}
SOURCES = {CONTROLLER: "Controllern", STATISTICAL: "Statistisk"}
MADE_ANEW = (
    "Den statistiska prognosen för tidigare månader är räknad i efterhand, på de belopp som då var kända "
    "men som de står i dag. Fel = bokslut − prognos: minus betyder att året slutade sämre än prognosen."
)


def sentence(choice: Choice, chosen: EconomyChoice, _view: EconomyView) -> str:
    """Answer how the forecast has moved, and how those of this month have erred, by either source."""
    return " ".join(_sentences(_found(choice, chosen), chosen.scale))


def fields_beside(_chosen: EconomyChoice, _view: EconomyView) -> list[Field]:
    """Return no fields: the month is that of the page."""
    return []


def _asked(choice: Choice, chosen: EconomyChoice) -> tuple[str, int, str, int | None]:
    return choice.office.code, choice.place.id, choice.period.code, chosen.account_id


def _found(choice: Choice, chosen: EconomyChoice) -> Memory:
    return reads_money.memory(*_asked(choice, chosen))


def _sentences(found: Memory, scale: Scale) -> list[str]:
    return [
        moved(found.course.rename(columns={CONTROLLER: "amount"}), scale.told),
        memory_sentence(found.record_of(CONTROLLER), found.month, found.years),
        memory_sentence(found.record_of(STATISTICAL), found.month, found.years, STATISTICAL_NOUN),
    ]


def show(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    """Show both charts, and the tables behind them."""
    found, scale = _found(choice, chosen), chosen.scale
    _charts(choice, chosen, view, found)
    st.caption(MADE_ANEW)
    told = f"{scale.unit}, {SURPLUS}"
    by_unit = [
        {"Enhet": name, **cells}
        for name, records in reads_money.records_by_unit(*_asked(choice, chosen))
        for cells in _rows(records, scale, [found.month])
    ]
    tables.show(f"Prognoserna i {MONTH_NAMES[found.month - 1]} per enhet, {told}", by_unit)
    whole = {source: found.record_of(source) for source in SOURCES}
    tables.show(f"Träffsäkerhet per månad, {told}", list(_rows(whole, scale, range(1, 12))))
    course = [
        {
            "Gjord i": MONTH_NAMES[row["month"] - 1],
            "Prognos": scale.written(row[CONTROLLER]),
            "Statistisk": scale.written(row[STATISTICAL]),
            "Från": scale.written(row["lower"]),
            "Till": scale.written(row["upper"]),
        }
        for row in found.course.to_dict("records")
    ]
    tables.show(f"Årets prognoser, {scale.unit}", course)


def _charts(choice: Choice, chosen: EconomyChoice, view: EconomyView, found: Memory) -> None:
    """Show this year's course beside the errors of years before."""
    how_moved, how_good, _ = _sentences(found, chosen.scale)
    scale = chosen.scale
    look = (scale.unit, scale.decimals, frame.palette(), frame.remark(choice))
    names = ("unit_of_measure", "decimals", "palette", "remark")
    common: dict[str, Any] = dict(zip(names, look, strict=True))
    closing = drawn(view.whole.outcome, scale) if view.whole.closed else None
    left, right = st.columns(2, gap="large")
    with left:
        course = drawn_course(found, scale)
        figure = memory_chart(course, budget=drawn(found.budget, scale), closing=closing, **common)
        st.plotly_chart(figure, theme=None, config=PLOTLY, alt=how_moved, key="memory")
    with right:
        figure = errors_chart(drawn_errors(found, scale), **common)
        st.plotly_chart(figure, theme=None, config=PLOTLY, alt=how_good, key="errors")


def _rows(
    records: Mapping[str, pd.DataFrame], scale: Scale, months: Iterable[int]
) -> Iterator[dict[str, str]]:
    """Return a row per month and source that has a closed year with a forecast from the month."""
    for month in months:
        for source, name in SOURCES.items():
            row = records[source].set_index("month").loc[month]
            if row["years"]:
                yield {
                    "Gjord i": MONTH_NAMES[month - 1],
                    "Prognos av": name,
                    "Antal år": str(int(row["years"])),
                    "Fel i snitt": scale.written(row["bias"], sign=True),
                    "Fel i procent": _per_cent(row["bias_share"]),
                    "Spridning": scale.written(row["spread"]),
                    "Lägst": scale.written(row["low"], sign=True),
                    "Högst": scale.written(row["high"], sign=True),
                }


def _per_cent(share: float) -> str:
    return "" if pd.isna(share) else with_unit(100 * share, 1, "%", sign=True)
