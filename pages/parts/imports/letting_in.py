"""Letting the file in: who does it, why what was odd is accepted, and how far it has come."""

from datetime import date

import streamlit as st

from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.facts import Finding
from metrics.numbers import number
from metrics.vocabulary import FindingLevel
from pages.parts import forms, reads, reads_imports
from pages.parts.address import Choice, as_text
from pages.parts.imports import words
from pages.parts.imports.brought import KEY, Brought
from pages.parts.imports.words import counted
from pages.parts.reads_imports import Answers

MOST_TICKED = 20
LABELS = {
    "role": "Din roll",
    "accepted": "Varför stämmer de siffror som varnas för?",
    "lock_reason": "Varför ändras en låst period?",
}


def form(choice: Choice, brought: Brought, draft: Draft, answers: Answers, today: date) -> None:
    """Offer to let the file in, if there is anything new; what a warning holds is let in with a reason."""
    if draft.to_come.empty:
        return
    locks = reads_imports.locks_met(brought, choice.office.code, answers, today)
    with st.container(width=forms.FORM_WIDTH):
        draft, accepted = _accepted(draft, brought)
        lock_reason = _lock_reason(locks)
        role = forms.role(KEY)
        st.caption(forms.NOBODY_NAMED)
        count = len(draft.letting_in(accepted))
        if not st.button(
            _label(draft, count, accepted), type="primary", key=f"{KEY}-save", disabled=not count
        ):
            return
        bar = st.progress(0.0, "Skriver …")
        forms.save(
            f"{counted(count, 'siffra är inläst', 'siffror är inlästa')}. Du kan ångra under Historik.",
            lambda: commit(
                reads.store(),
                draft,
                role=role,
                source=brought.name,
                content_hash=brought.content_hash,
                accepted=accepted,
                lock_reason=lock_reason,
                progress=lambda told, share: bar.progress(share, told),
            ),
            LABELS,
        )
        bar.empty()


def _accepted(draft: Draft, brought: Brought) -> tuple[Draft, str]:
    """Ask which of the warned figures are right, and why; return the file without the others, and why."""
    warnings = draft.of_level(FindingLevel.WARNING)
    if not warnings or not words.held(draft):
        return draft, ""
    st.subheader(f"Behöver ett skäl ({number(len(warnings), 0)})", anchor=False)
    st.caption("Bocka av det som inte ska läsas in. Skriv varför resten stämmer; utan skäl lämnas allt ute.")
    refused = [
        warning
        for at, warning in enumerate(warnings[:MOST_TICKED])
        if not st.checkbox(_told(warning), value=True, key=f"{KEY}-{brought.content_hash[:12]}-warning-{at}")
    ]
    if len(warnings) > MOST_TICKED:
        st.caption(
            f"… och {number(len(warnings) - MOST_TICKED, 0)} till, som godtas eller lämnas ute tillsammans."
        )
    return draft.leaving_out(refused), st.text_input(LABELS["accepted"], key=f"{KEY}-accepted").strip()


def _told(warning: Finding) -> str:
    place = f"{warning.where}: " if warning.where else ""
    return as_text(f"{place}{warning.message}")


def _lock_reason(locks: list[str]) -> str:
    """Ask why locked figures are changed, where any are."""
    if not locks:
        return ""
    st.warning(as_text(f"Filen ändrar låsta siffror. {'; '.join(locks)}."))
    return st.text_input(LABELS["lock_reason"], key=f"{KEY}-lock-reason").strip()


def _label(draft: Draft, count: int, accepted: str) -> str:
    left = words.held(draft) if not accepted else 0
    aside = f" ({counted(left, 'siffra', 'siffror')} lämnas ute)" if left else ""
    return f"Läs in {counted(count, 'siffra', 'siffror')}{aside}"
