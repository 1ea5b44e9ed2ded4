"""Which time limits an office follows: the share in time of each kind of case, and what is told beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from metrics.subjects import Subject

MEDIAN, HIGH, OLDEST = "handlaggningstid-median", "handlaggningstid-p90", "aldsta-oppna"
OPEN, OPEN_PAST, EXTENDED = "oppna-arenden", "oppna-efter-fristen", "forlangda-arenden"
STANDING = (MEDIAN, HIGH, OLDEST, OPEN, OPEN_PAST, EXTENDED)
"""Concepts of where things stand on a day: shown for the latest of their own periods, and not rolled up."""
ROLLED = "i-tid-nasta-vardag"
NOT_CARRIED_OUT, MONTHS_TO_CARRY_OUT, REPORTS = (
    "ej-verkstallda-beslut",
    "beslut-verkstallt-i-tid",
    "orosanmalningar",
)
RELATED = (NOT_CARRIED_OUT, MONTHS_TO_CARRY_OUT, REPORTS)
"""Concepts of lead times that aren't the share of a kind of case, in the order they are told."""


@dataclass(frozen=True)
class MeasuredLimit:
    """A kind of case: the share in time, and the indicators beside it by their concept."""

    share: Subject
    beside: Mapping[str, Subject]

    @property
    def shares(self) -> tuple[Subject, ...]:
        """The indicators that are shares: those are rolled up over time."""
        return (self.share, *(each for concept, each in self.beside.items() if concept == ROLLED))

    @property
    def standing(self) -> tuple[Subject, ...]:
        """The indicators of where things stand on a day."""
        return tuple(each for concept, each in self.beside.items() if concept in STANDING)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Every indicator of the kind, the share first."""
        return (*self.shares, *self.standing)


def measured_limits(subjects: Sequence[Subject]) -> tuple[MeasuredLimit, ...]:
    """Return an office's kinds of case, in the order of its indicators."""
    return tuple(
        MeasuredLimit(
            share, {each.concept: each for each in subjects if each.concept and each.accompanies == share.id}
        )
        for share in subjects
        if share.case_kind
    )


def related_subjects(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    """Return what is told below the limits: decisions not carried out, and reports that come in."""
    told = [each for each in subjects if each.concept in RELATED and not each.case_kind]
    return tuple(sorted(told, key=lambda each: RELATED.index(each.concept)))
