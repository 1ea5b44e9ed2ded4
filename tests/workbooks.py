"""Workbooks written by hand, part by part: what no program that makes workbooks would write."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
STYLES = (
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="0.0\\ %"/>'
    '<numFmt numFmtId="165" formatCode="0&quot; % av alla&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="14"/></cellXfs>'
)
"""Cell styles 1 and 2 show per cent, 3 writes the sign after a plain number, 4 is a date."""
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def excel(*sheets: str, more: Mapping[str, str | bytes] | None = None, after: str = "") -> bytes:
    """An .xlsx of the sheets' data (the rows as XML); `more` are parts beside or instead of the usual."""
    numbered = list(enumerate(sheets, 1))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>'
        + "".join(f'<sheet name="Blad{n}" sheetId="{n}" r:id="r{n}"/>' for n, _ in numbered)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="r{n}" Type="{RELATION}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in numbered
        )
        + "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
    }
    for number, data in numbered:
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{after}</worksheet>'
        )
    return package({**parts, **(more or {})})


def open_document(*tables: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """An .ods of the tables' rows as XML."""
    told = "".join(
        f'<table:table table:name="Blad{n}">{rows}</table:table>' for n, rows in enumerate(tables, 1)
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="'
            'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"<office:document-content {SPACES} {CALC}><office:body><office:spreadsheet>{told}"
            "</office:spreadsheet></office:body></office:document-content>",
            **(more or {}),
        }
    )


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip package."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()
