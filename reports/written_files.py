"""A report's files in a folder: made one by one, each written whole or not at all.

The names of the finished files go to standard output; all else is told on standard error.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from metrics.documents.model import Report
from reports.files import FileError, FileKind, report_file


def write_files(
    report: Report,
    folder: Path,
    kinds: Iterable[FileKind],
    *,
    stem: str,
    made_on: date,
    template: bytes | None,
) -> bool:
    """Write a report as files of some kinds; return whether all could be made.

    `template` is the organisation's own for slides, already checked. Raises OSError where a file can't be
    written.
    """
    succeeded = True
    for kind in kinds:
        tell(f"  gör {kind} …")
        try:
            made = report_file(report, kind, stem=stem, made_on=made_on, template=template)
        except FileError as error:
            tell(f"  {kind}: {error}")
            succeeded = False
            continue
        path = _written(folder, made.name, made.data)
        sys.stdout.write(f"{path}\n")
    return succeeded


def tell(line: str) -> None:
    """Tell how far it has come, or what is the matter."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _written(folder: Path, name: str, data: bytes) -> Path:
    """Write a file whole or not at all: beside its place first, and then moved to it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
