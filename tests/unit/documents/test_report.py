"""Reports made of drawn offices: their parts, their words, and what somebody writes instead."""

from dataclasses import replace

import pandas as pd
import pytest
from drawn import drawn_office, figures
from pages_read import plain

from metrics.documents.changed import changed_figures, changed_words
from metrics.documents.drafts import NOTHING_TO_TELL, summary
from metrics.documents.followed import Told, actions_of, followed_of
from metrics.documents.material import Material, Said
from metrics.documents.model import Report
from metrics.documents.report import as_text, drafted, report_of, with_text
from metrics.overview import overview_rows
from metrics.periods import Period
from metrics.signals import Judged, Reason, Signal
from metrics.spc import Rule, Variation
from metrics.veil import Veil
from metrics.vocabulary import Area, Lens, ReportKind, SectionKind

OCTOBER = Period.parse("2026-10")
INDICATORS = """
id | name         | area       | kind  | direction | decimals | unit_of_measure
1  | Väntetid     | lead_times | stock | down      | 0        | dagar
2  | Placerade    | placements | stock | down      | 0        | barn
3  | Sjukfrånvaro | staff      | stock | down      | 1        | %
"""
INDICATORS_AND_A_YEARLY = """
id | name         | area       | kind  | direction | decimals | unit_of_measure | periodicity
1  | Väntetid     | lead_times | stock | down      | 0        | dagar           | month
2  | Placerade    | placements | stock | down      | 0        | barn            | month
3  | Sjukfrånvaro | staff      | stock | down      | 1        | %               | month
4  | Nöjdhet      | quality    | stock | up        | 0        | antal           | year
"""
TARGETS = """
indicator_id | kind    | value
1            | at_most | 10
2            | at_most | 20
"""
OF_PERIOD = [
    SectionKind.SUMMARY,
    SectionKind.TARGETS,
    SectionKind.INDICATORS,
    SectionKind.COMMENTS,
    SectionKind.ACTIVITIES,
    SectionKind.ECONOMY,
    SectionKind.SOURCES,
]
FIGURES = """
indicator_id | period  | value
1            | 2025-10 | 12
1            | 2026-09 | 12
1            | 2026-10 | 14
2            | 2026-09 | 19
2            | 2026-10 | 17
3            | 2026-09 | 6
"""


def material(
    figures_drawn: str = FIGURES,
    veil: Veil | None = None,
    period: Period = OCTOBER,
    indicators: str = INDICATORS,
) -> Material:
    """Return what a report is made of, of three indicators."""
    office = replace(drawn_office(indicators, targets=TARGETS, known_periods=["2026-10"]), veil=veil)
    known = figures(figures_drawn)
    described = pd.DataFrame({"definition": "Ett mått.", "source": "Systemet"}, index=[1, 2, 3, 4])
    followed = followed_of(
        office,
        overview_rows(office, known, 1, period),
        known,
        1,
        period,
        Told(described, {1: ["Semester."]}, {1: ["Ring."]}),
    )
    lens = veil.lens if veil else Lens.INTERN
    return Material("Provstad", "Kontoret", period, lens, followed=followed, threshold=5)


def told(report: Report) -> dict[SectionKind, str]:
    return {section.kind: plain(repr(section)) for section in report.sections}


def lines(report: Report, kind: SectionKind) -> dict[str, list[str]]:
    (found,) = [section for section in report.sections if section.kind == kind]
    return {
        row[0].text: [plain(cell.text) for cell in row[1:]] for table in found.tables for row in table.rows
    }


def test_areas_stand_in_the_order_of_the_meeting_and_each_figure_beside_its_target():
    report = report_of(material(), ReportKind.MONTH)
    (targets,) = [section for section in report.sections if section.kind == SectionKind.TARGETS]
    assert [table.caption for table in targets.tables] == ["Placeringar", "Handläggningstider", "Personal"]
    assert lines(report, SectionKind.TARGETS) == {
        "Placerade": ["17 barn", "högst 20 barn", "✓ Når målet", "-2"],
        "Väntetid": ["14 dagar", "högst 10 dagar", "✕ Når inte målet", "+2"],
        "Sjukfrånvaro": ["–", "", "", "", "ej rapporterat än; senast 6,0 % (sep 2026)"],
    }


def test_numbers_stand_beside_their_texts_for_files_that_reckon():
    report = report_of(material(), ReportKind.MONTH)
    (targets,) = [section for section in report.sections if section.kind == SectionKind.TARGETS]
    value, change = targets.tables[1].rows[0][1], targets.tables[1].rows[0][4]
    assert (value.number, value.unit_of_measure) == (14, "dagar")
    assert (change.number, plain(change.text)) == (2, "+2")
    assert targets.tables[2].rows[0][1].number is None


def test_a_year_has_the_year_before_beside_it():
    year = "indicator_id | period | value\n" + "\n".join(
        f"1 | {number}-{month:02d} | {value}"
        for number, value in ((2025, 12), (2026, 14))
        for month in range(1, 13)
    )
    report = report_of(material(year, period=Period.parse("2026")), ReportKind.YEAR)
    (targets,) = [section for section in report.sections if section.kind == SectionKind.TARGETS]
    assert targets.tables[0].headings[:3] == ("Indikator", "2025", "2026")
    assert lines(report, SectionKind.TARGETS)["Väntetid"][:2] == ["12 dagar", "14 dagar"]


def test_the_summary_says_how_it_stands_and_what_lacks():
    (first, *_) = summary(material())
    assert plain(first) == "1 av 2 bedömda mål nås och 1 nås inte. 1 indikator saknar mätvärde för perioden."


def test_without_figures_there_is_nothing_to_sum_up():
    assert summary(Material("Provstad", "Kontoret", OCTOBER, Lens.INTERN)) == (NOTHING_TO_TELL,)


@pytest.mark.parametrize(
    ("kind", "lens", "expected"),
    [
        (ReportKind.MONTH, Lens.INTERN, OF_PERIOD),
        (ReportKind.MONTH, Lens.BOARD, [each for each in OF_PERIOD if each != SectionKind.COMMENTS]),
        (
            ReportKind.SELECTION,
            Lens.INTERN,
            [SectionKind.TARGETS, SectionKind.INDICATORS, SectionKind.SOURCES],
        ),
    ],
)
def test_a_report_has_the_parts_of_its_kind_and_its_audience(kind, lens, expected):
    found = replace(material(), lens=lens)
    assert list(drafted(found, kind)) == expected


def test_only_the_chosen_parts_stand_in_the_report_in_their_order():
    report = report_of(material(), ReportKind.MONTH, sections=[SectionKind.SOURCES, SectionKind.SUMMARY])
    assert [section.kind for section in report.sections] == [SectionKind.SUMMARY, SectionKind.SOURCES]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Ett stycke.", ("Ett stycke.",)),
        ("Ett.\n\nTvå.", ("Ett.", "Två.")),
        ("Ett.\r\n \r\n\r\nTvå\nrader,  luft.", ("Ett.", "Två", "rader, luft.")),
        ("Vi gör:\n- Ring.\n  * Skriv.\n- 5 dygn", ("Vi gör:", "• Ring.", "• Skriv.", "- 5 dygn")),
        ("1\u00a0008 dygn", ("1\u00a0008 dygn",)),
        ("", None),
        (" \n\n ", None),
    ],
)
def test_each_line_of_a_text_is_a_paragraph_and_an_empty_text_is_drafted(text, paragraphs):
    section = drafted(material(), ReportKind.MONTH)[SectionKind.SUMMARY]
    written = with_text(section, text)
    assert written.paragraphs == (section.paragraphs if paragraphs is None else paragraphs)
    assert with_text(section, as_text(written)).paragraphs == written.paragraphs


def test_comments_and_actions_stand_with_their_indicator():
    report = report_of(material(), ReportKind.MONTH)
    assert {item.name: (item.comments, item.actions) for item in report.items if item.comments} == {
        "Väntetid": (("Semester.",), ("Ring.",))
    }


def test_what_is_said_of_figures_is_a_part_of_its_own():
    said = Said("Väntetid", "Norr", OCTOBER, "Semester.", "Fler pass.", "Enhetschef")
    report = report_of(replace(material(), said=(said,)), ReportKind.MONTH)
    assert lines(report, SectionKind.COMMENTS) == {
        "Väntetid": ["Norr", "oktober 2026", "Semester.", "Fler pass.", "Enhetschef"]
    }
    assert "Inga kommentarer" in told(report_of(material(), ReportKind.MONTH))[SectionKind.COMMENTS]


def test_a_hidden_figure_is_hidden_everywhere_and_explained():
    veil = Veil(Lens.PUBLIC, 5, frozenset({(1, 1, "2026-10"), (1, 1, "2025-10")}))
    report = report_of(material(FIGURES.replace("14", "3777"), veil), ReportKind.MONTH)
    assert lines(report, SectionKind.TARGETS)["Väntetid"][0] == ".."
    assert "3777" not in repr(report)
    assert report.explanations[0].startswith(
        "Det här är vad allmänheten får se. Tal från 1 till 4 visas inte"
    )
    assert any(each.startswith(".. betyder") for each in report.explanations)


def test_a_missing_figure_is_told_to_be_no_zero():
    report = report_of(material(), ReportKind.MONTH)
    assert "– betyder att siffran saknas; den är inte 0." in report.explanations


def test_a_preliminary_figure_is_explained_and_so_is_one_that_only_a_chart_has():
    told = "Preliminärt (*) betyder att siffran kan ändras."
    parts = [SectionKind.TARGETS]
    assert told in report_of(_preliminary("14"), ReportKind.MONTH, sections=parts).explanations
    assert told in report_of(_preliminary("19"), ReportKind.MONTH).explanations
    assert told not in report_of(_preliminary("19"), ReportKind.MONTH, sections=parts).explanations
    assert told not in report_of(material(), ReportKind.MONTH).explanations


def _preliminary(value: str) -> Material:
    """Return what a report is made of where one figure is preliminary."""
    heading, *drawn = FIGURES.strip().splitlines()
    states = ["preliminary" if line.endswith(f" {value}") else "final" for line in drawn]
    rows = [f"{line} | {state}" for line, state in zip(drawn, states, strict=True)]
    return material("\n".join([f"{heading} | state", *rows]))


def test_a_figure_of_another_period_says_which_where_the_indicator_stands():
    report = report_of(material(), ReportKind.MONTH)
    assert all("avser" not in item.note for item in report.items)
    yearly = material(FIGURES + "4 | 2025 | 70\n", indicators=INDICATORS_AND_A_YEARLY)
    notes = {item.name: item.note for item in report_of(yearly, ReportKind.MONTH).items}
    assert notes["Nöjdhet"] == "avser 2025"
    assert lines(report_of(yearly, ReportKind.MONTH), SectionKind.TARGETS)["Nöjdhet"][-1] == "avser 2025"


def signal(judged: Judged, rule: Rule) -> Signal:
    return Signal(judged, Reason.USUAL, Variation.CONCERN, rule)


@pytest.mark.parametrize(
    ("judged", "rule", "now", "said"),
    [
        (Judged.CHANGE, Rule.OUTSIDE, "14", "Verklig försämring: Väntetid (14 dagar, +2 mot perioden före)."),
        (Judged.CHANGE, Rule.OUTSIDE, "12", "Verklig försämring: Väntetid (12 dagar)."),
        (Judged.CHANGE, Rule.OUTSIDE, "9", "Verklig försämring: Väntetid (9 dagar)."),
        (Judged.CHANGE, Rule.SHIFT, "14", "Verklig försämring: Väntetid (14 dagar)."),
        (Judged.LEVEL, Rule.OUTSIDE, "14", "Verklig försämring: Väntetid (14 dagar)."),
        (Judged.SEASONAL, Rule.OUTSIDE, "9", "Verklig försämring: Väntetid (9 dagar)."),
    ],
)
def test_a_true_change_tells_its_step_only_where_that_step_is_what_is_judged(judged, rule, now, said):
    found = material(FIGURES.replace("2026-10 | 14", f"2026-10 | {now}"))
    shifted = tuple(
        replace(each, row=replace(each.row, signal=signal(judged, rule)))
        if each.row.subject.id == 1
        else each
        for each in found.followed
    )
    changed = replace(found, followed=shifted)
    assert said in [plain(each) for each in summary(changed)]
    noted = lines(report_of(changed, ReportKind.MONTH), SectionKind.TARGETS)["Väntetid"][-1]
    assert noted == "▲ verklig försämring"


def test_figures_that_have_changed_are_told_once_each_and_texts_are_not_compared():
    before = report_of(material(), ReportKind.MONTH, texts={SectionKind.SUMMARY: "Mina ord."})
    after = report_of(material(FIGURES.replace("2026-10 | 14", "2026-10 | 13")), ReportKind.MONTH)
    (change,) = changed_figures(before, after)
    assert plain(change.words) == "Väntetid: 14 dagar i rapporten, 13 dagar nu"
    assert plain(changed_words([change])).startswith(
        "1 uppgift har ändrats sedan rapporten sparades: Väntetid"
    )
    assert changed_figures(before, report_of(material(), ReportKind.MONTH)) == ()
    assert changed_words(()) == ""


def test_only_parts_that_the_kept_report_has_are_compared():
    kept = report_of(material(), ReportKind.MONTH, sections=[SectionKind.SUMMARY])
    after = report_of(material(FIGURES.replace("2026-10 | 14", "2026-10 | 13")), ReportKind.MONTH)
    assert changed_figures(kept, after) == ()


def test_a_figure_that_is_gone_is_told_to_be_none():
    before = report_of(material(), ReportKind.MONTH)
    after = report_of(material(FIGURES.replace("2            | 2026-10 | 17\n", "")), ReportKind.MONTH)
    assert "Placerade: 17 barn i rapporten, – nu" in [
        plain(each.words) for each in changed_figures(before, after)
    ]


def test_what_is_decided_stands_until_it_is_done_and_only_for_its_units():
    days = pd.to_datetime(["2026-09-01"] * 3)
    decisions = pd.DataFrame(
        {
            "id": [1, 2, 3],
            "unit_id": [1, 1, 9],
            "indicator_id": pd.array([1, 1, 1], dtype="Int64"),
            "text": ["Ring.", "Skriv.", "Annan enhet."],
            "responsible": ["Enhetschef", "", ""],
            "starts_on": days,
            "follow_up_on": pd.to_datetime([None, "2026-12-01", None]),
        }
    )
    progress = pd.DataFrame(
        {
            "decision_id": [2.0],
            "told_on": days[:1],
            "status": ["done"],
            "note": [""],
            "role": ["Chef"],
            "revision": [1],
        }
    )
    open_progress = progress.assign(status="ongoing")
    assert actions_of(decisions, progress, [1]) == {1: ["Ring. (Enhetschef, från 1 september 2026)"]}
    assert len(actions_of(decisions, open_progress, [1])[1]) == 2


def test_an_area_is_named_by_its_word():
    report = report_of(material(), ReportKind.MONTH)
    assert {item.area for item in report.items} == {Area.PLACEMENTS, Area.LEAD_TIMES, Area.STAFF}
