"""The questions that are put to the store; those about money stand in `queries_money`.

Frames out, with promised columns and types. Only current words are answered with: the highest
revision of each figure. An engine bound to an earlier moment (`as_of`) is answered as of then.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Engine, Table, case, func, select

from data.as_of import in_force, kept_away_of, moment_of, recorded, standing
from data.booked import PLACE
from data.frames import frame_of
from data.models import (
    Amount,
    DefinitionChange,
    DerivationPart,
    Event,
    EventIndicator,
    EventUnit,
    Import,
    Indicator,
    Measurement,
    Objective,
    Organisation,
    Plan,
    PlanIndicator,
    Rebase,
    Target,
    Unit,
)
from data.models.base import table_of
from metrics.earlier_words import kept_from_readers
from metrics.vocabulary import AmountKind, ValueState

FIGURE_KEY = ("unit_id", "indicator_id", "period")
FIGURE_TYPES = {"value": "float64", "numerator": "float64", "denominator": "float64", "n": "float64"}

MONTH_CODE = 7
"""The length of the code `2026-03`."""


def data_version(engine: Engine) -> int:
    """Return how many imports there have been; every cache is keyed by it. 0 for an empty store.

    Imports are never removed. Their count, unlike their highest number, also rises when one that
    began earlier is finished later.
    """
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table_of(Import))) or 0


def organisations(engine: Engine) -> pd.DataFrame:
    """Return `id`, `code`, `name`, `simulated`; the simulated ones first, then by name."""
    table = table_of(Organisation)
    return frame_of(engine, select(table).order_by(table.c.simulated.desc(), table.c.name)).astype(
        {"simulated": bool}
    )


def units(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return `id`, `code`, `name`, `kind`, `clients` (NA = as above), `parent_id` (Int64, NA = root).

    They stand in the plans' order.
    """
    table = table_of(Unit)
    columns = [table.c[name] for name in ("id", "code", "name", "kind", "clients", "parent_id")]
    question = select(*columns).where(table.c.organisation_id == organisation_id)
    return frame_of(engine, question.order_by(table.c.position, table.c.id)).astype(
        {"parent_id": "Int64", "clients": "str"}
    )


def plans(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return `id`, `code`, `title`, `document`, `valid_from`, `valid_to` (datetime64), newest first."""
    table = table_of(Plan)
    columns = [table.c[name] for name in ("id", "code", "title", "document", "valid_from", "valid_to")]
    question = select(*columns).where(table.c.organisation_id == organisation_id)
    return frame_of(engine, question.order_by(table.c.valid_from.desc()), days=["valid_from", "valid_to"])


def indicators(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return every indicator of an organisation, all columns of the model, in the plans' order.

    `signal_method` is an empty text where the indicator leaves it to its kind and data. `span` and what
    refers to other indicators are Int64, NA = none.
    """
    table, place = table_of(Indicator), table_of(PlanIndicator)
    first = select(place.c.indicator_id, func.min(place.c.position).label("position"))
    first_place = first.group_by(place.c.indicator_id).subquery()
    question = (
        select(table)
        .join(first_place, first_place.c.indicator_id == table.c.id, isouter=True)
        .where(table.c.organisation_id == organisation_id)
        .order_by(first_place.c.position, table.c.id)
    )
    whole_numbers = dict.fromkeys(("span", "protected_below", "protected_by_id", "accompanies_id"), "Int64")
    numbers = {"tolerance": "float64", "threshold": "float64", **whole_numbers}
    frame = frame_of(engine, question).astype(numbers)
    return frame.assign(signal_method=frame["signal_method"].fillna("").astype("str"))


def derivation_parts(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return what derived indicators are made of: `indicator_id`, `part_id`, `role`, in the plan's order."""
    table = table_of(DerivationPart)
    columns = [table.c[name] for name in ("indicator_id", "part_id", "role")]
    question = select(*columns).where(table.c.organisation_id == organisation_id)
    return frame_of(engine, question.order_by(table.c.indicator_id, table.c.role, table.c.position))


def targets(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return every target of an organisation, past and future; the newer plan's come after the older's.

    `indicator_id`, `unit_id` (float, NaN = all units), `level`, `kind`, `basis`, `value` (NaN
    where the source has none), `valid_from`, `valid_to` (datetime64), `words`, `source`, `plan`, and
    `plan_from` (datetime64): the plan's own first day, by which it is newer.
    """
    table, plan = table_of(Target), table_of(Plan)
    names = "indicator_id unit_id level kind basis value valid_from valid_to words source".split()
    question = (
        select(
            *[table.c[name] for name in names],
            plan.c.title.label("plan"),
            plan.c.valid_from.label("plan_from"),
        )
        .join(plan, plan.c.id == table.c.plan_id)
        .where(table.c.organisation_id == organisation_id)
        .order_by(plan.c.valid_from, table.c.valid_from, table.c.id)
    )
    frame = frame_of(engine, question, days=["valid_from", "valid_to", "plan_from"])
    return frame.astype({"value": "float64", "unit_id": "float64"})


def definition_changes(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return `indicator_id`, `changed_on` (datetime64) and `text`, oldest first."""
    table = table_of(DefinitionChange)
    question = select(table.c.indicator_id, table.c.changed_on, table.c.text)
    mine = question.where(table.c.organisation_id == organisation_id).order_by(table.c.changed_on)
    return frame_of(engine, mine, days=["changed_on"])


def events(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return what has happened, oldest first.

    `id`, `happened_on` (datetime64), `text`, `role` (empty where a plan file tells it), and the lists
    `indicator_ids` and `unit_ids`; both empty = it concerns all. A plan's own follow its file, and are
    there whatever the moment.
    """
    table = table_of(Event)
    question = select(table.c.id, table.c.happened_on, table.c.text, table.c.recorded_by.label("role"))
    told = recorded(table, moment_of(engine)) | table.c.plan_id.is_not(None)
    mine = question.where(table.c.organisation_id == organisation_id, told)
    frame = frame_of(engine, mine.order_by(table.c.happened_on, table.c.id), days=["happened_on"])
    for link, column in ((table_of(EventIndicator), "indicator_id"), (table_of(EventUnit), "unit_id")):
        ties = select(link.c.event_id, link.c[column]).where(link.c.organisation_id == organisation_id)
        known = (
            frame_of(engine, ties.order_by(link.c[column])).groupby("event_id")[column].agg(list).to_dict()
        )
        lists = [known.get(number, []) for number in frame["id"]]
        frame[f"{column}s"] = pd.Series(lists, index=frame.index, dtype=object)
    return frame


def rebases(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return the decisions on new limits that are in force, the first day first.

    `id`, `indicator_id`, `unit_id`, `starts_on` (datetime64), `reason`, `role`.
    """
    table = table_of(Rebase)
    columns = [table.c[name] for name in "id indicator_id unit_id starts_on reason role".split()]
    question = select(*columns).where(
        table.c.organisation_id == organisation_id, standing(table, moment_of(engine))
    )
    return frame_of(engine, question.order_by(table.c.starts_on, table.c.id), days=["starts_on"])


def figures(
    engine: Engine,
    unit_ids: Sequence[int],
    indicator_ids: Sequence[int],
    *,
    first_year: int,
    last_day: date,
) -> pd.DataFrame:
    """Return the current figures of some units and indicators, oldest first.

    `unit_id`, `indicator_id`, `period`, `value`, `numerator`, `denominator`, `n`, `state`;
    periods that begin in `first_year` or later and have ended by `last_day`. As of an earlier moment,
    what is a secret today is one then too.
    """
    table, moment = table_of(Measurement), moment_of(engine)
    names = "unit_id indicator_id period value numerator denominator n state".split()
    question = (
        select(*[table.c[name] for name in names])
        .where(
            table.c.unit_id.in_(unit_ids),
            table.c.indicator_id.in_(indicator_ids),
            table.c.period >= str(first_year),
            table.c.period_end <= last_day,
            in_force(table, FIGURE_KEY, moment),
        )
        .order_by(table.c.unit_id, table.c.indicator_id, table.c.period)
    )
    frame = frame_of(engine, question).astype(FIGURE_TYPES)
    if moment is None:
        return frame
    secret = secret_figures(engine, unit_ids, indicator_ids)
    return kept_from_readers(frame, {**kept_away_of(engine), **secret})


def secret_figures(
    engine: Engine, unit_ids: Sequence[int], indicator_ids: Sequence[int]
) -> dict[tuple[int, int, str], str]:
    """Return unit, indicator and period of the figures that are recorded as secret today -> that state.

    A secret whose import was undone stays one until somebody says otherwise.
    """
    table, newer = table_of(Measurement), table_of(Measurement).alias("newer")
    state = ValueState.CONFIDENTIAL.value
    same = [newer.c[name] == table.c[name] for name in FIGURE_KEY]
    said_since = select(newer.c.id).where(*same, newer.c.revision > table.c.revision, ~newer.c.taken_back)
    question = select(*[table.c[name] for name in FIGURE_KEY]).where(
        table.c.unit_id.in_(unit_ids),
        table.c.indicator_id.in_(indicator_ids),
        table.c.state == state,
        ~said_since.exists(),
    )
    with engine.connect() as connection:
        return {(row.unit_id, row.indicator_id, row.period): state for row in connection.execute(question)}


def history(
    engine: Engine, indicator_id: int, unit_ids: Sequence[int], *, corrected: bool = True
) -> pd.DataFrame:
    """Return every word on figures that have been corrected, oldest period and first word first.

    Without `corrected`, those on every figure.

    `unit_id`, `unit`, `period`, `revision`, `value`, `state`, `comment`, `lock_reason` (empty where the
    period wasn't locked), `taken_back`, `recorded_at` (datetime64), `import_id`, `recorded_by`, `kind`,
    `source` and `note` of the import.
    """
    table, imports, unit = table_of(Measurement), table_of(Import), table_of(Unit)
    latest = func.max(table.c.revision).over(partition_by=[table.c.unit_id, table.c.period])
    names = "period revision value state comment lock_reason taken_back recorded_at import_id".split()
    columns = [table.c[name] for name in names]
    words = (
        select(
            table.c.unit_id,
            unit.c.name.label("unit"),
            *columns,
            *[imports.c[name] for name in ("recorded_by", "kind", "source", "note")],
            latest.label("latest"),
        )
        .join(imports, imports.c.id == table.c.import_id)
        .join(unit, unit.c.id == table.c.unit_id)
        .where(
            table.c.indicator_id == indicator_id,
            table.c.unit_id.in_(unit_ids),
            recorded(table, moment_of(engine)),
        )
        .subquery()
    )
    shown = [column for column in words.c if column.name != "latest"]
    question = select(*shown).where(words.c.latest > 1) if corrected else select(*shown)
    ordered = question.order_by(words.c.period, words.c.unit, words.c.revision)
    return frame_of(engine, ordered, days=["recorded_at"]).astype({"value": "float64"})


def period_codes(engine: Engine, organisation_id: int) -> list[str]:
    """Return the codes of all periods that an organisation has figures or a month's booked money for."""
    table, amount, unit = table_of(Measurement), table_of(Amount), table_of(Unit)
    ours = select(unit.c.id).where(unit.c.organisation_id == organisation_id)
    booked = (amount.c.kind == AmountKind.OUTCOME.value, func.length(amount.c.period) == MONTH_CODE)
    measured = _periods_told(engine, table, FIGURE_KEY, [table.c.unit_id.in_(ours)])
    return list(measured | _periods_told(engine, amount, PLACE, [amount.c.unit_id.in_(ours), *booked]))


def _periods_told(
    engine: Engine, table: Table, key: Sequence[str], asked: Sequence[ColumnElement[bool]]
) -> set[str]:
    """Return the periods that something stands of. Only where an import was undone is each word looked at."""
    moment = moment_of(engine)
    undone = func.max(case((table.c.taken_back, 1), else_=0)).label("undone")
    known = select(table.c.period, undone).where(*asked, recorded(table, moment)).group_by(table.c.period)
    with engine.connect() as connection:
        rows = connection.execute(known).all()
        doubted = [row.period for row in rows if row.undone]
        if not doubted:
            return {row.period for row in rows}
        standing_still = select(table.c.period).where(
            *asked, table.c.period.in_(doubted), in_force(table, key, moment)
        )
        still = set(connection.scalars(standing_still.distinct()))
    return {row.period for row in rows if not row.undone} | still


def objective_titles(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return `indicator_id`, `plan`, `kind`, `number`, `title`: where each indicator stands in its plans."""
    place, objective, plan = table_of(PlanIndicator), table_of(Objective), table_of(Plan)
    question = (
        select(
            place.c.indicator_id,
            plan.c.title.label("plan"),
            objective.c.kind,
            objective.c.number,
            objective.c.title,
        )
        .join(plan, plan.c.id == place.c.plan_id)
        .join(objective, objective.c.id == place.c.objective_id, isouter=True)
        .where(place.c.organisation_id == organisation_id)
        .order_by(plan.c.valid_from, place.c.position)
    )
    return frame_of(engine, question)
