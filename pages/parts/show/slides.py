"""The slides of a show: one message each. Every text is escaped here."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from metrics.documents.chart_svg import chart_svg
from metrics.documents.model import Chart, Item, Report
from metrics.documents.words import ACTIONS, QUESTION, TARGET
from metrics.theme import PROJECTOR, STATUS_MARKS, css_variables
from metrics.vocabulary import Status
from metrics.words import STATUS, begun
from pages.parts import frame, reads_show
from pages.parts.address import write
from pages.parts.cells import toned
from pages.parts.chart_table import SHOW_TABLE, chart_table
from pages.parts.show.choice import SLIDE, Asked
from pages.parts.show.look import BARE, CSS, SCRIPT
from pages.parts.show.room import PHONE, SCREENS, TYPE, chart_size
from reports.drawn_figures import picture_notes

KEY = "apt_slide"
BETWEEN = " · "
ITS_OWN_WORD = ("KF:s", "plan", "redovisas")
"""How a target's text begins where it says itself what it is."""


def show(asked: Asked, at: int) -> None:
    """Show a slide over the whole screen; keys, buttons and remotes turn it."""
    report = reads_show.report(asked.show, frame.today(), frame.remark(asked.choice))
    st.html(BARE)
    render = st.components.v2.component(KEY, html='<div class="show"></div>', css=CSS, js=SCRIPT)
    render(
        data={
            "html": slide_html(report, at),
            "at": at,
            "of": asked.slides,
            "colours": css_variables(PROJECTOR),
        },
        key=KEY,
        on_turned_change=partial(_turn, asked),
    )


def _turn(asked: Asked) -> None:
    """Write the slide that is turned to; 0 leads back to where the show is chosen.

    What was only drafted is then drafted anew there, for whatever is chosen next.
    """
    to = int(st.session_state[KEY]["turned"])
    write(SLIDE, str(to) if to else "")
    if not to:
        for name in asked.only_drafted:
            write(name, "")


def slide_html(report: Report, at: int) -> str:
    """Return a slide, counted from 1: the first, the indicators' in order, the question."""
    of = len(report.items) + 2
    if at == 1:
        kind, body, chart = "first", _first(report), None
    elif at == of:
        kind, body, chart = "last", _last(report), None
    else:
        item = report.items[at - 2]
        kind, body, chart = "item", _indicator(item), item.chart
    return (
        f'<section class="slide {kind}" aria-label="Bild {at} av {of}">{_top(report, kind)}'
        f'<div class="body">{body}</div>{_foot(chart, at, of)}</section>'
    )


def _top(report: Report, kind: str) -> str:
    where = report.organisation if kind == "first" else f"{report.unit}, {report.period.label}"
    remark = f'<span class="remark">{escape(report.remark)}</span>' if report.remark else ""
    return f'<div class="top"><span>{escape(where)}</span>{remark}</div>'


def _first(report: Report) -> str:
    when = escape(begun(report.period.label))
    return f'<h1>{escape(report.unit)}</h1><p class="when">{when}</p><p>{escape(report.lead)}</p>'


def _last(report: Report) -> str:
    return f"<p>{QUESTION}</p><h1>{escape(report.question)}</h1>"


def _indicator(item: Item) -> str:
    actions = "".join(f"<li>{escape(text)}</li>" for text in item.actions)
    doing = f'<ul aria-label="{ACTIONS}">{actions}</ul>' if actions else ""
    return f"<h1>{escape(item.sentence)}</h1>{_charts(item)}{_target(item)}{doing}"


def _charts(item: Item) -> str:
    """Return the chart in each size that a screen may need, one of them shown, and what its signs mean."""
    if item.chart is None:
        return ""
    note = BETWEEN.join(picture_notes(item.chart))
    sizes = [(screen.name, chart_size(screen, item, note)) for screen in SCREENS]
    drawn = "".join(_drawn(item.chart, name, *size) for name, size in [*sizes, ("phone", PHONE)])
    return drawn + (f'<p class="note">{escape(note)}</p>' if note else "")


def _drawn(chart: Chart, name: str, width: int, height: int) -> str:
    bare = replace(chart, remark="")  # the slide says it already
    picture = chart_svg(bare, width=width, height=height, font_size=TYPE, palette=PROJECTOR)
    return f'<div class="chart {name}" style="--w:{width};--h:{height}">{picture}</div>'


def _target(item: Item) -> str:
    """Return how the figure stands to its target: symbol, word, and the target."""
    none = STATUS_MARKS[Status.NO_TARGET]
    status = item.status or ("" if item.target else f"{none.symbol} {STATUS[Status.NO_TARGET]}")
    target = item.target if item.target.startswith(ITS_OWN_WORD) else f"{TARGET}: {item.target}"
    told = f"<span>{escape(begun(target))}</span>" if item.target else ""
    marked = f"<b>{toned(status, item.tone)}</b>" if status else ""
    return f'<p class="target">{marked}{told}</p>'


def _foot(chart: Chart | None, at: int, of: int) -> str:
    """Return the table, folded, and the way on: buttons that do what the keys do."""
    before, after = (" disabled" if at == end else "" for end in (1, of))
    table = (
        f'<details><summary>{SHOW_TABLE}</summary><div class="twin" tabindex="0" role="region" '
        f'aria-label="{escape(chart.title)} som tabell">{chart_table(chart)}</div></details>'
        if chart
        else ""
    )
    return (
        f'<div class="foot">{table}<nav aria-label="Bilder">'
        f'<button data-to="back" aria-label="Föregående bild"{before}>‹</button><span>{at} av {of}</span>'
        f'<button data-to="next" aria-label="Nästa bild"{after}>›</button>'
        f'<button data-to="close">Avsluta</button></nav></div>'
    )
