"""Files made to harm: each is refused, or read without harm, in less than 5 s and 500 MB."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import hostile_files as hostile
import pytest
from workbooks import MAIN, PACKAGE, RELATION, excel, open_document, package

from data.files.reading import read_sheets
from data.files.sheet import FileError

ROOT = Path(__file__).parents[3]
MOST_SECONDS, MOST_MEGABYTES = 5.0, 500
DAMAGED = "Filen är skadad eller ofullständig"
TOO_LARGE = "Filen blir för stor när den packas upp"
EXHAUSTED = "Filen tog för lång tid eller för mycket minne"
DEFINITIONS = "Filen har egna XML-definitioner"
PASSWORD = "Filen är skyddad med lösenord"
CELL = hostile.CELL

PROBE = """
import json, pathlib, resource, sys, time
from data.files.reading import read_sheets
from data.files.sheet import FileError
path = pathlib.Path(sys.argv[1])
content = path.read_bytes()
began = time.perf_counter()
try:
    told = str([list(sheet.cells.shape) for sheet in read_sheets(content, path.name)])
except FileError as error:
    told = error.problems[0]
taken = time.perf_counter() - began
reader_s = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
status = pathlib.Path("/proc/self/status")
# The greatest use that a process tells of itself counts that of the one which started it.
own = int(status.read_text().partition("VmHWM:")[2].split()[0]) if status.exists() else 0
print(json.dumps([told, taken, own / 1000, reader_s / 1000]))
"""


@pytest.mark.parametrize(
    ("made", "name", "expected"),
    [
        (hostile.zip_bomb, "bomb.xlsx", TOO_LARGE),
        (hostile.lying_bomb, "bomb.xlsx", DAMAGED),
        (hostile.lying_bomb_with_a_sum, "bomb.xlsx", ""),
        (hostile.large_sheet, "bok.xlsx", TOO_LARGE),
        (hostile.all_columns, "bok.xlsx", ""),
        (hostile.far_cell, "bok.xlsx", ""),
        (hostile.empty_rows, "bok.xlsx", "[[1, 1]]"),
        (hostile.long_strings, "bok.xlsx", EXHAUSTED),
        (hostile.repeated_without_end, "bok.ods", "Bladet «Blad1» har mer än"),
        (hostile.unclosed_tags, "bok.xlsx", ""),
        (lambda: b"x" * 99_000_000, "rad.csv", "Rad 1 är för lång"),
        (lambda: b"a;b\n" + b"c;" * 1_000_000, "bred.csv", "Rad 2 "),
        (lambda: b'"' * 99_000_000, "citat.csv", "Rad 1 är för lång"),
        (lambda: b'a;"' + b'""' * 100_000, "citat.csv", "Raderna går inte att dela i celler"),
        (lambda: b"1;2\n" * 24_000_000, "celler.csv", "Filen har för många rader"),
        (lambda: b"\n" * 99_000_000, "rader.csv", "Filen har för många rader"),
        (lambda: ("😀;1\n" * 1_900_000).encode(), "tecken.csv", "[[1900000, 2]]"),
    ],
    ids=lambda given: getattr(given, "__name__", "").replace("<lambda>", ""),
)
def test_what_would_fill_a_machine_is_stopped_in_time(made, name, expected, tmp_path):
    path = tmp_path / name
    path.write_bytes(made())
    told, seconds, own, reader_s = json.loads(
        subprocess.run(
            [sys.executable, "-c", PROBE, path],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    assert told.startswith(expected or (DAMAGED, EXHAUSTED, "Bladen har"))
    assert seconds < MOST_SECONDS
    assert own < MOST_MEGABYTES
    assert reader_s < MOST_MEGABYTES


def laughing(head):
    """A sheet whose one text is an entity."""
    name = "l9" if head == hostile.BILLION else "x"
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>&{name};</t></is></c></row>'
    return f"{head}{hostile.UNDER}{cell}{hostile.OVER}"


SHARED = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


def shared(head, text, cell=SHARED):
    return excel(
        cell,
        more={"xl/sharedStrings.xml": f'{head}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'},
    )


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (hostile.with_sheet(laughing(hostile.BILLION)), "a.xlsx", DEFINITIONS),
        (hostile.with_sheet(laughing(hostile.OUTSIDE)), "a.xlsx", DEFINITIONS),
        (shared(hostile.BILLION, "&l9;"), "a.xlsx", DEFINITIONS),
        (shared(hostile.OUTSIDE, "&x;"), "a.xlsx", DEFINITIONS),
        (excel(CELL, more={"xl/workbook.xml": f"{hostile.BILLION}<workbook/>"}), "a.xlsx", DEFINITIONS),
        (excel(CELL, more={"xl/styles.xml": f"{hostile.OUTSIDE}<styleSheet/>"}), "a.xlsx", DEFINITIONS),
        (open_document("", more={"content.xml": f"{hostile.BILLION}<o>&l9;</o>"}), "a.ods", DEFINITIONS),
        (package({"inre.zip": package({"inre.zip": b"x"})}), "a.xlsx", "Filen är ett zip-arkiv"),
        (hostile.many_parts(), "a.xlsx", TOO_LARGE),
        (hostile.locked_part(), "a.xlsx", PASSWORD),
        (hostile.old_excel(hostile.with_password), "a.xls", PASSWORD),
        (
            open_document("", more={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}),
            "a.ods",
            PASSWORD,
        ),
        (hostile.old_excel(hostile.in_circles), "a.xls", DAMAGED),
        (hostile.old_excel()[:3_000], "a.xls", DAMAGED),
        (hostile.OLE, "a.xls", DAMAGED),
        (hostile.OLE + hostile.chance(1, 20_000), "a.xls", DAMAGED),
        (hostile.OLE + b"\0" * 20_000, "a.xls", DAMAGED),
        (hostile.OLE + b"\xff" * 20_000, "a.xls", DAMAGED),
        (excel(CELL)[:500], "a.xlsx", DAMAGED),
        (excel(CELL)[:-30], "a.xlsx", DAMAGED),
        (hostile.without_central_list(), "a.xlsx", DAMAGED),
        (hostile.twice_the_same_part(), "a.xlsx", DAMAGED),
        (b"PK\x03\x04" + hostile.chance(2, 5_000), "a.xlsx", DAMAGED),
        (excel(SHARED), "a.xlsx", DAMAGED),
        (shared("", "ett", cell=SHARED.replace("0", "9")), "a.xlsx", DAMAGED),
        (excel('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), "a.xlsx", DAMAGED),
        (excel('<row r="0"><c r="A0"><v>1</v></c></row>'), "a.xlsx", DAMAGED),
        (excel('<row r="-1"><c r="A-1"><v>1</v></c></row>'), "a.xlsx", DAMAGED),
        (excel('<row r="1"><c r="AAAAAAA1"><v>1</v></c></row>'), "a.xlsx", "Bladen har"),
        (excel('<row r="1"><c r="A99999999999"><v>1</v></c></row>'), "a.xlsx", "Bladen har"),
        (excel(CELL, after='<mergeCells><mergeCell ref="B9:A0"/></mergeCells>'), "a.xlsx", DAMAGED),
        (excel(CELL, more={hostile.SHEET: "<worksheet><sheetData>"}), "a.xlsx", ""),
        (open_document('<table:table-row table:number-rows-repeated="-4"/>'), "a.ods", DAMAGED),
        (open_document('<table:table-row table:number-rows-repeated="x"/>'), "a.ods", DAMAGED),
        (b"\xff\xfe" + hostile.chance(3, 4_001), "a.csv", "Filen är inte text"),
        (hostile.chance(4, 4_000), "a.csv", "Filen är inte text"),
        (hostile.chance(5, 4_000), "a.xlsx", DAMAGED),
        (b"", "a.xlsx", "Filen är tom"),
        (excel(), "a.xlsx", ""),
        (excel(""), "a.xlsx", "Filen har inga ifyllda celler"),
    ],
)
def test_what_breaks_readers_is_refused(content, name, told):
    with pytest.raises(FileError) as error:
        read_sheets(content, name)
    (problem,) = error.value.problems
    assert problem.startswith(told or (DAMAGED, "Filen har inga ifyllda celler"))


def only(content, name="a.xlsx"):
    (sheet,) = read_sheets(content, name)
    return sheet


def test_links_to_other_files_are_not_followed_and_the_saved_value_is_read():
    link = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" TargetMode="External" '
        f'Type="{RELATION}/externalLinkPath" Target="file:///etc/passwd"/></Relationships>'
    )
    content = excel(
        '<row r="1"><c r="A1"><f>[1]Blad1!A1</f><v>7</v></c><c r="B1"><f>[1]Blad1!B1</f></c></row>',
        more={
            "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>',
            "xl/externalLinks/_rels/externalLink1.xml.rels": link,
        },
    )
    sheet = only(content)
    assert sheet.cells.to_numpy().tolist() == [[7, ""]]
    assert sheet.faults == {(0, 1): "formel utan värde"}


def test_macros_are_parts_that_nobody_opens():
    content = excel(CELL, more={"xl/vbaProject.bin": hostile.OLE + hostile.chance(6, 5_000)})
    assert only(content, "makron.xlsm").cells.to_numpy().tolist() == [[1]]


def test_a_drawing_that_is_missing_does_not_matter():
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATION}/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    content = excel(
        CELL,
        after=f'<drawing xmlns:r="{RELATION}" r:id="r1"/>',
        more={"xl/worksheets/_rels/sheet1.xml.rels": relations},
    )
    assert only(content).cells.to_numpy().tolist() == [[1]]


def test_an_archive_within_a_workbook_stays_packed():
    content = excel(CELL, more={"xl/embeddings/bomb.zip": hostile.zip_bomb()})
    assert only(content).cells.to_numpy().tolist() == [[1]]


def test_commands_and_markup_are_text_wherever_they_stand():
    command, markup = "=cmd|' /C calc'!A0", "<script>alert(1)</script>"
    escaped = markup.replace("<", "&lt;")
    content = excel(
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{command}</t></is></c>'
        f'<c r="B1" t="inlineStr"><is><t>{escaped}</t></is></c></row>'
    )
    renamed = package_with(content, "xl/workbook.xml", b'name="Blad1"', f'name="{escaped}"'.encode())
    sheet = only(renamed)
    assert (sheet.name, sheet.cells.to_numpy().tolist()) == (markup, [[command, markup]])


def package_with(content, part, old, new):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert old in parts[part]
    return package({**parts, part: parts[part].replace(old, new)})


def test_the_reading_process_sees_nothing_of_the_settings(monkeypatch):
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", "postgresql://hemligt")
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            "from data.files import workbook as w; import subprocess\n"
            "class Told(Exception): pass\n"
            "def told(command, *, env, **more): raise Told(sorted(env))\n"
            "w.Popen = told\n"
            "try: w.workbook_sheets(b'', 'a')\nexcept Told as error: print(error)",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "PATH" in seen
    assert "LAGESBILD" not in seen
