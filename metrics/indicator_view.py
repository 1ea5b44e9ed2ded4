"""One indicator over its whole time: the series, the target lines, the units, and their table twins."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.appraisal import periods_seen
from metrics.derivation.trace import Trace, trace_of
from metrics.figure_words import figure_note, is_partial_sum
from metrics.happenings import marks_of
from metrics.limits import asks_for_new_limits, limit_frame
from metrics.numbers import number, with_unit
from metrics.office import Office, Place
from metrics.periods import Period, is_coarser, latest_within
from metrics.row_words import value_words
from metrics.rows import Row, period_shown, row_of
from metrics.subjects import Figure, Subject, targets_by_indicator
from metrics.targets import basis_of, in_force, stretches_in_force
from metrics.unit_series import series_of_unit
from metrics.vocabulary import Basis, Kind, Periodicity, ValueState
from metrics.words import LEVEL, PERIODICITY, target_words

IN_THOUSANDS_FROM = 100_000
"""Amounts from this many kronor on are drawn in tkr."""
NOTHING_KNOWN = "–"


@dataclass(frozen=True)
class IndicatorView:
    """What the page of an indicator shows. Frames are ready to be drawn, lists ready to be shown."""

    row: Row
    series: pd.DataFrame
    target_lines: pd.DataFrame
    marks: pd.DataFrame
    values: list[dict[str, str]]
    targets: list[dict[str, str]]
    by_unit: list[tuple[Place, Row]]
    drawn_in: str
    drawing_note: str
    limits: pd.DataFrame
    new_limits_from: date | None
    trace: Trace | None


def indicator_view(
    office: Office,
    subject: Subject,
    figures: pd.DataFrame,
    unit_id: int,
    chosen: Period,
    periodicity: Periodicity | None = None,
) -> IndicatorView:
    """Gather everything that is to be said of one indicator for a unit.

    `figures` are the indicator's figures (and of what it is made of) of the unit and everything below it,
    of all time;
    `periodicity` is how they are to be seen, by default as the chosen period asks.
    """
    seen = _seen_by(subject, chosen, periodicity)
    latest = _latest(subject, seen, chosen)
    series = _series(office, subject, figures, unit_id, seen)
    targets = office.targets[office.targets["indicator_id"] == subject.id]
    sole = office.sole_units(unit_id, figures)
    mine = targets[targets["unit_id"].isna() | targets["unit_id"].isin([unit_id, sole.get(subject.id)])]
    divisor, drawn_in = _drawn_in(subject, series)
    children = [
        (place, _row(office, subject, figures, place.id, seen, latest)) for place in office.children(unit_id)
    ]
    row = _row(office, subject, figures, unit_id, seen, latest)
    limits = _limits(office, row, series, divisor)
    whole = {code: each for code, each in series.items() if not is_partial_sum(subject.kind, each)}
    values = {code: figure.value for code, figure in whole.items() if figure.value is not None}
    shifted = asks_for_new_limits(limits, {code: value / divisor for code, value in values.items()})
    return IndicatorView(
        row=row,
        series=_series_frame(series, divisor),
        target_lines=_target_lines(stretches_in_force(mine, unit_id, sole), subject, seen, divisor),
        marks=marks_of(office, subject, unit_id),
        values=_value_table(subject, series),
        targets=_target_table(mine, subject),
        by_unit=[(place, row) for place, row in children if any(v is not None for v in row.spark)],
        drawn_in=drawn_in,
        drawing_note=_drawing_note(subject, mine, seen),
        limits=limits,
        new_limits_from=shifted.first if shifted else None,
        trace=trace_of(office, subject, figures, unit_id, row.period),
    )


def drawn_view(
    office: Office, row: Row, series: dict[str, Figure], unit_id: int, sole: dict[int, int]
) -> IndicatorView:
    """Gather only what is drawn of a judged row: documents have many, and no tables beside their charts.

    `series` is the row's own, of all time; `sole` as `Office.sole_units` gives it. The tables, the units and
    the trace are empty.
    """
    subject = row.subject
    targets = office.targets[office.targets["indicator_id"] == subject.id]
    mine = targets[targets["unit_id"].isna() | targets["unit_id"].isin([unit_id, sole.get(subject.id)])]
    divisor, drawn_in = _drawn_in(subject, series)
    lines = _target_lines(stretches_in_force(mine, unit_id, sole), subject, row.period.periodicity, divisor)
    return IndicatorView(
        row=row,
        series=_series_frame(series, divisor),
        target_lines=lines,
        marks=pd.DataFrame(),
        values=[],
        targets=[],
        by_unit=[],
        drawn_in=drawn_in,
        drawing_note="",
        limits=_limits(office, row, series, divisor),
        new_limits_from=None,
        trace=None,
    )


def _latest(subject: Subject, seen: Periodicity, chosen: Period) -> Period:
    """Return the period to speak of: a sum under way is told so far, a figure of its own is awaited."""
    if is_coarser(chosen.periodicity, seen):
        return latest_within(chosen.last, seen)
    rolled_up = is_coarser(seen, subject.periodicity) and is_coarser(seen, chosen.periodicity)
    return Period.containing(chosen.last, seen) if rolled_up else chosen


def _seen_by(subject: Subject, chosen: Period, periodicity: Periodicity | None) -> Periodicity:
    if periodicity in periodicities_of(subject):
        return periodicity
    return subject.shown_by(chosen.periodicity)


def periodicities_of(subject: Subject) -> tuple[Periodicity, ...]:
    """Return the periodicities an indicator can be seen by: its own, and the coarser ones it fills evenly."""
    return tuple(
        periodicity
        for periodicity in Periodicity
        if not is_coarser(subject.periodicity, periodicity) and subject.shown_by(periodicity) == periodicity
    )


def _series(
    office: Office, subject: Subject, figures: pd.DataFrame, unit_id: int, seen: Periodicity
) -> dict[str, Figure]:
    return series_of_unit(office, figures, unit_id, {subject.id: seen}).get(subject.id, {})


def _row(
    office: Office, subject: Subject, figures: pd.DataFrame, unit_id: int, seen: Periodicity, chosen: Period
) -> Row:
    series = _series(office, subject, figures, unit_id, seen)
    ours = figures[figures["unit_id"].isin(list(office.ancestors_below(unit_id)))]
    sole = office.sole_units(unit_id, ours)
    valid = in_force(office.targets, period_shown(subject, chosen).last, unit_id, sole)
    targets = targets_by_indicator(valid).get(subject.id, [])
    redefined, rebased = (
        office.redefined(subject.id),
        office.rebased(subject.id, {unit_id, sole.get(subject.id)}),
    )
    return row_of(subject, series, targets, chosen, redefined, rebased)


def _limits(office: Office, row: Row, series: dict[str, Figure], divisor: float) -> pd.DataFrame:
    """Return the lines that the row's signal is judged by, in the drawn unit."""
    periods = periods_seen(series, row.period, office.redefined(row.subject.id))
    values = {code: figure.value for code, figure in series.items() if figure.value is not None}
    return limit_frame(row.signal, periods, values, row.subject.direction, divisor)


def _drawn_in(subject: Subject, series: dict[str, Figure]) -> tuple[float, str]:
    """Return what values are divided by in the picture, and the unit that makes."""
    largest = max((abs(figure.value) for figure in series.values() if figure.value is not None), default=0.0)
    if subject.unit_of_measure == "kronor" and largest >= IN_THOUSANDS_FROM:
        return 1000.0, "tkr"
    return 1.0, subject.unit_of_measure


def _series_frame(series: dict[str, Figure], divisor: float) -> pd.DataFrame:
    """Return the series to be drawn; a figure that lacks periods is drawn as preliminary ones are."""
    partial = {
        code for code, figure in series.items() if figure.value is not None and figure.parts < figure.expected
    }
    return pd.DataFrame(
        {
            "period": list(series),
            "value": [
                math.nan if figure.value is None else figure.value / divisor for figure in series.values()
            ],
            "state": [
                ValueState.PRELIMINARY.value if code in partial else figure.state.value
                for code, figure in series.items()
            ],
        }
    ).astype({"value": "float64"})


def _target_lines(targets: pd.DataFrame, subject: Subject, seen: Periodicity, divisor: float) -> pd.DataFrame:
    """Return the targets as lines: a target on a year's sum is what it asks of each period on average."""
    lines = targets.copy()
    months = Period(seen, 2000, 1).month_count
    shares = [
        months / 12 if basis_of(subject.kind, _basis(basis)) == Basis.YEAR else 1.0
        for basis in lines["basis"]
    ]
    lines["value"] = lines["value"] * shares / divisor
    return lines


def _drawing_note(subject: Subject, targets: pd.DataFrame, seen: Periodicity) -> str:
    """Say how a target on a whole year's sum is drawn, where the periods are shorter than a year."""
    bases = [
        _basis(basis) for basis, value in zip(targets["basis"], targets["value"], strict=True) if value > 0
    ]
    on_year = any(basis_of(subject.kind, basis) == Basis.YEAR for basis in bases)
    if not on_year or seen == Periodicity.YEAR:
        return ""
    return (
        f"Målet gäller hela årets summa och är ritat jämnt fördelat per {PERIODICITY[seen]}. "
        "Läget bedöms mot den egna säsongen så snart två hela år är kända."
    )


def _basis(given: object) -> Basis | None:
    return Basis(given) if isinstance(given, str) else None


def _value_table(subject: Subject, series: dict[str, Figure]) -> list[dict[str, str]]:
    """Return the table twin of the chart, newest first."""
    values = {code: figure.value for code, figure in series.items() if figure.value is not None}
    return [
        {
            "Period": (period := Period.parse(code)).label,
            "Värde": value_words(subject, figure),
            **_parts(subject, figure),
            "Anmärkning": figure_note(subject, figure, {}, period),
        }
        for code, figure in reversed(series.items())
        if code in values or figure.state
    ]


def _parts(subject: Subject, figure: Figure) -> dict[str, str]:
    if subject.kind == Kind.RATIO:
        return {"Täljare": _count(figure.numerator), "Nämnare": _count(figure.denominator)}
    if subject.kind in (Kind.MEAN, Kind.INDEX):
        return {"Antal bakom": _count(figure.n)}
    if subject.kind in (Kind.STOCK, Kind.YEAR_PLACES):
        last = figure.last
        return {"Sista värdet": NOTHING_KNOWN if last is None else subject.told.written(last)}
    return {}


def _count(value: float | None) -> str:
    if value is None:
        return NOTHING_KNOWN
    return number(value, 0 if float(value).is_integer() else 1)


def _target_table(targets: pd.DataFrame, subject: Subject) -> list[dict[str, str]]:
    """Return every target of the indicator for the unit, newest first, with its source words."""
    newest_first = targets.sort_values(["valid_from", "level"], ascending=[False, False])
    return [
        {
            "Gäller": f"{row['valid_from']:%Y-%m-%d} – {row['valid_to']:%Y-%m-%d}",
            "Nivå": LEVEL[row["level"]],
            "Mål": target_words(row["kind"], row["value"], subject.unit_of_measure),
            "Källans ord": row["words"],
            "Källa": row["source"],
        }
        for row in newest_first.to_dict("records")
    ]


def spark_label(subject: Subject, values: Sequence[float | None]) -> str:
    """Say a sparkline in words: its first, last, lowest and highest value."""
    known = [value for value in values if value is not None]
    if not known:
        return f"{subject.name}: inga värden"
    written = [
        with_unit(value, subject.decimals, subject.unit_of_measure)
        for value in (known[0], known[-1], min(known), max(known))
    ]
    return f"Från {written[0]} till {written[1]}, lägst {written[2]}, högst {written[3]}"
