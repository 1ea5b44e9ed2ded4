"""What an audience is shown of a veiled office: whatever is made of a figure tells no more than it shows."""

from dataclasses import replace

import pytest
from drawn import drawn_office, figures

from data.outward import policy_of
from data.settings import Settings
from metrics.disclosure import Policy
from metrics.figure_words import WITHHELD
from metrics.hidden_areas import told_of
from metrics.indicator_view import indicator_view
from metrics.overview import overview_rows
from metrics.periods import Period
from metrics.subjects import Withheld
from metrics.unit_series import series_of_unit
from metrics.veil import Veil
from metrics.vocabulary import Area, Lens, Periodicity, Status, ValueState

UNITS = "id | parent_id | code\n1 |  | kontoret\n2 | 1 | barn\n3 | 1 | vuxna"
KINDS = """
id | code      | kind  | unit_of_measure | area    | derivation    | span | threshold | threshold_rule
1  | klagomal  | flow  | antal           | support |               |      |           |
2  | oppna     | stock | antal           | support |               |      |           |
3  | i-tid     | ratio | %               | quality |               |      |           |
4  | sjuka     | ratio | %               | staff   |               |      |           |
5  | hittills  | flow  | antal           | support | accumulated   |      |           |
6  | per-oppen | ratio | antal           | support | ratio         |      |           |
7  | laga      | ratio | %               | staff   | share_of_units |     | 5         | below
8  | mix       | ratio | %               | quality | ratio         |      |           |
"""
PARTS = """
indicator_id | part_id | role
5            | 1       | first
6            | 1       | first
6            | 2       | second
7            | 4       | first
8            | 4       | first
8            | 1       | second
"""
DRAWN = """
indicator_id | unit_id | period  | value | numerator | denominator
1            | 2       | 2026-01 | 7113  |           |
1            | 2       | 2026-02 | 7227  |           |
1            | 2       | 2026-03 | 7331  |           |
1            | 3       | 2026-01 | 11    |           |
1            | 3       | 2026-02 | 12    |           |
1            | 3       | 2026-03 | 13    |           |
2            | 2       | 2026-01 | 8117  |           |
2            | 2       | 2026-02 | 8221  |           |
2            | 2       | 2026-03 | 8333  |           |
3            | 2       | 2026-02 | 50    | 40        | 80
3            | 2       | 2026-03 | 60    | 48        | 80
4            | 2       | 2026-03 | 4.25  | 17        | 400
4            | 3       | 2026-03 | 9.5   | 38        | 400
"""
HIDDEN = frozenset({(1, 2, "2026-03"), (1, 1, "2026-03"), (2, 2, "2026-02"), (3, 2, "2026-03")})
MARCH = Period.parse("2026-03")
TARGETS = "indicator_id | kind | value | basis\n1 | at_most | 100000 | year"


def office(lens=Lens.BOARD, hidden=HIDDEN, **policy):
    """The office as an audience sees it."""
    whole = drawn_office(KINDS, units=UNITS, parts=PARTS, targets=TARGETS)
    return replace(whole, veil=Policy(5, **policy).veil(lens, frozenset(hidden)))


def series(number, unit=2, by=Periodicity.MONTH, **how):
    """One series of the office."""
    return series_of_unit(office(**how), figures(DRAWN), unit, {number: by})[number]


def view(number, unit=2, period=MARCH, by=None, **how):
    """What the page of an indicator shows."""
    seen = office(**how)
    return indicator_view(seen, seen.subject_of(number), figures(DRAWN), unit, period, by)


def test_a_hidden_figure_is_written_with_two_dots_and_explains_itself():
    row = view(1).row
    assert (row.value_text, row.status_word) == ("..", "Visas inte")
    assert WITHHELD in row.note
    assert row.sentence.startswith("Nya insatser: värdet för mars 2026")
    assert isinstance(row.figure, Withheld)


def test_nothing_that_is_made_of_a_hidden_figure_is_told():
    row = view(1).row
    assert row.change_text == row.change_year_text == ""
    assert row.judgement.figure is None  # the year so far would tell it
    assert (row.status, row.outlook) == (Status.NO_VALUE, None)
    assert row.spark[-3:] == [7113.0, 7227.0, None]


def test_the_last_known_figure_beside_it_is_one_that_is_shown():
    told = view(1, hidden={(1, 2, "2026-03"), (1, 2, "2026-02")}).row.note.replace("\u00a0", " ")
    assert told == f"{WITHHELD}; senast 7 113 (jan 2026)"


def test_the_table_beside_the_chart_writes_dots_and_tells_none_of_its_parts():
    newest, *_ = view(3).values
    assert (newest["Värde"], newest["Täljare"], newest["Nämnare"]) == ("..", "–", "–")
    assert newest["Anmärkning"] == WITHHELD
    assert "7331" not in repr(view(1)).replace("\u00a0", "").replace(" ", "")


def test_the_chart_has_a_gap_and_no_limit_is_drawn_of_it():
    drawn = view(1).series.set_index("period")["value"]
    assert drawn.isna().to_dict() == {"2026-01": False, "2026-02": False, "2026-03": True}


def test_the_units_below_are_veiled_each_by_itself():
    rows = {place.code: row.value_text for place, row in view(1, unit=1).by_unit}
    assert rows == {"barn": "..", "vuxna": "13"}


def test_the_last_value_of_a_caseload_is_told_by_no_longer_period():
    hidden = {(2, 2, "2026-03")}
    assert series(2, by=Periodicity.QUARTER, hidden=hidden)["2026-Q1"].last is None
    assert "8333" not in repr(view(2, by=Periodicity.QUARTER, hidden=hidden)).replace("\u00a0", "")


@pytest.mark.parametrize("number", [5, 6])
def test_a_derived_figure_of_a_hidden_part_is_hidden(number):
    figure = series(number)["2026-03"]
    assert (figure.value, figure.numerator, figure.denominator) == (None, None, None)
    assert figure.state == ValueState.CONFIDENTIAL


def test_what_a_derived_figure_is_made_of_is_shown_with_dots():
    first, *_ = view(6).trace.sources
    assert (first.value_text, first.note) == ("..", WITHHELD)
    assert [source.value_text for source in view(5).trace.sources] == ["..", "7\u00a0227", "7\u00a0113"]


def test_a_hidden_unit_is_no_part_of_a_share_of_units():
    hidden = {(4, 2, "2026-03")}
    figure = series(7, unit=1, hidden=hidden)["2026-03"]
    assert (figure.numerator, figure.denominator, figure.units_expected) == (0.0, 1.0, 2)
    first, *_ = view(7, unit=1, hidden=hidden).trace.sources
    assert first.value_text == ".."


def test_what_the_source_keeps_secret_is_hidden_with_the_same_words():
    drawn = f"{DRAWN.rstrip()}\n3 | 2 | 2026-01 | | |"
    told = figures(drawn)
    told.loc[told.index[-1], "state"] = ValueState.CONFIDENTIAL.value
    shown = series_of_unit(office(), told, 2, {3: Periodicity.MONTH})[3]
    assert isinstance(shown["2026-01"], Withheld)


def test_a_hidden_area_is_not_listed_and_nothing_made_of_it_is_shown():
    areas = {"lens": Lens.PUBLIC, "areas": frozenset({Area.STAFF}), "hidden": ()}
    assert [subject.code for subject in told_of(office(**areas))] == [
        "klagomal", "oppna", "i-tid", "hittills", "per-oppen"
    ]  # fmt: skip
    assert {each.value for number in (4, 7, 8) for each in series(number, unit=2, **areas).values()} == {None}
    listed = {row.subject.code for row in overview_rows(office(**areas), figures(DRAWN), 1, MARCH)}
    assert not listed & {"sjuka", "laga", "mix"}
    assert {"sjuka", "laga", "mix"} <= {
        subject.code for subject in told_of(office(Lens.BOARD, areas=areas["areas"]))
    }


def test_what_the_public_sees_is_rounded_and_the_board_s_is_not():
    assert series(1, hidden=(), rounding=10)["2026-03"].value == 7331
    seen = {"lens": Lens.PUBLIC, "hidden": (), "rounding": 10}
    assert series(1, **seen)["2026-03"].value == 7330
    share = series(4, **seen)["2026-03"]
    assert (share.value, share.numerator, share.denominator) == (4, None, None)
    assert series(6, **seen)["2026-03"].numerator is None
    assert series(5, **seen)["2026-03"].value == 21670


def test_the_policy_is_what_is_set():
    policy = policy_of(Settings(threshold=7, rounding=3, hidden_areas="economy"))
    place = frozenset({(1, 1, "2026")})
    assert policy.veil(Lens.PUBLIC, place) == Veil(Lens.PUBLIC, 7, place, frozenset({Area.ECONOMY}), 3)
    assert policy.veil(Lens.BOARD, place) == Veil(Lens.BOARD, 7, place)
