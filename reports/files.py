"""The files that a report can be had as: one function for all, with the name and the media type of each.

What writes a kind of file is loaded when the first of that kind is asked for: a page that only offers them
opens as fast as one that doesn't.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.documents.model import Report
from metrics.documents.words import LENS_CODE
from metrics.vocabulary import Lens, ReportKind

OFFICE = "application/vnd.openxmlformats-officedocument."
STEM = {
    ReportKind.MONTH: "manadsrapport",
    ReportKind.TERTIAL: "tertialrapport",
    ReportKind.YEAR: "verksamhetsberattelse",
    ReportKind.SELECTION: "utdrag",
    ReportKind.SHOW: "apt",
}
UNSAFE = re.compile(r"[^a-z0-9-]+")
LONGEST_CODE = 60


class FileKind(StrEnum):
    """What sort of file, by its ending."""

    POWERPOINT = "pptx"
    EXCEL = "xlsx"
    WORD = "docx"
    PDF = "pdf"
    CSV = "csv"


FILE_WORDS = {
    FileKind.POWERPOINT: "PowerPoint",
    FileKind.EXCEL: "Excel",
    FileKind.WORD: "Word",
    FileKind.PDF: "PDF",
    FileKind.CSV: "CSV",
}
MEDIA_TYPE = {
    FileKind.POWERPOINT: f"{OFFICE}presentationml.presentation",
    FileKind.EXCEL: f"{OFFICE}spreadsheetml.sheet",
    FileKind.WORD: f"{OFFICE}wordprocessingml.document",
    FileKind.PDF: "application/pdf",
    FileKind.CSV: "text/csv",
}


class FileError(ValueError):
    """A file that couldn't be made; the text says why and what to do, in Swedish."""


@dataclass(frozen=True)
class MadeFile:
    """A finished file: its name, its content and its media type."""

    name: str
    data: bytes
    media_type: str


def report_file(
    report: Report, kind: FileKind, *, stem: str, made_on: date, template: bytes | None = None
) -> MadeFile:
    """Return a report as a file; the same report, day and template give the same bytes.

    `stem` is the name without its ending; `template` the organisation's own for slides, already checked.
    Raises FileError where the file can't be made.
    """
    return MadeFile(f"{stem}.{kind}", _data(report, kind, made_on, template), MEDIA_TYPE[kind])


def _data(report: Report, kind: FileKind, made_on: date, template: bytes | None) -> bytes:
    match kind:
        case FileKind.POWERPOINT:
            from reports.slides import slides_pptx

            return slides_pptx(report, made_on=made_on, template=template)
        case FileKind.EXCEL:
            from reports.workbook import workbook_xlsx

            return workbook_xlsx(report, made_on=made_on)
        case FileKind.WORD:
            from reports.word import report_docx

            return report_docx(report, made_on=made_on)
        case FileKind.CSV:
            from reports.csv_file import report_csv

            return report_csv(report)
        case FileKind.PDF:
            return _pdf(report, made_on)


def _pdf(report: Report, made_on: date) -> bytes:
    from reports.pdf import PdfError, report_pdf

    try:
        return report_pdf(report, made_on=made_on)
    except PdfError as error:
        raise FileError(str(error)) from error


def stem_of(kind: ReportKind, organisation: str, unit: str, period: str, lens: Lens) -> str:
    """Return a file's name without its ending: `manadsrapport-exempelstad-ifo-2026-10`.

    `organisation` and `unit` are codes; for an audience the lens stands last.
    """
    parts = [STEM[kind], _plain(organisation), _plain(unit), period.casefold()]
    return "-".join(filter(None, [*parts, LENS_CODE[lens] if lens.is_outward else ""]))


def _plain(code: str) -> str:
    """Return a code with nothing in it that a file system or a mail would mind."""
    swedish = code.casefold().translate(str.maketrans("åäöé", "aaoe"))
    return UNSAFE.sub("-", swedish).strip("-")[:LONGEST_CODE]
