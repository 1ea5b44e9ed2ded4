"""Placeringsbryggan: how much of what placements cost beyond the budget is volume, price and mix."""

import pandas as pd
import streamlit as st

from metrics.bridge import bridge_sentence, bridge_totals
from metrics.money.bridge_items import BASES
from metrics.money.figures import bridge_figure
from metrics.money.scale import SURPLUS, Scale
from metrics.money.view import EconomyView
from metrics.numbers import number
from metrics.periods import MONTH_NAMES
from pages.parts import beside, frame, reads_money, tables
from pages.parts.address import Choice, asked, say_unknown
from pages.parts.economy.choice import EconomyChoice
from pages.parts.fields import Field, Option

AGAINST = "against"
PLOTLY = {"displayModeBar": False}
MEANS = (
    "Volym: dygnen utöver budget, till vad ett dygn kostar i snitt i hela budgeten. Mix: att de dygnen är "
    "dyrare eller billigare än snittet. Pris: vad dygnen kostat utöver vårdformens budgeterade pris. "
    "Mot budget är dygnen planens årsvolym, fördelad över månaderna som kontots budget."
)


def against() -> str:
    """Return what the address asks to compare with."""
    wanted = asked(AGAINST) or ""
    if wanted not in BASES:
        say_unknown("jämförelsen", wanted, BASES[""].name)
        return ""
    return wanted


def fields_beside(_chosen: EconomyChoice, _view: EconomyView) -> list[Field]:
    """Return the field that chooses what to compare with."""
    options = [Option(code, base.name) for code, base in BASES.items()]
    return [Field(AGAINST, "Jämför med", against(), options, in_row=True, span=2)]


def sentence(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> str:
    """Answer what the placements have cost, and which part explains most of it."""
    bridged, months = _bridged(choice)
    if bridged.empty or not months:
        return (
            f"{choice.place.name} har inga konton med vårddygn {view.year}, så det finns inget att dela upp."
        )
    until, base = MONTH_NAMES[months - 1], BASES[against()]
    return bridge_sentence(bridge_totals(bridged).iloc[0], chosen.scale.told, until=until, base=base.said)


def _bridged(choice: Choice) -> tuple[pd.DataFrame, int]:
    return reads_money.bridge(choice.office.code, choice.place.id, choice.period.code, against())


def show(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    """Show the whole as steps, and each form of care and unit in tables."""
    scale, base = chosen.scale, BASES[against()]
    bridged, months = _bridged(choice)
    if bridged.empty or not months:
        return
    whole = bridge_totals(bridged).iloc[0]
    left, right = beside.two("bridge", [4, 7])
    with left:
        figure = bridge_figure(whole, base, frame.look(choice, scale))
        st.plotly_chart(figure, theme=None, config=PLOTLY, alt=sentence(choice, chosen, view), key="bridge")
        st.caption(MEANS)
    with right:
        names = reads_money.money(choice.office.code).accounts.set_index("id")["name"]
        by_account = bridge_totals(bridged.assign(name=bridged["account_id"].map(names)), ["name"])
        told = f"{scale.unit}, {SURPLUS}"
        tables.show(f"Per vårdform, {told}", _rows(by_account, "Vårdform", base.name, scale))
        places = {place.id: place.name for place in choice.office.places}
        by_unit = bridge_totals(bridged.assign(name=bridged["unit_id"].map(places)), ["name"])
        if len(by_unit) > 1:
            tables.show(f"Per enhet, {told}", _rows(by_unit, "Enhet", base.name, scale))


def _rows(parts: pd.DataFrame, noun: str, base: str, scale: Scale) -> list[dict[str, str]]:
    """Return the parts as rows, the largest deviation first."""
    ordered = parts.sort_values("deviation", key=abs, ascending=False)
    return [
        {
            noun: part["name"],
            f"Dygn, {base.lower()}": _days(part["base_volume"]),
            "Dygn": _days(part["volume"]),
            "Volym": scale.written(part["volume_effect"], sign=True),
            "Mix": scale.written(part["mix_effect"], sign=True),
            "Pris": scale.written(part["price_effect"], sign=True),
            "Ej fördelat": scale.written(part["unsplit"], sign=True),
            "Avvikelse": scale.written(part["deviation"], sign=True),
        }
        for part in ordered.to_dict("records")
    ]


def _days(volume: float) -> str:
    return "okänt" if pd.isna(volume) else number(volume, 0)
