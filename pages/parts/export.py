"""Hämta: what a page shows, or a report, as files. A file is made when it is asked for, and not before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

import streamlit as st

from data.recording import RecordingError
from metrics.change_words import day_words
from metrics.documents.material import Material
from metrics.documents.model import Report
from metrics.documents.report import extract_of, report_of, with_beside
from metrics.documents.words import AUDIENCE
from metrics.periods import Period
from metrics.vocabulary import ReportKind
from pages.parts import frame, publishing, reads, reads_report
from pages.parts.address import Choice, as_text
from reports.files import FILE_WORDS, FileError, FileKind, MadeFile, report_file, stem_of

TRY_AGAIN = "Försök igen om en stund."
WITHOUT_INDICATORS = tuple(kind for kind in FileKind if kind != FileKind.CSV)
"""The files of what holds no indicator: a CSV is a table of indicators."""

Part = tuple[Period, Sequence[str]]
"""A period, and the codes of the indicators that a page tells of it."""


@dataclass(frozen=True)
class Opening:
    """What a page and its files begin with: its name, and the sentence that answers its question."""

    page: str
    lead: str


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
    if codes:
        stem = stem_of(
            ReportKind.SELECTION, choice.office.code, choice.place.code, choice.period.code, choice.lens
        )
        _offer(choice, stem, lambda: report_of(material(choice, codes), ReportKind.SELECTION))


def indicators(choice: Choice, opening: Opening, *parts: Part) -> None:
    """Offer what a page is about as files: its indicators, each of the period that the page tells it of.

    The first part that has any gives the document's period; what is told there is not told again.
    """
    first, *others = _apart(parts) or [None]
    if first is None:
        return

    def made_of() -> Material:
        every = [_known(replace(choice, period=period), codes) for period, codes in (first, *others)]
        return reduce(with_beside, every)

    extract(replace(choice, period=first[0]), opening, made_of)


def extract(
    choice: Choice,
    opening: Opening,
    made_of: Callable[[], Material],
    kinds: tuple[FileKind, ...] = tuple(FileKind),
) -> None:
    """Offer what a page is about as files of some kinds, of the choice's period."""
    unit = f"{opening.page} {choice.place.code}"
    stem = stem_of(ReportKind.SELECTION, choice.office.code, unit, choice.period.code, choice.lens)
    _offer(choice, stem, lambda: extract_of(made_of(), opening.page, opening.lead), kinds)


def _offer(
    choice: Choice, stem: str, make: Callable[[], Report], kinds: tuple[FileKind, ...] = tuple(FileKind)
) -> None:
    """Show the box, and in it, once it is opened, the files."""
    box = st.expander("Hämta som fil", key="export-box", on_change="rerun", icon=":material/download:")
    if box.open:
        template, _ = reads_report.own_template()
        with box:
            show(Export("selection", choice, stem, make, template=template, kinds=kinds))


def material(choice: Choice, codes: Sequence[str]) -> Material:
    """Return some indicators, none among them, of a choice's unit and period as a document takes them."""
    office, unit, period = choice.office.code, choice.place.id, choice.period.code
    return reads_report.material(office, unit, period, frame.today(), tuple(codes), earlier_words())


def _known(choice: Choice, codes: Sequence[str]) -> Material:
    """Return those of some indicators that there is anything to say of."""
    found = material(choice, codes)
    return replace(found, followed=tuple(each for each in found.followed if each.row.known))


def _apart(parts: Sequence[Part]) -> list[Part]:
    """Return each period once, with the codes that no part before tells."""
    found: dict[Period, list[str]] = {}
    told: set[str] = set()
    for period, codes in parts:
        found.setdefault(period, []).extend(code for code in codes if code not in told)
        told.update(codes)
    return [(period, codes) for period, codes in found.items() if codes]


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
    ready = st.container()  # the file stands right below what asked for it, and how it was made below that
    for kind in pressed:
        made = _made(export, kind)
        if made is not None:
            ready.download_button(
                f"Ladda ner {made.name}",
                made.data,
                file_name=made.name,
                mime=made.media_type,
                key=f"export-{export.key}-{kind}-file",
                type="primary",
                icon=":material/save_alt:",
                on_click="ignore",
                width="stretch",
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
                report, kind, stem=export.stem, made_on=frame.clock(), template=export.template
            )
        except (FileError, RecordingError) as error:
            status.update(label=f"{FILE_WORDS[kind]} kunde inte göras", state="error")
            st.error(as_text(str(error) if isinstance(error, FileError) else f"{error} {TRY_AGAIN}"))
            return None
        status.update(label=f"{made.name} är klar", state="complete", expanded=False)
    return made
