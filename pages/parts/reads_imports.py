"""Reading files with memory: kept for the visit only, keyed by the file and the store's version."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from data.files.reading import pasted_sheet, read_sheets
from data.files.sheet import Sheet
from data.imports.closed import closing
from data.imports.draft import Draft
from data.imports.reading import read_import
from pages.parts import reads
from pages.parts.imports.brought import Brought

Given = tuple[tuple[str, str], ...]
"""Answers by the id of their question."""


@dataclass(frozen=True)
class Answers:
    """The answers on the page, and whether those from the last time are used too."""

    given: Given = ()
    remembered: bool = True


def draft(brought: Brought, organisation: str, answers: Answers, today: date) -> Draft:
    """Return what a file would change, with the answers given. Raises FileError for what can't be read."""
    given, remembered = answers.given, answers.remembered
    return _draft(reads.version(), organisation, _identity(brought), given, remembered, today, brought)


def _identity(brought: Brought) -> tuple[str, str]:
    """Return what tells a file from another: its content, and its name, which may say the year."""
    return brought.content_hash, brought.name


@st.cache_resource(max_entries=3, show_spinner="Läser och jämför …", scope="session")
def _draft(
    data_version: int,
    organisation: str,
    identity: tuple[str, str],
    given: Given,
    remembered: bool,  # noqa: FBT001 - a part of the key
    today: date,
    _brought: Brought,
) -> Draft:
    return read_import(
        reads.store(),
        reads.office_of(organisation).id,
        _sheets(identity, _brought),
        answers=dict(given),
        today=today,
        content_hash=_brought.content_hash,
        file_name="" if _brought.is_pasted else _brought.name,
        remembered=remembered,
    )


@st.cache_resource(max_entries=2, show_spinner="Läser filen …", scope="session")
def _sheets(identity: tuple[str, str], _brought: Brought) -> list[Sheet]:
    if _brought.is_pasted:
        return [pasted_sheet(_brought.content.decode())]
    return read_sheets(_brought.content, _brought.name)


def locks_met(brought: Brought, organisation: str, answers: Answers, today: date) -> list[str]:
    """Return in words the locks that close figures which the file would change."""
    return closing(reads.store(), draft(brought, organisation, answers, today))
