"""What a workbook's writer leaves out or says otherwise: the language, and how a gap in a chart is drawn."""

from reports.office_properties import LANGUAGE

WITH_TEXTS = ("xl/charts/", "xl/drawings/")
ENGLISH = b'"en-US"'
"""A quotation mark within a text is written otherwise, so that this stands in attributes alone."""
CHARTS, SHOWN, GAPS = "xl/charts/", b'<c:plotVisOnly val="1"/>', b'<c:dispBlanksAs val="gap"/>'
"""A chart that doesn't say how a period without a value is drawn is drawn with a zero by some programs."""
PROPERTIES, END = "docProps/core.xml", b"</cp:coreProperties>"


def completed(name: str, part: bytes) -> bytes:
    """Return a workbook's part, said to be in Swedish, and a chart with gaps where there is no value."""
    if name.startswith(CHARTS):
        part = part.replace(SHOWN, SHOWN + GAPS)
    if name == PROPERTIES:
        return part.replace(END, f"<dc:language>{LANGUAGE}</dc:language>".encode() + END)
    if name.startswith(WITH_TEXTS):
        return part.replace(ENGLISH, f'"{LANGUAGE}"'.encode())
    return part
