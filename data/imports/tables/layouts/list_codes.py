"""What the codes in an export's column say of each figure: which number it is, and its kind of amount."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.imports.facts import SKIP, Asked, Choice, Question
from data.imports.headings import figures_in, kind_in
from data.imports.tables.layouts.listed import Listed


@dataclass(frozen=True, eq=False)
class ByCode:
    """What a column of codes says of each row: which number it is, its kind, and whether it is read."""

    figure: Any
    kind: Any
    kept: NDArray[np.bool_]


def by_code(listed: Listed) -> tuple[ByCode | None, list[Question]]:
    """Return what the column of codes says, and a question for each code that nothing is known of."""
    column = listed.different("code")
    if column is None:
        return None, []
    figures = figures_in(column.texts)
    questions, meant = [], []
    for text in column.texts:
        answer = listed.context.answers.get(f"{Asked.COLUMN}:{text}", "")
        found = figures.get(text, "") or ("value" if kind_in(text) else "")
        meant.append((answer or found, "" if text in figures or answer else kind_in(text)))
        if not found and not answer:
            questions.append(_about_code(listed, text))
    kept = np.array([figure not in ("", SKIP) for figure, _ in meant] + [False], dtype=bool)
    return (
        ByCode(
            column.mapped([figure for figure, _ in meant]),
            column.mapped([kind for _, kind in meant]),
            kept[column.codes],
        ),
        questions,
    )


def _about_code(listed: Listed, code: str) -> Question:
    words = {"value": "Värde", "numerator": "Täljare", "denominator": "Nämnare", "n": "Antal svar"}
    choices = (*(Choice(key, word) for key, word in words.items()), Choice(SKIP, "Lämna ute raderna"))
    at = listed.roles.at("code") or 0
    where = listed.grid.where(listed.rows.first, at)
    return Question(Asked.COLUMN, code, f"Vad betyder «{code}» i kolumnen med koder?", where, choices)
