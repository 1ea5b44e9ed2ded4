"""Which sign a whole column uses for decimals, where its cells prove it: `27,969` alone has two readings."""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

LED_BY = r"[-\u2212\u2013(]?"
MARKED = rf"{LED_BY}[0-9][0-9.,]*\)?"
TELLING = r"\.|,[0-9]{3},"
"""Without any of these a column proves nothing."""
COMMA_GROUPS, DOT_GROUPS = r"[1-9][0-9]{0,2}(?:,[0-9]{3})", r"[1-9][0-9]{0,2}(?:\.[0-9]{3})"
THOUSAND_COMMAS = rf"{LED_BY}{COMMA_GROUPS}+(?:\.[0-9]+)?\)?"
THOUSAND_DOTS = rf"{LED_BY}{DOT_GROUPS}+(?:,[0-9]+)?\)?"
SAMPLED = 1_000
"""Cells that mostly tell: a long column is looked through only where they don't."""
UNSURE = rf"{LED_BY}{COMMA_GROUPS}\)?"
DECIMALS = rf"{LED_BY}[0-9][0-9 \u00a0\u202f]*,[0-9]+\)?"
PROVES_DOT = rf"{LED_BY}{COMMA_GROUPS}+(?:\.[0-9]+|,[0-9]{{3}})\)?"
PROVES_COMMA = rf"{LED_BY}{DOT_GROUPS}+(?:,[0-9]+|\.[0-9]{{3}})\)?"


def decimal_sign(cells: Iterable[Any]) -> str | None:
    """Return the decimal sign that a column of texts proves to have, `,` or `.`; None where it proves none.

    `1,234.5` and `1,234,567` prove a dot, `1.234,5` and `1.234.567` a comma. Where the other sign stands
    nowhere, `12.5` and `0.125` prove a dot too. What contradicts itself proves nothing.
    """
    texts = as_texts(pd.Series([cell for cell in cells if isinstance(cell, str)], dtype=object))
    if not texts.str.contains(TELLING).any():
        return None
    texts = texts[texts.str.fullmatch(MARKED)]
    dotted, with_comma = texts.str.contains(".", regex=False), texts.str.contains(",", regex=False)
    comma_decimal = with_comma & ~dotted & ~texts.str.fullmatch(THOUSAND_COMMAS)
    dot_decimal = dotted & ~with_comma & ~texts.str.fullmatch(THOUSAND_DOTS)
    proves_comma = texts.str.fullmatch(PROVES_COMMA)
    if texts.str.fullmatch(PROVES_DOT).any():
        return None if (proves_comma | comma_decimal).any() else "."
    if proves_comma.any():
        return None if dot_decimal.any() else ","
    return "." if dot_decimal.any() and not with_comma.any() else None


def has_two_readings(cells: Iterable[Any]) -> bool:
    """Tell whether every comma in a column may part decimals or thousands, as in `27,969`.

    That is where no sign is proved. A comma with more or fewer than three digits after it is a decimal's.
    """
    texts = [cell for cell in cells if isinstance(cell, str)]
    return _all_unsure(texts[:SAMPLED]) is not False and _all_unsure(texts) is True


def _all_unsure(cells: list[str]) -> bool | None:
    """Tell whether all numbers with a comma have two readings; None where there are no such numbers."""
    texts = as_texts(pd.Series(cells, dtype=object))
    texts = texts[texts.str.contains(",", regex=False)]
    texts = texts[texts.str.fullmatch(DECIMALS)]
    return bool(texts.str.fullmatch(UNSURE).all()) if len(texts) else None


def respelled(text: str, decimal: str) -> str:
    """Return a number's text as a Swede writes it, where the column's decimal sign is known."""
    if decimal == "." and re.fullmatch(THOUSAND_COMMAS, text):
        text = text.replace(",", "")
    if decimal == "." and text.count(".") == 1 and "," not in text:
        return text.replace(".", ",")
    if decimal == "," and re.fullmatch(THOUSAND_DOTS, text):
        return text.replace(".", "")
    return text


def as_texts(cells: pd.Series) -> pd.Series:
    """Return texts as pandas keeps them, without spaces around; half a sign becomes a question mark."""
    try:
        texts = cells.astype("str")
    except UnicodeEncodeError:
        texts = cells.map(lambda text: text.encode("utf-8", "replace").decode("utf-8")).astype("str")
    return texts.str.strip()
