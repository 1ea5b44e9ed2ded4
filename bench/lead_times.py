"""What figures of lead times are worth: how far they lie from the truth, beside what is often counted.

Offices are simulated in which the truth is known: 20 cases a month that take a median of 95 days, 71.1 per
cent of them at most 122 (log-normal). What the product says of each on a day is held
against it, and so are three common ways to count. The seed is fixed: two runs give the same figures.

Then a million date pairs are judged and summed up, on the clock.
"""

import math
import time
from collections.abc import Iterator, Mapping
from datetime import date
from statistics import fmean, stdev

import numpy as np
import pandas as pd

from bench import report
from bench.report import WIDTH, Bar, Timing
from metrics.cases.summary import WINDOW_DAYS, due_by_month, standing, summary
from metrics.cases.time_rules import TimeRule
from metrics.lead_times import judged_cases
from metrics.numbers import number
from metrics.periods import Period
from metrics.vocabulary import DeadlineRule, LimitUnit

AS_OF = date(2026, 10, 31)
QUARTER = ("2026-08", "2026-09", "2026-10")
MEDIAN, SPREAD, LIMIT = 95.0, 0.45, 122
"""Days; standard deviation of the logarithm; days."""
TRUE_SHARE = 71.1
A_MONTH, YEARS = 20, 2
OFFICES, OFFICES_QUICK = 300, 100
PAIRS, PAIRS_QUICK = 1_000_000, 100_000
REPETITIONS = 5
MOST_POINTS, MOST_DAYS, MOST_SECONDS = 1.0, 2.0, 3.0
SEED = 20261031

PRODUCT = "Lägesbild"
CLOSED_OF_RECENT = "bara avslutade, öppnade de senaste 180 dagarna"
AGE_OF_OPEN = "de öppna ärendenas ålder"
CLOSED_LATELY = "avslutade under det senaste kvartalet"
Figures = dict[str, tuple[float, float]]
"""Median in days and share in per cent by way of counting; NaN where a way gives none."""


def measure(*, quick: bool = False) -> list[Bar]:
    """Hold the figures against the truth, and time them; print it all."""
    return [*_accuracy(OFFICES_QUICK if quick else OFFICES), _speed(PAIRS_QUICK if quick else PAIRS)]


# The truth


def _accuracy(offices: int) -> list[Bar]:
    report.heading(
        f"Handläggningstider i {offices} simulerade kontor: median {number(MEDIAN, 0)} dagar och "
        f"{number(TRUE_SHARE, 1)} % inom {LIMIT} dagar är sant"
    )
    generator = np.random.default_rng(SEED)
    found = [_figures(_office(generator)) for _ in range(offices)]
    print(f"  {'':<{WIDTH}}{'median':>8}{'spridning':>11}{'andel':>9}{'spridning':>11}")
    for way in found[0]:
        print(f"  {way:<{WIDTH}}{_columns([one[way] for one in found])}")
    days, share = (fmean(one[PRODUCT][place] for one in found) for place in (0, 1))
    bars = [
        Bar("andelens avstånd från sanningen, procentenheter", abs(share - TRUE_SHARE), MOST_POINTS),
        Bar("medianens avstånd från sanningen, dagar", abs(days - MEDIAN), MOST_DAYS),
    ]
    for bar in bars:
        _tell(bar)
    return bars


def _columns(pairs: list[tuple[float, float]]) -> str:
    medians, shares = zip(*pairs, strict=True)
    return f"{_mean_and_spread(medians):>19}{_mean_and_spread(shares):>20}"


def _mean_and_spread(values: tuple[float, ...]) -> str:
    known = [value for value in values if not math.isnan(value)]
    if not known:
        return f"{'–':>8}{'':>11}"
    return f"{number(fmean(known), 1):>8}{number(stdev(known), 1):>11}"


def _office(generator: np.random.Generator) -> pd.DataFrame:
    """Draw two years of cases up to the day. What would be closed later is open."""
    days = 365 * YEARS
    opened = np.datetime64(AS_OF, "D") - generator.integers(0, days, A_MONTH * 12 * YEARS)
    took = np.ceil(MEDIAN * np.exp(generator.normal(0, SPREAD, len(opened)))).astype(np.int64)
    closed = opened + took
    return _cases(opened, np.where(closed > np.datetime64(AS_OF), np.datetime64("NaT"), closed))


def _cases(opened: np.ndarray, closed: np.ndarray) -> pd.DataFrame:
    moments = {"opened": opened.astype("datetime64[s]"), "closed": closed.astype("datetime64[s]")}
    return pd.DataFrame({"kind": "utredning", "unit": "kontoret", **moments, "extended": False})


def _figures(cases: pd.DataFrame) -> Figures:
    rule = TimeRule("utredning", "Utredning", LIMIT, LimitUnit.DAYS, DeadlineRule.STRICT, date(2000, 1, 1))
    judged = judged_cases(cases, [rule], AS_OF).cases
    due = due_by_month(judged, AS_OF)
    quarter = due[due["month"].isin(QUARTER)]
    share = 100 * quarter["in_time"].sum() / quarter["due"].sum()
    return {PRODUCT: (standing(judged, AS_OF)["median"].iloc[0], share), **dict(_often_counted(judged))}


def _often_counted(judged: pd.DataFrame) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield what is often counted instead. None of it is in the product."""
    age, is_open = judged["elapsed"], judged["closed"].isna()
    recent = judged["opened"] > pd.Timestamp(AS_OF) - pd.Timedelta(days=WINDOW_DAYS)
    lately = judged["closed"] >= pd.Timestamp(f"{QUARTER[0]}-01")
    yield CLOSED_OF_RECENT, _plain(age[recent & ~is_open])
    yield AGE_OF_OPEN, (age[is_open].median(), math.nan)
    yield CLOSED_LATELY, _plain(age[lately])


def _plain(ages: pd.Series) -> tuple[float, float]:
    return ages.median(), 100 * (ages <= LIMIT).mean()


# Speed


def _speed(pairs: int) -> Bar:
    report.heading(f"{number(pairs, 0)} datumpar ({REPETITIONS} gånger)")
    cases, rules = _many(pairs)
    month = Period.parse(QUARTER[-1])
    seconds: Mapping[str, list[float]] = {"bedöma": [], "sammanställa": []}
    for _ in range(REPETITIONS):
        began = time.perf_counter()
        judged = judged_cases(cases, rules, AS_OF)
        judging = time.perf_counter()
        summary(judged.cases, AS_OF, month)
        seconds["bedöma"].append(judging - began)
        seconds["sammanställa"].append(time.perf_counter() - judging)
    for name, taken in seconds.items():
        report.show(Timing(name, taken))
    both = Timing("båda", [sum(taken) for taken in zip(*seconds.values(), strict=True)])
    bar = Bar(f"sekunder för {number(pairs, 0)} datumpar", both.median, MOST_SECONDS)
    _tell(bar)
    return bar


def _many(pairs: int) -> tuple[pd.DataFrame, list[TimeRule]]:
    """Draw cases of four kinds, one per unit of a limit, in fifty units over four years."""
    generator = np.random.default_rng(SEED)
    limits = [(14, LimitUnit.DAYS), (4, LimitUnit.MONTHS), (7, LimitUnit.WORKDAYS), (48, LimitUnit.HOURS)]
    rules = [
        TimeRule(unit.value, unit.value, limit, unit, DeadlineRule.ROLLED, date(2000, 1, 1))
        for limit, unit in limits
    ]
    opened = np.datetime64(AS_OF, "D") - generator.integers(0, 4 * 365, pairs)
    closed = opened + np.ceil(generator.lognormal(3, 1, pairs)).astype(np.int64)
    cases = _cases(opened, np.where(closed > np.datetime64(AS_OF), np.datetime64("NaT"), closed))
    kinds = np.array([rule.kind for rule in rules])[generator.integers(0, len(rules), pairs)]
    units = np.array([f"enhet-{unit}" for unit in range(50)])[generator.integers(0, 50, pairs)]
    extended = generator.random(pairs) < 0.05
    return cases.assign(kind=kinds, unit=units, extended=extended), rules


def _tell(bar: Bar) -> None:
    verdict = "klarad" if bar.met else "MISSAD"
    report.fact(bar.name, f"{number(bar.ratio, 2)}  gräns {number(bar.most, 1)}: {verdict}")
