"""Office files are zip files: the same parts give the same bytes, whenever they are written."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can tell; every part has it."""
UNIX = 3


def without_times(written: bytes, changed: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """Return a zip file without the times at which its parts were written.

    `changed` is given each part's name and content, and returns what is to stand there instead.
    """
    fixed = BytesIO()
    with ZipFile(BytesIO(written)) as parts, ZipFile(fixed, "w") as target:
        for name in parts.namelist():
            part = ZipInfo(name, FIXED_TIME)
            part.compress_type, part.create_system = ZIP_DEFLATED, UNIX
            content = parts.read(name)
            target.writestr(part, changed(name, content) if changed else content)
    return fixed.getvalue()
