"""What a reader must know of a single figure: why it is missing, or what makes it less than whole."""

from collections.abc import Mapping

from metrics.derivation.derived import cohort_of
from metrics.numbers import with_unit
from metrics.periods import Period
from metrics.rollup import ADDITIVE_OVER_UNITS
from metrics.subjects import Figure, Subject, Withheld
from metrics.targets import SUMMED_OVER_THE_YEAR
from metrics.vocabulary import Derivation, Kind, ValueState

WITHHELD = "dold för att skydda enskilda"
"""The same for every figure that an audience may not see: whether it is itself small would tell too much."""
LOOKED_BACK = 24
"""How many periods are searched for the last known figure."""


def is_partial_sum(kind: Kind, figure: Figure) -> bool:
    """Tell whether a figure is a sum over time that lacks some of its periods."""
    return kind in SUMMED_OVER_THE_YEAR and figure.parts < figure.expected


def figure_note(subject: Subject, figure: Figure, values: Mapping[str, float], period: Period) -> str:
    """Say what a reader must know of a figure: why it is missing, or what it is made of.

    Of a missing figure the last one in `values` is told too, if there is one.
    """
    if figure.value is None:
        return f"{_why_missing(subject.kind, figure)}{_last_known(subject, values, period)}"
    return ", ".join(filter(None, [_cohort(subject, period), made_of(figure)]))


def _cohort(subject: Subject, period: Period) -> str:
    """Say which period a cohort's figure speaks of; empty for other figures."""
    recipe = subject.recipe
    if recipe is None or recipe.by != Derivation.COHORT_SHARE:
        return ""
    return f"gäller {cohort_of(recipe, period).short_label}"


def made_of(figure: Figure) -> str:
    """Say what makes a figure less than whole: preliminary, periods or units that are not there."""
    notes = []
    if figure.state == ValueState.PRELIMINARY:
        notes.append("preliminärt")
    if figure.parts < figure.expected:
        notes.append(f"{figure.parts} av {figure.expected} perioder")
    if figure.units < figure.units_expected:
        notes.append(f"{figure.units} av {figure.units_expected} enheter")
    return ", ".join(notes)


def _why_missing(kind: Kind, figure: Figure) -> str:
    if isinstance(figure, Withheld):
        return WITHHELD
    if figure.state == ValueState.CONFIDENTIAL:
        return "sekretess"
    if figure.state == ValueState.NOT_APPLICABLE:
        return "ej tillämpligt"
    if 0 < figure.units < figure.units_expected and kind in ADDITIVE_OVER_UNITS:
        return f"{figure.units} av {figure.units_expected} enheter har rapporterat"
    several = figure.parts > 0 or (figure.units > 0 and figure.units_expected > 1)
    if figure.state == ValueState.MISSING and several:
        return "räknas inte samman: delarna bakom värdet saknas"
    return "saknas" if figure.state == ValueState.MISSING else "ej rapporterat än"


def _last_known(subject: Subject, values: Mapping[str, float], period: Period) -> str:
    for back in range(1, LOOKED_BACK):
        earlier = period.shifted(-back)
        if earlier.code in values:
            written = with_unit(values[earlier.code], subject.decimals, subject.unit_of_measure)
            return f"; senast {written} ({earlier.short_label})"
    return ""
