"""The calendar file, read back as a calendar program reads it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from reports.calendar_file import CalendarEvent, calendar_file

STAMP = datetime(2026, 11, 28, tzinfo=UTC)
REPORT = CalendarEvent(
    "plan.t1.2026-05-28@arshjul.lagesbild", date(2026, 5, 28), "Tertialrapport 1", "Till: Nämnden"
)


def written(*events: CalendarEvent, name: str = "Årshjul 2026", stamp: datetime = STAMP) -> bytes:
    return calendar_file(events, name=name, stamp=stamp)


def read(data: bytes) -> list[dict[str, str]]:
    """Return what a calendar program sees of each event."""
    return [
        {
            "uid": str(event["uid"]),
            "first": event["dtstart"].dt.isoformat(),
            "after": event["dtend"].dt.isoformat(),
            "summary": str(event["summary"]),
            "description": str(event.get("description", "")),
        }
        for event in Calendar.from_ical(data).walk("VEVENT")
    ]


def test_an_event_is_a_whole_day_with_its_words() -> None:
    assert read(written(REPORT)) == [
        {
            "uid": "plan.t1.2026-05-28@arshjul.lagesbild",
            "first": "2026-05-28",
            "after": "2026-05-29",
            "summary": "Tertialrapport 1",
            "description": "Till: Nämnden",
        }
    ]


@pytest.mark.parametrize(
    ("day", "after"), [(date(2024, 2, 28), "2024-02-29"), (date(2026, 12, 31), "2027-01-01")]
)
def test_the_day_after_is_right_over_leap_day_and_new_year(day: date, after: str) -> None:
    (event,) = read(written(CalendarEvent("a@b", day, "Rapport")))
    assert (event["first"], event["after"]) == (day.isoformat(), after)


def test_the_file_is_as_calendar_programs_want_it() -> None:
    data = written(REPORT)
    lines = data.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "\n" not in "".join(lines)
    for line in ("VERSION:2.0", "METHOD:PUBLISH", "DTSTART;VALUE=DATE:20260528", "DTSTAMP:20261128T000000Z",
                 "TRANSP:TRANSPARENT", "X-WR-CALNAME:Årshjul 2026"):  # fmt: skip
        assert line in lines
    assert all(len(line.encode()) <= 75 for line in lines)


def test_the_same_events_give_the_same_bytes_in_any_time_zone() -> None:
    elsewhere = datetime(2026, 11, 28, 1, tzinfo=timezone(timedelta(hours=1)))
    assert written(REPORT) == written(REPORT) == written(REPORT, stamp=elsewhere)


def test_a_time_stamp_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        written(REPORT, stamp=datetime(2026, 11, 28))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("Mål, aktiviteter; risker", "Mål, aktiviteter; risker"),
        ("C:\\mapp", "C:\\mapp"),
        ("Två\nrader", "Två rader"),
        (
            "Rapport\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Falsk",
            "Rapport END:VEVENT BEGIN:VEVENT SUMMARY:Falsk",
        ),
        ("Skriven \\n så", "Skriven \\n så"),
        ("Osynligt\x00\x07 tecken", "Osynligt tecken"),
        ("å" * 200, "å" * 200),
        ("Uppföljning ”halvårsvis” 📅", "Uppföljning ”halvårsvis” 📅"),
    ],
)
def test_no_text_breaks_the_file(title: str, read_as: str) -> None:
    (event,) = read(written(CalendarEvent("a@b", date(2026, 5, 28), title, title)))
    assert event["summary"] == read_as


def test_a_description_keeps_its_lines() -> None:
    (event,) = read(written(CalendarEvent("a@b", date(2026, 5, 28), "R", "Till: Nämnden\nKälla: Planen, 5")))
    assert event["description"] == "Till: Nämnden\nKälla: Planen, 5"


def test_no_events_is_a_calendar_too() -> None:
    assert read(written()) == []


@given(texts=st.lists(st.text(max_size=200), min_size=1, max_size=4))
def test_whatever_is_written_there_are_as_many_events_on_the_same_days(texts: list[str]) -> None:
    events = [CalendarEvent(f"{n}@b", date(2026, 1, n), text, text) for n, text in enumerate(texts, 1)]
    found = read(calendar_file(events, name=texts[0], stamp=STAMP))
    assert [(each["uid"], each["first"]) for each in found] == [(e.uid, e.day.isoformat()) for e in events]
