"""Numbers as people type and paste them: the one place where a Swedish text becomes a number.

| written | read as |
|---|---|
| `1 234,5` (space, NO-BREAK SPACE, narrow or thin space, in groups of three) | 1234.5 |
| `−12`, `-12`, `–12` (a minus, hyphen or dash first, a space after it or not) | -12 |
| `(1 200)` (an accountant's minus) | -1200 |
| `+3`, `3` | 3 |
| `1234.5`, `0.125` (a dot that can only be a decimal sign) | 1234.5, 0.125 |
| `1.234` (a dot that may stand between thousands) | refused |
| `84 %` | refused, or 84 where the unit is % |

A comma is always the decimal sign. What is refused raises WrittenError, in Swedish, which names
the text: a guess would be wrong by a thousand. Nothing here is scaled: whether an amount is in
kronor or tkr is known by who asks.
"""

import re
from collections.abc import Iterator

from metrics.numbers import number
from metrics.periods import MONTH_NAMES

MINUSES = "-\u2010\u2011\u2013\u2212"
"""Hyphen-minus, hyphen, hyphen that keeps its line, en dash, minus: all mean minus before a number."""
SPACES = " \u00a0\u2007\u2009\u202f"
"""What stands between thousands: space, NO-BREAK, figure, thin and narrow NO-BREAK SPACE."""
SIGNED = re.compile(rf"(?P<sign>[+{re.escape(MINUSES)}]?)[{SPACES}]*(?P<digits>[0-9].*)")
DIGITS = re.compile(rf"(?P<whole>[0-9]+|[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+)(?:[,.](?P<part>[0-9]+))?")
TWO_READINGS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
MOST_DIGITS = 15
"""More than these a float does not keep."""
LONGEST_QUOTE = 40
MONTH_LINE = re.compile(
    r"(?P<month>[0-9]{4}-?[0-9]{2}|[A-Za-zÅÄÖåäö]+\.?)"
    r"(?:[ \u00a0]+(?P<year>[0-9]{4})(?=[\s:;]))?"
    r"(?:(?P<between>[\s:;]+)(?P<amount>[^\t;]*))?"
)
"""A month, perhaps with its year, and one amount."""
YEAR_AND_MONTH = re.compile(r"(?P<year>[0-9]{4})-?(?P<month>[0-9]{2})")
MONTHS = {
    **{name: index for index, name in enumerate(MONTH_NAMES, start=1)},
    **{name[:3]: index for index, name in enumerate(MONTH_NAMES, start=1)},
    "sept": 9,
}


class WrittenError(ValueError):
    """A text that is not the number, or the months, that it should be; the message is Swedish."""


def number_from(text: str, *, unit: str = "") -> float:
    """Read one number as a person wrote it.

    `unit` is a unit that may stand last (`%`, `kr`, `tkr`), and is not turned into anything:
    `84 %` is 84. Any other word or sign is refused, and so are an empty text, a minus after the
    number, a minus within brackets and more digits than can be kept. Raises WrittenError.
    """
    shown = text.replace("\ufeff", "").strip()
    if not shown:
        raise WrittenError("Det står inget tal.")
    bare = shown.removesuffix(unit).rstrip() if unit else shown
    negative = bare.startswith("(") and bare.endswith(")")
    signed = SIGNED.fullmatch(bare[1:-1].strip() if negative else bare)
    digits = DIGITS.fullmatch(signed["digits"]) if signed else None
    if not signed or not digits or (negative and signed["sign"]):
        raise WrittenError(f"«{_quoted(shown)}» är inget tal{_hint(bare)}.")
    if TWO_READINGS.fullmatch(signed["digits"]):
        raise WrittenError(_two_readings(shown, signed["digits"]))
    whole = re.sub(rf"[{SPACES}]", "", digits["whole"])
    if len(whole.lstrip("0") + (digits["part"] or "")) > MOST_DIGITS:
        raise WrittenError(f"«{_quoted(shown)}» har fler siffror än {MOST_DIGITS}.")
    value = float(f"{whole}.{digits['part'] or 0}")
    is_minus = negative or (signed["sign"] and signed["sign"] in MINUSES)
    return 0.0 - value if is_minus else value


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def _two_readings(shown: str, digits: str) -> str:
    whole, _, part = digits.partition(".")
    return (
        f"«{_quoted(shown)}» kan läsas på två sätt: skriv {whole},{part} om punkten är ett "
        f"decimaltecken och {number(float(whole + part), 0)} om den skiljer tusental."
    )


def _hint(bare: str) -> str:
    """Say what to write instead, by what stands in the way."""
    last = bare[-1:]
    if last and last in MINUSES and len(bare) > 1:
        return ": skriv minustecknet först"
    if last in ("%", "‰") or last.isalpha():
        return ": skriv det utan enhet och andra ord"
    if re.search(rf"[0-9][{SPACES}][0-9]", bare):
        return ": siffrorna mellan mellanslagen ska vara tre och tre"
    return f": skriv som {number(1234.5, 1)} eller {number(-12, 0)}"


def months_from(text: str, year: int) -> dict[str, float]:
    """Read a year's amounts per month as pasted; the answer goes from `2026-01` to the amount.

    Either a month and an amount on each line, with a space, tab, colon or semicolon between them
    (`2026-01 −1 200,5`, `202601;12`, `jan −1 200`, `januari 2026: 12`), in any order; or exactly
    twelve numbers, January first, on a line each or with tabs or semicolons between.

    A month that is not named, or that stands without an amount, is missing and is left out: it is
    never 0. Raises WrittenError, with the line, for a month twice, no month, another year or no
    number, and where no amount is left.
    """
    lines = [
        (at, line.rstrip("\t; "))
        for at, line in enumerate(text.replace("\ufeff", "").splitlines(), start=1)
        if line.strip("\t; \u00a0")
    ]
    if not lines:
        raise WrittenError("Det står inga belopp.")
    if any(re.match(r"\s*[^\W\d_]", line) or _is_month_line(line) for _, line in lines):
        return _by_month(lines, year)
    return _twelve(lines, year)


def _is_month_line(line: str) -> bool:
    found = MONTH_LINE.fullmatch(line.strip())
    return bool(found and (found["amount"] is not None or "-" in found["month"]))


def _by_month(lines: list[tuple[int, str]], year: int) -> dict[str, float]:
    amounts: dict[str, float] = {}
    named: dict[int, int] = {}
    for at, line in lines:
        found = MONTH_LINE.fullmatch(line.strip())
        if not found:
            quoted = _quoted(" ".join(line.split()))
            raise WrittenError(f"Rad {at}: «{quoted}» är inte en månad och ett belopp.")
        month = _month(found, at, year)
        if month in named:
            before = f"först på rad {named[month]}"
            raise WrittenError(f"Rad {at}: {MONTH_NAMES[month - 1]} står två gånger, {before}.")
        named[month] = at
        if (found["amount"] or "").strip():
            amounts[f"{year}-{month:02d}"] = _on_line(at, found["amount"])
    if not amounts:
        raise WrittenError("Ingen av månaderna har något belopp.")
    return amounts


def _month(found: re.Match[str], at: int, year: int) -> int:
    """Return the month's number; raise WrittenError for no month, another year, or a year as amount."""
    written = found["month"]
    code = YEAR_AND_MONTH.fullmatch(written)
    month = int(code["month"]) if code else MONTHS.get(written.removesuffix(".").casefold(), 0)
    if not 1 <= month <= 12:
        raise WrittenError(f"Rad {at}: «{_quoted(written)}» är ingen månad.")
    told = code["year"] if code else found["year"]
    if told and int(told) != year:
        raise WrittenError(f"Rad {at}: {MONTH_NAMES[month - 1]} {told} hör inte till {year}.")
    only_spaces = not set(found["between"] or "") & set("\t;:")
    if not told and only_spaces and found["amount"] == str(year):
        wanted = f"{MONTH_NAMES[month - 1]}; {number(year, 0)}"
        raise WrittenError(f"Rad {at}: {year} kan vara årtalet. Är det beloppet, skriv {wanted}.")
    return month


def _twelve(lines: list[tuple[int, str]], year: int) -> dict[str, float]:
    cells = [(at, cell) for at, line in lines for cell in _cells(line)]
    if len(cells) != len(MONTH_NAMES):
        raise WrittenError(
            f"Det står {len(cells)} tal. Skriv tolv, januari först, eller månaden före varje belopp."
        )
    return {f"{year}-{month:02d}": _on_line(*cell) for month, cell in enumerate(cells, start=1)}


def _cells(line: str) -> Iterator[str]:
    yield from re.split(r"[\t;]", line)


def _on_line(at: int, text: str) -> float:
    try:
        return number_from(text)
    except WrittenError as wrong:
        raise WrittenError(f"Rad {at}: {wrong}") from wrong
