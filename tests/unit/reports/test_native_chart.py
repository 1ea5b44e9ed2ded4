"""A chart in an Office file: what it draws, what lies behind it, and what neither may hold."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from reports_made import HARM, SIMULATED, a_chart

from metrics.documents.model import Chart, Point, TargetLine
from metrics.periods import Period
from reports.chart_lines import has_values
from reports.drawing import Frame
from reports.native_chart import chart_parts

SLIDE = Frame(620, 330, 18)

SERIES = "idx order tx spPr marker dPt dLbls cat val smooth"
LABEL = "idx layout numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent"
AXIS = (
    "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx"
)
ORDERS = {
    "chartSpace": "date1904 lang roundedCorners chart spPr txPr externalData",
    "chart": "title autoTitleDeleted plotArea plotVisOnly dispBlanksAs",
    "title": "tx layout overlay",
    "plotArea": "layout lineChart catAx dateAx valAx",
    "lineChart": "grouping varyColors ser marker axId",
    "ser": SERIES,
    "dPt": "idx marker bubble3D spPr",
    "marker": "symbol size spPr",
    "dLbl": f"{LABEL} showBubbleSize separator",
    "manualLayout": "layoutTarget xMode yMode x y w h",
    "catAx": f"{AXIS} crosses auto lblAlgn lblOffset tickLblSkip noMultiLvlLbl",
    "dateAx": f"{AXIS} crosses auto lblOffset baseTimeUnit majorUnit majorTimeUnit",
    "valAx": f"{AXIS} crosses crossBetween majorUnit",
    "scaling": "orientation max min",
}
"""The order that PowerPoint and Word demand (ECMA-376, part 1, 21.2): another order is "repaired"."""


def rich_chart() -> Chart:
    """Return a year with a gap, preliminary values, periods beyond chance and two targets."""
    chart = a_chart()
    meanings = {2: "better", 7: "worse", 8: "changed"}
    points = tuple(
        replace(point, preliminary=place > 9, meaning=meanings.get(place, ""))
        for place, point in enumerate(chart.points)
    )
    targets = (TargetLine("Mål", (None,) * 3 + (5.7,) * 9), TargetLine("Kommunens mål", (6.2,) * 12))
    return replace(chart, points=points, targets=targets)


def long_chart() -> Chart:
    return a_chart("Kostnad", *[None if each == 51 else each * 1.5 for each in range(120)], first="2017-01")


def drawn(chart: Chart, frame: Frame = SLIDE):
    return parse_xml(chart_parts(chart, frame)[0])


def sheet(chart: Chart):
    return openpyxl.load_workbook(BytesIO(chart_parts(chart)[1])).active


def series_of(space) -> list[tuple[str, dict[int, float]]]:
    """Return the name of each line with its values by their places."""
    return [
        (
            series.find(f"{qn('c:tx')}//{qn('c:v')}").text,
            {
                int(point.get("idx")): float(point.find(qn("c:v")).text)
                for point in series.find(qn("c:val")).iter(qn("c:pt"))
            },
        )
        for series in space.iter(qn("c:ser"))
    ]


def texts_of(space) -> str:
    return " ".join(element.text for element in space.find(f".//{qn('c:title')}").iter(qn("a:t")))


def name_of(element) -> str:
    return element.tag.rpartition("}")[2]


CHARTS = {
    "a year": a_chart(),
    "all at once": rich_chart(),
    "ten years": long_chart(),
    "one period": a_chart("Ett", 3.0),
    "no values": a_chart("Inga", None, None, target=None),
    "no periods": replace(a_chart(), points=(), targets=()),
    "negative": a_chart("Resultat", -1250.5, 800.25, -3.0, target=0.0),
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_its_elements_stand_in_the_order_that_office_demands(chart):
    for element in drawn(chart).iter():
        order = ORDERS.get(name_of(element), "").split()
        if (
            order
            and name_of(element.getparent() if element.getparent() is not None else element) != "lineChart"
        ):
            names = [name_of(child) for child in element]
            assert set(names) <= set(order), name_of(element)
            assert names == sorted(names, key=order.index), name_of(element)


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_the_picture_and_the_workbook_hold_the_same_numbers(chart):
    rows = list(sheet(chart).values)
    for column, (name, values) in enumerate(series_of(drawn(chart)), start=1):
        assert rows[0][column] == name
        told = {row: cells[column] for row, cells in enumerate(rows[1:]) if cells[column] is not None}
        assert told == values


def test_a_period_without_value_is_a_gap_and_never_a_zero():
    assert 4 not in series_of(drawn(a_chart()))[0][1]
    assert sheet(a_chart()).cell(6, 2).value is None
    assert drawn(a_chart()).find(f".//{qn('c:dispBlanksAs')}").get("val") == "gap"


def test_no_more_of_a_number_is_told_than_is_shown():
    chart = a_chart("Andel", 100 / 3, 2.675, target=200 / 3)
    assert [values for _, values in series_of(drawn(chart))] == [{0: 33.3, 1: 2.7}, {0: 66.67, 1: 66.67}]


def test_numbers_are_shown_the_swedish_way_with_the_unit_at_the_lines_end():
    chart = replace(a_chart("Kostnad", 1250.5, -3.0, target=None), unit_of_measure="tkr")
    label = drawn(chart).find(f".//{qn('c:dLbl')}/{qn('c:numFmt')}").get("formatCode")
    assert label == '[$-41D]#,##0.0"\u00a0tkr";[$-41D]"−"#,##0.0"\u00a0tkr"'
    assert sheet(chart).cell(2, 2).number_format == '[$-41D]#,##0.0;[$-41D]"−"#,##0.0'


@pytest.mark.parametrize("text", [HARM, "+46", "-1", "@SUMMA", " =1+1", "|cmd"])
def test_no_name_becomes_a_formula_in_the_workbook_or_behind_the_picture(text):
    chart = replace(a_chart(text, 1.0, 2.0), targets=(TargetLine(text, (1.5, 1.5)),), remark=text)
    cells = [cell for row in sheet(chart).iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [cell.data_type for cell in cells] == ["s"] * len(cells)
    assert sum(cell.value.startswith("'") for cell in cells) == 3
    assert all(name.startswith("'") for name, _ in series_of(drawn(chart)))


def test_signs_that_no_file_can_hold_are_taken_away():
    chart = replace(a_chart("Sjuk\x00från\x0bvaro <&>", 1.0), remark="A\x07B")
    assert "Sjuk från varo <&>, %" in texts_of(drawn(chart))
    assert sheet(chart).cell(1, 2).value == "Sjuk från varo <&>, %"


def test_the_remark_goes_with_the_picture_and_its_workbook():
    assert SIMULATED in texts_of(drawn(a_chart()))
    assert SIMULATED in [cell.value for row in sheet(a_chart()).iter_rows() for cell in row]
    assert SIMULATED not in texts_of(drawn(replace(a_chart(), remark="")))


def test_targets_are_thin_dashed_lines_named_at_their_ends():
    _, own, council = drawn(rich_chart()).iter(qn("c:ser"))
    for series in (own, council):
        line = series.find(f"{qn('c:spPr')}/{qn('a:ln')}")
        assert line.find(qn("a:prstDash")).get("val") == "dash"
        assert int(line.get("w")) < 25_000
        label = series.find(f".//{qn('c:dLbl')}")
        assert label.find(qn("c:showSerName")).get("val") == "1"
        assert label.find(qn("c:idx")).get("val") == "11"
    assert drawn(rich_chart()).find(f".//{qn('c:legend')}") is None


def test_texts_at_the_lines_ends_are_kept_apart():
    chart = a_chart("Nära", 5.0, 5.6, target=5.6)
    moved = [
        float(label.find(f".//{qn('c:y')}").get("val")) * SLIDE.height
        for label in drawn(chart).iter(qn("c:dLbl"))
    ]
    assert abs(moved[0] - moved[1]) >= SLIDE.size


def test_points_that_stand_out_have_a_shape_and_are_explained():
    space = drawn(rich_chart())
    shapes = {
        int(point.find(qn("c:idx")).get("val")): point.find(f".//{qn('c:symbol')}").get("val")
        for point in space.iter(qn("c:dPt"))
    }
    assert shapes == {2: "diamond", 7: "triangle", 8: "square", 10: "circle", 11: "circle"}
    assert "○ preliminärt · ◆ verklig förbättring · ▲ verklig försämring · ■ verklig förändring" in texts_of(
        space
    )


def test_a_chart_where_nothing_has_a_value_says_so():
    nothing = a_chart("Inga", None, None, target=None)
    assert not has_values(nothing)
    assert "Inga mätvärden att visa." in texts_of(drawn(nothing))
    assert series_of(drawn(nothing)) == [("Inga, %", {})]


@pytest.mark.parametrize(
    ("first", "count", "between", "unit", "code"),
    [
        ("2026-01", 3, None, None, None),
        ("2026-01", 12, 3, "months", "[$-41D]mmm yyyy"),
        ("2024-01", 36, 1, "years", "[$-41D]yyyy"),
        ("2023-07", 36, 1, "years", "[$-41D]mmm yyyy"),
        ("2016-07", 120, 2, "years", "[$-41D]mmm yyyy"),
        ("2017-01", 120, 2, "years", "[$-41D]yyyy"),
        ("2020-T1", 21, 1, "years", "[$-41D]yyyy"),
    ],
)
def test_so_many_periods_are_named_as_have_room(first, count, between, unit, code):
    periods = Period.parse(first)
    points = tuple(Point(periods.shifted(place), 1.0 * place) for place in range(count))
    space = drawn(replace(a_chart(), points=points, targets=()))
    axis = space.find(f".//{qn('c:dateAx')}")
    if between is None:
        assert axis is None
        return
    told = axis.find(qn("c:majorUnit")), axis.find(qn("c:majorTimeUnit"))
    assert axis.find(qn("c:numFmt")).get("formatCode") == code
    assert [each.get("val") for each in told] == [str(between), unit]


def test_a_period_of_several_months_keeps_its_name_in_the_workbook():
    periods = Period.parse("2020-T1")
    points = tuple(Point(periods.shifted(place), 1.0) for place in range(21))
    cell = sheet(replace(a_chart(), points=points, targets=())).cell(3, 1)
    assert (cell.number_format, f"{cell.value:%Y-%m-%d}") == ('"T2 "yyyy', "2020-05-01")


def test_long_lines_mark_only_their_end_and_what_stands_alone():
    chart = a_chart("K", *[None if each in (50, 52) else 1.0 * each for each in range(120)], first="2017-01")
    marked = [int(point.find(qn("c:idx")).get("val")) for point in drawn(chart).iter(qn("c:dPt"))]
    assert marked == [51, 119]


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_the_same_chart_gives_the_same_bytes(chart):
    assert chart_parts(chart, SLIDE) == chart_parts(chart, SLIDE)
