"""What is written of an indicator: its definition, kind, owner, source, and place in the plans."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from metrics.indicator_view import IndicatorView
from metrics.numbers import PER_CENT, PERCENTAGE_POINTS, with_unit
from metrics.periods import Period
from metrics.signal_words import VARIATION_MARKS, outlook_note, signal_words
from metrics.subjects import Subject
from metrics.words import DIRECTION, KIND, PERIODICITY
from pages.parts.address import as_text

CSS = """<style>
dl.about { margin: 0 !important; padding: 0 !important; font-size: 14px; }
dl.about dt { font-size: 12px; opacity: .8; font-weight: 600; margin-top: 8px; }
dl.about dd { margin: 0 !important; }
</style>"""
NOT_SAID = "anges inte"


def verdict(view: IndicatorView) -> None:
    """Show how the last value was judged beside chance, how the year looks, and how the target is drawn."""
    signal = view.row.signal
    mark = VARIATION_MARKS[signal.variation]
    said = [f"{mark.symbol} {signal_words(signal)}", outlook_note(view.row.outlook), view.drawing_note]
    st.markdown(as_text(" ".join(filter(None, said))))
    if view.new_limits_from is not None:
        since = Period.containing(view.new_limits_from, view.row.period.periodicity).label
        st.info(
            f"Nivån har legat på samma sida om mittlinjen sedan {since}. "
            "Är orsaken känd, och väntas det bestå? Besluta då om nya gränser nedan."
        )


def about(description: pd.Series, subject: Subject) -> None:
    """Show definition, unit of measure, kind, direction, periodicity, owner and source."""
    st.subheader("Om måttet", anchor=False)
    _list(
        {
            "Definition": description["definition"],
            "Enhet": subject.unit_of_measure,
            "Slag och sammanräkning": KIND[subject.kind],
            "Riktning": DIRECTION[subject.direction],
            "Mäts per": PERIODICITY[subject.periodicity],
            "Räknas som nära målet": _tolerance(subject),
            "Ansvarig": description["owner"] or NOT_SAID,
            "Källsystem": description["source_system"] or NOT_SAID,
            "Källa": description["source"],
        }
    )


def in_plans(places: pd.DataFrame, subject: Subject) -> None:
    """Show under which goals of which plans the indicator stands."""
    mine = places[(places["indicator_id"] == subject.id) & places["title"].notna()]
    goals: dict[str, str] = {}
    for place in mine.to_dict("records"):
        goal = " ".join(word for word in (place["kind"], place["number"]) if word)
        goals[f"{goal.capitalize()}, {place['plan']}"] = place["title"]
    if goals:
        st.subheader("I planen", anchor=False)
        _list(goals)


def _tolerance(subject: Subject) -> str:
    if not subject.tolerance:
        return NOT_SAID
    unit = PERCENTAGE_POINTS if subject.unit_of_measure == PER_CENT else subject.unit_of_measure
    return f"högst {with_unit(subject.tolerance, subject.decimals, unit)} ifrån"


def _list(entries: Mapping[str, str]) -> None:
    lines = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in entries.items())
    st.html(f'{CSS}<dl class="about">{lines}</dl>')
