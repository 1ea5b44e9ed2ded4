"""Every delivery of figures for Exempelstad, in time order.

The first holds the ordinary figures from January 2021 to October 2026, the following ones
corrections. Which units report what stands in `reporting`; the awkward cases (gap, correction,
level shift, small counts, changed target, definition change, late report, confidential, not
applicable, preliminary, outlier, season, improvement, deterioration, ratio without parts)
stand with unit, indicator and period in `awkward.CASES`.
"""

from dataclasses import dataclass
from itertools import chain

import pandas as pd

from data.demo.assistance import paid_figures
from data.demo.awkward import with_states
from data.demo.corrections import CORRECTIONS, as_first_told, corrected
from data.demo.events import event_figures, household_figures
from data.demo.figures import frame_of
from data.demo.lead_times import lead_time_figures
from data.demo.placements import placement_figures
from data.demo.staff import staff_figures
from data.demo.surveys import all_surveys


@dataclass(frozen=True)
class Delivery:
    """One import: why, by which role, and its rows with the columns of `figures.COLUMNS`."""

    note: str
    recorded_by: str
    frame: pd.DataFrame


def deliveries() -> list[Delivery]:
    """Return every delivery. The same call gives the same frames, always."""
    true = with_states(ordinary_figures())
    first = Delivery("Månads- och tertialrapporter 2021-2026", "Verksamhetsutvecklare", as_first_told(true))
    later = []
    for day in sorted({correction.on for correction in CORRECTIONS}):
        correction = next(each for each in CORRECTIONS if each.on == day)
        later.append(Delivery(correction.note, correction.recorded_by, corrected(true, day)))
    return [first, *later]


def ordinary_figures() -> pd.DataFrame:
    """Return every figure as the models draw it, before states and errors are laid over it."""
    return frame_of(
        chain(
            placement_figures(),
            event_figures(),
            [household_figures(), paid_figures()],
            lead_time_figures(),
            staff_figures(),
            all_surveys(),
        )
    )
