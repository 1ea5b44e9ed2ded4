"""What a workbook's writer leaves out or says otherwise: the language, and how a gap in a chart is drawn."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

LANGUAGE = "sv-SE"
WITH_TEXTS = ("xl/charts/", "xl/drawings/")
ENGLISH = b'"en-US"'
"""A quotation mark within a text is written otherwise, so that this stands in attributes alone."""
CHARTS, SHOWN, GAPS = "xl/charts/", b'<c:plotVisOnly val="1"/>', b'<c:dispBlanksAs val="gap"/>'
"""A chart that doesn't say how a period without a value is drawn is drawn with a zero by some programs."""
PROPERTIES, END = "docProps/core.xml", b"</cp:coreProperties>"


def completed(written: bytes) -> bytes:
    """Return a workbook that is said to be in Swedish, and whose charts have gaps where there is no value."""
    whole = BytesIO()
    with ZipFile(BytesIO(written)) as parts, ZipFile(whole, "w", ZIP_DEFLATED) as target:
        for name in parts.namelist():
            target.writestr(name, _completed(name, parts.read(name)))
    return whole.getvalue()


def _completed(name: str, part: bytes) -> bytes:
    if name.startswith(CHARTS):
        part = part.replace(SHOWN, SHOWN + GAPS)
    if name == PROPERTIES:
        return part.replace(END, f"<dc:language>{LANGUAGE}</dc:language>".encode() + END)
    if name.startswith(WITH_TEXTS):
        return part.replace(ENGLISH, f'"{LANGUAGE}"'.encode())
    return part
