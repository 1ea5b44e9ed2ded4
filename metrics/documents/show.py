"""A show at a workplace meeting as a document: few indicators, a short sentence on each, a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from metrics.documents.items import beyond_chance, item_of
from metrics.documents.model import Report, Section
from metrics.documents.suggestion import LONGEST_QUESTION
from metrics.documents.words import HIDDEN, REPORT, SECTION
from metrics.figure_words import WITHHELD, made_of
from metrics.indicator_view import IndicatorView
from metrics.numbers import rounded
from metrics.periods import Period
from metrics.plan.activity_states import FINISHED
from metrics.receipts.decision_lines import DecisionLine
from metrics.rows import Row
from metrics.sentences import OUTCOME
from metrics.signals import Judged
from metrics.spc import Rule, Variation
from metrics.talk import count_by_status
from metrics.vocabulary import Lens, ReportKind, SectionKind, Status
from metrics.words import listed, many, shortened

MOST_ACTIONS = 2
LONGEST_ACTION = 120
"""Signs of what is being done about an indicator: two lines from the back of a room."""
STANDS = {
    Status.ON_TARGET: "når målet",
    Status.NEAR_TARGET: "ligger nära",
    Status.OFF_TARGET: "når inte målet",
}
NO_CHANGE = f"Ingen {beyond_chance(Variation.CHANGE)}."
WHY_HIDDEN = f"«{HIDDEN}» {WITHHELD}."
"""What a reader is told of hidden figures."""


@dataclass(frozen=True)
class Told:
    """What a show tells of an indicator: its row, its whole time, and what is being done about it."""

    row: Row
    view: IndicatorView
    actions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Setting:
    """Whose show it is, of which period, for whom; `remark` marks invented figures."""

    organisation: str
    unit: str
    period: Period
    lens: Lens
    remark: str = ""


def show_report(setting: Setting, told: Sequence[Told], question: str) -> Report:
    """Return a show: its indicators in the order given, and the question for the end."""
    items = tuple(
        replace(
            item_of(each.row, each.view, actions=each.actions, remark=setting.remark),
            sentence=slide_sentence(each.row),
        )
        for each in told
    )
    return Report(
        kind=ReportKind.SHOW,
        title=f"{REPORT[ReportKind.SHOW]}, {setting.unit}, {setting.period.label}",
        organisation=setting.organisation,
        unit=setting.unit,
        period=setting.period,
        lens=setting.lens,
        lead=lead([each.row for each in told]),
        sections=(Section(SectionKind.INDICATORS, SECTION[SectionKind.INDICATORS], (), items),),
        remark=setting.remark,
        explanations=(WHY_HIDDEN,) if setting.lens.is_outward else (),
        question=shortened(question, LONGEST_QUESTION),
    )


def lead(rows: Sequence[Row]) -> str:
    """Say what the show holds: how many indicators, and how they stand to their targets."""
    counts = count_by_status(rows)
    told = listed([f"{counts[status]} {words}" for status, words in STANDS.items() if counts[status]])
    return f"{many(len(rows), 'indikator', 'indikatorer')}{': ' if told else ''}{told}."


def slide_sentence(row: Row) -> str:
    """Say of an indicator what can be read aloud: value and period, the target, and whether it has changed.

    For instance `Sjukfrånvaro: 6,2 % i oktober 2026. Målet nås inte. Det är en verklig försämring.`
    """
    doubt = made_of(row.figure) if row.figure.value is not None else row.note
    beside = f" ({doubt})" if doubt else ""
    preposition = "i" if row.period.month_count == 1 else "för"
    said = f"{row.subject.name}: {row.value_text}{beside} {preposition} {row.period.label}."
    outcome = f"Målet {OUTCOME[row.status]}." if row.status in OUTCOME else ""
    return " ".join(filter(None, (said, outcome, _change(row))))


def _change(row: Row) -> str:
    variation = row.signal.variation
    if row.signal.has_changed:
        return f"Det är en {beyond_chance(variation)}{_since(row)}."
    return NO_CHANGE if variation == Variation.COMMON_CAUSE else ""


def _since(row: Row) -> str:
    """Say of a judged change if it is the last one or several together; nothing where the last is none."""
    if row.signal.judged != Judged.CHANGE:
        return ""
    if row.signal.rule != Rule.OUTSIDE:
        return " över flera perioder"
    before, now = (
        None if value is None else rounded(value, row.subject.decimals) for value in row.spark[-2:]
    )
    return "" if before == now or before is None else " från förra perioden"


def actions_of(decided: Iterable[DecisionLine]) -> tuple[str, ...]:
    """Draft what is being done about an indicator: what is decided and not finished, the newest first.

    What goes on under the indicator's goal in the plan isn't told: nobody has said that it is done about it.
    """
    standing = [_with_role(line.text, line.responsible) for line in decided if line.status not in FINISHED]
    return tuple(standing[:MOST_ACTIONS])


def _with_role(text: str, role: str) -> str:
    """Return what is done and who does it, or only what where both take more than two lines."""
    both = f"{text.rstrip('.')} ({role})" if role and not pd.isna(role) else text
    return both if len(both) <= LONGEST_ACTION else shortened(text, LONGEST_ACTION)
