"""Answers from the last time in words: what was taken for granted of a file, so that it can be changed."""

from collections.abc import Iterable, Mapping

from data.imports.cells.signs import ZERO
from data.imports.facts import SKIP, Asked, Finding, Layout, Table
from data.imports.figures.cost_signs import TURN, TURN_ALL
from data.imports.figures.scales import NAMES, SCALES
from data.imports.figures.shares import SHARE
from data.imports.names.matching import Lexicon
from data.imports.step import Office, first_cell
from data.imports.tables.recognised import WORDS as LAYOUTS
from data.models.words import holds_personal, tidied
from metrics.vocabulary import FindingLevel, ValueState
from metrics.words import STATE

RULE = "remembered"
MOST_TOLD = 12
LONGEST_SUBJECT = 60
COLUMNS = {
    "indicator": "mått eller konto", "label": "mått eller konto", "account": "mått eller konto",
    "unit": "enhet", "place": "enhet", "period": "period", "value": "värde", "numerator": "täljare",
    "denominator": "nämnare", "n": "antal svar", "comment": "kommentar",
}  # fmt: skip
DECIMAL = {",": "kommat är decimaltecken", ".": "kommat skiljer tusental"}
COST_SIGNS = {TURN: "kostnaderna lästes som minus", TURN_ALL: "tecknen byttes på alla belopp"}
LEFT_OUT = "lämnades ute"


def told_remembered(
    tables: Iterable[Table], remembered: Iterable[Mapping[str, str]], office: Office
) -> list[Finding]:
    """Return a notice for each table whose answers from the last time were used; each is told once."""
    found, done = [], set[str]()
    for table, answers in zip(tables, remembered, strict=True):
        new = {key: said for key, said in answers.items() if key not in done}
        done |= new.keys()
        if new:
            lines = list(remembered_words(new, office).values())
            more = f" och {len(lines) - MOST_TOLD} svar till" if len(lines) > MOST_TOLD else ""
            told = f"Som förra gången: {'; '.join(lines[:MOST_TOLD])}{more}."
            where = first_cell(table.facts) or table.sheet
            found.append(Finding(FindingLevel.NOTICE, where, RULE, told))
    return found


def remembered_words(answers: Mapping[str, str], office: Office) -> dict[str, str]:
    """Return what each answer said, by the id of its question."""
    return {key: _words(key, said, office) for key, said in answers.items()}


def _words(key: str, said: str, office: Office) -> str:
    kind, _, subject = key.partition(":")
    about, name = Asked(kind), _named(subject)
    nouns = {Asked.INDICATOR: office.indicators, Asked.ACCOUNT: office.accounts, Asked.UNIT: office.units}
    if about in nouns:
        return _noun(nouns[about], name if subject else "siffrorna", said)
    if about == Asked.SIGN:
        return DECIMAL[said] if subject == "," and said in DECIMAL else f"{name} betyder {_meaning(said)}"
    return _of_table(about, said) or _of_heading(about, subject, name, said)


def _of_table(about: Asked, said: str) -> str:
    """Return what was said of a whole table; empty for what was said of a part of it."""
    match about:
        case Asked.YEAR:
            return f"året är {said}"
        case Asked.SCALE:
            return f"pengarna är i {NAMES[SCALES[said]]}"
        case Asked.COST_SIGN:
            return COST_SIGNS.get(said, "kostnaderna lästes som de står")
        case Asked.LAYOUT:
            return f"upplägget är «{LAYOUTS[Layout(said)]}»"
    return ""


def _of_heading(about: Asked, subject: str, name: str, said: str) -> str:
    if about == Asked.PER_CENT:
        return f"{name} är andelar, 0,84 är 84\u00a0%" if said == SHARE else f"{name} står i procent"
    if about == Asked.STRANGERS:
        return f"okända {subject} {LEFT_OUT if said == SKIP else 'frågades om ett i taget'}"
    return f"kolumnen {name} {LEFT_OUT if said == SKIP else f'är {COLUMNS.get(said, said)}'}"


def _noun(lexicon: Lexicon, name: str, said: str) -> str:
    if said == SKIP:
        return f"{name} {LEFT_OUT}"
    number = lexicon.found(said)
    return f"{name} är «{lexicon.names[number] if number is not None else said}»"


def _meaning(said: str) -> str:
    if said in (ZERO, SKIP):
        return "talet 0" if said == ZERO else "ingenting"
    return STATE[ValueState(said)]


def _named(subject: str) -> str:
    if holds_personal(subject):
        return "tabellen"
    line = tidied(subject)
    return f"«{line[:LONGEST_SUBJECT]}…»" if len(line) > LONGEST_SUBJECT else f"«{line}»"
