"""Planned volumes: whose plan it is, what the year has come to, and how far that is from the plan."""

import pytest
from care_office import plain
from drawn import drawn_office, figures

from metrics.periods import Period
from metrics.placements.plan_lines import plan_lines, plan_remark
from metrics.placements.plan_volumes import plan_table
from metrics.placements.scope import whole_of
from metrics.placements.told import bare
from metrics.placements.totals import totals_words

UNITS = """
id | name     | parent_id
1  | Kontoret |
2  | Barn     | 1
3  | Norr     | 2
4  | Söder    | 2
5  | Vuxna    | 1
"""
INDICATORS = """
id | code      | concept             | area       | kind        | unit_of_measure | decimals | periodicity
1  | placerade | familjehemsplacerade| placements | stock       | antal           | 0        | month
2  | dygn      | varddygn-hvb        | placements | flow        | dygn            | 0        | month
3  | platser   | hvb-vuxna           | placements | year_places | årsplatser      | 1        | month
4  | utan-plan | skyddat-boende      | placements | stock       | antal           | 1        | month
5  | kopta     |                     | placements | year_places | årsplatser      | 1        | year
6  | annat     |                     | placements | stock       | antal           | 0        | month
"""
TARGETS = """
indicator_id | unit_id | kind        | value | basis  | valid_from | valid_to   | words
1            | 1       | plan        | 33    |        | 2017-01-01 | 2017-12-31 | Plan 2017: 33
2            | 3       | plan        | 365   | year   | 2017-01-01 | 2017-12-31 | Plan: 365
2            | 4       | plan        | 730   | year   | 2017-01-01 | 2017-12-31 | Plan: 730
3            |         | plan        | 5     |        | 2017-01-01 | 2017-12-31 | Plan 2017: 5
4            |         | report_only |       |        | 2017-01-01 | 2017-12-31 | -
5            |         | plan        | 3     |        | 2017-01-01 | 2017-12-31 | Tre årsplaceringar
6            |         | at_most     | 9     |        | 2017-01-01 | 2017-12-31 | Högst 9
"""
DRAWN = """
indicator_id | unit_id | period  | value
1            | 2       | 2015    | 20
1            | 2       | 2016    | 25
1            | 2       | 2017-01 | 26
1            | 2       | 2017-02 | 25
1            | 2       | 2017-03 | 29
2            | 3       | 2017-01 | 30
2            | 3       | 2017-02 | 30
2            | 3       | 2017-03 | 30
2            | 4       | 2017-01 | 62
2            | 4       | 2017-02 | 56
2            | 4       | 2017-03 | 70
3            | 5       | 2015    | 5.3
3            | 5       | 2017-01 | 6
3            | 5       | 2017-02 | 9
3            | 5       | 2017-03 | 3.5
4            | 5       | 2017-01 | 1
4            | 5       | 2017-02 | 0.5
4            | 5       | 2017-03 | 6
6            | 5       | 2017-01 | 4
"""


def table_of(period="2017-03", unit=1, drawn=DRAWN, targets=TARGETS):
    office = drawn_office(INDICATORS, units=UNITS, targets=targets)
    place = next(place for place in office.places if place.id == unit)
    chosen = Period.parse(period)
    known = figures(drawn)
    ended = known[[Period.parse(code).last <= chosen.last for code in known["period"]]]
    return plan_table(whole_of(office, place), ended, chosen)


def lines(*args, **other):
    """Code -> years before, plan, months told, so far, deviation, as they are written."""
    return {
        line.subject.code: (
            "/".join(line.earlier),
            plain(line.plan.text),
            " ".join(text or "." for text in line.months[:4]),
            line.so_far.text,
            plain(line.deviation.text),
        )
        for line in plan_lines(table_of(*args, **other))
    }


def test_every_planned_row_is_written_as_plans_print_them():
    assert lines() == {
        "placerade": ("20/25", "33", "26 25 29 .", "26,7", "-6,3"),
        "dygn": ("–/–", "1 095", "92 86 100 .", "278", "+8"),
        "platser": ("5,3/–", "5", "6 9 3,5 .", "6,2", "+1,2"),
        "utan-plan": ("–/–", "-", "1 0,5 6 .", "2,5", ""),
        "kopta": ("–/–", "3", ". . . .", "–", "–"),
    }


def test_a_year_s_days_are_held_against_as_much_of_the_plan_as_the_days_are_of_the_year():
    """January to March are 90 of 365 days: 1 095 × 90 / 365 = 270, and 278 came."""
    line = next(line for line in plan_lines(table_of()) if line.subject.code == "dygn")
    assert plain(line.deviation.note) == "mot 270"
    assert plain(line.plan.note) == "2 enheter"


def test_a_year_that_is_over_is_held_against_its_whole_plan():
    row = next(row for row in table_of("2017").rows if row.subject.code == "dygn")
    assert row.note == "3 av 12 perioder"
    assert row.planned_so_far == pytest.approx(1095 * 90 / 365)  # of the months that are known


def test_a_plan_for_the_office_is_not_its_units():
    assert set(lines(unit=2)) == {"dygn"}
    assert lines(unit=3)["dygn"][1:] == ("365", "30 30 30 .", "90", "0")


def test_a_plan_for_all_belongs_where_all_that_is_counted_lies_within():
    assert set(lines(unit=5)) == {"platser", "utan-plan"}


def test_a_unit_without_plan_leaves_the_sum_without_a_deviation():
    half = TARGETS.replace("4       | plan        | 730", "4       | at_most     | 730")
    line = next(line for line in plan_lines(table_of(targets=half)) if line.subject.code == "dygn")
    assert (line.plan.text, plain(line.plan.note), line.deviation.text) == ("365", "1 av 2 enheter", "–")


def test_a_month_that_lacks_a_unit_is_a_gap_and_its_days_are_not_planned_for():
    gone = DRAWN.replace("2            | 4       | 2017-02 | 56\n", "")
    row = next(row for row in table_of(drawn=gone).rows if row.subject.code == "dygn")
    line = next(line for line in plan_lines(table_of(drawn=gone)) if line.subject.code == "dygn")
    assert line.months[:3] == ("92", "–", "100")
    assert (row.so_far.value, row.note) == (192, "2 av 3 perioder")
    assert row.planned_so_far == pytest.approx(1095 * 62 / 365)


def test_a_plan_for_each_month_is_as_many_times_the_months():
    monthly = TARGETS.replace("365   | year  ", "30    | period").replace("730   | year  ", "60    | period")
    row = next(row for row in table_of(targets=monthly).rows if row.subject.code == "dygn")
    assert (row.planned.value, row.planned_so_far, row.deviation) == (90, 270, 8)


def test_of_two_plans_of_a_year_the_one_that_holds_on_the_last_day_is_told():
    revised = TARGETS.replace(
        "1            | 1       | plan        | 33    |        | 2017-01-01 | 2017-12-31 | Plan 2017: 33",
        "1            | 1       | plan        | 33    |        | 2017-01-01 | 2017-02-28 | Plan 2017: 33\n"
        "1            | 1       | plan        | 30    |        | 2017-03-01 | 2017-12-31 | Reviderad: 30",
    )
    assert lines("2017-02", targets=revised)["placerade"][1] == "33"
    assert lines("2017-03", targets=revised)["placerade"][1] == "30"


def test_of_two_operating_plans_the_newer_ones_volume_is_told_whichever_begins_later():
    drawn = """
    indicator_id | unit_id | kind | value | plan_from  | valid_from | valid_to
    1            | 1       | plan | 30    | 2016-07-01 | 2016-07-01 | 2017-12-31
    1            | 1       | plan | 33    | 2015-01-01 | 2017-01-01 | 2017-12-31
    """
    assert lines(targets=drawn)["placerade"][1] == "30"


def test_a_year_without_plans_has_no_rows():
    assert table_of("2018").rows == ()


def test_only_years_that_are_known_are_shown():
    assert table_of().earlier_years == (2015, 2016)
    assert table_of(drawn="indicator_id | unit_id | period | value\n1 | 2 | 2017-01 | 26").earlier_years == ()


def test_the_remark_tells_of_what_the_table_holds():
    assert plan_remark(table_of()) == (
        "Hittills är årets medel; för dygn och annat som läggs ihop är det summan, mot så stor del av planen "
        "som dagarna är av året. Ett streck står som i planen: inget är planerat. "
        "En plan säger vad som väntas, inte vad som är bättre. Ett mål för året kan vara ett annat tal, och "
        "hålls mot den egna säsongen."
    )
    assert plan_remark(table_of("2017", unit=3)).startswith("Helår är årets medel; för dygn")


def test_an_office_that_counts_by_client_group_tells_its_last_month_beside_the_plan():
    assert plain(totals_words(table_of())) == (
        "I mars 2017: 29 barn och unga i familjehem (årets medel 26,7 mot plan 33), 3,5 årsplatser i HVB för "
        "vuxna (årets medel 6,2 mot plan 5) och 6 i skyddat boende."
    )
    assert totals_words(table_of("2018")) == ""


@pytest.mark.parametrize(
    ("value", "most", "written"),
    [(8, 1, "8"), (5.3, 1, "5,3"), (0.5, 1, "0,5"), (26, 0, "26"), (1234, 0, "1 234"), (5.25, 1, "5,3")],
)
def test_numbers_are_written_with_no_more_decimals_than_they_have(value, most, written):
    assert plain(bare(value, most)) == written
