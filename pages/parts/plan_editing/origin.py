"""The plan that a plan was made from: what differs, and where each indicator comes from. Escaped here."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from data.plan_files.differences import plain
from metrics.numbers import number
from metrics.plan.content import PlanDocument
from metrics.plan_editing.between import Between, between, carried_words
from metrics.plan_editing.difference_lines import Names
from metrics.plan_editing.lineage import LineageLine, counted_words, lineage_lines, lost_words
from metrics.plan_editing.nouns import noun_of
from metrics.vocabulary import EditKind, PlanNoun
from pages.parts import cells, frame, reads_plan_edits
from pages.parts.address import PLAN, Choice, as_text
from pages.parts.cells import Heading
from pages.parts.indicator_choice import INDICATOR
from pages.parts.plan_editing import look
from pages.parts.plan_editing.history_table import lines_html
from pages.parts.reads_plan_edits import EditedPlan
from pages.parts.sheet import link_to

BEFORE, AFTER = "Målnivåer i förra planen", "Målnivåer i den här"
CHANGE = {EditKind.ADDED: "ny här", EditKind.REMOVED: "inte med här"}


def show(choice: Choice, document: PlanDocument, origin: PlanDocument) -> None:
    """Show what differs between a plan and the one it was made from, and its indicators' lineage."""
    plan, before = reads_plan_edits.plan(document.id), reads_plan_edits.plan(origin.id)
    names, turn = _names(before, plan), (origin.valid_to, document.valid_from)
    found = between(reads_plan_edits.differences_between(origin.id, document.id), names, turn)
    told = [
        f"Planen är gjord av {origin.title}.",
        counted_words((each.noun, each.change) for each in found),
        carried_words(_indicators(before), _indicators(plan), turn),
    ]
    st.subheader("Gjord av en tidigare plan", anchor=False)
    st.markdown(as_text(" ".join(told)))
    st.page_link(
        "pages/plan.py",
        label=as_text(f"Visa {origin.title}"),
        icon=":material/arrow_forward:",
        query_params={**choice.address, PLAN: origin.code},
    )
    lines = lineage_lines(_indicators(before), _indicators(plan), plan.names)
    lost = lost_words([line.name for line in lines if line.lost_targets])
    if lost:
        st.info(as_text(lost))
    html = differences_html(found) + lineage_html(lines, choice.address)
    look.show("origin", html, frame.palette())


def _indicators(plan: EditedPlan) -> list[dict[str, object]]:
    return [plain(each) for each in plan.content.indicators]


def _names(before: EditedPlan, after: EditedPlan) -> Names:
    """Return what the codes of either plan stand for, by the later where both know one."""
    one, other = before.names, after.names
    return Names(
        {**one.objectives, **other.objectives},
        {**one.indicators, **other.indicators},
        {**one.units, **other.units},
    )


def differences_html(found: Iterable[Between]) -> str:
    """Return what differs as a folded table for each noun; empty where nothing does."""
    by_noun: dict[PlanNoun, list[Between]] = {}
    for each in found:
        by_noun.setdefault(each.noun, []).append(each)
    return "".join(_folded(noun, each) for noun, each in by_noun.items())


def _folded(noun: PlanNoun, found: list[Between]) -> str:
    rows = "".join(f"<tr>{cells.name(each.title)}{cells.held(_differing(each))}</tr>" for each in found)
    heads = cells.headings((Heading("Vad"), Heading("Förra planen och den här")))
    name = noun_of(noun).name
    return (
        f"<details><summary>{name}: {number(len(found), 0)} skiljer</summary>"
        f'<table class="changes" aria-label="{name}">{heads}<tbody>{rows}</tbody></table></details>'
    )


def _differing(each: Between) -> str:
    return lines_html(each.lines) or escape(CHANGE.get(each.change, ""))


def lineage_html(lines: Iterable[LineageLine], address: Mapping[str, str]) -> str:
    """Return the indicators of both plans, each a way to its own page, with the targets of each plan."""
    every = list(lines)
    rows = "".join(
        f"<tr>{cells.name(line.name, line.told, to=_to(line, address))}"
        f"{_targets(BEFORE, line.before)}{_targets(AFTER, line.after)}</tr>"
        for line in every
    )
    heads = cells.headings((Heading("Indikator"), Heading(BEFORE), Heading(AFTER)))
    return (
        f"<details><summary>Indikatorernas härkomst ({number(len(every), 0)})</summary>"
        f'<table class="changes" aria-label="Indikatorernas härkomst">{heads}<tbody>{rows}</tbody></table>'
        "</details>"
    )


def _to(line: LineageLine, address: Mapping[str, str]) -> str:
    return link_to("indikator", {**address, INDICATOR: line.code})


def _targets(head: str, told: tuple[str, ...]) -> str:
    return cells.held("<br>".join(map(escape, told)), head=head)
