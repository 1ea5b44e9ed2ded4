"""The plan's tree in words: pictures that count, the plan's sentence, and what each thing is called."""

from dataclasses import replace

import pytest
from plan_trees import DOCUMENT, content, objectives, progress

from metrics.periods import Period
from metrics.plan.counts import Counts
from metrics.plan.tree import tree
from metrics.plan.tree_nodes import Node
from metrics.plan.tree_words import (
    activity_notes,
    held_words,
    kind_words,
    origin_name,
    period_note,
    picture,
    plan_sentence,
    texts,
)
from metrics.plan.undertakings import Standing
from metrics.vocabulary import Status

ON, NEAR, OFF, NO_TARGET, NO_VALUE = Status
LATE, DONE, ONGOING = Standing.LATE, Standing.DONE, Standing.ONGOING


def counted(
    statuses: list[Status],
    standings: list[Standing] | None = None,
    owed: int = 0,
    late: int = 0,
    points: list[Standing] | None = None,
    hidden: int = 0,
    undecided: int = 0,
) -> Counts:
    """Counts of things numbered from 0; the first `hidden` or `undecided` of the indicators are so."""
    return Counts(
        indicators=frozenset(enumerate(statuses)),
        activities=frozenset(enumerate(standings or [])),
        points=frozenset(enumerate(points or [])),
        owed=frozenset(range(owed)),
        late=frozenset((number, "2019-05") for number in range(late)),
        hidden=frozenset(range(hidden)),
        undecided=frozenset(range(undecided)),
    )


def late_often() -> Counts:
    """Two things owed that are late on three occasions."""
    return Counts(owed=frozenset({1, 2}), late=frozenset({(1, "2019-04"), (1, "2019-05"), (2, "2019-05")}))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("counts", "main", "aside"),
    [
        (counted([ON, ON, ON, OFF]), ["3 av 4 indikatorer når målet"], ""),
        (
            counted([ON, ON, ON, OFF], [LATE]),
            ["3 av 4 indikatorer når målet", "1 aktivitet försenad"],
            "1 aktivitet",
        ),
        (counted([ON, NEAR, OFF]), ["1 av 3 indikatorer når målet", "1 nära målet"], ""),
        (
            counted([ON, NO_VALUE, NO_TARGET, NO_TARGET]),
            ["1 indikator når målet"],
            "1 saknar värde, 2 utan mål",
        ),
        (counted([OFF]), ["1 indikator når inte målet"], ""),
        (counted([NEAR]), ["1 indikator är nära målet"], ""),
        (counted([NEAR, NEAR]), ["0 av 2 indikatorer når målet", "2 nära målet"], ""),
        (counted([NO_VALUE]), [], "1 indikator saknar värde"),
        (counted([NO_VALUE], hidden=1), [], "1 indikator visas inte"),
        (counted([NO_VALUE], undecided=1), [], "1 indikator kan inte bedömas"),
        (counted([NO_VALUE, NO_VALUE], hidden=1), [], "2 indikatorer (1 visas inte, 1 saknar värde)"),
        (counted([NO_VALUE, ON], hidden=1), ["1 indikator når målet"], "1 visas inte"),
        (counted([NO_TARGET, NO_TARGET]), [], "2 indikatorer utan mål"),
        (counted([NO_VALUE, NO_TARGET]), [], "2 indikatorer (1 saknar värde, 1 utan mål)"),
        (counted([], [DONE, DONE, ONGOING]), [], "3 aktiviteter (2 klara)"),
        (
            counted([], [LATE, LATE], owed=3, late=2),
            ["2 aktiviteter försenade", "2 redovisningar försenade"],
            "2 aktiviteter, 3 redovisningar",
        ),
        (late_often(), ["2 redovisningar försenade (3 tillfällen)"], "2 redovisningar"),
        (
            counted([], [LATE], points=[LATE, DONE]),
            ["1 aktivitet försenad", "1 programpunkt försenad"],
            "1 aktivitet, 2 programpunkter (1 klar)",
        ),
        (counted([]), [], ""),
    ],
)
def test_a_branch_is_counted_and_what_cannot_be_judged_told_apart(
    counts: Counts, main: list[str], aside: str
) -> None:
    told = picture(counts)
    assert [plain(phrase.text) for phrase in told.main] == main
    assert plain(told.aside) == aside


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (
            counted([ON, OFF, NO_VALUE], [LATE, LATE], owed=1, late=1),
            "1 av 2 indikatorer når målet; 2 aktiviteter och 1 redovisning är försenade. "
            "1 indikator saknar värde.",
        ),
        (
            counted([ON, ON, NO_TARGET, NO_VALUE]),
            "2 av 2 indikatorer når målet. 1 indikator saknar värde och 1 har inget mål.",
        ),
        (counted([ON, OFF], [LATE]), "1 av 2 indikatorer når målet; 1 aktivitet är försenad."),
        (counted([NEAR], [LATE]), "1 indikator är nära målet; 1 aktivitet är försenad."),
        (counted([OFF]), "1 indikator når inte målet."),
        (counted([ON]), "1 indikator når målet."),
        (
            counted([NO_VALUE, NO_VALUE], [ONGOING], owed=2),
            "Ingen av planens 2 indikatorer har något värde för perioden. "
            "Planen har 1 aktivitet och 2 redovisningar.",
        ),
        (
            counted([NO_VALUE, NO_VALUE, NO_VALUE, ON], hidden=2),
            "1 indikator når målet. 2 indikatorer visas inte och 1 saknar värde.",
        ),
        (
            counted([NO_VALUE, NO_VALUE], hidden=2),
            "Ingen av planens 2 indikatorer går att bedöma: 2 visas inte.",
        ),
        (
            counted([NO_VALUE, NO_VALUE, NO_TARGET], hidden=1),
            "Ingen av planens 3 indikatorer går att bedöma: "
            "1 visas inte, 1 saknar värde och 1 har inget mål.",
        ),
        (
            counted([NO_VALUE, NO_TARGET], undecided=1),
            "Ingen av planens 2 indikatorer går att bedöma: 1 kan inte bedömas och 1 har inget mål.",
        ),
        (counted([NO_VALUE], undecided=1), "Planens enda indikator går inte att bedöma."),
        (counted([NO_VALUE, NO_VALUE], undecided=2), "Ingen av planens 2 indikatorer går att bedöma."),
        (counted([NO_VALUE], hidden=1), "Planens enda indikator går inte att bedöma: 1 visas inte."),
        (counted([NO_TARGET]), "Planens enda indikator har inte något mål för perioden."),
        (
            counted([NO_TARGET, NO_VALUE]),
            "Ingen av planens 2 indikatorer har både värde och mål: 1 saknar värde och 1 har inget mål.",
        ),
        (
            counted([], [LATE, DONE]),
            "Planen har inga indikatorer. Planen har 2 aktiviteter (1 klar). 1 aktivitet är försenad.",
        ),
        (
            late_often(),
            "Planen har inga indikatorer. Planen har 2 redovisningar. "
            "2 redovisningar är försenade (3 tillfällen).",
        ),
        (
            counted([], [LATE], points=[LATE, LATE]),
            "Planen har inga indikatorer. Planen har 1 aktivitet och 2 programpunkter. "
            "1 aktivitet och 2 programpunkter är försenade.",
        ),
        (counted([]), "Planen har varken indikatorer, aktiviteter eller redovisningar att följa."),
    ],
)
def test_the_plan_s_sentence_says_what_is_met_and_late(counts: Counts, expected: str) -> None:
    assert plain(plan_sentence(counts)) == expected


def with_objectives(**words: str) -> Node:
    made = replace(content({1: None, 2: 1}), objectives=objectives({1: None, 2: 1}, **words))
    return tree(made, {}, ())


@pytest.mark.parametrize(
    ("kind", "number", "name", "origin"),
    [
        ("nämndmål", "1.1", "Nämndmål 1.1", "Nämndmål 1.1"),
        ("KF-mål", "2.5", "KF-mål 2.5", "KF-mål 2.5"),
        ("IFO-mål", "", "IFO-mål", "Mål 1"),
    ],
)
def test_a_node_is_called_what_the_municipality_calls_it(
    kind: str, number: str, name: str, origin: str
) -> None:
    (goal,) = with_objectives(kind=kind, number=number, title="Mål 1").children
    assert goal.objective is not None
    assert (kind_words(goal.objective), origin_name(goal.objective)) == (name, origin)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["kommunmål", "kommunmål"], "2 kommunmål"),
        (["risk", "risk", "strategi"], "2 risker och 1 strategi"),
        (["särskilt uppdrag"] * 2, "2 särskilda uppdrag"),
        ([], ""),
    ],
)
def test_what_a_node_holds_is_said_in_the_municipality_s_words(kinds: list[str], expected: str) -> None:
    (goal,) = with_objectives().children
    assert goal.objective is not None
    children = [replace(goal, objective=replace(goal.objective, kind=kind)) for kind in kinds]
    assert held_words(children) == expected


def test_a_programme_point_tells_its_handling_its_status_and_its_boards() -> None:
    told = progress(("objective_id", 1, "done"))
    words = {
        "handling": "Erbjuds",
        "status": "Pågår",
        "responsible_board": "SN",
        "concerned_boards": "UN, SN",
    }
    made = replace(content({1: None}, told=told), objectives=objectives({1: None}, **words))
    (point,) = tree(made, {}, ()).children
    assert point.objective is not None
    assert texts(point.objective) == [
        ("Redovisat läge", "klar (1 juni 2019, Enhetschef)"),
        ("Hantering", "Erbjuds"),
        ("Läge i dokumentet", "Pågår"),
        ("Ansvarig nämnd", "SN"),
        ("Berörda nämnder", "UN, SN"),
    ]


def test_an_activity_tells_what_was_reported_last() -> None:
    made = content({1: None}, undertakings=[(3, 1, "")], told=progress(("activity_id", 3, "ongoing")))
    (activity,) = tree(made, {}, ()).children[0].activities
    assert activity_notes(activity) == ["Redovisat: pågår (1 juni 2019, Enhetschef)"]


@pytest.mark.parametrize(
    ("shown", "asked", "expected"),
    [
        ("2019", "2019", ""),
        (
            "2019",
            "2026-10",
            "Planen gäller 2019. Indikatorerna visas därför för 2019, inte för oktober 2026.",
        ),
    ],
)
def test_another_period_than_the_one_asked_for_is_explained(shown: str, asked: str, expected: str) -> None:
    assert period_note(Period.parse(shown), Period.parse(asked), DOCUMENT) == expected
