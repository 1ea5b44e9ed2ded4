"""Locking a period, and opening a lock: who, and why."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from data.locks import lock_period, open_lock
from metrics.lock_words import LockLine, lacking_words, lock_choices
from metrics.locking import WHOLE_OFFICE, Lock
from metrics.periods import Period
from metrics.vocabulary import Periodicity
from metrics.words import PERIODICITY
from pages.parts import forms, frame, reads, reads_reporting
from pages.parts.address import Choice, as_text
from pages.parts.filters import INDENT

LABELS = {"reason": "Skäl", "role": "Din roll", "period": "Period", "unit_id": "Enhet"}
WHOLE = ""
MEANS = (
    "Det som har rapporterats sparas som det är. Därefter ändras siffror i perioden bara med ett skäl, "
    "och ändringen märks «efter låset». Ett lås kan öppnas, också det med ett skäl."
)


def lock_form(choice: Choice, year: int, locks: Sequence[Lock]) -> None:
    """Offer to lock a period that has ended, and warn of what hasn't come in; closed when one is locked."""
    box = st.expander("Lås en period", key=f"lock-box-{len(locks)}", on_change="rerun")
    if not box.open:
        return
    with box:
        place_id = _place(choice)
        kind = st.radio(
            "Slag av period", list(PERIODICITY), format_func=_kind, horizontal=True, key="lock-kind"
        )
        closed = [lock.period for lock in locks if lock.unit_id == place_id]
        periods = lock_choices(year, kind, frame.today(), closed)
        if not periods:
            st.info(f"Ingen sådan period {year} är både slut och olåst.")
            return
        period = st.selectbox("Period", periods, format_func=_label, key=f"lock-{kind}-period", width=300)
        _warn(choice, place_id, period)
        with st.form("lock", border=False, width=forms.FORM_WIDTH):
            st.caption(f"{MEANS} {forms.NOBODY_NAMED}")
            reason = st.text_input(
                "Skäl", placeholder="till exempel rapporterad till nämnden", key="lock-reason"
            )
            role = forms.role("lock")
            if st.form_submit_button("Lås perioden", icon=":material/lock:"):
                lock = partial(lock_period, period=period.code, reason=reason, role=role, today=frame.today())
                owned = {"organisation_id": choice.office.id, "unit_id": place_id}
                done = f"{period.label.capitalize()} är låst."
                forms.save(done, lambda: lock(reads.store(), **owned), LABELS)


def open_form(locks: Sequence[LockLine]) -> None:
    """Offer to open a lock that is in force; nothing where there is none. Closed when one is opened."""
    standing = {lock.id: f"{lock.period.label}, {lock.unit}" for lock in locks if lock.opened_at is None}
    if not standing:
        return
    box = st.expander("Öppna ett lås", key=f"open-box-{len(standing)}", on_change="rerun")
    if not box.open:
        return
    with box, st.form("open", border=False, width=forms.FORM_WIDTH):
        lock_id = forms.one_of("Lås", standing, "open-which", width=420)
        reason = st.text_input(
            "Skäl", placeholder="till exempel fel underlag från systemet", key="open-reason"
        )
        role = forms.role("open")
        st.caption(forms.NOBODY_NAMED)
        if st.form_submit_button("Öppna låset", icon=":material/lock_open:"):
            opening = partial(open_lock, reads.store(), lock_id=int(lock_id), reason=reason, role=role)
            forms.save("Låset är öppnat.", opening, LABELS)


def _place(choice: Choice) -> int | None:
    """Ask whom the lock is for: the whole organisation, or a unit and those below it."""
    names = {place.code: INDENT * place.depth + place.name for place in choice.office.places}
    first = 0 if choice.place.parent_id is None else [WHOLE, *names].index(choice.place.code)
    named = {WHOLE: WHOLE_OFFICE.capitalize()} | names
    code = st.selectbox("Gäller", list(named), index=first, format_func=named.get, key="lock-unit", width=420)
    place = choice.office.place(code)
    return place.id if place else None


def _warn(choice: Choice, place_id: int | None, period: Period) -> None:
    """Warn, but do not stop, where figures are missing or are drafts."""
    unit_id = choice.office.places[0].id if place_id is None else place_id
    lacking = lacking_words(reads_reporting.status(choice.office.code, unit_id, period.code, frame.today()))
    if lacking:
        st.warning(as_text(f"Perioden går att låsa, men {lacking}."))


def _kind(kind: Periodicity) -> str:
    return PERIODICITY[kind].capitalize()


def _label(period: Period) -> str:
    return period.label
