"""What the five documents print, value by value: targets, dates, facts, budgets and contradictions."""

from typing import Any

import pytest
from sqlalchemy import Engine, text

HELSINGBORG = "helsingborg-2017-2019"
NORRKOPING_2017 = "norrkoping-2017"
STOCKHOLM = "stockholm-hagersten-liljeholmen-2019"
TIMRA = "timra-2018-2020"


def ask(engine: Engine, question: str, **values: Any) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question), values)]


# Activities that stand in Stockholm's tables, with their dates: objective, number, dates.
STOCKHOLM_TABLES = {
    "kf-1-2": 1,
    "kf-1-4": 7,
    "nm-sjalvstandigt-liv": 4,
    "em-rattssaker-handlaggning": 3,
    "em-sjalvstandigt-liv": 2,
    "em-insatser-hog-kvalitet": 3,
    "nm-ekonomi": 2,
    "nm-medarbetare": 3,
    "em-medarbetare": 3,
}


@pytest.mark.parametrize("objective", STOCKHOLM_TABLES)
def test_each_table_of_stockholm_has_its_activities_with_start_and_end(
    plans_to_read: Engine, objective: str
) -> None:
    question = (
        "SELECT count(activity.starts), count(activity.ends), count(*) FROM activity "
        "JOIN objective ON objective.id = objective_id JOIN plan ON plan.id = activity.plan_id "
        "WHERE plan.code = :plan AND objective.code = :objective"
    )
    number = STOCKHOLM_TABLES[objective]
    assert ask(plans_to_read, question, plan=STOCKHOLM, objective=objective) == [(number, number, number)]


@pytest.mark.parametrize(
    ("part_of_title", "starts", "ends"),
    [
        ("Förvaltningen ska under perioden inventera", "2019-01-01", "2019-03-31"),
        ("Brukarintervjuer med barn och unga", "2019-02-01", "2019-10-31"),
        ("Deltagande i projekt Viewpoint", "2019-02-01", "2019-12-31"),
        ("Systemteoretiskutbildning", "2019-01-01", "2019-06-30"),
        ("Prognosuppföljning", "2019-01-01", "2019-12-31"),
    ],
)
def test_activities_have_the_printed_dates(
    plans_to_read: Engine, part_of_title: str, starts: str, ends: str
) -> None:
    rows = ask(
        plans_to_read,
        "SELECT starts, ends FROM v_activity WHERE activity LIKE :title",
        title=f"{part_of_title}%",
    )
    assert [(str(first), str(last)) for first, last in rows] == [(starts, ends)]


# Organisation, indicator, unit of measure, level, valid year, value: as printed (empty: not set).
PRINTED_TARGETS = [
    ("Stockholm%", "Antal tillhandahållna platser för feriejobb", "own", 2019, 350),
    ("Stockholm%", "Antal tillhandahållna platser för feriejobb", "council", 2019, 9000),
    ("Stockholm%", "Andel meddelanden om avhysning%", "own", 2019, 75),
    ("Stockholm%", "Andel meddelanden om avhysning%", "council", 2019, None),
    ("Stockholm%", "Sjukfrånvaro dag 1-14", "own", 2019, 1.37),
    ("Stockholm%", "Sjukfrånvaro dag 1-14", "council", 2019, None),
    ("Helsingborg", "Andel klienter som bor sex månader eller kortare%", "own", 2017, 60),
    ("Helsingborg", "Andel klienter som bor sex månader eller kortare%", "own", 2018, 61),
    ("Helsingborg", "Andel klienter som bor sex månader eller kortare%", "own", 2019, 62),
    ("Helsingborg", "Genomsnittlig insatstid inom extern heldygnsvård%", "own", 2017, 160),
    ("Helsingborg", "Genomsnittlig insatstid inom extern heldygnsvård%", "own", 2018, 155),
    ("Helsingborg", "Genomsnittlig insatstid inom extern heldygnsvård%", "own", 2019, 150),
    ("Helsingborg", "Antal uppdrag inom våra serviceverksamheter", "own", 2017, 2400),
    ("Helsingborg", "Hållbart medarbetarengagemang (HME)", "own", 2019, 76),
    ("Helsingborg", "Andel enheter med sjukfrånvaro lägre än fem procent", "own", 2018, 77),
    ("Helsingborg", "Andel invånare i innovationsgrupper%", "own", 2019, 50),
    ("Norrköping", "Upplevd tillgänglighet enligt socialkontorets brukarenkäter", "own", 2017, 8),
    ("Norrköping", "Barnens/ungdomarnas värdering av placeringarna", "own", 2017, None),
    ("Norrköping", "Antal barnfamiljer som blir vräkta", "own", 2017, 0),
    ("Timrå", "25 % av alla sökande skall söka ekonomiskt bistånd elektroniskt%", "own", 2017, 25),
    ("Timrå", "Antal familjehemsplacerade barn och unga", "own", 2017, 33),
    ("Timrå", "Beräknad volym köp av boendeplats SoL Socialpsykiatri", "own", 2017, 3),
]


@pytest.mark.parametrize(("organisation", "indicator", "level", "year", "value"), PRINTED_TARGETS)
def test_targets_have_the_printed_values(
    plans_to_read: Engine, organisation: str, indicator: str, level: str, year: int, value: float | None
) -> None:
    rows = ask(
        plans_to_read,
        "SELECT value FROM v_target WHERE organisation LIKE :organisation AND indicator LIKE :indicator "
        "AND level = :level AND valid_from <= :day AND valid_to >= :day AND kind <> 'decrease'",
        organisation=organisation,
        indicator=indicator,
        level=level,
        day=f"{year}-07-01",
    )
    assert rows == [(value,)]


# What a document prints in its text: organisation, indicator, period, value.
PRINTED_FACTS = [
    ("Helsingborg", "Den totala sjukfrånvaron på socialförvaltningen", "2016-08", 5.3),
    ("Helsingborg", "årsarbetare", "2016-09", 523),
    ("Helsingborg", "socialsekreterare", "2016-09", 225),
    ("Helsingborg", "Medellönen för kvinnor", "2016-09", 30_956),
    ("Helsingborg", "Medellönen för män", "2016-09", 30_478),
    ("Helsingborg", "Medelåldern inom socialförvaltningen", "2016-09", 45),
    ("Helsingborg", "medelvärdet för sjukskrivningar i Sveriges kommuner", "2014", 6.3),
    ("Stockholm%", "Utredartjänster", "2019", 26),
    ("Stockholm%", "Tjänster i kontaktverksamheten", "2019", 1.5),
]


@pytest.mark.parametrize(("organisation", "indicator", "period", "value"), PRINTED_FACTS)
def test_single_printed_facts(
    plans_to_read: Engine, organisation: str, indicator: str, period: str, value: float
) -> None:
    rows = ask(
        plans_to_read,
        "SELECT period, value FROM v_measurement "
        "WHERE organisation LIKE :organisation AND indicator = :indicator",
        organisation=organisation,
        indicator=indicator,
    )
    assert rows == [(period, value)]


def test_employees_of_helsingborg_by_part_of_the_office(plans_to_read: Engine) -> None:
    question = "SELECT value FROM v_measurement WHERE indicator = 'tillsvidare-/provanställda medarbetare'"
    assert sorted(value for (value,) in ask(plans_to_read, question)) == [100, 142, 175, 540]


# Account, then Bokslut 2015, Prognos 2016 and budget 2017, in tkr as printed.
HELSINGBORG_ECONOMY = {
    "Kommunbidrag": (427_863, 470_078, 512_745),
    "Disposition av ackumulerat resultat": (21_543, 0, 0),
    "Intäkter": (110_811, 196_015, 172_322),
    "Summa intäkter": (427_863 + 21_543 + 110_811, 470_078 + 196_015, 512_745 + 172_322),
    "Utdelningskrav": (0, 0, 0),
    "Kostnader": (-560_009, -666_093, -685_067),
    "Summa kostnader": (-560_009, -666_093, -685_067),
    "Resultat": (560_217 - 560_009, 0, 0),
    "Ackumulerat resultat (inklusive årets resultat)": (208, 208, 208),
}
# Account and budget 2019 in tkr as printed, costs with the store's minus.
STOCKHOLM_BUDGET = {
    "Taxor och avgifter": 0,
    "Hyresintäkter": 0,
    "Bidrag och ersättningar": 1_100,
    "Försäljning": 0,
    "Övriga externa intäkter": 0,
    "Summa intäkter": 1_100,
    "Personalkostnader": -44_987,
    "Övriga personalkostnader": -7_874,
    "Lokalkostnader": -7_191,
    "Entreprenader och köp av verksamhet": -15_766,
    "Övriga kostnader": -5_382,
    "Summa kostnader": -(44_987 + 7_874 + 7_191 + 15_766 + 5_382),
    "Summa netto": 1_100 - 81_200,
}


def test_the_economy_of_helsingborg_is_as_printed(plans_to_read: Engine) -> None:
    question = "SELECT account, kind, year, amount FROM v_amount WHERE organisation = 'Helsingborg'"
    found = {(account, kind, year): amount for account, kind, year, amount in ask(plans_to_read, question)}
    columns = (("outcome", 2015), ("forecast", 2016), ("budget", 2017))
    assert found == {
        (account, kind, year): value * 1000
        for account, values in HELSINGBORG_ECONOMY.items()
        for (kind, year), value in zip(columns, values, strict=True)
    }


def test_the_budget_of_stockholm_is_as_printed(plans_to_read: Engine) -> None:
    question = "SELECT account, kind, year, amount FROM v_amount WHERE organisation LIKE 'Stockholm%'"
    found = {account: (kind, year, amount) for account, kind, year, amount in ask(plans_to_read, question)}
    names = {"Hyresintäkter": next(name for name in found if name.startswith(("Hyres", "Hyses")))}
    assert found == {
        names.get(account, account): ("budget", 2019, value * 1000)
        for account, value in STOCKHOLM_BUDGET.items()
    }


def test_the_budget_of_norrkoping_is_as_printed_with_both_totals(plans_to_read: Engine) -> None:
    question = "SELECT amount FROM v_amount WHERE organisation = 'Norrköping' AND year = 2017"
    printed = [365_000, 142_200, 2_100, 509_400, 509_374]
    assert sorted(amount for (amount,) in ask(plans_to_read, question)) == sorted(
        -1000 * tkr for tkr in printed
    )


# Plan, and the figures that one recorded contradiction tells of together.
CONTRADICTIONS = [
    (NORRKOPING_2017, ("509 300", "509 400", "509 374")),
    (TIMRA, ("202", "627", "5 085")),
    (TIMRA, ("-65 593", "-65 594")),
    (TIMRA, ("-17 907", "-17 906")),
    (TIMRA, ("-53", "-54")),
    (HELSINGBORG, ("175", "142", "100", "417", "123")),
]


@pytest.mark.parametrize(("plan", "figures"), CONTRADICTIONS)
def test_where_a_document_contradicts_itself_the_doubt_is_recorded(
    plans_to_read: Engine, plan: str, figures: tuple[str, ...]
) -> None:
    question = "SELECT text FROM contradiction JOIN plan ON plan.id = plan_id WHERE plan.code = :plan"
    plain = [
        told.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")
        for (told,) in ask(plans_to_read, question, plan=plan)
    ]
    assert any(all(figure in told for figure in figures) for told in plain)


def test_sick_leave_can_be_laid_side_by_side(plans_to_read: Engine) -> None:
    question = (
        "SELECT organisation.code FROM indicator JOIN organisation ON organisation.id = organisation_id "
        "WHERE concept = 'sjukfranvaro'"
    )
    assert {"helsingborg", "stockholm-hagersten-liljeholmen"} <= {
        code for (code,) in ask(plans_to_read, question)
    }
