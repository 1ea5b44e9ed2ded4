"""What the documents print of money, put together as their tables, and what their sums miss by."""

import pandas as pd
import pytest
from sqlalchemy import Engine, text

from metrics.money.printed import ResultTable, lead, told_of
from metrics.money.printed_tables import result_tables

HELSINGBORG, NORRKOPING, STOCKHOLM, TIMRA = (
    *("helsingborg", "norrkoping"),
    *("stockholm-hagersten-liljeholmen", "timra"),
)
QUESTIONS = {
    "amount": "SELECT unit_id, account_id, kind, year, period, made_in, amount, amount.source, comment "
    "FROM amount JOIN organisation ON organisation.id = organisation_id WHERE organisation.code = :code",
    "account": "SELECT account.id, account.name, role, position FROM account "
    "JOIN organisation ON organisation.id = organisation_id WHERE organisation.code = :code",
    "unit": "SELECT unit.id, unit.name, parent_id FROM unit "
    "JOIN organisation ON organisation.id = organisation_id WHERE organisation.code = :code "
    "ORDER BY position, unit.id",
}


def printed(engine: Engine, code: str) -> tuple[ResultTable, ...]:
    with engine.connect() as connection:
        amounts, accounts, units = (
            pd.read_sql_query(text(question), connection, params={"code": code})
            for question in QUESTIONS.values()
        )
    return result_tables(amounts, accounts, units)


def tkr(amounts: tuple[float | None, ...]) -> list[float | None]:
    return [None if amount is None else amount / 1000 for amount in amounts]


def missed(found: ResultTable, *, between_units: bool) -> dict[tuple[str, str], float]:
    return {
        (check.line.role.value, check.column.label): check.difference / 1000
        for check in found.differences
        if check.between_units == between_units
    }


def test_timra_prints_six_tables_in_its_own_order(plans_to_read: Engine) -> None:
    assert [each.unit for each in printed(plans_to_read, TIMRA)] == [
        "Individ- och familjeomsorgen",
        "Barn o familj",
        "Vuxna",
        "Öppenvård o mottagning",
        "Försörjningsstöd utbetalning",
        "EKB, Ensamkommande barn",
    ]


def test_the_columns_of_timra_are_as_printed(plans_to_read: Engine) -> None:
    first, *others = printed(plans_to_read, TIMRA)
    headings = "Redovisat 2016, Budget 2017, Prognos 2017, Budget 2018, Plan 2019, Plan 2020"
    assert {", ".join(column.label for column in each.columns) for each in (first, *others)} == {headings}
    assert first.columns[2].made == "månad anges inte"
    assert {each.columns[2].made for each in others} == {"gjord i augusti 2017"}


def test_the_rows_of_a_table_of_timra_are_as_printed(plans_to_read: Engine) -> None:
    children = printed(plans_to_read, TIMRA)[1]
    assert [(line.name, tkr(line.amounts)) for line in children.lines] == [
        ("Intäkter", [1761, 710, 1550, 710, None, None]),
        ("Kostnader", [-32881, -35803, -36272, -32670, None, None]),
        ("Nettokostnader", [-31120, -35093, -34722, -31960, 0, 0]),
    ]


def test_the_parts_of_timra_miss_the_printed_sums_of_ifo(plans_to_read: Engine) -> None:
    """As the recorded contradictions have them: income, cost and net of the three areas against IFO's."""
    ifo = printed(plans_to_read, TIMRA)[0]
    columns = ("Redovisat 2016", "Budget 2017", "Prognos 2017", "Budget 2018")
    by_role = {
        "income_sum": (3207 - 3258, 910 - 1511, 2400 - 2283, 2532 - 3132),
        "cost_sum": (-63716 + 68851, -70204 + 71432, -68623 + 69133, -73710 + 74108),
        "net": (5085, 627, 627, -202),
    }
    assert missed(ifo, between_units=True) == {
        (role, column): amount
        for role, values in by_role.items()
        for column, amount in zip(columns, values, strict=True)
    }
    assert missed(ifo, between_units=False) == {("net", "Redovisat 2016"): -65593 + 65594}
    assert len(ifo.checks) == 4 + 3 * 4


@pytest.mark.parametrize(
    ("unit", "column", "difference"),
    [
        ("Försörjningsstöd utbetalning", "Redovisat 2016", (835 - 18742) + 17906),
        ("EKB, Ensamkommande barn", "Budget 2017", (66770 - 66823) + 54),
        ("Barn o familj", None, 0),
        ("Vuxna", None, 0),
        ("Öppenvård o mottagning", None, 0),
    ],
)
def test_the_other_tables_of_timra_miss_by_rounding_or_not_at_all(
    plans_to_read: Engine, unit: str, column: str | None, difference: int
) -> None:
    (found,) = (each for each in printed(plans_to_read, TIMRA) if each.unit == unit)
    assert [(check.column.label, check.difference / 1000) for check in found.differences] == (
        [(column, difference)] if column else []
    )
    assert all(check.may_be_rounding for check in found.differences)


def test_the_zeros_of_timra_that_are_no_amounts_are_not_checked(plans_to_read: Engine) -> None:
    found = printed(plans_to_read, TIMRA)
    assert not [check for each in found for check in each.checks if check.column.year > 2018]
    care = found[3]
    assert [check.column.label for check in care.checks] == ["Budget 2018"]
    assert [line.placeholders for line in care.lines] == [
        (True, True, True, False, False, False),
        (True, True, True, False, False, False),
        (True, True, True, False, True, True),
    ]
    left_out = {check.column.label: check.left_out for check in found[0].checks if check.between_units}
    assert left_out == {
        "Redovisat 2016": ("Öppenvård o mottagning",),
        "Budget 2017": ("Öppenvård o mottagning",),
        "Prognos 2017": ("Öppenvård o mottagning",),
        "Budget 2018": (),
    }


def test_norrkoping_prints_one_table_whose_parts_miss_both_totals(plans_to_read: Engine) -> None:
    (found,) = printed(plans_to_read, NORRKOPING)
    assert [(line.name, tkr(line.amounts)) for line in found.lines] == [
        ("Barn- och ungdomsvård (inkl. familjerätt)", [-365_000]),
        ("Vuxenvård", [-142_200]),
        ("Politisk verksamhet och nämndadministration", [-2_100]),
        ("SUMMA", [-509_400]),
        ("Socialnämndens budget enligt texten", [-509_374]),
    ]
    assert {check.computed for check in found.checks} == {-1000 * (365_000 + 142_200 + 2_100)}
    assert [check.difference / 1000 for check in found.differences] == [
        509_400 - 509_300,
        509_374 - 509_300,
    ]
    assert not any(check.may_be_rounding for check in found.differences)
    assert found.units_text.endswith("Kostnader trycks utan minus i dokumentet.")


@pytest.mark.parametrize(("code", "checks"), [(STOCKHOLM, 3), (HELSINGBORG, 3 * 3)])
def test_stockholm_and_helsingborg_add_up(plans_to_read: Engine, code: str, checks: int) -> None:
    (found,) = printed(plans_to_read, code)
    assert len(found.checks) == checks
    assert found.sentence == "Delarna går ihop med de tryckta summorna."


def test_stockholm_says_that_its_costs_are_printed_without_a_sign(plans_to_read: Engine) -> None:
    (found,) = printed(plans_to_read, STOCKHOLM)
    assert [line.name for line in found.lines][-2:] == ["Summa kostnader", "Summa netto"]
    assert found.units_text == (
        "Belopp i tkr, kostnader med minus. Kostnader och netto trycks utan minus i dokumentet."
    )
    assert found.notes == ()


def test_helsingborg_has_the_columns_and_the_words_of_its_document(plans_to_read: Engine) -> None:
    (found,) = printed(plans_to_read, HELSINGBORG)
    assert [(column.label, column.made) for column in found.columns] == [
        ("Redovisat 2015", ""),
        ("Prognos 2016", "månad anges inte"),
        ("Budget 2017", ""),
    ]
    assert found.notes[0] == "Redovisat 2015: Bokslut 2015."
    assert tkr(found.lines[-1].amounts) == [208, 208, 208]


def test_each_contradiction_of_one_table_stands_by_it(plans_to_read: Engine) -> None:
    question = text(
        "SELECT subject, contradiction.source FROM contradiction "
        "JOIN organisation ON organisation.id = organisation_id WHERE organisation.code = :code"
    )
    with plans_to_read.connect() as connection:
        told = connection.execute(question, {"code": TIMRA}).all()
    found = printed(plans_to_read, TIMRA)
    sources = [source for _, source in told]
    by_unit = {
        each.unit: [told[place].subject for place in told_of(each, found, sources)]
        for each in found
        if told_of(each, found, sources)
    }
    assert by_unit == {
        "Individ- och familjeomsorgen": ["IFO:s netto 2016 skiljer 1 tkr"],
        "Öppenvård o mottagning": ["Öppenvård o mottagning: 0 till och med 2017, -8 055 i budget 2018"],
        "Försörjningsstöd utbetalning": ["Försörjningsstödets netto 2016 skiljer 1 tkr"],
        "EKB, Ensamkommande barn": ["EKB:s netto i budget 2017 skiljer 1 tkr"],
    }


def test_what_runs_on_months_is_printed_nowhere(everything_to_read: Engine) -> None:
    assert printed(everything_to_read, "exempelstad") == ()


def test_the_page_says_that_months_are_not_known(plans_to_read: Engine) -> None:
    assert lead("Timrå", printed(plans_to_read, TIMRA)) == (
        "Timrås dokument skriver årsbelopp för 2016-2020. Månader finns inte, så varken ackumulerat "
        "utfall eller prognos kan räknas."
    )


@pytest.mark.parametrize(("code", "number"), [(HELSINGBORG, 4), (NORRKOPING, 3), (STOCKHOLM, 2), (TIMRA, 11)])
def test_what_is_doubtful_about_money_is_known_from_other_doubts(
    plans_to_read: Engine, code: str, number: int
) -> None:
    question = text(
        "SELECT count(*) FROM contradiction JOIN organisation ON organisation.id = organisation_id "
        "WHERE organisation.code = :code AND area = 'economy'"
    )
    with plans_to_read.connect() as connection:
        assert connection.scalar(question, {"code": code}) == number
