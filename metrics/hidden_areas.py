"""Areas that an audience is shown nothing of: of no indicator in them, and of none that is made of one."""

from metrics.office import Office
from metrics.subjects import Subject


def behind(office: Office, indicator_id: int) -> list[Subject]:
    """Return an indicator with all that it is made of, itself first."""
    subject = office.subject_of(indicator_id)
    parts = subject.recipe.parts if subject.recipe else ()
    return [subject, *(each for part in parts for each in behind(office, part))]


def is_kept(office: Office, indicator_id: int) -> bool:
    """Tell whether the audience is told nothing of an indicator at all."""
    return office.veil is not None and office.veil.keeps(behind(office, indicator_id))


def told_of(office: Office) -> list[Subject]:
    """Return the indicators that the audience may be told of."""
    return [subject for subject in office.subjects if not is_kept(office, subject.id)]
