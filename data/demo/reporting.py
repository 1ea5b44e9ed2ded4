"""Which units report what, and at which level: the tables that every ordinary figure is drawn from.

A level is a path of knots (month -> level) with straight lines between them, so a lasting
shift is two knots in neighbouring months. All levels are invented, at the scale of a
municipality of about 60 000 inhabitants.
"""

from dataclasses import dataclass

from data.demo.timeline import Knots
from metrics.vocabulary import Periodicity

ROOT = "socialforvaltningen"
RECEPTION = "mottagningsenheten"
INQUIRY = "utredningsenheten-barn"
FOSTER_CARE = "familjehemsenheten"
OUTPATIENT = "oppenvarden"
ASSISTANCE = "ekonomiskt-bistand"
ADDICTION = "missbruk-och-beroende"
VIOLENCE = "vald-i-nara-relationer"
QUALITY = "kvalitet-och-administration"
CHILDREN, ADULTS, SHARED = "barn-och-unga", "vuxna", "gemensamma-resurser"
LEAVES = (RECEPTION, INQUIRY, FOSTER_CARE, OUTPATIENT, ASSISTANCE, ADDICTION, VIOLENCE, QUALITY)

# The units that a unit's figures count to: itself and those above it.
ABOVE = {
    **{unit: (unit, CHILDREN, ROOT) for unit in (RECEPTION, INQUIRY, FOSTER_CARE, OUTPATIENT)},
    **{unit: (unit, ADULTS, ROOT) for unit in (ASSISTANCE, ADDICTION, VIOLENCE)},
    QUALITY: (QUALITY, SHARED, ROOT),
}

# January to December, as factors of the year's mean.
PROFILES = {
    "flat": (1.0,) * 12,
    "reports": (1.02, 1.00, 1.10, 1.02, 1.12, 0.98, 0.58, 0.84, 1.14, 1.12, 1.14, 0.94),
    "service": (1.08, 1.10, 1.10, 1.04, 1.02, 0.86, 0.56, 0.84, 1.12, 1.16, 1.14, 0.98),
    "households": (1.03, 1.02, 1.01, 1.00, 0.99, 0.97, 0.98, 0.98, 0.99, 1.00, 1.01, 1.02),
}


@dataclass(frozen=True)
class Count:
    """Events per month, drawn about a level."""

    indicator: str
    unit: str
    level: Knots
    profile: str = "flat"


@dataclass(frozen=True)
class Share:
    """A share of cases: how many cases a period has, and the share that passes.

    `spread` is how much the share itself sways from period to period beyond pure chance.
    """

    indicator: str
    unit: str
    cases: float
    share: Knots
    periodicity: Periodicity = Periodicity.MONTH
    spread: float = 0.02
    profile: str = "flat"


@dataclass(frozen=True)
class Care:
    """Placements of one form of care decided by one unit.

    `new` is the number of new placements per month, `stay` their mean length in months,
    `price` the price of a day in 2021 in kronor.
    """

    unit: str
    form: str
    new: Knots
    stay: float
    price: float


@dataclass(frozen=True)
class Survey:
    """A yearly (or sparser) mean answer with its number of respondents."""

    indicator: str
    unit: str
    respondents: int
    level: Knots
    spread: float
    periodicity: Periodicity = Periodicity.YEAR


@dataclass(frozen=True)
class Staff:
    """Employees and sick leave (percent of scheduled time), and the share who leave in a year."""

    unit: str
    employees: Knots
    short: float
    long: Knots
    turnover: float


COUNTS = (
    Count("orosanmalningar", RECEPTION, {"2021-01": 176, "2026-10": 214}, "reports"),
    Count("orosanmalningar", INQUIRY, {"2021-01": 24, "2026-10": 29}, "reports"),
    Count("orosanmalningar", VIOLENCE, {"2021-01": 11, "2026-10": 16}, "reports"),
    Count("serviceuppdrag", RECEPTION, {"2021-01": 34, "2025-06": 40, "2025-07": 47}, "service"),
    Count("serviceuppdrag", OUTPATIENT, {"2021-01": 78, "2025-06": 86, "2025-07": 94}, "service"),
    Count("serviceuppdrag", ASSISTANCE, {"2021-01": 19, "2026-10": 22}, "service"),
    Count("serviceuppdrag", ADDICTION, {"2021-01": 37, "2026-10": 41}, "service"),
    Count("serviceuppdrag", VIOLENCE, {"2021-01": 11, "2026-10": 15}, "service"),
    Count("vrakta-barnfamiljer", ASSISTANCE, {"2021-01": 0.25}),
    Count("overklagade-beslut", ASSISTANCE, {"2021-01": 8.5, "2026-10": 6.0}),
    Count("overklagade-beslut", INQUIRY, {"2021-01": 0.9}),
    Count("overklagade-beslut", ADDICTION, {"2021-01": 0.7}),
    Count("overklagade-beslut", FOSTER_CARE, {"2021-01": 0.4}),
    Count("overklagade-beslut", VIOLENCE, {"2021-01": 0.2}),
    *(
        Count("klagomal-och-synpunkter", unit, {"2021-01": level})
        for unit, level in zip(LEAVES, (3.1, 4.2, 1.6, 1.2, 5.8, 2.1, 0.7, 0.6), strict=True)
    ),
)

SHARES = (
    Share(
        "forhandsbedomning-14-dagar", RECEPTION, 150, {"2024-01": 0.86, "2026-10": 0.975}, profile="reports"
    ),
    Share("forhandsbedomning-14-dagar", INQUIRY, 21, {"2021-01": 0.93}, profile="reports"),
    Share("forhandsbedomning-14-dagar", VIOLENCE, 11, {"2021-01": 0.95}, profile="reports"),
    Share("utredning-4-manader", INQUIRY, 38, {"2024-08": 0.76, "2024-09": 0.91}),
    Share("utredning-4-manader", FOSTER_CARE, 6, {"2021-01": 0.90}),
    Share("utredning-4-manader", VIOLENCE, 5, {"2021-01": 0.92}),
    Share("forsta-kontakt-7-arbetsdagar", INQUIRY, 40, {"2025-01": 0.94, "2026-10": 0.79}),
    Share("forsta-kontakt-7-arbetsdagar", OUTPATIENT, 26, {"2021-01": 0.91}),
    Share("forsta-kontakt-7-arbetsdagar", ADDICTION, 22, {"2021-01": 0.88, "2026-10": 0.93}),
    Share("forsta-kontakt-7-arbetsdagar", VIOLENCE, 12, {"2021-01": 0.97}, spread=0.01),
    Share("allvarssamtal-48-timmar", RECEPTION, 5, {"2021-01": 0.84, "2026-10": 0.90}),
    Share("allvarssamtal-48-timmar", INQUIRY, 2.2, {"2021-01": 0.85}),
    Share("beslut-verkstallda-1-manad", INQUIRY, 21, {"2021-01": 0.90, "2026-10": 0.95}),
    Share("beslut-verkstallda-1-manad", FOSTER_CARE, 6, {"2021-01": 0.93}),
    Share("beslut-verkstallda-1-manad", ADDICTION, 13, {"2021-01": 0.92}),
    Share("serveringstillstand-2-manader", QUALITY, 3.2, {"2021-01": 0.93}, Periodicity.QUARTER, 0.01),
    Share("e-ansokan", ASSISTANCE, 190, {"2021-01": 0.24, "2026-10": 0.68}, spread=0.015),
    Share("avhysning-avvarjd", ASSISTANCE, 24, {"2021-01": 0.71, "2026-08": 0.78}, Periodicity.TERTIAL),
    Share("fullfoljd-insats", INQUIRY, 44, {"2023-12": 0.66, "2024-01": 0.71}, Periodicity.TERTIAL),
    Share("fullfoljd-insats", OUTPATIENT, 62, {"2023-12": 0.68, "2024-01": 0.74}, Periodicity.TERTIAL),
    Share("fullfoljd-insats", ADDICTION, 48, {"2023-12": 0.56, "2024-01": 0.61}, Periodicity.TERTIAL),
    Share("fullfoljd-insats", VIOLENCE, 18, {"2023-12": 0.60, "2024-01": 0.63}, Periodicity.TERTIAL),
    Share("trygg-placering", INQUIRY, 16, {"2021-01": 0.985}, Periodicity.TERTIAL, 0.005),
    Share("trygg-placering", FOSTER_CARE, 11, {"2021-01": 0.995}, Periodicity.TERTIAL, 0.003),
)

CARE = (
    Care(FOSTER_CARE, "familjehem-eget", {"2021-01": 2.0, "2026-12": 2.5}, 31, 1_050),
    Care(RECEPTION, "familjehem-eget", {"2021-01": 3.0}, 2, 1_650),
    Care(FOSTER_CARE, "familjehem-konsulent", {"2021-01": 1.6, "2024-12": 1.6, "2025-03": 2.3}, 13, 2_150),
    Care(RECEPTION, "familjehem-konsulent", {"2021-01": 1.1}, 2, 2_700),
    Care(ADDICTION, "familjehem-konsulent", {"2021-01": 0.35}, 9, 2_100),
    Care(
        INQUIRY,
        "hvb",
        {"2021-01": 2.1, "2025-07": 2.3, "2025-08": 6.6, "2025-12": 5.8, "2026-01": 2.6},
        5.5,
        5_450,
    ),
    Care(RECEPTION, "hvb", {"2021-01": 1.3}, 1.5, 6_200),
    Care(ADDICTION, "hvb", {"2021-01": 1.5, "2026-12": 1.8}, 4, 2_900),
    Care(INQUIRY, "sis", {"2021-01": 0.35, "2025-08": 0.35, "2025-09": 0.8}, 4, 9_800),
    Care(ADDICTION, "sis", {"2021-01": 0.3}, 3, 6_900),
    Care(INQUIRY, "stodboende", {"2021-01": 0.9}, 9, 1_900),
    Care(ADDICTION, "stodboende", {"2021-01": 0.8}, 10, 1_250),
    Care(VIOLENCE, "skyddat-boende", {"2021-01": 1.9}, 2, 2_050),
    Care(INQUIRY, "skyddat-boende", {"2021-01": 1.4}, 2, 1_700),
    Care(INQUIRY, "extern-oppenvard", {"2021-01": 2.2, "2026-12": 1.6}, 9, 780),
    Care(ADDICTION, "extern-oppenvard", {"2021-01": 1.1}, 7, 640),
)
FORMS = tuple(dict.fromkeys(care.form for care in CARE))
# Outpatient care in progress on the month's last day, beside the placements of the same unit.
OUTPATIENT_CARE = {INQUIRY: 118.0, FOSTER_CARE: 14.0, ADDICTION: 52.0, RECEPTION: 7.0, VIOLENCE: 9.0}
UNEXECUTED_DECISIONS = {INQUIRY: 1.3, FOSTER_CARE: 0.9, OUTPATIENT: 0.8, ADDICTION: 0.6, VIOLENCE: 0.15}
# Summer jobs per tertial: most in the summer, a few at the breaks of the other tertials.
SUMMER_JOBS = (4, 118, 6)

SURVEYS = (
    Survey("nki", INQUIRY, 84, {"2021-12": 68, "2025-12": 72}, 1.4),
    Survey("nki", FOSTER_CARE, 41, {"2021-12": 76, "2025-12": 79}, 1.6),
    Survey("nki", OUTPATIENT, 102, {"2021-12": 80, "2025-12": 82}, 1.2),
    Survey("nki", ASSISTANCE, 165, {"2021-12": 66, "2025-12": 71}, 1.0),
    Survey("nki", ADDICTION, 73, {"2021-12": 73, "2025-12": 76}, 1.4),
    Survey("tillganglighet-brukare", RECEPTION, 96, {"2021-12": 7.2, "2025-12": 7.9}, 0.12),
    Survey("tillganglighet-brukare", OUTPATIENT, 102, {"2021-12": 8.2, "2025-12": 8.5}, 0.10),
    Survey("tillganglighet-brukare", ASSISTANCE, 165, {"2021-12": 7.3, "2025-12": 7.6}, 0.10),
    Survey("tillganglighet-brukare", ADDICTION, 73, {"2021-12": 7.8, "2025-12": 8.1}, 0.14),
    Survey("placering-varderad-barn", INQUIRY, 27, {"2021-12": 6.8, "2025-12": 7.4}, 0.2),
    Survey(
        "beslut-till-verkstallighet",
        INQUIRY,
        64,
        {"2021-06": 1.1, "2026-06": 0.8},
        0.08,
        Periodicity.HALF_YEAR,
    ),
    Survey("beslut-till-verkstallighet", ADDICTION, 38, {"2021-06": 0.9}, 0.08, Periodicity.HALF_YEAR),
)
# Mean answer to the staff survey (HME), by unit, in the order of LEAVES.
ENGAGEMENT = ((74, 78), (70, 74), (77, 74), (80, 83), (75, 78), (78, 79), (81, 82), (79, 81))
# How its parts lie about the whole, and the whole municipality's own result with its respondents.
ENGAGEMENT_PARTS = {"motivation": 1.5, "ledarskap": 0.5, "styrning": -2.0}
MUNICIPALITY = (3_900, {"2021-12": 76.2, "2025-12": 77.4})

# Children and young people whose help ended in a month, and the share who don't come back within a year.
COHORTS = {
    INQUIRY: (17.5, {"2021-01": 0.80, "2026-08": 0.84}),
    OUTPATIENT: (14.5, {"2021-01": 0.83, "2026-08": 0.87}),
}
FOLLOWED_MONTHS = 12

STAFF = (
    Staff(RECEPTION, {"2021-01": 23, "2026-10": 26}, 2.3, {"2021-01": 4.1}, 0.16),
    Staff(
        INQUIRY, {"2021-01": 44, "2026-10": 48}, 2.6, {"2021-01": 5.3, "2024-08": 5.2, "2024-12": 4.6}, 0.21
    ),
    Staff(FOSTER_CARE, {"2021-01": 28, "2026-10": 31}, 1.8, {"2025-01": 2.3, "2026-10": 5.2}, 0.11),
    Staff(OUTPATIENT, {"2021-01": 37, "2026-10": 40}, 1.9, {"2021-01": 3.1}, 0.09),
    Staff(ASSISTANCE, {"2021-01": 43, "2026-10": 40}, 2.4, {"2021-01": 4.9, "2026-10": 3.6}, 0.14),
    Staff(ADDICTION, {"2021-01": 34, "2026-10": 36}, 2.1, {"2021-01": 3.9}, 0.12),
    Staff(VIOLENCE, {"2021-12": 9, "2022-01": 13, "2026-07": 13, "2026-08": 9}, 2.0, {"2021-01": 2.4}, 0.10),
    Staff(QUALITY, {"2021-01": 27, "2026-10": 29}, 1.5, {"2021-01": 2.2}, 0.08),
)
