"""A report as a PDF: tagged so that it can be read aloud (PDF/UA-1), and the same bytes each time.

Typst lays it out. All texts reach the layout as values, never as code; only fonts that come with Typst are
used, nothing is fetched, and no file can be read but the layout's own folder.
"""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from metrics.documents.model import Report
from reports.pdf_content import content

LAYOUT = Path(__file__).with_name("pdf_layout") / "report.typ"
NO_PACKAGES = str(LAYOUT)
"""No folder: the layout uses no packages, and none could be kept."""
STANDARD = "ua-1"
REMEMBERED = 11
"""So many further documents are made before Typst has let go of one."""
REFUSED = (
    "PDF-filen kunde inte göras så att alla kan läsa den. Hämta rapporten som Word så länge, och säg till "
    "den som sköter systemet."
)


class PdfError(Exception):
    """A report that could not be made into a PDF, told in Swedish."""


def report_pdf(report: Report, *, made_on: date) -> bytes:
    """Return a report as a .pdf file; the same report and day give the same bytes.

    Raises PdfError, in Swedish, where no PDF that can be read aloud could be made.
    """
    told = json.dumps(content(report, made_on), ensure_ascii=False, allow_nan=False)
    return laid_out(LAYOUT.read_bytes(), told, made_on)


def laid_out(layout: bytes, told: str, made_on: date) -> bytes:
    """Return a layout filled with values (JSON) as a PDF. Raises PdfError where Typst refuses."""
    try:
        made: bytes = typst.compile(
            layout,
            root=str(LAYOUT.parent),
            package_path=NO_PACKAGES,
            package_cache_path=NO_PACKAGES,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[STANDARD],
            sys_inputs={"report": told},
            timestamp=datetime.combine(made_on, time(), UTC),
        )
    except typst.TypstError as error:
        raise PdfError(REFUSED) from error
    finally:
        _forget()
    return made


def _forget() -> None:
    """Let go of what Typst remembers of a report: it keeps some 40 MB of each for its ten next documents."""
    for _ in range(REMEMBERED):
        typst.compile(b"", ignore_system_fonts=True, format="pdf")
