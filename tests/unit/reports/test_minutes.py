"""The minutes as a Word document, read back as a reader's program reads them."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from metrics.meeting.minutes import Minutes
from metrics.meeting.points import Line, Point, Step, Table
from reports.minutes import minutes_docx

DAY = date(2026, 11, 28)
DECISIONS = Table(
    "Beslut vid mötet",
    ("Beslut", "Ansvarig roll", "Gäller från", "Väntad effekt"),
    (
        Line(
            (
                "Veckovis uppföljning",
                "Enhetschef",
                "2026-12-01, följs upp 2027-02-26",
                "Sjukfrånvaro ska minska",
            )
        ),
        Line(("Ny rutin", "HR-strateg", "2026-12-01", "")),
    ),
)
EARLIER = Table(
    "Beslut från förra mötet",
    ("Beslut", "Läge", "Ansvarig roll", "Gäller från", "Kvitto"),
    (Line(("Gå igenom HVB", "pågår", "Verksamhetschef", "2026-09-01", "För tidigt att säga.")),),
)
PERSONAL_NUMBER = re.compile(r"\d{6,8}[-+]?\d{4}")


def minutes(remark: str = "Simulerade data", sentence: str = "Inget är sent.", cell: str = "Chef") -> Minutes:
    earlier = Table(
        EARLIER.caption, EARLIER.headings, (*EARLIER.lines, Line((cell, *EARLIER.lines[0].cells[1:])))
    )
    return Minutes(
        "Protokoll från ledningsgruppens möte",
        "Exempelstad",
        "Socialförvaltningen",
        remark,
        (("Dag", "28 november 2026"), ("Närvarande roller", "Förvaltningschef, controller")),
        (
            Point(Step.LATE, 0, "inget sent", (sentence,)),
            Point(Step.EARLIER, 1, "1 öppet beslut", ("0 av 1 beslut är klart.",), (earlier,)),
            Point(Step.DECISIONS, 2, "2 nya beslut", ("2 beslut är nedskrivna.",), (DECISIONS,)),
        ),
        "protokoll-2026-11-28",
    )


def read(**told: str) -> "Document":
    return Document(BytesIO(minutes_docx(minutes(**told), made_on=DAY)))


def everything(document: "Document") -> str:
    """Return all that stands in a document: text, tables, header and footer."""
    section = document.sections[0]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    around = [each.text for part in (section.header, section.footer) for each in part.paragraphs]
    return "\n".join([*(each.text for each in document.paragraphs), *cells, *around])


def test_the_points_are_real_headings_under_the_title():
    headings = [(each.style.name, each.text) for each in read().paragraphs if "Head" in each.style.name]
    assert headings == [
        ("Heading 1", "3. Vad är sent"),
        ("Heading 1", "4. Besluten från förra gången"),
        ("Heading 1", "5. Nya beslut"),
    ]
    assert [each.text for each in read().paragraphs if each.style.name == "Title"] == [
        "Protokoll från ledningsgruppens möte"
    ]


def test_the_decisions_are_a_real_table_whose_heading_is_repeated():
    table = read().tables[1]
    assert [cell.text for cell in table.rows[0].cells] == list(DECISIONS.headings)
    assert [[cell.text for cell in row.cells] for row in table.rows[1:]] == [
        list(line.cells) for line in DECISIONS.lines
    ]
    for each in read().tables:
        assert each.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in each.rows[1:])
        assert each._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def widths(table: "Table") -> list[float]:
    return [column.width.cm for column in table.columns]


def test_every_column_has_room_for_its_longest_word_where_the_page_has():
    for table in read().tables:
        assert sum(widths(table)) == pytest.approx(18, abs=0.05)
        for column, width in zip(table.columns, widths(table), strict=True):
            longest = max(len(word) for cell in column.cells for word in [*cell.text.split(), ""])
            assert width >= longest * 0.16


def test_a_short_text_beside_a_long_one_stands_on_one_line_also_in_a_wide_font():
    long = "Veckovis uppföljning av alla HVB-placeringar med fokus på hemgång och kontakt med familjehem"
    table = Table("Beslut", ("Beslut", "Roll", "Dag"), (Line((long, "Enhetschef", "2026-12-01")),))
    told = replace(minutes(), points=(Point(Step.DECISIONS, 1, "", (), (table,)),))
    (written,) = Document(BytesIO(minutes_docx(told, made_on=DAY))).tables
    for text, width in zip(("Enhetschef", "2026-12-01"), widths(written)[1:], strict=True):
        assert width >= len(text) * 0.19 + 0.38


def test_a_date_is_not_divided_at_its_hyphens():
    (cell,) = [cell for cell in read().tables[0].columns[3].cells if cell.text == "2026-09-01"][:1]
    assert len(list(cell._tc.iter(qn("w:noBreakHyphen")))) == 2


def test_the_facts_and_the_sentences_stand_in_the_text():
    told = everything(read())
    for words in (
        "Närvarande roller: Förvaltningschef, controller",
        "Inget är sent.",
        "För tidigt att säga.",
    ):
        assert words in told


@pytest.mark.parametrize(("remark", "times"), [("Simulerade data", 1), ("", 0)])
def test_invented_data_is_marked_in_header_footer_and_text(remark, times):
    document = read(remark=remark)
    section = document.sections[0]
    for part in (section.header, section.footer):
        assert part.paragraphs[0].text.count("Simulerade data") == times
    assert [each.text for each in document.paragraphs].count("Simulerade data") == times


def test_the_document_says_who_made_it_when_and_in_which_language():
    document = read()
    told = document.core_properties
    assert (told.author, told.last_modified_by, told.language) == ("Lägesbild", "Lägesbild", "sv-SE")
    assert told.title == "Protokoll från ledningsgruppens möte, Socialförvaltningen"
    assert (told.created.date(), told.modified.date()) == (DAY, DAY)
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}


def test_the_pages_are_numbered_by_the_readers_program():
    footer = read().sections[0].footer.paragraphs[0]._p
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_same_minutes_give_the_same_bytes():
    once, twice = (minutes_docx(minutes(), made_on=DAY) for _ in range(2))
    assert once == twice
    assert once != minutes_docx(minutes(), made_on=date(2026, 11, 29))
    with ZipFile(BytesIO(once)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("<b>&amp;\"'</b>", "<b>&amp;\"'</b>"),
        ("En\x00 två\x0b tre\x1f", "En  två  tre "),
        ("rad\nny\trad", "rad ny rad"),
        ("\ud800 ensam \ufffe", "  ensam  "),
        ("å" * 5_000, "å" * 5_000),
        ("ord " * 1_000, "ord " * 1_000),
        ("", ""),
        ("👍 ok", "👍 ok"),
    ],
)
def test_odd_texts_stand_as_they_are_or_without_what_no_document_can_hold(text, stands):
    document = read(sentence=text, cell=text, remark=text)
    assert stands in [each.text for each in document.paragraphs]
    assert document.tables[0].rows[2].cells[0].text == stands


def test_nothing_that_looks_like_a_persons_number_is_made():
    assert not PERSONAL_NUMBER.search(everything(read()))


IN_ORDER = "tblStyle tblW jc tblBorders shd tblLayout tblCellMar tblLook tblCaption".split()


def test_what_a_table_is_said_of_comes_in_the_order_that_word_demands():
    for table in read().tables:
        names = [part.tag.split("}")[1] for part in table._tbl.tblPr]
        assert names == [name for name in IN_ORDER if name in names]
        assert "tblBorders" in names
    settings = [part.tag.split("}")[1] for part in read().settings.element]
    assert settings.index("autoHyphenation") == settings.index("defaultTabStop") + 1
