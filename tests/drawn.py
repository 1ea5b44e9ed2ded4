"""Tables as they are drawn in a test, read into frames.

The first line gives the headings, `|` stands between columns, an empty cell is missing:

    period  | value | state
    2017-01 |    12 | final
    2017-02 |       | missing
"""

from collections.abc import Collection
from datetime import date

import pandas as pd

from metrics.office import Chronicle, Office, office
from metrics.vocabulary import STATES_WITH_VALUE, ValueState

WRITTEN_AS_TEXT = ("period",)
"""A year alone is a period and not a number."""
TARGET_DAYS = ("valid_from", "valid_to", "plan_from")
MEASURED = ["value", "numerator", "denominator", "n"]


def table(text: str, words: Collection[str] = WRITTEN_AS_TEXT) -> pd.DataFrame:
    """Return the drawn table as a frame: columns of numbers as numbers, all others as text.

    Columns named in `words` are text whatever stands in them. An empty cell is NaN among
    numbers and None among words. Raises ValueError for a line with too few or too many cells.
    """
    headings, *rows = [_cells(line) for line in text.splitlines() if line.strip()]
    for row in rows:
        if len(row) != len(headings):
            raise ValueError(f"{len(headings)} headings but {len(row)} cells: {row}")
    columns = {name: [row[place] for row in rows] for place, name in enumerate(headings)}
    return pd.DataFrame(
        {name: _words(cells) if name in words else _column(cells) for name, cells in columns.items()},
        columns=headings,
    )


def figures(text: str) -> pd.DataFrame:
    """Return a drawn table as figures: of indicator 1 and unit 1 and final, if not drawn so."""
    drawn = table(text)
    for name in MEASURED:
        drawn[name] = drawn[name].astype(float) if name in drawn else float("nan")
    for name in ("indicator_id", "unit_id"):
        drawn[name] = drawn.get(name, 1)
    if "state" not in drawn:
        drawn["state"] = None
    assumed = drawn["value"].map(lambda value: ValueState.MISSING if pd.isna(value) else ValueState.FINAL)
    drawn["state"] = drawn["state"].where(drawn["state"].notna(), assumed.map(str)).astype(object)
    wrong = drawn["value"].notna() != drawn["state"].isin(STATES_WITH_VALUE)
    if wrong.any():
        raise ValueError(f"value and state contradict each other:\n{drawn[wrong]}")
    return drawn


def drawn_targets(text: str = "indicator_id") -> pd.DataFrame:
    """Return a drawn table as targets: the own level, for all units and the years 2000-2099 if not drawn.

    They are of one plan, unless `plan_from` is drawn.
    """
    drawn = table(text, words=(*TARGET_DAYS, "words"))
    drawn = _filled(
        drawn,
        indicator_id=1,
        unit_id=float("nan"),
        level="own",
        kind="at_least",
        basis=None,
        value=float("nan"),
        valid_from="2000-01-01",
        valid_to="2099-12-31",
        plan_from="2000-01-01",
        words="källans ord",
        source="Planen, Mål",
    )
    days = {name: pd.to_datetime(drawn[name]) for name in TARGET_DAYS}
    return drawn.assign(**days).astype({"value": float, "unit_id": float})


def drawn_office(
    indicators: str,
    *,
    targets: str = "indicator_id",
    units: str = "id | parent_id\n1 |",
    known_periods: Collection[str] = (),
    plan_years: Collection[int] = (),
    definition_changes: str = "indicator_id | changed_on | text",
    rebases: str = "indicator_id | unit_id | starts_on | reason",
    events: pd.DataFrame | None = None,
    parts: str = "indicator_id | part_id | role",
) -> Office:
    """Return an office of drawn tables; an indicator that isn't described is a monthly count."""
    described = _filled(
        table(indicators, words=("code", "name", "unit_of_measure")),
        name="Nya insatser",
        area="support",
        kind="flow",
        direction="up",
        periodicity="month",
        unit_of_measure="antal",
        decimals=0,
        tolerance=0.0,
    )
    described = _filled(described, code=[f"indikator-{number}" for number in described["id"]])
    tree = table(units, words=("code", "name"))
    tree = _filled(tree, code=[f"enhet-{number}" for number in tree["id"]])
    changes = table(definition_changes, words=("changed_on", "text"))
    decisions = table(rebases, words=("starts_on", "reason"))
    nothing = pd.DataFrame(columns=["id", "happened_on", "text", "role", "indicator_ids", "unit_ids"])
    return office(
        pd.Series({"id": 1, "code": "provstad", "name": "Provstad", "simulated": False}),
        _filled(tree, name=tree["code"]).astype({"parent_id": "Int64"}),
        described,
        drawn_targets(targets),
        Chronicle(
            changes.assign(changed_on=pd.to_datetime(changes["changed_on"])),
            decisions.assign(starts_on=pd.to_datetime(decisions["starts_on"])),
            nothing if events is None else events,
        ),
        derivation_parts=table(parts),
        known_periods=list(known_periods),
        plan_spans=[(date(year, 1, 1), date(year, 12, 31)) for year in plan_years],
    )


def _filled(drawn: pd.DataFrame, **usual: object) -> pd.DataFrame:
    """Add the columns that aren't drawn."""
    return drawn.assign(**{name: value for name, value in usual.items() if name not in drawn})


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _words(cells: list[str]) -> pd.Series:
    return pd.Series([cell or None for cell in cells], dtype=object)


def _column(cells: list[str]) -> pd.Series:
    try:
        numbers = [float(cell.replace("−", "-")) if cell else float("nan") for cell in cells]
    except ValueError:
        return _words(cells)
    whole = bool(cells) and all(cell and "." not in cell for cell in cells)
    return pd.Series(numbers, dtype=float).astype(int) if whole else pd.Series(numbers, dtype=float)
