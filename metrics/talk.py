"""What needs talk: the overview's rows in order, counted, narrowed, and summed up in a sentence."""

import math
from collections.abc import Sequence

from metrics.overview import Row
from metrics.vocabulary import Area, Status
from metrics.words import AREA

TALK_ORDER = (Status.OFF_TARGET, Status.NEAR_TARGET, Status.ON_TARGET, Status.NO_TARGET, Status.NO_VALUE)
NAMED = 3
"""How many indicators the overview's sentence names."""


def talk_order(rows: Sequence[Row]) -> list[tuple[Area, list[Row]]]:
    """Group rows by area, what needs talk first: areas by their number of missed targets, rows by status.

    Among rows that miss their target, the one that misses it by most (in relation to the
    target) comes first.
    """
    by_area: dict[Area, list[Row]] = {}
    for row in rows:
        by_area.setdefault(row.subject.area, []).append(row)
    areas = sorted(by_area, key=lambda area: (_need(by_area[area]), list(Area).index(area)))
    return [(area, sorted(by_area[area], key=_row_need)) for area in areas]


def count_by_status(rows: Sequence[Row]) -> dict[Status, int]:
    """Count rows per status, every status with its number, in the order of talk."""
    return {status: sum(row.status == status for row in rows) for status in TALK_ORDER}


def matching(rows: Sequence[Row], status: Status | None, text: str) -> list[Row]:
    """Return the rows with a status (None = any) whose name or area holds a text (empty = any)."""
    wanted = text.strip().casefold()
    return [
        row
        for row in rows
        if status in (None, row.status)
        and (wanted in row.subject.name.casefold() or wanted in AREA[row.subject.area].casefold())
    ]


def late(rows: Sequence[Row]) -> list[Row]:
    """Return the rows whose figure should be there and is not, though it has been before."""
    return [row for row in rows if row.awaited and row.reported_before]


def never_reported(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that have no figure and never had one."""
    return [row for row in rows if row.awaited and not row.reported_before]


def overview_sentence(rows: Sequence[Row]) -> str:
    """Say in a few words how it stands: how many targets are missed, and which by most."""
    if not rows:
        return "Det finns varken mätvärden eller mål för perioden."
    counts = count_by_status(rows)
    judged = counts[Status.ON_TARGET] + counts[Status.NEAR_TARGET] + counts[Status.OFF_TARGET]
    if not judged:
        known = sum(row.figure.value is not None for row in rows)
        if not known:
            return f"Ingen av {len(rows)} indikatorer har mätvärde för perioden."
        return f"{known} av {len(rows)} indikatorer har mätvärde. Inget av dem har ett mål att bedömas mot."
    off = sorted((row for row in rows if row.status == Status.OFF_TARGET), key=_row_need)
    if not off:
        near = f" {counts[Status.NEAR_TARGET]} ligger nära." if counts[Status.NEAR_TARGET] else ""
        return f"Inget av {judged} bedömda mål missas.{near}"
    names = [row.subject.name for row in off[:NAMED]]
    listed = " och ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    furthest = "Längst ifrån" if len(off) > NAMED else "Det gäller"
    return f"{len(off)} av {judged} bedömda mål nås inte. {furthest}: {listed}."


def _need(rows: Sequence[Row]) -> tuple[int, ...]:
    counts = count_by_status(rows)
    return (-counts[Status.OFF_TARGET], -counts[Status.NEAR_TARGET], -counts[Status.NO_VALUE])


def _row_need(row: Row) -> tuple[int, float]:
    judgement = row.judgement
    share = 0.0
    if judgement.gap:
        share = (
            judgement.gap / abs(judgement.bar) if judgement.bar else math.copysign(math.inf, judgement.gap)
        )
    return TALK_ORDER.index(row.status), -share
