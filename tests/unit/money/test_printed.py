"""Printed result tables: how they are put together, and what their sums are checked against."""

import pandas as pd
import pytest
from drawn import table
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.money.printed import Column, ResultTable, in_thousands, lead, told_of
from metrics.money.printed_tables import result_tables
from metrics.vocabulary import AmountKind
from pages.parts.economy.printed_tables import contradictions_html, table_html

UNITS = "id | name | parent_id\n1 | IFO | \n2 | Barn | 1\n3 | Vuxna | 1"
ACCOUNTS = """
id | name            | role       | position
1  | Bidrag          | income     | 1
2  | Avgifter        | income     | 2
3  | Summa intäkter  | income_sum | 3
4  | Personal        | cost       | 4
5  | Köp             | cost       | 5
6  | Summa kostnader | cost_sum   | 6
7  | Netto           | net        | 7
8  | Ackumulerat     | balance    | 8
"""
WORDS = ("name", "role", "period", "made_in", "source", "comment", "kind")


def tables(amounts: str, *, units: str = UNITS) -> tuple[ResultTable, ...]:
    """Make tables of amounts drawn in tkr; of unit 1, 2017 and the source Plan, Budget if not drawn."""
    drawn = table(amounts, words=WORDS)
    usual = {"unit_id": 1, "kind": "budget", "year": 2017, "made_in": None, "comment": None}
    for name, value in usual.items():
        drawn[name] = drawn.get(name, pd.Series([value] * len(drawn), dtype=object))
    drawn["period"] = drawn.get("period", drawn["year"].astype(str))
    drawn["source"] = drawn.get("source", "Plan, Budget " + drawn["unit_id"].astype(str))
    drawn["amount"] = 1000.0 * drawn.pop("tkr").astype(float)
    tree = table(units, words=("name",)).astype({"parent_id": "Int64"})
    return result_tables(drawn, table(ACCOUNTS, words=WORDS), tree)


def differences(found: ResultTable) -> list[tuple[str, float, float]]:
    return [(check.line.name, check.computed / 1000, check.printed / 1000) for check in found.differences]


# The accounts with their amounts in tkr; how many sums are checked; which differ, what the parts make.
INSIDE = [
    ("everything adds up", {1: 5, 2: 3, 3: 8, 4: -9, 5: -4, 6: -13, 7: -5}, 3, []),
    ("the income is too high", {1: 5, 2: 3, 3: 9}, 1, [("Summa intäkter", 5 + 3, 9)]),
    ("the cost is too low", {4: -9, 5: -4, 6: -12}, 1, [("Summa kostnader", -9 - 4, -12)]),
    ("the net is made of printed sums", {1: 5, 3: 6, 4: -9, 6: -9, 7: -3}, 3, [("Summa intäkter", 5, 6)]),
    ("the net is made of rows where no sum is printed", {1: 5, 2: 1, 4: -9, 7: -2}, 1, [("Netto", -3, -2)]),
    ("a balance is no part of anything", {1: 5, 4: -9, 7: -4, 8: 100}, 1, []),
    ("cost alone makes no net", {4: -9, 7: -9}, 0, []),
    ("a sum without parts can't be checked", {3: 9, 6: -9}, 0, []),
    ("a real 0 is an amount", {1: 0, 2: 0, 3: 1}, 1, [("Summa intäkter", 0, 1)]),
]


@pytest.mark.parametrize(
    ("amounts", "checks", "expected"), [case[1:] for case in INSIDE], ids=[c[0] for c in INSIDE]
)
def test_sums_inside_a_table(amounts: dict[int, int], checks: int, expected: list) -> None:
    rows = "\n".join(f"{account} | {amount}" for account, amount in amounts.items())
    (found,) = tables(f"account_id | tkr\n{rows}")
    assert len(found.checks) == checks
    assert differences(found) == expected


def test_an_empty_cell_is_missing_and_leaves_its_sum_unchecked() -> None:
    (found,) = tables("""
        account_id | year | tkr
        1          | 2016 | 5
        2          | 2016 | 3
        3          | 2016 | 9
        1          | 2017 | 5
        3          | 2017 | 9
    """)
    assert [line.amounts for line in found.lines] == [(5000, 5000), (3000, None), (9000, 9000)]
    assert found.lines[1].texts() == ("3", "")
    assert [check.column.year for check in found.checks] == [2016]


def test_a_placeholder_is_shown_but_neither_summed_nor_checked() -> None:
    (found,) = tables("""
        account_id | year | tkr | comment
        1          | 2017 | 5   |
        2          | 2017 | 0   |
        4          | 2017 | -9  |
        7          | 2017 | -4  |
        7          | 2018 | 0   | Nettot är tryckt 0 som platshållare.
        1          | 2019 | 5   | Troligen platshållare: området är nytt.
        2          | 2019 | 0   | Troligen platshållare: området är nytt.
        3          | 2019 | 6   |
    """)
    assert found.lines[-1].texts()[1] == "0"
    assert [(line.name, line.placeholders) for line in found.lines if any(line.placeholders)] == [
        ("Avgifter", (False, False, True)),
        ("Netto", (False, True, False)),
    ]
    assert [(check.column.year, check.parts, check.left_out) for check in found.checks] == [
        (2017, ("Bidrag", "Avgifter", "Personal"), ()),
        (2019, ("Bidrag",), ("Avgifter",)),
    ]
    assert found.left_out_text.endswith("inte med bland delarna: Avgifter.")


PARTS = """
unit_id | account_id | kind     | made_in | tkr
1       | 7          | forecast |         | -66850
2       | 7          | forecast | 2017-08 | -34722
3       | 7          | forecast | 2017-08 | -31501
"""


def test_the_units_below_are_set_against_the_printed_net_whatever_month_is_not_said() -> None:
    found = tables(PARTS)
    assert [table.unit for table in found] == ["IFO", "Barn", "Vuxna"]
    assert differences(found[0]) == [("Netto", -34722 - 31501, -66850)]
    assert found[0].sentence == (
        "Delarna ger −66\N{NO-BREAK SPACE}223\N{NO-BREAK SPACE}tkr, dokumentet skriver "
        "−66\N{NO-BREAK SPACE}850: skillnad 627\N{NO-BREAK SPACE}tkr."
    )
    assert found[0].marks(found[0].lines[0], found[0].columns[0]) == ("områdena skiljer 627",)


@pytest.mark.parametrize(
    ("why", "old", "new"),
    [
        (
            "a part of another month",
            "1       | 7          | forecast |        ",
            "1 | 7 | forecast | 2017-03",
        ),
        ("a part has another column only", "3       | 7          | forecast | 2017-08", "3 | 7 | budget |"),
        ("a part has no net", "3       | 7 ", "3       | 4 "),
        ("one part alone", "3       | 7          | forecast | 2017-08 | -31501\n", ""),
        (
            "which of two forecasts is meant isn't known",
            "3       | 7",
            "2 | 7 | forecast | 2017-03 | -1\n3 | 7",
        ),
    ],
)
def test_no_sum_of_units_is_made_where_they_are_not_all_the_parts(why: str, old: str, new: str) -> None:
    assert old in PARTS, why
    assert tables(PARTS.replace(old, new))[0].checks == ()


def test_income_and_cost_of_the_units_below_are_checked_too() -> None:
    parent, *_ = tables("""
        unit_id | account_id | tkr
        1       | 3          | 8
        1       | 6          | -20
        1       | 7          | -12
        2       | 1          | 5
        2       | 4          | -9
        2       | 7          | -4
        3       | 1          | 3
        3       | 4          | -10
        3       | 7          | -7
    """)
    assert len(parent.checks) == 1 + 3
    assert differences(parent) == [("Summa kostnader", -9 - 10, -20), ("Netto", -4 - 7, -12)]
    assert parent.sentence.startswith("2 av 4 prövade summor stämmer inte med sina delar. Mest skiljer ")


def test_parts_and_their_sums_with_one_source_are_one_table_with_the_parts_first() -> None:
    (found,) = tables("""
        unit_id | account_id | tkr  | source       | comment
        1       | 6          | -510 | Plan, Budget | Kostnader trycks utan minus i dokumentet.
        3       | 4          | -142 | Plan, Budget | Kostnader trycks utan minus i dokumentet.
        2       | 4          | -365 | Plan, Budget | Kostnader trycks utan minus i dokumentet.
    """)
    assert [(line.name, line.texts()) for line in found.lines] == [
        ("Barn", ("−365",)),
        ("Vuxna", ("−142",)),
        ("Summa kostnader", ("−510",)),
    ]
    assert differences(found) == [("Summa kostnader", -365 - 142, -510)]
    assert found.units_text == (
        "Belopp i tkr, kostnader med minus. Kostnader trycks utan minus i dokumentet."
    )
    assert found.notes == ()


def test_units_with_whole_tables_of_their_own_are_not_one_table_although_the_source_is() -> None:
    found = tables("""
        unit_id | account_id | tkr | source
        1       | 7          | -9  | Plan, Budget
        2       | 1          | 5   | Plan, Budget
        2       | 4          | -9  | Plan, Budget
    """)
    assert [table.unit for table in found] == ["IFO", "Barn"]


def test_columns_stand_by_year_and_kind_and_a_forecast_says_its_month_or_that_it_is_not_given() -> None:
    (found,) = tables("""
        account_id | kind     | year | made_in | tkr
        7          | plan     | 2019 |         | 1
        7          | forecast | 2017 |         | 2
        7          | forecast | 2017 | 2017-08 | 3
        7          | budget   | 2018 |         | 4
        7          | budget   | 2017 |         | 5
        7          | outcome  | 2016 |         | 6
    """)
    assert [f"{column.label} {column.made}".strip() for column in found.columns] == [
        "Redovisat 2016",
        "Budget 2017",
        "Prognos 2017 månad anges inte",
        "Prognos 2017 gjord i augusti 2017",
        "Budget 2018",
        "Plan 2019",
    ]
    assert found.lines[0].texts() == ("6", "5", "2", "3", "4", "1")


def test_only_whole_years_of_a_source_are_printed() -> None:
    (found,) = tables("""
        account_id | period  | tkr | source
        1          | 2017-03 | 1   | Plan
        2          | 2017    | 2   |
        4          | 2017    | 3   | Plan
    """)
    assert [line.name for line in found.lines] == ["Personal"]


def test_nothing_printed_is_no_tables() -> None:
    assert tables("account_id | tkr | source\n1 | 5 | ") == ()


def test_a_cell_that_is_printed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="each cell once"):
        tables("account_id | tkr\n1 | 5\n1 | 6")


def test_notes_say_their_columns_once_and_repeat_neither_headings_nor_checks() -> None:
    (found,) = tables("""
        account_id | year | tkr | comment
        1          | 2017 | 1   | Budget 2017. Bara preliminär.
        2          | 2017 | 1   | Budget 2017. Bara preliminär.
        1          | 2018 | 1   | Bara preliminär. Delarna går ihop med de tryckta summorna.
    """)
    assert found.notes == ("Budget 2017 och Budget 2018: Bara preliminär.",)


NBSP = "\N{NO-BREAK SPACE}"
# Income, cost, cost sum and net in tkr, and what is said of the table; ~ is a no-break space.
SENTENCES = [
    (5, -9, -9, -4, "Delarna går ihop med de tryckta summorna."),
    (
        *(5, -9, -9, -5),
        "1 av 2 prövade summor stämmer inte med sina delar. Netto, Budget 2017: delarna ger −4~tkr, "
        "dokumentet skriver −5: skillnad 1~tkr. Så mycket kan avrundning till hela tkr göra.",
    ),
    (
        *(5, -9, -1009, -1000),
        "2 av 2 prövade summor stämmer inte med sina delar. Mest skiljer Summa kostnader, Budget 2017: "
        "delarna ger −9~tkr, dokumentet skriver −1~009: skillnad 1~000~tkr.",
    ),
]


@pytest.mark.parametrize(("income", "cost", "cost_sum", "net", "told"), SENTENCES)
def test_a_table_says_whether_it_adds_up(income: int, cost: int, cost_sum: int, net: int, told: str) -> None:
    (found,) = tables(f"account_id | tkr\n1 | {income}\n4 | {cost}\n6 | {cost_sum}\n7 | {net}")
    assert found.sentence == told.replace("~", NBSP)


def test_a_table_without_sums_says_that_nothing_can_be_checked() -> None:
    (found,) = tables("account_id | tkr\n1 | 5")
    assert found.sentence == "Tabellen har ingen summa som kan prövas mot sina delar."


# Two parts in tkr, their sum, and whether three figures rounded by half a tkr each can explain it.
ROUNDING = [(5, 3, 8, False), (5, 3, 9, True), (5, 3, 7, True), (5, 3, 10, False), (5.5, 3, 9, False)]


@pytest.mark.parametrize(("first", "second", "printed", "explained"), ROUNDING)
def test_rounding_explains_half_a_tkr_for_each_printed_figure(
    first: float, second: float, printed: float, *, explained: bool
) -> None:
    (found,) = tables(f"account_id | tkr\n1 | {first}\n2 | {second}\n3 | {printed}")
    assert [check.may_be_rounding for check in found.checks] == [explained]


@pytest.mark.parametrize(
    ("kronor", "told"),
    [
        (-66_223_000, f"−66{NBSP}223"),
        (1_500, "1,5"),
        (12_340, "12,34"),
        (-1, "−0,001"),
        (0, "0"),
        (999.6, "1"),
    ],
)
def test_kronor_are_written_as_tkr_with_the_decimals_they_need(kronor: float, told: str) -> None:
    assert in_thousands(kronor) == told


TWO_SOURCES = """
unit_id | account_id | tkr | source
2       | 1          | 5   | Plan 2017, Budget, IFO, Barn
3       | 1          | 5   | Plan 2017, Budget, IFO, Vuxna
"""


@pytest.mark.parametrize(
    ("source", "about"),
    [
        ("Plan 2017, Budget, Barn", ["Barn"]),
        ("Plan 2017, Inledning; Budget, Vuxna", ["Vuxna"]),
        ("Plan 2017, Budget", []),
        ("Plan 2017", []),
        ("Plan 2017, Mål, Barn", []),
    ],
)
def test_a_contradiction_belongs_to_the_table_whose_headings_it_names(source: str, about: list) -> None:
    found = tables(TWO_SOURCES)
    assert [each.unit for each in found if told_of(each, found, ["Ord, Mål", source]) == (1,)] == about


def test_the_only_table_has_what_is_said_of_its_heading_but_not_of_the_whole_document() -> None:
    (found,) = tables("account_id | tkr | source\n1 | 5 | Plan 2017, Budget")
    assert told_of(found, [found], ["Plan 2017", "Plan 2017, Budget"]) == (1,)


@pytest.mark.parametrize(
    ("organisation", "begins"),
    [
        ("Timrå", "Timrås dokument skriver årsbelopp för 2017. Månader finns inte"),
        ("Borås", "Borås dokument skriver "),
    ],
)
def test_the_page_is_led_by_what_is_printed(organisation: str, begins: str) -> None:
    assert lead(organisation, tables("account_id | tkr\n1 | 5")).startswith(begins)
    assert lead(organisation, []) == f"Inget dokument för {organisation} skriver årsbelopp."


def test_columns_meet_only_in_kind_year_and_month() -> None:
    august = Column(AmountKind.FORECAST, 2017, "2017-08")
    assert august.meets(Column(AmountKind.FORECAST, 2017))
    assert not august.meets(Column(AmountKind.FORECAST, 2017, "2017-03"))
    assert not august.meets(Column(AmountKind.FORECAST, 2018, "2017-08"))
    assert not august.meets(Column(AmountKind.BUDGET, 2017))


AMOUNTS = st.integers(-(10**9), 10**9)


@settings(max_examples=40)
@given(income=st.tuples(AMOUNTS, AMOUNTS), cost=st.tuples(AMOUNTS, AMOUNTS), wrong=AMOUNTS)
def test_a_printed_sum_misses_by_exactly_what_was_added_to_it(
    income: tuple[int, int], cost: tuple[int, int], wrong: int
) -> None:
    (found,) = tables(f"""
        account_id | tkr
        7          | {sum(income) + sum(cost) + wrong}
        6          | {sum(cost)}
        5          | {cost[1]}
        4          | {cost[0]}
        3          | {sum(income)}
        2          | {income[1]}
        1          | {income[0]}
    """)
    assert [check.difference for check in found.checks] == [0, 0, -1000 * wrong]
    assert [line.amounts[0] for line in found.lines[:2]] == [1000 * income[0], 1000 * income[1]]


def test_the_shown_table_marks_what_differs_with_a_symbol_and_words_and_escapes_its_text() -> None:
    (found,) = tables("""
        account_id | year | tkr  | comment          | source
        4          | 2017 | -9   | Enligt <nämnden> | Plan & budget
        6          | 2017 | -1500 |                 | Plan & budget
        7          | 2018 | 0    | Platshållare.    | Plan & budget
    """)
    html = table_html(found, doubts=(0, 3))
    figure = (
        f'<td class="number">−1{NBSP}500<small><span aria-hidden="true">≠</span> '
        f"raderna skiljer 1{NBSP}491</small></td>"
    )
    assert (
        f'<tr class="sum"><th scope="row">Summa kostnader</th>{figure}<td class="number"></td></tr>' in html
    )
    assert '<td class="number">−9</td>' in html
    assert '<td class="number">0<small>platshållare</small></td>' in html
    assert '<div class="scroll" tabindex="0" role="region" aria-label="IFO">' in html
    assert "<caption>IFO</caption>" in html
    assert '<th scope="col" class="number">Budget 2017</th>' in html
    assert "Enligt &lt;nämnden&gt;" in html
    assert "Se punkt 1 och 4 nedan. Källa: Plan &amp; budget" in html


def test_contradictions_are_listed_with_their_source() -> None:
    frame = pd.DataFrame(
        {"subject": ["SUMMA <fel>"], "text": ["Delarna\nblir 9"], "source": ["Plan, Budget"]}
    )
    assert contradictions_html(frame) == (
        '<ol class="doubts"><li><strong>SUMMA &lt;fel&gt;</strong><br>Delarna blir 9'
        "<small>Källa: Plan, Budget</small></li></ol>"
    )


def test_nets_that_share_a_source_stay_with_their_units_and_are_summed_between_them() -> None:
    found = tables("""
        unit_id | account_id | tkr | source
        1       | 7          | -9  | Plan, Budget
        2       | 7          | -5  | Plan, Budget
        3       | 7          | -3  | Plan, Budget
    """)
    assert [each.unit for each in found] == ["IFO", "Barn", "Vuxna"]
    assert differences(found[0]) == [("Netto", -5 - 3, -9)]
