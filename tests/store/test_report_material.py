"""What a report is made of: the pages' figures, and for an audience nothing that is the office's own."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import money_office
import pytest
from money_office import correct_days, numbers
from sqlalchemy import Engine

from data import offices, queries_reports
from data.as_of import as_it_looked
from data.kept_away import of_small_units
from data.locks import lock_period
from data.models.base import now
from data.outward import publish, shown_cells, veiled
from data.period_report import standing_report
from data.recording_comments import record_comment
from data.recording_money import record_note
from data.recording_reports import keep_report
from data.report_material import Asked, material_of
from metrics.disclosure import Policy
from metrics.documents.changed import changed_figures
from metrics.documents.material import Material
from metrics.documents.report import report_of
from metrics.office import Office
from metrics.periods import Period
from metrics.veil import Veil
from metrics.vocabulary import Area, Lens, ReportKind, SectionKind

DAY = date(2026, 11, 28)
AUGUST = Period.parse("2026-08")
WORDS = "Ingen placering har avslutats i tid."


@pytest.fixture
def store(tmp_path: Path) -> Any:
    """The small office with money, in a store of one's own."""
    _, engine = money_office.money_store(tmp_path)
    yield engine
    engine.dispose()


def office_of(engine: Engine, code: str = "provkommun", lens: Lens = Lens.INTERN) -> Office:
    whole = offices.office_of(engine, code)
    return replace(whole, veil=Veil(lens, 5)) if lens.is_outward else whole


def material(
    engine: Engine, office: Office, period: Period = AUGUST, codes: tuple[str, ...] | None = None
) -> Material:
    asked = Asked(office.places[0].id, period, DAY, codes)
    return material_of(engine, office, asked, of_small_units(engine, office.id))


def told(found: Material, kind: ReportKind = ReportKind.MONTH) -> str:
    return repr(report_of(found, kind))


def comment(store: Engine) -> None:
    units, accounts = numbers(store)
    place = {"organisation_id": 1, "unit_id": units["barn"]}
    given = {"period": "2026-08", "analysis": WORDS, "planned": "Möte varje vecka.", "role": "Enhetschef"}
    record_comment(store, indicator_id=1, given=given, revision=0, **place)
    note = {"period": "2026-08", "text": "Dyrare dygn.", "role": "Enhetschef"}
    record_note(store, account_id=accounts["hvb"], **note, **place)


def test_comments_stand_with_the_figure_in_a_part_of_their_own_and_with_the_money(store):
    comment(store)
    found = material(store, office_of(store))
    (said,) = found.said
    assert (said.indicator, said.unit, said.analysis) == ("Vårddygn i HVB", "Barnenheten", WORDS)
    (item,) = report_of(found, ReportKind.MONTH).items
    assert WORDS in item.comments[0]
    assert [each.text for each in found.money_said] == ["Dyrare dygn."]


def test_a_comment_on_another_month_is_not_told(store):
    comment(store)
    assert not material(store, office_of(store), Period.parse("2026-07")).said


def test_a_tertial_has_the_comments_of_its_months(store):
    comment(store)
    assert len(material(store, office_of(store), Period.parse("2026-T2")).said) == 1


@pytest.mark.parametrize("lens", [Lens.BOARD, Lens.PUBLIC])
def test_an_audience_is_told_nothing_that_is_the_offices_own(store, lens):
    comment(store)
    found = material(store, office_of(store, lens=lens))
    assert not found.said
    assert not found.money_said
    for words in (WORDS, "Dyrare dygn.", "Möte varje vecka."):
        assert words in told(material(store, office_of(store)))
        assert words not in told(found)
    assert SectionKind.COMMENTS not in {each.kind for each in report_of(found, ReportKind.MONTH).sections}


def test_an_area_that_is_hidden_is_in_no_part(store):
    whole = offices.office_of(store, "provkommun")
    hidden = replace(whole, veil=Veil(Lens.PUBLIC, 5, areas=frozenset({Area.STAFF, Area.ECONOMY})))
    found = material(store, hidden)
    assert not found.followed
    assert found.economy is None
    assert "Vårddygn" not in told(found)


def test_a_hidden_figure_is_nowhere_in_an_audiences_report(store):
    correct_days(store, 77.0)
    whole = offices.office_of(store, "provkommun")
    every = {(1, place.id, code) for place in whole.places for code in ("2026-08", "2026-T2", "2026")}
    assert "77,0" in told(material(store, whole))
    found = material(store, replace(whole, veil=Veil(Lens.PUBLIC, 5, frozenset(every))))
    assert "77" not in told(found).replace("2077", "")
    assert found.followed[0].item.value.text == ".."
    (explained,) = [each for each in report_of(found, ReportKind.MONTH).explanations if ".." in each]
    assert explained


def test_activities_tell_an_audience_names_states_and_days_alone(everything_to_read):
    inside = material(
        everything_to_read, office_of(everything_to_read, "exempelstad"), Period.parse("2026-10")
    )
    outside = material(
        everything_to_read, office_of(everything_to_read, "exempelstad", Lens.BOARD), Period.parse("2026-10")
    )
    tables = [
        next(
            each
            for each in report_of(found, ReportKind.MONTH).sections
            if each.kind == SectionKind.ACTIVITIES
        )
        for found in (inside, outside)
    ]
    assert [table.tables[0].headings[4:] for table in tables] == [("Ansvarig", "Senast berättat"), ()]
    assert "Säkerhetsgranskningen fann brister" in repr(tables[0])
    assert "Säkerhetsgranskningen fann brister" not in repr(tables[1])
    assert [row[:4] for row in tables[0].tables[0].rows] == list(tables[1].tables[0].rows)


def test_a_year_tells_the_goals_and_the_year_before(everything_to_read):
    found = material(everything_to_read, office_of(everything_to_read, "timra"), Period.parse("2017"))
    report = report_of(found, ReportKind.YEAR)
    (targets,) = [each for each in report.sections if each.kind == SectionKind.TARGETS]
    assert targets.tables[0].headings[1:3] == ("2016", "2017")
    first = targets.tables[0].rows[0]
    assert [cell.text for cell in first[:3]] == ["Antal familjehemsplacerade barn och unga", "25", "28"]
    assert "Redovisat 2016" in repr(report)


def test_a_plan_that_did_not_hold_in_the_period_is_not_its_plan(everything_to_read):
    exempelstad = office_of(everything_to_read, "exempelstad")
    assert material(everything_to_read, exempelstad, Period.parse("2026-10")).plan is not None
    assert material(everything_to_read, exempelstad, Period.parse("2024")).plan is None


def test_an_excerpt_has_its_indicators_and_neither_plan_nor_money(everything_to_read):
    exempelstad = office_of(everything_to_read, "exempelstad")
    found = material(everything_to_read, exempelstad, Period.parse("2026-10"), ("sjukfranvaro", "nki"))
    assert {each.item.code for each in found.followed} == {"sjukfranvaro", "nki"}
    assert found.plan is None
    assert found.economy is None


def test_a_locked_period_has_the_report_that_was_kept_by_then_and_its_figures(store):
    office = office_of(store)
    unit = office.places[0].id
    asked = {"unit_id": unit, "kind": ReportKind.MONTH, "period": AUGUST, "lens": Lens.INTERN}
    first = report_of(material(store, office), ReportKind.MONTH)
    keep_report(store, organisation_id=1, unit_id=unit, report=first, role="Controller", over=0)
    facts = {"period": "2026-08", "reason": "Till nämnden", "role": "Controller"}
    lock_period(store, organisation_id=1, unit_id=None, today=DAY, **facts)
    correct_days(store, 120.0)
    standing = standing_report(store, office, **asked)
    assert standing.lock is not None
    assert standing.kept.report == first
    assert standing.as_of.startswith("Siffrorna är de som gällde när perioden låstes den ")
    seen = as_it_looked(store, standing.lock.locked_at)
    as_locked = report_of(material(seen, office_of(seen)), ReportKind.MONTH)
    assert not changed_figures(first, as_locked)
    (change,) = changed_figures(first, report_of(material(store, office_of(store)), ReportKind.MONTH))
    assert change.words.replace("\u00a0", " ") == "Vårddygn i HVB: 100,0 dygn i rapporten, 120,0 dygn nu"


def test_what_an_audience_is_shown_is_every_unit_up_to_the_period_and_the_hidden_as_nothing(store):
    whole = offices.office_of(store, "provkommun")
    barn = whole.place("barn").id
    hidden = frozenset({(1, barn, "2026-07")})
    veil = replace(whole, veil=Veil(Lens.PUBLIC, 5, hidden))
    cells = shown_cells(store, veil, AUGUST)["hvb-dygn"]
    assert cells["barn"]["2026-07"] is None
    assert cells["barn"]["2026-08"] == 100
    assert cells["kontoret"]["2026-08"] == 100
    assert cells["barn"]["2026-T2"] == 400
    assert "2026-09" not in cells["barn"]
    assert "2026" not in cells["barn"]


def test_the_office_itself_is_no_audience_and_nothing_is_written_down(store):
    whole = offices.office_of(store, "provkommun")
    assert veiled(whole, store, Lens.INTERN, Policy(), now=store) is whole
    assert not publish(store, store, whole, until=AUGUST, role="Controller")
    assert queries_reports.published(store, 1) == ()


def test_what_is_kept_away_today_was_no_more_to_be_shown_earlier(store):
    before = as_it_looked(store, now())
    for month in range(1, 9):
        correct_days(store, 3.0, f"2026-{month:02d}")
    whole = offices.office_of(before, "provkommun", counted_by=store)
    alone = veiled(whole, before, Lens.PUBLIC, Policy(), now=before)
    both = veiled(whole, before, Lens.PUBLIC, Policy(), now=store)
    assert not alone.veil.hidden
    assert (1, whole.place("barn").id, "2026-08") in both.veil.hidden
