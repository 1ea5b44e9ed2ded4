"""The form where a unit's figures of a month are filled in: shown, read while somebody types, and saved.

It is a fragment: what is typed draws only the form anew. The browser sends texts and gets answers in words.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from data.as_of import OFFICE_TIME
from data.entry_basis import Basis, ChangedMeanwhileError
from data.recording import RecordingError
from data.recording_entry import NOT_ENDED, record_entry
from metrics.periods import Period
from metrics.reporting.entered import Entered, entered, is_absent, name_of
from metrics.reporting.form import Form, Sent
from metrics.reporting.lines import Line
from metrics.reporting.meanwhile import meanwhile_words
from metrics.reporting.typed import as_typed
from metrics.reporting.verdicts import CORRECTED, Verdict, verdicts
from metrics.reporting.words import figures_word, listed, saved_words
from metrics.theme import css_variables
from pages.parts import forms, frame, reads, reads_reporting, sheet
from pages.parts.address import Choice
from pages.parts.cells import TONES
from pages.parts.figure_entry.doubts import doubted
from pages.parts.figure_entry.look import CSS, REFUSED, THEN
from pages.parts.figure_entry.script import SCRIPT
from pages.parts.figure_entry.table import form_html
from pages.parts.figure_entry.then import then_html

LABELS = {"role": "Din roll", "why": "Varför det ändras", "reason": "Varför siffran stämmer"}
LABELS |= {"lock_reason": "Varför det ändras", "figures": "Siffror", "month": "Månad"}
NOT_FILLED = "Inte ifyllda: {names}. Fyll i dem, eller kryssa för att spara dem som «saknas»."

FINISHES = "Klarmarkera gör även utkasten klara: {names}."
FINISHED = "Utkast som blev klara: {names}."


@st.fragment
def show(choice: Choice, month: Period, today: date) -> None:
    """Show the form of the chosen unit and month, and save it when somebody asks for it."""
    reads.begin(choice.as_of, choice.lens)
    form = reads_reporting.form(choice.office.code, choice.place.id, month.code, today)
    if choice.as_of:
        html = then_html(form.lines, verdicts(form.lines, {}, {}, {}, today), month)
        sheet.show("figures_then", html, css=THEN, palette=frame.palette())
        return
    name = name_of_form(choice, month)
    before = _kept(name)
    st.html(REFUSED % css_variables(frame.palette()))
    refused = st.container(key="entry-refused")
    sent = Sent.of(before, form.lines)
    answers = verdicts(form.lines, sent.typed, sent.filled_from, doubted(choice, form, sent, today), today)
    render = st.components.v2.component(
        "figure_entry", html='<div class="entry"></div>', css=sheet.LOOK + CSS, js=SCRIPT
    )
    result = render(
        data={**_shown(form, sent, answers), "name": name, "before": before},
        key=name,
        on_typed_change=_nothing,
        on_save_change=_nothing,
    )
    if result.save:
        with refused:
            _save(choice, form, Sent.of(result.save, form.lines), today)


def name_of_form(choice: Choice, month: Period) -> str:
    """Return what a unit's form of a month is called in the browser."""
    return f"entry-{choice.office.code}-{choice.place.code}-{month.code}"


def role_of(choice: Choice, form: Form) -> str:
    """Return the role that is written in the form, as far as the browser has sent it."""
    words = (_kept(name_of_form(choice, form.month)) or {}).get("words")
    role = words.get("role") if isinstance(words, Mapping) else ""
    return role if isinstance(role, str) else ""


def _nothing() -> None:
    """Draw the fragment anew; there is nothing else to do when something is typed."""


def _kept(name: str) -> Any:
    """Return what the browser has sent of the form in this visit."""
    state = st.session_state.get(name)
    return state.get("typed") if isinstance(state, Mapping) else None


def _shown(form: Form, sent: Sent, answers: Mapping[str, Verdict]) -> dict[str, Any]:
    """Return what the browser is told: the form, and of each line what is stored and what is said of it."""
    changed = sum(answers[line.key].changed for line in form.lines)
    told = f"{figures_word(changed)} är inte {'sparad' if changed == 1 else 'sparade'}."
    asked = entered(form.lines, sent.typed, answers, done=True, ready=form.is_ready)
    draft = entered(form.lines, sent.typed, answers, done=False)
    return {
        "html": form_html(form),
        "colours": css_variables(frame.palette()),
        "rows": {line.key: _row(line, answers[line.key]) for line in form.lines},
        "order": sent.order,
        "delivery": form.revision,
        "told": told if changed else "",
        "wrong": [{"key": line.key, "name": name_of(line, form.lines)} for line in _held(form, draft)],
        "finished": FINISHES.format(names=listed(asked.finished)) if asked.finished else "",
        "empty": any(is_absent(answers[line.key]) for line in form.lines),
        "correcting": bool(form.is_ready or form.lock)
        or any(answer.word == CORRECTED for answer in answers.values()),
    }


def _held(form: Form, draft: Entered) -> list[Line]:
    return [line for line in form.lines if line.key in draft.held]


def _row(line: Line, verdict: Verdict) -> dict[str, Any]:
    computed = line.with_parts and not verdict.problem
    return {
        "revision": line.revision,
        "texts": as_typed(line).as_texts(),
        "symbol": verdict.mark.symbol,
        "word": verdict.word,
        "tone": TONES[verdict.mark.tone],
        "told": verdict.told,
        "problem": verdict.problem,
        "odd": " ".join([*(doubt.message for doubt in verdict.doubts), *verdict.notices]),
        "doubtful": bool(verdict.doubts),
        "changed": verdict.changed,
        "newer": f"Ditt värde {verdict.told or 'går inte att läsa'}, {verdict.newer}."
        if verdict.newer
        else "",
        "computed": verdict.told if computed else "",
    }


def _save(choice: Choice, form: Form, sent: Sent, today: date) -> None:
    """Save what was sent; says beside the form what has to be changed first."""
    answers = verdicts(form.lines, sent.typed, sent.filled_from, doubted(choice, form, sent, today), today)
    done = sent.way == "done"
    asked = entered(
        form.lines, sent.typed, answers, done=done, ready=form.is_ready, fill_missing=sent.fill_missing
    )
    if form.is_ready:
        done_words = f"Rättelsen av {form.month.label} är sparad."
    elif done:
        finished = f" {FINISHED.format(names=listed(asked.finished))}" if asked.finished else ""
        done_words = f"{form.month.label.capitalize()} är klarmarkerad.{finished}"
    else:
        names = [name_of(line, form.lines) for line in _held(form, asked)]
        done_words = saved_words(len(asked.figures), names, form.month.label)
    lines = {name: name for name in (name_of(line, form.lines) for line in form.lines)}
    forms.save(done_words, lambda: _record(choice, form, sent, asked, today), {**lines, **LABELS})


def _record(choice: Choice, form: Form, sent: Sent, asked: Entered, today: date) -> None:
    problems = list(asked.problems)
    if sent.way == "done" and form.month.last >= today:
        problems.insert(0, NOT_ENDED.format(month=form.month.label.capitalize()))
    if asked.absent:
        problems.append(NOT_FILLED.format(names=", ".join(asked.absent)))
    if problems:
        raise RecordingError(problems)
    revisions = {
        line.key: sent.filled_from.get(line.key, line.revision)
        for line in form.lines
        if line.key not in asked.held
    }
    keys = {line.key: (line.subject.id, line.period.code) for line in form.lines}
    try:
        record_entry(
            reads.store(),
            organisation_id=choice.office.id,
            unit_id=choice.place.id,
            given={
                "month": form.month.code,
                "role": sent.role,
                "why": sent.why,
                "lock_reason": sent.why if form.lock else "",
            },
            figures=asked.figures,
            basis=Basis({keys[key]: revision for key, revision in revisions.items()}, sent.delivery),
            done=sent.way == "done",
            accepted=asked.accepted,
            today=today,
        )
    except ChangedMeanwhileError as changed:
        newer = [
            replace(word, recorded_at=word.recorded_at.astimezone(OFFICE_TIME)) for word in changed.newer
        ]
        kept = reads_reporting.kept_now(choice.place.id, {word.indicator_id for word in newer})
        told = meanwhile_words(newer, form, sent, changed.ready, today, kept)
        raise RecordingError(told) from changed
