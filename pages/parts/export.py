"""Hämta: what a page shows, or a report, as files. A file is made when it is asked for, and not before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from data.recording import RecordingError
from metrics.change_words import day_words
from metrics.documents.model import Report
from metrics.documents.report import report_of
from metrics.documents.words import AUDIENCE
from metrics.vocabulary import ReportKind
from pages.parts import frame, publishing, reads, reads_report
from pages.parts.address import Choice, as_text
from reports.files import FILE_WORDS, FileError, FileKind, MadeFile, report_file, stem_of

TRY_AGAIN = "Försök igen om en stund."


@dataclass(frozen=True)
class Export:
    """What is to be had as files: a name for the block, the choice, the file's name, and how it is made.

    `moment` is that of the lock whose figures it tells, None for those of today; `template` the
    organisation's own for slides, None for the built-in. `kinds` are those offered; on each button its name
    follows the words of `before`.
    """

    key: str
    choice: Choice
    stem: str
    make: Callable[[], Report]
    moment: datetime | None = None
    template: bytes | None = None
    kinds: tuple[FileKind, ...] = tuple(FileKind)
    before: str = ""


def selection(choice: Choice, codes: Sequence[str]) -> None:
    """Offer some indicators of a page as files, when asked to; nothing where there are none."""
    if not codes:
        return
    box = st.expander("Hämta som fil", key="export-box", on_change="rerun", icon=":material/download:")
    if not box.open:
        return
    office, unit, period = choice.office.code, choice.place.id, choice.period.code

    def make() -> Report:
        wanted = tuple(codes)
        made_of = reads_report.material(office, unit, period, frame.today(), wanted, earlier_words())
        return report_of(made_of, ReportKind.SELECTION)

    stem = stem_of(ReportKind.SELECTION, office, choice.place.code, period, choice.lens)
    template, _ = reads_report.own_template()
    with box:
        show(Export("selection", choice, stem, make, template=template))


def earlier_words() -> str:
    """Say of which earlier day the page's figures are; empty for those of today."""
    day = reads.day()
    return f"Siffrorna är de som visades den {day_words(day)}." if day else ""


def show(export: Export) -> None:
    """Show a button for each kind of file; the one that is pressed is made, and offered."""
    with st.container(horizontal=True, gap="small", key=f"export-{export.key}"):
        pressed = [
            kind
            for kind in export.kinds
            if st.button(
                f"{export.before}{FILE_WORDS[kind]}",
                key=f"export-{export.key}-{kind}",
                icon=":material/download:",
            )
        ]
    for kind in pressed:
        made = _made(export, kind)
        if made is not None:
            st.download_button(
                f"Spara {made.name}",
                made.data,
                file_name=made.name,
                mime=made.media_type,
                key=f"export-{export.key}-{kind}-file",
                type="primary",
                icon=":material/save_alt:",
                on_click="ignore",
            )


def _made(export: Export, kind: FileKind) -> MadeFile | None:
    """Make a file step by step before the reader's eyes; None, and what to do, where that fails."""
    with st.status(f"Gör {FILE_WORDS[kind]} …", expanded=True) as status:
        try:
            if export.choice.lens.is_outward:
                st.write(f"Skriver upp vad {AUDIENCE[export.choice.lens]} får …")
                publishing.hand_out(export.choice, export.moment)
            st.write("Läser siffrorna …")
            report = export.make()
            st.write("Skriver filen …")
            made = report_file(
                report, kind, stem=export.stem, made_on=frame.today(), template=export.template
            )
        except (FileError, RecordingError) as error:
            status.update(label=f"{FILE_WORDS[kind]} kunde inte göras", state="error")
            st.error(as_text(str(error) if isinstance(error, FileError) else f"{error} {TRY_AGAIN}"))
            return None
        status.update(label=f"{made.name} är klar", state="complete", expanded=False)
    return made
