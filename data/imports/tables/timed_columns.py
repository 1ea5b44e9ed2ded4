"""What each column with figures holds: a period and a kind, a sum of its neighbours, or nothing to read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from data.imports.facts import Finding, Question
from data.imports.headings import Apart, PeriodWords, Role, column_role, unit_of_measure_in
from data.imports.headings.heading_words import Heading, merged, time_in
from data.imports.tables.blocks import Block
from data.imports.tables.label_columns import LabelColumns
from data.imports.tables.layouts.context import Context
from data.imports.tables.name_lists import NameLists, Noun
from data.imports.tables.years import year_of
from metrics.periods import MONTH_NAMES
from metrics.vocabulary import AmountKind, FindingLevel, Periodicity

FIGURES = {Role.NUMERATOR: "numerator", Role.DENOMINATOR: "denominator", Role.N: "n"}
LEAST_LETTERS, MOST_SHORT, MOST_LETTERS = 3, 4, 10
MUCH_LIKE = 80.0
PLANNED = (AmountKind.PLAN, AmountKind.BUDGET, AmountKind.FORECAST)
WHY_APART = {
    Apart.ACCUMULATED: "är ackumulerad",
    Apart.SPAN: "gäller flera perioder",
    Apart.COMPARISON: "är en jämförelse",
    Apart.SUM: "är en summa",
    Apart.MEAN: "är ett medelvärde",
}


@dataclass(frozen=True)
class Timed:
    """A column with figures to be read: its words of time with a year, and what else its heading says."""

    heading: Heading
    words: PeriodWords
    figure: str = "value"
    label: str = ""
    place: str = ""

    @property
    def at(self) -> int:
        """Which column of the sheet it is."""
        return self.heading.column

    @property
    def is_planned(self) -> bool:
        """Tell whether it holds what is aimed at or thought, not what was measured."""
        return self.words.target or self.words.kind in PLANNED

    def timed(self, when: PeriodWords | None, outside: PeriodWords | None) -> PeriodWords:
        """Return what column and row say of time, with what stands outside where both lack the year."""
        words = merged(self.words, when) if when else self.words
        return merged(outside, words) if outside and words.year is None else words

    def period(self, when: PeriodWords | None, outside: PeriodWords | None) -> str:
        """Return the period's code; empty where it isn't known."""
        words = self.timed(when, outside)
        return words.period.code if words.period else ""


@dataclass(frozen=True)
class TimedColumns:
    """The columns to be read, those that are sums of them, and what there is to say and to ask."""

    read: tuple[Timed, ...]
    sums: tuple[Timed, ...] = ()
    outside: PeriodWords | None = None
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()


def timed_columns(block: Block, columns: LabelColumns, context: Context) -> TimedColumns:
    """Return what the columns with figures hold.

    Where rows say time too, a column may lack what they have, and its year comes from elsewhere only if
    neither has it.
    """
    lists, answers, file_name = context.lists, context.answers, context.file_name
    rows = _times_of_rows(block, columns)
    rows_have_time, rows_have_years = bool(rows), bool(rows) and all(words.year for words in rows)
    whole = [_timed(heading, heading.words, lists) for heading in block.timed if heading.words]
    found = TimedColumns(())
    if not rows_have_years and any(each.words.year is None and not each.words.apart for each in whole):
        outside = year_of(block, answers, file_name)
        found = replace(found, outside=outside.words, findings=outside.findings, questions=outside.questions)
        if outside.words and not rows_have_time:
            whole = [replace(each, words=each.timed(None, outside.words)) for each in whole]
    meant = _mistyped(whole)
    mistyped = [each for each in whole if each.at in meant]
    apart = [each for each in whole if each.words.apart]
    sums = [each for each in whole if not each.words.apart and _is_whole_of_others(each, whole)]
    sums = [each for each in sums if each not in mistyped]
    read = [each for each in whole if each not in (*apart, *sums, *mistyped)]
    targets = [each for each in read if each.words.target and each.words.kind != AmountKind.PLAN]
    told = (
        *_told_apart(block, apart),
        *_told_sums(block, sums),
        *_told_targets(block, targets),
        *_told_mistyped(block, mistyped, meant),
    )
    return replace(
        found,
        read=tuple(each for each in read if each not in targets),
        sums=(*sums, *(each for each in apart if each.words.apart == Apart.SUM)),
        findings=(*found.findings, *told),
    )


def _times_of_rows(block: Block, columns: LabelColumns) -> list[PeriodWords]:
    if columns.when is None:
        return []
    return [words for cell in dict.fromkeys(block.texts(columns.when)) if cell and (words := time_in(cell))]


def _timed(heading: Heading, words: PeriodWords, lists: NameLists) -> Timed:
    rest = words.rest
    role = column_role(rest) if rest else None
    figure = FIGURES.get(role.role, "value") if role else "value"
    label = rest if rest and role is None and lists.is_near(Noun.INDICATOR, rest) else ""
    place = rest if rest and role is None and not label and lists.is_near(Noun.UNIT, rest) else ""
    return Timed(heading, words, figure, label, place)


def _is_whole_of_others(column: Timed, others: Sequence[Timed]) -> bool:
    """Tell whether a year stands beside its own months: then it is their sum or mean, or will be."""
    words = column.words
    if column.is_planned or words.month or (words.part and words.part[0] != Periodicity.YEAR):
        return False
    return any(
        other is not column
        and not other.is_planned
        and not other.words.apart
        and other.figure == column.figure
        and (other.words.month or (other.words.part and other.words.part[0] != Periodicity.YEAR))
        and other.words.year == words.year
        for other in others
    )


def _mistyped(columns: Sequence[Timed]) -> dict[int, str]:
    """Return the columns whose month is misspelt, `fbr 2019`, and the month that is meant.

    The word is much like the month's name, or stands where a month is missing between two others.
    """
    meant = {}
    for at, column in enumerate(columns):
        words = column.words
        if words.rest and words.year and not (words.month or words.part or words.kind or words.target):
            near = [other.words.month for other in columns[max(at - 1, 0) : at + 2] if other is not column]
            between = near[0] % 12 + 1 if len(near) == 2 and near[0] and near[1] else 0
            missing = between if near and near[-1] == between % 12 + 1 else 0
            month = missing or _much_like(words.rest)
            if month:
                meant[column.at] = MONTH_NAMES[month - 1]
    return meant


def _much_like(text: str) -> int:
    """Return the number of the month whose name, or short name, a word is much like; 0 for none."""
    word = text.casefold().strip(". ")
    if not LEAST_LETTERS <= len(word) <= MOST_LETTERS:
        return 0
    names = [name if len(word) > MOST_SHORT else name[:3] for name in MONTH_NAMES]
    found = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=MUCH_LIKE)
    return found[2] + 1 if found else 0


def _told_mistyped(block: Block, columns: Sequence[Timed], meant: Mapping[int, str]) -> Iterator[Finding]:
    for column in columns:
        where = block.grid.where(block.header.bottom, column.at)
        told = f"Kolumnen «{column.heading.text}» lästes inte: menas {meant[column.at]} {column.words.year}?"
        yield Finding(FindingLevel.ERROR, where, "no-period", f"{told} Rätta rubriken i filen.")


def _told_apart(block: Block, columns: Sequence[Timed]) -> Iterator[Finding]:
    for column in columns:
        why = WHY_APART.get(Apart(column.words.apart), "gäller flera perioder")
        yield notice(
            block, column, "column-apart", f"Kolumnen «{column.heading.text}» {why} och lästes inte."
        )


def _told_sums(block: Block, columns: Sequence[Timed]) -> Iterator[Finding]:
    for column in columns:
        told = f"Kolumnen «{column.heading.text}» är helåret bredvid dess delar och lästes inte."
        yield notice(block, column, "column-apart", told)


def _told_targets(block: Block, columns: Sequence[Timed]) -> Iterator[Finding]:
    for column in columns:
        yield notice(block, column, "target-left-out", told_planned(column))


def told_planned(column: Timed) -> str:
    """Return the sentence about a column with what was aimed at."""
    return (
        f"Kolumnen «{column.heading.text}» lästes inte för mått: mål och planer hör till verksamhetsplanen."
    )


def notice(block: Block, column: Timed, rule: str, message: str) -> Finding:
    """Return a notice about a column, at its heading."""
    return Finding(FindingLevel.NOTICE, block.grid.where(block.header.bottom, column.at), rule, message)


def measure_of(column: Timed) -> str:
    """Return the unit of measure that a column's heading names."""
    return unit_of_measure_in(column.heading.text)
