"""Every question about money that is put to the store. Amounts are in kronor: income +, cost -.

Only current words are answered with, but where a docstring says every word: the highest revision
of each amount, and the notes and scenarios that have not been taken back. An engine bound to an
earlier moment (`as_of`) is answered as of then.
"""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Engine, case, select

from data.as_of import in_force, moment_of, recorded, standing
from data.booked import PLACE
from data.frames import frame_of
from data.models import Account, Amount, AmountNote, Contradiction, Import, Plan, Scenario, ScenarioChange
from data.models.base import table_of
from metrics.vocabulary import AmountKind


def accounts(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return the account lines of an organisation in the plan's order, printed sums among them.

    `id`, `code`, `name`, `role`, `position`, `volume_indicator_id` (Int64, NA = nothing is counted).
    """
    table = table_of(Account)
    names = "id code name role position volume_indicator_id".split()
    question = select(*[table.c[name] for name in names]).where(table.c.organisation_id == organisation_id)
    frame = frame_of(engine, question.order_by(table.c.position, table.c.id))
    return frame.astype({"volume_indicator_id": "Int64"})


def amounts(engine: Engine, unit_ids: Sequence[int]) -> pd.DataFrame:
    """Return every amount in force of some units, in order of unit, account, kind, period and month made.

    `unit_id`, `account_id`, `kind`, `year`, `period` (the year's code for annual amounts, else the
    month's), `made_in` (a forecast's month; empty for others, and where the source does not say),
    `amount` (kronor), `preliminary` (bool), `comment`, `role`, `profile`, `source`, `recorded_at` (UTC).
    """
    table = table_of(Amount)
    names = "unit_id account_id kind year period made_in amount preliminary comment role profile source"
    question = (
        select(*[table.c[name] for name in [*names.split(), "recorded_at"]])
        .where(table.c.unit_id.in_(unit_ids), in_force(table, PLACE, moment_of(engine)))
        .order_by(*[table.c[name] for name in PLACE])
    )
    return frame_of(engine, question, days=["recorded_at"])


def forecast_history(engine: Engine, unit_ids: Sequence[int], year: int) -> pd.DataFrame:
    """Return every word on the forecasts of a year, the first made and the first said first.

    `unit_id`, `account_id`, `made_in`, `revision`, `amount` (kronor), `source`, `recorded_at` (UTC),
    `taken_back` (bool: the forecast was undone, and none stands), `comment` and `role`. Where an import was
    undone, the role and the comment are those of who undid it.
    """
    table, imports = table_of(Amount), table_of(Import)
    names = "unit_id account_id made_in revision amount source recorded_at taken_back".split()
    undoes = imports.c.undoes_id.is_not(None)
    question = (
        select(
            *[table.c[name] for name in names],
            case((undoes, imports.c.note), else_=table.c.comment).label("comment"),
            case((undoes, imports.c.recorded_by), else_=table.c.role).label("role"),
        )
        .join(imports, imports.c.id == table.c.import_id)
        .where(
            table.c.unit_id.in_(unit_ids),
            table.c.kind == AmountKind.FORECAST.value,
            table.c.year == year,
            recorded(table, moment_of(engine)),
        )
        .order_by(*[table.c[name] for name in ("made_in", "unit_id", "account_id", "revision")])
    )
    return frame_of(engine, question, days=["recorded_at"])


def notes(engine: Engine, unit_ids: Sequence[int]) -> pd.DataFrame:
    """Return the notes in force of some units, the first month first.

    `id`, `unit_id`, `account_id` (Int64, NA = the whole result), `period` (month), `text`, `role`,
    `recorded_at` (UTC).
    """
    table = table_of(AmountNote)
    names = "id unit_id account_id period text role recorded_at".split()
    question = (
        select(*[table.c[name] for name in names])
        .where(table.c.unit_id.in_(unit_ids), standing(table, moment_of(engine)))
        .order_by(table.c.period, table.c.id)
    )
    return frame_of(engine, question, days=["recorded_at"]).astype({"account_id": "Int64"})


def scenarios(engine: Engine, unit_id: int, year: int) -> pd.DataFrame:
    """Return the scenarios in force of a unit and year, one row per change, the first saved first.

    `scenario_id`, `name`, `role`, `recorded_at` (UTC), and of the change `position`, `account_id`,
    `places` (+ opens, - ends), `starts_on` (datetime64), `price` (kronor per place and day, positive),
    `amount` (kronor for the year where no places are meant, + is better; else 0), `text`.
    """
    table, change = table_of(Scenario), table_of(ScenarioChange)
    changed = "position account_id places starts_on price amount text".split()
    question = (
        select(
            table.c.id.label("scenario_id"),
            table.c.name,
            table.c.role,
            table.c.recorded_at,
            *[change.c[name] for name in changed],
        )
        .join(change, change.c.scenario_id == table.c.id)
        .where(table.c.unit_id == unit_id, table.c.year == year, standing(table, moment_of(engine)))
        .order_by(table.c.id, change.c.position)
    )
    return frame_of(engine, question, days=["recorded_at", "starts_on"])


def contradictions(engine: Engine, organisation_id: int, area: str) -> pd.DataFrame:
    """Return `plan` (title), `subject`, `text`, `source`: where an organisation's documents disagree.

    `area` is what they are about (an `Area`), the newest plan first, in the plan's own order.
    """
    table, plan = table_of(Contradiction), table_of(Plan)
    question = (
        select(plan.c.title.label("plan"), table.c.subject, table.c.text, table.c.source)
        .join(plan, plan.c.id == table.c.plan_id)
        .where(table.c.organisation_id == organisation_id, table.c.area == area)
        .order_by(plan.c.valid_from.desc(), plan.c.id, table.c.id)
    )
    return frame_of(engine, question)
