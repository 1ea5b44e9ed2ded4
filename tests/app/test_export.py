"""Hämta som fil: what the pages show of figures, as files that hold the same numbers."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from docx import Document
from offices import indicator, plan_toml
from openpyxl import load_workbook
from pages_read import lead, opened, plain, rows_of, sheets
from pptx import Presentation
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from metrics.change_words import day_words
from pages.parts import export, frame, reads_report
from reports.files import FileKind, MadeFile, report_file

BOX = "export-box"
TERTIAL = {"organisation": "exempelstad", "period": "2026-T2"}
PAGES = ("activities", "economy", "lead_times", "placements", "risks", "staff", "year_wheel")
WITHOUT_TIME = """
[[follow_ups]]
code = "revision"
title = "Revisionsärenden"
source = "Plan, 7"
"""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be a day in November 2026."""
    monkeypatch.setattr(frame, "today", lambda: date(2026, 11, 22))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[AppTest, FileKind], MadeFile]:
    """Ask an opened page for a kind of file, and return what it gives."""
    made: list[MadeFile] = []

    def remembered(*args: Any, **named: Any) -> MadeFile:
        made.append(report_file(*args, **named))
        return made[-1]

    monkeypatch.setattr(export, "report_file", remembered)

    def asked(app: AppTest, kind: FileKind) -> MadeFile:
        app.button(key=f"export-selection-{kind}").click().run()
        assert not app.exception, app.exception[0].value
        assert not app.error
        assert [each.label for each in app.status] == [f"{made[-1].name} är klar"]
        return made[-1]

    return asked


def kinds(app: AppTest) -> list[str]:
    """Return the kinds of file that a page with its box open offers."""
    return [each.key.rpartition("-")[2] for each in app.button if (each.key or "").startswith("export-")]


def reported(file: MadeFile) -> dict[str, dict[str, str]]:
    """Return what a CSV file reports, by the indicator's code."""
    table = csv.DictReader(StringIO(file.data.decode("utf-8-sig")), delimiter=";")
    return {row["Indikatorkod"]: row for row in table if row["Rad"] == "rapport"}


def values(file: MadeFile, *codes: str) -> list[str]:
    """Return the figures of some indicators as a CSV file has them."""
    found = reported(file)
    return [found[code]["Värde"] for code in codes]


def workbook_rows(file: MadeFile, sheet: str) -> dict[Any, list[Any]]:
    """Return the rows of a workbook's sheet by their first cell."""
    rows = load_workbook(BytesIO(file.data))[sheet].iter_rows(values_only=True)
    return {row[0]: list(row[1:]) for row in rows}


def shown(cell: str) -> str:
    """Return the figure of a cell of a page as a CSV file writes it: without its unit, its note or spaces."""
    number = cell.partition("|")[0].strip(" ✕✓≈")
    return "".join(sign for sign in number if sign in "-,0123456789")


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("address", [TERTIAL, {**TERTIAL, "period": "2026-10"}])
def test_placements_give_days_of_the_period_and_people_of_its_last_day(given, address):
    app = opened("placements", BOX, **address, unit="barn-och-unga")
    row = rows_of(sheets(app))["HVB"]
    days, _, placed, new, ended = (shown(cell) for cell in row[:5])
    file = given(app, FileKind.CSV)
    codes = ("varddygn-hvb", "placerade-hvb", "nya-hvb", "avslutade-hvb")
    assert values(file, *codes) == [days, placed, new, ended]
    assert file.name == f"utdrag-exempelstad-placeringar-barn-och-unga-{address['period'].lower()}.csv"


@pytest.mark.usefixtures("full_store")
def test_a_figure_of_another_time_than_the_page_s_says_so(given):
    file = reported(given(opened("placements", BOX, **TERTIAL), FileKind.CSV))
    assert file["placerade-hvb"]["Anmärkning"] == "avser augusti 2026"
    assert file["placerade-hvb"]["Periodkod"] == "2026-08"
    assert file["varddygn-hvb"]["Periodkod"] == "2026-T2"
    assert "avser" not in file["varddygn-hvb"]["Anmärkning"]


@pytest.mark.usefixtures("full_store")
def test_placements_narrowed_to_a_client_group_give_those_of_its_unit(given):
    app = opened("placements", BOX, **TERTIAL, group="adults")
    days, *_ = rows_of(sheets(app))["HVB"]
    file = given(app, FileKind.CSV)
    assert values(file, "varddygn-hvb") == [shown(days)]
    assert {row["Verksamhet"] for row in reported(file).values()} == {"Vuxna"}
    assert "eget-familjehem-andel" not in reported(file)  # a goal is of all groups


@pytest.mark.usefixtures("full_store")
def test_lead_times_give_the_shares_and_how_cases_stand(given):
    app = opened("lead_times", BOX, **TERTIAL)
    (row,) = [
        row for name, row in rows_of(sheets(app)).items() if name.startswith("Förhandsbedömning14 dagar")
    ]
    _, strict, rolled, median, high, oldest, open_cases, late, extended = row[:9]
    file = given(app, FileKind.CSV)
    codes = (
        "forhandsbedomning-14-dagar", "forhandsbedomning-nasta-vardag",
        "forhandsbedomning-median", "forhandsbedomning-p90", "forhandsbedomning-aldsta",
        "forhandsbedomning-oppna", "forhandsbedomning-oppna-sena", "forhandsbedomning-forlangda",
    )  # fmt: skip
    told = (strict, rolled, median, high, oldest, open_cases, late, extended)
    assert values(file, *codes) == [shown(cell) for cell in told]


@pytest.mark.usefixtures("full_store")
def test_the_staff_is_told_of_the_month_that_the_page_tells_of(given):
    app = opened("staff", BOX, **TERTIAL)
    rows = {name.partition(" ")[0]: row for name, row in rows_of(sheets(app)).items()}
    file = given(app, FileKind.CSV)
    leave = ("sjukfranvaro", "sjukfranvaro-ackumulerad", "sjukfranvaro-rullande-12")
    assert values(file, *leave) == [shown(cell) for cell in rows["Totalt"][:3]]
    assert values(file, "arsarbetare", "hme") == [shown(rows["Årsarbetare"][0]), shown(rows["HME"][0])]
    assert file.name == "utdrag-exempelstad-personal-socialforvaltningen-2026-08.csv"


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(
    ("account", "title", "parts", "part"),
    [
        ("", "Ekonomi tertial 2 2026", "Per konto", "Köp av verksamhet: HVB"),
        (
            "placering-hvb",
            "Ekonomi, Köp av verksamhet: HVB tertial 2 2026",
            "Per enhet",
            "Utredningsenheten barn",
        ),
    ],
)
def test_the_economy_gives_the_year_of_what_the_page_is_on(given, account, title, parts, part):
    app = opened("economy", BOX, **TERTIAL, amounts="tkr", **({"account": account} if account else {}))
    page = rows_of(sheets(app))
    file = given(app, FileKind.EXCEL)
    year = workbook_rows(file, "Året i sin helhet")
    lines = ("Budget till och med augusti", "Utfall till och med augusti", "Avvikelse hittills")
    assert [f"{year[line][0]}" for line in lines] == [shown(cell) for cell in page["Till och med augusti"]]
    budget, _, so_far, ending, deviation = workbook_rows(file, parts)[part]
    told = [page[part][place] for place in (0, 1, 2, -1)]
    assert [f"{amount}" for amount in (budget, so_far, ending, deviation)] == [shown(cell) for cell in told]
    assert load_workbook(BytesIO(file.data))["Översikt"]["A1"].value == title
    assert kinds(app) == ["pptx", "xlsx", "docx", "pdf"]


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("view", ["memory", "bridge", "scenarios"])
def test_what_no_file_tells_of_the_economy_is_not_offered_as_one(view):
    app = opened("economy", BOX, **TERTIAL, view=view)
    assert "Hämta som fil" not in [each.label for each in app.expander]


@pytest.mark.usefixtures("full_store")
def test_activities_are_given_as_they_stand_on_the_day_with_days_that_can_be_reckoned_with(given):
    app = opened("activities", BOX, **TERTIAL, unit="barn-och-unga")
    page = sheets(app)
    file = given(app, FileKind.EXCEL)
    rows = workbook_rows(file, "Aktiviteter")
    late = rows["Ny e-tjänst för orosanmälan (investering)"]
    assert late[0] == "! försenad"
    assert [f"{day:%Y-%m-%d}" for day in late[1:3]] == ["2026-04-01", "2026-10-31"]
    assert "2026-04-01 – <br>2026-10-31" in page
    assert page.count("<tr>") - 1 == len(load_workbook(BytesIO(file.data))["Aktiviteter"]["A"]) - 4
    assert file.name == "utdrag-exempelstad-aktiviteter-socialforvaltningen-2026.xlsx"
    assert kinds(app) == ["pptx", "xlsx", "docx", "pdf"]


@pytest.mark.usefixtures("full_store")
def test_risks_are_given_the_greatest_first_with_the_page_s_words_and_numbers(given):
    app = opened("risks", BOX, **TERTIAL)
    page = sheets(app)
    listed = {name: row for name, row in rows_of(page).items() if name.startswith("R")}
    file = given(app, FileKind.EXCEL)
    rows = {f"{name}".replace(": ", " "): row for name, row in workbook_rows(file, "Risker").items()}
    *weighed, last = list(rows)[4:]
    assert weighed == list(listed)
    assert rows[last][:4] == [None, None, None, "inte bedömd"]
    assert f"{last.partition(' ')[2]}</li>" in page
    for name, (value, band, moved) in listed.items():
        likelihood, consequence, risk_value, level, *_ = rows[name]
        assert (f"{risk_value}", plain(level)) == (value, f"{band} ({moved})")
        assert f"annolikhet {likelihood} (" in page
        assert likelihood * consequence == risk_value
    assert load_workbook(BytesIO(file.data))["Översikt"]["B4"].value.replace("\u00a0", " ") == lead(app)
    assert file.name == "utdrag-exempelstad-risker-socialforvaltningen-2026.xlsx"
    assert kinds(app) == ["pptx", "xlsx", "docx", "pdf"]


@pytest.mark.usefixtures("full_store")
def test_a_risk_has_its_actions_who_answers_for_it_and_a_day_to_reckon_with(given):
    app = opened("risks", BOX, **TERTIAL)
    rows = workbook_rows(given(app, FileKind.EXCEL), "Risker")
    (row,) = [row for name, row in rows.items() if f"{name}".startswith("R1:")]
    *_, actions, responsible, following = row
    assert actions == "◔ pågår: Veckorapport om nya HVB-placeringar till controllern (Förvaltningscontroller)"
    assert responsible == "Förvaltningscontroller"
    assert f"{following:%Y-%m-%d}" == "2026-12-10"
    assert "senast 10 december 2026" in sheets(app)


def listed_rows(html: str) -> Iterator[list[str]]:
    """Go through the rows of a year's list: the day, what is due, and what stands beside it, notes apart."""
    for line in re.findall(r'<tr class="(?!month).*?</tr>', html):
        ((due, (what, *beside)),) = rows_of(line).items()
        day, *reckoned = re.split(r" +\| ", due)
        title, *notes = re.split(r" +\| ", what)
        yield [day, title, *beside, "; ".join([*reckoned, *notes])]


def as_listed(due: datetime, what: str, to: str, state: str, note: str, where: str) -> list[str]:
    """Return a row of a year's sheet as `listed_rows` gives the page's."""
    told = plain(state or "").replace(" ", "", 1).replace(" (", " | ").removesuffix(")")
    beside = [to, told, where] if state else [where]
    return [day_words(due.date(), year=False), what, *beside, plain(note or "")]


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize(("shown_rows", "name"), [("", "arshjul"), ("kommande", "arshjul-kommande")])
def test_the_year_s_list_is_given_as_the_page_lists_it_with_days_that_can_be_reckoned_with(
    given, shown_rows, name
):
    app = opened("year_wheel", BOX, **TERTIAL, **({"visa": shown_rows} if shown_rows else {}))
    file = given(app, FileKind.EXCEL)
    every = load_workbook(BytesIO(file.data))["Årshjul"].iter_rows(min_row=5, values_only=True)
    assert [as_listed(*row) for row in every] == list(listed_rows(sheets(app)))
    assert file.name == f"utdrag-exempelstad-{name}-socialforvaltningen-2026.xlsx"
    assert kinds(app) == ["pptx", "xlsx", "docx", "pdf"]


def test_what_the_plan_gives_no_time_for_stands_last_in_the_year_s_list(load, given):
    load(plan_toml([WITHOUT_TIME]))
    file = given(opened("year_wheel", BOX, organisation="provkommun", ar="2026"), FileKind.EXCEL)
    *_, last = load_workbook(BytesIO(file.data))["Årshjul"].iter_rows(values_only=True)
    assert last == ("ingen tid anges", "Revisionsärenden", "anges inte", None, None, "planen som helhet")


def in_slides(file: BytesIO) -> str:
    shapes = (shape for slide in Presentation(file).slides for shape in slide.shapes)
    return " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


READ: dict[FileKind, Callable[[BytesIO], str]] = {
    FileKind.POWERPOINT: in_slides,
    FileKind.WORD: lambda file: " ".join(part.text for part in Document(file).paragraphs),
    FileKind.PDF: lambda file: " ".join(page.extract_text() for page in PdfReader(file).pages),
}


def squeezed(text: str) -> str:
    """Return a text without spaces, and without what a line is divided by."""
    return re.sub(r"[\s\u00ad\\]", "", plain(text))


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("page", PAGES)
def test_every_kind_of_document_says_what_the_page_says_first(given, page):
    app = opened(page, BOX, **TERTIAL, amounts="tkr")
    said = squeezed(lead(app))
    for kind, read in READ.items():
        assert said in squeezed(read(BytesIO(given(app, kind).data)))


@pytest.mark.usefixtures("full_store")
def test_a_file_of_an_earlier_day_says_when_it_was_made(given, monkeypatch):
    monkeypatch.setattr(frame, "clock", lambda: date(2026, 11, 29))
    file = given(opened("staff", BOX, **TERTIAL), FileKind.EXCEL)
    assert load_workbook(BytesIO(file.data)).properties.created.date() == date(2026, 11, 29)


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_read_or_made_before_the_box_is_opened(monkeypatch, page):
    def refuse(*_args: object, **_named: object) -> None:
        raise AssertionError("nothing was asked for")

    for name in ("material", "own_template"):
        monkeypatch.setattr(reads_report, name, refuse)
    app = opened(page, **TERTIAL)
    assert "Hämta som fil" in [each.label for each in app.expander]
    assert kinds(app) == []


@pytest.mark.usefixtures("full_store")
@pytest.mark.parametrize("lens", ["namnd", "publik"])
@pytest.mark.parametrize("page", PAGES)
def test_an_audience_is_offered_no_file_of_a_page_that_is_closed_to_it(monkeypatch, page, lens):
    from_address = opened(page, BOX, **TERTIAL, lins=lens)
    monkeypatch.setenv("LAGESBILD_LENS", lens)
    for app in (from_address, opened(page, BOX, **TERTIAL, lins="intern")):
        assert [each.value for each in app.title] == ["Visas bara internt"]
        assert kinds(app) == []
        assert not app.expander


@pytest.mark.usefixtures("empty_store")
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_store_has_nothing_to_give(page):
    app = opened(page, BOX)
    assert "Inga verksamheter är inlästa" in app.info[0].value
    assert not app.expander


@pytest.mark.parametrize("page", PAGES)
def test_an_office_that_a_page_has_nothing_to_tell_of_has_nothing_to_give(load, page):
    load(plan_toml([indicator("klagomal", "Klagomål", kind="flow")]))
    app = opened(page, BOX, organisation="provkommun", period="2026-10")
    assert kinds(app) == []
    assert "Hämta som fil" not in [each.label for each in app.expander]
