"""Planspåret: where something in a plan comes from, folded away beside it. All text is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape

from metrics.plan.content import PlanDocument
from metrics.plan.origin import NOT_SAID, TargetOrigin, decided_words, heading_words
from metrics.plan.screen_edits import UNTOUCHED, Trace

Pair = tuple[str, str]


def origin_html(
    document: PlanDocument,
    source: str,
    words: str = "",
    *,
    trace: Trace = UNTOUCHED,
    of: str = "",
    is_open: bool = False,
) -> str:
    """Return the origin of a node, an activity or what is owed: `words` are its title, where it is retold.

    `of` names what it is of, where that doesn't stand beside it.
    """
    own = trace.said("title", words) if words else ""
    told = _placed(trace, source, own)
    decided = [] if trace.added else _decided(document)
    return _folded(f"Ursprung: {of}" if of else "Ursprung", [*told, *decided], is_open=is_open)


def targets_html(document: PlanDocument, targets: Sequence[TargetOrigin]) -> str:
    """Return the origin of an indicator's targets; empty where the plan sets none.

    Who decided is told once, but of each target where some are not of the document.
    """
    told: list[Pair] = []
    is_mixed = any(target.trace.added for target in targets)
    for target in targets:
        told.append(("Mål", "; ".join(target.said)))
        told += _placed(target.trace, target.source, target.trace.said("words", target.words))
        if is_mixed and not target.trace.added:
            told += _decided(document)
    if told and not is_mixed:
        told += _decided(document)
    return _folded("Ursprung", told) if told else ""


def _placed(trace: Trace, source: str, words: str) -> list[Pair]:
    """Say where in the document something stands and in which words; else who added it on screen, and why."""
    changed = [("Ändrad på skärmen", trace.changed.words())] if trace.changed else []
    if trace.added:
        own_source = [("Källa", source)] if source else []
        return [("Tillagd på skärmen", trace.added.words()), *changed, *own_source]
    own = [("Dokumentets ord", _quoted(words))] if words else []
    return [*changed, *own, ("Rubrik", heading_words(trace.said("source", "") or source))]


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
