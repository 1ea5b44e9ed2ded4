"""What leaves the office: a veil laid over it for an audience, and what they have been given written down."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import Engine

from data import offices, queries_reports
from data.queries_reports import Cells
from data.recording import RecordingError
from data.recording_reports import record_publication, remember_patterns
from data.settings import Settings
from metrics import disclosure
from metrics.disclosure import Policy
from metrics.hidden_areas import is_kept
from metrics.office import Office
from metrics.periods import Period
from metrics.subjects import Withheld
from metrics.suppression.office_cells import every_series, period_of
from metrics.veil import FigureKey, Veil
from metrics.vocabulary import Lens

DECIDED = "beslutat i verksamheten"
"""In place of the reason of a decision on new limits, which is written for the office alone."""
Find = Callable[[Office, Engine], frozenset[FigureKey]]
"""How the figures of an office that no audience may see are found, as an engine looks at the store."""


def policy_of(settings: Settings) -> Policy:
    """Return the policy that a server is set to."""
    return Policy(settings.threshold, settings.rounding, settings.areas_hidden)


def veiled(
    whole: Office, engine: Engine, lens: Lens, policy: Policy, *, now: Engine, find: Find | None = None
) -> Office:
    """Return an office as an audience may see it; as it is where the lens is the office's own.

    `engine` may look back, `now` is the store as it is: what is kept away today was no more to be shown then.
    `find` is for those who remember what is hidden; without it that is reckoned anew.
    """
    if not lens.is_outward:
        return whole
    found = find or (lambda office, seen: hidden_places(office, seen, policy, now=now))
    hidden = found(whole, engine)
    if engine is not now:
        hidden |= found(offices.office_of(now, whole.code), now)
    return _behind(whole, policy.veil(lens, hidden))


def _behind(whole: Office, veil: Veil) -> Office:
    """Return an office behind a veil: without what has been written for the office alone.

    Of what has happened only what a plan tells is left, and of decisions on new limits that they were made.
    """
    told = whole.chronicle
    chronicle = replace(
        told,
        events=told.events[told.events["role"] == ""],
        rebases=told.rebases.assign(reason=DECIDED, role=""),
    )
    return replace(whole, veil=veil, chronicle=chronicle)


def hidden_places(whole: Office, engine: Engine, policy: Policy, *, now: Engine) -> frozenset[FigureKey]:
    """Return the figures of an office that no audience may see, as an engine looks at the store.

    `now` is the store as it is: there the patterns found are remembered, so that most of them need not be
    sought when a month is added, or by the next server. Where they can't be they are sought again then.
    """
    figures = offices.every_figure(engine, whole)
    told = queries_reports.published(engine, whole.id)
    known = queries_reports.patterns(now, whole.id)
    remembered = frozenset(known)
    hidden = disclosure.hidden_places(
        whole, figures, policy.threshold, told, known=known, rounding=policy.rounding
    )
    with suppress(RecordingError):
        remember_patterns(now, whole.id, {name: known[name] for name in known.keys() - remembered})
    return hidden


def shown_cells(engine: Engine, office: Office, until: Period) -> Cells:
    """Return every figure of an office that its audience is shown, of periods that have ended with one.

    A hidden one is None; one that is missing, and those of an area that isn't shown at all, are left out.
    `office` has a veil.
    """
    units = {place.id: place.code for place in office.places}
    cells: dict[str, dict[str, dict[str, float | None]]] = {}
    for (number, unit), series in every_series(office, offices.every_figure(engine, office)).items():
        subject = office.subject_of(number)
        told = {
            code: figure.value
            for code, figure in series.items()
            if period_of(code).last <= until.last
            and (figure.value is not None or isinstance(figure, Withheld))
        }
        if told and not is_kept(office, number):
            cells.setdefault(subject.code, {})[units[unit]] = told
    return cells


def publish(writer: Engine, engine: Engine, office: Office, *, until: Period, role: str) -> bool:
    """Write down what an audience is given with a report of a period; return whether it was anything new.

    Nothing is written of what the office keeps to itself. `engine` is how the store is looked at, `writer`
    the store as it is. Raises RecordingError where it can't be written: then nothing must leave the office.
    """
    if office.veil is None:
        return False
    cells = shown_cells(engine, office, until)
    return record_publication(
        writer,
        organisation_id=office.id,
        lens=office.veil.lens,
        period=until.code,
        cells=cells,
        role=role,
    )
