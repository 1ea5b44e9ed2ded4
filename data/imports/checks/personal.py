"""Identity numbers in what is told of a file: never shown, wherever in the file they stood."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data.files.sheet import Sheet
from data.imports.checks.rules import PERSONAL
from data.imports.facts import Finding, Question
from data.models.words import holds_personal
from metrics.vocabulary import FindingLevel

NOT_ASKED = "Texten ser ut att hålla ett personnummer. Ta bort det ur filen; det som hör till den läses inte."
LEFT_OUT = "Texten ser ut att hålla ett personnummer och visas inte. Ta bort det ur filen."


def without_personal_names(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets; one whose name may hold an identity number is called by its place, `blad 2`."""
    return [
        replace(sheet, name=f"blad {place}") if holds_personal(sheet.name) else sheet
        for place, sheet in enumerate(sheets, 1)
    ]


def findings_without_numbers(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings; a text that may hold an identity number isn't told."""
    return tuple(
        replace(each, message=LEFT_OUT) if holds_personal(each.message) else each for each in findings
    )


def without_personal_questions(
    questions: Iterable[Question],
) -> tuple[tuple[Question, ...], tuple[Finding, ...]]:
    """Return the questions that hold no identity number, and an error for each that does: it isn't asked."""
    kept, errors = [], []
    for question in questions:
        if not holds_personal(f"{question.subject} {question.text}"):
            kept.append(question)
        else:
            where = "" if holds_personal(question.where) else question.where
            errors.append(Finding(FindingLevel.ERROR, where, PERSONAL, NOT_ASKED))
    return tuple(kept), tuple(errors)
