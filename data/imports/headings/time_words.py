"""The words and numbers of time in a heading, piece by piece, and what goes with them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from metrics.periods import MONTH_NAMES, PER_YEAR
from metrics.vocabulary import AmountKind, Periodicity

MONTHS_OF_A_YEAR = 12


class Says(StrEnum):
    """What a piece of a heading says."""

    YEAR = "year"
    MONTH = "month"
    PART = "part"
    KIND = "kind"
    TARGET = "target"
    ACCUMULATED = "accumulated"
    COMPARISON = "comparison"
    SUM = "sum"
    MEAN = "mean"
    OTHER_TIME = "other_time"
    TWO_READINGS = "two_readings"
    PRELIMINARY = "preliminary"
    FILLER = "filler"
    NUMBER = "number"
    WORD = "word"


@dataclass(frozen=True)
class Piece:
    """A piece of a heading: from `start` to `end`, what it says and of which year, month, part or kind."""

    says: Says
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: tuple[Periodicity, int] | None = None
    kind: str = ""
    number: str = ""


ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()
)
MONTHS = {
    **{name: index for index, name in enumerate(ENGLISH_MONTHS, start=1)},
    **{name[:3]: index for index, name in enumerate(ENGLISH_MONTHS, start=1)},
    **{name: index for index, name in enumerate(MONTH_NAMES, start=1)},
    **{name[:3]: index for index, name in enumerate(MONTH_NAMES, start=1)},
    **{"febr": 2, "sept": 9},
}
WORDS: dict[str, Says] = {
    **dict.fromkeys("mål målvärde måltal målnivå riktvärde börvärde target goal".split(), Says.TARGET),
    **dict.fromkeys("ack acc acku ackum ackumulerat ackumulerad ackumulerade".split(), Says.ACCUMULATED),
    **dict.fromkeys("accumulated cumulative ytd hittills löpande rullande delår".split(), Says.ACCUMULATED),
    **dict.fromkeys("delårsbokslut delårsrapport delårsutfall".split(), Says.ACCUMULATED),
    **dict.fromkeys("avvikelse avvikelser avv diff differens skillnad förändring".split(), Says.COMPARISON),
    **dict.fromkeys("förändr förändringar ökning minskning variance change".split(), Says.COMPARISON),
    **dict.fromkeys("budgetavvikelse prognosavvikelse helårsavvikelse".split(), Says.COMPARISON),
    **dict.fromkeys("summa totalt total tot totalsumma delsumma sum".split(), Says.SUM),
    **dict.fromkeys("medel medelvärde snitt genomsnitt månadssnitt average mean".split(), Says.MEAN),
    **dict.fromkeys("vt ht vårterminen höstterminen läsår läsåret".split(), Says.OTHER_TIME),
    **dict.fromkeys("prel preliminär preliminärt preliminära preliminary".split(), Says.PRELIMINARY),
    **dict.fromkeys("år året månad månaden mån period perioden per den för i under".split(), Says.FILLER),
    **dict.fromkeys("from of year month av och till".split(), Says.FILLER),
}
KINDS: dict[str, AmountKind] = {
    **dict.fromkeys(
        "utfall bokslut redovisat redovisad resultat actual verkligt".split(), AmountKind.OUTCOME
    ),
    **dict.fromkeys("utf årsutfall årsbokslut faktiskt outcome".split(), AmountKind.OUTCOME),
    **dict.fromkeys("budget budgeterat bud budg".split(), AmountKind.BUDGET),
    **dict.fromkeys("prognos prognoser prog progn forecast".split(), AmountKind.FORECAST),
    **dict.fromkeys("plan planerat planerad flerårsplan årsplan planvärde".split(), AmountKind.PLAN),
}
KIND_ENDINGS = {
    "budget": AmountKind.BUDGET,
    "prognos": AmountKind.FORECAST,
    "bokslut": AmountKind.OUTCOME,
    "utfall": AmountKind.OUTCOME,
}
WHOLE_YEAR = re.compile(r"(hel|kalender)år(et)?|(helårs|års)(mål|målvärde|prognos|budget|bokslut|utfall)")
TARGET_ENDINGS = ("årsmål", "nämndmål", "enhetsmål", "målvärde")
PARTS = {
    **dict.fromkeys("q k kv kvartal quarter qtr".split(), Periodicity.QUARTER),
    **dict.fromkeys("t tert tertial".split(), Periodicity.TERTIAL),
    **dict.fromkeys("h halvår half".split(), Periodicity.HALF_YEAR),
}
ORDINALS = {
    "första": 1,
    "andra": 2,
    "tredje": 3,
    "fjärde": 4,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}

YEAR = r"(?:199\d|20\d\d|2100)"
MONTH = r"(?:0?[1-9]|1[0-2])"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
BEFORE = r"(?<![^\W_])(?<!\d[.,])"
AFTER = r"(?![^\W_])(?![.,]\d)"
NAMED = r"(?:kvartal|kv|quarter|qtr|tertial|tert|halvår|half)"
NTH = r"(?:första|andra|tredje|fjärde|first|second|third|fourth|[1-4](?::?[ae]|st|nd|rd|th)?)"
PIECES = re.compile(
    rf"""
    {BEFORE}(?P<stamp>(?P<s_year>{YEAR})(?P<s_sep>[-./])(?P<s_month>{MONTH})(?P=s_sep)(?P<s_day>{DAY})
        (?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?){AFTER}
    |{BEFORE}(?P<dated>(?P<d_first>\d\d?)(?P<d_sep>[/.])(?P<d_second>\d\d?)(?P<d_last>\ *[-/.\ ]\ *)
        (?P<d_year>{YEAR})){AFTER}
    |{BEFORE}(?P<compact>(?P<c_year>{YEAR})(?P<c_month>0[1-9]|1[0-2])(?P<c_day>0[1-9]|[12]\d|3[01])?)(?:\.0)?{AFTER}
    |{BEFORE}(?P<lettered>(?P<l_year>{YEAR})[-\ ]?(?P<l_letter>[TQKHM])(?P<l_index>\d\d?)){AFTER}
    |{BEFORE}(?P<year_month>(?P<ym_year>{YEAR})(?:[-/_]|\.(?=\d\d))(?P<ym_month>{MONTH})){AFTER}
    |{BEFORE}(?P<month_year>(?P<my_month>{MONTH})[-/._](?P<my_year>{YEAR})){AFTER}
    |{BEFORE}(?P<two_years>(?P<ty_year>{YEAR})[-/](?P<ty_next>\d\d)){AFTER}
    |{BEFORE}(?P<letter_part>(?P<p_letter>[TQKH])\ ?(?P<p_index>[1-4])){AFTER}
    |{BEFORE}(?P<named_part>(?P<n_name>{NAMED})(?:et|en)?[-.:\ ]*(?P<n_index>[1-4])){AFTER}
    |{BEFORE}(?P<ordinal_part>(?P<o_index>{NTH})\ ?(?P<o_name>{NAMED})(?:et|en)?){AFTER}
    |{BEFORE}(?P<other_time>(?:v|vecka|week|w)[.\ ]*\d\d?){AFTER}
    |{BEFORE}(?P<so_far>t\.?\ ?o\.?\ ?m|till\ och\ med|r\ ?12|(?:senaste|sista)\ (?:12|tolv)\ m\w+){AFTER}
    |{BEFORE}(?P<month_number>(?:månad|mån)\.?\ (?P<mn_month>{MONTH})){AFTER}
    |{BEFORE}(?P<year>{YEAR})(?:\.0)?{AFTER}
    |(?P<number>\d+(?:[.,]\d+)*)
    |(?P<word>[^\W\d_]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")


def pieces(text: str) -> Iterator[Piece]:
    """Give the pieces of a heading on one line, its dashes as hyphens, in order."""
    for found in PIECES.finditer(text):
        form = next(form for form in READERS if found[form] is not None)
        piece = READERS[form](found)
        yield replace(piece, says=Says.WORD) if _is_part_of_a_name(text, piece) else piece


def _is_part_of_a_name(text: str, piece: Piece) -> bool:
    """Tell `Total sjukfrånvaro` and `Totalt antal barn` from a sum."""
    if piece.says != Says.SUM:
        return False
    after = NEXT_WORD.match(text, piece.end)
    if not after:
        return False
    word, following = text[piece.start : piece.end].casefold(), after[1].casefold()
    known = following in MONTHS or following in WORDS or following in KINDS
    return (word == "total" and not known) or (word == "totalt" and following == "antal")


def _at(found: re.Match[str], says: Says, **known: Any) -> Piece:
    return Piece(says, found.start(), found.end(), **known)


def _day(found: re.Match[str], year: int, month: int, day: int) -> Piece:
    try:
        date(year, month, day)
    except ValueError:
        return _at(found, Says.WORD)
    return _at(found, Says.MONTH, year=year, month=month, day=day)


def _stamp(found: re.Match[str]) -> Piece:
    return _day(found, int(found["s_year"]), int(found["s_month"]), int(found["s_day"]))


def _dated(found: re.Match[str]) -> Piece:
    """Read 31/3 2019 and 31.3.2019 with the day first; between slashes only what has one reading."""
    first, second = int(found["d_first"]), int(found["d_second"])
    american = found["d_sep"] == "/" and found["d_last"].strip() == "/"
    if american and second > MONTHS_OF_A_YEAR:
        first, second = second, first
    elif american and first <= MONTHS_OF_A_YEAR and first != second:
        return _at(found, Says.TWO_READINGS)
    return _day(found, int(found["d_year"]), second, first)


def _compact(found: re.Match[str]) -> Piece:
    year, month = int(found["c_year"]), int(found["c_month"])
    if found["c_day"]:
        return _day(found, year, month, int(found["c_day"]))
    return _at(found, Says.MONTH, year=year, month=month)


def _lettered(found: re.Match[str]) -> Piece:
    year, letter, index = int(found["l_year"]), found["l_letter"].lower(), int(found["l_index"])
    if letter == "m":
        known = 1 <= index <= MONTHS_OF_A_YEAR
        return _at(found, Says.MONTH, year=year, month=index) if known else _at(found, Says.WORD)
    return _part(found, letter, index, year)


def _part(found: re.Match[str], name: str, index: int, year: int | None = None) -> Piece:
    periodicity = PARTS[name.lower()]
    if not 1 <= index <= PER_YEAR[periodicity]:
        return _at(found, Says.WORD)
    return _at(found, Says.PART, year=year, part=(periodicity, index))


def _ordinal(found: re.Match[str]) -> Piece:
    index = ORDINALS.get(found["o_index"].lower()) or int(found["o_index"][0])
    return _part(found, found["o_name"], index)


def _two_years(found: re.Match[str]) -> Piece:
    follows = int(found["ty_year"]) % 100 + 1 == int(found["ty_next"])
    return _at(found, Says.OTHER_TIME if follows else Says.WORD)


def _number(found: re.Match[str]) -> Piece:
    return _at(found, Says.NUMBER, number=found["number"])


def _word(found: re.Match[str]) -> Piece:
    word = found["word"].casefold()
    if word in MONTHS:
        return _at(found, Says.MONTH, month=MONTHS[word])
    says = WORDS.get(word)
    if says:
        return _at(found, says)
    kind = KINDS.get(word) or next(
        (kind for ending, kind in KIND_ENDINGS.items() if word.endswith(ending)), ""
    )
    part = (Periodicity.YEAR, 1) if WHOLE_YEAR.fullmatch(word) else None
    if kind:
        return _at(found, Says.KIND, kind=str(kind), part=part)
    if word.endswith(TARGET_ENDINGS):
        return _at(found, Says.TARGET, part=part)
    return _at(found, Says.PART, part=part) if part else _at(found, Says.WORD)


READERS: dict[str, Callable[[re.Match[str]], Piece]] = {
    "stamp": _stamp,
    "dated": _dated,
    "compact": _compact,
    "lettered": _lettered,
    "year_month": lambda found: _at(
        found, Says.MONTH, year=int(found["ym_year"]), month=int(found["ym_month"])
    ),
    "month_year": lambda found: _at(
        found, Says.MONTH, year=int(found["my_year"]), month=int(found["my_month"])
    ),
    "two_years": _two_years,
    "letter_part": lambda found: _part(found, found["p_letter"], int(found["p_index"])),
    "named_part": lambda found: _part(found, found["n_name"], int(found["n_index"])),
    "ordinal_part": _ordinal,
    "other_time": lambda found: _at(found, Says.OTHER_TIME),
    "so_far": lambda found: _at(found, Says.ACCUMULATED),
    "month_number": lambda found: _at(found, Says.MONTH, month=int(found["mn_month"])),
    "year": lambda found: _at(found, Says.YEAR, year=int(found["year"])),
    "number": _number,
    "word": _word,
}
