"""The commands: `python -m data` and `init`, `load`, `export`, `import`, `undo` or `lead-times`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from data.as_of import office_day
from data.catalogue import load_exempelstad, load_plan_file, load_plans
from data.imports.command import NAME as IMPORT
from data.imports.command import UNDO, add_import, import_file, undo
from data.lead_times.command import NAME, add_lead_times, lead_times
from data.plan_files.command import NAME as EXPORT
from data.plan_files.command import ExportError, add_export, print_plan
from data.plan_files.reading import PlanFileError
from data.plan_files.refusals import UNPROTECT
from data.recording import RecordingError
from data.settings import SettingError
from data.store import StoreError, migrate, open_store


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status."""
    chosen = _parser().parse_args(arguments)
    if chosen.command == NAME:
        return lead_times(chosen, office_day())
    if chosen.command == IMPORT:
        return import_file(chosen, office_day())
    if chosen.command == UNDO:
        return undo(chosen)
    return _in_the_store(chosen)


def _in_the_store(chosen: argparse.Namespace) -> int:
    try:
        engine = open_store()
        try:
            _run(engine, chosen)
        finally:
            engine.dispose()
    except (SettingError, StoreError, PlanFileError, ExportError, RecordingError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except DBAPIError as error:
        sys.stderr.write(
            f"Databasen tog inte emot det som skulle skrivas: {error.orig}. Inget av det har sparats. "
            "Skriver någon annan just nu, vänta och kör igen; annars kontrollera att filen får skrivas.\n"
        )
        return 1
    return 0


def _run(engine: Engine, chosen: argparse.Namespace) -> None:
    migrate(engine)
    if chosen.command == "load":
        load_plan_file(engine, chosen.file, _tell, unprotect=chosen.without_protection)
        return
    if chosen.command == EXPORT:
        print_plan(engine, chosen)
        return
    load_plans(engine, _tell)
    if not chosen.without_exempelstad:
        load_exempelstad(engine, _tell)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="Lägesbilds databas.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="KOMMANDO")
    init = commands.add_parser(
        "init", help="skapa eller uppdatera databasen och läs in planer och Exempelstad"
    )
    init.add_argument("--without-exempelstad", action="store_true", help="läs inte in Exempelstad")
    load = commands.add_parser("load", help="kontrollera och läs in en planfil (TOML)")
    load.add_argument("file", type=Path, metavar="FIL", help="planfilen")
    load.add_argument(
        UNPROTECT,
        action="store_true",
        help="låt filen ta bort skydd mot små antal som en annan plan också har",
    )
    add_export(commands)
    add_import(commands)
    add_lead_times(commands)
    return parser


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
