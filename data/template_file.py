"""The organisation's own template for slides, as the settings name it."""

import errno
from pathlib import Path

from data.settings import SettingError, Settings

INSTEAD = "Den inbyggda mallen används så länge."


LARGEST = 30_000_000
"""Bytes of a template's file: more is none."""


def template_bytes(settings: Settings) -> bytes | None:
    """Return the template's content; None where the settings name none.

    Raises SettingError, in Swedish, for a file that can't be read.
    """
    if not settings.template:
        return None
    try:
        return read_template(Path(settings.template))
    except OSError as error:
        raise SettingError(
            f"LAGESBILD_TEMPLATE är «{settings.template}», som inte går att läsa ({error.strerror}). "
            "Ange sökvägen till en mall i PowerPoint (.pptx eller .potx), eller ta bort inställningen."
        ) from error


def read_template(path: Path) -> bytes:
    """Return a template's content, no more of it than shows that it is too large.

    Raises OSError for what can't be read, or is no ordinary file.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "det är ingen vanlig fil", str(path))
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
