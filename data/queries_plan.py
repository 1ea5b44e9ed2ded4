"""The questions about plans: their trees, and what is told of them on the way.

Frames out, with promised columns and types. An engine bound to an earlier moment (`as_of`) is answered with
what had been told by then; the plans themselves are not kept by day.
"""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Engine, Select, Table, select

from data.as_of import latest_word, moment_of, recorded, standing
from data.frames import frame_of
from data.models import (
    Activity,
    Decision,
    FollowUp,
    FollowUpDelivery,
    Import,
    Indicator,
    Meeting,
    Objective,
    Plan,
    PlanEdit,
    PlanIndicator,
    Progress,
    RiskAssessment,
    Target,
    Unit,
)
from data.models.base import table_of
from data.models.progress import SUBJECTS
from metrics.vocabulary import ImportKind

OF_PLAN = "id code title document valid_from valid_to decided_by decided_on reference edition copied_from_id"
OF_OBJECTIVE = (
    "id code kind number title description strategy expected_result ways_of_working follow_up handling "
    "status responsible responsible_board concerned_boards responsible_office concerned_offices source "
    "parent_id"
)
OF_ACTIVITY = (
    "id code kind title description responsible starts ends follow_up status cost source objective_id"
)
OF_FOLLOW_UP = "id code title periodicity due recipient source objective_id"
OF_DECISION = (
    "id unit_id indicator_id meeting_id text responsible starts_on expected follow_up_on role recorded_at"
)


def plan_documents(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return an organisation's plans with their origin, newest first.

    `id`, `code`, `title`, `document`, `valid_from`, `valid_to`, `decided_by`, `decided_on` (datetime64, NaT =
    not said), `reference`, `edition` (how many times it has been changed on screen) and `copied_from_id`
    (Int64, NA = made by itself).
    """
    table = table_of(Plan)
    question = _columns(table, OF_PLAN).where(table.c.organisation_id == organisation_id)
    ordered = question.order_by(table.c.valid_from.desc(), table.c.id.desc())
    frame = frame_of(engine, ordered, days=["valid_from", "valid_to", "decided_on"])
    return frame.astype({"copied_from_id": "Int64"})


def objectives(engine: Engine, plan_id: int) -> pd.DataFrame:
    """Return the nodes of a plan's tree in the document's order, all columns of the model.

    `parent_id` is Int64, NA = directly under the plan.
    """
    table = table_of(Objective)
    mine = _columns(table, OF_OBJECTIVE).where(table.c.plan_id == plan_id, ~table.c.retired)
    return frame_of(engine, mine.order_by(table.c.position, table.c.id)).astype({"parent_id": "Int64"})


def places_in_plan(engine: Engine, plan_id: int) -> pd.DataFrame:
    """Return which indicators stand where: `indicator_id`, `objective_id` (Int64, NA = under the plan).

    An indicator may stand in several places; the first is its own. In the plan's order.
    """
    table = table_of(PlanIndicator)
    mine = select(table.c.indicator_id, table.c.objective_id).where(table.c.plan_id == plan_id)
    return frame_of(engine, mine.order_by(table.c.position, table.c.id)).astype({"objective_id": "Int64"})


def targets_of_plan(engine: Engine, plan_id: int) -> pd.DataFrame:
    """Return a plan's targets, in the document's order.

    `indicator_id`, `indicator`, `unit` (empty = all), `level`, `kind`, `value` (NaN = none),
    `unit_of_measure`, `valid_from`, `valid_to` (datetime64), `words`, `source`.
    """
    table, indicator, unit = table_of(Target), table_of(Indicator), table_of(Unit)
    question = (
        select(
            table.c.indicator_id,
            indicator.c.name.label("indicator"),
            unit.c.name.label("unit"),
            *[table.c[name] for name in ("level", "kind", "value")],
            indicator.c.unit_of_measure,
            *[table.c[name] for name in ("valid_from", "valid_to", "words", "source")],
        )
        .join(indicator, indicator.c.id == table.c.indicator_id)
        .join(unit, unit.c.id == table.c.unit_id, isouter=True)
        .where(table.c.plan_id == plan_id)
        .order_by(table.c.id)
    )
    frame = frame_of(engine, question, days=["valid_from", "valid_to"]).astype({"value": "float64"})
    return frame.assign(unit=frame["unit"].fillna("").astype("str"))


def activities(engine: Engine, plan_id: int) -> pd.DataFrame:
    """Return a plan's activities in the document's order, all columns of the model.

    `starts` and `ends` are datetime64 (NaT = not said), `status` what the plan itself says (empty = nothing),
    `objective_id` Int64 (NA = under the plan itself).
    """
    table = table_of(Activity)
    mine = _columns(table, OF_ACTIVITY).where(table.c.plan_id == plan_id, ~table.c.retired)
    frame = frame_of(engine, mine.order_by(table.c.position, table.c.id), days=["starts", "ends"])
    return frame.assign(status=frame["status"].fillna("").astype("str")).astype({"objective_id": "Int64"})


def follow_ups(engine: Engine, plan_id: int) -> pd.DataFrame:
    """Return the accounts that a plan owes, in the document's order.

    `id`, `code`, `title`, `periodicity` (empty = not said), `due` (a month or a day, empty = not said),
    `recipient`, `source`, `objective_id` (Int64, NA = under the plan itself).
    """
    table = table_of(FollowUp)
    mine = _columns(table, OF_FOLLOW_UP).where(table.c.plan_id == plan_id, ~table.c.retired)
    frame = frame_of(engine, mine.order_by(table.c.position, table.c.id))
    told = frame["periodicity"].fillna("").astype("str")
    return frame.assign(periodicity=told).astype({"objective_id": "Int64"})


def progress(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return every word on how far things have come, the first told first.

    `activity_id`, `objective_id`, `decision_id` (Int64, one of them), `revision`, `told_on` (datetime64),
    `status`, `note`, `role`, `recorded_at` (UTC). The highest revision of a subject is in force.
    """
    table = table_of(Progress)
    names = f"{' '.join(SUBJECTS)} revision told_on status note role recorded_at"
    mine = _columns(table, names).where(
        table.c.organisation_id == organisation_id, recorded(table, moment_of(engine))
    )
    frame = frame_of(engine, mine.order_by(table.c.revision, table.c.id), days=["told_on", "recorded_at"])
    return frame.astype(dict.fromkeys(SUBJECTS, "Int64"))


def assessments(engine: Engine, organisation_id: int, *, every: bool = False) -> pd.DataFrame:
    """Return how risks are weighed now; with `every`, also how they were weighed before.

    `objective_id`, `revision`, `assessed_on` (datetime64), `likelihood`, `consequence` (1-4), `note`, `role`,
    `recorded_at` (UTC), the first assessed first.
    """
    table, moment = table_of(RiskAssessment), moment_of(engine)
    names = "objective_id revision assessed_on likelihood consequence note role recorded_at"
    wanted = recorded(table, moment) if every else latest_word(table, ["objective_id"], moment)
    mine = _columns(table, names).where(table.c.organisation_id == organisation_id, wanted)
    ordered = mine.order_by(table.c.objective_id, table.c.revision)
    return frame_of(engine, ordered, days=["assessed_on", "recorded_at"])


def follow_up_deliveries(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return the accounts that have been given and not taken back, by occasion.

    `id`, `follow_up_id`, `due`, `delivered_on` (datetime64), `note`, `role`, `recorded_at` (UTC).
    """
    table = table_of(FollowUpDelivery)
    names = "id follow_up_id due delivered_on note role recorded_at"
    mine = _columns(table, names).where(
        table.c.organisation_id == organisation_id, standing(table, moment_of(engine))
    )
    return frame_of(engine, mine.order_by(table.c.due, table.c.id), days=["delivered_on", "recorded_at"])


def meetings(engine: Engine, organisation_id: int, unit_ids: Sequence[int]) -> pd.DataFrame:
    """Return meetings of some units, the latest first.

    `id`, `unit_id`, `held_on` (datetime64), `present`, `note`, `role`, `recorded_at` (UTC).
    """
    table = table_of(Meeting)
    mine = _columns(table, "id unit_id held_on present note role recorded_at").where(
        table.c.organisation_id == organisation_id,
        table.c.unit_id.in_(unit_ids),
        standing(table, moment_of(engine)),
    )
    return frame_of(
        engine, mine.order_by(table.c.held_on.desc(), table.c.id.desc()), days=["held_on", "recorded_at"]
    )


def decisions(engine: Engine, organisation_id: int) -> pd.DataFrame:
    """Return the decisions that stand, the first to apply first.

    `id`, `unit_id`, `indicator_id` and `meeting_id` (Int64, NA = none), `text`, `responsible`, `starts_on`,
    `follow_up_on` (datetime64, NaT = not said), `expected` (up, down or none), `role`, `recorded_at` (UTC).
    """
    table = table_of(Decision)
    mine = _columns(table, OF_DECISION).where(
        table.c.organisation_id == organisation_id, standing(table, moment_of(engine))
    )
    ordered = mine.order_by(table.c.starts_on, table.c.id)
    frame = frame_of(engine, ordered, days=["starts_on", "follow_up_on", "recorded_at"])
    return frame.astype({"indicator_id": "Int64", "meeting_id": "Int64"})


def plan_edits(engine: Engine, plan_id: int) -> pd.DataFrame:
    """Return what has been changed in a plan, the latest first.

    `id`, `import_id`, `noun`, `code`, `change`, `before`, `after` (JSON of the plan file's fields; empty for
    what was not there), `reason`, `role`, `recorded_at` (UTC), `on_screen` (False for what a file changed).
    """
    table, imports = table_of(PlanEdit), table_of(Import)
    names = "id import_id noun code change before after reason role recorded_at"
    told = _columns(table, names).add_columns(imports.c.kind.label("on_screen"))
    mine = told.join(imports, imports.c.id == table.c.import_id).where(
        table.c.plan_id == plan_id, recorded(table, moment_of(engine))
    )
    frame = frame_of(engine, mine.order_by(table.c.id.desc()), days=["recorded_at"])
    return frame.assign(on_screen=frame["on_screen"] == ImportKind.ENTRY)


def _columns(table: Table, names: str) -> "Select[tuple[object, ...]]":
    return select(*[table.c[name] for name in names.split()])
