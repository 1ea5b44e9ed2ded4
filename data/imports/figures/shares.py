"""Whether numbers of an indicator in per cent are per cent or shares of one: 0,84 for 84 %.

They are taken for shares only where that is evident: by how the cells are shown, by the figures that stand
in the store, or by the target where there are none. Otherwise it is asked, once for the table.
"""

import pandas as pd

from data.imports.facts import Asked, Choice, Finding, Question
from data.imports.figures.combined import PER_CENT_UNITS
from data.imports.figures.standing import Standing, subjects
from data.imports.step import Office, Step, finding, first_cell
from metrics.vocabulary import FindingLevel

SHARE, AS_IT_IS = "share", "as_is"
PER_CENT_DECIMALS = 10
LEAST_HISTORY, LEAST_PER_CENT, WIDENED = 6, 5, 0.25
"""A history of fewer or smaller figures shows nothing; its range is widened by so large a part of it."""
LEAST_TARGET, NEAR_TARGET = 20, (0.5, 1.5)


def in_per_cent(figures: pd.DataFrame, office: Office, held: Standing, shown: "pd.Series[bool]") -> Step:
    """Turn shares (0.84) of indicators that are measured in per cent into per cent (84).

    `figures` have `subject` (see `standing.subjects`), `table` and `label`. `shown` tells which stand in a
    cell that shows per cent, and are so already.
    """
    ours = figures["indicator_id"].isin(list(per_cent_indicators(office))) & figures["value"].notna()
    ours &= ~figures["computed"]
    if not ours.any():
        return Step(figures)
    sizes = figures["value"].abs().where(ours & ~shown)
    largest = sizes.groupby([figures["table"], figures["subject"]], observed=True).transform("max")
    unsure = sizes.gt(0) & (largest <= 1)
    times = pd.Series(data=False, index=figures.index)
    findings: list[Finding] = []
    questions: list[Question] = []
    asked = pd.Series(data=False, index=figures.index)
    for _, rows in figures[unsure].groupby(["table", "subject"], sort=False, observed=True):
        label = str(rows["label"].iloc[0])
        subject = label or office.indicators.names[int(rows["indicator_id"].iloc[0])]
        answer = office.answer(Asked.PER_CENT, subject)
        reading = answer if answer in (SHARE, AS_IT_IS) else _evident(rows, held)
        if reading is None:
            questions.append(_about_per_cent(subject, rows))
            asked[rows.index] = True
        elif reading == SHARE:
            times[rows.index] = True
            if answer is None:
                findings.append(finding(FindingLevel.NOTICE, rows, "per-cent", _told_share(subject, rows)))
    value = figures["value"].where(~times, (figures["value"] * 100).round(PER_CENT_DECIMALS))
    state = figures["state"].where(~asked, "")
    return Step(figures.assign(value=value.where(~asked), state=state), tuple(findings), tuple(questions))


def per_cent_indicators(office: Office) -> frozenset[int]:
    """Return the indicators that are measured in per cent."""
    known = office.known.indicators
    mine = known["unit_of_measure"].str.casefold().isin(PER_CENT_UNITS)
    return frozenset(int(number) for number in known.loc[mine, "id"])


def _evident(rows: pd.DataFrame, held: Standing) -> str | None:
    """Return the reading that the figures or the targets of the store show beyond doubt, or None."""
    subject, values = rows["subject"].iloc[0], rows["value"]
    history = held.figures.loc[subjects(held.figures) == subject, "value"].dropna()
    if history.empty:
        target = held.targets.loc[held.targets["indicator_id"] == subject, "value"].dropna().median()
        low, high = (each * target for each in NEAR_TARGET)
        has_decimals = bool((values % 1 != 0).any())
        is_share = target >= LEAST_TARGET and has_decimals and (100 * values).between(low, high).all()
        return SHARE if is_share else None
    if len(history) < LEAST_HISTORY:
        return None
    margin = WIDENED * (history.max() - history.min())
    low, high = history.min() - margin, history.max() + margin
    within, within_times = (each.between(low, high).all() for each in (values, 100 * values))
    if within_times and not within and history.min() >= LEAST_PER_CENT:
        return SHARE
    return AS_IT_IS if within and not within_times else None


def _written(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")


def _told_share(subject: str, rows: pd.DataFrame) -> str:
    value = float(rows["value"].iloc[0])
    return f"«{subject}»: {_written(value)} lästes som {_written(round(value * 100, 8))}\u00a0%."


def _about_per_cent(subject: str, rows: pd.DataFrame) -> Question:
    value = float(rows["value"].iloc[0])
    share, own = _written(round(value * 100, 8)), _written(value)
    text = f"«{subject}» mäts i procent. Betyder {own} i filen {share}\u00a0% eller {own}\u00a0%?"
    choices = (Choice(SHARE, f"{share}\u00a0%"), Choice(AS_IT_IS, f"{own}\u00a0%"))
    return Question(Asked.PER_CENT, subject, text, first_cell(rows), choices)
