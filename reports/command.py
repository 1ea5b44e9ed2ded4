"""`python -m reports`: a period's report, or some indicators, as files in a folder.

A composition root, as the pages are: it reads the store by `data` and writes by `reports`, and nothing
imports it. What is told goes to standard error: standard output has the names of the finished files alone.
The exit status is 0 when every file was written, 1 when something couldn't be read or made, and 2 for a
command that is written wrongly.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from data import offices, queries
from data.as_of import as_it_looked, office_day
from data.kept_away import of_small_units
from data.outward import publish, veiled
from data.period_report import Standing, standing_report
from data.recording import RecordingError
from data.report_material import Asked, material_of
from data.settings import SettingError, Settings
from data.store import StoreError, is_current, open_store
from data.template_file import INSTEAD, template_bytes
from metrics import disclosure
from metrics.change_words import day_words
from metrics.documents.material import KIND_OF
from metrics.documents.model import Report
from metrics.documents.report import report_of
from metrics.documents.words import AUDIENCE, LENS
from metrics.office import Office, Place
from metrics.periods import Period
from metrics.vocabulary import Lens, ReportKind
from metrics.words import listed
from reports.command_line import parser
from reports.files import FileError, FileKind, report_file, stem_of
from reports.slides import TemplateError, checked_template

ROLE = "schemalagd rapport"


class ReportStoppedError(Exception):
    """Something that stops the command; the text says why and what to do, in Swedish."""


@dataclass(frozen=True)
class Order:
    """What is to be made, found in the store: of whom, of which period, for whom."""

    office: Office
    place: Place
    period: Period
    kind: ReportKind
    lens: Lens


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the files that are asked for; return the exit status."""
    chosen = parser().parse_args(arguments)
    try:
        settings = Settings.from_environment()
        engine = open_store(settings.database_url)
        try:
            return _made(engine, settings, chosen)
        finally:
            engine.dispose()
    except (SettingError, StoreError, ReportStoppedError, RecordingError) as error:
        _tell(str(error))
    except DBAPIError as error:
        _tell(f"Databasen svarade inte som den ska: {error.orig}. Kontrollera adressen och kör igen.")
    except OSError as error:
        _tell(
            f"Filen gick inte att skriva ({error.strerror}): {error.filename}. Välj en annan mapp med --to."
        )
    return 1


def _made(engine: Engine, settings: Settings, chosen: argparse.Namespace) -> int:
    if not is_current(engine):
        raise ReportStoppedError(
            "Databasen är inte skapad, eller hör till en annan version. Kör `python -m data init`."
        )
    day = chosen.day or office_day()
    order = _order(engine, settings, chosen, day)
    _tell(f"{order.office.name}, {order.place.name}, {order.period.label}, linsen {LENS[order.lens]}:")
    template = _template(settings, chosen) if FileKind.POWERPOINT in chosen.files else None
    report = _report(engine, settings, order, chosen, day)
    stem = stem_of(report.kind, order.office.code, order.place.code, order.period.code, order.lens)
    failed = False
    for kind in chosen.files:
        _tell(f"  gör {kind} …")
        try:
            made = report_file(report, kind, stem=stem, made_on=day, template=template)
        except FileError as error:
            _tell(f"  {kind}: {error}")
            failed = True
            continue
        path = _written(chosen.to, made.name, made.data)
        sys.stdout.write(f"{path}\n")
    return 1 if failed else 0


def _order(engine: Engine, settings: Settings, chosen: argparse.Namespace, day: date) -> Order:
    """Find in the store what the command names; raises ReportStoppedError for what isn't there."""
    known = queries.organisations(engine)["code"].tolist()
    if chosen.organisation not in known:
        raise ReportStoppedError(_none("verksamheten", chosen.organisation, known))
    office = offices.office_of(engine, chosen.organisation)
    place = office.place(chosen.unit) if chosen.unit else office.places[0]
    if place is None:
        raise ReportStoppedError(_none("enheten", chosen.unit, [each.code for each in office.places]))
    kind = chosen.kind or (ReportKind.SELECTION if chosen.indicators else None)
    period = _period(office, chosen.period, kind, day)
    codes = {subject.code for subject in office.subjects}
    unknown = [code for code in chosen.indicators if code not in codes]
    if unknown:
        raise ReportStoppedError(_none("indikatorn", unknown[0], sorted(codes)))
    return Order(
        office, place, period, kind or KIND_OF[period.periodicity], chosen.lens.at_least(settings.least_lens)
    )


def _period(office: Office, asked: Period | None, kind: ReportKind | None, day: date) -> Period:
    """Return the period asked for, else the latest that has ended and that the kind of report is made of."""
    if asked is not None and asked not in office.periods:
        raise ReportStoppedError(_none("perioden", asked.code, [each.code for each in office.periods]))
    if asked is not None:
        if kind not in (None, ReportKind.SELECTION, KIND_OF[asked.periodicity]):
            raise ReportStoppedError(
                f"{asked.code} är ingen period för den sortens rapport. Utelämna --kind eller --period."
            )
        return asked
    if kind in (None, ReportKind.SELECTION):
        latest = office.latest_closed(day)
    else:
        fitting = (each for each in office.periods if KIND_OF[each.periodicity] == kind and each.last < day)
        latest = next(fitting, None)
    if latest is None:
        raise ReportStoppedError(f"{office.name} har ingen avslutad period av det slaget.")
    return latest


def _report(
    engine: Engine, settings: Settings, order: Order, chosen: argparse.Namespace, day: date
) -> Report:
    """Return the report that stands: the one kept, else as it is drafted of the figures that stand.

    For an audience it is written down, before anything is handed out, what they are given.
    """
    policy = disclosure.policy_of(settings)
    standing = standing_report(
        engine, order.office, unit_id=order.place.id, kind=order.kind, period=order.period, lens=order.lens
    )
    moment = standing.lock.locked_at if standing.lock else None
    kept_away = of_small_units(engine, order.office.id)
    seen = as_it_looked(engine, moment, kept_away) if moment else engine
    _tell("  läser siffrorna …")
    whole = offices.office_of(seen, order.office.code, counted_by=engine)
    office = veiled(whole, seen, order.lens, policy, now=engine)
    if publish(engine, seen, office, until=order.period, role=ROLE):
        _tell(f"  skriver upp vad {AUDIENCE[order.lens]} får …")
    if standing.report and not chosen.draft and not chosen.indicators:
        _tell(f"  {_kept_words(standing)}")
        return standing.report
    asked = Asked(
        order.place.id,
        order.period,
        moment.date() if moment else day,
        tuple(chosen.indicators) or None,
    )
    material = material_of(seen, office, asked, kept_away, as_of=standing.as_of)
    return report_of(material, order.kind)


def _kept_words(standing: Standing) -> str:
    assert standing.kept is not None  # only asked of what is kept
    kept = standing.kept
    locked = " (perioden är låst)" if standing.lock else ""
    return f"rapporten som {kept.role} sparade {day_words(kept.kept_at.date())}{locked}"


def _template(settings: Settings, chosen: argparse.Namespace) -> bytes | None:
    """Return the template for slides; None, and why, for one that can't be used."""
    try:
        data = Path(chosen.template).read_bytes() if chosen.template else template_bytes(settings)
        if data is not None:
            checked_template(data)
    except OSError as error:
        _tell(f"Mallen {chosen.template} går inte att läsa ({error.strerror}). {INSTEAD}")
        return None
    except (SettingError, TemplateError) as error:
        _tell(f"{error} {INSTEAD}")
        return None
    return data


def _written(folder: Path, name: str, data: bytes) -> Path:
    """Write a file whole or not at all: beside its place first, and then moved to it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def _none(noun: str, asked: str, known: Sequence[str]) -> str:
    shown = listed(list(known[:12]))
    rest = f" och {len(known) - 12} till" if len(known) > 12 else ""
    return f"Det finns ingen sådan: {noun} «{asked}». Här finns {shown}{rest}."


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
