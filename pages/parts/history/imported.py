"""What has come in: the imports, the newest first, and the form that takes one back."""

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from data.imports.undoing import undo_import
from metrics.change_words import IMPORT_KIND, undo_sentence
from metrics.numbers import number
from metrics.theme import Palette
from metrics.vocabulary import ImportKind
from pages.parts import address, cells, forms, reads, reads_history
from pages.parts.address import Choice, as_text
from pages.parts.cells import Heading
from pages.parts.history import look
from pages.parts.sheet import link_to
from pages.parts.times import time_written

UNDO, OLDER = "angra", "fore"
MOST = 50
"""How many imports are shown at a time."""
UNKNOWN_THEN = (
    "Inga inläsningar är kända från den tiden. "
    "Siffror kan ha lästs in senare, med den dag då de rapporterades."
)
READY_AGAIN = "En klarmarkerad månad vars siffror ändras blir ett utkast igen."
UNDOABLE = (ImportKind.FILE, ImportKind.ENTRY)
LABELS = {"role": "Din roll", "reason": "Varför"}
COUNTS = {"new": "Nya", "corrected": "Ändrade", "withdrawn": "Borttagna"}


def show(choice: Choice, imports: pd.DataFrame, palette: Palette) -> None:
    """Show the imports with figures, so many at a time, and folded away all else that was saved."""
    st.subheader("Inläsningar", anchor=False)
    with_figures = imports[list(COUNTS)].any(axis="columns")
    if not with_figures.any():
        st.info(UNKNOWN_THEN if choice.as_of else "Inga siffror har lästs in ännu.")
    if imports.empty:
        return
    html = _paged(imports[with_figures], choice) + _others(imports[~with_figures], choice)
    look.show("imports", html, palette)


def undo_form(choice: Choice, imports: pd.DataFrame) -> None:
    """Show the form that takes back the import that the address asks to undo, where that can be done."""
    asked = st.query_params.get(UNDO, "")
    if choice.as_of is not None:
        return
    for row in imports.to_dict("records"):
        if str(row["id"]) == asked and is_undoable(row):
            _form(row)


def is_undoable(row: Mapping[Any, Any]) -> bool:
    """Tell whether an import can be undone: figures of a file or an entry, and not undone already."""
    brought = any(row[name] for name in COUNTS)
    return bool(
        row["kind"] in UNDOABLE and brought and pd.isna(row["undone_by"]) and pd.isna(row["undoes_id"])
    )


def _form(row: Mapping[Any, Any]) -> None:
    key, effects = f"undo-{row['id']}", reads_history.effects_of_undoing(int(row["id"]))
    if not (effects["back"] or effects["away"]):
        st.info(f"Inläsning nr {row['id']}: {undo_sentence(effects)}")
        return
    with st.form(key, width=forms.FORM_WIDTH):
        said = f"Ångra inläsning nr {row['id']} från {time_written(row['recorded_at'])}: {_what(row)}"
        st.markdown(f"**{as_text(said)}**")
        st.markdown(as_text(undo_sentence(effects)))
        reason = st.text_input("Varför", key=f"{key}-reason")
        role = forms.role(key)
        st.caption(f"{READY_AGAIN} {forms.NOBODY_NAMED}")
        if st.form_submit_button("Ångra inläsningen"):
            undo = partial(_undo, int(row["id"]), role, reason)
            forms.save("Inläsningen är ångrad. Tidigare värden gäller igen.", undo, LABELS)


def _undo(import_id: int, role: str, reason: str) -> None:
    undo_import(reads.store(), import_id, role=role, reason=reason)
    address.write(UNDO, "")


def _paged(imports: pd.DataFrame, choice: Choice) -> str:
    """Return some imports as a table, from the one that the address asks for, with links to the others."""
    asked = st.query_params.get(OLDER, "")
    if imports.empty:
        return ""
    older = imports[imports["id"] < int(asked)] if asked.isdecimal() else imports
    older = imports if older.empty else older
    rows = older.iloc[:MOST].to_dict("records")
    links = []
    if len(older) < len(imports):
        links.append(_link("Visa de senaste", choice.address))
    if len(older) > MOST:
        links.append(_link("Visa äldre", {**choice.address, OLDER: str(rows[-1]["id"])}))
    return imports_html(rows, choice) + (f"<p>{' · '.join(links)}</p>" if links else "")


def _link(words: str, address: Mapping[str, str]) -> str:
    return f'<a href="{escape(link_to("historik", address))}">{words}</a>'


def _others(imports: pd.DataFrame, choice: Choice) -> str:
    """Return what was saved without figures, the latest, folded away: comments, locks, plans."""
    if imports.empty:
        return ""
    shown = imports_html(imports.iloc[:MOST].to_dict("records"), choice)
    latest = f"<p>De {number(MOST, 0)} senaste visas.</p>" if len(imports) > MOST else ""
    count = number(len(imports), 0)
    return (
        f"<details><summary>Kommentarer, lås och annat utan siffror ({count})</summary>"
        f"<div>{shown}{latest}</div></details>"
    )


def imports_html(rows: list[dict[Any, Any]], choice: Choice) -> str:
    """Return imports as a table, the newest first; every text is escaped."""
    heads = [Heading("När"), Heading("Vad"), Heading("Vem")]
    heads += [Heading(words, kind="number") for words in COUNTS.values()]
    body = "".join(_row(row, choice) for row in rows)
    return f"<table>{cells.headings([*heads, Heading('Läge')])}<tbody>{body}</tbody></table>"


def _row(row: Mapping[Any, Any], choice: Choice) -> str:
    counts = "".join(
        f'<td class="number" data-head="{words}">{number(row[name], 0)}</td>'
        if row[name]
        else '<td class="number"></td>'
        for name, words in COUNTS.items()
    )
    return (
        f"<tr>{cells.name(time_written(row['recorded_at']), 'nr ' + str(row['id']))}"
        f"{cells.cell(_what(row), _note(row))}"
        f"{cells.cell(row['recorded_by'])}{counts}{cells.held(_standing(row, choice))}</tr>"
    )


def _what(row: Mapping[Any, Any]) -> str:
    if pd.notna(row["undoes_id"]):
        return str(row["source"])
    kind = IMPORT_KIND[ImportKind(row["kind"])]
    if row["kind"] == ImportKind.ENTRY:
        return str(row["note"] or row["source"] or kind)
    said = row["source"] or row["note"]
    return kind if said in ("", kind) else f"{kind}: {said}"


def _note(row: Mapping[Any, Any]) -> str:
    """Return an import's note where it doesn't stand as what was brought in."""
    return "" if row["note"] in _what(row) else str(row["note"])


def _standing(row: Mapping[Any, Any], choice: Choice) -> str:
    if pd.notna(row["undone_by"]):
        return f"ångrad av nr {row['undone_by']}"
    if pd.notna(row["undoes_id"]):
        return f"ångrar nr {row['undoes_id']}"
    if choice.as_of is None and is_undoable(row):
        link = escape(link_to("historik", {**choice.address, UNDO: str(row["id"])}))
        return f'<a href="{link}" aria-label="Ångra inläsning nr {row["id"]}">Ångra</a>'
    return ""
