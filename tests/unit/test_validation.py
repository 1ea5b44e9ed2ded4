"""Validation in Swedish: where, which rule, and what stood there."""

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from data.models.event import EventIn
from data.validation import problems_in_swedish


def _even(value: int) -> int:
    if value % 2:
        raise ValueError(f"ska vara jämnt, inte «{value}»")
    return value


class Small(BaseModel):
    code: str
    size: int = Field(default=0, ge=0, le=4)


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(default="x", min_length=1)
    letters: str = Field(default="a", pattern=r"^[a-z]+$")
    number: float = 0.0
    whole: int = 0
    positive: int = Field(default=1, gt=0)
    below: int = Field(default=1, lt=10)
    even: Annotated[int, AfterValidator(_even)] = 0
    truth: bool = False
    day: date = date(2019, 1, 1)
    items: list[Small] = []
    table: dict[str, int] = {}
    one: Small | None = None


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"okänt": 1}, "okänt: fältet finns inte, kontrollera stavningen (där står «1»)"),
        ({"name": ""}, "name: får inte vara tom (där står «»)"),
        ({"name": 7}, "name: ska vara text (där står «7»)"),
        ({"letters": "A1"}, "letters: har fel form, väntad form ^[a-z]+$ (där står «A1»)"),
        ({"number": "12,5"}, "number: ska vara ett tal (där står «12,5»)"),
        ({"number": [1]}, "number: ska vara ett tal"),
        ({"whole": "tolv"}, "whole: ska vara ett heltal (där står «tolv»)"),
        ({"whole": 1.5}, "whole: ska vara ett heltal (där står «1.5»)"),
        ({"positive": 0}, "positive: ska vara större än 0 (där står «0»)"),
        ({"below": 10}, "below: ska vara mindre än 10 (där står «10»)"),
        ({"even": 3}, "even: ska vara jämnt, inte «3»"),
        ({"truth": "kanske"}, "truth: ska vara true eller false (där står «kanske»)"),
        ({"day": "2019-02-30"}, "day: ska vara ett datum som 2019-02-13 (där står «2019-02-30»)"),
        ({"day": [2019]}, "day: ska vara ett datum som 2019-02-13"),
        ({"items": "inga"}, "items: ska vara en lista (där står «inga»)"),
        ({"items": ["en"]}, "items nr 1: ska vara en tabell (där står «en»)"),
        ({"items": [{"code": "a"}, {"size": 1}]}, "items nr 2, code: fältet saknas"),
        ({"items": [{"code": "nki", "size": 9}]}, "items «nki», size: ska vara högst 4 (där står «9»)"),
        ({"items": [{"code": "nki", "size": -1}]}, "items «nki», size: ska vara minst 0 (där står «-1»)"),
        ({"table": 3}, "table: ska vara en tabell (där står «3»)"),
        ({"one": 3}, "one: ska vara en tabell (där står «3»)"),
    ],
    ids=str,
)
def test_a_fault_has_its_place_its_rule_and_what_stood_there(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(given)
    assert problems_in_swedish(caught.value, given) == [told]


def test_what_is_refused_for_holding_an_identity_number_is_not_repeated() -> None:
    with pytest.raises(ValidationError) as caught:
        EventIn.model_validate({"happened_on": "2026-01-01", "text": "811218-9876 flyttade"})
    (told,) = problems_in_swedish(caught.value)
    assert "personnummer" in told
    assert "811218" not in told


def test_every_fault_has_a_line_of_its_own() -> None:
    given = {"name": "", "whole": "tolv", "items": [{"code": "a", "size": 9}]}
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(given)
    assert len(problems_in_swedish(caught.value, given)) == 3


def test_without_the_document_entries_are_numbered() -> None:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate({"items": [{"code": "nki", "size": 9}]})
    assert problems_in_swedish(caught.value) == ["items nr 1, size: ska vara högst 4 (där står «9»)"]


def test_a_document_that_is_no_table_is_called_the_file() -> None:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(3)
    assert problems_in_swedish(caught.value) == ["filen: ska vara en tabell (där står «3»)"]
