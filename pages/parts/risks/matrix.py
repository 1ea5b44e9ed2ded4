"""The matrix of likelihood and consequence, and the risks' names beside it. All text is escaped here."""

from collections.abc import Sequence
from html import escape

from metrics.documents.risks import BAND, FIRST_WEIGHING, MOVED, RISK, VALUE
from metrics.numbers import number
from metrics.risks.register import RiskLine, by_weight
from metrics.risks.scale import CONSEQUENCE, LIKELIHOOD, band_of, scale_words, value_of
from metrics.risks.words import change_words
from pages.parts import cells
from pages.parts.cells import Heading

HEADS = (Heading(RISK), Heading(VALUE, kind="number"), Heading(BAND), Heading(MOVED))


def matrix_html(lines: Sequence[RiskLine], *, is_over: bool) -> str:
    """Return the matrix with the risks' numbers in it, and beside it their names, the greatest first."""
    return (
        f'<div class="two"><div class="scroll" tabindex="0" role="region" aria-label="Riskmatris">'
        f"{_matrix(lines)}</div><div>{_list(lines, is_over=is_over)}</div></div>"
        f'<p class="note">{escape(scale_words())}</p>'
    )


def _matrix(lines: Sequence[RiskLine]) -> str:
    heads = "".join(f'<th scope="col">{step} {escape(word)}</th>' for step, word in CONSEQUENCE.items())
    rows = "".join(_row(lines, likelihood) for likelihood in reversed(LIKELIHOOD))
    return (
        '<table class="matrix"><caption>Sannolikhet (rader) × konsekvens (kolumner)</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(lines: Sequence[RiskLine], likelihood: int) -> str:
    row = "".join(_cell(lines, likelihood, consequence) for consequence in CONSEQUENCE)
    return f'<tr><th scope="row">{likelihood} {escape(LIKELIHOOD[likelihood])}</th>{row}</tr>'


def _cell(lines: Sequence[RiskLine], likelihood: int, consequence: int) -> str:
    value = value_of(likelihood, consequence)
    band = band_of(value)
    here = [line for line in lines if _lies(line, likelihood, consequence)]
    labels = "".join(
        f'<span class="risk" title="{escape(line.title)}">{escape(line.label)}</span>' for line in here
    )
    return f'<td class="b{band.order}"><span class="value"><b>{value}</b> {band.word}</span>{labels}</td>'


def _lies(line: RiskLine, likelihood: int, consequence: int) -> bool:
    latest = line.latest
    return latest is not None and (latest.likelihood, latest.consequence) == (likelihood, consequence)


def _list(lines: Sequence[RiskLine], *, is_over: bool) -> str:
    """Return the risks' names: the weighed by their value, then, apart, those that nobody has weighed."""
    unweighed = "Ingen bedömning anges" if is_over else "Inte bedömda"
    weighed = by_weight(lines)
    rest = [line for line in lines if line.latest is None]
    html = ""
    if weighed:
        rows = "".join(map(_weighed, weighed))
        html = (
            f'<table class="list"><caption>Bedömda risker ({number(len(weighed), 0)})</caption>'
            f"{cells.headings(HEADS)}<tbody>{rows}</tbody></table>"
        )
    if rest:
        rows = "".join(f"<li>{label_html(line)} {escape(line.title)}</li>" for line in rest)
        html += f'<h4>{unweighed} ({number(len(rest), 0)})</h4><ul class="whole">{rows}</ul>'
    return html


def label_html(line: RiskLine) -> str:
    """Return a risk's number as it stands in the matrix."""
    return f'<span class="risk">{escape(line.label)}</span>'


def _weighed(line: RiskLine) -> str:
    assert line.latest is not None  # only weighed risks are listed here
    return (
        f'<tr><th scope="row">{label_html(line)} {escape(line.title)}</th>'
        f"{cells.figure(str(line.latest.value))}{cells.cell(line.latest.band.word)}"
        f"{cells.cell(change_words(line) or FIRST_WEIGHING)}</tr>"
    )
