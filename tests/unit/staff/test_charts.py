"""The chart of the sick leave: twelve months rolling, the months themselves, and the same month each year."""

import pytest
from staff_office import HEADS, LATE_TWO_YEARS, counts, hours, plain, seen, small_office, two_years, usual

from metrics.staff.charts import sick_leave_chart
from metrics.theme import DARK, LIGHT

OWN, ROLLING = "Sjukfrånvaro", "Rullande 12 månader"
TARGETS = """
indicator_id | kind    | value | valid_from | valid_to
1            | at_most |   6.2 | 2020-01-01 | 2025-12-31
1            | at_most |   5.7 | 2026-01-01 | 2026-12-31
"""


def chart(lines, *, unit=3, period="2026-10", targets="indicator_id", remark="", palette=LIGHT):
    view = seen(lines, unit=unit, period=period, office=small_office(targets))
    return sick_leave_chart(view.whole, view.target_lines, palette=palette, remark=remark)


def trace(figure, name):
    return next(each for each in figure.data if each.name == name)


def known(line):
    """Place in time -> value, of what is drawn."""
    return {when[:7]: value for when, value in zip(line.x, line.y, strict=True) if value is not None}


def notes(figure):
    return [plain(note.text) for note in figure.layout.annotations]


def test_the_months_and_the_rolling_figure_are_drawn_as_they_are_shown():
    """40,44 of 1 000 is drawn as 4,0; the first twelve months end with October 2025."""
    figure = chart(two_years(3, 40.44))
    assert known(trace(figure, OWN)) == {f"{year}-{month:02d}": 4.0 for year, month in months()}
    rolling = known(trace(figure, ROLLING))
    assert (min(rolling), max(rolling), set(rolling.values())) == ("2025-10", "2026-10", {4.0})


def months():
    return [
        (2024, 11),
        (2024, 12),
        *((2025, month) for month in range(1, 13)),
        *((2026, month) for month in range(1, 11)),
    ]


def test_the_rolling_figure_is_the_strong_line_and_the_months_a_thin_one():
    figure = chart(two_years(3, 40))
    assert trace(figure, ROLLING).line.width > 2 > trace(figure, OWN).line.width


def test_without_a_rolling_figure_the_months_are_the_strong_line():
    figure = chart(hours(3, "2026-05", [(40, 1000)] * 6))
    assert [each.name for each in figure.data] == [OWN]
    assert trace(figure, OWN).line.width > 2


def test_the_same_month_of_every_year_is_marked_and_earlier_ones_are_written():
    lines = hours(3, "2023-01", [(month, 100) for month in range(1, 47)])
    figure = chart(lines)
    own = trace(figure, OWN)
    marked = [when[:7] for when, size in zip(own.x, own.marker.size, strict=True) if size == 7]
    assert marked == ["2023-10", "2024-10", "2025-10", "2026-10"]
    assert [note for note in notes(figure) if note in ("10,0", "22,0", "34,0", "46,0")] == [
        "10,0",
        "22,0",
        "34,0",
    ]


def test_four_years_are_seen():
    figure = chart(hours(3, "2020-01", [(40, 1000)] * 82))
    assert min(known(trace(figure, OWN))) == "2023-01"
    assert list(figure.layout.xaxis.range) == ["2023-01-01", "2027-01-01"]


def test_a_shorter_series_begins_with_its_first_year():
    figure = chart(hours(3, "2026-03", [(40, 1000)] * 8))
    assert list(figure.layout.xaxis.range) == ["2026-01-01", "2027-01-01"]


@pytest.mark.parametrize(
    "lines", [[], hours(3, "2026-10", [(4, 100)]), ["1 | 3 | 2026-10 | | | | | missing"]]
)
def test_fewer_than_two_figures_make_no_chart(lines):
    view = seen(lines, unit=3)
    assert view.whole is None or sick_leave_chart(view.whole, view.target_lines, palette=LIGHT) is None


def test_lines_are_named_where_they_end_with_their_values_and_the_target():
    figure = chart(two_years(3, 40, rising=5), targets=TARGETS, remark="Simulerade data")
    said = notes(figure)
    assert "<b>4,5 %</b><br>rullande 12 mån" in said
    assert "4,5 % okt 2026" in said
    assert "Mål 5,7 %" in said
    assert "Mål 6,2 %" not in said
    assert "% · punkterna är oktober varje år<br>Simulerade data" in said


def test_each_target_is_a_line_for_as_long_as_it_held_and_lies_within_the_axis():
    figure = chart(two_years(3, 40), targets=TARGETS)
    lines = [(list(each.x), each.y[0]) for each in figure.data if each.name == "Mål"]
    assert lines == [(["2024-01-01", "2026-01-01"], 6.2), (["2026-01-01", "2027-01-01"], 5.7)]
    low, high = figure.layout.yaxis.range
    assert low <= 4 < 6.2 <= high


def test_the_target_is_that_of_the_twelve_months_where_the_plan_has_one():
    figure = chart(two_years(3, 40), targets=f"{TARGETS}12 | at_most | 5.5 | 2026-01-01 | 2026-12-31")
    assert "Mål 5,5 %" in notes(figure)
    assert "Mål 5,7 %" not in notes(figure)


def test_the_pointer_is_told_the_period_the_value_and_what_is_lacking():
    lines = [*two_years(3, 40)[:-2], "1 | 3 | 2026-10 | 5 | 50 | 1000 | | preliminary"]
    figure = chart(lines)
    assert plain(trace(figure, OWN).hovertext[-1]) == "oktober 2026: 5,0 %, preliminärt"
    assert plain(trace(figure, ROLLING).hovertext[-1]) == (
        "Tolv månader till och med oktober 2026: 4,1 % (11 av 12 månader), preliminärt"
    )


def test_a_preliminary_month_is_a_hollow_point():
    lines = [*two_years(3, 40)[:-1], "1 | 3 | 2026-10 | 5 | 50 | 1000 | | preliminary"]
    marker = trace(chart(lines), OWN).marker
    assert marker.color[-1] == LIGHT.paper
    assert marker.color[-2] != LIGHT.paper


def test_hidden_months_break_the_line_and_are_nowhere_in_the_chart():
    """Unit 5 is small from August; what it then had, 33,3 % a month, is in no part of the chart."""
    hidden = hours(5, "2026-08", [(333, 1000)] * 3)
    lines = [
        *hours(5, LATE_TWO_YEARS, [(50, 1000)] * 21),
        *hidden,
        *counts(HEADS, 5, LATE_TWO_YEARS, [12] * 21 + [9] * 3),
    ]
    figure = chart(lines, unit=5)
    assert max(known(trace(figure, OWN))) == "2026-07"
    assert trace(figure, OWN).y[-3:] == (None, None, None)
    assert list(known(trace(figure, ROLLING)).values())[-3:] == [5, 5, 5]
    assert "33,3" not in figure.to_json()
    assert "33.3" not in figure.to_json()


def test_colours_are_those_of_the_readers_theme():
    assert chart(usual(), unit=1, palette=DARK).layout.paper_bgcolor == DARK.paper
