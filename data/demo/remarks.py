"""What Exempelstad's managers and controller have written about its money, and the scenarios they saved."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from data.demo.reporting import ADDICTION, ASSISTANCE, FOSTER_CARE, INQUIRY, RECEPTION


@dataclass(frozen=True)
class Note:
    """A note on an account's month; without an account it is about the month's whole result."""

    unit: str
    account: str | None
    period: str
    text: str
    role: str
    recorded_at: datetime


@dataclass(frozen=True)
class PlannedChange:
    """One change of a scenario: places (+ opens, - ends) at a price per day, or an amount in kronor."""

    account: str
    starts_on: date
    places: float = 0.0
    price: float = 0.0
    amount: float = 0.0
    text: str = ""


@dataclass(frozen=True)
class Planned:
    """A saved scenario of a unit's year."""

    unit: str
    year: int
    name: str
    role: str
    recorded_at: datetime
    changes: tuple[PlannedChange, ...]


def _told(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 0, tzinfo=UTC)


CONTROLLER = "Controller"
NOTES = (
    Note(
        INQUIRY,
        None,
        "2026-10",
        "Underskottet kommer av placeringar från hösten 2025 som har blivit längre än planerat.",
        CONTROLLER,
        _told(2026, 11, 12),
    ),
    Note(
        INQUIRY,
        "placering-hvb",
        "2026-01",
        "Fler placeringar än budgeterat redan i januari.",
        "Enhetschef utredning",
        _told(2026, 2, 10),
    ),
    Note(
        INQUIRY,
        "inhyrda-konsulter",
        "2026-03",
        "Fler konsulter än planerat medan tjänster stod tomma.",
        "Enhetschef utredning",
        _told(2026, 4, 10),
    ),
    Note(
        ASSISTANCE,
        "utbetalt-forsorjningsstod",
        "2026-10",
        "Utbetalningar sista veckan i oktober kan vara bokförda i november.",
        CONTROLLER,
        _told(2026, 11, 12),
    ),
    Note(
        FOSTER_CARE,
        "inhyrda-konsulter",
        "2026-08",
        "Konsulter täcker långtidssjukskrivningar.",
        "Enhetschef familjehem",
        _told(2026, 9, 11),
    ),
    Note(
        ADDICTION,
        None,
        "2026-08",
        "Delår: HVB och stödboende kostar mer än budget, och vägs bara delvis upp av SiS.",
        CONTROLLER,
        _told(2026, 9, 14),
    ),
    Note(
        RECEPTION,
        "placering-hvb",
        "2026-06",
        "Korta jourplaceringar i avvaktan på familjehem.",
        "Enhetschef mottagning",
        _told(2026, 7, 9),
    ),
)
SCENARIOS = (
    Planned(
        INQUIRY,
        2026,
        "Tre HVB avslutas, två egna familjehem öppnas",
        CONTROLLER,
        _told(2026, 11, 13),
        (
            PlannedChange("placering-hvb", date(2026, 11, 16), places=-3, price=6_500),
            PlannedChange("placering-familjehem-eget", date(2026, 11, 16), places=2, price=1_250),
        ),
    ),
    Planned(
        INQUIRY,
        2026,
        "Två nya HVB i december, inga konsulter",
        "Enhetschef utredning",
        _told(2026, 11, 13),
        (
            PlannedChange("placering-hvb", date(2026, 12, 1), places=2, price=6_500),
            PlannedChange(
                "inhyrda-konsulter", date(2026, 12, 1), amount=220_000, text="Konsulternas uppdrag upphör"
            ),
        ),
    ),
)
