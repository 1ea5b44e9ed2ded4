"""What has been written about the money: comments on amounts, and notes on a line's month."""

from collections.abc import Sequence

import pandas as pd

from metrics.vocabulary import AmountKind

ABOUT = {
    AmountKind.OUTCOME.value: "utfall",
    AmountKind.BUDGET.value: "budget",
    AmountKind.FORECAST.value: "prognos",
}
NOTE = "månaden"
SAID = ["month", "unit_id", "account_id", "text", "role", "about", "note_id"]
MONTH_CODE = 7
"""The length of the code `2026-03`."""


def said_of(
    amounts: pd.DataFrame,
    notes: pd.DataFrame,
    unit_ids: Sequence[int],
    account_id: int | None,
    seen_from: tuple[int, int],
) -> pd.DataFrame:
    """Return what is said of some units (and perhaps one account) in a year up to a month, latest first.

    `month` (code: of the outcome or budget, or the month a forecast was made in; the year's, of an annual
    amount), `unit_id`,
    `account_id` (NA = the whole result), `text`, `role`, `about`, `note_id` (NA = it stands with an
    amount). `seen_from` is year and month; a note on the whole result is told of every account.
    """
    year, until = seen_from
    of_year = amounts[amounts["year"] == year]
    comments = of_year[(of_year["comment"] != "") & of_year["kind"].isin(list(ABOUT))]
    made = comments["made_in"].where(comments["made_in"] != "", comments["period"])
    months = comments["period"].where(comments["period"].str.len() == MONTH_CODE, made)
    told = comments.assign(month=months, text=comments["comment"], about=comments["kind"].map(ABOUT))
    told = told.assign(note_id=pd.Series(pd.NA, index=told.index, dtype="Int64"))
    ours = notes[notes["period"].str[:4] == f"{year}"]
    own = ours.assign(month=ours["period"], about=NOTE, note_id=ours["id"])
    every = pd.concat([told[SAID].astype(object), own[SAID].astype(object)], ignore_index=True)
    mine = every["unit_id"].isin(unit_ids) & (every["month"] <= f"{year}-{until:02d}")
    if account_id is not None:
        mine &= (every["account_id"] == account_id).fillna(value=False) | every["account_id"].isna()
    return every[mine].sort_values("month", ascending=False, kind="stable").reset_index(drop=True)
