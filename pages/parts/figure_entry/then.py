"""The figures of a month as they were known on an earlier day, as HTML: only to be read."""

from collections.abc import Mapping

from metrics.periods import Period
from metrics.reporting.lines import Line
from metrics.reporting.verdicts import Verdict
from pages.parts import cells
from pages.parts.cells import Heading

HEADINGS = (
    Heading("Indikator"),
    Heading("Förra", kind="number"),
    Heading("I fjol", kind="number"),
    Heading("Siffra", kind="number"),
    Heading("Läge"),
)
CAPTION = "<caption>Siffror fylls i i dagens läge. Här går de bara att läsa.</caption>"


def then_html(lines: tuple[Line, ...], answers: Mapping[str, Verdict], month: Period) -> str:
    """Return a row per figure, with what was stored of it; `answers` by the lines' keys."""
    rows = "".join(_row(line, answers[line.key], month) for line in lines)
    return f"<table>{CAPTION}{cells.headings(HEADINGS)}<tbody>{rows}</tbody></table>"


def _row(line: Line, answer: Verdict, month: Period) -> str:
    row = (
        cells.name(line.subject.name, "" if line.period == month else line.period.label),
        cells.figure(line.previous or "–"),
        cells.figure(line.last_year or "–"),
        cells.figure(answer.told or "–"),
        cells.held(cells.sign(answer.mark.symbol, answer.word, answer.mark.tone)),
    )
    return f"<tr>{''.join(row)}</tr>"
