"""Everything that is said of a unit's time limits in a period, of delivered sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.case_limits.lines import LimitLine, line_of
from metrics.case_limits.measured import MeasuredLimit, measured_limits, related_subjects
from metrics.case_limits.radar_view import RadarView, delivered_radar
from metrics.cases.time_rules import TimeRule, rule_on
from metrics.office import Office, Place
from metrics.overview import judged_rows
from metrics.periods import Period
from metrics.rows import Row
from metrics.subjects import Subject
from metrics.unit_series import needed
from metrics.vocabulary import Periodicity


@dataclass(frozen=True)
class Source:
    """What time limits are told from: an office, its rules, its figures, and its counts of coming deadlines.

    `figures` are as `queries.figures` gives them, of the indicators that `indicators_needed` names.
    `counts` has `unit_id`, `indicator_id`, `due_from`, `open_cases` and `closed_cases`, of the day
    `counted_on`, None where deadlines have never been counted.
    """

    office: Office
    rules: tuple[TimeRule, ...]
    figures: pd.DataFrame
    counts: pd.DataFrame
    counted_on: date | None


@dataclass(frozen=True)
class LimitsView:
    """What the page shows of a unit and a period.

    `lines` are the kinds of case, in the plan's order; `related` what is told below them. `radars` are by the
    lines' keys; a kind without any coming deadline has none. `counted_on` is None where nothing
    is known of coming deadlines. `followed` is how many kinds the office follows, here or elsewhere.
    """

    period: Period
    lines: tuple[LimitLine, ...]
    related: tuple[Row, ...]
    radars: Mapping[str, RadarView]
    counted_on: date | None
    followed: int

    @property
    def has_table(self) -> bool:
        """Whether there is a limit, or a figure that belongs to lead times, to show."""
        return bool(self.lines) or any(row.figure.value is not None for row in self.related)

    def line(self, key: str) -> LimitLine | None:
        """Return the line with this key, if there is one."""
        return next((line for line in self.lines if line.key == key), None)

    @property
    def at_stake(self) -> LimitLine | None:
        """The kind with most open cases past their deadline, then the oldest, then most to come."""
        return max(self.lines, key=self._stake, default=None)

    def _stake(self, line: LimitLine) -> tuple[float, float, int]:
        radar = self.radars.get(line.key)
        late = line.open_past.value
        if late is None:
            late = radar.overdue if radar else 0
        return late, line.age_in_days if late else 0.0, radar.ahead.open_cases if radar else 0


def says_little(view: LimitsView) -> bool:
    """Tell whether no limit has any figure; not so where the limits are merely those of other units."""
    return not any(line.is_known for line in view.lines) and (bool(view.lines) or not view.followed)


def indicators_needed(office: Office) -> list[int]:
    """Return the indicators whose figures the view is made of."""
    kinds = [subject.id for limit in measured_limits(office.subjects) for subject in limit.subjects]
    return sorted(needed(office, [*kinds, *(subject.id for subject in related_subjects(office.subjects))]))


def limits_view(source: Source, unit_id: int, chosen: Period) -> LimitsView:
    """Return what is to be said of a unit's time limits."""
    office = source.office
    limits, related = measured_limits(office.subjects), related_subjects(office.subjects)
    rows = _rows(source, unit_id, chosen, limits, related)
    told = [limit for limit in limits if rows[limit.share.id].known]
    return LimitsView(
        chosen,
        tuple(line_of(limit, _rule(source, limit, chosen), rows, chosen) for limit in told),
        tuple(rows[subject.id] for subject in related if rows[subject.id].known),
        _radars(source, unit_id, told),
        source.counted_on,
        len(limits),
    )


def unit_lines(source: Source, unit_id: int, chosen: Period, code: str) -> list[tuple[Place, LimitLine]]:
    """Return the line of one kind for each unit below that has any figure of it, in tree order."""
    office = source.office
    (limit,) = (each for each in measured_limits(office.subjects) if each.share.code == code)
    numbers = [subject.id for subject in limit.subjects]
    reporting = set(source.figures.loc[source.figures["indicator_id"].isin(numbers), "unit_id"])
    below = office.ancestors_below(unit_id).keys() - {unit_id}
    found = []
    for place in office.places:
        if place.id in below and not reporting.isdisjoint(office.ancestors_below(place.id)):
            rows = _rows(source, place.id, chosen, [limit])
            line = line_of(limit, _rule(source, limit, chosen), rows, chosen)
            if line.is_known:
                found.append((place, line))
    return found


def _rule(source: Source, limit: MeasuredLimit, chosen: Period) -> TimeRule | None:
    return rule_on(source.rules, limit.share.case_kind, chosen.last)


def _rows(
    source: Source,
    unit_id: int,
    chosen: Period,
    limits: Sequence[MeasuredLimit],
    related: Sequence[Subject] = (),
) -> dict[int, Row]:
    """Return the judged rows: shares of the chosen period, and the others as its last month ends."""
    shares = [*(subject for limit in limits for subject in limit.shares), *related]
    standing = [subject for limit in limits for subject in limit.standing]
    last_month = Period.containing(chosen.last, Periodicity.MONTH)
    if chosen == last_month:
        return _judged(source, unit_id, chosen, [*shares, *standing])
    return _judged(source, unit_id, chosen, shares) | _judged(source, unit_id, last_month, standing)


def _judged(source: Source, unit_id: int, chosen: Period, subjects: Sequence[Subject]) -> dict[int, Row]:
    office, figures = source.office, source.figures
    wanted = needed(office, [subject.id for subject in subjects])
    mine = figures["unit_id"].isin(office.units_needed(unit_id)) & figures["indicator_id"].isin(wanted)
    return judged_rows(office, figures[mine], unit_id, chosen, subjects)


def _radars(source: Source, unit_id: int, limits: Sequence[MeasuredLimit]) -> dict[str, RadarView]:
    if source.counted_on is None:
        return {}
    mine = source.counts[source.counts["unit_id"].isin(list(source.office.ancestors_below(unit_id)))]
    radars = {}
    for limit in limits:
        counts = mine[mine["indicator_id"] == limit.share.id]
        if len(counts):
            radars[limit.share.code] = delivered_radar(counts, source.counted_on)
    return radars
