"""What has happened: which events are told on the overview, and what is marked on a chart."""

import pandas as pd
import pytest
from drawn import drawn_office

from metrics.happenings import happened_lately, marks_of
from metrics.periods import Period

TREE = "id | parent_id\n1 |\n2 | 1\n3 | 1\n4 | 2"
"""1 is the whole; 2 and 3 lie below it, and 4 below 2."""
INDICATORS = "id | name\n1 | Sjukfrånvaro\n2 | Orosanmälningar"
DECIDED = "indicator_id | unit_id | starts_on | reason"


def events(*drawn):
    """Rows of day, text, indicators and units; without indicators or units, all of them."""
    return pd.DataFrame(
        {
            "id": range(1, len(drawn) + 1),
            "happened_on": pd.to_datetime([day for day, *_ in drawn]),
            "text": [text for _, text, *_ in drawn],
            "role": "Enhetschef",
            "indicator_ids": [tuple(row[2]) if len(row) > 2 else () for row in drawn],
            "unit_ids": [tuple(row[3]) if len(row) > 3 else () for row in drawn],
        }
    )


def office(happened=None, rebases=DECIDED, **others):
    return drawn_office(INDICATORS, units=TREE, events=happened, rebases=rebases, **others)


def lately(*drawn, unit=1, period="2026-10"):
    return happened_lately(office(events(*drawn)), unit, Period.parse(period))


def test_events_are_told_with_their_day_the_newest_first():
    assert lately(("2026-02-01", "Flytt"), ("2026-10-31", "Ny chef"), ("2026-05-12", "Strejk")) == [
        "2026-10-31: Ny chef",
        "2026-05-12: Strejk",
        "2026-02-01: Flytt",
    ]


@pytest.mark.parametrize(
    ("period", "day", "is_told"),
    [
        ("2026-10", "2026-10-31", True),
        ("2026-10", "2026-11-01", False),
        ("2026-10", "2025-11-01", True),
        ("2026-10", "2025-10-31", False),
        ("2024-02", "2023-03-01", True),
        ("2024-02", "2023-02-28", False),
        ("2026-T1", "2025-05-01", True),
        ("2026-T1", "2025-04-30", False),
        ("2026", "2026-01-01", True),
        ("2026", "2025-12-31", False),
    ],
)
def test_the_last_year_is_the_twelve_months_that_end_with_the_chosen_period(period, day, is_told):
    assert bool(lately((day, "Flytt"), period=period)) == is_told


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        (1, {"alla", "hela", "två", "tre", "fyra", "tre och fyra"}),
        (2, {"alla", "hela", "två", "fyra", "tre och fyra"}),
        (3, {"alla", "hela", "tre", "tre och fyra"}),
        (4, {"alla", "hela", "två", "fyra", "tre och fyra"}),
    ],
)
def test_an_event_concerns_a_unit_those_above_it_and_those_below_it(unit, told):
    found = lately(
        ("2026-10-01", "alla"),
        ("2026-10-01", "hela", (), (1,)),
        ("2026-10-01", "två", (), (2,)),
        ("2026-10-01", "tre", (), (3,)),
        ("2026-10-01", "fyra", (), (4,)),
        ("2026-10-01", "tre och fyra", (), (3, 4)),
        unit=unit,
    )
    assert {line.removeprefix("2026-10-01: ") for line in found} == told


def test_an_event_names_the_indicators_that_it_concerns():
    found = lately(("2026-10-02", "Ny rutin", (1, 2)), ("2026-10-01", "Vaccination", (1,)))
    assert found == [
        "2026-10-02: Ny rutin (Sjukfrånvaro, Orosanmälningar)",
        "2026-10-01: Vaccination (Sjukfrånvaro)",
    ]


def test_where_nothing_has_happened_nothing_is_told():
    assert happened_lately(office(), 1, Period.parse("2026-10")) == []


def marks(unit=1, indicator=1, **drawn):
    made = office(**drawn)
    subject = next(each for each in made.subjects if each.id == indicator)
    found = marks_of(made, subject, unit)
    assert list(found.columns) == ["on", "text", "kind"]
    return [(f"{row.on:%Y-%m-%d}", row.text, row.kind) for row in found.itertuples()]


def test_changed_definitions_events_and_decisions_are_marked_oldest_first():
    found = marks(
        happened=events(("2026-02-01", "Flytt")),
        rebases=f"{DECIDED}\n1 | 1 | 2026-03-01 | Ny rutin",
        definition_changes="indicator_id | changed_on | text\n1 | 2026-01-01 | Nytt mått",
    )
    assert found == [
        ("2026-01-01", "Nytt mått", "definition_change"),
        ("2026-02-01", "Flytt", "event"),
        ("2026-03-01", "Nya gränser: Ny rutin", "rebase"),
    ]


def test_what_concerns_another_indicator_or_was_decided_for_another_unit_is_not_marked():
    found = marks(
        unit=2,
        happened=events(
            ("2026-02-01", "annan indikator", (2,)),
            ("2026-02-02", "annan enhet", (), (3,)),
            ("2026-02-03", "annan indikator vid enheten", (2,), (2,)),
            ("2026-02-04", "vår", (1,), (2,)),
        ),
        rebases=f"{DECIDED}\n1 | 1 | 2026-03-01 | a\n2 | 2 | 2026-03-01 | b\n1 | 2 | 2026-04-01 | vår",
        definition_changes="indicator_id | changed_on | text\n2 | 2026-01-01 | Nytt mått",
    )
    assert found == [("2026-02-04", "vår", "event"), ("2026-04-01", "Nya gränser: vår", "rebase")]


def test_an_old_event_is_marked_too():
    assert marks(happened=events(("2011-02-01", "Flytt"))) == [("2011-02-01", "Flytt", "event")]


def test_a_chart_of_which_nothing_is_told_has_no_marks():
    assert marks() == []
