"""Reading plans to change them, with memory as `reads` has: keyed by the store's version, only to be read."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data import queries_plan
from data.plan_files.content import read_plan_content
from data.plan_files.differences import LISTS, Difference, differences, entry_of, names_of
from data.plan_files.entries import PlanFile
from metrics.plan_editing.difference_lines import Names
from metrics.plan_editing.entries import Branch, indented
from metrics.plan_editing.history import latest_edit
from metrics.vocabulary import PlanNoun
from pages.parts import reads


@dataclass(frozen=True)
class EditedPlan:
    """A plan as its plan file, its changes (the latest first), and what its codes stand for."""

    content: PlanFile
    edits: pd.DataFrame
    names: Names
    objectives: tuple[Branch, ...]
    units: tuple[Branch, ...]

    def entry(self, noun: PlanNoun, code: str) -> dict[str, Any] | None:
        """Return an entry as it stands, None where there is none."""
        return entry_of(self.content, noun, code)

    def codes(self, noun: PlanNoun) -> frozenset[str]:
        """Return the codes that entries of a noun have."""
        held = [self.content.plan] if noun == PlanNoun.PLAN else getattr(self.content, LISTS[noun])
        return frozenset(entry.code for entry in held)


def plan(plan_id: int) -> EditedPlan:
    """Return a plan to change, with its history."""
    return _plan(reads.version(), plan_id)


@st.cache_resource(max_entries=10, show_spinner="Hämtar planen …")
def _plan(data_version: int, plan_id: int) -> EditedPlan:
    content = read_plan_content(reads.store(), plan_id)
    return EditedPlan(
        content,
        queries_plan.plan_edits(reads.store(), plan_id),
        names_of(content),
        indented((each.code, each.parent, each.title) for each in content.objectives),
        indented((each.code, each.parent, each.name) for each in content.units),
    )


def latest_now(plan_id: int) -> int:
    """Return the number of a plan's latest change at this moment, whatever version the page holds to."""
    return latest_edit(queries_plan.plan_edits(reads.store(), plan_id))


def differences_between(origin_id: int, plan_id: int) -> tuple[Difference, ...]:
    """Return what differs between a plan and the one that it was made from."""
    return _differences(reads.version(), origin_id, plan_id)


@st.cache_resource(max_entries=10, show_spinner="Jämför planerna …")
def _differences(data_version: int, origin_id: int, plan_id: int) -> tuple[Difference, ...]:
    return tuple(differences(plan(origin_id).content, plan(plan_id).content))
