"""A show as a file of slides to take along: made when asked for, of what its audience may see."""

from dataclasses import replace

import streamlit as st

from data.recording import RecordingError
from metrics.vocabulary import ReportKind
from pages.parts import frame, publishing, reads_report, reads_show
from pages.parts.address import as_text
from pages.parts.show.choice import Asked
from reports.files import FileError, FileKind, MadeFile, report_file, stem_of

TRY_AGAIN = "Försök igen om en stund."


def offer(asked: Asked) -> None:
    """Show the button; pressed, it makes the file and offers it."""
    pressed = st.button("Hämta som PowerPoint", key="apt_file", icon=":material/slideshow:")
    made = _made(asked) if pressed else None
    if made is not None:
        st.download_button(
            f"Spara {made.name}",
            made.data,
            file_name=made.name,
            mime=made.media_type,
            key="apt_file_made",
            type="primary",
            icon=":material/save_alt:",
            on_click="ignore",
        )


def _made(asked: Asked) -> MadeFile | None:
    """Write down what the audience is given, and make the file; None, and what to do, where that fails."""
    given = replace(asked.choice, lens=asked.show.seen_by)
    stem = stem_of(ReportKind.SHOW, given.office.code, given.place.code, given.period.code, asked.choice.lens)
    template, _ = reads_report.own_template()
    with st.spinner("Skriver bilderna …"):
        try:
            publishing.hand_out(given)
            report = reads_show.report(asked.show, frame.today(), frame.remark(asked.choice))
            return report_file(
                report, FileKind.POWERPOINT, stem=stem, made_on=frame.today(), template=template
            )
        except (FileError, RecordingError) as error:
            st.error(as_text(f"{error} {TRY_AGAIN}"))
            return None
