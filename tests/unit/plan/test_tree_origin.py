"""Planspåret: the document, the heading, the words, and who decided."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from plan_trees import DOCUMENT

from metrics.plan.origin import TargetOrigin, decided_words, heading_words, span_words, target_origins


@pytest.mark.parametrize(
    ("by", "on", "expected"),
    [
        ("Socialnämnden", date(2016, 12, 14), "Socialnämnden, 14 december 2016"),
        ("Socialnämnden", None, "Socialnämnden"),
        ("", None, "anges inte i dokumentet"),
    ],
)
def test_who_decided_and_when_is_told_as_far_as_the_document_does(
    by: str, on: date | None, expected: str
) -> None:
    assert decided_words(replace(DOCUMENT, decided_by=by, decided_on=on)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Uppdragsplan 2017, Socialnämndens mål, Mål 2", "Socialnämndens mål › Mål 2"),
        ("Uppdragsplan 2017", "Uppdragsplan 2017"),
        (
            "Plan 2019, 1.4 Stöd av hög kvalitet, evidens och rättssäkerhet, Aktivitet; 1.4, Nämndmål",
            "1.4 Stöd av hög kvalitet, evidens och rättssäkerhet › Aktivitet; 1.4 › Nämndmål",
        ),
        ("Plan, Mål i uppdragsplan, mål 1", "Mål i uppdragsplan, mål 1"),
    ],
)
def test_the_headings_lead_to_the_place_in_the_document(source: str, expected: str) -> None:
    assert heading_words(source) == expected


def target(value: float, year: int, words: str, unit: str = "", level: str = "own") -> dict[str, object]:
    return {
        "indicator_id": 1,
        "indicator": "NKI",
        "unit": unit,
        "level": level,
        "kind": "at_least",
        "value": value,
        "unit_of_measure": "%",
        "valid_from": pd.Timestamp(year, 1, 1),
        "valid_to": pd.Timestamp(year, 12, 31),
        "words": words,
        "source": "Plan, Styrkort",
    }


def test_targets_of_the_same_words_and_place_are_one_origin_with_a_line_each_those_in_force_first() -> None:
    targets = [
        target(68, 2017, "68-70 %"),
        target(70, 2018, "68-70 %"),
        target(70, 2018, "68-70 %"),
        target(80, 2018, "80 %", "Barnenheten", "council"),
    ]
    plain = [
        TargetOrigin(tuple(line.replace("\u00a0", " ") for line in each.said), each.words, each.source)
        for each in target_origins(pd.DataFrame(targets), date(2018, 6, 1), {})[1]
    ]
    assert plain == [
        TargetOrigin(("Mål 2018: minst 70 %", "Mål 2017: minst 68 %"), "68-70 %", "Plan, Styrkort"),
        TargetOrigin(("KF:s mål för Barnenheten 2018: minst 80 %",), "80 %", "Plan, Styrkort"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2017, 1, 1), date(2017, 12, 31), "2017"),
        (date(2017, 1, 1), date(2019, 12, 31), "2017–2019"),
        (date(2026, 3, 1), date(2026, 3, 31), "2026-03-01–2026-03-31"),
    ],
)
def test_a_span_of_whole_years_is_told_as_years(first: date, last: date, expected: str) -> None:
    assert span_words(first, last) == expected
