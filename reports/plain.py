"""Texts as a file can hold them: without signs that XML forbids, and never a formula."""

import re

NOT_IN_XML = re.compile("[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML document can hold; a line break or a tab is a space."""
FORMULA_SIGNS = tuple("=+-@|%＝＋－＠")
"""What makes a spreadsheet take a text for a formula, when it stands first."""


def clean(text: str) -> str:
    """Return a text without the signs that a document can't hold."""
    return NOT_IN_XML.sub(" ", text)


def not_a_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: with an apostrophe before it where needed."""
    told = clean(text)
    return f"'{told}" if told.lstrip(" \u00a0").startswith(FORMULA_SIGNS) else told
