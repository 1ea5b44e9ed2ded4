"""What of an indicator the office keeps to itself: its words, decisions, corrections and forms."""

from collections.abc import Sequence
from datetime import date

from metrics.receipts.decision_lines import DecisionLine
from metrics.subjects import Subject
from pages.parts import (
    entry,
    frame,
    indicator_history,
    reads_decisions,
    reads_indicator,
    tables,
)
from pages.parts.address import Choice
from pages.parts.decisions import form as decide
from pages.parts.figure_entry import comments


def decided(choice: Choice, subject: Subject) -> Sequence[DecisionLine]:
    """Return what has been decided about an indicator; nothing of it is shown to an audience."""
    if choice.lens.is_outward:
        return ()
    return reads_decisions.on_indicator(
        choice.office.code, choice.place.id, subject.id, choice.period.code, frame.today()
    )


def talk(choice: Choice, subject: Subject, new_limits_from: date | None) -> None:
    """Show what is said of an indicator, and the forms to say more; nothing to an audience."""
    if choice.lens.is_outward:
        return
    comments.listed(choice, subject)
    decide.show(choice, subject)
    entry.event_form(choice, subject)
    entry.rebase_form(choice, subject, new_limits_from)
    entry.listed(choice.office.rebases_of(subject.id, choice.place.id))


def earlier(choice: Choice, subject: Subject) -> None:
    """Show what earlier stood in place of today's figures; nothing to an audience."""
    if choice.lens.is_outward:
        return
    words = reads_indicator.corrections(choice.office.code, subject.code, choice.place.id)
    tables.show("Rättade värden", tables.correction_rows(words, subject))
    indicator_history.show(choice, subject)
