"""Reports that are kept, and what audiences have been given: each a word that stands as it was."""

from dataclasses import replace
from datetime import date

import pytest
from reports_made import a_report
from sqlalchemy import Engine
from store_office import Office, count_of

from data.as_of import as_it_looked
from data.locks import lock_period, open_lock
from data.models import Import, KeptReport, Publication
from data.models.base import now
from data.queries_reports import Kept, kept_report, patterns, published
from data.recording import RecordingError
from data.recording_reports import keep_report, record_publication, remember_patterns
from metrics.documents.model import Report
from metrics.vocabulary import Lens, ReportKind

CELLS = {"placerade": {"norr": {"2026-11": 12.0, "2026-12": None}}}


def keep(office: Office, report: Report, over: int, role: str = "Controller") -> int:
    unit = office.ids["norr"]
    return keep_report(
        office.engine, organisation_id=office.organisation, unit_id=unit, report=report, role=role, over=over
    )


def kept(office: Office, lens: Lens = Lens.INTERN, engine: Engine | None = None) -> Kept | None:
    return kept_report(engine or office.engine, office.ids["norr"], ReportKind.MONTH, "2026-12", lens)


def publish(office: Office, cells: dict, lens: Lens = Lens.PUBLIC) -> bool:
    return record_publication(
        office.engine,
        organisation_id=office.organisation,
        lens=lens,
        period="2026-12",
        cells=cells,
        role="Chef",
    )


def lock(office: Office, unit: str | None = None) -> int:
    facts = {"period": "2026-12", "reason": "Till nämnden", "role": "Controller"}
    number = office.ids[unit] if unit else None
    owned = {"organisation_id": office.organisation, "unit_id": number}
    return lock_period(office.engine, **owned, **facts, today=date(2027, 1, 15))


def test_a_kept_report_comes_back_as_it_was_with_charts_gaps_and_days(office):
    report = a_report()
    assert keep(office, report, over=0) == 1
    found = kept(office)
    assert (found.report, found.revision, found.role) == (report, 1, "Controller")


def test_the_newest_word_is_the_report_and_the_earlier_ones_stand(office):
    keep(office, a_report(), over=0)
    between = now()
    assert keep(office, replace(a_report(), lead="Nytt."), over=1) == 2
    assert kept(office).report.lead == "Nytt."
    assert kept(office, engine=as_it_looked(office.engine, between)).report.lead == a_report().lead


@pytest.mark.parametrize(("over", "stands"), [(0, 1), (2, 1)])
def test_who_has_seen_another_revision_than_the_newest_is_refused(office, over, stands):
    keep(office, a_report(), over=0)
    entries = count_of(office.engine, Import)
    with pytest.raises(RecordingError, match="har just sparats av någon annan"):
        keep(office, replace(a_report(), lead="Nytt."), over=over)
    assert kept(office).revision == stands
    assert count_of(office.engine, Import) == entries


@pytest.mark.parametrize("unit", [None, "norr", "rot"])
def test_a_locked_period_takes_no_report_and_says_the_way_on(office, unit):
    lock_id = lock(office, unit)
    with pytest.raises(RecordingError, match="Öppna låset på sidan Lås"):
        keep(office, a_report(), over=0)
    assert count_of(office.engine, KeptReport) == 0
    open_lock(office.engine, lock_id=lock_id, reason="Fel underlag", role="Controller")
    assert keep(office, a_report(), over=0) == 1


def test_another_units_lock_closes_nothing_here(office):
    lock(office, "soder")
    assert keep(office, a_report(), over=0) == 1


def test_reports_for_different_audiences_are_different_reports(office):
    keep(office, a_report(), over=0)
    keep(office, a_report(lens=Lens.PUBLIC), over=0)
    assert (kept(office).report.lens, kept(office, Lens.PUBLIC).report.lens) == (Lens.INTERN, Lens.PUBLIC)
    assert kept(office, Lens.BOARD) is None


def test_another_organisations_unit_takes_no_report(office, neighbour):
    with pytest.raises(RecordingError):
        keep_report(
            office.engine,
            organisation_id=office.organisation,
            unit_id=neighbour.ids["norr"],
            report=a_report(),
            role="Controller",
            over=0,
        )
    assert count_of(office.engine, KeptReport) == 0


@pytest.mark.parametrize("role", ["", "  "])
def test_a_report_needs_a_role(office, role):
    with pytest.raises(RecordingError):
        keep(office, a_report(), over=0, role=role)
    assert count_of(office.engine, KeptReport) == 0


def test_what_an_audience_has_been_given_is_written_once_and_the_hidden_is_told_apart(office):
    assert publish(office, CELLS)
    assert not publish(office, CELLS)
    assert publish(office, CELLS, Lens.BOARD)
    assert publish(office, {**CELLS, "nki": {"norr": {"2026": 75.0}}})
    assert count_of(office.engine, Publication) == 3
    assert published(office.engine, office.organisation)[0] == CELLS


def test_what_has_been_read_is_known_also_where_the_store_is_looked_back_at(office, neighbour):
    before = now()
    publish(office, CELLS)
    assert published(as_it_looked(office.engine, before), office.organisation) == (CELLS,)
    assert published(office.engine, neighbour.organisation) == ()


def test_patterns_are_remembered_for_the_organisation_they_were_found_for(office, neighbour):
    found = {b"\x00one": (True, False), b"none is safe": ()}
    remember_patterns(office.engine, office.organisation, found)
    remember_patterns(office.engine, office.organisation, {})
    assert patterns(office.engine, office.organisation) == found
    assert patterns(neighbour.engine, neighbour.organisation) == {}


def test_of_two_who_remember_a_pattern_for_one_table_the_first_stays(office):
    remember_patterns(office.engine, office.organisation, {b"one": (True,)})
    remember_patterns(office.engine, office.organisation, {b"two": (True,), b"one": (False,)})
    assert patterns(office.engine, office.organisation) == {b"one": (True,), b"two": (True,)}


def test_nothing_is_kept_by_an_engine_that_looks_back(office):
    bound = as_it_looked(office.engine, now())
    with pytest.raises(RecordingError):
        remember_patterns(bound, office.organisation, {b"one": (True,)})
    with pytest.raises(RecordingError):
        keep_report(
            bound,
            organisation_id=office.organisation,
            unit_id=office.ids["norr"],
            report=a_report(),
            role="Controller",
            over=0,
        )
