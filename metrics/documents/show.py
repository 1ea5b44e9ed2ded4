"""A show at a workplace meeting as a document: few indicators, a short sentence on each, a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from metrics.documents.items import item_of
from metrics.documents.model import Item, Report, Section
from metrics.documents.suggestion import LONGEST_QUESTION
from metrics.documents.words import REPORT, SECTION
from metrics.figure_words import WITHHELD, made_of
from metrics.indicator_view import IndicatorView
from metrics.periods import Period
from metrics.plan.activity_states import FINISHED
from metrics.plan.content import PlanContent
from metrics.receipts.decision_lines import DecisionLine
from metrics.rows import Row
from metrics.sentences import OUTCOME
from metrics.signals import Judged
from metrics.spc import Variation
from metrics.vocabulary import ActivityStatus, Lens, ReportKind, SectionKind
from metrics.words import listed, many, shortened

MOST_ACTIONS = 2
LONGEST_ACTION = 120
"""Signs of what is being done about an indicator: two lines from the back of a room."""
TRULY = {
    Variation.IMPROVEMENT: "Det är en verklig förbättring",
    Variation.CONCERN: "Det är en verklig försämring",
    Variation.CHANGE: "Det är en verklig ändring",
}
GOING_ON = (ActivityStatus.ONGOING.value, ActivityStatus.LATE.value)
SAME_GOAL = "Under samma mål i planen"
"""Before an activity: it serves the indicator's goal, which may have other indicators too."""
NO_CHANGE = "Ingen verklig ändring."
HIDDEN = f"«..» {WITHHELD}."


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
        lead=lead(items),
        sections=(Section(SectionKind.INDICATORS, SECTION[SectionKind.INDICATORS], (), items),),
        remark=setting.remark,
        explanations=(HIDDEN,) if setting.lens.is_outward else (),
        question=shortened(question, LONGEST_QUESTION),
    )


def lead(items: Sequence[Item]) -> str:
    """Say what the show holds: how many indicators, and how they stand to their targets."""
    counts = {
        "når målet": sum(item.status.startswith("✓") for item in items),
        "ligger nära": sum(item.status.startswith("≈") for item in items),
        "når inte målet": sum(item.status.startswith("✕") for item in items),
    }
    told = listed([f"{count} {words}" for words, count in counts.items() if count])
    return f"{many(len(items), 'indikator', 'indikatorer')}{': ' if told else ''}{told}."


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
    if variation in TRULY:
        since = " från förra perioden" if row.signal.judged == Judged.CHANGE else ""
        return f"{TRULY[variation]}{since}."
    return NO_CHANGE if variation == Variation.COMMON_CAUSE else ""


def actions_of(
    decided: Iterable[DecisionLine], plan: PlanContent | None, indicator_id: int
) -> tuple[str, ...]:
    """Draft what is being done about an indicator: what is decided and not finished, the newest first.

    Where nothing is, the activities that stand with it in the plan and go on.
    """
    standing = [_with_role(line.text, line.responsible) for line in decided if line.status not in FINISHED]
    return tuple((standing or _activities(plan, indicator_id))[:MOST_ACTIONS])


def _activities(plan: PlanContent | None, indicator_id: int) -> list[str]:
    """Return the activities under way under the goal that is the indicator's own in a plan."""
    if plan is None:
        return []
    goals = plan.places.loc[plan.places["indicator_id"] == indicator_id, "objective_id"].dropna()
    if goals.empty:
        return []
    beside = plan.activities[plan.activities["objective_id"] == goals.iloc[0]]
    going = beside[beside["state"].isin(GOING_ON)]
    return [
        _with_role(f"{SAME_GOAL}: {title}", responsible)
        for title, responsible in zip(going["title"], going["responsible"], strict=True)
    ]


def _with_role(text: str, role: str) -> str:
    """Return what is done and who does it, or only what where both take more than two lines."""
    both = f"{text.rstrip('.')} ({role})" if role and not pd.isna(role) else text
    return both if len(both) <= LONGEST_ACTION else shortened(text, LONGEST_ACTION)
