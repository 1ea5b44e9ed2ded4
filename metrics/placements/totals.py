"""Placements of an office that counts them by client group alone, not by form of care."""

from metrics.numbers import SINGULAR
from metrics.periods import MONTH_NAMES
from metrics.placements.plan_volumes import PlanRow, PlanTable
from metrics.placements.told import bare
from metrics.words import listed

PHRASES = {
    "familjehemsplacerade": "barn och unga i familjehem",
    "hvb-barn-och-unga": "barn och unga i HVB",
    "hvb-vuxna": "i HVB för vuxna",
    "skyddat-boende": "i skyddat boende",
}
"""Concept -> what its number is of, in a sentence."""


def totals_words(table: PlanTable) -> str:
    """Say how many were placed in the last month looked at, beside the plan; empty where none is known."""
    told = [_told(row, table.until) for row in table.rows if row.subject.concept in PHRASES]
    known = [each for each in told if each]
    return f"I {MONTH_NAMES[table.until - 1]} {table.year}: {listed(known)}." if known else ""


def _told(row: PlanRow, month: int) -> str:
    figure = row.months[month - 1]
    if figure is None or figure.value is None:
        return ""
    count = bare(figure.value, row.subject.decimals)
    places = row.subject.unit_of_measure
    unit = f" {SINGULAR[places] if count == '1' else places}" if places in SINGULAR else ""
    return f"{count}{unit} {PHRASES[row.subject.concept]}{_beside_plan(row)}"


def _beside_plan(row: PlanRow) -> str:
    """Say the year's mean beside the plan, which is of the year; empty where one of them isn't known."""
    if row.planned.value is None or row.so_far.value is None:
        return ""
    return f" (årets medel {bare(row.so_far.value, row.decimals)} mot plan {bare(row.planned.value, 1)})"
