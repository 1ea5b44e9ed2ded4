"""What a page tells as a selection: its sections, its opening, and indicators of several periods in one."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from drawn import drawn_office, figures
from pages_read import plain

from metrics.documents.followed import Told, followed_of
from metrics.documents.material import Material, PlanFollowed, RisksFollowed
from metrics.documents.report import extract_of, report_of, with_beside
from metrics.overview import overview_rows
from metrics.periods import Period
from metrics.plan.tree_nodes import node
from metrics.plan.undertakings import Standing, Undertaking
from metrics.vocabulary import Lens, ReportKind, SectionKind
from metrics.year_wheel.year_view import YearView

TERTIAL, AUGUST = Period.parse("2026-T2"), Period.parse("2026-08")
INDICATORS = """
id | name      | area       | kind  | decimals | unit_of_measure | periodicity
1  | Väntetid  | lead_times | stock | 0        | dagar           | month
2  | Vårddygn  | placements | flow  | 0        | dygn            | month
3  | Placerade | placements | stock | 0        | barn            | month
4  | Nöjdhet   | quality    | stock | 0        | antal           | year
"""
FIGURES = """
indicator_id | period  | value
1            | 2026-05 | 10
1            | 2026-06 | 11
1            | 2026-07 | 12
1            | 2026-08 | 13
2            | 2026-05 | 30
2            | 2026-06 | 30
2            | 2026-07 | 30
2            | 2026-08 | 31
3            | 2026-07 | 1
3            | 2026-08 | 3
4            | 2025    | 7
"""
ACTIVITY = Undertaking(
    "activity", 1, "a", "aktivitet", "Ring", "", None, "", None, None, "", Standing.LATE, "", "", ()
)
PLAN = PlanFollowed("Plan 2026", date(2026, 8, 31), None, (ACTIVITY,), node(None))
RISKS = RisksFollowed("Plan 2026", date(2026, 8, 31), False, ())
YEAR = YearView(2026, date(2026, 8, 31), (), (), (), 0, ("Plan 2026",))
FOLLOWED = [SectionKind.TARGETS, SectionKind.INDICATORS, SectionKind.SOURCES]


def material(period: Period, *names: str) -> Material:
    """Return what is followed of some indicators in a period."""
    office, known = drawn_office(INDICATORS, known_periods=["2026-08"]), figures(FIGURES)
    rows = [row for row in overview_rows(office, known, 1, period) if row.subject.name in names]
    told = Told(pd.DataFrame({"definition": "Ett mått.", "source": "Systemet"}, index=[1, 2, 3, 4]))
    followed = followed_of(office, rows, known, 1, period, told)
    return Material("Provstad", "Kontoret", period, Lens.INTERN, followed=followed)


def test_indicators_of_another_period_say_which_and_stand_in_their_area():
    whole = with_beside(material(TERTIAL, "Väntetid", "Vårddygn"), material(AUGUST, "Placerade"))
    assert whole.period == TERTIAL
    assert [(each.item.name, plain(each.item.value.text), each.item.note) for each in whole.followed] == [
        ("Vårddygn", "121 dygn", ""),
        ("Placerade", "3 barn", "avser augusti 2026"),
        ("Väntetid", "12 dagar", ""),
    ]


def test_a_note_that_tells_the_period_already_is_left_as_it_is():
    whole = with_beside(material(TERTIAL, "Vårddygn"), material(AUGUST, "Nöjdhet"))
    assert [each.item.note for each in whole.followed] == ["", "avser 2025"]


def test_of_the_same_period_nothing_is_said_of_it():
    whole = with_beside(material(AUGUST, "Vårddygn"), material(AUGUST, "Placerade"))
    assert [each.item.note for each in whole.followed] == ["", ""]


@pytest.mark.parametrize(
    ("beside", "names", "expected"),
    [
        ({}, ["Vårddygn"], FOLLOWED),
        ({}, [], FOLLOWED),
        ({"plan": PLAN}, [], [SectionKind.ACTIVITIES]),
        ({"risks": RISKS}, [], [SectionKind.RISKS]),
        ({"year": YEAR}, [], [SectionKind.YEAR_WHEEL]),
        ({"plan": PLAN}, ["Vårddygn"], FOLLOWED),
    ],
)
def test_a_selection_has_the_sections_that_it_is_of(beside, names, expected):
    found = report_of(replace(material(AUGUST, *names), **beside), ReportKind.SELECTION)
    assert [section.kind for section in found.sections] == expected


@pytest.mark.parametrize("beside", [{"risks": RISKS}, {"year": YEAR}])
def test_neither_a_report_nor_an_audience_has_the_sections_that_only_stand_in_extracts(beside):
    known = replace(material(AUGUST), **beside)
    only = {SectionKind.RISKS, SectionKind.YEAR_WHEEL}
    assert only & {section.kind for section in report_of(known, ReportKind.SELECTION).sections}
    outward = report_of(replace(known, lens=Lens.BOARD), ReportKind.SELECTION)
    for report in (report_of(known, ReportKind.MONTH), outward):
        assert not only & {section.kind for section in report.sections}


def test_an_extract_has_the_page_s_name_and_its_sentence_once():
    known = replace(material(AUGUST), plan=PLAN)
    (section,) = report_of(known, ReportKind.SELECTION).sections
    lead = section.paragraphs[1]
    found = extract_of(known, "Aktiviteter", lead)
    assert (found.title, found.lead) == ("Aktiviteter augusti 2026", lead)
    assert [each.paragraphs for each in found.sections] == [section.paragraphs[:1]]
