"""`python -m data import FILE --organisation NAME`, and `python -m data undo NUMBER`.

The exit status is 0 only if nothing was refused: 1 for any error, open question or warning that isn't
accepted, also where the rest was let in, and for a file or an organisation that isn't there; 2 for a command
that is written wrongly.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from data import queries, queries_imports
from data.files.content_hash import hash_of
from data.files.reading import LARGEST_BYTES, read_sheets
from data.files.sheet import FileError
from data.imports.answers.given import is_writable
from data.imports.answers.memory import answers_in, memory_of
from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.facts import Asked, Finding, Layout
from data.imports.reading import read_import
from data.imports.told import as_plain, told
from data.imports.undoing import undo_import
from data.recording import RecordingError
from data.settings import SettingError
from data.store import StoreError, is_current, open_store
from data.unwritten import why_unwritten
from metrics.reporting.words import figures_word
from metrics.vocabulary import FindingLevel

NAME, UNDO = "import", "undo"
QUIET_SECONDS = 2.0
FULL = "Ingenting har sparats: {}."

NO_FILE = "{} är ingen vanlig fil. Spara siffrorna i en fil på disken och läs in den. Ingenting har sparats."


class ImportStoppedError(Exception):
    """Something that stops the whole command; the text says why and what to do."""

    def __init__(self, message: str, rule: str) -> None:
        self.rule = rule
        super().__init__(message)


@dataclass(frozen=True)
class Outcome:
    """What became of a file: what was read of it (None if it couldn't be), and whether it was let in."""

    draft: Draft | None
    committed: bool
    import_id: int | None = None
    stopped: Finding | None = None


def add_import(commands: Any) -> None:
    """Add the two commands and their options to the parser of commands."""
    parser = commands.add_parser(NAME, help="läs in siffror ur en fil")
    parser.add_argument(
        "file", type=Path, metavar="FIL", help="filen: .xlsx, .xls, .ods, .csv, .tsv eller .txt"
    )
    parser.add_argument("--organisation", required=True, metavar="NAMN", help="verksamhetens namn eller kod")
    parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, och skriv inget")
    parser.add_argument(
        "--layout",
        metavar="NAMN|FIL.json",
        help="en sparad layout, svar i en JSON-fil (fråga till svar), eller ordet för en form, som long",
    )
    parser.add_argument(
        "--answer", action="append", default=[], type=_answer, metavar="FRÅGA=SVAR", help="svar på en fråga"
    )
    parser.add_argument(
        "--forget", action="store_true", help="läs filen utan svaren från förra gången, och fråga på nytt"
    )
    parser.add_argument("--accept", default="", metavar="SKÄL", help="godta varningarna, av det här skälet")
    parser.add_argument("--lock-reason", default="", metavar="SKÄL", help="skäl att ändra en låst period")
    parser.add_argument(
        "--role", default="controller", metavar="ROLL", help="i vilken roll (förval controller)"
    )
    parser.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
    undo = commands.add_parser(UNDO, help="ångra en inläsning: det som gällde före gäller igen")
    undo.add_argument("number", type=int, metavar="NUMMER", help="inläsningens nummer")
    undo.add_argument("--role", required=True, metavar="ROLL", help="i vilken roll")
    undo.add_argument("--reason", required=True, metavar="SKÄL", help="varför")


def import_file(chosen: argparse.Namespace, today: date) -> int:
    """Read a file, tell what it changes, and let it in. Return the exit status."""
    outcome = _outcome(chosen, today)
    if chosen.json:
        plain = as_plain(outcome.draft, outcome.stopped, committed=outcome.committed)
        sys.stdout.write(f"{json.dumps(plain, ensure_ascii=False, allow_nan=False)}\n")
        if outcome.import_id is not None:
            sys.stderr.write(f"Inläst, som inläsning {outcome.import_id}.\n")
    elif outcome.draft is not None:
        lines = told(
            outcome.draft, committed=outcome.committed, number=outcome.import_id, dry_run=chosen.dry_run
        )
        sys.stdout.writelines(f"{line}\n" for line in lines)
    if outcome.stopped:
        sys.stderr.write(f"{outcome.stopped.message}\n")
    whole = outcome.draft is not None and outcome.draft.is_whole(chosen.accept.strip())
    return 0 if whole and outcome.stopped is None else 1


def undo(chosen: argparse.Namespace) -> int:
    """Undo an import, and tell what was taken back. Return the exit status."""
    try:
        engine = _opened()
        try:
            undone = undo_import(engine, chosen.number, role=chosen.role, reason=chosen.reason)
        finally:
            engine.dispose()
    except (ImportStoppedError, RecordingError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except DBAPIError as error:
        sys.stderr.write(f"{FULL.format(why_unwritten(error))}\n")
        return 1
    sys.stdout.write(
        f"Ångrade inläsning {chosen.number}: {figures_word(undone.restored)} har sitt förra värde igen, "
        f"{undone.emptied} är {'tom' if undone.emptied == 1 else 'tomma'} igen, {undone.left} var "
        f"{'rättad' if undone.left == 1 else 'rättade'} sedan dess och står kvar.\n"
    )
    return 0


def _outcome(chosen: argparse.Namespace, today: date) -> Outcome:
    """Return what became of the file; nothing that goes wrong is raised."""
    draft = None
    try:
        engine = _opened()
        try:
            content = _content(chosen.file)
            draft = _read(engine, chosen, content, today)
            if chosen.dry_run or draft.questions:
                return Outcome(draft, committed=False)
            # a connection that is kept writes happily to a file that has been deleted or replaced meanwhile
            engine.dispose()
            engine = _opened()
            return _let_in(engine, draft, chosen, hash_of(content))
        finally:
            engine.dispose()
    except (ImportStoppedError, FileError, RecordingError) as error:
        rule = (
            error.rule if isinstance(error, ImportStoppedError) else "file" if draft is None else "recording"
        )
        return Outcome(draft, committed=False, stopped=_stopped(str(error), rule))
    except DBAPIError as error:
        return Outcome(draft, committed=False, stopped=_stopped(FULL.format(why_unwritten(error)), "store"))
    except MemoryError:
        text = "Filen är för stor för datorns minne. Dela upp den. Ingenting har sparats."
        return Outcome(draft, committed=False, stopped=_stopped(text, "file"))


def _stopped(message: str, rule: str) -> Finding:
    return Finding(FindingLevel.ERROR, "", rule, message)


def _opened() -> Engine:
    try:
        engine = open_store()
    except (StoreError, SettingError) as error:
        raise ImportStoppedError(str(error), "store") from error
    if not is_current(engine):
        engine.dispose()
        told = (
            "Databasen är inte skapad, hör till en annan version eller kan inte öppnas. "
            "Kör `python -m data init`, eller kontrollera att filen och mappen får läsas och skrivas."
        )
        raise ImportStoppedError(told, "store")
    return engine


def _read(engine: Engine, chosen: argparse.Namespace, content: bytes, today: date) -> Draft:
    found = queries_imports.organisation_named(engine, chosen.organisation)
    if found is None:
        raise ImportStoppedError(_unknown(engine, chosen.organisation), "organisation")
    organisation_id = int(found.id)
    answers = _answers(engine, organisation_id, chosen)
    name = _name(chosen.file)
    sheets = read_sheets(content, name)
    return read_import(
        engine,
        organisation_id,
        sheets,
        answers=answers,
        today=today,
        content_hash=hash_of(content),
        file_name=name,
        remembered=not chosen.forget,
        progress=_progress(chosen),
    )


def _let_in(engine: Engine, draft: Draft, chosen: argparse.Namespace, content_hash: str) -> Outcome:
    done = commit(
        engine,
        draft,
        role=chosen.role,
        source=_name(chosen.file),
        content_hash=content_hash,
        accepted=chosen.accept.strip(),
        lock_reason=chosen.lock_reason.strip(),
        progress=_progress(chosen),
    )
    return Outcome(draft, committed=_is_let_in(draft, chosen), import_id=done.import_id)


def _is_let_in(draft: Draft, chosen: argparse.Namespace) -> bool:
    """Tell whether anything of the file stands in the store now; it may have stood there before."""
    counts = draft.counts()
    return bool(len(draft.letting_in(chosen.accept.strip())) or counts["same"])


def _content(path: Path) -> bytes:
    """Return what stands in a file, of one that is too large only so much that it can be told."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ImportStoppedError(NO_FILE.format(_name(path)), "file")
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        why = {
            FileNotFoundError: "den finns inte",
            IsADirectoryError: "det är en mapp",
            PermissionError: "du får inte läsa den",
        }.get(type(error), str(error.strerror))
        raise ImportStoppedError(
            f"{_name(path)} kan inte läsas: {why}. Ingenting har sparats.", "file"
        ) from error


def _name(path: Path) -> str:
    """Return a file's name as text; on Linux it may be bytes that are none."""
    return path.name.encode("utf-8", "replace").decode()


def _answers(engine: Engine, organisation_id: int, chosen: argparse.Namespace) -> Mapping[str, str]:
    """Return the answers that were given: those of the layout, and then each by itself."""
    return {**_layout_answers(engine, organisation_id, chosen.layout), **dict(chosen.answer)}


def _layout_answers(engine: Engine, organisation_id: int, layout: str | None) -> dict[str, str]:
    if not layout:
        return {}
    if layout in set(Layout):
        return {f"{Asked.LAYOUT.value}:": layout}
    if layout.casefold().endswith(".json"):
        try:
            return answers_in(Path(layout).read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise ImportStoppedError(f"{layout} kan inte läsas: {error.strerror}.", "layout") from error
        except ValueError as error:
            told = (
                f"{layout} kan inte användas som layout: den ska vara ett JSON-objekt från fråga till svar."
            )
            raise ImportStoppedError(told, "layout") from error
    named = memory_of(engine, organisation_id).named(layout)
    if named is None:
        raise ImportStoppedError(f"Ingen sparad layout heter «{layout}».", "layout")
    return named


def _unknown(engine: Engine, name: str) -> str:
    known = queries.organisations(engine)["code"].tolist()
    offered = f"Välj bland {', '.join(known)}." if known else "Ingen är inläst än: kör `python -m data init`."
    return f"Verksamheten «{name}» finns inte i databasen. {offered}"


def _answer(text: str) -> tuple[str, str]:
    question, sign, answer = text.partition("=")
    if not sign or ":" not in question or not answer.strip() or not is_writable(text):
        shown = text.encode("utf-8", "replace").decode()
        raise argparse.ArgumentTypeError(f"«{shown}» är inget svar. Skriv FRÅGA=SVAR, som unit:Nord=norr.")
    return question, answer.strip()


def _progress(chosen: argparse.Namespace) -> Callable[[str, float], None] | None:
    """Return what tells how far it has come, once it has taken a while; nothing where JSON is wanted."""
    if chosen.json:
        return None
    begun = time.monotonic()

    def tell(what: str, share: float) -> None:
        if time.monotonic() - begun > QUIET_SECONDS:
            sys.stderr.write(f"{what} ({share:.0%})\n")

    return tell
