"""Offices and files to import: made from a small plan, and the real files that the product must take."""

import tomllib
from pathlib import Path

from sqlalchemy import Engine

from data.catalogue import load_plan_file
from data.files.reading import read_sheets
from data.files.sheet import Sheet
from data.recording import organisation_id_of

HEAD = """
[organisation]
code = "{code}"
name = "{name}"

[plan]
code = "plan"
title = "{title}"
document = "Plan 2019"
valid_from = 2019-01-01
valid_to = 2019-12-31
"""
UNIT = """
[[units]]
code = "{code}"
name = "{name}"
aliases = [{aliases}]
{parent}
"""
INDICATOR = """
[[indicators]]
code = "{code}"
name = "{name}"
aliases = [{aliases}]
area = "other"
definition = "Som det står."
unit_of_measure = "{unit_of_measure}"
decimals = {decimals}
kind = "{kind}"
direction = "none"
periodicity = "{periodicity}"
source = "Plan 2019"
{more}
"""
ACCOUNT = """
[[accounts]]
code = "{code}"
name = "{name}"
role = "{role}"
"""


def unit(code: str, name: str, parent: str = "", aliases: str = "") -> str:
    """Return a unit of a plan file; `aliases` are written as in the file."""
    above = f'parent = "{parent}"' if parent else ""
    return UNIT.format(code=code, name=name, parent=above, aliases=aliases)


def indicator(
    code: str,
    name: str,
    *,
    unit_of_measure: str = "antal",
    kind: str = "stock",
    periodicity: str = "month",
    aliases: str = "",
    more: str = "",
) -> str:
    """Return an indicator of a plan file."""
    return INDICATOR.format(
        code=code, name=name, unit_of_measure=unit_of_measure, kind=kind, periodicity=periodicity,
        aliases=aliases, more=more, decimals=1 if unit_of_measure == "%" else 0,
    )  # fmt: skip


def account(code: str, name: str, role: str) -> str:
    """Return an account of a plan file."""
    return ACCOUNT.format(code=code, name=name, role=role)


def plan_of(*parts: str, code: str = "lilla", name: str = "Lilla kommun", title: str = "Plan 2019") -> str:
    """Return a plan file of units, indicators and accounts."""
    order = [part for noun in ("units", "indicators", "accounts") for part in parts if f"[[{noun}]]" in part]
    return HEAD.format(code=code, name=name, title=title) + "".join(order)


def office(engine: Engine, folder: Path, written: str) -> int:
    """Load a plan file, and return the organisation's number."""
    path = folder / "plan.toml"
    path.write_text(written, encoding="utf-8")
    load_plan_file(engine, path, lambda _: None)
    with engine.connect() as connection:
        return organisation_id_of(connection, tomllib.loads(written)["organisation"]["code"])


def sheets_of(text: str, name: str = "fil.csv") -> list[Sheet]:
    """Return the sheets of a text file."""
    return read_sheets(text.encode(), name)
