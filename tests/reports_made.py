"""A small report as a test needs it: two areas, hidden figures, gaps, targets, and texts that mean harm."""

from dataclasses import replace
from datetime import date

from metrics.documents.model import Cell, Chart, Item, Point, Report, Section, Table, TargetLine
from metrics.periods import Period
from metrics.vocabulary import Area, Lens, ReportKind, SectionKind

HARM = '=HYPERLINK("http://exempel.se";"klicka")'
SIMULATED = "Simulerade data"
HIDDEN = "Visas inte: siffran, eller en som hör ihop med den, kan gälla färre än 5."


def a_chart(
    title: str = "Sjukfrånvaro", *values: float | None, first: str = "2026-01", target: float | None = 5.7
) -> Chart:
    """Return a chart of months from `first`; without values those of a year, one of them missing."""
    told = values or (6.1, 6.4, 5.9, 5.5, None, 4.8, 4.2, 5.1, 5.6, 5.9, 6.2, 6.3)
    begin = Period.parse(first)
    points = tuple(Point(begin.shifted(place), value) for place, value in enumerate(told))
    lines = () if target is None else (TargetLine("Mål", (target,) * len(points)),)
    alt = f"{title} var 6,3 % i december 2026. Målet är högst 5,7 %."
    return Chart(title, alt, "%", 1, points, lines, SIMULATED)


def an_item(
    code: str = "sjukfranvaro",
    name: str = "Sjukfrånvaro",
    area: Area = Area.STAFF,
    chart: Chart | None = None,
) -> Item:
    """Return an indicator that misses its target."""
    return Item(
        code=code,
        name=name,
        area=area,
        period=Period.parse("2026-12"),
        sentence=f"{name} var 6,3 % i december 2026. Målet är högst 5,7 % och nås inte.",
        value=Cell("6,3\u00a0%", 6.3, 1, "%"),
        target="högst 5,7\u00a0%",
        status="✕ Når inte målet",
        tone="worse",
        change="+0,1 procentenheter",
        note="preliminärt",
        actions=("Samtal om schemat varje vecka (enhetschef, från 2026-11-01)",),
        comments=("Många förkylningar i november.",),
        chart=chart or a_chart(name),
        definition="Frånvarande timmar som andel av de timmar som skulle ha arbetats.",
        source="Personalsystemet",
    )


def a_hidden_chart() -> Chart:
    """Return a chart of a year: March and December are hidden, and April has no figure at all."""
    told = (12, 11, None, None, 9, 8, 8, 9, 10, 11, 12, None)
    chart = a_chart("Placerade barn", *told, target=None)
    points = tuple(replace(point, hidden=place in (2, 11)) for place, point in enumerate(chart.points))
    alt = "Placerade barn, januari till december 2026. Siffran för december visas inte."
    return replace(chart, alt=alt, unit_of_measure="antal", decimals=0, points=points)


HIDDEN_ITEM = Item(
    code="placerade-barn",
    name="Placerade barn",
    area=Area.PLACEMENTS,
    period=Period.parse("2026-12"),
    sentence=f"Placerade barn i december 2026 visas inte. {HIDDEN}",
    value=Cell(".."),
    target="",
    status="",
    tone="no_news",
    change="",
    note=HIDDEN,
    chart=a_hidden_chart(),
    definition="Barn som är placerade den sista i månaden.",
    source=HARM,
)
ACTIVITIES = Table(
    "Aktiviteter i planen",
    ("Aktivitet", "Ansvarig", "Klart", "Kostnad, tkr"),
    (False, False, False, True),
    (
        (Cell("Nytt schema"), Cell("enhetschef"), Cell("2026-12-31", day=date(2026, 12, 31)),
         Cell("−1\u00a0250,5", -1250.5, 1, "tkr")),
        (Cell(HARM), Cell("+46"), Cell(""), Cell("..")),
    ),
)  # fmt: skip


def a_report(*items: Item, kind: ReportKind = ReportKind.MONTH, lens: Lens = Lens.INTERN) -> Report:
    """Return a report of December 2026; without items one that misses its target and one that is hidden."""
    shown = items or (an_item(), HIDDEN_ITEM)
    return Report(
        kind=kind,
        title="Månadsrapport december 2026",
        organisation="Exempelstad",
        unit="Individ- och familjeomsorgen",
        period=Period.parse("2026-12"),
        lens=lens,
        lead="1 av 1 bedömda mål nås inte. Det gäller: Sjukfrånvaro.",
        sections=(
            Section(SectionKind.SUMMARY, "Sammanfattning", ("Sjukfrånvaron är högre än målet.", HARM)),
            Section(SectionKind.INDICATORS, "Indikatorer", (), shown),
            Section(SectionKind.ACTIVITIES, "Aktiviteter", ("En aktivitet är sen.",), (), (ACTIVITIES,)),
        ),
        remark=SIMULATED,
        explanations=(HIDDEN,),
        question="Vad kan vi göra för att fler ska orka?",
    )
