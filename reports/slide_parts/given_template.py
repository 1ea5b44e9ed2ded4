"""An organisation's own template (.pptx or .potx): checked, emptied of its slides, and made a stage.

Nothing of the template's own slides is left in what is made with it: no slide, no picture of one, no list of
their titles, no comments.
"""

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import pptx
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from reports.slide_parts.layouts import stage_of
from reports.slide_parts.stage import Stage

LARGEST_FILE, LARGEST_UNPACKED, MOST_PARTS = 30_000_000, 60_000_000, 5_000
LARGEST_XML = 20_000_000
"""Bytes of a file, of all in it and of one of its texts when unpacked; and parts in it."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file with a password begins, and one from before 2007."""
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
ALIKE = re.compile(
    rb"application/vnd\.openxmlformats-officedocument\.presentationml\.(template|slideshow)\.main\+xml"
)
BOUNDED = (ZIP_STORED, ZIP_DEFLATED)
"""The ways of packing that can be unpacked no further than asked for."""
DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")
PLAIN = (b"utf-8", b"us-ascii", b"ascii")
"""The encodings that an XML text may say that it is in."""
RUNS = re.compile("vbaproject|activex", re.IGNORECASE)
"""What parts are called that hold what can be run."""
TYPES = "[Content_Types].xml"
INSTEAD = "Välj en annan mall, eller använd den inbyggda."
UNREADABLE = (
    ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, KeyError, IndexError,
    NotImplementedError, OSError, PythonPptxError, RecursionError, RuntimeError, SyntaxError, TypeError,
    ValueError, struct.error, zlib.error,
)  # fmt: skip
"""What the libraries raise for a file that isn't whole; one that isn't right XML is a SyntaxError."""
LEFT_OUT = ("printerSettings", "commentAuthors", "authors", "thumbnail", "extended-properties", "vbaProject")
"""Ends of the relations that tell of the template's own slides, or of who made them."""


class TemplateError(ValueError):
    """A template that can't be used; the message is Swedish: what is wrong, and what to do."""


def checked_template(data: bytes) -> None:
    """Try a template as a show would use it; raise TemplateError where it can't be used."""
    stage = given_stage(data)
    try:
        for layout in (stage.title_layout, stage.plain_layout):
            stage.presentation.slides.add_slide(layout).shapes.title.text = "Prov"
        stage.presentation.save(BytesIO())
    except UNREADABLE as error:
        raise _broken() from error


def given_stage(data: bytes) -> Stage:
    """Return the stage of a template; raises TemplateError."""
    packed = _unpacked_safely(data)
    try:
        presentation = pptx.Presentation(BytesIO(packed))
        empty(presentation)
        stage = stage_of(presentation)
    except UNREADABLE as error:
        raise _broken() from error
    if stage is None:
        raise TemplateError(
            "Mallen saknar en layout med rubrik, och varje bild behöver en rubrik. "
            f"Lägg till layouten Endast rubrik i mallens bildbakgrund och spara igen. {INSTEAD}"
        )
    return stage


def _broken() -> TemplateError:
    return TemplateError(
        "Mallen går inte att läsa: filen är skadad eller är ingen PowerPoint-fil. "
        f"Öppna den i PowerPoint och spara den på nytt som .pptx eller .potx. {INSTEAD}"
    )


def _unpacked_safely(data: bytes) -> bytes:
    """Return the file with a template's content type turned into a presentation's; raises TemplateError.

    What the file says of its size is held to: no more is unpacked, and what is returned is packed anew.
    """
    if data.startswith(OLD_OFFICE):
        raise TemplateError(
            "Mallen har lösenord eller är i PowerPoints gamla format (.ppt). "
            f"Ta bort lösenordet och spara den som .pptx eller .potx. {INSTEAD}"
        )
    if len(data) > LARGEST_FILE:
        raise _too_large()
    try:
        with ZipFile(BytesIO(data)) as parts:
            _check_parts(parts.infolist())
            unpacked = {entry.filename: _read(parts, entry) for entry in parts.infolist()}
        if not all(_is_plain(text) for name, text in unpacked.items() if _is_text(name)):
            raise _broken()
        if b"macroEnabled" in unpacked[TYPES] or any(RUNS.search(name) for name in unpacked):
            raise TemplateError(
                "Mallen innehåller makron, och sådana tas inte emot. "
                f"Spara den i PowerPoint som .pptx eller .potx, utan makron. {INSTEAD}"
            )
        return _packed({**unpacked, TYPES: ALIKE.sub(MAIN.encode(), unpacked[TYPES])})
    except TemplateError:
        raise
    except UNREADABLE as error:
        raise _broken() from error


def _too_large() -> TemplateError:
    return TemplateError(
        "Mallen är för stor: högst 30 MB, och 60 MB uppackad. "
        f"Komprimera bilderna i den, eller ta bort bilder som inte behövs, och spara igen. {INSTEAD}"
    )


def _check_parts(entries: Sequence[ZipInfo]) -> None:
    """Raise TemplateError for parts that shouldn't be unpacked."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise TemplateError(f"Mallen är packad med lösenord. Ta bort lösenordet och spara igen. {INSTEAD}")
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise _too_large()
    if any(entry.file_size > LARGEST_XML for entry in entries if _is_text(entry.filename)):
        raise _too_large()
    is_named_twice = len({entry.filename for entry in entries}) != len(entries)
    if is_named_twice or any(entry.compress_type not in BOUNDED for entry in entries):
        raise _broken()


def _read(parts: ZipFile, entry: ZipInfo) -> bytes:
    """Unpack a part as far as it says that it goes: without a length, all of it would be."""
    with parts.open(entry) as part:
        return part.read(entry.file_size)


def _is_text(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _is_plain(text: bytes) -> bool:
    """Tell whether an XML text is in UTF-8, so that it can be searched, and defines no texts of its own."""
    declared = DECLARED.match(text)
    if declared and declared[1].lower() not in PLAIN:
        return False
    text.decode("utf-8")  # raises a ValueError where it is in another encoding
    return b"\0" not in text and b"<!DOCTYPE" not in text


def _packed(unpacked: Mapping[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as target:
        for name, content in unpacked.items():
            target.writestr(name, content)
    return written.getvalue()


def empty(presentation: Presentation) -> None:
    """Take a presentation's own slides away, and all that tells of them."""
    part, element = presentation.part, presentation.part._element
    listed = presentation.slides._sldIdLst
    for slide in list(listed):
        part.drop_rel(slide.rId)
        listed.remove(slide)
    for name in ("p:custShowLst", "p:modifyVerifier"):
        for found in element.findall(qn(name)):
            element.remove(found)
    for extension in list(element.iter(qn("p:ext"))):
        if any(child.tag.endswith("}sectionLst") for child in extension):
            extension.getparent().remove(extension)
    for owner in (part.rels, part.package._rels):
        for name, relation in list(owner.items()):
            if relation.reltype.endswith(LEFT_OUT) or relation.reltype == RT.SLIDE:
                owner.pop(name)
