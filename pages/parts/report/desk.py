"""A report on the desk: the one that is kept, or the one that is being written, with what is told of it."""

from dataclasses import dataclass
from datetime import date, datetime

import streamlit as st

from data.period_report import Standing
from metrics.documents.changed import changed_figures, changed_words
from metrics.documents.material import Material
from metrics.documents.model import Report
from metrics.documents.report import as_text as text_of
from metrics.documents.report import drafted, report_of
from metrics.talk import overview_sentence
from metrics.words import begun
from pages.parts import export, frame, reads, reads_report
from pages.parts.address import as_text
from pages.parts.report import saving, writing
from pages.parts.report.choice import ReportChoice, Version, may_be_written, version_asked

WAY_ON = "Rapporten för en låst period ändras inte. Öppna låset på sidan Lås om den måste skrivas om."


@dataclass(frozen=True)
class Desk:
    """A report that is looked at: which, what stands of it, and how it is shown; `form` names its fields."""

    wanted: ReportChoice
    standing: Standing
    version: Version
    form: str

    @property
    def is_kept(self) -> bool:
        """Whether it is shown as it was kept."""
        return self.version == Version.KEPT and self.standing.kept is not None

    @property
    def moment(self) -> datetime | None:
        """The moment whose figures are told: that of the lock, None where the period is open."""
        return self.standing.lock.locked_at if self.standing.lock else None

    @property
    def is_written(self) -> bool:
        """Whether it is being written, and can be kept."""
        return self.wanted.is_of_period and self.may_be_written and not self.is_kept

    @property
    def may_be_written(self) -> bool:
        """Whether it can be kept."""
        return may_be_written(self.wanted, self.standing)


def desk_of(wanted: ReportChoice) -> Desk:
    """Return the desk for a report that is asked for."""
    choice = wanted.choice
    if not wanted.is_of_period:
        return Desk(wanted, Standing(None, None), Version.KEPT, "")
    standing = reads_report.standing(choice.office.code, choice.place.id, wanted.kind, choice.period.code)
    version = version_asked(wanted, standing, is_writing=writing.is_writing(_form(wanted, Version.ANEW)))
    return Desk(wanted, standing, version, _form(wanted, version))


def _form(wanted: ReportChoice, version: Version) -> str:
    """Return the name of the fields of a report: each unit, period, audience and version has its own."""
    choice = wanted.choice
    return (
        f"report-{choice.office.code}-{choice.place.code}-{choice.period.code}-{choice.lens}-{version.name}"
    )


def lead(desk: Desk) -> str:
    """Return the sentence that answers what the report says."""
    if not desk.wanted.is_of_period:
        return "Välj de indikatorer som utdraget ska ha, och hämta det som en fil."
    if desk.is_kept and desk.standing.kept is not None:
        return desk.standing.kept.report.lead
    return overview_sentence(material_of(desk).rows)


def report_on(desk: Desk) -> Report:
    """Show what is told of the report and, where it is being written, its fields; return the report."""
    if desk.is_kept and desk.standing.report is not None:
        _say_kept(desk)
        return desk.standing.report
    material = material_of(desk)
    if not desk.may_be_written:
        _say_locked(desk)
        return report_of(material, desk.wanted.kind)
    return _written(desk, material)


def material_of(desk: Desk) -> Material:
    """Return what the report is made of: as it looked when the period was locked, where it is."""
    choice = desk.wanted.choice
    day: date = desk.moment.date() if desk.moment else frame.today()
    with reads.looking_back(desk.moment):
        return reads_report.material(
            choice.office.code,
            choice.place.id,
            choice.period.code,
            day,
            as_of=desk.standing.as_of or export.earlier_words(),
        )


def _written(desk: Desk, material: Material) -> Report:
    """Ask for the parts and texts of a report that is being written; return it with them."""
    every, kept = drafted(material, desk.wanted.kind), desk.standing.kept
    begin_with, parts = {}, list(every)
    if kept is not None and desk.version == Version.CHANGE:
        begin_with = {section.kind: text_of(section) for section in kept.report.sections}
        parts = [kind for kind in every if kind in begin_with]
    if kept is not None and desk.version == Version.ANEW and writing.is_writing(desk.form):
        saving.others_words(kept)
    written = writing.show(desk.form, every, begin_with, parts)
    return report_of(material, desk.wanted.kind, sections=written.parts, texts=written.texts)


def _say_kept(desk: Desk) -> None:
    """Say who kept the report and when, and which of its figures have changed since."""
    kept = desk.standing.kept
    assert kept is not None  # only told of a report that is kept
    _say_locked(desk)
    st.markdown(f":material/inventory_2: {as_text(saving.kept_words(kept))}")
    if not desk.may_be_written:
        return
    news = changed_words(changed_figures(kept.report, report_of(material_of(desk), desk.wanted.kind)))
    if news:
        st.warning(
            as_text(f"{news} Välj «Ändra den sparade» för att spara om den med siffrorna som de är nu.")
        )


def _say_locked(desk: Desk) -> None:
    lock = desk.standing.lock
    if lock is None:
        return
    told = "den rapport som då var sparad" if desk.standing.kept else "siffrorna som de var då"
    st.info(as_text(f"{begun(lock.words)}. Här visas {told}. {WAY_ON}"), icon=":material/lock:")
    st.page_link("pages/locks.py", label="Gå till Lås", query_params=desk.wanted.choice.address)
    for version in (Version.ANEW, Version.CHANGE):
        writing.left_over(_form(desk.wanted, version))
