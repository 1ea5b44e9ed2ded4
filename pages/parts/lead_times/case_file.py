"""A file of date pairs read on the screen: the same table and radar as of delivered sums, and its faults.

Nothing of the file is kept: it is read anew each time the page is run, and is gone when it is taken away.
"""

from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.lead_times.case_file import NAMELESS, case_file_of
from data.lead_times.identity_numbers import is_personal
from data.lead_times.report import LeadTimeReport, lead_time_report
from data.lead_times.sheets import SHEET_ENDINGS, TEXT_ENDINGS, CaseFileError
from metrics.case_limits.file_view import (
    FileSums,
    fault_rows,
    fault_words,
    file_lead,
    file_units,
    file_view,
    unsure_words,
)
from metrics.cases.faults import EARLIEST
from metrics.periods import Period, latest_within
from metrics.vocabulary import Periodicity
from metrics.words import begun
from pages.parts import forms, frame, reads_lead_times, tables
from pages.parts.address import Choice, as_text
from pages.parts.lead_times import first_screen, style
from pages.parts.lead_times.table import units_html

KEY = "case-file"
LARGEST_MB = 5
ENDINGS = [ending.removeprefix(".") for ending in (*TEXT_ENDINGS, *SHEET_ENDINGS)]
MONTHS_OFFERED = 13
HOW = (
    "En rad per ärende med kolumnerna slag, enhet, öppnad och avslutad (tom om ärendet är öppet), och om ni "
    "vill förlängd (ja eller nej). Datum som 2026-03-01, med klockslag 2026-03-01 14:30. Inga namn, "
    "personnummer eller ärendenummer: hittas ett personnummer läses inte filen. Den räknas i minnet och "
    "sparas inte."
)


def show(choice: Choice, today: date, limit: str) -> None:
    """Offer to read a file; show what it says of the place on the page, and of one kind (a line's key)."""
    box = st.expander("Läs en fil med datumpar", key=f"{KEY}-box", on_change="rerun")
    if not box.open:
        return
    with box:
        st.caption(HOW)
        uploaded = st.file_uploader(
            "Fil (.csv, .tsv, .txt, .xlsx, .xls eller .ods)",
            type=ENDINGS,
            max_upload_size=LARGEST_MB,
            key=f"{KEY}-file",
            width=forms.FORM_WIDTH,
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            as_of = forms.day("Läget den", today, KEY)
            month = _month(as_of if as_of and EARLIEST <= as_of <= today else today)
        if as_of is None or not EARLIEST <= as_of <= today:
            st.error(f"Läget: ska vara ett datum mellan {EARLIEST} och i dag, som {today}.")
        elif uploaded is not None:
            _read(choice, uploaded, as_of, month, limit)


def _month(as_of: date) -> Period:
    """Ask for the month of the share: the day's own, or one before it; first the latest that has ended."""
    own = Period.containing(as_of, Periodicity.MONTH)
    months = [own.shifted(-back) for back in range(MONTHS_OFFERED)]
    month: Period = st.selectbox(
        "Månad för andelen",
        months,
        index=months.index(latest_within(as_of, Periodicity.MONTH)),
        format_func=lambda each: each.label,
        key=f"{KEY}-month-{own.code}",
        width=240,
    )
    return month


def _read(choice: Choice, uploaded: UploadedFile, as_of: date, month: Period, limit: str) -> None:
    """Read the file and show what it says, or why it can't be read."""
    by = reads_lead_times.counted_by(choice.office.code)
    try:
        file = case_file_of(uploaded.getvalue(), uploaded.name, by.limits)
    except CaseFileError as error:
        problems = "".join(f"\n- {as_text(begun(problem))}" for problem in error.problems)
        st.error(f"Filen kan inte läsas. Ingenting ur den har räknats eller sparats.\n{problems}")
        return
    assert by.units is not None  # they are an office's
    counts_to = by.units.counts_to
    report = lead_time_report(by.in_codes(file), by.limits.rules, as_of, month, counts_to, counts_to)
    name = NAMELESS if is_personal(uploaded.name) else uploaded.name
    st.info(as_text(f"Ur filen {name}, läget {as_of}. Inget är sparat."), icon=":material/description:")
    _show_sums(choice, report, limit)
    _show_faults(report)


def _show_sums(choice: Choice, report: LeadTimeReport, limit: str) -> None:
    sums = FileSums(
        report.rules,
        report.as_of,
        report.month,
        report.summary,
        report.radar,
        report.ahead,
        report.whole_days,
    )
    view = file_view(sums, choice.office, choice.place)
    line = view.line(limit) or view.at_stake
    if line is None:
        st.warning(as_text(f"Filen har inga ärenden som räknas för {choice.place.name}."))
        return
    palette = frame.palette()
    st.markdown(as_text(file_lead(view, line)))
    first_screen.show(
        "file_limits", view, line, choice.address, palette, last_day=report.as_of, with_past=False
    )
    for said in unsure_words(sums, choice.place):
        st.caption(as_text(said))
    by_unit = file_units(sums, choice.office, choice.place, line.kind)
    if by_unit:
        st.markdown(f"**{as_text(f'{line.name} per enhet, ur filen')}**")
        style.show("file_units", units_html(by_unit, choice.address, with_past=False), palette)


def _show_faults(report: LeadTimeReport) -> None:
    st.markdown(as_text(fault_words(report.faults)))
    if len(report.faults):
        tables.show("Fel i filen", fault_rows(report.faults), most=tables.MOST_ROWS)
    if report.ignored_columns:
        st.caption(as_text(f"Kolumner som inte har lästs: {', '.join(report.ignored_columns)}."))
