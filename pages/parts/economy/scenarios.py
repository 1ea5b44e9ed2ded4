"""Scenarier: what the year would end at if places ended or opened, beside the forecast and never in it."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from data.recording_money import record_scenario, withdraw_scenario
from metrics.money.saved_scenarios import (
    Saved,
    Typed,
    change_from,
    compared,
    earliest_start,
    saved,
    usual_prices,
)
from metrics.money.scale import SURPLUS, Scale
from metrics.money.scenarios import Change, change_words
from metrics.money.view import EconomyView
from metrics.money.words import lead
from metrics.numbers import number
from metrics.words import told_apart
from pages.parts import forms, frame, reads, reads_money, tables
from pages.parts.address import Choice, as_text
from pages.parts.economy.choice import EconomyChoice
from pages.parts.fields import Field

MOST_CHANGES = 8
LABELS = {"name": "Namn", "role": "Din roll", "changes": "Ändringar"}
MEANS = (
    "Ett scenario ligger bredvid prognosen och ändrar den aldrig. Platser räknas som antal × pris per dygn × "
    "dagar kvar av året; minus avslutar platser, plus öppnar."
)
TRIED = "Det du prövar nu"


def sentence(choice: Choice, chosen: EconomyChoice, _view: EconomyView) -> str:
    """Answer where the year ends without any scenario."""
    whole = _whole_result(choice)
    return lead(whole, chosen.scale) if whole else ""


def fields_beside(_chosen: EconomyChoice, _view: EconomyView) -> list[Field]:
    """Return no fields: a scenario is tried in boxes of its own."""
    return []


def _whole_result(choice: Choice) -> EconomyView | None:
    """Return the unit's whole result: that is what a scenario changes, whatever account the page is on."""
    return reads_money.economy(choice.office.code, choice.place.id, choice.period.code, None)


def show(choice: Choice, chosen: EconomyChoice, _view: EconomyView) -> None:
    """Show the saved scenarios beside the forecast, and boxes in which one can be tried at once."""
    view = _whole_result(choice)
    if view is None or view.whole.year_end is None or view.whole.closed or view.last is None:
        st.info(f"Scenarier räknas på ett år som pågår, och {choice.period.year} är inte ett sådant här.")
        return
    held = _held(choice, view.year)
    known = reads_money.money(choice.office.code).accounts.set_index("id")
    names = told_apart(known["name"].to_dict(), known["code"].to_dict())
    comparison = st.container()
    tried = _boxes(choice, chosen, view, names)
    every: list[tuple[str, Sequence[Change]]] = [(scenario.name, scenario.changes) for scenario in held]
    if tried and tuple(tried) not in [scenario.changes for scenario in held]:
        every.append((TRIED, tried))
    with comparison:
        st.caption(MEANS)
        rows = compared(view.whole.year_end, view.whole.budget, every, view.year, view.last.last)
        title = f"Årets slut med och utan scenarier, {chosen.scale.unit}, {SURPLUS}"
        tables.show(title, _compared_rows(rows, chosen.scale))
        _listed(held, names)


def _held(choice: Choice, year: int) -> list[Saved]:
    """Return the scenarios of the unit and of those below it, theirs named after them."""
    found = []
    for place in choice.office.places:
        if place.id in choice.office.ancestors_below(choice.place.id):
            owner = "" if place.id == choice.place.id else place.name
            found += saved(reads_money.scenarios(place.id, year), owner)
    return found


def _compared_rows(rows: pd.DataFrame, scale: Scale) -> list[dict[str, str]]:
    return [
        {
            "Scenario": row["name"],
            "Effekt": scale.written(row["effect"], sign=True),
            "Årets slut": scale.written(row["year_end"]),
            "Avvikelse": scale.written(row["deviation"], sign=True),
        }
        for row in rows.to_dict("records")
    ]


def _listed(held: Sequence[Saved], names: Mapping[int, str]) -> None:
    """List what each saved scenario changes, with a way to take it back."""
    for scenario in held:
        key = f"scenario-{scenario.id}"
        box = st.expander(as_text(f"{scenario.name} ({scenario.role})"), key=f"{key}-box", on_change="rerun")
        with box:
            for change in scenario.changes:
                st.markdown("- " + as_text(change_words(change, names[change.account_id])))
            if not box.open:
                continue
            with st.form(key, border=False):
                role = forms.role(key, "Din roll, för att ta bort scenariot")
                if st.form_submit_button("Ta bort scenariot"):
                    done = f"Scenariot «{scenario.name}» är borttaget."
                    withdraw = partial(withdraw_scenario, reads.store(), scenario_id=scenario.id, role=role)
                    forms.save(done, withdraw, LABELS)


def _boxes(
    choice: Choice, chosen: EconomyChoice, view: EconomyView, names: Mapping[int, str]
) -> list[Change]:
    """Show a row of boxes per change, always one more than is filled in; return the changes that hold."""
    st.subheader("Pröva ett scenario", anchor=False)
    bridged, _ = reads_money.bridge(choice.office.code, choice.place.id, choice.period.code, "")
    prices = usual_prices(bridged)
    mine = reads_money.money(choice.office.code).with_lines["id"]
    accounts = sorted(mine, key=lambda number: (number not in prices, names[number]))
    found: list[Change] = []
    for place in range(MOST_CHANGES):
        key = f"change-{choice.place.code}-{view.year}-{place}"
        account_id = st.selectbox(
            "Konto",
            accounts,
            index=None,
            format_func=lambda number: names[number],
            placeholder="Välj konto",
            key=key,
            label_visibility="visible" if place == 0 else "collapsed",
            width=420,
        )
        if account_id is None:
            break
        found += _change(account_id, prices.get(account_id), chosen.scale, view, key, names)
    if found:
        _save_form(choice, view, found)
    return found


def _change(
    account_id: int, price: float | None, scale: Scale, view: EconomyView, key: str, names: Mapping[int, str]
) -> list[Change]:
    """Show the boxes of one change; return it, or nothing and say what is wrong."""
    assert view.last is not None  # the year has begun
    with st.container(horizontal=True):
        places = st.text_input("Antal platser", placeholder="−3", key=f"{key}-places", width=130)
        start = forms.day("Från", earliest_start(view.last, frame.today()), key)
        usual = number(price, 0) if price else ""
        cost = st.text_input("Kronor per dygn", usual, key=f"{key}-{account_id}-price", width=150)
        lump = st.text_input(
            f"Eller belopp, {scale.unit}", key=f"{key}-amount-{scale.unit}", width=150, help=SURPLUS
        )
    if not (places.strip() or lump.strip()):
        return []
    change, problems = change_from(
        Typed(account_id, places, start, cost, lump), scale, view.year, view.last.last
    )
    for problem in problems:
        st.error(as_text(problem))
    if change is None:
        return []
    st.markdown(as_text(change_words(change, names[account_id])))
    return [change]


def _save_form(choice: Choice, view: EconomyView, changes: Sequence[Change]) -> None:
    key = f"save-scenario-{choice.place.code}-{view.year}"
    with st.form(key, border=False, width=forms.FORM_WIDTH):
        name = st.text_input("Namn", placeholder="Tre HVB avslutas", key=f"{key}-name")
        role = forms.role(key)
        if st.form_submit_button("Spara scenariot"):
            forms.save(
                f"Scenariot «{name}» är sparat.",
                lambda: record_scenario(
                    reads.store(),
                    organisation_id=choice.office.id,
                    unit_id=choice.place.id,
                    year=view.year,
                    name=name,
                    changes=changes,
                    role=role,
                ),
                LABELS,
            )
