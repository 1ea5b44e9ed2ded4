"""How far the reporting has come: what is in, what is a draft, what is missing and what is late."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from metrics.office import Place
from metrics.periods import Period
from metrics.reporting.standing import Awaited, Counts, Share, counted, reported, standing
from metrics.reporting.words import (
    awaited_words,
    entry_sentence,
    moment_words,
    ready_words,
    reporting_words,
    saved_words,
    share_words,
)
from metrics.vocabulary import Periodicity

NORTH, SOUTH = Place(10, "norr", "Norr", None, 0), Place(20, "soder", "Söder", None, 0)
OCTOBER = Period.parse("2026-10")
LAST = date(2026, 11, 10)
NAMES = {1: ("Placerade", "Enhetschef"), 2: ("Klagomål", ""), 3: ("I tid", "Kvalitetschef")}
AT = datetime(2026, 11, 5, 14, 5, tzinfo=UTC)


def due(*figures):
    """Figures as unit, indicator, period and the month they are due in."""
    return pd.DataFrame(figures, columns=["unit_id", "indicator_id", "period", "month"])


def known(*figures):
    return pd.DataFrame(figures, columns=["unit_id", "indicator_id", "period", "state"])


def deliveries(*words):
    rows = [(unit, month, state, "Enhetschef", AT) for unit, month, state in words]
    return pd.DataFrame(rows, columns=["unit_id", "period", "state", "role", "recorded_at"])


def counts(expected, figures, words=(), *, today=LAST):
    return counted(reported(expected, figures, deliveries(*words), today=today, days=10), [10, 20])


def seen(expected, figures, words=(), *, today=LAST, months=(OCTOBER,)):
    told = deliveries(*words)
    found = reported(expected, figures, told, today=today, days=10)
    return standing(found, told, [NORTH, SOUTH], NAMES, months)


OF_NORTH = due((10, 1, "2026-10", "2026-10"))


@pytest.mark.parametrize(
    ("state", "delivery", "inside", "drafts", "missing"),
    [
        (None, None, 0, 0, 1),
        ("final", None, 1, 0, 0),
        ("preliminary", None, 0, 1, 0),
        ("preliminary", "draft", 0, 1, 0),
        ("preliminary", "done", 1, 0, 0),
        ("final", "draft", 1, 0, 0),
        ("missing", None, 1, 0, 0),
        ("not_applicable", "done", 1, 0, 0),
        ("confidential", None, 1, 0, 0),
        ("not_yet_reported", "done", 0, 0, 1),
    ],
)
def test_a_figure_is_in_a_draft_or_missing(state, delivery, inside, drafts, missing):
    figures = known((10, 1, "2026-10", state)) if state else known()
    words = [(10, "2026-10", delivery)] if delivery else []
    (unit,) = seen(OF_NORTH, figures, words).units
    assert (unit.inside, unit.drafts, unit.missing) == (inside, drafts, missing)


@pytest.mark.parametrize(("today", "late"), [(date(2026, 11, 10), 0), (date(2026, 11, 11), 1)])
@pytest.mark.parametrize(
    "figures", [known(), known((10, 1, "2026-10", "preliminary"))], ids=["none", "draft"]
)
def test_what_is_not_in_is_late_from_the_day_after_the_last(today, late, figures):
    assert counts(OF_NORTH, figures, [(10, "2026-10", "draft")], today=today).late == late


def test_a_tertial_is_late_by_its_own_end():
    wanted = due((10, 1, "2026-08", "2026-08"), (10, 3, "2026-T2", "2026-08"))
    months = Period.parse("2026-T2").parts(Periodicity.MONTH)
    told = seen(wanted, known((10, 1, "2026-08", "final")), today=date(2026, 9, 11), months=months)
    assert told.units[0].awaited == (Awaited("I tid", Period.parse("2026-T2"), "Kvalitetschef", True),)
    assert told.units[0].shares == (Share(Periodicity.MONTH, 1, 1), Share(Periodicity.TERTIAL, 1, 0))
    assert told.units[0].late == 1
    assert counts(wanted, known(), today=date(2026, 9, 10)).late == 0


def test_the_years_figures_are_late_in_january():
    wanted = due((10, 2, "2026", "2026-12"))
    assert counts(wanted, known(), today=date(2027, 1, 11)).late == 0
    assert counts(wanted, known(), today=date(2027, 1, 12)).late == 1


def test_units_stand_in_tree_order_and_those_with_nothing_to_report_are_left_out():
    wanted = due((20, 1, "2026-10", "2026-10"), (10, 1, "2026-10", "2026-10"))
    assert [unit.place.name for unit in seen(wanted, known()).units] == ["Norr", "Söder"]
    assert [unit.place.name for unit in seen(OF_NORTH, known()).units] == ["Norr"]


def test_the_way_to_the_form_leads_to_the_earliest_month_with_something_missing():
    wanted = due((10, 1, "2026-09", "2026-09"), (10, 1, "2026-10", "2026-10"))
    months = [Period.parse("2026-09"), OCTOBER]
    (unit,) = seen(wanted, known((10, 1, "2026-09", "final")), months=months).units
    assert unit.first_open == OCTOBER


@pytest.mark.parametrize(
    ("figures", "words", "today", "told"),
    [
        ([], [], LAST, "0 av 3 siffror är inne för oktober 2026, 3 saknas; senast den 10 november."),
        (
            [(10, 1, "2026-10", "final"), (10, 2, "2026-10", "preliminary")],
            [(10, "2026-10", "draft")],
            LAST,
            "1 av 3 siffror är inne för oktober 2026, 1 utkast, 1 saknas; senast den 10 november.",
        ),
        (
            [(10, 1, "2026-10", "final"), (10, 2, "2026-10", "missing")],
            [],
            date(2027, 1, 2),
            "2 av 3 siffror är inne för oktober 2026, 1 saknas; sent: "
            "allt skulle vara inne den 10 november 2026.",
        ),
        (
            [(10, number, "2026-10", "final") for number in (1, 2, 3)],
            [(10, "2026-10", "done")],
            LAST,
            "Alla 3 siffror är inne för oktober 2026. Klarmarkerat av Enhetschef den 5 november kl. 14.05.",
        ),
        (
            [
                (10, 1, "2026-10", "final"),
                (10, 2, "2026-10", "final"),
                (10, 3, "2026-10", "not_yet_reported"),
            ],
            [(10, "2026-10", "done")],
            LAST,
            "2 av 3 siffror är inne för oktober 2026, 1 saknas; senast den 10 november. "
            "Klarmarkerat av Enhetschef den 5 november kl. 14.05.",
        ),
    ],
    ids=["nothing yet", "a draft", "after the turn of the year", "all and ready", "ready with one to come"],
)
def test_a_form_opens_with_what_is_missing_and_by_when(figures, words, today, told):
    wanted = due(*((10, number, "2026-10", "2026-10") for number in (1, 2, 3)))
    (unit,) = seen(wanted, known(*figures), words, today=today).units
    assert entry_sentence(unit, OCTOBER, LAST, today) == told


@pytest.mark.parametrize(
    ("saved", "held", "told"),
    [
        (3, [], "Utkastet för oktober 2026 är sparat."),
        (10, ["Placerade", "I tid"], "10 siffror är sparade. 2 är inte sparade: Placerade, I tid."),
        (1, ["Placerade"], "1 siffra är sparad. 1 är inte sparad: Placerade."),
        (1, list("ABCDEFGH"), "1 siffra är sparad. 8 är inte sparade: A, B, C, D, E, F och 2 till."),
    ],
)
def test_a_draft_tells_what_was_saved_and_names_what_was_not(saved, held, told):
    assert saved_words(saved, held, OCTOBER.label) == told


def test_a_unit_that_nothing_is_expected_of_is_told_so():
    assert entry_sentence(None, OCTOBER, LAST, LAST) == "Inga siffror väntas härifrån för oktober 2026."


def test_the_whole_is_told_in_one_line():
    wanted = due(*((10, number, "2026-10", "2026-10") for number in (1, 2, 3)))
    figures = known((10, 1, "2026-10", "final"), (10, 2, "2026-10", "preliminary"))
    told = counts(wanted, figures, [(10, "2026-10", "draft")], today=date(2026, 11, 11))
    assert told == Counts(3, 1, 1, 2)
    assert reporting_words(told) == "1 av 3 siffror inne, 1 utkast, 2 sena"


def test_a_month_is_ready_by_somebody_and_several_are_counted():
    (unit,) = seen(OF_NORTH, known(), [(10, "2026-10", "done")]).units
    assert ready_words(unit, 1, LAST) == "Enhetschef, den 5 november kl. 14.05"
    assert ready_words(unit, 4, LAST) == "1 av 4 månader"


def test_what_is_awaited_is_told_with_its_period_and_its_owner():
    assert awaited_words(Awaited("I tid", Period.parse("2026-T2"), "Kvalitetschef", True)) == (
        "I tid, T2 2026 (Kvalitetschef)"
    )
    assert awaited_words(Awaited("I tid", OCTOBER, "", False)) == "I tid, okt 2026"
    assert share_words(Share(Periodicity.TERTIAL, 4, 3)) == "tertial 3 av 4"


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 11, 10, 9, 3, tzinfo=UTC), "kl. 09.03"),
        (datetime(2026, 11, 3, 14, 5, tzinfo=UTC), "den 3 november kl. 14.05"),
        (datetime(2025, 12, 31, 8, 0, tzinfo=UTC), "den 31 december 2025 kl. 08.00"),
    ],
)
def test_a_moment_is_told_as_near_as_it_is(at, told):
    assert moment_words(at, LAST) == told


def test_nothing_is_late_in_an_office_that_is_no_longer_followed():
    long_after = date(2030, 1, 1)
    asked = {"today": long_after, "days": 10}
    late = reported(OF_NORTH, known(), deliveries(), **asked)
    left = reported(OF_NORTH, known(), deliveries(), **asked, followed=False)
    assert counted(late, [10]) == Counts(1, 0, 0, 1)
    assert counted(left, [10]) == Counts(1, 0, 0, 0)
