"""Writing figures into the store. A figure is never changed: a new word on it is a new row.

The frames that come in name units and indicators by id. What they say is held
against what is in force: an equal word is left out, a different one becomes the
next revision. Two writers at once can't both make the same revision; the second
meets the unique key, and its whole transaction is undone. What is new in a locked period
needs a reason (see `gate`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table, func, insert, select

from data.bulk import insert_frame
from data.gate import hold, passed
from data.models import Account, Amount, Import, Indicator, Measurement, Organisation, Unit
from data.models.base import BEYOND_ALL_FIGURES, Base, now, table_of
from data.models.organisation import ImportIn
from metrics.periods import Period, PeriodError
from metrics.vocabulary import STATES_WITH_VALUE, AmountKind, BudgetProfile, ValueState

NUMBERS = ["value", "numerator", "denominator", "n"]
MEASURED = [*NUMBERS, "state", "comment"]
MEASUREMENT_KEY = ["unit_id", "indicator_id", "period"]
AMOUNT_KEY = ["unit_id", "account_id", "kind", "period", "made_in"]
AMOUNTED = ["amount", "preliminary", "comment", "source", "role", "profile"]
MONTH_OR_EMPTY = r"(\d{4}-(0[1-9]|1[0-2]))?"
A_MONTH, NEITHER_MONTH_NOR_YEAR = r"\d{4}-\d{2}", r"\d{4}-[QTH]\d"
MOST_KRONOR = 1e12
PROBLEMS_SHOWN = 20


class RecordingError(ValueError):
    """Figures that can't be recorded; `problems` says which rows break which rule, in Swedish."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        shown = "\n".join(f"  - {problem}" for problem in self.problems[:PROBLEMS_SHOWN])
        more = len(self.problems) - PROBLEMS_SHOWN
        rest = f"\n  … och {more} till" if more > 0 else ""
        super().__init__(f"Inget har sparats. {len(self.problems)} fel:\n{shown}{rest}")


@dataclass(frozen=True)
class Recorded:
    """How many figures were new, how many corrected an earlier word, how many said the same."""

    new: int
    corrected: int
    unchanged: int


def start_import(connection: Connection, organisation_id: int, entry: ImportIn) -> int:
    """Write down that something is being brought in, and return the import's number."""
    values = {**entry.model_dump(), "organisation_id": organisation_id, "recorded_at": now()}
    return inserted_id(connection, table_of(Import), values)


def record_measurements(
    connection: Connection,
    *,
    organisation_id: int,
    import_id: int,
    frame: pd.DataFrame,
    lock_reason: str = "",
) -> Recorded:
    """Record measured values of one organisation.

    `frame` has the columns `unit_id`, `indicator_id`, `period` (code), `value`, `state`, and
    may have `numerator`, `denominator`, `n`, `comment` and `recorded_at` (UTC). Missing parts
    are NaN. `lock_reason` is why figures in locked periods are changed, and is written on those. Raises
    RecordingError, and writes nothing, if any row breaks a rule or changes a locked period without a reason.
    """
    hold(connection, organisation_id)
    delivered = _with_columns(frame, {"numerator": np.nan, "denominator": np.nan, "n": np.nan, "comment": ""})
    problems = list(_measurement_problems(delivered))
    ours: dict[str, type[Base]] = {"unit_id": Unit, "indicator_id": Indicator}
    problems += _strangers(connection, organisation_id, delivered, ours)
    problems += _derived_problems(connection, delivered)
    if problems:
        raise RecordingError(problems)
    delivered = delivered.astype(dict.fromkeys(NUMBERS, "float64"))
    table = table_of(Measurement)
    fresh, recorded = _only_news(connection, table, delivered, MEASUREMENT_KEY, MEASURED)
    fresh = _let_through(connection, organisation_id, fresh, lock_reason)
    ordered = _in_key_order(fresh, MEASUREMENT_KEY)
    insert_frame(connection, table, with_days(_stamped(ordered, organisation_id, import_id)))
    return recorded


def record_amounts(
    connection: Connection,
    *,
    organisation_id: int,
    import_id: int,
    frame: pd.DataFrame,
    lock_reason: str = "",
) -> Recorded:
    """Record amounts of one organisation, in kronor.

    `frame` has the columns `unit_id`, `account_id`, `kind`, `year`, `period`, `made_in`, `amount`,
    and may have `preliminary`, `comment`, `source`, `role`, `profile` and `recorded_at`. A forecast or a
    budget of a year is closed by a lock on the whole year. Raises RecordingError as `record_measurements`.
    """
    hold(connection, organisation_id)
    absent = {"preliminary": False, **dict.fromkeys(("comment", "source", "made_in", "role", "profile"), "")}
    delivered = _with_columns(frame, absent)
    problems = list(_amount_problems(delivered))
    ours: dict[str, type[Base]] = {"unit_id": Unit, "account_id": Account}
    problems += _strangers(connection, organisation_id, delivered, ours)
    if problems:
        raise RecordingError(problems)
    delivered = delivered.astype({"amount": "float64"})
    table = table_of(Amount)
    fresh, recorded = _only_news(connection, table, delivered, AMOUNT_KEY, AMOUNTED)
    fresh = _let_through(connection, organisation_id, fresh, lock_reason)
    insert_frame(connection, table, _stamped(fresh, organisation_id, import_id))
    return recorded


def organisation_id_of(connection: Connection, code: str) -> int:
    """Return the number of the organisation with this code, which has to be there."""
    organisation = table_of(Organisation)
    return int(connection.scalars(select(organisation.c.id).where(organisation.c.code == code)).one())


def inserted_id(connection: Connection, table: Table, values: dict[str, Any]) -> int:
    """Insert one row and return its surrogate key."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    assert key is not None  # every table here has a surrogate key
    return int(key[0])


def _with_columns(frame: pd.DataFrame, defaults: dict[str, Any]) -> pd.DataFrame:
    """Add the columns that are absent, and what is missing in those that are there."""
    absent = {name: value for name, value in defaults.items() if name not in frame}
    whole = frame.assign(**absent).reset_index(drop=True)
    for name, value in defaults.items():
        if value == value and whole[name].hasnans:
            whole[name] = whole[name].astype(object).where(whole[name].notna(), value)
    return whole


def _measurement_problems(frame: pd.DataFrame) -> Iterator[str]:
    yield from _period_problems(frame)
    unknown = ~frame["state"].isin([state.value for state in ValueState])
    yield from _rows(frame, unknown, "state", "är inget tillstånd för ett mätvärde")
    states = [state.value for state in STATES_WITH_VALUE]
    has_value = frame["value"].notna()
    yield from _rows(frame, frame["state"].isin(states) & ~has_value, "state", "men value saknas")
    yield from _rows(frame, ~frame["state"].isin(states) & ~unknown & has_value, "state", "men value finns")
    for column in NUMBERS:
        yield from _number_problems(frame, column, least=0 if column in ("denominator", "n") else None)
    yield from _duplicate_problems(frame, MEASUREMENT_KEY)


def _derived_problems(connection: Connection, frame: pd.DataFrame) -> Iterator[str]:
    """Yield the rows of indicators that are made of others: what is computed is never also recorded."""
    indicator = table_of(Indicator)
    derived = connection.scalars(select(indicator.c.id).where(indicator.c.derivation.is_not(None))).all()
    computed = frame["indicator_id"].isin(list(derived))
    yield from _rows(frame, computed, "indicator_id", "räknas ut av andra mått och registreras inte")


def _amount_problems(frame: pd.DataFrame) -> Iterator[str]:
    yield from _period_problems(frame)
    yield from _rows(
        frame, ~frame["kind"].isin([kind.value for kind in AmountKind]), "kind", "är inget slag av belopp"
    )
    other_year = frame["period"].astype(str).str[:4] != frame["year"].astype(str)
    yield from _rows(frame, other_year, "year", "är inte periodens år")
    untimely = ~frame["made_in"].astype(str).str.fullmatch(MONTH_OR_EMPTY)
    yield from _rows(frame, untimely, "made_in", "är ingen månad som 2019-03")
    profiles = ["", *(profile.value for profile in BudgetProfile)]
    yield from _rows(frame, ~frame["profile"].isin(profiles), "profile", "är ingen fördelning över året")
    yield from _rows(frame, frame["amount"].isna(), "amount", "ska vara ett tal")
    yield from _number_problems(frame, "amount")
    size = pd.to_numeric(frame["amount"], errors="coerce").abs()
    too_large = (size > MOST_KRONOR) & ~np.isinf(size)
    yield from _rows(frame, too_large, "amount", "är mer än 1 000 miljarder kronor")
    codes, is_forecast = frame["period"].astype(str), frame["kind"] == AmountKind.FORECAST
    other = codes.str.fullmatch(NEITHER_MONTH_NOR_YEAR) | (is_forecast & codes.str.fullmatch(A_MONTH))
    yield from _rows(frame, other, "period", "ska vara en månad eller ett år, och för en prognos ett år")
    yield from _duplicate_problems(frame, AMOUNT_KEY)


def _period_problems(frame: pd.DataFrame) -> Iterator[str]:
    """A period that is none, or one that is not written as its code (` 2019-03`)."""
    for code in pd.unique(frame["period"]):
        try:
            right = Period.parse(str(code)).code
        except PeriodError as error:
            yield f"period: {error}"
        else:
            if code != right:
                yield f"period: «{code}» ska skrivas {right}"


def _number_problems(frame: pd.DataFrame, column: str, *, least: float | None = None) -> Iterator[str]:
    numbers = pd.to_numeric(frame[column], errors="coerce")
    yield from _rows(frame, numbers.isna() & frame[column].notna(), column, "är inget tal")
    yield from _rows(frame, numbers.abs() > float(BEYOND_ALL_FIGURES), column, "är inget ändligt tal")
    if least is not None:
        yield from _rows(frame, numbers < least, column, f"ska vara minst {least}")


def _strangers(
    connection: Connection, organisation_id: int, frame: pd.DataFrame, nouns: dict[str, type[Base]]
) -> Iterator[str]:
    """Rows about units, indicators or accounts that the organisation does not have."""
    for column, model in nouns.items():
        table = table_of(model)
        ours = connection.scalars(select(table.c.id).where(table.c.organisation_id == organisation_id)).all()
        yield from _rows(frame, ~frame[column].isin(ours), column, "finns inte i organisationen")


def _rows(frame: pd.DataFrame, wrong: Any, column: str, rule: str) -> Iterator[str]:
    for number in np.flatnonzero(wrong):
        period, given = frame["period"].iloc[number], frame[column].iloc[number]
        yield f"rad {number + 1}, {period}: {column} är «{given}», {rule}"


def _duplicate_problems(frame: pd.DataFrame, key: list[str]) -> Iterator[str]:
    for number in np.flatnonzero(frame.duplicated(key)):
        period = frame["period"].iloc[number]
        yield f"rad {number + 1}, {period}: samma uppgift för samma enhet och period står redan ovanför"


def _only_news(
    connection: Connection, table: Table, delivered: pd.DataFrame, key: list[str], content: list[str]
) -> tuple[pd.DataFrame, Recorded]:
    """Return the rows that say something new, each with its `revision`. A word taken back says nothing."""
    # of these units only, so that an entry costs the same however many units there are
    in_force = _in_force(connection, table, pd.unique(delivered["unit_id"]).tolist(), key, content)
    if in_force.empty:
        return delivered.assign(revision=1), Recorded(len(delivered), 0, 0)
    both = delivered.merge(in_force, on=key, how="left", suffixes=("", "_before"))
    known = both["revision"].notna() & ~both["taken_back"].eq(other=True)
    same = known.copy()
    for column in content:
        after, before = both[column], both[f"{column}_before"]
        same &= (after == before) | (after.isna() & before.isna())
    fresh = both.assign(revision=both["revision"].fillna(0).astype("int64") + 1)[~same]
    corrected = int((known & ~same).sum())
    return fresh[[*delivered.columns, "revision"]], Recorded(
        len(fresh) - corrected, corrected, int(same.sum())
    )


def _in_force(
    connection: Connection, table: Table, unit_ids: list[int], key: list[str], content: list[str]
) -> pd.DataFrame:
    columns = [table.c[name] for name in [*key, *content, "revision", "taken_back"]]
    newest = func.max(table.c.revision).over(partition_by=[table.c[name] for name in key])
    words = select(*columns, newest.label("newest")).where(table.c.unit_id.in_(unit_ids)).subquery()
    current = select(*[words.c[column.name] for column in columns]).where(words.c.revision == words.c.newest)
    return pd.read_sql_query(current, connection)


def _let_through(
    connection: Connection, organisation_id: int, fresh: pd.DataFrame, lock_reason: str
) -> pd.DataFrame:
    through, problems = passed(connection, organisation_id, fresh, lock_reason)
    if problems:
        raise RecordingError(problems)
    return through


def _in_key_order(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return the rows in the order of the unique key, in which a large delivery is written fastest."""
    places = [pd.factorize(frame[name], sort=True)[0] for name in reversed(key)]
    return frame.iloc[np.lexsort(places)]


def _stamped(frame: pd.DataFrame, organisation_id: int, import_id: int) -> pd.DataFrame:
    stamped = frame.assign(organisation_id=organisation_id, import_id=import_id)
    return stamped if "recorded_at" in frame else stamped.assign(recorded_at=now())


def with_days(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the first and last day of each row's period."""
    places, codes = pd.factorize(frame["period"])
    periods = [Period.parse(str(code)) for code in codes]
    days = {"period_start": [each.first for each in periods], "period_end": [each.last for each in periods]}
    return frame.assign(**{name: pd.Series(of, dtype=object).to_numpy()[places] for name, of in days.items()})
