"""The timeline of a plan: what is drawn where, named, and told in words."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
from undertakings import activity, content

from metrics.axes import width_of
from metrics.chart_look import NARROWEST
from metrics.plan.timeline_chart import MS_PER_DAY, timeline_chart
from metrics.plan.undertakings import undertakings_of
from metrics.theme import DARK, LIGHT

TODAY = date(2026, 11, 15)


def chart(*rows: dict[str, Any], today: date = TODAY, remark: str = "") -> go.Figure:
    lines = undertakings_of(content(today, activities=rows))
    figure = timeline_chart(lines, today=today, palette=LIGHT, remark=remark)
    assert figure is not None
    return figure


def texts(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_a_plan_without_dates_has_no_timeline() -> None:
    lines = undertakings_of(content(TODAY, activities=[activity(1, "A")]))
    assert timeline_chart(lines, today=TODAY, palette=LIGHT) is None


def test_a_bar_reaches_from_the_first_day_to_the_end_of_the_last() -> None:
    figure = chart(activity(1, "A", starts="2026-02-01", ends="2026-02-28"))
    (bar,) = figure.data
    assert list(bar.base) == ["2026-02-01"]
    assert list(bar.x) == [28 * MS_PER_DAY]


def test_the_first_to_start_stands_highest_and_what_has_no_dates_is_left_out() -> None:
    figure = chart(
        activity(1, "Sist", starts="2026-09-01", ends="2026-12-31"),
        activity(2, "Först", starts="2026-01-01", ends="2026-12-31"),
        activity(3, "Utan datum"),
    )
    (bar,) = figure.data
    heights = dict(zip(bar.base, bar.y, strict=True))
    low, high = figure.layout.yaxis.range
    assert low > high
    assert heights["2026-01-01"] < heights["2026-09-01"]
    assert "Utan datum" not in " ".join(texts(figure))


def test_a_known_end_alone_is_a_mark_on_its_day() -> None:
    (mark,) = chart(activity(1, "Boende", kind="investment", ends="2026-03-31")).data
    assert mark.mode == "markers"
    assert list(mark.x) == ["2026-03-31"]


def test_the_state_is_told_by_symbol_and_word_and_a_project_by_word() -> None:
    figure = chart(
        activity(1, "Bygg <ut>", kind="project", starts="2026-01-01", ends="2026-12-31", status="ongoing"),
        activity(2, "Sen", starts="2026-01-01", ends="2026-12-31", status="late"),
        remark="Simulerade data",
    )
    note, *names, today = texts(figure)
    assert note.startswith("Simulerade data")
    assert any("◔ pågår" in each and "projekt: Bygg &lt;ut&gt;" in each for each in names)
    assert any("! försenad" in each and LIGHT.worse in each for each in names)
    assert today == "i dag, 15 november 2026"
    assert not any("<ut>" in each for each in figure.data[0].hovertext)


def test_what_nobody_has_told_of_is_hollow_and_what_is_on_its_way_is_filled() -> None:
    (bar,) = chart(
        activity(1, "A", starts="2026-01-01", ends="2026-02-01"),
        activity(2, "B", starts="2026-01-02", ends="2026-12-31", status="ongoing"),
    ).data
    assert list(bar.marker.color) == [LIGHT.paper, LIGHT.line]


def test_today_is_a_line_within_the_axis_only() -> None:
    row = activity(1, "A", starts="2026-01-01", ends="2026-06-30")
    assert len(chart(row, today=date(2026, 6, 30)).layout.shapes) == 1
    outside = chart(row, today=date(2026, 7, 1))
    assert not outside.layout.shapes
    assert not any("i dag" in each for each in texts(outside))


def test_long_names_fit_on_a_telephone_and_end_with_dots() -> None:
    long = "Socialnämnden ska i samarbete med utbildningsnämnden och stadsdelsnämnderna göra en översyn " * 2
    figure = chart(activity(1, long, starts="2026-01-01", ends="2026-02-01"))
    name = texts(figure)[1]
    assert name.endswith("…")
    assert len(name.split("<br>")) == 2
    assert all(width_of([each]) * 6.4 / 7.56 <= NARROWEST for each in name.split("<br>"))


def test_more_rows_make_a_higher_chart() -> None:
    rows = [activity(n, f"Nr {n}", starts="2026-01-01", ends="2026-12-31") for n in range(1, 31)]
    one, thirty = chart(*rows[:1]), chart(*rows)
    assert 29 * 24 <= thirty.layout.height - one.layout.height <= 29 * 40


def test_months_are_named_in_swedish_and_the_colours_follow_the_theme() -> None:
    row = activity(1, "A", starts="2026-01-01", ends="2026-12-31")
    assert chart(row).layout.xaxis.ticktext[0] == "jan<br>2026"
    lines = undertakings_of(content(TODAY, activities=[row]))
    dark = timeline_chart(lines, today=TODAY, palette=DARK)
    assert dark is not None
    assert dark.layout.paper_bgcolor == DARK.paper
