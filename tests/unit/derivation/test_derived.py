"""Derived figures: what stands first through, or less, what stands second, period by period."""

import pandas as pd
import pytest
from drawn import table

from metrics.appraisal import outlook_for, periods_seen, signal_for
from metrics.derivation.derived import cohort_of, combined_series
from metrics.derivation.recipes import Recipe
from metrics.figure_words import figure_note
from metrics.periods import Period
from metrics.signal_words import signal_words
from metrics.signals import Judged, Reason
from metrics.subjects import Figure, Subject, TargetInForce
from metrics.vocabulary import (
    STATES_WITH_VALUE,
    Area,
    Derivation,
    Direction,
    Kind,
    Periodicity,
    SignalMethod,
    TargetKind,
    TargetLevel,
    ValueState,
)

RATIO = Recipe(Derivation.RATIO, first=(1,), second=(2,))
OWN_SHARE = Recipe(Derivation.RATIO, first=(1,), second=(1, 2))
DIFFERENCE = Recipe(Derivation.DIFFERENCE, first=(1,), second=(2,))
COHORT = Recipe(Derivation.COHORT_SHARE, first=(1,), second=(2,), span=12)


def parts(text):
    """Read drawn series: one row a figure, final and whole if not drawn so."""
    drawn = table(text)
    found: dict[int, dict[str, Figure]] = {}
    for row in drawn.to_dict("records"):
        state = ValueState(row.get("state") or "final")
        figure = Figure(
            value=row["value"] if state in STATES_WITH_VALUE else None,
            state=state,
            **{
                name: int(row[name])
                for name in ("parts", "expected", "units", "units_expected")
                if not pd.isna(row.get(name))
            },
        )
        found.setdefault(row["part"], {})[row["period"]] = figure
    return found


def made(recipe, text, scale=1.0, unlike=()):
    """Period -> value and state of the derived figures."""
    found = combined_series(recipe, parts(text), scale, unlike)
    return {code: (figure.value, figure.state.value) for code, figure in found.items()}


TWO_MONTHS = """
part | period  | value
1    | 2026-01 | 30
2    | 2026-01 | 50
1    | 2026-02 | 10
2    | 2026-02 | 40
"""


def test_a_ratio_is_what_stands_first_through_what_stands_second():
    assert made(RATIO, TWO_MONTHS) == {"2026-01": (30 / 50, "final"), "2026-02": (10 / 40, "final")}


def test_a_percentage_is_a_hundred_times_the_ratio_and_carries_its_two_sums():
    january = combined_series(RATIO, parts(TWO_MONTHS), 100.0)["2026-01"]
    assert (january.value, january.numerator, january.denominator) == (60, 30, 50)


def test_a_difference_is_what_stands_first_less_what_stands_second_and_may_be_negative():
    assert made(DIFFERENCE, TWO_MONTHS, 100.0) == {"2026-01": (-20, "final"), "2026-02": (-30, "final")}
    assert combined_series(DIFFERENCE, parts(TWO_MONTHS), 1.0)["2026-01"].denominator is None


def test_the_parts_of_a_side_are_added_together_also_one_that_stands_on_both():
    """Own homes 30 of 30 + 50 days, and 10 of 10 + 40."""
    assert made(OWN_SHARE, TWO_MONTHS, 100.0) == {"2026-01": (37.5, "final"), "2026-02": (20, "final")}


@pytest.mark.parametrize(
    ("recipe", "bottom", "expected"),
    [
        (RATIO, 0, (None, "not_applicable")),
        (RATIO, "-60", (-0.5, "final")),
        (OWN_SHARE, "-30", (None, "not_applicable")),
        (OWN_SHARE, 0, (1.0, "final")),
        (DIFFERENCE, 0, (30.0, "final")),
    ],
)
def test_there_is_no_share_of_nothing(recipe, bottom, expected):
    drawn = f"part | period | value\n1 | 2026-01 | 30\n2 | 2026-01 | {bottom}"
    assert made(recipe, drawn)["2026-01"] == expected


def test_costs_are_negative_and_have_shares_all_the_same():
    drawn = "part | period | value\n1 | 2026-01 | -500\n2 | 2026-01 | -1000"
    assert made(RATIO, drawn, 100.0)["2026-01"] == (50.0, "final")


@pytest.mark.parametrize("recipe", [RATIO, DIFFERENCE])
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("final", "final", "final"),
        ("preliminary", "final", "preliminary"),
        ("preliminary", "preliminary", "preliminary"),
        ("final", "missing", "missing"),
        ("final", "confidential", "confidential"),
        ("final", "not_yet_reported", "not_yet_reported"),
        ("final", "not_applicable", "not_applicable"),
        ("preliminary", "not_applicable", "not_applicable"),
        ("not_applicable", "not_yet_reported", "not_yet_reported"),
        ("not_yet_reported", "missing", "missing"),
        ("missing", "confidential", "confidential"),
        ("not_applicable", "not_applicable", "not_applicable"),
    ],
)
def test_a_figure_is_no_better_than_the_worst_of_its_parts(recipe, one, other, expected):
    for left, right in ((one, other), (other, one)):
        drawn = f"part | period | value | state\n1 | 2026-01 | 3 | {left}\n2 | 2026-01 | 4 | {right}"
        ((value, state),) = made(recipe, drawn).values()
        assert state == expected
        assert (value is None) == (expected not in ("final", "preliminary"))


def test_a_secret_part_leaves_no_sum_behind():
    drawn = "part | period | value | state\n1 | 2026-01 | 3 | final\n2 | 2026-01 | 4 | confidential"
    figure = combined_series(RATIO, parts(drawn), 100.0)["2026-01"]
    assert (figure.value, figure.numerator, figure.denominator) == (None, None, None)


def test_a_part_without_any_word_on_a_period_has_not_been_reported():
    drawn = "part | period | value\n1 | 2026-01 | 3\n2 | 2026-01 | 4\n1 | 2026-02 | 5"
    assert made(RATIO, drawn) == {"2026-01": (3 / 4, "final"), "2026-02": (None, "not_yet_reported")}


@pytest.mark.parametrize("there", [1, 2])
@pytest.mark.parametrize("recipe", [RATIO, DIFFERENCE, COHORT])
def test_there_are_no_figures_where_one_part_has_never_been_reported(recipe, there):
    assert made(recipe, f"part | period | value\n{there} | 2026-01 | 3") == {}


def test_the_periods_stand_oldest_first_whatever_part_they_come_from():
    drawn = """
    part | period  | value
    1    | 2026-03 | 1
    1    | 2025-12 | 1
    2    | 2026-01 | 1
    2    | 2025-11 | 1
    """
    assert list(made(RATIO, drawn)) == ["2025-11", "2025-12", "2026-01", "2026-03"]


# Parts that cover unlike times


@pytest.mark.parametrize("recipe", [RATIO, DIFFERENCE])
@pytest.mark.parametrize(
    ("one", "other", "put_together"),
    [
        ("4 | 4", "4 | 4", True),
        ("2 | 4", "2 | 4", True),
        ("2 | 4", "4 | 4", False),
        ("2 | 4", "3 | 4", False),
        ("1 | 1", "4 | 4", True),
        ("1 | 1", "3 | 4", False),
    ],
)
def test_parts_that_cover_unlike_times_are_not_put_together(recipe, one, other, put_together):
    """One of 1 is a whole tertial that was told at once, 4 of 4 one that is made of its months."""
    drawn = f"part | period | value | parts | expected\n1 | 2026-T1 | 6 | {one}\n2 | 2026-T1 | 8 | {other}"
    value, state = made(recipe, drawn)["2026-T1"]
    assert (value is not None) == put_together
    assert state == ("final" if put_together else "missing")


def test_as_many_months_of_each_are_not_put_together_where_they_are_other_months():
    assert made(RATIO, TWO_MONTHS, unlike={"2026-02"}) == {
        "2026-01": (0.6, "final"),
        "2026-02": (None, "missing"),
    }


def test_a_figure_is_as_whole_as_the_part_that_lacks_most():
    drawn = """
    part | period  | value | parts | expected | units | units_expected
    1    | 2026-T1 | 6     | 3     | 4        | 2     | 2
    2    | 2026-T1 | 8     | 3     | 4        | 1     | 3
    """
    figure = combined_series(RATIO, parts(drawn), 1.0)["2026-T1"]
    assert (figure.parts, figure.expected) == (3, 4)
    assert (figure.units, figure.units_expected) == (1, 3)


def test_a_figure_that_can_not_be_put_together_tells_how_little_there_is_of_a_part():
    drawn = """
    part | period  | value | parts | expected
    1    | 2026-T1 | 6     | 4     | 4
    2    | 2026-T1 | 8     | 2     | 4
    """
    figure = combined_series(RATIO, parts(drawn), 1.0)["2026-T1"]
    assert (figure.value, figure.parts, figure.expected) == (None, 2, 4)


# Cohorts

FOLLOWED = """
part | period  | value
1    | 2024-T3 | 45
2    | 2024-T3 | 50
1    | 2025-T1 | 30
2    | 2025-T1 | 40
2    | 2025-T2 | 60
"""
"""Part 2 counts those whose help ended, part 1 those of them who had not come back a year later."""


def test_a_cohorts_share_is_told_when_it_has_been_followed_for_its_twelve_months():
    """Those of the first tertial of 2025, 30 of 40, are told of for the first tertial of 2026."""
    assert made(COHORT, FOLLOWED, 100.0) == {
        "2025-T3": (90, "final"),
        "2026-T1": (75, "final"),
        "2026-T2": (None, "not_yet_reported"),
    }


@pytest.mark.parametrize(
    ("span", "period", "cohort"),
    [
        (12, "2026-10", "2025-10"),
        (12, "2026-T2", "2025-T2"),
        (12, "2026-H1", "2025-H1"),
        (12, "2026", "2025"),
        (6, "2026-02", "2025-08"),
        (6, "2026-T1", "2025-T2"),
        (3, "2026-T1", "2025-T3"),
        (3, "2026-Q1", "2025-Q4"),
        (24, "2026", "2024"),
        (18, "2026", "2024"),
    ],
)
def test_a_figure_speaks_of_the_latest_period_all_of_whose_cases_have_been_followed(span, period, cohort):
    """Six months are two tertials: of those in the one before, some have been followed for less."""
    recipe = Recipe(Derivation.COHORT_SHARE, first=(1,), second=(2,), span=span)
    assert cohort_of(recipe, Period.parse(period)).code == cohort


def test_a_cohort_is_told_by_the_same_period_as_it_is_found_by():
    for span in (3, 6, 12, 18, 24):
        recipe = Recipe(Derivation.COHORT_SHARE, first=(1,), second=(2,), span=span)
        for last in ("2026-12", "2026-Q4", "2026-T3", "2026-H2", "2026"):
            period = Period.parse(last)
            cohort = cohort_of(recipe, period).code
            drawn = f"part | period | value\n1 | {cohort} | 1\n2 | {cohort} | 2\n2 | {last} | 9"
            assert made(recipe, drawn)[last] == (0.5, "final"), (span, last)


# What is said of a derived figure


def derived(recipe, kind=Kind.RATIO, periodicity=Periodicity.MONTH, method=SignalMethod.AUTO):
    return Subject(
        9, "matt", "Mått", Area.STAFF, kind, Direction.DOWN, periodicity, "%", 1, 0.0, method, recipe=recipe
    )


@pytest.mark.parametrize(
    ("recipe", "figure", "expected"),
    [
        (COHORT, Figure(75.0, ValueState.FINAL), "gäller T1 2025"),
        (COHORT, Figure(75.0, ValueState.PRELIMINARY), "gäller T1 2025, preliminärt"),
        (COHORT, Figure(None, ValueState.NOT_YET_REPORTED), "ej rapporterat än"),
        (RATIO, Figure(75.0, ValueState.FINAL), ""),
        (RATIO, Figure(75.0, ValueState.FINAL, parts=3, expected=4), "3 av 4 perioder"),
        (None, Figure(75.0, ValueState.FINAL), ""),
    ],
)
def test_a_cohorts_figure_says_which_period_it_speaks_of(recipe, figure, expected):
    subject = derived(recipe, periodicity=Periodicity.TERTIAL)
    assert figure_note(subject, figure, {}, Period.parse("2026-T1")) == expected


def test_parts_that_can_not_be_put_together_are_why_a_figure_is_missing():
    drawn = """
    part | period  | value | parts | expected
    1    | 2026-T1 | 6     | 2     | 4
    2    | 2026-T1 | 8     | 4     | 4
    """
    figure = combined_series(RATIO, parts(drawn), 1.0)["2026-T1"]
    note = figure_note(derived(RATIO), figure, {}, Period.parse("2026-T1"))
    assert note == "räknas inte samman: delarna bakom värdet saknas"


OCTOBER = Period.parse("2026-10")
MONTHS = [OCTOBER.shifted(-back) for back in reversed(range(34))]
"""January 2024 to October 2026."""
QUIET = {
    month.code: Figure(5.0 + place % 3, ValueState.FINAL, numerator=5.0 + place % 3, denominator=100.0)
    for place, month in enumerate(MONTHS)
}
AT_MOST_6 = TargetInForce(TargetLevel.OWN, TargetKind.AT_MOST, 6.0, None, "högst 6 %")


@pytest.mark.parametrize(
    ("recipe", "asked"),
    [
        (None, True),
        (RATIO, True),
        (Recipe(Derivation.ROLLING_MEAN, (1,), span=12), False),
        (Recipe(Derivation.ROLLING_SUM, (1,), span=12), False),
        (Recipe(Derivation.ACCUMULATED, (1,)), False),
        (COHORT, False),
        (DIFFERENCE, False),
    ],
)
def test_only_what_has_a_year_of_its_own_is_asked_how_the_year_will_end(recipe, asked):
    found = outlook_for(derived(recipe), QUIET, periods_seen(QUIET, OCTOBER), AT_MOST_6)
    assert (found is not None) == asked


ROLLING = Recipe(Derivation.ROLLING_MEAN, (1,), span=12)


@pytest.mark.parametrize(
    ("recipe", "method", "judged", "reason"),
    [
        (ROLLING, SignalMethod.NONE, Judged.NOTHING, Reason.OVERLAPPING),
        (ROLLING, SignalMethod.XMR, Judged.LEVEL, Reason.CHOSEN),
        (Recipe(Derivation.ACCUMULATED, (1,)), SignalMethod.NONE, Judged.NOTHING, Reason.OVERLAPPING),
        (RATIO, SignalMethod.NONE, Judged.NOTHING, Reason.TURNED_OFF),
        (None, SignalMethod.NONE, Judged.NOTHING, Reason.TURNED_OFF),
    ],
)
def test_a_rolling_figure_is_judged_for_change_only_where_that_is_chosen(recipe, method, judged, reason):
    signal = signal_for(derived(recipe, method=method), QUIET, periods_seen(QUIET, OCTOBER), None)
    assert (signal.judged, signal.reason) == (judged, reason)


def test_that_a_rolling_figure_is_not_judged_is_explained():
    signal = signal_for(derived(ROLLING, method=SignalMethod.NONE), QUIET, MONTHS, None)
    assert signal_words(signal) == (
        "Bedöms inte. Ingen bedömning av slump eller verklig förändring görs. "
        "Varje värde delar de flesta av sina perioder med det förra."
    )
