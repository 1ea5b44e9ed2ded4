"""Which of an office's indicators the staff are followed by, found by their shared concepts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from metrics.derivation.recipes import Recipe
from metrics.office import Office
from metrics.subjects import Subject
from metrics.vocabulary import Area, Derivation, ThresholdRule

LEAVE = ("sjukfranvaro", "sjukfranvaro-korttid", "sjukfranvaro-langtid")
"""The whole, and its two parts: day 1-14, and from day 15."""
SO_FAR, TWELVE_MONTHS = "sjukfranvaro-ackumulerad", "sjukfranvaro-rullande-12"
LOW_LEAVE, HEADS = "enheter-med-lag-sjukfranvaro", "anstallda"
HME, HME_OF_ALL, HME_SHARE = "hme", "hme-staden", "enheter-med-hme-som-staden"
HME_PARTS = ("hme-motivation", "hme-ledarskap", "hme-styrning")
TURNOVER, CONSULTANTS, STAFFING = "personalomsattning", "konsulter", "bemanning"
CONCEPTS = (
    *(*LEAVE, SO_FAR, TWELVE_MONTHS, LOW_LEAVE, HEADS),
    *(HME, *HME_PARTS, HME_OF_ALL, HME_SHARE),
    *(TURNOVER, CONSULTANTS, STAFFING),
)


@dataclass(frozen=True)
class StaffIndicators:
    """An office's indicators of its staff; None and empty where it has none.

    `leave` has the whole first. `so_far` and `twelve_months` are those that the plan itself has of the
    whole; the figures don't need them, but they may have targets of their own. `others` are those of the
    area that nothing else here is made of.
    """

    leave: tuple[Subject, ...]
    so_far: Subject | None
    twelve_months: Subject | None
    low_leave: Subject | None
    heads: Subject | None
    hme: Subject | None
    hme_parts: tuple[Subject, ...]
    hme_of_all: Subject | None
    hme_share: Subject | None
    turnover: Subject | None
    consultants: Subject | None
    staffing: tuple[Subject, ...]
    others: tuple[Subject, ...]

    @property
    def every(self) -> tuple[Subject, ...]:
        """All of them."""
        alone = (self.so_far, self.twelve_months, self.low_leave, self.heads, self.hme, self.hme_of_all)
        last = (self.hme_share, self.turnover, self.consultants)
        known = [*self.leave, *alone, *self.hme_parts, *last, *self.staffing, *self.others]
        return tuple(dict.fromkeys(each for each in known if each is not None))


def staff_indicators(office: Office, reported: Collection[int]) -> StaffIndicators:
    """Return the indicators of the staff; of several with one concept, the first that has been `reported`."""

    def one(concept: str) -> Subject | None:
        found = [subject for subject in office.subjects if subject.concept == concept]
        return next((subject for subject in found if subject.id in reported), next(iter(found), None))

    leave = [subject for subject in map(one, LEAVE) if subject]
    heads = _guard(office, leave) or one(HEADS)
    known = StaffIndicators(
        leave=tuple(protected_alike(leave)),
        so_far=one(SO_FAR),
        twelve_months=one(TWELVE_MONTHS),
        low_leave=one(LOW_LEAVE),
        heads=heads,
        hme=one(HME),
        hme_parts=tuple(subject for subject in map(one, HME_PARTS) if subject),
        hme_of_all=one(HME_OF_ALL),
        hme_share=one(HME_SHARE),
        turnover=one(TURNOVER),
        consultants=one(CONSULTANTS),
        staffing=tuple(subject for subject in office.subjects if subject.concept == STAFFING),
        others=(),
    )
    of_concept = {subject.id for subject in (*known.every, *leave)}
    others = [
        subject
        for subject in office.subjects
        if subject.area == Area.STAFF and subject.accompanies is None and subject.id not in of_concept
    ]
    return StaffIndicators(**{**vars(known), "others": tuple(others)})


def _guard(office: Office, leave: Sequence[Subject]) -> Subject | None:
    """Return what counts the people that decide whether sick leave may be shown."""
    guards = [subject.protection.by for subject in leave if subject.protection]
    return office.subject_of(guards[0]) if guards else None


def protected_alike(leave: Sequence[Subject]) -> list[Subject]:
    """Return the whole and those of its parts that can be shown without giving a protected one away.

    Of three, any two give the third. So where only one of them is protected as well as the best, what
    is less protected is left out beside it.
    """
    best = max((subject.protection.below for subject in leave if subject.protection), default=0)
    well = [subject for subject in leave if subject.protection and subject.protection.below == best]
    if len(well) != 1 or len(leave) < len(LEAVE):
        return list(leave)
    return list(dict.fromkeys([leave[0], *well]))


def as_the_city(hme: Subject, of_all: Subject) -> Recipe:
    """Return the recipe of the units whose engagement is at or above the whole municipality's."""
    return Recipe(
        by=Derivation.SHARE_OF_UNITS,
        first=(hme.id,),
        second=(of_all.id,),
        threshold_rule=ThresholdRule.AT_LEAST_REFERENCE,
    )
