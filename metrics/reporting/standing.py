"""How far the reporting has come: per unit what has come in, what is a draft, and what is missing or late.

Every expected figure is one of three. It is in when its unit has said something of it, if only that it
is missing, secret or not applicable; a draft while it is preliminary and its unit hasn't marked the month
as ready; else it is missing. What is not in after the last day is late, while the office is followed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from metrics.office import Place
from metrics.periods import Period
from metrics.reporting.expected import last_day
from metrics.vocabulary import DeliveryState, Periodicity, ValueState

KEY = ["unit_id", "indicator_id", "period"]


@dataclass(frozen=True)
class Delivered:
    """That a unit has marked a month as ready: which, in which role, and when."""

    month: Period
    role: str
    at: datetime


@dataclass(frozen=True)
class Awaited:
    """A figure that is not in: of which indicator and period, and who is to deliver it."""

    indicator: str
    period: Period
    owner: str
    is_late: bool


@dataclass(frozen=True)
class Share:
    """How many of the expected figures of a rhythm are in."""

    rhythm: Periodicity
    expected: int
    inside: int


@dataclass(frozen=True)
class UnitStanding:
    """How far a unit has come. `first_open` is the earliest month with something that is not in."""

    place: Place
    expected: int
    inside: int
    drafts: int
    late: int
    shares: tuple[Share, ...]
    ready: tuple[Delivered, ...]
    awaited: tuple[Awaited, ...]
    first_open: Period | None

    @property
    def missing(self) -> int:
        """How many figures nothing has been written of."""
        return self.expected - self.inside - self.drafts


@dataclass(frozen=True)
class Standing:
    """How far the reporting of some months has come, unit by unit in tree order."""

    units: tuple[UnitStanding, ...]
    months: int


@dataclass(frozen=True)
class Counts:
    """How many figures are expected, and how many of them are in, drafts and late."""

    expected: int
    inside: int
    drafts: int
    late: int


def reported(
    expected: pd.DataFrame,
    known: pd.DataFrame,
    deliveries: pd.DataFrame,
    *,
    today: date,
    days: int,
    followed: bool = True,
) -> pd.DataFrame:
    """Return the expected figures with `state` (empty = nothing is known), `inside`, `draft` and `late`.

    `expected` as `expected.expected` gives it; `known` has `unit_id`, `indicator_id`, `period`, `state`;
    `deliveries` have `unit_id`, `period` (a month) and `state`. `days` is how long after its end a
    period's figures are due; of an office that isn't `followed` (see `expected.is_followed`) none are late.
    """
    both = expected.merge(known[[*KEY, "state"]], on=KEY, how="left").astype({"state": object})
    both["state"] = both["state"].where(both["state"].notna(), "")
    done = deliveries[deliveries["state"] == DeliveryState.DONE.value]
    ready = set(zip(done["unit_id"], done["period"], strict=True))
    still_open = pd.Series(
        [pair not in ready for pair in zip(both["unit_id"], both["month"], strict=True)],
        index=both.index,
        dtype=bool,
    )
    told = ~both["state"].isin(["", ValueState.NOT_YET_REPORTED.value])
    draft = still_open & (both["state"] == ValueState.PRELIMINARY.value)
    limits = {code: last_day(Period.parse(code), days) for code in both["month"].unique()}
    overdue = both["month"].map({code: today > limit for code, limit in limits.items()}).astype(bool)
    return both.assign(inside=told & ~draft, draft=draft, late=overdue & ~(told & ~draft) & followed)


def counted(figures: pd.DataFrame, unit_ids: Collection[int]) -> Counts:
    """Return how far some units have come together; `figures` as `reported` gives them."""
    mine = figures[figures["unit_id"].isin(list(unit_ids))]
    return Counts(len(mine), *(int(mine[name].sum()) for name in ("inside", "draft", "late")))


def standing(
    figures: pd.DataFrame,
    deliveries: pd.DataFrame,
    places: Iterable[Place],
    indicators: Mapping[int, tuple[str, str]],
    months: Collection[Period],
) -> Standing:
    """Return how far some units have come in some months.

    `figures` as `reported` gives them; `deliveries` have `unit_id`, `period`, `state`, `role` and
    `recorded_at` (local time); `indicators` are names and owners. Units that nothing is expected of are left
    out.
    """
    by_unit = {int(str(number)): mine for number, mine in figures.groupby("unit_id")}
    ready = _ready(deliveries, {month.code for month in months})
    return Standing(
        tuple(
            _of_unit(place, by_unit[place.id], tuple(ready.get(place.id, ())), indicators)
            for place in places
            if place.id in by_unit
        ),
        len(months),
    )


def _ready(deliveries: pd.DataFrame, months: Collection[str]) -> dict[int, list[Delivered]]:
    done = deliveries[
        (deliveries["state"] == DeliveryState.DONE.value) & deliveries["period"].isin(list(months))
    ]
    ready: dict[int, list[Delivered]] = {}
    for row in done.sort_values("period").to_dict("records"):
        told = Delivered(Period.parse(row["period"]), row["role"], row["recorded_at"])
        ready.setdefault(row["unit_id"], []).append(told)
    return ready


def _of_unit(
    place: Place, mine: pd.DataFrame, ready: tuple[Delivered, ...], indicators: Mapping[int, tuple[str, str]]
) -> UnitStanding:
    rhythms = mine["period"].map({code: Period.parse(code).periodicity for code in mine["period"].unique()})
    absent = mine[~mine["inside"]].sort_values(["month", "period"])
    awaited = [
        Awaited(indicators[number][0], Period.parse(code), indicators[number][1], late)
        for number, code, late in zip(absent["indicator_id"], absent["period"], absent["late"], strict=True)
    ]
    return UnitStanding(
        place,
        expected=len(mine),
        inside=int(mine["inside"].sum()),
        drafts=int(mine["draft"].sum()),
        late=int(mine["late"].sum()),
        shares=tuple(
            Share(each, int((rhythms == each).sum()), int(mine["inside"][rhythms == each].sum()))
            for each in Periodicity
            if (rhythms == each).any()
        ),
        ready=ready,
        awaited=tuple(awaited),
        first_open=Period.parse(absent["month"].iloc[0]) if len(absent) else None,
    )
