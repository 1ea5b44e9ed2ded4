"""The command that writes a plan of the store as a plan file: `python -m data export PLANKOD`."""

import argparse
import sys
from typing import Any

from sqlalchemy import Engine

from data.plan_files.export import export_plan
from data.queries_plan_file import plan_codes

NAME = "export"


class ExportError(Exception):
    """A plan that can't be exported, and what to write instead, in Swedish."""


def add_export(commands: Any) -> None:
    """Add the command to those of the store."""
    export = commands.add_parser(NAME, help="skriv ut en plan ur databasen som planfil (TOML)")
    export.add_argument("plan", metavar="PLANKOD", help="planens kod")
    export.add_argument("--organisation", metavar="KOD", default="", help="om flera har en plan med koden")


def print_plan(engine: Engine, chosen: argparse.Namespace) -> None:
    """Print the chosen plan as UTF-8, whatever the screen's own signs. Raises ExportError."""
    written = export_plan(engine, _chosen(engine, chosen.plan, chosen.organisation))
    sys.stdout.flush()
    sys.stdout.buffer.write(written.encode())
    sys.stdout.buffer.flush()


def _chosen(engine: Engine, code: str, organisation: str) -> int:
    with engine.connect() as connection:
        every = plan_codes(connection)
    found = [row for row in every if row.code == code and organisation in ("", row.office)]
    if not found:
        where = f" hos «{organisation}»" if organisation else ""
        there = ", ".join(dict.fromkeys(row.code for row in every)) or "inga"
        raise ExportError(f"Planen «{code}» finns inte{where}. Planer i databasen: {there}.")
    if len(found) > 1:
        offices = ", ".join(row.office for row in found)
        raise ExportError(f"Flera har en plan med koden «{code}»: {offices}. Välj med --organisation KOD.")
    return int(found[0].id)
