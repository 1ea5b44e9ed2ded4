"""What needs talk: the overview's rows in order, counted, narrowed, and summed up in a sentence."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from metrics.rows import Row
from metrics.spc import Variation
from metrics.vocabulary import Area, Status
from metrics.words import AREA, many

TALK_ORDER = (Status.OFF_TARGET, Status.NEAR_TARGET, Status.ON_TARGET, Status.NO_TARGET, Status.NO_VALUE)
SIGNAL_ORDER = (
    *(Variation.CONCERN, Variation.CHANGE, Variation.IMPROVEMENT),
    *(Variation.COMMON_CAUSE, Variation.TOO_FEW_POINTS),
)
CHANGED_WORDS = {
    Variation.CONCERN: ("försämring", "försämringar"),
    Variation.CHANGE: ("förändring", "förändringar"),
    Variation.IMPROVEMENT: ("förbättring", "förbättringar"),
}
"""One, and several."""
NAMED = 3
"""How many indicators the overview's sentence names."""
NONE_JUDGED = "Ingen av dem kan bedömas mot ett mål."
"""Of the indicators that have a figure."""


class Shown(StrEnum):
    """Which rows are shown, and in what order."""

    ALL = ""
    BY_SIGNAL = "by_signal"
    CHANGED = "changed"


@dataclass(frozen=True)
class Narrowing:
    """What is wanted of the rows: a status (None = any), a text (empty = any), which and in what order."""

    status: Status | None = None
    text: str = ""
    shown: Shown = Shown.ALL

    def matching(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the rows that are wanted."""
        found = matching(rows, self.status, self.text)
        return changed(found) if self.shown == Shown.CHANGED else found


def talk_order(rows: Sequence[Row], *, by_signal: bool = False) -> list[tuple[Area, list[Row]]]:
    """Group rows by area, what needs talk first: areas by their number of missed targets, rows by status.

    Among rows that miss their target, the one that misses it by most (in relation to the
    target) comes first. With `by_signal`, what has truly changed comes before that, the worse first.
    """
    by_area: dict[Area, list[Row]] = {}
    for row in rows:
        by_area.setdefault(row.subject.area, []).append(row)
    need = _signal_need if by_signal else _need
    row_need = _row_signal_need if by_signal else _row_need
    areas = sorted(by_area, key=lambda area: (need(by_area[area]), list(Area).index(area)))
    return [(area, sorted(by_area[area], key=row_need)) for area in areas]


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


def changed(rows: Sequence[Row]) -> list[Row]:
    """Return the rows whose period is more than chance."""
    return [row for row in rows if row.signal.has_changed]


def late(rows: Sequence[Row]) -> list[Row]:
    """Return the rows whose figure should be there and is not, though it has been before."""
    return [row for row in rows if row.awaited and row.reported_before]


def never_reported(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that have no figure and never had one."""
    return [row for row in rows if row.awaited and not row.reported_before]


def overview_sentence(rows: Sequence[Row]) -> str:
    """Say in a few words how it stands: how many targets are missed, and which by most.

    What isn't shown is counted, for else a reader would take the rest for the whole.
    """
    if not rows:
        return "Det finns varken mätvärden eller mål för perioden."
    counts, told = count_by_status(rows), changed_sentence(rows) + _hidden_sentence(rows)
    judged = counts[Status.ON_TARGET] + counts[Status.NEAR_TARGET] + counts[Status.OFF_TARGET]
    if not judged:
        if all(row.figure.value is None for row in rows):
            hidden = _hidden_sentence(rows)
            none = f"Ingen av {len(rows)} indikatorer har mätvärde för perioden."
            return f"Inget mätvärde visas för perioden.{hidden}" if hidden else none
        return f"{known_words(rows)}. {NONE_JUDGED}{told}"
    off = sorted((row for row in rows if row.status == Status.OFF_TARGET), key=_row_need)
    if not off:
        near = f" {counts[Status.NEAR_TARGET]} ligger nära." if counts[Status.NEAR_TARGET] else ""
        return f"Inget av {judged} bedömda mål missas.{near}{told}"
    names = [row.subject.name for row in off[:NAMED]]
    listed = " och ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    furthest = "Längst ifrån" if len(off) > NAMED else "Det gäller"
    return f"{len(off)} av {judged} bedömda mål nås inte. {furthest}: {listed}.{told}"


def known_words(rows: Sequence[Row]) -> str:
    """Say how many indicators have a figure; where some aren't shown, how many have one that is."""
    known = sum(row.figure.value is not None for row in rows)
    shown = " som visas" if any(row.is_hidden for row in rows) else ""
    return f"{known} av {many(len(rows), 'indikator', 'indikatorer')} har mätvärde{shown}"


def _hidden_sentence(rows: Sequence[Row]) -> str:
    """Say how many indicators have a figure that isn't shown; empty where all are shown."""
    hidden = sum(row.is_hidden for row in rows)
    if not hidden:
        return ""
    return f" {hidden} av {len(rows)} indikatorer visas inte, för att skydda enskilda."


def changed_sentence(rows: Sequence[Row]) -> str:
    """Say how many indicators have changed more than chance; empty where none could be judged."""
    judged = sum(row.signal.variation != Variation.TOO_FEW_POINTS for row in rows)
    if not judged:
        return ""
    counts = Counter(row.signal.variation for row in changed(rows))
    if not counts:
        return f" Ingen verklig förändring ({judged} av {len(rows)} kan bedömas)."
    named = [
        f"{counts[each]} {CHANGED_WORDS[each][counts[each] > 1]}" for each in SIGNAL_ORDER if counts[each]
    ]
    return f" Verklig förändring: {', '.join(named)}."


def _signal_need(rows: Sequence[Row]) -> tuple[int, ...]:
    counts = Counter(row.signal.variation for row in rows)
    return (*(-counts[each] for each in SIGNAL_ORDER), *_need(rows))


def _row_signal_need(row: Row) -> tuple[float, ...]:
    return (SIGNAL_ORDER.index(row.signal.variation), *_row_need(row))


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
