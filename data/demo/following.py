"""What Exempelstad has told of its plan during 2026: its programme, risks weighed, accounts given.

Every word is recorded on the day it was told, so that the plan can be seen as it looked earlier. What is told
of activities stands in `activity_words`, of decisions in `meetings`. Risks are weighed after April and after
September; R5, which came in August, is not weighed yet.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TypeAlias

from metrics.vocabulary import ActivityStatus

PLAN = "exempelstad-2026"
NOT_STARTED, ONGOING, DONE, LATE, STOPPED = ActivityStatus
OFFICE_HOUR = time(9, 40, tzinfo=UTC)
CONTROLLER, QUALITY_HEAD, SYSTEMS = "Förvaltningscontroller", "Kvalitetschef", "Systemförvaltare"
RECEPTION_HEAD, INQUIRY_HEAD = "Enhetschef mottagning", "Enhetschef utredning"
FOSTER_CARE_HEAD, OUTPATIENT_HEAD = "Enhetschef familjehem", "Enhetschef öppenvård"
ASSISTANCE_HEAD, ADDICTION_HEAD = "Enhetschef ekonomiskt bistånd", "Enhetschef missbruk och beroende"
CHILDREN_HEAD, ADULTS_HEAD = "Verksamhetschef barn och unga", "Verksamhetschef vuxna"
DEVELOPER, OFFICE_HEAD = "Verksamhetsutvecklare", "Förvaltningschef"

Word: TypeAlias = tuple[str, ActivityStatus, str]
"""The day it was told, how far it had come, and a sentence or two."""


@dataclass(frozen=True)
class Story:
    """What a work role has told of one activity or one objective, the first told first."""

    code: str
    role: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Weighing:
    """How a risk was weighed on a day, from 1 (least) to 4."""

    risk: str
    assessed_on: date
    likelihood: int
    consequence: int
    note: str
    role: str


@dataclass(frozen=True)
class Given:
    """An account that was given: of which follow-up, for which occasion, and on which day."""

    follow_up: str
    due: str
    delivered_on: date
    note: str
    role: str


def recorded_on(day: date) -> datetime:
    """Return when what was told on a day was written down: the same day, in office hours."""
    return datetime.combine(day, OFFICE_HOUR)


OBJECTIVES = (
    Story(
        "programpunkt-12",
        OUTPATIENT_HEAD,
        (
            ("2026-06-04", ONGOING, "Arbetet med en gemensam föräldrautbildning har börjat."),
            ("2026-11-03", ONGOING, "Utbildningen har startat. Kartläggningen är inte redovisad."),
        ),
    ),
    Story(
        "programpunkt-27",
        RECEPTION_HEAD,
        (("2026-06-04", ONGOING, "Allvarssamtal hålls oftast i tid. Överenskommelsen är inte klar."),),
    ),
    Story(
        "programpunkt-31",
        ADULTS_HEAD,
        (
            ("2026-06-04", NOT_STARTED, "Finansieringen är inte klar."),
            ("2026-10-15", ONGOING, "En samordnare rekryteras."),
        ),
    ),
    Story(
        "uppdrag-1",
        "Placeringssamordnare",
        (("2026-09-14", ONGOING, "Samordningen prövas sedan juni och utvärderas i december."),),
    ),
    Story(
        "arbetsgivaruppdrag-1",
        OFFICE_HEAD,
        (("2026-09-10", ONGOING, "Kartläggningen är klar. Biträdande chefer prövas i två enheter."),),
    ),
)
ASSESSMENTS = (
    Weighing(
        "risk-1",
        date(2026, 5, 6),
        4,
        3,
        "Vårddygnen i HVB är på väg ned men långt över budget.",
        CONTROLLER,
    ),
    Weighing(
        "risk-1",
        date(2026, 10, 7),
        3,
        3,
        "Veckorapporten gör att prognosen hinner med. Nivån är fortfarande hög.",
        CONTROLLER,
    ),
    Weighing("risk-2", date(2026, 5, 6), 2, 4, "Tre handläggare har slutat sedan årsskiftet.", CHILDREN_HEAD),
    Weighing(
        "risk-2",
        date(2026, 10, 7),
        3,
        4,
        "Två vakanser och fler öppna utredningar i september.",
        CHILDREN_HEAD,
    ),
    Weighing("risk-3", date(2026, 5, 6), 3, 4, "Kontrollistan gäller alla först från maj.", QUALITY_HEAD),
    Weighing(
        "risk-3",
        date(2026, 10, 7),
        2,
        4,
        "Inget nytt tillbud sedan kontrollistan infördes. Två enheter saknar utbildning.",
        QUALITY_HEAD,
    ),
    Weighing("risk-4", date(2026, 5, 6), 2, 3, "Reservrutinen är skriven men inte övad.", SYSTEMS),
    Weighing(
        "risk-4", date(2026, 10, 7), 2, 3, "Oförändrad: övningarna hålls i oktober och november.", SYSTEMS
    ),
)
BOARD, GROUP = (
    "Socialnämndens protokoll {} § {} (påhittat)",
    "Ledningsgruppens minnesanteckningar {} (påhittade)",
)


def _given(follow_up: str, due: str, day: str, role: str, paragraph: int | None = None) -> Given:
    """Return an account given to the board (with its paragraph) or to the management group."""
    note = GROUP.format(day) if paragraph is None else BOARD.format(day, paragraph)
    return Given(follow_up, due, date.fromisoformat(day), note, role)


ON_PAPER = "Utskick till ledningsgruppen {} (påhittat)"
# An account without a day of its own belongs to the month after the period that it tells of. June's economy
# came after the summer, the half-year's account a week late, and the board still waits for September's.
DELIVERIES = (
    _given("t1", "2026-05-28", "2026-05-28", DEVELOPER, 52),
    _given("t2", "2026-09-24", "2026-09-24", DEVELOPER, 88),
    _given("prognos", "2026-02", "2026-02-18", CONTROLLER),
    _given("prognos", "2026-03", "2026-03-18", CONTROLLER),
    _given("prognos", "2026-04", "2026-04-22", CONTROLLER),
    _given("prognos", "2026-05", "2026-05-20", CONTROLLER),
    _given("prognos", "2026-06", "2026-06-17", CONTROLLER),
    Given("prognos", "2026-07", date(2026, 7, 8), ON_PAPER.format("2026-07-08"), CONTROLLER),
    _given("prognos", "2026-08", "2026-08-26", CONTROLLER),
    _given("prognos", "2026-09", "2026-09-23", CONTROLLER),
    _given("prognos", "2026-10", "2026-10-21", CONTROLLER),
    Given("prognos", "2026-11", date(2026, 11, 13), ON_PAPER.format("2026-11-13"), CONTROLLER),
    _given("ekonomi", "2026-02", "2026-02-26", CONTROLLER, 12),
    _given("ekonomi", "2026-03", "2026-03-26", CONTROLLER, 24),
    _given("ekonomi", "2026-04", "2026-04-23", CONTROLLER, 37),
    _given("ekonomi", "2026-05", "2026-05-28", CONTROLLER, 53),
    _given("ekonomi", "2026-06", "2026-06-11", CONTROLLER, 64),
    _given("ekonomi", "2026-07", "2026-08-27", CONTROLLER, 75),
    _given("ekonomi", "2026-08", "2026-08-27", CONTROLLER, 76),
    _given("ekonomi", "2026-09", "2026-09-24", CONTROLLER, 89),
    _given("verkstallighet", "2026-04", "2026-04-23", QUALITY_HEAD, 38),
    Given(
        "verkstallighet",
        "2026-07",
        date(2026, 7, 8),
        "Sänd till IVO 2026-07-08, dnr EXS 2026/0412 (påhittat)",
        QUALITY_HEAD,
    ),
    _given("verkstallighet", "2026-10", "2026-10-22", QUALITY_HEAD, 97),
    _given("internkontroll-juni", "2026-06-11", "2026-06-11", CONTROLLER, 65),
    _given("program-juni", "2026-06", "2026-06-11", DEVELOPER, 66),
    _given("halvar", "2026-09-03", "2026-09-10", QUALITY_HEAD, 81),
    Given(
        "personalutskottet",
        "2026-11",
        date(2026, 11, 17),
        "Personalutskottets protokoll 2026-11-17 § 31 (påhittat)",
        OFFICE_HEAD,
    ),
)
