"""The year of months that are written without one: where in the sheet it stands, or the question about it.

A result table whose columns are headed only Budget and Utfall has its period from elsewhere too. Where that
is a month, it is asked whether the figures are of the month or of the whole year.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.imports.facts import Asked, Choice, Finding, Question
from data.imports.headings import PeriodWords, period_words, with_year
from data.imports.headings.heading_words import Heading, time_in
from data.imports.tables.blocks import Block
from metrics.periods import Period
from metrics.vocabulary import AmountKind, FindingLevel

YEAR = re.compile(r"(?<!\d)(?<!\d-)(199\d|20\d\d|2100)(?![-/.]?\d)")
A_RANGE = re.compile(r"(199\d|20\d\d)\s*[-–/]\s*(?:199\d|20\d\d|\d\d)(?!\d|-)")
AHEAD = (AmountKind.PLAN, AmountKind.BUDGET, AmountKind.FORECAST)
THE_TABLE, THE_SHEETS = "tabellen", "bladen"
"""What a question without a sheet's name is about, and one about all sheets that are named after periods."""


@dataclass(frozen=True)
class Outside:
    """The year or period that a table speaks of, else the question; `findings` tell where it was found."""

    words: PeriodWords | None
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class SheetPeriod:
    """The part of a year that a sheet is named after, with the year if it was found, else the question."""

    words: PeriodWords
    question: Question | None = None


def period_of_sheet(
    name: str, lines: Sequence[str], answers: Mapping[str, str], where: str
) -> SheetPeriod | None:
    """Return the month of a sheet that is called Jan, or Jan 2019; None for any other name.

    Its year is its own, else answered, else the only one in `lines`: titles and the file's name. Sheets
    that lack it share one question.
    """
    words = time_in(name)
    if words is None or not (words.month or words.part):
        return None
    years = tuple(dict.fromkeys(year for line in lines for year in years_in(line)))
    answer = answers.get(f"{Asked.YEAR}:{THE_SHEETS}") or answers.get(f"{Asked.YEAR}:{name}", "")
    answered = time_in(answer.strip())
    if answered and answered.year:
        words = answered if answered.month or answered.part else with_year(words, answered.year)
    elif words.year is None and len(years) == 1:
        words = with_year(words, years[0])
    if words.year:
        return SheetPeriod(words)
    text = f"Vilket år gäller bladen som heter efter perioder, som «{name}»?"
    return SheetPeriod(words, Question(Asked.YEAR, THE_SHEETS, text, where))


def told_period(where: str, words: PeriodWords) -> Finding:
    """Return the notice of a period that isn't named by the columns."""
    label = words.period.label if words.period else ""
    told = f"Kolumnerna säger ingen period. Siffrorna lästes som {label}."
    return Finding(FindingLevel.NOTICE, where, "period-from", told)


def year_of(block: Block, answers: Mapping[str, str], file_name: str) -> Outside:
    """Return the year, or period, of the columns that name none, from what stands nearest."""
    subject = block.grid.sheet.name or THE_TABLE
    answer = time_in(answers.get(f"{Asked.YEAR}:{subject}", "").strip())
    if answer and answer.year:
        return Outside(answer)
    where = block.grid.where(block.header.bottom, block.timed[0].column)
    timeless = not any(_says_time(heading) for heading in block.timed)
    lines = (*block.title, file_name)
    sheet = period_of_sheet(block.grid.sheet.name, lines, answers, where) if timeless else None
    if sheet:
        asked = (sheet.question,) if sheet.question else ()
        told = () if sheet.question else (told_period(where, sheet.words),)
        return Outside(None if asked else sheet.words, asked, told)
    month = _month_in_title(block) if timeless else None
    if month:
        return Outside(None, (_month_or_year(block, subject, month, where),))
    for source, text, years in _places(block, file_name):
        if len(years) == 1:
            said = f"Årtalet {years[0]} lästes ur {source} «{text}»."
            notice = Finding(FindingLevel.NOTICE, where, "year-from", said)
            return Outside(period_words(years[0]), findings=(notice,))
    written = "Vilket år gäller siffrorna? Kolumnerna står utan årtal"
    text = f"{written} i {f'bladet «{subject}»' if block.grid.sheet.name else subject}."
    choices = tuple(Choice(str(year), str(year)) for year in _suggested(block, file_name))
    return Outside(None, (Question(Asked.YEAR, subject, text, where, choices),))


def _says_time(heading: Heading) -> bool:
    words = heading.words
    return bool(words and (words.month or words.part or words.year))


def _month_in_title(block: Block) -> Period | None:
    for line in (*reversed(block.title), *(heading.text for heading in block.plain), block.grid.sheet.name):
        words = period_words(line)
        if words and words.month and words.period and not words.apart:
            return words.period
    return None


def _month_or_year(block: Block, subject: str, month: Period, where: str) -> Question:
    names = ", ".join(f"«{heading.text}»" for heading in block.timed)
    text = f"Gäller {names} {month.label} eller hela {month.year}?"
    choices = (Choice(month.code, month.label), Choice(str(month.year), f"hela {month.year}"))
    return Question(Asked.YEAR, subject, text, where, choices)


def years_in(text: str) -> tuple[int, ...]:
    """Return the years that a text names, each once; a day's date and a range name none."""
    return tuple(dict.fromkeys(int(year) for year in YEAR.findall(A_RANGE.sub(" ", text))))


def _places(block: Block, file_name: str) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Give what may name the year, nearest first: its name, its text, and the years in it."""
    ahead = [heading for heading in block.timed if _is_ahead(heading)]
    years = tuple(
        dict.fromkeys(heading.words.year for heading in ahead if heading.words and heading.words.year)
    )
    if ahead:
        yield "rubriken", ahead[0].text, years
    for heading in block.plain:
        yield "rubriken", heading.text, years_in(heading.text)
    for line in reversed(block.title):
        yield "texten", line, years_in(line)
    yield "bladets namn", block.grid.sheet.name, years_in(block.grid.sheet.name)
    yield "filens namn", file_name, years_in(file_name.replace("_", " "))


def _is_ahead(heading: Heading) -> bool:
    words = heading.words
    return bool(words and words.year and not words.month and (words.target or words.kind in AHEAD))


def _suggested(block: Block, file_name: str) -> Sequence[int]:
    """Return the years that may be meant, likeliest first."""
    headings = [heading.words.year for heading in block.timed if heading.words and heading.words.year]
    named = [year for _, text, _ in _places(block, file_name) for year in _all_years(text)]
    after = [max(headings) + 1] if headings else []
    return list(dict.fromkeys([*after, *headings, *named]))


def _all_years(text: str) -> list[int]:
    return [int(year) for year in re.findall(r"(?<!\d)(199\d|20\d\d|2100)(?!\d)", text)]
