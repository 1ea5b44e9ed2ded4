"""A small office that places: a unit for children and one for adults, three forms of care, and their cost.

HVB and SiS are placements, outpatient care is not. Amounts are kronor; a cost is negative in the ledger.
"""

from collections.abc import Sequence

import pandas as pd
from drawn import drawn_office, figures, table
from ledgers import LedgerRow, ledger

from metrics.money.books import Books, books
from metrics.office import Office
from metrics.periods import Period
from metrics.placements.view import PlacementsView, Source, placements_view
from metrics.vocabulary import AccountRole, ClientGroup

OFFICE_ID, CHILDREN_ID, ADULTS_ID = 1, 2, 3
HVB_PAID, SIS_PAID, OUTPATIENT_PAID = 1, 2, 3
UNITS = """
id | name      | parent_id | clients
1  | Kontoret  |           |
2  | Barn      | 1         | children
3  | Vuxna     | 1         | adults
"""
INDICATORS = """
id | code          | concept                    | kind  | area       | unit_of_measure | direction
1  | dygn-hvb      | varddygn-hvb               | flow  | placements | dygn            | none
2  | placerade-hvb | placerade-hvb              | stock | placements | antal           | none
3  | nya-hvb       | nya-hvb                    | flow  | placements | antal           | none
4  | avslutade-hvb | avslutade-hvb              | flow  | placements | antal           | none
5  | dygn-sis      | varddygn-sis               | flow  | placements | dygn            | none
6  | placerade-sis | placerade-sis              | stock | placements | antal           | none
7  | dygn-ovard    | varddygn-extern-oppenvard  | flow  | placements | dygn            | none
8  | i-ovard       | placerade-extern-oppenvard | stock | placements | antal           | none
"""
COUNTED = {"hvb": 1, "hvb placerade": 2, "hvb nya": 3, "hvb avslutade": 4, "sis": 5, "sis placerade": 6}
COUNTED |= {"öppenvård": 7, "i öppenvård": 8}
"""What a column of drawn care counts; a form's name alone is its days."""
ACCOUNTS = pd.DataFrame(
    {"id": [HVB_PAID, SIS_PAID, OUTPATIENT_PAID], "role": [AccountRole.COST] * 3},
)
VOLUME_OF = {HVB_PAID: 1, SIS_PAID: 5, OUTPATIENT_PAID: 7}
WORDS = ("period",)


def care_office(units: str = UNITS, **other: str) -> Office:
    """Return the office; `other` as `drawn_office` takes it."""
    return drawn_office(INDICATORS, units=units, **other)


def care(text: str, states: str = "") -> pd.DataFrame:
    """Return drawn care as figures: a row per unit and period, a column per count, empty = not reported.

    `states` are figures without value, drawn as `unit_id | indicator_id | period | value | state`.
    """
    drawn = table(text, words=WORDS)
    rows = [
        {"unit_id": row["unit_id"], "indicator_id": COUNTED[name], "period": row["period"], "value": value}
        for row in drawn.to_dict("records")
        for name, value in row.items()
        if name in COUNTED and not pd.isna(value)
    ]
    told = [figures(states)] if states else []
    written = "unit_id | indicator_id | period | value\n" + "\n".join(
        f"{row['unit_id']} | {row['indicator_id']} | {row['period']} | {row['value']}" for row in rows
    )
    return pd.concat([figures(written), *told], ignore_index=True)


def care_books(rows: Sequence[LedgerRow]) -> Books | None:
    """Return the books of some ledger rows."""
    return books(ledger(rows), ACCOUNTS) if rows else None


def seen(
    text: str,
    period: str,
    *,
    unit: int = OFFICE_ID,
    clients: ClientGroup | None = None,
    paid: Sequence[LedgerRow] = (),
    states: str = "",
    office: Office | None = None,
) -> PlacementsView | None:
    """Return what the page shows of drawn care in a period."""
    whole = office or care_office()
    place = next(place for place in whole.places if place.id == unit)
    source = Source(whole, care(text, states), care_books(paid), VOLUME_OF)
    return placements_view(source, place, Period.parse(period), clients)


def plain(text: str) -> str:
    """Return a text with ordinary spaces and the keyboard's minus."""
    return text.replace("\u00a0", " ").replace("\u2212", "-")
