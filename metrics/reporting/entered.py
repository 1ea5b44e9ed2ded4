"""What a form would save: the figures to write, the doubts accepted with a reason, and what stops it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from metrics.reporting.lines import Line
from metrics.reporting.typed import Typed
from metrics.reporting.verdicts import CORRECTED, MISSING, Verdict
from metrics.vocabulary import STATES_WITH_VALUE, ValueState
from metrics.words import STATE

FIGURE = ["indicator_id", "period", "value", "numerator", "denominator", "n", "state", "comment"]
PROVISIONAL = "preliminär"
"""How a comment begins that says of a figure what is no longer so when it becomes final."""
NOT_BACK = (
    f"månaden är klarmarkerad. Finns ingen siffra: välj «{STATE[ValueState.MISSING]}» i stället för "
    f"«{STATE[ValueState.NOT_YET_REPORTED]}»."
)


@dataclass(frozen=True)
class Entered:
    """What is to be saved. Nothing is saved while there are `problems`, in Swedish.

    `held` are the lines of a draft that are left unsaved, by their keys, each with what is wrong with it.
    `finished` are the names of the drafts that become final though nobody has typed in them. `accepted` are
    `place`, `rule`, `message` and `reason` of each doubt. `absent` are the names of the lines that say
    nothing, which a month that is marked as ready may not have.
    """

    figures: pd.DataFrame
    accepted: tuple[dict[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    finished: tuple[str, ...] = ()


def entered(
    lines: Sequence[Line],
    typed: Mapping[str, Typed],
    verdicts: Mapping[str, Verdict],
    *,
    done: bool,
    ready: bool = False,
    fill_missing: bool = False,
) -> Entered:
    """Return what saving the form means.

    A draft writes what was typed, as preliminary, but for the lines that have to be changed first: they don't
    stop the others. What is marked as ready is final, with the drafts that
    stand. With `fill_missing` the lines that say nothing are written as missing: somebody has said so.
    What is typed over a final figure is a correction whichever the way, and final. Of a month that is `ready`
    already only what was typed is written.
    """
    changed = [line for line in lines if verdicts[line.key].changed]
    wrong = {line.key: told for line in changed if (told := _wrong(line, lines, typed, verdicts[line.key]))}
    held = {} if done or ready else wrong
    rows: list[dict[str, Any]] = []
    absent: list[str] = []
    finished: list[str] = []
    for line in lines:
        verdict = verdicts[line.key]
        if done and not ready and is_absent(verdict):
            absent.append(name_of(line, lines))
            rows += [_row(line, ValueState.MISSING)] if fill_missing else []
        elif verdict.changed and line.key not in held:
            rows.append(_typed_row(line, verdict, typed[line.key].reason, done=done))
        elif done and not ready and is_draft(line, verdict):
            finished.append(f"{name_of(line, lines)} ({verdict.told})")
            rows.append(_finished(line))
    stopping = () if held and rows else tuple(wrong.values())
    back = [line for line in changed if ready and is_absent(verdicts[line.key])]
    return Entered(
        pd.DataFrame(rows, columns=FIGURE),
        tuple(_accepted((line for line in changed if line.key not in held), typed, verdicts)),
        (*stopping, *(f"{name_of(line, lines)}: {NOT_BACK}" for line in back)),
        () if fill_missing else tuple(absent),
        held,
        tuple(finished),
    )


def is_draft(line: Line, verdict: Verdict) -> bool:
    """Tell whether a line is a draft that stands as it is stored."""
    stored = line.stored
    return not verdict.changed and stored is not None and stored.state == ValueState.PRELIMINARY


def is_absent(verdict: Verdict) -> bool:
    """Tell whether a line says nothing, or only that its figure has not been reported yet."""
    unreported = verdict.reading.state == ValueState.NOT_YET_REPORTED
    return unreported if verdict.changed else verdict.word == MISSING


def name_of(line: Line, lines: Iterable[Line]) -> str:
    """Return a line's name, with its period where the lines are of several."""
    several = len({each.period for each in lines}) > 1
    return f"{line.subject.name}, {line.period.label}" if several else line.subject.name


def _row(line: Line, state: ValueState, comment: str = "", **numbers: float | None) -> dict[str, Any]:
    empty = dict.fromkeys(("value", "numerator", "denominator", "n"))
    key = {"indicator_id": line.subject.id, "period": line.period.code}
    return {**key, **empty, **numbers, "state": state.value, "comment": comment}


def _typed_row(line: Line, verdict: Verdict, reason: str, *, done: bool) -> dict[str, Any]:
    reading = verdict.reading
    state = reading.state or ValueState.MISSING
    if state not in STATES_WITH_VALUE:
        return _row(line, state, reason)
    return _row(
        line,
        ValueState.FINAL if done or verdict.word == CORRECTED else ValueState.PRELIMINARY,
        reason,
        value=reading.value,
        numerator=reading.numerator,
        denominator=reading.denominator,
        n=reading.n,
    )


def _finished(line: Line) -> dict[str, Any]:
    """Return a draft that stands, as final, without a comment that calls it preliminary."""
    stored = line.stored
    assert stored is not None  # only drafts are finished
    outdated = stored.comment.casefold().startswith(PROVISIONAL)
    return _row(
        line,
        ValueState.FINAL,
        "" if outdated else stored.comment,
        value=stored.value,
        numerator=stored.numerator,
        denominator=stored.denominator,
        n=stored.n,
    )


def _wrong(line: Line, lines: Sequence[Line], typed: Mapping[str, Typed], verdict: Verdict) -> str:
    """Say what has to be done about a line before it can be saved; empty for nothing."""
    name = name_of(line, lines)
    if verdict.newer:
        return f"{name}: ditt värde är {verdict.told or 'inte läsbart'}, {verdict.newer}. Välj i raden."
    if verdict.problem:
        return f"{name}: {verdict.problem}"
    unexplained = verdict.doubts and not typed[line.key].reason
    return f"{name}: {verdict.doubts[0].message}" if unexplained else ""


def _accepted(
    changed: Iterable[Line], typed: Mapping[str, Typed], verdicts: Mapping[str, Verdict]
) -> Iterable[dict[str, str]]:
    for line in changed:
        for doubt in verdicts[line.key].doubts:
            place = f"Fyll i: {line.subject.name}, {line.period.code}"
            yield {
                "place": place,
                "rule": doubt.rule,
                "message": doubt.message,
                "reason": typed[line.key].reason,
            }
