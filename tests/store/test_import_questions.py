"""What an import asks about: each thing once, and never again for a file of the same shape."""

from datetime import date
from pathlib import Path

import pytest
from import_files import account, indicator, office, plan_of, sheets_of, unit
from sqlalchemy import Engine

from data.imports.committing import commit
from data.imports.draft import Draft
from data.imports.reading import read_import
from data.recording import RecordingError

TODAY = date(2019, 6, 15)
PARTS = (
    unit("kontoret", "Kontoret"),
    unit("norr", "Enhet Norr", "kontoret"),
    unit("soder", "Enhet Söder", "kontoret", aliases='"Södra"'),
    indicator("placerade", "Placerade barn"),
    indicator("sjuk", "Sjukfrånvaro", unit_of_measure="%", kind="ratio"),
    indicator("insatskostnad", "Kostnad per insats", unit_of_measure="kronor", kind="money"),
    account("kostnader", "Kostnader", "cost"),
    account("intakter", "Intäkter", "income"),
    account("netto", "Netto", "net"),
)
UNITS = """Mått;Enhet;jan 2019;feb 2019
Placerade barn;{north};10;11
Placerade barn;Södra;20;21
"""
ONE_UNIT = """Mått;Enhet;jan 2019;feb 2019
{label};Enhet Norr;{first};{second}
"""
RESULT = """Resultaträkning{unit};Utfall 2018
Intäkter;100
Kostnader;{cost}
Netto;{net}
"""


@pytest.fixture
def lilla(store: Engine, tmp_path: Path) -> int:
    return office(store, tmp_path, plan_of(*PARTS))


def read(engine: Engine, organisation: int, text: str, answers: dict[str, str] | None = None) -> Draft:
    return read_import(
        engine, organisation, sheets_of(text), answers=answers or {}, today=TODAY, file_name="fil.csv"
    )


def let_in(engine: Engine, draft: Draft) -> None:
    commit(engine, draft, role="Controller", source="fil.csv", content_hash="h", accepted="Prövat")


def values(draft: Draft) -> list[float]:
    return draft.facts["value"].tolist()


ASKED = {
    # what is asked: the file, and next month's of the same shape; the answer, and the values it gives
    "indicator:Barn på institution": (
        ONE_UNIT.format(label="Barn på institution", first="10", second="11"),
        ONE_UNIT.format(label="Barn på institution", first="10", second="12"),
        "placerade",
        [10, 11],
    ),
    "unit:Norra kontoret": (
        UNITS.format(north="Norra kontoret"),
        UNITS.format(north="Norra kontoret").replace("21", "22"),
        "norr",
        [10, 11, 20, 21],
    ),
    "sign:-": (
        ONE_UNIT.format(label="Placerade barn", first="10", second="-"),
        ONE_UNIT.format(label="Placerade barn", first="-", second="11"),
        "zero",
        [10, 0],
    ),
    "per_cent:Sjukfrånvaro": (
        ONE_UNIT.format(label="Sjukfrånvaro", first="0,05", second="0,06"),
        ONE_UNIT.format(label="Sjukfrånvaro", first="0,05", second="0,07"),
        "share",
        [5, 6],
    ),
    "scale:": (
        ONE_UNIT.format(label="Kostnad per insats", first="12", second="13"),
        ONE_UNIT.format(label="Kostnad per insats", first="12", second="14"),
        "tkr",
        [12_000, 13_000],
    ),
    "cost_sign:": (
        RESULT.format(unit=", tkr", cost="400", net="300"),
        RESULT.format(unit=", tkr", cost="410", net="310"),
        "minus",
        [100_000, -400_000, -300_000],
    ),
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_cannot_be_known_is_asked_once_and_remembered(store: Engine, lilla: int, asked: str) -> None:
    first, second, answer, expected = ASKED[asked]
    draft = read(store, lilla, first)
    assert len(draft.questions) == 1
    question = draft.questions[0]
    assert question.id.startswith(asked)
    assert answer in [choice.answer for choice in question.choices]
    assert question.where
    with pytest.raises(RecordingError, match="fråga"):
        let_in(store, draft)
    answered = read(store, lilla, first, {question.id: answer})
    assert answered.questions == ()
    assert values(answered) == pytest.approx(expected)
    let_in(store, answered)
    next_month = read(store, lilla, second)
    assert next_month.questions == ()
    assert next_month.counts()["changed"] >= 1


def test_what_is_answered_with_skip_is_left_out_and_told(store: Engine, lilla: int) -> None:
    draft = read(store, lilla, UNITS.format(north="Riket"), {"unit:Riket": "skip"})
    assert values(draft) == [20, 21]
    assert draft.questions == ()
    assert "left-out" in [finding.rule for finding in draft.findings]


def test_an_answer_given_now_goes_before_the_remembered(store: Engine, lilla: int) -> None:
    text = UNITS.format(north="Norra kontoret")
    let_in(store, read(store, lilla, text, {"unit:Norra kontoret": "norr"}))
    again = read(store, lilla, text, {"unit:Norra kontoret": "kontoret"})
    assert set(again.preview["unit"]) == {"Kontoret", "Enhet Söder"}


def test_an_answer_that_names_nothing_is_asked_again(store: Engine, lilla: int) -> None:
    draft = read(store, lilla, UNITS.format(north="Riket"), {"unit:Riket": "oster"})
    assert [question.id for question in draft.questions] == ["unit:Riket"]


LEAVE = (5.2, 6.1, 5.4, 7.8, 5.9, 6.3)
WITHIN_TIME = (88, 91, 85, 94, 90, 87)
"""Six months of an indicator in per cent, at a unit."""


@pytest.mark.parametrize(
    ("history", "values", "expected"),
    [
        (LEAVE, "0,05;0,07", [5, 7]),  # ten times as the figures of the store, whatever is doubted
        (WITHIN_TIME, "0,89;0,92", [89, 92]),
        (WITHIN_TIME, "0,89;0,5", None),  # 50 lies outside what has been
        (WITHIN_TIME[:5], "0,89;0,92", None),  # too few figures
        (LEAVE, "0,9;0,8", None),  # 0.9 % and 90 % are both far from 5 %
        ((3.1, 2.9, 3.4, 3.3, 2.8, 3.0), "0,1;0,03", None),  # small figures: 0.1 % may be meant
        ((3.1, 2.9, 3.4, 3.3, 2.8, 3.0), "0,1;0,9", None),
        ((31, 29, 34, 33, 28, 30), "1;0,3", None),
        ((0.9, 0.7, 1.1, 0.8, 0.6, 1.0), "0,9;0,8", [0.9, 0.8]),  # as it has been
        (LEAVE, "5,1;0,6", [5.1, 0.6]),  # one is more than a share can be
        (LEAVE, "5 %;6 %", [5, 6]),
        (LEAVE, "0;0", [0, 0]),
        ((), "0,89;0,92", None),
    ],
)
def test_shares_are_told_from_per_cent_only_where_the_store_leaves_no_doubt(
    store: Engine, lilla: int, history: tuple[float, ...], values: str, expected: list[float] | None
) -> None:
    if history:
        months = ";".join(f"2018-{month:02d}" for month in range(1, len(history) + 1))
        shown = ";".join(f"{value} %".replace(".", ",") for value in history)
        let_in(store, read(store, lilla, f"Mått;Enhet;{months}\nSjukfrånvaro;Enhet Norr;{shown}\n"))
    first, second = values.split(";")
    draft = read(store, lilla, ONE_UNIT.format(label="Sjukfrånvaro", first=first, second=second))
    assert bool(draft.questions) is (expected is None)
    told = [finding.rule for finding in draft.findings if finding.rule == "per-cent"]
    assert told == (
        ["per-cent"] if expected and expected[0] > 2 * float(first.rstrip(" %").replace(",", ".")) else []
    )
    if expected:
        assert draft.facts["value"].tolist() == pytest.approx(expected)


TARGET = """
[[indicators.targets]]
value = {}
words = "Minst {}"
kind = "at_least"
valid_from = 2019-01-01
valid_to = 2019-12-31
"""


@pytest.mark.parametrize(
    ("target", "values", "expected"),
    [
        (90, "0,89;0,92", [89, 92]),
        (90, "0,89;0,4", None),  # 40 is far from 90
        (90, "1;1", None),  # no decimals: 1 % or 100 %
        (5, "0,05;0,06", None),  # a small target shows nothing
    ],
)
def test_without_figures_the_target_shows_whether_shares_are_meant(
    store: Engine, tmp_path: Path, target: int, values: str, expected: list[float] | None
) -> None:
    aim = TARGET.format(target, target)
    parts = (
        unit("norr", "Enhet Norr"),
        indicator("sjuk", "Andel i tid", unit_of_measure="%", kind="ratio", more=aim),
    )
    number = office(store, tmp_path, plan_of(*parts))
    first, second = values.split(";")
    draft = read(store, number, ONE_UNIT.format(label="Andel i tid", first=first, second=second))
    assert bool(draft.questions) is (expected is None)
    if expected:
        assert draft.facts["value"].tolist() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("cost", "expected", "asks"),
    [("-400", [100, -400, -300], False), ("400", None, True)],
)
def test_costs_are_asked_about_only_where_they_are_printed_positive(
    store: Engine, lilla: int, cost: str, expected: list[float] | None, asks: bool
) -> None:
    draft = read(store, lilla, RESULT.format(unit=", kr", cost=cost, net="-300"))
    assert bool(draft.questions) is asks
    if expected:
        assert values(draft) == expected


def test_the_scale_of_money_is_seen_in_the_store(store: Engine, lilla: int) -> None:
    let_in(store, read(store, lilla, RESULT.format(unit=", kr", cost="-400", net="-300")))
    near = "Resultaträkning;Utfall 2017\nIntäkter;120\nKostnader;-380\nNetto;-260\n"
    thousands = "Resultaträkning;Utfall 2017\nIntäkter;0,12\nKostnader;-0,38\nNetto;-0,26\n"
    assert values(read(store, lilla, near)) == [120, -380, -260]
    assert values(read(store, lilla, thousands)) == pytest.approx([120, -380, -260])


def test_many_unknown_names_are_one_question(store: Engine, lilla: int) -> None:
    rows = "".join(f"Placerade barn;Kommun {number};{number};{number}\n" for number in range(1, 9))
    text = f"Mått;Enhet;jan 2019;feb 2019\nPlacerade barn;Enhet Norr;10;11\n{rows}"
    draft = read(store, lilla, text)
    assert [question.id for question in draft.questions] == ["strangers:enheter"]
    assert values(read(store, lilla, text, {"strangers:enheter": "skip"})) == [10, 11]
    assert len(read(store, lilla, text, {"strangers:enheter": "each"}).questions) == 8


@pytest.mark.parametrize(("label", "about"), [("Inrikes födda", "indicator"), ("Kostnaderna", "account")])
def test_a_label_in_a_table_without_money_means_an_account_only_where_it_is_much_like_one(
    store: Engine, lilla: int, label: str, about: str
) -> None:
    [question] = read(store, lilla, ONE_UNIT.format(label=label, first=5, second=6)).questions
    assert question.id == f"{about}:{label}"
