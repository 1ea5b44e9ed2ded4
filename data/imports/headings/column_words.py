"""What the heading of a column says that it holds, and what the codes in a column of codes stand for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from data.imports.headings.spelling import compared, plain, without_footnote
from data.imports.headings.time_words import KIND_ENDINGS, KINDS
from metrics.vocabulary import AmountKind

LONGEST_HEADING = 80


class Role(StrEnum):
    """What a column holds."""

    INDICATOR = "indicator"
    UNIT = "unit"
    PERIOD = "period"
    YEAR = "year"
    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    N = "n"
    STATE = "state"
    COMMENT = "comment"
    ACCOUNT = "account"
    KIND = "kind"
    COLUMN_CODE = "column_code"
    MADE_IN = "made_in"
    TARGET = "target"
    FLAG = "flag"
    UNIT_OF_MEASURE = "unit_of_measure"


@dataclass(frozen=True)
class ColumnRole:
    """What a column holds; `is_code` where its heading says codes, `is_name` where it says names."""

    role: Role
    is_code: bool = False
    is_name: bool = False


WORDS: dict[str, Role] = {
    word: role
    for role, words in {
        Role.INDICATOR: "indikator indikatorer mått mätetal nyckeltal kpi measure indicator metric "
        "resultatmått variabel volymmått verksamhetsmått kvalitetsmått mätvariabel",
        Role.UNIT: "enhet enheter unit avdelning region verksamhet kommun ansvar ansvarsenhet organisation "
        "organisationsenhet resultatenhet förvaltning nämnd område verksamhetsområde stadsdel sektion grupp "
        "arbetsplats kostnadsställe kst department municipality org",
        Role.PERIOD: "period perioden månad mån datum årmånad date month tid tidpunkt tidsperiod mätperiod "
        "mätdatum kvartal tertial quarter yearmonth time redovisningsperiod",
        Role.YEAR: "år year årtal verksamhetsår kalenderår räkenskapsår",
        Role.VALUE: "värde value utfall resultat antal mätvärde belopp amount tal count saldo",
        Role.NUMERATOR: "täljare numerator",
        Role.DENOMINATOR: "nämnare denominator",
        Role.N: "n antalsvar antalsvarande svarande respondenter antalobservationer antalrespondenter",
        Role.STATE: "status state tillstånd värdestatus",
        Role.COMMENT: "kommentar kommentarer comment comments anmärkning anm not note notering analys",
        Role.ACCOUNT: "konto konton account kontogrupp kontoslag kontoklass resultatrad",
        Role.KIND: "typ slag beloppstyp type värdetyp budgettyp beloppsslag kind",
        Role.COLUMN_CODE: "kolumn column kol",
        Role.MADE_IN: "prognosmånad prognosperiod prognosdatum prognostillfälle madein",
        Role.TARGET: "mål målvärde årsmål måltal målnivå riktvärde target goal årsbudgetmål",
        Role.FLAG: "z flagga flaggor flag markering kvalitetsflagga",
        Role.UNIT_OF_MEASURE: "måttenhet mätenhet sort enhetmått unitofmeasure uom",
    }.items()
    for word in words.split()
}
CODE_ENDINGS = ("kod", "code", "id", "nummer", "nr")
NAME_ENDINGS = ("namn", "name", "benämning", "text", "titel")
BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
ALTERNATIVES = re.compile(r"[/,:;=]")

PER_CENT, THOUSANDS, MILLIONS, KRONOR = "%", "tkr", "mnkr", "kr"
MEASURES: dict[str, str] = {
    **dict.fromkeys(("%", "procent", "pct", "proc", "percent"), PER_CENT),
    **dict.fromkeys(("tkr", "kkr", "tsek", "ksek"), THOUSANDS),
    **dict.fromkeys(("mnkr", "mkr", "msek", "mnsek"), MILLIONS),
    **dict.fromkeys(("kr", "kronor", "sek"), KRONOR),
    **dict.fromkeys(("st", "stycken", "styck"), "st"),
    "antal": "antal",
    **{
        word: word
        for word in "dygn vårddygn dagar arbetsdagar timmar veckor månader minuter poäng index".split()
    },
    **{
        word: word
        for word in "platser årsplatser personer hushåll barn klienter procentenheter årsarbetare".split()
    },
}
ANYWHERE = re.compile(r"(?<![^\W_])(tkr|kkr|tsek|ksek|mnkr|mkr|msek|kronor|kr|sek|procent)(?![^\W_])|%", re.I)
THOUSANDS_IN_WORDS = re.compile(
    r"(?<!\w)('000 ?(kr|kronor|sek)?|1 ?000( ?-?tals?)? (kr|kronor|sek)|tusen(tals?)? (kr|kronor|sek)"
    r"|i tusental)(?!\w)",
    re.I,
)
MILLIONS_IN_WORDS = re.compile(r"(?<!\w)(miljoner|milj\.?|mn) ?(kr|kronor|sek)(?!\w)", re.I)
LAST = re.compile(r"(?:,| i| -|:)\s*([^\s,]+)$|[(\[]\s*(?:i\s+)?([^)\]]+?)\s*[)\]]", re.I)

SHORT_KINDS: dict[str, AmountKind] = {
    **dict.fromkeys(("u", "utf", "act", "actual", "r", "red"), AmountKind.OUTCOME),
    **dict.fromkeys(("b", "bud", "budg"), AmountKind.BUDGET),
    **dict.fromkeys(("p", "prog", "progn", "fc", "fcst"), AmountKind.FORECAST),
    **dict.fromkeys(("pl",), AmountKind.PLAN),
}
FIGURES: dict[str, str] = {
    **dict.fromkeys(("tälj", "täljare", "talj", "taljare", "num", "numerator"), "numerator"),
    **dict.fromkeys(("nämn", "nämnare", "namn", "namnare", "den", "denominator"), "denominator"),
    **dict.fromkeys(("antal svar", "antal svarande", "svar", "svarande", "resp"), "n"),
    **dict.fromkeys(("värde", "varde", "value", "val", "v"), "value"),
}


def column_role(heading: Any) -> ColumnRole | None:
    """Return what a column holds by its heading; None where the heading is none of the known.

    `Enhet` is a unit, also where the cells turn out to be units of measure: that only the cells tell.
    """
    text = without_footnote(plain(heading)) if isinstance(heading, str) else ""
    if not text or len(text) > LONGEST_HEADING:
        return None
    joined = "".join(compared(text).split())
    outside = "".join(compared(BRACKETS.sub(" ", text)).split())
    for word in dict.fromkeys((joined, outside)):
        found = _role_of(word)
        if found:
            return found
    first = ALTERNATIVES.split(text)[0]
    return _role_of("".join(compared(first).split())) if first != text else None


def _role_of(word: str) -> ColumnRole | None:
    if word in WORDS:
        return ColumnRole(WORDS[word])
    for ending in (*CODE_ENDINGS, *NAME_ENDINGS):
        stem = word.removesuffix(ending)
        role = WORDS.get(stem) or WORDS.get(stem.removesuffix("s")) if stem != word else None
        if role:
            return ColumnRole(role, is_code=ending in CODE_ENDINGS, is_name=ending in NAME_ENDINGS)
    return None


def unit_of_measure_in(heading: Any) -> str:
    """Return the unit that a heading or title names: `%`, `tkr`, `mnkr`, `kr`, `st` …; empty for none.

    `kkr` and `tusen kronor` are `tkr`, `Mkr` is `mnkr`, `SEK` and `kronor` are `kr`. Units of money and %
    are seen anywhere; other units only last, after a comma or `i`, in brackets, or alone.
    """
    text = plain(heading) if isinstance(heading, str) else ""
    if THOUSANDS_IN_WORDS.search(text):
        return THOUSANDS
    if MILLIONS_IN_WORDS.search(text):
        return MILLIONS
    if text.casefold() in MEASURES:
        return MEASURES[text.casefold()]
    for found in LAST.finditer(text):
        word = (found[1] or found[2] or "").casefold().rstrip(".")
        if word in MEASURES:
            return MEASURES[word]
    anywhere = ANYWHERE.search(text)
    return MEASURES[anywhere[0].casefold()] if anywhere else ""


def kind_in(text: Any) -> str:
    """Return the kind of amount (`AmountKind`) that a heading or a code (`U`, `BUD`) says; else empty."""
    words = compared(text).split() if isinstance(text, str) else []
    if len(words) == 1 and words[0] in SHORT_KINDS:
        return SHORT_KINDS[words[0]].value
    for word in words:
        kind = KINDS.get(word) or next(
            (kind for end, kind in KIND_ENDINGS.items() if word.endswith(end)), None
        )
        if kind:
            return kind.value
    return ""


def figures_in(codes: Iterable[Any]) -> dict[str, str]:
    """Return which number each code of a column stands for: `value`, `numerator`, `denominator` or `n`.

    `T` is a numerator and `N` a denominator only where both are there; `N` beside a value is the number of
    answers. A code that says nothing of it is left out.
    """
    by_code = {str(code): compared(code) for code in codes}
    found = {code: FIGURES[word] for code, word in by_code.items() if word in FIGURES}
    words = set(by_code.values())
    for code, word in by_code.items():
        if word == "t" and "n" in words:
            found[code] = "numerator"
        if word == "n":
            found[code] = "denominator" if "t" in words else "n"
    return found
