"""A plan written as a plan file (TOML), to be kept, changed and loaded again."""

from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w
from pydantic import BaseModel
from sqlalchemy import Engine

from data.plan_files.content import read_plan_content
from data.plan_files.entries import PlanFile

HEADING = """\
# {title}
# Planfil ur Lägesbild för {organisation}, {edition}.
# Ändra i den och läs in den igen: .venv/bin/python -m data load FIL
"""
SIMULATED = "# Simulerade data: organisationen är påhittad.\n"
HEADINGS = {
    "units": "Enheter",
    "objectives": "Mål",
    "indicators": "Indikatorer",
    "activities": "Aktiviteter",
    "follow_ups": "Redovisningar",
    "contradictions": "Motsägelser i dokumentet",
    "events": "Händelser",
    "series": "Tryckta mätvärden",
    "accounts": "Konton",
    "result_tables": "Resultattabeller",
}
WIDEST_LINE = 110


def export_plan(engine: Engine, plan_id: int) -> str:
    """Return a plan of the store as the text of a plan file. Raises LookupError if there is no such plan."""
    return plan_toml(read_plan_content(engine, plan_id))


def plan_toml(content: PlanFile) -> str:
    """Return a plan as the text of a plan file, without empty fields and with the edition it has."""
    blocks = [_heading(content), _table("[organisation]", content.organisation)]
    blocks.append(f"{_table('[plan]', content.plan)}edition = {content.plan.edition}\n")
    for name, heading in HEADINGS.items():
        entries = getattr(content, name)
        if entries:
            blocks.append(f"\n# === {heading} ===\n")
            blocks += [_table(f"[[{name}]]", entry) for entry in entries]
    return "\n".join(blocks)


def _heading(content: PlanFile) -> str:
    times = content.plan.edition
    edition = f"ändrad {times} {'gång' if times == 1 else 'gånger'} på skärmen" if times else "oändrad"
    office = content.organisation
    told = HEADING.format(title=_line(content.plan.title), organisation=_line(office.name), edition=edition)
    return told + (SIMULATED if office.simulated else "")


def _line(text: str) -> str:
    """Return a text as one line: a comment ends where the line does."""
    return " ".join(text.split())


def _table(heading: str, entry: BaseModel) -> str:
    fields = entry.model_dump(exclude_defaults=True)
    fields.pop("edition", None)
    return "\n".join([heading, *_lines(fields), ""])


def _lines(fields: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} = {_written(value)}" for name, value in fields.items())


def _written(value: Any, *, over_lines: bool = True) -> str:
    """Return a value as TOML: a table within an entry on one line, a long list over several."""
    if isinstance(value, Mapping):
        within = (f"{name} = {_written(each, over_lines=False)}" for name, each in value.items())
        return f"{{ {', '.join(within)} }}"
    if isinstance(value, list):
        each = [_written(one, over_lines=False) for one in value]
        line = f"[{', '.join(each)}]"
        if over_lines and len(line) > WIDEST_LINE:
            return "\n".join(["[", *(f"  {one}," for one in each), "]"])
        return line
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tomli_w.dumps({"value": value}).removeprefix("value = ").rstrip("\n")
