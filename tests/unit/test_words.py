"""The Swedish words for the closed lists and for a target."""

import pytest

from metrics import words
from metrics.vocabulary import (
    ActivityStatus,
    Area,
    Direction,
    Kind,
    Periodicity,
    Status,
    TargetKind,
    TargetLevel,
    ValueState,
)
from metrics.words import target_words, told_apart

NAN = float("nan")


@pytest.mark.parametrize(
    ("table", "closed_list"),
    [
        (words.AREA, Area),
        (words.STATUS, Status),
        (words.STATE, ValueState),
        (words.KIND, Kind),
        (words.DIRECTION, Direction),
        (words.PERIODICITY, Periodicity),
        (words.LEVEL, TargetLevel),
        (words.ACTIVITY_STATUS, ActivityStatus),
    ],
)
def test_every_word_of_a_closed_list_has_its_own_swedish_word(table, closed_list):
    assert set(table) == set(closed_list)
    assert len(set(table.values())) == len(closed_list)
    assert not set(table.values()) & ({member.value for member in closed_list} - {"tertial"})


@pytest.mark.parametrize(
    ("kind", "value", "unit", "expected"),
    [
        (TargetKind.AT_LEAST, 84, "%", "minst 84 %"),
        (TargetKind.AT_LEAST, 75, "index", "minst 75"),
        (TargetKind.AT_LEAST, 2400, "uppdrag", "minst 2 400 uppdrag"),
        (TargetKind.AT_MOST, 5.7, "%", "högst 5,7 %"),
        (TargetKind.AT_MOST, 160, "dygn", "högst 160 dygn"),
        (TargetKind.AT_MOST, 1, "månader", "högst 1 månad"),
        (TargetKind.AT_MOST, 0.3, "antal", "högst 0,3"),
        (TargetKind.EXACTLY, 100, "%", "100 %"),
        (TargetKind.EXACTLY, 0, "antal", "0"),
        (TargetKind.INCREASE, NAN, "%", "ska öka"),
        (TargetKind.NOT_DECREASE, None, "%", "ska inte minska"),
        (TargetKind.DECREASE, NAN, "antal", "ska minska"),
        (TargetKind.INCREASE, 5, "%", "ska öka"),
        (TargetKind.ABOVE_REFERENCE, 70, "%", "över jämförelsetalet 70 %"),
        (TargetKind.ABOVE_REFERENCE, NAN, "%", "över jämförelsetalet"),
        (TargetKind.AT_LEAST_REFERENCE, 79.5, "index", "minst jämförelsetalet 79,5"),
        (TargetKind.AT_LEAST_REFERENCE, None, "index", "minst jämförelsetalet"),
        (TargetKind.PLAN, 33, "barn", "plan 33 barn"),
        (TargetKind.PLAN, NAN, "barn", "plan utan siffra"),
        (TargetKind.REPORT_ONLY, NAN, "dygn", "redovisas utan mål"),
        (TargetKind.REPORT_ONLY, 5, "dygn", "redovisas utan mål"),
        (TargetKind.AT_LEAST, NAN, "%", "inte fastställt"),
        (TargetKind.AT_MOST, None, "%", "inte fastställt"),
        (TargetKind.EXACTLY, None, "%", "inte fastställt"),
    ],
)
def test_a_target_in_words(kind, value, unit, expected):
    assert target_words(kind, value, unit).replace("\u00a0", " ") == expected


def test_a_number_and_its_unit_are_not_parted_at_the_end_of_a_line():
    assert target_words(TargetKind.AT_LEAST, 2400, "%") == "minst 2\u00a0400\u00a0%"


@pytest.mark.parametrize(
    ("names", "asides", "told"),
    [
        (["Mål A", "Mål B"], ["a", "b"], ["Mål A", "Mål B"]),
        (["Mål", "Mål", "Annat"], ["a", "b", "c"], ["Mål (a)", "Mål (b)", "Annat"]),
        (["Mål", "Mål", "Mål"], ["a", "a", ""], ["Mål (a)", "Mål (a) (2)", "Mål"]),
        (["Mål", "Mål (2)", "Mål"], ["", "", ""], ["Mål", "Mål (2)", "Mål (3)"]),
        (["Mål", "Mål", "Mål (2)"], ["", "", ""], ["Mål", "Mål (2)", "Mål (2) (2)"]),
    ],
)
def test_names_that_are_alike_are_told_apart(names, asides, told):
    assert list(told_apart(dict(enumerate(names)), dict(enumerate(asides))).values()) == told
