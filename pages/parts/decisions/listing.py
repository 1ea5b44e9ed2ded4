"""The decisions on an indicator: what is to be done, how far it has come, and its receipt."""

from collections.abc import Iterable, Sequence
from functools import partial
from html import escape

import streamlit as st

from data.recording_meetings import withdraw_decision
from metrics.receipts.decision_lines import DecisionLine
from metrics.receipts.words import EXPECTED, VERDICT_MARKS
from metrics.words import ACTIVITY_STATUS
from pages.parts import forms, frame, reads, sheet
from pages.parts.address import Choice
from pages.parts.cells import Heading, cell, headings, held, name, sign
from pages.parts.decisions import progress_form
from pages.parts.decisions.choice import line_of
from pages.parts.decisions.look import CSS

LABELS = {"role": "Din roll"}
COLUMNS = (
    Heading("Åtgärd", "ansvarig roll"),
    Heading("Gäller från", "följs upp"),
    Heading("Läge"),
    Heading("Åtgärdskvitto", kind="receipt"),
)


def show(choice: Choice, lines: Sequence[DecisionLine]) -> None:
    """Show the decisions, and offer to tell how far they have come and to take them back."""
    if not lines:
        return
    st.subheader("Åtgärder och beslut", anchor=False)
    sheet.show("decisions", table_html(lines, choice), css=CSS, palette=frame.palette())
    if choice.as_of is None:
        _follow_up(choice, lines)


def table_html(lines: Iterable[DecisionLine], choice: Choice) -> str:
    """Return the decisions as an HTML table, every text escaped."""
    rows = "".join(_row(line, choice) for line in lines)
    return (
        '<div class="scroll"><table aria-label="Åtgärder och beslut">'
        f"{headings(COLUMNS)}<tbody>{rows}</tbody></table></div>"
    )


def _row(line: DecisionLine, choice: Choice) -> str:
    unit = "" if line.unit_id == choice.place.id else f"{line.unit}. "
    due = f"följs upp {line.follow_up_on.isoformat()}" if line.follow_up_on else ""
    overdue = "dags att följa upp" if line.is_due else ""
    told = f"{line.told_on.isoformat()}, {line.told_by}" if line.told_on else ""
    status = ACTIVITY_STATUS[line.status].capitalize() if line.status else "Inget rapporterat"
    return (
        f"<tr>{name(line.text, f'{unit}{line.responsible}; {EXPECTED[line.expected]}')}"
        f"{cell(line.starts_on.isoformat(), due, overdue, kind='day', head='Gäller från')}"
        f"{cell(status, line.note, told)}{_receipt(line)}</tr>"
    )


def _receipt(line: DecisionLine) -> str:
    """Return the receipt: its mark and its sentence."""
    if line.receipt is None:
        return cell("")
    mark = VERDICT_MARKS[line.receipt.verdict]
    head, colon, rest = line.receipt_words.partition(": ")
    return held(f"{sign(mark.symbol, f'{head}{colon.strip()}', mark.tone)} {escape(rest)}", kind="receipt")


def _follow_up(choice: Choice, lines: Sequence[DecisionLine]) -> None:
    """Offer to tell how far a decision has come, or to take it back."""
    box = st.expander("Rapportera läge eller ta tillbaka", key="decision-follow-up", on_change="rerun")
    if not box.open:
        return
    with box:
        line = line_of(lines, "Åtgärd", "decision-which")
        progress_form.tell(choice, line)
        _withdrawal_form(line)


def _withdrawal_form(line: DecisionLine) -> None:
    key = f"decision-{line.id}-withdraw"
    with st.form(key, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        role = forms.role(key, "Din roll, för att ta tillbaka åtgärden")
        if st.form_submit_button("Ta tillbaka"):
            withdraw = partial(withdraw_decision, reads.store(), decision_id=line.id, role=role)
            forms.save("Åtgärden är tagen tillbaka.", withdraw, LABELS)
