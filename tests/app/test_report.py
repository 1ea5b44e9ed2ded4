"""The page Rapport: drafted, written, kept, locked, and had as files."""

import re
from collections.abc import Iterator
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import money_office
import pytest
from docx import Document
from money_office import correct_days, numbers
from openpyxl import load_workbook
from pages_read import opened, plain, press, sheets, told
from pptx import Presentation
from pypdf import PdfReader
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import queries_reports
from data.locks import lock_period
from data.queries_reports import Kept, kept_report
from data.recording_reports import keep_report
from metrics.documents.model import Report
from metrics.documents.report import report_of
from metrics.numbers import rounded
from metrics.rows import Row
from metrics.vocabulary import Lens, ReportKind, SectionKind
from pages.parts import frame, reads, reads_report
from pages.parts.report import writing
from reports import pdf
from reports.files import FileKind, report_file

TODAY = date(2026, 10, 15)
OFFICE = {"organisation": "provkommun", "period": "2026-08"}
BOARD = {"reason": "Rapporterad till nämnden", "role": "Controller"}
SAVE = "Spara rapporten"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in October 2026."""
    monkeypatch.setattr(frame, "today", lambda: TODAY)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The small office, in a store of one's own that the pages read."""
    url, engine = money_office.money_store(tmp_path)
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", url)
    yield engine
    engine.dispose()


def page(**address: str) -> AppTest:
    return opened("report", **{**OFFICE, **address})


def kept(store: Engine, lens: Lens = Lens.INTERN) -> Kept | None:
    unit = numbers(store)[0]["kontoret"]
    return kept_report(store, unit, ReportKind.MONTH, "2026-08", lens)


def text_of(app: AppTest, label: str) -> str:
    (area,) = [each for each in app.text_area if each.label == label]
    return plain(area.value)


def write(app: AppTest, label: str, text: str) -> AppTest:
    (area,) = [each for each in app.text_area if each.label == label]
    area.input(text).run()
    assert not app.exception, app.exception[0].value
    return app


def save(app: AppTest, role: str = "Controller") -> AppTest:
    (box,) = [each for each in app.text_input if each.label == "Din roll"]
    box.input(role)
    return press(app, SAVE)


def lock(store: Engine) -> None:
    lock_period(store, organisation_id=1, unit_id=None, period="2026-08", **BOARD)


def shown(app: AppTest) -> str:
    return sheets(app)


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ({}, "Månadsrapport augusti 2026"),
        ({"period": "2026-T2"}, "Tertialrapport T2 2026"),
        ({"period": "2025"}, "Verksamhetsberättelse 2025"),
        ({"rapport": "tertial"}, "Tertialrapport T2 2026"),
        ({"rapport": "ar"}, "Verksamhetsberättelse 2025"),
        ({"rapport": "manad", "period": "2025"}, "Månadsrapport december 2025"),
        ({"rapport": "utdrag"}, "Utdrag augusti 2026"),
        ({"rapport": "veckovis"}, "Månadsrapport augusti 2026"),
    ],
)
def test_the_report_follows_from_the_period_or_the_period_from_the_report(store, asked, heading):
    assert page(**asked).title[0].value.startswith(heading)


def test_a_draft_tells_of_figures_plan_and_money_in_every_part(store):
    app = page()
    said = shown(app)
    for heading in ("Sammanfattning", "Måluppfyllelse", "Indikatorer", "Ekonomi", "Källor och definitioner"):
        assert f"<summary>{heading}" in said
    assert "Vårddygn i HVB" in said
    assert ">100,0 dygn<" in said
    assert "Belopp i tkr, + = överskott" in said
    assert "2026 väntas sluta på" in text_of(app, "Ekonomi")


def test_every_chart_has_its_sentence_and_its_table(store):
    said = shown(page())
    sentences = re.findall(r'<svg [^>]*aria-label="([^"]+)"', said)
    assert sentences
    assert len(sentences) == said.count("<svg")
    assert len(sentences) == said.count("Visa som tabell</summary><table>")


def test_a_part_that_is_not_chosen_is_not_in_the_report(store):
    app = page()
    (parts,) = app.get("button_group")
    parts.set_value([SectionKind.SUMMARY]).run()
    said = shown(app)
    assert "<summary>Sammanfattning" in said
    assert "<summary>Ekonomi" not in said


def test_what_is_written_stands_in_the_report_and_an_emptied_text_is_drafted_again(store):
    app = page()
    drafted = text_of(app, "Sammanfattning")
    write(app, "Sammanfattning", "Det går bra.\n\nFortsätt så.")
    assert "<p>Det går bra.</p><p>Fortsätt så.</p>" in shown(app)
    write(app, "Sammanfattning", "  ")
    assert f"<p>{drafted.splitlines()[0]}</p>" in shown(app)


def test_what_is_kept_is_shown_with_who_kept_it_and_when(store):
    save(write(page(), "Sammanfattning", "Det går bra."))
    report = kept(store)
    assert report is not None
    assert (report.role, report.revision) == ("Controller", 1)
    app = page()
    assert any("Sparad av Controller den" in each.value for each in app.markdown)
    assert "<p>Det går bra.</p>" in shown(app)
    assert not app.text_area


def test_a_report_without_a_role_is_not_kept_and_the_text_stands(store):
    app = save(write(page(), "Sammanfattning", "Det går bra."), role="")
    assert told(app)[0].startswith("- Din roll: ")
    assert text_of(app, "Sammanfattning") == "Det går bra."
    assert kept(store) is None


def test_of_two_who_write_the_second_is_refused_and_sees_what_the_first_wrote(store):
    first, second = page(), page()
    write(second, "Sammanfattning", "Den andres ord.")
    save(write(first, "Sammanfattning", "Den förstas ord."), role="Socialchef")
    save(second)
    assert "har just sparats av någon annan" in told(second)[0]
    assert text_of(second, "Sammanfattning") == "Den andres ord."
    said = [each.value for each in second.markdown]
    assert "Den förstas ord." in said
    assert any("Sparad av Socialchef" in each.value for each in second.warning)
    assert kept(store).report.sections[0].paragraphs == ("Den förstas ord.",)
    save(second)
    assert (kept(store).revision, kept(store).report.sections[0].paragraphs) == (2, ("Den andres ord.",))


def test_figures_that_are_newer_than_the_kept_report_are_told_and_the_report_stands(store):
    save(page())
    correct_days(store, 120.0)
    app = page()
    (warning,) = app.warning
    assert "ändrats sedan rapporten sparades: Vårddygn i HVB: 100,0 dygn i rapporten, 120,0 dygn nu" in plain(
        warning.value
    )
    assert ">100,0 dygn<" in shown(app)
    assert ">120,0 dygn<" not in shown(app)


def test_a_kept_report_is_changed_with_its_own_words_and_the_figures_of_today(store):
    save(write(page(), "Sammanfattning", "Mina ord."))
    correct_days(store, 120.0)
    app = page(version="andra")
    assert text_of(app, "Sammanfattning") == "Mina ord."
    assert ">120,0 dygn<" in shown(app)
    (older,) = [each.value for each in app.info if each.value.startswith(writing.OLDER)]
    assert "Sammanfattning" in older
    rewritten = write(app, "Sammanfattning", "Andra ord.")
    assert not [each for each in rewritten.info if "Sammanfattning" in each.value]
    save(app)
    assert kept(store).revision == 2


def test_the_draft_is_shown_anew_when_it_is_asked_for(store):
    save(write(page(), "Sammanfattning", "Mina ord."))
    app = page(version="utkast")
    assert text_of(app, "Sammanfattning") != "Mina ord."


def test_a_text_nobody_has_touched_follows_the_figures_and_one_that_is_written_stays(store):
    app = page()
    write(app, "Indikatorer", "Skrivet.")
    before = text_of(app, "Ekonomi")
    units, accounts = numbers(store)
    money_office.record_forecast(
        store, organisation_id=1, unit_id=units["barn"], account_id=accounts["hvb"], year=2026,
        made_in="2026-08", amount=-9_000_000.0, role="Controller",
    )  # fmt: skip
    app.run()
    assert text_of(app, "Indikatorer") == "Skrivet."
    assert text_of(app, "Ekonomi") != before


def test_a_locked_period_shows_what_was_locked_and_can_not_be_kept_anew(store):
    save(write(page(), "Sammanfattning", "Före låset."))
    lock(store)
    correct_days(store, 120.0)
    app = page()
    assert "<p>Före låset.</p>" in shown(app)
    assert ">100,0 dygn<" in shown(app)
    assert ">120,0 dygn<" not in shown(app)
    assert SAVE not in [each.label for each in app.button]
    (said,) = app.info
    assert "Öppna låset på sidan Lås" in said.value


def test_a_locked_period_without_a_report_shows_its_figures_as_they_were_locked(store):
    lock(store)
    correct_days(store, 120.0)
    app = page()
    assert ">100,0 dygn<" in shown(app)
    assert ">120,0 dygn<" not in shown(app)
    assert "Siffrorna är de som gällde när perioden låstes den" in shown(app)
    assert not app.text_area


def test_a_period_that_is_locked_while_somebody_writes_is_not_kept(store):
    app = write(page(), "Sammanfattning", "Under tiden.")
    lock(store)
    save(app)
    assert kept(store) is None
    assert "Öppna låset på sidan Lås" in app.info[0].value
    assert text_of(app, "Sammanfattning") == "Under tiden."
    app.run()
    assert text_of(app, "Sammanfattning") == "Under tiden."


@pytest.mark.parametrize("kind", list(FileKind))
def test_a_file_is_made_when_it_is_asked_for_and_told_when_it_is_ready(store, kind):
    app = page()
    assert not app.get("download_button")
    app.button(key=f"export-report-{kind}").click().run()
    assert not app.exception, app.exception[0].value
    (button,) = app.get("download_button")
    name = f"manadsrapport-provkommun-kontoret-2026-08.{kind}"
    assert button.proto.label == f"Ladda ner {name}"
    assert [each.label for each in app.status] == [f"{name} är klar"]


def test_a_file_that_can_not_be_made_says_what_to_do(store, monkeypatch):
    def refuse(*_args: object, **_kwargs: object) -> bytes:
        raise pdf.PdfError(pdf.REFUSED)

    monkeypatch.setattr(pdf, "report_pdf", refuse)
    app = page()
    app.button(key="export-report-pdf").click().run()
    assert not app.get("download_button")
    (error,) = app.error
    assert error.value == pdf.REFUSED


def test_an_audience_is_told_no_comments_and_what_they_get_is_written_down(store):
    app = page(lins="publik")
    assert "<summary>Kommentarer" not in shown(app)
    assert not queries_reports.published(store, 1)
    app.button(key="export-report-csv").click().run()
    assert not app.exception, app.exception[0].value
    (cells,) = queries_reports.published(store, 1)
    assert cells["hvb-dygn"]["barn"]["2026-08"] == 100
    assert "2026-09" not in cells["hvb-dygn"]["barn"]
    (button,) = app.get("download_button")
    assert button.proto.label == "Ladda ner manadsrapport-provkommun-kontoret-2026-08-publik.csv"


def test_a_report_is_kept_for_each_audience_by_itself(store):
    save(write(page(lins="namnd"), "Sammanfattning", "Till nämnden."))
    assert kept(store, Lens.BOARD).report.lens == Lens.BOARD
    assert kept(store) is None
    assert len(queries_reports.published(store, 1)) == 1


def test_an_earlier_day_has_nothing_to_write_in(store):
    app = page(laget="2026-10-10")
    assert not app.text_area
    assert SAVE not in [each.label for each in app.button]


def test_a_server_for_the_public_shows_no_more_whatever_the_address_says(store, monkeypatch):
    monkeypatch.setenv("LAGESBILD_LENS", "publik")
    app = page(lins="intern")
    assert "Det här är vad allmänheten får se" in shown(app)
    assert "<p>Visas för: allmänheten</p>" in shown(app)


@pytest.mark.parametrize("version", ["", "andra", "utkast"])
def test_a_server_for_an_audience_takes_no_report(store, monkeypatch, version):
    monkeypatch.setenv("LAGESBILD_LENS", "publik")
    unit = numbers(store)[0]["kontoret"]
    material = reads_report.material("provkommun", unit, "2026-08", TODAY)
    for _ in range(2):
        app = page(lins="intern", version=version)
        assert not app.text_area
        assert not app.get("button_group")
        assert SAVE not in [each.label for each in app.button]
        assert "Spara som periodens rapport" not in [each.value for each in app.subheader]
        assert not [each for each in app.selectbox if "Ändra den sparade" in each.options]
        assert not app.warning
        assert "Vårddygn i HVB" in shown(app)
        if not kept(store, Lens.PUBLIC):
            keep_report(
                store, organisation_id=1, unit_id=unit, report=report_of(material, ReportKind.MONTH),
                role="Controller", over=0,
            )  # fmt: skip
            correct_days(store, 120.0)
    assert any("Sparad av Controller den" in each.value for each in app.markdown)


def test_an_excerpt_has_the_chosen_indicators_alone_and_is_nothing_without_them(store):
    app = page(rapport="utdrag")
    assert [each.value for each in app.info] == ["Välj indikatorer ovan."]
    assert not app.subheader and "paper" not in shown(app)
    app.multiselect[0].set_value(["hvb-dygn"]).run()
    assert not app.exception, app.exception[0].value
    assert "Vårddygn i HVB" in shown(app) and not app.info
    assert [each.value for each in app.subheader] == ["Hämta", "Så ser den ut"]


def test_the_overview_gives_what_it_shows_as_a_file(store):
    app = opened("overview", "export-box", **OFFICE)
    app.button(key="export-selection-csv").click().run()
    assert not app.exception, app.exception[0].value
    assert [each.label for each in app.status] == ["utdrag-provkommun-kontoret-2026-08.csv är klar"]


def test_a_broken_template_of_the_organisations_is_told_and_the_built_in_is_used(
    store, monkeypatch, tmp_path
):
    broken = tmp_path / "mall.pptx"
    broken.write_bytes(b"inget bildspel")
    monkeypatch.setenv("LAGESBILD_TEMPLATE", str(broken))
    app = page()
    (warning,) = app.warning
    assert warning.value.endswith("Den inbyggda mallen används så länge.")
    app.button(key="export-report-pptx").click().run()
    assert len(app.get("download_button")) == 1


def test_an_empty_store_is_calm(empty_store):
    app = opened("report")
    assert "Inga verksamheter är inlästa" in app.info[0].value


def test_the_figures_of_the_report_are_those_of_the_overview(full_store):
    app = opened("report", organisation="exempelstad", period="2026-10")
    said, rows = shown(app), _overview()
    assert len(rows) > 40
    for row in rows:
        figure = f'<td class="number" data-head="Värde">{row.value_text}</td>'
        cells = f'<th scope="row">{escape(row.subject.name)}</th>{figure}'
        assert plain(cells) in said


def test_every_file_has_the_figures_of_the_screen(full_store):
    rows, unit = _overview(), reads.office_of("exempelstad").places[0].id
    material = reads_report.material("exempelstad", unit, "2026-10", TODAY)
    report = report_of(material, ReportKind.MONTH)
    told_in = {kind: _told(report, kind) for kind in FileKind}
    for row in rows:
        for kind in (FileKind.PDF, FileKind.WORD, FileKind.POWERPOINT):
            assert _plainly(row.value_text) in told_in[kind], (kind, row.subject.name)
        if row.figure.value is not None:
            number = f"{rounded(row.figure.value, row.subject.decimals):.12g}"
            assert number in told_in[FileKind.EXCEL].split(), row.subject.name
            as_written = {
                text.rstrip("0").rstrip(",") for text in told_in[FileKind.CSV].split(";") if "," in text
            }
            as_written |= set(told_in[FileKind.CSV].split(";"))
            assert number.replace(".", ",") in as_written, row.subject.name


def _told(report: Report, kind: FileKind) -> str:
    """Return what another program reads in a file, with ordinary spaces."""
    data = BytesIO(report_file(report, kind, stem="rapport", made_on=TODAY).data)
    match kind:
        case FileKind.PDF:
            text = " ".join(each.extract_text() for each in PdfReader(data).pages)
        case FileKind.WORD:
            document = Document(data)
            cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
            text = " ".join([*(each.text for each in document.paragraphs), *cells])
        case FileKind.POWERPOINT:
            slides = Presentation(data).slides
            text = " ".join(_of_shape(shape) for slide in slides for shape in slide.shapes)
        case FileKind.EXCEL:
            books = load_workbook(data).worksheets
            values = (value for book in books for row in book.iter_rows(values_only=True) for value in row)
            text = " ".join(
                f"{value:.12g}" if isinstance(value, int | float) else str(value) for value in values
            )
        case _:
            text = data.read().decode("utf-8-sig")
    return _plainly(text)


def _of_shape(shape: Any) -> str:
    if shape.has_text_frame:
        return str(shape.text_frame.text)
    if shape.has_table:
        return " ".join(cell.text for row in shape.table.rows for cell in row.cells)
    return ""


def _plainly(text: str) -> str:
    return " ".join(plain(text).split())


def _overview() -> tuple[Row, ...]:
    unit = reads.office_of("exempelstad").places[0].id
    return reads.overview("exempelstad", unit, "2026-10")


def test_timras_year_has_its_money_as_it_is_printed(full_store):
    app = opened("report", organisation="timra", period="2017")
    assert "Beloppen är de som dokumentet trycker" in shown(app)
    assert "som dokumentet trycker det. Belopp i tkr" in shown(app)
