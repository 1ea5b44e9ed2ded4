"""Recording money on the screen: forecasts, months, notes and scenarios.

Each act is one entry (see `entering`): a transaction with an import of its own. Amounts are in
kronor, income positive and cost negative. `lock_reason` is why an amount in a locked period is changed;
without one such an amount is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Self

import pandas as pd
from pydantic import AfterValidator, model_validator
from sqlalchemy import Connection, Engine
from sqlmodel import Field

from data.adding_money import add_note, add_scenario, misplaced
from data.booked import (
    MONTHS_PER_YEAR,
    is_closed,
    missing_accounts,
    standing_accounts,
    standing_months,
)
from data.entering import checked, entered, owned_by, taken_back, transaction
from data.models import AmountNote, Scenario
from data.models.base import AmountKindText, Base, MonthCode, Number, ProfileText
from data.models.event import Role
from data.models.money import LONGEST_NOTE, AmountNoteIn
from data.models.scenario import ScenarioIn
from data.models.words import one_line
from data.recording import Recorded, RecordingError, record_amounts
from metrics.money.scenarios import Change
from metrics.periods import Period, PeriodError
from metrics.vocabulary import AmountKind, Periodicity

MONTHLY_KINDS = {AmountKind.BUDGET.value: "Budget", AmountKind.OUTCOME.value: "Utfall"}
FIRST_MONTH_OF_AUTUMN = 9
CommentText = Annotated[str, AfterValidator(one_line(LONGEST_NOTE, or_empty=True))]


class ForecastIn(Base):
    """A forecast of a year's amount on an account: in which month it was made, in which role, and why."""

    year: int = Field(ge=1990, le=2100)
    made_in: MonthCode
    amount: Number
    role: Role
    comment: CommentText = ""


class OutcomeIn(Base):
    """What a unit has booked in a month: account -> kronor."""

    month: MonthCode
    amounts: dict[int, Number] = Field(min_length=1)
    role: Role


class MonthsIn(Base):
    """The months of a year's budget or outcome, in kronor, as somebody enters them."""

    kind: AmountKindText
    year: int = Field(ge=1990, le=2100)
    months: dict[str, Number] = Field(min_length=1)
    profile: ProfileText = ""
    role: Role

    @model_validator(mode="after")
    def _kind_with_months(self) -> Self:
        if self.kind not in MONTHLY_KINDS:
            raise ValueError(f"kind är {self.kind}, men månader har bara {', '.join(MONTHLY_KINDS)}")
        return self


def record_forecast(  # noqa: PLR0913 - the facts of one forecast, each with its own name
    engine: Engine,
    *,
    organisation_id: int,
    unit_id: int,
    account_id: int,
    year: int,
    made_in: str,
    amount: float,
    role: str,
    comment: str = "",
    lock_reason: str = "",
) -> Recorded:
    """Record a forecast of the year, made in a month; said again for that month it is a new revision.

    Raises RecordingError for an unknown unit or account, a printed sum, a month after the year or
    before the autumn before it, a year that is closed, or a role or text that breaks a rule. A year is
    closed when the account's outcome for the whole of it stands there, or when the unit has outcomes
    for its twelve months; what is preliminary closes nothing.
    """
    given = {"year": year, "made_in": made_in, "amount": amount, "role": role, "comment": comment}
    forecast = checked(ForecastIn, given)
    earliest = f"{year - 1}-{FIRST_MONTH_OF_AUTUMN:02d}"
    with transaction(engine) as connection:
        import_id = entered(connection, organisation_id, forecast.role, "Prognos")
        problems = list(misplaced(connection, organisation_id, unit_id, [account_id]))
        if not earliest <= forecast.made_in <= f"{year}-{MONTHS_PER_YEAR}":
            problems.append(
                f"made_in: en prognos för {year} görs från {earliest} till {year}-{MONTHS_PER_YEAR}, "
                f"inte {forecast.made_in}"
            )
        if not problems and is_closed(connection, unit_id, account_id, year):
            problems.append(f"year: {year} är avslutat, utfallet är klart och prognosen kan inte ändras")
        if problems:
            raise RecordingError(problems)
        row = {**forecast.model_dump(), "unit_id": unit_id, "account_id": account_id, "period": str(year)}
        rows = [{**row, "kind": AmountKind.FORECAST.value}]
        return _said(connection, organisation_id, import_id, rows, lock_reason)


def record_months(  # noqa: PLR0913 - the facts of one year's months, each with its own name
    engine: Engine,
    *,
    organisation_id: int,
    unit_id: int,
    account_id: int,
    kind: str,
    year: int,
    months: Mapping[str, float],
    role: str,
    preliminary: bool = False,
    profile: str = "",
    lock_reason: str = "",
) -> Recorded:
    """Record the budget (all twelve months) or the outcome (any months) of an account's year.

    `months` is month code -> kronor. Months that stand there already with the same amount are left
    out; one that changes keeps its comment. Raises RecordingError for an unknown unit or account, a
    printed sum, a month twice, outside the year or without an amount, a budget with months missing,
    a `profile` on an outcome, the budget of a closed year, or a missing role.
    """
    given = {"kind": kind, "year": year, "months": dict(months), "profile": profile, "role": role}
    entry = checked(MonthsIn, given)
    problems = list(_month_problems(entry))
    place = {"unit_id": unit_id, "account_id": account_id, "kind": kind, "year": year}
    with transaction(engine) as connection:
        import_id = entered(connection, organisation_id, entry.role, f"{MONTHLY_KINDS[entry.kind]} {year}")
        problems += misplaced(connection, organisation_id, unit_id, [account_id])
        is_budget = entry.kind == AmountKind.BUDGET
        if not problems and is_budget and is_closed(connection, unit_id, account_id, year):
            problems.append(f"year: {year} är avslutat, utfallet är klart och budgeten kan inte ändras")
        if problems:
            raise RecordingError(problems)
        standing = standing_months(connection, unit_id, account_id, kind, year)
        rows = []
        for month, amount in entry.months.items():
            before, comment = standing.get(month, (None, ""))
            if before != (amount, preliminary, entry.profile):
                said = {"amount": amount, "preliminary": preliminary, "profile": entry.profile}
                rows.append({**place, "period": month, "comment": comment, **said})
        recorded = _said(connection, organisation_id, import_id, rows, lock_reason)
    return replace(recorded, unchanged=len(entry.months) - len(rows))


def record_outcome(
    engine: Engine,
    *,
    organisation_id: int,
    unit_id: int,
    month: str,
    amounts: Mapping[int, float],
    role: str,
    preliminary: bool = False,
    lock_reason: str = "",
) -> Recorded:
    """Record what a unit has booked in a month: account -> kronor, 0 where nothing is booked.

    A month that the unit hasn't reported before must be whole: it has every account that the unit
    booked on in the twelve months before, else those it has a budget for. One that it has may be
    corrected account by account. Raises RecordingError for what is missing, an unknown unit or
    account, a printed sum, what is no month, or a missing role.
    """
    entry = checked(OutcomeIn, {"month": month, "amounts": dict(amounts), "role": role})
    place = {"unit_id": unit_id, "kind": AmountKind.OUTCOME.value, "period": entry.month}
    with transaction(engine) as connection:
        import_id = entered(connection, organisation_id, entry.role, f"Utfall {entry.month}")
        problems = list(misplaced(connection, organisation_id, unit_id, list(entry.amounts)))
        lacking = missing_accounts(connection, unit_id, entry.month, entry.amounts)
        problems += [f"amounts: {name} saknas; skriv 0 om inget är bokfört" for name in lacking]
        if problems:
            raise RecordingError(problems)
        before = standing_accounts(connection, unit_id, entry.month)
        rows = [
            {**place, "account_id": account_id, "year": int(entry.month[:4]), "amount": amount,
             "preliminary": preliminary, "comment": before.get(account_id, "")}
            for account_id, amount in entry.amounts.items()
        ]  # fmt: skip
        return _said(connection, organisation_id, import_id, rows, lock_reason)


def record_note(
    engine: Engine,
    *,
    organisation_id: int,
    unit_id: int,
    account_id: int | None,
    period: str,
    text: str,
    role: str,
) -> int:
    """Record a note on an account's month (without account: on the month's whole result); return its number.

    Raises RecordingError for an unknown unit or account, what is no month, a text or role that breaks
    a rule, or a note that stands there already.
    """
    note = checked(AmountNoteIn, {"period": period, "text": text, "role": role})
    with transaction(engine) as connection:
        import_id = entered(connection, organisation_id, note.role, "Kommentar")
        owned = owned_by(organisation_id, import_id)
        return add_note(connection, note, owned, unit_id, account_id)


def withdraw_note(engine: Engine, *, note_id: int, role: str) -> None:
    """Take a note back; it stays in the store. Raises RecordingError if none such is in force."""
    otherwise = f"note_id: kommentaren {note_id} finns inte eller är redan tagen tillbaka"
    taken_back(engine, AmountNote, note_id, role, note="Kommentar tas tillbaka", otherwise=otherwise)


def record_scenario(
    engine: Engine,
    *,
    organisation_id: int,
    unit_id: int,
    year: int,
    name: str,
    changes: Sequence[Change],
    role: str,
) -> int:
    """Save a scenario of a unit's year with its changes, in order, and return its number.

    Raises RecordingError if the name is taken by one in force, if there is no change, or for one that
    breaks a rule: an unknown account or a printed sum, a start outside the year, places without price.
    """
    scenario = checked(ScenarioIn, {"year": year, "name": name, "role": role})
    with transaction(engine) as connection:
        import_id = entered(connection, organisation_id, scenario.role, "Scenario")
        owned = owned_by(organisation_id, import_id)
        return add_scenario(connection, scenario, changes, owned, unit_id)


def withdraw_scenario(engine: Engine, *, scenario_id: int, role: str) -> None:
    """Take a scenario back; it stays in the store, and its name is free again. Raises RecordingError."""
    otherwise = f"scenario_id: scenariot {scenario_id} finns inte eller är redan taget tillbaka"
    taken_back(engine, Scenario, scenario_id, role, note="Scenario tas tillbaka", otherwise=otherwise)


def _month_problems(entry: MonthsIn) -> Iterator[str]:
    """What is no month of the year, a month that stands there twice, and what only a budget has."""
    found: list[str] = []
    for code in entry.months:
        try:
            month = Period.parse(code)
        except PeriodError as error:
            yield f"months: {error}"
            continue
        if month.periodicity != Periodicity.MONTH or month.year != entry.year:
            yield f"months: «{code}» är ingen månad i {entry.year}"
        elif month.code in found:
            yield f"months: {month.code} står två gånger"
        elif month.code != code:
            yield f"months: «{code}» ska skrivas {month.code}"
        found.append(month.code)
    if entry.kind == AmountKind.BUDGET and len(entry.months) != MONTHS_PER_YEAR:
        yield f"months: en budget har {MONTHS_PER_YEAR} månader, här står {len(entry.months)}"
    if entry.kind != AmountKind.BUDGET and entry.profile:
        yield f"profile: bara en budget fördelas över året (där står «{entry.profile}»)"


def _said(
    connection: Connection,
    organisation_id: int,
    import_id: int,
    rows: Sequence[Mapping[str, Any]],
    lock_reason: str,
) -> Recorded:
    """Record amounts within the caller's transaction; of two writers at once the second is told so."""
    if not rows:
        return Recorded(0, 0, 0)
    owned = owned_by(organisation_id, import_id)
    return record_amounts(connection, frame=pd.DataFrame(rows), lock_reason=lock_reason, **owned)
