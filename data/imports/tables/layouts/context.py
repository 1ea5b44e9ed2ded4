"""What every layout needs beside the sheet: the known names, the answers given, and the file's name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from data.imports.facts import Asked, Layout
from data.imports.tables.name_lists import NameLists


@dataclass(frozen=True)
class Context:
    """Whose names are known, what has been answered, and what the file is called."""

    lists: NameLists
    answers: Mapping[str, str] = field(default_factory=dict)
    file_name: str = ""

    @property
    def file_title(self) -> str:
        """The file's name as a title: without its ending, and in words."""
        return PurePath(self.file_name).stem.replace("_", " ")

    def forced(self, *subjects: str) -> Layout | None:
        """Return the layout that was chosen for a sheet or a shape, or for the whole file; None for none."""
        for subject in (*subjects, ""):
            answer = self.answers.get(f"{Asked.LAYOUT}:{subject}", "")
            if answer in set(Layout):
                return Layout(answer)
        return None
