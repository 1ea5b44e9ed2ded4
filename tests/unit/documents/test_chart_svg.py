"""A document's chart as a picture: what is drawn, in which shape, and that no text ever covers another."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_made import SIMULATED, a_chart

from metrics.documents.chart_names import text_width
from metrics.documents.chart_svg import chart_svg
from metrics.documents.model import Chart, Point, TargetLine
from metrics.periods import Period
from metrics.theme import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"
SIZES = [(470, 158, 10), (560, 210, 12), (340, 240, 14), (960, 400, 24), (940, 420, 28), (900, 420, 32)]
LONG = a_chart("Kostnad", *[100_000 + place * 7919 % 977 * 100 for place in range(120)], first="2017-01")
CHARTS = {
    "a year with a gap": a_chart(),
    "two targets": replace(a_chart(), targets=(
        TargetLine("Mål", (5.7,) * 12),
        TargetLine("KF:s mål", (5.5,) * 6 + (6.0,) * 6),
    )),
    "targets of which one has ended": replace(a_chart(), targets=(
        TargetLine("Mål", (5.7,) * 12),
        TargetLine("Förra planens mål", (7.0,) * 5 + (None,) * 7),
    )),
    "two targets at the last value": replace(a_chart(), targets=(
        TargetLine("Mål", (6.3,) * 12),
        TargetLine("KF:s mål", (6.3,) * 12),
    )),
    "ten years": replace(LONG, unit_of_measure="kronor", targets=(TargetLine("Mål", (1_250_000.0,) * 120),)),
    "one tertial": a_chart("Öppna", 5.0, first="2026-T2", target=None),
    "below and above zero": replace(
        a_chart("Avvikelse", -1_250.5, -20, 10, 30.5, -12, first="2022", target=0), unit_of_measure="tkr"
    ),
    "all zero": a_chart("Vräkta", 0, 0, 0, 0, 0, 0, first="2025-Q1", target=0),
    "single values between gaps": a_chart("Få", 1, None, 2, None, 3, 3, None, None, first="2025-11"),
    "at the ceiling": a_chart("Inom lagtid", *[100, 100, 98, 100, 99, 100], target=100),
    "years": a_chart("NKI", 71, 74, 73, 76, first="2023", target=75),
    "hidden here and there": replace(LONG, points=tuple(
        replace(point, value=point.value if place % 3 else None, hidden=not place % 3)
        for place, point in enumerate(LONG.points)
    )),
    "a long unit and target": replace(
        a_chart("Tid", 12, 15, target=None),
        unit_of_measure="arbetsdagar från ansökan till beslut",
        targets=(TargetLine("Nämndens mål enligt verksamhetsplanen för i år", (14.0, 14.0)),),
    ),
}  # fmt: skip


def drawn(chart: Chart, size=(470, 158, 10), palette=LIGHT) -> ET.Element:
    width, height, font_size = size
    text = chart_svg(chart, width=width, height=height, font_size=font_size, palette=palette)
    return ET.fromstring(text)  # noqa: S314 - our own text


def texts(picture: ET.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}text")]


def strokes(picture: ET.Element, colour: str, *, dashed: bool) -> list[str]:
    return [
        path.get("d", "")
        for path in picture.iter(f"{SVG}path")
        if path.get("stroke") == colour
        and path.get("fill") == "none"
        and bool(path.get("stroke-dasharray")) == dashed
    ]


def shapes(picture: ET.Element) -> list[tuple[str, str, str]]:
    """Kind, fill and edge of every point."""
    return [
        (each.tag.removeprefix(SVG), each.get("fill", ""), each.get("stroke", ""))
        for each in picture.iter()
        if each.get("fill") not in (None, "none") and each.tag != f"{SVG}text"
    ]


def boxes(picture: ET.Element) -> list[tuple[str, float, float, float, float]]:
    """Text, left, top, right and bottom of every text, measured as a wide font's."""
    em = float(picture.get("font-size", ""))
    found = []
    for each in picture.iter(f"{SVG}text"):
        x, y, text = float(each.get("x", "")), float(each.get("y", "")), each.text or ""
        wide = text_width(text, em) * (1.15 if each.get("font-weight") else 1)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[each.get("text-anchor", "")]
        found.append((text, left, y - em / 2, left + wide, y + em / 2))
    return found


def test_a_gap_breaks_the_line_and_is_not_drawn_as_zero():
    picture = drawn(a_chart())
    (line,) = strokes(picture, LIGHT.line, dashed=False)
    assert line.count("M") == 2
    assert len(shapes(picture)) == 11


@pytest.mark.parametrize(
    ("meaning", "preliminary", "shape"),
    [
        ("", False, ("circle", LIGHT.line, LIGHT.line)),
        ("", True, ("circle", LIGHT.paper, LIGHT.line)),
        ("better", False, ("path", LIGHT.better, LIGHT.better)),
        ("worse", False, ("path", LIGHT.worse, LIGHT.worse)),
        ("changed", False, ("rect", LIGHT.changed, LIGHT.changed)),
        ("changed", True, ("rect", LIGHT.paper, LIGHT.changed)),
    ],
)
def test_a_point_has_the_shape_and_colour_of_its_meaning_and_is_hollow_while_preliminary(
    meaning, preliminary, shape
):
    point = Point(Period.parse("2026-01"), 5.0, preliminary, meaning)
    assert shapes(drawn(replace(a_chart(target=None), points=(point,)))) == [shape]


def test_better_and_worse_differ_in_shape_and_not_only_in_colour():
    months = [Period.parse("2026-01"), Period.parse("2026-02")]
    points = (Point(months[0], 5.0, meaning="better"), Point(months[1], 5.0, meaning="worse"))
    picture = drawn(replace(a_chart(target=None), points=points))
    better, worse = (
        path.get("d", "") for path in picture.iter(f"{SVG}path") if path.get("fill") not in ("none", None)
    )
    assert re.findall("[a-z]", better) != re.findall("[a-z]", worse)


def test_the_last_value_is_told_beside_the_line_with_its_unit_and_when_it_was():
    told = texts(drawn(a_chart()))
    assert "6,3\u00a0%" in told
    assert "dec 2026" in told


def test_the_last_value_is_told_though_later_periods_have_none():
    told = texts(drawn(a_chart("Öppna", 3, 4, None)))
    assert "4,0\u00a0%" in told
    assert "feb 2026" in told


@pytest.mark.parametrize(
    ("values", "target"), [((6.1, 6.4), 40.0), ((6.1, 6.4), 0.5), ((-5, 5), -90.0), ((0, 0), 0.0)]
)
def test_a_target_is_a_dashed_line_inside_the_axis_and_named(values, target):
    picture = drawn(a_chart("Sjukfrånvaro", *values, target=target))
    (line,) = strokes(picture, LIGHT.target, dashed=True)
    height = float(re.match(r"M\S+ ([\d.]+)H", line)[1])
    rows = [float(path.split()[1].partition("H")[0]) for path in strokes(picture, LIGHT.grid, dashed=False)]
    foot = max(float(path.split()[1].partition("H")[0]) for path in strokes(picture, LIGHT.axis, dashed=False)
               if "H" in path)  # fmt: skip
    assert min(rows) <= height <= foot
    assert "Mål" in texts(picture)


def test_a_target_that_changes_is_drawn_in_steps_and_named_by_what_holds_last():
    picture = drawn(replace(a_chart(), targets=(TargetLine("Mål", (5.5,) * 6 + (6.0,) * 6),)))
    (line,) = strokes(picture, LIGHT.target, dashed=True)
    assert (line.count("M"), line.count("V")) == (1, 1)
    assert "6,0\u00a0%" in texts(picture)


def test_a_target_is_told_with_the_decimals_of_every_file():
    assert "5,75\u00a0%" in texts(drawn(a_chart(target=5.75)))


def test_the_last_value_is_said_to_be_preliminary_in_full():
    points = a_chart().points
    picture = drawn(replace(a_chart(), points=(*points[:-1], replace(points[-1], preliminary=True))))
    assert "preliminärt" in texts(picture)


def test_what_is_hidden_is_two_points_at_the_foot_and_a_gap_is_nothing():
    hidden = [place in (4, 5) for place in range(12)]
    points = [
        replace(point, value=None if each else point.value, hidden=each)
        for point, each in zip(a_chart().points, hidden, strict=True)
    ]
    assert texts(drawn(replace(a_chart(), points=tuple(points)))).count("..") == 2
    assert ".." not in texts(drawn(a_chart()))


def test_a_target_that_has_ended_says_until_when():
    picture = drawn(CHARTS["targets of which one has ended"], (560, 210, 12))
    assert "till maj 2026" in texts(picture)


def test_targets_at_one_value_share_one_name():
    assert "Mål och KF:s mål" in texts(drawn(CHARTS["two targets at the last value"]))


@pytest.mark.parametrize(
    ("unit", "values", "begins"),
    [("antal", (3, 9, 12), "0"), ("%", (91.0, 95.0), "91"), ("antal", (98, 99, 100), "98")],
)
def test_amounts_begin_at_zero_and_what_lies_far_from_it_does_not(unit, values, begins):
    decimals = 1 if unit == "%" else 0
    chart = replace(a_chart("Något", *values, target=None), unit_of_measure=unit, decimals=decimals)
    ends = [text for text, _, _, right, _ in boxes(drawn(chart)) if right < 60]
    assert begins in ends


@pytest.mark.parametrize("values", [(None,), (None, None, None), (float("nan"), None)])
def test_a_chart_without_values_says_so_and_still_carries_its_remark(values):
    chart = a_chart()
    points = tuple(Point(Period.parse("2026-01").shifted(place), value) for place, value in enumerate(values))
    picture = drawn(replace(chart, points=points))
    assert texts(picture) == [f"% · {SIMULATED}", "Inga mätvärden att visa."]
    assert not list(picture.iter(f"{SVG}path"))


def test_a_chart_without_points_says_so():
    assert "Inga mätvärden att visa." in texts(drawn(replace(a_chart(), points=(), targets=())))


def test_the_picture_carries_unit_and_remark_and_is_told_in_words():
    chart = a_chart()
    picture = drawn(chart)
    assert f"% · {SIMULATED}" in texts(picture)
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == chart.alt
    assert picture.find(f"{SVG}title").text == chart.alt


@pytest.mark.parametrize("harm", ['</text><script>x</script>"&', "<b>", "\x00\x07\ud800\ufffe"])
def test_texts_that_mean_harm_are_only_texts(harm):
    chart = replace(
        a_chart(), title=harm, alt=harm, unit_of_measure=harm, remark=harm,
        targets=(TargetLine(harm, (5.7,) * 12),),
    )  # fmt: skip
    svg = chart_svg(chart, width=470, height=158, font_size=10, palette=LIGHT, font=harm)
    assert {each.tag for each in ET.fromstring(svg).iter()} <= {  # noqa: S314 - our own text
        f"{SVG}{name}" for name in ("svg", "title", "path", "circle", "text")
    }
    assert not re.search("[\x00-\x1f\ud800-\udfff\ufffe]", svg)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_no_text_covers_another_or_leaves_the_picture(chart, size):
    picture = drawn(chart, size)
    found, em = boxes(picture), size[2]
    covering = [
        (one[0], other[0])
        for one, other in combinations(found, 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] - 0.05 and other[2] < one[4] - 0.05
    ]
    assert not covering
    outside = [
        text
        for text, left, top, right, bottom in found
        if left < -0.1 or top < 0 or right > size[0] + 0.1 * em or bottom > size[1]
    ]
    assert not outside


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_no_type_is_smaller_than_asked_for(chart, size):
    sizes = {each.get("font-size") for each in drawn(chart, size).iter() if each.get("font-size")}
    assert sizes == {f"{size[2]}"}


def test_ten_years_of_months_are_named_by_years():
    told = texts(drawn(LONG))
    assert {"2017", "2026"} <= set(told)
    assert not {"jan", "maj"} & set(told)


def test_other_papers_have_their_own_colours():
    light = chart_svg(a_chart(), width=470, height=158, font_size=10, palette=LIGHT)
    dark = chart_svg(a_chart(), width=470, height=158, font_size=10, palette=DARK)
    assert LIGHT.line in light
    assert LIGHT.line not in dark


def test_an_infinite_value_is_refused():
    with pytest.raises(ValueError, match="infinite"):
        chart_svg(a_chart("x", float("inf")), width=470, height=158, font_size=10, palette=LIGHT)


VALUES = st.lists(st.none() | st.floats(-1e9, 1e9), min_size=1, max_size=40)


@given(
    values=VALUES,
    target=st.none() | st.floats(-1e9, 1e9),
    size=st.sampled_from(SIZES),
    unit=st.sampled_from(["%", "antal", "tkr", "index", "kronor"]),
)
def test_every_place_lies_inside_the_picture(values, target, size, unit):
    picture = drawn(replace(a_chart("Något", *values, target=target), unit_of_measure=unit), size)
    for each in picture.iter():
        for name, limit in (("x", size[0]), ("cx", size[0]), ("y", size[1]), ("cy", size[1])):
            if each.get(name):
                assert -1 <= float(each.get(name)) <= limit + 1
