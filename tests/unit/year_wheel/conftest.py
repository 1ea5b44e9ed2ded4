"""The plans as their files say them, and small plans that owe what a test writes."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from metrics.plan.content import PlanDocument
from metrics.year_wheel.occasions import Schedule, schedule

DATA = Path(__file__).parents[3] / "data"
FILES = sorted(path for path in (DATA / "plans").glob("*.toml") if path.stem != "concepts")


def owed_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return accounts as the store gives them: numbered from 1, empty texts where nothing is said."""
    texts = ("code", "title", "periodicity", "due", "recipient", "source")
    told = [{"id": n, **{name: row.get(name, "") for name in texts}} for n, row in enumerate(rows, 1)]
    frame = pd.DataFrame(told, columns=["id", *texts])
    return frame.assign(objective_id=pd.array([pd.NA] * len(frame), dtype="Int64"))


def document(code: str, title: str, first: date, last: date) -> PlanDocument:
    return PlanDocument(1, code, title, title, first, last, "", None, "", 0, None)


NO_OBJECTIVES = pd.DataFrame({"id": [], "title": []})


def scheduled(plan: PlanDocument, rows: list[dict[str, Any]]) -> Schedule:
    return schedule(plan, owed_frame(rows), NO_OBJECTIVES)


@pytest.fixture(scope="session")
def real() -> dict[str, Schedule]:
    """What the five plans and Exempelstad's owe, by the plan's code."""
    found = {}
    for path in [*FILES, DATA / "demo" / "exempelstad.toml"]:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        plan = told["plan"]
        made = document(plan["code"], plan["title"], plan["valid_from"], plan["valid_to"])
        found[plan["code"]] = scheduled(made, told["follow_ups"])
    return found


@pytest.fixture
def owing_several() -> Callable[[list[dict[str, str]]], Schedule]:
    """Make a plan of 2026 that owes what the rows say, numbered from 1."""
    plan = document("plan", "Planen", date(2026, 1, 1), date(2026, 12, 31))
    return lambda rows: scheduled(plan, rows)


@pytest.fixture
def owing() -> Callable[..., Schedule]:
    """Make a plan that owes one account, called Rapport and given to the board."""

    def made(*, first: str = "2026-01-01", last: str = "2026-12-31", **said: str) -> Schedule:
        row = {"code": "rapport", "title": "Rapport", "recipient": "Nämnden", **said}
        plan = document("plan", "Planen", date.fromisoformat(first), date.fromisoformat(last))
        return scheduled(plan, [row])

    return made
