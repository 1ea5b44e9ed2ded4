"""The trend chart: what is drawn, what it is called and what the pointer shows."""

import math

import pandas as pd
import pytest

from metrics.charts import NOTHING, trend_chart
from metrics.limits import COLUMNS
from metrics.periods import Period
from metrics.theme import DARK, LIGHT

NBSP = "\u00a0"


def series(*rows):
    """Rows of period, value and, unless final, state."""
    filled = [(*row, "final")[:3] for row in rows]
    frame = pd.DataFrame(filled, columns=["period", "value", "state"])
    days = [Period.parse(code) for code in frame["period"]]
    frame["period_start"] = pd.to_datetime([each.first for each in days])
    frame["period_end"] = pd.to_datetime([each.last for each in days])
    return frame.astype({"value": float})


def targets(*rows):
    frame = pd.DataFrame(rows, columns=["level", "kind", "value", "valid_from", "valid_to", "words"])
    return frame.assign(
        value=frame["value"].astype(float),
        valid_from=pd.to_datetime(frame["valid_from"]),
        valid_to=pd.to_datetime(frame["valid_to"]),
    )


def marks(*rows):
    frame = pd.DataFrame(rows, columns=["on", "text", "kind"])
    return frame.assign(on=pd.to_datetime(frame["on"]))


def chart(measured, wanted=None, unit="%", decimals=1, palette=LIGHT, marks=None, limits=None):
    wanted = targets() if wanted is None else wanted
    return trend_chart(
        measured,
        wanted,
        unit_of_measure=unit,
        decimals=decimals,
        palette=palette,
        marks=marks,
        limits=limits,
    )


def measured_line(figure):
    return next(trace for trace in figure.data if trace.name == "Mätvärde")


def target_lines(figure):
    return {
        trace.name: list(zip(trace.x, trace.y, strict=True))
        for trace in figure.data
        if trace.name != "Mätvärde"
    }


def texts(figure):
    return [note.text.replace("<br>", " ") for note in figure.layout.annotations]


SICK_LEAVE = series(("2026-08", 4.8), ("2026-09", 5.65), ("2026-10", 6.1, "preliminary"))
CEILING = targets(("own", "at_most", 5.7, "2025-01-01", "2026-12-31", "högst 5,7 %"))


def test_the_line_is_drawn_in_order_with_values_rounded_as_they_are_judged():
    line = measured_line(chart(SICK_LEAVE))
    assert list(line.x) == ["2026-08-16T12:00", "2026-09-16T00:00", "2026-10-16T12:00"]
    assert list(line.y) == [4.8, 5.7, 6.1]


def test_a_missing_value_and_an_absent_period_are_both_gaps():
    line = measured_line(chart(series(("2026-01", 1), ("2026-02", math.nan, "missing"), ("2026-05", 2))))
    assert list(line.y) == [1, None, None, None, 2]
    assert line.connectgaps is False


def test_a_preliminary_value_is_a_hollow_point():
    marker = measured_line(chart(SICK_LEAVE)).marker
    assert list(marker.color) == [LIGHT.line, LIGHT.line, LIGHT.paper]
    assert list(marker.line.width) == [0, 0, 1.75]


def test_the_pointer_shows_period_value_and_the_target_of_that_time():
    wanted = targets(
        ("own", "at_most", 5.9, "2026-01-01", "2026-08-31", "högst 5,9 %"),
        ("own", "at_most", 5.7, "2026-09-01", None, "högst 5,7 %"),
    )
    line = measured_line(chart(SICK_LEAVE, wanted))
    assert [text.replace(NBSP, " ") for text in line.hovertext] == [
        "augusti 2026: 4,8 %<br>Mål 5,9 %",
        "september 2026: 5,7 %<br>Mål 5,7 %",
        "oktober 2026: 6,1 %, preliminärt<br>Mål 5,7 %",
    ]
    assert line.hovertemplate == "%{hovertext}<extra></extra>"


def test_lines_are_named_where_they_end_and_there_is_no_legend():
    wanted = targets(
        ("own", "at_most", 8000, "2026-01-01", None, ""), ("council", "at_most", 9000, "2026-01-01", None, "")
    )
    figure = chart(series(("2026-01", 100)), wanted, unit="antal", decimals=0)
    assert [text.replace(NBSP, " ") for text in texts(figure)] == [
        "<b>100</b> jan 2026",
        "Mål 8 000",
        "KF:s mål 9 000",
        "antal",
    ]
    assert figure.layout.showlegend is False


@pytest.mark.parametrize(
    ("level", "kind", "name"),
    [
        ("own", "at_least", "Mål"),
        ("council", "exactly", "KF:s mål"),
        ("own", "plan", "Plan"),
        ("own", "not_decrease", "Förra året"),
        ("own", "at_least_reference", "Jämförelse"),
        ("council", "above_reference", "KF:s jämförelse"),
    ],
)
def test_a_line_is_called_what_its_value_is(level, kind, name):
    figure = chart(series(("2026-01", 1)), targets((level, kind, 7, "2026-01-01", None, "")), "antal", 0)
    assert f"{name} 7" in texts(figure)


def test_two_levels_with_the_same_value_share_one_name():
    wanted = targets(
        ("own", "at_least", 75, "2020-01-01", None, "minst 75"),
        ("council", "at_least", 75, "2020-01-01", None, "75 <NKI>"),
    )
    figure = chart(series(("2025", 74)), wanted, "index", 0)
    assert "Mål och KF:s mål 75" in texts(figure)
    assert "minst 75; 75 &lt;NKI&gt;" in [note.hovertext for note in figure.layout.annotations]


def test_the_target_steps_when_it_changes_and_reaches_the_end_of_the_year():
    wanted = targets(
        ("own", "at_most", 150, "2026-07-01", "2028-12-31", "path"),
        ("own", "at_most", 160, "2020-01-01", "2026-06-30", "path"),
    )
    figure = chart(series(("2026-03", 170), ("2026-08", 155)), wanted, "dygn", 0)
    assert target_lines(figure) == {
        "Mål": [("2026-03-01", 160), ("2026-07-01", 160), ("2026-07-01", 150), ("2027-01-01", 150)]
    }
    assert tuple(figure.layout.xaxis.range) == ("2026-03-01", "2027-01-01")


def test_a_time_without_target_is_a_gap_in_its_line():
    wanted = targets(
        ("own", "at_most", 5, "2026-01-01", "2026-01-31", ""),
        ("own", "at_most", math.nan, "2026-02-01", "2026-02-28", "tas fram av nämnd"),
        ("own", "at_most", 5, "2026-03-01", "2026-03-31", ""),
    )
    figure = chart(series(("2026-01", 4), ("2026-04", 4)), wanted)
    [line] = target_lines(figure).values()
    assert line == [
        ("2026-01-01", 5), ("2026-02-01", 5), ("2026-03-01", None), ("2026-03-01", 5), ("2026-04-01", 5),
    ]  # fmt: skip


def test_the_later_of_two_overlapping_targets_holds():
    wanted = targets(
        ("own", "at_most", 6, "2026-01-01", None, ""), ("own", "at_most", 5, "2026-03-01", None, "")
    )
    [line] = target_lines(chart(series(("2026-01", 4), ("2026-04", 4)), wanted)).values()
    assert line == [("2026-01-01", 6), ("2026-03-01", 6), ("2026-03-01", 5), ("2027-01-01", 5)]


def test_a_target_that_has_expired_has_no_name_at_the_right_end():
    wanted = targets(("own", "at_most", 5, "2025-01-01", "2025-12-31", ""))
    figure = chart(series(("2025-01", 4), ("2026-01", 4)), wanted)
    assert target_lines(figure)["Mål"][-1] == ("2026-01-01", 5)
    assert not any(text.startswith("Mål") for text in texts(figure))


def test_the_two_levels_differ_in_dash():
    wanted = targets(
        ("own", "at_most", 5, "2026-01-01", None, ""), ("council", "at_most", 6, "2026-01-01", None, "")
    )
    dashes = {trace.name: trace.line.dash for trace in chart(SICK_LEAVE, wanted).data}
    assert dashes["Mål"] == "solid"
    assert dashes["KF:s mål"] == "6px,3px"


@pytest.mark.parametrize("level", [0, 5.7, 40, -3])
def test_the_target_is_always_inside_the_axis(level):
    figure = chart(SICK_LEAVE, targets(("own", "at_most", level, "2026-01-01", None, "")))
    low, high = figure.layout.yaxis.range
    assert low <= level <= high


def test_axis_texts_are_ours_and_swedish():
    figure = chart(SICK_LEAVE, CEILING)
    assert list(figure.layout.xaxis.ticktext) == ["aug<br>2026", "sep<br>", "okt<br>", "nov<br>", "dec<br>"]
    assert list(figure.layout.yaxis.ticktext) == ["4,5", "5,0", "5,5", "6,0", "6,5"]
    assert figure.layout.separators == f",{NBSP}"


def test_nothing_is_dragged_or_zoomed():
    figure = chart(SICK_LEAVE)
    assert figure.layout.dragmode is False
    assert figure.layout.xaxis.fixedrange
    assert figure.layout.yaxis.fixedrange


@pytest.mark.parametrize(
    "measured",
    [series(), series(("2026-01", math.nan, "missing"), ("2026-02", math.nan, "confidential"))],
    ids=["no periods", "all missing"],
)
def test_without_values_the_chart_says_so(measured):
    assert NOTHING in texts(chart(measured))


def test_a_target_is_drawn_although_all_values_are_missing():
    figure = chart(series(("2026-01", math.nan, "missing")), CEILING)
    assert target_lines(figure)["Mål"] == [("2026-01-01", 5.7), ("2027-01-01", 5.7)]
    assert NOTHING in texts(figure)


def test_marks_are_numbered_dotted_lines_and_keep_their_number():
    noted = marks(
        ("2026-09-10", "Ny <definition>", "definition_change"),
        ("2019-01-01", "långt före", "event"),
        ("2026-08-20", "Flytt", "event"),
    )
    figure = chart(SICK_LEAVE, CEILING, marks=noted)
    assert [(line.x0, line.line.dash) for line in figure.layout.shapes] == [
        ("2026-08-20", "1px,3px"),
        ("2026-09-10", "1px,3px"),
    ]
    numbers = [(note.text, note.hovertext) for note in figure.layout.annotations if note.x == "2026-09-10"]
    assert numbers == [("<b>1</b>", "Ny &lt;definition&gt;")]
    assert "<b>2</b>" not in texts(figure)
    assert "<b>3</b>" in texts(figure)


def test_numbers_of_near_marks_stand_above_one_another():
    noted = marks(("2026-08-20", "a", "event"), ("2026-08-22", "b", "event"), ("2026-11-22", "c", "event"))
    figure = chart(SICK_LEAVE, marks=noted)
    heights = {
        note.text: note.yshift for note in figure.layout.annotations if note.hovertext in ("a", "b", "c")
    }
    assert heights == {"<b>1</b>": 0, "<b>2</b>": 16, "<b>3</b>": 0}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_come_from_the_palette(palette):
    figure = chart(SICK_LEAVE, CEILING, palette=palette)
    assert figure.layout.paper_bgcolor == palette.paper
    assert {trace.line.color for trace in figure.data} == {palette.line, palette.target}


@pytest.mark.parametrize(
    ("measured", "message"),
    [
        (pd.DataFrame({"period": ["2026-01"], "value": [1.0]}), r"lacks the columns \['state'\]"),
        (series(("2026-01", 1), ("2026-T1", 1)), "mixes kinds of periods"),
        (series(("2026-02", 1), ("2026-01", 1)), "not in order"),
        (series(("2026-01", 1), ("2026-01", 2)), "not in order"),
        (series(("2026-01", math.inf)), "infinite"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(measured, message):
    with pytest.raises(ValueError, match=message):
        chart(measured)


def test_targets_and_marks_must_have_their_columns():
    with pytest.raises(ValueError, match=r"targets lacks the columns \['words'\]"):
        chart(SICK_LEAVE, CEILING.drop(columns="words"))
    with pytest.raises(ValueError, match=r"marks lacks the columns \['kind'\]"):
        chart(SICK_LEAVE, marks=marks(("2026-01-01", "a", "event")).drop(columns="kind"))


# Mean, limits, and what the points mean


def lines(*rows):
    """Rows of period, mean, lower, upper, segment and meaning."""
    return pd.DataFrame(rows, columns=COLUMNS)


JUDGED = lines(
    ("2026-08", 5.0, 3.5, 6.5, 0, ""),
    ("2026-09", 5.0, 3.5, 6.5, 0, "better"),
    ("2026-10", 5.0, 3.5, 6.5, 0, "worse"),
)
FINAL = series(("2026-08", 4.8), ("2026-09", 3.1), ("2026-10", 6.9))


def test_mean_and_limits_lie_under_the_targets_and_the_values():
    names = [trace.name for trace in chart(FINAL, CEILING, limits=JUDGED).data]
    assert names == ["Medelvärde", "Gräns", "Gräns", "Mål", "Mätvärde"]


def test_without_them_only_targets_and_values_are_drawn_and_no_point_has_a_meaning():
    for without in (None, lines()):
        figure = chart(FINAL, CEILING, limits=without)
        assert [trace.name for trace in figure.data] == ["Mål", "Mätvärde"]
        marker = measured_line(figure).marker
        assert set(marker.symbol) == {"circle"}
        assert set(marker.color) == {LIGHT.line}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("meaning", "symbol", "colour"),
    [
        ("better", "diamond", "better"),
        ("worse", "triangle-up", "worse"),
        ("ink", "square", "ink"),
        ("", "circle", "line"),
    ],
)
def test_a_point_has_a_shape_and_a_colour_by_its_meaning(palette, meaning, symbol, colour):
    limits = lines(("2026-09", 5.0, 3.5, 6.5, 0, meaning))
    marker = measured_line(chart(FINAL, palette=palette, limits=limits)).marker
    assert list(marker.symbol) == ["circle", symbol, "circle"]
    assert list(marker.color) == [palette.line, getattr(palette, colour), palette.line]
    assert (marker.size[1] > marker.size[0]) == bool(meaning)


def test_a_preliminary_point_beyond_chance_is_hollow_in_its_shape_and_colour():
    marker = measured_line(chart(SICK_LEAVE, limits=JUDGED)).marker
    assert (marker.symbol[2], marker.color[2]) == ("triangle-up", LIGHT.paper)
    assert (marker.line.color[2], marker.line.width[2]) == (LIGHT.worse, 1.75)


def test_a_missing_period_has_no_meaning_and_keeps_the_others_in_place():
    limits = lines(("2026-08", 5.0, 3.5, 6.5, 0, ""), ("2026-10", 5.0, 3.5, 6.5, 0, "worse"))
    gap = series(("2026-08", 4.8), ("2026-10", 6.9))
    line = measured_line(chart(gap, limits=limits))
    assert list(line.y) == [4.8, None, 6.9]
    assert list(line.marker.symbol) == ["circle", "circle", "triangle-up"]


@pytest.mark.parametrize(("lower", "upper"), [(-40.0, 6.5), (3.5, 90.0), (-40.0, 90.0)])
def test_the_limits_are_always_inside_the_axis(lower, upper):
    low, high = chart(FINAL, limits=lines(("2026-10", 5.0, lower, upper, 0, ""))).layout.yaxis.range
    assert low <= lower < upper <= high


def test_a_median_alone_is_drawn_without_limits():
    median = lines(("2026-08", 5.0, math.nan, math.nan, 0, ""), ("2026-10", 5.0, math.nan, math.nan, 0, ""))
    assert [trace.name for trace in chart(FINAL, limits=median).data] == ["Medelvärde", "Mätvärde"]


def test_the_old_lines_and_the_new_are_not_joined():
    limits = lines(
        ("2026-08", 5.0, 3.5, 6.5, 0, ""),
        ("2026-09", 3.0, 2.5, 3.5, 1, ""),
        ("2026-10", 3.0, 2.5, 3.5, 1, ""),
    )
    drawn = [trace for trace in chart(FINAL, limits=limits).data if trace.name in ("Medelvärde", "Gräns")]
    assert [(trace.x[0], trace.x[-1]) for trace in drawn] == (
        [("2026-08-01", "2026-08-31")] * 3 + [("2026-09-01", "2026-10-31")] * 3
    )
    assert [set(trace.y) for trace in drawn] == [{5.0}, {3.5}, {6.5}, {3.0}, {2.5}, {3.5}]
