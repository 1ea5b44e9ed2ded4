"""What is odd about what somebody types, by what is known of the unit's figures."""

from collections.abc import Mapping, Sequence
from datetime import date

from metrics.plausibility import Doubt
from metrics.reporting import doubted as typed_figures
from metrics.reporting.form import Form, Sent
from pages.parts import reads_reporting
from pages.parts.address import Choice


def doubted(choice: Choice, form: Form, sent: Sent, today: date) -> Mapping[str, Sequence[Doubt]]:
    """Return the doubts about each typed line, by its key; none where nothing is typed."""
    if not sent.typed:
        return {}
    known = reads_reporting.known_of(choice.office.code, choice.place.id)
    return typed_figures.doubted(form.lines, sent.typed, choice.place.id, known, today)
