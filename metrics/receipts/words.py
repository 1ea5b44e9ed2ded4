"""Åtgärdskvittot in words: in a few short sentences, what is seen since a decision, and how sure that is."""

from collections.abc import Mapping

from metrics.periods import Period
from metrics.receipts.receipt import LEAST_BEFORE, SHORT_BEFORE, Hindrance, Receipt, Verdict
from metrics.signals import Judged
from metrics.subjects import Subject
from metrics.theme import Mark
from metrics.vocabulary import Direction, Periodicity
from metrics.words import many

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
NOT_SURE = "Ingen säker signal"
MAY_CHANGE = (Verdict.RIGHT_WAY, Verdict.WRONG_WAY, Verdict.NO_SIGNAL)
EXPECTED = {Direction.UP: "väntas öka", Direction.DOWN: "väntas minska", Direction.NONE: ""}
PERIODS: Mapping[Periodicity, tuple[str, str]] = {
    Periodicity.MONTH: ("månad", "månader"),
    Periodicity.QUARTER: ("kvartal", "kvartal"),
    Periodicity.TERTIAL: ("tertial", "tertial"),
    Periodicity.HALF_YEAR: ("halvår", "halvår"),
    Periodicity.YEAR: ("år", "år"),
}
LINE = {
    Judged.LEVEL: "medelvärdet före beslutet",
    Judged.SEASONAL: "medelvärdet före beslutet, med årsmönstret borträknat",
    Judged.RUN: "medianen före beslutet",
}
HOW_SURE = "Slumpen ger en sådan signal i högst ungefär 1 fall av 20"
HOW_SURE_OF_LITTLE = (
    "Slumpen ger en sådan signal i högst ungefär 1 fall av 12, för bara {before} före beslutet är kända"
)
SOON = 6
"""With fewer known periods after the start than this, only a very large change would be seen."""
HINDRANCE = {
    Hindrance.FEW_BEFORE: (
        "före beslutet finns värden för {before} med samma definition och gränser, och minst {least} behövs"
    ),
    Hindrance.FEW_CASES: "det är i medel färre än två fall per {period}",
    Hindrance.SAME_VALUES: "värdet var nästan alltid detsamma före beslutet",
    Hindrance.TURNED_OFF: "det är bestämt att den här indikatorn inte bedöms mot slumpen",
    Hindrance.OVERLAPPING: "varje värde bygger till största delen på samma {periods} som det förra",
    Hindrance.REDEFINED: "indikatorns definition har ändrats sedan beslutet började gälla",
    Hindrance.NO_VALUES: "inga värden har kommit in under den tid som följs efter beslutet",
    Hindrance.FEW_AFTER: "för få värden har kommit in under den tid som följs efter beslutet",
}


def receipt_words(receipt: Receipt, subject: Subject) -> str:
    """Say what is seen since a decision began to apply, and how sure that is.

    The answer stands before the first colon. "Hittills" is said of what more values may change.
    """
    match receipt.verdict:
        case Verdict.TOO_EARLY:
            said = _too_early(receipt)
        case Verdict.CANNOT:
            said = _hindered(receipt, subject)
        case Verdict.NO_SIGNAL:
            said = _unmoved(receipt, subject)
        case _:
            said = _moved(receipt, subject)
    is_unsure = receipt.verdict == Verdict.NO_SIGNAL and receipt.is_flagged
    answer = NOT_SURE if is_unsure else VERDICT[receipt.verdict]
    so_far = " hittills" if receipt.verdict in MAY_CHANGE and not receipt.is_final else ""
    return f"{answer}{so_far}: {said}."


def _too_early(receipt: Receipt) -> str:
    assert receipt.earliest is not None  # what is too early can be told some day
    nothing = "inga värden har kommit in ännu, och det " if receipt.last and not receipt.known else ""
    return f"{nothing}kan avgöras tidigast när {receipt.earliest.label} är inne"


def _hindered(receipt: Receipt, subject: Subject) -> str:
    one, several = PERIODS[subject.periodicity]
    assert receipt.hindrance is not None  # what can't be judged says why
    before = _counted(receipt.known_before, subject)
    return HINDRANCE[receipt.hindrance].format(period=one, periods=several, before=before, least=LEAST_BEFORE)


def _unmoved(receipt: Receipt, subject: Subject) -> str:
    """Say that nothing sure is seen, and what could have been; never that all is normal."""
    span = f"{_counted(receipt.known, subject)}{_until(receipt.last_known)}"
    if receipt.is_flagged and receipt.was_moving:
        return (
            f"värden sticker ut, men nivån rörde sig redan före beslutet, och {span} räcker inte för att se "
            "en ny ändring"
        )
    if receipt.is_flagged:
        return f"enstaka värden sticker ut, men {span} räcker inte för att se att nivån har ändrats"
    drifts = receipt.judged == Judged.CHANGE
    if receipt.known < SOON:
        small = "På så kort tid syns bara mycket stora ändringar"
    elif drifts:
        small = "Bara en stor ändring syns"
    else:
        small = "En stor ändring hade troligen synts, men en mindre kan ha skett"
    usual = "hur nivån rörde sig före beslutet" if drifts else "slumpen"
    return f"{span} kan inte skiljas från {usual}. {small}"


def _moved(receipt: Receipt, subject: Subject) -> str:
    """Say which way the level has gone; of a caseload, which may go on falling, only as against its drift."""
    if receipt.judged == Judged.CHANGE:
        higher = "högre" if receipt.side > 0 else "lägre"
        of_all = "alla" if receipt.beyond == receipt.known else f"{receipt.beyond} av"
        return (
            f"nivån är {higher} än om den fortsatt som före beslutet, i {of_all} "
            f"{_counted(receipt.known, subject)}{_until(receipt.last_known)}. {_how_sure(receipt, subject)}"
        )
    moved, place = ("ökat", "över") if receipt.side > 0 else ("minskat", "under")
    shown = receipt.line is not None and receipt.judged != Judged.SEASONAL
    line = f" ({subject.told.written(receipt.line)})" if shown and receipt.line is not None else ""
    beyond = "alla" if receipt.beyond == receipt.known else receipt.beyond
    return (
        f"nivån har {moved}. Av {_counted(receipt.known, subject)}{_until(receipt.last_known)} ligger "
        f"{beyond} {place} {LINE[receipt.judged]}{line}. {_how_sure(receipt, subject)}"
    )


def _how_sure(receipt: Receipt, subject: Subject) -> str:
    if receipt.known_before >= SHORT_BEFORE:
        return HOW_SURE
    return HOW_SURE_OF_LITTLE.format(before=_counted(receipt.known_before, subject))


def _counted(number: int, subject: Subject) -> str:
    return many(number, *PERIODS[subject.periodicity])


def _until(last: Period | None) -> str:
    return f" till och med {last.label}" if last else ""
