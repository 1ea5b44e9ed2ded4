"""An article on each risk: what it is, what is done about it, what is owed, how it was weighed."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from metrics.documents.risks import ACTIONS, NO_ACTIONS, NO_FOLLOW_UP, action_aside
from metrics.plan.undertakings import Undertaking
from metrics.risks.register import RiskLine, Weighing
from metrics.risks.words import STATES_NO_WEIGHT, UNWEIGHED, change_words, weighing_words
from metrics.words import begun, many
from metrics.year_wheel.owed_lines import OwedLine
from metrics.year_wheel.words import NO_TIME, owed_words, pressing_words
from pages.parts.address import ACTIVITY, RISK
from pages.parts.plan_signs import owed_sign, standing_sign
from pages.parts.sheet import link_to
from pages.parts.times import time_written


def articles_html(
    lines: Sequence[RiskLine], address: Mapping[str, str], *, may_report: bool, is_over: bool
) -> str:
    """Return an article on each risk in the plan's order; with `may_report` also the ways to the forms.

    `is_over` tells that the plan's time is.
    """
    return "".join(_article(line, address, may_report=may_report, is_over=is_over) for line in lines)


def _article(line: RiskLine, address: Mapping[str, str], *, may_report: bool, is_over: bool) -> str:
    to_form = escape(link_to("risker", {**address, RISK: line.code}))
    link = f' <a href="{to_form}">Bedöm risken</a>' if may_report else ""
    who = f"Ansvarig: {line.responsible}." if line.responsible else ""
    described = " ".join(filter(None, (line.description, who)))
    return (
        f"<article><h3>Risk {escape(line.label)}: {escape(line.title)}</h3>"
        f"<p>{escape(described)}</p><p>{_weighed(line, is_over=is_over)}{link}</p>"
        f'<div class="parts"><div><h4>{ACTIONS}</h4>{_actions(line.actions, address)}</div>'
        f"<div><h4>Uppföljning</h4>{_owed(line)}</div></div>"
        f'{_history(line.weighings)}<p class="note">Källa: {escape(line.source)}</p></article>'
    )


def _weighed(line: RiskLine, *, is_over: bool) -> str:
    if line.latest is None:
        return f"<b>{begun(STATES_NO_WEIGHT) if is_over else f'Risken är {UNWEIGHED}'}.</b>"
    moved = change_words(line)
    told = f"{weighing_words(line.latest)}{f' ({moved})' if moved else ''}"
    return f"<b>{escape(begun(told))}.</b>"


def _actions(actions: Sequence[Undertaking], address: Mapping[str, str]) -> str:
    if not actions:
        return f"<p>{NO_ACTIONS}</p>"
    return f"<ul>{''.join(_action(each, address) for each in actions)}</ul>"


def _action(action: Undertaking, address: Mapping[str, str]) -> str:
    link = escape(link_to("aktiviteter", {**address, ACTIVITY: action.code}))
    aside = action_aside(action)
    return (
        f'<li>{standing_sign(action)}<a href="{link}">{escape(action.title)}</a>'
        f"{f'<small>{escape(aside)}</small>' if aside else ''}</li>"
    )


def _owed(line: RiskLine) -> str:
    words = f"<p>{escape(line.follow_up)}</p>" if line.follow_up else ""
    if not line.owed:
        return words or f"<p>{NO_FOLLOW_UP}</p>"
    return f"{words}<ul>{''.join(map(_owed_line, line.owed))}</ul>"


def _owed_line(owed: OwedLine) -> str:
    aside = "; ".join(filter(None, (owed_words(owed), pressing_words(owed) or NO_TIME)))
    sign = owed_sign(owed.pressing.state) if owed.pressing else ""
    return f"<li>{sign}{escape(owed.title)}<small>{escape(aside)}</small></li>"


def _history(weighings: Sequence[Weighing]) -> str:
    if not weighings:
        return ""
    every = "".join(map(_weighing, weighings))
    count = many(len(weighings), "bedömning", "bedömningar")
    return f"<details><summary>{count}</summary><ul>{every}</ul></details>"


def _weighing(weighing: Weighing) -> str:
    note = f": {escape(weighing.note)}" if weighing.note else ""
    recorded = time_written(pd.Timestamp(weighing.recorded_at))
    return (
        f"<li>{weighing.assessed_on.isoformat()} {escape(weighing_words(weighing))}{note}"
        f"<small>{escape(weighing.role)}, registrerat {recorded}</small></li>"
    )
