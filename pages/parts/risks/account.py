"""An account of each risk: what it is, what is done about it, what is owed, how it was weighed."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import pandas as pd

from metrics.plan.activity_lines import ActivityLine
from metrics.plan.activity_words import STANDING, STANDING_MARKS, state_note
from metrics.risks.register import Account, RiskLine, Weighing
from metrics.risks.words import UNWEIGHED, account_state, change_words, due_words, weighing_words
from metrics.words import begun
from pages.parts import cells
from pages.parts.activities.choice import ACTIVITY
from pages.parts.risks.choice import RISK
from pages.parts.sheet import link_to
from pages.parts.times import time_written


def accounts_html(
    lines: Sequence[RiskLine], address: Mapping[str, str], today: date, *, may_report: bool
) -> str:
    """Return an account of each risk in the plan's order; with `may_report` also the ways to the forms."""
    return "".join(_article(line, address, today, may_report=may_report) for line in lines)


def _article(line: RiskLine, address: Mapping[str, str], today: date, *, may_report: bool) -> str:
    to_form = escape(link_to("risker", {**address, RISK: line.code}))
    link = f' <a href="{to_form}">Bedöm risken</a>' if may_report else ""
    who = f"Ansvarig: {line.responsible}." if line.responsible else ""
    described = " ".join(filter(None, (line.description, who)))
    return (
        f"<article><h3>Risk {escape(line.label)}: {escape(line.title)}</h3>"
        f"<p>{escape(described)}</p><p>{_standing(line)}{link}</p>"
        f'<div class="parts"><div><h4>Åtgärder</h4>{_actions(line.actions, address)}</div>'
        f"<div><h4>Uppföljning</h4>{_owed(line, today)}</div></div>"
        f'{_history(line.weighings)}<p class="note">Källa: {escape(line.source)}</p></article>'
    )


def _standing(line: RiskLine) -> str:
    if line.latest is None:
        return f"<b>Risken är {UNWEIGHED}.</b>"
    moved = change_words(line)
    told = f"{weighing_words(line.latest)}{f' ({moved})' if moved else ''}"
    return f"<b>{escape(begun(told))}.</b>"


def _actions(actions: Sequence[ActivityLine], address: Mapping[str, str]) -> str:
    if not actions:
        return "<p>Planen har inga åtgärder för risken.</p>"
    return f"<ul>{''.join(_action(each, address) for each in actions)}</ul>"


def _action(action: ActivityLine, address: Mapping[str, str]) -> str:
    mark = STANDING_MARKS[action.standing]
    link = escape(link_to("aktiviteter", {**address, ACTIVITY: action.code}))
    aside = "; ".join(filter(None, (state_note(action), action.responsible)))
    return (
        f'<li>{cells.sign(mark.symbol, STANDING[action.standing], mark.tone)}<a href="{link}">'
        f"{escape(action.title)}</a>{f'<small>{escape(aside)}</small>' if aside else ''}</li>"
    )


def _owed(line: RiskLine, today: date) -> str:
    words = f"<p>{escape(line.follow_up)}</p>" if line.follow_up else ""
    if not line.accounts:
        return words or "<p>Planen säger inte när risken ska följas upp.</p>"
    return f"{words}<ul>{''.join(_account(each, today) for each in line.accounts)}</ul>"


def _account(account: Account, today: date) -> str:
    aside = ", ".join(filter(None, (account.recipient, due_words(account.due) if account.due else "")))
    state = account_state(account, today)
    return f"<li>{escape(account.title)}<small>{escape('; '.join(filter(None, (aside, state))))}</small></li>"


def _history(weighings: Sequence[Weighing]) -> str:
    if not weighings:
        return ""
    every = "".join(map(_weighing, weighings))
    count = f"{len(weighings)} bedömning{'' if len(weighings) == 1 else 'ar'}"
    return f"<details><summary>{count}</summary><ul>{every}</ul></details>"


def _weighing(weighing: Weighing) -> str:
    note = f": {escape(weighing.note)}" if weighing.note else ""
    recorded = time_written(pd.Timestamp(weighing.recorded_at))
    return (
        f"<li>{weighing.assessed_on.isoformat()} {escape(weighing_words(weighing))}{note}"
        f"<small>{escape(weighing.role)}, registrerat {recorded}</small></li>"
    )
