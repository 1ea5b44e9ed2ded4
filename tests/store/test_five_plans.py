"""The five plans as loaded, held against what was counted by hand in the printed documents."""

from typing import Any

import pytest
from sqlalchemy import Engine, text

HELSINGBORG = "helsingborg-2017-2019"
NORRKOPING_2017 = "norrkoping-2017"
NORRKOPING_2024 = "norrkoping-2024"
STOCKHOLM = "stockholm-hagersten-liljeholmen-2019"
TIMRA = "timra-2018-2020"
PLANS = (HELSINGBORG, NORRKOPING_2017, NORRKOPING_2024, STOCKHOLM, TIMRA)


def ask(engine: Engine, question: str, **values: Any) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question), values)]


# Objectives that the documents name as such; sections that only group are not counted.
OBJECTIVES: dict[str, dict[str, int]] = {
    HELSINGBORG: {
        "perspektiv": 4,
        "nämndmål": 3 + 2 + 2 + 1,  # invånare, omvärld, organisation, ekonomi
        "tjänstegaranti": 2,
        "uppdrag": 1,
        "mål": 1,  # Sveriges öppnaste socialtjänst
        "risk": 1,
        "satsning": 6,
        "förbättringsområde": 5,
    },
    NORRKOPING_2017: {"KF-mål": 3, "nämndmål": 5, "utvecklingsområde": 6},
    NORRKOPING_2024: {
        "nämndmål": 3,
        "arbetsgivaruppdrag": 3,
        "särskilt uppdrag": 2,
        "risk": 4,
        "programpunkt": 2,
    },
    STOCKHOLM: {
        "inriktningsmål": 3,
        "KF-mål": 3 + 1 + 2,
        "nämndmål": 1 + 1 + 2,
        "enhetsmål": 3 + 1 + 2,
        "strategi": 22 + 11,  # ways of working: IFO, and support for disabled people
        "mål": 2,
        "utvecklingsområde": 7,
        "satsning": 2,
    },
    TIMRA: {
        "perspektiv": 5,
        "kommunmål": 5 + 3 + 2 + 3 + 4,
        "IFO-mål": 5 + 1 + 1 + 1 + 3 + 3 + 1 + 3 + 1,  # under 1:2, 1:3, 1:5, 3:1, 3:2, 4:1, 4:2, 4:3, 5:1
        "strategi": 8 + 8,  # the municipality's, and IFO's own
    },
}
INDICATORS = {
    HELSINGBORG: 15 + 8 + 1,  # the scorecard, staff and sick leave, 14 days
    NORRKOPING_2017: 3 + 2 + 1 + 1,  # goals 2, 3 and 5, and development area 5
    NORRKOPING_2024: 3 + 2,  # goals 1 and 2
    STOCKHOLM: 6 + 9 + 11,  # the tables of indicators, numbers of staff, what is measured in the text
    TIMRA: 12 + 1 + 11,  # the table MÅTT, bought places, goals
}
TARGETS: dict[str, dict[tuple[str, str], int]] = {
    HELSINGBORG: {
        ("own", "at_least"): 11 * 3,
        ("own", "exactly"): 3 * 3,  # 100 %: school results, 7 days, two months
        ("own", "at_most"): 1 * 3,  # 160, 155, 150 days
        ("own", "decrease"): 1,
        ("own", "report_only"): 1,
    },
    NORRKOPING_2017: {
        ("own", "increase"): 1,
        ("own", "above_reference"): 2,
        ("own", "exactly"): 1,
        ("own", "at_least"): 1,
        ("own", "report_only"): 2,
    },
    NORRKOPING_2024: {
        ("own", "not_decrease"): 1,
        ("own", "increase"): 1,
        ("own", "exactly"): 1,
        ("own", "report_only"): 2,
    },
    STOCKHOLM: {
        ("own", "at_least"): 3,
        ("council", "at_least"): 3,
        ("own", "at_most"): 2,
        ("council", "at_most"): 2,
        ("own", "exactly"): 1 + 3,
        ("council", "exactly"): 1,
        ("own", "increase"): 2,
        ("own", "report_only"): 5,
        ("council", "report_only"): 1,
    },
    TIMRA: {
        ("own", "plan"): 7 + 1,
        ("own", "report_only"): 5 + 1,  # those with a dash, and the website
        ("own", "exactly"): 4,
        ("own", "at_least"): 3,
        ("own", "at_most"): 1,
        ("own", "decrease"): 1,
        ("own", "increase"): 1,
    },
}
ACTIVITIES: dict[str, dict[str, int]] = {
    HELSINGBORG: {"activity": 34, "investment": 3},
    NORRKOPING_2017: {"activity": 1},
    NORRKOPING_2024: {
        "activity": (4 + 5 + 4) + (1 + 2 + 3) + (3 + 1) + (2 + 2 + 3 + 1) + (2 + 3),
    },
    STOCKHOLM: {"activity": 28 - 2 + 14, "project": 2, "investment": 1},
    TIMRA: {"project": 6 + 6},
}
FOLLOW_UPS = {
    HELSINGBORG: 3,
    # goals, development areas, the plan itself, other matters, January/February to December
    NORRKOPING_2017: (1 + 3 + 2 + 2 + 2)
    + (1 + 1 + 1 + 1 + 2 + 1)
    + 4
    + 2
    + (3 + 7 + 1 + 2 + 2 + 2 + 3 + 2 + 7),
    NORRKOPING_2024: (2 + 1 + 1) + (1 + 1 + 1) + (2 + 2) + 3 * 2 + 1 + 2 + 1 + 3,
    STOCKHOLM: 34,
    TIMRA: 3,
}
AMOUNTS = {
    HELSINGBORG: 9 * 3,
    NORRKOPING_2017: 3 + 1 + 1,  # the parts, SUMMA, and the figure in the text
    NORRKOPING_2024: 0,
    STOCKHOLM: 5 + 1 + 5 + 1 + 1,
    TIMRA: 6 * (4 + 4 + 6),  # income, costs, net
}
MEASUREMENTS = {
    "helsingborg": 11,
    "norrkoping": 0,
    "stockholm-hagersten-liljeholmen": 9,
    "timra": 7 * (2 + 12) + 5 * 12,
}


@pytest.mark.parametrize("plan", PLANS)
def test_objectives_of_each_kind(plans_to_read: Engine, plan: str) -> None:
    counted = ask(
        plans_to_read,
        "SELECT objective.kind, count(*) FROM objective JOIN plan ON plan.id = plan_id "
        "WHERE plan.code = :plan AND objective.kind <> 'avsnitt' GROUP BY objective.kind",
        plan=plan,
    )
    assert dict(counted) == OBJECTIVES[plan]


@pytest.mark.parametrize("plan", PLANS)
def test_indicators(plans_to_read: Engine, plan: str) -> None:
    question = (
        "SELECT count(DISTINCT indicator_id) FROM plan_indicator "
        "JOIN plan ON plan.id = plan_id WHERE plan.code = :plan"
    )
    assert ask(plans_to_read, question, plan=plan) == [(INDICATORS[plan],)]


@pytest.mark.parametrize("plan", PLANS)
def test_targets_of_each_level_and_kind(plans_to_read: Engine, plan: str) -> None:
    counted = ask(
        plans_to_read,
        "SELECT target.level, target.kind, count(*) FROM target JOIN plan ON plan.id = plan_id "
        "WHERE plan.code = :plan GROUP BY target.level, target.kind",
        plan=plan,
    )
    assert {(level, kind): number for level, kind, number in counted} == TARGETS[plan]


@pytest.mark.parametrize("plan", PLANS)
def test_activities_of_each_kind(plans_to_read: Engine, plan: str) -> None:
    counted = ask(
        plans_to_read,
        "SELECT activity.kind, count(*) FROM activity JOIN plan ON plan.id = plan_id "
        "WHERE plan.code = :plan GROUP BY activity.kind",
        plan=plan,
    )
    assert dict(counted) == ACTIVITIES[plan]


@pytest.mark.parametrize("plan", PLANS)
def test_owed_accounts(plans_to_read: Engine, plan: str) -> None:
    question = "SELECT count(*) FROM follow_up JOIN plan ON plan.id = plan_id WHERE plan.code = :plan"
    assert ask(plans_to_read, question, plan=plan) == [(FOLLOW_UPS[plan],)]


@pytest.mark.parametrize("plan", PLANS)
def test_amounts(plans_to_read: Engine, plan: str) -> None:
    question = (
        "SELECT count(*) FROM amount JOIN import ON import.id = amount.import_id "
        "JOIN plan ON plan.import_id = import.id WHERE plan.code = :plan"
    )
    assert ask(plans_to_read, question, plan=plan) == [(AMOUNTS[plan],)]


@pytest.mark.parametrize("organisation", MEASUREMENTS)
def test_printed_measurements(plans_to_read: Engine, organisation: str) -> None:
    question = (
        "SELECT count(*) FROM measurement JOIN organisation ON organisation.id = organisation_id "
        "WHERE organisation.code = :code"
    )
    assert ask(plans_to_read, question, code=organisation) == [(MEASUREMENTS[organisation],)]


def test_nothing_of_the_real_plans_is_simulated(plans_to_read: Engine) -> None:
    assert ask(plans_to_read, "SELECT DISTINCT simulated FROM v_measurement") in ([(False,)], [(0,)])
    assert ask(plans_to_read, "SELECT DISTINCT simulated FROM v_amount") in ([(False,)], [(0,)])


def test_every_indicator_target_goal_and_activity_has_its_source(plans_to_read: Engine) -> None:
    tables = ("objective", "indicator", "target", "activity", "follow_up", "contradiction")
    for table in tables:
        without = f"SELECT count(*) FROM {table} WHERE length(trim(source)) < 8"  # noqa: S608 - names above
        assert ask(plans_to_read, without) == [(0,)], table
