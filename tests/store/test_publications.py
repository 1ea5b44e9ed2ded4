"""What has been published: it stays as it was shown, whatever comes later, and Exempelstad under attack."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import money_office
import pandas as pd
import pytest
from money_office import correct_days
from page_attack import Reader, pages_of
from sqlalchemy import Engine, text
from store_office import count_of

from data import offices, queries_reports
from data.models import SuppressionPattern
from data.outward import hidden_places, publish, shown_cells, veiled
from metrics import disclosure
from metrics.disclosure import Policy
from metrics.office import Office
from metrics.periods import Period
from metrics.suppression import steps
from metrics.veil import Veil
from metrics.vocabulary import Lens

POLICY = Policy(5)
AUGUST, SEPTEMBER = Period.parse("2026-08"), Period.parse("2026-09")
CODES = (
    "klagomal-och-synpunkter", "trygg-placering", "avslutade-insatser", "ej-ater-inom-12-manader",
    "ej-ateraktualiserade", "placerade-sis", "nya-sis", "avslutade-sis",
)  # fmt: skip


@pytest.fixture
def small_store(tmp_path: Path) -> Iterator[Engine]:
    """A small office in a store of one's own."""
    _, engine = money_office.money_store(tmp_path)
    yield engine
    engine.dispose()


def hidden(engine: Engine) -> set[tuple[str, str]]:
    """Return what is hidden of the days of care: unit and period."""
    whole = offices.office_of(engine, "provkommun")
    units = {place.id: place.code for place in whole.places}
    subject = whole.subject("hvb-dygn")
    assert subject is not None
    places = hidden_places(whole, engine, POLICY, now=engine)
    return {(units[unit], code) for number, unit, code in places if number == subject.id}


def hand_out(engine: Engine, until: Period = AUGUST, lens: Lens = Lens.BOARD) -> bool:
    whole = offices.office_of(engine, "provkommun")
    seen = veiled(whole, engine, lens, POLICY, now=engine)
    return publish(engine, engine, seen, until=until, role="nämndsekreterare")


def test_a_figure_that_was_published_as_hidden_stays_so_whatever_it_is_corrected_to(small_store):
    assert ("barn", "2026-08") not in hidden(small_store)
    correct_days(small_store, 3.0)
    assert ("barn", "2026-08") in hidden(small_store)
    assert hand_out(small_store)
    correct_days(small_store, 100.0)
    assert ("barn", "2026-08") in hidden(small_store)


def test_one_that_was_hidden_but_never_published_is_shown_when_it_is_corrected(small_store):
    correct_days(small_store, 3.0)
    correct_days(small_store, 100.0)
    assert ("barn", "2026-08") not in hidden(small_store)


def test_a_small_figure_is_hidden_though_a_larger_one_was_published_in_its_place(small_store):
    hand_out(small_store)
    correct_days(small_store, 3.0)
    assert ("barn", "2026-08") in hidden(small_store)


def test_the_next_server_hides_the_same_by_what_the_store_remembers(small_store, monkeypatch):
    correct_days(small_store, 3.0)
    first = hidden(small_store)
    monkeypatch.setattr(steps, "quick_pattern", None)  # nothing can be sought
    assert hidden(small_store) == first


def test_a_memory_that_cannot_be_written_is_done_without(small_store):
    correct_days(small_store, 3.0)
    with small_store.begin() as connection:
        connection.execute(text("CREATE TRIGGER full BEFORE INSERT ON suppression_pattern "
                                "BEGIN SELECT RAISE(ABORT, 'disk full'); END"))  # fmt: skip
    assert ("barn", "2026-08") in hidden(small_store)
    assert count_of(small_store, SuppressionPattern) == 0


def test_a_remembered_pattern_that_cannot_be_the_table_s_is_not_believed(small_store):
    correct_days(small_store, 3.0)
    first = hidden(small_store)
    for pattern in ("0", "replace(pattern, '1', '0')"):
        with small_store.begin() as connection:
            connection.execute(text(f"UPDATE suppression_pattern SET pattern = {pattern}"))  # noqa: S608
        assert hidden(small_store) == first


def test_what_is_handed_out_is_what_is_seen_and_the_same_is_written_once(small_store):
    correct_days(small_store, 3.0)
    assert [hand_out(small_store), hand_out(small_store)] == [True, False]
    (cells,) = queries_reports.published(small_store, 1)
    assert cells["hvb-dygn"]["barn"]["2026-08"] is None
    assert cells["hvb-dygn"]["barn"]["2026-07"] is not None
    assert "2026-09" not in cells["hvb-dygn"]["barn"]


def some_of(engine: Engine, codes: Sequence[str] = CODES) -> tuple[Office, pd.DataFrame]:
    """Return Exempelstad with the figures of some indicators."""
    whole = offices.office_of(engine, "exempelstad")
    kept = tuple(each for each in whole.subjects if each.code in codes)
    figures = offices.every_figure(engine, replace(whole, subjects=kept))
    return replace(whole, subjects=kept), figures[figures["period"] >= "2025-06"]


def groups(office: Office) -> list[set[int]]:
    """Return the indicators by what binds them."""
    numbers = {each.code: each.id for each in office.subjects}
    bound = (CODES[:1], CODES[1:2], CODES[2:5], CODES[5:])
    return [{numbers[code] for code in codes} for codes in bound]


def test_how_long_the_oldest_case_has_waited_is_not_shown_where_few_are_open(everything_to_read):
    codes = ("forhandsbedomning-14-dagar", "forhandsbedomning-aldsta", "forhandsbedomning-oppna")
    office, figures = some_of(everything_to_read, codes)
    _, oldest, cases = sorted(each.id for each in office.subjects)
    assert (office.subject_of(oldest).code, office.subject_of(cases).code) == codes[1:]
    hidden = disclosure.hidden_places(office, figures, 5)
    pages = pages_of(replace(office, veil=POLICY.veil(Lens.BOARD, hidden)), figures)
    open_at = {
        (unit, code): figure.value for (number, unit, code), figure in pages.items() if number == cases
    }
    shown = [
        open_at[unit, code]
        for (number, unit, code), figure in pages.items()
        if number == oldest and figure.value is not None
    ]
    assert shown
    assert all(many is not None and (many == 0 or many >= 5) for many in shown)


def test_exempelstad_under_attack(everything_to_read):
    office, figures = some_of(everything_to_read)
    reader = Reader(office, figures, disclosure.hidden_places(office, figures, 5), 5)
    assert reader.shown_though_small() == []
    assert [reader.exposed(numbers) for numbers in groups(office)] == [[], [], [], []]


def test_exempelstad_after_publication_correction_and_a_new_month(everything_to_read):
    """What September told is known; one of its figures is corrected and October comes."""
    office, figures = some_of(everything_to_read)
    by_then = figures[[Period.parse(code).last <= SEPTEMBER.last for code in figures["period"]]]
    first = disclosure.hidden_places(office, by_then, 5)
    told = _told(office, by_then, first)
    complaints = office.subjects[[each.code for each in office.subjects].index(CODES[0])]
    mine = (figures["indicator_id"] == complaints.id) & (figures["period"] == "2026-09")
    shown = mine & figures["unit_id"].map(lambda unit: (complaints.id, unit, "2026-09") not in first)
    corrected = figures.copy()
    corrected.loc[figures[shown]["value"].idxmax(), "value"] = 2.0
    again = disclosure.hidden_places(office, corrected, 5, [told])
    assert Reader(office, corrected, again, 5, {complaints.id}).exposed() == []
    true = pages_of(office, by_then)
    earlier = {
        place
        for place in first
        if (figure := true.get(place)) and figure.value is not None and len(place[2]) == 7
    }
    months = {place for place in earlier if place[2][5:].isdigit()}
    assert months <= again
    more = {
        place for place in again - first if place in true and place[2] < "2026-09" and place[2][5:].isdigit()
    }
    assert {place for place in more if true[place].value is not None} == set()


def _told(office: Office, figures: pd.DataFrame, places: frozenset[tuple[int, int, str]]) -> dict:
    """Return what September's publication tells."""
    units = {place.id: place.code for place in office.places}
    codes = {each.id: each.code for each in office.subjects}
    behind = replace(office, veil=Veil(Lens.BOARD, 5, places))
    cells: dict = {}
    for (number, unit, code), figure in pages_of(behind, figures).items():
        told = figure.value is not None or (number, unit, code) in places
        if told and office.subject_of(number).recipe is None and Period.parse(code).last <= SEPTEMBER.last:
            cells.setdefault(codes[number], {}).setdefault(units[unit], {})[code] = figure.value
    return cells


def test_what_is_published_of_an_office_is_what_its_pages_show(small_store):
    whole = offices.office_of(small_store, "provkommun")
    correct_days(small_store, 3.0)
    seen = veiled(whole, small_store, Lens.PUBLIC, POLICY, now=small_store)
    cells = shown_cells(small_store, seen, AUGUST)
    shown = pages_of(seen, offices.every_figure(small_store, whole))
    for indicator, by_unit in cells.items():
        for unit, by_period in by_unit.items():
            subject, place = whole.subject(indicator), whole.place(unit)
            assert subject is not None
            assert place is not None
            assert {code: shown[subject.id, place.id, code].value for code in by_period} == by_period
