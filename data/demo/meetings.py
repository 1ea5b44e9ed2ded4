"""Exempelstad's management meetings in 2026, and what was decided at them or between them.

Decisions on indicators are placed where the simulated figures have something honest to say of them: two
figures move the way that was hoped for (`extern-oppenvard`, `jobbspar`), one the other way
(`langtidsfranvaro`), one has not moved (`avslag`), two can't be told from chance or from where they were
going already (`placeringsrad`, `genomgang`), of one it is too early to tell (`bokningsbara-tider`), and one
is counted in another way since (`service`). That they move is not said to be the decisions' doing.
"""

from dataclasses import dataclass
from datetime import date

from data.demo.following import (
    ASSISTANCE_HEAD,
    CHILDREN_HEAD,
    DEVELOPER,
    DONE,
    FOSTER_CARE_HEAD,
    INQUIRY_HEAD,
    OFFICE_HEAD,
    ONGOING,
    QUALITY_HEAD,
    RECEPTION_HEAD,
    Word,
)
from data.demo.reporting import ASSISTANCE, FOSTER_CARE, INQUIRY, RECEPTION, ROOT
from metrics.vocabulary import Direction

UP, DOWN, NONE = Direction.UP, Direction.DOWN, Direction.NONE
EVERYONE = (
    "Förvaltningschef, verksamhetschef barn och unga, verksamhetschef vuxna, förvaltningscontroller, "
    "kvalitetschef, verksamhetsutvecklare, HR-konsult"
)
WITHOUT_HR = EVERYONE.removesuffix(", HR-konsult")
WITHOUT_ADULTS = EVERYONE.replace("verksamhetschef vuxna", "biträdande verksamhetschef vuxna")


@dataclass(frozen=True)
class Held:
    """A meeting of the whole office's management on a day."""

    held_on: date
    present: str
    note: str


@dataclass(frozen=True)
class Decided:
    """A decision of a unit: on an indicator with the way it is hoped to go, or on something else.

    `decided_on` is the day of the meeting, or a day between meetings; what was told of it afterwards comes
    from the responsible role.
    """

    code: str
    decided_on: date
    unit: str
    text: str
    responsible: str
    starts_on: date
    follow_up_on: date
    indicator: str | None = None
    expected: Direction = NONE
    told: tuple[Word, ...] = ()


SECRETARY = DEVELOPER
MEETINGS = (
    Held(
        date(2026, 1, 21), EVERYONE, "Planen för 2026 gicks igenom. HVB-placeringarna var flest i december."
    ),
    Held(
        date(2026, 2, 18),
        WITHOUT_HR,
        "Bokslutet 2025. Lång sjukfrånvaro i familjehemsenheten togs upp särskilt.",
    ),
    Held(
        date(2026, 3, 18),
        EVERYONE,
        "Årets första prognos och månadens indikatorer.",
    ),
    Held(date(2026, 4, 22), EVERYONE, "Genomgång inför internkontrollens uppföljning efter april."),
    Held(date(2026, 5, 20), WITHOUT_ADULTS, "Tertialrapport 1 godkändes. Jourlägenheten är avbruten."),
    Held(date(2026, 6, 17), EVERYONE, "Inför sommaren: bemanning och beredskap. Inget möte i juli."),
    Held(date(2026, 8, 26), WITHOUT_HR, "Sommaren gick utan stängda enheter. Risken R5 lades till i planen."),
    Held(date(2026, 9, 23), EVERYONE, "Tertialrapport 2 och delårsbokslutet."),
    Held(date(2026, 10, 21), EVERYONE, "Septembersiffrorna och budget 2027. Nästa möte den 2 december."),
)
DECISIONS = (
    Decided(
        "service",
        date(2025, 6, 12),
        RECEPTION,
        "Mottagningen erbjuder service utan biståndsbeslut redan vid första kontakten",
        RECEPTION_HEAD,
        date(2025, 7, 1),
        date(2026, 3, 18),
        "serviceuppdrag",
        UP,
        (
            ("2026-01-20", ONGOING, "Erbjuds av alla i mottagningen sedan hösten."),
            ("2026-03-18", DONE, "Infört och en del av rutinen."),
        ),
    ),
    Decided(
        "extern-oppenvard",
        date(2025, 9, 24),
        ROOT,
        "Extern öppenvård prövas före HVB, också när egna insatser har kö",
        CHILDREN_HEAD,
        date(2025, 10, 1),
        date(2026, 5, 20),
        "varddygn-extern-oppenvard",
        UP,
        (
            ("2026-02-18", ONGOING, "Prövas i varje ärende som tas upp i placeringsrådet."),
            ("2026-05-20", DONE, "Ingår i riktlinjen för placeringar."),
        ),
    ),
    Decided(
        "jobbspar",
        date(2025, 12, 10),
        ASSISTANCE,
        "Nya sökande av försörjningsstöd får en tid hos jobbcoach samma vecka",
        ASSISTANCE_HEAD,
        date(2026, 1, 1),
        date(2026, 9, 23),
        "utbetalt-forsorjningsstod",
        DOWN,
        (
            ("2026-02-12", ONGOING, "Två jobbcoacher är på plats."),
            ("2026-05-19", ONGOING, "Alla nya sökande får en tid inom fem dagar."),
            ("2026-09-23", ONGOING, "Fortsätter året ut."),
        ),
    ),
    Decided(
        "placeringsrad",
        date(2025, 12, 10),
        INQUIRY,
        "Varje ny HVB-placering prövas i placeringsrådet före beslut",
        INQUIRY_HEAD,
        date(2026, 1, 1),
        date(2026, 6, 17),
        "placerade-hvb",
        DOWN,
        (
            ("2026-02-18", ONGOING, "Rådet möts varje tisdag."),
            ("2026-06-17", DONE, "Rådet är permanent."),
        ),
    ),
    Decided(
        "genomgang",
        date(2026, 1, 21),
        RECEPTION,
        "Förhandsbedömningar som har passerat dag tio tas upp i den dagliga genomgången",
        RECEPTION_HEAD,
        date(2026, 2, 1),
        date(2026, 8, 26),
        "forhandsbedomning-14-dagar",
        UP,
        (
            ("2026-03-11", ONGOING, "Tas upp varje dag sedan februari."),
            ("2026-08-26", DONE, "Fungerar utan påminnelser."),
        ),
    ),
    Decided(
        "avslag",
        date(2026, 2, 18),
        ASSISTANCE,
        "Avslag skrivs på klarspråk och följs av ett samtal, så att färre överklagas",
        ASSISTANCE_HEAD,
        date(2026, 3, 1),
        date(2026, 10, 21),
        "overklagade-beslut",
        DOWN,
        (
            ("2026-05-19", ONGOING, "Nya mallar används. Alla hinner inte ringa."),
            ("2026-10-21", ONGOING, "Antalet överklaganden har inte ändrats. Arbetssättet ses över."),
        ),
    ),
    Decided(
        "langtidsfranvaro",
        date(2026, 2, 18),
        FOSTER_CARE,
        "Rehabiliteringsmöte inom två veckor vid sjukfrånvaro från dag 15 i familjehemsenheten",
        FOSTER_CARE_HEAD,
        date(2026, 3, 1),
        date(2026, 10, 21),
        "sjukfranvaro-fran-dag-15",
        DOWN,
        (
            ("2026-06-04", ONGOING, "Mötena hålls i tid."),
            ("2026-10-21", ONGOING, "Frånvaron har ökat. Företagshälsovården föreslår andra åtgärder."),
        ),
    ),
    Decided(
        "bitradande-chefer",
        date(2026, 4, 22),
        ROOT,
        "Biträdande enhetschef prövas från hösten i de två största enheterna",
        OFFICE_HEAD,
        date(2026, 9, 1),
        date(2027, 2, 17),
        told=(("2026-09-10", ONGOING, "En är på plats i utredningsenheten barn."),),
    ),
    Decided(
        "utbildning",
        date(2026, 9, 23),
        ROOT,
        "Utbildningen i den nya socialtjänstlagen får en ny fjärde dag före årsskiftet",
        CHILDREN_HEAD,
        date(2026, 9, 24),
        date(2026, 12, 16),
        told=(("2026-10-02", ONGOING, "Ny dag är bokad: 9 december."),),
    ),
    Decided(
        "bokningsbara-tider",
        date(2026, 9, 23),
        INQUIRY,
        "Utredarna har bokningsbara tider för första kontakt varje tisdag och torsdag",
        INQUIRY_HEAD,
        date(2026, 10, 1),
        date(2027, 3, 17),
        "forsta-kontakt-7-arbetsdagar",
        UP,
        (("2026-10-21", ONGOING, "Tiderna används i den ena av två grupper."),),
    ),
    Decided(
        "orosanmalan",
        date(2026, 10, 21),
        ROOT,
        "E-tjänsten för orosanmälan öppnas först när inloggningen har godkänts",
        QUALITY_HEAD,
        date(2026, 10, 22),
        date(2026, 12, 2),
    ),
)
