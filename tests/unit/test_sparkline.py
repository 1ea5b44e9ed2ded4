"""Sparklines: where the line, the dots and the target lie, and what the picture says."""

import math
import re
import time
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.sparkline import sparkline

VALUES = st.lists(st.none() | st.floats(-1e9, 1e9), max_size=60)


def parsed(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own text


def drawn(values, target=None, **size):
    return parsed(sparkline(values, target=target, label="x", **size))


def lines(picture):
    return [
        [tuple(float(part) for part in point.split(",")) for point in line.get("points").split()]
        for line in picture.iter("polyline")
    ]


def latest(picture):
    return [tuple(float(dot.get(name)) for name in ("cx", "cy")) for dot in picture.iter("circle")]


def small_dots(picture):
    paths = [path.get("d") for path in picture.iter("path") if path.get("stroke-linecap") == "round"]
    return [tuple(map(float, place.split())) for path in paths for place in re.findall(r"M([^h]*)h0", path)]


def target_path(picture):
    return [path.get("d") for path in picture.iter("path") if path.get("stroke-dasharray")]


def test_the_lowest_value_is_at_the_bottom_and_the_latest_at_the_right():
    picture = drawn([0, 10, 5], width=106, height=26)
    assert lines(picture) == [[(3, 23), (53, 3), (103, 13)]]


def test_the_latest_value_has_a_dot():
    assert latest(drawn([0, 10, 5], width=106, height=26)) == [(103, 13)]


@pytest.mark.parametrize("missing", [None, math.nan])
@pytest.mark.parametrize(
    ("values", "stretches", "lone"),
    [
        ([1, 2, "?", 3, 4], [2, 2], 0),
        ([1, 2, "?", 3, "?", 4, 5], [2, 2], 1),
        (["?", 1, 2, "?"], [2], 0),
        ([1, "?", 2], [], 1),
        (["?", "?", 2], [], 0),
    ],
)
def test_a_missing_value_breaks_the_line_and_a_lone_one_is_a_small_dot(values, stretches, lone, missing):
    picture = drawn([missing if value == "?" else value for value in values])
    assert [len(line) for line in lines(picture)] == stretches
    assert (len(small_dots(picture)), len(latest(picture))) == (lone, 1)


def test_a_lone_value_lies_where_it_belongs():
    assert small_dots(drawn([0, None, 10, None, 5, 5], width=106, height=26)) == [(3, 23), (43, 3)]


def test_a_late_figure_leaves_the_right_end_empty():
    [(across, _)] = latest(drawn([1, 2, None], width=106))
    assert across == 53


@pytest.mark.parametrize("values", [[5] * 4, [0, 0], [-2.5, None, -2.5], [0.1 + 0.2, 0.3]])
def test_what_does_not_change_is_a_flat_line_in_the_middle(values):
    picture = drawn(values, height=28)
    assert {y for line in lines(picture) for _, y in line} | {
        y for _, y in latest(picture) + small_dots(picture)
    } == {14}


def test_a_single_value_lies_at_the_right_end_with_its_target_across_the_whole():
    picture = drawn([4], target=3, width=106, height=26)
    assert latest(picture) == [(103, 3)]
    assert target_path(picture) == ["M3 23H103"]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        (100, "M3 3H103"),
        (-100, "M3 23H103"),
        (np.float64(100), "M3 3H103"),
        ([100, 100, 100], "M3 3H103"),
        ([100, 100, 0], "M3 3H78V23H103"),
        ([None, 100, 100], "M28 3H103"),
        ([100, None, 100], "M3 3H28M78 3H103"),
        ([100, math.nan, None], "M3 3H28"),
    ],
)
def test_the_target_is_inside_the_picture_and_follows_its_validity(target, path):
    assert target_path(drawn([0, 0, 0], target=target, width=106, height=26)) == [path]


@pytest.mark.parametrize("target", [None, math.nan, [None, None]])
def test_without_a_target_no_line_is_drawn(target):
    assert target_path(drawn([1, 2], target=target)) == []


@pytest.mark.parametrize("values", [[], [None] * 24, [math.nan]])
def test_without_values_the_picture_is_empty_but_says_so(values):
    picture = parsed(sparkline(values, target=5, label="Mätvärde saknas"))
    assert len(picture) == 0
    assert picture.attrib["aria-label"] == "Mätvärde saknas"
    assert (picture.get("width"), picture.get("height")) == ("120", "28")


def test_the_label_is_escaped():
    label = "<script>alert(\"1\")</script> & 'Ö'"
    svg = sparkline([1, 2], target=None, label=label)
    assert "<script" not in svg
    assert parsed(svg).attrib["aria-label"] == label


def test_it_is_a_picture_to_those_who_listen_and_has_no_id():
    picture = drawn([1, 2])
    assert picture.get("role") == "img"
    assert all("id" not in part.attrib for part in picture.iter())


@pytest.mark.parametrize(
    ("values", "target"), [([1, math.inf], None), ([1, 2], -math.inf), ([1, 2], [math.inf, None])]
)
def test_an_infinite_number_is_refused(values, target):
    with pytest.raises(ValueError, match="infinite"):
        sparkline(values, target=target, label="x")


def test_targets_must_be_as_many_as_values():
    with pytest.raises(ValueError, match=r"\(3\), got 2"):
        sparkline([1, 2, 3], target=[1, 2], label="x")


@given(VALUES, st.none() | st.floats(-1e9, 1e9))
def test_everything_stays_inside_the_picture(values, target):
    picture = drawn(values, target)
    points = [point for line in lines(picture) for point in line] + latest(picture) + small_dots(picture)
    known = [value for value in values if value is not None]
    assert all(3 <= x <= 117 and 3 <= y <= 25 for x, y in points)
    assert len({x for x, _ in points}) <= len(known)
    assert bool(points) == bool(known)


@pytest.mark.parametrize("gaps", [(), (5, 6, 15), range(0, 24, 2)])
def test_two_years_of_months_take_less_than_900_bytes(gaps):
    values = [None if month in gaps else 1000 + (month * 7919) % 997 for month in range(24)]
    targets = [1000.0 + month for month in range(24)]
    svg = sparkline(values, target=targets, label="Sjukfrånvaro: 6,1 % i oktober 2026, mål högst 5,7 %")
    assert len(svg.encode()) <= 900


def test_two_hundred_take_less_than_30_milliseconds():
    """The fastest of several rounds, and the time of this thread alone: what else goes on is not ours."""
    values, targets = [5.5 + month % 7 / 10 for month in range(24)], [6.2] * 12 + [5.7] * 12

    def one_round():
        start = time.thread_time()
        for _ in range(200):
            sparkline(values, target=targets, label="Sjukfrånvaro")
        return time.thread_time() - start

    assert min(one_round() for _ in range(7)) < 0.030
