"""The overview: which indicators it has, which figures they need, and their rows for a unit and a period."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from metrics.appraisal import first_year
from metrics.hidden_areas import told_of
from metrics.office import Office
from metrics.periods import Period, latest_within, shown_periodicity
from metrics.rows import Row, period_shown, row_of
from metrics.subjects import Figure, Subject, targets_by_indicator
from metrics.targets import in_force
from metrics.unit_series import needed, series_of_unit, years_behind
from metrics.vocabulary import Periodicity, ValueState


def window_start(chosen: Period, own: Periodicity = Periodicity.MONTH) -> int:
    """Return the first year whose figures an overview of `chosen` needs of indicators made as `own`.

    They reach back over 24 of the periods shown, and for a seasonal profile over three whole years.
    """
    return first_year(latest_within(chosen.last, shown_periodicity(own, chosen.periodicity)))


def listed(office: Office) -> list[Subject]:
    """Return the indicators that stand by themselves: not those that are shown beside another.

    Nor those that the audience isn't told of.
    """
    return [subject for subject in told_of(office) if subject.accompanies is None]


def figures_needed(office: Office, chosen: Period) -> dict[int, list[int]]:
    """Return which indicators' figures an overview of `chosen` needs, by the first year it needs of them.

    What a rolling figure or a cohort is made of is needed from further back than what is shown as it is.
    """
    since: dict[int, int] = {}
    for subject in listed(office):
        start = window_start(chosen, subject.periodicity)
        for number in needed(office, [subject.id]):
            since[number] = min(since.get(number, start), start - years_behind(office, subject.id))
    by_start: dict[int, list[int]] = {}
    for number, start in since.items():
        by_start.setdefault(start, []).append(number)
    return by_start


def overview_rows(office: Office, figures: pd.DataFrame, unit_id: int, chosen: Period) -> list[Row]:
    """Return a row for each indicator that has something to say of a unit and a period.

    `figures` are as `judged_rows` takes them, from the years that `figures_needed` says.
    """
    return [
        row for row in judged_rows(office, figures, unit_id, chosen, listed(office)).values() if row.known
    ]


def judged_rows(
    office: Office, figures: pd.DataFrame, unit_id: int, chosen: Period, subjects: Sequence[Subject]
) -> dict[int, Row]:
    """Return the rows of some indicators, known or not, for a unit and a period.

    `figures` are those of the unit and everything below it, as `queries.figures` gives them, of those
    that `needed` names. A target for all units makes no row known of an indicator that a unit below the
    root has never reported: it is not late, it is another's.
    """
    shown = {subject.id: subject.shown_by(chosen.periodicity) for subject in subjects}
    series = series_of_unit(office, figures, unit_id, shown)
    sole = office.sole_units(unit_id, figures)
    days = {subject.id: period_shown(subject, chosen).last for subject in subjects}
    targets = targets_by_indicator(in_force(office.targets, days, unit_id, sole))
    reported = _reported(office, figures, unit_id, subjects, series)
    is_root = office.places[0].id == unit_id
    rows = {}
    for subject in subjects:
        ours = targets.get(subject.id, [])
        if subject.id not in reported and not is_root:
            ours = [target for target in ours if not target.for_all]
        row = row_of(
            subject,
            series.get(subject.id, {}),
            ours,
            chosen,
            office.redefined(subject.id),
            office.rebased(subject.id, {unit_id, sole.get(subject.id)}),
        )
        rows[subject.id] = replace(row, reported_before=row.reported_before or subject.id in reported)
    return rows


def _reported(
    office: Office,
    figures: pd.DataFrame,
    unit_id: int,
    subjects: Sequence[Subject],
    series: Mapping[int, Mapping[str, Figure]],
) -> set[int]:
    """Return the indicators that a unit has ever had to do with: measured there, or made of what is."""
    below = figures["unit_id"].isin(list(office.ancestors_below(unit_id)))
    made = {
        subject.id
        for subject in subjects
        if subject.recipe
        and any(each.state != ValueState.NOT_APPLICABLE for each in series.get(subject.id, {}).values())
    }
    return made | set(figures.loc[below, "indicator_id"])
