"""What has changed since a report was kept: figures of it that the same report would tell otherwise now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from metrics.documents.model import Report
from metrics.vocabulary import SectionKind
from metrics.words import listed, many

MOST_TOLD = 4
NOTHING = "inget"
Place = tuple[SectionKind, str, str, str]
"""Where a figure stands: section, table (empty for an indicator of its own), row and column."""


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that the kept report tells otherwise than it would be told now; empty = it has none."""

    name: str
    kept: str
    now: str

    @property
    def words(self) -> str:
        """Say what stood and what stands."""
        return f"{self.name}: {self.kept or NOTHING} i rapporten, {self.now or NOTHING} nu"


def changed_figures(kept: Report, now: Report) -> tuple[ChangedFigure, ...]:
    """Return the figures of a kept report that have changed, each thing once, in the report's order.

    Only what the kept report has is compared, by the sections that both have.
    """
    before, after = dict(_figures(kept)), dict(_figures(now))
    sections = {section.kind for section in now.sections}
    found: dict[str, ChangedFigure] = {}
    for place, text in before.items():
        if place[0] in sections and after.get(place, "") != text:
            found.setdefault(place[2], ChangedFigure(place[2], text, after.get(place, "")))
    return tuple(found.values())


def changed_words(found: Iterable[ChangedFigure]) -> str:
    """Say how many figures have changed and the first of them; empty where none has."""
    every = [each.words for each in found]
    if not every:
        return ""
    rest = len(every) - MOST_TOLD
    told = [*every[:MOST_TOLD], *([f"{rest} till"] if rest > 0 else [])]
    have = many(len(every), "uppgift har", "uppgifter har")
    return f"{have} ändrats sedan rapporten sparades: {listed(told)}."


def _figures(report: Report) -> Iterator[tuple[Place, str]]:
    """Yield every figure of a report with its place: of items, and of the columns that hold figures."""
    for section in report.sections:
        yield from (((section.kind, "", item.name, ""), item.value.text) for item in section.items)
        for table in section.tables:
            columns = list(zip(table.headings, table.is_number, strict=True))
            for row in table.rows:
                for (heading, is_number), cell in zip(columns, row, strict=True):
                    if is_number:
                        yield (section.kind, table.caption, row[0].text, heading), cell.text


def paragraphs_of(report: Report) -> Mapping[SectionKind, tuple[str, ...]]:
    """Return the paragraphs of each section of a report."""
    return {section.kind: section.paragraphs for section in report.sections}
