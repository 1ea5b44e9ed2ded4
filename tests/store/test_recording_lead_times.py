"""Limits that an office writes down, and counts of coming deadlines: added to, and never changed."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import update
from store_office import Office, count_of

from data import queries_lead_times
from data.models import DeadlineCount, Import, Indicator, TimeRule
from data.models.base import table_of
from data.models.organisation import ImportIn
from data.recording import RecordingError, start_import
from data.recording_lead_times import record_deadline_counts, record_time_rule
from metrics.vocabulary import ImportKind

RULE: dict[str, Any] = {
    "applies_from": date(2019, 3, 1),
    "time_limit": 10,
    "limit_unit": "workdays",
    "judged_by": "rolled",
    "law": "Nämndens beslut § 12",
    "role": "Kvalitetschef",
}


@pytest.fixture
def of_cases(office: Office) -> Office:
    """An office whose indicator `nki` is about a kind of case."""
    indicators = table_of(Indicator)
    with office.engine.begin() as connection:
        mine = update(indicators).where(indicators.c.id == office.ids["nki"])
        connection.execute(mine.values(case_kind="forhandsbedomning"))
    return office


def write(office: Office, indicator: str = "nki", **changes: Any) -> None:
    record_time_rule(
        office.engine,
        organisation_id=office.organisation,
        indicator_id=office.ids[indicator],
        given={**RULE, **changes},
    )


def problems(office: Office, **changes: Any) -> list[str]:
    before = count_of(office.engine, TimeRule), count_of(office.engine, Import)
    with pytest.raises(RecordingError) as caught:
        write(office, **changes)
    assert (count_of(office.engine, TimeRule), count_of(office.engine, Import)) == before
    return caught.value.problems


def written(office: Office) -> list[dict[str, Any]]:
    return queries_lead_times.written_rules(office.engine, office.organisation).to_dict("records")


def test_a_limit_is_read_back_as_it_was_written(of_cases: Office) -> None:
    write(of_cases)
    (row,) = written(of_cases)
    assert (row["case_kind"], row["indicator_id"]) == ("forhandsbedomning", of_cases.ids["nki"])
    assert f"{row['applies_from']:%Y-%m-%d}" == "2019-03-01"
    assert {name: row[name] for name in ("time_limit", "limit_unit", "judged_by", "law", "role")} == {
        name: RULE[name] for name in ("time_limit", "limit_unit", "judged_by", "law", "role")
    }


def test_a_limit_written_as_text_is_read_as_a_number_and_law_may_be_left_out(of_cases: Office) -> None:
    write(of_cases, time_limit="14", law="")
    assert [(row["time_limit"], row["law"]) for row in written(of_cases)] == [(14, "")]


def test_earlier_words_on_the_same_day_stay(of_cases: Office) -> None:
    write(of_cases, time_limit=10)
    write(of_cases, time_limit=12)
    assert [row["time_limit"] for row in written(of_cases)] == [10, 12]


def test_a_written_limit_raises_the_stores_version(of_cases: Office) -> None:
    before = count_of(of_cases.engine, Import)
    write(of_cases)
    assert count_of(of_cases.engine, Import) == before + 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"applies_from": None}, "applies_from: ska vara ett datum som 2019-02-13 (där står «None»)"),
        ({"applies_from": date(1066, 1, 1)}, "applies_from: ska vara ett datum mellan"),
        ({"time_limit": "14,5"}, "time_limit: ska vara ett heltal (där står «14,5»)"),
        ({"time_limit": ""}, "time_limit: ska vara ett heltal"),
        ({"time_limit": 0}, "time_limit: ska vara större än 0"),
        ({"time_limit": 1001}, "time_limit: ska vara högst 1000"),
        ({"limit_unit": "weeks"}, "limit_unit: «weeks» finns inte bland"),
        ({"judged_by": "sometimes"}, "judged_by: «sometimes» finns inte bland"),
        ({"law": "Dom för 850112-1234"}, "law: ser ut att hålla ett personnummer"),
        ({"role": " "}, "role: får inte vara tom"),
    ],
)
def test_what_breaks_a_rule_is_refused_in_swedish_and_nothing_is_written(
    of_cases: Office, changes: dict[str, Any], told: str
) -> None:
    (problem,) = problems(of_cases, **changes)
    assert problem.startswith(told)


def test_an_indicator_that_is_not_about_cases_has_no_limit_to_change(of_cases: Office) -> None:
    (problem,) = problems(of_cases, indicator="placerade")
    assert "inget ärendeslag" in problem


def test_another_organisations_indicator_is_refused(of_cases: Office, neighbour: Office) -> None:
    of_cases.ids["theirs"] = neighbour.ids["nki"]
    told = problems(of_cases, indicator="theirs")
    assert f"indicator_id: «{neighbour.ids['nki']}» finns inte i organisationen" in told


# Coming deadlines

OCTOBER = date(2019, 10, 31)


def count(office: Office, *rows: tuple[str, str, int, int], counted_on: date = OCTOBER) -> None:
    """Record a count: unit, first day, open, closed, as an import of its own."""
    frame = pd.DataFrame(rows, columns=["unit", "due_from", "open_cases", "closed_cases"])
    frame = frame.assign(
        unit_id=frame["unit"].map(office.ids),
        indicator_id=office.ids["nki"],
        counted_on=counted_on,
        due_from=[date.fromisoformat(day) for day in frame["due_from"]],
    )
    with office.engine.begin() as connection:
        entry = ImportIn(kind=ImportKind.FILE, source="leverans.csv", recorded_by="Enhetschef")
        import_id = start_import(connection, office.organisation, entry)
        record_deadline_counts(
            connection, organisation_id=office.organisation, import_id=import_id, frame=frame
        )


def counted(office: Office, *units: str, on: date = OCTOBER) -> list[tuple[int, str, int, int]]:
    frame = queries_lead_times.deadline_counts(office.engine, [office.ids[unit] for unit in units], on)
    return [
        (row["unit_id"], f"{row['due_from']:%Y-%m-%d}", row["open_cases"], row["closed_cases"])
        for row in frame.to_dict("records")
    ]


def test_coming_deadlines_are_read_back_first_due_first_for_the_units_asked_for(office: Office) -> None:
    count(office, ("norr", "2019-11-11", 4, 0), ("norr", "2019-11-04", 5, 2), ("soder", "2019-11-04", 9, 0))
    norr = office.ids["norr"]
    assert counted(office, "norr") == [(norr, "2019-11-04", 5, 2), (norr, "2019-11-11", 4, 0)]


def test_the_latest_count_of_a_day_holds_whole_and_the_earlier_one_stays(office: Office) -> None:
    count(office, ("norr", "2019-11-04", 5, 2), ("norr", "2019-11-11", 4, 0))
    count(office, ("norr", "2019-11-04", 6, 2))
    assert counted(office, "norr") == [(office.ids["norr"], "2019-11-04", 6, 2)]
    assert count_of(office.engine, DeadlineCount) == 3


def test_a_new_count_of_one_unit_leaves_that_of_another(office: Office) -> None:
    count(office, ("norr", "2019-11-04", 5, 0), ("soder", "2019-11-04", 9, 0))
    count(office, ("norr", "2019-11-04", 6, 0))
    assert [opened for _, _, opened, _ in counted(office, "norr", "soder")] == [6, 9]


def test_an_empty_count_writes_nothing(office: Office) -> None:
    count(office)
    assert count_of(office.engine, DeadlineCount) == 0


@pytest.mark.parametrize(
    ("last_day", "latest"),
    [
        (date(2019, 12, 31), date(2019, 11, 30)),
        (date(2019, 11, 29), OCTOBER),
        (date(2019, 10, 30), None),
    ],
)
def test_the_latest_day_of_counting_is_found(office: Office, last_day: date, latest: date | None) -> None:
    count(office, ("norr", "2019-11-04", 5, 0))
    count(office, ("norr", "2019-12-02", 5, 0), counted_on=date(2019, 11, 30))
    assert queries_lead_times.latest_count(office.engine, office.organisation, last_day) == latest


def test_another_organisations_count_is_none_of_ours(office: Office, neighbour: Office) -> None:
    count(neighbour, ("norr", "2019-11-04", 5, 0))
    assert queries_lead_times.latest_count(office.engine, office.organisation, date(2019, 12, 31)) is None
