"""A show as a document: short sentences, what is being done, and the question."""

from dataclasses import replace
from datetime import date

import pytest
from drawn import drawn_office, figures

from metrics.documents.show import Setting, Told, actions_of, show_report, slide_sentence
from metrics.indicator_view import indicator_view
from metrics.periods import Period
from metrics.receipts.decision_lines import DecisionLine
from metrics.signals import Judged
from metrics.spc import Rule, Variation
from metrics.vocabulary import Direction, Lens, ReportKind

RATIO = "id | name | kind | unit_of_measure | decimals\n1 | Sjukfrånvaro | ratio | % | 1"
MET, MISSED = "kind | value\nat_most | 7", "kind | value\nat_most | 5.7"
SETTING = Setting("Provstad", "Mottagningen", Period.parse("2019-03"), Lens.BOARD, "Simulerade data")


def view(told="2019-03 | 6.2 | final", targets=MISSED):
    office = drawn_office(RATIO, targets=targets)
    drawn = figures(f"period | value | state\n{told}")
    return indicator_view(office, office.subjects[0], drawn, 1, Period.parse("2019-03"))


def row(*args, variation=Variation.TOO_FEW_POINTS, judged=Judged.LEVEL, rule=None, **others):
    made = view(*args, **others).row
    return replace(made, signal=replace(made.signal, variation=variation, judged=judged, rule=rule))


def changed(told, rule):
    return row(told, MET, variation=Variation.CHANGE, judged=Judged.CHANGE, rule=rule)


def decision(text, status="", role="Enhetschef"):
    return DecisionLine(
        id=1,
        text=text,
        unit_id=1,
        unit="Mottagningen",
        indicator_id=1,
        indicator="Sjukfrånvaro",
        responsible=role,
        starts_on=date(2019, 1, 1),
        follow_up_on=None,
        expected=Direction.DOWN,
        meeting_id=None,
        role="Chef",
        status=status,
    )


SENTENCES = [
    (row(), "Sjukfrånvaro: 6,2 % i mars 2019. Målet nås inte."),
    (
        row(variation=Variation.CONCERN),
        "Sjukfrånvaro: 6,2 % i mars 2019. Målet nås inte. Det är en verklig försämring.",
    ),
    (
        changed("2019-02 | 6.6 | final\n2019-03 | 6.2 | final", Rule.OUTSIDE),
        "Sjukfrånvaro: 6,2 % i mars 2019. Målet nås. Det är en verklig förändring från förra perioden.",
    ),
    (
        changed("2019-02 | 6.22 | final\n2019-03 | 6.2 | final", Rule.OUTSIDE),
        "Sjukfrånvaro: 6,2 % i mars 2019. Målet nås. Det är en verklig förändring.",
    ),
    (
        changed("2019-02 | 6.2 | final\n2019-03 | 6.2 | final", Rule.SHIFT),
        "Sjukfrånvaro: 6,2 % i mars 2019. Målet nås. Det är en verklig förändring över flera perioder.",
    ),
    (
        row("2019-03 | 6.2 | preliminary", "indicator_id", variation=Variation.COMMON_CAUSE),
        "Sjukfrånvaro: 6,2 % (preliminärt) i mars 2019. Ingen verklig förändring.",
    ),
    (row("2019-03 | | confidential", "indicator_id"), "Sjukfrånvaro: .. (sekretess) i mars 2019."),
]


@pytest.mark.parametrize(("told", "expected"), SENTENCES, ids=[expected for _, expected in SENTENCES])
def test_a_slide_says_in_one_breath_what_the_figure_is_and_means(told, expected):
    assert slide_sentence(told).replace("\u00a0", " ") == expected


LONG = (
    "Rehabiliteringsmöte inom två veckor vid sjukfrånvaro från dag 15, och uppföljning varje månad därefter"
)


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ([decision("Nytt schema.")], ("Nytt schema (Enhetschef)",)),
        ([decision("Nytt schema", "done")], ()),
        ([decision("Ett"), decision("Två"), decision("Tre")], ("Ett (Enhetschef)", "Två (Enhetschef)")),
        ([decision(LONG, role="Enhetschef för familjehemsenheten")], (LONG,)),
        ([], ()),
    ],
    ids=["a decision and who", "not a finished one", "at most two", "what before who", "nothing"],
)
def test_what_is_being_done_is_drafted_from_standing_decisions_alone(decided, expected):
    assert actions_of(decided) == expected


def test_a_show_keeps_its_order_marks_invented_figures_and_ends_with_its_question():
    seen = view()
    report = show_report(SETTING, [Told(seen.row, seen, ("Nytt schema",))], "Vad gör vi?")
    assert (report.kind, report.title) == (ReportKind.SHOW, "APT, Mottagningen, mars 2019")
    assert report.lead == "1 indikator: 1 når inte målet."
    (item,) = report.items
    assert item.sentence.startswith("Sjukfrånvaro: 6,2")
    assert (item.actions, item.chart.remark, report.remark) == (
        ("Nytt schema",),
        "Simulerade data",
        "Simulerade data",
    )
    assert report.question == "Vad gör vi?"
    assert report.explanations


def test_a_show_for_the_office_itself_has_nothing_hidden_to_explain():
    inward = replace(SETTING, lens=Lens.INTERN)
    assert show_report(inward, [], "").explanations == ()


def test_a_question_that_is_too_long_is_cut():
    assert len(show_report(SETTING, [], "Vad " * 100).question) <= 200
