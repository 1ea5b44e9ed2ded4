"""An organisation's own template: what is kept of it, and what is said of one that can't be used."""

import re
import struct
import tracemalloc
import zlib
from datetime import date
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import docx
import pptx
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from reports_made import SIMULATED, a_report

from metrics.theme import DARK, LIGHT
from reports.slides import TemplateError, checked_template, slides_pptx

DAY = date(2027, 1, 20)
SECRET = "HEMLIG PROVBILD"
TYPES = "[Content_Types].xml"
SECTIONS = (
    '<p:extLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:ext uri="{521415D9}">'
    '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
    '<p14:section name="HEMLIG PROVBILD" id="{1}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst>'
    "</p14:section></p14:sectionLst></p:ext></p:extLst>"
)


def template(width: float = 720, height: float = 540, *, kept: tuple[int, ...] = ()) -> bytes:
    """Return a template with slides of its own, its layouts without names that tell anything."""
    presentation = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = Pt(width), Pt(height)
    for owner in (presentation.slide_master, *presentation.slide_layouts):
        for place in owner._element.iter(qn("a:off"), qn("a:ext")):
            for side, part in (
                ("x", width / 720),
                ("cx", width / 720),
                ("y", height / 540),
                ("cy", height / 540),
            ):
                if place.get(side):
                    place.set(side, str(int(int(place.get(side)) * part)))
    for place, layout in enumerate(list(presentation.slide_layouts)):
        layout._element.cSld.set("name", f"Layout {place}")
        if kept and place not in kept:
            presentation.slide_layouts.remove(layout)
    for layout in list(presentation.slide_layouts):
        slide = presentation.slides.add_slide(layout)
        slide.shapes.add_textbox(0, 0, Pt(90), Pt(90)).text_frame.text = SECRET
        slide.notes_slide.notes_text_frame.text = SECRET
    presentation.core_properties.author = presentation.core_properties.keywords = SECRET
    presentation.part._element.append(parse_xml(SECTIONS))
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


def changed(data: bytes, parts: dict[str, bytes], *, old: bytes = b"", new: bytes = b"") -> bytes:
    """Return a zip file with some parts put in, and a text replaced in its content types."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                part = source.read(name)
                target.writestr(name, part.replace(old, new) if name == TYPES else part)
        for name, part in parts.items():
            target.writestr(name, part)
    return written.getvalue()


def themed(pattern: bytes, new: bytes) -> bytes:
    with ZipFile(BytesIO(template())) as parts:
        theme = parts.read("ppt/theme/theme1.xml")
    return changed(template(), {"ppt/theme/theme1.xml": re.sub(pattern, new, theme, flags=re.DOTALL)})


MAIN, POTX, MACROS = b"presentation.main+xml", b"template.main+xml", b"presentation.macroEnabled.main+xml"
DARK_THEME = themed(
    rb"<a:dk1>.*?</a:lt1>",
    b'<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1><a:lt1><a:srgbClr val="101820"/></a:lt1>',
)
USABLE = {
    "4:3": template(),
    "16:9, small": template(720, 405),
    "A4, upright": template(540, 780),
    "a .potx": changed(template(), {}, old=MAIN, new=POTX),
    "titles and content only": template(kept=(1,)),
    "two contents only": template(kept=(3,)),
    "a title slide only": template(kept=(0,)),
    "dark": DARK_THEME,
}
every_template = pytest.mark.parametrize("given", USABLE.values(), ids=USABLE)


def made(given: bytes) -> bytes:
    return slides_pptx(a_report(), made_on=DAY, template=given)


@every_template
def test_a_template_is_used_and_nothing_of_its_own_slides_is_left(given):
    checked_template(given)
    with ZipFile(BytesIO(made(given))) as parts:
        for name in parts.namelist():
            assert SECRET.encode() not in parts.read(name), name
            assert "printerSettings" not in name
        relations = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels")).decode()
        for name in parts.namelist():
            if name not in (TYPES,) and not name.endswith(".rels"):
                assert name.rpartition("/")[2] in relations, name


@every_template
def test_the_report_is_told_in_full_with_a_template(given):
    presentation = pptx.Presentation(BytesIO(made(given)))
    own = pptx.Presentation(BytesIO(slides_pptx(a_report(), made_on=DAY)))
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]
    assert [title for title in titles if title != "Läget i korthet"] == [
        slide.shapes.title.text_frame.text for slide in own.slides
    ]
    for slide in presentation.slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any(SIMULATED in text for text in texts)
        for shape in slide.shapes:
            assert 0 <= shape.top <= shape.top + shape.height <= presentation.slide_height, texts
            assert 0 <= shape.left <= shape.left + shape.width <= presentation.slide_width, texts
            if shape.is_placeholder and shape.placeholder_format.type != PP_PLACEHOLDER.SLIDE_NUMBER:
                assert shape.text_frame.text.strip()
    assert sum(shape.has_chart for slide in presentation.slides for shape in slide.shapes) == 2


@every_template
def test_the_same_template_gives_the_same_file(given):
    assert made(given) == made(given)


def test_the_title_layout_opens_and_a_plain_one_goes_on():
    first, *others = pptx.Presentation(BytesIO(made(template()))).slides
    assert first.slide_layout.name == "Layout 0"
    assert {slide.slide_layout.name for slide in others} == {"Layout 5"}


@pytest.mark.parametrize(("given", "palette"), [(template(), LIGHT), (DARK_THEME, DARK)])
def test_charts_have_letters_that_are_seen_on_the_templates_ground(given, palette):
    presentation = pptx.Presentation(BytesIO(made(given)))
    chart = next(shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart)
    colour = chart._chartSpace.find(f"{qn('c:txPr')}//{qn('a:srgbClr')}").get("val")
    assert f"#{colour.lower()}" == palette.ink


def test_texts_are_light_where_only_the_background_tells_that_the_template_is_dark():
    presentation = pptx.Presentation(BytesIO(template()))
    ground = f'<p:bg {nsdecls("p", "a")}><p:bgPr><a:solidFill><a:srgbClr val="101820"/></a:solidFill>'
    common = presentation.slide_master._element.cSld
    for old in common.findall(qn("p:bg")):
        common.remove(old)
    common.insert(0, parse_xml(f"{ground}<a:effectLst/></p:bgPr></p:bg>"))
    written = BytesIO()
    presentation.save(written)
    slide = pptx.Presentation(BytesIO(made(written.getvalue()))).slides[2]
    box = next(shape for shape in slide.shapes if shape.name == "Text")
    assert f"#{box.text_frame.paragraphs[0].runs[0].font.color.rgb}".lower() == DARK.ink


def a_document() -> bytes:
    written = BytesIO()
    docx.Document().save(written)
    return written.getvalue()


def untitled() -> bytes:
    presentation = pptx.Presentation()
    for place, layout in enumerate(list(presentation.slide_layouts)):
        if place != 6:
            presentation.slide_layouts.remove(layout)
    written = BytesIO()
    presentation.save(written)
    return written.getvalue()


def packed_with_password() -> bytes:
    """Return a template whose parts say that they are encrypted."""
    data = bytearray(template())
    for place in [match.start() for match in re.finditer(b"PK\x01\x02", bytes(data))]:
        data[place + 8] |= 1
    return bytes(data)


def understated() -> bytes:
    """Return a template with a part that says it holds 10 bytes, and their sum, and holds 50 million."""
    name, claimed = b"ppt/media/x.png", bytes(10)
    data = bytearray(changed(template(), {name.decode(): bytes(50_000_000)}))
    for mark, place in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = data.rindex(mark, 0, data.rindex(name) if mark == b"PK\x01\x02" else data.index(name))
        struct.pack_into("<I", data, start + place, zlib.crc32(claimed))
        struct.pack_into("<I", data, start + place + 8, len(claimed))
    return bytes(data)


def packed_by(method: int) -> bytes:
    written = BytesIO()
    with ZipFile(BytesIO(template())) as source, ZipFile(written, "w", method) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return written.getvalue()


def entities(encoding: str) -> bytes:
    return changed(template(), {"ppt/x.xml": '<!DOCTYPE x [<!ENTITY a "aa">]><x/>'.encode(encoding)})


BROKEN = {
    "nothing": (b"", "går inte att läsa"),
    "a text": (b"Detta \xc3\xa4r ingen mall", "går inte att läsa"),
    "half a file": (template()[:9000], "går inte att läsa"),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "lösenord"),
    "packed with a password": (packed_with_password(), "lösenord"),
    "macros": (changed(template(), {}, old=MAIN, new=MACROS), "makron"),
    "macros that are hidden": (changed(template(), {"ppt/vbaProject.bin": b"x"}), "makron"),
    "a control that runs": (changed(template(), {"ppt/activeX/activeX1.bin": b"x"}), "makron"),
    "an enormous text": (changed(template(), {"ppt/x.xml": b" " * 20_000_001}), "för stor"),
    "enormous pictures": (changed(template(), {"ppt/media/x.png": bytes(60_000_001)}), "för stor"),
    "a part packed so that it can't be unpacked a bit at a time": (packed_by(ZIP_BZIP2), "går inte att läsa"),
    "very many parts": (changed(template(), {f"ppt/x{part}.bin": b"" for part in range(5_001)}), "för stor"),
    "a large file": (template() + bytes(30_000_000), "för stor"),
    "texts that grow": (
        changed(template(), {"ppt/x.xml": b'<!DOCTYPE x [<!ENTITY a "aa">]>'}),
        "går inte att läsa",
    ),
    "texts that grow, in UTF-16": (entities("utf-16"), "går inte att läsa"),
    "texts that grow, in UTF-16 without a mark": (entities("utf-16-le"), "går inte att läsa"),
    "texts that grow, in another alphabet": (
        changed(template(), {"ppt/x.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-'}),
        "går inte att läsa",
    ),
    "no presentation": (changed(template(), {"ppt/presentation.xml": b"<x"}), "går inte att läsa"),
    "a Word document": (a_document(), "går inte att läsa"),
    "no layout with a title": (untitled(), "saknar en layout med rubrik"),
}


@pytest.mark.parametrize(("given", "told"), BROKEN.values(), ids=BROKEN)
def test_a_template_that_cant_be_used_is_told_with_what_to_do(given, told):
    for try_it in (checked_template, made):
        with pytest.raises(TemplateError, match=told) as raised:
            try_it(given)
        assert "använd den inbyggda" in str(raised.value)


def test_no_more_of_a_part_is_unpacked_than_it_says_it_holds():
    given = understated()
    tracemalloc.start()
    checked_template(given)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 25_000_000


def test_a_damaged_template_never_raises_anything_else():
    whole, refused = template(kept=(0, 5)), 0
    with ZipFile(BytesIO(whole)) as parts:
        contents = {name: parts.read(name) for name in parts.namelist() if name.endswith((".xml", ".rels"))}
    for place in range(60):
        name = sorted(contents)[place * 7 % len(contents)]
        start = place * 7919 % len(contents[name])
        text = contents[name][:start] + contents[name][start + 1 + place * 13 % 400 :]
        try:
            checked_template(changed(whole, {name: text}))
        except TemplateError:
            refused += 1
    assert refused > 20
