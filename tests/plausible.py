"""Figures and what is known of them, for tests of Rimlighetsvakten."""

from datetime import date

import pandas as pd

from metrics.periods import Period
from metrics.plausibility import doubts

LAST_DAY = date(2026, 10, 31)
ALONE = pd.DataFrame({"id": [1], "parent_id": pd.array([None], dtype="Int64")})
FAMILY = pd.DataFrame({"id": [1, 2, 3], "parent_id": pd.array([None, 1, 1], dtype="Int64")})
STORED = ["unit_id", "indicator_id", "period", "value", "state"]
CALM = [5.2, 5.9, 4.8, 5.5, 6.1, 5.0, 5.7, 5.3, 4.9, 5.8, 5.4, 6.0, 5.1, 5.6]
"""Fourteen months of a percentage that moves as such do."""
COUNTS = [212, 231, 198, 224, 240, 205, 219, 227, 201, 236, 215, 229, 208, 222]


def indicator(kind="flow", name="Mått", *, unit="antal", decimals=0, periodicity="month"):
    return {
        "name": name,
        "kind": kind,
        "unit_of_measure": unit,
        "decimals": decimals,
        "periodicity": periodicity,
        "direction": "none",
    }


def indicators(*given):
    """Number indicators from 1."""
    return pd.DataFrame(given, index=range(1, len(given) + 1))


SHARE = indicators(indicator("ratio", "Sjukfrånvaro", unit="%", decimals=1))
FLOW = indicators(indicator("flow", "Vårddygn", unit="dygn"))
STOCK = indicators(indicator("stock", "Placerade barn"))


def months(first, count):
    start = Period.parse(first)
    return [start.shifted(step).code for step in range(count)]


def series(first, values, *, indicator_id=1, unit_id=1, state="final", **others):
    """Lay out values of consecutive periods, None where there is none."""
    return pd.DataFrame(
        {
            "unit_id": unit_id,
            "indicator_id": indicator_id,
            "period": months(first, len(values)),
            "value": pd.array([None if value is None else float(value) for value in values], dtype="Float64"),
            "state": [("missing" if value is None else state) for value in values],
        }
        | others
    ).astype({"value": "float64"})


def file_of(*frames):
    return pd.concat(frames, ignore_index=True)


NOTHING = series("2020-01", []).astype({"period": "str"})


def found(figures, history=NOTHING, indicators=FLOW, units=ALONE, last_day=LAST_DAY):
    """Return (level, rule, rows) of every doubt."""
    return [
        (doubt.level.value, doubt.rule, doubt.rows)
        for doubt in doubts(figures, history, indicators, units, last_day)
    ]


def rules(*given, notices=False, **others):
    """Return the rules of errors and warnings, and of notices only if asked for."""
    return [rule for level, rule, _ in found(*given, **others) if notices or level != "notice"]


def said(rule, figures, history=NOTHING, indicators=FLOW, units=ALONE, last_day=LAST_DAY):
    """Return the first message of a rule, with its NO-BREAK SPACEs as spaces."""
    every = doubts(figures, history, indicators, units, last_day)
    return next(each.message for each in every if each.rule == rule).replace("\u00a0", " ")
