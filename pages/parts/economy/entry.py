"""What a reader writes down about the money: a comment, a forecast, a budget, and booked months.

The fields are made when their box is opened. Amounts are written in the page's own unit, with the
signs that the form states: nothing about a sign is guessed.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

import pandas as pd
import streamlit as st

from data.recording import RecordingError
from data.recording_money import (
    record_forecast,
    record_months,
    record_note,
    record_outcome,
    withdraw_note,
)
from metrics.money.books import outcome_of
from metrics.money.entry import PROFILES, SIGNS, Way, amount_from, budget_from, outcome_from
from metrics.money.profiles import ProfileError
from metrics.money.view import EconomyView
from metrics.periods import Period
from metrics.vocabulary import AccountRole, AmountKind, Periodicity
from metrics.words import told_apart
from metrics.written import WrittenError
from pages.parts import forms, reads, reads_locks, reads_money
from pages.parts.address import Choice
from pages.parts.economy.choice import ALL_ACCOUNTS, EconomyChoice

LABELS = {
    "text": "Kommentar",
    "comment": "Kommentar",
    "role": "Din roll",
    "account_id": "Konto",
    "unit_id": "Enhet",
    "amount": "Belopp",
    "months": "Månader",
    "amounts": "Utfall",
    "month": "Månad",
    "made_in": "Gjord i",
    "year": "År",
    "period": "Månad",
    "lock_reason": "Skäl",
}
MONTHS_HINT = "En månad per rad, till exempel «jan −1 200,5», eller tolv tal inklistrade från Excel."
WHOLE_MONTH = (
    "Ett konto på varje rad, med semikolon eller tabb före beloppet. En ny månad skrivs hel: 0 där inget är "
    "bokfört. En månad som redan står kan rättas konto för konto."
)
LATEST_ONLY = "Prognos och utfall skrivs i den senaste bokförda månaden eller senare. Välj den som period."
CLOSED = "Året är avslutat: prognos och utfall skrivs inte om här."
ONLY_BELOW = (
    "Prognos, budget och utfall skrivs på den enhet som har kontona. "
    "Välj en enhet som inte har andra under sig."
)


def show(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    """Offer to comment a month, and to write a forecast, a budget or booked months of an account."""
    st.subheader("Skriv", anchor=False)
    _note_form(choice, chosen, view)
    if choice.office.children(choice.place.id):
        st.caption(ONLY_BELOW)
        return
    if view.whole.closed and not view.months["preliminary"].any():
        st.caption(CLOSED)
    elif view.until < _latest(choice, view):
        st.caption(LATEST_ONLY)
    else:
        _forecast_form(choice, chosen, view)
        _outcome_form(choice, chosen, view)
    _budget_form(choice, chosen, view)


def _latest(choice: Choice, view: EconomyView) -> int:
    """Return the latest month of the year that is booked."""
    whole_year = reads_money.economy(choice.office.code, choice.place.id, f"{view.year}", None)
    return whole_year.whole.months if whole_year else 0


def listed(notes: pd.DataFrame) -> None:
    """Offer to take back each note: `note_id`, `month`, `text`, `role`."""
    if notes.empty:
        return
    box = st.expander("Ta tillbaka en kommentar", key="withdraw-note-box", on_change="rerun")
    if not box.open:
        return
    told = {row["note_id"]: f"{row['month']}: {row['text']}" for row in notes.to_dict("records")}
    with box, st.form("withdraw-note", border=False, width=forms.FORM_WIDTH):
        note_id = forms.one_of("Kommentar", told, "withdraw-note-which")
        role = forms.role("withdraw-note")
        if st.form_submit_button("Ta tillbaka"):
            withdraw = partial(withdraw_note, reads.store(), note_id=int(note_id), role=role)
            forms.save("Kommentaren är tagen tillbaka.", withdraw, LABELS)


def _note_form(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    with _opened("Kommentera en månad", "note", choice, view) as key:
        if not key:
            return
        st.caption(forms.NOBODY_NAMED)
        account_id = _account(choice, chosen, key, whole=True)
        months = [Period(Periodicity.MONTH, view.year, month) for month in range(view.until, 0, -1)]
        month = st.selectbox("Månad", months, format_func=lambda each: each.label, key=f"{key}-month")
        text = st.text_area("Kommentar", key=f"{key}-text")
        role = forms.role(key)
        if st.form_submit_button("Spara kommentaren"):
            record = partial(record_note, period=month.code, text=text)
            _save("Kommentaren är sparad.", lambda: record(**_place(choice, account_id), role=role))


def _forecast_form(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    with _opened(f"Lägg en prognos för {view.year}", "forecast", choice, view) as key:
        if not key:
            return
        made_in = Period(Periodicity.MONTH, view.year, view.until)
        st.caption(f"Gjord i {made_in.label}. Tidigare prognoser finns kvar. {forms.NOBODY_NAMED}")
        account_id = _account(choice, chosen, key)
        amount = st.text_input(f"Hela årets belopp, {chosen.scale.unit}", key=f"{key}-amount")
        signs = _signs(key)
        comment = st.text_input("Kommentar", key=f"{key}-comment")
        reason = _lock_reason(choice, key, [Period(Periodicity.YEAR, view.year)])
        role = forms.role(key)
        if st.form_submit_button("Spara prognosen"):
            said = {"role": role, "comment": comment, "lock_reason": reason}
            record = partial(record_forecast, year=view.year, made_in=made_in.code, **said)
            place = _place(choice, account_id)
            way = _way(choice, chosen, account_id, signs)
            _save("Prognosen är sparad.", lambda: record(**place, amount=amount_from(amount, way())))


def _budget_form(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    with _opened(f"Lägg budget för {view.year} eller {view.year + 1}", "budget", choice, view) as key:
        if not key:
            return
        account_id = _account(choice, chosen, key)
        year = st.radio("År", [view.year, view.year + 1], horizontal=True, key=f"{key}-year")
        total = st.text_input(f"Årets budget, {chosen.scale.unit}", key=f"{key}-total")
        signs = _signs(key)
        profile = st.selectbox("Fördelas", list(PROFILES), format_func=PROFILES.get, key=f"{key}-profile")
        text = st.text_area(
            f"Månader, om inskrivna, {chosen.scale.unit}", help=MONTHS_HINT, key=f"{key}-months"
        )
        whole = Period(Periodicity.YEAR, view.year)
        reason = _lock_reason(
            choice, key, [*whole.parts(Periodicity.MONTH), *whole.shifted(1).parts(Periodicity.MONTH)]
        )
        role = forms.role(key)
        if st.form_submit_button("Spara budgeten"):
            said = {"role": role, "profile": profile, "lock_reason": reason}
            record = partial(record_months, kind=AmountKind.BUDGET.value, year=year, **said)
            place, way = _place(choice, account_id), _way(choice, chosen, account_id, signs)
            last_year = _last_year(choice, account_id, year)
            _save(
                "Budgeten är sparad.",
                lambda: record(**place, months=budget_from(total, text, profile, year, way(), last_year)),
            )


def _outcome_form(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    with _opened("Skriv in en månads utfall", "outcome", choice, view) as key:
        if not key:
            return
        st.caption(WHOLE_MONTH)
        next_month = Period(Periodicity.MONTH, view.year, max(view.whole.months, 1)).shifted(
            view.whole.months > 0
        )
        months = [next_month, *(next_month.shifted(-back) for back in range(1, 13))]
        month = st.selectbox("Månad", months, format_func=lambda each: each.label, key=f"{key}-month")
        own = _own_accounts(choice)
        listed = "".join(f"{name}; \n" for name in own.values())
        text = st.text_area(f"Konto; belopp, {chosen.scale.unit}", listed, height=260, key=f"{key}-amounts")
        signs = _signs(key)
        preliminary = st.checkbox("Preliminärt", key=f"{key}-preliminary")
        reason = _lock_reason(choice, key, months)
        role = forms.role(key)
        if st.form_submit_button("Spara utfallet"):
            said = {"role": role, "preliminary": preliminary, "lock_reason": reason}
            record = partial(record_outcome, month=month.code, **said)
            place = _place(choice, None)
            del place["account_id"]
            _save(
                "Utfallet är sparat.",
                lambda: record(**place, amounts=outcome_from(text, _ways(choice, chosen, signs))),
            )


@contextmanager
def _opened(title: str, name: str, choice: Choice, view: EconomyView) -> Iterator[str]:
    """Show a box with a form in it; yields the form's key, empty while the box is closed."""
    key = f"{name}-{choice.place.code}-{view.year}-{view.until}"
    box = st.expander(title, key=f"{key}-box", on_change="rerun")
    if not box.open:
        yield ""
        return
    with box, st.form(key, border=False, width=forms.FORM_WIDTH):
        yield key


def _place(choice: Choice, account_id: int | None) -> dict[str, object]:
    """Return the store and the line that something is written of."""
    return {
        "engine": reads.store(),
        "organisation_id": choice.office.id,
        "unit_id": choice.place.id,
        "account_id": account_id,
    }


def _names(choice: Choice) -> dict[int, str]:
    """Return the accounts that something can be written of, in the plan's order, no two names alike."""
    known = reads_money.money(choice.office.code).leaves.set_index("id")
    return told_apart(known["name"].to_dict(), known["code"].to_dict())


def _own_accounts(choice: Choice) -> dict[int, str]:
    """Return the accounts that the unit itself has lines of."""
    books = reads_money.money(choice.office.code).books
    assert books is not None  # the page has shown the year
    own = set(books.lines.loc[books.of([choice.place.id]), "account_id"])
    return {number: name for number, name in _names(choice).items() if number in own}


def _account(choice: Choice, chosen: EconomyChoice, key: str, *, whole: bool = False) -> int | None:
    """Ask for an account: the page's own, else none; with `whole`, the whole result can be meant."""
    names: dict[int | None, str] = {**_names(choice)}
    options = [None, *names] if whole else list(names)
    at = options.index(chosen.account_id) if chosen.account_id in options else 0 if whole else None
    return st.selectbox(
        "Konto",
        options,
        at,
        format_func=lambda number: names.get(number, ALL_ACCOUNTS),
        placeholder="Välj konto",
        key=f"{key}-account",
    )


def _signs(key: str) -> str:
    return st.radio("Tecken", list(SIGNS), format_func=SIGNS.get, key=f"{key}-signs")


def _lock_reason(choice: Choice, key: str, periods: Iterable[Period]) -> str:
    """Ask why a locked period is changed, where any of the periods is locked."""
    asked = (choice.office.code, choice.place.id)
    if not any(reads_locks.lock_of(*asked, period.code) for period in periods):
        return ""
    return st.text_input("Skäl, om perioden är låst", key=f"{key}-reason")


def _way(choice: Choice, chosen: EconomyChoice, account_id: int | None, signs: str) -> Callable[[], Way]:
    """Return how the amounts of an account are meant, when asked; RecordingError where none is chosen."""

    def way() -> Way:
        if account_id is None:
            raise RecordingError(["account_id: välj ett konto"])
        return Way(chosen.scale, signs, _role_of(choice, account_id))

    return way


def _ways(choice: Choice, chosen: EconomyChoice, signs: str) -> dict[str, tuple[int, Way]]:
    """Return the accounts by name, each with how its amounts are meant."""
    return {
        name: (number, Way(chosen.scale, signs, _role_of(choice, number)))
        for number, name in _names(choice).items()
    }


def _role_of(choice: Choice, account_id: int) -> AccountRole:
    roles = reads_money.money(choice.office.code).accounts.set_index("id")["role"]
    return AccountRole(roles[account_id])


def _last_year(choice: Choice, account_id: int | None, year: int) -> list[float]:
    books = reads_money.money(choice.office.code).books
    return (
        []
        if books is None or account_id is None
        else outcome_of(books, choice.place.id, account_id, year - 1)
    )


def _save(done: str, act: Callable[[], object]) -> None:
    """Save as every form does; what can't be read is told in the same way."""

    def read_and_record() -> None:
        try:
            act()
        except (WrittenError, ProfileError) as error:
            raise RecordingError([str(error)]) from error

    forms.save(done, read_and_record, LABELS)
