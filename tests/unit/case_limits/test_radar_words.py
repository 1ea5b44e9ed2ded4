"""What the radar says of the coming month, and of its own age."""

from datetime import date

import pytest
from limits_office import drawn_counts

from metrics.case_limits.radar_view import RadarView, delivered_radar
from metrics.case_limits.radar_words import age_words, nothing_counted, radar_words

HEAD = "due_from | open_cases | closed_cases\n"
LATER = "Ärenden som öppnas senare är inte med."


def radar_of(rows: str, counted_on: str = "2026-10-31") -> RadarView:
    return delivered_radar(drawn_counts(HEAD + rows), date.fromisoformat(counted_on))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("rows", "counted_on", "said"),
    [
        (
            "2026-11-02 | 11 | 33",
            "2026-10-31",
            "Avslutas inget mer blir november 75,0 % (33 av 44); avslutas alla i tid 100,0 % (44 av 44). "
            + LATER,
        ),
        (
            "2027-01-04 | 1 | 1",
            "2026-12-31",
            "Avslutas inget mer blir januari 2027 50,0 % (1 av 2); avslutas alla i tid 100,0 % (2 av 2). "
            + LATER,
        ),
        (
            "2026-11-23 | 1 | 3",
            "2026-11-20",
            "Avslutas inget mer blir november 75,0 % (3 av 4), av dem med frist efter 2026-11-20; "
            "avslutas alla i tid 100,0 % (4 av 4). " + LATER,
        ),
        (
            "2026-11-02 | 0 | 4",
            "2026-10-31",
            "Alla ärenden med frist i november är avslutade: 100,0 % (4 av 4). " + LATER,
        ),
        ("2026-12-07 | 2 | 0", "2026-10-31", "Inget känt ärende har frist i november."),
    ],
)
def test_the_month_is_told_at_worst_and_at_best(rows, counted_on, said):
    assert plain(radar_words(radar_of(rows, counted_on))) == said


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 14), ""),
        (date(2026, 11, 15), "Räknat för 15 dagar sedan."),
        (date(2026, 11, 27), "Räknat för 27 dagar sedan."),
    ],
)
def test_counts_older_than_a_fortnight_are_called_old_and_the_file_is_pointed_at(today, said):
    told = age_words(radar_of("2026-11-02 | 1 | 0"), today)
    assert told.startswith(said)
    assert ("fil med datumpar" in told) is bool(said)


def test_where_nothing_is_counted_the_file_is_pointed_at():
    assert nothing_counted(date(2025, 12, 31)) == (
        "Inga kommande frister är räknade till och med 2025-12-31. "
        "Läs en fil med datumpar längre ned för läget i dag."
    )
