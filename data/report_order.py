"""A report that is ordered without a screen: found in the store, veiled for whom it is, and written down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from data import offices, queries
from data.as_of import as_it_looked
from data.kept_away import of_small_units
from data.outward import policy_of, publish, veiled
from data.period_report import Standing, standing_report
from data.report_material import Asked, material_of
from data.settings import Settings
from data.store import StoreError, is_current, open_store
from metrics.change_words import day_words
from metrics.documents.material import KIND_OF
from metrics.documents.model import Report
from metrics.documents.report import report_of
from metrics.documents.words import AUDIENCE, LENS
from metrics.office import Office, Place
from metrics.periods import Period
from metrics.vocabulary import Lens, ReportKind
from metrics.words import listed

ROLE = "schemalagd rapport"
Tell = Callable[[str], None]
"""What is told of how far it has come."""


class OrderError(Exception):
    """An order that can't be filled; the text says why and what to do, in Swedish."""


@dataclass(frozen=True)
class Wish:
    """What is ordered, by codes: an empty unit is the whole organisation, no period the latest that ended.

    `draft` asks for a new draft although a report is kept; no `indicators` are all of them.
    """

    organisation: str
    unit: str
    period: Period | None
    kind: ReportKind | None
    lens: Lens
    indicators: tuple[str, ...]
    draft: bool


@dataclass(frozen=True)
class Order:
    """What is to be made, found in the store: of whom, of which period, for whom."""

    office: Office
    place: Place
    period: Period
    kind: ReportKind
    lens: Lens


def ordered_report(settings: Settings, wish: Wish, day: date, tell: Tell) -> tuple[Order, Report]:
    """Return what was ordered and its report, as of a day; an audience's is written down as given out.

    Raises OrderError, StoreError, SettingError or RecordingError, in Swedish; then nothing is handed out.
    """
    engine = open_store(settings.database_url)
    try:
        if not is_current(engine):
            raise OrderError(
                "Databasen är inte skapad, eller hör till en annan version. Kör `python -m data init`."
            )
        order = _order(engine, settings, wish, day)
        tell(f"{order.office.name}, {order.place.name}, {order.period.label}, linsen {LENS[order.lens]}:")
        return order, _report(engine, settings, order, wish, day, tell)
    except DBAPIError as error:
        raise StoreError(
            f"Databasen svarade inte som den ska: {error.orig}. Kontrollera adressen och kör igen."
        ) from error
    finally:
        engine.dispose()


def _order(engine: Engine, settings: Settings, wish: Wish, day: date) -> Order:
    """Find in the store what the command names; raises OrderError for what isn't there."""
    known = queries.organisations(engine)["code"].tolist()
    if wish.organisation not in known:
        raise OrderError(_none("verksamheten", wish.organisation, known))
    office = offices.office_of(engine, wish.organisation)
    place = office.place(wish.unit) if wish.unit else office.places[0]
    if place is None:
        raise OrderError(_none("enheten", wish.unit, [each.code for each in office.places]))
    kind = _kind(wish)
    period = _period(office, wish.period, kind, day)
    codes = {subject.code for subject in office.subjects}
    unknown = [code for code in wish.indicators if code not in codes]
    if unknown:
        raise OrderError(_none("indikatorn", unknown[0], sorted(codes)))
    return Order(
        office, place, period, kind or KIND_OF[period.periodicity], wish.lens.at_least(settings.least_lens)
    )


def _kind(wish: Wish) -> ReportKind | None:
    """Return the kind asked for, None where the period decides; some indicators alone are a selection."""
    if not wish.indicators:
        return wish.kind
    if wish.kind not in (None, ReportKind.SELECTION):
        raise OrderError("Valda indikatorer blir ett utdrag. Utelämna --kind eller --indicators.")
    return ReportKind.SELECTION


def _period(office: Office, asked: Period | None, kind: ReportKind | None, day: date) -> Period:
    """Return the period asked for, else the latest that has ended and that the kind of report is made of."""
    if asked is not None and asked not in office.periods:
        raise OrderError(_none("perioden", asked.code, [each.code for each in office.periods]))
    if asked is not None:
        if kind not in (None, ReportKind.SELECTION, KIND_OF[asked.periodicity]):
            raise OrderError(
                f"{asked.code} är ingen period för den sortens rapport. Utelämna --kind eller --period."
            )
        return asked
    if kind in (None, ReportKind.SELECTION):
        latest = office.latest_closed(day)
    else:
        fitting = (each for each in office.periods if KIND_OF[each.periodicity] == kind and each.last < day)
        latest = next(fitting, None)
    if latest is None:
        raise OrderError(f"{office.name} har ingen avslutad period av det slaget.")
    return latest


def _report(engine: Engine, settings: Settings, order: Order, wish: Wish, day: date, tell: Tell) -> Report:
    """Return the report that stands: the one kept, else as it is drafted of the figures that stand.

    For an audience it is written down, before anything is handed out, what they are given.
    """
    policy = policy_of(settings)
    standing = standing_report(
        engine, order.office, unit_id=order.place.id, kind=order.kind, period=order.period, lens=order.lens
    )
    moment = standing.lock.locked_at if standing.lock else None
    kept_away = of_small_units(engine, order.office.id)
    seen = as_it_looked(engine, moment, kept_away) if moment else engine
    tell("  läser siffrorna …")
    whole = offices.office_of(seen, order.office.code, counted_by=engine)
    office = veiled(whole, seen, order.lens, policy, now=engine)
    if publish(engine, seen, office, until=order.period, role=ROLE):
        tell(f"  skriver upp vad {AUDIENCE[order.lens]} får …")
    if standing.report and not wish.draft and not wish.indicators:
        tell(f"  {_kept_words(standing)}")
        return standing.report
    asked = Asked(
        order.place.id,
        order.period,
        moment.date() if moment else day,
        wish.indicators or None,
    )
    material = material_of(seen, office, asked, kept_away, as_of=standing.as_of)
    return report_of(material, order.kind)


def _kept_words(standing: Standing) -> str:
    assert standing.kept is not None  # only asked of what is kept
    kept = standing.kept
    locked = " (perioden är låst)" if standing.lock else ""
    return f"rapporten som {kept.role} sparade {day_words(kept.kept_at.date())}{locked}"


def _none(noun: str, asked: str, known: Sequence[str]) -> str:
    shown = listed(list(known[:12]))
    rest = f" och {len(known) - 12} till" if len(known) > 12 else ""
    return f"Det finns ingen sådan: {noun} «{asked}». Här finns {shown}{rest}."
