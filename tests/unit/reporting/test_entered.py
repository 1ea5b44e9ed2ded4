"""What the form answers to each line, and what saving it would write."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from reporting_lines import AT, COUNT, MEAN, OCTOBER, SHARE, line, stored, subject

from metrics.plausibility import Doubt
from metrics.reporting.entered import entered
from metrics.reporting.form import Form, Sent
from metrics.reporting.meanwhile import meanwhile_words
from metrics.reporting.typed import NO_PARTS, Typed
from metrics.reporting.verdicts import verdicts
from metrics.vocabulary import FindingLevel, ValueState

TODAY = date(2026, 11, 10)
ODD = Doubt(FindingLevel.WARNING, "magnitude", (0,), "57 är tio gånger mer än vanligt.")
WRONG = Doubt(FindingLevel.ERROR, "outside-possible", (0,), "Ett antal kan inte vara mindre än noll.")
TOLD = Doubt(FindingLevel.NOTICE, "outside-own-limits", (0,), "Utanför det vanliga.")
DRAFT, FINAL = ValueState.PRELIMINARY, ValueState.FINAL


def answer(asked, typed=None, doubts=(), revision=None):
    """Return what is said of one line; `revision` is what its fields were filled from."""
    texts = {asked.key: typed} if typed else {}
    filled = {} if revision is None else {asked.key: revision}
    return verdicts([asked], texts, filled, {asked.key: doubts}, TODAY)[asked.key]


@pytest.mark.parametrize(
    ("asked", "typed", "word", "told"),
    [
        (line(), None, "saknas", ""),
        (line(COUNT, stored(state=ValueState.NOT_YET_REPORTED)), None, "saknas", "ej rapporterat än"),
        (line(COUNT, stored(5, DRAFT)), None, "utkast", "5"),
        (line(COUNT, stored(5)), None, "klar", "5"),
        (line(COUNT, stored(state=ValueState.CONFIDENTIAL)), None, "klar", "sekretess"),
        (line(COUNT, stored(5), hidden=True), None, "klar", ".."),
        (line(COUNT, stored(5), hidden=True), Typed("5"), "rättas", "5"),
        (line(COUNT, stored(5), hidden=True), Typed("6"), "rättas", "6"),
        (line(COUNT, stored(5, DRAFT), hidden=True), Typed("5"), "ej sparat", "5"),
        (line(COUNT, stored(5), hidden=True), Typed(reason="x"), "klar", ".."),
        (line(COUNT, stored(state=ValueState.MISSING)), Typed("6"), "ej sparat", "6"),
        (line(), Typed("6"), "ej sparat", "6"),
        (line(COUNT, stored(5, DRAFT)), Typed("6"), "ej sparat", "6"),
        (line(COUNT, stored(5)), Typed("6"), "rättas", "6"),
        (line(COUNT, stored(5)), Typed("saknas"), "rättas", "saknas"),
        (line(COUNT, stored(5)), Typed("5"), "klar", "5"),
        (line(COUNT, stored(5)), Typed(), "fel", ""),
        (line(), Typed("x"), "fel", ""),
    ],
)
def test_each_line_says_where_it_stands(asked, typed, word, told):
    said = answer(asked, typed)
    assert (said.word, said.told) == (word, told)


def test_an_error_stops_a_doubt_asks_and_a_notice_tells():
    assert answer(line(), Typed("-2"), [WRONG]).problem == WRONG.message
    assert answer(line(), Typed("57"), [ODD, TOLD]).doubts == (ODD,)
    assert answer(line(), Typed("57"), [ODD, TOLD]).notices == (TOLD.message,)


def test_a_line_that_somebody_else_has_saved_shows_both():
    theirs = line(COUNT, stored(7, revision=2))
    assert answer(theirs, Typed("6"), revision=1).newer == (
        "nu sparat 7 av Enhetschef den 5 november kl. 14.05"
    )
    assert answer(theirs, Typed("6"), revision=2).newer == ""
    assert answer(theirs, Typed("7"), revision=1).newer == ""
    assert answer(theirs).newer == ""


def test_of_a_hidden_figure_what_is_typed_is_newer_than_what_was_saved_whatever_it_says():
    theirs = line(COUNT, stored(7, revision=2), hidden=True)
    for text in ("7", "6"):
        assert answer(theirs, Typed(text), revision=1).newer.startswith("nu sparat .. av")


def saving(lines, typed, *, done=False, ready=False, fill_missing=False, doubts=()):
    texts = {asked.key: typed[number] for number, asked in enumerate(lines) if number in typed}
    doubted = {asked.key: doubts for asked in lines}
    said = verdicts(lines, texts, {}, doubted, TODAY)
    return entered(lines, texts, said, done=done, ready=ready, fill_missing=fill_missing)


def written(asked):
    names = ["indicator_id", "value", "state"]
    return [tuple(row) for row in asked.figures[names].itertuples(index=False)]


def test_a_draft_writes_what_was_typed_and_nothing_else():
    lines = [line(COUNT, stored(5)), line(subject(number=9)), line(subject(number=10))]
    assert written(saving(lines, {1: Typed("6")})) == [(9, 6.0, "preliminary")]
    assert saving(lines, {}).figures.empty


def test_a_month_that_is_marked_as_ready_is_final_with_the_drafts_that_stand():
    lines = [
        line(COUNT, stored(5)),
        line(subject(number=9)),
        line(subject(number=10), stored(4, DRAFT, comment="skäl")),
        line(subject(number=11), stored(state=ValueState.NOT_APPLICABLE)),
    ]
    asked = saving(lines, {1: Typed("6")}, done=True)
    assert written(asked) == [(9, 6.0, "final"), (10, 4.0, "final")]
    assert list(asked.figures["comment"]) == ["", "skäl"]
    assert asked.absent == ()


@pytest.mark.parametrize("done", [False, True])
def test_a_final_figure_that_is_changed_stays_final_whichever_the_way(done):
    lines = [line(COUNT, stored(90)), line(subject(number=9)), line(subject(number=10), stored(4))]
    asked = saving(lines, {0: Typed("95"), 1: Typed("6")}, done=done)
    assert written(asked) == [(1, 95.0, "final"), (9, 6.0, "final" if done else "preliminary")]


def test_in_a_month_that_is_ready_only_what_was_typed_is_written():
    lines = [
        line(COUNT, stored(5)),
        line(subject(number=9), stored(4, DRAFT)),
        line(subject(number=10)),
    ]
    asked = saving(lines, {0: Typed("6")}, done=True, ready=True, fill_missing=True)
    assert written(asked) == [(1, 6.0, "final")]
    assert asked.absent == ()


def test_a_draft_saves_what_can_be_saved_and_keeps_the_rest_by_name():
    lines = [line(), line(subject(number=9, name="Klagomål")), line(subject(number=10))]
    asked = saving(lines, {0: Typed("abc"), 1: Typed("6")})
    assert written(asked) == [(9, 6.0, "preliminary")]
    assert asked.problems == ()
    assert asked.held == {
        lines[0].key: "Placerade: «abc» är inget tal: skriv det utan enhet och andra ord.",
    }


@pytest.mark.parametrize(("done", "ready"), [(False, False), (True, False), (True, True)])
def test_nothing_is_saved_where_nothing_can_be_or_where_a_month_is_to_be_ready(done, ready):
    lines = [line(), line(subject(number=9))]
    typed = {0: Typed("abc"), 1: Typed("6")} if done else {0: Typed("abc")}
    asked = saving(lines, typed, done=done, ready=ready)
    assert [told.partition(":")[0] for told in asked.problems] == ["Placerade"]


def test_an_unexplained_doubt_holds_its_own_line_and_is_not_accepted():
    lines = [line(), line(subject(number=9))]
    asked = saving(lines, {0: Typed("57"), 1: Typed("6", reason="Ny enhet")}, doubts=[ODD])
    assert (list(asked.held), written(asked)) == ([lines[0].key], [(9, 6.0, "preliminary")])
    assert [each["reason"] for each in asked.accepted] == ["Ny enhet"]


def test_the_drafts_that_become_final_with_the_month_are_named():
    lines = [
        line(COUNT, stored(0, DRAFT)),
        line(subject(number=9, name="Klagomål"), stored(4)),
        line(subject(number=10, name="Avgifter"), stored(7, DRAFT)),
    ]
    assert saving(lines, {2: Typed("8")}, done=True).finished == ("Placerade (0)",)
    assert saving(lines, {}).finished == ()
    assert saving(lines, {}, done=True, ready=True).finished == ()


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        ("Preliminärt: månaden är inte stängd.", ""),
        ("preliminär siffra", ""),
        ("Två syskonpar. Preliminärt.", "Två syskonpar. Preliminärt."),
    ],
)
def test_a_comment_that_calls_a_figure_preliminary_goes_when_it_becomes_final(comment, kept):
    asked = saving([line(COUNT, stored(3, DRAFT, comment=comment))], {}, done=True)
    assert list(asked.figures["comment"]) == [kept]


NOT_YET = ValueState.NOT_YET_REPORTED


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        (stored(state=NOT_YET), {}),
        (stored(state=NOT_YET), {0: Typed("ej rapporterat")}),
        (None, {0: Typed("ej rapporterat")}),
        (None, {0: Typed(state="not_yet_reported")}),
        (stored(5, DRAFT), {0: Typed("ej rapporterat")}),
    ],
)
def test_a_figure_that_is_not_reported_yet_is_missing_in_a_month_that_becomes_ready(word, typed):
    lines = [line(COUNT, word)]
    assert saving(lines, typed, done=True).absent == ("Placerade",)
    filled = saving(lines, typed, done=True, fill_missing=True)
    assert (list(filled.figures["state"]), filled.absent) == (["missing"], ())
    assert saving(lines, typed).absent == ()


def test_a_figure_of_a_ready_month_is_not_made_unreported():
    (problem,) = saving(
        [line(COUNT, stored(5))], {0: Typed("ej rapporterat")}, done=True, ready=True
    ).problems
    assert problem == (
        "Placerade: månaden är klarmarkerad. Finns ingen siffra: välj «saknas» i stället för "
        "«ej rapporterat än»."
    )


def test_a_draft_too_small_to_be_shown_is_made_final_all_the_same():
    asked = saving([line(COUNT, stored(3, DRAFT), hidden=True)], {}, done=True)
    assert written(asked) == [(1, 3.0, "final")]


def test_lines_that_say_nothing_are_named_or_written_as_missing():
    lines = [line(), line(subject(number=9, name="Klagomål"))]
    assert saving(lines, {0: Typed("6")}, done=True).absent == ("Klagomål",)
    asked = saving(lines, {0: Typed("6")}, done=True, fill_missing=True)
    assert asked.absent == ()
    assert asked.figures["state"].tolist() == ["final", "missing"]
    assert asked.figures["value"].isna().tolist() == [False, True]
    assert saving(lines, {0: Typed("6")}).absent == ()


def test_parts_and_the_number_behind_go_with_the_value():
    lines = [line(SHARE), line(MEAN)]
    asked = saving(lines, {0: Typed(numerator="1", denominator="4"), 1: Typed("75", n="40")})
    names = ["value", "numerator", "denominator", "n"]
    assert asked.figures[names].astype(float).fillna(-1).values.tolist() == [[25, 1, 4, -1], [75, -1, -1, 40]]


@pytest.mark.parametrize(
    ("typed", "doubts", "problems"),
    [
        (Typed("x"), (), ["Placerade: «x» är inget tal: skriv det utan enhet och andra ord."]),
        (Typed("57"), [ODD], ["Placerade: 57 är tio gånger mer än vanligt."]),
        (Typed("57", reason="Ny enhet"), [ODD], []),
        (Typed("57"), [TOLD], []),
        (Typed("-2", reason="Rätt ändå"), [WRONG], [f"Placerade: {WRONG.message}"]),
    ],
)
def test_what_stops_a_save_is_told_by_name(typed, doubts, problems):
    assert list(saving([line()], {0: typed}, doubts=doubts).problems) == problems


def test_a_doubt_is_kept_with_its_reason_and_the_figure_says_it_too():
    asked = saving([line()], {0: Typed("57", reason="Ny enhet")}, doubts=[ODD])
    assert asked.accepted == (
        {
            "place": "Fyll i: Placerade, 2026-10",
            "rule": "magnitude",
            "message": ODD.message,
            "reason": "Ny enhet",
        },
    )
    assert list(asked.figures["comment"]) == ["Ny enhet"]


def test_a_share_without_parts_needs_a_reason():
    assert saving([line(SHARE)], {0: Typed("96,6")}).problems == (f"I tid: {NO_PARTS}",)
    assert saving([line(SHARE)], {0: Typed("96,6", reason="Ur rapport")}).problems == ()


def test_a_line_with_a_newer_word_stops_until_one_is_chosen():
    theirs = line(COUNT, stored(7, revision=2))
    texts = {theirs.key: Typed("6")}
    said = verdicts([theirs], texts, {theirs.key: 1}, {}, TODAY)
    assert entered([theirs], texts, said, done=False).problems == (
        "Placerade: ditt värde är 6, nu sparat 7 av Enhetschef den 5 november kl. 14.05. Välj i raden.",
    )


LINE = line()


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (None, Sent({}, {})),
        ({"typed": [], "basis": "x", "order": "7", "fill_missing": "yes"}, Sent({}, {})),
        ({"typed": {"99|2026-10": {"value": "1"}}}, Sent({}, {})),
        (
            {"typed": {LINE.key: {"value": "5"}}, "basis": {LINE.key: 2.0}, "order": 3, "delivery": 1},
            Sent({LINE.key: Typed("5")}, {LINE.key: 2}, delivery=1, order=3),
        ),
        ({"basis": {LINE.key: -1}, "delivery": True, "order": 1e300}, Sent({}, {LINE.key: 0})),
        (
            {"way": "done", "role": " Chef ", "fill_missing": True},
            Sent({}, {}, way="done", role="Chef", fill_missing=True),
        ),
    ],
    ids=["nothing", "other shapes", "another form's line", "a line", "odd numbers", "a save"],
)
def test_what_a_browser_sends_is_read_and_the_rest_left_out(given, sent):
    assert Sent.of(given, [LINE]) == sent


@dataclass
class Newer:
    """A figure's newer word, as the store tells of it."""

    indicator_id: int = 1
    period: str = "2026-10"
    value: float | None = 7.0
    state: str = "final"
    taken_back: bool = False
    role: str = "Controller"
    recorded_at: datetime = AT


@pytest.mark.parametrize(
    ("word", "stored_before", "kept", "told"),
    [
        (Newer(), None, (), "nu är 7 sparat av Controller den 5 november kl. 14.05"),
        (Newer(), None, {(1, "2026-10")}, "nu är .. sparat av Controller den 5 november kl. 14.05"),
        (Newer(), stored(3), (), "nu är .. sparat av Controller den 5 november kl. 14.05"),
        (Newer(value=None, state="missing"), None, {(1, "2026-10")}, "nu är saknas sparat av Controller"),
        (Newer(taken_back=True), None, (), "nu är siffran tagen tillbaka av Controller"),
    ],
    ids=["a figure", "one kept from readers", "one of a hidden line", "a state", "taken back"],
)
def test_what_somebody_else_has_saved_is_told_unless_it_is_kept_from_readers(word, stored_before, kept, told):
    asked = line(COUNT, stored_before, hidden=stored_before is not None)
    form = Form(OCTOBER, date(2026, 11, 10), (asked,), None)
    (said,) = meanwhile_words([word], form, Sent({asked.key: Typed("6")}, {}), "", TODAY, kept)
    assert said.startswith(f"Placerade: ditt värde är 6, {told}")
