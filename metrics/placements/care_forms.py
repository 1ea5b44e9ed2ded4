"""The forms of care, and the indicators that count each of them.

An organisation's own codes are never asked for: a form is found by the concepts that its days of care,
its people, and those who begin and end share with every other organisation's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from metrics.subjects import Subject


@dataclass(frozen=True)
class CareForm:
    """A form of care. `label` is its name where there is little room, `said` its name in a sentence.

    What is no placement is help beside it: its days count and cost, but no one is placed there.
    """

    code: str
    name: str
    label: str
    said: str
    placed_as: str = ""
    is_placement: bool = True

    @property
    def days_concept(self) -> str:
        """What counts its days of care."""
        return f"varddygn-{self.code}"

    @property
    def placed_concept(self) -> str:
        """What counts the people in it on the last day."""
        return self.placed_as or f"placerade-{self.code}"

    @property
    def new_concept(self) -> str:
        """What counts those who began in it."""
        return f"nya-{self.code}"

    @property
    def ended_concept(self) -> str:
        """What counts those who ended in it."""
        return f"avslutade-{self.code}"


OWN_HOME = CareForm("familjehem-eget", "Eget familjehem", "Eget familjehem", "egna familjehem")
BOUGHT_HOME = CareForm(
    "familjehem-konsulent", "Konsulentstött familjehem", "Konsulentstött", "konsulentstödda familjehem"
)
HVB = CareForm("hvb", "HVB", "HVB", "HVB")
SIS = CareForm("sis", "SiS", "SiS", "SiS")
SUPPORTED = CareForm("stodboende", "Stödboende", "Stödboende", "stödboende")
SHELTER = CareForm("skyddat-boende", "Skyddat boende", "Skyddat boende", "skyddat boende", "skyddat-boende")
OUTPATIENT = CareForm(
    "extern-oppenvard", "Extern öppenvård", "Extern öppenvård", "extern öppenvård", is_placement=False
)
FORMS = (OWN_HOME, BOUGHT_HOME, HVB, SIS, SUPPORTED, SHELTER, OUTPATIENT)
"""In the order in which they are listed and stacked, homes first and what is no placement last."""


@dataclass(frozen=True)
class MeasuredForm:
    """A form with the indicators that an organisation counts it by; None where it doesn't."""

    form: CareForm
    days: Subject
    placed: Subject | None = None
    new: Subject | None = None
    ended: Subject | None = None

    @property
    def subjects(self) -> Iterator[Subject]:
        """Every indicator of the form."""
        yield from (each for each in (self.days, self.placed, self.new, self.ended) if each is not None)


def measured_forms(subjects: Iterable[Subject]) -> tuple[MeasuredForm, ...]:
    """Return the forms whose days of care an organisation counts, in the order of `FORMS`."""
    by_concept: dict[str, Subject] = {}
    for subject in subjects:
        by_concept.setdefault(subject.concept, subject)
    return tuple(
        MeasuredForm(
            form,
            by_concept[form.days_concept],
            placed=by_concept.get(form.placed_concept),
            new=by_concept.get(form.new_concept),
            ended=by_concept.get(form.ended_concept),
        )
        for form in FORMS
        if form.days_concept in by_concept
    )
