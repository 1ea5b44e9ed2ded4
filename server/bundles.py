"""Streamlit's JavaScript, styles and fonts as we serve them: in Swedish, compressed, and kept.

Streamlit sends its bundles as they lie on disk, 2.7 MB for an empty page and 7.4 MB with a chart.
Here each is translated and compressed the first time it is asked for, and then kept in memory.
The address holds a mark of what we change, so a browser may keep a bundle for a year.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from threading import Lock

from server.phrases import PHRASES_FILE, to_swedish
from server.shell import swedish_shell

# A slow level is used once per bundle and process; level 9 is twice as slow for one per cent less.
_COMPRESSION = 6
_COMPRESSED = {".js": "text/javascript", ".css": "text/css"}
_SHELL_REFERENCE = re.compile(r'"\./static/([^"]+)"')

# What the fields and the tables are drawn by. The browser fetches them while it waits for the first message.
_EARLY = ("BidiComponent", "_arrayReduce", "recordbatch", "serialization")

# Other bundles that the shell doesn't name, but that are often asked for.
_USUAL = ("Button", "PlotlyChart")


class Bundles:
    """The files in Streamlit's static folder, by their path below it (`js/index.abc.js`)."""

    def __init__(self, folder: Path) -> None:
        """Look at the folder once; a file that comes later isn't served."""
        self._shell = (folder / "index.html").read_text(encoding="utf-8")
        below = folder / "static"
        self._files = {
            path.relative_to(below).as_posix(): path for path in sorted(below.rglob("*")) if path.is_file()
        }
        self._ready: dict[str, bytes] = {}
        self._lock = Lock()

    @cached_property
    def mark(self) -> str:
        """Return a mark of the bundles' version and of our changes to them."""
        ours = PHRASES_FILE.read_bytes() + PHRASES_FILE.with_name("phrases.py").read_bytes()
        return hashlib.sha256(self._shell.encode() + ours).hexdigest()[:12]

    @property
    def prefix(self) -> str:
        """Return the first part of the bundles' addresses."""
        return f"lagesbild-{self.mark}"

    @cached_property
    def shell(self) -> str:
        """Return the page that loads the bundles."""
        return swedish_shell(self._shell, self.prefix, early=self._called(_EARLY))

    def __contains__(self, name: str) -> bool:
        """Tell whether there is such a file; only names from the listing are ever read."""
        return name in self._files

    def media_type(self, name: str) -> str:
        """Return the media type of a file."""
        suffix = self._files[name].suffix
        return _COMPRESSED.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"

    def is_compressed(self, name: str) -> bool:
        """Tell whether `body` gives the file compressed; fonts and pictures already are."""
        return self._files[name].suffix in _COMPRESSED

    def body(self, name: str) -> bytes:
        """Return a file's bytes, compressed where `is_compressed` says so. Slow the first time."""
        if not self.is_compressed(name):
            return self._files[name].read_bytes()
        # One at a time: several readers who come first would otherwise all do the same work.
        with self._lock:
            if name not in self._ready:
                self._ready[name] = self._made(name)
            return self._ready[name]

    def _made(self, name: str) -> bytes:
        path = self._files[name]
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".js":
            text = to_swedish(path.name.split(".")[0], text)
        return gzip.compress(text.encode(), compresslevel=_COMPRESSION, mtime=0)

    def make_usual(self) -> None:
        """Make what nearly every page needs, so that the first reader doesn't wait for it."""
        named = _SHELL_REFERENCE.findall(self._shell)
        for name in [*named, *self._called((*_EARLY, *_USUAL))]:
            if name in self._files and self.is_compressed(name):
                self.body(name)

    def _called(self, names: Collection[str]) -> list[str]:
        """Return the scripts whose names before the first dot are among these."""
        return [
            name for name in self._files if name.endswith(".js") and Path(name).name.split(".")[0] in names
        ]
