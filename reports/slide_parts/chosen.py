"""Which indicators have a slide of their own: of a whole period's report those that there is news of."""

from metrics.documents.model import Item, Report
from metrics.documents.words import SECTION
from metrics.vocabulary import ReportKind, SectionKind
from metrics.words import many

MOST = 20
"""Slides of indicators that are chosen: nobody sits through more."""
WHOLE_PERIODS = (ReportKind.MONTH, ReportKind.TERTIAL, ReportKind.YEAR)
MISSES, NEAR = "worse", "ink"
"""The tones of a missed target, and of one that is near."""
MISSED, NEARLY, CHANGED, NO_NEWS = range(4)
"""How much there is to say of an indicator, the most first."""
WHY = "inte når målet, ligger nära det eller verkligen har ändrats"
ELSEWHERE = (
    f"Alla står i tabellerna under {SECTION[SectionKind.TARGETS]}. "
    "Vad de övriga betyder och var de kommer från står i rapporten som PDF, Word eller Excel."
)


def tabled(report: Report) -> frozenset[str]:
    """Return the names that a whole period's report tells in its tables of targets; none of a selection."""
    if report.kind not in WHOLE_PERIODS:
        return frozenset()
    tables = (table for part in report.sections if part.kind == SectionKind.TARGETS for table in part.tables)
    return frozenset(row[0].text for table in tables for row in table.rows if row)


def chosen_items(report: Report) -> tuple[Item, ...]:
    """Return the indicators that have a slide, in the report's order: nothing is told on none.

    One that stands in a table has a slide where it misses its target, is near it or has truly changed; of too
    many, those that miss come first and those that have only changed last.
    """
    told = tabled(report)
    placed = list(enumerate(report.items))
    kept = [each for each in placed if each[1].name not in told]
    news = [each for each in placed if each[1].name in told and _rank(each[1]) != NO_NEWS]
    news.sort(key=lambda each: _rank(each[1]))
    return tuple(item for _, item in sorted([*kept, *news[:MOST]], key=lambda each: each[0]))


def said_of_choice(report: Report) -> str:
    """Say which indicators have slides; empty where all of them have."""
    every, shown = len(report.items), len(chosen_items(report))
    if shown == every:
        return ""
    if not shown:
        return f"Ingen indikator har en egen bild: det finns ingen som {WHY}. {ELSEWHERE}"
    told = tabled(report)
    news = sum(item.name in told and _rank(item) != NO_NEWS for item in report.items)
    which = f"de viktigaste av de {news}" if news > MOST else "de"
    count = f"{shown} av {many(every, 'indikator', 'indikatorer')}"
    return f"{count} har en egen bild: {which} som {WHY}. {ELSEWHERE}"


def _rank(item: Item) -> int:
    if item.tone == MISSES:
        return MISSED
    if item.tone == NEAR:
        return NEARLY
    changed = item.chart and item.chart.points and item.chart.points[-1].meaning
    return CHANGED if changed else NO_NEWS
