"""Timrå's printed tables, cell by cell: the twelve measures of 2017 and the six result tables."""

import pandas as pd
import pytest
from drawn import table
from sqlalchemy import Engine, text

# Exactly as printed: Bokslut 2015 and 2016, Plan 2017, then January to December. A dash is no plan.
MEASURES = """
Mått                                                | 2015 | 2016 | Plan | jan | feb | mar | apr | maj | jun | jul | aug | sep | okt | nov | dec
Antal brukare individstöd (sista dagen i månaden)   | 57   | 48   | 65   | 49  | 44  | 45  | 47  | 47  | 47  | 47  | 47  | 48  | 48  | 45  | 45
Antal brukare Daglig sysselsättning SoL             |      |      |      | 24  | 23  | 23  | 22  | 22  | 21  | 21  | 22  | 24  | 25  | 24  | 25
Antal brukare kontaktpersoner psykiatri SoL         |      |      |      | 9   | 9   | 9   | 9   | 9   | 9   | 9   | 9   | 9   | 9   | 9   | 9
Antal familjehemsplacerade barn och unga            | 20   | 25   | 33   | 26  | 25  | 26  | 29  | 35  | 35  | 30  | 26  | 23  | 24  | 25  | 27
varav uppväxtplacering                              | 18   | 18   | 20   | 18  | 18  | 18  | 18  | 18  | 18  | 18  | 18  | 18  | 18  | 18  | 18
Antal vårdnadsöverflyttade med fortsatt             |      |      |      | 6   | 6   | 6   | 6   | 7   | 6   | 6   | 6   | 6   | 6   | 6   | 6
Antal HVB-placeringar barn och unga (sista dagen i  | 5    | 5    | 8    | 7   | 7   | 7   | 8   | 10  | 9   | 7   | 5   | 8   | 6   | 9   | 8
Antal ensamkommande barn i egen regi                | 11   | 28   | 20   | 23  | 21  | 12  | 10  | 5   | 5   | 5   | 5   | 6   | 5   | 9   | 9
Antal ensamkommande barn i extern regi              | 107  | 63   | 65   | 74  | 74  | 82  | 80  | 84  | 83  | 78  | 79  | 71  | 66  | 54  | 51
Antal Klienter HVB missbruksvård (årsplaceringar)   | 5.3  | 8    | 5    | 6   | 9   | 3   | 4   | 3   | 2   | 2   | 3   | 5   | 8   | 9   | 6
Antal Klienter Skyddat boende Vård i nära relationer|      |      |      | 1   | 1   | 1   | 1   | 0   | 0.5 | 0.5 | 1   | 1   | 6   | 6   | 6
Antal hushåll med försörjningsstöd                  |      |      |      | 190 | 186 | 181 | 192 | 196 | 189 | 186 | 189 | 189 | 195 | 210 | 232
"""  # noqa: E501 - as printed
# Redovisat 2016, Budget 2017, Prognos 2017, Budget 2018, Plan 2019 and 2020, in tkr.
RESULTS = """
Område                       | Rad       | outcome 2016 | budget 2017 | forecast 2017 | budget 2018 | plan 2019 | plan 2020
Individ- och familjeomsorgen | intäkter  | 3258         | 1511        | 2283          | 3132        |           |
Individ- och familjeomsorgen | kostnader | -68851       | -71432      | -69133        | -74108      |           |
Individ- och familjeomsorgen | netto     | -65594       | -69921      | -66850        | -70976      | 0         | 0
Barn o familj                | intäkter  | 1761         | 710         | 1550          | 710         |           |
Barn o familj                | kostnader | -32881       | -35803      | -36272        | -32670      |           |
Barn o familj                | netto     | -31120       | -35093      | -34722        | -31960      | 0         | 0
Vuxna                        | intäkter  | 1446         | 200         | 850           | 1822        |           |
Vuxna                        | kostnader | -30835       | -34401      | -32351        | -32985      |           |
Vuxna                        | netto     | -29389       | -34201      | -31501        | -31163      | 0         | 0
Öppenvård o mottagning       | intäkter  | 0            | 0           | 0             | 0           |           |
Öppenvård o mottagning       | kostnader | 0            | 0           | 0             | -8055       |           |
Öppenvård o mottagning       | netto     | 0            | 0           | 0             | -8055       | 0         | 0
Försörjningsstöd utbetalning | intäkter  | 835          | 0           | 400           | 1500        |           |
Försörjningsstöd utbetalning | kostnader | -18742       | -18000      | -15900        | -16000      |           |
Försörjningsstöd utbetalning | netto     | -17906       | -18000      | -15500        | -14500      | 0         | 0
EKB, Ensamkommande barn      | intäkter  | 74943        | 66770       | 59667         | 36617       |           |
EKB, Ensamkommande barn      | kostnader | -91784       | -66823      | -54758        | -33655      |           |
EKB, Ensamkommande barn      | netto     | -16841       | -54         | 4909          | 2962        | 0         | 0
"""  # noqa: E501 - as printed
ROLES = {"intäkter": ("income", "income_sum"), "kostnader": ("cost", "cost_sum"), "netto": ("net",)}
MONTHS = "jan feb mar apr maj jun jul aug sep okt nov dec".split()
PERIODS = {"2015": "2015", "2016": "2016"} | {
    month: f"2017-{number:02d}" for number, month in enumerate(MONTHS, start=1)
}
MEASURE_ROWS = [(str(row.iloc[0]), row) for _, row in table(MEASURES).iterrows()]
RESULT_ROWS = [(f"{row.iloc[0]}, {row.iloc[1]}", row) for _, row in table(RESULTS).iterrows()]


@pytest.mark.parametrize(("name", "row"), MEASURE_ROWS, ids=[name for name, _ in MEASURE_ROWS])
def test_a_measure_has_every_printed_value_and_no_other(
    plans_to_read: Engine, name: str, row: pd.Series
) -> None:
    printed = {PERIODS[column]: float(row[column]) for column in PERIODS if row[column] == row[column]}
    question = "SELECT period, value FROM v_measurement WHERE organisation = 'Timrå' AND indicator = :name"
    with plans_to_read.connect() as connection:
        found = {each.period: each.value for each in connection.execute(text(question), {"name": name})}
    assert found == printed


@pytest.mark.parametrize(("name", "row"), MEASURE_ROWS, ids=[name for name, _ in MEASURE_ROWS])
def test_a_measure_has_its_plan_for_2017_or_none(plans_to_read: Engine, name: str, row: pd.Series) -> None:
    question = text("SELECT kind, value FROM v_target WHERE organisation = 'Timrå' AND indicator = :name")
    with plans_to_read.connect() as connection:
        found = [tuple(target) for target in connection.execute(question, {"name": name})]
    plan = row["Plan"]
    assert found == ([("plan", float(plan))] if plan == plan else [("report_only", None)])


@pytest.mark.parametrize(("name", "row"), RESULT_ROWS, ids=[name for name, _ in RESULT_ROWS])
def test_a_line_of_a_result_table_is_as_printed(plans_to_read: Engine, name: str, row: pd.Series) -> None:
    printed = {column: 1000 * float(value) for column, value in row.iloc[2:].items() if value == value}
    question = text(
        "SELECT amount.kind, year, amount, account.role FROM amount JOIN account ON account.id = account_id "
        "JOIN unit ON unit.id = amount.unit_id WHERE unit.name = :unit"
    )
    with plans_to_read.connect() as connection:
        amounts = connection.execute(question, {"unit": row["Område"]}).all()
    of_line = {f"{kind} {year}": amount for kind, year, amount, role in amounts if role in ROLES[row["Rad"]]}
    assert of_line == printed


def test_the_printed_placeholders_say_that_they_are(plans_to_read: Engine) -> None:
    question = text(
        "SELECT DISTINCT comment FROM amount JOIN organisation ON organisation.id = organisation_id "
        "WHERE organisation.code = 'timra' AND year IN (2019, 2020)"
    )
    with plans_to_read.connect() as connection:
        (comment,) = connection.scalars(question).all()
    assert "platshållare" in comment


def test_the_parts_miss_the_printed_net_by_what_is_recorded(plans_to_read: Engine) -> None:
    """Barn o familj, Vuxna and Öppenvård o mottagning against IFO: 5 085, 627, 627 and 202 tkr."""
    net = {name.split(",")[0]: row for name, row in RESULT_ROWS if name.endswith("netto")}
    parts = ("Barn o familj", "Vuxna", "Öppenvård o mottagning")
    columns = ("outcome 2016", "budget 2017", "forecast 2017", "budget 2018")
    missed = [
        sum(float(net[part][column]) for part in parts) - float(net["Individ- och familjeomsorgen"][column])
        for column in columns
    ]
    assert missed == [5085, 627, 627, -202]


def test_the_forecast_was_made_in_august_where_the_heading_says_so(plans_to_read: Engine) -> None:
    question = text(
        "SELECT DISTINCT unit, made_in FROM v_amount WHERE organisation = 'Timrå' AND kind = 'forecast'"
    )
    with plans_to_read.connect() as connection:
        made_in = {each.unit: each.made_in for each in connection.execute(question)}
    assert made_in.pop("Individ- och familjeomsorgen") is None
    assert set(made_in.values()) == {"2017-08"}
    assert len(made_in) == 5
