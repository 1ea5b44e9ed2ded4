"""Short texts that people write: one line, and never somebody's identity number however it is written."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from data.models.event import EventIn
from data.models.indicator import DefinitionChangeIn
from data.models.plan import ActivityIn, FollowUpIn, PlanIn
from data.models.standing import as_it_stands
from data.models.words import holds_personal, one_line, shown_text
from data.plan_files.entries import TargetEntry, UnitEntry

WRITTEN = [
    "850412-1236",
    "850412\u20131236",  # en dash
    "850412\u20111236",  # a hyphen that doesn't break
    "850412 - 1236",
    "850412  \u2013  1236",
    "850412\u2212 1236",
    "850412+1236",
    "1985-04-12-1236",
    "1985-04-12\u20111236",
    "８５０４１２-１２３６",
    "850412\u200b-1236",
    "19850412 1236",
    "8504121236",
    "850472\u20131236",  # a co-ordination number
]
ORDINARY = [
    "Dnr 2019/0123",
    "från 2019-03-01 till 2019-12-31",
    "2019\u20132020",
    "1 200 000 kronor",
    "tel. 08-123 45 678",
    "Influensa, vecka 10\u201312",
]


@pytest.mark.parametrize("number", WRITTEN)
def test_an_identity_number_is_refused_however_it_is_written(number: str) -> None:
    for text in (number, f"Anna {number} kom hem."):
        assert holds_personal(text)
        with pytest.raises(ValueError, match="personnummer"):
            one_line(300)(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_numbers_are_taken(text: str) -> None:
    assert one_line(300)(text) == text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Mål 1\x00 och\u202e 2", "Mål 1 och 2"),
        ("En rad.\r\n\r\nEn till. ", "En rad.\n\nEn till."),
        ("Ord\x1b[31m", "Ord [31m"),
    ],
)
def test_a_plans_text_keeps_its_lines_and_loses_signs_that_nobody_sees(written: str, kept: str) -> None:
    assert shown_text(100)(written) == kept


@pytest.mark.parametrize("text", ["\u202e\x00", "x" * 101])
def test_a_text_of_nothing_or_too_much_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"får inte vara tom|får ha högst 100 tecken, men har 101"):
        shown_text(100)(text)


ACTIVITY: dict[str, Any] = {"code": "a", "title": "Utbilda", "source": "Plan 2026"}
PLAN: dict[str, Any] = {
    "code": "p",
    "title": "Plan",
    "document": "Plan",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
}
TARGET: dict[str, Any] = {
    "kind": "at_most",
    "value": 5,
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "words": "5 %",
}
UNIT: dict[str, Any] = {"code": "norr", "name": "Norr"}


@pytest.mark.parametrize(
    ("model", "given", "told"),
    [
        (ActivityIn, {**ACTIVITY, "ends": "9999-12-31"}, "mellan 1900 och 2199"),
        (ActivityIn, {**ACTIVITY, "title": "x" * 501}, "högst 500 tecken"),
        (ActivityIn, {**ACTIVITY, "code": "x" * 101}, "högst 100 tecken"),
        (PlanIn, {**PLAN, "valid_to": "9999-12-31"}, "mellan 1900 och 2199"),
        (PlanIn, {**PLAN, "decided_on": "0001-01-01"}, "mellan 1900 och 2199"),
        (TargetEntry, {**TARGET, "source": "x" * 501}, "högst 500 tecken"),
        (TargetEntry, {**TARGET, "source": "\u202e"}, "får inte vara tom"),
        (TargetEntry, {**TARGET, "valid_to": "9999-12-31"}, "mellan 1900 och 2199"),
        (UnitEntry, {**UNIT, "aliases": ["x" * 201]}, "högst 200 tecken"),
        (UnitEntry, {**UNIT, "aliases": [""]}, "at least 1 item"),
        (DefinitionChangeIn, {"changed_on": "9999-12-31", "text": "Annat"}, "mellan 1900 och 2199"),
        (DefinitionChangeIn, {"changed_on": "0001-01-01", "text": "Annat"}, "mellan 1900 och 2199"),
        (FollowUpIn, {**ACTIVITY, "due": "1000-01"}, "ska vara en månad"),
        (FollowUpIn, {**ACTIVITY, "due": "9999-12-31"}, "ska vara en månad"),
        (FollowUpIn, {**ACTIVITY, "due": "2026-W01-1"}, "ska vara en månad"),
        (FollowUpIn, {**ACTIVITY, "due": "20260101"}, "ska vara en månad"),
    ],
)
def test_what_a_plan_can_not_mean_is_refused(model: Any, given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        model.model_validate(given)


def test_a_targets_own_source_and_an_alias_lose_signs_that_nobody_sees() -> None:
    assert TargetEntry.model_validate({**TARGET, "source": "Plan\u202e 2026"}).source == "Plan 2026"
    assert UnitEntry.model_validate({**UNIT, "aliases": ["Norra\u202e"]}).aliases == ["Norra"]


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (ActivityIn, "ends", date(9999, 12, 31)),
        (ActivityIn, "title", "x" * 501),
        (ActivityIn, "description", "x" * 5001),
        (ActivityIn, "title", "\u202e"),
        (ActivityIn, "code", "x" * 101),
        (FollowUpIn, "due", "1000-01"),
        (EventIn, "text", "Rapport 850412-1236"),
    ],
)
def test_what_the_store_holds_from_before_a_rule_is_read_as_it_stands(
    model: Any, field: str, value: Any
) -> None:
    given = {"happened_on": "2026-01-01"} if model is EventIn else ACTIVITY
    with pytest.raises(ValidationError):
        model.model_validate({**given, field: value})
    assert getattr(as_it_stands(model, {**given, field: value}), field) == value


def test_what_the_store_holds_is_read_without_signs_that_nobody_sees() -> None:
    read = as_it_stands(ActivityIn, {**ACTIVITY, "title": "Utbilda\u202e alla "})
    assert read.title == "Utbilda alla"
