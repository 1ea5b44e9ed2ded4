"""Planspåret: where something in a plan comes from, folded away beside it. All text is escaped here."""

from collections.abc import Iterable
from html import escape

from metrics.plan.content import PlanDocument
from metrics.plan.origin import NOT_SAID, TargetOrigin, decided_words, heading_words

Pair = tuple[str, str]


def origin_html(
    document: PlanDocument, source: str, words: str = "", *, of: str = "", is_open: bool = False
) -> str:
    """Return the origin of a node, an activity or what is owed: `words` are the document's own.

    `of` names what it is of, where that doesn't stand beside it.
    """
    own = [("Dokumentets ord", _quoted(words))] if words else []
    told = [("Rubrik", heading_words(source)), *own, *_decided(document)]
    return _folded(f"Ursprung: {of}" if of else "Ursprung", told, is_open=is_open)


def targets_html(document: PlanDocument, targets: Iterable[TargetOrigin]) -> str:
    """Return the origin of an indicator's targets; empty where the plan sets none."""
    told: list[Pair] = []
    for target in targets:
        told.append(("Mål", "; ".join(target.said)))
        if target.words:
            told.append(("Dokumentets ord", _quoted(target.words)))
        told.append(("Rubrik", heading_words(target.source)))
    return _folded("Ursprung", [*told, *_decided(document)]) if told else ""


def _decided(document: PlanDocument) -> list[Pair]:
    return [
        ("Dokument", document.document),
        ("Beslut", decided_words(document)),
        ("Diarienummer", document.reference or NOT_SAID),
    ]


def _quoted(words: str) -> str:
    return f"«{words}»"


def _folded(title: str, pairs: Iterable[Pair], *, is_open: bool = False) -> str:
    listed = "".join(f"<dt>{label}</dt><dd>{escape(text)}</dd>" for label, text in pairs)
    opened = " open" if is_open else ""
    return f'<details class="origin"{opened}><summary>{escape(title)}</summary><dl>{listed}</dl></details>'
