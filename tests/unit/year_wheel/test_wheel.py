"""The wheel: an SVG that tells the same in words, and draws every day where it belongs."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.year_wheel.states import State
from metrics.year_wheel.wheel import CENTRE, SIZE, Spot, wheel

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314  our own picture


def drawn(
    *spots: tuple[str, State], year: int = 2026, today: str = "2026-11-28", title: str = "Årshjul"
) -> str:
    every = [Spot(date.fromisoformat(day), state) for day, state in spots]
    return wheel(every, [], year, date.fromisoformat(today), title=title)


def texts(svg: str) -> list[str]:
    return [each.text or "" for each in parsed(svg).iter(f"{SVG}text")]


def test_each_month_tells_how_many_stand_how() -> None:
    svg = drawn(
        ("2026-03-31", State.LATE), ("2026-03-31", State.LATE), ("2026-03-02", State.DELIVERED),
        ("2026-12-30", State.COMING), ("2025-12-30", State.LATE),
    )  # fmt: skip
    assert [each for each in texts(svg) if each[-1].isdigit()] == ["! 2", "✓ 1", "› 1", "2026"]
    assert parsed(svg).find(f"{SVG}desc").text == (
        "Mars: 2 försenade, 1 lämnad i tid. December: 1 kommer. I dag är det 28 november 2026."
    )


def test_the_months_stand_round_from_january_at_the_top() -> None:
    names = [each for each in texts(drawn()) if each.isalpha()]
    assert names == ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


@pytest.mark.parametrize(
    ("day", "right", "below"),
    [
        ("2026-01-02", True, False),
        ("2026-04-30", True, True),
        ("2026-07-02", False, True),
        ("2026-12-30", False, False),
    ],
)
def test_a_day_has_its_dot_in_its_quarter(day: str, right: bool, below: bool) -> None:
    (dot,) = parsed(drawn((day, State.LATE), today="2025-01-01")).iter(f"{SVG}circle")
    assert (float(dot.get("cx", "0")) > CENTRE, float(dot.get("cy", "0")) > CENTRE) == (right, below)


def test_a_day_has_one_dot_in_the_colour_of_what_is_most_urgent() -> None:
    svg = drawn(("2026-05-29", State.DELIVERED), ("2026-05-29", State.LATE), today="2025-01-01")
    (dot,) = parsed(svg).iter(f"{SVG}circle")
    assert dot.get("fill") == "var(--worse)"


@pytest.mark.parametrize(("today", "hands"), [("2026-11-28", 1), ("2025-12-31", 0), ("2027-01-01", 0)])
def test_today_is_a_hand_only_in_its_own_year(today: str, hands: int) -> None:
    svg = drawn(today=today)
    assert svg.count('class="hand"') == hands
    assert ("I dag är det" in svg) == bool(hands)


def test_a_year_without_anything_says_so() -> None:
    assert parsed(drawn(today="2025-01-01")).find(f"{SVG}desc").text == "Inget ska lämnas under året."


def test_the_title_is_escaped_and_read_aloud() -> None:
    svg = drawn(title="Årshjul <b>&</b>")
    root = parsed(svg)
    assert "<b>" not in svg
    assert root.find(f"{SVG}title").text == "Årshjul <b>&</b>"
    assert root.get("aria-labelledby") == "wheel-title wheel-desc"


def test_colours_are_the_pages_own() -> None:
    svg = drawn(*((f"2026-0{n}-15", state) for n, state in enumerate(State, 1)))
    assert not re.findall(r"#[0-9a-f]{3,6}", svg)
    assert set(re.findall(r'(?:fill|stroke)="(?!none|var\()([^"]*)"', svg)) == set()


@given(
    days=st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), max_size=60),
    own=st.lists(st.dates(date(2023, 12, 1), date(2025, 1, 31)), max_size=40),
    today=st.dates(date(2023, 12, 1), date(2025, 1, 31)),
)
def test_nothing_is_drawn_outside_the_picture(days: list[date], own: list[date], today: date) -> None:
    svg = wheel([Spot(day, State.COMING) for day in days], own, 2024, today, title="Hjul")
    root = parsed(svg)
    places = [float(each.get(axis, "")) for each in root.iter(f"{SVG}circle") for axis in ("cx", "cy")]
    places += [float(each.get(axis, "")) for each in root.iter(f"{SVG}text") for axis in ("x", "y")]
    assert all(3 <= place <= SIZE - 3 for place in places)
    assert len(svg) < 20_000
