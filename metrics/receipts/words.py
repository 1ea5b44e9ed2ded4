"""Åtgärdskvittot in words: one sentence on what is seen since a decision, and how sure that is."""

from collections.abc import Mapping
from datetime import date

from metrics.change_words import day_words
from metrics.periods import Period
from metrics.receipts.receipt import LEAST_BEFORE, SHORT_BEFORE, Hindrance, Receipt, Verdict
from metrics.signals import Judged
from metrics.subjects import Subject
from metrics.theme import Mark
from metrics.vocabulary import Direction, Periodicity

VERDICT_MARKS = {
    Verdict.RIGHT_WAY: Mark("◆", "better"),
    Verdict.WRONG_WAY: Mark("▲", "worse"),
    Verdict.NO_SIGNAL: Mark("∼", "no_news"),
    Verdict.TOO_EARLY: Mark("…", "no_news"),
    Verdict.CANNOT: Mark("–", "no_news"),
}
VERDICT = {
    Verdict.RIGHT_WAY: "Signal åt rätt håll",
    Verdict.WRONG_WAY: "Signal åt fel håll",
    Verdict.NO_SIGNAL: "Ingen signal",
    Verdict.TOO_EARLY: "För tidigt att säga",
    Verdict.CANNOT: "Går inte att bedöma",
}
EXPECTED = {Direction.UP: "väntas öka", Direction.DOWN: "väntas minska", Direction.NONE: ""}
PERIODS: Mapping[Periodicity, tuple[str, str]] = {
    Periodicity.MONTH: ("månad", "månader"),
    Periodicity.QUARTER: ("kvartal", "kvartal"),
    Periodicity.TERTIAL: ("tertial", "tertial"),
    Periodicity.HALF_YEAR: ("halvår", "halvår"),
    Periodicity.YEAR: ("år", "år"),
}
LINE = {
    Judged.LEVEL: "mittlinjen före beslutet",
    Judged.SEASONAL: "mittlinjen före beslutet, räknat utan årsmönstret",
    Judged.RUN: "medianen före beslutet",
    Judged.CHANGE: "det sista värdet före beslutet",
}
HOW_SURE = "ett sådant besked är fel i högst ungefär 1 fall av 20"
HOW_SURE_OF_LITTLE = (
    "ett sådant besked är fel i högst ungefär 1 fall av 12, för bara {before} före beslutet är kända"
)
SOON = 6
"""With fewer known periods after the start than this, only a very large change would be seen."""
HINDRANCE = {
    Hindrance.FEW_CASES: "det är i medel färre än två fall per {period}",
    Hindrance.SAME_VALUES: "värdet var nästan alltid detsamma före beslutet",
    Hindrance.TURNED_OFF: "måttet bedöms inte mot slumpen, så är det bestämt i dess definition",
    Hindrance.OVERLAPPING: "varje värde delar de flesta av sina perioder med det förra",
    Hindrance.REDEFINED: "måttets definition har ändrats sedan beslutet började gälla",
    Hindrance.NO_VALUES: "inga värden har kommit in sedan dess",
    Hindrance.FEW_AFTER: "för få värden har kommit in under den tid som ses efter beslutet",
}


def receipt_words(receipt: Receipt, subject: Subject, starts_on: date) -> str:
    """Say in a sentence what is seen since a decision began to apply, and how sure that is."""
    match receipt.verdict:
        case Verdict.TOO_EARLY:
            said = _too_early(receipt)
        case Verdict.CANNOT:
            said = _hindered(receipt, subject)
        case Verdict.NO_SIGNAL:
            return _unmoved(receipt, subject)
        case _:
            said = _moved(receipt, subject, starts_on)
    return f"{VERDICT[receipt.verdict]}: {said}."


def _too_early(receipt: Receipt) -> str:
    assert receipt.earliest is not None  # what is too early can be told some day
    return f"kan avgöras tidigast när {receipt.earliest.label} är inne"


def _hindered(receipt: Receipt, subject: Subject) -> str:
    one, many = PERIODS[subject.periodicity]
    if receipt.hindrance == Hindrance.FEW_BEFORE:
        return (
            f"det behövs minst {LEAST_BEFORE} {many} med värden före beslutet, med samma definition och "
            f"samma gränser, och det finns {receipt.known_before}"
        )
    assert receipt.hindrance is not None  # what can't be judged says why
    return HINDRANCE[receipt.hindrance].format(period=one)


def _unmoved(receipt: Receipt, subject: Subject) -> str:
    """Say that nothing sure is seen, and what could have been; never that all is normal."""
    so_far = "" if receipt.is_final else " hittills"
    span = f"{_counted(receipt.known, subject)}{_until(receipt.last)}"
    if receipt.is_flagged and receipt.was_moving:
        return (
            f"Ingen säker signal{so_far}: värden sticker ut, men nivån rörde sig redan före beslutet, så "
            f"{span} räcker inte för att säga att den har ändrats sedan dess."
        )
    if receipt.is_flagged:
        return (
            f"Ingen säker signal{so_far}: enstaka värden sticker ut, men på {span} inte så att nivån kan "
            "sägas ha ändrats."
        )
    if receipt.known < SOON:
        small = "på så kort tid syns bara mycket stora ändringar"
    elif receipt.judged == Judged.CHANGE:
        small = "ett bestånd driver av sig självt, så bara en stor ändring syns"
    else:
        small = "en stor ändring hade troligen synts, men en mindre kan ha skett"
    return f"{VERDICT[Verdict.NO_SIGNAL]}{so_far}: {span} kan inte skiljas från slumpen; {small}."


def _moved(receipt: Receipt, subject: Subject, starts_on: date) -> str:
    moved = "ökat" if receipt.side > 0 else "minskat"
    way = "som väntat" if receipt.verdict == Verdict.RIGHT_WAY else "tvärtemot vad som väntades"
    place = "över" if receipt.side > 0 else "under"
    shown = receipt.line is not None and receipt.judged != Judged.SEASONAL
    line = f" ({subject.told.written(receipt.line)})" if shown and receipt.line is not None else ""
    share = f"{receipt.beyond} av {_counted(receipt.known, subject)}{_until(receipt.last)}"
    return (
        f"sedan {day_words(starts_on)} har nivån {moved}, {way}, och {share} ligger {place} "
        f"{LINE[receipt.judged]}{line}; {_how_sure(receipt, subject)}"
    )


def _how_sure(receipt: Receipt, subject: Subject) -> str:
    if receipt.known_before >= SHORT_BEFORE:
        return HOW_SURE
    return HOW_SURE_OF_LITTLE.format(before=_counted(receipt.known_before, subject))


def _counted(number: int, subject: Subject) -> str:
    one, many = PERIODS[subject.periodicity]
    return f"{number} {one if number == 1 else many}"


def _until(last: Period | None) -> str:
    return f" till och med {last.label}" if last else ""
