"""The period of each row of a list: from one column, from a year and a month, or from outside the list."""

import re
from collections.abc import Sequence

import numpy as np

from data.imports.facts import Asked, Finding, Question
from data.imports.headings import PeriodWords, period_words
from data.imports.headings.heading_words import merged, time_in, times_in
from data.imports.tables.label_rows import no_period
from data.imports.tables.layouts.listed import Different, Listed
from data.imports.tables.years import THE_TABLE, period_of_sheet, told_period
from metrics.periods import Period, PeriodError

MOST_TOLD = 20


def code_of(cell: object) -> str:
    """Return the code of the period that a cell is; empty where it is none."""
    words = time_in(cell)
    return words.period.code if words and words.period else ""


def periods_of(listed: Listed) -> tuple[Different, list[Finding], list[Question]]:
    """Return each row's period, with an error for each different text that is none."""
    column = listed.different("period")
    if column is None:
        return _of_two_columns(listed) if listed.roles.at("month") is not None else _from_outside(listed)
    words = times_in(column.cells)
    if any(each and each.period is None for each in words):
        outside, questions = _outside(listed)
        words = [_within(each, outside) if each else None for each in words]
        if questions:
            return replace_codes(column, [""] * len(words)), [], questions
    codes = [each.period.code if each and each.period else "" for each in words]
    at = listed.roles.at("period") or 0
    return replace_codes(column, codes), _untimed(listed, column, codes, at), []


def replace_codes(column: Different, periods: Sequence[str]) -> Different:
    """Return the column with periods in place of its texts, and -1 where there is none."""
    known = np.array([bool(period) for period in periods] + [False], dtype=bool)
    return Different(list(periods), column.cells, np.where(known[column.codes], column.codes, -1))


def _within(words: PeriodWords, outside: str) -> PeriodWords:
    return merged(PeriodWords(year=int(outside[:4])), words) if outside else words


def _untimed(listed: Listed, column: Different, codes: Sequence[str], at: int) -> list[Finding]:
    """Tell of rows with figures and no period: once for each different text."""
    wrong = [which for which, code in enumerate(codes) if not code]
    findings = []
    stands = listed.stands
    for which in [*wrong[:MOST_TOLD], -1]:
        rows = np.flatnonzero((column.codes == which) & stands)
        if len(rows):
            text = column.texts[which] if which >= 0 else ""
            findings.append(
                no_period(listed.grid.where(listed.rows.first + int(rows[0]), at), text, len(rows))
            )
    rest = np.isin(column.codes, wrong[MOST_TOLD:]) & stands
    if rest.any():
        first = int(np.flatnonzero(rest)[0])
        text = column.texts[column.codes[first]]
        findings.append(no_period(listed.grid.where(listed.rows.first + first, at), text, int(rest.sum())))
    return findings


def _of_two_columns(listed: Listed) -> tuple[Different, list[Finding], list[Question]]:
    """Return the periods of a column of years and one of months."""
    years, months = listed.different("year"), listed.different("month")
    assert years is not None and months is not None
    wide = len(months.texts) + 1
    pairs, codes = np.unique((years.codes + 1) * wide + months.codes + 1, return_inverse=True)
    periods, shown = [], []
    for pair in pairs:
        year, month = int(pair) // wide - 1, int(pair) % wide - 1
        shown.append(" ".join(filter(None, (_or_empty(years, year), _or_empty(months, month)))))
        periods.append(_of_parts(years.cells[year], months.cells[month]) if year >= 0 and month >= 0 else "")
    column = Different(shown, shown, codes.astype(np.intp))
    at = listed.roles.at("month") or 0
    return replace_codes(column, periods), _untimed(listed, column, periods, at), []


def _or_empty(column: Different, which: int) -> str:
    return column.texts[which] if which >= 0 else ""


def _of_parts(year: object, month: object) -> str:
    text = str(month).strip().removesuffix(".0")
    words = PeriodWords(month=int(text)) if text.isdecimal() and 1 <= int(text) <= 12 else time_in(month)
    whole = time_in(year)
    if words is None or whole is None:
        return ""
    period = merged(whole, words).period
    return period.code if period else ""


def _from_outside(listed: Listed) -> tuple[Different, list[Finding], list[Question]]:
    """Return the one period that the title, the sheet or the file names for all rows; else ask."""
    period, questions = _of_sheet(listed) or _outside(listed, whole=True)
    count = listed.grid.shape[0] - listed.rows.first
    column = Different([period], [period], np.full(count, 0 if period else -1, dtype=np.intp))
    if not period:
        return column, [], questions
    where = listed.grid.where(listed.rows.first, listed.roles.first_figure)
    return column, [told_period(where, PeriodWords(period=Period.parse(period)))], questions


def _of_sheet(listed: Listed) -> tuple[str, list[Question]] | None:
    """Return the period that the sheet is named after, or the question about its year; None for neither."""
    where = listed.grid.where(listed.rows.first, 0)
    texts = (*listed.rows.title, listed.context.file_name.replace("_", " "))
    found = period_of_sheet(listed.grid.sheet.name, texts, listed.context.answers, where)
    if found is None:
        return None
    period = found.words.period
    return (period.code if period else "", [found.question] if found.question else [])


def _outside(listed: Listed, *, whole: bool = False) -> tuple[str, list[Question]]:
    """Return the period or year that stands outside the columns, or the question about it."""
    subject = listed.grid.sheet.name or THE_TABLE
    answer = listed.context.answers.get(f"{Asked.YEAR}:{subject}", "").strip()
    try:
        return Period.parse(answer).code, []
    except PeriodError:
        pass
    file_name = re.sub(r"[_.]", " ", listed.context.file_name)
    for text in (*reversed(listed.rows.title), listed.grid.sheet.name, file_name):
        words = period_words(text)
        if words and words.period and not words.apart:
            return words.period.code, []
    where = listed.grid.where(listed.rows.first, 0)
    asked = "Vilken period gäller siffrorna?" if whole else "Vilket år gäller siffrorna?"
    how = "Skriv månad som 2019-03, tertial som 2019-T1 eller år som 2019." if whole else ""
    return "", [Question(Asked.YEAR, subject, f"{asked} {how}".strip(), where)]
