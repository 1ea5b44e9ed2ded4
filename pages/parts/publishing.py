"""What an audience is given, written down before it leaves the office."""

from datetime import datetime

from data.outward import publish
from pages.parts import reads
from pages.parts.address import Choice

ROLE = "hämtad fil"


def hand_out(choice: Choice, moment: datetime | None = None, role: str = ROLE) -> None:
    """Write down what the page's audience is given with a report; nothing where the office keeps it.

    `moment` is that of the lock whose figures are told. Raises RecordingError where it can't be written.
    """
    if not choice.lens.is_outward:
        return
    writer = reads.store()
    with reads.looking_back(moment):
        office = reads.office_of(choice.office.code)
        publish(writer, reads.store(), office, until=choice.period, role=role)
