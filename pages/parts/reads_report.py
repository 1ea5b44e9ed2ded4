"""Reading what reports are made of with memory, as `reads` does: keyed by the version, only to be read."""

from datetime import date

import streamlit as st

from data.period_report import Standing, standing_report
from data.report_material import Asked, material_of
from data.settings import SettingError, Settings
from data.template_file import template_bytes
from metrics.documents.material import Material
from metrics.periods import Period
from metrics.vocabulary import ReportKind
from pages.parts import reads


def material(
    organisation: str,
    unit_id: int,
    period: str,
    day: date,
    codes: tuple[str, ...] | None = None,
    as_of: str = "",
) -> Material:
    """Return what a report of a unit and a period is made of, as its audience may see it.

    With `codes` only of those indicators; `as_of` is told of a document that looks back.
    """
    asked = Asked(unit_id, Period.parse(period), day, codes)
    return _material(reads.version(), organisation, asked, as_of)


@st.cache_resource(max_entries=60, show_spinner="Läser det som rapporten görs av …")
def _material(data_version: int, organisation: str, asked: Asked, as_of: str) -> Material:
    office = reads.office_of(organisation)
    return material_of(reads.store(), office, asked, reads.kept_away_today(), as_of=as_of)


def standing(organisation: str, unit_id: int, kind: ReportKind, period: str) -> Standing:
    """Return what stands of a unit's report for the audience that the page is shown to."""
    return _standing(reads.version(), organisation, unit_id, kind, period)


@st.cache_resource(max_entries=100, show_spinner=False)
def _standing(data_version: int, organisation: str, unit_id: int, kind: ReportKind, period: str) -> Standing:
    return standing_report(
        reads.store(),
        reads.office_of(organisation),
        unit_id=unit_id,
        kind=kind,
        period=Period.parse(period),
        lens=reads.lens(),
    )


@st.cache_resource(max_entries=20, show_spinner="Provar mallen …")
def template_fault(data: bytes) -> str:
    """Return what is wrong with a template that somebody has given; empty where it can be used."""
    from reports.slides import TemplateError, checked_template

    try:
        checked_template(data)
    except TemplateError as error:
        return str(error)
    return ""


@st.cache_resource(max_entries=1, show_spinner=False)
def own_template() -> tuple[bytes | None, str]:
    """Return the template that the settings name (None = the built-in), and what is wrong with it, if any."""
    from reports.slides import TemplateError, checked_template  # loaded when slides are first asked for

    try:
        data = template_bytes(Settings.from_environment())
        if data is not None:
            checked_template(data)
    except (SettingError, TemplateError) as error:
        return None, str(error)
    return data, ""
