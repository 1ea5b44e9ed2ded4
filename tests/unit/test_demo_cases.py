"""Exempelstad's drawn cases: they belong to the shares in time, and what is told of them comes from them."""

from functools import cache

import pandas as pd
import pytest

from data.demo.cases import FIRST_DUE, LIMITS, Limit, cases
from data.demo.events import drawn_share
from data.demo.figures import Figures
from data.demo.lead_times import COUNTED_MONTHS, TOLD_MONTHS, deadline_counts, lead_time_figures
from data.demo.reporting import ABOVE, ROOT, SHARES
from data.demo.timeline import LAST_DAY
from data.lead_times.time_limits import read_time_limits
from metrics.lead_times import judged_cases
from metrics.vocabulary import Periodicity

LATEST = TOLD_MONTHS[-1]


def judged(limit: Limit) -> pd.DataFrame:
    """The cases of a limit with their deadlines, as known long after the last of them."""
    mine = cases()[cases()["kind"] == limit.kind]
    return judged_cases(mine, read_time_limits().rules, LAST_DAY.replace(year=2028)).cases


@cache
def every_figure() -> list[Figures]:
    return list(lead_time_figures())


def told(indicator: str, unit: str) -> dict[str, float]:
    (figures,) = (each for each in every_figure() if (each.indicator, each.unit) == (indicator, unit))
    return {period.code: value for period, value in zip(figures.periods, figures.value, strict=True)}


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.kind)
def test_as_many_are_due_and_in_time_as_the_share_says(limit: Limit) -> None:
    every = judged(limit)
    plain = every[~every["extended"]]
    for share in (share for share in SHARES if share.indicator == limit.indicator):
        figures = drawn_share(share)
        assert figures.numerator is not None and figures.denominator is not None
        mine = plain[plain["unit"] == share.unit]
        for period, met, due in zip(figures.periods, figures.numerator, figures.denominator, strict=True):
            if period.last < FIRST_DUE:
                continue
            days = mine["strict_deadline"].dt.date
            here = mine[(days >= period.first) & (days <= period.last)]
            assert (int(here["in_time_strict"].sum()), len(here)) == (met, due), (share.unit, period.code)


def test_only_kinds_that_can_be_extended_have_extended_cases() -> None:
    by_kind = cases().groupby("kind")["extended"].any().to_dict()
    assert by_kind == {limit.kind: limit.extended > 0 for limit in LIMITS}


def test_no_case_is_closed_before_it_is_opened() -> None:
    assert (cases()["closed"] >= cases()["opened"]).all()


def test_the_open_cases_of_the_latest_count_are_those_that_are_told_of() -> None:
    counts = deadline_counts()
    latest = counts[counts["counted_on"] == LAST_DAY].groupby(["indicator", "unit"])["open_cases"].sum()
    for limit in LIMITS:
        for share in (share for share in SHARES if share.indicator == limit.indicator):
            if share.periodicity == Periodicity.MONTH:
                open_cases = told(f"{limit.kind}-oppna", share.unit)[LATEST.code]
                assert latest.get((limit.indicator, share.unit), 0) == open_cases


def test_deadlines_are_counted_as_each_of_six_months_ends() -> None:
    counts = deadline_counts()
    assert sorted(set(counts["counted_on"])) == [month.last for month in COUNTED_MONTHS]
    assert (counts["due_from"] >= counts["counted_on"]).all()
    assert set(counts["unit"]) <= set(ABOVE)


def test_the_whole_offices_oldest_case_is_the_oldest_of_any_unit() -> None:
    units = ("utredningsenheten-barn", "familjehemsenheten", "vald-i-nara-relationer")
    oldest = [told("utredning-aldsta", unit)[LATEST.code] for unit in units]
    known = [age for age in oldest if age == age]
    assert told("utredning-aldsta", ROOT)[LATEST.code] == max(known)


def test_a_median_of_the_whole_office_lies_among_those_of_its_units() -> None:
    units = ("mottagningsenheten", "utredningsenheten-barn", "vald-i-nara-relationer")
    medians = [told("forhandsbedomning-median", unit)[LATEST.code] for unit in units]
    assert min(medians) <= told("forhandsbedomning-median", ROOT)[LATEST.code] <= max(medians)


def test_rolled_deadlines_are_met_at_least_as_often_as_strict_ones() -> None:
    strict = drawn_share(
        next(s for s in SHARES if (s.indicator, s.unit) == ("utredning-4-manader", "utredningsenheten-barn"))
    )
    by_month = {period.code: value for period, value in zip(strict.periods, strict.value, strict=True)}
    rolled = told("utredning-nasta-vardag", "utredningsenheten-barn")
    assert all(value >= by_month[code] for code, value in rolled.items())
    assert any(value > by_month[code] for code, value in rolled.items())
