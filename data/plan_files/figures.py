"""Recording what a plan file prints of figures and amounts, over the words of plan files alone."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from data.own_words import own, told_left
from data.plan_files.entries import KRONOR_PER, PlanFile
from data.recording import record_amounts, record_measurements
from metrics.vocabulary import ImportKind, ValueState

Ids = Mapping[str, int]


def record_figures(
    connection: Connection, content: PlanFile, owned: Mapping[str, Any], ids: Mapping[str, Ids]
) -> str:
    """Record the series and result tables of a plan file; return what is told of those that were left.

    `owned` has the organisation and the import, `ids` code -> number of each unit, indicator and account.
    The organisation is held alone.
    """
    left = []
    for rows, record in (
        (_series(content, ids), record_measurements),
        (_result_tables(content, ids), record_amounts),
    ):
        if rows:
            frame, other = own(connection, owned["organisation_id"], pd.DataFrame(rows), ImportKind.PLAN)
            record(connection, frame=frame, **owned)
            left.append(other)
    return told_left(connection, left)


def _series(content: PlanFile, ids: Mapping[str, Ids]) -> list[dict[str, Any]]:
    return [
        {
            "unit_id": ids["unit"][series.unit],
            "indicator_id": ids["indicator"][series.indicator],
            "period": period,
            "value": float("nan") if isinstance(value, ValueState) else value,
            "state": value.value if isinstance(value, ValueState) else ValueState.FINAL.value,
        }
        for series in content.series
        for period, value in series.values.items()
    ]


def _result_tables(content: PlanFile, ids: Mapping[str, Ids]) -> list[dict[str, Any]]:
    return [
        {
            "unit_id": ids["unit"][table.unit],
            "account_id": ids["account"][row.account],
            "kind": column.kind,
            "year": column.year,
            "period": str(column.year),
            "made_in": column.made_in,
            "amount": float(value) * KRONOR_PER[table.printed_in],
            "comment": column.note,
            "source": table.source,
        }
        for table in content.result_tables
        for row in table.rows
        for column, value in zip(table.columns, row.values, strict=True)
        if value != ""
    ]
