"""What has happened, as it is told beside figures: events and decisions on new limits."""

from collections.abc import Iterable

import pandas as pd

from metrics.office import Office
from metrics.periods import Period
from metrics.receipts.decision_lines import DecisionLine
from metrics.subjects import Subject
from metrics.vocabulary import Periodicity


def happened_lately(office: Office, unit_id: int, chosen: Period) -> list[str]:
    """Return the last year's events that concern a unit, the newest first, each as a line."""
    since = Period.containing(chosen.last, Periodicity.MONTH).shifted(-11).first
    events = office.happened(unit_id)
    names = {subject.id: subject.name for subject in office.subjects}
    lines = []
    for event in events.sort_values("happened_on", ascending=False).to_dict("records"):
        day = event["happened_on"].date()
        if since <= day <= chosen.last:
            concerned = ", ".join(names[number] for number in event["indicator_ids"] if number in names)
            lines.append(f"{day:%Y-%m-%d}: {event['text']}{f' ({concerned})' if concerned else ''}")
    return lines


def marks_of(office: Office, subject: Subject, unit_id: int) -> pd.DataFrame:
    """Return what is marked on an indicator's chart: `on`, `text`, `kind`, oldest first.

    Kinds are `definition_change`, `event` and `rebase`.
    """
    told = office.chronicle
    changes = told.definition_changes[told.definition_changes["indicator_id"] == subject.id]
    decided = told.rebases[
        (told.rebases["indicator_id"] == subject.id) & (told.rebases["unit_id"] == unit_id)
    ]
    events = office.happened(unit_id, subject.id)
    parts = [
        changes.rename(columns={"changed_on": "on"}).assign(kind="definition_change"),
        events.rename(columns={"happened_on": "on"}).assign(kind="event"),
        decided.rename(columns={"starts_on": "on"}).assign(
            kind="rebase", text="Nya gränser: " + decided["reason"].astype(str)
        ),
    ]
    every = pd.concat(
        [part[["on", "text", "kind"]] for part in parts if len(part)] or [parts[0][["on", "text", "kind"]]]
    )
    return every.sort_values("on", ignore_index=True)


def with_decisions(marks: pd.DataFrame, decisions: Iterable[DecisionLine]) -> pd.DataFrame:
    """Add what has been decided to do (kind `decision`) to a chart's marks, oldest first."""
    rows = [
        {"on": pd.Timestamp(each.starts_on), "text": f"Åtgärd: {each.text}", "kind": "decision"}
        for each in decisions
    ]
    if not rows:
        return marks
    every = [frame for frame in (marks, pd.DataFrame(rows)) if len(frame)]
    return pd.concat(every).sort_values("on", kind="stable", ignore_index=True)
