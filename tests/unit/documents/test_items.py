"""Indicators as documents carry them: their charts, their figures, and what is said beside them."""

import pytest
from drawn import drawn_office, figures

from metrics.documents.items import chart_of, item_of
from metrics.indicator_view import indicator_view
from metrics.periods import Period

RATIO = "id | kind | unit_of_measure | decimals\n1 | ratio | % | 1"
STOCK = "id | kind | name\n1 | stock | Placerade barn"
MONEY = "id | kind | unit_of_measure\n1 | money | kronor"
YEARLY = "id | kind | periodicity\n1 | stock | year"
DESCRIPTION = {"definition": "Alla som är placerade.", "source_system": "Treserva", "source": "Planen, Mål"}


def view(indicators, drawn, period="2019-03", **others):
    office = drawn_office(indicators, **others)
    return indicator_view(office, office.subjects[0], figures(drawn), 1, Period.parse(period))


def chart(*args, **others):
    return chart_of(view(*args, **others), "Simulerade data")


def item(*args, **others):
    seen = view(*args, **others)
    return item_of(seen.row, seen, description=DESCRIPTION)


def plain(text):
    return text.replace("\u00a0", " ")


def drawn(*values, first="2017-01"):
    begin = Period.parse(first)
    lines = [f"{begin.shifted(place).code} | {value}" for place, value in enumerate(values)]
    return "\n".join(["period | value", *lines])


@pytest.mark.parametrize(
    ("indicators", "count", "first", "period", "shown"),
    [
        (STOCK, 27, "2017-01", "2019-03", ("2017-04", "2019-03", 24)),
        (STOCK, 5, "2017-01", "2017-05", ("2017-01", "2017-05", 5)),
        (YEARLY, 30, "1990", "2019", ("1990", "2019", 30)),
    ],
    ids=["two years of months", "a short history", "all years"],
)
def test_a_chart_shows_the_latest_two_years_of_months_and_all_of_years(
    indicators, count, first, period, shown
):
    points = chart(indicators, drawn(*range(count), first=first), period).points
    assert (points[0].period.code, points[-1].period.code, len(points)) == shown


def test_a_chart_ends_with_the_period_that_is_told_whatever_is_known_later():
    made = chart(STOCK, drawn(1, 2, 3, 99), "2017-03")
    assert [(point.period.code, point.value) for point in made.points] == [
        ("2017-01", 1),
        ("2017-02", 2),
        ("2017-03", 3),
    ]


def test_what_is_missing_or_hidden_is_a_gap_also_where_the_period_that_is_told_lacks():
    told = "period | value | state\n2019-01 | 4 | preliminary\n2019-02 | | confidential\n2019-04 | 7 | final"
    made = chart(STOCK, told, "2019-05")
    assert [(point.value, point.preliminary) for point in made.points] == [
        (4, True),
        (None, False),
        (None, False),
        (7, False),
        (None, False),
    ]


@pytest.mark.parametrize("state", ["confidential", "missing"])
def test_without_any_value_there_is_no_chart(state):
    assert chart(STOCK, f"period | value | state\n2019-03 | | {state}") is None


def test_values_are_rounded_as_they_are_shown():
    assert chart(RATIO, "period | value\n2019-03 | 66.666").points[-1].value == 66.7


def test_each_point_has_the_target_that_held_when_it_ended():
    targets = (
        "level | kind | value | valid_from | valid_to\n"
        "own | at_most | 8 | 2018-01-01 | 2018-12-31\n"
        "own | at_most | 5 | 2019-02-01 | 2019-12-31\n"
        "council | at_most | 9 | 2018-01-01 | 2019-12-31"
    )
    made = chart(STOCK, drawn(7, 6, 5, 4, first="2018-12"), targets=targets)
    assert [(line.name, line.values) for line in made.targets] == [
        ("Mål", (8, None, 5, 5)),
        ("KF:s mål", (9, 9, 9, 9)),
    ]


def test_large_amounts_and_their_targets_are_drawn_in_tkr_and_told_in_kronor():
    targets = "kind | value | basis\nat_most | 1500000 | period"
    made = item(MONEY, "period | value\n2019-03 | 1234567", targets=targets)
    assert (made.chart.unit_of_measure, made.chart.points[-1].value) == ("tkr", 1235)
    assert made.chart.targets[0].values == (1500,)
    assert (plain(made.value.text), made.value.number, made.value.unit_of_measure) == (
        "1 234 567 kr",
        1_234_567,
        "kronor",
    )


def test_a_point_beyond_chance_tells_what_it_means():
    values = [50, 51, 49, 50, 52, 48, 50, 51, 49, 50, 51, 49, 50, 51, 90]
    made = chart(RATIO, drawn(*values), "2018-03")
    assert [point.meaning for point in made.points][-1] == "better"
    neither = "id | kind | unit_of_measure | decimals | direction\n1 | ratio | % | 1 | none"
    assert chart(neither, drawn(*values), "2018-03").points[-1].meaning == "changed"


@pytest.mark.parametrize(
    ("targets", "status", "tone", "target"),
    [
        ("kind | value\nat_most | 10", "✓ Når målet", "better", "högst 10"),
        ("kind | value\nat_most | 4", "✕ Når inte målet", "worse", "högst 4"),
        ("kind | value\nplan | 4", "", "no_news", "plan 4"),
        ("kind\ndecrease", "○ Kan inte bedömas", "no_news", "ska minska"),
        ("indicator_id", "", "no_news", ""),
    ],
)
def test_an_item_has_a_status_where_it_has_a_target_to_be_judged_by(targets, status, tone, target):
    made = item(STOCK, "period | value\n2019-02 | 6\n2019-03 | 8", targets=targets)
    assert (made.status, made.tone, made.target) == (status, tone, target)
    assert (made.value.text, made.value.number, made.change) == ("8", 8, "+2")
    assert (made.definition, made.source) == ("Alla som är placerade", "Treserva. Planen, Mål")


def test_a_hidden_figure_has_no_number_and_an_earlier_one_keeps_its_own():
    told, target = "period | value | state\n2019-02 | 6 | final\n2019-03 | | confidential", "kind\ndecrease"
    made = item(STOCK, told, targets=target)
    assert (made.value.text, made.value.number, made.status, made.change) == ("..", None, "", "")
    assert [point.value for point in made.chart.points] == [6, None]


def test_a_point_says_whether_it_is_hidden_or_lacks():
    made = chart(STOCK, "period | value | state\n2019-01 | 6 | final\n2019-02 | | confidential", "2019-03")
    assert [(point.value, point.hidden) for point in made.points] == [(6, False), (None, True), (None, False)]


def test_a_yearly_figure_says_its_year_in_a_document_of_a_month_and_not_in_one_of_its_own():
    seen = view(YEARLY, "period | value\n2018 | 8", "2019-03")
    made = item_of(seen.row, seen, chosen=Period.parse("2019-03"))
    assert (made.period.code, made.note) == ("2018", "avser 2018")
    assert item_of(seen.row, seen, chosen=Period.parse("2018")).note == ""


def test_a_share_changes_by_percentage_points():
    made = item(RATIO, "period | value\n2019-02 | 50\n2019-03 | 51.5")
    assert made.change == "+1,5 procentenheter"
    assert (made.value.number, made.value.unit_of_measure, made.value.decimals) == (51.5, "%", 1)


def test_without_its_whole_time_an_item_has_no_chart():
    row = view(STOCK, "period | value\n2019-03 | 8").row
    made = item_of(row, None, actions=["Nytt schema"], comments=["Många lov"])
    assert (made.chart, made.actions, made.comments) == (None, ("Nytt schema",), ("Många lov",))
