"""A small office for tests of its staff: three units, one of them small, and what can be followed of them.

The root 1 holds the sum 2 (of the units 3 and 4) and the unit 5.
"""

from collections.abc import Iterable, Sequence

import pandas as pd
from drawn import drawn_office, figures

from metrics.office import Office
from metrics.periods import Period
from metrics.staff.view import StaffView, staff_view

LEAVE, SHORT, LONG, HEADS, LOW, HME, HME_OF_ALL, HME_SHARE, TURNOVER, PAID, POSITIONS, TWELVE = range(1, 13)
TREE = (
    "id | name | parent_id\n1 | Kontoret |\n2 | Barn | 1\n3 | Mottagning | 2\n4 | Utredning | 2\n5 | Våld | 1"
)
INDICATORS = """
id | code  | name          | concept                      | kind  | unit_of_measure | decimals | periodicity | direction | tolerance | area  | protected_by_id | protected_below | derivation     | span | threshold | threshold_rule     | accompanies_id
1  | frv   | Sjukfrånvaro  | sjukfranvaro                 | ratio | %               | 1        | month       | down      | 0.3       | staff | 4               | 10              |                |      |           |                    |
2  | kort  | Korttid       | sjukfranvaro-korttid         | ratio | %               | 2        | month       | down      | 0.1       | staff | 4               | 10              |                |      |           |                    |
3  | lang  | Långtid       | sjukfranvaro-langtid         | ratio | %               | 2        | month       | down      | 0.1       | staff | 4               | 10              |                |      |           |                    |
4  | antal | Anställda     | anstallda                    | stock | antal           | 0        | month       | none      | 0         | staff |                 |                 |                |      |           |                    |
5  | laga  | Låga enheter  | enheter-med-lag-sjukfranvaro | ratio | %               | 0        | tertial     | up        | 5         | staff |                 |                 | share_of_units |      | 5         | below              |
6  | hme   | Engagemang    | hme                          | index | index           | 0        | year        | up        | 1         | staff |                 |                 |                |      |           |                    |
7  | alla  | HME, alla     | hme-staden                   | index | index           | 0        | year        | up        | 0         | staff |                 |                 |                |      |           |                    | 6
8  | andel | HME-enheter   | enheter-med-hme-som-staden   | ratio | %               | 0        | year        | up        | 5         | staff |                 |                 | share_of_units |      |           | at_least_reference |
9  | oms   | Omsättning    | personalomsattning           | ratio | %               | 1        | year        | down      | 1         | staff |                 |                 |                |      |           |                    |
10 | kons  | Konsulter     | konsulter                    | money | kronor          | 0        | month       | down      | 0         | economy |               |                 |                |      |           |                    |
11 | arsa  | Årsarbetare   | bemanning                    | stock | årsarbetare     | 1        | month       | none      | 0         | staff |                 |                 |                |      |           |                    |
12 | tolv  | Tolv månader  | sjukfranvaro-rullande-12     | ratio | %               | 1        | month       | down      | 0.3       | staff |                 |                 | rolling_mean   | 12   |           |                    |
"""  # noqa: E501
PARTS = "indicator_id | part_id | role\n5 | 1 | first\n8 | 6 | first\n8 | 7 | second\n12 | 1 | first"
NAMES = ["indicator_id", "unit_id", "period", "value", "numerator", "denominator", "n", "state"]


def small_office(targets: str = "indicator_id", indicators: str = INDICATORS, parts: str = PARTS) -> Office:
    """Return the office; each table may be drawn anew."""
    return drawn_office(indicators, targets=targets, units=TREE, parts=parts)


def without(*concepts: str) -> str:
    """Return the drawn indicators without those of some concepts."""
    return "\n".join(
        line for line in INDICATORS.splitlines() if not any(f" {each} " in line for each in concepts)
    )


def hours(unit: int, first: str, pairs: Iterable[tuple[float, float]], indicator: int = LEAVE) -> list[str]:
    """Draw a share of hours month by month, from its sums."""
    start = Period.parse(first)
    shares = [(100 * top / bottom, top, bottom) for top, bottom in pairs]
    return [
        f"{indicator} | {unit} | {start.shifted(step).code} | {value!r} | {top} | {bottom} | | final"
        for step, (value, top, bottom) in enumerate(shares)
    ]


def counts(indicator: int, unit: int, first: str, values: Sequence[float], state: str = "final") -> list[str]:
    """Draw a count period by period."""
    start = Period.parse(first)
    return [
        f"{indicator} | {unit} | {start.shifted(step).code} | {value} | | | | {state}"
        for step, value in enumerate(values)
    ]


def answers(indicator: int, unit: int, year: int, value: float, n: int) -> str:
    """Draw an index of a year with its number of answers."""
    return f"{indicator} | {unit} | {year} | {value} | | | {n} | final"


def drawn(lines: Iterable[str]) -> pd.DataFrame:
    """Return drawn lines as figures."""
    return figures("\n".join([" | ".join(NAMES), *lines]))


def seen(
    lines: Iterable[str], *, unit: int = 1, period: str = "2026-10", office: Office | None = None
) -> StaffView:
    """Return what is to be said of the staff of a unit."""
    whole = office or small_office()
    chosen, known = Period.parse(period), drawn(lines)
    ended = pd.Series([Period.parse(code).last <= chosen.last for code in known["period"]], dtype=bool)
    place = next(each for each in whole.places if each.id == unit)
    return staff_view(whole, known[ended], place, chosen)


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ")


LATE_TWO_YEARS = "2024-11"
"""Two years of months from here end with October 2026."""


def two_years(unit: int, top: float, bottom: float = 1000, *, rising: float = 0) -> list[str]:
    """Draw two years of the same sick leave, the second year with some hours more."""
    return hours(unit, LATE_TWO_YEARS, [(top, bottom)] * 12 + [(top + rising, bottom)] * 12)


def usual() -> list[str]:
    """Draw the ordinary case: 4 rises, 5 has been small since August 2026, nothing is missing.

    Sick leave of 3 is 4 % (40 of 1 000 hours), of 4 6 % and then 7 %, of 5 5 %.
    """
    months = 24
    small = [12] * 21 + [9] * 3
    return [
        *two_years(3, 40), *two_years(4, 60, rising=10), *two_years(5, 50),
        *hours(3, LATE_TWO_YEARS, [(10, 1000)] * months, SHORT),
        *hours(4, LATE_TWO_YEARS, [(20, 1000)] * months, SHORT),
        *hours(3, LATE_TWO_YEARS, [(30, 1000)] * months, LONG),
        *hours(4, LATE_TWO_YEARS, [(40, 1000)] * 12 + [(50, 1000)] * 12, LONG),
        *counts(HEADS, 3, LATE_TWO_YEARS, [20] * months), *counts(HEADS, 4, LATE_TWO_YEARS, [30] * months),
        *counts(HEADS, 5, LATE_TWO_YEARS, small),
    ]  # fmt: skip
