"""Exempelstad in the store: simulated, quick to load, loaded once, and awkward where it says so."""

import time
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, func, select, text

from data import queries, queries_money
from data.catalogue import load_exempelstad
from data.demo.meetings import DECISIONS
from data.demo.reporting import LEAVES, ROOT
from data.demo.timeline import LAST_DAY
from data.models import Base
from data.store import migrate, open_store
from metrics.office import Chronicle, Office, office
from metrics.periods import latest_within
from metrics.receipts.receipt import Verdict, receipt_of
from metrics.subjects import Figure, Subject
from metrics.unit_series import needed, series_of_unit

MONTHS = 5 * 12 + 10  # January 2021 to October 2026
PROTECTED_UNIT = "vald-i-nara-relationer"


def ask(engine: Engine, question: str, **values: Any) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(question), values)]


def words_on(engine: Engine, unit: str, indicator: str, first: str, last: str) -> list[tuple[Any, ...]]:
    """Return period, revision, value, state and comment of every word on a figure, by codes."""
    return ask(
        engine,
        "SELECT period, revision, value, state, comment FROM measurement "
        "JOIN unit ON unit.id = unit_id JOIN indicator ON indicator.id = indicator_id "
        "JOIN organisation ON organisation.id = measurement.organisation_id "
        "WHERE organisation.code = 'exempelstad' AND unit.code = :unit AND indicator.code = :indicator "
        "AND period BETWEEN :first AND :last ORDER BY period, revision",
        unit=unit,
        indicator=indicator,
        first=first,
        last=last,
    )


def test_it_loads_in_under_ten_seconds_and_a_second_time_changes_nothing(empty_database: Engine) -> None:
    def counts() -> dict[str, int | None]:
        with empty_database.connect() as connection:
            return {
                name: connection.scalar(select(func.count()).select_from(table))
                for name, table in Base.metadata.tables.items()
            }

    migrate(empty_database)
    told: list[str] = []
    started = time.process_time()  # what else the machine is busy with is not ours
    load_exempelstad(empty_database, told.append)
    assert time.process_time() - started < 10
    before = counts()
    told.clear()
    load_exempelstad(empty_database, told.append)
    assert counts() == before
    assert told == ["Redan inläst: Exempelstads simulerade siffror"]


def test_every_figure_of_exempelstad_is_marked_simulated_and_no_other(everything_to_read: Engine) -> None:
    for view in ("v_measurement", "v_amount"):
        marked = ask(everything_to_read, f"SELECT DISTINCT organisation, simulated FROM {view}")  # noqa: S608
        simulated = {organisation for organisation, mark in marked if mark}
        real = {organisation for organisation, mark in marked if not mark}
        assert simulated == {"Exempelstad"}
        assert real
        assert not simulated & real


def test_there_are_eight_to_twelve_units_in_a_tree(everything_to_read: Engine) -> None:
    question = (
        "SELECT unit.id, parent_id FROM unit JOIN organisation ON organisation.id = organisation_id "
        "WHERE organisation.code = 'exempelstad'"
    )
    parents = dict(ask(everything_to_read, question))
    assert 8 <= len(parents) <= 12
    assert sum(parent is None for parent in parents.values()) == 1
    depth = max(sum(1 for _ in chain(parents, unit)) for unit in parents)
    assert depth >= 3


def chain(parents: dict[int, int | None], unit: int | None) -> Any:
    while unit is not None:
        yield unit
        unit = parents[unit]


def test_months_run_from_january_2021_to_october_2026(everything_to_read: Engine) -> None:
    question = (
        "SELECT DISTINCT period FROM v_measurement WHERE organisation = 'Exempelstad' "
        "AND length(period) = 7 AND substr(period, 6, 1) IN ('0', '1') ORDER BY period"
    )
    months = [period for (period,) in ask(everything_to_read, question)]
    assert (months[0], months[-1], len(months)) == ("2021-01", "2026-10", MONTHS)


def test_there_are_tertial_figures_too(everything_to_read: Engine) -> None:
    question = "SELECT count(DISTINCT period) FROM v_measurement WHERE period LIKE '____-T_'"
    assert ask(everything_to_read, question) == [(5 * 3 + 2,)]


def test_money_has_month_budgets_outcomes_and_forecasts_for_every_year(everything_to_read: Engine) -> None:
    question = (
        "SELECT kind, count(DISTINCT period), count(DISTINCT made_in), count(DISTINCT year) FROM v_amount "
        "WHERE simulated AND organisation = 'Exempelstad' GROUP BY kind ORDER BY kind"
    )
    budget, forecast, outcome = ask(everything_to_read, question)
    assert budget == ("budget", 6 * 12, 0, 6)
    assert forecast == ("forecast", 6, 5 * 9 + 8, 6)  # each year, made after March to November
    assert outcome == ("outcome", MONTHS, 0, 6)


# The awkward cases, by code: unit, indicator, first and last period, and what the store then holds.


def test_a_gap_is_there_as_missing(everything_to_read: Engine) -> None:
    words = words_on(
        everything_to_read, "mottagningsenheten", "forhandsbedomning-14-dagar", "2023-03", "2023-04"
    )
    assert [(period, value, state) for period, _, value, state, _ in words] == [
        ("2023-03", None, "missing"),
        ("2023-04", None, "missing"),
    ]


def test_a_late_report_is_not_there_though_the_month_before_is(everything_to_read: Engine) -> None:
    words = words_on(everything_to_read, "oppenvarden", "serviceuppdrag", "2026-09", "2026-10")
    assert [period for period, *_ in words] == ["2026-09"]
    others = ask(everything_to_read, "SELECT count(*) FROM v_measurement WHERE period = '2026-10'")
    assert others[0][0] > 0


@pytest.mark.parametrize(
    ("unit", "indicator", "period", "first_state"),
    [
        ("mottagningsenheten", "orosanmalningar", "2024-02", "final"),
        ("missbruk-och-beroende", "overklagade-beslut", "2025-06", "missing"),
        ("utredningsenheten-barn", "utredning-4-manader", "2025-09", "final"),
        ("ekonomiskt-bistand", "sjukfranvaro-dag-1-14", "2026-03", "final"),
        ("missbruk-och-beroende", "serviceuppdrag", "2026-06", "final"),
    ],
)
def test_a_correction_has_its_history(
    everything_to_read: Engine, unit: str, indicator: str, period: str, first_state: str
) -> None:
    first, second = words_on(everything_to_read, unit, indicator, period, period)
    assert (first[1], first[3]) == (1, first_state)
    assert (second[1], second[3]) == (2, "final")
    assert first[2] != second[2]
    assert second[4] != ""


def test_a_correction_was_recorded_after_the_word_it_replaced(everything_to_read: Engine) -> None:
    question = (
        "SELECT count(*) FROM measurement AS later JOIN measurement AS earlier "
        "ON earlier.unit_id = later.unit_id AND earlier.indicator_id = later.indicator_id "
        "AND earlier.period = later.period AND earlier.revision = later.revision - 1 "
        "WHERE later.recorded_at > earlier.recorded_at"
    )
    corrected = ask(everything_to_read, "SELECT count(*) FROM measurement WHERE revision > 1")
    assert ask(everything_to_read, question) == corrected
    assert corrected[0][0] >= 5


@pytest.mark.parametrize(
    ("unit", "indicator", "first", "last", "state", "periods"),
    [
        ("vald-i-nara-relationer", "sjukfranvaro", "2021-01", "2021-12", "confidential", 12),
        ("oppenvarden", "forsta-kontakt-7-arbetsdagar", "2021-01", "2021-12", "not_applicable", 12),
        ("ekonomiskt-bistand", "utbetalt-forsorjningsstod", "2026-10", "2026-10", "preliminary", 1),
    ],
)
def test_a_state_stands_where_it_should(
    everything_to_read: Engine, unit: str, indicator: str, first: str, last: str, state: str, periods: int
) -> None:
    words = words_on(everything_to_read, unit, indicator, first, last)
    assert [word[3] for word in words] == [state] * periods
    assert all((word[2] is not None) == (state == "preliminary") for word in words)


def test_small_counts_are_small_and_nought_is_nought(everything_to_read: Engine) -> None:
    words = words_on(everything_to_read, "ekonomiskt-bistand", "vrakta-barnfamiljer", "2021-01", "2026-10")
    values = [word[2] for word in words]
    assert len(values) == MONTHS
    assert max(values) < 5
    assert 0.0 in values


def test_a_level_shift_is_plain(everything_to_read: Engine) -> None:
    def mean(first: str, last: str) -> float:
        words = words_on(everything_to_read, "utredningsenheten-barn", "utredning-4-manader", first, last)
        return sum(word[2] for word in words if word[1] == 1) / 12

    assert mean("2024-09", "2025-08") - mean("2023-09", "2024-08") > 8  # percentage points


def test_a_target_changes_over_the_years(everything_to_read: Engine) -> None:
    question = (
        "SELECT DISTINCT valid_from, value FROM target JOIN indicator ON indicator.id = indicator_id "
        "JOIN organisation ON organisation.id = target.organisation_id "
        "WHERE organisation.code = 'exempelstad' "
        "AND indicator.code = 'sjukfranvaro' AND level = 'own' ORDER BY valid_from"
    )
    values = list(dict.fromkeys(value for _, value in ask(everything_to_read, question)))
    assert values[:3] == [6.2, 5.9, 5.7]


def test_a_definition_changes(everything_to_read: Engine) -> None:
    question = (
        "SELECT changed_on FROM definition_change JOIN indicator ON indicator.id = indicator_id "
        "WHERE indicator.code = 'fullfoljd-insats'"
    )
    assert [str(day) for (day,) in ask(everything_to_read, question)] == ["2024-01-01"]


def test_what_was_written_and_planned_about_money_is_there(everything_to_read: Engine) -> None:
    (organisation_id, *_) = queries.organisations(everything_to_read)["id"]
    units = queries.units(everything_to_read, organisation_id).set_index("code")["id"]
    notes = queries_money.notes(everything_to_read, units.tolist())
    assert (len(notes), int(notes["account_id"].isna().sum())) == (7, 2)
    found = queries_money.scenarios(everything_to_read, int(units["utredningsenheten-barn"]), 2026)
    assert found.groupby("name")["scenario_id"].size().tolist() == [2, 2]
    assert set(found["recorded_at"].dt.strftime("%Y-%m-%d")) == {"2026-11-13"}


def test_a_note_and_a_scenario_that_are_taken_back_do_not_return_with_new_figures(
    full_store_url: str,
) -> None:
    store = open_store(full_store_url)
    before = counts_of(store, "amount_note", "scenario", "scenario_change", "rebase")
    with store.begin() as connection:
        for table in ("amount_note", "scenario"):
            taken = "UPDATE {} SET withdrawn_at = recorded_at, withdrawn_by = 'Controller'"
            connection.execute(text(taken.format(table)))
        connection.execute(text("UPDATE import SET content_hash = 'äldre' WHERE kind = 'demo'"))
    told: list[str] = []
    load_exempelstad(store, told.append)
    assert told[-1] == "Läste in: Exempelstads simulerade siffror"
    assert counts_of(store, "amount_note", "scenario", "scenario_change", "rebase") == before
    assert ask(store, "SELECT count(*) FROM scenario WHERE withdrawn_at IS NULL") == [(0,)]
    store.dispose()


def counts_of(engine: Engine, *tables: str) -> list[tuple[Any, ...]]:
    return [ask(engine, f"SELECT count(*) FROM {table}")[0] for table in tables]  # noqa: S608


# Derived indicators: what SQL sums up of the parts is what is shown.


def exempelstad(engine: Engine) -> Office:
    (number, *_) = queries.organisations(engine)["id"]
    nothing = pd.DataFrame({"indicator_id": [], "unit_id": [], "starts_on": []})
    return office(
        queries.organisations(engine).iloc[0],
        queries.units(engine, number),
        queries.indicators(engine, number),
        queries.targets(engine, number),
        Chronicle(queries.definition_changes(engine, number), nothing, queries.events(engine, number)),
        derivation_parts=queries.derivation_parts(engine, number),
        known_periods=queries.period_codes(engine, number),
        plan_spans=[],
    )


def series_of(engine: Engine, indicator: str, unit: str) -> tuple[Subject, Mapping[str, Figure]]:
    """Return an indicator and what is shown of it for a unit, by its own periods."""
    whole = exempelstad(engine)
    subject, place = whole.subject(indicator), whole.place(unit)
    assert subject is not None and place is not None
    figures = queries.figures(
        engine,
        whole.units_needed(place.id),
        sorted(needed(whole, [subject.id])),
        first_year=1900,
        last_day=LAST_DAY,
    )
    return subject, series_of_unit(whole, figures, place.id, {subject.id: subject.periodicity})[subject.id]


def shown(engine: Engine, indicator: str, period: str, unit: str = ROOT) -> Figure:
    """Return what is shown of an indicator for a unit and a period, by its own periods."""
    _, series = series_of(engine, indicator, unit)
    return series[period]


SUMS = """
    SELECT sum(value), sum(numerator), sum(denominator) FROM measurement
    JOIN unit ON unit.id = unit_id JOIN indicator ON indicator.id = indicator_id
    JOIN organisation ON organisation.id = measurement.organisation_id
    WHERE organisation.code = 'exempelstad' AND indicator.code = :indicator
    AND period BETWEEN :first AND :last AND unit.code LIKE :unit
    AND NOT EXISTS (
        SELECT 1 FROM measurement AS newer
        WHERE newer.unit_id = measurement.unit_id AND newer.indicator_id = measurement.indicator_id
        AND newer.period = measurement.period AND newer.revision > measurement.revision
    )
"""


def sums(engine: Engine, indicator: str, first: str, last: str, unit: str = "%") -> tuple[float, ...]:
    """Return the sums of values, numerators and denominators of some months, by code."""
    (row,) = ask(engine, SUMS, indicator=indicator, first=first, last=last, unit=unit)
    return row


def test_the_share_of_days_in_own_homes_is_that_of_all_units_and_months_days(
    everything_to_read: Engine,
) -> None:
    own, *_ = sums(everything_to_read, "varddygn-familjehem-eget", "2026-01", "2026-06")
    others, *_ = sums(everything_to_read, "varddygn-familjehem-konsulent", "2026-01", "2026-06")
    figure = shown(everything_to_read, "eget-familjehem-andel", "2026-H1")
    assert (figure.numerator, figure.denominator) == (own, own + others)
    assert figure.value == pytest.approx(100 * own / (own + others))


def test_rolling_days_of_care_are_those_of_twelve_months(everything_to_read: Engine) -> None:
    days, *_ = sums(everything_to_read, "varddygn-hvb", "2025-11", "2026-10")
    figure = shown(everything_to_read, "varddygn-hvb-rullande", "2026-10")
    assert (figure.value, figure.parts, figure.expected) == (days, 12, 12)


def test_the_net_change_of_placements_is_that_of_who_is_placed(everything_to_read: Engine) -> None:
    before, *_ = sums(everything_to_read, "placerade-hvb", "2026-09", "2026-09")
    after, *_ = sums(everything_to_read, "placerade-hvb", "2026-10", "2026-10")
    assert shown(everything_to_read, "hvb-nettoforandring", "2026-10").value == after - before


def test_those_who_do_not_come_back_are_told_of_a_year_later(everything_to_read: Engine) -> None:
    ended, *_ = sums(everything_to_read, "avslutade-insatser", "2025-05", "2025-08")
    stayed, *_ = sums(everything_to_read, "ej-ater-inom-12-manader", "2025-05", "2025-08")
    figure = shown(everything_to_read, "ej-ateraktualiserade", "2026-T2")
    assert (figure.numerator, figure.denominator, figure.parts) == (stayed, ended, 4)


@pytest.mark.parametrize(
    ("indicator", "first"), [("sjukfranvaro-ackumulerad", "2026-01"), ("sjukfranvaro-rullande-12", "2025-11")]
)
def test_sick_leave_over_several_months_is_of_all_their_hours_but_those_of_the_protected_unit(
    everything_to_read: Engine, indicator: str, first: str
) -> None:
    """Nine people have worked there since August 2026: then its hours can't be in the whole either."""
    _, absent, scheduled = sums(everything_to_read, "sjukfranvaro", first, "2026-10")
    secret = sums(everything_to_read, "sjukfranvaro", "2026-08", "2026-10", PROTECTED_UNIT)
    figure = shown(everything_to_read, indicator, "2026-10")
    assert figure.numerator == pytest.approx(absent - secret[1])
    assert figure.denominator == pytest.approx(scheduled - secret[2])
    of_one = shown(everything_to_read, indicator, "2026-10", "mottagningsenheten")
    _, absent, scheduled = sums(everything_to_read, "sjukfranvaro", first, "2026-10", "mottagningsenheten")
    assert of_one.value == pytest.approx(100 * absent / scheduled)


@pytest.mark.parametrize(
    ("period", "state"),
    [("2021-12", "confidential"), ("2022-01", "final"), ("2026-07", "final"), ("2026-08", "confidential")],
)
def test_the_sick_leave_of_nine_people_is_kept_in_the_store_and_shown_to_nobody(
    everything_to_read: Engine, period: str, state: str
) -> None:
    figure = shown(everything_to_read, "sjukfranvaro", period, PROTECTED_UNIT)
    assert figure.state == state
    assert (figure.value is None, figure.numerator is None) == (state == "confidential",) * 2
    ((_, _, value, _, _),) = words_on(everything_to_read, PROTECTED_UNIT, "sjukfranvaro", period, period)
    assert (value is None) == (period == "2021-12")


def test_units_with_low_sick_leave_are_those_whose_own_hours_say_so(everything_to_read: Engine) -> None:
    """In the tertial that ends with August the protected unit is told of by its other three months."""
    passing = 0
    for unit in LEAVES:
        last = "2026-07" if unit == PROTECTED_UNIT else "2026-08"
        _, absent, scheduled = sums(everything_to_read, "sjukfranvaro", "2026-05", last, unit)
        passing += round(100 * absent / scheduled, 1) < 5
    figure = shown(everything_to_read, "enheter-lag-sjukfranvaro", "2026-T2")
    assert (figure.numerator, figure.denominator) == (passing, len(LEAVES))
    assert 0 < passing < len(LEAVES)


def test_units_are_held_against_the_whole_municipalitys_engagement(everything_to_read: Engine) -> None:
    whole, *_ = sums(everything_to_read, "hme-staden", "2025", "2025")
    results = [sums(everything_to_read, "hme", "2025", "2025", unit)[0] for unit in LEAVES]
    figure = shown(everything_to_read, "enheter-hme-som-staden", "2025")
    passing = sum(round(result) >= round(whole) for result in results)
    assert (figure.numerator, figure.denominator) == (passing, len(LEAVES))
    for unit, result in zip(LEAVES, results, strict=True):
        of_one = shown(everything_to_read, "enheter-hme-som-staden", "2025", unit)
        assert of_one.value == 100 * (round(result) >= round(whole))


# What the figures say of what was decided.


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("service", Verdict.CANNOT),  # counted in another way from the very day that it began
        ("extern-oppenvard", Verdict.RIGHT_WAY),
        ("jobbspar", Verdict.RIGHT_WAY),
        ("placeringsrad", Verdict.NO_SIGNAL),
        ("avslag", Verdict.NO_SIGNAL),
        ("genomgang", Verdict.NO_SIGNAL),
        ("langtidsfranvaro", Verdict.WRONG_WAY),
        ("bokningsbara-tider", Verdict.TOO_EARLY),
    ],
)
def test_the_figures_have_something_to_say_of_each_decision(
    everything_to_read: Engine, code: str, verdict: Verdict
) -> None:
    """Two have gone the way that was hoped for, one the other way, three haven't moved, one waits."""
    (decision,) = (each for each in DECISIONS if each.code == code)
    assert decision.indicator is not None
    subject, series = series_of(everything_to_read, decision.indicator, decision.unit)
    receipt = receipt_of(
        subject,
        series,
        starts_on=decision.starts_on,
        expected=decision.expected,
        latest=latest_within(LAST_DAY, subject.periodicity),
        redefined=exempelstad(everything_to_read).redefined(subject.id),
    )
    assert receipt.verdict == verdict
