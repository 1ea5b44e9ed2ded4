"""The year month by month, what has been written about it, and the forms to write more."""

import pandas as pd

from metrics.money.notes import said_of
from metrics.money.scale import SURPLUS
from metrics.money.view import EconomyView
from metrics.periods import Period
from pages.parts import reads_money, tables
from pages.parts.address import Choice
from pages.parts.economy import entry
from pages.parts.economy.choice import EconomyChoice


def show(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> None:
    """Show the months, the comments on them, and the forms."""
    scale = chosen.scale
    rows = [
        {
            "Månad": Period.parse(month["period"]).label,
            "Budget": scale.written(month["budget"]),
            "Utfall": scale.written(month["outcome"]) + (" prel." if month["preliminary"] else ""),
            "Avvikelse": scale.written(month["deviation"], sign=True),
            "Ackumulerad avvikelse": scale.written(month["deviation_sum"], sign=True),
        }
        for month in view.months.to_dict("records")
    ]
    whole = view.whole
    rows.append(
        {
            "Månad": "Summa",
            "Budget": scale.written(whole.budget),
            "Utfall": scale.written(whole.outcome),
            "Avvikelse": scale.written(whole.deviation_to_date, sign=True),
            "Ackumulerad avvikelse": "",
        }
    )
    tables.show(f"Månad för månad, {scale.unit}, {SURPLUS}", rows)
    written = said(choice, chosen, view)
    tables.show("Kommentarer", _comment_rows(choice, written), most=tables.MOST_ROWS)
    entry.show(choice, chosen, view)
    entry.listed(written.dropna(subset="note_id"))


def said(choice: Choice, chosen: EconomyChoice, view: EconomyView) -> pd.DataFrame:
    """Return what has been written about the year, its unit and its account, as `said_of`."""
    known = reads_money.money(choice.office.code)
    notes = reads_money.notes(choice.office.code, choice.place.id)
    units = list(choice.office.ancestors_below(choice.place.id))
    return said_of(known.amounts, notes, units, chosen.account_id, (view.year, view.until))


def _comment_rows(choice: Choice, said: pd.DataFrame) -> list[dict[str, str]]:
    """Return what has been said, the latest month first."""
    units = {place.id: place.name for place in choice.office.places}
    accounts = reads_money.money(choice.office.code).accounts.set_index("id")["name"]
    return [
        {
            "Månad": Period.parse(row["month"]).label,
            "Konto": "Hela resultatet" if pd.isna(row["account_id"]) else accounts[row["account_id"]],
            "Enhet": units[row["unit_id"]],
            "Kommentar": row["text"],
            "Om": row["about"],
            "Roll": row["role"],
        }
        for row in said.to_dict("records")
    ]
