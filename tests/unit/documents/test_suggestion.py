"""Which indicators a show should speak of: what changed, what is near its target, one thing to celebrate."""

from dataclasses import replace

import pytest
from drawn import drawn_office

from metrics.documents.suggestion import (
    LONGEST_QUESTION,
    WITHOUT_NEWS,
    question_for,
    showable,
    suggested,
    suggestion_words,
)
from metrics.periods import Period
from metrics.rows import row_of
from metrics.signals import Judged, Reason, Signal
from metrics.spc import Variation
from metrics.targets import Judgement
from metrics.vocabulary import Area, Status

CHOSEN = Period.parse("2019-03")
VARIATIONS = {
    "worse": Variation.CONCERN,
    "better": Variation.IMPROVEMENT,
    "changed": Variation.CHANGE,
    "": Variation.COMMON_CAUSE,
}
STATUSES = {
    "on": Status.ON_TARGET,
    "near": Status.NEAR_TARGET,
    "off": Status.OFF_TARGET,
    "": Status.NO_TARGET,
}


def a_row(text, *, value=1.0, period="2019-03", area="support", windowed=False):
    """A row of a name, a status and a signal: `Sjukfrånvaro off worse`."""
    name, status, change = (*text.split(" "), "", "")[:3]
    derived = f"1 | {name} | {name.lower()} | {area} | ratio | rolling_sum | 12"
    plain = f"1 | {name} | {name.lower()} | {area} | ratio"
    heads = "id | name | code | area | kind"
    drawn = f"{heads} | derivation | span\n{derived}" if windowed else f"{heads}\n{plain}"
    row = row_of(drawn_office(drawn).subjects[0], {}, [], Period.parse(period))
    signal = Signal(Judged.LEVEL, Reason.USUAL, VARIATIONS[change])
    judgement = Judgement(STATUSES["" if status == "none" else status])
    return replace(row, figure=replace(row.figure, value=value), signal=signal, judgement=judgement)


def rows(*texts):
    return [a_row(text) for text in texts]


def told(found):
    return [f"{each.row.subject.name} {each.why.value}" for each in found]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["A off worse", "B near", "C on better", "D on"],
         ["A changed", "B near", "C celebrated"]),
        (["A none changed", "B off worse", "C none worse", "D none worse"],
         ["B changed", "C changed", "D changed"]),
        (["A none changed", "B off", "C near", "D on"],
         ["B missed", "A changed", "C near", "D celebrated"]),
        (["A off", "B off", "C off", "D none changed"], ["A missed", "B missed", "D changed"]),
        (["A near", "B near", "C near", "D on"], ["A near", "B near", "D celebrated"]),
        (["A on", "B on better", "C off better"], ["C missed", "A known", "B celebrated"]),
        (["A on", "B off", "C off", "D none"], ["B missed", "C missed", "A celebrated"]),
        (["A near worse"], ["A changed"]),
        (["A none", "B none", "C none", "D none"], ["A known", "B known", "C known"]),
        ([], []),
    ],
    ids=["one of each", "the worse before the changed",
         "what is missed before what has only changed", "at most two missed", "at most two near",
         "one thing to celebrate", "filled with what is missed", "each once", "without news", "nothing"],
)  # fmt: skip
def test_the_pressing_comes_first_then_what_is_near_and_one_thing_to_celebrate_last(given, expected):
    assert told(suggested(rows(*given), CHOSEN)) == expected


def test_of_two_near_ones_the_chosen_periods_own_goes_before_an_older_figure():
    older, second, third = a_row("Gammal near", period="2018-12"), a_row("B near"), a_row("C near")
    assert told(suggested([older, second, third], CHOSEN))[:2] == ["B near", "C near"]


def test_what_says_the_same_over_twelve_months_is_only_taken_to_fill_up():
    rolling = a_row("Rullande near", windowed=True)
    assert "Rullande known" not in told(suggested([rolling, *rows("A near", "B on", "C off")], CHOSEN))
    assert told(suggested([rolling], CHOSEN)) == ["Rullande known"]


def test_what_has_no_figure_is_never_shown():
    nothing = a_row("A off worse", value=None)
    assert showable([nothing]) == []
    assert told(suggested([nothing, *rows("B on")], CHOSEN)) == ["B celebrated"]


def test_what_can_be_shown_stands_by_area_in_the_order_of_the_meeting():
    found = showable([a_row("A", area="economy"), a_row("B", area="staff"), a_row("C", area="placements")])
    assert [row.subject.area for row in found] == [Area.PLACEMENTS, Area.STAFF, Area.ECONOMY]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["A off worse", "B near", "C on better"],
         "Förslag: 3 indikatorer. 1 visar en verklig förändring, 1 ligger nära målet och 1 är att fira."),
        (["A on"], "Förslag: 1 indikator. 1 är att fira. "
                   "Inga fler har mätvärde för perioden, så visningen blir kort."),
        (["A none", "B none"],
         "Förslag: 2 indikatorer. Inget sticker ut, så de första som har mätvärde är valda."),
        ([], "Det finns inget mätvärde att visa för perioden."),
    ],
)  # fmt: skip
def test_a_suggestion_says_what_it_holds(given, expected):
    assert suggestion_words(suggested(rows(*given), CHOSEN)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["Väntetid on better", "Sjukfrånvaro off worse"],
         "Sjukfrånvaro har försämrats. Vad tror vi att det beror på, och vad kan vi göra åt det?"),
        (["Väntetid near", "Ärenden none changed"],
         "Ärenden har ändrats. Vad tror vi att det beror på, och vad betyder det för oss?"),
        (["Ärenden none changed", "Kontakt off"],
         "Kontakt når inte målet. Vad kan vi göra för att komma närmare?"),
        (["Väntetid near", "Kontakt off"], "Kontakt når inte målet. Vad kan vi göra för att komma närmare?"),
        (["Väntetid on better"], "Väntetid har förbättrats. Vad har vi gjort, och hur håller vi i det?"),
        (["Väntetid on"], WITHOUT_NEWS),
        ([], WITHOUT_NEWS),
    ],
)  # fmt: skip
def test_the_question_is_about_what_presses_most(given, expected):
    assert question_for(rows(*given)) == expected


def test_a_question_has_room_in_an_address_whatever_the_indicator_is_called():
    row = a_row("A off worse")
    long = replace(row, subject=replace(row.subject, name="Utredningar " * 20))
    assert len(question_for([long])) <= LONGEST_QUESTION
