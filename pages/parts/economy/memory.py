"""Prognosminne: how this year's forecast has moved, and how good the forecasts of earlier years were."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd
import streamlit as st

from metrics.money.memory import CONTROLLER, STATISTICAL, Memory, held_words
from metrics.money.record import STATISTICAL as STATISTICAL_NOUN
from metrics.money.record import memory_sentence, moved
from metrics.money.scale import Scale
from metrics.money.view import EconomyView
from metrics.numbers import with_unit
from metrics.periods import MONTH_NAMES, Period
from metrics.vocabulary import Periodicity
from pages.parts import beside, frame, reads_money, tables
from pages.parts.address import Choice
from pages.parts.economy.choice import EconomyChoice
from pages.parts.fields import Field

PLOTLY = {"displayModeBar": False}
SOURCES = {CONTROLLER: "Controllern", STATISTICAL: "Statistisk"}
NOT_SAID, UNDONE = "anges inte", "ångrad"
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
        memory_sentence(found.records[CONTROLLER], found.month, found.years),
        memory_sentence(found.records[STATISTICAL], found.month, found.years, STATISTICAL_NOUN),
    ]


def show(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    """Show both charts, and the tables behind them."""
    found, scale = _found(choice, chosen), chosen.scale
    _charts(choice, chosen, found)
    st.caption(" ".join(filter(None, [held_words(found), MADE_ANEW])))
    told = f"bokslut − prognos, {scale.unit}"
    by_unit = [
        {"Enhet": name, **cells}
        for name, records in reads_money.records_by_unit(*_asked(choice, chosen))
        for cells in _rows(records, scale, [found.month])
    ]
    tables.show(f"Prognoserna i {MONTH_NAMES[found.month - 1]} per enhet, {told}", by_unit)
    tables.show(f"Träffsäkerhet per månad, {told}", list(_rows(found.records, scale, range(1, 12))))
    if chosen.account_id is not None:
        tables.show(f"Allt som sagts om {view.year}, {scale.unit}", _said_rows(choice, chosen, view))
    course = [
        {
            "Gjord i": MONTH_NAMES[row["month"] - 1],
            "Prognos": scale.written(row[CONTROLLER]),
            "Statistisk": scale.written(row[STATISTICAL]),
            "80 % från": scale.written(row["lower"]),
            "80 % till": scale.written(row["upper"]),
        }
        for row in found.course.to_dict("records")
    ]
    tables.show(f"Årets prognoser, {scale.unit}", course)


def _charts(choice: Choice, chosen: EconomyChoice, found: Memory) -> None:
    """Show this year's course beside the errors of years before."""
    how_moved, how_good, _ = _sentences(found, chosen.scale)
    course, errors = reads_money.memory_figures(_asked(choice, chosen), frame.look(choice, chosen.scale))
    left, right = beside.two("memory", [1, 1])
    with left:
        st.plotly_chart(course, theme=None, config=PLOTLY, alt=how_moved, key="memory")
    with right:
        st.plotly_chart(errors, theme=None, config=PLOTLY, alt=how_good, key="errors")


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


def _said_rows(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> list[dict[str, str]]:
    """Return every forecast that has been made of the account, also those that were said again or undone."""
    said = reads_money.forecast_history(choice.office.code, choice.place.id, view.year)
    said = said[said["made_in"] <= Period(Periodicity.MONTH, view.year, view.until).code]
    units = {place.id: place.name for place in choice.office.places}
    return [
        {
            "Gjord i": Period.parse(row["made_in"]).label if row["made_in"] else NOT_SAID,
            "Version": str(row["revision"]),
            "Enhet": units[row["unit_id"]],
            "Prognos": UNDONE if row["taken_back"] else chosen.scale.written(row["amount"]),
            "Roll": row["role"] or NOT_SAID,
            "Kommentar": row["comment"],
            "Registrerad": f"{row['recorded_at']:%Y-%m-%d}",
        }
        for row in said[said["account_id"] == chosen.account_id].to_dict("records")
    ]


def _per_cent(share: float) -> str:
    return "" if pd.isna(share) else with_unit(100 * share, 1, "%", sign=True)
