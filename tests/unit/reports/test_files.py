"""A report as any kind of file, and what the files are called."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from reports_made import a_report

from metrics.vocabulary import Lens, ReportKind
from reports import pdf
from reports.files import FileError, FileKind, report_file, stem_of

DAY = date(2026, 12, 10)


@pytest.mark.parametrize("kind", list(FileKind))
def test_every_kind_has_its_name_media_type_and_content(kind):
    made = report_file(a_report(), kind, stem="manadsrapport", made_on=DAY)
    assert made.name == f"manadsrapport.{kind}"
    assert "/" in made.media_type
    in_office = kind in (FileKind.EXCEL, FileKind.WORD, FileKind.POWERPOINT)
    assert is_zipfile(BytesIO(made.data)) == in_office
    assert made.data.startswith(b"%PDF") == (kind == FileKind.PDF)
    assert made.data.startswith(b"\xef\xbb\xbf") == (kind == FileKind.CSV)


@pytest.mark.parametrize("kind", list(FileKind))
def test_the_same_report_and_day_give_the_same_bytes(kind):
    made = [report_file(a_report(), kind, stem="r", made_on=DAY).data for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("asked", "stem"),
    [
        (
            (ReportKind.MONTH, "exempelstad", "ifo", "2026-10", Lens.INTERN),
            "manadsrapport-exempelstad-ifo-2026-10",
        ),
        (
            (ReportKind.TERTIAL, "exempelstad", "ifo", "2026-T2", Lens.PUBLIC),
            "tertialrapport-exempelstad-ifo-2026-t2-publik",
        ),
        (
            (ReportKind.YEAR, "Växjö ..", "../öst", "2025", Lens.BOARD),
            "verksamhetsberattelse-vaxjo-ost-2025-namnd",
        ),
        ((ReportKind.SELECTION, "a", "b", "2025", Lens.INTERN), "utdrag-a-b-2025"),
    ],
)
def test_a_file_is_named_for_what_it_is_without_signs_that_a_disk_minds(asked, stem):
    assert stem_of(*asked) == stem


def test_a_template_is_the_slides_own(tmp_path):
    made = report_file(a_report(), FileKind.POWERPOINT, stem="r", made_on=DAY).data
    again = report_file(a_report(), FileKind.POWERPOINT, stem="r", made_on=DAY, template=made).data
    assert len(ZipFile(BytesIO(again)).namelist()) > 10


def test_a_pdf_that_fails_says_once_what_is_wrong_and_what_to_do(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise pdf.PdfError("Hämta rapporten som Word.")

    monkeypatch.setattr(pdf, "report_pdf", refuse)
    with pytest.raises(FileError, match=r"^Hämta rapporten som Word\.$"):
        report_file(a_report(), FileKind.PDF, stem="r", made_on=DAY)
