"""Sentences: value, period, target, status, signal and outlook in words that can be read aloud."""

import re
from itertools import cycle, product

import pytest
from drawn import drawn_office, figures

from metrics.overview import overview_rows
from metrics.periods import Period
from metrics.sentences import Told, ToldTarget, Verdict, comparison_words, indicator_sentence, path_words
from metrics.signal_words import CERTAIN, OUTLOOK
from metrics.spc import Variation
from metrics.targets import Judgement
from metrics.vocabulary import Status, TargetKind, ValueState

NAME = "Andel i tid"


def row(target, drawn, indicator="ratio | %", period="2019"):
    """The overview's row of a yearly share, or of what else is drawn."""
    kind, unit = indicator.split(" | ")
    periodicity = {4: "year", 7: "month"}[len(period)]
    office = drawn_office(
        f"id | name | kind | unit_of_measure | periodicity\n1 | {NAME} | {kind} | {unit} | {periodicity}",
        targets=f"kind | value | level | words\n{target}" if target else "indicator_id",
    )
    return overview_rows(office, figures(f"period | value | state\n{drawn}"), 1, Period.parse(period))[0]


def sentence(*drawn, **other):
    return row(*drawn, **other).sentence.replace("\u00a0", " ")


TARGETS = {
    "at_least": "at_least | 84 | own | minst 84 procent",
    "at_most": "at_most | 84 | own | högst 84 procent",
    "exactly": "exactly | 100 | own | alla",
    "increase": "increase | | own | ska öka",
    "not_decrease": "not_decrease | | own | ska inte minska",
    "decrease": "decrease | | own | ska minska",
    "above_reference": "above_reference | 70 | own | över UBU-medel",
    "at_least_reference": "at_least_reference | 70 | own | minst stadens HME",
    "plan": "plan | 33 | own | Plan 2019",
    "report_only": "report_only | | own | redovisas",
    "not set": "at_least | | own | tas fram av nämnd",
    "unknown reference": "above_reference | | own | över UBU-medel",
    "plan without figure": "plan | | own | Plan 2019",
    "council at_least": "at_least | 84 | council | minst 84 procent",
    "council increase": "increase | | council | ska öka",
    "council plan": "plan | 33 | council | Plan 2019",
    "council not set": "at_least | | council | tas fram av nämnd",
    "none": "",
}
LAST_YEAR = "2018 | 80 | final\n"
SAID = [
    ("at_least", "85", f"{NAME}: 85 % för 2019; målet minst 84 % nås."),
    ("at_least", "83", f"{NAME}: 83 % för 2019; målet minst 84 % nås inte."),
    ("at_most", "85", f"{NAME}: 85 % för 2019; målet högst 84 % nås inte."),
    ("exactly", "100", f"{NAME}: 100 % för 2019; målet 100 % nås."),
    ("increase", "81", f"{NAME}: 81 % för 2019; målet att öka (i fjol 80 %) nås."),
    ("not_decrease", "79", f"{NAME}: 79 % för 2019; målet att inte minska (i fjol 80 %) nås inte."),
    ("decrease", "79", f"{NAME}: 79 % för 2019; målet att minska (i fjol 80 %) nås."),
    ("above_reference", "70", f"{NAME}: 70 % för 2019; målet över jämförelsetalet 70 % nås inte."),
    ("at_least_reference", "70", f"{NAME}: 70 % för 2019; målet minst jämförelsetalet 70 % nås."),
    ("plan", "35", f"{NAME}: 35 % för 2019; planen är 33 %."),
    ("report_only", "12", f"{NAME}: 12 % för 2019; måttet redovisas utan mål."),
    ("not set", "12", f"{NAME}: 12 % för 2019; målet är inte fastställt (tas fram av nämnd)."),
    (
        "unknown reference",
        "12",
        f"{NAME}: 12 % för 2019; målet är över jämförelsetalet (jämförelsetalet är inte känt).",
    ),
    ("plan without figure", "12", f"{NAME}: 12 % för 2019; planen har ingen siffra."),
    ("council at_least", "83", f"{NAME}: 83 % för 2019; KF:s mål minst 84 % nås inte."),
    ("council increase", "81", f"{NAME}: 81 % för 2019; KF:s mål att öka (i fjol 80 %) nås."),
    ("council plan", "33", f"{NAME}: 33 % för 2019; KF:s plan är 33 %."),
    ("council not set", "12", f"{NAME}: 12 % för 2019; KF:s mål är inte fastställt (tas fram av nämnd)."),
    ("none", "12", f"{NAME}: 12 % för 2019; inget mål gäller för perioden."),
]
STATES = {
    "missing": "saknas",
    "confidential": "visas inte, för att skydda enskilda",
    "not_yet_reported": "är inte rapporterat än",
    "not_applicable": "är inte tillämpligt",
}


@pytest.mark.parametrize(("target", "value", "expected"), SAID)
def test_a_value_is_said_with_its_period_its_target_and_how_it_turned_out(target, value, expected):
    said = sentence(TARGETS[target], f"{LAST_YEAR}2019 | {value} | final")
    assert said == expected


@pytest.mark.parametrize(("target", "value", "expected"), SAID)
def test_a_preliminary_value_is_called_so(target, value, expected):
    said = sentence(TARGETS[target], f"{LAST_YEAR}2019 | {value} | preliminary")
    assert said == expected.replace(" % för", " % (preliminärt) för")


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(("state", "words"), STATES.items())
def test_a_value_that_is_not_there_is_said_to_be_so_with_its_reason_and_not_judged(target, state, words):
    said = sentence(TARGETS[target], f"{LAST_YEAR}2019 | | {state}")
    assert said.startswith(f"{NAME}: värdet för 2019 {words}")
    assert "nås" not in said


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"none"}))
@pytest.mark.parametrize("drawn", ["85 | final", " | confidential"])
@pytest.mark.parametrize("last_year", [LAST_YEAR, ""])
def test_it_is_always_one_whole_sentence(target, drawn, last_year):
    said = sentence(TARGETS[target], f"{last_year}2019 | {drawn}")
    assert said.endswith(".")
    assert not said.endswith("..")
    assert len(re.findall(r"[.!?]", said)) == 1
    assert said.count(";") <= 1
    assert said.count("(") == said.count(")")
    assert not re.search(r"  | [,.;)]|\( |\(\)|nan|None|_|ska öka|: .*: ", said.replace("KF:s", "KFs"))


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.parse("2019-03"), "i mars 2019"),
        (Period.parse("2019-Q1"), "för kvartal 1 2019"),
        (Period.parse("2019-T2"), "för tertial 2 2019"),
        (Period.parse("2019-H1"), "för första halvåret 2019"),
        (Period.parse("2019"), "för 2019"),
    ],
)
def test_a_period_has_its_preposition(period, expected):
    told = Told("Vårddygn", "dygn", 0)
    said = indicator_sentence(told, period, 1200, ValueState.FINAL, None, Judgement(Status.NO_TARGET))
    assert said == f"Vårddygn: 1\u00a0200\u00a0dygn {expected}; inget mål gäller för perioden."


def test_near_the_target_is_not_the_same_as_missing_it():
    told, target = Told("NKI", "index", 0), ToldTarget(TargetKind.AT_LEAST, "minst 75", "")
    near = Judgement(Status.NEAR_TARGET, 74, 75, 1)
    said = indicator_sentence(told, Period.parse("2019"), 74, ValueState.FINAL, target, near)
    assert said == "NKI: 74 för 2019; målet minst 75 nås nästan."


YEAR_SUM = "at_least | 2400 | own | 2 400 uppdrag"


def months(*values, year=2019):
    return "\n".join(f"{year}-{month:02d} | {value} | final" for month, value in enumerate(values, 1))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            [190, 210],
            "målet minst 2 400 uppdrag för året "
            "(hittills i år 400 uppdrag mot 400 uppdrag, jämnt fördelat) nås",
        ),
        (
            [190, 200],
            "målet minst 2 400 uppdrag för året "
            "(hittills i år 390 uppdrag mot 400 uppdrag, jämnt fördelat) nås inte",
        ),
        (
            [200] * 11 + [150],
            "målet minst 2 400 uppdrag för året (hela året 2 350 uppdrag) nås inte",
        ),
    ],
)
def test_a_target_for_the_year_tells_the_sum_that_was_judged(values, expected):
    period = f"2019-{len(values):02d}"
    said = sentence(YEAR_SUM, months(*values), indicator="flow | uppdrag", period=period)
    month = Period.parse(period).label
    assert said == f"{NAME}: {values[-1]} uppdrag i {month}; {expected}."


def test_a_year_itself_is_not_told_twice():
    said = sentence(YEAR_SUM, "2019 | 2350 | final", indicator="flow | uppdrag", period="2019")
    assert said == f"{NAME}: 2 350 uppdrag för 2019; målet minst 2 400 uppdrag nås inte."


def test_the_own_season_is_named():
    season = [1] * 6 + [9] * 6
    drawn = "\n".join([months(*season, year=2017), months(*season, year=2018), months(*[1] * 6)])
    note = row("at_least | 60 | own | 60", drawn, indicator="flow | antal", period="2019-06").target_note
    assert note == "hittills i år 6 mot 6, efter egen säsong"


def test_a_duty_of_none_tells_only_what_has_happened():
    note = row(
        "exactly | 0 | own | inga", months(0, 1), indicator="flow | antal", period="2019-02"
    ).target_note
    assert note == "hittills i år 1"


def test_a_sum_is_compared_with_the_same_part_of_last_year():
    drawn = months(10, 20, 30, year=2018) + "\n" + months(9, 20)
    note = row("decrease | | own | färre", drawn, indicator="flow | antal", period="2019-02").target_note
    assert note == "hittills i år 29, samma tid i fjol 30"


def test_a_whole_year_is_compared_with_the_year_before():
    drawn = months(*[10] * 12, year=2018) + "\n" + months(*[9] * 12)
    note = row("decrease | | own | färre", drawn, indicator="flow | antal", period="2019-12").target_note
    assert note == "hela året 108, i fjol 120"


@pytest.mark.parametrize(
    ("value", "expected"), [(35, "2 barn över plan"), (33, "enligt plan"), (30, "3 barn under plan")]
)
def test_a_plan_volume_says_how_far_from_it_the_figure_is(value, expected):
    judgement = Judgement(Status.NO_TARGET, value, 33)
    assert (
        comparison_words(Told("", "barn", 0), TargetKind.PLAN, judgement, Period.parse("2019-03")).replace(
            "\u00a0", " "
        )
        == expected
    )


@pytest.mark.parametrize("kind", [TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.EXACTLY])
def test_a_target_with_a_value_of_its_own_is_compared_with_nothing_else(kind):
    assert (
        comparison_words(
            Told("", "%", 0), kind, Judgement(Status.OFF_TARGET, 12, 84, 72), Period.parse("2019-03")
        )
        == ""
    )


def test_a_target_for_the_period_has_no_path():
    assert (
        path_words(Told("", "%", 0), Judgement(Status.ON_TARGET, 12, 10, -2), Period.parse("2019-03")) == ""
    )


# Signal and outlook

AIMS = {
    "none": (None, "inget mål gäller för perioden"),
    "not set": (
        ToldTarget(TargetKind.AT_LEAST, "inte fastställt", "tas fram av nämnd"),
        "målet är inte fastställt (tas fram av nämnd)",
    ),
    "at_least": (ToldTarget(TargetKind.AT_LEAST, "minst 84 %", ""), "målet minst 84 %"),
    "at_most": (ToldTarget(TargetKind.AT_MOST, "högst 84 %", ""), "målet högst 84 %"),
    "exactly": (ToldTarget(TargetKind.EXACTLY, "100 %", ""), "målet 100 %"),
    "increase": (
        ToldTarget(TargetKind.INCREASE, "ska öka", "i fjol 80 %"),
        "målet att öka (i fjol 80 %)",
    ),
    "not_decrease": (
        ToldTarget(TargetKind.NOT_DECREASE, "ska inte minska", "i fjol 80 %"),
        "målet att inte minska (i fjol 80 %)",
    ),
    "decrease": (
        ToldTarget(TargetKind.DECREASE, "ska minska", "i fjol 80 %", councils=True),
        "KF:s mål att minska (i fjol 80 %)",
    ),
    "above_reference": (
        ToldTarget(TargetKind.ABOVE_REFERENCE, "över jämförelsetalet 70 %", ""),
        "målet över jämförelsetalet 70 %",
    ),
    "at_least_reference": (
        ToldTarget(TargetKind.AT_LEAST_REFERENCE, "minst jämförelsetalet 70 %", "", councils=True),
        "KF:s mål minst jämförelsetalet 70 %",
    ),
    "plan": (ToldTarget(TargetKind.PLAN, "plan 33 %", "2 % över plan"), "planen är 33 %"),
    "report_only": (
        ToldTarget(TargetKind.REPORT_ONLY, "redovisas utan mål", ""),
        "måttet redovisas utan mål",
    ),
}
"""All kinds of targets and none: how each is given, and how the sentence says it."""
JUDGED_KINDS = sorted(set(AIMS) - {"none", "not set", "plan", "report_only"})
OUTCOMES = {
    Status.ON_TARGET: "nås",
    Status.NEAR_TARGET: "nås nästan",
    Status.OFF_TARGET: "nås inte",
}
LINKED = {
    (Status.ON_TARGET, Variation.IMPROVEMENT): " och det är en verklig förbättring",
    (Status.ON_TARGET, Variation.CONCERN): ", men det är en verklig försämring",
    (Status.ON_TARGET, Variation.CHANGE): " och det är en verklig förändring",
    (Status.ON_TARGET, Variation.COMMON_CAUSE): " och värdet ligger inom normal variation",
    (Status.ON_TARGET, Variation.TOO_FEW_POINTS): "",
    (Status.NEAR_TARGET, Variation.IMPROVEMENT): " och det är en verklig förbättring",
    (Status.NEAR_TARGET, Variation.CONCERN): " och det är en verklig försämring",
    (Status.NEAR_TARGET, Variation.CHANGE): " och det är en verklig förändring",
    (Status.NEAR_TARGET, Variation.COMMON_CAUSE): " och värdet ligger inom normal variation",
    (Status.NEAR_TARGET, Variation.TOO_FEW_POINTS): "",
    (Status.OFF_TARGET, Variation.IMPROVEMENT): ", men det är en verklig förbättring",
    (Status.OFF_TARGET, Variation.CONCERN): " och det är en verklig försämring",
    (Status.OFF_TARGET, Variation.CHANGE): " och det är en verklig förändring",
    (Status.OFF_TARGET, Variation.COMMON_CAUSE): ", men värdet ligger inom normal variation",
    (Status.OFF_TARGET, Variation.TOO_FEW_POINTS): "",
    (Status.NO_TARGET, Variation.IMPROVEMENT): " och det är en verklig förbättring",
    (Status.NO_TARGET, Variation.CONCERN): " och det är en verklig försämring",
    (Status.NO_TARGET, Variation.CHANGE): " och det är en verklig förändring",
    (Status.NO_TARGET, Variation.COMMON_CAUSE): " och värdet ligger inom normal variation",
    (Status.NO_TARGET, Variation.TOO_FEW_POINTS): "",
}
"""What follows on how the target turned out: a `men` where the one speaks against the other."""
CLAUSES = ["", *(f"årets mål {words}" for words in (*OUTLOOK.values(), *CERTAIN.values()))]
MEASURES = [
    ("%", 83.4, 1, "83,4 %"),
    ("månader", 1, 0, "1 månad"),
    ("barn", 3, 0, "3 barn"),
    ("dygn", 1200, 0, "1 200 dygn"),
    ("antal", 1, 0, "1"),
    ("index", 74, 0, "74"),
    ("kronor", -250, 0, "−250 kr"),
]
"""Unit, value and decimals, singular and plural, and how they are written."""
DOUBTS = ["", "preliminärt", "9 av 12 perioder", "preliminärt, 1 av 2 enheter"]
MARCH = Period.parse("2019-03")


def told_sentence(aim, status, variation, clause, measure=MEASURES[0], doubt="", state=ValueState.FINAL):
    """The sentence of a target kind, a status, a signal and an outlook, for March 2019."""
    unit, value, decimals, _ = measure
    return indicator_sentence(
        Told(NAME, unit, decimals),
        MARCH,
        value if state in (ValueState.FINAL, ValueState.PRELIMINARY) else None,
        state,
        AIMS[aim][0],
        Judgement(status),
        doubt=doubt,
        verdict=Verdict(variation, clause),
    ).replace("\u00a0", " ")


def statuses(aim):
    return [*OUTCOMES, Status.NO_TARGET, Status.NO_VALUE] if aim in JUDGED_KINDS else [Status.NO_TARGET]


def expected_standing(aim, status):
    words = AIMS[aim][1]
    if status in OUTCOMES:
        return f"{words} {OUTCOMES[status]}"
    if aim not in JUDGED_KINDS:
        return words
    name = "KF:s mål" if words.startswith("KF:s mål") else "målet"
    return words.replace(name, f"{name} är", 1)


def test_the_table_holds_every_kind_every_signal_and_every_word_of_the_outlook():
    assert set(AIMS) == {"none", "not set", *TargetKind}
    assert {variation for _, variation in LINKED} == set(Variation)
    assert len(CLAUSES) == 1 + 5 + 2


@pytest.mark.parametrize("aim", AIMS)
@pytest.mark.parametrize("variation", Variation)
def test_signal_and_outlook_follow_on_every_kind_of_target_and_outcome(aim, variation):
    values = list(zip(MEASURES, cycle(DOUBTS), strict=False))
    for status, clause, (measure, doubt) in product(statuses(aim), CLAUSES, values):
        said = told_sentence(aim, status, variation, clause, measure, doubt)
        told_status = Status.NO_TARGET if status == Status.NO_VALUE else status
        beside = f" ({doubt})" if doubt else ""
        ending = f"; {clause}" if clause else ""
        assert said == (
            f"{NAME}: {measure[3]}{beside} i mars 2019; "
            f"{expected_standing(aim, status)}{LINKED[told_status, variation]}{ending}."
        )


@pytest.mark.parametrize("aim", AIMS)
@pytest.mark.parametrize("state", ValueState)
def test_whatever_is_joined_it_is_one_sentence_that_can_be_read_aloud(aim, state):
    for status, variation, clause, measure in product(statuses(aim), Variation, CLAUSES, MEASURES):
        said = told_sentence(aim, status, variation, clause, measure, state=state)
        assert said.startswith(f"{NAME}: ")
        assert said.endswith(".")
        assert said.count(".") == 1
        assert not re.search(r"  | [,.;)]|\( |\(\)|[,;]{2}|;\.|nan|None|True|False|_", said)
        assert len(re.findall(r", men | och det | och värdet", said)) <= 1


@pytest.mark.parametrize("aim", AIMS)
@pytest.mark.parametrize(("state", "words"), STATES.items())
def test_of_a_value_that_is_not_there_neither_signal_nor_outlook_is_told(aim, state, words):
    for variation, clause in product(Variation, CLAUSES):
        said = told_sentence(aim, Status.NO_VALUE, variation, clause, state=ValueState(state))
        assert said.startswith(f"{NAME}: värdet för mars 2019 {words}")
        assert "verklig" not in said
        assert "variation" not in said
        assert "årets mål" not in said
        assert (
            told_sentence(aim, Status.NO_VALUE, Variation.TOO_FEW_POINTS, "", state=ValueState(state)) == said
        )


QUIET = [12, 9, 11, 8, 10, 12, 9, 13, 8, 11, 9, 10, 12, 8, 11, 9, 12, 10, 8, 11, 10, 9]
"""January 2018 to October 2019."""


def two_years(*values):
    return "\n".join([months(*values[:12], year=2018), months(*values[12:])])


@pytest.mark.parametrize(
    ("target", "last", "expected"),
    [
        ("at_least | 10 | own | 10", 10, "målet minst 10 dygn nås och värdet ligger inom normal variation"),
        (
            "at_least | 20 | own | 20",
            10,
            "målet minst 20 dygn nås inte, men värdet ligger inom normal variation",
        ),
        ("at_least | 20 | own | 20", 30, "målet minst 20 dygn nås och det är en verklig förbättring"),
        ("at_least | 40 | own | 40", 30, "målet minst 40 dygn nås inte, men det är en verklig förbättring"),
        ("at_most | 20 | own | 20", 30, "målet högst 20 dygn nås inte, men det är en verklig förbättring"),
        ("", 30, "inget mål gäller för perioden och det är en verklig förbättring"),
    ],
)
def test_a_rows_sentence_joins_value_target_and_signal(target, last, expected):
    said = sentence(target, two_years(*QUIET, last), indicator="mean | dygn", period="2019-11")
    assert said == f"{NAME}: {last} dygn i november 2019; {expected}."


def test_a_rows_sentence_ends_with_how_the_year_will_end():
    drawn = two_years(*QUIET)
    said = sentence("at_least | 60 | own | 60", drawn, indicator="flow | dygn", period="2019-10")
    assert said.endswith("och värdet ligger inom normal variation; årets mål är redan nått.")
    said = sentence("at_least | 400 | own | 400", drawn, indicator="flow | dygn", period="2019-10")
    assert said.endswith("; årets mål nås mycket sannolikt inte.")


@pytest.mark.parametrize(
    ("variation", "of_several", "expected"),
    [
        (Variation.COMMON_CAUSE, False, "ändringen från förra perioden är inte mer än slump"),
        (Variation.CONCERN, False, "ändringen från förra perioden är en verklig försämring"),
        (Variation.CONCERN, True, "ändringen över flera perioder är en verklig försämring"),
        (Variation.CHANGE, True, "ändringen över flera perioder är mer än slump"),
    ],
)
def test_a_judged_change_is_not_told_as_a_judged_level(variation, of_several, expected):
    told = Told("Placerade", "", 0)
    plan = ToldTarget(TargetKind.PLAN, "plan 22", "")
    said = indicator_sentence(
        told,
        Period.parse("2025-12"),
        44,
        ValueState.FINAL,
        plan,
        Judgement(Status.NO_TARGET),
        verdict=Verdict(variation, of_change=True, of_several=of_several),
    )
    assert said == f"Placerade: 44 i december 2025; planen är 22 och {expected}."


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([*range(100, 112), *range(106, 96, -1)], "över flera perioder"),
        ([*([100, 103] * 10), 100, 140], "från förra perioden"),
    ],
)
def test_a_row_tells_a_run_of_changes_from_the_last_one(values, expected):
    said = sentence("", two_years(*values), indicator="stock | barn", period="2019-10")
    assert f"ändringen {expected} är" in said
