"""The Swedish words for the closed lists, and for a target. Used by pages, charts and exports."""

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import chain, count
from typing import TypeVar

from metrics.numbers import number, with_unit
from metrics.periods import Period
from metrics.vocabulary import (
    ActivityStatus,
    Area,
    ClientGroup,
    Derivation,
    Direction,
    Kind,
    Periodicity,
    Status,
    TargetKind,
    TargetLevel,
    ValueState,
)

Key = TypeVar("Key", bound=Hashable)

AREA = {
    Area.PLACEMENTS: "Placeringar",
    Area.LEAD_TIMES: "Handläggningstider",
    Area.SUPPORT: "Insatser och öppenvård",
    Area.ASSISTANCE: "Ekonomiskt bistånd",
    Area.QUALITY: "Kvalitet och rättssäkerhet",
    Area.ACCESS: "Tillgänglighet och delaktighet",
    Area.STAFF: "Personal",
    Area.ECONOMY: "Ekonomi",
    Area.OTHER: "Övrigt",
}
STATUS = {
    Status.ON_TARGET: "Når målet",
    Status.NEAR_TARGET: "Nära målet",
    Status.OFF_TARGET: "Når inte målet",
    Status.NO_TARGET: "Inget mål",
    Status.NO_VALUE: "Mätvärde saknas",
}
NOT_SHOWN = "Visas inte"
"""Where a figure is secret, or hidden from an audience: whether it meets its target is no more told."""
UNDECIDED = "Kan inte bedömas"
"""Where there is a figure, but not all that it is judged with, as an earlier month's or last year's."""
STATE = {
    ValueState.FINAL: "slutligt",
    ValueState.PRELIMINARY: "preliminärt",
    ValueState.MISSING: "saknas",
    ValueState.NOT_APPLICABLE: "ej tillämpligt",
    ValueState.CONFIDENTIAL: "sekretess",
    ValueState.NOT_YET_REPORTED: "ej rapporterat än",
}
KIND = {
    Kind.FLOW: "Flöde: summeras över tid och enheter",
    Kind.STOCK: "Bestånd: medel över tid, summa över enheter",
    Kind.YEAR_PLACES: "Årsplatser: medel över tid, summa över enheter",
    Kind.RATIO: "Andel: summan av täljare genom summan av nämnare",
    Kind.MEAN: "Medelvärde: vägs med antalet",
    Kind.INDEX: "Index: vägs med antalet svarande",
    Kind.MONEY: "Pengar: summeras över tid och enheter",
}
DIRECTION = {
    Direction.UP: "Högre är bättre",
    Direction.DOWN: "Lägre är bättre",
    Direction.NONE: "Ingen riktning är bättre",
}
DERIVATION = {
    Derivation.RATIO: "kvot",
    Derivation.DIFFERENCE: "skillnad",
    Derivation.ROLLING_SUM: "rullande summa",
    Derivation.ROLLING_MEAN: "rullande medel",
    Derivation.ACCUMULATED: "hittills i år",
    Derivation.SHARE_OF_UNITS: "andel enheter",
    Derivation.COHORT_SHARE: "kohortandel",
}
GROUP_NAMES: dict[ClientGroup | None, str] = {
    ClientGroup.CHILDREN: "Barn och unga",
    ClientGroup.ADULTS: "Vuxna",
    None: "Ej uppdelat",
}
"""In the order in which they are shown. None: units that work for all, or aren't told to work for anyone."""
PERIODICITY = {
    Periodicity.MONTH: "månad",
    Periodicity.QUARTER: "kvartal",
    Periodicity.TERTIAL: "tertial",
    Periodicity.HALF_YEAR: "halvår",
    Periodicity.YEAR: "år",
}
LEVEL = {TargetLevel.OWN: "Mål", TargetLevel.COUNCIL: "KF:s mål"}
ACTIVITY_STATUS = {
    ActivityStatus.NOT_STARTED: "ej påbörjad",
    ActivityStatus.ONGOING: "pågår",
    ActivityStatus.DONE: "klar",
    ActivityStatus.LATE: "försenad",
    ActivityStatus.STOPPED: "avbruten",
}
WITH_VALUE = {
    TargetKind.AT_LEAST: "minst {value}",
    TargetKind.AT_MOST: "högst {value}",
    TargetKind.EXACTLY: "{value}",
    TargetKind.ABOVE_REFERENCE: "över jämförelsetalet {value}",
    TargetKind.AT_LEAST_REFERENCE: "minst jämförelsetalet {value}",
    TargetKind.PLAN: "plan {value}",
}
WITHOUT_VALUE = {
    TargetKind.INCREASE: "ska öka",
    TargetKind.NOT_DECREASE: "ska inte minska",
    TargetKind.DECREASE: "ska minska",
    TargetKind.ABOVE_REFERENCE: "över jämförelsetalet",
    TargetKind.AT_LEAST_REFERENCE: "minst jämförelsetalet",
    TargetKind.PLAN: "plan utan siffra",
    TargetKind.REPORT_ONLY: "redovisas utan mål",
}
NOT_SET = "inte fastställt"


def many(count: int, one: str, several: str) -> str:
    """Say how many of something: `1 aktivitet`, `12 aktiviteter`."""
    return f"{number(count, 0)} {one if count == 1 else several}"


def begun(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return f"{text[:1].upper()}{text[1:]}"


def shortened(text: str, longest: int) -> str:
    """Return a text cut between words, with `…`, where it is longer than so many characters."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    head, space, _ = cut.rpartition(" ")
    return f"{(head if space and len(head) > longest // 2 else cut).rstrip(' ,.;:')}…"


def told_apart(names: Mapping[Key, str], asides: Mapping[Key, str] | None = None) -> dict[Key, str]:
    """Return names of which no two are alike: those that are get their aside, and then a number.

    A field of Streamlit's gives back the last of two that read alike, whichever was chosen.
    """
    alike = Counter(names.values())
    told: dict[Key, str] = {}
    for key, name in names.items():
        aside = (asides or {}).get(key, "") if alike[name] > 1 else ""
        begins = f"{name} ({aside})" if aside else name
        numbered = (f"{begins} ({number})" for number in count(2))
        told[key] = next(each for each in chain([begins], numbered) if each not in told.values())
    return told


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does: `HVB, SiS och stödboende`."""
    return " och ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def during(period: Period) -> str:
    """Say when: `i oktober 2026`, `under tertial 2 2026`, `under 2025`."""
    return f"{'i' if period.periodicity == Periodicity.MONTH else 'under'} {period.label}"


def target_words(kind: TargetKind, value: float | None, unit_of_measure: str) -> str:
    """Say a target in a few words, for instance `högst 5,7 %` or `ska inte minska`.

    A value that is None or NaN is one that the source does not have. The value is written
    with the decimals it was set with: a target of 100 % is not one of 100,0 %.
    """
    if value is None or math.isnan(value):
        return WITHOUT_VALUE.get(kind, NOT_SET)
    if kind not in WITH_VALUE:
        return WITHOUT_VALUE[kind]
    written = with_unit(value, _decimals_of(value), unit_of_measure)
    return WITH_VALUE[kind].format(value=written)


def _decimals_of(value: float) -> int:
    """Count the decimals a number is written with."""
    _, _, fraction = f"{value:.10f}".rstrip("0").partition(".")
    return len(fraction)
