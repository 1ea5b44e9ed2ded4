"""The plan's tree as one sheet: every node can be opened with a click or a key. All text is escaped here."""

from collections.abc import Collection, Sequence
from html import escape

from metrics.numbers import number
from metrics.plan.counts import Counts
from metrics.plan.tree_nodes import Node, Objective, alone
from metrics.plan.tree_words import Picture, held_words, kind_words, origin_name, picture, texts
from metrics.vocabulary import PlanNoun, Status
from pages.parts.cells import toned
from pages.parts.goals.line_tables import (
    Page,
    activities_html,
    beside_html,
    indicators_html,
    owed_html,
)
from pages.parts.goals.origin_note import origin_html
from pages.parts.plan_signs import standing_sign

BAR = {
    Status.ON_TARGET: "on",
    Status.NEAR_TARGET: "near",
    Status.OFF_TARGET: "off",
    Status.NO_TARGET: "none",
    Status.NO_VALUE: "none",
}


def tree_html(whole: Node, page: Page, opened: Collection[int]) -> str:
    """Return the tree of a plan, with some objectives open; last what stands under the plan itself."""
    return f'<div class="tree">{_children(whole.children, page, opened, 0)}{_under_plan(whole, page)}</div>'


def _children(children: Sequence[Node], page: Page, opened: Collection[int], depth: int) -> str:
    """Return nodes in their order; sections with nothing to follow up last, folded away together."""
    full = [child for child in children if not child.is_bare]
    bare = [child for child in children if child.is_bare]
    if not full or len(bare) < 2:
        full, bare = list(children), []
    shown = "".join(_node(child, page, opened, depth) for child in full)
    return shown + (_bare(bare, page, opened, depth) if bare else "")


def _bare(sections: Sequence[Node], page: Page, opened: Collection[int], depth: int) -> str:
    names = ", ".join(each.objective.title for each in sections if each.objective)
    inside = "".join(_node(each, page, opened, depth) for each in sections)
    return (
        f'<details class="fold texts"><summary>{number(len(sections), 0)} avsnitt med text '
        f"<small>{escape(names)}</small></summary>{inside}</details>"
    )


def _node(node: Node, page: Page, opened: Collection[int], depth: int) -> str:
    objective = node.objective
    assert objective is not None  # only the plan itself has none
    is_open = " open" if objective.id in opened else ""
    return (
        f'<details class="node depth-{min(depth, 4)}" data-kind="{escape(objective.kind)}"{is_open}>'
        f'<summary><span class="what"><small>{escape(kind_words(objective))}</small>'
        f'<span class="title">{escape(objective.title)}</span></span>{_sum(node)}</summary>'
        f'<div class="body">{_texts(objective)}{_tables(node, page)}'
        f"{_children(node.children, page, opened, depth + 1)}{_origin(node, objective, page)}</div></details>"
    )


def _texts(objective: Objective) -> str:
    said = "".join(f"<dt>{label}</dt><dd>{escape(text)}</dd>" for label, text in texts(objective))
    return f'<dl class="texts">{said}</dl>' if said else ""


def _origin(node: Node, objective: Objective, page: Page) -> str:
    """Return a node's origin: named where its children come between, open where it is all there is."""
    is_all = not (texts(objective) or node.own or node.beside or node.children)
    of = origin_name(objective) if node.children else ""
    trace = page.traces.of(PlanNoun.OBJECTIVE, objective.code)
    return origin_html(page.document, objective.source, objective.title, trace=trace, of=of, is_open=is_all)


def _tables(node: Node, page: Page) -> str:
    return (
        indicators_html(node.rows, page)
        + beside_html(node.beside, page)
        + activities_html(node.activities, page)
        + owed_html(node.owed, page)
    )


def _under_plan(whole: Node, page: Page) -> str:
    tables = _tables(whole, page)
    if not tables:
        return ""
    return (
        '<details class="node depth-0"><summary><span class="what"><small>Planen</small>'
        '<span class="title">Direkt under planen</span></span>'
        f"{_sum(alone(whole))}</summary>"
        f'<div class="body">{tables}</div></details>'
    )


def _sum(node: Node) -> str:
    """Return what the branch adds up to, in words, with a bar of its indicators above them.

    A programme point with nothing below it says how it stands.
    """
    point = node.objective.point if node.objective else None
    if point and not node.own and not node.children:
        return f'<span class="sum">{standing_sign(point)}</span>'
    told = picture(node.counts)
    if not told.main and not told.aside:
        return f'<span class="sum"><small>{escape(held_words(node.children))}</small></span>'
    return f'<span class="sum">{_bar(node.counts)}{_words(told)}</span>'


def _words(told: Picture) -> str:
    main = "".join(toned(phrase.text, phrase.tone) for phrase in told.main)
    return (f'<span class="main">{main}</span>' if main else "") + (
        f"<small>{escape(told.aside)}</small>" if told.aside else ""
    )


def _bar(counts: Counts) -> str:
    """Return a bar with a part for each indicator, in the order of the statuses; the words tell the same."""
    if not counts.judged:
        return ""
    parts = "".join(f'<i class="{kind}"></i>' * counts.of_status(status) for status, kind in BAR.items())
    return f'<span class="bar" aria-hidden="true">{parts}</span>'
