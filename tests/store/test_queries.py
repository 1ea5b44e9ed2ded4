"""The questions put to the store: promised columns and types, also when empty, and nobody else's rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from plan_edits import UNCONCERNED, loaded
from sqlalchemy import Engine, insert
from store_office import RIGHT, Office

from data import queries
from data.models import DefinitionChange, DerivationPart, EventIndicator, PlanIndicator, Rebase, Target
from data.models.base import table_of
from metrics.targets import in_force

YEAR_END = date(2019, 12, 31)
INTEGER, NUMBER, WORD, TRUTH, DAY, LISTS = "int64", "float64", "str", "bool", "datetime64", "object"
FIGURES = {
    "unit_id": INTEGER,
    "indicator_id": INTEGER,
    "period": WORD,
    "value": NUMBER,
    "numerator": NUMBER,
    "denominator": NUMBER,
    "n": NUMBER,
    "state": WORD,
}
PROMISED: dict[str, dict[str, str]] = {
    "organisations": {"id": INTEGER, "code": WORD, "name": WORD, "simulated": TRUTH},
    "units": {"id": INTEGER, "code": WORD, "name": WORD, "kind": WORD, "clients": WORD, "parent_id": "Int64"},
    "plans": {
        "id": INTEGER,
        "code": WORD,
        "title": WORD,
        "document": WORD,
        "valid_from": DAY,
        "valid_to": DAY,
    },
    "indicators": {
        "id": INTEGER,
        "organisation_id": INTEGER,
        "decimals": INTEGER,
        "tolerance": NUMBER,
        "threshold": NUMBER,
        **dict.fromkeys("span protected_by_id protected_below accompanies_id".split(), "Int64"),
        **dict.fromkeys(
            "code name area definition unit_of_measure kind direction periodicity source_system "
            "owner source signal_method".split(),
            WORD,
        ),
    },
    "derivation_parts": {"indicator_id": INTEGER, "part_id": INTEGER, "role": WORD},
    "targets": {
        "indicator_id": INTEGER,
        "unit_id": NUMBER,
        "value": NUMBER,
        "valid_from": DAY,
        "valid_to": DAY,
        "plan_from": DAY,
        **dict.fromkeys("level kind words source plan".split(), WORD),
    },
    "events": {
        "id": INTEGER,
        "happened_on": DAY,
        "text": WORD,
        "role": WORD,
        "indicator_ids": LISTS,
        "unit_ids": LISTS,
    },
    "rebases": {
        "id": INTEGER,
        "indicator_id": INTEGER,
        "unit_id": INTEGER,
        "starts_on": DAY,
        "reason": WORD,
        "role": WORD,
    },
    "definition_changes": {"indicator_id": INTEGER, "changed_on": DAY, "text": WORD},
    "objective_titles": {"indicator_id": INTEGER, **dict.fromkeys("plan kind number title".split(), WORD)},
    "figures": FIGURES,
    "history": {
        "unit_id": INTEGER,
        "unit": WORD,
        "period": WORD,
        "revision": INTEGER,
        "value": NUMBER,
        "state": WORD,
        "comment": WORD,
        "lock_reason": WORD,
        "taken_back": "bool",
        "recorded_at": DAY,
        "import_id": INTEGER,
        **dict.fromkeys("recorded_by kind source note".split(), WORD),
    },
}


def asked(engine: Engine, question: str, office: Office | None) -> pd.DataFrame:
    """Put a question about an office, or about one that is not there."""
    ids = office.ids if office else {"organisation": 1, "norr": 1, "placerade": 1}
    if question == "organisations":
        return queries.organisations(engine)
    if question == "figures":
        return queries.figures(engine, [ids["norr"]], [ids["placerade"]], first_year=2019, last_day=YEAR_END)
    if question == "history":
        return queries.history(engine, ids["placerade"], [ids["norr"]])
    by_organisation: Callable[[Engine, int], pd.DataFrame] = getattr(queries, question)
    return by_organisation(engine, ids["organisation"])


def fill(office: Office) -> None:
    """Give an office one of everything that is asked for."""
    plan, mal = office.ids["plan"], office.ids["mal"]
    with office.engine.begin() as connection:
        for position, indicator in enumerate(("nki", "placerade")):
            common = {"organisation_id": office.organisation, "indicator_id": office.ids[indicator]}
            place = {"plan_id": plan, "objective_id": mal, "position": position}
            connection.execute(insert(table_of(PlanIndicator)).values(**common, **place))
            target = {**RIGHT[Target], **common, "plan_id": plan, "unit_id": office.ids["norr"]}
            connection.execute(insert(table_of(Target)).values(**target))
            connection.execute(insert(table_of(DefinitionChange)).values(**RIGHT[DefinitionChange], **common))
            decided = {"unit_id": office.ids["norr"], "import_id": office.ids["import"]}
            connection.execute(insert(table_of(Rebase)).values(**RIGHT[Rebase], **common, **decided))
            part = {**RIGHT[DerivationPart], **common, "part_id": office.ids["nki"]}
            connection.execute(insert(table_of(DerivationPart)).values(**part))
            tie = {**common, "event_id": office.ids["handelse"]}
            connection.execute(insert(table_of(EventIndicator)).values(**tie))
    rows: list[dict[str, Any]] = [
        {"period": "2018-12", "value": 9.0},
        {"period": "2019-01", "value": 10.0, "numerator": 5.0, "denominator": 50.0, "n": 3.0},
        {"period": "2019-02", "value": float("nan"), "state": "confidential"},
        {"period": "2019-03", "value": 12.0, "unit_id": office.ids["soder"]},
        {"period": "2019-03", "value": 70.0, "indicator_id": office.ids["nki"]},
        {"period": "2020-01", "value": 13.0},
    ]
    office.record(office.measurements(*rows))
    office.record(office.measurements({"period": "2019-01", "value": 11.0, "comment": "Rättad."}))


def kind_of(frame: pd.DataFrame, column: str) -> str:
    kind = frame[column].dtype
    return DAY if pd.api.types.is_datetime64_any_dtype(kind) else str(kind)


def test_every_question_that_gives_a_frame_is_promised_here() -> None:
    frames = {
        name
        for name, member in vars(queries).items()
        if callable(member)
        and not name.startswith("_")
        and getattr(member, "__module__", "") == queries.__name__
        and member.__annotations__.get("return") is pd.DataFrame
    }
    assert frames == set(PROMISED)


@pytest.mark.parametrize("question", PROMISED)
@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
def test_columns_and_types_are_as_promised_also_when_empty(
    store: Engine, request: pytest.FixtureRequest, question: str, filled: bool
) -> None:
    office = None
    if filled:
        office = request.getfixturevalue("office")
        fill(office)
    frame = asked(store, question, office)
    assert frame.empty is not filled
    assert {column: kind_of(frame, column) for column in PROMISED[question]} == PROMISED[question]
    if question != "indicators":
        extra = {"basis"} if question == "targets" else set()
        assert set(frame.columns) - extra == set(PROMISED[question])


@pytest.mark.parametrize("question", sorted(set(PROMISED) - {"organisations"}))
def test_rows_of_other_organisations_never_leak_in(office: Office, neighbour: Office, question: str) -> None:
    fill(office)
    alone = asked(office.engine, question, office)
    fill(neighbour)
    together = asked(office.engine, question, office)
    pd.testing.assert_frame_equal(together, alone)
    assert not asked(office.engine, question, neighbour).empty


def test_the_newer_plans_targets_come_after_the_older_ones_whichever_begin_later(
    store: Engine, tmp_path: Path
) -> None:
    years = "valid_from = 2019-01-01\nvalid_to = 2019-12-31"
    target = 'value = 5.7, valid_from = 2019-01-01, valid_to = 2019-12-31, words = "5,7 %"'
    older, newer = (
        UNCONCERNED.replace(years, plan, 1).replace(target, own, 1)
        for plan, own in (
            (
                "valid_from = 2018-01-01\nvalid_to = 2020-12-31",
                'value = 5, valid_from = 2020-01-01, valid_to = 2020-12-31, words = "5 %"',
            ),
            (
                "valid_from = 2019-07-01\nvalid_to = 2020-12-31",
                'value = 4, valid_from = 2019-07-01, valid_to = 2020-12-31, words = "4 %"',
            ),
        )
    )
    loaded(store, tmp_path, newer)
    loaded(store, tmp_path, older.replace('code = "lilla-2019"', 'code = "lilla-2018"', 1))
    found = queries.targets(store, queries.organisations(store)["id"].item())
    own = found[found["level"] == "own"]
    assert list(zip(own["value"], own["plan_from"].astype(str), strict=True)) == [
        (5.0, "2018-01-01"),
        (4.0, "2019-07-01"),
    ]
    assert in_force(own, date(2020, 2, 29), 1)["value"].tolist() == [4.0]


def test_figures_are_of_the_units_indicators_and_periods_asked_for_and_current(office: Office) -> None:
    fill(office)
    frame = asked(office.engine, "figures", office)
    assert list(frame["period"]) == ["2019-01", "2019-02"]
    assert frame["value"].iloc[0] == 11.0
    assert pd.isna(frame["value"].iloc[1])
    assert list(frame["state"]) == ["final", "confidential"]
    assert set(frame["unit_id"]) == {office.ids["norr"]}


@pytest.mark.parametrize(
    ("first_year", "last_day", "periods"),
    [
        (2018, date(2018, 12, 30), []),
        (2018, date(2018, 12, 31), ["2018-12"]),
        (2019, date(2019, 1, 31), ["2019-01"]),
        (2019, date(2019, 12, 31), ["2019-01", "2019-02"]),
        (2020, date(2020, 1, 30), []),
        (2018, date(2020, 12, 31), ["2018-12", "2019-01", "2019-02", "2020-01"]),
    ],
)
def test_a_period_is_shown_from_its_first_year_and_once_it_has_ended(
    office: Office, first_year: int, last_day: date, periods: list[str]
) -> None:
    fill(office)
    units, indicators = [office.ids["norr"]], [office.ids["placerade"]]
    frame = queries.figures(office.engine, units, indicators, first_year=first_year, last_day=last_day)
    assert list(frame["period"]) == periods


def test_nothing_asked_for_is_nothing_answered(office: Office) -> None:
    fill(office)
    frame = queries.figures(office.engine, [], [], first_year=1990, last_day=YEAR_END)
    assert frame.empty
    assert {column: kind_of(frame, column) for column in FIGURES} == FIGURES


def test_history_holds_corrected_figures_only_first_word_first(office: Office) -> None:
    fill(office)
    frame = asked(office.engine, "history", office)
    assert list(frame["period"]) == ["2019-01", "2019-01"]
    assert list(frame["value"]) == [10.0, 11.0]
    assert list(frame["comment"]) == ["", "Rättad."]


def test_the_words_of_a_corrected_figure_name_their_unit_by_number_and_name(office: Office) -> None:
    fill(office)
    frame = asked(office.engine, "history", office)
    assert set(zip(frame["unit_id"], frame["unit"], strict=True)) == {(office.ids["norr"], "Norr")}


def test_the_parts_of_a_derived_indicator_come_first_side_first_and_in_the_plans_order(
    office: Office,
) -> None:
    nki, placerade = office.ids["nki"], office.ids["placerade"]
    sides = [("second", 1, nki), ("second", 0, placerade), ("first", 0, nki)]
    with office.engine.begin() as connection:
        for role, position, part in sides:
            row = {"role": role, "position": position, "part_id": part, "indicator_id": placerade}
            own = {"organisation_id": office.organisation}
            connection.execute(insert(table_of(DerivationPart)).values(**row, **own))
    frame = queries.derivation_parts(office.engine, office.organisation)
    assert list(zip(frame["role"], frame["part_id"], strict=True)) == [
        ("first", nki),
        ("second", placerade),
        ("second", nki),
    ]


def test_what_an_indicator_does_not_refer_to_is_missing_and_not_nought(office: Office) -> None:
    frame = queries.indicators(office.engine, office.organisation)
    for column in ("span", "protected_by_id", "protected_below", "accompanies_id"):
        assert frame[column].isna().all()


def test_indicators_come_in_the_plans_order_and_those_without_plan_last(office: Office) -> None:
    fill(office)
    assert list(queries.indicators(office.engine, office.organisation)["code"]) == ["nki", "placerade"]


def test_units_come_in_the_plans_order_with_the_root_first(office: Office) -> None:
    frame = queries.units(office.engine, office.organisation)
    assert list(frame["code"]) == ["rot", "norr", "soder"]
    assert list(frame["parent_id"].isna()) == [True, False, False]


def test_simulated_organisations_come_first(everything_to_read: Engine) -> None:
    frame = queries.organisations(everything_to_read)
    assert list(frame["simulated"]) == [True, False, False, False, False]
    assert list(frame["name"][1:]) == sorted(frame["name"][1:])


def test_the_data_version_rises_with_every_import_and_is_nought_before_the_first(office: Office) -> None:
    before = queries.data_version(office.engine)
    office.record(office.measurements({"period": "2019-01", "value": 1.0}))
    assert queries.data_version(office.engine) == before + 1


def test_an_empty_store_has_version_nought_and_no_periods(store: Engine) -> None:
    assert queries.data_version(store) == 0
    assert queries.period_codes(store, 1) == []


def test_period_codes_are_each_told_once(office: Office, neighbour: Office) -> None:
    fill(office)
    neighbour.record(neighbour.measurements({"period": "1999", "value": 1.0}))
    codes = queries.period_codes(office.engine, office.organisation)
    assert sorted(codes) == ["2018-12", "2019-01", "2019-02", "2019-03", "2020-01"]


def test_a_month_that_only_money_is_booked_for_is_a_period_too(office: Office, neighbour: Office) -> None:
    office.record(office.measurements({"period": "2019-01", "value": 1.0}))
    office.record(
        office.amounts(
            {"kind": "outcome", "period": "2019-01", "amount": -1.0},  # told already
            {"kind": "outcome", "period": "2019-02", "amount": -1.0},
            {"kind": "outcome", "period": "2019", "amount": -1.0},  # a year is no month
            {"kind": "budget", "period": "2019-03", "amount": -1.0},  # and a budget nothing booked
            {"kind": "forecast", "period": "2019", "made_in": "2019-04", "amount": -1.0},
        )
    )
    neighbour.record(neighbour.amounts({"kind": "outcome", "period": "2019-05", "amount": -1.0}))
    assert sorted(queries.period_codes(office.engine, office.organisation)) == ["2019-01", "2019-02"]
