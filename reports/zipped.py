"""Office files are zip files: the same parts give the same bytes, whenever they are written."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can tell; every part has it."""
UNIX = 3


def without_times(written: bytes) -> bytes:
    """Return a zip file without the times at which its parts were written."""
    fixed = BytesIO()
    with ZipFile(BytesIO(written)) as parts, ZipFile(fixed, "w") as target:
        for name in parts.namelist():
            part = ZipInfo(name, FIXED_TIME)
            part.compress_type, part.create_system = ZIP_DEFLATED, UNIX
            target.writestr(part, parts.read(name))
    return fixed.getvalue()
