"""What differs between two states of figures, and how it is said."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from metrics.change_words import brought_words, changes_sentence, day_words, undo_sentence, why_words
from metrics.changes import (
    AMOUNTED,
    MEASURED,
    Change,
    Tally,
    differing,
    news,
    tally,
    with_change,
    with_every_change,
    without_secrets,
)

NOTHING = float("nan")


def row(before: float | str | None, now: float | str, *, undone: str = "", **others: Any) -> dict[str, Any]:
    """Return a row with a number (or a state) before and now; `undone` tells which word was taken back."""

    def word(said: float | str | None, when: str) -> dict[str, Any]:
        value = said if isinstance(said, float) else NOTHING
        state = None if said is None else said if isinstance(said, str) else "final"
        parts = dict.fromkeys(("numerator", "denominator", "n"), NOTHING)
        named = {
            "value": value,
            "state": state,
            **parts,
            "taken_back": None if said is None else when in undone,
        }
        return {f"{name}{'_before' if when == 'before' else ''}": each for name, each in named.items()}

    place = {"unit_id": 1, "indicator_id": 2, "period": "2019-03", "revision": 2}
    written = {"comment": "Rättad.", "lock_reason": "", "note": "Månaden", "reason": "Stämmer."}
    return {**place, **written, **word(before, "before"), **word(now, "now"), **others}


def judged(*rows: dict[str, Any]) -> pd.DataFrame:
    return with_change(pd.DataFrame(list(rows)), MEASURED)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param(row(None, 5.0), Change.NEW, id="never said before"),
        pytest.param(row(4.0, 5.0), Change.CHANGED, id="another value"),
        pytest.param(row(5.0, 5.0), Change.SAME, id="the same value said again"),
        pytest.param(row("missing", 5.0), Change.CHANGED, id="a value where it was missing"),
        pytest.param(row(5.0, "confidential"), Change.CHANGED, id="made secret"),
        pytest.param(row("missing", "missing"), Change.SAME, id="still missing"),
        pytest.param(row(5.0, 5.0, numerator=3.0), Change.CHANGED, id="another numerator"),
        pytest.param(row(5.0, 5.0, undone="now"), Change.WITHDRAWN, id="taken back"),
        pytest.param(row(5.0, 5.0, undone="before"), Change.NEW, id="said anew after it was taken back"),
        pytest.param(row(None, 5.0, undone="now"), Change.SAME, id="said and taken back between the days"),
    ],
)
def test_a_figure_is_new_changed_withdrawn_or_the_same(figure: dict[str, Any], expected: Change) -> None:
    assert judged(figure)["change"].tolist() == [expected]


def spanned(
    before: float | str | None,
    first: float | str | None,
    now: float | str,
    *,
    undo: bool = False,
    **others: Any,
) -> dict[str, Any]:
    """Return a row with its first word after the first day; `undo` tells that an import was undone last."""
    middle = {
        f"{name.removesuffix('_before')}_first": each
        for name, each in row(first, now).items()
        if name.endswith("_before")
    }
    return {**row(before, now, **others), **middle, "undoes_id": 7 if undo else None}


EMPTIED = {"taken_back": True}


@pytest.mark.parametrize(
    ("figure", "change", "before", "returned"),
    [
        pytest.param(
            spanned(None, 264.0, 270.0), Change.CHANGED, 264.0, False, id="came in and was corrected"
        ),
        pytest.param(spanned(None, None, 5.0), Change.NEW, None, False, id="came in"),
        pytest.param(spanned(None, 5.0, 5.0), Change.NEW, None, False, id="came in and was said again"),
        pytest.param(spanned(4.0, 5.0, 6.0), Change.CHANGED, 4.0, False, id="stood, and changed twice"),
        pytest.param(
            spanned(None, 5.0, "not_yet_reported", undo=True, **EMPTIED),
            Change.WITHDRAWN,
            5.0,
            False,
            id="came in, was corrected and all was undone",
        ),
        pytest.param(
            spanned(None, 5.0, 5.0, undo=True), Change.CHANGED, 5.0, True, id="came in, then undone"
        ),
        pytest.param(spanned(5.0, 6.0, 5.0, undo=True), Change.CHANGED, 5.0, True, id="stood, then undone"),
        pytest.param(spanned(5.0, 6.0, 5.0), Change.SAME, 5.0, False, id="stood and was said anew by hand"),
        pytest.param(
            spanned(None, 5.0, 5.0) | {"state_first": "preliminary"},
            Change.NEW,
            None,
            False,
            id="came in as a draft that is now final",
        ),
        pytest.param(
            spanned(None, 5.0, 6.0) | {"state_first": "preliminary"},
            Change.CHANGED,
            5.0,
            False,
            id="came in as a draft of another value",
        ),
        pytest.param(
            spanned(9.0, 5.0, 6.0) | {"taken_back_before": True},
            Change.CHANGED,
            5.0,
            False,
            id="was taken back long ago, came in and was corrected",
        ),
    ],
)
def test_what_came_in_and_was_corrected_or_undone_between_the_days_is_told(
    figure: dict[str, Any], change: Change, before: float | None, returned: bool
) -> None:
    told = with_every_change(pd.DataFrame([figure]), MEASURED).iloc[0]
    assert (told["change"], told["returned"]) == (change, returned)
    assert before is None or told["value_before"] == before
    assert not [name for name in told.index if name.endswith("_first")]


@pytest.mark.parametrize(
    ("first", "now", "change"),
    [
        ((-100.0, False), (-100.0, False), Change.NEW),
        ((-100.0, True), (-100.0, False), Change.NEW),
        ((-100.0, True), (-120.0, False), Change.CHANGED),
        ((-100.0, False), (-120.0, False), Change.CHANGED),
    ],
    ids=["said again", "a draft that is final", "a draft of another amount", "corrected"],
)
def test_amounts_that_came_in_between_the_days_are_judged_alike(first, now, change) -> None:
    words = {"": (*now, False), "_first": (*first, False), "_before": (None, None, None)}
    names = ("amount", "preliminary", "taken_back")
    said = {
        f"{name}{when}": each for when, word in words.items() for name, each in zip(names, word, strict=True)
    }
    told = with_every_change(pd.DataFrame([{**said, "undoes_id": None}]), AMOUNTED)
    assert told["change"].tolist() == [change]


def why(**words: Any) -> dict[str, Any]:
    return {"reason": "", "comment": "", "note": "", "source": "", "kind": "file", "undoes_id": None, **words}


@pytest.mark.parametrize(
    ("row_of", "expected"),
    [
        (why(reason="Ny grupp.", comment="Rättad.", note="7 siffror"), "Ny grupp."),
        (why(comment="Rättad.", note="7 siffror"), "Rättad."),
        (why(note="7 siffror"), "7 siffror"),
        (why(), ""),
        (
            why(comment="Rättad förr.", note="Ångrade inläsning 4: fel fil", undoes_id=4),
            "Ångrade inläsning 4: fel fil",
        ),
    ],
    ids=["a warning let in", "a comment", "a note", "nothing", "undone"],
)
def test_why_something_was_changed_is_the_nearest_that_was_said(
    row_of: dict[str, Any], expected: str
) -> None:
    assert why_words(row_of) == expected


@pytest.mark.parametrize(
    ("row_of", "expected"),
    [
        (why(source="okt.xlsx"), "Fil: okt.xlsx"),
        (why(note="7 siffror", source="okt.xlsx"), "Fil: 7 siffror"),
        (why(kind="entry", source="Inmatning på skärmen"), "Inmatning på skärmen"),
        (
            why(kind="entry", note="Fyll i: Norr, oktober 2026", source="Inmatning på skärmen"),
            "Fyll i: Norr, oktober 2026",
        ),
        (why(kind="demo", source="Simulerade data"), "Simulerade data"),
        (why(kind="entry"), "Inmatning"),
    ],
)
def test_what_brought_a_figure_in_is_said_once(row_of: dict[str, Any], expected: str) -> None:
    assert brought_words(row_of) == expected


def test_changes_are_counted_apart_from_what_is_new() -> None:
    figures = judged(
        row(4.0, 5.0, lock_reason="Fel i källan"),
        row(4.0, 5.0),
        row(None, 5.0),
        row(None, 5.0),
        row(5.0, 5.0, undone="now"),
        row(5.0, 5.0),
    )
    assert tally(figures, figures.head(1)) == Tally(figures=3, amounts=1, after_lock=2, new=2, undone=1)
    assert len(differing(figures)) == 3


def test_what_is_new_is_told_by_indicator_the_most_first() -> None:
    figures = judged(
        row(None, 1.0, indicator_id=3),
        row(None, 1.0, period="2019-05"),
        row(None, 1.0, period="2019-04", unit_id=7),
        row(4.0, 5.0),
    )
    told = news(figures, "indicator_id")
    assert told[["indicator_id", "number", "units"]].values.tolist() == [
        [2, 2, 2],
        [3, 1, 1],
    ]
    assert told["periods"].tolist() == [["2019-04", "2019-05"], ["2019-03"]]


@pytest.mark.parametrize(
    ("figure", "kept"),
    [
        pytest.param(row(4.0, 5.0), {(1, 2, "2019-03"): "confidential"}, id="kept away today"),
        pytest.param(row(4.0, "confidential"), {}, id="made secret"),
        pytest.param(
            row(4.0, 4.0, undone="now"), {(1, 2, "2019-03"): "confidential"}, id="taken back, of a small unit"
        ),
    ],
)
def test_a_change_of_a_secret_tells_neither_number_nor_why(figure, kept) -> None:
    told = without_secrets(judged(figure), kept).iloc[0]
    numbers = [f"{name}{when}" for name in MEASURED[:4] for when in ("", "_before")]
    assert told[numbers].isna().all()
    assert {told["state"], told["state_before"]} == {"confidential"}
    assert told[["comment", "lock_reason", "note", "reason"]].tolist() == ["", "", "", ""]


def test_what_was_a_secret_and_is_open_now_is_told_as_it_is_now() -> None:
    told = without_secrets(judged(row("confidential", 5.0)), {}).iloc[0]
    assert (told["state_before"], told["value"], told["comment"]) == ("confidential", 5.0, "Rättad.")


def test_what_is_no_secret_keeps_its_numbers_beside_one() -> None:
    told = without_secrets(
        judged(row(4.0, 5.0), row(6.0, 7.0, unit_id=9)), {(1, 2, "2019-03"): "confidential"}
    )
    assert told["value"].tolist()[1] == 7.0
    assert told["comment"].tolist() == ["", "Rättad."]


SINCE, UNTIL = date(2026, 10, 28), date(2026, 11, 12)


@pytest.mark.parametrize(
    ("counted", "until", "sentence"),
    [
        (
            Tally(12, 0, 3, 0),
            None,
            "12 värden har ändrats sedan 28 oktober 2026, 3 av dem efter att perioden låstes.",
        ),
        (Tally(1, 0, 0, 0), None, "1 värde har ändrats sedan 28 oktober 2026."),
        (
            Tally(1, 0, 1, 2),
            None,
            "1 värde har ändrats sedan 28 oktober 2026, efter att perioden låstes; "
            "2 nya värden har kommit in.",
        ),
        (
            Tally(1, 1, 2, 0),
            UNTIL,
            "1 värde och 1 belopp har ändrats mellan 28 oktober och 12 november 2026, "
            "alla efter att perioden låstes.",
        ),
        (
            Tally(0, 2, 0, 7),
            None,
            "2 belopp har ändrats sedan 28 oktober 2026; 7 nya värden har kommit in.",
        ),
        (
            Tally(3, 21, 2, 590, 1),
            None,
            "3 värden och 21 belopp har ändrats sedan 28 oktober 2026, 2 av dem efter att perioden låstes, "
            "1 av dem ångrat sedan dess; 590 nya värden har kommit in.",
        ),
        (
            Tally(0, 21, 0, 0, 21),
            None,
            "21 belopp har ändrats sedan 28 oktober 2026, alla ångrade sedan dess.",
        ),
        (Tally(1, 0, 0, 0, 1), None, "1 värde har ändrats sedan 28 oktober 2026, ångrat sedan dess."),
        (
            Tally(0, 0, 0, 1),
            None,
            "Inga värden har ändrats sedan 28 oktober 2026, men 1 nytt värde har kommit in.",
        ),
        (Tally(0, 0, 0, 0), None, "Inga värden har ändrats sedan 28 oktober 2026."),
    ],
)
def test_the_sentence_says_how_much_has_changed_and_how_much_after_a_lock(counted, until, sentence) -> None:
    assert changes_sentence(counted, SINCE, until) == sentence


def test_two_days_in_different_years_are_both_told_with_their_year() -> None:
    told = changes_sentence(Tally(0, 0, 0, 0), date(2025, 12, 31), date(2026, 1, 31))
    assert told == "Inga värden har ändrats mellan 31 december 2025 och 31 januari 2026."


@pytest.mark.parametrize(
    ("effects", "sentence"),
    [
        ((2, 0, 0, 0), "2 värden går tillbaka till vad som gällde före inläsningen."),
        (
            (2, 0, 0, 1),
            "2 värden går tillbaka till vad som gällde före inläsningen. 1 värde ligger i en låst period, "
            "och skälet sparas som skäl till att ändra där.",
        ),
        (
            (0, 0, 2, 0),
            "Alla värden har ändrats efteråt, så det finns inget att ångra här. Ångra det senare först.",
        ),
        (
            (1, 1, 1, 0),
            "1 värde går tillbaka till vad som gällde före inläsningen; 1 värde tas bort, för där fanns "
            "inget tidigare; 1 värde har ändrats efteråt och står kvar.",
        ),
        ((0, 0, 0, 0), "Inga värden påverkas."),
    ],
)
def test_what_undoing_would_do_is_told_before_it_is_done(effects, sentence) -> None:
    assert undo_sentence(dict(zip(("back", "away", "later", "locked"), effects, strict=True))) == sentence


def test_a_day_in_words() -> None:
    assert (day_words(UNTIL), day_words(UNTIL, year=False)) == ("12 november 2026", "12 november")
