"""Where a derived figure comes from: its words, the figures behind it, and the way to each of them."""

import pytest
from drawn import drawn_office, figures

from metrics.derivation.trace import trace_of
from metrics.indicator_view import indicator_view
from metrics.periods import Period
from metrics.vocabulary import Periodicity

MONTH, QUARTER, TERTIAL, HALF_YEAR, YEAR = Periodicity
TREE = """
id | parent_id | code    | name
1  |           | kontoret | Kontoret
2  | 1         | barn    | Barn
3  | 2         | norra   | Norra
4  | 2         | sodra   | Södra
5  | 1         | vuxna   | Vuxna
"""
DESCRIBED = """
id | name           | kind  | unit_of_measure | decimals | periodicity | {}
1  | Egna           | flow  | dygn            | 0        | month       | {}
2  | Köpta          | flow  | dygn            | 0        | month       | {}
9  | Måttet         | {}
"""
EMPTY = "derivation | span | threshold | threshold_rule"
OF_BOTH = "indicator_id | part_id | role\n9 | 1 | first\n9 | 1 | second\n9 | 2 | second"
FIRST_THEN_SECOND = "indicator_id | part_id | role\n9 | 1 | first\n9 | 2 | second"
OF_FIRST = "indicator_id | part_id | role\n9 | 1 | first"
DAYS = """
unit_id | indicator_id | period  | value | state
3       | 1            | 2026-01 | 1200  | final
4       | 1            | 2026-01 | 300   | final
3       | 2            | 2026-01 | 500   | final
4       | 2            | 2026-01 | 0     | final
3       | 1            | 2026-02 | 30    | preliminary
4       | 1            | 2026-02 |       | missing
3       | 2            | 2026-02 |       | confidential
4       | 2            | 2026-02 | 7     | final
"""


def office(derived, parts, **drawn):
    described = DESCRIBED.format(EMPTY, "| | |", "| | |", derived)
    return drawn_office(described, units=TREE, parts=parts, **drawn)


def trace(derived, parts, drawn=DAYS, *, unit=1, period="2026-01"):
    made = office(derived, parts)
    found = trace_of(made, made.subject_of(9), figures(drawn), unit, Period.parse(period))
    assert found is not None
    return found


def plain(text):
    return text.replace("\u00a0", " ")


def sources(found):
    """Name, role, period, value and note of each source."""
    return [
        (each.name, each.role, each.period.code, plain(each.value_text), each.note) for each in found.sources
    ]


RATIO = "ratio | % | 1 | month | ratio | | |"
DIFFERENCE = "flow | dygn | 0 | month | difference | | |"


def test_a_measured_figure_has_nothing_behind_it():
    made = office(RATIO, OF_BOTH)
    assert trace_of(made, made.subject_of(1), figures(DAYS), 1, Period.parse("2026-01")) is None


def test_a_ratio_names_both_its_sides_and_their_figures_of_the_same_unit_and_period():
    found = trace(RATIO, OF_BOTH)
    assert found.words == "Räknas ut: «Egna» genom («Egna» + «Köpta»)."
    assert sources(found) == [
        ("Egna", "Täljare", "2026-01", "1 500 dygn", ""),
        ("Egna", "Nämnare", "2026-01", "1 500 dygn", ""),
        ("Köpta", "Nämnare", "2026-01", "500 dygn", ""),
    ]


def test_a_unit_below_is_told_of_its_own_figures():
    found = trace(RATIO, OF_BOTH, unit=4)
    assert [(each.place.code, plain(each.value_text)) for each in found.sources] == [
        ("sodra", "300 dygn"),
        ("sodra", "300 dygn"),
        ("sodra", "0 dygn"),
    ]


def test_a_difference_says_what_is_added_and_what_is_taken_away():
    found = trace(DIFFERENCE, FIRST_THEN_SECOND, unit=3)
    assert found.words == "Räknas ut: «Egna» minus «Köpta»."
    assert sources(found) == [
        ("Egna", "Läggs till", "2026-01", "1 200 dygn", ""),
        ("Köpta", "Dras ifrån", "2026-01", "500 dygn", ""),
    ]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (3, [("30 dygn", "preliminärt"), ("..", "sekretess")]),
        (4, [("–", "saknas"), ("7 dygn", "")]),
        (1, [("–", "1 av 2 enheter har rapporterat"), ("..", "sekretess")]),
        (5, [("–", "ej rapporterat än"), ("–", "ej rapporterat än")]),
    ],
)
def test_a_part_that_is_not_there_says_why(unit, expected):
    found = trace(DIFFERENCE, FIRST_THEN_SECOND, unit=unit, period="2026-02")
    assert [(plain(each.value_text), each.note) for each in found.sources] == expected


def test_over_a_longer_period_the_parts_are_told_for_the_whole_of_it():
    found = trace(RATIO, OF_BOTH, unit=3, period="2026-T1")
    assert sources(found)[0] == ("Egna", "Täljare", "2026-T1", "1 230 dygn", "preliminärt, 2 av 4 perioder")


SHARES = """
unit_id | indicator_id | period  | value | numerator | denominator
3       | 1            | 2025-12 | 6     | 6         | 100
3       | 1            | 2026-01 | 4     | 4         | 100
3       | 1            | 2026-02 | 5     | 15        | 300
4       | 1            | 2026-02 | 10    | 10        | 100
"""
OF_RATIO = DESCRIBED.replace("| flow  | dygn            | 0  ", "| ratio | %               | 1  ")


def trace_of_share(derived, drawn=SHARES, *, unit=3, period="2026-02", parts=OF_FIRST):
    described = OF_RATIO.format(EMPTY, "| | |", "| | |", derived)
    made = drawn_office(described, units=TREE, parts=parts)
    found = trace_of(made, made.subject_of(9), figures(drawn), unit, Period.parse(period))
    assert found is not None
    return found


def test_a_rolling_mean_names_each_of_its_periods_newest_first_with_what_it_is_a_share_of():
    found = trace_of_share("ratio | % | 1 | month | rolling_mean | 4 | |")
    assert found.words == "Räknas ut: «Egna» för de senaste 4 perioderna tillsammans."
    assert sources(found) == [
        ("Egna", "", "2026-02", "5,0 % (15 av 300)", ""),
        ("Egna", "", "2026-01", "4,0 % (4 av 100)", ""),
        ("Egna", "", "2025-12", "6,0 % (6 av 100)", ""),
        ("Egna", "", "2025-11", "–", "ej rapporterat än"),
    ]


def test_a_rolling_sum_is_said_to_be_one():
    found = trace("stock | dygn | 0 | month | rolling_sum | 2 | |", OF_FIRST, unit=3, period="2026-02")
    assert found.words == "Räknas ut: summan av «Egna» för de senaste 2 perioderna."
    assert [each[2:] for each in sources(found)] == [
        ("2026-02", "30 dygn", "preliminärt"),
        ("2026-01", "1 200 dygn", ""),
    ]


def test_the_year_so_far_names_the_periods_since_january():
    found = trace_of_share("ratio | % | 1 | month | accumulated | | |")
    assert found.words == "Räknas ut: «Egna» från årets början till och med februari 2026."
    assert [each.period.code for each in found.sources] == ["2026-02", "2026-01"]


def test_a_cohorts_figure_leads_to_the_period_that_it_speaks_of():
    drawn = "unit_id | indicator_id | period | value\n3 | 1 | 2025-T2 | 45\n3 | 2 | 2025-T2 | 60"
    described = "ratio | % | 0 | tertial | cohort_share | 12 | |"
    found = trace(described, FIRST_THEN_SECOND, drawn, unit=3, period="2026-T2")
    assert found.words == (
        "Räknas ut: «Egna» genom «Köpta». Talet för tertial 2 2026 gäller dem som räknades i tertial 2 2025. "
        "Senare perioder kan inte vara kända än: 12 månader har inte gått."
    )
    assert sources(found) == [
        ("Egna", "Täljare", "2025-T2", "45 dygn", ""),
        ("Köpta", "Nämnare", "2025-T2", "60 dygn", ""),
    ]


PASSING = """
unit_id | indicator_id | period  | value | numerator | denominator | state
3       | 1            | 2026-01 | 4     | 4         | 100         | final
3       | 1            | 2026-02 | 6     | 18        | 300         | final
4       | 1            | 2026-01 | 4     | 4         | 100         | final
4       | 1            | 2026-02 | 4.5   | 9         | 200         | preliminary
5       | 1            | 2026-01 |       |           |             | confidential
"""


def test_a_share_of_units_names_each_unit_its_figure_and_whether_it_passes():
    """In the tertial unit Norra has 22 of 400 and unit Södra 13 of 300."""
    found = trace_of_share(
        "ratio | % | 0 | tertial | share_of_units | | 5 | below", PASSING, unit=1, period="2026-T1"
    )
    assert found.words == "Räknas ut: andelen enheter vars «Egna» är under 5\u00a0%."
    assert sources(found) == [
        ("Norra", "Klarar: nej", "2026-T1", "5,5 % (22 av 400)", "2 av 4 perioder"),
        ("Södra", "Klarar: ja", "2026-T1", "4,3 % (13 av 300)", "preliminärt, 2 av 4 perioder"),
        ("Vuxna", "", "2026-T1", "..", "sekretess"),
    ]
    assert [each.place.code for each in found.sources] == ["norra", "sodra", "vuxna"]


@pytest.mark.parametrize(
    ("unit", "names"), [(1, ["Norra", "Södra", "Vuxna"]), (2, ["Norra", "Södra"]), (4, ["Södra"])]
)
def test_the_units_named_are_those_below_the_one_that_is_shown(unit, names):
    described = "ratio | % | 0 | tertial | share_of_units | | 4.5 | at_least"
    found = trace_of_share(described, PASSING, unit=unit, period="2026-T1")
    assert found.words == "Räknas ut: andelen enheter vars «Egna» är minst 4,5\u00a0%."
    assert [each.name for each in found.sources] == names


def test_a_unit_above_others_that_have_reported_is_not_one_of_the_units():
    described = "ratio | % | 0 | tertial | share_of_units | | 5 | below"
    above = PASSING + "2       | 1            | 2025-12 | 4     | 4         | 100         | final"
    found = trace_of_share(described, above, unit=1, period="2026-T1")
    assert [each.name for each in found.sources] == ["Norra", "Södra", "Vuxna"]


ANSWERS = """
unit_id | indicator_id | period | value | n
3       | 1            | 2025   | 78    | 10
4       | 1            | 2025   | 76    | 10
1       | 2            | 2025   | 77    | 900
"""
HELD = "ratio | % | 0 | year | share_of_units | | | at_least_reference"


@pytest.mark.parametrize(
    ("drawn", "roles"),
    [
        (ANSWERS, ["Klarar: ja", "Klarar: nej"]),
        (ANSWERS.replace("1       | 2            | 2025", "1       | 2            | 2024"), None),
    ],
)
def test_units_are_held_against_the_roots_figure_or_it_can_not_be_told(drawn, roles):
    described = OF_RATIO.replace("| ratio | %               | 1  ", "| index | index           | 0  ")
    described = described.format(EMPTY, "| | |", "| | |", HELD)
    made = drawn_office(described, units=TREE, parts=FIRST_THEN_SECOND)
    for unit in (1, 2):
        found = trace_of(made, made.subject_of(9), figures(drawn), unit, Period.parse("2025"))
        assert found.words == "Räknas ut: andelen enheter vars «Egna» är lika med eller högre än «Köpta»."
        assert [each.role for each in found.sources] == (roles or ["Klarar: kan inte avgöras"] * 2)


def test_a_figure_of_too_few_people_is_a_secret_behind_others_too():
    described = """
    id | name   | kind  | unit_of_measure | derivation   | span | protected_by_id | protected_below
    1  | Egna   | ratio | %               |              |      | 2               | 10
    2  | Köpta  | stock | antal           |              |      |                 |
    9  | Måttet | ratio | %               | rolling_mean | 2    |                 |
    """
    drawn = """
    unit_id | indicator_id | period  | value | numerator | denominator
    3       | 1            | 2026-01 | 7     | 7         | 100
    3       | 1            | 2026-02 | 8     | 8         | 100
    3       | 2            | 2026-01 | 12    |           |
    3       | 2            | 2026-02 | 9     |           |
    """
    made = drawn_office(described, units=TREE, parts=OF_FIRST)
    found = trace_of(made, made.subject_of(9), figures(drawn), 3, Period.parse("2026-02"))
    assert [(plain(each.value_text), each.note) for each in found.sources] == [
        ("..", "sekretess"),
        ("7 % (7 av 100)", ""),
    ]


# The way to each source


def test_each_source_leads_to_the_indicator_and_the_unit_that_it_is_about():
    found = trace(RATIO, OF_BOTH, unit=4)
    assert [(each.subject.code, each.place.code) for each in found.sources] == [
        ("indikator-1", "sodra"),
        ("indikator-1", "sodra"),
        ("indikator-2", "sodra"),
    ]


MONTHS = [f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13)][:22]
"""January 2025 to October 2026."""


@pytest.mark.parametrize(
    ("period", "choosable"),
    [
        ("2026-10", "2026-10"),
        ("2025-T3", "2025-T3"),
        ("2025", "2025"),
        # half-years and quarters are not chosen: their last month shows them
        ("2025-H2", "2025-12"),
        ("2026-Q3", "2026-09"),
        # under way: as far as there are months
        ("2026-T3", "2026-10"),
        ("2026-H2", "2026-10"),
        ("2026", "2026-10"),
        # nothing at all can be chosen there
        ("2019-H1", "2019-H1"),
        ("2027-H1", "2027-H1"),
    ],
)
def test_a_source_is_seen_by_choosing_its_period_or_the_newest_month_of_it(period, choosable):
    made = office(RATIO, OF_BOTH, known_periods=MONTHS)
    assert made.choosable(Period.parse(period)).code == choosable


@pytest.mark.parametrize("periodicity", Periodicity)
@pytest.mark.parametrize("chosen", ["2025-12", "2026-10"])
def test_the_page_that_a_source_leads_to_shows_the_very_figure(periodicity, chosen):
    described = RATIO.replace("month", periodicity)
    made = office(described, OF_BOTH, known_periods=MONTHS)
    drawn = figures(
        "unit_id | indicator_id | period | value\n"
        + "\n".join(
            f"3 | {number} | {month} | {100 * number + at}"
            for number in (1, 2)
            for at, month in enumerate(MONTHS)
        )
    )
    shown = indicator_view(made, made.subject_of(9), drawn, 1, Period.parse(chosen))
    assert shown.row.period.periodicity == periodicity
    assert shown.trace is not None
    for source in shown.trace.sources:
        led_to = indicator_view(
            made,
            source.subject,
            drawn,
            source.place.id,
            made.choosable(source.period),
            source.period.periodicity,
        )
        assert led_to.row.period == source.period
        assert led_to.row.value_text == source.value_text
