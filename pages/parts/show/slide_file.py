"""A show as a file of slides to take along: made when asked for, of what its audience may see."""

from dataclasses import replace

from metrics.documents.model import Report
from metrics.vocabulary import ReportKind
from pages.parts import export, frame, reads_report, reads_show
from pages.parts.export import Export
from pages.parts.show.choice import Asked
from reports.files import FileKind, stem_of


def offer(asked: Asked) -> None:
    """Offer the slides as a file: what is handed out is what the show's audience may see."""
    given = replace(asked.choice, lens=asked.show.seen_by)
    stem = stem_of(ReportKind.SHOW, given.office.code, given.place.code, given.period.code, asked.choice.lens)
    template, _ = reads_report.own_template()

    def make() -> Report:
        return reads_show.report(asked.show, frame.today(), frame.remark(asked.choice))

    slides = (FileKind.POWERPOINT,)
    export.show(Export("apt", given, stem, make, template=template, kinds=slides, before="Hämta som "))
