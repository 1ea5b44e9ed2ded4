"""Lead times: each case held to its limit, its faults told, and the figures that are made of them."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from drawn import table
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.cases.faults import Fault
from metrics.cases.summary import due_by_month, standing, summary
from metrics.cases.time_rules import TimeRule, rule_of_each, rule_on
from metrics.lead_times import CASE_STATE, CaseState, judged_cases, measure_of
from metrics.periods import Period
from metrics.vocabulary import DeadlineRule, LimitUnit

STRICT, ROLLED = DeadlineRule.STRICT, DeadlineRule.ROLLED
AS_OF = date(2026, 10, 31)
OCTOBER = Period.parse("2026-10")
NAN = float("nan")


def rule(kind="f", limit=14, unit=LimitUnit.DAYS, judged_by=STRICT, applies_from=date(2020, 1, 1)):
    return TimeRule(kind, kind.upper(), limit, unit, judged_by, applies_from)


RULES = [
    rule(),
    rule("u", 4, LimitUnit.MONTHS, ROLLED),
    rule("k", 7, LimitUnit.WORKDAYS),
    rule("a", 48, LimitUnit.HOURS),
]


def cases(text):
    """Cases as drawn; kind f and unit A, open and not extended if not drawn so."""
    drawn = table(text, words=("kind", "unit", "opened", "closed", "extended", "note"))
    for name, usual in (("kind", "f"), ("unit", "A"), ("closed", None), ("extended", None)):
        if name not in drawn:
            drawn[name] = usual
    return drawn.assign(
        opened=pd.to_datetime(drawn["opened"], format="ISO8601").astype("datetime64[s]"),
        closed=pd.to_datetime(drawn["closed"], format="ISO8601").astype("datetime64[s]"),
        extended=drawn["extended"].notna(),
    )


def judged(text, rules=RULES, as_of=AS_OF, **options):
    return judged_cases(cases(text), rules, as_of, **options)


def days(column):
    return column.dt.strftime("%Y-%m-%d").tolist()


# Rules


def test_a_case_is_held_to_the_rule_that_applied_when_it_was_opened():
    rules = [rule(limit=10, applies_from=date(2026, 7, 1)), rule(limit=14), rule("u")]
    opened = np.array(["2026-06-30", "2026-07-01", "2019-12-31", "2026-07-02"], dtype="datetime64[D]")
    assert rule_of_each(pd.Series(["f", "f", "f", "x"]), opened, rules).tolist() == [1, 0, -2, -1]


def test_of_two_rules_from_the_same_day_the_later_one_holds():
    rules = [rule(limit=10), rule(limit=14)]
    assert rule_of_each(pd.Series(["f"]), np.array(["2026-01-01"], dtype="datetime64[D]"), rules) == [1]
    assert rule_on(rules, "f", AS_OF) == rules[1]


@pytest.mark.parametrize(
    ("kind", "day", "limit"), [("f", "2026-07-01", 10), ("f", "2026-06-30", 14), ("f", "1999-01-01", 14)]
)
def test_a_kind_is_told_with_the_rule_of_the_day_or_its_first(kind, day, limit):
    rules = [rule(limit=10, applies_from=date(2026, 7, 1)), rule(limit=14)]
    assert rule_on(rules, kind, date.fromisoformat(day)).limit == limit


def test_a_kind_without_rule_has_neither_rule_nor_measure():
    assert rule_on(RULES, "x", AS_OF) is None
    assert measure_of(RULES, "x", AS_OF) == ""


@pytest.mark.parametrize(
    ("kind", "text", "measure"),
    [
        ("f", "14 dagar", "dagar"),
        ("u", "4 månader", "dagar"),
        ("k", "7 arbetsdagar", "arbetsdagar"),
        ("a", "48 timmar", "timmar"),
    ],
)
def test_a_limit_and_its_measure_have_words(kind, text, measure):
    assert rule_on(RULES, kind, AS_OF).limit_text.replace("\u00a0", " ") == text
    assert measure_of(RULES, kind, AS_OF) == measure


def test_a_limit_of_nothing_is_refused():
    with pytest.raises(ValueError, match="1 or more"):
        rule(limit=0)


# States


@pytest.mark.parametrize(
    ("drawn", "strict", "rolled"),
    [
        ("2026-10-01 | 2026-10-15", "closed_in_time", "closed_in_time"),
        ("2026-10-01 | 2026-10-16", "closed_late", "closed_late"),
        ("2026-10-03 | 2026-10-17", "closed_in_time", "closed_in_time"),
        ("2026-10-03 | 2026-10-19", "closed_late", "closed_in_time"),
        ("2026-10-03 | 2026-10-20", "closed_late", "closed_late"),
        ("2026-10-16 | ", "open_past_deadline", "open_past_deadline"),
        ("2026-10-17 | ", "open_past_deadline", "open_before_deadline"),
        ("2026-10-18 | ", "open_before_deadline", "open_before_deadline"),
        ("2026-10-31 | 2026-10-31", "closed_in_time", "closed_in_time"),
        ("2026-10-20 | 2026-11-02", "open_before_deadline", "open_before_deadline"),
        ("2026-10-01T10:00 | 2026-10-15T23:30", "closed_in_time", "closed_in_time"),
    ],
)
def test_a_case_stands_somewhere_against_its_deadline_when_the_day_is_over(drawn, strict, rolled):
    # The day, 31 October 2026, is Alla helgons dag; 17 October is a Saturday.
    for judged_by, expected in ((STRICT, strict), (ROLLED, rolled)):
        found = judged(f"opened | closed\n{drawn}", [rule(judged_by=judged_by)])
        assert found.cases["state"].tolist() == [expected]


@pytest.mark.parametrize(
    ("drawn", "state", "elapsed", "whole_days"),
    [
        ("2026-10-29T10:00 | 2026-10-31T10:00", "closed_in_time", 48, False),
        ("2026-10-29T10:00 | 2026-10-31T10:01", "closed_late", 48 + 1 / 60, False),
        ("2026-10-29 | 2026-10-31", "closed_in_time", 48, True),
        ("2026-10-29T10:00 | 2026-10-31", "closed_in_time", 48, True),
        ("2026-10-28 | 2026-10-31", "closed_late", 72, True),
        ("2026-10-29T10:00 | ", "open_past_deadline", 61 + 59 / 60 + 59 / 3600, False),
        ("2026-10-30T10:00 | ", "open_before_deadline", 37 + 59 / 60 + 59 / 3600, False),
        ("2026-10-30 | ", "open_before_deadline", 24, True),
    ],
)
def test_hours_are_held_to_the_minute_where_the_time_of_day_is_known(drawn, state, elapsed, whole_days):
    found = judged(f"kind | opened | closed\na | {drawn}").cases.iloc[0]
    assert (found["state"], found["whole_days"]) == (state, whole_days)
    assert found["elapsed"] == pytest.approx(elapsed)


def test_every_state_has_a_word():
    assert set(CASE_STATE) == set(CaseState)


def test_both_deadlines_are_counted_and_the_rule_says_which_is_the_case_s_own():
    found = judged("kind | opened\nf | 2026-10-17\nu | 2026-06-28\nk | 2026-10-17\na | 2026-10-29").cases
    assert days(found["strict_deadline"]) == ["2026-10-31", "2026-10-28", "2026-10-27", "2026-10-31"]
    assert days(found["rolled_deadline"]) == ["2026-11-02", "2026-10-28", "2026-10-27", "2026-10-31"]
    rolled = judged("opened\n2026-10-17", [rule(judged_by=ROLLED)]).cases
    assert days(rolled["deadline"]) == ["2026-11-02"]
    assert days(found["deadline"])[0] == "2026-10-31"


def test_a_kind_has_one_measure_though_its_rule_changes():
    rules = [rule(), rule(limit=10, unit=LimitUnit.WORKDAYS, applies_from=date(2026, 10, 1))]
    found = judged("opened | closed\n2026-09-25 | 2026-09-28\n2026-10-02 | 2026-10-05", rules)
    assert found.cases["elapsed"].tolist() == [1, 1]


# Faults


FAULTY = """
    kind | unit | opened     | closed     | note
    f    | A    | 2026-10-01 | 2026-10-02 | right
    f    | A    | 2026-10-02 | 2026-10-01 | ends before it starts
    f    | A    |            | 2026-10-01 | no start
    f    | A    | 2026-11-01 |            | opened after the day
    f    | A    | 2026-10-30 | 2026-11-01 | closed after the day
    x    | A    | 2026-10-01 |            | no such kind
         | A    | 2026-10-01 |            | no kind
    f    |      | 2026-10-01 |            | no unit
    f    | Ö    | 2026-10-01 |            | no such unit
    f    | A    | 2019-10-01 |            | before the first rule
    f    | A    | 1926-10-01 |            | a mistyped year
    f    | A    | 2026-10-01 | 1900-01-01 | a zero read as a date
"""


def test_every_fault_is_told_by_its_row_and_only_a_future_end_leaves_the_case_among_the_others():
    found = judged(FAULTY, units=["A"])
    told = {(row.row, row.fault, row.counted) for row in found.faults.itertuples()}
    assert told == {
        (2, Fault.END_BEFORE_START, False),
        (3, Fault.MISSING_START, False),
        (4, Fault.FUTURE_START, False),
        (5, Fault.FUTURE_END, True),
        (6, Fault.UNKNOWN_KIND, False),
        (7, Fault.UNKNOWN_KIND, False),
        (8, Fault.MISSING_UNIT, False),
        (9, Fault.UNKNOWN_UNIT, False),
        (10, Fault.NO_RULE_YET, False),
        (11, Fault.TOO_EARLY, False),
        (12, Fault.TOO_EARLY, False),
        (12, Fault.END_BEFORE_START, False),
    }
    assert found.cases["row"].tolist() == [1, 5]
    assert found.cases["closed"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault.END_BEFORE_START, "avslutat 2026-10-01, före start 2026-10-02. Ärendet räknas inte."),
        (Fault.MISSING_START, "startdatum saknas. Ärendet räknas inte."),
        (Fault.FUTURE_START, "öppnat 2026-11-01, efter 2026-10-31. Ärendet räknas inte."),
        (Fault.FUTURE_END, "avslutat 2026-11-01, efter 2026-10-31. Ärendet räknas som öppet."),
        (Fault.UNKNOWN_KIND, "slaget «x» finns inte bland tidsgränserna. Ärendet räknas inte."),
        (Fault.UNKNOWN_KIND, "slaget saknas. Ärendet räknas inte."),
        (Fault.MISSING_UNIT, "enheten saknas. Ärendet räknas inte."),
        (Fault.UNKNOWN_UNIT, "enheten «Ö» finns inte. Ärendet räknas inte."),
        (
            Fault.NO_RULE_YET,
            "öppnat 2019-10-01, innan någon tidsgräns för slaget gällde. Ärendet räknas inte.",
        ),
        (Fault.TOO_EARLY, "ett datum före 1950 är fel (1926-10-01 till okänt). Ärendet räknas inte."),
    ],
)
def test_every_fault_has_a_sentence(fault, told):
    faults = judged(FAULTY, units=["A"]).faults
    assert told in faults.loc[faults["fault"] == fault, "message"].tolist()


@pytest.mark.parametrize(
    ("drawn", "faulty"),
    [
        ("2026-10-01T14:30 | 2026-10-01", False),
        ("2026-10-01 | 2026-10-01", False),
        ("2026-10-01T14:30 | 2026-10-01T14:00", True),
        ("2026-10-01T14:30 | 2026-09-30", True),
    ],
)
def test_an_end_on_the_first_day_is_before_the_start_only_if_both_times_say_so(drawn, faulty):
    found = judged(f"opened | closed\n{drawn}")
    assert found.faults["fault"].tolist() == ([Fault.END_BEFORE_START] if faulty else [])


def test_an_end_on_the_first_day_is_told_with_its_time():
    found = judged("opened | closed\n2026-10-01T14:30 | 2026-10-01T14:00")
    assert "avslutat 2026-10-01 14:00, före start 2026-10-01 14:30" in found.faults["message"].iloc[0]


def test_rows_keep_the_numbers_that_they_came_with():
    numbered = cases("opened\n2026-11-05\n2026-10-01").assign(row=[41, 7])
    found = judged_cases(numbered, RULES, AS_OF)
    assert (found.faults["row"].tolist(), found.cases["row"].tolist()) == ([41], [7])


def test_a_long_word_is_cut_in_its_sentence():
    found = judged(f"kind | opened\n{'x' * 41} | 2026-10-01")
    assert f"«{'x' * 40}…»" in found.faults["message"].iloc[0]


@pytest.mark.parametrize("name", ["kind", "unit", "opened", "closed", "extended"])
def test_a_column_that_is_missing_is_refused(name):
    with pytest.raises(ValueError, match=name):
        judged_cases(cases("opened\n2026-10-01").drop(columns=name), RULES, AS_OF)


@pytest.mark.parametrize("name", ["opened", "closed", "extended"])
def test_a_column_of_another_type_is_refused(name):
    wrong = cases("opened\n2026-10-01").astype({name: str})
    with pytest.raises(ValueError, match="must be datetimes and extended bool"):
        judged_cases(wrong, RULES, AS_OF)


# The share


def share_of(text, as_of=AS_OF, rules=RULES, month=OCTOBER):
    row = summary(judged(text, rules, as_of).cases, as_of, month).iloc[0]
    return tuple(row[["due", "in_time", "in_time_strict", "in_time_rolled", "may_still_roll", "extended"]])


OFFICE = """
    opened     | closed     | extended | note
    2026-09-10 | 2026-09-20 |          | due in September
    2026-09-20 | 2026-10-04 |          | due and closed on 4 October, a Sunday
    2026-09-20 | 2026-10-05 |          | closed the next working day
    2026-09-21 | 2026-10-08 |          | late
    2026-10-01 |            |          | open past its deadline
    2026-10-17 |            |          | due on the day itself, and rolls to 2 November
    2026-10-20 | 2026-10-21 |          | closed, but due in November
    2026-10-25 |            |          | undecided
    2026-09-25 | 2026-10-20 | ja       | extended
"""


def test_a_case_is_in_the_share_of_the_month_of_its_deadline_once_that_has_passed():
    assert share_of(OFFICE) == (5, 1, 1, 2, 1, 1)


def test_judged_by_the_rolled_deadline_a_case_moves_with_it():
    assert share_of(OFFICE, rules=[rule(judged_by=ROLLED)]) == (4, 2, 1, 2, 0, 1)
    november = Period.parse("2026-11")
    assert share_of(OFFICE, date(2026, 11, 2), [rule(judged_by=ROLLED)], november) == (1, 0, 0, 0, 0, 0)


def test_looking_back_nothing_is_known_that_came_later():
    assert share_of(OFFICE, date(2026, 10, 4)) == (2, 1, 1, 1, 1, 0)
    assert share_of(OFFICE, date(2026, 10, 3)) == (0, 0, 0, 0, 0, 0)


def test_shares_are_per_cent_and_unknown_where_nothing_was_due():
    row = summary(judged(OFFICE).cases, AS_OF, OCTOBER).iloc[0]
    assert (row["share"], row["share_strict"], row["share_rolled"]) == (20, 20, 40)
    empty = summary(judged(OFFICE).cases, AS_OF, Period.parse("2027-01")).iloc[0]
    assert empty["due"] == 0
    assert math.isnan(empty["share"])
    assert empty["month"] == "2027-01"


def test_all_months_are_counted_at_once():
    found = due_by_month(judged(OFFICE).cases, AS_OF)
    assert found[["month", "due", "in_time"]].to_numpy().tolist() == [["2026-09", 1, 1], ["2026-10", 5, 1]]


def test_a_year_is_no_month():
    with pytest.raises(ValueError, match="month"):
        summary(judged(OFFICE).cases, AS_OF, Period.parse("2026"))


# Where things stand


def test_the_standing_tells_of_the_open_and_of_the_extended_by_themselves():
    row = standing(judged(OFFICE).cases, AS_OF).iloc[0]
    assert (row["recent"], row["open_cases"], row["open_past"], row["oldest_open"]) == (8, 3, 2, 30)
    assert (row["extended_open"], row["extended_median"]) == (0, 25)
    assert math.isnan(row["extended_oldest"])


def test_the_median_counts_open_cases_for_as_long_as_they_have_been_open():
    # Closed after 10, 14, 15, 17 and 1 days; open for 30, 14 and 6.
    row = standing(judged(OFFICE).cases, AS_OF).iloc[0]
    assert (row["median"], row["high"], row["longest"]) == pytest.approx((15, NAN, 30), nan_ok=True)


def test_the_median_is_of_cases_opened_in_the_last_180_days():
    # 5 May is the first of the 180 days that end on 31 October.
    drawn = "opened | closed\n2026-05-04 | 2026-06-20\n2026-05-05 | 2026-05-08\n2026-05-05 | 2026-05-09"
    found = judged(drawn).cases
    assert standing(found, AS_OF).iloc[0]["recent"] == 2
    assert standing(found, AS_OF).iloc[0]["median"] == 3
    assert standing(found, AS_OF, window_days=181).iloc[0]["median"] == 4


def test_an_old_open_case_is_the_oldest_though_it_is_in_no_median():
    row = standing(judged("opened\n2025-01-01").cases, AS_OF).iloc[0]
    assert (row["recent"], row["oldest_open"]) == (0, 668)
    assert math.isnan(row["median"])
    assert math.isnan(row["longest"])


TREE = {"A": ["A", "IFO"], "B": ["B", "IFO"]}
TWO_UNITS = """
    unit | opened     | closed
    A    | 2026-10-01 | 2026-10-02
    A    | 2026-10-01 | 2026-10-03
    A    | 2026-10-01 | 2026-10-04
    B    | 2026-10-01 | 2026-10-21
"""


def test_the_median_and_share_higher_up_are_made_of_cases():
    found = summary(judged(TWO_UNITS).cases, AS_OF, OCTOBER, TREE).set_index("unit")
    assert found["median"].to_dict() == {"A": 2, "B": 20, "IFO": 2}
    assert found["due"].to_dict() == {"A": 3, "B": 1, "IFO": 4}
    assert found["share"].to_dict() == {"A": 100, "B": 0, "IFO": 75}


def test_a_unit_that_the_tree_does_not_hold_counts_to_itself():
    found = summary(judged(TWO_UNITS).cases, AS_OF, OCTOBER, {"A": ["IFO"]}).set_index("unit")
    assert found["due"].to_dict() == {"B": 1, "IFO": 3}


def test_kinds_are_summed_up_by_themselves():
    found = summary(judged("kind | opened\nf | 2026-10-01\nu | 2026-06-01").cases, AS_OF, OCTOBER)
    assert found[["kind", "due"]].to_numpy().tolist() == [["f", 1], ["u", 1]]


def test_no_sound_case_gives_empty_figures():
    found = judged("kind | opened\nx | 2026-10-01")
    assert (len(found.cases), len(found.faults)) == (0, 1)
    assert summary(found.cases, AS_OF, OCTOBER).empty


def test_no_case_at_all_gives_empty_figures():
    found = judged_cases(cases("opened\n2026-10-01").head(0), RULES, AS_OF)
    assert (len(found.cases), len(found.faults)) == (0, 0)
    assert summary(found.cases, AS_OF, OCTOBER, TREE).empty


# What always holds

DAY = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2027, 3, 1)))
FEW = settings(max_examples=10)
"""Each example is a whole office: frames are slow to make, and a dozen offices hold every sort of case."""
CASE = st.tuples(st.sampled_from("fukax"), st.sampled_from(["A", "B", ""]), DAY, DAY, st.booleans())


def framed(drawn):
    frame = pd.DataFrame(drawn, columns=["kind", "unit", "opened", "closed", "extended"])
    moments = {name: frame[name].astype("datetime64[s]") for name in ("opened", "closed")}
    return frame.assign(**moments, extended=frame["extended"].astype(bool))


@FEW
@given(st.lists(CASE, max_size=25))
def test_every_case_is_left_out_with_a_fault_or_extended_or_counted_once(drawn):
    found = judged_cases(framed(drawn), RULES, AS_OF)
    left_out = found.faults.loc[~found.faults["counted"], "row"]
    assert sorted([*found.cases["row"], *left_out.unique()]) == list(range(1, len(drawn) + 1))
    due = due_by_month(found.cases, AS_OF)
    waiting = found.cases[~found.cases["passed"]]
    assert due["due"].sum() + due["extended"].sum() + len(waiting) == len(found.cases)
    assert (waiting["deadline"] > pd.Timestamp(AS_OF)).all()


@FEW
@given(st.lists(CASE, max_size=25))
def test_the_rolled_count_is_no_less_than_the_strict_and_the_tree_s_top_is_the_sum(drawn):
    found = judged_cases(framed(drawn), RULES, AS_OF).cases
    due = due_by_month(found, AS_OF)
    assert (due["in_time_rolled"] >= due["in_time_strict"]).all()
    assert (due["due"] >= due["in_time_rolled"] + due["may_still_roll"]).all()
    upwards = due_by_month(found, AS_OF, TREE)
    top = upwards[upwards["unit"] == "IFO"]
    assert top["due"].sum() == due["due"].sum()
    stands = standing(found, AS_OF, TREE)
    assert (
        stands.loc[stands["unit"] == "IFO", "open_cases"].sum()
        == (found["closed"].isna() & ~found["extended"]).sum()
    )


@FEW
@given(st.lists(CASE, max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(drawn, chance):
    mixed = list(drawn)
    chance.shuffle(mixed)
    figures = [
        summary(judged_cases(framed(rows), RULES, AS_OF).cases, AS_OF, OCTOBER) for rows in (drawn, mixed)
    ]
    pd.testing.assert_frame_equal(*figures)
