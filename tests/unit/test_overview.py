"""The overview: what each row says, and in which order."""

import math
from dataclasses import replace

import pytest
from drawn import drawn_office, figures

from metrics.overview import figures_needed, judged_rows, listed, overview_rows, window_start
from metrics.periods import Period, shown_periodicity
from metrics.rows import row_of
from metrics.signals import Judged, Reason, Signal
from metrics.spc import Assurance, Variation
from metrics.talk import (
    Narrowing,
    Shown,
    changed,
    changed_sentence,
    count_by_status,
    late,
    matching,
    never_reported,
    overview_sentence,
    talk_order,
)
from metrics.targets import Judgement
from metrics.vocabulary import Area, Periodicity, Status, ValueState

MONTH, QUARTER, TERTIAL, HALF_YEAR, YEAR = Periodicity
RATIO = "id | kind | unit_of_measure | periodicity | decimals\n1 | ratio | % | {} | 1"
FLOW = "id | kind\n1 | flow"
STOCK = "id | kind\n1 | stock"


def rows(indicators, drawn, period, *, targets="indicator_id", units="id | parent_id\n1 |", unit=1):
    office = drawn_office(indicators, targets=targets, units=units)
    return overview_rows(office, figures(drawn), unit, Period.parse(period))


def row(*args, **kwargs):
    found = rows(*args, **kwargs)
    assert len(found) == 1
    return found[0]


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("own", "chosen", "shown"),
    [
        (MONTH, MONTH, MONTH),
        (MONTH, TERTIAL, TERTIAL),
        (MONTH, YEAR, YEAR),
        (TERTIAL, MONTH, TERTIAL),
        (TERTIAL, HALF_YEAR, TERTIAL),
        (QUARTER, TERTIAL, QUARTER),
        (QUARTER, HALF_YEAR, HALF_YEAR),
        (TERTIAL, YEAR, YEAR),
        (YEAR, MONTH, YEAR),
        (HALF_YEAR, TERTIAL, HALF_YEAR),
    ],
)
def test_an_indicator_is_shown_as_asked_but_never_finer_than_it_is_measured(own, chosen, shown):
    assert shown_periodicity(own, chosen) == shown


def test_a_row_says_value_period_and_the_two_changes():
    shown = row(
        RATIO.format("month"),
        "period | value\n2018-03 | 6.1\n2019-02 | 5.24\n2019-03 | 5.66",
        "2019-03",
    )
    assert (plain(shown.value_text), shown.period.code) == ("5,7 %", "2019-03")
    assert (plain(shown.change_text), plain(shown.change_year_text)) == ("+0,5", "−0,4")
    assert shown.change_unit == "procentenheter"
    assert shown.status == Status.NO_TARGET


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [("5.04", "5.14", "+0,1"), ("5.04", "4.96", "±0"), ("5", "", ""), ("", "5", ""), ("6", "5", "−1,0")],
)
def test_a_change_is_that_of_the_numbers_that_are_read(then, now, expected):
    shown = row(
        RATIO.format("month"),
        f"period | value\n2019-01 | 1\n2019-02 | {then}\n2019-03 | {now}",
        "2019-03",
    )
    assert shown.change_text == expected


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [("2026-10", "2025"), ("2026-12", "2026"), ("2026", "2026"), ("2025-T3", "2025"), ("2026-T2", "2025")],
)
def test_a_yearly_figure_is_shown_by_the_latest_year_that_has_ended(chosen, shown):
    drawn = "period | value\n2024 | 1\n2025 | 2\n2026 | 3"
    assert row(RATIO.format("year"), drawn, chosen).period.code == shown


def test_a_figure_is_judged_by_the_target_of_its_own_year():
    targets = """
    value | valid_from | valid_to
    60    | 2025-01-01 | 2025-12-31
    61    | 2026-01-01 | 2026-12-31
    """
    drawn = "period | value\n2025 | 60.5"
    shown = row(RATIO.format("year"), drawn, "2026-10", targets=targets)
    assert (plain(shown.target_text), shown.status) == ("minst 60 %", Status.ON_TARGET)


def test_a_council_target_is_named_as_such():
    shown = row(
        RATIO.format("year"),
        "period | value\n2019 | 6",
        "2019",
        targets="level | kind | value\ncouncil | at_most | 5.7",
    )
    assert plain(shown.target_text) == "KF:s mål: högst 5,7 %"
    assert shown.status == Status.OFF_TARGET


@pytest.mark.parametrize(
    ("own", "council", "expected"),
    [
        ("at_most | 5", "at_most | 7", "högst 5 %"),
        ("at_most | ", "at_most | 7", "KF:s mål: högst 7 %"),
        ("at_most | 5", "at_most | ", "högst 5 %"),
        ("at_most | ", "at_most | ", "inte fastställt"),
        ("decrease | ", "at_most | 7", "ska minska"),
        ("report_only | ", "at_most | 7", "redovisas utan mål"),
    ],
)
def test_the_own_target_is_judged_by_before_the_councils_unless_it_is_not_set(own, council, expected):
    targets = f"level | kind | value\nown | {own}\ncouncil | {council}"
    shown = row(RATIO.format("year"), "period | value\n2018 | 6\n2019 | 6", "2019", targets=targets)
    assert plain(shown.target_text) == expected


def test_a_target_that_is_not_set_tells_the_words_of_its_source():
    shown = row(
        RATIO.format("year"),
        "period | value\n2019 | 6",
        "2019",
        targets="level | kind | value | words\ncouncil | at_most | | tas fram av nämnd",
    )
    assert (shown.target_note, shown.status) == ("tas fram av nämnd", Status.NO_TARGET)


@pytest.mark.parametrize(
    ("state", "value_text", "note", "awaited"),
    [
        ("missing", "–", "saknas; senast 4 (feb 2019)", True),
        ("not_yet_reported", "–", "ej rapporterat än; senast 4 (feb 2019)", True),
        ("not_applicable", "–", "ej tillämpligt; senast 4 (feb 2019)", False),
        ("confidential", "..", "sekretess; senast 4 (feb 2019)", False),
    ],
)
def test_what_is_not_there_says_why_and_tells_the_last_known(state, value_text, note, awaited):
    shown = row(FLOW, f"period | value | state\n2019-02 | 4 | final\n2019-03 | | {state}", "2019-03")
    assert (shown.value_text, plain(shown.note), shown.awaited) == (value_text, note, awaited)
    assert shown.status == Status.NO_VALUE


def test_a_month_without_any_row_has_not_been_reported():
    shown = row(FLOW, "period | value\n2019-02 | 4", "2019-03")
    assert plain(shown.note) == "ej rapporterat än; senast 4 (feb 2019)"
    assert late([shown]) == [shown]


TREE = "id | parent_id\n1 |\n2 | 1\n3 | 1"


def test_a_sum_that_lacks_a_unit_says_how_many_have_reported():
    drawn = "unit_id | period | value\n2 | 2019-02 | 4\n3 | 2019-02 | 5\n2 | 2019-03 | 4"
    shown = row(FLOW, drawn, "2019-03", units=TREE)
    assert plain(shown.note) == "1 av 2 enheter har rapporterat; senast 9 (feb 2019)"


def test_units_that_a_figure_does_not_apply_to_are_not_awaited():
    drawn = """
    unit_id | period  | value | state
    2       | 2019-02 |     4 | final
    2       | 2019-03 |       | not_applicable
    3       | 2019-03 |       | not_applicable
    """
    shown = row(FLOW, drawn, "2019-03", units=TREE)
    assert plain(shown.note) == "ej tillämpligt; senast 4 (feb 2019)"
    assert not shown.awaited


@pytest.mark.parametrize(
    ("units", "drawn", "period"),
    [
        (TREE, "unit_id | period | value\n2 | 2019-03 | 40\n3 | 2019-03 | 50", "2019-03"),
        (TREE, "unit_id | period | value\n2 | 2019-03 | 40\n3 | 2019-03 | 50", "2019"),
        ("id | parent_id\n1 |", "period | value\n2019-02 | 40\n2019-03 | 50", "2019"),
    ],
)
def test_a_percentage_that_is_not_rolled_up_says_why(units, drawn, period):
    shown = row(RATIO.format("month"), drawn, period, units=units)
    assert shown.figure.value is None
    assert shown.note == "räknas inte samman: delarna bakom värdet saknas"


TEN_MONTHS = "period | value\n" + "\n".join(f"2026-{month:02d} | 15" for month in range(1, 11))
TWELVE_MONTHS = "\n".join(f"2025-{month:02d} | 15" for month in range(1, 13))


def test_a_sum_of_ten_months_is_called_so_and_not_held_against_the_whole_year():
    shown = row(FLOW, TEN_MONTHS, "2026", targets="kind | value\nat_most | 160")
    assert (shown.value_text, shown.note) == ("150", "10 av 12 perioder")
    assert shown.status == Status.NO_VALUE
    assert plain(shown.sentence) == (
        "Nya insatser: 150 (10 av 12 perioder) för 2026; målet är högst 160 för året."
    )


def test_a_sum_of_ten_months_is_not_compared_with_a_whole_year():
    shown = row(FLOW, f"{TEN_MONTHS}\n{TWELVE_MONTHS}", "2026")
    assert (shown.change_text, shown.change_year_text) == ("", "")


def test_a_sum_of_ten_months_without_target_is_a_figure_without_target():
    shown = row(FLOW, TEN_MONTHS, "2026")
    assert (shown.value_text, shown.status) == ("150", Status.NO_TARGET)
    assert not never_reported([shown])


def test_a_mean_of_ten_months_is_judged_and_called_so():
    shown = row(STOCK, TEN_MONTHS, "2026", targets="kind | value\nat_most | 14")
    assert (shown.status, shown.note) == (Status.OFF_TARGET, "10 av 12 perioder")


def test_the_sparkline_has_24_periods_with_gaps_and_the_target():
    shown = row(STOCK, "period | value\n2017-04 | 1\n2019-01 | 3\n2019-03 | 5", "2019-03", targets="value\n4")
    assert shown.spark == [1, *[None] * 20, 3, None, 5]
    assert shown.spark_target == 4


@pytest.mark.parametrize(
    ("indicators", "period", "expected"),
    [
        (FLOW, "2019-03", 2400 / 12),
        (FLOW, "2019-T1", 2400 * 4 / 12),
        (FLOW, "2019", 2400),
        (STOCK, "2019-03", 2400),
    ],
)
def test_a_target_for_the_year_is_drawn_as_its_share_of_a_period(indicators, period, expected):
    shown = row(indicators, "period | value\n2019-03 | 5", period, targets="value\n2400")
    assert shown.spark_target == expected


def test_a_target_without_a_number_has_no_line():
    assert row(STOCK, "period | value\n2019-03 | 5", "2019-03", targets="kind\nincrease").spark_target is None
    assert row(STOCK, "period | value\n2019-03 | 5", "2019-03").spark_target is None


def test_an_indicator_with_neither_figure_nor_target_has_no_row():
    indicators = "id\n1\n2\n3"
    drawn = "indicator_id | period | value\n1 | 2019-03 | 5"
    found = rows(indicators, drawn, "2019-03", targets="indicator_id | value\n2 | 4")
    assert [shown.subject.id for shown in found] == [1, 2]


def test_figures_of_other_units_are_none_of_ours():
    drawn = "unit_id | period | value\n2 | 2019-03 | 4\n3 | 2019-03 | 5"
    office = drawn_office(FLOW, units=TREE)
    mine = figures(drawn)
    mine = mine[mine["unit_id"] == 2]
    assert overview_rows(office, mine, 2, Period.parse("2019-03"))[0].value_text == "4"


@pytest.mark.parametrize("period", ["2019-03", "2019-Q1", "2019-T1", "2019-H1", "2019"])
def test_the_window_reaches_over_24_periods_and_three_years_of_profile(period):
    chosen = Period.parse(period)
    first = window_start(chosen)
    assert first <= chosen.shifted(-23).year
    assert first <= chosen.year - 3


def test_many_indicators_are_many_rows():
    indicators = "id\n" + "\n".join(str(number) for number in range(1, 201))
    drawn = "indicator_id | period | value\n" + "\n".join(
        f"{number} | 2019-03 | {number}" for number in range(1, 201)
    )
    assert [shown.value_text for shown in rows(indicators, drawn, "2019-03")] == [
        str(number) for number in range(1, 201)
    ]


def test_an_office_without_indicators_has_no_rows():
    assert rows("id", "indicator_id | period | value", "2019-03") == []


@pytest.mark.parametrize(
    ("state", "listed"), [("confidential", 1), ("missing", 1), ("not_yet_reported", 1), ("not_applicable", 0)]
)
def test_what_has_only_a_word_on_why_it_is_missing_is_listed_unless_it_does_not_apply(state, listed):
    assert len(rows(FLOW, f"period | value | state\n2019-03 | | {state}", "2019-03")) == listed


# What needs talk


def judged(name, status, gap=None, bar=None, area="support", value=1.0, before=True, state="final"):
    """A row of which only the judgement is of interest."""
    office = drawn_office(f"id | name | area | kind\n1 | {name} | {area} | stock")
    shown = row_of(office.subjects[0], {}, [], Period.parse("2019-03"))
    return replace(
        shown,
        judgement=Judgement(Status(status), value, bar, gap),
        figure=replace(shown.figure, value=value, state=ValueState(state)),
        reported_before=before,
    )


def names(ordered):
    return {area: [shown.subject.name for shown in found] for area, found in ordered}


def test_rows_stand_with_what_needs_talk_first():
    found = [
        judged("utan mål", "no_target"),
        judged("når", "on_target", -5, 100),
        judged("saknas", "no_value"),
        judged("nära", "near_target", 2, 100),
        judged("missar", "off_target", 10, 100),
    ]
    assert names(talk_order(found)) == {Area.SUPPORT: ["missar", "nära", "når", "utan mål", "saknas"]}


def test_of_those_that_miss_the_one_that_misses_by_most_of_its_target_comes_first():
    found = [
        judged("10 av 1 000", "off_target", 10, 1000),
        judged("3 av 10", "off_target", 3, 10),
        judged("1 av 0", "off_target", 1, 0),
        judged("2 av −4", "off_target", 2, -4),
    ]
    assert names(talk_order(found)) == {Area.SUPPORT: ["1 av 0", "2 av −4", "3 av 10", "10 av 1 000"]}


def test_of_those_that_reach_the_one_with_least_to_spare_comes_first():
    found = [
        judged("med råge", "on_target", -50, 100),
        judged("överskott mot noll", "on_target", -500, 0),
        judged("precis", "on_target", 0, 100),
        judged("noll av noll", "on_target", 0, 0),
    ]
    assert names(talk_order(found))[Area.SUPPORT] == [
        "precis",
        "noll av noll",
        "med råge",
        "överskott mot noll",
    ]


def test_equal_rows_keep_the_order_of_the_plan():
    found = [judged(name, "no_target") for name in "cab"]
    assert names(talk_order(found)) == {Area.SUPPORT: ["c", "a", "b"]}


def test_areas_stand_by_how_many_targets_they_miss_and_else_in_the_order_of_the_meeting():
    found = [
        judged("a", "on_target", -1, 1, area="economy"),
        judged("b", "off_target", 1, 1, area="staff"),
        judged("c", "off_target", 1, 1, area="staff"),
        judged("d", "off_target", 1, 1, area="quality"),
        judged("e", "near_target", 1, 1, area="access"),
        judged("f", "no_target", area="placements"),
    ]
    assert [area for area, _ in talk_order(found)] == [
        Area.STAFF,
        Area.QUALITY,
        Area.ACCESS,
        Area.PLACEMENTS,
        Area.ECONOMY,
    ]


def test_every_status_is_counted_also_those_that_no_row_has():
    found = [judged("a", "off_target"), judged("b", "off_target"), judged("c", "no_value")]
    assert count_by_status(found) == {
        Status.OFF_TARGET: 2,
        Status.NEAR_TARGET: 0,
        Status.ON_TARGET: 0,
        Status.NO_TARGET: 0,
        Status.NO_VALUE: 1,
    }
    assert list(count_by_status([])) == list(count_by_status(found))


@pytest.mark.parametrize(
    ("status", "text", "expected"),
    [
        (None, "", ["Sjukfrånvaro", "Vårddygn"]),
        (None, "SJUK", ["Sjukfrånvaro"]),
        (None, " vård ", ["Vårddygn"]),
        (None, "personal", ["Sjukfrånvaro"]),
        (None, "finns inte", []),
        (Status.OFF_TARGET, "", ["Vårddygn"]),
        (Status.OFF_TARGET, "sjuk", []),
    ],
)
def test_rows_are_narrowed_by_status_and_text(status, text, expected):
    found = [
        judged("Sjukfrånvaro", "on_target", area="staff"),
        judged("Vårddygn", "off_target", area="placements"),
    ]
    assert [shown.subject.name for shown in matching(found, status, text)] == expected


def test_late_is_what_has_been_reported_before_and_is_not_now():
    found = [
        judged("kommen", "on_target"),
        judged("sen", "no_value", value=None),
        judged("aldrig", "no_value", value=None, before=False),
    ]
    assert [shown.subject.name for shown in late(found)] == ["sen"]
    assert [shown.subject.name for shown in never_reported(found)] == ["aldrig"]


OFF = [judged(name, "off_target", gap, 10) for name, gap in (("D", 1), ("C", 2), ("B", 3), ("A", 4))]
ON = [judged("E", "on_target", 0, 10)]
NEAR = [judged("F", "near_target", 1, 10)]
UNKNOWN = [judged("G", "no_value", value=None)]
UNAIMED = [judged("H", "no_target")]
HIDDEN = [judged("I", "no_value", value=None, state="confidential")]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], "Det finns varken mätvärden eller mål för perioden."),
        (ON, "Inget av 1 bedömda mål missas."),
        (ON + NEAR, "Inget av 2 bedömda mål missas. 1 ligger nära."),
        (OFF[:1] + ON + UNKNOWN, "1 av 2 bedömda mål nås inte. Det gäller: D."),
        (OFF[:2], "2 av 2 bedömda mål nås inte. Det gäller: C och D."),
        (OFF[:3] + ON, "3 av 4 bedömda mål nås inte. Det gäller: B, C och D."),
        (OFF, "4 av 4 bedömda mål nås inte. Längst ifrån: A, B och C."),
        (UNKNOWN * 2, "Ingen av 2 indikatorer har mätvärde för perioden."),
        (
            HIDDEN + UNKNOWN,
            "Inget mätvärde visas för perioden. 1 av 2 indikatorer visas inte, för att skydda enskilda.",
        ),
        (
            UNAIMED + UNKNOWN,
            "1 av 2 indikatorer har mätvärde. Ingen av dem kan bedömas mot ett mål.",
        ),
        (
            UNAIMED + HIDDEN,
            "1 av 2 indikatorer har mätvärde som visas. Ingen av dem kan bedömas mot ett mål. "
            "1 av 2 indikatorer visas inte, för att skydda enskilda.",
        ),
    ],
)
def test_the_overview_opens_with_how_it_stands(found, expected):
    assert overview_sentence(found) == expected


def test_nothing_on_a_row_is_ever_nan():
    drawn = "period | value | state\n2019-02 | | missing\n2019-03 | 5 | final"
    shown = row(RATIO.format("month"), drawn, "2019-03", targets="kind | value\nincrease |")
    texts = [
        shown.value_text,
        shown.note,
        shown.target_text,
        shown.target_note,
        shown.change_text,
        shown.sentence,
    ]
    assert not any("nan" in text or "None" in text for text in texts)
    assert not any(value is not None and math.isnan(value) for value in shown.spark)


# What has truly changed

CONCERN, CHANGE, IMPROVEMENT = Variation.CONCERN, Variation.CHANGE, Variation.IMPROVEMENT
COMMON, UNKNOWN_SIGNAL = Variation.COMMON_CAUSE, Variation.TOO_FEW_POINTS


def found_of(variation, name="a", status="on_target", gap=None, area="support"):
    """A row of which the signal and the judgement are of interest."""
    signal = Signal(Judged.LEVEL, Reason.USUAL, variation)
    return replace(judged(name, status, gap, 100, area), signal=signal)


def subjects_of(ordered):
    return [shown.subject.name for _, group in ordered for shown in group]


def test_by_signal_what_has_worsened_comes_first_and_what_can_not_be_judged_last():
    found = [
        found_of(variation, variation.value)
        for variation in (UNKNOWN_SIGNAL, COMMON, IMPROVEMENT, CHANGE, CONCERN)
    ]
    assert subjects_of(talk_order(found, by_signal=True)) == [
        "concern",
        "change",
        "improvement",
        "common cause",
        "too few points",
    ]
    assert subjects_of(talk_order(found)) == [shown.subject.name for shown in found]


def test_of_equal_signals_the_one_that_misses_its_target_by_most_comes_first():
    found = [
        found_of(COMMON, "missar mest", "off_target", 90),
        found_of(CONCERN, "når", "on_target", -1),
        found_of(CONCERN, "missar", "off_target", 10),
        found_of(CONCERN, "missar mer", "off_target", 20),
    ]
    assert subjects_of(talk_order(found, by_signal=True)) == ["missar mer", "missar", "når", "missar mest"]
    assert subjects_of(talk_order(found)) == ["missar mest", "missar mer", "missar", "når"]


def test_by_signal_areas_stand_by_how_much_has_worsened_in_them():
    found = [
        found_of(COMMON, "a", "off_target", 10, area="placements"),
        found_of(IMPROVEMENT, "b", area="support"),
        found_of(CHANGE, "c", area="quality"),
        found_of(CONCERN, "d", area="staff"),
        found_of(CONCERN, "e", area="economy"),
        found_of(CONCERN, "f", area="economy"),
    ]
    assert [area for area, _ in talk_order(found, by_signal=True)] == [
        Area.ECONOMY,
        Area.STAFF,
        Area.QUALITY,
        Area.SUPPORT,
        Area.PLACEMENTS,
    ]
    assert talk_order(found)[0][0] == Area.PLACEMENTS


EVERY = [found_of(variation, variation.value) for variation in Variation]


def test_just_what_is_more_than_chance_has_changed():
    assert {shown.subject.name for shown in changed(EVERY)} == {"concern", "change", "improvement"}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Narrowing(), ["a", "b", "c", "d"]),
        (Narrowing(shown=Shown.BY_SIGNAL), ["a", "b", "c", "d"]),
        (Narrowing(shown=Shown.CHANGED), ["a", "c"]),
        (Narrowing(Status.OFF_TARGET, shown=Shown.CHANGED), ["a"]),
        (Narrowing(Status.OFF_TARGET), ["a", "b"]),
        (Narrowing(text="PLACERING", shown=Shown.CHANGED), ["c"]),
        (Narrowing(Status.OFF_TARGET, "placering", Shown.CHANGED), []),
    ],
)
def test_what_has_changed_is_narrowed_by_status_and_text_too(wanted, expected):
    found = [
        found_of(CONCERN, "a", "off_target", 1),
        found_of(COMMON, "b", "off_target", 1),
        found_of(IMPROVEMENT, "c", area="placements"),
        found_of(COMMON, "d", area="placements"),
    ]
    assert [shown.subject.name for shown in wanted.matching(found)] == expected


@pytest.mark.parametrize(
    ("variations", "expected"),
    [
        ([], ""),
        ([UNKNOWN_SIGNAL] * 3, ""),
        ([COMMON, UNKNOWN_SIGNAL], " Ingen verklig förändring (1 av 2 kan bedömas)."),
        ([COMMON] * 5, " Ingen verklig förändring (5 av 5 kan bedömas)."),
        ([CONCERN, COMMON], " Verklig förändring: 1 försämring."),
        ([IMPROVEMENT], " Verklig förändring: 1 förbättring."),
        ([CHANGE, UNKNOWN_SIGNAL], " Verklig förändring: 1 förändring."),
        ([CONCERN] * 2, " Verklig förändring: 2 försämringar."),
        (
            [IMPROVEMENT, CONCERN, CHANGE, IMPROVEMENT, COMMON, CHANGE, CHANGE],
            " Verklig förändring: 1 försämring, 3 förändringar, 2 förbättringar.",
        ),
    ],
)
def test_the_overview_says_how_many_have_truly_changed(variations, expected):
    assert changed_sentence([found_of(variation) for variation in variations]) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            [found_of(CONCERN, "A", "off_target", 10), found_of(COMMON, "B")],
            "1 av 2 bedömda mål nås inte. Det gäller: A. Verklig förändring: 1 försämring.",
        ),
        (
            [found_of(COMMON, "A"), found_of(COMMON, "B", "near_target", 1)],
            "Inget av 2 bedömda mål missas. 1 ligger nära. Ingen verklig förändring (2 av 2 kan bedömas).",
        ),
    ],
)
def test_the_overviews_sentence_ends_with_what_has_truly_changed(found, expected):
    assert overview_sentence(found) == expected


QUIET = [12, 9, 11, 8, 10, 12, 9, 13, 8, 11, 9, 10, 12, 8, 11, 9, 12, 10, 8, 11, 10, 9]


def signalled(last, period="2026-10", indicators="id | kind | direction\n1 | mean | up", **others):
    """The row of a month after 22 quiet ones."""
    end = Period.parse(period)
    series = [*QUIET, last]
    drawn = "\n".join(
        f"{end.shifted(at - len(series) + 1).code} | {'' if value is None else value}"
        for at, value in enumerate(series)
    )
    return row(indicators, f"period | value\n{drawn}", period, **others)


@pytest.mark.parametrize(
    ("last", "expected"), [(10, COMMON), (30, IMPROVEMENT), (0, CONCERN), (None, UNKNOWN_SIGNAL)]
)
def test_a_row_tells_whether_its_period_is_more_than_chance(last, expected):
    assert signalled(last).signal.variation == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("at_least | 1", Assurance.MEETS), ("at_least | 99", Assurance.FAILS), ("at_most | 99", None)],
)
def test_a_row_tells_whether_the_target_will_be_met_month_after_month(target, expected):
    shown = signalled(10, targets=f"kind | value\n{target}")
    assert shown.signal.assurance == expected


def test_a_row_asks_how_the_year_will_end_only_where_its_own_figure_is_there():
    flow = "id | kind | direction\n1 | flow | up"
    assert signalled(10, indicators=flow, targets="value\n60").outlook.certain
    assert signalled(None, indicators=flow, targets="value\n60").outlook is None


def test_a_sum_under_way_is_not_judged_beside_chance():
    months = [
        f"{year}-{month:02d} | {10 + month % 3}" for year in range(2012, 2026) for month in range(1, 13)
    ]
    under_way = [f"2026-{month:02d} | 10" for month in range(1, 11)]
    drawn = "period | value\n" + "\n".join([*months, *under_way])
    assert row(FLOW, drawn, "2026").signal.reason == Reason.PARTIAL_SUM
    assert row(FLOW, drawn, "2025").signal.reason != Reason.PARTIAL_SUM


def test_an_overview_of_a_young_year_reaches_as_far_back_as_the_indicator_is_judged():
    february = Period.parse("2026-02")
    assert window_start(february, Periodicity.MONTH) == 2026 - 3
    assert window_start(february, Periodicity.TERTIAL) == 2025 - 8
    assert window_start(february, Periodicity.YEAR) == 2025 - 24


# Derived indicators, and those that are shown beside others

MADE = """
id | name       | kind  | unit_of_measure | decimals | derivation   | span | accompanies_id | periodicity
1  | Egna       | flow  | dygn            | 0        |              |      |                | month
2  | Köpta      | flow  | dygn            | 0        |              |      | 1              | month
3  | Andel egna | ratio | %               | 1        | ratio        |      |                | month
4  | Rullande   | ratio | %               | 1        | rolling_mean | 2    |                | month
5  | Kvar       | ratio | %               | 0        | cohort_share | 12   |                | month
"""
MADE_OF = """
indicator_id | part_id | role
3            | 1       | first
3            | 1       | second
3            | 2       | second
4            | 3       | first
5            | 1       | first
5            | 2       | second
"""
OF_TWO_UNITS = """
unit_id | indicator_id | period  | value
2       | 1            | 2018-03 | 10
2       | 2            | 2018-03 | 40
2       | 1            | 2019-02 | 30
2       | 2            | 2019-02 | 10
3       | 1            | 2019-02 | 10
2       | 1            | 2019-03 | 20
2       | 2            | 2019-03 | 20
3       | 1            | 2019-03 | 60
"""
"""Unit 3 has never had any bought days."""


def made(unit=1, period="2019-03", drawn=OF_TWO_UNITS, targets="indicator_id"):
    """The rows of an overview, by name."""
    office = drawn_office(MADE, parts=MADE_OF, units=TREE, targets=targets)
    return {
        shown.subject.name: shown
        for shown in overview_rows(office, figures(drawn), unit, Period.parse(period))
    }


def test_a_derived_indicator_has_a_row_like_any_other():
    """Of 20 + 60 + 20 days 80 are own, in February 40 of 50, and in March the year before 10 of 50."""
    row = made(targets="indicator_id | kind | value\n3 | at_least | 75")["Andel egna"]
    assert (plain(row.value_text), row.status) == ("80,0 %", Status.ON_TARGET)
    assert (plain(row.change_text), plain(row.change_year_text)) == ("±0", "+60,0")
    assert plain(row.sentence) == "Andel egna: 80,0 % i mars 2019; målet minst 75 % nås."


@pytest.mark.parametrize(("chosen", "shown"), [("2019-03", "2019-03"), ("2019-T1", "2019-04")])
def test_a_rolling_figure_is_told_by_its_own_periods_also_where_a_tertial_is_chosen(chosen, shown):
    """February and March have 120 own days of 150; March and an April without any have 80 of 100."""
    april = "2 | 1 | 2019-04 | 0\n2 | 2 | 2019-04 | 0\n3 | 1 | 2019-04 | 0"
    row = made(period=chosen, drawn=OF_TWO_UNITS + april)["Rullande"]
    assert (row.period.code, plain(row.value_text)) == (shown, "80,0 %")


def test_a_rolling_figure_is_not_judged_for_change_and_no_years_end_is_guessed():
    row = made(targets="indicator_id | kind | value\n4 | at_least | 75")["Rullande"]
    assert row.signal.reason == Reason.OVERLAPPING
    assert row.outlook is None
    assert row.status == Status.ON_TARGET


def test_a_cohorts_row_says_which_period_it_speaks_of():
    row = made()["Kvar"]
    assert (plain(row.value_text), row.period.code, row.note) == ("25 %", "2019-03", "gäller mar 2018")


def test_a_unit_that_never_reports_a_part_has_no_row_of_what_is_made_of_it_not_even_with_a_target():
    targets = "indicator_id | kind | value\n1 | at_least | 5\n3 | at_least | 75\n4 | at_least | 75"
    assert list(made(3, targets=targets)) == ["Egna"]
    assert list(made(2, targets=targets)) == ["Egna", "Andel egna", "Rullande", "Kvar"]


def test_a_target_for_all_units_judges_what_is_made_of_a_units_own_figures():
    """Of unit 2's 40 days in March 20 are own."""
    row = made(2, targets="indicator_id | kind | value\n3 | at_least | 75")["Andel egna"]
    assert (plain(row.value_text), plain(row.target_text), row.status) == (
        "50,0 %",
        "minst 75 %",
        Status.OFF_TARGET,
    )


def test_what_is_made_of_parts_that_do_not_apply_to_a_unit_is_another_units():
    drawn = """
    unit_id | indicator_id | period  | value | state
    3       | 1            | 2019-03 | 60    | final
    3       | 2            | 2019-03 |       | not_applicable
    """
    targets = "indicator_id | kind | value\n3 | at_least | 75"
    assert list(made(3, drawn=drawn, targets=targets)) == ["Egna"]


def test_the_office_awaits_what_it_has_a_target_for_although_no_unit_has_reported_a_part():
    only_own = "unit_id | indicator_id | period | value\n3 | 1 | 2019-03 | 60"
    row = made(drawn=only_own, targets="indicator_id | kind | value\n3 | at_least | 75")["Andel egna"]
    assert (row.value_text, row.note, row.awaited) == ("–", "ej rapporterat än", True)
    assert "Andel egna" not in made(drawn=only_own)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2 | 2 | 2019-04 | 5 | final", ("87,5 %", "")),
        ("2 | 2 | 2019-04 | 5 | preliminary", ("87,5 %", "preliminärt")),
        (
            "2 | 2 | 2019-04 | | missing",
            ("–", "räknas inte samman: delarna bakom värdet saknas; senast 80,0 % (mar 2019)"),
        ),
        ("2 | 2 | 2019-04 | | confidential", ("..", "sekretess; senast 80,0 % (mar 2019)")),
        ("2 | 2 | 2019-04 | | not_yet_reported", ("–", "ej rapporterat än; senast 80,0 % (mar 2019)")),
        ("", ("–", "ej rapporterat än; senast 80,0 % (mar 2019)")),
    ],
)
def test_a_derived_row_says_why_its_figure_is_not_there_or_not_whole(last, expected):
    """In April 25 + 10 own days of 40."""
    drawn = "\n".join(
        line + (" | state" if "period" in line else " | final") for line in OF_TWO_UNITS.strip().splitlines()
    )
    april = "2 | 1 | 2019-04 | 25 | final\n3 | 1 | 2019-04 | 10 | final"
    row = made(period="2019-04", drawn=f"{drawn}\n{april}\n{last}")["Andel egna"]
    assert (plain(row.value_text), plain(row.note)) == expected


def test_what_is_shown_beside_another_stands_nowhere_by_itself_but_can_be_asked_for():
    office = drawn_office(MADE, parts=MADE_OF, units=TREE)
    assert "Köpta" not in made()
    assert [subject.id for subject in listed(office)] == [1, 3, 4, 5]
    asked = judged_rows(office, figures(OF_TWO_UNITS), 1, Period.parse("2019-03"), [office.subject_of(2)])
    assert {number: row.value_text for number, row in asked.items()} == {2: "20 dygn".replace(" ", "\u00a0")}


def test_rows_are_judged_known_or_not_where_they_are_asked_for():
    office = drawn_office(MADE, parts=MADE_OF, units=TREE)
    nothing = figures("indicator_id | unit_id | period | value")
    asked = judged_rows(office, nothing, 1, Period.parse("2019-03"), office.subjects)
    assert [row.known for row in asked.values()] == [False] * 5


READ = """
id | kind  | derivation   | span | accompanies_id | periodicity | protected_by_id | protected_below
1  | ratio |              |      |                | month       | 6               | 10
2  | flow  |              |      | 5              | month       |                 |
3  | flow  |              |      | 5              | month       |                 |
4  | ratio | rolling_mean | 12   |                | month       |                 |
5  | ratio | cohort_share | 12   |                | tertial     |                 |
6  | stock |              |      | 1              | month       |                 |
7  | ratio | ratio        |      |                | year        |                 |
8  | flow  |              |      | 7              | month       |                 |
9  | flow  |              |      |                | month       |                 |
"""
READ_OF = """
indicator_id | part_id | role
4            | 1       | first
5            | 2       | first
5            | 3       | second
7            | 8       | first
7            | 3       | second
"""


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        # months and what they need from three years back, and a year further for a rolling one;
        # tertials from eight years before the last that has ended, and a year further for its cohort;
        # years from 24 years before the last that has ended
        ("2026-01", {2026 - 3 - 1: {1, 6}, 2025 - 8 - 1: {2}, 2025 - 24: {3, 8}, 2026 - 3: {9}}),
        ("2026-12", {2026 - 3 - 1: {1, 6}, 2026 - 8 - 1: {2}, 2026 - 24: {3, 8}, 2026 - 3: {9}}),
    ],
)
def test_an_overview_reads_each_part_and_count_of_people_as_far_back_as_what_is_made_of_it(chosen, expected):
    office = drawn_office(READ, parts=READ_OF)
    needed = figures_needed(office, Period.parse(chosen))
    assert {year: set(numbers) for year, numbers in needed.items()} == expected


def test_what_is_read_for_an_overview_is_enough_for_its_rolling_figures():
    """Of January 2026 the line of 24 months begins with February 2024, and its twelve with March 2023."""
    office = drawn_office(READ, parts=READ_OF)
    january = Period.parse("2026-01")
    (start,) = [year for year, numbers in figures_needed(office, january).items() if 1 in numbers]
    months = [Period.parse("2020-01").shifted(at) for at in range(73)]
    drawn = figures(
        "period | value | numerator | denominator\n"
        + "\n".join(f"{month.code} | {at} | {at} | 100" for at, month in enumerate(months))
    )
    whole, read = (
        judged_rows(office, each, 1, january, [office.subject_of(4)])[4]
        for each in (drawn, drawn[drawn["period"] >= str(start)])
    )
    assert read.spark == whole.spark
    assert None not in read.spark
    assert read == whole
