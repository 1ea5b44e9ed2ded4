"""An office's limits: the product's own, as its plan has them, as it has written them; and what plans say."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, update
from store_office import Office

from data import queries, queries_lead_times
from data.lead_times.office_limits import limits_for_files, office_limits
from data.lead_times.time_limits import read_time_limits
from data.models import Indicator
from data.models.base import table_of
from data.recording_lead_times import record_time_rule
from metrics.cases.time_rules import TimeRule, rule_on
from metrics.vocabulary import DeadlineRule, LimitUnit

KIND, OCTOBER = "forhandsbedomning", date(2026, 10, 31)


def of_kind(office: Office, kind: str = KIND, **values: Any) -> None:
    """Let the office's indicator `nki` be about a kind of case."""
    indicators = table_of(Indicator)
    with office.engine.begin() as connection:
        mine = update(indicators).where(indicators.c.id == office.ids["nki"])
        connection.execute(mine.values(case_kind=kind, **values))


def rules(office: Office) -> tuple[TimeRule, ...]:
    return office_limits(office.engine, office.organisation).rules


def in_force(office: Office, day: date, kind: str = KIND) -> tuple[int, LimitUnit, str]:
    rule = rule_on(rules(office), kind, day)
    assert rule is not None
    return rule.limit, rule.limit_unit, rule.law


def written(office: Office, **changes: Any) -> None:
    given = {
        "applies_from": date(2026, 10, 1),
        "time_limit": 10,
        "limit_unit": "workdays",
        "judged_by": "rolled",
        "law": "Nämndens beslut",
        "role": "Kvalitetschef",
    }
    record_time_rule(
        office.engine,
        organisation_id=office.organisation,
        indicator_id=office.ids["nki"],
        given={**given, **changes},
    )


def test_an_office_without_kinds_of_case_has_no_rules_but_its_files_have_the_products(office: Office) -> None:
    assert rules(office) == ()
    limits = limits_for_files(office.engine, office.organisation)
    assert limits.rules == read_time_limits().rules
    of_kind(office)
    assert {rule.kind for rule in limits_for_files(office.engine, office.organisation).rules} == {KIND}


def test_a_kind_has_the_products_rules(office: Office) -> None:
    of_kind(office)
    assert in_force(office, date(2025, 6, 30)) == (14, LimitUnit.DAYS, "SoL (2001:453) 11 kap. 1 a §")
    assert in_force(office, date(2025, 7, 1)) == (14, LimitUnit.DAYS, "SoL (2025:400) 20 kap. 2 §")


def test_the_plans_own_limit_goes_before_the_products_with_its_law(office: Office) -> None:
    of_kind(office, time_limit=10, limit_unit="workdays")
    assert in_force(office, OCTOBER) == (10, LimitUnit.WORKDAYS, "SoL (2025:400) 20 kap. 2 §")


def test_a_kind_that_the_product_does_not_know_has_the_plans_limit(office: Office) -> None:
    of_kind(office, "lex-sarah", time_limit=5, limit_unit="days")
    (rule,) = rules(office)
    assert (rule.kind, rule.name, rule.limit, rule.judged_by) == ("lex-sarah", "NKI", 5, DeadlineRule.STRICT)


def test_a_kind_that_neither_knows_a_limit_of_has_no_rule(office: Office) -> None:
    of_kind(office, "lex-sarah")
    assert rules(office) == ()


def test_what_the_office_writes_goes_before_both_from_its_day_on(office: Office) -> None:
    of_kind(office, time_limit=12, limit_unit="days")
    written(office)
    assert in_force(office, date(2026, 9, 30))[:2] == (12, LimitUnit.DAYS)
    assert in_force(office, date(2026, 10, 1)) == (10, LimitUnit.WORKDAYS, "Nämndens beslut")
    rule = rule_on(rules(office), KIND, OCTOBER)
    assert rule is not None
    assert (rule.name, rule.judged_by) == ("Förhandsbedömning", DeadlineRule.ROLLED)


def test_it_goes_on_holding_when_a_later_rule_of_the_products_would_begin(office: Office) -> None:
    of_kind(office)
    written(office, applies_from=date(2025, 1, 1), law="Nämnden 2024")
    assert in_force(office, date(2024, 12, 31))[0] == 14
    assert in_force(office, date(2025, 7, 1)) == (10, LimitUnit.WORKDAYS, "Nämnden 2024")


def test_of_two_written_for_the_same_day_the_later_holds(office: Office) -> None:
    of_kind(office)
    written(office)
    written(office, time_limit=8)
    assert in_force(office, OCTOBER)[0] == 8


def test_files_may_name_a_kind_by_its_indicator(office: Office) -> None:
    of_kind(office)
    limits = office_limits(office.engine, office.organisation)
    assert [limits.code_of(word) for word in ("NKI", "nki", "FHB", "bygglov")] == [
        KIND,
        KIND,
        KIND,
        "bygglov",
    ]


def test_another_organisations_limits_are_none_of_ours(office: Office, neighbour: Office) -> None:
    of_kind(office)
    of_kind(neighbour)
    written(neighbour)
    assert in_force(office, OCTOBER)[0] == 14


@pytest.mark.parametrize(
    ("organisation", "titles"),
    [
        ("norrkoping", ["Utveckla och följa upp handläggningstider."]),
        ("timra", []),
        (
            "helsingborg",
            [
                "Socialnämnden garanterar att handläggningstiden från det att ett ärende är komplett vid "
                "stadigvarande serveringstillstånd är högst två månader."
            ],
        ),
    ],
)
def test_what_plans_say_of_lead_times_is_found_in_their_own_words(
    plans_to_read: Engine, organisation: str, titles: list[str]
) -> None:
    number = int(queries.organisations(plans_to_read).set_index("code")["id"][organisation])
    told = queries_lead_times.said_of_lead_times(plans_to_read, number)
    assert told["title"].tolist() == titles
