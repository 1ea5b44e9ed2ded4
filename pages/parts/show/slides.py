"""The slides of a show: one message each. Every text is escaped here."""

from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from metrics.documents.chart_svg import chart_svg
from metrics.documents.model import Chart, Item, Point, Report
from metrics.documents.show import WHY_HIDDEN
from metrics.documents.words import (
    ACTIONS,
    FIGURE,
    HIDDEN,
    MISSING,
    PRELIMINARY,
    PRELIMINARY_SIGN,
    QUESTION,
    TARGET,
)
from metrics.numbers import with_unit
from metrics.theme import PROJECTOR, STATUS_MARKS, css_variables
from metrics.vocabulary import Status
from metrics.words import STATUS, begun
from pages.parts import frame, reads_show
from pages.parts.address import write
from pages.parts.cells import toned
from pages.parts.show.choice import SLIDE, Asked
from pages.parts.show.look import BARE, CSS, SCRIPT
from pages.parts.show.room import PHONE, SCREENS, TYPE, chart_size

KEY = "apt_slide"
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
    """Return the chart in each size that a screen may need; the style shows one of them."""
    if item.chart is None:
        return ""
    sizes = [(screen.name, chart_size(screen, item)) for screen in SCREENS]
    return "".join(_drawn(item.chart, name, *size) for name, size in [*sizes, ("phone", PHONE)])


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
        f'<details><summary>Visa som tabell</summary><div class="twin" tabindex="0" role="region" '
        f'aria-label="{escape(chart.title)} som tabell">{_table(chart)}</div></details>'
        if chart
        else ""
    )
    return (
        f'<div class="foot">{table}<nav aria-label="Bilder">'
        f'<button data-to="back" aria-label="Föregående bild"{before}>‹</button><span>{at} av {of}</span>'
        f'<button data-to="next" aria-label="Nästa bild"{after}>›</button>'
        f'<button data-to="close">Avsluta</button></nav></div>'
    )


def _table(chart: Chart) -> str:
    """Return the chart's twin, the newest first."""
    heads = ["Period", FIGURE, *(line.name for line in chart.targets)]
    head = "".join(f'<th scope="col"{_number(place)}>{escape(text)}</th>' for place, text in enumerate(heads))
    body = "".join(_line(chart, place) for place in reversed(range(len(chart.points))))
    return (
        f"<table><caption>{escape(chart.title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>{_signs(chart)}"
    )


def _line(chart: Chart, place: int) -> str:
    """Return a period of the chart as a line of the table: its figure, and each target that held then."""
    point, unit = chart.points[place], chart.unit_of_measure
    targets = [line.values[place] for line in chart.targets]
    told = [
        _figure(chart, point),
        *("" if value is None else with_unit(value, chart.target_decimals, unit) for value in targets),
    ]
    figures = "".join(f'<td class="number">{escape(text)}</td>' for text in told)
    return f'<tr><th scope="row">{escape(point.period.label)}</th>{figures}</tr>'


def _figure(chart: Chart, point: Point) -> str:
    if point.value is None:
        return HIDDEN if point.hidden else MISSING
    sign = PRELIMINARY_SIGN if point.preliminary else ""
    return f"{with_unit(point.value, chart.decimals, chart.unit_of_measure)}{sign}"


def _signs(chart: Chart) -> str:
    """Return what the table's signs mean; nothing where it has none."""
    told = [
        WHY_HIDDEN if any(point.hidden for point in chart.points) else "",
        f"{PRELIMINARY_SIGN} {PRELIMINARY}." if any(point.preliminary for point in chart.points) else "",
    ]
    return f"<p>{escape(' '.join(filter(None, told)))}</p>" if any(told) else ""


def _number(place: int) -> str:
    return ' class="number"' if place else ""
